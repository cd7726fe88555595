from datetime import date, datetime
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.transfer import jrnl
from allydesk.transfer.dates import WrittenDate
from allydesk.transfer.notes import Note, NoteBook, NoteKind
from allydesk.transfer.source import Draft
from tests.transfer.makers import BERLIN, UNDATED, contents, file_in, noted, read, sample, untimed

LONG_AGO = BERLIN.at(WrittenDate(datetime(2001, 2, 3)))


def parsed(text: str, *, day: date | None = None) -> tuple[list[Draft], tuple[Note, ...]]:
    notes = NoteBook()
    found = list(jrnl.parse(text, zone=BERLIN, undated=LONG_AGO, notes=notes, day=day))
    return found, notes.notes()


def said(text: str) -> list[tuple[str, str, str]]:
    return [(item.entry.content.created.local.isoformat(" ", "minutes"), *item.read_as) for item in parsed(text)[0]]


def test_the_plain_form() -> None:
    first = "[2013-06-09 15:39] My first entry.\nEverything is alright\n"
    assert said(f"{first}\n[2013-06-10 15:40] Life is good.\nBut I'm better.\n") == [
        ("2013-06-09 15:39", "My first entry.", "Everything is alright"),
        ("2013-06-10 15:40", "Life is good.", "But I'm better."),
    ]


def test_times_are_taken_in_the_persons_zone() -> None:
    found, _ = parsed("[2020-01-02 03:04] x\n[2020-07-02 03:04] y\n")
    assert [item.entry.content.created.isoformat() for item in found] == [
        "2020-01-02T03:04:00+01:00",
        "2020-07-02T03:04:00+02:00",
    ]
    assert found[0].entry.content.created.zone == "Europe/Berlin"


@pytest.mark.parametrize(
    "head",
    ["2020-08-29 11:11", "2020-08-29 11:11:00 AM", "29.08.2020 11:11", "August 29, 2020 11:11 AM", "29/08/20 11:11"],
)
def test_other_forms_of_the_date(head: str) -> None:
    assert said(f"[{head}] Title\nText\n") == [("2020-08-29 11:11", "Title", "Text")]


def test_the_star_becomes_a_tag() -> None:
    found, notes = parsed("[2020-08-29 11:11] A title. *\nText @here\n\n[2020-08-30 11:11] Another\n")
    assert found[0].entry.content.title == "A title."
    assert found[0].entry.content.tags == ("here", "starred")
    assert found[1].entry.content.tags == ()
    assert notes == (Note(NoteKind.STARRED, 1),)


def test_one_line_is_split_after_its_first_sentence() -> None:
    assert said("[2020-08-29 11:11] Went out. It rained! Home.") == [
        ("2020-08-29 11:11", "Went out.", "It rained! Home.")
    ]
    assert said("[2020-08-29 11:11] 散歩した。雨が降った。") == [("2020-08-29 11:11", "散歩した。", "雨が降った。")]
    assert said("[2020-08-29 11:11] Version 2.1 is out\n") == [("2020-08-29 11:11", "Version 2.1 is out", "")]


def test_a_head_without_a_title() -> None:
    assert said("[2020-08-29 11:11] \nThe first line\nmore\n") == [("2020-08-29 11:11", "The first line", "more")]
    assert said("[2020-08-29 11:11] \n") == [("2020-08-29 11:11", "", "")]


def test_the_texts_own_layout_stays() -> None:
    assert said("[2020-08-29 11:11] T\n\n    code\n\n\nmore  \nlast\n\n\n") == [
        ("2020-08-29 11:11", "T", "    code\n\n\nmore  \nlast")
    ]


def test_text_before_the_first_head_is_kept() -> None:
    found, notes = parsed("A stray line\nand more\n\n[2020-08-29 11:11] T\nText\n")
    assert found[0].read_as == ("A stray line", "and more")
    assert found[0].entry.content.created == LONG_AGO
    assert not found[0].dated
    assert found[1].read_as == ("T", "Text")
    assert notes == (Note(NoteKind.UNDATED_TEXT, 1),)


def test_heads_that_cannot_be_read_are_kept_as_text() -> None:
    found, notes = parsed("[2020-08-29 11:11] T\nText\n\n[no date at all] Subject\nTime\n[1] a footnote\n")
    assert found[0].read_as == ("T", "Text\n\n[no date at all] Subject\nTime\n[1] a footnote")
    assert notes == (Note(NoteKind.HEAD_KEPT_AS_TEXT, 1, "line 4"),)


def test_the_day_comes_first_where_one_date_proves_it() -> None:
    text = "[03/04/2020 10:00] a\n[13/04/2020 10:00] b\n"
    assert [when for when, _, _ in said(text)] == ["2020-04-03 10:00", "2020-04-13 10:00"]
    assert parsed(text)[1] == ()


def test_a_guess_is_told() -> None:
    assert parsed("[03/04/2020 10:00] a\n[05/06/2020 10:00] b\n")[1] == (Note(NoteKind.MONTH_TAKEN_FIRST, 2),)
    assert parsed("[03.04.2020 10:00] a\n")[1] == (Note(NoteKind.DAY_TAKEN_FIRST, 1),)


@pytest.mark.parametrize(
    ("text", "tags"),
    [
        ("I programmed for @OS/2.\nGo back to @C++, though. (Still better than @C#).", ("OS/2", "C++", "C#")),
        ("mail me at ann@example.org", ()),
        ("@start and (@not) and\t@tab", ("start", "tab")),
        ("@Work again @work", ("Work", "work")),
        ("#plans for # 3 and #3 and ## and ##x", ("plans",)),
        ("@日記 @café-bar @a_b", ("日記", "café-bar", "a_b")),
        ("@ @@ @- nothing", ()),
    ],
)
def test_tags(text: str, tags: tuple[str, ...]) -> None:
    assert jrnl.written_tags(text) == tags


@untimed
@given(
    st.lists(st.sampled_from(["[2020-08-29 11:11] ", "[x] ", "[no date here] ", "@tag ", "a. b", "*", " ", "\n", "é"]))
)
def test_no_word_is_ever_lost(pieces: list[str]) -> None:
    text = "".join(pieces)
    found, _ = parsed(text)
    everything = "".join(part for item in found for part in item.read_as)
    for sign in ("é", "a", "b", "tag", "[x]", "[no date here]"):
        assert everything.count(sign) == text.count(sign)


def test_a_file_a_day() -> None:
    found, _ = parsed("[09:30] Early\nText\n[11:11:00 PM] Late\n[2019-01-01 08:00] Odd\n", day=date(2020, 8, 29))
    assert [item.entry.content.created.local for item in found] == [
        datetime(2020, 8, 29, 9, 30),
        datetime(2020, 8, 29, 23, 11),
        datetime(2020, 8, 29, 8, 0),
    ]


class TestSamples:
    def test_one_file(self) -> None:
        source = read(sample("jrnl/basic_onefile.journal"))
        found = contents(source)
        assert [item.title for item in found] == [
            "Entry the first.",
            "A second entry in what I hope to be a long series.",
            "The third entry finally after weeks without writing.",
        ]
        assert [item.tags for item in found] == [
            ("ipsum", "tagone", "tagtwo"),
            ("tagtwo", "starred"),
            ("tagthree", "tagone"),
        ]
        assert found[2].text.startswith("I'm so excited about emojis. 💯 🎶 💩\n\nDonec")
        assert found[0].text.startswith("Lorem @ipsum dolor")
        assert noted(source) == {NoteKind.STARRED: 1}

    def test_brackets_in_the_text(self) -> None:
        [entry] = contents(read(sample("jrnl/brackets.journal")))
        assert (entry.title, entry.text) == ("Entry subject", "[1] line starting with 1")

    def test_unreadable_dates(self) -> None:
        source = read(sample("jrnl/unreadabledates.journal"))
        [entry] = contents(source)
        assert f"{entry.title}\n{entry.text}\n" == sample("jrnl/unreadabledates.journal").read_text("utf-8")
        assert noted(source) == {NoteKind.HEAD_KEPT_AS_TEXT: 2, NoteKind.UNDATED_TEXT: 1}

    def test_tags(self) -> None:
        [entry] = contents(read(sample("jrnl/tags-216.journal")))
        assert entry.tags == ("OS/2", "C++", "C#")

    def test_a_folder(self) -> None:
        source = read(sample("jrnl/basic_folder"))
        assert source.format == "jrnl"
        assert contents(source)[0].created.isoformat() == "2020-08-29T11:11:00+02:00"
        assert source.found == 3
        assert noted(source)[NoteKind.OTHER_FILES] == 3

    @pytest.mark.parametrize("name", ["multiline", "simple"])
    def test_every_line_comes_along(self, name: str) -> None:
        path = sample(f"jrnl/{name}.journal")
        found = contents(read(path))
        lines = [line.partition("] ")[2] if line[:1] == "[" else line for line in path.read_text("utf-8").splitlines()]
        there = [line for item in found for line in (item.title, *item.text.splitlines())]
        assert [line for line in there if line] == [line for line in lines if line]


def test_undated_text_takes_the_files_date(tmp_path: Path) -> None:
    [entry] = contents(read(file_in(tmp_path, "x.journal", "only text\n"), "jrnl"))
    assert entry.created.isoformat() == UNDATED
