"""What a few typed letters mean."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.ui.commands.matching import BEGINNING, INSIDE, WHOLE, WORDS, best_first, fit


@pytest.mark.parametrize(
    ("name", "typed", "how"),
    [
        ("New entry", "new entry", WHOLE),
        ("New entry", "NEW", BEGINNING),
        ("Move to trash", "tr mo", WORDS),
        ("Rückblick: Straße", "ruckblick", BEGINNING),
        ("Rückblick: Straße", "strasse", WORDS),
        ("Move to trash", "ash", INSIDE),
        ("Move to trash", "lock", None),
        ("anything", "", BEGINNING),
    ],
)
def test_how_well_a_name_fits(name: str, typed: str, how: int | None) -> None:
    assert fit(name, typed) == how


def test_the_best_come_first_and_equals_keep_their_order() -> None:
    names = ["Unlock later", "Lock", "Lock after ten minutes", "Lock after one hour", "Block"]
    assert [names[place] for place in best_first(names, "lock")] == [
        "Lock",
        "Lock after ten minutes",
        "Lock after one hour",
        "Unlock later",
        "Block",
    ]


@given(st.text(max_size=30))
def test_every_name_fits_itself(name: str) -> None:
    assert fit(name, name) is not None
