"""Files coming in: from the disk, the clipboard and another window; and what is said when they do not."""

import io
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QUrl

from allydesk.errors import AllydeskError, Code
from allydesk.journal.entry import Attachment
from allydesk.journal.pictures import Position
from allydesk.progress import unreported
from allydesk.ui.journal.files import arriving
from allydesk.ui.journal.files.arriving import Arriving, from_path, keep
from allydesk.ui.tasks import Task, TaskRunner
from tests.ui.journal.files.conftest import Desk
from tests.ui.journal.files.made import HTML, SVG, Shrinking, encoded, image, turned_jpeg, urls
from tests.ui.scripted import ScriptedPrompts


def file(folder: Path, name: str, data: bytes) -> Path:
    path = folder / name
    path.write_bytes(data)
    return path


def code_of(desk: Desk, coming: Arriving) -> Code:
    with pytest.raises(AllydeskError) as caught:
        keep(coming, desk.entry_id, files=desk.files, strip_position=True, progress=unreported)
    assert desk.kept == ()
    return caught.value.code


def kept_as(desk: Desk, name: str, data: bytes = b"x") -> Attachment:
    coming = Arriving(name, lambda: (io.BytesIO(data), len(data)))
    return keep(coming, desk.entry_id, files=desk.files, strip_position=True, progress=unreported).attachment


def test_a_chosen_file_is_kept_as_it_is(desk: Desk, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    data = os.urandom(700_000)
    prompts.will_choose_files(file(tmp_path, "a table.bin", data))
    desk.strip.choose()
    desk.wait_for(1)
    kept = desk.kept[0]
    assert (kept.name, kept.media_type, kept.size) == ("a table.bin", "application/octet-stream", 700_000)
    assert desk.files.read(kept.id) == data
    assert desk.texts == []


def test_dropped_files_come_in_their_order_and_pictures_go_into_the_text(desk: Desk, tmp_path: Path) -> None:
    paths = [
        file(tmp_path, "a [b] (c).png", encoded()),
        file(tmp_path, "song.mp3", b"ID3\4\0\0"),
        file(tmp_path, "two.png", encoded("JPEG")),
    ]
    assert desk.strip.take(urls(*paths))
    desk.wait_for(3)
    assert [each.name for each in desk.kept] == ["a [b] (c).png", "song.mp3", "two.png"]
    assert [each.media_type for each in desk.kept] == ["image/png", "audio/mpeg", "image/jpeg"]
    assert desk.texts == [r"![a \[b\] (c)](a%20%5Bb%5D%20%28c%29.png)", "![two](two.png)"]
    assert desk.changes[-1] == desk.kept == desk.strip.attachments


def test_a_link_leads_back_to_its_picture(desk: Desk, tmp_path: Path) -> None:
    name = "Ünïcode & 100%, (two) 😀.png"
    desk.strip.take(urls(file(tmp_path, name, encoded())))
    desk.wait_for(1)
    target = desk.texts[0].partition("](")[2].removesuffix(")")
    desk.until(lambda: desk.strip.pictures.size(target) is not None)
    assert desk.strip.pictures.size("another.png") is None


def test_where_it_was_taken_goes_out_of_a_picture_and_is_said(desk: Desk, tmp_path: Path) -> None:
    data = turned_jpeg(6, position=True)
    desk.strip.take(urls(file(tmp_path, "walk.jpg", data)))
    desk.wait_said("Where it was taken has been removed")
    assert b"\x25\x88" not in desk.files.read(desk.kept[0].id)
    desk.strip.set_strip_position(False)
    desk.strip.take(urls(tmp_path / "walk.jpg"))
    desk.wait_for(2)
    assert desk.files.read(desk.kept[1].id) == data
    assert desk.kept[1].name == "walk 2.jpg"


def test_what_could_not_be_looked_through_is_said(desk: Desk, tmp_path: Path) -> None:
    desk.strip.take(urls(file(tmp_path, "walk.jpg", encoded("JPEG") + b"something of the maker's own")))
    desk.wait_said("Position data may still be in this file")


def test_a_film_too_large_for_memory_is_kept_as_it_is(
    desk: Desk, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(arriving, "LARGEST", 1000)
    data = b"\0\0\0\x10ftypisom\0\0\0\0" + os.urandom(600_000)
    path = file(tmp_path, "film.mp4", data)
    added = keep(from_path(path), desk.entry_id, files=desk.files, strip_position=True, progress=unreported)
    assert added.position is Position.UNSURE
    assert desk.files.read(added.attachment.id) == data


def test_a_picture_from_the_clipboard_gets_a_name(desk: Desk) -> None:
    mime = QMimeData()
    mime.setImageData(image())
    assert desk.strip.take(mime)
    desk.wait_for(1)
    assert (desk.kept[0].name, desk.kept[0].media_type) == ("Picture 2026-11-21 21.14.png", "image/png")
    assert desk.texts == ["![Picture 2026-11-21 21.14](Picture%202026-11-21%2021.14.png)"]


def test_a_picture_is_taken_as_the_other_program_has_it(desk: Desk) -> None:
    mime = QMimeData()
    mime.setData("image/jpeg", turned_jpeg(1))
    assert desk.strip.take(mime)
    desk.wait_for(1)
    assert desk.kept[0].name == "Picture 2026-11-21 21.14.jpg"
    assert desk.files.read(desk.kept[0].id) == turned_jpeg(1)


@pytest.mark.parametrize("offered", [b"", b"not a picture at all"])
def test_a_clipboard_that_delivers_nothing_is_told(desk: Desk, offered: bytes) -> None:
    mime = QMimeData()
    mime.setData("image/png", offered)
    assert desk.strip.take(mime)
    assert "The clipboard promised a picture" in desk.said()
    assert desk.kept == ()


def test_words_and_addresses_are_not_for_us(desk: Desk) -> None:
    words = QMimeData()
    words.setText("some words")
    address = QMimeData()
    address.setUrls([QUrl("https://example.org/a.png")])
    assert not desk.strip.take(words)
    assert not desk.strip.take(address)


def test_nothing_is_added_to_a_locked_entry(desk: Desk, tmp_path: Path) -> None:
    desk.strip.show_files(desk.entry_id, (), locked=True)
    assert not desk.strip.take(urls(file(tmp_path, "a.png", encoded())))
    desk.strip.choose()
    assert [action.ready() for action in desk.strip.offered()] == [False, False]


def test_one_that_cannot_be_read_does_not_keep_the_others_out(desk: Desk, tmp_path: Path) -> None:
    desk.strip.take(urls(tmp_path / "not here.png", file(tmp_path, "here.png", encoded())))
    desk.wait_said("1 of 2 files were not added.")
    assert [each.name for each in desk.kept] == ["here.png"]


def test_a_folder_is_told(desk: Desk, tmp_path: Path) -> None:
    desk.strip.take(urls(tmp_path))
    desk.wait_said("The file was not added. That is a folder or a device")


def test_what_cannot_be_read_has_a_code_of_its_own(desk: Desk, tmp_path: Path) -> None:
    pipe = tmp_path / "pipe"
    os.mkfifo(pipe)
    assert code_of(desk, from_path(pipe)) is Code.NOT_A_FILE
    assert code_of(desk, from_path(tmp_path)) is Code.NOT_A_FILE
    assert code_of(desk, from_path(tmp_path / "gone.png")) is Code.SOURCE_GONE
    assert code_of(desk, Arriving("a", lambda: (Shrinking(bytes(300_000)), 300_000))) is Code.SOURCE_CHANGED
    assert code_of(desk, Arriving("a", lambda: (io.BytesIO(bytes(300_000)), 299_999))) is Code.SOURCE_CHANGED
    assert code_of(desk, Arriving("a", lambda: (io.BytesIO(b""), 1))) is Code.SOURCE_CHANGED


@pytest.mark.skipif(os.name == "nt" or os.geteuid() == 0, reason="an administrator may read everything")
def test_a_file_without_permission_is_told(desk: Desk, tmp_path: Path) -> None:
    path = file(tmp_path, "secret.png", encoded())
    path.chmod(0)
    assert code_of(desk, from_path(path)) is Code.FILE_UNREADABLE


def test_what_a_name_says_of_a_file_is_not_believed(desk: Desk) -> None:
    files = {
        "empty.png": (b"", "application/octet-stream"),
        "page.png": (HTML, "text/html"),
        "drawing.png": (SVG, "image/svg+xml"),
        "really.jpg": (encoded("PNG"), "image/png"),
    }
    for name, (data, kind) in files.items():
        kept = kept_as(desk, name, data)
        assert (kept.media_type, kept.size) == (kind, len(data))
        assert desk.files.read(kept.id) == data


def test_names_are_made_harmless(desk: Desk) -> None:
    names = {
        "../../etc/passwd": ".._.._etc_passwd",
        "two\nlines\tand more.txt": "two lines and more.txt",
        "😀 smile.png": "😀 smile.png",
        "   ": "file",
    }
    assert {name: kept_as(desk, name).name for name in names} == names


def test_a_very_long_name_is_cut_and_keeps_its_end(desk: Desk) -> None:
    name = kept_as(desk, "a" * 500 + ".png").name
    assert name.endswith("a.png")
    assert len(name) <= 125


def test_stopping_leaves_nothing_half_and_begins_nothing_more(desk: Desk, tasks: TaskRunner, tmp_path: Path) -> None:
    started: list[Task] = []
    tasks.long_started.connect(started.append)
    tasks.long_started.connect(lambda task: task.cancel())
    desk.strip.take(urls(file(tmp_path, "one.bin", os.urandom(2_000_000)), file(tmp_path, "two.bin", b"2")))
    desk.wait_said("You stopped it; nothing was added.")
    assert len(started) == 1
    assert desk.kept == ()


def test_a_file_for_an_entry_that_was_left_is_kept_there_and_not_shown_here(desk: Desk, tmp_path: Path) -> None:
    told: list[object] = []
    desk.strip.entry_changed.connect(told.append)
    desk.strip.take(urls(file(tmp_path, "one.png", encoded())))
    desk.strip.show_files(None, (), locked=True)
    desk.until(lambda: told == [desk.entry_id])
    assert [each.name for each in desk.kept] == ["one.png"]
    assert desk.strip.attachments == ()
    assert desk.texts == []
