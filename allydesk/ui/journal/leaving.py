"""Before one goes elsewhere: save first, and where that fails, ask."""

from collections.abc import Callable

from PySide6.QtGui import QGuiApplication

from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.prompts import Answer, Prompts, Question

_STILL_HERE = "What you wrote is still here, and is not in the vault yet."


class Leaving:
    """Asks what to do about what could not be saved. Nothing is given up unless the person says so."""

    def __init__(self, *, autosave: Autosave, prompts: Prompts) -> None:
        self._autosave = autosave
        self._prompts = prompts
        self._then: Callable[[], object] | None = None

    def leave(self, sheet: Sheet, *, go: Callable[[], object], stay: Callable[[], object]) -> None:
        """Go to another entry. What is typed here is being saved; where that has failed before, ask first."""
        take_up_composed_text()
        error = self._autosave.error_of(sheet)
        if error is None:
            self._autosave.save_now()
            go()
            return

        def answered(key: str) -> None:
            if key == "again":
                self._autosave.settle(lambda: self.leave(sheet, go=go, stay=stay))
            elif key == "keep":
                go()
            else:
                stay()

        answers = (
            Answer("stay", "Stay here"),
            Answer("keep", "Leave it open"),
            Answer("again", "Try again", "primary"),
        )
        words = _words(error, "Left open, it stays in memory, and Allydesk goes on trying.")
        self._prompts.choose(Question("This entry is not saved", words, answers, dismiss="stay"), answered)

    def flush(self, then: Callable[[], object]) -> None:
        """Save everything, then do `then`. Where something could not be saved, ask; `then` may never come."""
        take_up_composed_text()
        self._autosave.settle(lambda: self._flushed(then))

    def _flushed(self, then: Callable[[], object]) -> None:
        unsaved = self._autosave.unsaved()
        error = self._autosave.error_of(unsaved[0]) if unsaved else None
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
                for sheet in self._autosave.unsaved():
                    self._autosave.discard(sheet)
                wish()

        answers = (
            Answer("stay", "Stay here"),
            Answer("lose", "Go on without it", "danger"),
            Answer("again", "Try again", "primary"),
        )
        words = _words(error, "If you go on without it, what is not saved is lost.")
        self._prompts.choose(Question("Not everything is saved", words, answers, dismiss="stay"), answered)


def take_up_composed_text() -> None:
    """Let an input method hand over what is still being composed; it would be lost otherwise."""
    QGuiApplication.inputMethod().commit()


def _words(error: AllydeskError, consequence: str) -> str:
    problem = problem_of(error)
    return f"{problem.happened} {_STILL_HERE} {problem.next} {consequence}"
