"""Words in any script, and their forms."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allydesk.story.wordforms import folded, singular, stem, words_in

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Ruth’s letters, and James' too", ["Ruth", "letters", "and", "James", "too"]),
        ("didn't 1999 half-way", ["didn't", "half", "way"]),
        ("cafe\u0301 Straße", ["café", "Straße"]),
        ("हिन्दी पुस्तकें", ["हिन्दी", "पुस्तकें"]),
        ("Ольга, письмо", ["Ольга", "письмо"]),
        ("snake_case", ["snake", "case"]),
        ("", []),
    ],
)
def test_the_words_of_a_text(text: str, words: list[str]) -> None:
    assert list(words_in(text)) == words


@pytest.mark.parametrize(
    ("several", "one"),
    [
        ("letters", "letter"),
        ("stories", "story"),
        ("churches", "church"),
        ("classes", "class"),
        ("boxes", "box"),
        ("houses", "house"),
        ("glass", "glass"),
        ("chorus", "chorus"),
        ("crisis", "crisis"),
        ("bus", "bus"),
        ("ties", "tie"),
        ("écoles", "écoles"),
    ],
)
def test_a_plural_is_the_same_word(several: str, one: str) -> None:
    assert singular(several) == one


@pytest.mark.parametrize(
    "forms",
    [
        ("move", "moves", "moved", "moving"),
        ("belong", "belongs", "belonged", "belonging"),
        ("stop", "stops", "stopped", "stopping"),
        ("sing", "sings", "singing"),
        ("grieve", "grieved", "grieving"),
        ("miss", "missed", "missing"),
    ],
)
def test_forms_of_a_word_have_one_stem(forms: tuple[str, ...]) -> None:
    assert len({stem(form) for form in forms}) == 1


@pytest.mark.parametrize(
    ("one", "other"), [("sing", "sin"), ("thing", "th"), ("bed", "b"), ("wedding", "we"), ("king", "k"), ("red", "r")]
)
def test_short_words_keep_their_endings(one: str, other: str) -> None:
    assert stem(one) != stem(other)


@unhurried
@given(st.text(max_size=40))
def test_any_text_has_words_that_can_be_folded(text: str) -> None:
    for word in words_in(text):
        assert folded(word)
        assert stem(folded(word))
        assert singular(folded(word))
