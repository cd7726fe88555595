"""What stands beside the page: the outline, the questions, and where there is little room."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from allydesk.story.lifeline import Change, Edit, Moment, Theme
from allydesk.story.vague_date import VagueDate
from allydesk.ui.story.telling.page import TellingPage
from allydesk.ui.story.telling.panel import OUTLINE, QUESTIONS, THEMES
from allydesk.ui.story.telling.piecerows import LOOSE, RowKind
from allydesk.ui.story.telling.questionstab import QuestionsTab
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.theme import Look
from tests.ui.hands import button, click, press, type_into
from tests.ui.story.conftest import added
from tests.ui.story.telling.samples import CHOIR, HEARD, RUTH, SCHOOL

GROUPS = (("Home", ("Where was home?", "Who was there?")), ("School", ("What did you learn & unlearn?",)))


def titles(page: TellingPage) -> list[str]:
    rows = page.panel.themes.list.rows
    return [str(rows.index(place).data()) for place in range(rows.rowCount())]


# Themes and moments


def test_themes_stand_in_their_order_with_their_moments_in_time(page: TellingPage) -> None:
    assert titles(page) == ["being heard", "Choir", "Mentored by Ruth", "starting again", "New school"]


def test_it_follows_the_lifeline(page: TellingPage, tools: StoryTools, qtbot: QtBot) -> None:
    page.panel.themes.list.choose(SCHOOL)
    lake = Moment(SCHOOL.__class__("moment-lake"), " ", VagueDate("between school and university"), note="We swam.")
    before = tools.desk.lifeline.themes[HEARD]
    after = Theme(HEARD, "finding a voice", moments=(RUTH,), place=0)
    tools.desk.do(Edit("Change", (*added(lake).changes, Change(before, after))))
    qtbot.waitUntil(lambda: LOOSE in titles(page))
    wanted = ["finding a voice", "Mentored by Ruth", "starting again", "New school", LOOSE, "Choir"]
    assert titles(page) == [*wanted, "A moment without a title"]
    listed = page.panel.themes.list
    assert str(listed.currentIndex().data()) == "New school"
    loose = listed.rows.index(titles(page).index(LOOSE))
    row = listed.rows.row_at(loose)
    assert row is not None
    assert row.kind is RowKind.LOOSE
    assert not listed.rows.flags(loose) & Qt.ItemFlag.ItemIsSelectable
    listed.choose(lake.id)
    press(listed, Qt.Key.Key_Return)
    assert page.paper.text.toPlainText().endswith("\n\nBetween school and university. We swam.")


def test_a_moment_in_two_themes_stays_chosen_where_it_was(page: TellingPage, tools: StoryTools, qtbot: QtBot) -> None:
    before = tools.desk.lifeline.themes[HEARD]
    tools.desk.do(Edit("Tie", (Change(before, Theme(HEARD, "being heard", moments=(RUTH, CHOIR, SCHOOL))),)))
    qtbot.waitUntil(lambda: titles(page).count("New school") == 2)
    listed = page.panel.themes.list
    listed.setCurrentIndex(listed.rows.index(5))
    assert str(listed.currentIndex().data()) == "New school"
    choir = tools.desk.lifeline.moments[CHOIR]
    tools.desk.do(Edit("Name", (Change(choir, Moment(CHOIR, "The choir", choir.date)),)))
    qtbot.waitUntil(lambda: "The choir" in titles(page))
    assert listed.currentIndex().row() == 5


# The outline


def open_tab(page: TellingPage, key: str) -> None:
    click(page.panel.sections.option(key))
    assert page.panel.section == key


def test_the_outline_comes_into_the_text_once(page: TellingPage, qtbot: QtBot) -> None:
    open_tab(page, OUTLINE)
    tab = page.panel.outline
    click(tab.put)
    wanted = "## being heard\n\n### Choir\n\n### Mentored by Ruth\n\n## starting again\n\n### New school\n\n"
    assert page.paper.text.toPlainText() == f"Twice I packed my things.\n\n{wanted}"
    qtbot.waitUntil(lambda: not tab.put.isVisible())
    assert tab.text == ""
    press(page.paper.text, Qt.Key.Key_Z, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(tab.put.isVisible)


def test_the_headings_of_the_text_can_be_jumped_to(page: TellingPage, qtbot: QtBot) -> None:
    open_tab(page, OUTLINE)
    text = page.paper.text
    text.selectAll()
    text.insert_text("# One & two\n\n" + "words\n\n" * 60 + "## Later\n\nmore\n\n" + "words\n\n" * 60)
    tab = page.panel.outline
    qtbot.waitUntil(lambda: [each.text() for each in tab.rows] == ["One && two", "Later"])
    assert tab.rows[1].mapTo(tab, tab.rows[1].rect().topLeft()).x() > tab.rows[0].x()
    tab.rows[1].setFocus()
    press(tab.rows[1], Qt.Key.Key_Return)
    assert text.textCursor().block().text() == "## Later"
    assert text.hasFocus()
    assert text.viewport().rect().contains(text.cursorRect())


# Questions


@pytest.fixture
def tab(look: Look, qtbot: QtBot) -> QuestionsTab:
    made = QuestionsTab(look=look)
    qtbot.addWidget(made)
    made.resize(320, 500)
    made.show()
    made.show_questions(GROUPS)
    return made


def asked(tab: QuestionsTab, press_button: QPushButton) -> str:
    click(press_button)
    return tab.asked


def test_questions_come_one_at_a_time_and_around(tab: QuestionsTab) -> None:
    assert tab.asked == "Where was home?"
    assert tab.subject.text() == "Home"
    found = [asked(tab, tab.another) for _ in range(3)]
    assert found == ["Who was there?", "What did you learn & unlearn?", "Where was home?"]


def test_a_skipped_question_is_not_asked_again_unless_wanted(tab: QuestionsTab) -> None:
    assert asked(tab, tab.skip) == "Who was there?"
    assert asked(tab, tab.skip) == "What did you learn & unlearn?"
    assert not tab.another.isVisible()
    assert asked(tab, tab.skip) == ""
    assert not tab.put.isVisible()
    assert asked(tab, tab.again) == "Where was home?"


def test_one_subject_can_be_chosen(tab: QuestionsTab) -> None:
    tab.about.setFocus()
    for _ in range(2):
        press(tab.about, Qt.Key.Key_Down)
    assert tab.about.currentText() == "School"
    tab.about.activated.emit(2)
    assert tab.asked == "What did you learn & unlearn?"


def test_a_question_that_is_written_under_is_not_asked_again(page: TellingPage, qtbot: QtBot) -> None:
    page.panel.questions.show_questions(GROUPS)
    open_tab(page, QUESTIONS)
    click(page.panel.questions.put)
    type_into(page.paper.text, "By the sea.")
    assert page.paper.text.toPlainText().endswith("## Where was home?\n\nBy the sea.")
    qtbot.waitUntil(lambda: page.panel.questions.asked == "Who was there?")


def test_the_questions_that_come_along_are_there(page: TellingPage) -> None:
    tab = page.panel.questions
    assert tab.asked
    assert tab.about.count() > 5


# Room


def test_where_there_is_little_room_one_of_the_two_is_shown(page: TellingPage, look: Look) -> None:
    look.scale_text(2.0)
    assert page.paper.isVisible()
    assert not page.panel.isVisible()
    click(page.paper.head.beside)
    assert not page.paper.isVisible()
    assert page.panel.isVisible()
    page.panel.show_section(THEMES)
    page.panel.themes.list.choose(CHOIR)
    click(page.panel.themes.put)
    assert page.paper.isVisible()
    assert not page.panel.isVisible()
    assert page.paper.text.hasFocus()
    click(page.paper.head.beside)
    click(button(page.panel, "Back to the page"))
    assert page.paper.isVisible()
    look.scale_text(1.0)
    assert page.paper.isVisible()
    assert page.panel.isVisible()


def test_the_keyboard_goes_along_when_its_place_is_put_away(page: TellingPage, look: Look) -> None:
    page.panel.themes.list.setFocus()
    look.scale_text(2.0)
    assert page.paper.text.hasFocus()
    page.spread.show_beside(shown=True)
    assert page.panel.themes.list.hasFocus()
    look.scale_text(1.0)
    assert page.panel.themes.list.hasFocus()
    click(page.paper.head.beside)
    assert page.paper.text.hasFocus()


def test_what_stands_beside_can_be_put_away(page: TellingPage) -> None:
    click(page.paper.head.beside)
    assert not page.panel.isVisible()
    assert page.paper.head.beside.accessibleName() == "Show themes, outline and questions"
    click(page.paper.head.beside)
    assert page.panel.isVisible()


@pytest.mark.parametrize("scale", [1.0, 1.3, 2.0])
@pytest.mark.parametrize("size", [(1164, 778), (828, 558)])
def test_nothing_is_cut_off(page: TellingPage, look: Look, scale: float, size: tuple[int, int]) -> None:
    look.scale_text(scale)
    page.resize(*size)
    assert page.minimumSizeHint().width() <= size[0]
    assert page.minimumSizeHint().height() <= size[1]
    head = page.paper.head
    for part in (head.stories, head.versions, head.search, head.more, head.beside):
        assert head.rect().contains(part.geometry()), part.accessibleName()
    assert page.paper.text.height() > 2 * page.paper.text.fontMetrics().height()


def test_the_column_is_never_wider_than_it_reads_well(page: TellingPage) -> None:
    page.resize(1900, 1000)
    text = page.paper.text
    assert text.viewport().width() <= text.column_width() + 2 * 3 + 1
