"""What a text has touched of a lifeline, and what it has left out."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allydesk.story.ids import MomentId, ThemeId
from allydesk.story.lifeline import Lifeline, Moment, Theme, lifeline_of
from allydesk.story.touched import Touched, touched

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


def lifeline(titles: dict[str, str], themes: dict[str, tuple[str, ...]] | None = None) -> Lifeline:
    """Moments by their ids; themes by name, each with the ids of its moments. A theme's id is its name."""
    moments = [Moment(MomentId(id_), title=title) for id_, title in titles.items()]
    tied = [
        Theme(ThemeId(name), name=name, moments=tuple(MomentId(id_) for id_ in ids))
        for name, ids in (themes or {}).items()
    ]
    return lifeline_of([*moments, *tied])


def moments_in(text: str, titles: dict[str, str]) -> set[str]:
    return set(touched(text, lifeline(titles)).moments)


def themes_in(text: str, *names: str) -> set[str]:
    return set(touched(text, lifeline({}, dict.fromkeys(names, ()))).themes)


@pytest.mark.parametrize(
    "text",
    [
        "Belonging came late.",
        "I belong here.",
        "BELONGING",
        "where we belonged",
        "# Belonging\n",
        "*belonging*",
        "belonging’s price",
    ],
)
def test_a_theme_is_touched_by_its_name_in_any_form(text: str) -> None:
    assert themes_in(text, "Belonging") == {"Belonging"}


@pytest.mark.parametrize("text", ["", "We were there for long.", "bel onging", "[here](https://x.org/belonging)"])
def test_a_theme_is_not_touched_by_less(text: str) -> None:
    assert themes_in(text, "Belonging") == set()


def test_a_name_of_several_words_counts_whole() -> None:
    assert themes_in("It was about being the first one.", "Being the first") == {"Being the first"}
    assert themes_in("The first time, being there", "Being the first") == set()


def test_a_name_of_ordinary_words_counts_and_one_of_grammar_alone_does_not() -> None:
    assert themes_in("I found work, and before that, nothing.", "Work", "Before") == {"Work"}
    assert themes_in("even so", "Evening") == set()


def test_a_moment_is_touched_by_its_whole_title() -> None:
    titles = {"a": "First day at school", "b": "Last day at school"}
    assert moments_in("On my first day at school it rained.", titles) == {"a"}


def test_a_moment_is_touched_by_most_of_what_sets_it_apart() -> None:
    titles = {"a": "Moved to Leeds with Mum", "b": "The choir concert at Easter", "c": "Concert in Leeds"}
    assert moments_in("I sang in a choir that Easter.", titles) == {"b"}
    assert moments_in("I sang in a choir.", titles) == set()
    assert moments_in("Leeds was cold, the concert long.", titles) == set()


def test_one_word_that_no_other_title_has_is_enough_where_it_is_the_only_one() -> None:
    assert moments_in("Grandad's funerals and mine", {"a": "The funeral", "b": "The wedding"}) == {"a"}


def test_short_and_common_words_set_nothing_apart() -> None:
    assert moments_in("a new day, by car", {"a": "New car", "b": "A good day out"}) == set()


def test_a_theme_is_touched_through_its_moments() -> None:
    life = lifeline({"a": "The funeral", "b": "The wedding"}, {"Loss": ("a",), "Joy": ("b",), "Faith": ("a", "b")})
    assert touched("After the funeral", life) == Touched(
        frozenset({ThemeId("Loss"), ThemeId("Faith")}), frozenset({MomentId("a")})
    )


def test_nothing_written_and_nothing_named_touch_nothing() -> None:
    assert touched("", lifeline({"a": "x"}, {"y": ()})) == Touched()
    assert touched("words", lifeline({"a": ""}, {"": ("a",)})) == Touched()


@unhurried
@given(st.text(max_size=60), st.text(max_size=20), st.text(max_size=20))
def test_what_is_touched_is_on_the_lifeline(text: str, title: str, name: str) -> None:
    found = touched(text, lifeline({"a": title}, {name: ("a",)}))
    assert found.moments <= {MomentId("a")}
    assert found.themes <= {ThemeId(name)}
