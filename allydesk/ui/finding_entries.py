"""Entries by their titles, for the command palette."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING

from allydesk.journal.entry import EntrySummary
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.words import UNTITLED, short_date
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.journal import Journal

MOST = 20


class TitleFinder:
    """Asks the vault for entries whose title fits; only the last question is answered."""

    def __init__(self, *, journal: "Journal", tasks: TaskRunner) -> None:
        self._journal = journal
        self._errands = Errands(tasks=tasks)

    def find(self, typed: str, told: Callable[[Sequence[EntrySummary]], object]) -> None:
        """Look for titles whose words begin with what was typed; the newest entries for nothing."""
        self._errands.drop()
        self._errands.run(lambda: self._journal.title_matches(typed, limit=MOST), done=told)

    def close_all(self) -> None:
        """Nobody waits for an answer any longer."""
        self._errands.drop()


def describe(entry: EntrySummary, *, today: date) -> tuple[str, str]:
    """An entry's title and its date, in words."""
    return entry.title.strip() or UNTITLED, short_date(entry.created, today=today)
