from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.journal.search import Flaw, Mistake, Period, Query, TagFilter, Term, parse


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
