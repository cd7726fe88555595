"""What is offered for a misspelt word, by the menu and by F7."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QAction, QTextCursor
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.spelling.checker import SpellChecker
from allydesk.ui.spelling.offer import LOOKING, NOTHING
from allydesk.ui.spelling.spelling import Spelling
from tests.ui.spelling.conftest import marked
from tests.ui.spelling.test_marks import show


def at(document: PlainDocument, place: int) -> QTextCursor:
    cursor = QTextCursor(document)
    cursor.setPosition(place)
    return cursor


def shown(actions: list[QAction]) -> list[str]:
    return [each.text() for each in actions if each.isVisible()]


def has_selected(area: WritingArea, text: str) -> bool:
    return area.textCursor().selectedText() == text


def test_the_menu_looks_and_then_offers(
    spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    show(qtbot, area, document, "a treee here", "treee", "here")
    actions = spelling._actions_at(at(document, 4))
    assert shown(actions) == [LOOKING, "Add to your words", "Ignore here"]
    qtbot.waitUntil(lambda: "tree" in shown(actions))
    assert LOOKING not in shown(actions)
    assert len(shown(actions)) <= 8
    next(each for each in actions if each.text() == "tree").trigger()
    assert document.text() == "a tree here"
    area.undo()
    assert document.text() == "a treee here"


def test_a_right_word_has_nothing_to_offer(
    spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    show(qtbot, area, document, "tree wrod", "wrod")
    assert spelling._actions_at(at(document, 2)) == []
    area.set_locked(True)
    assert spelling._actions_at(at(document, 6)) == []


def test_a_word_like_no_other_is_told(
    spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    show(qtbot, area, document, "xqzzjjkq", "xqzzjjkq")
    actions = spelling._actions_at(at(document, 3))
    qtbot.waitUntil(lambda: shown(actions)[0] == NOTHING)
    assert not actions[0].isEnabled()


def test_a_text_that_changed_under_the_menu_is_left_alone(
    spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    show(qtbot, area, document, "treee", "treee")
    actions = spelling._actions_at(at(document, 3))
    qtbot.waitUntil(lambda: "tree" in shown(actions))
    at(document, 2).insertText("x")
    next(each for each in actions if each.text() == "tree").trigger()
    assert document.text() == "trxeee"


def test_adding_a_word_keeps_it_in_the_vault(
    qtbot: QtBot, spelling: Spelling, area: WritingArea, document: PlainDocument, kept: Callable[[], set[str]]
) -> None:
    show(qtbot, area, document, "wrod wrod rivr", "wrod", "wrod", "rivr")
    next(each for each in spelling._actions_at(at(document, 1)) if each.text() == "Add to your words").trigger()
    qtbot.waitUntil(lambda: marked(area) == ["rivr"])
    assert kept() == {"wrod"}


def test_ignoring_holds_until_the_vault_is_locked_and_is_kept_nowhere(
    qtbot: QtBot, spelling: Spelling, area: WritingArea, document: PlainDocument, kept: Callable[[], set[str]]
) -> None:
    show(qtbot, area, document, "wrod rivr", "wrod", "rivr")
    next(each for each in spelling._actions_at(at(document, 1)) if each.text() == "Ignore here").trigger()
    qtbot.waitUntil(lambda: marked(area) == ["rivr"])
    assert kept() == set()


def test_f7_goes_from_one_to_the_next_and_around(
    spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    document.load("wrod tree\n```\nrwod\n```\n" + "tree\n" * 500 + "a rivr")
    area.moveCursor(QTextCursor.MoveOperation.Start)
    for expected in ("wrod", "rivr", "wrod"):
        spelling.go_to_next()
        qtbot.waitUntil(partial(has_selected, area, expected))
        menu = spelling.menu
        assert isinstance(menu, QMenu)
        qtbot.waitUntil(menu.isVisible)
        menu.close()


def test_f7_where_all_is_right_says_so(
    spelling: Spelling, area: WritingArea, document: PlainDocument, checker: SpellChecker, qtbot: QtBot
) -> None:
    assert checker.is_on
    document.load("tree\nriver")
    (action,) = spelling.offered()
    assert action.shortcut == "F7"
    assert action.ready()
    with qtbot.waitSignal(spelling.told) as told:
        action.run()
    assert told.args == ["No misspelt word was found."]
    assert not area.textCursor().hasSelection()
