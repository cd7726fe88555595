from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.journal.search import (
    KEYS,
    LONGEST_QUERY,
    Flaw,
    Mistake,
    MoodFilter,
    Period,
    PersonFilter,
    Query,
    State,
    StateFilter,
    TagFilter,
    TemplateFilter,
    Term,
    parse,
)
from allydesk.mood import MOOD_RANGE
from allydesk.text import clean


def test_words_phrases_prefixes_and_exclusions() -> None:
    query = parse('storm -work "amber light" lightho* -"not this"')
    assert query.terms == (
        Term("storm"),
        Term("work", exclude=True),
        Term("amber light"),
        Term("lightho", prefix=True),
        Term("not this", exclude=True),
    )


def test_tags_are_compared_by_key() -> None:
    assert parse('tag:Family -tag:"At  Work"').tags == (TagFilter("family"), TagFilter("at work", exclude=True))


@pytest.mark.parametrize(
    ("text", "period"),
    [
        ("on:2026-11-21", Period(date(2026, 11, 21), date(2026, 11, 22))),
        ("on:2026-12", Period(date(2026, 12, 1), date(2027, 1, 1))),
        ("on:2026", Period(date(2026, 1, 1), date(2027, 1, 1))),
        ("before:2026-02", Period(None, date(2026, 2, 1))),
        ("after:2026-02", Period(date(2026, 3, 1), None)),
        ("on:9999", Period(date(9999, 1, 1), None)),
        ("on:9999-12-31", Period(date(9999, 12, 31), None)),
        ("on:1", Period(date(1, 1, 1), date(2, 1, 1))),
        ("-on:2024-02-29", Period(date(2024, 2, 29), date(2024, 3, 1), exclude=True)),
    ],
)
def test_periods(text: str, period: Period) -> None:
    assert parse(text).periods == (period,)


@pytest.mark.parametrize("text", ["on:2026-02-30", "before:2026-13", "after:yesterday", "on:0", "on:20260101"])
def test_a_date_that_does_not_exist_is_named_and_left_out(text: str) -> None:
    query = parse(f"storm {text}")
    assert query.flaws == (Flaw(Mistake.NO_SUCH_DATE, text),)
    assert query.terms == (Term("storm"),)
    assert query.periods == ()


def test_a_colon_elsewhere_is_text() -> None:
    assert parse("note: ring, 10:30 http://a").terms == (
        Term("note:"),
        Term("ring,"),
        Term("10:30"),
        Term("http://a"),
    )


def test_while_typing_the_last_word_is_open() -> None:
    assert parse("the lig", typing=True).terms == (Term("the"), Term("lig", prefix=True))
    assert parse("the lig ", typing=True).terms == (Term("the"), Term("lig"))
    assert parse("l", typing=True).terms == (Term("l"),)
    assert parse('"amber lig', typing=True).terms == (Term("amber lig", prefix=True),)
    assert parse('"amber lig', typing=True).flaws == ()


def test_an_open_quote_is_named() -> None:
    query = parse('"amber light')
    assert query.terms == (Term("amber light"),)
    assert query.flaws == (Flaw(Mistake.OPEN_QUOTE, '"amber light'),)


@given(st.text(max_size=60), st.booleans())
def test_every_text_is_a_query(text: str, typing: bool) -> None:
    query = parse(text, typing=typing)
    assert isinstance(query, Query)
    assert all(term.text for term in query.terms)
    assert query.words == any(not term.exclude for term in query.terms)


def test_nothing_narrows_an_empty_query() -> None:
    assert parse("").everything
    assert parse("   ").everything
    assert not parse("a").everything


def test_people_and_templates_are_compared_by_key() -> None:
    query = parse('person:"Priya  N" -person:AMARA template:"Case study" -template:experience')
    assert query.people == (PersonFilter("priya n"), PersonFilter("amara", exclude=True))
    assert query.templates == (TemplateFilter("case-study"), TemplateFilter("experience", exclude=True))
    assert query.terms == ()


@pytest.mark.parametrize(
    ("text", "least", "most"),
    [
        ("mood:-3", -3, -3),
        ("mood:\u22123", -3, -3),
        ("mood:+2", 2, 2),
        ("mood:=2", 2, 2),
        ("mood:>2", 3, 5),
        ("mood:>=2", 2, 5),
        ("mood:<0", -5, -1),
        ("mood:<=-4", -5, -4),
        ("mood:-5..-2", -5, -2),
        ("mood:\u22125\u2026\u22122", -5, -2),
        ("mood:2..-2", -2, 2),
        ('mood:"-1 .. 1"', -1, 1),
        ("MOOD:4", 4, 4),
    ],
)
def test_moods(text: str, least: int, most: int) -> None:
    assert parse(text).moods == (MoodFilter(least, most),)
    assert parse(f"-{text}").moods == (MoodFilter(least, most, exclude=True),)


@pytest.mark.parametrize("text", ["mood:9", "mood:-6", "mood:hard", "mood:>5", "mood:<-5", "mood:1..9", "mood:>1..2"])
def test_a_mood_that_does_not_exist_is_named_and_left_out(text: str) -> None:
    query = parse(f"{text} storm")
    assert query.flaws == (Flaw(Mistake.NO_SUCH_MOOD, text),)
    assert query.moods == ()
    assert query.terms == (Term("storm"),)


def test_states() -> None:
    wanted = (State.ATTACHMENT, State.ATTACHMENT, State.MOOD, State.PINNED, State.SHARED)
    query = parse("has:attachment has:Pictures has:mood is:pinned -is:shared")
    assert tuple(each.state for each in query.states) == wanted
    assert query.states[-1] == StateFilter(State.SHARED, exclude=True)
    assert parse("has:cake is:attachment").flaws == (
        Flaw(Mistake.NO_SUCH_STATE, "has:cake"),
        Flaw(Mistake.NO_SUCH_STATE, "is:attachment"),
    )


@pytest.mark.parametrize("text", ["tag:", "-mood:", "mood:-", "mood:>", "mood:-5..", "on:20", "on:2020-", "has:att"])
def test_a_condition_that_is_being_typed_neither_narrows_nor_is_a_mistake(text: str) -> None:
    assert parse(f"storm {text}", typing=True) == parse("storm ", typing=True)


def test_a_text_somebody_pasted_is_cut_and_told() -> None:
    query = parse("word " * 4_000_000)
    assert len(query.terms) == LONGEST_QUERY // len("word ")
    assert query.flaws == (Flaw(Mistake.TOO_LONG, ""),)


_pieces = st.builds(
    lambda minus, key, value, quoted: f'{minus}{key}:"{value}"' if quoted else f"{minus}{key}:{value}",
    st.sampled_from(["", "-"]),
    st.sampled_from(KEYS),
    st.text(max_size=12) | st.from_regex(r"[<>]?=?-?[0-9]{1,2}(\.\.-?[0-9])?", fullmatch=True),
    st.booleans(),
)


@given(st.lists(_pieces, max_size=6).map(" ".join), st.booleans())
def test_every_condition_is_one_that_can_be_asked(text: str, typing: bool) -> None:
    query = parse(text, typing=typing)
    assert all(mood.least in MOOD_RANGE and mood.most in MOOD_RANGE for mood in query.moods)
    assert all(mood.least <= mood.most for mood in query.moods)
    assert all(tag.key for tag in query.tags)
    assert all(person.key for person in query.people)
    assert all(template.key for template in query.templates)
    assert all(flaw.piece in clean(text)[0] or flaw.mistake is Mistake.TOO_LONG for flaw in query.flaws)
