"""Our JSON loses nothing."""

import hashlib
import json
import tempfile
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.errors import Code, TransferError
from allydesk.ids import new_entry_id
from allydesk.journal.entry import Content, Entry, NewAttachment, NewEntry, Version
from allydesk.journal.timestamp import Timestamp
from allydesk.progress import unreported
from allydesk.storage.journal import Journal
from allydesk.storage.reading import WholeEntry
from allydesk.transfer import own_json
from allydesk.transfer.exporting import export_json
from allydesk.transfer.importing import preview, run
from allydesk.transfer.notes import NoteBook, NoteKind
from tests.transfer.makers import all_of, code_of, data_of, everything, file_in, kept, noted, read, untimed
from tests.transfer.strategies import LAST_MOMENT, contents, moments
from tests.vaults import Prototype, at

WHEN = datetime(2026, 11, 21, 20, 31, 7, 123456, tzinfo=UTC)
ITEM: dict[str, Any] = {
    "id": "01939d7c-8a3b-7000-8000-000000000000",
    "created": "2026-11-21T21:14:00+01:00",
    "zone": "Europe/Berlin",
    "modified": "2026-11-21T20:31:07.123456+00:00",
    "title": "T",
    "text": "Text",
    "tags": ["a"],
    "mood": 1,
    "trashed": None,
    "versions": [],
    "attachments": [],
}
HEAD: dict[str, Any] = {"format": "allydesk-journal", "version": 1, "exported": "2026-11-21T20:31:07+00:00"}

stored_versions = st.builds(Version, st.just(1), moments, contents)
entries = st.builds(
    NewEntry,
    contents,
    st.just("") | st.text("0123456789abcdef", min_size=64, max_size=64),
    st.builds(new_entry_id),
    moments,
    st.none() | moments,
    st.lists(stored_versions, max_size=2).map(
        lambda versions: tuple(replace(version, number=number) for number, version in enumerate(versions, 1))
    ),
    pinned=st.booleans(),
    seconds=st.integers(min_value=0, max_value=2**40),
)


def document(folder: Path, *items: Any, **head: Any) -> Path:
    file_in(folder, "journal.json", json.dumps({**HEAD, **head, "entries": list(items)}))
    return folder


def as_whole(new: NewEntry) -> WholeEntry:
    assert new.id is not None
    assert new.modified is not None
    entry = Entry(new.id, new.content, new.modified, new.trashed, pinned=new.pinned, seconds=new.seconds)
    return WholeEntry(entry, new.versions, new.fingerprint)


@untimed
@given(st.lists(entries, max_size=3))
def test_round_trip(tmp_path_factory: pytest.TempPathFactory, items: list[NewEntry]) -> None:
    lines = ",\n".join(own_json.entry_line(as_whole(item)) for item in items)
    path = tmp_path_factory.getbasetemp() / "round.json"
    path.write_bytes((own_json.head(WHEN) + lines + "".join(own_json.foot())).encode("utf-8"))
    assert isinstance(json.loads(path.read_bytes()), dict)
    found = own_json.read(path, notes=NoteBook(), progress=unreported)
    assert [draft.entry for draft in found] == items


def test_what_the_first_form_did_not_have_yet_is_empty(tmp_path: Path) -> None:
    [draft] = own_json.read(own_json.document_at(document(tmp_path, ITEM)), notes=NoteBook(), progress=unreported)
    entry = draft.entry
    assert (entry.content.people, entry.content.template, entry.pinned, entry.seconds) == ((), "", False, 0)


class TestWholeJournals:
    def test_everything_comes_back(self, tmp_path: Path, make_journal: Callable[[], Journal]) -> None:
        first, second = make_journal(), make_journal()
        picture = NewAttachment("a\u202e/picture.png", "image/png", b"PNG" * 200_000)
        empty = NewAttachment("", "", b"")
        entry = first.add(
            NewEntry(
                Content(
                    at("2026-11-21T21:14:05.5+01:00"),
                    "By the river",
                    "---\n\n\n",
                    ("walks", "b, c"),
                    -3,
                    ("Makena", "Rhys"),
                    "repair",
                ),
                attachments=(picture, empty, picture),
                pinned=True,
                seconds=754,
            )
        )
        first.save(entry.id, replace(entry.content, text="x"), keep_present=True)
        first.save(entry.id, replace(entry.content, text="y", tags=()), keep_present=True)
        first.add(NewEntry(Content(at("0001-01-01T00:00:00+14:00"), "first")))
        first.add(NewEntry(Content(Timestamp(LAST_MOMENT, -3600, "Nowhere/Atlantis"), "last"), attachments=(picture,)))
        first.trash(first.add(NewEntry(Content(at("2026-01-01"), "thrown away", "x"))).id)
        assert export_json(first, tmp_path / "out") == 4
        assert len(first.versions(entry.id)) == 2
        assert len(list((tmp_path / "out" / "files").iterdir())) == 2

        for place in (tmp_path / "out", tmp_path / "out" / "journal.json"):
            source = read(place)
            assert (source.format, source.notes) == ("json", ())
            assert preview(source, second).new in (4, 0)
            run(source, second)
            assert kept(second) == kept(first)

    def test_an_edited_entry_is_known_by_its_id(self, tmp_path: Path, journal: Journal) -> None:
        for day in ("2026-01-01", "2026-01-02"):
            journal.add(NewEntry(Content(at(day), day)))
        export_json(journal, tmp_path / "out")
        one, other = all_of(journal)
        journal.save(one.id, replace(one.content, title="changed"))
        journal.purge(other.id)
        report = run(read(tmp_path / "out"), journal)
        assert (report.added, report.skipped) == (1, 1)
        assert [entry.content.title for entry in all_of(journal)] == ["changed", "2026-01-02"]

    @settings(max_examples=8, deadline=None)
    @given(items=st.lists(entries, min_size=1, max_size=4))
    def test_any_journal(self, prototype: Prototype, quick_place: Path, items: list[NewEntry]) -> None:
        place = Path(tempfile.mkdtemp(dir=quick_place))
        first, second = prototype.open_copy(place / "1"), prototype.open_copy(place / "2")
        try:
            first.journal.add_all(items)
            export_json(first.journal, place / "out")
            run(read(place / "out"), second.journal)
            assert everything(second.journal) == everything(first.journal)
        finally:
            first.lock()
            second.lock()


class TestWhatIsRefused:
    def test_a_later_version(self, tmp_path: Path) -> None:
        with pytest.raises(TransferError) as raised:
            read(document(tmp_path, {"new": "shape"}, version=7))
        assert code_of(raised) is Code.NEWER_VERSION
        assert raised.value.facts == {"version": 7}

    @pytest.mark.parametrize(
        "change",
        [
            {"created": "2026-11-21T21:14:00"},
            {"created": "yesterday"},
            {"created": 5},
            {"text": None},
            {"title": ["x"]},
            {"tags": [1]},
            {"mood": 6},
            {"mood": "3"},
            {"mood": True},
            {"id": "mine"},
            {"modified": "2026-11-21T21:14:00"},
            {"trashed": 1},
            {"versions": [{"text": "x"}]},
            {"versions": 5},
            {"attachments": [{}]},
            {"attachments": ["x"]},
            {"fingerprint": "mine"},
            {"fingerprint": 5},
        ],
    )
    def test_an_entry_that_is_not_ours(self, tmp_path: Path, change: dict[str, Any]) -> None:
        with pytest.raises(TransferError) as raised:
            read(document(tmp_path, ITEM, {**ITEM, **change}))
        assert code_of(raised) is Code.UNREADABLE_SOURCE
        assert raised.value.facts == {"entry": 2}

    @pytest.mark.parametrize("version", ["1", 0, -1, 1.5, None])
    def test_a_version_that_is_none(self, tmp_path: Path, version: Any) -> None:
        with pytest.raises(TransferError) as raised:
            read(document(tmp_path, ITEM, version=version))
        assert code_of(raised) is Code.UNREADABLE_SOURCE

    def test_a_cut_document(self, tmp_path: Path, journal: Journal) -> None:
        data = (document(tmp_path, ITEM, ITEM) / "journal.json").read_bytes()
        file_in(tmp_path, "journal.json", data[:-20])
        with pytest.raises(TransferError) as raised:
            read(tmp_path)
        assert code_of(raised) is Code.UNREADABLE_SOURCE
        assert journal.count() == 0

    def test_entries_that_are_no_list(self, tmp_path: Path) -> None:
        file_in(tmp_path, "journal.json", json.dumps({**HEAD, "entries": {"a": 1}}))
        with pytest.raises(TransferError) as raised:
            read(tmp_path)
        assert code_of(raised) is Code.UNREADABLE_SOURCE


def test_a_document_another_tool_has_sorted(tmp_path: Path) -> None:
    file_in(tmp_path, "journal.json", json.dumps({**HEAD, "entries": [ITEM]}, sort_keys=True, indent=4))
    assert read(tmp_path).found == 1


def test_less_than_everything(tmp_path: Path) -> None:
    source = read(document(tmp_path, {"created": ITEM["created"], "text": "x"}))
    [entry] = source.entries
    assert (entry.id, entry.content.text, len(entry.fingerprint)) == (None, "x", 64)


def test_the_same_id_twice_keeps_both(tmp_path: Path, journal: Journal) -> None:
    source = read(document(tmp_path, ITEM, {**ITEM, "text": "another"}))
    assert noted(source) == {NoteKind.ID_REPEATED: 1}
    assert run(source, journal).added == 2
    assert run(read(tmp_path), journal).added == 0


class TestFiles:
    def with_file(self, folder: Path, **change: Any) -> Path:
        data = b"PNG"
        digest = hashlib.sha256(data).hexdigest()
        if not (folder / "files" / digest).exists():
            file_in(folder, f"files/{digest}", data)
        file = {"name": "a.png", "type": "image/png", "size": 3, "sha256": digest, "file": f"files/{digest}"}
        return document(folder, {**ITEM, "attachments": [{**file, **change}]})

    def test_one(self, tmp_path: Path) -> None:
        [entry] = read(self.with_file(tmp_path)).entries
        [file] = entry.attachments
        assert (file.name, file.media_type, data_of(file), file.removed) == ("a.png", "image/png", b"PNG", None)

    @pytest.mark.parametrize(
        "place", ["../secret", "files/../../secret", "{outside}/secret", "files/link", "files", "", "files/a/b"]
    )
    def test_what_lies_elsewhere_stays_there(self, tmp_path: Path, place: str) -> None:
        file_in(tmp_path, "secret", "secret")
        home = self.with_file(tmp_path / "home", file=place.format(outside=tmp_path))
        (home / "files" / "link").symlink_to(tmp_path / "secret")
        source = read(home)
        [entry] = source.entries
        assert entry.attachments == ()
        assert noted(source) == {NoteKind.OUTSIDE_LEFT_OUT: 1}

    def test_what_is_not_there_is_told(self, tmp_path: Path) -> None:
        source = read(self.with_file(tmp_path, file="files/gone"))
        assert [entry.attachments for entry in source.entries] == [()]
        assert noted(source) == {NoteKind.FILE_MISSING: 1}

    def test_damage_is_told_and_kept(self, tmp_path: Path, journal: Journal) -> None:
        report = run(read(self.with_file(tmp_path, sha256="0" * 64)), journal)
        assert {note.kind for note in report.notes} == {NoteKind.FILE_DAMAGED}
        [entry] = all_of(journal)
        assert journal.read_attachment(entry.attachments[0].id) == b"PNG"
