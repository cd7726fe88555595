"""How well the coach does on the half of the pairs that no rule was made with; docs/coach.md has the figures.

The goals (`report.PRECISION`, `RECALL`, `ONE_ORDINARY_IN`) are not reached yet. What is reached is held here, so that
it is not lost again; whoever gets further raises these.
"""

import re
from pathlib import Path

import pytest

from allydesk.assets import resources
from allydesk.practice.coach.coach import Coach
from tests.practice.coach.measuring import FOLDER, Count, Half, count, pairs_of
from tests.practice.coach.report import ONE_ORDINARY_IN, lines

PAIRS = 300
PRECISION_REACHED, RECALL_REACHED, ORDINARY_REACHED = 0.81, 0.67, 3
"""Of 110 ordinary good answers so many may have a false alarm."""


@pytest.fixture(scope="module")
def counted() -> dict[Half, Count]:
    if not all((FOLDER / half).is_dir() for half in Half):
        pytest.skip("the pairs are not written yet")
    coach = Coach.from_folder(resources() / "coach")
    return {half: count(coach, half) for half in Half}


def test_there_are_enough_pairs_of_every_concern(counted: dict[Half, Count]) -> None:
    assert sum(one.pairs for one in counted.values()) >= PAIRS
    rules = [{pair.rule for pair in pairs_of(half)} for half in Half]
    assert rules[0] == rules[1]
    assert all(one.ordinary >= ONE_ORDINARY_IN for one in counted.values())


def test_what_is_raised_is_meant(counted: dict[Half, Count]) -> None:
    assert counted[Half.HELD_OUT].precision >= PRECISION_REACHED


def test_enough_is_noticed(counted: dict[Half, Count]) -> None:
    assert counted[Half.HELD_OUT].recall >= RECALL_REACHED


def test_ordinary_good_answers_are_left_alone(counted: dict[Half, Count]) -> None:
    assert counted[Half.HELD_OUT].ordinary_false <= ORDINARY_REACHED


def test_the_report_has_numbers_and_no_text_of_a_pair(counted: dict[Half, Count]) -> None:
    printed = "\n".join(lines(Half.HELD_OUT, counted[Half.HELD_OUT]))
    assert re.fullmatch(r"[\w\s.:-]+", printed)
    assert not any(pair.badly.text[:30] in printed for pair in pairs_of(Half.HELD_OUT))


def test_the_document_has_the_figures(counted: dict[Half, Count]) -> None:
    held_out = counted[Half.HELD_OUT]
    page = (Path(__file__).parents[3] / "docs" / "coach.md").read_text(encoding="utf-8")
    assert f"| held out | {held_out.pairs} | {held_out.precision:.3f} | {held_out.recall:.3f} |" in page
