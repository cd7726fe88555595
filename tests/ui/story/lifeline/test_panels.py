"""Chapters, the birth date, what was removed, and how a moment was before; each beside the chart."""

from datetime import timedelta

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton

from allydesk.story.lifeline import Moment
from allydesk.story.theming import remove_theme
from allydesk.story.vague_date import Precision
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.story.tools import StoryTools
from tests.ui.story.conftest import Settle
from tests.ui.story.lifeline.conftest import MakePage, focused
from tests.ui.story.lifeline.samples import BORN, CHAPTER, CHOIR, HEARD, LEEDS, RUTH, SCHOOL, moment_id, said
from tests.vaults import TestClock

# Chapters


def test_a_chapter_is_added_named_and_dated(page: LifelinePage, tools: StoryTools, settle: Settle) -> None:
    page.beside.open_chapters()
    panel = page.beside.chapters
    assert list(panel.rows) == [CHAPTER.id]
    panel.add.click()
    QTest.keyClicks(focused(), "University")
    QTest.keyClick(focused(), Qt.Key.Key_Tab)
    row = next(row for key, row in panel.rows.items() if key != CHAPTER.id)
    row.when.line.setFocus()
    QTest.keyClicks(focused(), "2014 to 2017")
    assert row.when.said.text() == "Between 1 January 2014 and 31 December 2017."
    page.flush(lambda: None)
    settle()
    kept = [one for one in tools.vault.lifeline.whole().ordered_chapters() if one.id != CHAPTER.id]
    assert [(one.title, one.date.precision) for one in kept] == [("University", Precision.SPAN)]


def test_a_chapter_is_changed_and_removed_with_undo(page: LifelinePage, tools: StoryTools) -> None:
    page.beside.open_chapters()
    panel = page.beside.chapters
    line = panel.rows[CHAPTER.id].title.line
    line.setFocus()
    line.selectAll()
    QTest.keyClicks(line, "Home")
    panel.commit()
    assert tools.desk.lifeline.chapters[CHAPTER.id].title == "Home"
    panel.rows[CHAPTER.id].remove.click()
    assert not tools.desk.lifeline.chapters
    assert not panel.rows
    page.undo()
    assert panel.rows[CHAPTER.id].title.line.text() == "Home"
    page.undo()
    assert panel.rows[CHAPTER.id].title.line.text() == "Leeds"


def test_a_chapter_without_a_name_and_a_date_goes_again(page: LifelinePage, tools: StoryTools, settle: Settle) -> None:
    page.beside.open_chapters()
    page.beside.chapters.add.click()
    QTest.keyClick(focused(), Qt.Key.Key_Escape)
    assert page.beside.front is None
    settle()
    assert list(tools.desk.lifeline.chapters) == [CHAPTER.id]
    assert tools.desk.undo_label == ""
    page.beside.open_removed()
    settle()
    assert page.beside.removed.rows == []


def test_a_blank_chapter_goes_on_locking_too(page: LifelinePage, tools: StoryTools, settle: Settle) -> None:
    page.beside.open_chapters()
    page.beside.chapters.add.click()
    flushed: list[bool] = []
    page.flush(lambda: flushed.append(list(tools.desk.lifeline.chapters) == [CHAPTER.id]))
    settle()
    assert flushed == [True]
    assert list(tools.vault.lifeline.whole().chapters) == [CHAPTER.id]


def test_another_look_leaves_the_caret_where_it_is(page: LifelinePage, tools: StoryTools) -> None:
    page.beside.open_chapters()
    line = page.beside.chapters.rows[CHAPTER.id].title.line
    line.setFocus()
    tools.look.scale_text(1.5)
    assert focused() is line


# Birth


def test_moments_before_the_birth_are_told_and_nothing_is_refused(page: LifelinePage, tools: StoryTools) -> None:
    page.beside.open_birth()
    panel = page.beside.birth
    assert not panel.warning.isVisible()
    panel.when.line.selectAll()
    QTest.keyClicks(focused(), "2010")
    panel.commit()
    assert panel.warning.text() == "3 moments lie before it."
    assert panel.warning.isVisible()
    assert tools.desk.lifeline.birth.date.words == "2010"
    panel.when.line.selectAll()
    QTest.keyClicks(focused(), "2000")
    panel.commit()
    assert panel.warning.text() == "1 moment lies before it."
    tools.desk.undo()
    assert tools.desk.lifeline.birth.date == BORN
    assert panel.when.line.text() == "17 May 1996"


def test_an_age_finds_its_place_once_the_birth_is_said(make_page: MakePage, tools: StoryTools) -> None:
    page = make_page(Moment(moment_id(1), "Bicycle", said("when I was seven")))
    assert page.ground.tray.isVisible()
    page.open_moment(moment_id(1))
    assert page.beside.form.when.said.text() == "It finds its place once you say when you were born."
    page.beside.open_birth()
    QTest.keyClicks(focused(), "17 May 1996")
    page.flush(lambda: None)
    assert tools.desk.lifeline.moments[moment_id(1)].date.is_dated
    assert not page.ground.tray.isVisible()


def test_a_birth_that_cannot_be_is_told_and_not_kept(page: LifelinePage, tools: StoryTools) -> None:
    page.beside.open_birth()
    page.beside.birth.when.line.selectAll()
    QTest.keyClicks(focused(), "31 February 1996")
    page.flush(lambda: None)
    assert "no such day" in page.beside.birth.when.said.text()
    assert tools.desk.lifeline.birth.date == BORN


# Removed


def test_what_was_removed_is_brought_back(page: LifelinePage, tools: StoryTools, settle: Settle) -> None:
    page.deeds.remove((CHOIR.id, SCHOOL.id))
    page.beside.open_removed()
    settle()
    panel = page.beside.removed
    assert len(panel.rows) == 2
    back = panel.rows[0].findChild(QPushButton)
    assert back is not None
    assert back.accessibleName() in ("Bring back Choir", "Bring back New school")
    back.click()
    assert len(panel.rows) == 1
    settle()
    lifeline = tools.vault.lifeline.whole()
    assert len(lifeline.moments) == 6
    assert {one.id for one in (CHOIR, SCHOOL)} & set(lifeline.moments)


def test_without_anything_removed_the_page_says_so(page: LifelinePage, settle: Settle) -> None:
    page.beside.open_removed()
    settle()
    assert page.beside.removed.said.text() == "Nothing was removed in the last 30 days."


def test_a_theme_that_was_removed_can_come_back_too(page: LifelinePage, tools: StoryTools, settle: Settle) -> None:
    tools.desk.do(remove_theme(tools.desk.lifeline, HEARD.id))
    page.beside.open_removed()
    settle()
    back = page.beside.removed.rows[0].findChild(QPushButton)
    assert back is not None
    back.click()
    assert tools.desk.lifeline.themes[HEARD.id] == HEARD


# Earlier versions


def test_an_earlier_version_is_read_and_put_back(
    page: LifelinePage, tools: StoryTools, settle: Settle, clock: TestClock
) -> None:
    clock.now += timedelta(hours=1)
    page.open_moment(RUTH.id)
    QTest.keyClicks(focused(), "X")
    page.flush(lambda: None)
    settle()
    page.beside.form.earlier.click()
    settle()
    panel = page.beside.history
    assert page.beside.front is panel
    assert focused() is page.beside.close_button
    assert len(panel.rows) == 1
    before = panel._notes[0].font().pointSizeF()
    tools.look.scale_text(1.5)
    assert panel._notes[0].font().pointSizeF() > before
    words = [each.text() for each in panel.rows[0].findChildren(type(panel.said))]
    assert "Mentored by Ruth" in words
    back = panel.rows[0].findChild(QPushButton)
    assert back is not None
    back.click()
    assert tools.desk.lifeline.moments[RUTH.id].title == "Mentored by Ruth"
    assert page.beside.form.title.line.text() == "Mentored by Ruth"
    assert page.beside.form.isVisible()
    tools.desk.undo()
    assert tools.desk.lifeline.moments[RUTH.id].title == "XMentored by Ruth"


def test_a_moment_that_never_changed_has_no_history(page: LifelinePage, settle: Settle) -> None:
    page.beside.open_history(LEEDS.id)
    settle()
    assert page.beside.history.rows == []
    assert page.beside.history.said.text().startswith("There is no earlier version yet.")
