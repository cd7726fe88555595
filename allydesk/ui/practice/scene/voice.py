"""Lines read aloud, where this installation and this computer have a voice.

QtTextToSpeech comes with PySide6-Addons, which nobody needs for anything else here: without it, or without an engine
on this computer, there is simply no reading aloud. The engines it asks speak on this computer.
"""

from importlib import import_module
from typing import Any, Protocol

from PySide6.QtCore import QObject, Signal, SignalInstance

_NO_VOICE = frozenset({"mock"})
"""Qt's engine for trying things out, which says nothing."""


class Voice(Protocol):
    """Says one thing at a time."""

    ended: SignalInstance
    """It has said what it was given, or could not."""

    def say(self, words: str) -> None:
        """Say this instead of whatever is being said."""

    def stop(self) -> None:
        """Say nothing more."""


def find_voice() -> Voice | None:
    """A voice; None where QtTextToSpeech is not installed or cannot be loaded, and where there is no engine."""
    try:
        speech = import_module("PySide6.QtTextToSpeech")
    except (ImportError, OSError):
        return None
    if not any(engine not in _NO_VOICE for engine in speech.QTextToSpeech.availableEngines()):
        return None
    made = QtVoice(speech)
    return made if made.is_well else None


class QtVoice(QObject):
    """A voice by QtTextToSpeech, in the language of the desktop."""

    ended = Signal()

    def __init__(self, speech: Any) -> None:  # noqa: ANN401 - a module that the type checker may not have
        super().__init__()
        self._speech = speech
        self._engine = speech.QTextToSpeech(self)
        self._is_speaking = False
        self._engine.stateChanged.connect(self._state_changed)

    @property
    def is_well(self) -> bool:
        """Whether the engine can be spoken to."""
        return bool(self._engine.state() != self._speech.QTextToSpeech.State.Error)

    def say(self, words: str) -> None:
        """Say this."""
        self.stop()  # its end is not the end of what comes now
        self._is_speaking = True
        self._engine.say(words)

    def stop(self) -> None:
        """Be quiet."""
        self._is_speaking = False
        self._engine.stop()

    def _state_changed(self, state: Any) -> None:  # noqa: ANN401 - an enum of that module
        states = self._speech.QTextToSpeech.State
        if self._is_speaking and state in (states.Ready, states.Error):
            self._is_speaking = False
            self.ended.emit()
