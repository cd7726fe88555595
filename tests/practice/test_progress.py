"""Skills over time: words, fills and courses from what was observed."""

from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.practice.ids import RunId
from allydesk.practice.progress import SkillState, SkillWord, Step, observed_over_time, skill_states
from allydesk.practice.run import Observed, ScenarioRef
from allydesk.practice.skills import SKILLS, Skill

FIRST = datetime(2026, 3, 2, 18, 0, tzinfo=UTC)


@dataclass(frozen=True)
class Noted:
    """What a vault tells of one observation."""

    run: RunId
    scenario: ScenarioRef
    when: datetime
    observed: Observed


def noted(run: int, level: int, *, skill: Skill = Skill.NOTICING, behaviour: str = "You looked up.") -> Noted:
    """Something seen in the run of that number; each is a day after the one before."""
    ref = ScenarioRef("The joke", "A remark from above", "a", "00")
    return Noted(RunId(f"run-{run}"), ref, FIRST + timedelta(days=run), Observed(skill, level, behaviour))


def noticing(*observations: Noted) -> SkillState:
    """How noticing stands after those."""
    return observed_over_time(observations)[Skill.NOTICING].state


def test_all_twelve_are_there_in_their_order_whatever_was_seen() -> None:
    states = skill_states([noted(1, 2, skill=Skill.OWNING)])
    assert [each.skill for each in states] == list(SKILLS)
    assert [each for each in states if each.runs] == [SkillState(Skill.OWNING, SkillWord.NEW, 2 / 9, 1)]
    assert skill_states([]) == [SkillState(skill) for skill in SKILLS]


def test_what_was_seen_in_one_run_is_new_however_often() -> None:
    assert noticing(noted(1, 3), noted(1, 3), noted(1, 3)).word is SkillWord.NEW


@pytest.mark.parametrize(
    ("levels", "word"),
    [
        ([3, 3], SkillWord.GROWING),
        ([2, 2, 2], SkillWord.STEADY),
        ([0, 0, 2, 3, 2], SkillWord.STEADY),
        ([3, 3, 3, 1], SkillWord.GROWING),
        ([1, 2, 2], SkillWord.GROWING),
        ([0, 0], SkillWord.GROWING),
    ],
)
def test_steady_is_what_the_last_three_runs_all_showed_clearly(levels: list[int], word: SkillWord) -> None:
    assert noticing(*(noted(run, level) for run, level in enumerate(levels))).word is word


def test_one_unclear_moment_in_a_run_is_what_the_run_showed() -> None:
    assert noticing(noted(1, 2), noted(2, 3), noted(3, 3), noted(3, 1)).word is SkillWord.GROWING


def test_the_fill_is_the_mean_of_the_last_five_levels_once_there_are_three_runs() -> None:
    assert noticing(noted(1, 3)).fill == pytest.approx(1 / 3)
    assert noticing(noted(1, 1), noted(2, 2)).fill == pytest.approx(0.5 * 2 / 3)
    assert noticing(noted(1, 1), noted(2, 2), noted(3, 3)).fill == pytest.approx(2 / 3)
    assert noticing(*(noted(run, level) for run, level in enumerate([0, 0, 0, 3, 3, 3, 3, 3]))).fill == 1.0


def test_a_course_has_a_step_for_each_run_and_keeps_all_that_was_observed() -> None:
    seen = (noted(1, 3), noted(1, 1, behaviour="You waited."), noted(4, 2))
    course = observed_over_time([*seen, noted(5, 0, skill=Skill.NAMING)])[Skill.NOTICING]
    assert course.seen == seen
    assert course.steps == (
        Step(RunId("run-1"), FIRST + timedelta(days=1), "The joke", 1),
        Step(RunId("run-4"), FIRST + timedelta(days=4), "The joke", 2),
    )


@given(st.lists(st.tuples(st.integers(0, 8), st.integers(0, 3)), max_size=30))
def test_a_fill_never_leaves_its_bar_and_a_word_never_claims_too_much(seen: list[tuple[int, int]]) -> None:
    observations = [noted(run, level) for run, level in sorted(seen, key=lambda each: each[0])]
    state = noticing(*observations)
    assert 0 <= state.fill <= 1
    assert state.runs == len({run for run, _ in seen})
    if state.word is SkillWord.STEADY:
        last_three = sorted({run for run, _ in seen})[-3:]
        assert all(level >= 2 for run, level in seen if run in last_three)
        assert len(last_three) == 3
