"""The page of prompts, by keyboard and mouse."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton
from pytestqt.qtbot import QtBot

from allydesk.journal.prompt import LONGEST_PROMPT, Prompt, PromptGroup
from allydesk.storage.vault import Vault
from allydesk.ui.prompting.choosing import SHELVES, shown_prompts
from allydesk.ui.prompting.page import PromptsPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.hands import button, click, press, type_into
from tests.ui.prompting.conftest import MakePage, settle
from tests.ui.scripted import ScriptedPrompts

OWN = Prompt("own-1", PromptGroup.LISTEN, "What did the rain say?", own=True)


def texts(page: PromptsPage) -> list[str]:
    return [page.list.item(row).text() for row in range(page.list.count())]


def test_all_are_listed_and_the_first_is_chosen(page: PromptsPage) -> None:
    assert page.list.count() == len(page._stock.shipped) >= 160
    assert page.card.text.text() == texts(page)[0]
    assert page.card.group.text() == "Notice"
    assert page.card.change.isHidden()


def test_a_group_is_chosen_by_its_chip(page: PromptsPage) -> None:
    press(page.chips["courage"], Qt.Key.Key_Return)
    assert {prompt.group for prompt in page._stock.all if prompt.text in texts(page)} == {PromptGroup.COURAGE}
    assert page.chips["courage"].isChecked()
    assert not page.chips["all"].isChecked()


def test_searching_narrows_and_says_when_nothing_is_left(page: PromptsPage) -> None:
    page.setFocus()
    assert page.search.hasFocus()
    type_into(page.search, "FRIEND tired")
    assert all("friend" in text for text in texts(page))
    page.search.setText("xylophone")
    assert page.list.count() == 0
    assert page.card.text.text() == "No prompt here has these words."
    assert page.card.write.isHidden()


def test_writing_begins_an_entry_with_the_prompt(page: PromptsPage, qtbot: QtBot) -> None:
    page.list.setCurrentRow(4)
    expected = [f"> {texts(page)[4]}\n\n", ""]
    with qtbot.waitSignal(page.write_asked) as asked:
        click(page.card.write)
    assert asked.args == expected
    with qtbot.waitSignal(page.write_asked) as asked:
        press(page.list, Qt.Key.Key_Return)
    assert asked.args == expected


def test_another_is_another_of_the_same_shelf(page: PromptsPage) -> None:
    click(page.chips["rest"])
    for _turn in range(10):
        before = page.card.text.text()
        click(page.card.another)
        assert page.card.text.text() != before
        assert page.card.group.text() == "Rest"


def test_favourites_are_starred_listed_and_taken_out_again(
    page: PromptsPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    click(page.chips["favourites"])
    assert "no favourites yet" in page.card.text.text()
    click(page.chips["listen"])
    page.list.setCurrentRow(2)
    with qtbot.waitSignal(page.changed):
        click(button(page, "Add to favourites"))
    settle(tasks, qtbot)
    assert vault.prompts.favourites() == {"listen-03"}
    assert page.list.currentRow() == 2
    spoken = page.list.item(2).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken.startswith("Favourite: ")
    click(page.chips["favourites"])
    assert page.list.count() == 1
    click(button(page, "Take out of favourites"))
    settle(tasks, qtbot)
    assert vault.prompts.favourites() == set()


def test_a_hidden_one_is_only_among_the_hidden(
    page: PromptsPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    first, second = texts(page)[:2]
    click(button(page, "Hide"))
    settle(tasks, qtbot)
    assert vault.prompts.hidden() == {"notice-01"}
    assert first not in texts(page)
    assert page.card.text.text() == second
    click(page.chips["hidden"])
    assert texts(page) == [first]
    click(button(page, "Show again"))
    settle(tasks, qtbot)
    assert vault.prompts.hidden() == set()


def test_ones_own_is_written_changed_and_deleted(
    page: PromptsPage, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    click(page.chips["listen"])
    press(page.new, Qt.Key.Key_Return)
    assert page.own.text.hasFocus()
    assert page.own.group.currentText() == "Listen"
    type_into(page.own.text, "What did the rain say?")
    click(page.own.keep)
    settle(tasks, qtbot)
    (own,) = vault.prompts.own()
    assert (own.text, own.group) == (OWN.text, PromptGroup.LISTEN)
    assert page.card.text.text() == OWN.text
    assert page.card.group.text() == "Listen · your own"
    click(button(page, "Add to favourites"))
    settle(tasks, qtbot)
    click(page.card.change)
    type_into(page.own.text, " And then?")
    press(page.own.text, Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    click(page.own.keep)
    settle(tasks, qtbot)
    (own,) = vault.prompts.own()
    assert own.text == "What did the rain say? And then?"
    assert own.favourite
    prompts.will_choose("delete")
    click(page.card.delete)
    settle(tasks, qtbot)
    assert vault.prompts.own() == []


@pytest.mark.parametrize(
    ("typed", "told"),
    [("  ", "Write the prompt first"), ("x" * (LONGEST_PROMPT + 1), "at most 400"), ("TAKEN", "already")],
)
def test_wrong_input_is_told_in_its_place(page: PromptsPage, vault: Vault, typed: str, told: str) -> None:
    click(page.new)
    page.own._words.load(texts(page)[3] if typed == "TAKEN" else typed)
    click(page.own.keep)
    assert told in page.own.problem.text()
    assert page.own.isVisible()
    assert vault.prompts.own() == []
    type_into(page.own.text, "y")
    assert page.own.problem.isHidden()


def test_a_pasted_prompt_is_one_line(page: PromptsPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot) -> None:
    click(page.new)
    page.own._words.load("What did\n\nthe rain   say?")
    click(page.own.keep)
    settle(tasks, qtbot)
    assert [own.text for own in vault.prompts.own()] == [OWN.text]


def test_escape_leaves_the_form_first_and_then_the_page(page: PromptsPage, qtbot: QtBot) -> None:
    click(page.new)
    type_into(page.own.text, "Half")
    press(page.own.text, Qt.Key.Key_Escape)
    assert page.own.isHidden()
    assert page.card.isVisible()
    with qtbot.waitSignal(page.left):
        press(page.list, Qt.Key.Key_Escape)


@pytest.mark.parametrize("typed", ["Half a question?", "x" * (LONGEST_PROMPT + 1), "DOUBLE", ""])
def test_flushing_keeps_a_prompt_that_is_being_written(
    page: PromptsPage, vault: Vault, qtbot: QtBot, typed: str
) -> None:
    click(page.new)
    page.own._words.load(texts(page)[3] if typed == "DOUBLE" else typed)
    found: list[list[str]] = []
    page.flush(lambda: found.append([own.text for own in vault.prompts.own()]))
    qtbot.waitUntil(lambda: bool(found))
    assert found == [[typed] if typed not in ("", "DOUBLE") else []]


def test_closing_drops_what_came_from_the_vault(vault: Vault, make_page: MakePage) -> None:
    vault.prompts.keep_own(OWN)
    page = make_page()
    page.search.setText("rain")
    assert texts(page) == [OWN.text]
    click(page.card.change)
    page.close_all()
    assert page.list.count() == 0
    assert page.search.text() == page.card.text.text() == page.own._words.text() == ""


def test_a_failure_is_told(page: PromptsPage, vault: Vault, qtbot: QtBot) -> None:
    vault.lock()
    with qtbot.waitSignal(page.failed):
        page.reload()
    assert "locked" in page.notice.text.text()


def test_every_control_has_a_name_and_every_row_is_high_enough(page: PromptsPage) -> None:
    for each in page.findChildren(QAbstractButton):
        if each.isVisible():
            assert QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name), each
    metrics = page.list.fontMetrics()
    for row in range(page.list.count()):
        place = page.list.visualItemRect(page.list.item(row))
        lines = -(-metrics.horizontalAdvance(texts(page)[row]) // place.width())
        assert place.height() >= lines * metrics.height()


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_the_page(make_page: MakePage, look: Look, qtbot: QtBot, scale: float) -> None:
    look.scale_text(scale)
    page = make_page()
    page.resize(828, 640)
    qtbot.waitUntil(lambda: page.list.width() <= 828 - 48)
    assert page.card.width() <= 828 - 48


def test_shelves_and_words() -> None:
    cafe = Prompt("a", PromptGroup.REST, "Someone’s café?", favourite=True)
    gone = Prompt("b", PromptGroup.REST, "Hidden café.", favourite=True, hidden=True)
    prompts = (cafe, gone, OWN)
    found = {key: [prompt.id for prompt in shown_prompts(prompts, key, "")] for key, _name in SHELVES}
    assert {key: ids for key, ids in found.items() if ids} == {
        "all": ["a", "own-1"],
        "favourites": ["a"],
        "own": ["own-1"],
        "rest": ["a"],
        "listen": ["own-1"],
        "hidden": ["b"],
    }
    assert shown_prompts(prompts, "all", "CAFE someone's") == [cafe]
    assert shown_prompts(prompts, "all", "cafe rain") == []
