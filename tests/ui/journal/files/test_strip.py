"""The strip: walked by key, renamed, removed and brought back, copied out, and emptied when the vault is locked."""

import stat
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtGui import QContextMenuEvent
from PySide6.QtWidgets import QApplication, QLineEdit, QMenu

from allydesk.errors import Cancelled, Code, TransferError
from allydesk.journal.entry import Attachment
from allydesk.journal.pictures import kind_of
from allydesk.progress import unreported
from allydesk.ui.journal.files.copies import write_copy
from allydesk.ui.journal.files.pictures import MOST_KEPT, Pictures
from allydesk.ui.journal.files.words import said_size, split_name
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.hands import button, press
from tests.ui.journal.files.conftest import Desk
from tests.ui.journal.files.made import encoded, png_that_says
from tests.ui.scripted import ScriptedPrompts


def keep(desk: Desk, *files: tuple[str, bytes]) -> tuple[Attachment, ...]:
    """Keep these with the entry, and show them."""
    for name, data in files:
        desk.attach(name, data)
    desk.strip.show_files(desk.entry_id, desk.kept, locked=False)
    return desk.kept


@pytest.fixture
def three(desk: Desk) -> tuple[Attachment, ...]:
    """A picture, a sound and a text."""
    files = keep(desk, ("one.png", encoded()), ("two.mp3", b"ID3\4"), ("three.txt", b"some words"))
    desk.strip.view.setFocus(Qt.FocusReason.TabFocusReason)
    return files


def menu_of(desk: Desk) -> dict[str, object]:
    menu = desk.strip.findChild(QMenu)
    assert menu is not None
    return {action.text(): action for action in menu.actions() if not action.isSeparator()}


def trigger(desk: Desk, words: str) -> None:
    menu = desk.strip.findChild(QMenu)
    assert menu is not None
    found = [action for action in menu.actions() if action.text() == words]
    menu.close()
    found[0].trigger()


def test_a_strip_without_files_takes_no_room(desk: Desk) -> None:
    assert desk.strip.isHidden()
    keep(desk, ("one.png", encoded()))
    assert desk.strip.isVisible()


def test_it_is_one_stop_for_tab_and_walked_with_arrows(desk: Desk, three: tuple[Attachment, ...]) -> None:
    view = desk.strip.view
    assert view.current_file() == three[0]
    press(view, Qt.Key.Key_Right)
    assert view.current_file() == three[1]
    press(view, Qt.Key.Key_End)
    assert view.current_file() == three[2]
    press(view, Qt.Key.Key_Tab)
    assert QApplication.focusWidget() is desk.strip.add_button
    described = desk.strip.view.model().index(0, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert str(described).startswith("one.png, picture, ")


def test_delete_removes_and_undo_brings_back_into_its_place(desk: Desk, three: tuple[Attachment, ...]) -> None:
    press(desk.strip.view, Qt.Key.Key_Right)
    press(desk.strip.view, Qt.Key.Key_Delete)
    desk.wait_for(2)
    assert desk.kept == (three[0], three[2]) == desk.changes[-1]
    assert desk.strip.view.current_file() == three[2]
    assert desk.said() == "“two.mp3” was removed."
    button(desk.strip, "Undo").click()
    desk.wait_for(3)
    assert desk.strip.attachments == desk.kept == three


def test_what_was_removed_can_be_brought_back_later(desk: Desk, three: tuple[Attachment, ...]) -> None:
    desk.files.remove(three[0].id)
    desk.strip.show_files(desk.entry_id, desk.kept, locked=False)
    desk.strip.show_removed()
    desk.until(lambda: "Bring back “one.png”" in menu_of(desk))
    trigger(desk, "Bring back “one.png”")
    desk.wait_for(3)
    assert desk.kept == three


def test_without_removed_files_it_says_so(desk: Desk) -> None:
    desk.strip.show_removed()
    desk.wait_said("No files were removed")
    assert desk.strip.isVisible()


def test_f2_gives_another_name_and_keeps_the_end(desk: Desk, three: tuple[Attachment, ...]) -> None:
    view = desk.strip.view
    press(view, Qt.Key.Key_F2)
    field = view.findChild(QLineEdit)
    assert field is not None
    assert field.text() == "one"
    field.setText("the river/1")
    press(field, Qt.Key.Key_Return)
    desk.until(lambda: desk.kept[0].name != three[0].name)
    assert desk.kept[0].name == "the river_1.png"
    desk.until(lambda: desk.strip.attachments == desk.kept)


def test_the_menu_offers_what_can_be_done(desk: Desk, three: tuple[Attachment, ...]) -> None:
    view = desk.strip.view
    middle = view.visualRect(view.model().index(0, 0)).center()
    where = view.viewport().mapToGlobal(middle)
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Mouse, middle, where))
    assert list(menu_of(desk)) == ["Open", "Put into the text", "Save a copy…", "Rename", "Remove"]
    trigger(desk, "Put into the text")
    assert desk.texts == ["![one](one.png)"]
    desk.strip.show_files(desk.entry_id, three, locked=True)
    view.setCurrentIndex(view.model().index(0, 0))
    QApplication.sendEvent(view.viewport(), QContextMenuEvent(QContextMenuEvent.Reason.Keyboard, QPoint(), where))
    assert list(menu_of(desk)) == ["Open", "Save a copy…"]
    trigger(desk, "Open")


def test_a_locked_entrys_files_are_not_changed(desk: Desk, three: tuple[Attachment, ...]) -> None:
    desk.strip.show_files(desk.entry_id, three, locked=True)
    view = desk.strip.view
    view.go_to(0)
    press(view, Qt.Key.Key_Delete)
    press(view, Qt.Key.Key_F2)
    assert view.findChild(QLineEdit) is None
    assert desk.strip.add_button.isHidden()
    assert desk.kept == three


def test_a_copy_leaves_the_vault_only_after_a_question(
    desk: Desk, three: tuple[Attachment, ...], prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    place = tmp_path / "copy.png"
    prompts.will_choose("save")
    prompts.will_choose_file(place)
    desk.strip.open(three[0])
    assert desk.strip._viewer is not None
    # Once the picture is there: what is said of it then comes in the place of anything said before.
    desk.until(desk.strip._viewer.rotate.isVisible)
    desk.strip._viewer.save.click()
    desk.wait_said("A copy, not encrypted, is at copy.png.")
    assert "not encrypted" in prompts.questions[0].text
    assert desk.strip._viewer.detail.whole_text() == desk.said()
    assert place.read_bytes() == encoded()
    assert stat.S_IMODE(place.stat().st_mode) == 0o600


def test_a_copy_that_fails_or_is_stopped_leaves_nothing(tmp_path: Path) -> None:
    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        write_copy([b"one", b"two"], size=6, place=tmp_path / "copy", progress=stop)
    with pytest.raises(TransferError) as caught:
        write_copy([b"one"], size=3, place=tmp_path / "no folder" / "copy", progress=unreported)
    assert caught.value.code is Code.DESTINATION_UNWRITABLE
    assert list(tmp_path.iterdir()) == []


def test_a_thumbnail_is_made_once_and_kept_in_the_vault(desk: Desk, three: tuple[Attachment, ...]) -> None:
    desk.until(lambda: desk.strip.pictures.thumbnail(three[0]) is not None)
    desk.until(lambda: desk.files.thumbnail(three[0].id) is not None)
    kept = desk.files.thumbnail(three[0].id)
    assert kept is not None
    assert kind_of(kept) == "image/jpeg"
    assert desk.strip.pictures.thumbnail(three[1]) is None


def test_a_picture_for_the_text_is_as_wide_as_asked_for(desk: Desk) -> None:
    keep(desk, ("wide.png", encoded(width=300, height=100)))
    pictures = desk.strip.pictures
    assert pictures.picture("wide.png", width=150) is None
    desk.until(lambda: pictures.picture("wide.png", width=150) is not None)
    small = pictures.picture("wide.png", width=150)
    assert small is not None
    assert (small.width(), small.height()) == (150, 50)
    size = pictures.size("wide.png")
    assert size is not None
    assert (size.width(), size.height()) == (300, 100)
    desk.until(lambda: (shown := pictures.picture("wide.png", width=900)) is not None and shown.width() == 300)


def test_a_bomb_is_refused_in_words_and_asked_for_once(desk: Desk) -> None:
    (bomb,) = keep(desk, ("bomb.png", png_that_says(60_000, 60_000)))
    pictures = desk.strip.pictures
    assert pictures.picture("bomb.png", width=100) is None
    desk.until(lambda: pictures.refusal(bomb) is not None)
    refusal = pictures.refusal(bomb)
    assert refusal is not None
    assert refusal.facts == {"width": 60_000, "height": 60_000}
    assert pictures.size("bomb.png") is None


def test_what_is_kept_of_pictures_is_bounded(desk: Desk, tasks: TaskRunner) -> None:
    large = encoded(width=2400, height=2400)
    files = keep(desk, *((f"{number}.png", large) for number in range(4)))
    pictures = Pictures(files=desk.vault.files, tasks=tasks)
    pictures.show_files(files)
    for file in files:
        desk.until(partial(_has_arrived, pictures, file.name))
        assert sum(each.width() * each.height() * 4 for each in pictures._kept.values()) <= MOST_KEPT
    assert len(pictures._kept) == 2
    pictures.close_all()
    assert not pictures._kept


def _has_arrived(pictures: Pictures, name: str) -> bool:
    return pictures.picture(name, width=2400) is not None


def test_nothing_of_the_vault_is_left_after_closing(desk: Desk, three: tuple[Attachment, ...]) -> None:
    strip = desk.strip
    desk.until(lambda: strip.pictures.thumbnail(three[0]) is not None)
    strip.open(three[0])
    strip.close_all()
    assert strip.attachments == ()
    assert not strip.pictures._kept
    assert not strip.pictures._sizes
    assert strip.pictures._decoder is None
    assert strip.isHidden()
    assert desk.said() == ""
    assert strip._viewer is None


def test_it_takes_another_look(desk: Desk, three: tuple[Attachment, ...], look: Look) -> None:
    before = desk.strip.view.height()
    look.scale_text(2.0)
    assert desk.strip.view.height() > 1.4 * before
    assert three == desk.strip.attachments


@pytest.mark.parametrize(
    ("size", "said"),
    [(0, "0 bytes"), (1, "1 byte"), (999, "999 bytes"), (1000, "1.0 KB"), (999_499, "999 KB"), (2_140_000, "2.1 MB")],
)
def test_sizes_are_said_as_people_say_them(size: int, said: str) -> None:
    assert said_size(size) == said


def test_the_end_of_a_name_is_told_from_its_words() -> None:
    assert split_name("photo.jpg") == ("photo", ".jpg")
    assert split_name("no end") == ("no end", "")
    assert split_name("On the 3. of May") == ("On the 3. of May", "")
    assert split_name(".hidden") == (".hidden", "")
