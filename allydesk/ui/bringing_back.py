"""Bringing back what can be read in a damaged vault: the question, the passphrase, the work, and what came of it."""

from collections.abc import Callable
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allydesk.errors import AllydeskError
from allydesk.progress import Progress
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.vaults import BroughtBack, Vaults
from allydesk.ui.wording import short_path

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

OFFER = "Bring back what can be read…"
"""What the button says."""


class BringingBack(QObject):
    """Goes through it with the person. `done` or `failed` is the last that is heard, unless they think better of it."""

    begun = Signal()

    done = Signal(object)
    """A BroughtBack."""

    failed = Signal(object)
    """An AllydeskError; `Cancelled` among them."""

    def __init__(
        self, *, vaults: Vaults, tasks: TaskRunner, prompts: Prompts, home: Path, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._vaults = vaults
        self._tasks = tasks
        self._prompts = prompts
        self._home = home

    def begin(self, damaged: "Path | Vault", *, passphrase: str = "") -> None:
        """Ask whether to; then for the vault's passphrase, unless it is known by now."""
        folder = damaged if isinstance(damaged, Path) else damaged.folder
        question = Question(
            "Bring back what can be read?",
            f"A new vault is made from it in {short_path(folder.parent, home=self._home)}, with the same passphrase. "
            "The damaged one stays as it is: keep it until you have looked at the new one.",
            (Answer("cancel", "Cancel", "text"), Answer("begin", "Bring back", "primary")),
            dismiss="cancel",
        )
        self._prompts.choose(question, self._on_yes(lambda: self._with_passphrase(damaged, passphrase)))

    @staticmethod
    def _on_yes(act: Callable[[], object]) -> Callable[[str], object]:
        return lambda key: act() if key == "begin" else None

    def _with_passphrase(self, damaged: "Path | Vault", passphrase: str) -> None:
        if passphrase:
            self._run(damaged, passphrase)
            return
        self._prompts.passphrase(
            "The vault’s passphrase",
            "The new vault opens with the passphrase of this one. Type it once more.",
            lambda typed: self._run(damaged, typed) if typed else None,
        )

    def _run(self, damaged: "Path | Vault", passphrase: str) -> None:
        def work(progress: Progress) -> BroughtBack:
            return self._vaults.bring_back(damaged, passphrase, progress)

        self.begun.emit()
        self._tasks.run_long(
            work, title="Bringing back what can be read", done=self._tell_done, failed=self._tell_failed
        )

    def _tell_done(self, result: BroughtBack) -> None:
        self.done.emit(result)

    def _tell_failed(self, error: AllydeskError) -> None:
        self.failed.emit(error)


def said_result(result: BroughtBack) -> str:
    """ "3 entries are whole. 1 entry is there in part: …. 2 entries could not be read." """
    said = [_counted(result.whole, "is whole", "are whole") + "."]
    if result.partial:
        parts = "some of its tags, people, earlier versions or files are missing"
        said.append(f"{_counted(result.partial, 'is', 'are')} there in part: {parts}.")
    if result.lost:
        them = "it" if result.lost == 1 else "them"
        said.append(f"{_counted(result.lost, 'could', 'could')} not be read: a backup may still have {them}.")
    if not result.story_whole:
        said.append("Of the story room only some could be read: a backup may still have the rest.")
    if not result.practice_whole:
        said.append("Of the practice room only some could be read: a backup may still have the rest.")
    return " ".join(said)


def _counted(number: int, one: str, many: str) -> str:
    return f"{number:,} {f'entry {one}' if number == 1 else f'entries {many}'}"
