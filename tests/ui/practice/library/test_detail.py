"""One scenario before it begins, its earlier runs, and files of one's own."""

from collections.abc import Callable
from datetime import timedelta
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, PracticeError
from allydesk.practice.ids import new_own_scenario_id
from allydesk.practice.run import OwnScenario
from allydesk.storage.vault import Vault
from allydesk.ui.practice.library.page import LibraryPage
from allydesk.ui.practice.library.shelf import read
from allydesk.ui.practice.tools import PlayAsked, PracticeTools
from tests.ui.practice.library.conftest import Played, Settle, written
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import TestClock

pytestmark = pytest.mark.usefixtures("three")

Open = Callable[[str], None]


@pytest.fixture
def look_at(page: LibraryPage, settle: Settle) -> Open:
    """Opens the scenario of that title."""

    def opened(title: str) -> None:
        page.shown()
        settle()
        page.look_at(next(each for each in page._shelf.all if each.head.title == title))
        settle()

    return opened


@pytest.fixture
def choose(page: LibraryPage, prompts: ScriptedPrompts, quick_path: Path, settle: Settle) -> Callable[[str], Path]:
    """Opens a file with that text."""

    def chosen(source: str) -> Path:
        path = quick_path / "mine.yaml"
        path.write_text(source, encoding="utf-8")
        prompts.will_choose_file(path)
        page.home.open.click()
        settle()
        return path

    return chosen


def run_buttons(page: LibraryPage) -> list[QPushButton]:
    places = [page.detail.runs.itemAt(place) for place in range(page.detail.runs.count())]
    return [widget for place in places if place is not None and isinstance(widget := place.widget(), QPushButton)]


def test_it_says_what_to_expect_before_anything_begins(page: LibraryPage, look_at: Open) -> None:
    look_at("The joke before the meeting")
    detail = page.detail
    assert page.currentWidget() is detail
    assert detail.family.text() == "Scenario · A remark from above"
    assert detail.contains.text() == "Contains: a joke about people’s origins. You can stop at any line."
    assert detail.setting_words.text().startswith("A small office on a Tuesday.")
    assert detail.part.text() == "You are a member of the team."
    assert detail.others.text() == "Dan, your manager\nAmara, your colleague"
    assert detail.minutes.text() == "About 4 minutes"
    assert detail.begin.hasFocus()
    assert detail.begin.accessibleDescription() == detail.contains.text()


def test_it_begins_or_is_practised_with_a_partner(page: LibraryPage, look_at: Open, qtbot: QtBot) -> None:
    look_at("The last bus")
    listed = page._shelf.shipped[1]
    assert page.detail.go_on.isHidden()
    with qtbot.waitSignal(page.play_asked) as asked:
        QTest.keyClick(page.detail.begin, Qt.Key.Key_Return)
    assert asked.args == [PlayAsked(listed)]
    with qtbot.waitSignal(page.partner_asked) as partner:
        page.detail.partner.click()
    assert partner.args == [listed]


def test_with_a_run_left_open_going_on_comes_first(
    page: LibraryPage, look_at: Open, played: Played, clock: TestClock, qtbot: QtBot
) -> None:
    run = played(clock())
    look_at("The joke before the meeting")
    assert page.detail.go_on.hasFocus()
    assert (page.detail.go_on.property("role"), page.detail.begin.property("role")) == ("primary", "outlined")
    with qtbot.waitSignal(page.play_asked) as asked:
        page.detail.go_on.click()
    assert asked.args is not None
    assert asked.args[0].run == run
    with qtbot.waitSignal(page.play_asked) as anew:
        page.detail.begin.click()
    assert anew.args is not None
    assert anew.args[0].run is None


def test_its_own_earlier_runs_are_listed_and_each_can_be_read(
    page: LibraryPage, look_at: Open, played: Played, clock: TestClock, qtbot: QtBot
) -> None:
    older = played(clock() - timedelta(days=20), ending="It stood in the room")
    played(clock() - timedelta(days=2), variant="b", ending="Another")
    look_at("The joke before the meeting")
    (button,) = run_buttons(page)
    assert button.text() == "1 November 2026 · It stood in the room"
    with qtbot.waitSignal(page.run_asked) as asked:
        button.click()
    assert asked.args == [older]


def test_coming_back_shows_the_run_that_was_just_had(
    page: LibraryPage, look_at: Open, played: Played, clock: TestClock, settle: Settle
) -> None:
    look_at("The last bus")
    assert not page.detail.earlier.isVisible()
    played(clock(), variant="b", ending="It stood")
    page.shown()
    settle()
    assert page.currentWidget() is page.detail
    assert [button.text() for button in run_buttons(page)] == ["21 November 2026 · It stood"]


def test_escape_and_the_way_back_lead_to_the_list(page: LibraryPage, look_at: Open) -> None:
    look_at("The last bus")
    QTest.keyClick(page.detail, Qt.Key.Key_Escape)
    assert page.currentWidget() is page.home
    look_at("The last bus")
    page.detail.back.click()
    assert page.currentWidget() is page.home
    assert page.home.list.hasFocus()


def test_a_faulty_file_shows_each_fault_with_its_line_and_adds_nothing(
    page: LibraryPage, choose: Callable[[str], Path], vault: Vault
) -> None:
    source = written("Mine", "Ours", "a").replace("minutes: 4", "minutes: four").replace("start: joke", "start: joak")
    choose(source)
    faults = page.home.faults
    number = source.splitlines().index("start: joak") + 1
    assert page.currentWidget() is page.home
    assert faults.isVisible()
    assert faults.title.text() == "“mine.yaml” cannot be played yet"
    assert [line.partition(":")[0] for line in faults.lines] == ["Line 7", f"Line {number}"]
    assert "“joke”" in faults.lines[1]
    assert vault.practice.own_scenarios() == []
    faults.dismiss.click()
    assert not faults.isVisible()


def test_a_scenario_that_can_be_read_but_never_ends_is_faulty(page: LibraryPage, choose: Callable[[str], Path]) -> None:
    source = written("Mine", "Ours", "a")
    begin = source.index("\nstart:")
    end = source.index("\nscenes:")
    debrief = source.index("\ndebrief:")
    round_and_round = (
        "\nscenes:\n  joke: {lines: [], then: [{next: again}]}\n  again: {lines: [], then: [{next: joke}]}\n"
        "  one: {lines: [], ending: {title: One, text: One.}}\n  two: {lines: [], ending: {title: Two, text: Two.}}"
    )
    choose(source[:begin] + source[begin:end] + round_and_round + source[debrief:])
    assert page.home.faults.lines
    assert page.currentWidget() is page.home


def test_a_file_that_is_no_scenario_says_so(page: LibraryPage, choose: Callable[[str], Path]) -> None:
    choose("Dear diary")
    assert len(page.home.faults.lines) == 1
    assert page._looked is None


def test_a_file_that_is_gone_is_told_of(
    page: LibraryPage, prompts: ScriptedPrompts, quick_path: Path, settle: Settle
) -> None:
    prompts.will_choose_file(quick_path / "gone.yaml")
    page.open_file()
    settle()
    assert page.home.notice.isVisible()
    assert not page.home.faults.isVisible()


def test_thinking_better_of_it_changes_nothing(page: LibraryPage, prompts: ScriptedPrompts, settle: Settle) -> None:
    prompts.will_choose_file(None)
    page.open_file()
    settle()
    assert page.currentWidget() is page.home
    assert not page.home.faults.isVisible()


def test_a_good_file_can_be_played_at_once_without_being_kept(
    page: LibraryPage, choose: Callable[[str], Path], vault: Vault, qtbot: QtBot, tools: PracticeTools
) -> None:
    path = choose(written("Mine", "Ours", "a"))
    assert page.detail.title.text() == "Mine"
    assert page.detail.keep.isVisible()
    with qtbot.waitSignal(page.play_asked) as asked:
        page.detail.begin.click()
    assert asked.args is not None
    assert asked.args[0].listed.path == path
    assert read(tools, asked.args[0].listed).head.title == "Mine"
    assert vault.practice.own_scenarios() == []


def test_kept_it_is_in_the_vault_and_in_the_list_and_can_be_taken_out_and_had_back(
    page: LibraryPage, choose: Callable[[str], Path], vault: Vault, settle: Settle, tools: PracticeTools
) -> None:
    source = written("Mine", "Ours", "a")
    path = choose(source)
    page.detail.keep.click()
    settle()
    (own,) = vault.practice.own_scenarios()
    assert (own.name, own.source) == ("mine.yaml", source)
    assert page.detail.keep.isHidden()
    assert page.detail.remove.isVisible()
    path.unlink()
    assert read(tools, page._shelf.own[0]).head.title == "Mine"
    assert [row.title for row in page.home.list.rows][-2:] == ["From files", "Mine"]

    page.detail.remove.click()
    settle()
    assert vault.practice.own_scenarios() == []
    assert page.currentWidget() is page.home
    assert page.home.list.rows[-1].title == "Your idea, his slide"
    page.home.notice.action.click()
    settle()
    assert vault.practice.own_scenarios() == [own]
    assert page.home.list.rows[-1].title == "Mine"


def test_a_file_of_ones_own_has_its_own_runs(
    page: LibraryPage, choose: Callable[[str], Path], settle: Settle, played: Played, clock: TestClock
) -> None:
    """It says the family and variant of a shipped one, and is another all the same."""
    played(clock(), ending="It stood")
    choose(written("Mine", "A remark from above", "a"))
    page.detail.keep.click()
    settle()
    assert run_buttons(page) == []


def test_a_kept_file_that_cannot_be_read_is_left_out(
    page: LibraryPage, vault: Vault, clock: TestClock, settle: Settle
) -> None:
    vault.practice.add_scenario(OwnScenario(new_own_scenario_id(), "old.yaml", "allydesk-scenario: 1\n", clock()))
    page.shown()
    settle()
    assert page._shelf.own == ()
    assert len(page._shelf.shipped) == 3


def test_a_scenario_whose_file_went_is_told_of(page: LibraryPage, settle: Settle) -> None:
    page.shown()
    settle()
    listed = page._shelf.shipped[0]
    assert listed.path is not None
    listed.path.unlink()
    page.look_at(listed)
    settle()
    assert page.home.notice.isVisible()
    with pytest.raises(PracticeError) as error:
        read(page._tools, listed)
    assert error.value.code is Code.NO_SUCH_SCENARIO


def test_locking_leaves_nothing_of_the_vault_on_the_page(
    page: LibraryPage, look_at: Open, played: Played, clock: TestClock
) -> None:
    played(clock())
    look_at("The joke before the meeting")
    page.close_all()
    assert page.currentWidget() is page.home
    assert page.home.list.rows == ()
    assert page.home.leads.open_card is None
    assert page.detail.opened is None
    assert run_buttons(page) == []
    assert page.detail.title.text() == ""


def test_a_file_that_is_kept_as_the_vault_locks_is_kept_and_nothing_of_it_comes_back(
    page: LibraryPage, choose: Callable[[str], Path], vault: Vault, settle: Settle
) -> None:
    choose(written("Mine", "Ours", "a"))
    page.detail.keep.click()
    page.close_all()
    settle()
    assert [own.source for own in vault.practice.own_scenarios()] == [written("Mine", "Ours", "a")]
    assert (page.shelf.own, page.detail.opened, page.home.list.rows) == ((), None, ())
    assert not page.detail.notice.isVisible()


def test_what_can_be_done_here_is_offered_by_name(page: LibraryPage, prompts: ScriptedPrompts, settle: Settle) -> None:
    open_file, search = page.offered()
    assert {action.group for action in page.offered()} == {"Practice"}
    prompts.will_choose_file(None)
    open_file.run()
    settle()
    search.run()
    assert page.home.search.field.hasFocus()


def test_the_ways_on_are_told(page: LibraryPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.progress_asked):
        page.home.progress.click()
    with qtbot.waitSignal(page.commitments_asked):
        page.home.commitments.click()
