"""Our Markdown reads back exactly, whatever an entry holds."""

import os
import shutil
import tempfile
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allydesk.errors import Code, TransferError
from allydesk.ids import EntryId
from allydesk.journal.entry import Content, Entry, NewAttachment, NewEntry
from allydesk.journal.tags import unique_tags
from allydesk.journal.timestamp import Timestamp
from allydesk.storage.journal import Journal
from allydesk.transfer import own_markdown
from allydesk.transfer.exporting import export_markdown
from allydesk.transfer.importing import read as read_source
from allydesk.transfer.importing import run
from allydesk.transfer.notes import NoteKind
from allydesk.transfer.own_markdown import PlacedFile
from tests.transfer.makers import code_of, data_of, file_in, kept, noted, read, untimed
from tests.transfer.strategies import LAST_MOMENT, contents, moments, sign, texts
from tests.vaults import Prototype, at

ID = EntryId("01939d7c-8a3b-7000-8000-000000000000")
WHEN = datetime(2026, 11, 21, 20, 31, 7, 123456, tzinfo=UTC)

entries = st.builds(Entry, st.just(ID), contents, moments, st.none() | moments)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("round")


def read_back(folder: Path, entry: Entry, files: tuple[PlacedFile, ...] = ()) -> NewEntry:
    (folder / "entry.md").write_bytes(own_markdown.compose(entry, files).encode("utf-8"))
    source = read(folder, "markdown")
    [found] = source.entries
    assert {note.kind for note in source.notes} <= {NoteKind.FILE_MISSING, NoteKind.OTHER_FILES}
    return found


def written(text: str = "", title: str = "", tags: tuple[str, ...] = ()) -> Entry:
    return Entry(ID, Content(at("2026-11-21T21:14"), title, text, unique_tags(tags)), WHEN)


@untimed
@given(entry=entries)
@example(entry=written("---\ntitle: not this one\n---\n\n\ntext\n\n\n"))
@example(entry=written("\n"))
@example(entry=written(" \t "))
@example(entry=written("", "", ("a, b", "c: d", "#e", "'", '"', "no", "1")))
@example(entry=Entry(ID, Content(Timestamp(datetime(1, 1, 1), 50400, "Pacific/Kiritimati")), WHEN, WHEN))
@example(entry=Entry(ID, Content(Timestamp(datetime(9999, 12, 31, 23, 59), -43200, "")), WHEN, WHEN))
def test_round_trip(folder: Path, entry: Entry) -> None:
    found = read_back(folder, entry)
    assert found.content == entry.content
    assert (found.id, found.modified, found.trashed) == (entry.id, entry.modified, entry.trashed)
    assert found.fingerprint == ""


def test_ten_thousand_tags(folder: Path) -> None:
    entry = written("x", "y", tuple(f"tag number {number} – ü" for number in range(10_000)))
    assert read_back(folder, entry).content == entry.content


file_names = st.sampled_from(["a.png", "b ü.pdf", "(c).txt", "[d].md", "e&f.jpg"])


@untimed
@given(
    text=texts,
    names=st.lists(
        st.tuples(file_names, st.text(sign, min_size=1, max_size=10)), max_size=3, unique_by=lambda pair: pair[0]
    ),
)
def test_links_below_are_taken_off_again(folder: Path, text: str, names: list[tuple[str, str]]) -> None:
    folder = folder.with_name("with files")
    shutil.rmtree(folder, ignore_errors=True)
    folder.mkdir()
    files = tuple(PlacedFile(f"entry/{name}", called, "image/png") for name, called in names)
    for file in files:
        file_in(folder, file.path, file.name)
    entry = written(f"{text}![x](entry/a.png)")
    found = read_back(folder, entry, files)
    assert found.content == entry.content
    assert [(file.name, data_of(file).decode()) for file in found.attachments] == [(name, name) for _, name in names]


def test_links_below_are_there_for_other_programs() -> None:
    files = (PlacedFile("e/a b.png", "a [b].png", "image/png"), PlacedFile("e/c.pdf", "c.pdf", "application/pdf"))
    text = own_markdown.compose(written("See [it](e/c.pdf)."), files)
    assert text.endswith("\n---\n\nSee [it](e/c.pdf).\n\n![a \\[b\\].png](<e/a b.png>)\n")


def test_a_later_form_is_not_guessed_at(tmp_path: Path) -> None:
    file_in(tmp_path, "a.md", "---\nallydesk: 3\ntitle: x\n---\n")
    with pytest.raises(TransferError) as raised:
        read(tmp_path)
    assert code_of(raised) is Code.NEWER_VERSION
    assert raised.value.facts == {"version": 3}


def test_what_people_change_in_our_files_is_read(tmp_path: Path) -> None:
    text = own_markdown.compose(written("Text"), ())
    text = text.replace('title: ""', "title: Mine now\nplace: here").replace("---\n\nText\n", "---\nText, and more")
    file_in(tmp_path, "a.md", text)
    source = read(tmp_path)
    [entry] = source.entries
    assert (entry.content.title, entry.id) == ("Mine now", ID)
    assert entry.content.text == "Text, and more\n\n```yaml\nplace: here\n```"
    assert noted(source) == {NoteKind.DETAILS_KEPT_AS_TEXT: 1}


def test_files_named_outside_the_folder_are_not_taken(tmp_path: Path) -> None:
    file_in(tmp_path, "secret.txt", "secret")
    home = tmp_path / "home"
    for path in ("../secret.txt", str(tmp_path / "secret.txt"), "link.txt", "gone.txt"):
        file_in(home, "a.md", own_markdown.compose(written("x"), (PlacedFile(path, "a.txt", "text/plain"),)))
        if not (home / "link.txt").is_symlink():
            (home / "link.txt").symlink_to(tmp_path / "secret.txt")
        source = read(home)
        [entry] = source.entries
        assert entry.attachments == ()
        assert noted(source)[NoteKind.FILE_MISSING] == 1


def test_a_copied_file_is_another_entry(tmp_path: Path, journal: Journal) -> None:
    for name in ("a.md", "b.md"):
        file_in(tmp_path, name, own_markdown.compose(written(f"Text of {name}"), ()))
    source = read(tmp_path)
    assert run(source, journal).added == 2
    assert noted(source) == {NoteKind.ID_REPEATED: 1}
    assert run(read(tmp_path), journal).skipped == 2


class TestWholeJournals:
    def test_into_another_vault(self, tmp_path: Path, make_journal: Callable[[], Journal]) -> None:
        first, second = make_journal(), make_journal()
        picture = NewAttachment("a picture.png", "image/png", b"PNG")
        same_name = NewAttachment("A Picture.png", "image/png", b"another")
        words = NewAttachment("notes.txt", "text/plain", b"not an entry")
        reserved = NewAttachment("CON.md", "text/markdown", b"---\ntitle: not an entry\n---\n")
        hostile = NewAttachment("../../x.png", "image/png", b"")
        when = at("2026-11-21T21:14:05.5+01:00")
        for content in (
            Content(
                when, "By the river", "See ![it](a%20picture.png)\n\n", ("walks",), -3, ("Makena", "Rhys"), "repair"
            ),
            Content(when, "by the River", "---\n\n"),
            Content(when, "CON"),
            Content(when, "../../etc/passwd", "\ufeff"),
            Content(when, "日記 🙂 " + "long" * 100, "مرحبا"),
            Content(at("0001-01-01T00:00:00+14:00"), "first"),
            Content(Timestamp(LAST_MOMENT, -3600, "Nowhere/Atlantis"), "last"),
        ):
            first.add(NewEntry(content, attachments=(picture, same_name, words, reserved, hostile)))
        thrown = first.add(NewEntry(Content(when, "thrown away", "x"), pinned=True, seconds=95))
        first.trash(thrown.id)
        assert export_markdown(first, tmp_path / "out") == 8
        source = read(tmp_path / "out")
        assert source.notes == ()
        assert run(source, second).added == 8
        assert kept(second) == kept(first)
        assert run(source, second).added == 0
        for path in (tmp_path / "out").rglob("*"):
            assert len(os.fsencode(path.name)) < 200
            assert not set('<>:"\\|?*') & set(path.name)

    def test_other_files_in_the_folder_do_not_get_in(self, tmp_path: Path, make_journal: Callable[[], Journal]) -> None:
        first, second = make_journal(), make_journal()
        file = NewAttachment("pic.png", "image/png", b"PNG")
        first.add(NewEntry(Content(at("2026-01-01"), "with"), attachments=(file,)))
        first.add(NewEntry(Content(at("2026-01-02"), "without", "![[pic.png]]")))
        export_markdown(first, tmp_path / "out")
        run(read(tmp_path / "out"), second)
        assert kept(second) == kept(first)

    @settings(max_examples=8, deadline=None)
    @given(contents=st.lists(contents, min_size=1, max_size=5))
    def test_any_journal(self, prototype: Prototype, quick_place: Path, contents: list[Content]) -> None:
        place = Path(tempfile.mkdtemp(dir=quick_place))
        first, second = prototype.open_copy(place / "1"), prototype.open_copy(place / "2")
        try:
            first.journal.add_all(NewEntry(content) for content in contents)
            export_markdown(first.journal, place / "out")
            run(read_source(place / "out", zone=UTC), second.journal)
            assert kept(second.journal) == kept(first.journal)
        finally:
            first.lock()
            second.lock()


def test_names_by_date(tmp_path: Path, journal: Journal) -> None:
    journal.add(NewEntry(Content(at("2026-03-04T05:06"), "By the river!")))
    journal.add(NewEntry(Content(at("2026-03-04T05:06"), "by THE river")))
    journal.add(NewEntry(Content(at("0987-01-01T00:00"))))
    export_markdown(journal, tmp_path / "out")
    names = sorted(path.relative_to(tmp_path / "out").as_posix() for path in (tmp_path / "out").rglob("*.md"))
    assert names == [
        "0987/01/0987-01-01-0000.md",
        "2026/03/2026-03-04-0506-by-the-river-2.md",
        "2026/03/2026-03-04-0506-by-the-river.md",
    ]
