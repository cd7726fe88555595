"""How a moment was before: its earlier versions, to be read, and to be put back."""

from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QLabel, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.story.edits import bring_back
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Moment
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.words import counted, moment_in_words
from allydesk.ui.story.lifeline.words import height_on_chip, title_of, when_in_words
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.style import set_role
from allydesk.ui.widgets.words import button, label

if TYPE_CHECKING:
    from allydesk.storage.lifeline_shelf import RecordVersion

MOST = 60
"""Versions that are shown, from the newest on."""
_NOTE = 600


class HistoryPanel(QWidget):
    """The versions of one moment, newest first."""

    put_back = Signal(str)
    """An earlier version stands again; carries the moment's id."""

    def __init__(self, *, tools: StoryTools) -> None:
        super().__init__()
        self._vault = tools.vault
        self._desk = tools.desk
        self._clock = tools.clock
        self._habits = tools.habits
        self._look = tools.look
        self._errands = Errands(tasks=tools.tasks)
        self.said = label("", "muted", wrap=True)
        self.rows: list[QFrame] = []
        self._notes: list[QLabel] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.said)
        column.addLayout(self._list)
        column.addStretch(1)
        self.setAccessibleName("Earlier versions of this moment")

    def begin(self, moment_id: MomentId) -> None:
        """Show how this moment was, once everything done so far is kept."""
        self._clear()
        self.said.setText("Looking…")
        vault = self._vault
        self._desk.settle(
            lambda: self._errands.run(lambda: vault.lifeline.versions(moment_id), done=self._show, failed=self._explain)
        )

    def take_look(self) -> None:
        """Take the look's present type."""
        for note in self._notes:
            note.setFont(self._look.reading_font(size=15.5))

    def leave(self) -> None:
        """Nobody looks any longer."""
        self._errands.drop()
        self._clear()

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self.leave()
        self.said.clear()

    def _show(self, found: "list[RecordVersion]") -> None:
        self._clear()
        moments = [one for one in reversed(found) if isinstance(one.record, Moment)]
        if not moments:
            self.said.setText("There is no earlier version yet. One is kept each time you come back and change it.")
            return
        words = counted(len(moments), "earlier version", "earlier versions")
        self.said.setText(f"{words}, newest first. What stands now is kept too when you put one back.")
        for version in moments[:MOST]:
            self._add(version)

    def _add(self, version: "RecordVersion") -> None:
        moment = version.record
        assert isinstance(moment, Moment)  # noqa: S101 - the others were left out
        row = QFrame()
        set_role(row, "sunken")
        column = QVBoxLayout(row)
        column.setContentsMargins(14, 10, 14, 10)
        column.setSpacing(4)
        saved = moment_in_words(version.saved.astimezone(self._clock().tzinfo))
        column.addWidget(label(saved, "small", wrap=True))
        column.addWidget(label(title_of(moment), "strong", wrap=True))
        column.addWidget(label(f"{when_in_words(moment, habits=self._habits)} · {height_on_chip(moment)}", wrap=True))
        if moment.note.strip():
            short = moment.note.strip()
            note = label(short if len(short) <= _NOTE else f"{short[:_NOTE].rstrip()}…", wrap=True)
            note.setFont(self._look.reading_font(size=15.5))
            self._notes.append(note)
            column.addWidget(note)
        others = [part for part in (", ".join(moment.people), moment.place) if part]
        if others:
            column.addWidget(label(" · ".join(others), "small", wrap=True))
        back = button("Put this one back", "text", name=f"Put back the version of {saved}")
        back.clicked.connect(lambda _checked=False: self._put_back(moment))
        column.addWidget(back, 0, Qt.AlignmentFlag.AlignLeft)
        self.rows.append(row)
        self._list.addWidget(row)

    def _put_back(self, moment: Moment) -> None:
        self._desk.do(bring_back(self._desk.lifeline, moment))
        self.put_back.emit(moment.id)

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
        self._notes.clear()
