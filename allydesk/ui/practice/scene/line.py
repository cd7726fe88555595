"""One line of the transcript: told, said or done, by others or by the player."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QEnterEvent, QFont, QGuiApplication, QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QVBoxLayout, QWidget

from allydesk.practice.run import ToldKind
from allydesk.practice.scenario import Scenario
from allydesk.ui.clipboard import private_mime
from allydesk.ui.icons import GRID
from allydesk.ui.practice.scene.items import LineItem
from allydesk.ui.practice.scene.passage import Passage
from allydesk.ui.practice.scene.portrait import Portrait
from allydesk.ui.practice.scene.wording import SPOKEN, announced, initial, told_words, who
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import icon_button, label

COLUMN = 760
"""The most that a line takes of the width, in pixels at a text scale of 1."""
_RING, _EDGE = 2, 4
INSET = _RING + _EDGE
"""Around the line, for the ring that shows the keyboard, in pixels. All that stands below a line is inset as far."""
_READING = 17.5
_GAP = 12
_INSIDE, _ABOVE = 16, 10
_OWN_SHARE = 0.84
_PADDING = 6
"""Of a button with an icon, as the style sheet has it."""
BACK = "Go back to here"


def beside_column(look: Look) -> int:
    """What a line needs to its right for the way back, in pixels."""
    return _GAP + look.scaled(GRID) + 2 * _PADDING + INSET


class LineRow(QFrame):
    """A line and, beside it, a quiet way back to it. Up, Down, Home and End go from line to line."""

    back_asked = Signal(int)
    """To go back to this line; carries how many moves stay."""
    step_asked = Signal(int)
    """To the line so many further down, or up where it is negative."""
    read_asked = Signal(str)
    """The line is to be read aloud."""

    def __init__(self, item: LineItem, *, scenario: Scenario, look: Look) -> None:
        super().__init__()
        self.item = item
        self._scenario = scenario
        self._look = look
        self._is_open = self._can_read = self._is_pointed_at = False
        self._menu: QMenu | None = None
        set_role(self, "scene-line")
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # the transcript lets one line at a time be reached by Tab
        self.setAccessibleName(announced(item.told, scenario))
        self.passage = Passage(told_words(item.told))
        self.by = label(self._named(), "small", parent=self)
        self.by.setVisible(bool(self.by.text()))
        self.back = icon_button(f"{BACK} (Backspace)")
        self.back.setAccessibleName(f"{BACK}: {self.accessibleName()}")
        self.back.setFocusPolicy(Qt.FocusPolicy.NoFocus)  # with the keyboard, Backspace does the same
        self._keep_room(self.back)
        self._lay_out()
        self.back.clicked.connect(lambda _checked: self.back_asked.emit(item.kept))
        self.show_back(shown=False)
        self.take_look()

    @property
    def is_open(self) -> bool:
        """Whether going back to it would undo anything."""
        return self._is_open

    def open_back(self, *, is_open: bool) -> None:
        """Whether one can go back to it: something was done since."""
        self._is_open = is_open
        self.setAccessibleDescription("Backspace goes back to here" if is_open else "")
        self._show_back()

    def can_be_read(self, *, can: bool) -> None:
        """Whether there is a voice to read it aloud."""
        self._can_read = can

    def show_back(self, *, shown: bool) -> None:
        """The mouse is over it, or no longer."""
        self._is_pointed_at = shown
        self._show_back()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        font = QFont(self._look.reading_font(size=_READING))
        spoken = self.item.told.kind in SPOKEN
        font.setItalic(not spoken)
        palette = self._look.palette
        tone = Tone.INK if spoken or self.item.own else Tone.MUTED
        ground = Tone.ACCENT_SOFT if self.item.own else Tone.PAPER
        share = _OWN_SHARE if self.item.own else 1.0
        self.passage.dress(font, palette.readable(tone, ground), most=round(self._look.scaled(COLUMN) * share))
        self.back.setIcon(self._look.icon("undo", Tone.MUTED))
        side = self._look.scaled(GRID)
        self.back.setIconSize(QSize(side, side))

    def enterEvent(self, event: QEnterEvent) -> None:
        """Offer the way back."""
        super().enterEvent(event)
        self.show_back(shown=True)

    def leaveEvent(self, event: QEvent) -> None:
        """Offer it no longer."""
        super().leaveEvent(event)
        self.show_back(shown=False)

    def event(self, event: QEvent) -> bool:
        """The keyboard came or went: so does the button."""
        if event.type() in (QEvent.Type.FocusIn, QEvent.Type.FocusOut):
            self._show_back()
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go from line to line, and back to this one."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1, Qt.Key.Key_Home: -1_000_000, Qt.Key.Key_End: 1_000_000}
        key = Qt.Key(event.key())
        if key in steps:
            self.step_asked.emit(steps[key])
        elif key == Qt.Key.Key_Backspace and self._is_open and not event.isAutoRepeat():
            self.back_asked.emit(self.item.kept)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the line."""
        place = event.globalPos()
        if event.reason() == QContextMenuEvent.Reason.Keyboard:
            place = self.mapToGlobal(self.rect().center())
        self._open_menu(place)

    @property
    def menu(self) -> QMenu | None:
        """The menu that was opened last."""
        return self._menu

    def _open_menu(self, place: QPoint) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.destroyed.connect(self._forget_menu)
        back = menu.addAction(BACK, lambda: self.back_asked.emit(self.item.kept))
        back.setEnabled(self._is_open)
        menu.addAction("Copy this line", self._copy)
        if self._can_read:
            menu.addAction("Read this line aloud", lambda: self.read_asked.emit(self.accessibleName()))
        self._menu = menu
        menu.popup(place)

    def _forget_menu(self) -> None:
        self._menu = None

    def _copy(self) -> None:
        QGuiApplication.clipboard().setMimeData(private_mime(self.item.told.text))

    def _show_back(self) -> None:
        self.back.setVisible(self._is_open and (self._is_pointed_at or self.hasFocus()))

    def _named(self) -> str:
        told = self.item.told
        if told.kind is ToldKind.NARRATION:
            return ""
        if told.kind is ToldKind.REASON:
            return "Your reason"
        if self.item.own:
            return "You"
        role = self._scenario.roles.get(told.role)
        return who(role) if role is not None else ""

    def _lay_out(self) -> None:
        row = QHBoxLayout(self)
        row.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        row.setSpacing(_GAP)
        if self.item.own:
            row.addStretch(1)
        elif self.item.told.role:
            row.addWidget(self._portrait(), 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(self._words(), 0)
        if not self.item.own:
            row.addStretch(1)
        row.addWidget(self.back, 0, Qt.AlignmentFlag.AlignTop)

    def _portrait(self) -> Portrait:
        others = [each for each in self._scenario.roles if each != self._scenario.player]
        role = self.item.told.role
        place = others.index(role) if role in others else len(others)
        found = self._scenario.roles.get(role)
        return Portrait(initial(found) if found is not None else "", place, look=self._look)

    def _words(self) -> QVBoxLayout:
        column = QVBoxLayout()
        column.setSpacing(3)
        side = Qt.AlignmentFlag.AlignRight if self.item.own else Qt.AlignmentFlag.AlignLeft
        if self.by.text():
            column.addWidget(self.by, 0, side)
        column.addWidget(self._set_words(), 0, side)
        return column

    def _set_words(self) -> QWidget:
        told = self.item.told
        is_bubble = told.kind in SPOKEN or (self.item.own and told.kind is not ToldKind.REASON)
        if not is_bubble:
            return self.passage
        bubble = QFrame()
        set_role(bubble, "own-bubble" if self.item.own else "bubble")
        inside = QVBoxLayout(bubble)
        inside.setContentsMargins(_INSIDE, _ABOVE, _INSIDE, _ABOVE)
        inside.addWidget(self.passage)
        return bubble

    def _keep_room(self, part: QWidget) -> None:
        policy = part.sizePolicy()
        policy.setRetainSizeWhenHidden(True)
        part.setSizePolicy(policy)
