"""The desk: edits are in force at once, are kept in order, and can be taken back."""

from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, VaultError
from allydesk.storage.vault import Vault
from allydesk.story.ids import new_moment_id
from allydesk.story.lifeline import Change, Edit, Lifeline, Moment
from allydesk.ui.story.desk import LifelineDesk
from allydesk.ui.tasks import TaskRunner
from tests.ui.story.conftest import Settle, added


@pytest.fixture
def choir() -> Moment:
    return Moment(new_moment_id(), "Choir", height=3)


def raised(moment: Moment, height: int, *, run: str = "") -> Edit:
    return Edit("Move the moment", (Change(moment, replace(moment, height=height)),), run=run)


class FailingShelf:
    """Stands between the desk and the shelf, and refuses as a full disk does for as long as it is told to."""

    def __init__(self, vault: Vault) -> None:
        self._shelf = vault.lifeline
        self.refuses = True

    def whole(self) -> Lifeline:
        return self._shelf.whole()

    def apply(self, edit: Edit) -> None:
        if self.refuses:
            raise VaultError(Code.DISK_FULL)
        self._shelf.apply(edit)


def test_an_edit_is_in_force_at_once_and_kept_soon(
    desk: LifelineDesk, vault: Vault, choir: Moment, settle: Settle, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(desk.changed) as changed:
        desk.do(added(choir))
    assert changed.args == [added(choir)]
    assert desk.lifeline.moments == {choir.id: choir}
    settle()
    assert desk.is_kept
    assert vault.lifeline.whole().moments == {choir.id: choir}


def test_what_was_done_can_be_taken_back_and_done_again(
    desk: LifelineDesk, vault: Vault, choir: Moment, settle: Settle
) -> None:
    desk.do(added(choir))
    desk.do(raised(choir, 5))
    assert desk.undo_label == "Move the moment"
    desk.undo()
    assert desk.lifeline.moments[choir.id].height == 3
    assert desk.redo_label == "Move the moment"
    desk.undo()
    assert not desk.lifeline.moments
    assert desk.undo_label == ""
    desk.undo()
    desk.redo()
    desk.redo()
    desk.redo()
    settle()
    assert vault.lifeline.whole().moments[choir.id].height == 5


def test_what_is_done_anew_ends_what_could_be_done_again(desk: LifelineDesk, choir: Moment) -> None:
    desk.do(added(choir))
    desk.undo()
    desk.do(added(replace(choir, title="Another")))
    assert desk.redo_label == ""


def test_edits_of_one_run_are_taken_back_together(desk: LifelineDesk, choir: Moment) -> None:
    desk.do(added(choir))
    for height in (4, 5):
        desk.do(raised(desk.lifeline.moments[choir.id], height, run="height"))
    desk.undo()
    assert desk.lifeline.moments[choir.id].height == 3
    desk.redo()
    assert desk.lifeline.moments[choir.id].height == 5


def test_an_edit_without_a_change_is_none(desk: LifelineDesk, qtbot: QtBot) -> None:
    with qtbot.assertNotEmitted(desk.changed):
        desk.do(Edit("Nothing", ()))
    assert desk.undo_label == ""


def test_loading_keeps_what_waits_first_and_forgets_what_could_be_undone(
    desk: LifelineDesk, choir: Moment, settle: Settle, qtbot: QtBot
) -> None:
    desk.do(added(choir))
    with qtbot.waitSignal(desk.loaded):
        desk.load()
    assert desk.is_loaded
    assert desk.lifeline.moments == {choir.id: choir}
    assert desk.undo_label == ""
    settle()


def test_what_cannot_be_kept_stays_and_is_tried_again(
    vault: Vault, tasks: TaskRunner, choir: Moment, qtbot: QtBot
) -> None:
    shelf = FailingShelf(vault)
    desk = LifelineDesk(shelf=shelf, tasks=tasks, retry=20)  # type: ignore[arg-type]  # it has what the desk calls
    desk.do(added(choir))
    qtbot.waitUntil(lambda: desk.error is not None)
    assert not desk.is_kept
    settled: list[bool] = []
    desk.settle(lambda: settled.append(desk.is_kept))
    qtbot.waitUntil(lambda: bool(settled))
    assert settled == [False]
    desk.do(raised(choir, -2))
    shelf.refuses = False
    qtbot.waitUntil(lambda: desk.is_kept)
    assert desk.error is None
    assert vault.lifeline.whole().moments[choir.id].height == -2
    desk.close_all()
    assert not desk.lifeline.moments


def test_a_run_that_ends_as_it_began_leaves_nothing_to_take_back(desk: LifelineDesk, choir: Moment) -> None:
    desk.do(Edit("Add", added(choir).changes, run="new"))
    desk.do(Edit("Remove", (Change(choir, None),), run="new"))
    assert desk.undo_label == ""
