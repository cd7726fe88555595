"""Saying it in one's own words, with the coach and without."""

from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, Qt
from PySide6.QtGui import QTextCharFormat

from allydesk.practice.run import OWN_WORDS, Chose, Reasoned, Wrote
from allydesk.storage.vault import Vault
from allydesk.ui.practice.scene.field import MOST
from allydesk.ui.practice.scene.option import OptionCard
from allydesk.ui.practice.scene.page import ScenePage
from allydesk.ui.practice.tools import PracticeTools
from tests.ui.hands import button, click
from tests.ui.practice.conftest import Settle
from tests.ui.practice.made import GOOD, POOR
from tests.ui.practice.scene.conftest import Begin
from tests.ui.practice.scene.hands import focused, key, lines, options, write

WORDS = "🙂 please stop. It may sound rude but what is that?"
PLAIN = "What has that got to do with it?"

pytestmark = pytest.mark.usefixtures("at_once")


def ticked(page: ScenePage) -> list[bool]:
    """What one has found in one's words."""
    return [row.box.isChecked() for row in page.stage.asked.comparison.rows]


@pytest.fixture
def page(begin: Begin) -> ScenePage:
    """At the turn for one's own words."""
    made = begin()
    key(Qt.Key.Key_4)
    return made


def marked(page: ScenePage) -> list[tuple[str, QTextCharFormat.UnderlineStyle]]:
    """The words that are marked in the field, and how."""
    found = page.stage.asked.saying.field.extraSelections()
    return [(each.cursor.selectedText(), each.format.underlineStyle()) for each in found]


def test_the_field_says_what_is_asked_to_whom_and_with_what_intent(page: ScenePage) -> None:
    saying = page.stage.asked.saying
    assert saying.ask.text() == "Say it to Dan, in your own words."
    assert saying.meant.text() == "To Dan, your manager. You are interrupting."
    assert focused() is saying.field
    assert not saying.say.isEnabled()
    assert page.stage.head.where.whole_text().endswith("step 1 of 2")


def test_numbers_are_typed_and_take_no_option(page: ScenePage) -> None:
    write("12 pm")
    assert page.stage.asked.saying.text == "12 pm"


def test_the_coach_quotes_what_it_noticed_and_marks_it_in_the_text(page: ScenePage) -> None:
    write(WORDS)
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    saying = page.stage.asked.saying
    assert [row.quote.text() for row in saying.findings.rows] == ["“please stop”", "“rude but”"]
    assert [row.kind.text() for row in saying.findings.rows] == [
        "Carries weight · A plain request",
        "May land badly · Sorry, but",
    ]
    assert marked(page) == [
        ("please stop", QTextCharFormat.UnderlineStyle.SingleUnderline),
        ("rude but", QTextCharFormat.UnderlineStyle.WaveUnderline),
    ]
    assert "What would be left if you stopped before it?" in saying.findings.accessibleName()
    assert focused() is saying.change
    assert lines(page)[-1].startswith("Amara")  # nothing was said yet


def test_the_marks_are_no_edit_and_go_with_the_next_key(page: ScenePage) -> None:
    write(WORDS)
    steps = page.stage.asked.saying.field.document().availableUndoSteps()
    page.stage.asked.saying.offer()
    document = page.stage.asked.saying.field.document()
    assert document.availableUndoSteps() == steps
    click(button(page, "Change your words"))
    assert len(marked(page)) == 2  # to be looked at while one thinks
    assert focused() is page.stage.asked.saying.field
    write("?")
    assert marked(page) == []
    assert not page.stage.asked.saying.findings.isVisible()


def test_the_words_can_be_kept_whatever_the_coach_noticed(page: ScenePage) -> None:
    write(WORDS)
    click(button(page, "Say it"))
    click(button(page, "Keep these words"))
    assert page.stage.asked.face is page.stage.asked.comparison


def test_where_it_notices_nothing_one_goes_on(page: ScenePage) -> None:
    write(PLAIN)
    click(button(page, "Say it"))
    assert page.stage.asked.face is page.stage.asked.comparison


@pytest.mark.parametrize(("words", "found"), [(WORDS, 2), (PLAIN, 0)])
def test_the_coach_can_be_asked_while_one_writes(page: ScenePage, words: str, found: int) -> None:
    write(words)
    click(button(page, "What does the coach notice?"))
    findings = page.stage.asked.saying.findings
    assert findings.isVisible()
    assert len(findings.rows) == found
    assert findings.nothing.isVisible() is (found == 0)
    assert page.stage.asked.saying.say.isVisible()
    assert focused() is page.stage.asked.saying.field


def test_two_other_ways_stand_beside_ones_own(page: ScenePage) -> None:
    write(PLAIN)
    click(button(page, "Say it"))
    comparison = page.stage.asked.comparison
    columns = [comparison.own, comparison.good, comparison.poor]
    assert [each.words.text() for each in columns] == [f"“{PLAIN}”", f"“{GOOD}”", f"“{POOR}”"]
    assert [each.note.text() for each in columns] == ["", "It asks him rather than her.", "It tells Dan what he is."]
    assert focused() is comparison.rows[0].box


def test_what_one_finds_in_them_is_ticked_by_hand_and_by_keyboard_and_kept(
    page: ScenePage, vault: Vault, settle: Settle
) -> None:
    write(PLAIN)
    click(button(page, "Say it"))
    comparison = page.stage.asked.comparison
    key(Qt.Key.Key_Space)
    assert ticked(page) == [True, False]
    key(Qt.Key.Key_Down)
    key(Qt.Key.Key_Space)
    assert ticked(page) == [True, True]
    click(comparison.rows[1].words)
    assert ticked(page) == [True, False]
    click(comparison.rows[1].words)
    click(comparison.rows[0].words)
    click(button(page, "Go on"))
    settle()
    [found] = vault.practice.runs()
    assert vault.practice.run(found.id).moves == (Chose(OWN_WORDS), Wrote(PLAIN, (1,)))
    assert f"You: “{PLAIN}”" in lines(page)


def test_the_words_can_be_changed_after_comparing(page: ScenePage) -> None:
    write(PLAIN)
    click(button(page, "Say it"))
    click(button(page, "Change your words"))
    assert focused() is page.stage.asked.saying.field
    assert page.stage.asked.saying.text == PLAIN


def test_back_to_the_choices_keeps_what_was_typed_among_what_was_tried(
    page: ScenePage, vault: Vault, settle: Settle
) -> None:
    write(PLAIN)
    click(button(page, "Back to the choices"))
    settle()
    assert len(options(page)) == 4
    assert isinstance(focused(), OptionCard)
    [found] = vault.practice.runs()
    run = vault.practice.run(found.id)
    assert (run.moves, [each.move for each in run.tried]) == ((), [Wrote(PLAIN)])


def test_ticks_and_words_that_were_not_gone_on_with_are_kept_when_one_leaves(
    page: ScenePage, vault: Vault, settle: Settle
) -> None:
    write(PLAIN)
    click(button(page, "Say it"))
    key(Qt.Key.Key_Space)
    page.flush(lambda: None)
    settle()
    [found] = vault.practice.runs()
    assert [each.move for each in vault.practice.run(found.id).tried] == [Wrote(PLAIN, (0,))]


def test_without_the_rules_it_works_without_a_coach(begin: Begin, tools: PracticeTools, tmp_path: Path) -> None:
    tools.__dict__.pop("coach", None)
    tools.resources = tmp_path / "nowhere"
    page = begin(with_coach=False)
    key(Qt.Key.Key_4)
    assert not page.stage.asked.saying.notice.isVisible()
    write(WORDS)
    click(button(page, "Say it"))
    assert page.stage.asked.face is page.stage.asked.comparison


def test_a_text_that_is_far_too_long_goes_in_as_far_as_there_is_room(page: ScenePage) -> None:
    field = page.stage.asked.saying.field
    data = QMimeData()
    data.setText("a word " * MOST)
    field.insertFromMimeData(data)
    field.insertFromMimeData(data)
    assert len(page.stage.asked.saying.text) == MOST


def test_an_empty_text_and_an_empty_reason_are_not_said(page: ScenePage) -> None:
    write("  ")
    page.stage.asked.saying.offer()
    assert page.stage.asked.saying.isVisible()
    click(button(page, "Back to the choices"))
    key(Qt.Key.Key_1)
    write(" ")
    key(Qt.Key.Key_Return, Qt.KeyboardModifier.ControlModifier)
    assert page.stage.asked.why.isVisible()
    assert page.stage.asked.typed == Reasoned("")
