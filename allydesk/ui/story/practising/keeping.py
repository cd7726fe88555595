"""Takes on their way into the vault. What could not be kept stays here, and is tried again before one leaves."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allydesk.errors import AllydeskError
from allydesk.progress import Progress, unreported
from allydesk.story.ids import StoryId, TakeId
from allydesk.story.telling import Take
from allydesk.ui.story.practising.wav import MEDIA_TYPE, Samples
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

_TITLE = "Keeping the recording"
_FILE_NAME = "Take.wav"


@dataclass(slots=True)
class Waiting:
    """A take that the vault does not have yet, with what was recorded of it, and why it could not be kept."""

    take: Take
    samples: Samples | None = None
    error: AllydeskError | None = None


class TakeKeeper(QObject):
    """Keeps takes, in the order they come. A later state of one take replaces the earlier that still waits."""

    kept = Signal(object)
    """The `Take` as the vault has it."""
    failed = Signal(object, object)
    """A take, and the `AllydeskError` that it could not be kept for."""
    removal_failed = Signal(object, object)
    """A take that is still there, and why."""

    def __init__(self, *, vault: "Vault", tasks: TaskRunner) -> None:
        super().__init__()
        self._vault, self._tasks = vault, tasks
        self._waiting: dict[TakeId, Waiting] = {}
        self._settling: list[Callable[[], object]] = []
        self._under_way: Waiting | None = None

    @property
    def error(self) -> AllydeskError | None:
        """Why something could not be kept; None when nothing waits for that."""
        return next((each.error for each in self._waiting.values() if each.error is not None), None)

    @property
    def is_kept(self) -> bool:
        """Whether the vault has everything."""
        return not self._waiting

    def keep(self, take: Take, samples: Samples | None = None) -> None:
        """Keep this; what was recorded is overwritten in memory when the vault has it."""
        before = self._waiting.get(take.id)
        if samples is None and before is not None:
            samples = before.samples
        self._waiting[take.id] = Waiting(take, samples)
        self._go_on()

    def remove(self, take: Take) -> None:
        """Take it away; `keep` brings it back."""
        self._waiting.pop(take.id, None)
        self._tasks.run(
            lambda: self._vault.stories.remove_take(take.id),
            failed=lambda error: self.removal_failed.emit(take, error),
        )

    def takes_of(self, story_id: StoryId, *, known: list[Take]) -> list[Take]:
        """The takes that are known of a story, with what waits in the place of what it will replace."""
        found = {take.id: take for take in known}
        found.update({key: each.take for key, each in self._waiting.items() if each.take.story_id == story_id})
        return sorted(found.values(), key=lambda take: (take.begun, take.id))

    def settle(self, then: Callable[[], object]) -> None:
        """Try once more what waits; then do `then`, whatever came of it."""
        self._settling.append(then)
        for waiting in self._waiting.values():
            waiting.error = None
        self._go_on()

    def give_up(self) -> None:
        """Drop what could not be kept."""
        for waiting in self._waiting.values():
            if waiting.samples is not None:
                waiting.samples.clear()
        self._waiting.clear()

    def close_all(self) -> None:
        """Drop everything. Call it after `settle`."""
        self._settling.clear()
        self.give_up()
        self._under_way = None

    # Inside

    def _go_on(self) -> None:
        """Send what waits, one after the other: a take's recording is on its way once and not twice."""
        if self._under_way is None:
            self._under_way = next((each for each in self._waiting.values() if each.error is None), None)
            if self._under_way is not None:
                self._send(self._under_way)
        self._tell_settled()

    def _send(self, waiting: Waiting) -> None:
        vault, take, samples = self._vault, waiting.take, waiting.samples

        def keep_all(progress: Progress = unreported) -> Take:
            made = take
            if samples is not None and samples.size:
                with samples.wav() as source:
                    audio = vault.story_files.add(
                        name=_FILE_NAME, media_type=MEDIA_TYPE, source=source, size=samples.wav_size, progress=progress
                    )
                made = replace(take, audio=audio)
            vault.stories.keep_take(made)
            return made

        def done(made: Take) -> None:
            self._sent(waiting, made)

        def failed(error: AllydeskError) -> None:
            self._not_sent(waiting, error)

        if samples is not None and samples.size:
            self._tasks.run_long(keep_all, title=_TITLE, done=done, failed=failed)
        else:
            self._tasks.run(keep_all, done=done, failed=failed)

    def _sent(self, waiting: Waiting, made: Take) -> None:
        if self._under_way is not waiting:
            return
        self._under_way = None
        later = self._waiting.get(made.id)
        if later is waiting:
            del self._waiting[made.id]
        elif later is not None and waiting.samples is not None:
            later.take, later.samples = replace(later.take, audio=made.audio), None
        if waiting.samples is not None:
            waiting.samples.clear()
        self.kept.emit(made)
        self._go_on()

    def _not_sent(self, waiting: Waiting, error: AllydeskError) -> None:
        if self._under_way is not waiting:
            return
        self._under_way = None
        if self._waiting.get(waiting.take.id) is waiting:
            waiting.error = error
            self.failed.emit(waiting.take, error)
        self._go_on()

    def _tell_settled(self) -> None:
        if self._under_way is None and all(each.error is not None for each in self._waiting.values()):
            settled, self._settling = self._settling, []
            for then in settled:
                then()
