"""A run, read again: what was told and done, what was seen, what was taken back, and what was written about it."""

from collections.abc import Callable, Iterator
from functools import partial

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.practice.run import Chose, Move, Run, Told, ToldKind
from allydesk.practice.scenario import Choice, Scenario
from allydesk.practice.written import REFLECTION, name_of
from allydesk.ui.actions import Action
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.words import moment_in_words
from allydesk.ui.practice.debrief.ground import ReadingGround
from allydesk.ui.practice.debrief.turnrow import seen_words
from allydesk.ui.practice.library.ground import back_button, dress_back
from allydesk.ui.practice.scene.wording import told_words
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import SelectableLabel, button, frame, label


class RunPage(ReadingGround):
    """Shows one run at a time; nothing in it can be changed here."""

    leave_asked = Signal()
    debrief_asked = Signal(object)
    """To look back at it; carries its `RunId`."""
    go_on_asked = Signal(object)
    """A run that was left open is to be gone on with; carries its `RunId`."""
    entry_asked = Signal(str)
    practice_changed = Signal()

    def __init__(self, *, tools: PracticeTools) -> None:
        super().__init__(look=tools.look)
        self._tools = tools
        self._errands = Errands(tasks=tools.tasks)
        self._run: Run | None = None
        self._has_scenario = False
        self._parts: list[QWidget] = []
        self.back = back_button("Scenarios")
        self.small = label("", "small", wrap=True)
        self.title = label("", "title", wrap=True)
        self.go_on = button("Go on with it")
        self.debrief = button("Look back at it")
        self.open_entry = button("Open its entry")
        self.remove = button("Remove this run", "text")
        self._lay_out()
        self._connect()
        self.take_look()

    @property
    def run(self) -> Run | None:
        """The run that is shown."""
        return self._run

    def show_run(self, run: Run, scenario: Scenario | None) -> None:
        """Show this one. None where its scenario is gone."""
        self._clear()
        self.notice.dismiss()
        self._run = run
        when = moment_in_words(run.begun)
        self.small.setText(f"Run · {run.scenario.family} · {when}" + ("" if run.finished else " · left open"))
        self.title.setText(run.scenario.title)
        self._has_scenario = scenario is not None
        self._show_ways(run, is_removed=run.removed is not None)
        for heading, lines in _chapters(run, scenario):
            self._add(heading, lines)
        self.begin(f"{self.small.text()}: {self.title.text()}")

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette."""
        return (Action("Back to the scenarios", "Practice", self.leave_asked.emit),)

    def shown(self) -> None:
        """Nothing to read: a run is given to it."""

    def flush(self, then: Callable[[], object]) -> None:
        """Nothing is typed here."""
        then()

    def close_all(self) -> None:
        """Drop everything that came from the vault."""
        self._errands.forget()
        self._clear()
        self._run = None
        for part in (self.small, self.title):
            part.setText("")
        self.notice.dismiss()
        self.scrolled.setAccessibleName("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.leave_asked.emit()
        else:
            super().keyPressEvent(event)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        super().take_look()
        dress_back(self.back, self.look)

    def _add(self, heading: str, lines: list[tuple[str, str]]) -> None:
        card = frame("card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(26, 20, 26, 20)
        inside.setSpacing(3)
        if heading:
            inside.addWidget(label(heading, "heading", wrap=True))
            inside.addSpacing(4)
        for by, text in lines:
            if by:
                inside.addWidget(label(by, "small", wrap=True))
            inside.addWidget(SelectableLabel(text, "reading"))
            inside.addSpacing(6)
        self._body.addWidget(card)
        self._parts.append(card)

    def _show_ways(self, run: Run, *, is_removed: bool) -> None:
        """What can be done with it. In the trash, nothing is changed of it."""
        if self._run is not run:
            return  # another one is read meanwhile
        self.go_on.setVisible(run.finished is None and self._has_scenario and not is_removed)
        self.debrief.setVisible(run.finished is not None and run.partnered is None and not is_removed)
        self.open_entry.setVisible(run.entry is not None)
        self.remove.setVisible(not is_removed)

    def _clear(self) -> None:
        for part in self._parts:
            part.hide()
            part.deleteLater()
        self._parts.clear()

    def _lay_out(self) -> None:
        self._body = QVBoxLayout()
        self._body.setSpacing(16)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        foot = Flow()
        for made in (self.go_on, self.debrief, self.open_entry, self.remove):
            foot.add(made)
        self.add(row)
        self.add(self.small, above=6)
        self.add(self.title, above=2)
        self.add(self._body, above=18)
        self.add(foot, above=18)
        self.end()

    def _connect(self) -> None:
        self.look.changed.connect(self.take_look)
        self.back.clicked.connect(lambda _checked: self.leave_asked.emit())
        self.go_on.clicked.connect(lambda _checked: self._with_run(lambda run: self.go_on_asked.emit(run.id)))
        self.debrief.clicked.connect(lambda _checked: self._with_run(lambda run: self.debrief_asked.emit(run.id)))
        self.open_entry.clicked.connect(lambda _checked: self._with_run(lambda run: self.entry_asked.emit(run.entry)))
        self.remove.clicked.connect(lambda _checked: self._with_run(self._remove))

    def _with_run(self, act: Callable[[Run], object]) -> None:
        if self._run is not None:
            act(self._run)

    def _remove(self, run: Run) -> None:
        shelf = self._tools.vault.practice

        def restore() -> None:
            self._errands.run(partial(shelf.restore_run, run.id), done=restored, failed=self.tell)

        def restored(_nothing: object) -> None:
            self._show_ways(run, is_removed=False)
            self.practice_changed.emit()

        def done(_nothing: object) -> None:
            self._show_ways(run, is_removed=True)
            self.practice_changed.emit()
            self.notice.tell("Removed. It can be brought back for 30 days.", action="Undo", act=restore)

        self._errands.run(partial(shelf.remove_run, run.id), done=done, failed=self.tell)


_Lines = list[tuple[str, str]]
"""Who or what, in small, and the words."""


def _chapters(run: Run, scenario: Scenario | None) -> Iterator[tuple[str, _Lines]]:
    """What is to be read, by headings."""
    if run.told:
        yield "", [_line(scenario, each) for each in run.told]
    if run.ending:
        yield "How it came out", [("", f"{run.ending}.")]
    if run.partnered is not None:
        yield from _together(run, scenario)
    if run.observed:
        yield "What could be seen", [("", seen_words(each)) for each in run.observed]
    if run.do_over is not None:
        yield "Done over", [("Instead", _said(run.do_over.move, scenario))]
    written = _written(run, scenario)
    if written:
        yield "What you wrote about it", written
    if run.tried:
        yield "Taken back on the way", [(moment_in_words(each.when), _said(each.move, scenario)) for each in run.tried]


def _line(scenario: Scenario | None, told: Told) -> tuple[str, str]:
    if told.kind is ToldKind.NARRATION:
        return "", told.text
    by = "Why" if told.kind is ToldKind.REASON else name_of(scenario, told.role)
    return by, told_words(told)


def _written(run: Run, scenario: Scenario | None) -> _Lines:
    found = [(heading, getattr(run.reflection, field)) for field, heading in REFLECTION]
    questions = scenario.debrief.questions if scenario is not None else ()
    for place, said in enumerate(run.reflection.answers):
        found.append((questions[place] if place < len(questions) else "A question", said))
    return [(heading, said) for heading, said in found if said.strip()]


def _together(run: Run, scenario: Scenario | None) -> Iterator[tuple[str, _Lines]]:
    partnered = run.partnered
    assert partnered is not None  # noqa: S101 - it is only asked of such a run
    people = partnered.people
    yield "With", [("", ", ".join(people))]
    for number, each in enumerate(partnered.rounds, 1):
        lines = [(f"{people[each.player]} responded", each.said or "Aloud.")]
        lines += [(f"{people[person]} was", name_of(scenario, role)) for role, person in each.parts]
        lines += [(f"{seen.by or 'Both'} saw", seen_words(seen)) for seen in each.observed]
        lines += [("Note", each.note)] if each.note.strip() else []
        yield f"Round {number}", lines
    if partnered.together.strip():
        yield "Written together", [("", partnered.together)]


def _said(move: Move, scenario: Scenario | None) -> str:
    """What a move said; an option of a scenario that is gone can no longer be read."""
    if not isinstance(move, Chose):
        return move.text or "Nothing was said."
    for scene in scenario.scenes.values() if scenario is not None else ():
        if isinstance(scene.turn, Choice):
            for option in scene.turn.options:
                if option.id == move.option:
                    return option.text
    return "In your own words" if not move.option else "Something this scenario no longer has"
