"""The words of the library. They say what was practised and when, and never how well."""

from collections.abc import Iterable, Sequence
from datetime import date, datetime
from typing import Final

from allydesk.practice.run import ScenarioRef
from allydesk.practice.scenario import Head, Role
from allydesk.practice.skills import SKILLS, Skill
from allydesk.ui.journal.words import counted
from allydesk.ui.looking_back.words import MONTHS

FROM_FILES: Final = "From files"
NOT_YET: Final = "not yet played"
STOP: Final = "You can stop at any line."


def minutes_in_words(minutes: int) -> str:
    """About how long a scenario takes: "about 4 minutes"."""
    return f"about {counted(minutes, 'minute', 'minutes')}"


def played_in_words(days: Sequence[date], *, today: date) -> str:
    """How often a scenario was played: "not yet played", "played in March", "played 3 times, last in March 2025"."""
    if not days:
        return NOT_YET
    last = _last(max(days), today)
    if len(days) == 1:
        return f"played {last}"
    often = "twice" if len(days) == 2 else f"{len(days):,} times"
    return f"played {often}, last {last}"


def contains_in_words(notes: Iterable[str]) -> str:
    """The content notes in a sentence: "Contains: a joke about people’s origins; an argument."; "" without any."""
    said = "; ".join(notes)
    return f"Contains: {said.rstrip('.')}." if said else ""


def skills_in_words(skills: Iterable[Skill]) -> str:
    """Skills by their names: "Noticing, Naming what was done"."""
    return ", ".join(SKILLS[skill].name for skill in skills)


def part_in_words(role: Role) -> str:
    """Who somebody is in a scenario: "You are a member of the team." for the player."""
    return f"You are {role.part}." if role.name == "You" else f"You are {role.name}, {role.part}."


def found_in_words(shown: int, of: int) -> str:
    """How many scenarios a search leaves: "16 scenarios", "3 of 16 scenarios"."""
    return (
        counted(of, "scenario", "scenarios") if shown == of else f"{shown:,} of {counted(of, 'scenario', 'scenarios')}"
    )


def run_in_words(begun: datetime, *, ending: str, people: Sequence[str]) -> str:
    """An earlier run: "21 November 2026 · Amara says what she wants · with Robin"."""
    parts = [day_in_words(begun.date()), ending or "left open"]
    if people:
        parts.append(f"with {' and '.join(people)}")
    return " · ".join(parts)


def day_in_words(day: date) -> str:
    """ "21 November 2026"."""
    return f"{day.day} {MONTHS[day.month - 1]} {day.year}"


def matches(head: Head, words: Sequence[str]) -> bool:
    """Whether each of some words, in small letters, is in the title, family or summary."""
    text = f"{head.title}\n{head.family}\n{head.summary}".casefold()
    return all(word in text for word in words)


def is_of(ref: ScenarioRef, head: Head) -> bool:
    """Whether a run was of that scenario, in this or an earlier edition of it."""
    return (ref.family, ref.variant) == (head.family, head.variant)


def _last(day: date, today: date) -> str:
    if day == today:
        return "today"
    month = f"in {MONTHS[day.month - 1]}"
    return month if day.year == today.year else f"{month} {day.year}"
