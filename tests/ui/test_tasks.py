"""The vault thread: order, threads, failures, progress, cancelling, forgetting, and closing."""

import threading
from collections.abc import Iterator
from functools import partial

import pytest
from PySide6.QtCore import QObject, QThread
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from allydesk.errors import AllydeskError, Cancelled, Code, VaultError
from allydesk.progress import Progress
from allydesk.ui.tasks import Task, TaskRunner


def fail_with(error: BaseException) -> None:
    raise error


class Gate:
    """Holds the vault thread where a test wants it."""

    def __init__(self) -> None:
        self.reached = threading.Event()
        self.opened = threading.Event()

    def wait(self) -> None:
        self.reached.set()
        assert self.opened.wait(timeout=10)


@pytest.fixture
def gate() -> Iterator[Gate]:
    gate = Gate()
    yield gate
    gate.opened.set()


def test_work_runs_elsewhere_and_comes_back_here(tasks: TaskRunner, qtbot: QtBot) -> None:
    results: list[tuple[threading.Thread, threading.Thread]] = []
    tasks.run(threading.current_thread, done=lambda there: results.append((there, threading.current_thread())))
    qtbot.waitUntil(lambda: bool(results))
    there, here = results[0]
    assert here is threading.main_thread()
    assert there is not here


def test_work_is_done_in_order_by_one_thread(tasks: TaskRunner, qtbot: QtBot) -> None:
    done: list[int] = []
    workers: set[int] = set()

    def work(number: int) -> int:
        workers.add(threading.get_ident())
        return number

    for number in range(50):
        tasks.run(partial(work, number), done=done.append)
    qtbot.waitUntil(lambda: len(done) == 50)
    assert done == list(range(50))
    assert len(workers) == 1


def test_a_known_failure_goes_to_failed(tasks: TaskRunner, qtbot: QtBot) -> None:
    failures: list[AllydeskError] = []
    with qtbot.assertNotEmitted(tasks.failed_unhandled):
        tasks.run(lambda: fail_with(VaultError(Code.IN_USE)), failed=failures.append)
        qtbot.waitUntil(lambda: bool(failures))
    assert failures[0].code is Code.IN_USE


def test_a_known_failure_nobody_asked_for_is_told(tasks: TaskRunner, qtbot: QtBot) -> None:
    with qtbot.waitSignal(tasks.failed_unhandled) as told:
        tasks.run(lambda: fail_with(VaultError(Code.DISK_FULL)))
    assert told.args is not None
    assert told.args[0].code is Code.DISK_FULL


@pytest.mark.parametrize("bug", [ValueError("bug"), KeyboardInterrupt(), SystemExit(1)])
def test_anything_else_is_a_crash_and_the_thread_goes_on(qapp: QApplication, qtbot: QtBot, bug: BaseException) -> None:
    assert qapp is not None
    tasks = TaskRunner()
    failures: list[AllydeskError] = []
    with qtbot.waitSignal(tasks.crashed) as crashed:
        tasks.run(lambda: fail_with(bug), failed=failures.append)
    assert crashed.args == [bug]
    with qtbot.waitCallback() as done:
        tasks.run(lambda: 7, done=done)
    done.assert_called_with(7)
    assert failures == []
    tasks.close()


def test_what_has_not_begun_can_be_cancelled(tasks: TaskRunner, gate: Gate, qtbot: QtBot) -> None:
    ran: list[str] = []
    failures: list[AllydeskError] = []
    tasks.run(gate.wait)
    task = tasks.run(lambda: ran.append("ran"), failed=failures.append)
    task.cancel()
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)
    assert ran == []


def test_a_cancelled_task_is_not_told_as_a_failure(tasks: TaskRunner, gate: Gate, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(tasks.failed_unhandled):
        tasks.run(gate.wait)
        task = tasks.run(lambda: None)
        task.cancel()
        with qtbot.waitSignal(task.ended):
            gate.opened.set()


def test_long_work_reports_and_stops_when_asked(tasks: TaskRunner, gate: Gate, qtbot: QtBot) -> None:
    steps: list[int] = []
    failures: list[AllydeskError] = []
    started: list[Task] = []
    tasks.long_started.connect(started.append)

    def work(progress: Progress) -> None:
        for step in range(1000):
            steps.append(step)
            progress(step, 1000)
            if step == 2:
                gate.wait()

    task = tasks.run_long(work, title="Importing", failed=failures.append)
    assert started == [task]
    assert task.title == "Importing"
    assert gate.reached.wait(timeout=10)
    task.cancel()
    gate.opened.set()
    qtbot.waitUntil(lambda: bool(failures))
    assert isinstance(failures[0], Cancelled)
    assert steps == [0, 1, 2, 3]


def test_progress_arrives_here_and_its_end_is_never_left_out(tasks: TaskRunner, qtbot: QtBot) -> None:
    reports: list[tuple[int, int]] = []
    threads: set[QThread] = set()

    def note(done: int, total: int) -> None:
        reports.append((done, total))
        threads.add(QThread.currentThread())

    def work(progress: Progress) -> str:
        for step in range(1, 10_001):
            progress(step, 10_000)
        return "counted"

    with qtbot.waitCallback() as done:
        task = tasks.run_long(work, title="Counting", done=done)
        task.progressed.connect(note)
    done.assert_called_with("counted")
    assert reports[-1] == (10_000, 10_000)
    assert len(reports) < 1000, "reports are thinned out"
    assert threads == {QThread.currentThread()}


def test_a_forgotten_task_calls_nobody(tasks: TaskRunner, gate: Gate, qtbot: QtBot) -> None:
    called: list[object] = []
    tasks.run(gate.wait)
    kept = tasks.run(lambda: called.append("worked"), done=lambda _none: called.append("done"))
    failing = tasks.run(lambda: fail_with(VaultError(Code.LOCKED)), failed=lambda _error: called.append("failed"))
    kept.forget()
    failing.forget()
    with qtbot.waitSignal(failing.ended):
        gate.opened.set()
    assert called == ["worked"]


def test_a_destroyed_asker_is_not_called(tasks: TaskRunner, gate: Gate, qtbot: QtBot) -> None:
    called: list[object] = []

    class Page(QObject):
        def show(self, result: object) -> None:
            called.append(result)

    page = Page()
    tasks.run(gate.wait)
    task = tasks.run(lambda: 1, done=page.show)
    page.deleteLater()
    qtbot.waitUntil(lambda: not isValid(page))
    with qtbot.waitSignal(task.ended):
        gate.opened.set()
    assert called == []


def test_closing_finishes_what_is_queued_and_what_follows_from_it(qapp: QApplication) -> None:
    assert qapp is not None
    tasks = TaskRunner()
    done: list[int] = []

    def go_on(number: int) -> None:
        done.append(number)
        if number < 3:
            tasks.run(lambda: number + 1, done=go_on)

    tasks.run(lambda: 1, done=go_on)
    tasks.close()
    assert done == [1, 2, 3]
    assert not any(thread.name == "vault" for thread in threading.enumerate())
    tasks.close()
    with pytest.raises(RuntimeError):
        tasks.run(lambda: None)


def test_neither_the_work_nor_its_result_is_kept_alive(tasks: TaskRunner, qtbot: QtBot) -> None:
    import gc  # noqa: PLC0415 - beside what it is used for
    import weakref  # noqa: PLC0415

    class Secret:
        def open(self) -> "Secret":
            return self

    secret = Secret()
    gone = weakref.ref(secret)
    with qtbot.waitCallback() as done:
        tasks.run(secret.open, done=lambda _result: done())
    del secret
    gc.collect()
    assert gone() is None
