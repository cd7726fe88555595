"""Prompts whose answers a test gives beforehand."""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from pathlib import Path

from allydesk.ui.prompts import Question


@dataclass
class ScriptedPrompts:
    """Answers what it was told to answer, at once, and fails on a question nobody expected.

    `asked` and `told` keep the titles, in order. Call `finish` at the end, or use the fixture that does.
    """

    asked: list[str] = field(default_factory=list)
    told: list[tuple[str, str]] = field(default_factory=list)
    questions: list[Question] = field(default_factory=list)
    _answers: deque[tuple[str, object]] = field(default_factory=deque)

    def will_choose(self, key: str) -> None:
        """The next question is answered with this key."""
        self._answers.append(("choose", key))

    def will_choose_folder(self, folder: Path | None) -> None:
        """The next request for a folder is answered with this one; None dismisses it."""
        self._answers.append(("folder", folder))

    def will_choose_file(self, file: Path | None) -> None:
        """The next request for a file, to read or to write, is answered with this one."""
        self._answers.append(("file", file))

    def will_choose_files(self, *files: Path) -> None:
        """The next request for files is answered with these; with none it is dismissed."""
        self._answers.append(("files", files))

    def will_type(self, passphrase: str | None) -> None:
        """The next request for a passphrase is answered with this one."""
        self._answers.append(("passphrase", passphrase))

    def finish(self) -> None:
        """Fail when a question that was expected never came."""
        assert not self._answers, f"never asked for: {list(self._answers)}"

    def choose(self, question: Question, answered: Callable[[str], object]) -> None:
        self.questions.append(question)
        key = str(self._next("choose", question.title))
        assert key in {answer.key for answer in question.answers}, f"{question.title!r} has no answer {key!r}"
        answered(key)

    def tell(self, title: str, text: str, closed: Callable[[], object] | None = None) -> None:
        self.told.append((title, text))
        if closed is not None:
            closed()

    def choose_folder(self, title: str, start: Path, answered: Callable[[Path | None], object]) -> None:
        answered(self._path("folder", title, start))

    def choose_file(self, title: str, start: Path, answered: Callable[[Path | None], object]) -> None:
        answered(self._path("file", title, start))

    def choose_files(self, title: str, start: Path, answered: Callable[[tuple[Path, ...]], object]) -> None:
        assert start.is_absolute(), "a file dialog starts at a place, not at a relative path"
        paths = self._next("files", title)
        assert isinstance(paths, tuple)
        answered(paths)

    def choose_new_file(self, title: str, start: Path, answered: Callable[[Path | None], object]) -> None:
        answered(self._path("file", title, start))

    def passphrase(self, title: str, text: str, answered: Callable[[str | None], object]) -> None:
        assert text, "a passphrase is never asked for without a reason"
        typed = self._next("passphrase", title)
        assert typed is None or isinstance(typed, str)
        answered(typed)

    def _path(self, kind: str, title: str, start: Path) -> Path | None:
        assert start.is_absolute(), "a file dialog starts at a place, not at a relative path"
        path = self._next(kind, title)
        assert path is None or isinstance(path, Path)
        return path

    def _next(self, kind: str, title: str) -> object:
        self.asked.append(title)
        assert self._answers, f"an unexpected question: {title!r}"
        expected, answer = self._answers.popleft()
        assert expected == kind, f"{title!r} asks to {kind}, but the test expected to {expected}"
        return answer
