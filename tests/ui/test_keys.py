"""Every key of the open window: none has two meanings at one place, and the page of keys has them all."""

from collections.abc import Iterator, Sequence
from itertools import combinations
from pathlib import Path

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QKeySequence, QShortcut
from PySide6.QtWidgets import QApplication, QWidget

from allydesk.offline import Guard, GuardKind
from allydesk.paths import Paths
from allydesk.settings import KnownVault, Settings
from allydesk.storage.keys import FLOOR
from allydesk.ui.actions import Action
from allydesk.ui.commands.palette import CommandPalette
from allydesk.ui.commands.shortcuts import ShortcutsDialog
from allydesk.ui.journal.history import HistoryDialog
from allydesk.ui.rooms import OpenRooms
from allydesk.ui.story.room import STEPS
from allydesk.ui.unlock import UnlockPage
from allydesk.windowed import Face
from tests.ui.sitting import Sitting, wait_for
from tests.vaults import PASSPHRASE, TestClock, new_vault, written

_WITHIN = Qt.ShortcutContext.WidgetWithChildrenShortcut


@pytest.fixture
def inside(qapp: QApplication, tmp_path: Path) -> Iterator[Sitting]:
    """The window, wired as the app has it, with an entry open in the journal."""
    vault = new_vault(tmp_path / "Kept.allydesk")
    vault.journal.add(written("2026-02-01", "Zebra", "It had stripes.", ("striped",)))
    vault.lock()
    face = Face(
        qapp,
        paths=Paths.under(tmp_path),
        settings=Settings(vaults=(KnownVault(vault.folder),)),
        clock=TestClock(),
        guard=Guard(GuardKind.AUDIT),
        home=tmp_path,
        kdf=FLOOR,
    )
    sitting = Sitting(face)
    face.shell.begin()
    sitting.sit_down()
    sitting.come_in(PASSPHRASE)
    wait_for(lambda: sitting.journal.editor.sheet is not None, "an entry in the editor")
    yield sitting
    sitting.leave()
    face.close()
    sitting.window.deleteLater()
    face.look.deleteLater()
    qapp.setStyleSheet("")


def rooms_of(sitting: Sitting) -> OpenRooms:
    rooms = sitting.face.shell.rooms
    assert isinstance(rooms, OpenRooms)
    return rooms


def overlap(one: QShortcut, other: QShortcut) -> bool:
    """Whether there is a place for the keyboard at which both of them would act."""
    places: list[QWidget] = []
    for shortcut in (one, other):
        place = shortcut.parent()
        assert isinstance(place, QWidget)
        places.append(place if shortcut.context() == _WITHIN else place.window())
    first, second = places
    return first is second or first.isAncestorOf(second) or second.isAncestorOf(first)


def conflicts(window: QWidget) -> list[str]:
    """Keys for which Qt would have to choose, and so does nothing at all."""
    enabled = [each for each in window.findChildren(QShortcut) if each.isEnabled()]
    pairs = [(one, other) for one, other in combinations(enabled, 2) if one.key() == other.key()]
    return [one.key().toString() for one, other in pairs if overlap(one, other)]


def portable(keys: str) -> str:
    return QKeySequence(keys).toString(QKeySequence.SequenceFormat.PortableText)


def steps_of(sitting: Sitting) -> Iterator[str]:
    """The steps of the story room, one after the other, each in front."""
    sitting.window.show_room("story")
    story = rooms_of(sitting).story
    wait_for(lambda: story.desk.is_loaded, "the lifeline")
    for key, _ in STEPS:
        story.show_step(key)
        yield key


PAGES = ("library", "scene", "debrief", "run", "progress", "commitments", "partner")


def pages_of(sitting: Sitting) -> Iterator[str]:
    """The pages of the practice room, one after the other, each in front."""
    sitting.window.show_room("practice")
    practice = rooms_of(sitting).practice
    for key in PAGES:
        practice.show_page(key)
        yield key


@pytest.mark.parametrize("over", ["", "show_calendar", "show_templates", "show_prompts"])
def test_no_key_has_two_meanings_at_one_place(inside: Sitting, over: str) -> None:
    rooms = rooms_of(inside)
    if over:
        getattr(rooms.over, over)()
    assert len(inside.window.findChildren(QShortcut)) > 30
    assert conflicts(inside.window) == []


def test_no_key_has_two_meanings_in_any_step_of_the_story(inside: Sitting) -> None:
    # Each when it comes to the front, with those that were made before it behind it.
    found = {key: conflicts(inside.window) for key in steps_of(inside)}
    assert found == {key: [] for key, _ in STEPS}


def test_no_key_has_two_meanings_on_any_page_of_the_practice_room(inside: Sitting) -> None:
    found = {key: conflicts(inside.window) for key in pages_of(inside)}
    assert found == {key: [] for key in PAGES}


def test_a_key_with_two_meanings_would_have_been_seen(inside: Sitting) -> None:
    again = QShortcut(QKeySequence("Ctrl+B"), inside.journal)
    again.setContext(_WITHIN)
    assert conflicts(inside.window) == ["Ctrl+B"]


def keys_of_two(actions: Sequence[Action]) -> dict[str, set[str]]:
    """Keys that stand for more than one action, with the names of those."""
    found: dict[str, set[str]] = {}
    for action in actions:
        if action.shortcut:
            found.setdefault(portable(action.shortcut), set()).add(action.label)
    return {keys: labels for keys, labels in found.items() if len(labels) > 1}


def offered_twice(actions: Sequence[Action]) -> list[str]:
    labels = [action.label for action in actions]
    return sorted(label for label in set(labels) if labels.count(label) > 1)


def test_no_key_stands_for_two_actions(inside: Sitting) -> None:
    assert keys_of_two(rooms_of(inside).offered()) == {}


def test_no_action_is_offered_twice(inside: Sitting) -> None:
    assert offered_twice(rooms_of(inside).offered()) == []


def test_no_key_stands_for_two_actions_and_none_is_offered_twice_in_any_step_of_the_story(inside: Sitting) -> None:
    for key in steps_of(inside):
        actions = rooms_of(inside).offered()
        assert (key, keys_of_two(actions), offered_twice(actions)) == (key, {}, [])


def test_no_key_stands_for_two_actions_on_any_page_of_the_practice_room(inside: Sitting) -> None:
    for key in pages_of(inside):
        actions = rooms_of(inside).offered()
        assert (key, keys_of_two(actions), offered_twice(actions)) == (key, {}, [])


def acting(inside: Sitting) -> set[str]:
    """The keys that there are, but for those of steps of the story and pages of the practice room that are not in
    front: there they do nothing."""
    stacks = (rooms_of(inside).story.stack, rooms_of(inside).practice.stack)
    behind = [
        page
        for stack in stacks
        for at in range(stack.count())
        if (page := stack.widget(at)) is not stack.currentWidget()
    ]
    keys = inside.window.findChildren(QShortcut)
    return {portable(each.key().toString()) for each in keys if each.parent() not in behind}


def test_the_page_of_keys_has_every_key_there_is(inside: Sitting) -> None:
    act = acting(inside)
    inside.keys("Ctrl+F1")
    page = inside.see(ShortcutsDialog)
    listed = {portable(key.shortcut) for key in page.shown()}
    assert listed == act


def test_the_page_of_keys_has_those_of_the_step_in_front(inside: Sitting) -> None:
    for key in steps_of(inside):
        act = acting(inside)
        inside.keys("Ctrl+F1")
        page = inside.see(ShortcutsDialog)
        assert (key, {portable(each.shortcut) for each in page.shown()}) == (key, act)
        page.reject()
        wait_for(lambda: not inside.has(ShortcutsDialog), "the page of keys is closed")


def test_the_page_of_keys_has_those_of_the_page_of_the_practice_room_in_front(inside: Sitting) -> None:
    for key in pages_of(inside):
        act = acting(inside)
        inside.keys("Ctrl+F1")
        page = inside.see(ShortcutsDialog)
        assert (key, {portable(each.shortcut) for each in page.shown()}) == (key, act)
        page.reject()
        wait_for(lambda: not inside.has(ShortcutsDialog), "the page of keys is closed")


# Dialogs that are open when the vault locks


@pytest.mark.parametrize(
    ("keys", "dialog"), [("Ctrl+K", CommandPalette), ("Ctrl+F1", ShortcutsDialog), ("Ctrl+Shift+H", HistoryDialog)]
)
def test_a_dialog_of_the_rooms_goes_with_the_vault(inside: Sitting, keys: str, dialog: type[QWidget]) -> None:
    inside.keys(keys)
    inside.see(dialog)
    inside.face.shell.lock()
    inside.see(UnlockPage)
    wait_for(lambda: not inside.window.findChildren(dialog), "the dialog is gone")
    assert inside.face.window.findChildren(HistoryDialog) == []


# Return


def test_each_return_is_one_paragraph_more(inside: Sitting) -> None:
    journal, today = inside.journal, rooms_of(inside).today
    for room, field in (("journal", journal.editor.text), ("today", today.prompt.field)):
        inside.window.show_room(room)
        field.setFocus()
        inside.keys("Ctrl+A")
        inside.write("a")
        for _ in range(3):
            inside.keys("Return")
        inside.write("b")
        assert field.toPlainText() == "a\n\n\nb"
