"""Did you notice? Only when asked, only here, and never more than a word and the moments it is in."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.story.ids import new_moment_id
from allydesk.story.lifeline import Moment
from allydesk.ui.story.themes.noticing import AT_ONCE
from allydesk.ui.story.themes.page import ThemesPage
from tests.ui.hands import button, click, press, type_into
from tests.ui.story.conftest import Settle
from tests.ui.story.themes.conftest import CHOIR, ILLNESS, LEEDS, RUTH, MakePage, a_life, names, some_themes

NOTES = {
    LEEDS: "The harbour smelled of tar.",
    CHOIR: "Ruth stood at the harbour, waiting for the ferry.",
    RUTH: "We spoke about the ferry.",
    ILLNESS: "Ruth came to the harbour.",
}


def with_notes() -> list[Moment]:
    return [replace(one, note=NOTES.get(one.id, "")) for one in a_life()]


@pytest.fixture
def asked(make_page: MakePage, settle: Settle) -> ThemesPage:
    """The page, after one has asked."""
    page = make_page(*with_notes(), *some_themes())
    click(page.noticing_button)
    settle()
    return page


def words(page: ThemesPage) -> list[str]:
    return [row.word for row in page.noticing.rows]


def test_nothing_is_looked_at_before_one_asks(make_page: MakePage) -> None:
    page = make_page(*with_notes())
    assert words(page) == []
    assert not page.noticing.isVisible()


def test_words_point_back_at_their_moments_and_names_are_left_out(asked: ThemesPage) -> None:
    assert words(asked) == ["harbour", "ferry"]
    row = asked.noticing.rows[0]
    assert row.accessibleName() == "harbour, in 3 moments"
    links = [each.text() for each in row.links._parts if hasattr(each, "text")]
    assert links == ["Born in Leeds · 1996", "Choir · 2008", "Mum’s illness · Winter 2014"]
    assert "on this machine, and nowhere else" in asked.noticing.why.text()


def test_a_moment_is_opened_from_its_word(asked: ThemesPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(asked.moment_asked) as opened:
        click(button(asked.noticing.rows[1], "Choir · 2008"))
    assert opened.args == [CHOIR]


def test_the_person_names_the_theme(asked: ThemesPage, vault: Vault, settle: Settle) -> None:
    row = asked.noticing.rows[0]
    click(row.make)
    assert row.name.hasFocus()
    assert row.name.selectedText() == "harbour"
    type_into(row.name, "the sea")
    press(row.name, Qt.Key.Key_Return)
    assert words(asked) == ["ferry"]
    assert asked.noticing.isVisible()
    settle()
    (made,) = [one for one in vault.lifeline.whole().themes.values() if one.name == "the sea"]
    assert made.moments == (LEEDS, CHOIR, ILLNESS)
    click(asked.notice.action)
    assert names(asked) == ["being heard", "family & home", "staying quiet"]


def test_not_now_and_let_it_go(asked: ThemesPage) -> None:
    row = asked.noticing.rows[0]
    click(row.make)
    click(row.cancel)
    assert row.make.hasFocus()
    click(row.drop)
    assert words(asked) == ["ferry"]
    assert asked.noticing.rows[0].make.hasFocus()
    click(asked.noticing.rows[0].drop)
    assert words(asked) == []
    assert asked.noticing.why.text().startswith("That was every word")
    assert names(asked) == ["being heard", "family & home", "staying quiet"]


def test_closed_it_forgets(asked: ThemesPage, settle: Settle) -> None:
    click(asked.noticing.rows[0].drop)
    click(asked.noticing.close_button)
    assert asked.detail.isVisible()
    assert words(asked) == []
    click(asked.noticing_button)
    settle()
    assert words(asked) == ["harbour", "ferry"]


def test_a_name_half_typed_is_kept_by_flush_and_a_word_alone_is_not(asked: ThemesPage) -> None:
    first, second = asked.noticing.rows
    click(first.make)
    click(second.make)
    type_into(second.name, "crossings")
    asked.flush(lambda: None)
    assert names(asked)[3:] == ["crossings"]


def test_where_nothing_recurs_it_says_so(make_page: MakePage, settle: Settle) -> None:
    page = make_page(*a_life())
    click(page.empty.notice)
    settle()
    assert page.noticing.why.text().startswith("No word comes up in two of your moments so far.")
    assert page.noticing.close_button.hasFocus()
    click(page.noticing.close_button)
    assert page.empty.isVisible()


def test_many_words_come_a_few_at_a_time(make_page: MakePage, settle: Settle) -> None:
    sounds = [f"{one}{other}nd{end}" for one in "bgkt" for other in "aeo" for end in ("or", "ul")]
    moments = [Moment(new_moment_id(), word.title(), note=f"{word}.") for word in sounds for _ in range(2)]
    page = make_page(*moments)
    page.notice_words()
    settle()
    assert len(words(page)) == AT_ONCE
    click(page.noticing.more)
    assert len(words(page)) == len(sounds) == 2 * AT_ONCE
    assert page.noticing.rows[AT_ONCE].make.hasFocus()
    assert not page.noticing.more.isVisible()


def test_it_is_not_offered_where_somebody_else_looks_on(make_page: MakePage) -> None:
    page = make_page(*with_notes(), offers_noticing=False)
    assert not page.noticing_button.isVisible()
    assert not page.empty.notice.isVisible()
    assert "Did you notice?" not in {action.label for action in page.offered()}
    page.notice_words()
    assert not page.noticing.isVisible()
    assert page.empty.isVisible()
