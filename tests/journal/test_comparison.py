"""Two texts compared in words."""

import random

from hypothesis import given
from hypothesis import strategies as st

from allydesk.journal.comparison import Comparison, Kind, compare

TEXTS = st.one_of(
    st.text(max_size=200),
    st.lists(st.sampled_from(["one", "two", "two", "three", " ", "\n", "\n\n", ".", "’"]), max_size=60).map("".join),
)


def told(comparison: Comparison) -> list[tuple[str, str, str]]:
    return [(row.kind.value, row.then, row.now) for row in comparison.rows]


@given(TEXTS, TEXTS)
def test_the_sides_joined_are_the_texts(old: str, new: str) -> None:
    rows = compare(old, new).rows
    assert "".join(row.then for row in rows) == old
    assert "".join(row.now for row in rows) == new


@given(TEXTS, TEXTS)
def test_what_is_said_to_be_the_same_is_the_same(old: str, new: str) -> None:
    for row in compare(old, new).rows:
        left, right = ("".join(span.text for span in side if span.kind is Kind.SAME) for side in (row.left, row.right))
        assert left == right
        assert {span.kind for span in row.left} <= {Kind.SAME, Kind.REMOVED}
        assert {span.kind for span in row.right} <= {Kind.SAME, Kind.ADDED}


@given(TEXTS)
def test_a_text_is_the_same_as_itself(text: str) -> None:
    comparison = compare(text, text)
    assert comparison.changes == ()
    assert (comparison.added, comparison.removed) == (0, 0)


def test_words_within_a_changed_paragraph_are_told_apart() -> None:
    [row] = compare("I looked at my phone.", "I looked up from my phone.").rows
    assert row.kind is Kind.CHANGED
    assert [s.text for s in row.left if s.kind is Kind.REMOVED] == ["at"]
    assert [s.text for s in row.right if s.kind is Kind.ADDED] == ["up from"]


def test_paragraphs_are_added_and_removed_in_their_place() -> None:
    old = "The first.\n\nNobody stepped in.\n\nThe last."
    new = "The first.\n\nWho would have thought it possible here?\n\nThe last."
    kinds = [kind for kind, _then, _now in told(compare(old, new)) if kind != "same"]
    assert kinds == ["removed", "added"]


def test_a_change_begins_where_the_same_ends() -> None:
    comparison = compare("a\nb\nc\nd\n", "a\nx\ny\nc\nd\nz\n")
    assert [comparison.rows[number].kind for number in comparison.changes] == [Kind.REMOVED, Kind.ADDED]
    assert (comparison.added, comparison.removed) == (3, 1)


def test_a_long_text_that_is_quite_another_is_still_told_exactly() -> None:
    dice = random.Random(7)  # noqa: S311 - a repeatable text
    words = [f"w{number}" for number in range(400)]
    old = " ".join(dice.choices(words, k=8_000))
    new = " ".join(dice.choices(words, k=8_000))
    comparison = compare(old, new)
    assert "".join(row.then for row in comparison.rows) == old
    assert "".join(row.now for row in comparison.rows) == new
