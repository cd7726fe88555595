"""A story goes into the vault by itself, as an entry does: a while after the last key, or at once when asked.

Nothing typed is ever given up: it stays in memory until the vault has acknowledged it, a save that fails is tried
again, and whoever wants to leave can see what is not yet kept.
"""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, QTimer, Signal

from allydesk.errors import AllydeskError, Code
from allydesk.story.ids import StoryId
from allydesk.story.telling import Story, Telling
from allydesk.ui.journal.saving import FIRST_RETRY, LAST_RETRY, LONGEST_WAIT, PAUSE, Kept
from allydesk.ui.story.telling.sheet import StorySheet
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.story_shelf import StoryShelf

__all__ = ["Kept", "StoryKeeper"]


class StoryKeeper(QObject):
    """Saves sheets, one save of a story at a time."""

    state_changed = Signal(object)
    """How a story stands with the vault has changed; carries its id."""
    saved = Signal(object)
    """A `Story` as it is kept now."""

    def __init__(
        self,
        *,
        shelf: "StoryShelf",
        tasks: TaskRunner,
        pause: int = PAUSE,
        longest: int = LONGEST_WAIT,
        retry: int = FIRST_RETRY,
        parent: QObject | None = None,
    ) -> None:
        """All in milliseconds: `pause` without a key, `longest` while one goes on typing, `retry` after a failure."""
        super().__init__(parent)
        self._shelf = shelf
        self._tasks = tasks
        self._waiting: dict[StoryId, StorySheet] = {}
        self._under_way: dict[StoryId, StorySheet] = {}
        self._errors: dict[StoryId, tuple[StorySheet, AllydeskError]] = {}
        self._settling: list[Callable[[], object]] = []
        self._first_retry = self._retry = retry
        self._pause = self._timer(pause)
        self._longest = self._timer(longest)
        self._again = self._timer(retry)

    def state(self, sheet: StorySheet) -> Kept:
        """How this sheet stands."""
        if sheet.story_id in self._errors:
            return Kept.FAILED
        if sheet.story_id in self._waiting or sheet.story_id in self._under_way:
            return Kept.SAVING
        return Kept.NEW if sheet.kept is None else Kept.SAVED

    def error_of(self, sheet: StorySheet) -> AllydeskError | None:
        """Why the last save of this sheet failed, None when it did not."""
        found = self._errors.get(sheet.story_id)
        return found[1] if found else None

    @property
    def trouble(self) -> AllydeskError | None:
        """Why something could not be saved; None when everything could."""
        return next((error for _, error in self._errors.values()), None)

    def touch(self, sheet: StorySheet) -> None:
        """The sheet has changed: save it soon."""
        before = self.state(sheet)
        self._waiting[sheet.story_id] = sheet
        self._pause.start()
        if not self._longest.isActive():
            self._longest.start()
        if before != self.state(sheet):
            self.state_changed.emit(sheet.story_id)

    def save_now(self) -> None:
        """Begin to save everything that waits, what failed before included."""
        for timer in (self._pause, self._longest, self._again):
            timer.stop()
        for sheet, _ in self._errors.values():
            self._waiting.setdefault(sheet.story_id, sheet)
        self._begin_all()

    def settle(self, then: Callable[[], object]) -> None:
        """Save everything; call `then` when nothing waits or is under way, whether or not it could be saved."""
        self._settling.append(then)
        self.save_now()
        self._tell_settled()

    def discard_failed(self) -> None:
        """The person has decided to go on without what could not be saved."""
        self._again.stop()
        for story_id in self._errors:
            self._waiting.pop(story_id, None)
        self._errors.clear()

    def close(self) -> None:
        """Wait for nothing any longer. Call it after `settle`."""
        for timer in (self._pause, self._longest, self._again):
            timer.stop()
        for known in (self._waiting, self._under_way, self._errors):
            known.clear()
        self._settling.clear()

    def _timer(self, milliseconds: int) -> QTimer:
        timer = QTimer(self)
        timer.setSingleShot(True)
        timer.setInterval(milliseconds)
        timer.timeout.connect(self.save_now)
        return timer

    def _begin_all(self) -> None:
        for sheet in list(self._waiting.values()):
            if sheet.story_id not in self._under_way:
                self._begin(sheet)

    def _begin(self, sheet: StorySheet) -> None:
        del self._waiting[sheet.story_id]
        telling = sheet.telling()
        if telling == sheet.kept or (sheet.kept is None and sheet.is_blank):
            if sheet.kept is not None:
                sheet.settle(telling)
            self._errors.pop(sheet.story_id, None)
            self.state_changed.emit(sheet.story_id)
            return
        self._under_way[sheet.story_id] = sheet
        self._tasks.run(
            _save(self._shelf, sheet, telling),
            done=lambda story: self._saved(sheet, telling, story),
            failed=lambda error: self._failed(sheet, error),
        )

    def _saved(self, sheet: StorySheet, telling: Telling, story: Story) -> None:
        if self._under_way.pop(sheet.story_id, None) is None:
            return
        self._errors.pop(sheet.story_id, None)
        if not self._errors:
            self._retry = self._first_retry
        if not sheet.settle(telling):
            self.touch(sheet)
        self.saved.emit(story)
        self.state_changed.emit(sheet.story_id)
        self._go_on()

    def _failed(self, sheet: StorySheet, error: AllydeskError) -> None:
        if self._under_way.pop(sheet.story_id, None) is None:
            return
        if error.code is Code.NO_SUCH_STORY and sheet.kept is not None:
            # Gone for good elsewhere, while something was still typed here: what was typed becomes a story again.
            sheet.kept = None
            self.touch(sheet)
        else:
            self._errors[sheet.story_id] = (sheet, error)
            self._again.start(self._retry)
            self._retry = min(self._retry * 2, LAST_RETRY)
        self.state_changed.emit(sheet.story_id)
        self._go_on()

    def _go_on(self) -> None:
        if self._settling:
            self._begin_all()
        self._tell_settled()

    def _tell_settled(self) -> None:
        if self._settling and not self._under_way and not self._waiting:
            settled, self._settling = self._settling, []
            for then in settled:
                then()


def _save(shelf: "StoryShelf", sheet: StorySheet, telling: Telling) -> Callable[[], Story]:
    story_id = sheet.story_id
    if sheet.kept is None:
        return lambda: shelf.add(telling, story_id=story_id)
    return lambda: shelf.save(story_id, telling)
