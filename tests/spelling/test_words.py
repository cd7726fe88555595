"""Which parts of a line are words to check."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.spelling.words import Word, parts_of, plain, words_in


def found(line: str) -> list[str]:
    return [word.text for word in words_in(line)]


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ("It’s a well-known fact, isn't it?", ["It’s", "well-known", "fact", "isn't", "it"]),
        ("‘quoted’ 'plainly' “so”", ["quoted", "plainly", "so"]),
        ("the NASA of UNESCOS and B2B, 3rd x1 snake_case", ["the", "UNESCOS", "of", "and"]),
        ("see https://exmaple.org/wrod?a=b and www.exmaple.org or me@exmaple.org", ["see", "and", "or"]),
        ("run `mkdri -p` and ``a ` tick`` then", ["run", "and", "then"]),
        ("an open ` tick is a tick", ["an", "open", "tick", "is", "tick"]),
        ("```pyhton", []),
        ("~~~", []),
        ("[[Wrod of it]] and [wrods](a%20pitcure.png)", ["and", "wrods"]),
        ("#tgas and a # heading", ["and", "heading"]),
        ("# Heading", ["Heading"]),
        ("*strong* __very__ **so**", ["strong", "very", "so"]),
        ("<br/> &nbsp; text", ["text"]),
        ("under /usr/loacl/bin and ~/docmuents", ["under", "and"]),
        ("café cafe\u0301 naïve", ["café", "cafe\u0301", "naïve"]),
        ("either/or and/or", ["either", "or", "and", "or"]),
        ("", []),
    ],
)
def test_what_is_a_word(line: str, words: list[str]) -> None:
    assert sorted(found(line)) == sorted(words)


def test_places_are_those_of_the_line() -> None:
    line = "😀 wrod, a `cdoe` wrod"
    assert [(word.start, word.end) for word in words_in(line)] == [(2, 6), (17, 21)]


@given(line=st.text(max_size=200))
def test_every_word_stands_where_it_says_and_none_overlap(line: str) -> None:
    words = list(words_in(line))
    assert all(line[word.start : word.end] == word.text for word in words)
    assert all(one.end <= other.start for one, other in pairwise(words))


@given(line=st.text("ab `~[]()#'’-@./:<>&", max_size=80))
def test_marks_in_any_order_are_no_trouble(line: str) -> None:
    for word in words_in(line):
        assert line[word.start : word.end] == word.text
        assert "`" not in word.text


def test_a_word_is_the_sum_of_its_parts() -> None:
    assert parts_of(Word(4, 15, "wierd-ish’s")) == [Word(4, 9, "wierd"), Word(10, 15, "ish’s")]
    assert parts_of(Word(0, 4, "word")) == [Word(0, 4, "word")]


def test_dictionaries_have_one_apostrophe_and_one_hyphen() -> None:
    assert plain("l’e\u0301te\u0301‑la") == "l'été-la"
