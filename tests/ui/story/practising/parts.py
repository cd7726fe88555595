"""What these tests share: a story, a clock, and a microphone fed by hand."""

from PySide6.QtCore import QObject, Signal

from allydesk.storage.vault import Vault
from allydesk.ui.story.practising.page import PractisePage
from allydesk.ui.story.practising.recording import Player, Recorder
from allydesk.ui.story.practising.wav import Samples, Sound

SENTENCE = "She asked one question a week and then she waited for me. "
TEXT = f"# Where I begin\n\n{SENTENCE * 6}\n\n## Ruth\n\n**{SENTENCE.strip()}**\n\n{SENTENCE * 5}"
WORDS = 3 + 12 * 6 + 1 + 12 + 12 * 5
"""Three in the first heading, one in the second, twelve in a sentence."""


class Steady:
    """Seconds that pass when they are told to."""

    def __init__(self) -> None:
        self.now = 1000.0

    def __call__(self) -> float:
        return self.now


def pass_time(page: PractisePage, steady: Steady, seconds: float) -> None:
    """Let so many seconds go by, and the next frame come."""
    steady.now += seconds
    page.telling.tick()


def pragma(vault: Vault, words: str) -> None:
    """Let the vault's database be as it would be on a disk that is full, or may not be written to."""
    with vault.stories._database.read() as connection:
        connection.exec_driver_sql(f"PRAGMA {words}")


class HandFedRecorder(QObject):
    """A microphone that hears what a test says."""

    stopped = Signal()

    def __init__(self, *, works: bool = True) -> None:
        super().__init__()
        self.samples = Samples(most=64_000)
        self.is_on = self.is_held = False
        self._works = works

    def start(self) -> bool:
        self.is_on = self._works
        return self._works

    def hear(self, heard: bytes) -> None:
        if self.is_on and not self.is_held:
            self.samples.add(heard)
            if self.samples.is_full:
                self.is_on = False
                self.stopped.emit()

    def pause(self) -> None:
        self.is_held = True

    def go_on(self) -> None:
        self.is_held = False

    def stop(self) -> None:
        self.is_on = False

    def clear(self) -> None:
        self.is_on = False
        self.samples.clear()


class HandFedPlayer(QObject):
    """A loudspeaker that only remembers."""

    ended = Signal()

    def __init__(self, heard: list[bytes]) -> None:
        super().__init__()
        self._heard = heard
        self.is_on = False

    def play(self, sound: Sound) -> bool:
        self.is_on = True
        self._heard.append(bytes(sound.samples))
        return True

    def stop(self) -> None:
        self.is_on = False


class HandFedAudio:
    """The sound of a computer with nothing but the above; `recorders` are those that were started."""

    def __init__(self, *, works: bool = True) -> None:
        self._works = works
        self.recorders: list[HandFedRecorder] = []
        self.heard: list[bytes] = []
        self.players: list[HandFedPlayer] = []

    def recorder(self) -> Recorder | None:
        made = HandFedRecorder(works=self._works)
        self.recorders.append(made)
        return made

    def player(self) -> Player | None:
        made = HandFedPlayer(self.heard)
        self.players.append(made)
        return made


def running(recorders: list[HandFedRecorder]) -> HandFedRecorder:
    """The one that is taking down."""
    (found,) = [each for each in recorders if each.is_on]
    return found
