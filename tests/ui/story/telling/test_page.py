"""The page of stories: writing, several stories, and what stands at the foot. With real keys in a real vault."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtGui import QAction, QImage, QPixmap, QTextCursor, QTextDocument
from PySide6.QtTest import QSignalSpy
from PySide6.QtWidgets import QMenu
from pytestqt.qtbot import QtBot

from allydesk.settings import Settings
from allydesk.spelling.hunspell import load_library
from allydesk.storage.vault import Vault
from allydesk.story.telling import Telling
from allydesk.ui.actions import Action, install
from allydesk.ui.spelling.checker import SpellChecker
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.story.telling.keeping import Kept
from allydesk.ui.story.telling.page import TellingPage
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.tasks import TaskRunner
from tests.ui.hands import button, click, press, type_into
from tests.ui.journal.full_disk import free_disk, full_disk
from tests.ui.scripted import ScriptedPrompts
from tests.ui.story.conftest import Settle
from tests.ui.story.telling.conftest import PAUSE
from tests.ui.story.telling.samples import FIRST, SECOND
from tests.vaults import written

CONTROL = Qt.KeyboardModifier.ControlModifier


def saved(page: TellingPage, qtbot: QtBot) -> None:
    sheet = page.paper.sheet
    assert sheet is not None
    qtbot.waitUntil(lambda: page.keeper.state(sheet) is Kept.SAVED)


def tellings(vault: Vault) -> list[Telling]:
    return [story.telling for story in vault.stories.all()]


def line(menu: QMenu, text: str) -> QAction:
    found = [each for each in menu.actions() if each.text().startswith(text)]
    assert len(found) == 1, [each.text() for each in menu.actions()]
    return found[0]


def choose(menu: QMenu, text: str) -> None:
    """Take the line of an open menu that begins so."""
    line(menu, text).trigger()
    menu.close()


def deed(page: TellingPage, text: str) -> None:
    click(page.paper.head.more)
    choose(page.deeds_menu, text)


# Writing


def test_the_newest_story_is_open(page: TellingPage) -> None:
    assert page.paper.title.toPlainText() == "Starting over"
    assert page.paper.text.toPlainText() == "Twice I packed my things."
    assert page.paper.listener.text() == ""
    assert page.paper.head.stories.text() == "Story 1 of 2"


def test_what_is_typed_is_kept_by_itself(page: TellingPage, vault: Vault, qtbot: QtBot) -> None:
    page.paper.title.setFocus()
    press(page.paper.title, Qt.Key.Key_End)
    type_into(page.paper.title, ", twice")
    press(page.paper.title, Qt.Key.Key_Return)
    assert page.paper.listener.hasFocus()
    type_into(page.paper.listener, "my sister")
    press(page.paper.listener, Qt.Key.Key_Return)
    assert page.paper.text.hasFocus()
    page.paper.text.moveCursor(QTextCursor.MoveOperation.End)
    type_into(page.paper.text, " Once I stayed.")
    assert page.paper.head.state.whole_text() == "Saving…"
    saved(page, qtbot)
    assert page.paper.head.state.whole_text() == "Saved"
    assert tellings(vault)[0] == Telling(
        "Starting over, twice", "my sister", "Twice I packed my things. Once I stayed."
    )


def test_undo_never_crosses_from_one_story_into_another(page: TellingPage) -> None:
    type_into(page.paper.text, "Here ")
    page.desk.open(FIRST)
    for _ in range(3):
        press(page.paper.text, Qt.Key.Key_Z, CONTROL)
    assert page.paper.text.toPlainText() == "It began with a song."
    page.desk.open(SECOND)
    assert page.paper.text.toPlainText() == "Here Twice I packed my things."
    press(page.paper.text, Qt.Key.Key_Z, CONTROL)
    assert page.paper.text.toPlainText() == "Twice I packed my things."


def test_leaving_a_story_keeps_what_was_typed_last(page: TellingPage, vault: Vault, settle: Settle) -> None:
    type_into(page.paper.text, "Here ")
    page.desk.open(FIRST)
    settle()
    assert tellings(vault)[0].text == "Here Twice I packed my things."


def test_flushing_keeps_what_is_half_typed_before_anything_follows(
    page: TellingPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    type_into(page.paper.text, "Half ")
    found: list[str] = []
    page.flush(lambda: tasks.run(lambda: tellings(vault)[0].text, done=found.append))
    qtbot.waitUntil(lambda: bool(found))
    assert found == ["Half Twice I packed my things."]


def test_ctrl_f_in_the_text_finds_in_this_story(page: TellingPage) -> None:
    text = page.paper.text
    text.setFocus()
    press(text, Qt.Key.Key_F, CONTROL)
    bar = page.paper.find_bar
    assert bar.isVisible()
    type_into(bar.words, "packed")
    assert text.textCursor().selectedText() == "packed"
    type_into(bar.words, "x")
    assert bar.count.text() == "Not found in this story"
    press(bar.words, Qt.Key.Key_Escape)
    assert text.hasFocus()


def test_in_the_text_ctrl_f_comes_before_the_one_of_the_room(page: TellingPage) -> None:
    searched: list[bool] = []
    install((Action("Find", "Journal", lambda: searched.append(True), "Ctrl+F"),), on=page)
    page.paper.text.setFocus()
    press(page.paper.text, Qt.Key.Key_F, CONTROL)
    assert page.paper.find_bar.isVisible()
    assert not searched
    page.paper.find_bar.close_bar()
    page.paper.listener.setFocus()
    press(page.paper.listener, Qt.Key.Key_F, CONTROL)
    assert searched == [True]
    assert not page.paper.find_bar.isVisible()


def test_a_very_long_line_is_pasted_only_when_the_person_says_so(page: TellingPage, prompts: ScriptedPrompts) -> None:
    endless = "x" * 60_000
    prompts.will_choose("leave")
    page.paper.text.take_text(endless)
    assert "xxx" not in page.paper.text.toPlainText()
    prompts.will_choose("paste")
    page.paper.text.take_text(endless)
    assert "xxx" in page.paper.text.toPlainText()


@pytest.fixture
def checker(vault: Vault, tasks: TaskRunner, tmp_path: Path) -> Iterator[SpellChecker]:
    """Knows three words."""
    (tmp_path / "en_GB.aff").write_text("SET UTF-8\n")
    (tmp_path / "en_GB.dic").write_text("3\nthe\nchoir\nsang\n")
    own = YourWords(shelf=vault.own_words, tasks=tasks)
    made = SpellChecker(settings=Settings(), own=own, dictionaries=tmp_path, home=tmp_path, folders=())
    yield made
    made.close_all()


@pytest.mark.skipif(load_library() is None, reason="the spelling library is not installed")
def test_spelling_is_checked_as_in_an_entry(
    checker: SpellChecker, tools: StoryTools, make_alone: Callable[[], TellingPage], qtbot: QtBot
) -> None:
    tools.checker = checker
    page = make_alone()
    qtbot.waitUntil(lambda: checker.is_on)
    page.new_story()
    page.paper.text.setFocus()
    type_into(page.paper.text, "the choir zang ")
    page.paper.text.moveCursor(QTextCursor.MoveOperation.Start)
    press(page.paper.text, Qt.Key.Key_F7)
    qtbot.waitUntil(lambda: page.paper.text.textCursor().selectedText() == "zang")


# A disk that is full


def test_what_cannot_be_saved_is_said_and_asked_about(
    page: TellingPage, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    full_disk(vault.journal, tasks)
    page.paper.text.insert_pasted("words upon words\n" * 20_000)
    qtbot.waitUntil(page.paper.trouble.isVisible)
    assert page.paper.head.state.whole_text().startswith("Not saved: ")
    left: list[bool] = []
    prompts.will_choose("stay")
    page.flush(lambda: left.append(True))
    qtbot.waitUntil(lambda: prompts.asked == ["Not everything is saved"])
    assert not left
    free_disk(vault.journal, tasks)
    click(button(page.paper, "Try again"))
    saved(page, qtbot)
    assert not page.paper.trouble.isVisible()
    assert len(tellings(vault)[0].text) > 300_000


def test_one_may_go_on_without_it(
    page: TellingPage, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot
) -> None:
    full_disk(vault.journal, tasks)
    page.paper.text.insert_pasted("words upon words\n" * 20_000)
    left: list[bool] = []
    prompts.will_choose("lose")
    page.flush(lambda: left.append(True))
    qtbot.waitUntil(lambda: bool(left))
    free_disk(vault.journal, tasks)


# Several stories


def test_a_new_story_is_kept_from_its_first_word(page: TellingPage, vault: Vault, qtbot: QtBot) -> None:
    click(page.primary)
    assert page.paper.head.stories.text() == "New story"
    assert page.paper.title.hasFocus()
    assert page.paper.text.toPlainText() == ""
    assert len(tellings(vault)) == 2
    type_into(page.paper.title, "Third")
    saved(page, qtbot)
    assert [each.title for each in tellings(vault)] == ["Third", "Starting over", "How I was heard"]
    assert page.paper.head.stories.text() == "Story 1 of 3"


def test_an_empty_page_that_was_left_is_no_story(page: TellingPage, vault: Vault, settle: Settle) -> None:
    click(page.primary)
    click(page.primary)
    type_into(page.paper.listener, "somebody")
    page.desk.open(FIRST)
    settle()
    assert len(tellings(vault)) == 2


def test_what_is_emptied_while_it_is_being_saved_does_no_harm(page: TellingPage, vault: Vault, settle: Settle) -> None:
    click(page.primary)
    type_into(page.paper.title, "x")
    page.keeper.save_now()
    press(page.paper.title, Qt.Key.Key_Backspace)
    page.desk.open(FIRST)
    settle()
    settled: list[bool] = []
    page.flush(lambda: settled.append(True))
    settle()
    assert settled
    assert tellings(vault)[0] == Telling()
    page.desk.open_newest()
    assert page.paper.title.toPlainText() == ""


def test_the_menu_has_each_story_with_its_listener(page: TellingPage) -> None:
    type_into(page.paper.title, "Always ")
    click(page.paper.head.stories)
    menu = page.stories_menu
    words = [each.text() for each in menu.actions() if each.isCheckable()]
    assert words == ["Always Starting over", "How I was heard · for a friend"]
    assert [each.isChecked() for each in menu.actions() if each.isCheckable()] == [True, False]
    choose(menu, "How I was heard")
    assert page.paper.text.toPlainText() == "It began with a song."
    assert page.paper.listener.text() == "a friend"


def test_a_copy_for_another_listener_is_a_story_of_its_own(page: TellingPage, vault: Vault, qtbot: QtBot) -> None:
    page.desk.open(FIRST)
    deed(page, "Duplicate for another listener")
    assert page.paper.listener.hasFocus()
    type_into(page.paper.listener, "my class")
    page.paper.text.moveCursor(QTextCursor.MoveOperation.End)
    type_into(page.paper.text, " Listen.")
    saved(page, qtbot)
    found = tellings(vault)
    assert Telling("How I was heard", "my class", "It began with a song. Listen.") in found
    assert Telling("How I was heard", "a friend", "It began with a song.") in found
    assert len(found) == 3


def test_renaming_is_typing_another_title(page: TellingPage, vault: Vault, qtbot: QtBot) -> None:
    deed(page, "Rename the story")
    type_into(page.paper.title, "Over and over")
    saved(page, qtbot)
    assert tellings(vault)[0].title == "Over and over"


def test_a_removed_story_can_be_undone_at_once(page: TellingPage, vault: Vault, settle: Settle) -> None:
    type_into(page.paper.text, "Last ")
    deed(page, "Remove this story")
    settle()
    assert page.paper.title.toPlainText() == "How I was heard"
    assert [each.telling.text for each in vault.stories.removed()] == ["Last Twice I packed my things."]
    assert page.notice.text.text().startswith("“Starting over” was removed.")
    click(button(page.notice, "Undo"))
    settle()
    assert page.paper.text.toPlainText() == "Last Twice I packed my things."
    assert len(tellings(vault)) == 2


def test_a_removed_story_can_be_brought_back_later(page: TellingPage, vault: Vault, settle: Settle) -> None:
    for _ in range(2):
        page.desk.remove()
        settle()
    assert tellings(vault) == []
    assert page.beginning.isVisible()
    click(page.beginning.removed)
    menu = page.stories_menu.removed
    assert line(menu, "Bring back: Starting over").text() == "Bring back: Starting over · until 21 Dec 2026"
    choose(menu, "Bring back: How I was heard")
    settle()
    assert page.paper.isVisible()
    assert page.paper.text.toPlainText() == "It began with a song."
    assert [each.title for each in tellings(vault)] == ["How I was heard"]


def test_removing_an_empty_page_goes_back_without_a_word(page: TellingPage, settle: Settle) -> None:
    click(page.primary)
    page.desk.remove()
    settle()
    assert not page.notice.isVisible()
    assert page.paper.title.toPlainText() == "Starting over"


# Without a story


def test_the_empty_page_says_what_a_story_is_and_begins_one(bare: TellingPage, vault: Vault, qtbot: QtBot) -> None:
    assert bare.beginning.isVisible()
    assert not bare.panel.isVisible()
    click(bare.beginning.empty)
    assert bare.paper.isVisible()
    assert bare.panel.isVisible()
    type_into(bare.paper.title, "Mine")
    saved(bare, qtbot)
    assert tellings(vault) == [Telling("Mine")]


def test_it_begins_from_an_outline_of_the_themes(bare: TellingPage, vault: Vault, qtbot: QtBot) -> None:
    click(bare.beginning.outline)
    saved(bare, qtbot)
    text = "## being heard\n\n### Choir\n\n### Mentored by Ruth\n\n## starting again\n\n### New school\n\n"
    assert tellings(vault) == [Telling(text=text)]
    press(bare.paper.text, Qt.Key.Key_Z, CONTROL)
    assert bare.paper.text.toPlainText() == ""


def test_it_begins_from_a_question(bare: TellingPage) -> None:
    click(bare.beginning.question)
    tab = bare.panel.questions
    assert tab.isVisible()
    asked = tab.asked
    assert asked
    click(tab.put)
    assert bare.paper.text.toPlainText() == f"## {asked}\n\n"
    assert bare.paper.text.hasFocus()


def test_without_a_lifeline_nothing_is_outlined_and_the_way_there_is_shown(
    make_alone: Callable[[], TellingPage],
) -> None:
    page = make_alone()
    assert not page.beginning.outline.isVisible()
    click(page.beginning.empty)
    asked = QSignalSpy(page.step_asked)
    click(page.panel.themes.lifeline)
    assert asked.at(0) == ["lifeline"]


@pytest.fixture
def make_alone(tools: StoryTools, qtbot: QtBot, settle: Settle) -> Iterator[Callable[[], TellingPage]]:
    """Makes a page over a vault with nothing in it."""
    pages: list[TellingPage] = []

    def make() -> TellingPage:
        page = TellingPage(tools=tools, pause=PAUSE)
        pages.append(page)
        qtbot.addWidget(page)
        qtbot.addWidget(page.primary)
        page.resize(1164, 778)
        with qtbot.waitActive(page):
            page.show()
        page.shown()
        settle()
        return page

    yield make
    for page in pages:
        page.close_all()


# The foot


def test_the_foot_says_how_long_it_is_and_what_it_touches(page: TellingPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: page.paper.words.text() == "5 of 1,000 words · a few seconds to tell")
    assert page.paper.touches.text() == "Touches 0 of 2 themes"
    page.paper.text.moveCursor(QTextCursor.MoveOperation.End)
    type_into(page.paper.text, " Then I was in the choir.")
    qtbot.waitUntil(lambda: page.paper.touches.text() == "Touches 1 of 2 themes")
    said = [str(page.panel.themes.list.rows.index(row).data(Qt.ItemDataRole.AccessibleTextRole)) for row in range(5)]
    assert said == [
        "being heard, 2 moments, in the text",
        "Choir, Spring 2008, in the text",
        "Mentored by Ruth, 2021, not in the text yet",
        "starting again, 1 moment, not in the text yet",
        "New school, 2003, not in the text yet",
    ]


def test_past_the_limit_it_says_by_how_much_and_nothing_turns_red(page: TellingPage, qtbot: QtBot) -> None:
    page.paper.text.selectAll()
    page.paper.text.insert_text("word " * 1_080)
    qtbot.waitUntil(lambda: page.paper.words.text().startswith("1,080 words: 80 over · about 7½ minutes"))
    assert page.paper.words.property("role") == "small"


def test_the_foot_leads_to_what_was_left_out(page: TellingPage, qtbot: QtBot) -> None:
    qtbot.waitUntil(page.paper.touches.isVisible)
    page.panel.show_section("outline")
    page.spread.show_beside(shown=False)
    click(page.paper.touches)
    assert page.panel.isVisible()
    assert page.panel.section == "themes"
    assert page.panel.themes.list.hasFocus()


def test_typing_measures_nothing_at_the_key(page: TellingPage, qtbot: QtBot, settle: Settle) -> None:
    qtbot.waitUntil(lambda: bool(page.paper.words.text()))
    settle()
    measured = QSignalSpy(page.measure.measured)
    page.measure._pause = 60_000
    for letter in "on and on":
        type_into(page.paper.text, letter)
    settle()
    assert measured.count() == 0
    assert page.measure._timer.isActive()


# Leaving


def test_nothing_is_left_of_the_vault(page: TellingPage) -> None:
    sheet = page.paper.sheet
    assert sheet is not None
    page.close_all()
    assert sheet.text.toPlainText() == ""
    assert page.paper.text.toPlainText() == ""
    assert page.paper.listener.text() == ""
    assert page.panel.themes.list.rows.rowCount() == 0
    assert page.stories.all == []
    assert page.paper.words.text() == ""


def test_practising_is_the_next_step(page: TellingPage) -> None:
    asked = QSignalSpy(page.step_asked)
    deed(page, "Practise telling it")
    assert asked.at(0) == ["practise"]


def test_a_link_to_an_entry_leads_there(page: TellingPage, vault: Vault, qtbot: QtBot) -> None:
    entry = vault.journal.add(written("2026-01-01", "The song", "La."))
    with qtbot.waitSignal(page.entry_asked, check_params_cb=lambda found: found == entry.id):
        page.paper.text.link_followed.emit("The song")


# What a text names is never opened


def test_pictures_and_pages_that_a_text_names_are_not_opened(page: TellingPage, tmp_path: Path) -> None:
    picture = QImage(40, 40, QImage.Format.Format_RGB32)
    picture.fill(0xFF00FF)
    here = tmp_path / "here.png"
    assert picture.save(str(here))
    page.paper.text.selectAll()
    named = [here.as_uri(), str(here), "https://example.org/there.png"]
    page.paper.text.insert_text("\n\n".join([f"![a]({each})\n\n<img src='{each}'>" for each in named]))
    page.paper.text.viewport().repaint()
    document = page.paper.text.document()
    for each in named:
        for name in (QUrl(each), QUrl.fromLocalFile(each)):
            found = document.resource(QTextDocument.ResourceType.ImageResource.value, name)
            assert not isinstance(found, QImage | QPixmap)
            assert bytes(found) == b" "
    shown = page.paper.text.grab().toImage()
    seen = {shown.pixel(x, y) & 0xFFFFFF for x in range(0, shown.width(), 8) for y in range(0, shown.height(), 8)}
    assert 0xFF00FF not in seen
