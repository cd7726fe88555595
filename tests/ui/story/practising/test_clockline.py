"""The time in colour and in words, told aloud at phase changes only."""

import pytest
from PySide6.QtGui import QColor
from pytestqt.qtbot import QtBot

from allydesk.story.pacing import Phase
from allydesk.ui.story.practising.clockline import TONES, ClockLine, Time
from allydesk.ui.story.practising.rehearsal import Stage
from allydesk.ui.theme import Look, Tone


class Heard(ClockLine):
    """Keeps what it tells a screen reader."""

    def __init__(self, *, look: Look) -> None:
        super().__init__(look=look)
        self.told: list[str] = []

    def _announce(self, words: str) -> None:
        self.told.append(words)


@pytest.fixture
def line(qtbot: QtBot, look: Look) -> Heard:
    made = Heard(look=look)
    qtbot.addWidget(made)
    made.resize(600, made.sizeHint().height())
    made.show()
    return made


def colours_of(line: ClockLine) -> set[str]:
    image = line.grab().toImage()
    y = image.height() - 2
    return {QColor(image.pixel(x, y)).name() for x in range(4, image.width() - 4)}


@pytest.mark.parametrize(
    ("gone", "phase", "words"),
    [
        (0, Phase.GREEN, "on time"),
        (269, Phase.GREEN, "on time"),
        (270, Phase.AMBER, "nearly over"),
        (300, Phase.AMBER, "nearly over"),
        (301, Phase.RED, "over by 0:01"),
        (320, Phase.RED, "over by 0:20"),
    ],
)
def test_the_phases_are_colours_and_words(line: Heard, look: Look, gone: int, phase: Phase, words: str) -> None:
    time = Time(Stage.TELLING, gone, 300, 140)
    assert (time.phase, time.standing) == (phase, words)
    line.show_time(time)
    assert line.shown.startswith(words)
    if gone:
        assert look.palette.colour(TONES[phase]).name() in colours_of(line)


def test_gone_and_left_make_up_the_whole(line: Heard) -> None:
    line.show_time(Time(Stage.TELLING, 134.9, 420, 140))
    assert line.shown == "on time · 2:14 gone · 4:46 left"


def test_before_it_begins_it_says_how_long_it_will_take(line: Heard) -> None:
    line.show_time(Time(Stage.READY, 0, 372, 140))
    assert line.shown == "about 6:12 to tell, at 140 words a minute"


def test_only_another_phase_is_told_aloud(line: Heard) -> None:
    line.show_time(Time(Stage.READY, 0, 100, 140))
    for second in range(130):
        line.show_time(Time(Stage.TELLING, second, 100, 140))
    assert line.told == ["on time", "nearly over", "over by 0:01"]
    line.show_time(Time(Stage.PAUSED, 129, 100, 140))
    assert line.told[3:] == ["paused"]
    assert line.accessibleName() == "Time: paused"


def test_the_time_is_told_when_asked_for(line: Heard) -> None:
    line.show_time(Time(Stage.TELLING, 134, 420, 140))
    line.told.clear()
    line.say()
    assert line.told == ["2 minutes 14 seconds gone, 4 minutes 46 seconds left, on time"]


def test_without_words_there_is_no_hurry(line: Heard) -> None:
    line.show_time(Time(Stage.TELLING, 50, 0, 140))
    assert line.shown == "on time · 0:50 gone · 0:00 left"
    assert TONES[Phase.GREEN] is Tone.ACCENT
