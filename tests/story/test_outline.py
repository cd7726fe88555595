"""Outlines, openings and headings; and that plain words stay plain words in Markdown."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.story.ids import MomentId, ThemeId
from allydesk.story.lifeline import Lifeline, Moment, Theme, lifeline_of
from allydesk.story.outline import (
    Heading,
    escaped,
    heading,
    headings_of,
    inside_sentence,
    opening_of,
    outline_of,
    outline_text,
)
from allydesk.story.vague_date import Precision, VagueDate


def moment(key: str, title: str, year: int | None = None, note: str = "") -> Moment:
    when = VagueDate()
    if year is not None:
        when = VagueDate(str(year), date(year, 1, 1), date(year, 12, 31), Precision.YEAR)
    return Moment(MomentId(key), title, when, note=note)


def theme(key: str, name: str, place: int, *moments: str) -> Theme:
    return Theme(ThemeId(key), name, moments=tuple(MomentId(each) for each in moments), place=place)


CHOIR, SCHOOL, LAKE, ALONE = (
    moment("m1", "Choir", 2008),
    moment("m2", "New school", 2003),
    moment("m3", "The lake"),
    moment("m4", "First job", 2017),
)


def lifeline() -> Lifeline:
    return lifeline_of(
        [
            *(CHOIR, SCHOOL, LAKE, ALONE),
            theme("t2", "starting again", 1, "m2"),
            theme("t1", "being heard", 0, "m3", "m1", "m2", "gone"),
        ]
    )


def names(lifeline: Lifeline) -> list[tuple[str | None, list[str]]]:
    return [
        (each.theme.name if each.theme is not None else None, [one.title for one in each.moments])
        for each in outline_of(lifeline)
    ]


def test_themes_come_in_their_order_each_with_its_moments_in_time() -> None:
    assert names(lifeline()) == [
        ("being heard", ["New school", "Choir", "The lake"]),
        ("starting again", ["New school"]),
        (None, ["First job"]),
    ]


def test_of_nothing_there_is_no_outline() -> None:
    assert outline_of(Lifeline()) == ()
    assert outline_text(outline_of(Lifeline())) == ""


def test_an_outline_is_headings_to_write_under_each_moment_once() -> None:
    assert outline_text(outline_of(lifeline())) == (
        "## being heard\n\n### New school\n\n### Choir\n\n### The lake\n\n## starting again"
    )


def test_what_the_text_has_a_heading_for_is_left_out() -> None:
    written = headings_of("# Being  Heard\n\nwords\n\n## new school\n")
    assert outline_text(outline_of(lifeline()), beside=written) == "## starting again"
    all_of_it = headings_of(outline_text(outline_of(lifeline())))
    assert outline_text(outline_of(lifeline()), beside=all_of_it) == ""


def test_without_themes_the_moments_are_the_outline() -> None:
    assert outline_text(outline_of(lifeline_of([CHOIR, LAKE]))) == "## Choir\n\n## The lake"


def test_a_theme_without_a_name_has_no_heading() -> None:
    sections = outline_of(lifeline_of([CHOIR, theme("t1", " ", 0, "m1"), theme("t2", "courage", 1)]))
    assert outline_text(sections) == "## courage"


@pytest.mark.parametrize(
    ("given_moment", "when", "opening"),
    [
        (moment("m", "Choir", note="We sang."), "Spring 2008", "Choir, spring 2008. We sang."),
        (moment("m", "Choir"), "March 2009", "Choir, March 2009."),
        (moment("m", "Choir"), "", "Choir."),
        (moment("m", "Who am I?", note="I asked."), "", "Who am I? I asked."),
        (moment("m", "", note="I asked."), "age 7", "Age 7. I asked."),
        (moment("m", "", note="Only this"), "", "Only this"),
        (moment("m", "Choir", note="One.\n\n  Two.  \n"), "1999", "Choir, 1999. One.\n\nTwo."),
        (moment("m", ""), "", ""),
    ],
)
def test_a_moment_opens_with_its_title_its_date_and_its_note(given_moment: Moment, when: str, opening: str) -> None:
    assert opening_of(given_moment, when=when) == opening


@pytest.mark.parametrize(
    ("words", "inside"),
    [
        ("Spring 2008", "spring 2008"),
        ("About 2003", "about 2003"),
        ("Mid-1990s", "mid-1990s"),
        ("May 1999", "May 1999"),
        ("1980s", "1980s"),
        ("", ""),
    ],
)
def test_a_date_inside_a_sentence_is_written_small_unless_it_is_a_name(words: str, inside: str) -> None:
    assert inside_sentence(words) == inside


def test_headings_of_a_text_know_their_lines_and_code_has_none() -> None:
    text = "# One\n\nwords # not\n```\n# code\n~~~\n```\n  ### Two ##\n####### seven\n#tag\n#\n"
    assert headings_of(text) == [Heading(1, "One", 0), Heading(3, "Two", 7)]


@pytest.mark.parametrize(
    ("plain", "markdown"),
    [
        ("# 1 fan", r"\# 1 fan"),
        ("1. May", r"1\. May"),
        ("- and yet", r"\- and yet"),
        ("+ one", r"\+ one"),
        ("> he said", r"\> he said"),
        ("a *star* and [x](y)", r"a \*star\* and \[x](y)"),
        ("snake_case stays, _this_ does not", r"snake_case stays, \_this\_ does not"),
        ("<img src=x>", r"\<img src=x>"),
        ("3 < 4, R&D, &amp;", r"3 < 4, R&D, \&amp;"),
        ("---", r"\---"),
        ("==", r"\=="),
        ("1999 was a year", "1999 was a year"),
        ("Mum’s illness", "Mum’s illness"),
    ],
)
def test_what_markdown_would_read_otherwise_is_escaped(plain: str, markdown: str) -> None:
    assert escaped(plain) == markdown


def test_signs_at_the_end_of_a_heading_belong_to_it() -> None:
    assert headings_of(heading("Plan #")) == [Heading(2, "Plan #", 0)]
    assert headings_of(heading("#")) == [Heading(2, "#", 0)]
    assert heading(" \n ") == ""


@given(st.text(min_size=1, max_size=60))
def test_a_heading_of_any_words_is_one_heading_of_just_these_words(words: str) -> None:
    wanted = " ".join(words.split())
    made = headings_of(heading(words))
    assert [each.words for each in made] == ([wanted] if wanted else [])


@given(st.text(alphabet=st.sampled_from("ab #>-+*_`~=.1\n\\"), max_size=60))
def test_escaped_text_has_no_heading_and_no_fence(plain: str) -> None:
    made = escaped(plain)
    assert headings_of(made) == []
    # Were a fence open at its end, the heading after it would not be one.
    assert [each.words for each in headings_of(f"{made}\n# after")] == ["after"]
