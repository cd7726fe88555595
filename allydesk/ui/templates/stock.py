"""The templates as the person has them: those that ship with Allydesk, and what they made of them."""

from collections.abc import Callable, Sequence
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allydesk.journal.template import Template, hints, merge, shipped_templates
from allydesk.ui.journal.errands import Errands
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault


class Templates(QObject):
    """What is known of the templates, and every change to them. Empty until `reload` has been answered.

    `vault` is open. Whoever shows templates has one of these, and calls `reload` when another has changed them.
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
        self._all: tuple[Template, ...] = ()

    @property
    def all(self) -> tuple[Template, ...]:
        """Every template in the person's order, hidden ones too."""
        return self._all

    @cached_property
    def shipped(self) -> tuple[Template, ...]:
        """The templates as they came. Raises OSError and ValueError where this copy of Allydesk is not whole."""
        file = self._resources / "templates" / "templates.toml"
        return shipped_templates(file.read_text(encoding="utf-8"))

    def visible(self) -> tuple[Template, ...]:
        """Those that a menu shows."""
        return tuple(template for template in self._all if not template.hidden)

    def find(self, key: str) -> Template | None:
        """The template with this key, hidden or not."""
        return next((template for template in self._all if template.key == key), None)

    def hints(self, key: str) -> dict[str, str]:
        """What to show beneath which heading of a page begun with this template."""
        template = self.find(key)
        return hints(template) if template is not None else {}

    def reload(self) -> None:
        """Read what the person has kept."""
        self._run(lambda: None)

    def keep(self, template: Template) -> None:
        """Keep a template: a new one, or another state of one."""
        self._run(lambda: self._vault.templates.save(template))

    def remove(self, key: str) -> None:
        """Delete one of the person's own; put a shipped one back as it came."""
        self._run(lambda: self._vault.templates.remove(key))

    def arrange(self, keys: Sequence[str]) -> None:
        """Show them in this order from now on."""
        self._run(lambda: self._vault.templates.set_order(list(keys)))

    def close_all(self) -> None:
        """Drop all that came from the vault. What was to be kept is kept all the same."""
        self._errands.forget()
        self._all = ()

    def _run(self, change: Callable[[], object]) -> None:
        def work() -> tuple[Template, ...]:
            change()
            shelf = self._vault.templates
            return merge(self.shipped, shelf.kept(), shelf.order())

        self._errands.run(work, done=self._take, failed=self.failed.emit)

    def _take(self, templates: tuple[Template, ...]) -> None:
        if templates != self._all:
            self._all = templates
            self.changed.emit()
