"""Sound in and out, where this computer and this installation have it; kept in memory and nowhere else.

QtMultimedia comes with PySide6-Addons, which nobody needs for anything else here: without it, or without a device,
there is simply no recording. It is spoken to plainly, by samples: no codec, no file, no temporary place on a disk.
"""

import sys
from importlib import import_module
from typing import Any, Protocol

from PySide6.QtCore import QObject, QTimer, Signal, SignalInstance

from allydesk.ui.story.practising.wav import MOST_BYTES, RATE, SAMPLE_BYTES, Samples, Sound

_RATES = (RATE, 22_050, 44_100, 48_000)
"""Samples a second to try, the smallest first."""
_EVERY = 40
"""Milliseconds between two looks at a device: it holds several times as much."""
_HELD = 4
"""Seconds that a microphone's own buffer holds. Some hand over what they hear in bursts of a second and more, and what
does not fit is lost."""


class Recorder(Protocol):
    """Takes down what the microphone hears."""

    stopped: SignalInstance
    """It has stopped by itself, because it is full or the microphone has gone. What was heard is there."""

    @property
    def is_on(self) -> bool:
        """Whether it is taking down, or pausing in that."""

    @property
    def samples(self) -> Samples:
        """What was heard."""

    def start(self) -> bool:
        """Begin anew. False where the microphone cannot be had."""

    def pause(self) -> None:
        """Hold on; nothing that is said now is taken down."""

    def go_on(self) -> None:
        """Take down again."""

    def stop(self) -> None:
        """It is over. The microphone is let go."""

    def clear(self) -> None:
        """Stop, and overwrite what was heard."""


class Player(Protocol):
    """Plays one recording."""

    ended: SignalInstance
    """It has come to its end, or the loudspeaker has gone."""

    @property
    def is_on(self) -> bool:
        """Whether it is playing."""

    def play(self, sound: Sound) -> bool:
        """Play it from its beginning. False where there is nothing to play it on."""

    def stop(self) -> None:
        """Play no more, and let go of the sound."""


class Audio(Protocol):
    """The sound of this computer."""

    def recorder(self) -> Recorder | None:
        """A recorder; None where there is no microphone just now."""

    def player(self) -> Player | None:
        """A player; None where there is nothing to play on just now."""


def find_audio() -> Audio | None:
    """The sound of this computer; None where QtMultimedia is not installed or cannot be loaded."""
    if sys.byteorder != "little":  # samples are kept as they lie in memory, which is how a WAV file has them
        return None
    try:
        multimedia = import_module("PySide6.QtMultimedia")
    except (ImportError, OSError):
        return None
    return QtAudio(multimedia)


class QtAudio:
    """Sound by QtMultimedia. The devices are looked for each time, because headphones come and go."""

    def __init__(self, multimedia: Any) -> None:  # noqa: ANN401 - a module that the type checker may not have
        self._multimedia = multimedia

    def recorder(self) -> Recorder | None:
        """A recorder over the default microphone."""
        device = self._multimedia.QMediaDevices.defaultAudioInput()
        form = self._form(device)
        return None if form is None else QtRecorder(self._multimedia, device, form)

    def player(self) -> Player | None:
        """A player over the default loudspeaker."""
        device = self._multimedia.QMediaDevices.defaultAudioOutput()
        return None if device.isNull() else QtPlayer(self._multimedia, device)

    def _form(self, device: Any) -> Any:  # noqa: ANN401 - a QAudioDevice in, a QAudioFormat or None out
        if device.isNull():
            return None
        forms = (_form(self._multimedia, rate) for rate in _RATES)
        return next((form for form in forms if device.isFormatSupported(form)), None)


class QtRecorder(QObject):
    """Takes down what a QAudioSource hears."""

    stopped = Signal()

    def __init__(self, multimedia: Any, device: Any, form: Any, *, most: int = MOST_BYTES) -> None:  # noqa: ANN401 - QtMultimedia may be absent
        """`device` and `form` as QtMultimedia has them; `most` bytes are taken down."""
        super().__init__()
        self._multimedia = multimedia
        self._device, self._form = device, form
        self._samples = Samples(rate=form.sampleRate(), most=most)
        self._source: Any = None
        self._heard: Any = None
        self._look = QTimer(self)
        self._look.setInterval(_EVERY)
        self._look.timeout.connect(self._take)

    @property
    def is_on(self) -> bool:
        """Whether it is taking down, or pausing in that."""
        return self._source is not None

    @property
    def samples(self) -> Samples:
        """What was heard."""
        return self._samples

    def start(self) -> bool:
        """Begin anew."""
        self.clear()
        self._source = self._multimedia.QAudioSource(self._device, self._form)
        self._source.setBufferSize(self._form.bytesForDuration(_HELD * 1_000_000))
        self._heard = self._source.start()
        if self._heard is None or not self._is_well():
            self._let_go()
            return False
        self._look.start()
        return True

    def pause(self) -> None:
        """Hold on."""
        if self.is_on:
            self._take()
        if self.is_on:
            self._look.stop()
            self._source.suspend()

    def go_on(self) -> None:
        """Take down again."""
        if self.is_on:
            self._source.resume()
            self._look.start()

    def stop(self) -> None:
        """Take what is there still, and let the microphone go."""
        if self.is_on and self._look.isActive():
            self._samples.add(self._heard.readAll().data())
        self._let_go()

    def clear(self) -> None:
        """Stop, and overwrite what was heard."""
        self._let_go()
        self._samples.clear()

    def _take(self) -> None:
        self._samples.add(self._heard.readAll().data())
        if self._samples.is_full or not self._is_well():
            self._let_go()
            self.stopped.emit()

    def _is_well(self) -> bool:
        return bool(self._source.error() == self._multimedia.QtAudio.Error.NoError)

    def _let_go(self) -> None:
        self._look.stop()
        source, self._source, self._heard = self._source, None, None
        if source is not None:
            source.stop()
            source.deleteLater()


class QtPlayer(QObject):
    """Plays samples through a QAudioSink, a little at a time."""

    ended = Signal()

    def __init__(self, multimedia: Any, device: Any) -> None:  # noqa: ANN401 - as above
        super().__init__()
        self._multimedia, self._device = multimedia, device
        self._sink: Any = None
        self._into: Any = None
        self._left = memoryview(b"")
        self._look = QTimer(self)
        self._look.setInterval(_EVERY)
        self._look.timeout.connect(self._give)

    @property
    def is_on(self) -> bool:
        """Whether it is playing."""
        return self._sink is not None

    def play(self, sound: Sound) -> bool:
        """Play it from its beginning."""
        self.stop()
        form = _form(self._multimedia, sound.rate)
        if not self._device.isFormatSupported(form):
            return False
        self._sink = self._multimedia.QAudioSink(self._device, form)
        self._into = self._sink.start()
        if self._into is None or not self._is_well():
            self.stop()
            return False
        self._left = sound.samples
        self._look.start()
        self._give()
        return True

    def stop(self) -> None:
        """Play no more, and let go of the sound."""
        self._look.stop()
        self._left = memoryview(b"")
        sink, self._sink, self._into = self._sink, None, None
        if sink is not None:
            sink.reset()
            sink.deleteLater()

    def _give(self) -> None:
        if not self._is_well():
            self._end()
            return
        room = self._sink.bytesFree()
        if len(self._left):
            taken = self._into.write(bytes(self._left[: room - room % SAMPLE_BYTES]))
            self._left = self._left[max(0, taken) :]
        elif room >= self._sink.bufferSize():  # what was given has been played
            self._end()

    def _end(self) -> None:
        self.stop()
        self.ended.emit()

    def _is_well(self) -> bool:
        error, known = self._sink.error(), self._multimedia.QtAudio.Error
        # A loudspeaker that waits for more is no fault: at the end there is no more.
        return error in (known.NoError, known.UnderrunError)


def _form(multimedia: Any, rate: int) -> Any:  # noqa: ANN401 - a module in, a QAudioFormat out
    form = multimedia.QAudioFormat()
    form.setSampleRate(rate)
    form.setChannelCount(1)
    form.setSampleFormat(multimedia.QAudioFormat.SampleFormat.Int16)
    return form
