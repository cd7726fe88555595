"""The page of skills over time, over a real vault."""

from collections.abc import Callable
from datetime import timedelta, timezone

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allydesk.practice.ids import RunId, new_run_id
from allydesk.practice.run import Observed, Run, ScenarioRef
from allydesk.practice.skills import SKILLS, Skill
from allydesk.storage.vault import Vault
from allydesk.ui.practice.progress.page import ProgressPage
from allydesk.ui.practice.progress.words import NOTHING
from allydesk.ui.practice.tools import PracticeTools
from allydesk.ui.theme import Look, Theme
from tests.vaults import TestClock

Finish = Callable[..., RunId]


@pytest.fixture
def finish(vault: Vault, clock: TestClock) -> Finish:
    """Keeps a run that was finished so many days ago, with what was observed in it."""

    def kept(days: int, *observed: Observed, title: str = "The joke before the meeting") -> RunId:
        when = clock() - timedelta(days=days)
        ref = ScenarioRef(title, "A remark from above", "a", "0" * 64)
        run = Run(new_run_id(), ref, when, when, when, observed=observed, ending="It stood")
        vault.practice.finish_run(run, ())
        return run.id

    return kept


@pytest.fixture
def page(tools: PracticeTools, qtbot: QtBot) -> ProgressPage:
    made = ProgressPage(tools=tools)
    qtbot.addWidget(made)
    made.resize(1164, 860)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


def noticed(level: int, behaviour: str = "You looked up.", by: str = "") -> Observed:
    return Observed(Skill.NOTICING, level, behaviour, by=by)


def test_without_a_finished_run_it_says_what_belongs_here_and_leads_to_the_scenarios(
    page: ProgressPage, settle: Callable[[], None], qtbot: QtBot
) -> None:
    page.shown()
    settle()
    assert page.empty.isVisible()
    assert not page.list.isVisible()
    with qtbot.waitSignal(page.leave_asked):
        page.empty.action.click()


def test_the_twelve_are_there_and_the_first_that_was_seen_is_shown(
    page: ProgressPage, finish: Finish, settle: Callable[[], None]
) -> None:
    finish(3, Observed(Skill.OWNING, 2, "You said what you did."))
    page.shown()
    settle()
    model = page.list.model()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == [each.name for each in SKILLS.values()]
    assert page.skill is Skill.OWNING
    assert page.name.text() == "Owning it"


def test_what_was_observed_is_listed_newest_first_with_level_words_and_by_whom(
    page: ProgressPage, finish: Finish, settle: Callable[[], None]
) -> None:
    finish(9, noticed(1, "You saw it late."))
    finish(2, noticed(3, "You saw it at once.", by="Robin"), title="The last bus")
    page.shown()
    settle()
    model = page.seen.model()
    said = [model.index(row, 0).data(Qt.ItemDataRole.AccessibleTextRole) for row in range(model.rowCount())]
    assert said == [
        "19 November 2026, The last bus: You saw it at once. clearly, under pressure, seen by Robin",
        "12 November 2026, The joke before the meeting: You saw it late. partly",
    ]
    assert page.chart.accessibleName() == "Noticing over time"
    assert page.chart.accessibleDescription() == "12 November 2026: partly. 19 November 2026: clearly, under pressure."


def test_days_are_those_of_the_windows_own_zone(
    page: ProgressPage, finish: Finish, settle: Callable[[], None], tools: PracticeTools, clock: TestClock
) -> None:
    finish(1, noticed(2))  # 21:14 on the 20th, in UTC
    clock.now = clock.now.astimezone(timezone(timedelta(hours=5)))
    page.shown()
    settle()
    assert page.chart.accessibleDescription() == "21 November 2026: clearly."
    assert tools.clock().utcoffset() == timedelta(hours=5)


def test_keys_go_from_skill_to_skill_and_a_skill_never_seen_says_so(
    page: ProgressPage, finish: Finish, settle: Callable[[], None]
) -> None:
    finish(3, noticed(2))
    page.shown()
    settle()
    page.list.setFocus()
    QTest.keyClick(page.list, Qt.Key.Key_Down)
    assert page.name.text() == SKILLS[Skill.INTERRUPTING].name
    assert page.nothing.isVisible()
    assert page.nothing.text() == NOTHING
    assert not page.chart.isVisible()
    assert not page.seen.isVisible()
    QTest.keyClick(page.list, Qt.Key.Key_Home)
    assert page.name.text() == SKILLS[Skill.NOTICING].name
    assert page.chart.isVisible()


def test_each_observation_opens_its_run_by_key_and_by_mouse(
    page: ProgressPage, finish: Finish, settle: Callable[[], None], qtbot: QtBot
) -> None:
    older, newer = finish(9, noticed(1)), finish(2, noticed(2))
    page.shown()
    settle()
    page.seen.setFocus(Qt.FocusReason.TabFocusReason)
    with qtbot.waitSignal(page.run_asked) as asked:
        QTest.keyClick(page.seen, Qt.Key.Key_Return)
    assert asked.args == [newer]
    place = page.seen.visualRect(page.seen.model().index(1, 0)).center()
    with qtbot.waitSignal(page.run_asked) as asked:
        QTest.mouseClick(page.seen.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert asked.args == [older]


def test_a_dot_leads_to_what_was_observed_in_its_run(
    page: ProgressPage, finish: Finish, settle: Callable[[], None]
) -> None:
    older = finish(9, noticed(1))
    finish(2, noticed(2), noticed(3))
    page.shown()
    settle()
    x, y = page.chart.drawn.points[0]
    QTest.mouseClick(page.chart, Qt.MouseButton.LeftButton, pos=QPoint(round(x), round(y)))
    assert page.seen.seen[page.seen.currentIndex().row()].run == older


def test_where_there_is_little_room_a_pressed_skill_brings_its_course_into_view(
    page: ProgressPage, finish: Finish, settle: Callable[[], None]
) -> None:
    finish(2, noticed(2))
    page.resize(500, 400)
    page.shown()
    settle()
    assert page.card.mapTo(page.scrolled.viewport(), QPoint(0, 0)).y() > page.scrolled.viewport().height()
    place = page.list.visualRect(page.list.model().index(0, 0)).center()
    QTest.mouseClick(page.list.viewport(), Qt.MouseButton.LeftButton, pos=place)
    assert 0 <= page.card.mapTo(page.scrolled.viewport(), QPoint(0, 0)).y() < 40


def test_a_run_that_was_removed_is_no_longer_told_of(
    page: ProgressPage, finish: Finish, settle: Callable[[], None], vault: Vault
) -> None:
    gone = finish(9, noticed(1))
    finish(2, noticed(2))
    page.shown()
    settle()
    assert len(page.seen.seen) == 2
    vault.practice.remove_run(gone)
    page.shown()
    settle()
    assert [one.observed.level for one in page.seen.seen] == [2]


def test_locking_leaves_nothing_of_the_vault_on_the_page(
    page: ProgressPage, finish: Finish, settle: Callable[[], None]
) -> None:
    finish(2, noticed(2, "You saw Amara look down."))
    page.shown()
    settle()
    page.close_all()
    assert not page.seen.seen
    assert page.list.model().rowCount() == 0
    assert page.chart.accessibleDescription() == ""
    assert not page.chart.drawn.steps


def test_the_way_back_is_a_button_escape_and_an_action(page: ProgressPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.leave_asked):
        page.back.click()
    with qtbot.waitSignal(page.leave_asked):
        QTest.keyClick(page, Qt.Key.Key_Escape)
    with qtbot.waitSignal(page.leave_asked):
        page.offered()[0].run()


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
@pytest.mark.parametrize(("width", "scale"), [(1164, 1.0), (828, 1.0), (828, 2.0)])
def test_nothing_is_cut_off_at_any_size_or_theme(
    page: ProgressPage,
    finish: Finish,
    settle: Callable[[], None],
    look: Look,
    *,
    theme: Theme,
    width: int,
    scale: float,
) -> None:
    finish(2, *(Observed(skill, 2, "You did what the sentence says, at some length, in the room.") for skill in SKILLS))
    look.choose(theme)
    look.scale_text(scale)
    page.resize(width, 640)
    page.shown()
    settle()
    assert page.scrolled.horizontalScrollBar().maximum() == 0
    for rows in (page.list, page.seen):
        last = rows.visualRect(rows.model().index(rows.model().rowCount() - 1, 0))
        assert 0 <= rows.height() - last.bottom() - 1 <= 1
        assert last.right() < page.width()
