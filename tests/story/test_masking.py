"""Names taken out of a text."""

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from allydesk.story.masking import MaskStyle, mask_names

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow])


@pytest.mark.parametrize(
    ("text", "names", "masked"),
    [
        ("Ruth sang", ["Ruth"], "R. sang"),
        ("with RUTH and ruth", ["Ruth"], "with R. and R."),
        ("Ruth's and Ruth’s", ["Ruth"], "R.'s and R.’s"),
        ("James' and James’s", ["James"], "J.' and J.’s"),
        ("Mary Ann sang", ["Mary Ann"], "M. A. sang"),
        ("Mary\u00a0Ann, Mary-Ann, Mary\nAnn", ["Mary Ann"], "M. A., M. A., M. A."),
        ("truth, Ruthless, Ruth_1", ["Ruth"], "truth, Ruthless, Ruth_1"),
        ("I saw Ruth.", ["Ruth"], "I saw R."),
        ("I saw Ruth...", ["Ruth"], "I saw R..."),
        ("(Ruth)", ["Ruth"], "(R.)"),
        ("Ruth Baker, Ruth, Baker", ["Ruth Baker"], "R. B., R., B."),
        ("a baker baked", ["Ruth Baker"], "a baker baked"),
        ("O’Brien and O'Brien", ["O'Brien"], "O. and O."),
        ("Zoe\u0308 and Zoë", ["Zoë"], "Z. and Z."),
        ("Ольга пришла", ["Ольга"], "О. пришла"),
        ("李明去了", ["李明"], "李.去了"),
        ("Aunt Ruth, my aunt", ["Aunt Ruth"], "Aunt R., my aunt"),
        ("Ruth, my sister", ["Ruth (sister)"], "R., my sister"),
        ("Mum and my mother", ["Mum", "my mother"], "Mum and my mother"),
        ("Mr Khan", ["Mr. Khan"], "Mr K."),
        ("It will be Will’s", ["Will"], "It will be W.’s"),
        ("Grace had grace", ["Grace"], "G. had grace"),
        ("x a.b x", ["a.b"], "x A. x"),
        ("nobody here", ["", "  ", "-", "'"], "nobody here"),
        ("Ruth", [], "Ruth"),
    ],
)
def test_a_name_becomes_its_initial(text: str, names: list[str], masked: str) -> None:
    assert mask_names(text, names) == masked


def test_two_people_with_one_initial_are_told_apart_in_the_order_of_the_names() -> None:
    text = "Robert met Ruth. Ruth met Robert."
    assert mask_names(text, ["Ruth", "Robert"]) == "R2. met R. R. met R2."
    assert mask_names(text, ["Ruth", "ruth", "Robert"]) == mask_names(text, ["Ruth", "Robert"])
    assert mask_names("Mary Ann, Max Abel", ["Mary Ann", "Max Abel"]) == "M. A., M. A2."


def test_what_stands_for_a_name_does_not_depend_on_the_text() -> None:
    names = ["Ruth Baker", "Robert", "Rosa"]
    whole = "Rosa, Robert and Ruth"
    assert mask_names(whole, names) == "".join(
        mask_names(part, names) for part in ("Rosa, ", "Robert", " and ", "Ruth")
    )


@pytest.mark.parametrize(
    ("text", "masked"),
    [
        ("Ruth sang with Ruth", "Someone sang with someone"),
        ("I sang. Ruth’s song! “Ruth?” Ruth", "I sang. Someone’s song! “Someone?” Someone"),
        ("# Ruth\n\nThen Ruth Baker", "# Someone\n\nThen someone"),
        ("aunt Ruth", "aunt someone"),
        ("I asked Ruth.", "I asked someone."),
    ],
)
def test_an_initial_can_be_left_out_too(text: str, masked: str) -> None:
    assert mask_names(text, ["Ruth Baker", "Ruth"], style=MaskStyle.SOMEONE) == masked


def test_a_sentence_does_not_begin_behind_a_long_stretch_of_spaces() -> None:
    assert mask_names("with" + " " * 30 + "Ruth", ["Ruth"], style=MaskStyle.SOMEONE).endswith(" someone")


@unhurried
@given(
    st.lists(st.text(min_size=1, max_size=12), max_size=5),
    st.lists(st.sampled_from(["Ruth", "Omar", "and", ".", "'s"])),
)
def test_no_listed_name_is_left_whatever_the_others_are(names: list[str], words: list[str]) -> None:
    masked = mask_names(" ".join(words), ["Ruth", "Omar", *names])
    assert "Ruth" not in masked
    assert "Omar" not in masked


@unhurried
@given(st.text(max_size=60), st.lists(st.text(max_size=12), max_size=5), st.sampled_from(MaskStyle))
def test_any_text_and_names_can_be_masked(text: str, names: list[str], style: MaskStyle) -> None:
    assert mask_names(text, names, style=style) == mask_names(text, names, style=style)
    assert mask_names(text, [], style=style) == mask_names(text, ["", " "], style=style)
