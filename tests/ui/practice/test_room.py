"""The room: pages that are made late, what passes between them, and what all of them are told."""

from collections.abc import Callable, Iterator
from dataclasses import replace

import pytest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.practice.ids import RunId, new_run_id
from allydesk.practice.library import Listed
from allydesk.practice.playing import Play
from allydesk.practice.run import Partnered, Round, Run, ScenarioRef
from allydesk.practice.scheduling import reviews_of
from allydesk.storage.vault import Vault
from allydesk.ui.practice.commitments.page import CommitmentsPage
from allydesk.ui.practice.debrief.page import DebriefPage
from allydesk.ui.practice.debrief.run_page import RunPage
from allydesk.ui.practice.library.page import LibraryPage
from allydesk.ui.practice.partner.between import BetweenFace
from allydesk.ui.practice.partner.page import PartnerPage
from allydesk.ui.practice.room import PracticeRoom
from allydesk.ui.practice.scene.page import ScenePage
from allydesk.ui.practice.todaycards import PracticeToday
from allydesk.ui.practice.tools import PlayAsked, PracticeTools
from tests.end_to_end.practice_play import is_over, way_to
from tests.ui.practice.conftest import Settle
from tests.ui.practice.runs import NOW, a_run
from tests.ui.scripted import ScriptedPrompts

FAMILY = "A remark from above"


@pytest.fixture
def room(qtbot: QtBot, tools: PracticeTools) -> Iterator[PracticeRoom]:
    """The room, to be seen, and nothing shown in it yet."""
    made = PracticeRoom(tools=tools)
    qtbot.addWidget(made)
    made.resize(1164, 860)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.close_all()


@pytest.fixture
def open_room(room: PracticeRoom, settle: Settle) -> PracticeRoom:
    """With the library in front."""
    room.shown()
    settle()
    return room


def shipped(tools: PracticeTools, variant: str = "a") -> Listed:
    return next(each for each in tools.library.variants(FAMILY) if each.head.variant == variant)


def played(tools: PracticeTools, vault: Vault) -> Run:
    """A run of a shipped scenario that came to its end, with its cards."""
    scenario = tools.library.read(path) if (path := shipped(tools).path) else None
    assert scenario is not None
    run = a_run(scenario, way_to(Play(scenario), is_over))
    vault.practice.finish_run(run, reviews_of(run, [], NOW))
    return run


def left_open(vault: Vault, listed: Listed, **changes: object) -> RunId:
    head = listed.head
    run = a_run_of_nobody(ScenarioRef(head.title, head.family, head.variant, ""))
    vault.practice.keep_run(replace(run, **changes))  # type: ignore[arg-type]  # the field's own types hold
    return run.id


def a_run_of_nobody(ref: ScenarioRef) -> Run:
    return Run(new_run_id(), ref, NOW, NOW)


# Pages


def test_a_page_is_made_when_it_is_first_shown(room: PracticeRoom, settle: Settle) -> None:
    assert (room.place, room.page, room.stack.count()) == ("", None, 0)
    room.shown()
    settle()
    assert (room.place, room.stack.count()) == ("library", 1)
    room.show_page("progress")
    room.show_page("library")
    room.show_page("progress")
    assert (room.place, room.stack.count()) == ("progress", 2)


def test_the_room_comes_back_as_it_was_left(open_room: PracticeRoom, settle: Settle) -> None:
    open_room.show_page("commitments")
    open_room.shown()
    settle()
    assert open_room.place == "commitments"


@pytest.mark.parametrize("key", ["library", "progress", "commitments"])
def test_the_keyboard_comes_to_something_on_the_page(open_room: PracticeRoom, settle: Settle, key: str) -> None:
    open_room.show_page(key)
    settle()
    open_room.setFocus()
    focused = QApplication.focusWidget()
    page = open_room.stack.currentWidget()
    assert page is not None
    assert focused is not None
    assert page.isAncestorOf(focused)


# What passes between them


@pytest.mark.parametrize(("signal", "place"), [("progress_asked", "progress"), ("commitments_asked", "commitments")])
def test_the_library_leads_to_pages_and_they_lead_back(
    open_room: PracticeRoom, settle: Settle, signal: str, place: str
) -> None:
    getattr(open_room.page, signal).emit()
    settle()
    assert open_room.place == place
    open_room.page.leave_asked.emit()  # type: ignore[union-attr]  # each of these has it
    assert open_room.place == "library"


def test_from_the_library_to_a_scene_and_back(open_room: PracticeRoom, tools: PracticeTools, settle: Settle) -> None:
    library = open_room.page
    assert isinstance(library, LibraryPage)
    library.play_asked.emit(PlayAsked(shipped(tools)))
    settle()
    page = open_room.page
    assert isinstance(page, ScenePage)
    assert page.notes.isVisible()
    page.notes.leave.click()
    settle()
    assert open_room.place == "library"


def test_from_the_end_of_a_scene_to_its_debrief_the_run_and_the_next(
    open_room: PracticeRoom, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    run = played(tools, vault)
    scene = open_room.show_page("scene")
    scene.debrief_asked.emit(run.id)  # type: ignore[attr-defined]  # the scene has it
    settle()
    debrief = open_room.page
    assert isinstance(debrief, DebriefPage)
    assert debrief.run is not None
    assert debrief.run.id == run.id
    debrief.read.click()
    settle()
    page = open_room.page
    assert isinstance(page, RunPage)
    assert page.run == run
    page.debrief.click()
    settle()
    assert open_room.place == "debrief"
    debrief.next.click()
    settle()
    begun = open_room.page
    assert isinstance(begun, ScenePage)
    assert begun.notes.isVisible()
    assert begun._listed == shipped(tools, "b")


def test_from_skills_and_from_plans_to_the_run(
    open_room: PracticeRoom, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    run = played(tools, vault)
    for key in ("progress", "commitments", "library"):
        page = open_room.show_page(key)
        settle()
        page.run_asked.emit(run.id)  # type: ignore[attr-defined]  # each of these has it
        settle()
        assert (open_room.place, key) == ("run", key)


@pytest.mark.parametrize("key", ["library", "scene"])
def test_two_people_take_over(open_room: PracticeRoom, tools: PracticeTools, settle: Settle, key: str) -> None:
    open_room.show_page(key).partner_asked.emit(shipped(tools))  # type: ignore[attr-defined]  # both have it
    settle()
    assert isinstance(open_room.page, PartnerPage)


def test_two_people_go_on_where_they_were(
    open_room: PracticeRoom, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    together = Partnered(("Ruth", "Sam"), (Round(0, (("dan", 1),), said="Stop."),))
    open_room.go_on(left_open(vault, shipped(tools), partnered=together))
    settle()
    page = open_room.page
    assert isinstance(page, PartnerPage)
    assert isinstance(page.face, BetweenFace)


def test_what_others_want_to_know_is_passed_on(open_room: PracticeRoom, qtbot: QtBot) -> None:
    debrief, scene = open_room.show_page("debrief"), open_room.show_page("scene")
    for page, signal, value in (
        (debrief, "entry_asked", "an entry"),
        (debrief, "entry_kept", "an entry"),
        (scene, "settings_changed", "settings"),
    ):
        with qtbot.waitSignal(getattr(open_room, signal), timeout=1_000) as heard:
            getattr(page, signal).emit(value)
        assert heard.args == [value]
    for page in (scene, debrief):
        with qtbot.waitSignal(open_room.practice_changed, timeout=1_000):
            page.practice_changed.emit()  # type: ignore[attr-defined]  # both have it
    with qtbot.waitSignal(open_room.somebody_there, timeout=1_000):
        scene.somebody_there.emit(True)  # type: ignore[attr-defined]  # the scene has it


def test_what_is_half_typed_is_kept_when_another_page_comes(
    open_room: PracticeRoom, vault: Vault, settle: Settle
) -> None:
    page = open_room.show_page("commitments")
    assert isinstance(page, CommitmentsPage)
    settle()
    page.write_new()
    page.form.cue.setText("it is loud")
    open_room.show_page("library")
    settle()
    assert [each.cue for each in vault.practice.commitments()] == ["it is loud"]


# What is gone


def test_a_run_whose_scenario_is_gone_is_read(
    open_room: PracticeRoom, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    gone = ScenarioRef("Gone", FAMILY, "z", "")
    open_room.go_on(left_open(vault, shipped(tools), scenario=gone))
    settle()
    page = open_room.page
    assert isinstance(page, RunPage)
    assert page.title.text() == "Gone"


def test_today_does_not_offer_what_cannot_be_gone_on_with(
    qtbot: QtBot, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    today = PracticeToday(tools=tools)
    qtbot.addWidget(today.ready)
    qtbot.addWidget(today.commitments)
    left_open(vault, shipped(tools), scenario=ScenarioRef("Gone", FAMILY, "z", ""))
    today.reload()
    settle()
    assert not today.ready.isVisible()
    left_open(vault, shipped(tools))
    today.reload()
    settle()
    assert [link.accessibleName().split(",")[0] for link in today.ready.links] == [shipped(tools).head.title]
    today.close_all()
    today.ready.close()


def test_nothing_comes_to_the_front_once_the_vault_locks(
    room: PracticeRoom, tools: PracticeTools, prompts: ScriptedPrompts, settle: Settle
) -> None:
    room.shown()
    settle()
    room.play(PlayAsked(shipped(tools)))
    done: list[bool] = []
    room.flush(lambda: done.append(True))
    room.close_all()
    settle()
    assert (room.place, room.stack.count(), prompts.told) == ("library", 1, [])
    assert done == [True]


def test_flush_asks_every_page_and_then_goes_on_once(open_room: PracticeRoom, settle: Settle) -> None:
    for key in ("scene", "debrief", "run", "progress", "commitments", "partner"):
        open_room.show_page(key)
    settle()
    done: list[bool] = []
    open_room.flush(lambda: done.append(True))
    settle()
    assert done == [True]
    open_room.close_all()


# Settings


def test_settings_reach_the_pages_there_are_and_those_that_come(
    open_room: PracticeRoom, tools: PracticeTools, settle: Settle
) -> None:
    scene = open_room.show_page("scene")
    assert isinstance(scene, ScenePage)
    changed = replace(tools.settings, practice_feedback="debrief", practice_pace="at-once")
    open_room.show_settings(changed)
    assert tools.settings is changed
    open_room.play(PlayAsked(shipped(tools)))
    settle()
    scene.notes.go_on.click()
    assert scene.stage.asked.face is not None, "all lines are there at once"
    open_room.show_settings(replace(changed, practice_feedback="at-choice"))
    assert open_room.show_page("debrief") is not None


# By name


def in_each_place(room: PracticeRoom, tools: PracticeTools, vault: Vault, settle: Settle) -> Iterator[str]:
    """Every page in front, one after the other, with something in it."""
    run = played(tools, vault)
    ways: dict[str, Callable[[], object]] = {
        "library": lambda: room.show_page("library"),
        "scene": lambda: room.play(PlayAsked(shipped(tools))),
        "debrief": lambda: room.open_run(run.id, debrief=True),
        "run": lambda: room.open_run(run.id),
        "progress": lambda: room.show_page("progress"),
        "commitments": lambda: room.show_page("commitments"),
        "partner": lambda: room.practise_with_partner(shipped(tools)),
    }
    for key, go in ways.items():
        go()
        settle()
        assert room.place == key
        yield key


def test_what_can_be_done_has_a_name_and_is_offered_once(
    open_room: PracticeRoom, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    for key in in_each_place(open_room, tools, vault, settle):
        actions = open_room.offered()
        labels = [each.label for each in actions]
        assert all(label.strip() and label[0].isupper() for label in labels), (key, labels)
        assert len(set(labels)) == len(labels), (key, labels)
        assert {each.group for each in actions} == {"Practice"}
        keys = [each.shortcut for each in actions if each.shortcut]
        assert len(set(keys)) == len(keys), (key, keys)


def test_all_that_can_be_done_can_be_done_anywhere(
    open_room: PracticeRoom, tools: PracticeTools, vault: Vault, settle: Settle, prompts: ScriptedPrompts
) -> None:
    for _key in in_each_place(open_room, tools, vault, settle):
        for action in open_room.offered():
            if action.ready() and action.label != "Open a scenario file":
                action.run()
                settle()
    assert prompts.told == []


def test_what_is_not_in_front_does_nothing(open_room: PracticeRoom, settle: Settle) -> None:
    for key in ("scene", "partner", "debrief"):
        page = open_room.show_page(key)
        settle()
        assert [each.label for each in page.offered() if each.ready() and each.label != "Back to the scenarios"] == []


def test_scenarios_leads_to_the_list_from_one_of_them(
    open_room: PracticeRoom, tools: PracticeTools, settle: Settle
) -> None:
    library = open_room.page
    assert isinstance(library, LibraryPage)
    library.look_at(shipped(tools))
    settle()
    assert library.currentWidget() is library.detail
    next(each for each in open_room.offered() if each.label == "Scenarios").run()
    assert library.currentWidget() is library.home
