"""Leaving when the system asks the process to end."""

import os
import signal
from collections.abc import Iterator

import pytest
from PySide6.QtWidgets import QApplication

from allydesk.ui.leaving import LeaveOnSignal
from tests.ui.sitting import wait_for

ASKING = [signal.SIGTERM, signal.SIGINT, signal.SIGHUP]


@pytest.fixture
def heard(qapp: QApplication) -> Iterator[list[str]]:
    """One word for each time that somebody was to leave."""
    assert qapp is not None
    words: list[str] = []
    leaving = LeaveOnSignal(leave=lambda: words.append("leave"))
    yield words
    leaving.close()
    leaving.deleteLater()


@pytest.mark.parametrize("number", ASKING, ids=lambda number: number.name)
def test_who_is_asked_to_end_leaves_from_the_event_loop(heard: list[str], number: signal.Signals) -> None:
    os.kill(os.getpid(), number)
    assert heard == [], "not in the middle of whatever was being done"
    wait_for(lambda: heard, "it was heard")
    assert heard == ["leave"]


def test_signals_that_come_at_once_are_one(heard: list[str]) -> None:
    for number in ASKING:
        os.kill(os.getpid(), number)
    wait_for(lambda: heard, "they were heard")
    assert heard == ["leave"]


def test_the_signals_are_given_back(qapp: QApplication) -> None:
    assert qapp is not None
    before = [signal.getsignal(number) for number in ASKING]
    leaving = LeaveOnSignal(leave=lambda: None)
    assert [signal.getsignal(number) for number in ASKING] != before
    leaving.close()
    leaving.close()
    assert [signal.getsignal(number) for number in ASKING] == before
    assert signal.set_wakeup_fd(-1) == -1
    leaving.deleteLater()
