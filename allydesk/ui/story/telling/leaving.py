"""Before one goes elsewhere: save first, and where that fails, ask."""

from collections.abc import Callable

from allydesk.problems import problem_of
from allydesk.ui.journal.leaving import take_up_composed_text
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.story.telling.keeping import StoryKeeper

_ANSWERS = (
    Answer("stay", "Stay here"),
    Answer("lose", "Go on without it", "danger"),
    Answer("again", "Try again", "primary"),
)


class Leaving:
    """Nothing is given up unless the person says so."""

    def __init__(self, *, keeper: StoryKeeper, prompts: Prompts) -> None:
        self._keeper = keeper
        self._prompts = prompts
        self._then: Callable[[], object] | None = None

    def flush(self, then: Callable[[], object]) -> None:
        """Save everything, then do `then`. Where something could not be saved, ask; `then` may never come."""
        take_up_composed_text()
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
            f"{problem.happened} What you wrote in your story is still here, and is not in the vault yet. "
            f"{problem.next} If you go on without it, what is not saved is lost."
        )
        self._prompts.choose(Question("Not everything is saved", words, _ANSWERS, dismiss="stay"), answered)
