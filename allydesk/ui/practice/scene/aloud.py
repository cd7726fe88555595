"""Reading aloud for one page: looked for when it is first wanted, and quiet when it is not."""

from collections import deque
from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from allydesk.ui.practice.scene.voice import Voice

NO_VOICE = "Lines cannot be read aloud here: no speech engine was found on this computer."


class Aloud(QObject):
    """Reads lines as they arrive, while it is on."""

    speaking = Signal(bool)
    """A line is being read, or no longer."""

    def __init__(self, *, find: Callable[[], Voice | None], parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._find = find
        self._has_looked = self._is_on = self._is_speaking = False
        self._voice: Voice | None = None
        self._waiting: deque[str] = deque()

    @property
    def is_possible(self) -> bool:
        """Whether there is a voice. Looks for one the first time it is asked."""
        if not self._has_looked:
            self._has_looked = True
            self._voice = self._find()
            if self._voice is not None:
                self._voice.ended.connect(self._ended)
        return self._voice is not None

    @property
    def is_on(self) -> bool:
        """Whether lines are read as they arrive."""
        return self._is_on

    def turn(self, *, on: bool) -> None:
        """Read lines as they arrive from now on, or no longer."""
        self._is_on = on and self.is_possible
        if not self._is_on:
            self.be_quiet()

    def arrived(self, words: str) -> None:
        """A line has arrived: read it, after those that arrived before it."""
        if self._is_on and self._is_speaking:
            self._waiting.append(words)
        elif self._is_on:
            self.read(words)

    def read(self, words: str) -> None:
        """Read this now, and nothing else."""
        self._waiting.clear()
        if self.is_possible and self._voice is not None:
            self._voice.say(words)
            self._say_speaking(speaking=True)

    def be_quiet(self) -> None:
        """Read no more."""
        self._waiting.clear()
        if self._is_speaking and self._voice is not None:
            self._voice.stop()
            self._say_speaking(speaking=False)

    def _ended(self) -> None:
        if self._waiting and self._voice is not None:
            self._voice.say(self._waiting.popleft())
        else:
            self._say_speaking(speaking=False)

    def _say_speaking(self, *, speaking: bool) -> None:
        if speaking != self._is_speaking:
            self._is_speaking = speaking
            self.speaking.emit(speaking)
