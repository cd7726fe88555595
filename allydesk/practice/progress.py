"""Skills over time: what was seen of each, in words and as a course. It tells of practice, never of a person.

There is no total and no mean across skills, and there never should be.
"""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from typing import Final, Protocol

from allydesk.practice.ids import RunId
from allydesk.practice.run import Observed, ScenarioRef
from allydesk.practice.skills import LEVELS, SKILLS, Skill

CLEAR: Final = 2
"""The level from which on something was shown clearly."""
_RUNS_FOR_STEADY: Final = 3
_RUNS_FOR_A_COURSE: Final = 2
_LATEST: Final = 5


class Observation(Protocol):
    """Something that was observed in a finished run, and when."""

    @property
    def run(self) -> RunId:
        """The run."""

    @property
    def scenario(self) -> ScenarioRef:
        """What was played in it."""

    @property
    def when(self) -> datetime:
        """When the run came to its end."""

    @property
    def observed(self) -> Observed:
        """What was seen."""


class SkillWord(StrEnum):
    """How practice of a skill stands. The values are what is shown."""

    NEW = "new"
    GROWING = "growing"
    STEADY = "steady"


@dataclass(frozen=True, slots=True)
class SkillState:
    """How practice of a skill stands. `fill`, from 0 to 1, is how far a bar for it is filled; `runs` how often seen."""

    skill: Skill
    word: SkillWord = SkillWord.NEW
    fill: float = 0.0
    runs: int = 0


@dataclass(frozen=True, slots=True)
class Step:
    """A skill in one run: the lowest level that was seen of it, 0 to 3."""

    run: RunId
    when: datetime
    title: str
    level: int


@dataclass(frozen=True, slots=True)
class SkillCourse:
    """A skill over time: a step for each run it was seen in, and all that was observed, both oldest first."""

    state: SkillState
    steps: tuple[Step, ...] = ()
    seen: tuple[Observation, ...] = ()


def observed_over_time(observations: Iterable[Observation]) -> dict[Skill, SkillCourse]:
    """Each of the twelve skills with its course, in the order of `SKILLS`. `observations` come oldest first."""
    found: dict[Skill, list[Observation]] = {skill: [] for skill in SKILLS}
    for one in observations:
        found[one.observed.skill].append(one)
    return {skill: _course(skill, tuple(its)) for skill, its in found.items()}


def skill_states(observations: Iterable[Observation]) -> list[SkillState]:
    """How practice of each of the twelve stands, in the order of `SKILLS`.

    "new" is what was seen in fewer than two runs. "steady" is what the last three runs in which it was seen all showed
    at level 2 or more, "growing" everything else. The fill is the mean of the last five levels, by 3; after one run a
    third of that and after two runs two thirds, since a bar should not claim what the word does not.
    """
    return [course.state for course in observed_over_time(observations).values()]


def _course(skill: Skill, seen: tuple[Observation, ...]) -> SkillCourse:
    steps: dict[RunId, Step] = {}
    for one in seen:
        level = one.observed.level
        before = steps.get(one.run)
        lowest = level if before is None else min(level, before.level)
        steps[one.run] = Step(one.run, one.when, one.scenario.title, lowest)
    latest = [one.observed.level for one in seen[-_LATEST:]]
    mean = sum(latest) / len(latest) / max(LEVELS) if latest else 0.0
    fill = mean * min(len(steps), _RUNS_FOR_STEADY) / _RUNS_FOR_STEADY
    state = SkillState(skill, _word([step.level for step in steps.values()]), fill, len(steps))
    return SkillCourse(state, tuple(steps.values()), seen)


def _word(levels: list[int]) -> SkillWord:
    """By the lowest level of each run, oldest first."""
    if len(levels) < _RUNS_FOR_A_COURSE:
        return SkillWord.NEW
    latest = levels[-_RUNS_FOR_STEADY:]
    is_steady = len(latest) == _RUNS_FOR_STEADY and all(level >= CLEAR for level in latest)
    return SkillWord.STEADY if is_steady else SkillWord.GROWING
