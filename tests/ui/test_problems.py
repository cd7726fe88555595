"""The words for every known error, and the report of a bug, which holds nothing private."""

import re
import sys
import threading
from collections.abc import Iterator
from dataclasses import astuple

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QTimer
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QWidget
from pytestqt.qtbot import QtBot

from allydesk.errors import AllydeskError, Cancelled, Code, VaultError
from allydesk.problems import Problem, problem_of, sentence
from allydesk.ui.problems import BugDialog, ProblemDesk, bug_report
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.problem import ProblemBox
from tests.ui.hands import button, click
from tests.ui.scripted import ScriptedPrompts

FACTS: dict[Code, dict[str, str | int]] = {
    Code.RECOVERY_KEY_MISTYPED: {"line": 3},
    Code.NEWER_VERSION: {"version": 7},
    Code.DISK_ERROR: {"errno": 5},
    Code.ALREADY_EXISTS: {"path": "Documents/Journal.allydesk"},
    Code.UNREADABLE_SOURCE: {"entry": 12},
    Code.NOT_A_PHOTO: {"kind": "text"},
    Code.PHOTO_TOO_LARGE: {"width": 29_000, "height": 31_000},
    Code.PICTURE_TOO_LARGE: {"width": 29_000, "height": 31_000},
    Code.MISSING_LIBRARY: {"library": "libEGL.so.1", "package": "libegl1"},
    Code.REFUSED_PLATFORM: {"platform": "vnc"},
}
"""The facts that come with a code, where any do."""

AMERICAN = re.compile(r"\b(\w*(?:colou?r(?<!colour)|ize[sd]?|izing|yze[sd]?)|license[sd]?|center|check in)\b")


def every_problem() -> list[tuple[Code, Problem]]:
    bare = [(code, problem_of(AllydeskError(code))) for code in Code]
    return bare + [(code, problem_of(AllydeskError(code, **facts))) for code, facts in FACTS.items()]


@pytest.mark.parametrize("code", Code)
def test_every_code_has_words_that_keep_the_house_rules(code: Code) -> None:
    for part in astuple(problem_of(AllydeskError(code))):
        assert part[0].isupper()
        assert part.endswith(".")
        assert "!" not in part
        assert "please" not in part.lower()
        assert not AMERICAN.search(part)
        assert "{" not in part
        assert "  " not in part
        assert "'" not in part, "an apostrophe is a typographic one"
        assert len(part) < 160


def test_what_happened_is_one_sentence() -> None:
    for code, problem in every_problem():
        assert len(re.findall(r"[.!?](?= |$)", problem.happened)) == 1, code


def test_no_two_problems_read_the_same() -> None:
    happened = [problem.happened for _code, problem in every_problem()]
    assert len(happened) == len(set(happened))


@pytest.mark.parametrize(("code", "facts"), FACTS.items())
def test_facts_are_filled_in(code: Code, facts: dict[str, str | int]) -> None:
    problem = problem_of(AllydeskError(code, **facts))
    for value in facts.values():
        assert str(value) in problem.happened + problem.next
    assert sentence(AllydeskError(code, **facts)) == problem.happened != problem_of(AllydeskError(code)).happened


def test_line_0_is_no_line() -> None:
    assert "0" not in sentence(VaultError(Code.RECOVERY_KEY_MISTYPED, line=0))


@given(st.sampled_from(list(Code)), st.dictionaries(st.sampled_from(["line", "other", "path"]), st.text()))
def test_whatever_facts_come_the_words_can_be_said(code: Code, facts: dict[str, str]) -> None:
    assert sentence(AllydeskError(code, **facts))


def test_a_damaged_vault_is_never_blamed_on_the_passphrase() -> None:
    for code in (Code.DAMAGED_HEADER, Code.DAMAGED_VAULT, Code.TAMPERED_HEADER):
        assert "wrong" not in " ".join(astuple(problem_of(VaultError(code)))).lower()


def fail_on(diary: str) -> None:
    """Fails like a bug would, with what someone wrote in its message and in its variables."""
    try:
        int(diary)
    except ValueError as error:
        raise LookupError(diary) from error


SECRET = "Nobody stepped in"


def a_bug() -> BaseException:
    try:
        box = ProblemBox()
        box.tell(problem_of(Cancelled()), [(SECRET,)])  # type: ignore[list-item]  # the bug
    except ValueError as error:
        return error
    raise AssertionError("there is a bug")


def test_a_report_says_where_and_what_kind_and_nothing_written(qtbot: QtBot) -> None:
    assert qtbot is not None
    report = bug_report(a_bug())
    assert "builtins.ValueError" in report
    assert re.search(r"allydesk\.ui\.widgets\.problem, line \d+, in tell", report)
    assert "PySide6" not in report
    assert "Python 3." in report
    assert SECRET not in report


def test_a_report_follows_the_chain_without_a_message() -> None:
    with pytest.raises(LookupError) as caught:
        fail_on(SECRET)
    report = bug_report(caught.value)
    assert "builtins.LookupError" in report
    assert "after builtins.ValueError" in report
    assert SECRET not in report
    assert "test_problems" not in report, "only our own modules are named"


def test_a_chain_that_goes_in_circles_ends() -> None:
    one, other = ValueError(), KeyError()
    one.__cause__, other.__cause__ = other, one
    assert bug_report(one).count("builtins.") == 2


@pytest.fixture
def window(look: Look, qtbot: QtBot) -> QWidget:
    assert look is not None
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    return window


@pytest.fixture
def desk(window: QWidget, look: Look, prompts: ScriptedPrompts) -> Iterator[ProblemDesk]:
    desk = ProblemDesk(window=window, look=look, prompts=prompts)
    before = sys.excepthook, threading.excepthook
    desk.install()
    yield desk
    desk.remove()
    sys.excepthook, threading.excepthook = before


def shown(window: QWidget) -> list[BugDialog]:
    return [dialog for dialog in window.findChildren(BugDialog) if dialog.isVisible()]


def test_a_known_problem_is_told_in_its_parts(desk: ProblemDesk, prompts: ScriptedPrompts) -> None:
    desk.show(VaultError(Code.DISK_FULL))
    ((title, text),) = prompts.told
    problem = problem_of(VaultError(Code.DISK_FULL))
    assert title == "The disk is full"
    assert problem.safe in text
    assert problem.next in text


def test_a_bug_is_shown_once_and_its_report_can_be_copied(desk: ProblemDesk, window: QWidget) -> None:
    desk.show(a_bug())
    desk.show(KeyError("another"))
    (dialog,) = shown(window)
    click(button(dialog, "Copy report"))
    assert QGuiApplication.clipboard().text() == bug_report(a_bug())
    assert dialog.isVisible()
    click(button(dialog, "Close"))
    assert shown(window) == []
    desk.show(KeyError("another"))
    assert len(shown(window)) == 1


def test_what_nothing_caught_arrives_from_the_event_loop(desk: ProblemDesk, window: QWidget, qtbot: QtBot) -> None:
    assert desk is not None
    QTimer.singleShot(0, lambda: fail_on(SECRET))
    qtbot.waitUntil(lambda: len(shown(window)) == 1)


def test_what_nothing_caught_arrives_from_another_thread(desk: ProblemDesk, window: QWidget, qtbot: QtBot) -> None:
    assert desk is not None
    thread = threading.Thread(target=fail_on, args=(SECRET,))
    thread.start()
    thread.join()
    qtbot.waitUntil(lambda: len(shown(window)) == 1)


def test_a_crash_on_the_vaults_thread_is_shown(desk: ProblemDesk, window: QWidget, qtbot: QtBot) -> None:
    tasks = TaskRunner()
    tasks.crashed.connect(desk.show)
    tasks.run(lambda: fail_on(SECRET))
    qtbot.waitUntil(lambda: len(shown(window)) == 1)
    tasks.close()


def test_a_known_problem_that_nothing_caught_is_no_bug(
    desk: ProblemDesk, window: QWidget, prompts: ScriptedPrompts
) -> None:
    assert desk is not None
    error = VaultError(Code.LOCKED)
    sys.excepthook(VaultError, error, None)
    assert shown(window) == []
    assert [title for title, _text in prompts.told] == ["The vault is locked"]


def test_removing_the_desk_gives_python_its_own_handlers_back(desk: ProblemDesk) -> None:
    desk.remove()
    assert sys.excepthook is sys.__excepthook__
    assert threading.excepthook is threading.__excepthook__
