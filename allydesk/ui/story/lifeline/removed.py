"""What was removed from the lifeline, and can be brought back for thirty days."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.story.edits import bring_back
from allydesk.story.lifeline import Birth, Chapter, Moment, Record, Theme
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.words import moment_in_words
from allydesk.ui.story.lifeline.words import title_of
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.widgets.words import ElidedLabel, button, label

if TYPE_CHECKING:
    from allydesk.storage.lifeline_shelf import RecordVersion

MOST = 200
"""Rows. Whoever removed more than that in a month finds the newest here, and the rest as these are brought back."""


class RemovedPanel(QWidget):
    """The removed moments, chapters and themes, newest first."""

    brought_back = Signal(str)
    """A moment is on the lifeline again; carries its id."""

    def __init__(self, *, tools: StoryTools) -> None:
        super().__init__()
        self._vault = tools.vault
        self._desk = tools.desk
        self._clock = tools.clock
        self._errands = Errands(tasks=tools.tasks)
        self.said = label("", "muted", wrap=True)
        self.rows: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(6)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.said)
        column.addLayout(self._list)
        column.addStretch(1)
        self.setAccessibleName("Removed from the lifeline")

    def begin(self) -> None:
        """The panel has come to the front: ask what was removed, once everything done so far is kept."""
        self._clear()
        self.said.setText("Looking…")
        self._desk.settle(lambda: self._errands.run(self._ask, done=self._show, failed=self._explain))

    def leave(self) -> None:
        """Nobody looks any longer."""
        self._errands.drop()
        self._clear()

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self.leave()

    def _ask(self) -> "list[RecordVersion]":
        """On the vault's thread."""
        return [version for version in self._vault.lifeline.removed() if not is_blank(version.record)]

    def _show(self, found: "list[RecordVersion]") -> None:
        self._clear()
        words = "What you remove stays here for thirty days." if found else "Nothing was removed in the last 30 days."
        self.said.setText(words)
        for version in found[:MOST]:
            self._add(version)

    def _add(self, version: "RecordVersion") -> None:
        row = QWidget()
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(ElidedLabel(name_of(version.record), mode=Qt.TextElideMode.ElideRight))
        zone = self._clock().tzinfo
        names.addWidget(label(f"{_kind(version.record)} · {moment_in_words(version.saved.astimezone(zone))}", "small"))
        back = button("Bring back", "text", name=f"Bring back {name_of(version.record)}")
        back.clicked.connect(lambda _checked=False: self._bring_back(row, version.record))
        line = QHBoxLayout(row)
        line.setContentsMargins(0, 0, 0, 0)
        line.addLayout(names, 1)
        line.addWidget(back)
        self.rows.append(row)
        self._list.addWidget(row)

    def _bring_back(self, row: QWidget, record: Record) -> None:
        if row in self.rows:
            self.rows.remove(row)
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self._desk.do(bring_back(self._desk.lifeline, record))
        if isinstance(record, Moment):
            self.brought_back.emit(record.id)

    def _explain(self, error: AllydeskError) -> None:
        problem = problem_of(error)
        self.said.setText(f"{problem.happened} {problem.next}")

    def _clear(self) -> None:
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self.rows.clear()


def is_blank(record: Record) -> bool:
    """Whether nothing was left of it when it went: that is nothing to bring back."""
    match record:
        case Moment():
            return record == Moment(record.id)
        case Chapter():
            return record == Chapter(record.id)
        case Theme():
            return not record.name and not record.memo and not record.moments
    return True


def name_of(record: Record) -> str:
    """What a record is called."""
    if isinstance(record, Moment):
        return title_of(record)
    if isinstance(record, Birth):
        return "When you were born"
    return (record.name if isinstance(record, Theme) else record.title) or "Without a name"


def _kind(record: Record) -> str:
    return "Moment" if isinstance(record, Moment) else "Theme" if isinstance(record, Theme) else "Chapter"
