"""Lines that arrive one after the other, by a timer of milliseconds and by hand."""

from collections.abc import Callable, Iterator

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.practice.playing import Feedback
from allydesk.practice.run import Told, ToldKind
from allydesk.ui.practice.scene.arrival import Arrival, reading_time
from allydesk.ui.practice.scene.items import Item, LineItem, NoteItem
from tests.ui.practice.made import the_joke

FOREVER = 3_600_000
Make = Callable[..., Arrival]


def line(text: str) -> LineItem:
    return LineItem(Told(ToldKind.NARRATION, text), 0, own=False)


ONE, TWO, THREE = line("One."), line("Two."), line("Three.")
NOTE = NoteItem(Feedback(0, "You asked.", ()))


@pytest.fixture
def heard() -> list[Item | str]:
    return []


@pytest.fixture
def make(qapp: QApplication, heard: list[Item | str]) -> Iterator[Make]:
    made: list[Arrival] = []

    def arrival(wait: int = FOREVER) -> Arrival:
        one = Arrival(wait=lambda _item: wait, parent=qapp)
        one.arrived.connect(heard.append)
        one.stopped.connect(lambda _item: heard.append("stopped"))
        one.ended.connect(lambda: heard.append("ended"))
        made.append(one)
        return one

    yield arrival
    for each in made:
        each.drop()
        each.deleteLater()


def test_they_arrive_by_themselves_in_their_order(make: Make, heard: list[Item | str], qtbot: QtBot) -> None:
    make(1).begin((ONE, TWO, THREE), at_once=False)
    assert heard == []
    qtbot.waitUntil(lambda: len(heard) == 4)
    assert heard == [ONE, TWO, THREE, "ended"]


def test_each_can_be_hurried_and_all_be_shown(make: Make, heard: list[Item | str]) -> None:
    arrival = make()
    arrival.begin((ONE, TWO, THREE), at_once=False)
    arrival.hurry()
    assert heard == [ONE]
    arrival.show_all()
    assert heard == [ONE, TWO, THREE, "ended"]
    arrival.hurry()
    assert len(heard) == 4


def test_at_once_they_are_there_and_nothing_stops(make: Make, heard: list[Item | str]) -> None:
    make().begin((ONE, NOTE, TWO), at_once=True)
    assert heard == [ONE, NOTE, TWO, "ended"]


def test_nothing_to_arrive_is_over_at_once(make: Make, heard: list[Item | str]) -> None:
    make().begin((), at_once=False)
    assert heard == ["ended"]


def test_after_a_note_it_waits_for_somebody(make: Make, heard: list[Item | str], qtbot: QtBot) -> None:
    arrival = make(1)
    arrival.begin((ONE, NOTE, TWO), at_once=False)
    qtbot.waitUntil(lambda: "stopped" in heard)
    arrival.hold(held=True)
    arrival.hold(held=False)
    assert arrival.is_stopped
    assert not is_waiting(arrival)
    assert heard == [ONE, NOTE, "stopped"]
    arrival.hurry()
    assert heard[3:] == [TWO, "ended"]


def test_a_note_at_the_end_stops_nothing(make: Make, heard: list[Item | str]) -> None:
    arrival = make()
    arrival.begin((NOTE,), at_once=False)
    arrival.hurry()
    assert heard == [NOTE, "ended"]


def is_waiting(arrival: Arrival) -> bool:
    """Whether anything comes by itself."""
    return any(timer.isActive() for timer in arrival.findChildren(QTimer))


def test_held_nothing_arrives_even_when_hurried_and_let_go_it_goes_on(
    make: Make, heard: list[Item | str], qtbot: QtBot
) -> None:
    arrival = make(1)
    arrival.begin((ONE, TWO), at_once=False)
    arrival.hold(held=True)
    assert not is_waiting(arrival)
    arrival.begin((ONE, TWO), at_once=False)
    assert not is_waiting(arrival)
    arrival.hurry()
    assert heard == []
    arrival.hold(held=False)
    qtbot.waitUntil(lambda: heard == [ONE, TWO, "ended"])


def test_a_line_waits_for_the_voice_that_reads_the_one_before(
    make: Make, heard: list[Item | str], qtbot: QtBot
) -> None:
    arrival = make(1)
    arrival.arrived.connect(lambda _item: arrival.wait_for_voice(speaking=True))
    arrival.begin((ONE, TWO), at_once=False)
    qtbot.waitUntil(lambda: heard == [ONE])
    assert not is_waiting(arrival)
    arrival.wait_for_voice(speaking=False)
    qtbot.waitUntil(lambda: heard == [ONE, TWO, "ended"])


def test_longer_lines_take_longer_to_read_up_to_an_end() -> None:
    times = [reading_time(line("a" * length), the_joke()) for length in (0, 10, 40, 400, 4_000)]
    assert times == sorted(times)
    assert times[0] < times[1] < times[2] < times[3] == times[4]
    assert reading_time(None, the_joke()) == 0
