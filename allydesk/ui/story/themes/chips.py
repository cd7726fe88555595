"""The themes of one moment as chips, and a way to tie another."""

from PySide6.QtCore import QEvent, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QStandardItem, QStandardItemModel
from PySide6.QtWidgets import QApplication, QCompleter, QLineEdit, QMenu, QVBoxLayout, QWidget

from allydesk.story.ids import MomentId, ThemeId
from allydesk.story.lifeline import Theme
from allydesk.story.theming import LONGEST_NAME, tie_by_name, untie
from allydesk.ui.journal.about.chips import Chip
from allydesk.ui.story.themes.patterns import MARK, mark_icon, shade_words
from allydesk.ui.story.themes.style import themes_style
from allydesk.ui.story.themes.words import theme_words
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.flow import Flow

_FIELD, _CHIP, _GAP = 170, 17, 4
"""The width of the field for a name, the height of a line, and the room between a mark and its name, in pixels at a
text scale of 1."""


class NameField(QLineEdit):
    """A theme's name is typed here; those there are, and that the moment is not tied to, are proposed.

    `given` carries what was typed when Return, a choice or leaving the field says that it is whole.
    """

    given = Signal(str)
    given_up = Signal()

    def __init__(self, *, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._look = look
        set_role(self, "theme-name")
        self.setMaxLength(LONGEST_NAME)
        self.setPlaceholderText("A theme, in your words")
        self.setAccessibleName("Theme to tie to this moment")
        self._known = QStandardItemModel(self)
        completer = QCompleter(self._known, self)
        completer.setCaseSensitivity(Qt.CaseSensitivity.CaseInsensitive)
        completer.setFilterMode(Qt.MatchFlag.MatchContains)
        completer.setMaxVisibleItems(12)
        self.setCompleter(completer)
        completer.activated.connect(self._give, Qt.ConnectionType.QueuedConnection)
        self.editingFinished.connect(self._give)

    def sizeHint(self) -> QSize:
        """As high as the chips it stands among."""
        return QSize(self._look.scaled(_FIELD), self._look.scaled(_CHIP) + 6)

    def propose(self, items: list[QStandardItem]) -> None:
        """Propose these."""
        self._known.clear()
        for item in items:
            self._known.appendRow(item)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape gives up; the down key in the empty field shows every theme there is."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
            self.given_up.emit()
        elif event.key() == Qt.Key.Key_Down:
            self.completer().setCompletionPrefix(self.text())
            self.completer().complete()
        else:
            super().keyPressEvent(event)

    def _give(self) -> None:
        name = self.text()
        self.clear()
        self.given.emit(name)


class ThemeChips(QWidget):
    """Follows the lifeline. One stop of the Tab key, "+ theme"; from there the arrow keys walk along the chips."""

    theme_asked = Signal(str)
    """The person wants to see a theme; carries its id."""

    def __init__(self, *, tools: StoryTools, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._desk = tools.desk
        self._look = tools.look
        self._moment: MomentId | None = None
        self._shown: tuple[Theme, ...] = ()
        self.chips: list[Chip] = []
        self._flow = Flow(spacing=6)
        self._menu = QMenu(self)
        self.add = Chip("+ theme", role="chip", name="Tie a theme to this moment", parent=self)
        self.field = NameField(look=tools.look, parent=self)
        self._lay_out()
        self._connect()
        self.take_look()
        self.show_moment(None)

    @property
    def moment_id(self) -> MomentId | None:
        """The moment that is shown."""
        return self._moment

    def show_moment(self, moment_id: MomentId | None) -> None:
        """Show the themes of this moment; of none, nothing. What is half typed for another is tied to that first."""
        if moment_id != self._moment:
            self.commit()
            self._moment = moment_id
        self._show()

    def commit(self) -> None:
        """Take what is typed as it is. Call it before leaving."""
        if self.field.text():
            self._tie(self.field.text())

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self.field.clear()
        self.field.propose([])
        self._moment = None
        self._show()

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self.setStyleSheet(themes_style(self._look))
        self._rebuild()

    def _show(self) -> None:
        lifeline = self._desk.lifeline
        is_there = self._moment is not None and self._moment in lifeline.moments
        self.setVisible(is_there)
        themes = tuple(lifeline.themes_of(self._moment)) if self._moment is not None else ()
        if themes != self._shown:
            self._shown = themes
            self._rebuild()

    def _rebuild(self) -> None:
        focused = next((place for place, chip in enumerate(self.chips) if chip.hasFocus()), None)
        is_typing = not self.field.isHidden()
        self._flow.release()
        for old in self.chips:
            old.hide()
            old.deleteLater()
        self.chips = [self._chip(theme) for theme in self._shown]
        for part in (*self.chips, self.add, self.field):
            self._flow.add(part)  # which shows it
        self.add.setHidden(is_typing)
        self.field.setVisible(is_typing)
        self._break_anew()
        if focused is not None:
            (self.chips[focused] if focused < len(self.chips) else self.add).setFocus()

    def _chip(self, theme: Theme) -> Chip:
        name = f"Theme {theme_words(theme)}, {shade_words(theme.shade)}"
        chip = Chip(theme_words(theme), role="chip-accent", name=name, parent=self._flow)
        side, gap = self._look.scaled(MARK - 2), self._look.scaled(_GAP)
        chip.setIcon(mark_icon(theme.shade, self._look, ground=Tone.ACCENT_SOFT, side=side, gap=gap))
        chip.setIconSize(QSize(side + gap, side))
        chip.setToolTip(theme_words(theme))
        chip.walked.connect(lambda step: self._walk(chip, step))
        chip.removed.connect(lambda: self._untie(theme.id))
        chip.left.connect(self.add.setFocus)
        chip.clicked.connect(lambda: self._open_menu(chip, theme.id))
        return chip

    def _open_menu(self, chip: Chip, theme_id: ThemeId) -> None:
        self._menu.clear()
        self._menu.addAction("Show this theme").triggered.connect(lambda: self.theme_asked.emit(theme_id))
        self._menu.addAction("Untie from this moment").triggered.connect(lambda: self._untie(theme_id))
        self._menu.popup(chip.mapToGlobal(QPoint(0, chip.height() + 4)))

    def _walk(self, chip: Chip, step: int) -> None:
        stops = [*self.chips, self.add]
        place = stops.index(chip) + step
        if 0 <= place < len(stops):
            stops[place].setFocus(Qt.FocusReason.TabFocusReason)

    def _untie(self, theme_id: ThemeId) -> None:
        if self._moment is not None:
            self._desk.do(untie(self._desk.lifeline, theme_id, (self._moment,)))

    def _tie(self, name: str) -> None:
        self.field.clear()
        if self._moment is not None:
            self._desk.do(tie_by_name(self._desk.lifeline, self._moment, name))

    # The field in the place of "+ theme"

    def _begin(self) -> None:
        others = [theme for theme in self._desk.lifeline.ordered_themes() if self._moment not in theme.moments]
        self.field.propose(
            [QStandardItem(mark_icon(one.shade, self._look), theme_words(one)) for one in others if one.name.strip()]
        )
        self.add.hide()
        self.field.show()
        self._break_anew()
        self.field.setFocus()

    def _end(self, name: str) -> None:
        had_focus = self.field.hasFocus()
        self._tie(name)
        self.add.show()
        if had_focus:
            self.add.setFocus()
        self.field.hide()
        self._break_anew()

    def _break_anew(self) -> None:
        """One part has taken the place of another: the lines may be others."""
        QApplication.sendEvent(self._flow, QEvent(QEvent.Type.LayoutRequest))

    def _lay_out(self) -> None:
        self.add.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.add.setAccessibleDescription("The left key goes to the themes it is tied to")
        self.field.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        self.setAccessibleName("Themes of this moment")

    def _connect(self) -> None:
        self.add.clicked.connect(self._begin)
        self.add.walked.connect(lambda step: self._walk(self.add, step))
        self.field.given.connect(self._end)
        self.field.given_up.connect(lambda: self._end(""))
        self._desk.loaded.connect(self._show)
        self._desk.changed.connect(lambda _edit: self._show())
        self._look.changed.connect(self.take_look)
