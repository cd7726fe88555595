import codecs
import os
from pathlib import Path

import pytest

from allydesk.errors import Code, TransferError
from allydesk.journal.entry import Content
from allydesk.transfer.linked_files import LARGEST_FILE
from allydesk.transfer.notes import Note, NoteKind
from tests.transfer.makers import UNDATED, code_of, contents, data_of, file_in, noted, read

BOMB = "".join(
    f"{new}: &{new} [{', '.join([f'*{old}'] * 9)}]\n" for old, new in zip("abcdefgh", "bcdefghi", strict=True)
)


def only(folder: Path, text: str | bytes, name: str = "note.md") -> Content:
    file_in(folder, name, text)
    [entry] = contents(read(folder, "markdown"))
    return entry


class TestFrontMatter:
    def test_all_we_have_a_place_for(self, tmp_path: Path) -> None:
        file_in(
            tmp_path,
            "a.md",
            "---\ntitle: By the river\ndate: 2020-08-29 11:11\ntags: [walks, '#slow days']\nmood: -2\n"
            "updated: 2020-08-30T10:00:00Z\n---\n\nIt rained.\n\nStill.\n",
        )
        source = read(tmp_path)
        [entry] = source.entries
        assert entry.content.title == "By the river"
        assert entry.content.text == "It rained.\n\nStill."
        assert entry.content.tags == ("walks", "slow days")
        assert entry.content.mood == -2
        assert entry.content.created.isoformat() == "2020-08-29T11:11:00+02:00"
        assert entry.content.created.zone == "Europe/Berlin"
        assert entry.modified is not None
        assert entry.modified.isoformat() == "2020-08-30T10:00:00+00:00"
        assert entry.id is None
        assert source.notes == ()

    @pytest.mark.parametrize(
        ("date", "created"),
        [
            ("2020-08-29", "2020-08-29T00:00:00+02:00"),
            ("2020-08-29T11:11:12.5-03:00", "2020-08-29T11:11:12.500000-03:00"),
            ("2020-08-29 11:11:12 -3", "2020-08-29T11:11:12-03:00"),
            ("2020-08-29T11:11:12Z", "2020-08-29T11:11:12+00:00"),
            ('"29 August 2020"', "2020-08-29T00:00:00+02:00"),
            ("'2020-08-29 11:11:00 PM'", "2020-08-29T23:11:00+02:00"),
            ("29.8.2020 11:11", "2020-08-29T11:11:00+02:00"),
            ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
            ("9999-12-31T23:59:59-12:00", "9999-12-31T23:59:59-12:00"),
        ],
    )
    def test_dates(self, tmp_path: Path, date: str, created: str) -> None:
        assert only(tmp_path, f"---\ndate: {date}\n---\nx").created.isoformat() == created

    def test_created_is_a_date_too(self, tmp_path: Path) -> None:
        assert only(tmp_path, "---\ncreated: 2020-08-29\n---\nx").created.isoformat() == "2020-08-29T00:00:00+02:00"

    def test_what_is_unknown_is_kept_below(self, tmp_path: Path) -> None:
        file_in(tmp_path, "a.md", "---\ntitle: T\naliases:\n  - b # why\nplace: Łódź\n---\nText\n")
        source = read(tmp_path)
        assert contents(source)[0].text == "Text\n\n```yaml\naliases:\n  - b # why\nplace: Łódź\n```"
        assert source.notes[-1] == Note(NoteKind.DETAILS_KEPT_AS_TEXT, 2, "a.md")

    def test_what_cannot_be_read_is_kept_below(self, tmp_path: Path) -> None:
        file_in(tmp_path, "2020-08-29.md", "---\ndate: whenever\nmood: 7\ntags: {a: b}\nid: 5\n---\n")
        source = read(tmp_path)
        [entry] = contents(source)
        assert entry.text == "```yaml\ndate: whenever\nmood: 7\ntags: {a: b}\nid: 5\n```"
        assert (entry.mood, entry.tags) == (None, ())
        assert entry.created.isoformat() == "2020-08-29T00:00:00+02:00"
        assert noted(source) == {NoteKind.DATE_FROM_NAME: 1, NoteKind.DETAILS_KEPT_AS_TEXT: 4}

    def test_a_fence_inside_does_not_end_the_block(self, tmp_path: Path) -> None:
        text = only(tmp_path, "---\nx: |\n  ```\n  code\n  ```\n---\nText\n").text
        assert text == "Text\n\n````yaml\nx: |\n  ```\n  code\n  ```\n````"

    @pytest.mark.parametrize("header", ["a: b: c\n", "just words\n", "- a\n", BOMB, "x: [" + "[" * 1000])
    def test_what_does_not_parse_is_kept_above(self, tmp_path: Path, header: str) -> None:
        text = f"---\n{header}\n---\nText\n"
        file_in(tmp_path, "a.md", text)
        source = read(tmp_path)
        assert contents(source)[0].text == text.rstrip("\n")
        assert noted(source)[NoteKind.FRONT_MATTER_KEPT_AS_TEXT] == 1

    def test_an_id_is_only_ours_in_our_own_files(self, tmp_path: Path) -> None:
        file_in(tmp_path, "a.md", "---\nid: 01939d7c-8a3b-7000-8000-000000000000\n---\nText\n")
        [entry] = read(tmp_path).entries
        assert entry.id is None
        assert "01939d7c" in entry.content.text

    def test_one_days_order_speaks_for_all(self, tmp_path: Path) -> None:
        file_in(tmp_path, "a.md", "---\ndate: 03/04/2020\n---\n")
        file_in(tmp_path, "b.md", "---\ndate: 13/04/2020\n---\n")
        source = read(tmp_path)
        assert [item.created.day.isoformat() for item in contents(source)] == ["2020-04-03", "2020-04-13"]
        assert source.notes == ()

    def test_a_guess_is_told(self, tmp_path: Path) -> None:
        file_in(tmp_path, "a.md", "---\ndate: 03/04/2020\n---\n")
        assert read(tmp_path).notes == (Note(NoteKind.MONTH_TAKEN_FIRST, 1, "a.md"),)


class TestTitleAndDate:
    def test_the_heading_that_is_the_first_line(self, tmp_path: Path) -> None:
        entry = only(tmp_path, "\n# By *the* river #1\n\nText\n# Another\n")
        assert (entry.title, entry.text) == ("By *the* river #1", "Text\n# Another")

    def test_a_heading_below_stays_where_it_is(self, tmp_path: Path) -> None:
        entry = only(tmp_path, "Text\n# Heading\n")
        assert (entry.title, entry.text) == ("note", "Text\n# Heading")

    def test_a_heading_under_a_title_stays_where_it_is(self, tmp_path: Path) -> None:
        entry = only(tmp_path, "---\ntitle: T\n---\n# Heading\nText")
        assert (entry.title, entry.text) == ("T", "# Heading\nText")

    @pytest.mark.parametrize("text", ["## Second", "#Tag", "#", "#  "])
    def test_what_is_no_first_heading(self, tmp_path: Path, text: str) -> None:
        entry = only(tmp_path, text)
        assert (entry.title, entry.text) == ("note", text)

    @pytest.mark.parametrize(
        ("name", "created"),
        [
            ("2020-08-29.md", "2020-08-29T00:00:00+02:00"),
            ("Log 2020_08_29.txt", "2020-08-29T00:00:00+02:00"),
            ("20200829 walk.md", "2020-08-29T00:00:00+02:00"),
            ("202008291111.md", "2020-08-29T11:11:00+02:00"),
            ("2020-08-29-1111-walk.markdown", "2020-08-29T11:11:00+02:00"),
            ("2020-08-29T11-11.MD", "2020-08-29T11:11:00+02:00"),
            ("9999-99-99 and 2020-08-29.md", "2020-08-29T00:00:00+02:00"),
            ("120200829123.md", UNDATED),
            ("note.md", UNDATED),
        ],
    )
    def test_the_date_in_the_name(self, tmp_path: Path, name: str, created: str) -> None:
        assert only(tmp_path, "x", name).created.isoformat() == created

    def test_where_the_date_came_from_is_told(self, tmp_path: Path) -> None:
        file_in(tmp_path, "2020-08-29.md", "x")
        file_in(tmp_path, "b.md", "x")
        file_in(tmp_path, "sub/c.md", "x")
        assert read(tmp_path).notes == (
            Note(NoteKind.DATE_FROM_NAME, 1, "2020-08-29.md"),
            Note(NoteKind.DATE_FROM_FILE, 2, "b.md"),
        )


class TestBytes:
    @pytest.mark.parametrize(
        ("data", "text", "told"),
        [
            ("é日🙂".encode(), "é日🙂", False),
            ("é日🙂".encode("utf-8-sig"), "é日🙂", False),
            ("é日🙂".encode("utf-16"), "é日🙂", True),
            (codecs.BOM_UTF16_BE + "é日🙂".encode("utf-16-be"), "é日🙂", True),
            ("é日🙂".encode("utf-32"), "é日🙂", True),
            ("é“€”".encode("cp1252"), "é“€”", True),
            (b"\xe9\x81", "\xe9\x81", True),
        ],
    )
    def test_encodings(self, tmp_path: Path, data: bytes, text: str, told: bool) -> None:
        file_in(tmp_path, "a.md", data)
        source = read(tmp_path)
        assert contents(source)[0].text == text
        assert (NoteKind.NOT_UTF8 in noted(source)) is told

    def test_what_no_text_holds(self, tmp_path: Path) -> None:
        file_in(tmp_path, "a.md", codecs.BOM_UTF16_LE + "a\0b\ud800c".encode("utf-16-le", "surrogatepass"))
        source = read(tmp_path)
        assert contents(source)[0].text == "a\ufffdb\ufffdc"
        assert noted(source)[NoteKind.CHARACTERS_REPLACED] == 1
        file_in(tmp_path, "a.md", "a\0b\0")
        assert noted(read(tmp_path))[NoteKind.CHARACTERS_REPLACED] == 2

    def test_windows_line_ends(self, tmp_path: Path) -> None:
        entry = only(tmp_path, "---\r\ntitle: T\r\ntags:\r\n- a\r\n---\r\n\r\nOne\r\nTwo\r\n")
        assert (entry.title, entry.tags, entry.text) == ("T", ("a",), "One\nTwo")

    def test_twenty_megabytes(self, tmp_path: Path) -> None:
        line = "word " * 200 + "(with [a link](x) and [[another]]).\n"
        text = (line * 20_000)[:20_000_000]
        assert only(tmp_path, text).text == text.rstrip("\n")

    def test_a_file_no_text_can_be_as_long_as(self, tmp_path: Path) -> None:
        # A sparse file: it has this size and takes no room.
        os.truncate(file_in(tmp_path, "a.md", ""), 4 * 64 * 1024 * 1024 + 1)
        with pytest.raises(TransferError) as raised:
            read(tmp_path)
        assert code_of(raised) is Code.TOO_LARGE

    def test_an_empty_file_is_an_entry_by_its_name(self, tmp_path: Path) -> None:
        entry = only(tmp_path, "")
        assert (entry.title, entry.text) == ("note", "")


class TestTheFolder:
    def test_other_things_in_it(self, tmp_path: Path) -> None:
        file_in(tmp_path, "a.md", "x")
        file_in(tmp_path, ".obsidian/app.md", "settings")
        file_in(tmp_path, "sub/.trash/b.md", "gone")
        file_in(tmp_path, "sub/data.bin", b"\0")
        file_in(tmp_path, ".DS_Store", b"\0")
        found = noted(read(tmp_path))
        assert found[NoteKind.HIDDEN_LEFT_OUT] == 2
        assert found[NoteKind.OTHER_FILES] == 2
        assert read(tmp_path).found == 1

    def test_symbolic_links_are_not_followed(self, tmp_path: Path) -> None:
        home, outside = tmp_path / "home", tmp_path / "outside"
        file_in(outside, "secret.md", "secret")
        file_in(outside, "secret.png", "secret")
        file_in(home, "a.md", "![](linked.png) ![](folder/secret.png) [[secret.png]]")
        (home / "linked.md").symlink_to(outside / "secret.md")
        (home / "linked.png").symlink_to(outside / "secret.png")
        (home / "folder").symlink_to(outside, target_is_directory=True)
        (home / "round").symlink_to(home, target_is_directory=True)
        source = read(home)
        [entry] = source.entries
        assert entry.attachments == ()
        assert noted(source)[NoteKind.LINK_NOT_FOLLOWED] == 4
        assert noted(source)[NoteKind.FILE_MISSING] == 2

    def test_what_is_neither_file_nor_folder(self, tmp_path: Path) -> None:
        file_in(tmp_path, "a.md", "x")
        os.mkfifo(tmp_path / "b.md")
        assert read(tmp_path).found == 1

    @pytest.mark.skipif(os.name == "nt", reason="Windows has no such names")
    @pytest.mark.parametrize(
        "name", [b"CON.md", b"a\\b.md", b"a:b?.md", b"\xff\xfe.md", b"new\nline.md", b"x..md", b" .md"]
    )
    def test_odd_names(self, tmp_path: Path, name: bytes) -> None:
        (Path(os.fsdecode(os.fsencode(tmp_path) + b"/" + name))).write_text("x", "utf-8")
        source = read(tmp_path)
        [entry] = source.entries
        assert entry.content.text == "x"
        entry.content.title.encode("utf-8")
        assert all(note.where.isprintable() for note in source.notes)


class TestLinkedFiles:
    def test_they_are_attached(self, tmp_path: Path) -> None:
        file_in(tmp_path, "notes/a.md", "![](../pic.png) [x](files/a%20b.pdf) ![[far.jpg]] ![again](../pic.png)")
        file_in(tmp_path, "pic.png", b"PNG")
        file_in(tmp_path, "notes/files/a b.pdf", b"PDF")
        file_in(tmp_path, "media/deep/far.jpg", b"JPG")
        file_in(tmp_path, "left.png", b"left")
        source = read(tmp_path)
        [entry] = source.entries
        assert [(file.name, file.media_type, data_of(file)) for file in entry.attachments] == [
            ("pic.png", "image/png", b"PNG"),
            ("a b.pdf", "application/pdf", b"PDF"),
            ("far.jpg", "image/jpeg", b"JPG"),
        ]
        assert entry.content.text.startswith("![](../pic.png)")
        assert noted(source) == {NoteKind.DATE_FROM_FILE: 1, NoteKind.OTHER_FILES: 1}

    def test_what_lies_elsewhere_stays_there(self, tmp_path: Path) -> None:
        file_in(tmp_path, "secret.png", b"secret")
        home = tmp_path / "home"
        file_in(home, "a.md", f"![](../secret.png) ![](<{tmp_path}/secret.png>) ![](file://{tmp_path}/secret.png)")
        source = read(home)
        [entry] = source.entries
        assert entry.attachments == ()
        assert noted(source)[NoteKind.OUTSIDE_LEFT_OUT] == 3

    def test_what_is_not_there_is_told(self, tmp_path: Path) -> None:
        file_in(tmp_path, "a.md", "![](gone.png) [[Maybe a page.v2]]")
        assert noted(read(tmp_path))[NoteKind.FILE_MISSING] == 1

    def test_what_is_too_large_is_told(self, tmp_path: Path) -> None:
        file_in(tmp_path, "a.md", "![](big.mov) ![](just.mov)")
        for name, size in (("big.mov", LARGEST_FILE + 1), ("just.mov", LARGEST_FILE)):
            os.truncate(file_in(tmp_path, name, b""), size)
        source = read(tmp_path)
        assert [len(data_of(file)) for entry in source.entries for file in entry.attachments] == [LARGEST_FILE]
        assert Note(NoteKind.FILE_TOO_LARGE, 1, "big.mov") in source.notes


class TestOneFile:
    def test_with_what_lies_beside_it(self, tmp_path: Path) -> None:
        path = file_in(tmp_path, "a.md", "![](pic.png) ![](sub/b.png) ![](link.png) ![](../out.png) ![](no.png)")
        file_in(tmp_path, "pic.png", b"PNG")
        file_in(tmp_path, "sub/b.png", b"B")
        file_in(tmp_path, "other.md", "other")
        file_in(tmp_path.parent, "out.png", b"out")
        (tmp_path / "link.png").symlink_to(tmp_path.parent / "out.png")
        source = read(path)
        assert source.format == "markdown"
        [entry] = source.entries
        assert [data_of(file) for file in entry.attachments] == [b"PNG", b"B"]
        assert noted(source) == {NoteKind.DATE_FROM_FILE: 1, NoteKind.FILE_MISSING: 2, NoteKind.OUTSIDE_LEFT_OUT: 1}
