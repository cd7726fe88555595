"""Recording and listening for one page; nothing at all where this computer has no sound."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from allydesk.ui.story.practising.listening import Fetch, Listening
from allydesk.ui.story.practising.recording import Audio, Recorder
from allydesk.ui.story.practising.wav import Samples


class SoundDesk(QObject):
    """Records one telling at a time, when asked to and never otherwise, and plays one recording at a time."""

    changed = Signal()
    """Something else is being recorded or played, or nothing any more."""
    recording_stopped = Signal()
    """The recording has stopped by itself."""

    def __init__(self, *, find: Callable[[], Audio | None]) -> None:
        super().__init__()
        self._find = find
        self._has_looked = False
        self._audio: Audio | None = None
        self._listening = Listening(audio=None)
        self._recorder: Recorder | None = None

    @property
    def can_record(self) -> bool:
        """Whether there is a microphone just now."""
        return self._audio is not None and self._audio.recorder() is not None

    @property
    def can_listen(self) -> bool:
        """Whether there is anything to play on just now."""
        return self._listening.is_possible

    @property
    def playing(self) -> str:
        """The key of what is being played; "" for nothing."""
        return self._listening.key

    @property
    def recorder(self) -> Recorder | None:
        """What the present telling is recorded with; None when it is not."""
        return self._recorder

    def look_for(self) -> None:
        """Look for sound, the first time it is asked."""
        if not self._has_looked:
            self._has_looked = True
            self._audio = self._find()
            self._listening = Listening(audio=self._audio)
            self._listening.changed.connect(self.changed)

    def record(self) -> bool:
        """Begin to record. False where the microphone cannot be had."""
        self.let_go()
        recorder = self._audio.recorder() if self._audio is not None else None
        if recorder is None or not recorder.start():
            return False
        recorder.stopped.connect(self.recording_stopped)
        self._recorder = recorder
        self.changed.emit()
        return True

    def stop_recording(self) -> None:
        """Record no more. What was heard is there still."""
        if self._recorder is not None:
            self._recorder.stop()
            self.changed.emit()

    def hand_over(self) -> Samples | None:
        """What was recorded, which is the asker's from now on; None for nothing."""
        recorder, self._recorder = self._recorder, None
        if recorder is None:
            return None
        recorder.stop()
        self.changed.emit()
        return recorder.samples if recorder.samples.size else None

    def let_go(self) -> None:
        """Stop recording, and overwrite what was heard."""
        recorder, self._recorder = self._recorder, None
        if recorder is not None:
            recorder.clear()
            self.changed.emit()

    def listen(self, key: str, fetch: Fetch) -> None:
        """Play this; or stop, if it is playing."""
        self._listening.toggle(key, fetch)

    def be_quiet(self) -> None:
        """Play no more."""
        self._listening.stop()

    def close_all(self) -> None:
        """Be quiet, and hear nothing."""
        self.be_quiet()
        self.let_go()
