"""The library, where the practice room begins: what leads on, all scenarios, and one of them before it begins."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QStackedWidget

from allydesk.practice.ids import OwnScenarioId, RunId, new_own_scenario_id
from allydesk.practice.library import Listed
from allydesk.practice.run import OwnScenario
from allydesk.practice.scenario import Scenario
from allydesk.ui.actions import Action
from allydesk.ui.journal.errands import Errands
from allydesk.ui.practice.library.detail import DetailPage, Opened
from allydesk.ui.practice.library.home import HomePage
from allydesk.ui.practice.library.shelf import Looked, Shelf, look_into, look_up, read
from allydesk.ui.practice.tools import PlayAsked, PracticeTools


class LibraryPage(QStackedWidget):
    """Reads everything anew whenever it comes to the front."""

    play_asked = Signal(object)
    """A `PlayAsked`."""
    run_asked = Signal(object)
    """A run is to be read again; carries its `RunId`."""
    partner_asked = Signal(object)
    """A `Listed`, to be practised by two or three."""
    progress_asked = Signal()
    commitments_asked = Signal()
    practice_changed = Signal()
    """A run went, or came back."""

    def __init__(self, *, tools: PracticeTools) -> None:
        super().__init__()
        self._tools = tools
        self._errands = Errands(tasks=tools.tasks)
        self._changes = Errands(tasks=tools.tasks)
        """What is written: it is never dropped, only its answer."""
        self._shelf = Shelf()
        self._looked: Looked | None = None
        self.home = HomePage(look=tools.look)
        self.detail = DetailPage(look=tools.look)
        self.addWidget(self.home)
        self.addWidget(self.detail)
        self._connect()
        self._put_in_front(self.home)

    @property
    def shelf(self) -> Shelf:
        """What is shown: the scenarios, their runs, and what is due."""
        return self._shelf

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette."""
        return (
            Action("Open a scenario file", "Practice", self.open_file),
            Action("Search the scenarios", "Practice", self._search),
        )

    def shown(self) -> None:
        """Read what there is now. A scenario that was looked at stays in front."""
        self._errands.drop()
        self._errands.run(lambda: look_up(self._tools, self._tools.clock()), done=self._show, failed=self.home.tell)

    def flush(self, then: Callable[[], object]) -> None:
        """Nothing is typed here that is kept."""
        then()

    def close_all(self) -> None:
        """Drop everything that came from the vault."""
        self._errands.drop()
        self._changes.forget()
        self._shelf, self._looked = Shelf(), None
        self.home.clear()
        self.detail.clear()
        self._put_in_front(self.home)

    def show_all(self) -> None:
        """Bring the list of all scenarios to the front."""
        if self.currentWidget() is self.detail:
            self._go_back()

    def open_file(self) -> None:
        """Ask for a scenario file, and show what is in it."""
        self._tools.prompts.choose_file("Open a scenario file", self._tools.home, self._look_into)

    def look_at(self, listed: Listed) -> None:
        """Show one scenario before it begins."""
        self._errands.run(
            lambda: read(self._tools, listed),
            done=lambda scenario: self._open(listed, scenario),
            failed=self.home.tell,
        )

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on; see `Ground.begin_at`."""
        super().focusInEvent(event)
        (self.detail if self.currentWidget() is self.detail else self.home).setFocus(event.reason())

    # What the vault answers

    def _show(self, shelf: Shelf) -> None:
        self._shelf = shelf
        self.home.show_shelf(shelf, self._tools.clock())
        opened = self.detail.opened
        if opened is not None and self.currentWidget() is self.detail:
            self._tell_of(opened.listed, opened.scenario, is_new=opened.is_new)

    def _open(self, listed: Listed, scenario: Scenario, *, is_new: bool = False) -> None:
        self._tell_of(listed, scenario, is_new=is_new)
        self.detail.scrolled.verticalScrollBar().setValue(0)
        self._put_in_front(self.detail)
        self.detail.take_focus()

    def _tell_of(self, listed: Listed, scenario: Scenario, *, is_new: bool) -> None:
        runs = () if is_new else self._shelf.runs_of(listed)
        open_run = None if is_new else self._shelf.open_run_of(listed)
        self.detail.show_scenario(Opened(listed, scenario, runs, open_run, is_new))

    # Files of one's own

    def _look_into(self, path: Path | None) -> None:
        if path is not None:
            self._errands.run(partial(look_into, path), done=self._show_looked, failed=self.home.tell)

    def _show_looked(self, looked: Looked) -> None:
        self.home.faults.clear()
        if looked.scenario is None:
            self._put_in_front(self.home)
            self.home.show_faults(looked.path.name, looked.faults)
            return
        self._looked = looked
        self._open(Listed(looked.scenario.head, path=looked.path), looked.scenario, is_new=True)

    def _keep(self) -> None:
        looked = self._looked
        if looked is None:
            return
        own = OwnScenario(new_own_scenario_id(), looked.path.name, looked.source, self._tools.clock())
        self._changes.run(
            lambda: self._tools.vault.practice.add_scenario(own),
            done=lambda _none: self._kept(own),
            failed=self.detail.tell,
        )

    def _kept(self, own: OwnScenario) -> None:
        opened = self.detail.opened
        if opened is not None:
            self._tell_of(Listed(opened.listed.head, own=own), opened.scenario, is_new=False)
        self._looked = None
        self.shown()
        self.detail.notice.tell("It is in your vault now, under “From files”.")

    def _remove(self) -> None:
        opened = self.detail.opened
        own = opened.listed.own if opened is not None else None
        if own is not None:
            self._change(partial(self._tools.vault.practice.remove_scenario, own.id), partial(self._removed, own.id))

    def _removed(self, own: OwnScenarioId) -> None:
        self._put_in_front(self.home)
        back = partial(self._change, partial(self._tools.vault.practice.restore_scenario, own))
        self.home.notice.tell("The scenario is no longer in your vault. Its runs are.", action="Undo", act=back)

    # Runs

    def _go_on(self, run_id: RunId) -> None:
        run = next((each for each in self._shelf.runs if each.id == run_id), None)
        listed = self._shelf.listed_of(run.scenario) if run is not None else None
        if listed is not None:
            self.play_asked.emit(PlayAsked(listed, run_id))

    def _let_go(self, run_id: RunId) -> None:
        self._change(partial(self._tools.vault.practice.remove_run, run_id), partial(self._gone, run_id))

    def _gone(self, run_id: RunId) -> None:
        back = partial(self._change, partial(self._tools.vault.practice.restore_run, run_id))
        self.home.notice.tell("The run is in the trash for 30 days.", action="Undo", act=back)

    def _change(self, work: Callable[[], object], then: Callable[[], object] = lambda: None) -> None:
        """Change something in the vault."""

        def changed(_none: object) -> None:
            then()
            self.shown()
            self.practice_changed.emit()

        self._changes.run(work, done=changed, failed=self.home.tell)

    # Inside

    def _search(self) -> None:
        self._put_in_front(self.home)
        self.home.search.field.setFocus()

    def _go_back(self) -> None:
        self._looked = None
        self._put_in_front(self.home)
        self.home.take_focus()

    def _put_in_front(self, page: HomePage | DetailPage) -> None:
        if page is self.home:
            self.detail.notice.dismiss()
        self.setCurrentWidget(page)

    def _connect(self) -> None:
        self.home.chosen.connect(self.look_at)
        self.home.go_on_asked.connect(lambda run: self._go_on(run.id))
        self.home.let_go_asked.connect(lambda run: self._let_go(run.id))
        self.home.open_asked.connect(self.open_file)
        self.home.progress_asked.connect(self.progress_asked)
        self.home.commitments_asked.connect(self.commitments_asked)
        self.detail.left.connect(self._go_back)
        self.detail.play_asked.connect(self.play_asked)
        self.detail.partner_asked.connect(self.partner_asked)
        self.detail.run_asked.connect(self.run_asked)
        self.detail.keep_asked.connect(self._keep)
        self.detail.remove_asked.connect(self._remove)
