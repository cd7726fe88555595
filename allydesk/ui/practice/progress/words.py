"""The words of skills over time. A level is that of what was seen, never that of a person."""

from collections.abc import Sequence
from typing import Final

from allydesk.practice.progress import Observation, SkillState, Step
from allydesk.practice.skills import LEVEL_WORDS, SKILLS
from allydesk.ui.journal.words import counted
from allydesk.ui.practice.library.words import day_in_words

SAYS: Final = "This shows what was practised here. It does not say what kind of person anyone is."
NOTHING: Final = "Nothing was seen of this yet. Scenarios that rehearse it have its name on them."
_TOLD: Final = 12
"""Steps that a screen reader hears in one go; the list below the chart has all."""


def state_in_words(state: SkillState) -> str:
    """A skill in the list: "Noticing: steady, seen in 4 runs"."""
    seen = f"seen in {counted(state.runs, 'run', 'runs')}" if state.runs else "not seen yet"
    return f"{SKILLS[state.skill].name}: {state.word.value}, {seen}"


def course_in_words(steps: Sequence[Step]) -> str:
    """A course for a screen reader: "2 March 2026: partly. 9 March 2026: clearly."; the latest ones of a long one."""
    told = [f"{day_in_words(step.when.date())}: {LEVEL_WORDS[step.level]}." for step in steps[-_TOLD:]]
    earlier = len(steps) - len(told)
    begins = f"{counted(earlier, 'earlier run is', 'earlier runs are')} in the list below. " if earlier else ""
    return begins + " ".join(told)


def observation_in_words(one: Observation) -> str:
    """What was observed, for a screen reader."""
    by = f", seen by {one.observed.by}" if one.observed.by else ""
    when = day_in_words(one.when.date())
    return f"{when}, {one.scenario.title}: {one.observed.behaviour} {LEVEL_WORDS[one.observed.level]}{by}"
