"""What was begun on Today becomes an entry before the vault is locked. Nothing typed is given up unasked."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allydesk.errors import AllydeskError
from allydesk.journal.entry import Content, Entry, NewEntry
from allydesk.journal.timestamp import Timestamp
from allydesk.problems import problem_of
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault

_STILL_HERE = "What you began to write on Today is still here, and is not in the vault yet."


class Keeping(QObject):
    """Keeps one text at a time, and asks what to do where it cannot."""

    entry_kept = Signal(str)
    """It is an entry now; carries its id."""

    def __init__(
        self, *, vault: "Vault", tasks: TaskRunner, prompts: Prompts, clock: "Clock", parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._tasks = tasks
        self._prompts = prompts
        self._clock = clock
        self._then: list[Callable[[], object]] = []
        self._under_way = False

    def keep(self, text: Callable[[], str], *, then: Callable[[], object]) -> None:
        """Make an entry of `text`, and do `then` when that is done or given up. `text` is asked again at each try.

        Asked for several times at once, one entry is made, and each `then` has its turn.
        """
        self._then.append(then)
        if not self._under_way:
            self._under_way = True
            self._try(text)

    def _try(self, text: Callable[[], str]) -> None:
        now = self._clock()
        new = NewEntry(Content(created=Timestamp.from_aware(now), text=text()))
        self._tasks.run(lambda: self._vault.journal.add(new), done=self._kept, failed=lambda e: self._ask(e, text))

    def _kept(self, entry: Entry) -> None:
        self.entry_kept.emit(entry.id)
        self._go()

    def _go(self) -> None:
        self._under_way = False
        waiting, self._then = self._then, []
        for then in waiting:
            then()

    def _ask(self, error: AllydeskError, text: Callable[[], str]) -> None:
        def answered(key: str) -> None:
            if key == "again":
                self._try(text)
            elif key == "lose":
                self._go()
            else:
                self._under_way = False
                self._then.clear()

        answers = (
            Answer("stay", "Stay here"),
            Answer("lose", "Go on without it", "danger"),
            Answer("again", "Try again", "primary"),
        )
        problem = problem_of(error)
        words = f"{problem.happened} {_STILL_HERE} {problem.next} If you go on without it, it is lost."
        self._prompts.choose(Question("What you began is not saved", words, answers, dismiss="stay"), answered)
