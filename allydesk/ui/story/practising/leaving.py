"""Before one leaves: keep every take, and where that fails, ask."""

from collections.abc import Callable

from allydesk.problems import problem_of
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.story.practising.keeping import TakeKeeper

_ANSWERS = (
    Answer("stay", "Stay here"),
    Answer("lose", "Go on without it", "danger"),
    Answer("again", "Try again", "primary"),
)


class Leaving:
    """Asks what to do about a take that could not be kept. Nothing is given up unless the person says so."""

    def __init__(self, *, keeper: TakeKeeper, prompts: Prompts) -> None:
        self._keeper = keeper
        self._prompts = prompts
        self._then: Callable[[], object] | None = None

    def leave(self, then: Callable[[], object]) -> None:
        """Keep everything, then do `then`; where that fails it may never come."""
        self._keeper.settle(lambda: self._settled(then))

    def _settled(self, then: Callable[[], object]) -> None:
        error = self._keeper.error
        if error is None:
            then()
            return
        # One question is enough, however often somebody or the clock asks to lock: the last one's wish counts.
        asked, self._then = self._then is not None, then
        if asked:
            return
        problem = problem_of(error)
        words = (
            f"{problem.happened} Your take is still here, and is not in the vault yet. {problem.next} "
            "If you go on without it, it is lost."
        )
        self._prompts.choose(Question("A take is not saved", words, _ANSWERS, dismiss="stay"), self._answered)

    def _answered(self, key: str) -> None:
        wish, self._then = self._then, None
        if wish is None:
            return
        if key == "again":
            self.leave(wish)
        elif key == "lose":
            self._keeper.give_up()
            wish()
