"""The prompts as the person has them: those that ship with Allydesk, their own, and which are starred or hidden."""

from collections.abc import Callable
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allydesk.journal.prompt import Prompt, PromptGroup, merge_prompts, shipped_prompts
from allydesk.ui.journal.errands import Errands
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

GROUP_NAMES = {
    PromptGroup.NOTICE: "Notice",
    PromptGroup.LISTEN: "Listen",
    PromptGroup.PAST_ACTIONS: "Past actions",
    PromptGroup.PERSPECTIVES: "Perspectives",
    PromptGroup.LEARNING: "Learning",
    PromptGroup.COURAGE: "Courage",
    PromptGroup.PARTNERSHIP: "Partnership",
    PromptGroup.REST: "Rest",
}
"""What the groups are called on the screen."""


class PromptStock(QObject):
    """What is known of the prompts, and every change to them. Empty until `reload` has been answered.

    `vault` is open. Whoever shows prompts has one of these, and calls `reload` when another has changed them.
    """

    changed = Signal()
    """They are other than before, or known for the first time."""
    failed = Signal(object)
    """An AllydeskError: they could not be read or kept."""

    def __init__(self, *, vault: "Vault", tasks: TaskRunner, resources: Path, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._vault = vault
        self._errands = Errands(tasks=tasks)
        self._resources = resources
        self._all: tuple[Prompt, ...] = ()

    @property
    def all(self) -> tuple[Prompt, ...]:
        """Every prompt, the person's own first, hidden ones too."""
        return self._all

    @cached_property
    def shipped(self) -> tuple[Prompt, ...]:
        """The prompts that came with Allydesk, group by group. Raises OSError and ValueError where it is not whole."""
        folder = self._resources / "prompts"
        texts = ((folder / f"{group.value}.toml").read_text(encoding="utf-8") for group in PromptGroup)
        return tuple(prompt for text in texts for prompt in shipped_prompts(text))

    def find(self, prompt_id: str) -> Prompt | None:
        """The prompt with this id, hidden or not."""
        return next((prompt for prompt in self._all if prompt.id == prompt_id), None)

    def reload(self) -> None:
        """Read what the person has kept."""
        self._run(lambda: None)

    def star(self, prompt_id: str, *, on: bool) -> None:
        """Make it a favourite, or no longer."""
        self._run(lambda: self._vault.prompts.set_favourite(prompt_id, on))

    def hide(self, prompt_id: str, *, on: bool) -> None:
        """Leave it out of the days and the lists, or bring it back."""
        self._run(lambda: self._vault.prompts.set_hidden(prompt_id, on))

    def keep_own(self, prompt: Prompt) -> None:
        """Keep one that the person wrote: a new one, or another wording."""
        self._run(lambda: self._vault.prompts.keep_own(prompt))

    def remove_own(self, prompt_id: str) -> None:
        """Delete one that the person wrote, and its star with it."""
        self._run(lambda: self._vault.prompts.remove_own(prompt_id))

    def close_all(self) -> None:
        """Drop all that came from the vault. What was to be kept is kept all the same."""
        self._errands.forget()
        self._all = ()

    def _run(self, change: Callable[[], object]) -> None:
        def work() -> tuple[Prompt, ...]:
            change()
            shelf = self._vault.prompts
            return merge_prompts(self.shipped, shelf.own(), favourites=shelf.favourites(), hidden=shelf.hidden())

        self._errands.run(work, done=self._take, failed=self.failed.emit)

    def _take(self, prompts: tuple[Prompt, ...]) -> None:
        if prompts != self._all:
            self._all = prompts
            self.changed.emit()
