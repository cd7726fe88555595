"""The phrase language: what each sign means, and that no text makes it slow."""

from collections.abc import Iterator, Sequence

import pytest

from allydesk.practice.coach.matching import Matcher, Span
from allydesk.practice.coach.phrase import MOST_DEPTH, PhraseFault, read_phrase
from allydesk.practice.coach.spelling import Forms, forms_of
from allydesk.practice.coach.words import Words, words_of


def quotes(phrase: str, text: str) -> list[str]:
    """What a phrase matches in a text, without overlaps taken away."""
    matcher = Matcher()
    matcher.add((read_phrase(phrase, {"kin": read_phrase("aunt/uncle", {})}),))
    words = words_of(text)
    return [text[words.starts[one.start] : words.ends[one.end - 1]] for one in matcher.matches(words)[0]]


@pytest.mark.parametrize(
    ("phrase", "text", "found"),
    [
        ("i am sorry", "So I’m sorry, Ana.", ["I’m sorry"]),
        ("i am sorry", "im sorry", ["im sorry"]),
        ("do not", "Don't. Do  not.", ["Don't", "Do  not"]),
        ("apologise", "I apologize.", ["apologize"]),
        ("behaviour in the centre", "BEHAVIOR in the Center", ["BEHAVIOR in the Center"]),
        ("you/we feel/felt", "We felt; you feel", ["We felt", "you feel"]),
        ("(my bad|so sorry)", "My bad. So sorry.", ["My bad", "So sorry"]),
        ("i am [so|very] sorry", "I am sorry, I am so sorry", ["I am sorry", "I am so sorry"]),
        ("my <kin>", "my aunt, my niece, my uncle", ["my aunt", "my uncle"]),
        ("some _ friends", "some old friends, some friends", ["some old friends"]),
        ("sorry ..2 you", "sorry you, sorry to see you, sorry for what it you", ["sorry you", "sorry to see you"]),
        ("sorry [..2] you", "sorry you sorry that a you sorry one two three you", ["sorry you", "sorry that a you"]),
        ("i [..3] hurt you", "I really hurt you. I did not hurt you.", ["I really hurt you"]),
        ("i did not hurt you", "I didn’t hurt you.", ["I didn’t hurt you"]),
        ("sorry , but", "Sorry, but no. Sorry but yes.", ["Sorry, but"]),
        ("sorry but", "Sorry, but no. Sorry. But yes.", ["Sorry, but"]),
        ("sorry ~ but", "Sorry. But yes.", ["Sorry. But"]),
        ("^ but", "But no, but yes. But maybe", ["But", "But"]),
        ("are we good ?", "Are we good? Are we good.", ["Are we good"]),
        ("enough .", "Enough of it. Enough.", ["Enough"]),
        ("i would", "I’d go. I would go.", ["I’d", "I would"]),
        ("i had", "I’d gone.", ["I’d"]),
    ],
)  # fmt: skip
def test_a_phrase_finds(phrase: str, text: str, found: list[str]) -> None:
    assert quotes(phrase, text) == found


@pytest.mark.parametrize(
    ("phrase", "says"),
    [
        ("(a|b", "not closed"), ("[a", "not closed"), ("a)", "no bracket"), ("[a]", "cannot be left out"),
        ("..3", "cannot be left out"), ("a ..40 b", "leaps"), ("a ..0 b", "leaps"), ("<none>", "no list"),
        ("a * b", "means nothing"), ("a \\b", "means nothing"), (" ".join("a" * 61), "too long"),
        ("(" * (MOST_DEPTH + 2) + "a" + ")" * (MOST_DEPTH + 2), "brackets"), (",", "cannot be left out"),
    ],
)  # fmt: skip
def test_what_is_no_phrase_is_refused_with_what_to_do(phrase: str, says: str) -> None:
    with pytest.raises(PhraseFault) as refused:
        read_phrase(phrase, {})
    assert says in str(refused.value)
    assert refused.value.fix.endswith(".")


class Looked(Sequence[Forms]):
    """Words that count how often they are looked at."""

    def __init__(self, forms: Sequence[Forms]) -> None:
        self._forms = forms
        self.times = 0

    def __getitem__(self, place: int) -> Forms:  # type: ignore[override]  # slices are not asked for
        self.times += 1
        return self._forms[place]

    def __len__(self) -> int:
        return len(self._forms)

    def __iter__(self) -> Iterator[Forms]:
        for form in self._forms:
            self.times += 1
            yield form


HOSTILE = "(a|a a|a b) [..6] [a] [..6] (a|[..4] a) [..8] c"
"""Written to go back and forth over "a a a a", which no "c" follows."""
LONGEST = 2 + 6 + 1 + 6 + 5 + 8 + 1


def looks(size: int) -> int:
    """How often words are looked at in a text of so many."""
    matcher = Matcher()
    matcher.add((read_phrase(HOSTILE, {}),))
    words = words_of("a " * size)
    looked = Looked(words.forms)
    assert matcher.matches(Words(looked, words.starts, words.ends, words.between)) == [[]]
    return looked.times


def test_the_work_grows_with_the_text_and_not_faster() -> None:
    one, two, four = looks(1_000), looks(2_000), looks(4_000)
    assert one <= 1_000 * LONGEST**2 / 2, "from each word, at most once more for each word that a phrase can have"
    assert four - two == 2 * (two - one)


def test_a_phrase_of_alternatives_waits_in_no_more_states_than_it_has_words() -> None:
    matcher = Matcher()
    matcher.add((read_phrase("a " + " ".join(["[(b|b b|..3 b)]"] * 10) + " c", {}),))
    assert matcher.states < 200
    assert matcher.matches(words_of("a " + "b " * 5_000)) == [[]]


def test_the_longest_from_a_word_is_found() -> None:
    matcher = Matcher()
    matcher.add((read_phrase("sorry", {}), read_phrase("sorry you feel that way", {})))
    assert matcher.matches(words_of("Sorry you feel that way")) == [[Span(0, 5)]]


@pytest.mark.parametrize(
    ("written", "read"),
    [
        ("won’t", (("will",), ("not",))), ("CAN'T", (("can",), ("not",))), ("Ana’s", (("ana's",),)),
        ("that's", (("that",), ("is", "has"))), ("size", (("size",),)), ("realizing", (("realising",),)),
        ("seize", (("seize",),)), ("u", (("you",),)),
    ],
)  # fmt: skip
def test_words_are_read_in_one_form(written: str, read: tuple[Forms, ...]) -> None:
    assert forms_of(written) == read
