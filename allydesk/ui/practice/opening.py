"""Finding what is to be shown: the scenario of a list's row, the one a run was of, and the variant whose turn it is.

Files are read, and the vault is asked, on the vault's thread.
"""

from contextlib import suppress
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from allydesk.errors import AllydeskError, Code, PracticeError
from allydesk.practice.ids import RunId
from allydesk.practice.library import Listed, listed_own, read_own
from allydesk.practice.run import Run, ScenarioRef
from allydesk.practice.scenario import Scenario
from allydesk.practice.scheduling import next_variant
from allydesk.problems import problem_of
from allydesk.ui.practice.tools import PlayAsked, PracticeTools


@dataclass(frozen=True, slots=True)
class _Found:
    listed: Listed
    scenario: Scenario
    run: Run | None = None


class Opening(QObject):
    """Asks, and tells what was found; a failure is told to the person in words."""

    found = Signal(object, object, object, bool)
    """A `Listed`, its `Scenario`, the `Run` to go on with or None, and whether it is with a partner."""
    run_found = Signal(object, object, bool)
    """A `Run`, its `Scenario` or None when that is gone, and whether it is for its debrief."""

    def __init__(self, *, tools: PracticeTools, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._tools = tools
        self._closed = False
        self._played: dict[str, Scenario] = {}
        """By digest: a file that is in no list, or went out of the vault meanwhile, can still be looked back at."""

    def play(self, asked: PlayAsked, *, with_partner: bool = False) -> None:
        """Find the scenario of that row, and the run."""

        def find() -> _Found:
            run = None if asked.run is None else self._tools.vault.practice.run(asked.run)
            if with_partner:
                # Its rules take a moment to read, and the page asks at once. Without them one plays all the same.
                with suppress(OSError, ValueError):
                    _ = self._tools.coach
            return _Found(asked.listed, self._read(asked.listed), run)

        self._tools.tasks.run(
            find, done=lambda found: self._tell(found, with_partner=with_partner), failed=self._failed
        )

    def play_family(self, family: str) -> None:
        """Find the variant of that family whose turn it is."""

        def find() -> _Found:
            variants = [each for each in self._tools.every_scenario() if each.head.family == family]
            if not variants:
                raise PracticeError(Code.NO_SUCH_SCENARIO)
            head = next_variant([each.head for each in variants], self._tools.vault.practice.runs())
            listed = next(each for each in variants if each.head == head)
            return _Found(listed, self._read(listed))

        self._tools.tasks.run(find, done=self._tell, failed=self._failed)

    def go_on(self, run_id: RunId) -> None:
        """Find a run and its scenario; where that is gone or cannot be read, the run is shown to be read."""

        def find() -> _Found | Run:
            run = self._tools.vault.practice.run(run_id)
            try:
                listed = self._listed_of(run.scenario)
                return run if listed is None else _Found(listed, self._read(listed), run)
            except PracticeError:
                return run

        self._tools.tasks.run(find, done=self._tell_found, failed=self._failed)

    def open_run(self, run_id: RunId, *, debrief: bool) -> None:
        """Find a run, and its scenario if that is still there."""

        def find() -> tuple[Run, Scenario | None]:
            run = self._tools.vault.practice.run(run_id)
            return run, self._scenario_of(run.scenario)

        self._tools.tasks.run(find, done=lambda both: self._tell_run(*both, debrief=debrief), failed=self._failed)

    def close_all(self) -> None:
        """Nothing is told any more."""
        self._closed = True
        self._played.clear()

    def _read(self, listed: Listed) -> Scenario:
        """The whole scenario. Raises `PracticeError` as `Library.read` does."""
        if listed.own is not None:
            return read_own(listed.own)
        assert listed.path is not None  # noqa: S101 - it came from a file or from the vault
        return self._tools.library.read(listed.path)

    def _listed_of(self, ref: ScenarioRef) -> Listed | None:
        """The one a run was of; None where it is gone. With a new version of the program a file may have changed."""
        if ref.own is not None:
            kept = (each for each in self._tools.vault.practice.own_scenarios() if each.id == ref.own)
            return next(map(listed_own, kept), None)
        variants = self._tools.library.variants(ref.family)
        return next((each for each in variants if each.head.variant == ref.variant), None)

    def _scenario_of(self, ref: ScenarioRef) -> Scenario | None:
        played = self._played.get(ref.digest)
        if played is not None:
            return played
        try:
            listed = self._listed_of(ref)
            return None if listed is None else self._read(listed)
        except PracticeError:
            return None

    def _tell(self, found: _Found, *, with_partner: bool = False) -> None:
        if not self._closed:
            self._played[found.scenario.digest] = found.scenario
            together = with_partner or (found.run is not None and found.run.partnered is not None)
            self.found.emit(found.listed, found.scenario, found.run, together)

    def _tell_found(self, found: _Found | Run) -> None:
        if isinstance(found, Run):
            self._tell_run(found, None, debrief=False)
        else:
            self._tell(found)

    def _tell_run(self, run: Run, scenario: Scenario | None, *, debrief: bool) -> None:
        if not self._closed:
            self.run_found.emit(run, scenario, debrief)

    def _failed(self, error: AllydeskError) -> None:
        if not self._closed:
            problem = problem_of(error)
            self._tools.prompts.tell(problem.happened, f"{problem.safe} {problem.next}".strip())
