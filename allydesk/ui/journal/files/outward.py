"""Saving a copy of a file outside the vault: asked about, and told."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from allydesk.errors import AllydeskError, Cancelled
from allydesk.journal.entry import Attachment
from allydesk.problems import problem_of
from allydesk.progress import Progress
from allydesk.ui.journal.files.copies import write_copy
from allydesk.ui.journal.files.store import FileStore
from allydesk.ui.journal.files.words import tidy_name
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.tasks import Task, TaskRunner
from allydesk.ui.wording import short_path

_QUESTION = Question(
    title="Save a copy outside the vault?",
    text="The copy leaves the vault and is not encrypted: whoever can read the place you choose can open it. "
    "The file in the vault stays as it is.",
    answers=(Answer("cancel", "Cancel", "text"), Answer("save", "Choose a place…", "primary")),
    dismiss="cancel",
)


class Outward:
    """Saves copies. `say` is told in a sentence what came of it."""

    def __init__(
        self, *, files: FileStore, tasks: TaskRunner, prompts: Prompts, home: Path, say: Callable[[str], object]
    ) -> None:
        self._files = files
        self._tasks = tasks
        self._prompts = prompts
        self._home = home
        self._say = say
        self._task: Task | None = None

    def save_copy(self, file: Attachment) -> None:
        """Say what it means, ask where to, and write it."""

        def answered(key: str) -> None:
            if key == "save":
                start = self._home / tidy_name(file.name)
                self._prompts.choose_new_file("Save a copy", start, partial(self._write, file))

        self._prompts.choose(_QUESTION, answered)

    def close(self) -> None:
        """Stop, and tell nobody; a copy that is not whole is taken away."""
        if self._task is not None:
            self._task.forget()
            self._task.cancel()
            self._task = None

    def _write(self, file: Attachment, place: Path | None) -> None:
        if place is None:
            return

        def work(progress: Progress) -> None:
            write_copy(self._files.pieces(file.id), size=file.size, place=place, progress=progress)

        self._task = self._tasks.run_long(
            work, title="Saving a copy", done=lambda _none: self._written(place), failed=self._failed
        )

    def _written(self, place: Path) -> None:
        self._task = None
        self._say(f"A copy, not encrypted, is at {short_path(place, home=self._home)}.")

    def _failed(self, error: AllydeskError) -> None:
        self._task = None
        if not isinstance(error, Cancelled):
            problem = problem_of(error)
            self._say(f"The copy was not saved. {problem.happened} {problem.next}")
