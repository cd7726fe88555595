"""Saying it in one's own words: a field, and the coach beside it, who never stands in the way."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.practice.coach.finding import Finding
from allydesk.practice.intents import INTENT_WORDS
from allydesk.practice.scenario import OwnWords, Scenario
from allydesk.ui.practice.scene.announcing import announce
from allydesk.ui.practice.scene.coachmarks import mark_findings
from allydesk.ui.practice.scene.field import SayField
from allydesk.ui.practice.scene.findings import FindingList
from allydesk.ui.practice.scene.wording import who
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

Listen = Callable[[str, OwnWords], Sequence[Finding] | None]
"""What the coach notices in words for a turn; None where there is no coach."""
_HEIGHT = 132
_READING = 18.5


class SayingForm(QWidget):
    """Write, ask the coach if one likes, and say it. What the coach noticed can be changed or kept."""

    said = Signal(str)
    """These words it is to be."""
    choices_asked = Signal()
    """Back to the choices it came from."""

    def __init__(self, *, look: Look, listen: Listen) -> None:
        super().__init__()
        self._look = look
        self._listen = listen
        self._turn: OwnWords | None = None
        self._has_coach = self._is_asked = False
        self._findings: Sequence[Finding] = ()
        self.ask = label("", "heading", wrap=True)
        self.meant = label("", "muted", wrap=True)
        self.field = SayField(look=look, size=_READING, height=_HEIGHT)
        self.findings = FindingList(look=look)
        self.say = button("Say it", "primary")
        self.notice = button("What does the coach notice?", "text")
        self.choices = button("Back to the choices", "text")
        self.change = button("Change your words")
        self.keep = button("Keep these words", "primary")
        self._lay_out()
        self._connect()
        self.take_look()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.text

    def begin(self, turn: OwnWords, scenario: Scenario, *, text: str, from_choice: bool) -> None:
        """Ask for these words; `text` is what was typed before, `from_choice` whether there is a way back to one."""
        self._turn = turn
        self.ask.setText(turn.ask)
        role = scenario.roles.get(turn.to)
        to = f"To {who(role)}." if role is not None else ""
        self.meant.setText(f"{to} {INTENT_WORDS[turn.intent]}".strip())
        self.field.setAccessibleName(turn.ask)
        self.field.setAccessibleDescription(self.meant.text())
        self.field.load(text)
        self.choices.setVisible(from_choice)
        self.write_on()

    def allow_coach(self, *, allowed: bool) -> None:
        """Whether there is a coach to ask."""
        self._has_coach = allowed
        self._ask_whether(is_asked=self._is_asked)

    def clear(self) -> None:
        """Drop what is typed, and what was noticed in it."""
        self._turn = None
        self.field.load("")
        self.field.setAccessibleName("")
        self.field.setAccessibleDescription("")
        self.ask.clear()
        self.meant.clear()
        self.write_on()

    def take_keyboard(self) -> None:
        """The keyboard goes into the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.field.take_look()
        self.findings.take_look()
        if self._findings:
            mark_findings(self.field, self.text, self._findings, look=self._look)

    def offer(self) -> None:
        """Say what is typed. What the coach noticed is shown first, once for the same words."""
        text = self.text.strip()
        if not text or self._turn is None:
            return
        if self._is_asked:
            self.said.emit(text)
            return
        found = self._listen(self.text, self._turn)
        if not found:
            self.said.emit(text)
            return
        self._show(found)
        self._ask_whether(is_asked=True)
        self.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Control with Return says it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.offer()
        else:
            super().keyPressEvent(event)

    def _look_at(self) -> None:
        """Somebody wants to know while still writing."""
        found = self._listen(self.text, self._turn) if self._turn is not None else None
        if found is not None and self.text.strip():
            self._show(found)
            self.take_keyboard()

    def _show(self, findings: Sequence[Finding]) -> None:
        self._findings = findings
        self.findings.show_findings(findings)
        mark_findings(self.field, self.text, findings, look=self._look)
        announce(self.findings, self.findings.accessibleName())

    def write_on(self) -> None:
        """The words are open again: what was noticed was about others."""
        self._findings = ()
        self.findings.clear()
        self.field.setExtraSelections([])
        self._ask_whether(is_asked=False)
        has_words = bool(self.text.strip())
        self.say.setEnabled(has_words)
        self.notice.setEnabled(has_words)

    def _ask_whether(self, *, is_asked: bool) -> None:
        self._is_asked = is_asked
        self.say.setHidden(is_asked)
        self.notice.setVisible(self._has_coach and not is_asked)
        for way in (self.change, self.keep):
            way.setVisible(is_asked)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(9)
        column.addWidget(self.ask)
        column.addWidget(self.meant)
        column.addWidget(self.field)
        ways = Flow(spacing=14)
        for way in (self.say, self.keep, self.change, self.notice, self.choices):
            ways.add(way)
        column.addWidget(self.findings)
        column.addWidget(ways)

    def _connect(self) -> None:
        self.field.changed.connect(self.write_on)
        self.say.clicked.connect(lambda _checked: self.offer())
        self.keep.clicked.connect(lambda _checked: self.offer())
        self.change.clicked.connect(lambda _checked: self._change())
        self.notice.clicked.connect(lambda _checked: self._look_at())
        self.choices.clicked.connect(lambda _checked: self.choices_asked.emit())

    def _change(self) -> None:
        """The marks stay while one looks at the words; they go with the first key."""
        self._ask_whether(is_asked=False)
        self.take_keyboard()
