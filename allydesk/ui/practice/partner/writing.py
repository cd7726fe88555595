"""Answering in writing: a field, and the coach, who is asked or not."""

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.practice.intents import INTENT_WORDS, Intent
from allydesk.ui.looking_back.fields import DropDown
from allydesk.ui.practice.scene.announcing import announce
from allydesk.ui.practice.scene.coachmarks import mark_findings
from allydesk.ui.practice.scene.field import SayField
from allydesk.ui.practice.scene.findings import FindingList
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, field_label

if TYPE_CHECKING:
    from allydesk.practice.coach.finding import Finding

Listen = Callable[[str, Intent], "Sequence[Finding] | None"]
"""What the coach notices in words that are meant so; None where there is no coach."""
_HEIGHT = 132
_READING = 18.5


class WritingForm(QWidget):
    """`meant` is what the words are likely for. The writer says what they are for before the coach reads them."""

    said = Signal()
    """The words stand as they are."""

    def __init__(self, *, look: Look, listen: Listen, meant: Intent, has_coach: bool) -> None:
        super().__init__()
        self._look = look
        self._listen = listen
        self._findings: Sequence[Finding] = ()
        self.field = SayField(look=look, size=_READING, height=_HEIGHT)
        self.meant = DropDown(look=look)
        for intent, words in INTENT_WORDS.items():
            self.meant.addItem(words, intent)
        self.meant.setCurrentIndex(list(INTENT_WORDS).index(meant))
        self._for_coach = QWidget()
        self.findings = FindingList(look=look)
        self.say = button("These are my words", "primary")
        self.notice = button("What does the coach notice?", "text")
        self._lay_out()
        self._for_coach.setHidden(not has_coach)
        self.field.changed.connect(self._changed)
        self.meant.currentIndexChanged.connect(lambda _place: self._changed())
        self.say.clicked.connect(lambda _checked: self._offer())
        self.notice.clicked.connect(lambda _checked: self._ask_coach())
        self._changed()

    @property
    def text(self) -> str:
        """What is typed."""
        return self.field.text

    @property
    def intent(self) -> Intent:
        """What the words are for."""
        return Intent(self.meant.currentData())

    def take_keyboard(self) -> None:
        """The keyboard goes into the field."""
        self.field.setFocus(Qt.FocusReason.OtherFocusReason)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.field.take_look()
        self.findings.take_look()
        if self._findings:
            mark_findings(self.field, self.text, self._findings, look=self._look)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Control with Return says it: a Return alone is the field's."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._offer()
        else:
            super().keyPressEvent(event)

    def _offer(self) -> None:
        if self.text.strip():
            self.said.emit()

    def _ask_coach(self) -> None:
        found = self._listen(self.text, self.intent)
        if found is None or not self.text.strip():
            return
        self._findings = found
        self.findings.show_findings(found)
        mark_findings(self.field, self.text, found, look=self._look)
        announce(self.findings, self.findings.accessibleName())

    def _changed(self) -> None:
        """What was noticed was about other words."""
        self._findings = ()
        self.findings.clear()
        self.field.setExtraSelections([])
        has_words = bool(self.text.strip())
        self.say.setEnabled(has_words)
        self.notice.setEnabled(has_words)

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(8)
        column.addWidget(field_label("What do you say?", self.field))
        column.addWidget(self.field)
        column.addWidget(self._coach_row())
        column.addWidget(self.findings)
        column.addSpacing(4)
        row = QHBoxLayout()
        row.addWidget(self.say)
        row.addStretch(1)
        column.addLayout(row)

    def _coach_row(self) -> QWidget:
        """What the words are for, and the coach, who asks about that."""
        column = QVBoxLayout(self._for_coach)
        column.setContentsMargins(0, 4, 0, 0)
        column.setSpacing(4)
        column.addWidget(field_label("What these words are for", self.meant))
        ways = Flow(spacing=14)
        ways.add(self.meant)
        ways.add(self.notice)
        column.addWidget(ways)
        return self._for_coach
