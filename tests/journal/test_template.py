"""Templates: the page they give, their keys, and shipped ones beside what a person made of them."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.journal.template import (
    FREE_PAGE,
    Part,
    Template,
    first_page,
    hints,
    merge,
    moved,
    shipped_templates,
    template_key,
    tidy_heading,
    unused_key,
)

FREE = Template(FREE_PAGE, "Free page", "Empty.")
EXPERIENCE = Template("experience", "Experience", "For an event.", (Part("What happened", "In order."), Part("Now")))
READING = Template("reading", "Reading", "For a book.", (Part("What was new"),))
SHIPPED = (FREE, EXPERIENCE, READING)
OWN = Template("supper", "Supper", "For the evening.", (Part("Who came"),), own=True)

templates = st.builds(
    Template,
    key=st.sampled_from(["", "experience", "reading", "supper", "gone"]),
    name=st.text(max_size=8),
    why=st.just(""),
    parts=st.lists(st.builds(Part, st.text(max_size=8), st.text(max_size=8)), max_size=3).map(tuple),
    hidden=st.booleans(),
    own=st.booleans(),
    changed=st.booleans(),
)


def test_a_page_has_the_headings_with_an_empty_line_under_each() -> None:
    assert first_page(EXPERIENCE) == "## What happened\n\n\n## Now\n"


def test_a_template_without_parts_is_a_page_with_nothing() -> None:
    assert not first_page(FREE)


def test_odd_headings_make_no_odd_page() -> None:
    odd = Template("odd", "Odd", "", (Part("  "), Part("#"), Part("two\nlines"), Part("## marked ##"), Part("same")))
    assert first_page(odd) == "## two lines\n\n\n## marked\n\n\n## same\n"


def test_equal_headings_both_stand_and_the_first_gives_the_hint() -> None:
    twice = Template("twice", "Twice", "", (Part("Again", "one"), Part("Again", "two")))
    assert first_page(twice).count("## Again\n") == 2
    assert hints(twice) == {"Again": "one"}


def test_hints_are_known_by_the_heading_as_the_page_has_it() -> None:
    odd = Template("odd", "Odd", "", (Part("## a\nb", " over \n two lines "), Part("", "lost"), Part("bare")))
    assert hints(odd) == {"a b": "over two lines"}


def test_ten_thousand_parts_are_ten_thousand_headings() -> None:
    many = Template("many", "Many", "", tuple(Part(f"Heading {number}") for number in range(10_000)))
    assert first_page(many).count("## Heading ") == 10_000


@given(st.text())
def test_a_tidy_heading_is_one_tidy_line(text: str) -> None:
    tidy = tidy_heading(text)
    assert "\n" not in tidy
    assert tidy == tidy.strip()
    assert tidy_heading(tidy) == tidy


@given(st.text(max_size=20), st.sets(st.text(max_size=20)))
def test_an_unused_key_is_new_and_never_the_free_page(name: str, taken: set[str]) -> None:
    key = unused_key(name, taken)
    assert key not in taken
    assert key != FREE_PAGE
    assert template_key(key) == key


def test_names_that_make_the_same_key_are_numbered() -> None:
    assert unused_key("Case study", ()) == "case-study"
    assert unused_key("Case study!", {"case-study"}) == "case-study-2"
    assert unused_key("case-STUDY", {"case-study", "case-study-2"}) == "case-study-3"
    assert unused_key("…", ()) == "template"


def test_without_anything_kept_the_shipped_ones_stand_as_they_came() -> None:
    assert merge(SHIPPED, (), ()) == SHIPPED


def test_a_changed_one_stands_in_for_the_shipped_one_and_own_ones_follow() -> None:
    changed = replace(READING, name="Books", changed=True)
    assert merge(SHIPPED, (OWN, changed), ()) == (FREE, EXPERIENCE, changed, OWN)


def test_one_that_was_only_hidden_takes_on_new_words_when_they_ship() -> None:
    hidden = replace(READING, why="Older words.", hidden=True)
    assert merge(SHIPPED, (hidden,), ())[2] == replace(READING, hidden=True)


def test_one_that_was_changed_back_by_hand_counts_as_unchanged() -> None:
    assert merge(SHIPPED, (replace(READING, changed=True),), ()) == SHIPPED


def test_a_changed_one_that_ships_no_longer_becomes_the_persons_own() -> None:
    changed, hidden = replace(READING, name="Books", changed=True), replace(EXPERIENCE, hidden=True)
    assert merge((FREE,), (changed, hidden), ()) == (FREE, replace(changed, own=True, changed=False))


def test_the_free_page_cannot_be_changed_or_hidden() -> None:
    assert merge(SHIPPED, (replace(FREE, name="Mine", hidden=True, changed=True),), ()) == SHIPPED


def test_the_order_chosen_comes_first_and_forgets_what_is_gone() -> None:
    ordered = merge(SHIPPED, (OWN,), ("gone", "supper", "reading", "supper"))
    assert [template.key for template in ordered] == ["supper", "reading", "", "experience"]


@given(st.lists(templates, max_size=6), st.lists(st.sampled_from(["", "supper", "reading", "gone", "x"]), max_size=6))
def test_every_key_is_there_once_whatever_was_kept(kept: list[Template], order: list[str]) -> None:
    merged = merge(SHIPPED, kept, order)
    keys = [template.key for template in merged]
    assert len(set(keys)) == len(keys)
    assert {"", "experience", "reading"} <= set(keys)
    assert next(template for template in merged if template.key == FREE_PAGE) == FREE


def test_moving_goes_as_far_as_there_is_room() -> None:
    keys = ["a", "b", "c", "d"]
    assert moved(keys, "b", 1) == ["a", "c", "b", "d"]
    assert moved(keys, "b", -1) == ["b", "a", "c", "d"]
    assert moved(keys, "a", -1) == keys
    assert moved(keys, "b", 9) == ["a", "c", "d", "b"]
    assert keys == ["a", "b", "c", "d"]
    with pytest.raises(ValueError, match="x"):
        moved(keys, "x", 1)


def test_reading_refuses_what_is_not_of_the_form() -> None:
    assert shipped_templates('[[template]]\nkey = "a"\nname = "A"\nwhy = ""') == (Template("a", "A", ""),)
    for text in ('template = "no"', "", '[[template]]\nkey = 1\nname = "A"\nwhy = ""', "not = = toml"):
        with pytest.raises(ValueError, match=r"."):
            shipped_templates(text)
    with pytest.raises(ValueError, match="same key"):
        shipped_templates('[[template]]\nkey = "a"\nname = "A"\nwhy = ""\n' * 2)
