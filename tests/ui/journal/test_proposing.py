"""What the search field proposes, and how it says what cannot be meant."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.journal.search import Mistake, parse
from allydesk.journal.tags import tag_key
from allydesk.ui.journal.flaws import flaw_in_words
from allydesk.ui.journal.operators import EXAMPLES
from allydesk.ui.journal.proposing import Known, merged, proposals

TODAY = date(2026, 11, 22)
KNOWN = Known(
    tags=(("work", 4), ("At work", 2), ("R\u00e9union", 1), ('"odd" one', 1)),
    people=(("Priya N", 3),),
    templates=(("experience", "Experience"), ("case-study", "Case study")),
)


def proposed(text: str) -> list[str]:
    return [each.text for each in proposals(text, len(text), known=KNOWN, today=TODAY)]


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("ta", ["tag:"]),
        ("storm -te", ["template:"]),
        ("t", []),
        ("storm", []),
        ("tag:", ["tag:work", 'tag:"At work"', "tag:R\u00e9union"]),
        ("tag:WO", ["tag:work", 'tag:"At work"']),
        ('tag:"at', ['tag:"At work"']),
        ("tag:work", ['tag:"At work"']),
        ("-person:pri", ['person:"Priya N"']),
        ("template:case", ["template:case-study"]),
        ("has:", ["has:attachment", "has:mood"]),
        ("is:p", ["is:pinned"]),
        ("mood:>", ["mood:>0", "mood:>=3"]),
        ("on:2026-11", ["on:2026-11-22"]),
        ('"not tag:', []),
        ("http:", []),
    ],
)
def test_what_fits_is_proposed(text: str, wanted: list[str]) -> None:
    assert proposed(text) == wanted


def test_nothing_is_proposed_in_the_middle_of_a_word() -> None:
    assert proposals("tag:work", 5, known=KNOWN, today=TODAY) == []


@given(st.text(max_size=40), st.integers(0, 40))
def test_any_text_can_be_typed(text: str, caret: int) -> None:
    for proposal in proposals(text, min(caret, len(text)), known=KNOWN, today=TODAY):
        assert proposal.open or not parse(proposal.text).flaws


def test_names_that_differ_only_in_case_or_form_count_as_one() -> None:
    composed, apart = "Zo\u00eb", "zoe\u0308"
    assert merged([(composed, 3), ("work", 2), (apart, 1), ("Work", 1)]) == ((composed, 4), ("work", 3))
    assert tag_key(composed) == tag_key(apart)


def test_every_example_can_be_meant() -> None:
    assert [example for example, _meaning in EXAMPLES if parse(example).flaws] == []


@pytest.mark.parametrize(
    ("text", "words"),
    [
        (
            "-before:2020-13-01",
            "There is no date 2020-13-01. Write a year, a year and month, or a day: 2020, 2020-03, 2020-03-14.",
        ),
        ("mood:9", "There is no mood 9. Moods go from -5 to +5. Write mood:-3, mood:>2 or mood:-5..-2."),
        ("has:cake", "\u201ccake\u201d is nothing an entry can have. Write has:attachment or has:mood."),
        ("is:cake", "\u201ccake\u201d is nothing an entry can be. Write is:pinned or is:shared."),
        ('"amber light', 'The quotation in "amber light has no end yet.'),
    ],
)
def test_mistakes_quote_the_piece_and_say_what_works(text: str, words: str) -> None:
    assert flaw_in_words(parse(text).flaws[0]) == words


def test_every_mistake_has_words() -> None:
    texts = ("on:x", '"a', "mood:x", "is:x", "a " * 600)
    told = {flaw.mistake: flaw_in_words(flaw) for text in texts for flaw in parse(text).flaws}
    assert set(told) == set(Mistake)
