"""What every page of the practice room is given."""

from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import datetime
from functools import cached_property
from pathlib import Path
from typing import TYPE_CHECKING

from allydesk.errors import PracticeError
from allydesk.practice.ids import RunId
from allydesk.settings import Settings
from allydesk.ui.prompts import Prompts
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look

if TYPE_CHECKING:
    from allydesk.practice.coach.coach import Coach
    from allydesk.practice.library import Library, Listed
    from allydesk.storage.vault import Vault
    from allydesk.ui.spelling.checker import SpellChecker


@dataclass
class PracticeTools:
    """`home` is where file dialogs begin; `resources` the folder of the program's own files.

    The room keeps `settings` at what is in force; all else stays as it was given.
    """

    vault: "Vault"
    tasks: TaskRunner
    prompts: Prompts
    look: Look
    clock: Callable[[], datetime]
    home: Path
    resources: Path
    checker: "SpellChecker | None" = None
    settings: Settings = field(default_factory=Settings)

    @cached_property
    def library(self) -> "Library":
        """The scenarios that came with the program."""
        from allydesk.practice.library import Library  # noqa: PLC0415 - with it comes the reader of files

        return Library(self.resources / "scenarios")

    def every_scenario(self) -> "list[Listed]":
        """Those that came with the program, and the person's own that can be read. Only on the vault's thread."""
        from allydesk.practice.library import in_order, listed_own  # noqa: PLC0415 - as above

        found = self.library.heads()
        for own in self.vault.practice.own_scenarios():
            with suppress(PracticeError):
                found.append(listed_own(own))
        return in_order(found)

    @cached_property
    def coach(self) -> "Coach":
        """The coach with the rules that came with the program."""
        from allydesk.practice.coach.coach import Coach  # noqa: PLC0415 - only for whoever says something

        return Coach.from_folder(self.resources / "coach")


@dataclass(frozen=True, slots=True)
class PlayAsked:
    """A scenario is to be played: from its beginning, or with `run` where that one was left."""

    listed: "Listed"
    run: RunId | None = None
