""" "Did you notice?": words that come up in two or more moments."""

from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Moment
from allydesk.story.recurring import Recurrence, recurring_words

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def moment(id_: str, title: str, note: str = "", people: tuple[str, ...] = ()) -> Moment:
    return Moment(MomentId(id_), title=title, note=note, people=people)


def found(*moments: Moment, known: tuple[str, ...] = ()) -> dict[str, str]:
    return {one.word: "".join(one.moments) for one in recurring_words(moments, known=known)}


def test_a_word_in_two_moments_points_at_both() -> None:
    assert found(moment("a", "The choir"), moment("b", "Rain"), moment("c", "", "I sang in a choir.")) == {
        "choir": "ac"
    }


def test_a_word_twice_in_one_moment_does_not_recur() -> None:
    assert found(moment("a", "Choir", "the choir, the choir"), moment("b", "Rain")) == {}


def test_singular_and_plural_are_one_word() -> None:
    assert found(moment("a", "A letter"), moment("b", "Letters, letters, letters")) == {"letters": "ab"}


def test_common_words_and_numbers_are_left_out() -> None:
    assert (
        found(moment("a", "It was the first day in 1999, and I didn’t"), moment("b", "The first day of 1999, didn't I"))
        == {}
    )


def test_people_are_left_out_and_so_are_names_one_gives() -> None:
    moments = (
        moment("a", "Ruth’s kitchen", people=("Ruth Baker",)),
        moment("b", "Ruth in the kitchen with Baker and Omar"),
        moment("c", "Omar"),
    )
    assert found(*moments) == {"kitchen": "ab", "Omar": "bc"}
    assert found(*moments, known=("omar",)) == {"kitchen": "ab"}


def test_a_word_is_shown_as_the_person_writes_it() -> None:
    assert found(moment("a", "Leeds"), moment("b", "To Leeds")) == {"Leeds": "ab"}
    assert found(moment("a", "Rain"), moment("b", "More rain")) == {"rain": "ab"}
    assert found(moment("a", "STRASSE"), moment("b", "straße")) == {"straße": "ab"}


def test_two_words_beside_each_other_are_shown_once() -> None:
    assert found(moment("a", "The night shift begins"), moment("b", "Last night shift")) == {"shift": "ab"}
    assert found(moment("a", "Brass band"), moment("b", "A brass band, brass bands")) == {"brass band": "ab"}


def test_a_word_with_more_moments_than_its_phrase_stands_beside_it() -> None:
    moments = (moment("a", "Brass band"), moment("b", "Brass band"), moment("c", "Wedding band"))
    assert found(*moments) == {"band": "abc", "Brass band": "ab"}


def test_a_phrase_does_not_go_over_the_end_of_a_sentence() -> None:
    assert found(moment("a", "Brass. Band"), moment("b", "Brass\nband")) == {"band": "ab", "Brass": "ab"}


def test_words_of_more_moments_come_first() -> None:
    moments = (moment("a", "rain choir"), moment("b", "choir; rain"), moment("c", "rain"))
    assert recurring_words(moments) == [
        Recurrence("rain", (MomentId("a"), MomentId("b"), MomentId("c"))),
        Recurrence("choir", (MomentId("a"), MomentId("b"))),
    ]


def test_other_scripts_have_words_too() -> None:
    assert found(moment("a", "Письмо из дома"), moment("b", "письмо")) == {"письмо": "ab"}


@unhurried
@given(st.lists(st.tuples(st.text(max_size=30), st.text(max_size=60)), max_size=6))
def test_every_word_found_is_in_two_moments_or_more(texts: list[tuple[str, str]]) -> None:
    moments = [moment(str(number), title, note) for number, (title, note) in enumerate(texts)]
    for one in recurring_words(moments):
        assert len(set(one.moments)) == len(one.moments) >= 2
        assert one.word
