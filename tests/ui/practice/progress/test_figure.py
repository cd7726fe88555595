"""The course of a skill, drawn: named levels, a dot for each run, nothing outside."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.practice.ids import RunId
from allydesk.practice.progress import Step
from allydesk.practice.skills import LEVEL_WORDS
from allydesk.story.chart.primitives import Tint
from allydesk.ui.practice.progress.figure import CourseFigure

FIRST = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


def measure(text: str, size: float) -> float:
    """Letters that are all half as wide as they are high."""
    return len(text) * size / 2


def steps(*levels: int) -> list[Step]:
    """A run a day."""
    return [
        Step(RunId(f"run-{place}"), FIRST + timedelta(days=place), "The joke", level)
        for place, level in enumerate(levels)
    ]


def course(*levels: int, width: float = 640, height: float = 210, scale: float = 1.0) -> CourseFigure:
    return CourseFigure(steps(*levels), width=width, height=height, measure=measure, text_scale=scale)


def test_levels_have_words_and_a_line_each_the_clearest_at_the_top() -> None:
    figure = course(1, 2).figure
    named = {words.text: words.y for words in figure.words if words.text in LEVEL_WORDS}
    assert list(named) == list(LEVEL_WORDS)
    assert list(named.values()) == sorted(named.values(), reverse=True)
    assert sum(stroke.tint is Tint.LINE for stroke in figure.strokes) == 4
    assert not any(words.text.strip().isdigit() for words in figure.words)


def test_each_run_has_a_dot_on_the_line_of_its_level_oldest_at_the_left() -> None:
    made = course(0, 3, 3, 1)
    lines = sorted({stroke.points[0][1] for stroke in made.figure.strokes if stroke.tint is Tint.LINE}, reverse=True)
    assert [dot.y for dot in made.figure.dots] == [lines[0], lines[3], lines[3], lines[1]]
    across = [dot.x for dot in made.figure.dots]
    assert across == sorted(across)
    line = next(stroke for stroke in made.figure.strokes if stroke.tint is Tint.ACCENT)
    assert list(line.points) == made.points


def test_one_run_is_a_dot_without_a_line() -> None:
    figure = course(2).figure
    assert len(figure.dots) == 1
    assert all(stroke.tint is Tint.LINE for stroke in figure.strokes)


def test_of_more_runs_than_fit_the_latest_are_shown() -> None:
    made = course(*([1] * 200 + [3]))
    assert 10 < len(made.steps) < 100
    assert made.first == 201 - len(made.steps)
    assert made.steps[-1].level == 3


def test_where_there_is_little_room_the_levels_stand_above_their_lines() -> None:
    narrow = course(1, 2, width=300)
    assert min(x for x, _ in narrow.points) < 100
    level = next(words for words in narrow.figure.words if words.text == LEVEL_WORDS[3])
    top = min(stroke.points[0][1] for stroke in narrow.figure.strokes)
    assert 0 < level.y < top


@pytest.mark.parametrize("place", range(4))
def test_a_dot_is_found_again_where_it_is(place: int) -> None:
    made = course(0, 1, 2, 3)
    assert made.place_at(made.points[place][0]) == place


def test_beside_the_dots_there_is_nothing_to_be_found() -> None:
    made = course(0, 1)
    assert made.place_at(1.0) == -1
    assert made.place_at(639.0) == -1


@given(
    levels=st.lists(st.integers(0, 3), max_size=60),
    width=st.floats(160, 1400),
    scale=st.floats(0.8, 2.0),
)
def test_nothing_lies_outside_and_no_two_days_overlap(levels: list[int], width: float, scale: float) -> None:
    height = 210 * scale
    figure = course(*levels, width=width, height=height, scale=scale).figure
    for dot in figure.dots:
        assert dot.x >= dot.radius
        assert dot.x + dot.radius <= width + 0.01
        assert dot.radius <= dot.y <= height - dot.radius
    days = [words for words in figure.words if words.text not in LEVEL_WORDS]
    for words in days:
        assert words.y <= height
        assert words.x + words.width <= width + 0.01
    for one, other in pairwise(days):
        assert one.x + one.width < other.x
