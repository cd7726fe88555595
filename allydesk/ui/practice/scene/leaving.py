"""Before one goes elsewhere: save first, and where that fails, ask."""

from collections.abc import Callable
from typing import Protocol

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.ui.prompts import Answer, Prompts, Question

_ANSWERS = (
    Answer("stay", "Stay here"),
    Answer("lose", "Go on without it", "danger"),
    Answer("again", "Try again", "primary"),
)


class Keeper(Protocol):
    """What saves."""

    @property
    def trouble(self) -> AllydeskError | None:
        """Why something could not be saved; None when everything could."""

    def settle(self, then: Callable[[], object]) -> None:
        """Save; call `then` when nothing waits or is under way, whether or not it could be saved."""

    def discard_failed(self) -> None:
        """The person has decided to go on without what could not be saved."""


class Leaving:
    """Nothing is given up unless the person says so."""

    def __init__(self, *, keeper: Keeper, prompts: Prompts, what: str = "What you did in this scene") -> None:
        """`what` is not saved, in words that begin a sentence."""
        self._keeper = keeper
        self._prompts = prompts
        self._what = what
        self._then: Callable[[], object] | None = None

    def flush(self, then: Callable[[], object]) -> None:
        """Save, then do `then`. Where it could not be saved, ask; `then` may never come."""
        self._keeper.settle(lambda: self._settled(then))

    def _settled(self, then: Callable[[], object]) -> None:
        error = self._keeper.trouble
        if error is None:
            then()
            return
        # One question is enough, however often somebody or the clock asks to lock: the last one's wish counts.
        asked, self._then = self._then is not None, then
        if asked:
            return

        def answered(key: str) -> None:
            wish, self._then = self._then or then, None
            if key == "again":
                self.flush(wish)
            elif key == "lose":
                self._keeper.discard_failed()
                wish()

        problem = problem_of(error)
        words = (
            f"{problem.happened} {self._what} is still here, and is not in the vault yet. "
            f"{problem.next} If you go on without it, what is not saved is lost."
        )
        self._prompts.choose(Question("Not everything is saved", words, _ANSWERS, dismiss="stay"), answered)
