from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.ids import new_entry_id
from allydesk.journal.entry import MATCH_END, MATCH_START, EntrySummary
from allydesk.ui.journal.words import counted, excerpt, inside_sentence, long_date, short_date, spoken, title_of
from tests.vaults import at

TODAY = date(2026, 11, 21)


def marked(text: str) -> str:
    return text.replace("[", MATCH_START).replace("]", MATCH_END)


def test_a_row_says_the_year_only_when_it_is_another() -> None:
    assert short_date(at("2026-11-02"), today=TODAY) == "2 Nov"
    assert short_date(at("2025-12-30"), today=TODAY) == "30 Dec 2025"
    assert short_date(at("0001-01-01"), today=TODAY) == "1 Jan 1"


def test_the_long_date_is_the_one_on_the_wall() -> None:
    assert long_date(at("2026-11-21T21:14:59+13:00")) == "Saturday 21 November 2026, 21:14"


def test_counts_have_their_noun() -> None:
    assert [counted(n, "word", "words") for n in (0, 1, 12480)] == ["0 words", "1 word", "12,480 words"]


def test_a_sentence_after_a_colon() -> None:
    assert inside_sentence("The disk is full.") == "the disk is full"
    assert inside_sentence("Allydesk may not write.") == "Allydesk may not write"


@pytest.mark.parametrize(
    ("markdown", "shown"),
    [
        ("## What happened\n\nNobody stepped in.", "What happened · Nobody stepped in."),
        ("# Why?\ntext", "Why? text"),
        ("- one\n- two\n* [x] three", "one · two · three"),
        ("> quoted\nnot quoted", "quoted · not quoted"),
        ("**strong**, *emphasis*, `code` and __more__", "strong, emphasis, code and more"),
        ("5 * 3 is not emphasis, snake_case stays", "5 * 3 is not emphasis, snake_case stays"),
        ("see [the text](https://example.org/x) and ![a picture](a.png)", "see the text and a picture"),
        ("  spaces \t and\n\n\nlines  ", "spaces and lines"),
        ("", ""),
    ],
)
def test_excerpts_show_no_marks(markdown: str, shown: str) -> None:
    assert excerpt(markdown).text == shown


def test_matches_are_told_apart_where_they_stand_after_the_marks_are_gone() -> None:
    words = excerpt(marked("## a [storm]\n\nand the **[storm]** came 👩‍👩‍👧 [storm]"))
    assert words.text == "a storm · and the storm came 👩‍👩‍👧 storm"
    assert [words.text[start:end] for start, end in words.matches] == ["storm"] * 3


@given(st.text(alphabet=st.sampled_from(list("ab *_#>`-[]()\n\\👩" + MATCH_START + MATCH_END)), max_size=60))
def test_any_text_has_an_excerpt_without_signs(text: str) -> None:
    words = excerpt(text)
    assert MATCH_START not in words.text
    assert MATCH_END not in words.text
    assert all(0 <= start < end <= len(words.text) for start, end in words.matches)


def test_a_row_is_read_out_whole() -> None:
    summary = EntrySummary(1, new_entry_id(), at("2026-11-02"), "First week", "## New\nteam", ())
    assert spoken(summary, today=TODAY) == "First week, 2 Nov, New · team"
    blank = EntrySummary(1, new_entry_id(), at("2026-11-02"), " ", "", ())
    assert title_of(blank) == "Untitled"
    assert spoken(blank, today=TODAY) == "Untitled, 2 Nov, Nothing in it yet"
