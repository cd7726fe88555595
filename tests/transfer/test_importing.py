import json
import os
import shutil
from collections.abc import Callable
from dataclasses import replace
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allydesk.errors import Cancelled, Code, TransferError
from allydesk.ids import new_entry_id
from allydesk.journal.entry import Content, Entry, NewEntry
from allydesk.storage.journal import Journal
from allydesk.storage.reading import WholeEntry
from allydesk.transfer import importing, own_json
from allydesk.transfer.exporting import export_json, export_markdown
from allydesk.transfer.importing import FORMATS, preview, recognise, run
from allydesk.transfer.notes import NoteKind
from allydesk.transfer.source import Format
from tests.transfer.makers import BERLIN, CancelAt, all_of, code_of, contents, file_in, noted, read, sample
from tests.vaults import at

JRNL = "[2020-08-29 11:11] One. *\nText @a\n\n[2020-08-30 11:11] Two.\nText @b\n\n[2020-08-30 11:11] Two.\nText @b\n"
JRNL_JSON = json.dumps(
    {
        "tags": {"@a": 1, "@b": 2},
        "entries": [
            {
                "title": "One.",
                "body": "Text @a",
                "date": "2020-08-29",
                "time": "11:11",
                "tags": ["@a"],
                "starred": True,
            },
            *[{"title": "Two.", "body": "Text @b", "date": "2020-08-30", "time": "11:11", "tags": ["@b"]}] * 2,
        ],
    }
)


@pytest.fixture
def sources(tmp_path: Path) -> dict[Format, Path]:
    """Three entries in each of the formats."""
    now = datetime(2026, 11, 21, tzinfo=UTC)
    days = [at(f"2020-08-{number:02}") for number in (1, 2, 3)]
    entries = [Entry(new_entry_id(), Content(day, "Title", "Text", ("a",)), now) for day in days]
    lines = ",\n".join(own_json.entry_line(WholeEntry(entry)) for entry in entries)
    file_in(tmp_path, "json/journal.json", own_json.head(now) + lines + "".join(own_json.foot()))
    folder = tmp_path / "markdown"
    file_in(folder, "a.md", "---\ndate: 2020-08-29\n---\nText ![](p.png)\n")
    file_in(folder, "sub/b.md", "Text\n")
    file_in(folder, "sub/c.txt", "Text\n")
    file_in(folder, "p.png", b"PNG")
    return {
        Format.JRNL: file_in(tmp_path, "my.journal", JRNL),
        Format.JRNL_JSON: file_in(tmp_path, "export.json", JRNL_JSON),
        Format.MARKDOWN: folder,
        Format.JSON: tmp_path / "json",
    }


class TestRecognising:
    def test_each_of_ours(self, sources: dict[Format, Path]) -> None:
        assert {recognise(path) for path in sources.values()} == set(Format)
        assert all(recognise(path) is form for form, path in sources.items())
        assert set(FORMATS) == {"jrnl", "jrnl-json", "markdown", "json"}

    @pytest.mark.parametrize(
        ("name", "text", "form"),
        [
            ("a.txt", JRNL, "jrnl"),
            ("a.md", JRNL, "jrnl"),
            ("a", JRNL, "jrnl"),
            ("a.txt", "Before\n" + JRNL, "jrnl"),
            ("a.txt", "[x] not a head\n", "markdown"),
            ("a.md", "Words\n[2020-08-29] quoted\n", "markdown"),
            ("a.MD", "---\ntitle: x\n---\n", "markdown"),
            ("a.journal", "[no date at all] Subject\n", "jrnl"),
            ("a.txt", "\ufeff" + JRNL, "jrnl"),
            ("a.json", "\ufeff" + JRNL_JSON, "jrnl-json"),
            ("a.txt", JRNL_JSON, "jrnl-json"),
            ("a.md", "{{a template}} and words", "markdown"),
            ("a.txt", "a NUL \0 in it", "markdown"),
        ],
    )
    def test_a_file_by_what_is_in_it(self, tmp_path: Path, name: str, text: str, form: str) -> None:
        assert recognise(file_in(tmp_path, name, text)) == form

    @pytest.mark.parametrize(
        ("name", "content", "code"),
        [
            ("a.journal", "gAAAAABfTqW6", Code.UNKNOWN_FORMAT),
            ("a.bin", b"\x89PNG\r\n\0\0\0", Code.UNKNOWN_FORMAT),
            ("a.journal", b"{\x00\x01binary", Code.UNKNOWN_FORMAT),
            ("a.json", "{not json", Code.UNKNOWN_FORMAT),
            ("a.json", '{"entries": [{"text": "x", "creationDate": "y"}]}', Code.UNKNOWN_FORMAT),
            ("a.json", '{"entries": {"2019-01-01": {"title": "x"}}}', Code.UNKNOWN_FORMAT),
            ("a.json", "{}", Code.UNKNOWN_FORMAT),
            ("a.json", '{"tags": {}, "entries": []}', Code.NOTHING_TO_IMPORT),
            ("a.json", '{"tags": {}, "entries": [', Code.UNREADABLE_SOURCE),
            ("a.txt", "", Code.NOTHING_TO_IMPORT),
            ("a.md", " \n\t\n", Code.NOTHING_TO_IMPORT),
            ("sub/a.doc", b"x", Code.UNKNOWN_FORMAT),
        ],
    )
    def test_what_it_is_not(self, tmp_path: Path, name: str, content: str | bytes, code: Code) -> None:
        path = file_in(tmp_path, name, content)
        with pytest.raises(TransferError) as raised:
            recognise(path.parent if name.startswith("sub") else path)
        assert code_of(raised) is code

    @pytest.mark.parametrize(
        "name", ["jrnl/basic_encrypted.journal", "jrnl/encrypted_v3.journal", "jrnl/dayone.dayone"]
    )
    def test_samples_we_cannot_read(self, name: str) -> None:
        with pytest.raises(TransferError) as raised:
            recognise(sample(name))
        assert code_of(raised) is Code.UNKNOWN_FORMAT

    @pytest.mark.parametrize("name", ["jsonDayOne.json", "jsonMiniDiary.json"])
    def test_other_programs_json(self, name: str) -> None:
        with pytest.raises(TransferError) as raised:
            recognise(sample(f"minidiary/{name}"))
        assert code_of(raised) is Code.UNKNOWN_FORMAT

    def test_nothing_there(self, tmp_path: Path) -> None:
        with pytest.raises(TransferError) as raised:
            recognise(tmp_path / "gone")
        assert code_of(raised) is Code.SOURCE_GONE
        with pytest.raises(TransferError) as raised:
            recognise(tmp_path)
        assert code_of(raised) is Code.NOTHING_TO_IMPORT

    def test_a_fifo_is_not_waited_for(self, tmp_path: Path) -> None:
        os.mkfifo(tmp_path / "a.journal")
        with pytest.raises(TransferError) as raised:
            recognise(tmp_path / "a.journal")
        assert code_of(raised) is Code.UNREADABLE_SOURCE

    def test_the_format_can_be_said(self, tmp_path: Path) -> None:
        path = file_in(tmp_path, "a.txt", JRNL)
        assert read(path, "markdown").found == 1
        assert read(path, "jrnl").found == 3
        with pytest.raises(TransferError) as raised:
            read(path, "json")
        assert code_of(raised) is Code.UNREADABLE_SOURCE
        with pytest.raises(TransferError) as raised:
            read(tmp_path, "json")
        assert code_of(raised) is Code.UNKNOWN_FORMAT
        with pytest.raises(TransferError) as raised:
            read(path, "docx")
        assert code_of(raised) is Code.UNKNOWN_FORMAT

    @pytest.mark.parametrize("form", ["jrnl", "markdown"])
    def test_a_said_format_with_nothing_in_it(self, tmp_path: Path, form: str) -> None:
        (tmp_path / "empty").mkdir()
        with pytest.raises(TransferError) as raised:
            read(tmp_path / "empty", form)
        assert code_of(raised) is Code.NOTHING_TO_IMPORT


class TestReadingAndRunning:
    @pytest.mark.parametrize("form", list(Format))
    def test_entries_can_be_gone_through_again(self, sources: dict[Format, Path], form: Format) -> None:
        source = read(sources[form])
        assert list(source.entries) == list(source.entries)
        assert len(list(source.entries)) == source.found == 3

    @pytest.mark.parametrize("form", list(Format))
    def test_preview_and_run_agree(self, sources: dict[Format, Path], form: Format, journal: Journal) -> None:
        source = read(sources[form])
        before = preview(source, journal)
        assert (before.format, before.found, before.new, before.already_there) == (form, 3, 3, 0)
        report = run(source, journal)
        assert (report.added, report.skipped, report.notes) == (3, 0, source.notes)
        assert [entry.content for entry in all_of(journal)] == sorted(
            contents(source), key=lambda content: content.created.instant
        )
        after = preview(source, journal)
        assert (after.found, after.new, after.already_there) == (3, 0, 3)
        assert run(read(sources[form]), journal).skipped == 3

    def test_what_a_preview_says(self, sources: dict[Format, Path], journal: Journal) -> None:
        found = preview(read(sources[Format.JRNL]), journal)
        assert found.tags == ("b", "a", "starred")
        assert found.first is not None
        assert found.last is not None
        assert found.first.isoformat() == "2020-08-29T11:11:00+02:00"
        assert found.last.isoformat() == "2020-08-30T11:11:00+02:00"
        assert [note.kind for note in found.notes] == [NoteKind.STARRED]

    def test_part_of_it_is_there_already(self, sources: dict[Format, Path], journal: Journal, tmp_path: Path) -> None:
        run(read(sources[Format.JRNL]), journal)
        path = file_in(tmp_path, "longer.journal", JRNL + "\n[2020-08-31 11:11] Three.\nText\n")
        assert preview(read(path), journal).new == 1
        report = run(read(path), journal)
        assert (report.added, report.skipped) == (1, 3)

    def test_two_alike_are_both_kept_once(self, sources: dict[Format, Path], journal: Journal) -> None:
        run(read(sources[Format.JRNL]), journal)
        assert [entry.content.title for entry in all_of(journal)] == ["One.", "Two.", "Two."]
        assert run(read(sources[Format.JRNL_JSON]), journal).added == 0

    def test_edited_and_thrown_away_ones_do_not_come_again(self, sources: dict[Format, Path], journal: Journal) -> None:
        run(read(sources[Format.MARKDOWN]), journal)
        one, two, _ = all_of(journal)
        journal.save(one.id, replace(one.content, title="x", text="y", created=at("1999-01-01")))
        journal.trash(two.id)
        assert run(read(sources[Format.MARKDOWN]), journal).added == 0

    def test_copying_the_files_does_not_make_them_new(
        self, sources: dict[Format, Path], journal: Journal, tmp_path: Path
    ) -> None:
        run(read(sources[Format.MARKDOWN]), journal)
        # New dates of change, as a copy has them.
        shutil.copytree(sources[Format.MARKDOWN], tmp_path / "copy", copy_function=shutil.copyfile)
        assert run(read(tmp_path / "copy"), journal).added == 0

    def test_our_export_into_the_same_vault_is_there_already(self, journal: Journal, tmp_path: Path) -> None:
        journal.add(NewEntry(Content(at("2026-01-01"), "x", "y")))
        for export in (export_json, export_markdown):
            export(journal, tmp_path / export.__name__)
            assert run(read(tmp_path / export.__name__), journal).added == 0

    @pytest.mark.parametrize("form", list(Format))
    def test_progress_is_heard(self, sources: dict[Format, Path], form: Format, journal: Journal) -> None:
        heard: list[tuple[int, int]] = []

        def hear(done: int, total: int) -> None:
            heard.append((done, total))

        source = importing.read(sources[form], zone=BERLIN.rules, progress=hear)
        assert heard[-1][0] == heard[-1][1] > 0
        run(source, journal, progress=hear)
        assert (3, 3) in heard


class TestAllOrNothing:
    @pytest.mark.parametrize("form", list(Format))
    def test_cancelled_at_every_step(self, sources: dict[Format, Path], form: Format, journal: Journal) -> None:
        mine = journal.add(NewEntry(Content(at("2026-01-01"), "mine", "my words")))
        steps = 0
        while True:
            progress = CancelAt(steps)
            try:
                source = importing.read(sources[form], zone=BERLIN.rules, progress=progress)
                run(source, journal, progress=progress)
            except Cancelled:
                assert [entry.id for entry in all_of(journal)] == [mine.id]
                assert journal.tag_counts() == []
                steps += 1
            else:
                break
        assert steps >= 3
        assert journal.count() == 4

    def test_a_failure_in_the_middle_adds_nothing(self, tmp_path: Path, journal: Journal) -> None:
        for number in range(3):
            file_in(tmp_path, f"{number}.md", f"Text ![](p{number}.png)")
            file_in(tmp_path, f"p{number}.png", b"PNG")
        source = read(tmp_path)
        (tmp_path / "p2.png").unlink()
        with pytest.raises(TransferError) as raised:
            run(source, journal)
        assert code_of(raised) is Code.SOURCE_GONE
        assert journal.count() == 0


class Meddler:
    """A progress function that does something to the source the `step`th time it is called, once."""

    def __init__(self, step: int, action: Callable[[], object]) -> None:
        self.left = step
        self.action = action
        self.acted = False

    def __call__(self, done: int, total: int) -> None:
        assert 0 <= done <= total or total == 0
        self.left -= 1
        if self.left < 0 and not self.acted:
            self.acted = True
            self.action()


def append(path: Path) -> None:
    with path.open("ab") as file:
        file.write(b" and more")


def replace_by_another(path: Path) -> None:
    status = path.stat()
    other = path.with_name("other")
    other.write_bytes(path.read_bytes()[::-1])
    os.utime(other, ns=(status.st_atime_ns, status.st_mtime_ns))
    other.replace(path)


def fill(path: Path) -> None:
    """Make the file many times as long as what is read of it in one piece."""
    data = json.loads(path.read_text("utf-8"))
    data["entries"] *= 5_000
    path.write_text(json.dumps(data), "utf-8")


class TestSourcesThatChange:
    @pytest.mark.parametrize("form", [Format.JRNL, Format.JRNL_JSON, Format.JSON])
    @pytest.mark.parametrize(
        ("action", "code"),
        [
            (append, Code.SOURCE_CHANGED),
            (replace_by_another, Code.SOURCE_CHANGED),
            (os.utime, Code.SOURCE_CHANGED),
            (Path.unlink, Code.SOURCE_GONE),
        ],
    )
    def test_a_file_while_it_is_read(
        self, sources: dict[Format, Path], form: Format, action: Callable[[Path], object], code: Code
    ) -> None:
        path = sources[form] / "journal.json" if form is Format.JSON else sources[form]
        if form is Format.JRNL_JSON:
            fill(path)
        with pytest.raises(TransferError) as raised:
            importing.read(path, format=form, zone=BERLIN.rules, progress=Meddler(0, lambda: action(path)))
        assert code_of(raised) is code

    @pytest.mark.parametrize("step", range(4))
    @pytest.mark.parametrize(
        ("meddle", "code"),
        [
            (lambda folder: append(folder / "sub/c.txt"), Code.SOURCE_CHANGED),
            (lambda folder: append(folder / "p.png"), Code.SOURCE_CHANGED),
            (lambda folder: replace_by_another(folder / "a.md"), Code.SOURCE_CHANGED),
            (lambda folder: file_in(folder, "new.md", "new"), Code.SOURCE_CHANGED),
            (lambda folder: file_in(folder, "new/new.bin", "new"), Code.SOURCE_CHANGED),
            (lambda folder: (folder / "sub/c.txt").unlink(), Code.SOURCE_CHANGED),
            (lambda folder: shutil.rmtree(folder / "sub"), Code.SOURCE_CHANGED),
            (lambda folder: folder.rename(folder.with_name("moved")), Code.SOURCE_GONE),
        ],
    )
    def test_a_folder_while_it_is_read(
        self, sources: dict[Format, Path], step: int, meddle: Callable[[Path], object], code: Code
    ) -> None:
        folder = sources[Format.MARKDOWN]
        with pytest.raises(TransferError) as raised:
            importing.read(folder, zone=BERLIN.rules, progress=Meddler(step, lambda: meddle(folder)))
        assert code_of(raised) is code

    def test_a_growing_folder_of_days(self, tmp_path: Path) -> None:
        path = file_in(tmp_path, "2020/08/29.txt", "[10:00] x\n")
        with pytest.raises(TransferError) as raised:
            importing.read(tmp_path, zone=BERLIN.rules, progress=Meddler(0, lambda: append(path)))
        assert code_of(raised) is Code.SOURCE_CHANGED

    @pytest.mark.parametrize("form", [Format.JRNL_JSON, Format.JSON])
    @pytest.mark.parametrize(
        ("action", "code"),
        [(append, Code.SOURCE_CHANGED), (os.utime, Code.SOURCE_CHANGED), (Path.unlink, Code.SOURCE_GONE)],
    )
    def test_a_document_between_reading_and_running(
        self, sources: dict[Format, Path], form: Format, action: Callable[[Path], object], code: Code, journal: Journal
    ) -> None:
        path = sources[form] / "journal.json" if form is Format.JSON else sources[form]
        source = read(path)
        action(path)
        with pytest.raises(TransferError) as raised:
            run(source, journal)
        assert code_of(raised) is code
        assert journal.count() == 0

    def test_an_attachment_between_reading_and_running(self, sources: dict[Format, Path], journal: Journal) -> None:
        source = read(sources[Format.MARKDOWN])
        append(sources[Format.MARKDOWN] / "p.png")
        with pytest.raises(TransferError) as raised:
            run(source, journal)
        assert code_of(raised) is Code.SOURCE_CHANGED
        assert journal.count() == 0

    def test_what_has_been_read_is_kept_though_the_file_goes_on(
        self, sources: dict[Format, Path], journal: Journal
    ) -> None:
        source = read(sources[Format.JRNL])
        append(sources[Format.JRNL])
        assert run(source, journal).added == 3


def test_an_empty_export_has_nothing_to_import(tmp_path: Path, journal: Journal) -> None:
    export_json(journal, tmp_path / "out")
    with pytest.raises(TransferError) as raised:
        read(tmp_path / "out")
    assert code_of(raised) is Code.NOTHING_TO_IMPORT


def test_notes_of_a_folder(tmp_path: Path) -> None:
    file_in(tmp_path, "a.md", "x")
    assert noted(read(tmp_path)) == {NoteKind.DATE_FROM_FILE: 1}
