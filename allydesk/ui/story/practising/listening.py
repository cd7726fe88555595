"""Listening to a recording: one at a time, and nothing of it stays in memory afterwards."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from allydesk.ui.story.practising.recording import Audio, Player
from allydesk.ui.story.practising.wav import Sound

Fetch = Callable[[Callable[[Sound], object]], object]
"""Gets a sound, now or later, and hands it over."""


class Listening(QObject):
    """Plays what it is asked to. Recordings are told apart by keys."""

    changed = Signal()
    """Another recording is playing, or none any more."""

    def __init__(self, *, audio: Audio | None) -> None:
        super().__init__()
        self._audio = audio
        self._player: Player | None = None
        self._key = ""

    @property
    def key(self) -> str:
        """Which recording is playing or about to; "" for none."""
        return self._key

    @property
    def is_possible(self) -> bool:
        """Whether there is anything to play with."""
        return self._audio is not None and (self._player is not None or self._audio.player() is not None)

    def toggle(self, key: str, fetch: Fetch) -> None:
        """Play this, from its beginning; or stop, if it is playing."""
        was = self._key
        self.stop()
        if was == key or self._audio is None:
            return
        self._player = self._audio.player()
        if self._player is not None:
            self._player.ended.connect(self.stop)
            self._key = key
            self.changed.emit()
            fetch(lambda sound: self._play(key, sound))

    def stop(self) -> None:
        """Play no more, and let go of what was played."""
        player, self._player = self._player, None
        if player is not None:
            player.stop()
        if self._key:
            self._key = ""
            self.changed.emit()

    def _play(self, key: str, sound: Sound) -> None:
        if self._key == key and (self._player is None or not self._player.play(sound)):
            self.stop()
