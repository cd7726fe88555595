"""The debrief of a run: a case in six parts, in the words that hold for what was done."""

from dataclasses import dataclass

from allydesk.practice.conditions import Situation, holds
from allydesk.practice.scenario import Part, Scenario

PARTS = (
    ("situation", "The situation"),
    ("done", "What was said or done"),
    ("hurt", "Why it hurt"),
    ("unseen", "Why the other did not see it"),
    ("dealt", "How both dealt with it"),
    ("outcome", "The outcome"),
)
"""The six parts: their names in `Debrief`, and on screen."""


@dataclass(frozen=True, slots=True)
class DebriefPart:
    """One of the six, as it is shown."""

    key: str
    heading: str
    text: str


def debrief_of(scenario: Scenario, situation: Situation) -> tuple[DebriefPart, ...]:
    """The six parts for a run that came out like this."""
    return tuple(DebriefPart(key, heading, _said(getattr(scenario.debrief, key), situation)) for key, heading in PARTS)


def _said(part: Part, situation: Situation) -> str:
    return next(each.text for each in part if holds(each.when, situation))
