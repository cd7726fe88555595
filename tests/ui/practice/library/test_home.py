"""What the practice room begins with: what leads on, and all scenarios, looked through by hand and by key."""

from datetime import timedelta

import pytest
from PySide6.QtCore import QModelIndex, QPoint, Qt
from PySide6.QtGui import QPainter
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QStyleOptionViewItem
from pytestqt.qtbot import QtBot

from allydesk.practice.library import Listed
from allydesk.practice.run import PracticeCard
from allydesk.practice.scenario import Head
from allydesk.practice.skills import Skill
from allydesk.storage.vault import Vault
from allydesk.ui.practice.library.home import HomePage
from allydesk.ui.practice.library.leads import LeadCard
from allydesk.ui.practice.library.page import LibraryPage
from allydesk.ui.practice.library.rows import RowKind
from allydesk.ui.practice.library.scenariolist import ScenarioDelegate
from allydesk.ui.practice.library.shelf import Shelf
from allydesk.ui.theme import Look, Theme
from tests.ui.practice.library.conftest import IDEA, REMARK, Played, Settle, Shelve
from tests.vaults import TestClock


def titles(page: LibraryPage) -> list[str]:
    """The rows: names of families in capitals, scenarios as they are."""
    return [row.title.upper() if row.kind is RowKind.HEAD else row.title for row in page.home.list.rows]


def facts(page: LibraryPage, title: str) -> str:
    return next(row.facts for row in page.home.list.rows if row.title == title)


def put_card(vault: Vault, clock: TestClock, skill: Skill, family: str, *, days: int) -> None:
    """A card that is due in so many days."""
    due = clock() + timedelta(days=days)
    vault.practice.keep_cards([PracticeCard(skill, family, 3.0, 5.0, due, due - timedelta(days=30))])


def pressed(card: LeadCard, words: str) -> None:
    """Press the card's button that says so."""
    next(each for each in card.findChildren(QPushButton) if each.text() == words).click()


def show(page: LibraryPage, settle: Settle) -> None:
    page.shown()
    settle()


@pytest.mark.usefixtures("three")
class TestLeads:
    def test_the_first_time_it_says_what_practice_is_and_leads_to_the_shortest(
        self, page: LibraryPage, settle: Settle, shelve: Shelve
    ) -> None:
        shelve("At the counter", "A matter of names", minutes="2")
        show(page, settle)
        welcome = page.home.leads.welcome
        assert welcome.isVisible()
        assert welcome.action.text() == "Begin with “At the counter”, about 2 minutes"
        assert not page.home.leads.again_heading.isVisible()
        assert not page.home.leads.open_heading.isVisible()
        welcome.action.click()
        settle()
        assert page.detail.title.text() == "At the counter"
        assert page.currentWidget() is page.detail

    def test_once_something_was_played_it_no_longer_says_so(
        self, page: LibraryPage, settle: Settle, played: Played, clock: TestClock
    ) -> None:
        played(clock(), ending="It stood")
        show(page, settle)
        assert not page.home.leads.welcome.isVisible()

    def test_what_is_due_names_the_variant_that_comes_and_the_skills_it_is_for(
        self, page: LibraryPage, settle: Settle, played: Played, clock: TestClock, vault: Vault
    ) -> None:
        played(clock() - timedelta(days=9), ending="It stood")
        put_card(vault, clock, Skill.NAMING, REMARK, days=-2)
        put_card(vault, clock, Skill.NOTICING, REMARK, days=0)
        put_card(vault, clock, Skill.AMPLIFYING, IDEA, days=4)
        show(page, settle)
        (card,) = page.home.leads.cards
        assert card.title.text() == REMARK
        assert card.above.text() == "The last bus · about 6 minutes"
        assert card.why.text() == "When you like · noticing, naming what was done"
        pressed(card, "Look at it")
        settle()
        assert page.currentWidget() is page.detail
        assert page.detail.title.text() == "The last bus"

    def test_cards_stand_below_one_another_where_there_is_little_room(
        self, page: LibraryPage, settle: Settle, clock: TestClock, vault: Vault
    ) -> None:
        put_card(vault, clock, Skill.NAMING, REMARK, days=0)
        put_card(vault, clock, Skill.AMPLIFYING, IDEA, days=0)
        show(page, settle)
        one, other = page.home.leads.cards
        assert one.y() == other.y()
        page.resize(600, 800)
        settle()
        assert one.x() == other.x()
        assert one.y() < other.y()

    def test_at_most_three_are_shown_and_the_others_can_wait(
        self, page: LibraryPage, settle: Settle, shelve: Shelve, clock: TestClock, vault: Vault
    ) -> None:
        for family in ("At the table", "On the badge", "In the queue", "A year later", "At the gate"):
            shelve(family, family)
            put_card(vault, clock, Skill.NOTICING, family, days=0)
        show(page, settle)
        assert len(page.home.leads.cards) == 3
        assert page.home.leads.later.text() == "2 more can wait."
        assert page.home.leads.cards[0].why.text() == "Today · noticing"

    def test_where_nothing_is_due_it_says_what_comes_back_and_when(
        self, page: LibraryPage, settle: Settle, played: Played, clock: TestClock, vault: Vault
    ) -> None:
        played(clock(), ending="It stood")
        put_card(vault, clock, Skill.NAMING, REMARK, days=12)
        show(page, settle)
        assert page.home.leads.later.text() == "Nothing just now. “A remark from above” comes back in 12 days."
        assert not page.home.leads.cards

    def test_a_family_that_is_gone_is_not_spoken_of(
        self, page: LibraryPage, settle: Settle, clock: TestClock, vault: Vault
    ) -> None:
        put_card(vault, clock, Skill.NAMING, "Gone", days=-2)
        show(page, settle)
        assert not page.home.leads.again_heading.isVisible()

    def test_a_run_that_was_left_open_can_be_gone_on_with(
        self, page: LibraryPage, settle: Settle, played: Played, clock: TestClock, qtbot: QtBot
    ) -> None:
        played(clock() - timedelta(days=3), ending="It stood")
        run = played(clock() - timedelta(days=1), title="The joke before the meeting")
        show(page, settle)
        card = page.home.leads.open_card
        assert card is not None
        assert card.title.text() == "The joke before the meeting"
        assert card.above.text() == "A remark from above · begun on 20 November 2026"
        with qtbot.waitSignal(page.play_asked) as asked:
            pressed(card, "Go on")
        assert asked.args is not None
        assert (asked.args[0].run, asked.args[0].listed.head.title) == (run, "The joke before the meeting")

    def test_a_run_that_is_let_go_of_can_be_had_back(
        self, *, page: LibraryPage, settle: Settle, played: Played, clock: TestClock, vault: Vault, qtbot: QtBot
    ) -> None:
        run = played(clock())
        show(page, settle)
        card = page.home.leads.open_card
        assert card is not None
        with qtbot.waitSignal(page.practice_changed):
            pressed(card, "Let it go")
        settle()
        assert [each.id for each in vault.practice.removed_runs()] == [run]
        assert page.home.leads.open_card is None
        page.home.notice.action.click()
        settle()
        assert [each.id for each in vault.practice.runs()] == [run]
        assert page.home.leads.open_card is not None

    def test_an_open_run_of_a_scenario_that_is_gone_is_no_lead(
        self, page: LibraryPage, settle: Settle, played: Played, clock: TestClock
    ) -> None:
        played(clock(), family="Gone")
        show(page, settle)
        assert page.home.leads.open_card is None


@pytest.mark.usefixtures("three")
class TestList:
    def test_scenarios_stand_under_their_family_with_what_is_worth_knowing_before(
        self, page: LibraryPage, settle: Settle, played: Played, clock: TestClock
    ) -> None:
        played(clock() - timedelta(days=250), ending="It stood")
        show(page, settle)
        assert titles(page) == [
            REMARK.upper(),
            "The joke before the meeting",
            "The last bus",
            IDEA.upper(),
            "Your idea, his slide",
        ]
        assert facts(page, "The joke before the meeting") == "about 4 minutes · played in March"
        assert facts(page, "The last bus") == "about 6 minutes · not yet played"
        row = page.home.list.rows[-1]
        assert row.contains == "Contains: a joke about people’s origins."
        assert row.chips == ("Amplifying with credit",)
        assert row.said == (
            "Your idea, his slide, about 3 minutes · not yet played. Somebody shows your idea. "
            "Contains: a joke about people’s origins. Rehearses Amplifying with credit."
        )

    def test_a_run_left_open_is_not_played(
        self, page: LibraryPage, settle: Settle, played: Played, clock: TestClock
    ) -> None:
        played(clock())
        show(page, settle)
        assert facts(page, "The joke before the meeting") == "about 4 minutes · not yet played"

    def test_a_search_narrows_the_list_as_one_types(self, page: LibraryPage, settle: Settle) -> None:
        show(page, settle)
        assert page.home.search.count.text() == "3 scenarios"
        QTest.keyClicks(page.home.search.field, "BUS above")
        assert titles(page) == [REMARK.upper(), "The last bus"]
        assert page.home.search.count.text() == "1 of 3 scenarios"
        QTest.keyClick(page.home.search.field, Qt.Key.Key_Escape)
        assert len(titles(page)) == 5

    def test_a_skill_narrows_it_and_what_leaves_nothing_says_so(self, page: LibraryPage, settle: Settle) -> None:
        show(page, settle)
        search = page.home.search
        search.skill.setCurrentIndex(search.skill.findData(Skill.AMPLIFYING.value))
        assert titles(page) == [IDEA.upper(), "Your idea, his slide"]
        assert not page.home.nothing.isVisible()
        QTest.keyClicks(search.field, "bus")
        assert titles(page) == []
        assert page.home.nothing.isVisible()

    def test_a_language_can_be_chosen_where_there_is_more_than_one(
        self, page: LibraryPage, settle: Settle, shelve: Shelve
    ) -> None:
        show(page, settle)
        assert not page.home.search.language.isVisible()
        shelve("Der Witz", "Eine Bemerkung", language="de")
        page._tools.__dict__.pop("library")  # a library reads its folder once
        show(page, settle)
        chooser = page.home.search.language
        assert chooser.isVisible()
        assert [chooser.itemText(place) for place in range(chooser.count())] == [
            "Any language",
            "German",
            "English (United Kingdom)",
        ]
        chooser.setCurrentIndex(1)
        assert titles(page) == ["EINE BEMERKUNG", "Der Witz"]

    def test_keys_go_from_the_search_to_the_list_past_names_and_open_a_scenario(
        self, page: LibraryPage, settle: Settle, qtbot: QtBot
    ) -> None:
        show(page, settle)
        rows = page.home.list
        page.home.search.field.setFocus()
        QTest.keyClick(page.home.search.field, Qt.Key.Key_Down)
        assert rows.hasFocus()
        for expected in ("The joke before the meeting", "The last bus", "Your idea, his slide"):
            assert rows.rows[rows.currentIndex().row()].title == expected
            QTest.keyClick(rows, Qt.Key.Key_Down)
        QTest.keyClick(rows, Qt.Key.Key_Up)
        with qtbot.waitSignal(rows.chosen) as chosen:
            QTest.keyClick(rows, Qt.Key.Key_Return)
        assert chosen.args is not None
        assert chosen.args[0].head.title == "The last bus"
        settle()

    def test_what_keys_come_to_is_scrolled_into_view(self, page: LibraryPage, settle: Settle) -> None:
        page.resize(828, 400)
        show(page, settle)
        rows = page.home.list
        rows.setFocus()
        QTest.keyClick(rows, Qt.Key.Key_End)
        place = rows.visualRect(rows.currentIndex())
        bottom = rows.mapTo(page.home.scrolled.viewport(), place.bottomLeft()).y()
        assert rows.rows[rows.currentIndex().row()].title == "Your idea, his slide"
        assert 0 < bottom <= page.home.scrolled.viewport().height()

    def test_a_click_opens_the_card_it_was_aimed_at_though_half_of_it_is_out_of_view(
        self, page: LibraryPage, settle: Settle, qtbot: QtBot
    ) -> None:
        page.resize(828, 400)
        show(page, settle)
        rows, bar = page.home.list, page.home.scrolled.verticalScrollBar()
        card = rows.visualRect(rows.model().index(2, 0))
        bar.setValue(rows.mapTo(page.home._inner, card.center()).y() - page.home.scrolled.viewport().height())
        before, aim = bar.value(), card.topLeft() + QPoint(30, 10)
        with qtbot.waitSignal(rows.chosen) as chosen:
            QTest.mousePress(rows.viewport(), Qt.MouseButton.LeftButton, pos=aim)
            assert bar.value() == before
            QTest.mouseRelease(rows.viewport(), Qt.MouseButton.LeftButton, pos=aim)
        assert chosen.args is not None
        assert chosen.args[0].head.title == "The last bus"
        settle()

    def test_the_same_scenario_stays_chosen_when_the_list_is_read_anew(
        self, page: LibraryPage, settle: Settle, played: Played, clock: TestClock
    ) -> None:
        show(page, settle)
        rows = page.home.list
        QTest.keyClick(rows, Qt.Key.Key_End)
        played(clock(), ending="It stood")
        show(page, settle)
        assert rows.rows[rows.currentIndex().row()].title == "Your idea, his slide"


def test_without_any_scenario_it_says_so(page: LibraryPage, settle: Settle) -> None:
    show(page, settle)
    assert page.home.nothing.isVisible()
    assert not page.home.leads.welcome.isVisible()


def test_of_five_hundred_only_what_is_in_view_is_painted(
    look: Look, qtbot: QtBot, clock: TestClock, monkeypatch: pytest.MonkeyPatch
) -> None:
    home = HomePage(look=look)
    qtbot.addWidget(home)
    heads = [Head(f"Title {n}", f"Family {n // 2}", "ab"[n % 2], "It happens. " * 8) for n in range(500)]
    home.resize(1164, 860)
    home.show()
    painted: set[int] = set()
    paint = ScenarioDelegate.paint

    def noting(delegate: ScenarioDelegate, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex) -> None:
        painted.add(index.row())
        paint(delegate, painter, option, index)

    monkeypatch.setattr(ScenarioDelegate, "paint", noting)
    home.show_shelf(Shelf(tuple(Listed(head) for head in heads)), clock())
    home.grab()
    assert home.list.model().rowCount() == 750
    assert home.list.height() > 30_000
    assert 0 < len(painted) < 30


@pytest.mark.usefixtures("three")
@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
@pytest.mark.parametrize(("width", "scale"), [(1164, 1.0), (828, 1.0), (828, 2.0)])
def test_nothing_is_cut_off_at_any_size_or_theme(
    *,
    page: LibraryPage,
    settle: Settle,
    look: Look,
    played: Played,
    clock: TestClock,
    vault: Vault,
    theme: Theme,
    width: int,
    scale: float,
) -> None:
    played(clock())
    put_card(vault, clock, Skill.NAMING, REMARK, days=-2)
    put_card(vault, clock, Skill.AMPLIFYING, IDEA, days=-2)
    look.choose(theme)
    look.scale_text(scale)
    page.resize(width, 640)
    show(page, settle)
    page.look_at(page._shelf.shipped[0])
    settle()
    for part in (page.home, page.detail):
        assert part.scrolled.horizontalScrollBar().maximum() == 0
    rows = page.home.list
    last = rows.visualRect(rows.model().index(rows.model().rowCount() - 1, 0))
    assert 0 <= rows.height() - last.bottom() - 1 <= 1
    for words in (page.detail.setting_words, page.detail.summary, page.detail.contains, page.detail.others):
        assert words.height() >= words.heightForWidth(words.width())
