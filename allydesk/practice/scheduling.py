"""When to practise again: one card for each skill in each family of scenarios, and the variant that comes next.

The days between are those of FSRS, a published method for spacing repetitions. It was made for memorised facts; here it
only spaces returns, and nothing is claimed about what anybody remembers.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import TYPE_CHECKING, Final, Protocol

from allydesk.practice.run import PracticeCard, Run, ScenarioRef
from allydesk.practice.scenario import Head
from allydesk.practice.skills import LEVELS, SKILLS, Skill

if TYPE_CHECKING:
    from fsrs import Scheduler

LONGEST_INTERVAL: Final = 120
"""Days. Without a bound the intervals grow past what a calendar has."""
_MOST_STABLE: Final = 36_500.0
"""Days; far beyond what the bound above lets anybody see, so that a number can be kept for ever."""

_WEEKS_FROM: Final = 14
_MONTHS_FROM: Final = 60
_DAYS_IN_MONTH: Final = 30


class Played(Protocol):
    """What is asked of a run here; a `Run` has it, and so has a summary of one."""

    @property
    def scenario(self) -> ScenarioRef:
        """What was played."""

    @property
    def finished(self) -> datetime | None:
        """When it came to its end; None while it goes on."""


@dataclass(frozen=True, slots=True)
class Due:
    """A family whose day has come: the skills it is for, in the order of `SKILLS`, and since when, in UTC."""

    family: str
    skills: tuple[Skill, ...]
    since: datetime


@dataclass(frozen=True, slots=True)
class Again:
    """What to practise again: the family, the variant that comes now, and the skills it is for."""

    due: Due
    head: Head


def reviewed(card: PracticeCard | None, *, skill: Skill, family: str, level: int, now: datetime) -> PracticeCard:
    """The card after the skill was practised in that family and shown at that level, 0 to 3. None before the first.

    Early and late both count, by how much. `now` has a zone; the card's times are in UTC. Raises ValueError for a
    level there is none of.
    """
    if level not in LEVELS:
        raise ValueError("a level is a whole number from 0 to 3")
    from fsrs import Card, Rating, State  # noqa: PLC0415 - 30 ms that only the end of a run needs

    at = now.astimezone(UTC)
    before = Card(card_id=0, due=at)  # an id of our own: without one it sleeps for a millisecond to find one
    if card is not None:
        before = Card(
            card_id=0,
            state=State.Review,
            stability=card.stability,
            difficulty=card.difficulty,
            due=card.due.astimezone(UTC),
            last_review=card.last.astimezone(UTC),
        )
    after, _log = _scheduler().review_card(before, Rating(level + 1), at)
    if after.stability is None or after.difficulty is None:
        raise AssertionError("a card that was reviewed has both")
    stability = min(after.stability, _MOST_STABLE)
    return PracticeCard(skill, family, stability, after.difficulty, due=after.due, last=at)


def reviews_of(run: Run, cards: Iterable[PracticeCard], now: datetime) -> list[PracticeCard]:
    """The cards that a finished run changes or makes: one for each skill that was seen in it, by its lowest level.

    What observers saw in a round with a partner is left out: it may have been another person's turn.
    """
    family = run.scenario.family
    known = {card.skill: card for card in cards if card.family == family}
    lowest: dict[Skill, int] = {}
    for observed in run.observed:
        lowest[observed.skill] = min(observed.level, lowest.get(observed.skill, observed.level))
    return [
        reviewed(known.get(skill), skill=skill, family=family, level=lowest[skill], now=now)
        for skill in SKILLS
        if skill in lowest
    ]


def due(cards: Iterable[PracticeCard], now: datetime) -> list[Due]:
    """The families to practise again, the one that has waited longest first.

    A card's time has come on its day, from the morning on, in the zone of `now`. A family that was practised today
    rests until tomorrow, whichever skills have not been seen in it.
    """
    families: dict[str, list[PracticeCard]] = {}
    for card in cards:
        families.setdefault(card.family, []).append(card)
    found = []
    for family, its in families.items():
        waiting = [card for card in its if _day(card.due, now) <= now.date()]
        if waiting and not any(_day(card.last, now) == now.date() for card in its):
            wanted = {card.skill for card in waiting}
            skills = tuple(skill for skill in SKILLS if skill in wanted)
            found.append(Due(family, skills, min(card.due for card in waiting)))
    return sorted(found, key=lambda each: (each.since, each.family))


def to_practise(
    cards: Iterable[PracticeCard], heads: Iterable[Head], runs: Sequence[Played], now: datetime
) -> list[Again]:
    """What is due and can be played: each family with its next variant.

    A skill that no scenario of the family shows any more is left out, and a family that is gone with it.
    """
    families: dict[str, list[Head]] = {}
    for head in heads:
        families.setdefault(head.family, []).append(head)
    shown: Mapping[str, set[Skill]] = {
        family: {skill for head in its for skill in head.skills} for family, its in families.items()
    }
    playable = [card for card in cards if card.skill in shown.get(card.family, ())]
    return [Again(each, next_variant(families[each.family], runs)) for each in due(playable, now)]


def next_variant(heads: Sequence[Head], runs: Iterable[Played]) -> Head:
    """Of the variants of one family, the one that was not played yet, or longest ago; among equals the first.

    A run that was left open does not count. Raises ValueError where there are none.
    """
    if not heads:
        raise ValueError("a family has at least one variant")
    last: dict[tuple[str, str], datetime] = {}
    for run in runs:
        if run.finished is not None:
            key = (run.scenario.family, run.scenario.variant)
            last[key] = max(run.finished, last.get(key, run.finished))
    never = datetime.min.replace(tzinfo=UTC)
    return min(heads, key=lambda head: last.get((head.family, head.variant), never))


def when_in_words(due_at: datetime, now: datetime) -> str:
    """When to practise again, in words: "today", "tomorrow", "in 3 days", "in 2 weeks", "in 3 months".

    What waited longer is not late: "when you like". Days are those of the zone of `now`.
    """
    days = (_day(due_at, now) - now.date()).days
    if days < 0:
        return "when you like"
    if days < 2:
        return ("today", "tomorrow")[days]
    if days < _WEEKS_FROM:
        return f"in {days} days"
    if days < _MONTHS_FROM:
        return f"in {round(days / 7)} weeks"
    return f"in {round(days / _DAYS_IN_MONTH)} months"


def _day(moment: datetime, now: datetime) -> date:
    return moment.astimezone(now.tzinfo).date()


def _scheduler() -> "Scheduler":
    from fsrs import Scheduler  # noqa: PLC0415 - as above

    return Scheduler(learning_steps=(), relearning_steps=(), enable_fuzzing=False, maximum_interval=LONGEST_INTERVAL)
