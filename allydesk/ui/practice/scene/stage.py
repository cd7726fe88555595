"""The scene as it is played: lines arrive, and then one is asked. It knows nothing of the vault."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QHideEvent, QKeyEvent, QShowEvent
from PySide6.QtWidgets import QApplication, QVBoxLayout, QWidget

from allydesk.practice.playing import Play
from allydesk.ui.journal.notice import Notice
from allydesk.ui.practice.scene.announcing import announce
from allydesk.ui.practice.scene.arrival import Arrival, reading_time
from allydesk.ui.practice.scene.asking import Asked
from allydesk.ui.practice.scene.beside import BesideScene
from allydesk.ui.practice.scene.head import SceneHead
from allydesk.ui.practice.scene.items import Item, LineItem, NoteItem, SettingItem, items_of
from allydesk.ui.practice.scene.line import INSET
from allydesk.ui.practice.scene.notecard import NoteCard
from allydesk.ui.practice.scene.saying import Listen
from allydesk.ui.practice.scene.sheet import SceneSheet
from allydesk.ui.practice.scene.spread import SceneSpread
from allydesk.ui.practice.scene.transcript import Transcript
from allydesk.ui.practice.scene.wording import announced
from allydesk.ui.theme import Look

Wait = Callable[[Item | None, Play], int]
"""How many milliseconds pass after an item of a play."""
_SIDE, _ABOVE, _BELOW = 40, 26, 18
_HURRY = frozenset({Qt.Key.Key_Space, Qt.Key.Key_Return, Qt.Key.Key_Enter})
_COMMANDS = Qt.KeyboardModifier.ControlModifier | Qt.KeyboardModifier.AltModifier | Qt.KeyboardModifier.MetaModifier
"""With one of these held, a number is no number."""


def ordinary_wait(item: Item | None, play: Play) -> int:
    """The time it takes to read it."""
    return reading_time(item, play.scenario)


class SceneStage(QWidget):
    """Shows one play at a time. What one does in it is told by the signals of `asked`, `transcript` and `head`."""

    arrived = Signal(str)
    """A line has arrived; carries it as it is read out."""
    hurried = Signal()
    """Somebody goes on before its time."""

    def __init__(self, *, look: Look, steady: Callable[[], float], listen: Listen, wait: Wait = ordinary_wait) -> None:
        """`steady` counts seconds and is never set back."""
        super().__init__()
        self._look = look
        self._play: Play | None = None
        self._is_at_once = self._has_anchor = False
        self._with_notes = True
        self._text = ""
        self._wait = wait
        self.head = SceneHead(look=look)
        self.notice = Notice()
        self.trouble = Notice(role="problem")
        self.transcript = Transcript(look=look)
        self.asked = Asked(look=look, steady=steady, listen=listen)
        self.sheet = SceneSheet(look=look, transcript=self.transcript, asked=self.asked)
        self.beside = BesideScene(look=look)
        self._above = QWidget()
        self._below = QWidget()
        self.arrival = Arrival(wait=self._time_after, parent=self)
        self._lay_out()
        self.spread = SceneSpread(look=look, head=self._above, sheet=self._below, beside=self.beside)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.spread)
        self._connect()
        self._show_beside()

    @property
    def play(self) -> Play | None:
        """The play that is shown."""
        return self._play

    def show_play(self, play: Play, *, with_notes: bool, at_once: bool, text: str = "") -> None:
        """Show a play as it stands: lines that are new arrive, and then it asks. `text` is what was typed there
        before; `at_once` all of it is there without waiting."""
        had_keyboard = self._has_keyboard()
        self._play, self._is_at_once, self._text = play, at_once, text
        self._with_notes = with_notes
        self.arrival.drop()
        self.asked.clear()
        self.head.show_play(play)
        self.beside.show_skills(play.scenario.head.skills)
        self.beside.keep_in_mind(play.keep_in_mind)
        self.sheet.let_go()
        new = self.transcript.cut(play.scenario, items_of(play, with_notes=with_notes))
        self.transcript.note_moves(len(play.moves))
        self._let_go_of_notes()
        self.sheet.resume_following()
        self.sheet.show_all_offered(shown=bool(new) and not at_once)
        if had_keyboard or not new:
            self.transcript.setFocus()
        last = self.transcript.items[-1] if self.transcript.items else None
        with self.transcript.held():
            self.arrival.begin(new, at_once=at_once or not new, after=last if play.moves else None)

    def show_anew(self, *, with_notes: bool) -> None:
        """Show the same play with the coach's notes, or without. What is typed stays."""
        if self._play is None or with_notes == self._with_notes:
            return
        self._with_notes = with_notes
        self.show_all()
        items = items_of(self._play, with_notes=with_notes)
        self.sheet.let_go()
        with self.transcript.held():
            for item in self.transcript.cut(self._play.scenario, items):
                self.transcript.add(item)
        self.transcript.note_moves(len(self._play.moves))

    def clear(self) -> None:
        """Show nothing."""
        self._play = None
        self._text = ""
        self.arrival.drop()
        self.asked.clear()
        self.sheet.let_go()
        self.transcript.clear()
        self.head.clear()
        self.beside.clear()
        self.notice.withdraw()
        self.trouble.withdraw()

    def show_all(self) -> None:
        """All lines, now."""
        if self.arrival.is_under_way:
            self.hurried.emit()
            with self.transcript.held():
                self.arrival.show_all()

    def hurry(self) -> None:
        """The next line, now."""
        if self.arrival.is_under_way:
            self.hurried.emit()
            self.arrival.hurry()

    def choose_line(self) -> None:
        """The keyboard goes to the last line that one can go back to."""
        self.spread.show_beside(shown=False)
        self.transcript.take_keyboard(to_open=True)

    def take_keyboard(self) -> None:
        """The keyboard goes to what can be done just now."""
        if self.asked.face is not None:
            self.asked.take_keyboard()
        else:
            self.transcript.setFocus()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for part in (self.head, self.transcript, self.asked, self.sheet, self.beside):
            part.take_look()
        self.spread.arrange()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space and Return bring the next line, a number takes an option."""
        if event.isAutoRepeat():
            event.accept()
        elif event.key() in _HURRY and self.arrival.is_under_way:
            self.hurry()
        elif not event.modifiers() & _COMMANDS and event.text().isdecimal() and self.asked.take(int(event.text())):
            event.accept()
        else:
            super().keyPressEvent(event)

    def hideEvent(self, event: QHideEvent) -> None:
        """Nothing arrives while nobody can see it."""
        super().hideEvent(event)
        self.arrival.hold(held=True)

    def showEvent(self, event: QShowEvent) -> None:
        """It goes on."""
        super().showEvent(event)
        self.arrival.hold(held=False)

    # Inside

    def _time_after(self, item: Item | None) -> int:
        return self._wait(item, self._play) if self._play is not None else 0

    def _show_item(self, item: Item) -> None:
        """One has arrived."""
        play = self._play
        if play is None:
            return
        self._let_go_of_notes()
        row = self.transcript.add(item)
        if not (self._is_at_once and self._has_anchor):
            self._has_anchor = True
            self.sheet.keep_in_view(row)
        match item:
            case LineItem(told):
                words = announced(told, play.scenario)
            case NoteItem() if isinstance(row, NoteCard):
                words = row.words
            case SettingItem(text):
                words = text
            case _:
                words = ""
        announce(self.transcript, words)
        if not isinstance(item, NoteItem):
            self.arrived.emit(words)

    def _stop_at(self, item: NoteItem) -> None:
        for row in self.transcript.rows:
            if isinstance(row, NoteCard) and row.item is item:
                row.wait(waits=True)
                self.sheet.keep_in_view(row)
                if self._has_keyboard():
                    row.go_on.setFocus(Qt.FocusReason.OtherFocusReason)

    def _let_go_of_notes(self) -> None:
        for row in self.transcript.rows:
            if isinstance(row, NoteCard):
                if row.go_on.hasFocus():
                    self.transcript.setFocus()
                row.wait(waits=False)

    def _ask(self) -> None:
        """All lines are there."""
        if self._play is None:
            return
        self.sheet.show_all_offered(shown=False)
        had_keyboard = self._has_keyboard()
        self.asked.ask(self._play, text=self._text)
        self._text = ""
        self._put_in_order()
        if not (self._is_at_once and self._has_anchor):
            self.sheet.keep_in_view(self.asked)
        self._has_anchor = False
        if had_keyboard:
            self.asked.take_keyboard()

    def _put_in_order(self) -> None:
        """Tab goes from the head to the lines, on to what is asked, and then beside, whatever was made first."""
        before: QWidget = self.head.leave
        for part in (*self.transcript.lines[-1:], *self.asked.options.cards):
            QWidget.setTabOrder(before, part)
            before = part

    def _has_keyboard(self) -> bool:
        """Whether the keyboard is here and nobody walks through the lines with it."""
        focused = QApplication.focusWidget()
        if focused is None:
            return self.isVisible()
        return self.isAncestorOf(focused) and not any(row.hasFocus() for row in self.transcript.lines)

    def _keep_asked_in_view(self) -> None:
        self.sheet.resume_following()
        self.sheet.keep_in_view(self.asked)

    def _show_beside(self) -> None:
        self.head.show_beside(offered=self.spread.is_narrow, shown=not self.spread.shows_sheet)

    def _toggle_beside(self) -> None:
        self.spread.show_beside(shown=self.spread.shows_sheet)

    def _lay_out(self) -> None:
        above = QVBoxLayout(self._above)
        above.setContentsMargins(_SIDE, _ABOVE, _SIDE, _BELOW)
        above.setSpacing(10)
        for part in (self.head, self.trouble, self.notice):
            above.addWidget(part)
        below = QVBoxLayout(self._below)
        below.setContentsMargins(_SIDE - INSET, 0, 0, 0)
        below.addWidget(self.sheet)

    def _connect(self) -> None:
        self.arrival.arrived.connect(self._show_item)
        self.arrival.stopped.connect(self._stop_at)
        self.arrival.ended.connect(self._ask)
        self.sheet.hurried.connect(self.hurry)
        self.sheet.all.clicked.connect(lambda _checked: self.show_all())
        for walked in (self.transcript.walked, self.asked.walked):
            walked.connect(self.sheet.show_part)
        self.transcript.went_on.connect(self.hurry)
        self.transcript.left.connect(self.take_keyboard)
        self.asked.turned.connect(self._keep_asked_in_view)
        self.spread.arranged.connect(self._show_beside)
        self.head.beside.clicked.connect(lambda _checked: self._toggle_beside())
