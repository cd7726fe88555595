"""Locking by itself: what counts as a hand, what does not, and a computer that was away."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QInputMethodEvent, QPointingDevice, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLineEdit
from pytestqt.qtbot import QtBot

from allydesk.settings import Settings
from allydesk.ui.autolock import AutoLock, Reason
from allydesk.ui.session_watch import SessionWatch
from tests.ui.hands import click, press, type_into
from tests.vaults import TestClock


class Time:
    """The clock on the wall, and one that counts seconds and stops while the computer sleeps."""

    def __init__(self) -> None:
        self.wall = TestClock()
        self.seconds = 100.0

    def steady(self) -> float:
        return self.seconds

    def passes(self, **span: float) -> None:
        before = self.wall.now
        self.wall.advance(**span)
        self.seconds += (self.wall.now - before).total_seconds()


@pytest.fixture
def time() -> Time:
    return Time()


@pytest.fixture
def watch() -> SessionWatch:
    """A watch over a computer without any bus; its signals are emitted by the tests."""
    return SessionWatch(environment={"DBUS_SYSTEM_BUS_ADDRESS": "tcp:"})


@pytest.fixture
def lock(qapp: QApplication, time: Time, watch: SessionWatch) -> Iterator[AutoLock]:
    lock = AutoLock(app=qapp, minutes=10, clock=time.wall, steady=time.steady, watch=watch)
    lock.start()
    yield lock
    lock.stop()


@pytest.fixture
def due(lock: AutoLock) -> list[str]:
    reasons: list[str] = []
    lock.lock_due.connect(reasons.append)
    return reasons


@pytest.fixture
def field(qtbot: QtBot) -> QLineEdit:
    field = QLineEdit()
    qtbot.addWidget(field)
    with qtbot.waitActive(field):
        field.show()
    field.setFocus()
    return field


def fire(lock: AutoLock) -> None:
    """The timer's time has come."""
    lock._timer.timeout.emit()


def test_it_is_time_after_so_many_minutes_and_not_before(lock: AutoLock, due: list[str], time: Time) -> None:
    time.passes(minutes=9, seconds=59)
    fire(lock)
    assert due == []
    time.passes(seconds=1)
    fire(lock)
    assert due == [Reason.IDLE]


def test_the_timer_itself_fires(qapp: QApplication, time: Time, qtbot: QtBot) -> None:
    lock = AutoLock(app=qapp, minutes=10, clock=time.wall, steady=time.steady)
    lock.start()
    assert lock._timer.isActive()
    assert lock._timer.isSingleShot()
    assert lock._timer.interval() == 600_001
    time.passes(minutes=11)
    lock._timer.start(0)
    with qtbot.waitSignal(lock.lock_due):
        pass
    lock.stop()


def test_what_is_left_is_waited_for(lock: AutoLock, due: list[str], time: Time, field: QLineEdit) -> None:
    time.passes(minutes=6)
    type_into(field, "a")
    time.passes(minutes=4)
    fire(lock)
    assert due == []
    assert 300_000 <= lock._timer.interval() <= 360_001


@pytest.mark.parametrize("hand", ["key", "mouse", "move", "wheel", "method"])
def test_every_kind_of_hand_counts(lock: AutoLock, due: list[str], time: Time, field: QLineEdit, hand: str) -> None:
    time.passes(minutes=9)
    match hand:
        case "key":
            press(field, Qt.Key.Key_Shift)
        case "mouse":
            click(field)
        case "move":
            QTest.mouseMove(field, QPoint(3, 3))
            QApplication.processEvents()
            QTest.mouseMove(field, QPoint(9, 9))
            QApplication.processEvents()
        case "wheel":
            QApplication.sendEvent(field, a_turn_of_the_wheel(field))
        case "method":
            QApplication.sendEvent(field, QInputMethodEvent("か", []))
    time.passes(minutes=9)
    fire(lock)
    assert due == []
    time.passes(minutes=1)
    fire(lock)
    assert due == [Reason.IDLE]


def a_turn_of_the_wheel(field: QLineEdit) -> QWheelEvent:
    at = QPointF(field.rect().center())
    return QWheelEvent(
        at,
        field.mapToGlobal(at),
        QPoint(),
        QPoint(0, 120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
        Qt.MouseEventSource.MouseEventNotSynthesized,
        QPointingDevice.primaryPointingDevice(),
    )


def test_touch_counts(lock: AutoLock, due: list[str], time: Time, field: QLineEdit) -> None:
    finger = QTest.createTouchDevice()
    time.passes(minutes=9)
    touch = QTest.touchEvent(field, finger)
    touch.press(0, QPoint(4, 4), field)
    touch.commit()
    time.passes(minutes=9)
    fire(lock)
    assert due == []


def test_what_no_hand_made_does_not_count(lock: AutoLock, due: list[str], time: Time, field: QLineEdit) -> None:
    time.passes(minutes=9)
    field.setText("written by the program")
    field.resize(300, 40)
    field.repaint()
    QApplication.sendEvent(field, QEvent(QEvent.Type.Enter))
    QApplication.processEvents()
    time.passes(minutes=1)
    fire(lock)
    assert due == [Reason.IDLE]


def test_hands_are_noticed_coarsely(lock: AutoLock, time: Time, field: QLineEdit) -> None:
    noticed = lock._seen_at
    time.passes(seconds=0.5)
    type_into(field, "a")
    assert lock._seen_at == noticed
    time.passes(seconds=0.5)
    type_into(field, "a")
    assert lock._seen_at != noticed


def test_a_computer_that_slept_without_a_word_is_locked_when_the_timer_fires(
    lock: AutoLock, due: list[str], time: Time
) -> None:
    time.passes(minutes=2)
    time.wall.advance(hours=8)  # and the other one stood still
    fire(lock)
    assert due == [Reason.IDLE]


def test_the_first_key_after_such_a_sleep_locks_and_reaches_nobody(
    lock: AutoLock, due: list[str], time: Time, field: QLineEdit, qtbot: QtBot
) -> None:
    time.passes(minutes=2)
    time.wall.advance(hours=8)
    with qtbot.waitSignal(lock.lock_due):
        type_into(field, "x")
        assert due == []  # a page must not go while the key is on its way to it
    assert due == [Reason.IDLE]
    assert field.text() == ""
    type_into(field, "y")
    assert field.text() == "y"


def test_a_clock_set_back_keeps_nothing_open(lock: AutoLock, due: list[str], time: Time) -> None:
    time.passes(minutes=10)
    time.wall.advance(hours=-5)
    fire(lock)
    assert due == [Reason.IDLE]


def test_it_says_so_again_if_nobody_locks(lock: AutoLock, due: list[str], time: Time) -> None:
    for _ in range(2):
        time.passes(minutes=10)
        fire(lock)
    assert due == [Reason.IDLE, Reason.IDLE]


def test_nothing_is_counted_while_the_vault_is_locked(
    lock: AutoLock, due: list[str], time: Time, watch: SessionWatch, field: QLineEdit
) -> None:
    lock.stop()
    assert not lock.is_running
    assert not lock._timer.isActive()
    time.passes(hours=1)
    type_into(field, "x")
    watch.screen_locked.emit()
    watch.sleep_near.emit()
    assert due == []
    assert field.text() == "x"
    lock.start()
    time.passes(minutes=9)
    fire(lock)
    assert due == []


def test_never_means_never(lock: AutoLock, due: list[str], time: Time, field: QLineEdit) -> None:
    lock.follow(Settings(auto_lock_minutes=0))
    assert not lock._timer.isActive()
    time.passes(hours=9)
    type_into(field, "x")
    assert due == []
    assert field.text() == "x"


def test_other_minutes_hold_at_once(lock: AutoLock, due: list[str], time: Time) -> None:
    lock.follow(Settings(auto_lock_minutes=1))
    assert lock._timer.interval() == 60_001
    time.passes(minutes=1)
    fire(lock)
    assert due == [Reason.IDLE]


def test_the_desktop_is_heard(lock: AutoLock, due: list[str], watch: SessionWatch) -> None:
    assert lock.is_running
    watch.screen_locked.emit()
    watch.sleep_near.emit()
    assert due == [Reason.SCREEN_LOCK, Reason.SLEEP]


def test_the_desktop_is_not_heard_when_told_not_to_and_sleep_is_not_held_up(
    lock: AutoLock, due: list[str], watch: SessionWatch
) -> None:
    watch._brake = object()
    lock.follow(Settings(lock_on_screen_lock=False, lock_on_suspend=False))
    watch.screen_locked.emit()
    watch.sleep_near.emit()
    assert due == []
    assert not watch.holds_sleep


def test_whoever_locks_on_sleep_is_waited_for(lock: AutoLock, due: list[str], watch: SessionWatch) -> None:
    watch._brake = object()
    watch.sleep_near.emit()
    assert due == [Reason.SLEEP]
    assert watch.holds_sleep
    lock.stop()
    assert not watch.holds_sleep


def test_whoever_tells_a_story_aloud_is_there(lock: AutoLock, due: list[str], time: Time) -> None:
    lock.hold(True)
    time.passes(minutes=11)
    fire(lock)
    assert due == []
    time.passes(minutes=9)
    lock.hold(False)
    time.passes(minutes=9)
    fire(lock)
    assert due == []
    time.passes(minutes=2)
    fire(lock)
    assert due == [Reason.IDLE]


def test_a_locked_screen_locks_whoever_tells_a_story(lock: AutoLock, due: list[str], watch: SessionWatch) -> None:
    lock.hold(True)
    watch.screen_locked.emit()
    assert due == [Reason.SCREEN_LOCK]


def test_nobody_is_held_to_be_there_after_locking(lock: AutoLock, due: list[str], time: Time) -> None:
    lock.hold(True)
    lock.stop()
    lock.start()
    time.passes(minutes=11)
    fire(lock)
    assert due == [Reason.IDLE]
