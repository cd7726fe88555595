"""What Today shows of the practice room: what is ready to practise, and what one said one would do."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.practice.commitments import closed, due_in_words, open_ones, plan_in_words, reopened
from allydesk.practice.ids import OwnScenarioId
from allydesk.practice.run import Commitment, ScenarioRef
from allydesk.practice.scheduling import Again, to_practise
from allydesk.practice.skills import SKILLS
from allydesk.ui.journal.errands import Errands
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.theme import Look
from allydesk.ui.today.cards import PADDING, Card, EntriesCard, EntryLink
from allydesk.ui.widgets.tick import TickBox
from allydesk.ui.widgets.words import button, label

if TYPE_CHECKING:
    from allydesk.storage.practice_values import RunSummary
    from allydesk.ui.today.page import TodayPage

_MOST = 3
"""So many of each: Today is not a list of duties."""
_READY_PLACE, _COMMITMENTS_PLACE = 5, 25
_LEFT_OPEN = "run:"
_RING = 4
"""Pixels left of a tick box and of a button that is only words."""


@dataclass(frozen=True, slots=True)
class Ready:
    """What Today shows of practice, as it is now."""

    open_run: "RunSummary | None" = None
    again: tuple[Again, ...] = ()
    commitments: tuple[Commitment, ...] = ()


class ReadyCard(EntriesCard):
    """A run that was left open, and the families whose day has come, each with the variant that comes next."""

    run_asked = Signal(str)
    family_asked = Signal(str)

    def __init__(self, *, look: Look) -> None:
        super().__init__("Ready to practise", look=look, ruled=True)
        self._first: Callable[[], object] = self.hide
        self.go = button("Practise")
        self.column.addSpacing(6)
        row = QHBoxLayout()
        row.setContentsMargins(6, 0, 6, 8)
        row.addWidget(self.go)
        row.addStretch(1)
        self.column.addLayout(row)
        self.go.clicked.connect(lambda _checked: self._first())
        self.entry_asked.connect(self._ask)

    def show_ready(self, ready: Ready) -> None:
        """Show that; the card is hidden when it is nothing."""
        links = [] if ready.open_run is None else [self._open_link(ready.open_run)]
        links += [self._link(each) for each in ready.again[: _MOST - len(links)]]
        self.show_links(links)
        if ready.open_run is not None:
            self.go.setText("Go on where you left off")
            self._first = partial(self.run_asked.emit, ready.open_run.id)
        elif ready.again:
            self.go.setText(f"Practise now · about {ready.again[0].head.minutes} min")
            self._first = partial(self.family_asked.emit, ready.again[0].due.family)

    def _open_link(self, run: "RunSummary") -> EntryLink:
        return EntryLink(
            look=self.look,
            entry_id=_LEFT_OPEN + run.id,
            title=run.scenario.title,
            words=f"{run.scenario.family} · left open",
            reading=False,
        )

    def _link(self, again: Again) -> EntryLink:
        skills = ", ".join(SKILLS[each].name.lower() for each in again.due.skills[:2])
        words = f"{again.due.family} · {skills}"
        return EntryLink(look=self.look, entry_id=again.due.family, title=again.head.title, words=words, reading=False)

    def _ask(self, what: str) -> None:
        if what.startswith(_LEFT_OPEN):
            self.run_asked.emit(what.removeprefix(_LEFT_OPEN))
        else:
            self.family_asked.emit(what)


class CommitmentsCard(Card):
    """The if-then plans that are open, each with a box to tick. A tick can be taken back as long as it is shown."""

    ticked = Signal(object, bool)
    """A `Commitment`, and whether it is done."""
    all_asked = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__("You said you would", look=look)
        self.rows: list[QWidget] = []
        self.boxes: list[TickBox] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(8)
        self.column.addLayout(self._list)
        self.column.addStretch(1)
        self.every = button("All commitments", "text")
        self.column.addWidget(self.every, 0, Qt.AlignmentFlag.AlignLeft)
        # Boxes and buttons keep a little room for their ring: with it they begin where the heading does.
        self.column.setContentsMargins(PADDING - _RING, PADDING, PADDING, PADDING - 8)
        self.heading.setContentsMargins(_RING, 0, 0, 0)
        self.every.clicked.connect(lambda _checked: self.all_asked.emit())

    def show_commitments(self, commitments: Sequence[Commitment], *, today: date) -> None:
        """Show these; none hides the card."""
        self.clear()
        for each in commitments[:_MOST]:
            row = self._row(each, today)
            self._list.addWidget(row)
            self.rows.append(row)
            row.show()
        self.setVisible(bool(commitments))

    def clear(self) -> None:
        """Drop what came from the vault."""
        for row in self.rows:
            self._list.removeWidget(row)
            row.hide()
            row.deleteLater()
        self.rows.clear()
        self.boxes.clear()
        self.hide()

    def _row(self, commitment: Commitment, today: date) -> QWidget:
        row = QWidget()
        across = QHBoxLayout(row)
        across.setContentsMargins(0, 0, 0, 0)
        across.setSpacing(8)
        said = plan_in_words(commitment)
        box = TickBox("", look=self.look)
        box.setAccessibleName(f"Done: {said}")
        self.boxes.append(box)
        box.toggled.connect(partial(self.ticked.emit, commitment))
        words = QVBoxLayout()
        words.setSpacing(0)
        words.addWidget(label(said, wrap=True))
        if commitment.due is not None:
            words.addWidget(label(due_in_words(commitment.due, today), "small"))
        across.addWidget(box, 0, Qt.AlignmentFlag.AlignTop)
        across.addLayout(words, 1)
        return row


class PracticeToday(QObject):
    """Finds what is ready, and keeps the two cards at it."""

    family_asked = Signal(str)
    """The variant of a family whose turn it is is to be played."""
    run_asked = Signal(str)
    """A run is to be gone on with; carries its id."""
    commitments_asked = Signal()

    def __init__(self, *, tools: PracticeTools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._errands = Errands(tasks=tools.tasks)
        self.ready = ReadyCard(look=tools.look)
        self.commitments = CommitmentsCard(look=tools.look)
        self.ready.family_asked.connect(self.family_asked)
        self.ready.run_asked.connect(self.run_asked)
        self.commitments.all_asked.connect(self.commitments_asked)
        self.commitments.ticked.connect(self._tick)
        tools.look.changed.connect(self.ready.take_look)

    def add_to(self, today: "TodayPage") -> None:
        """Put the cards among those of Today."""
        today.add_card(self.ready, place=_READY_PLACE)
        today.add_card(self.commitments, place=_COMMITMENTS_PLACE)

    def reload(self) -> None:
        """Show what is so now. What cannot be found out is left as it was: Today tells of the vault's own troubles."""
        now = self._tools.clock()
        self._errands.run(partial(_find, self._tools, now), done=self._show, failed=lambda _error: None)

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._errands.forget()
        self.ready.clear()
        self.commitments.clear()

    def _show(self, ready: Ready) -> None:
        self.ready.show_ready(ready)
        self.commitments.show_commitments(ready.commitments, today=self._tools.clock().date())

    def _tick(self, commitment: Commitment, done: bool) -> None:
        kept = closed(commitment, now=self._tools.clock()) if done else reopened(commitment)
        self._errands.run(lambda: self._tools.vault.practice.keep_commitment(kept))


def _find(tools: PracticeTools, now: datetime) -> Ready:
    shelf = tools.vault.practice
    runs = shelf.runs()
    every = tools.every_scenario()
    known = {(each.head.family, each.head.variant, None if each.own is None else each.own.id) for each in every}
    unfinished = next((each for each in runs if _is_left_open(each) and _key_of(each.scenario) in known), None)
    again = to_practise(shelf.cards(), [each.head for each in every], runs, now)
    return Ready(unfinished, tuple(again), open_ones(shelf.commitments()))


def _is_left_open(run: "RunSummary") -> bool:
    return run.finished is None and not run.people


def _key_of(ref: ScenarioRef) -> tuple[str, str, OwnScenarioId | None]:
    """What a run's scenario is found again by: one that is gone cannot be gone on with."""
    return ref.family, ref.variant, ref.own
