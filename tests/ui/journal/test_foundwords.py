"""Where the words of a search stand: the same rules as the index that found the entry."""

import unicodedata
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.journal.search import parse
from allydesk.storage.journal import Journal
from allydesk.ui.journal.foundwords import MOST, found_words
from tests.vaults import written


def found(text: str, query: str) -> list[str]:
    return [text[start:end] for start, end in found_words(text, parse(query).terms)]


@pytest.mark.parametrize(
    ("text", "query", "wanted"),
    [
        ("The queue, the QUEUE, queues", "queue", ["queue", "QUEUE"]),
        ("lighthouse light", "light*", ["lighthouse", "light"]),
        ("amber\n\nlight amber **light**", '"amber light"', ["amber\n\nlight", "amber **light"]),
        ("caf\u00e9 cafe\u0301 CAFE", "caf\u00e9", ["caf\u00e9", "cafe\u0301", "CAFE"]),
        ("one two three", "two -three one", ["one", "two"]),
        ("\u5929\u6c14\u5f88\u597d", "\u5929\u6c14", ["\u5929\u6c14"]),
        ("rain \U0001f327 rain", "\U0001f327", ["\U0001f327"]),
        ("a.b a-b", "a.b", ["a.b", "a-b"]),
        ("nothing here", "tag:nothing", []),
    ],
)
def test_places(text: str, query: str, wanted: list[str]) -> None:
    assert found(text, query) == wanted


def test_no_more_places_than_one_could_step_through() -> None:
    assert len(found_words("a word " * 100_000, parse("word").terms)) == MOST


@given(st.text(max_size=80), st.text(min_size=1, max_size=8))
def test_places_are_in_order_and_apart(text: str, query: str) -> None:
    places = found_words(text, parse(query).terms)
    assert all(start < end <= len(text) for start, end in places)
    assert all(one[1] <= other[0] for one, other in pairwise(places))


@pytest.mark.parametrize(
    "word", ["\u00c9t\u00e9", "stra\u00dfe", "don\u2019t", "na\u00efve", "x86_64", "\u0430\u043d\u043d\u0430"]
)
def test_what_the_index_finds_is_found_in_the_text(empty_journal: Journal, word: str) -> None:
    text = f"before {word} and {unicodedata.normalize('NFD', word)} after"
    empty_journal.add(written("2026-11-20", "", text))
    terms = parse(word)
    assert len(empty_journal.positions(terms)) == 1
    assert found_words(text, terms.terms)
