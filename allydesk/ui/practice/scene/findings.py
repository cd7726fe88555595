"""What the coach noticed in somebody's words, one thing after the other. It asks; it decides nothing."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, Qt
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QVBoxLayout, QWidget

from allydesk.practice.coach.finding import Finding, FindingKind
from allydesk.practice.speech import quoted
from allydesk.ui.icons import GRID
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import label

NOTHING = "The coach noticed nothing in these words. That says nothing about how they land."
_CONCERN = "May land badly"
_CREDIT = "Carries weight"
_LONGEST_QUOTE = 160


def is_credit(finding: Finding) -> bool:
    """Whether it is about something that helps."""
    return finding.kind is FindingKind.CREDIT


def kind_words(finding: Finding) -> str:
    """What kind it is, in words: never by colour alone."""
    return _CREDIT if is_credit(finding) else _CONCERN


class FindingRow(QFrame):
    """One of them: the words, why they may land badly or what they carry, and a question."""

    def __init__(self, finding: Finding, *, look: Look) -> None:
        super().__init__()
        self.finding = finding
        self._look = look
        set_role(self, "finding")
        self._icon = QLabel()
        self.kind = label(f"{kind_words(finding)} · {finding.name}", "small", wrap=True)
        self.quote = label(quoted(_short(finding.quote)), "strong", wrap=True)
        self.why = label(finding.why, wrap=True)
        self.question = label(finding.question, "muted", wrap=True)
        parts = (self.kind.text(), self.quote.text(), finding.why, finding.question)
        self.setAccessibleName(". ".join(part.rstrip(".") for part in parts if part) + ".")
        self._lay_out()
        self.question.setVisible(bool(finding.question))  # once it has a parent: it would be a window of its own before
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        side = self._look.scaled(GRID)
        name, tone = ("check", Tone.ACCENT) if is_credit(self.finding) else ("warning", Tone.LOW)
        self._icon.setPixmap(self._look.icon(name, tone).pixmap(QSize(side, side)))

    def _lay_out(self) -> None:
        words = QVBoxLayout()
        words.setSpacing(2)
        for part in (self.kind, self.quote, self.why, self.question):
            words.addWidget(part)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(10)
        row.addWidget(self._icon, 0, Qt.AlignmentFlag.AlignTop)
        row.addLayout(words, 1)


class FindingList(QFrame):
    """All of them, in the order of the words. Hidden until the coach was asked."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "coach-note")
        self.heading = label("What the coach noticed", "strong")
        self.nothing = label(NOTHING, "muted", wrap=True)
        self.rows: list[FindingRow] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(16, 14, 16, 14)
        self._column.setSpacing(14)
        self._column.addWidget(self.heading)
        self._column.addWidget(self.nothing)
        self.hide()

    def show_findings(self, findings: Sequence[Finding]) -> None:
        """Show these instead; with none, say that there are none."""
        self._take_away()
        for finding in findings:
            row = FindingRow(finding, look=self._look)
            self._column.addWidget(row)
            self.rows.append(row)
        self.nothing.setVisible(not findings)
        self.setAccessibleName(" ".join((self.heading.text() + ":", self.words)))
        self.show()

    @property
    def words(self) -> str:
        """All of it, for reading out."""
        return " ".join(row.accessibleName() for row in self.rows) or NOTHING

    def clear(self) -> None:
        """Put it away."""
        self._take_away()
        self.setAccessibleName("")
        self.hide()

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        for row in self.rows:
            row.take_look()

    def _take_away(self) -> None:
        for row in self.rows:
            self._column.removeWidget(row)
            _drop(row)
        self.rows.clear()


def _drop(part: QWidget) -> None:
    part.hide()
    part.deleteLater()


def _short(text: str) -> str:
    return text if len(text) <= _LONGEST_QUOTE else f"{text[:_LONGEST_QUOTE].rstrip()}…"
