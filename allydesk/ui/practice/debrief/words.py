"""The words of a debrief: how it came out, and when to practise again."""

from collections.abc import Sequence
from datetime import datetime

from allydesk.practice.playing import Ended, Play
from allydesk.practice.run import PracticeCard
from allydesk.practice.scheduling import when_in_words
from allydesk.practice.skills import SKILLS


def ending_text(play: Play | None) -> str:
    """What the ending tells; "" where the scenario is gone."""
    return play.asks.ending.text if play is not None and isinstance(play.asks, Ended) else ""


def again_words(cards: Sequence[PracticeCard], now: datetime) -> str:
    """When to practise again, the nearest first: "When to practise again: in 3 days (Naming what was done)."."""
    if not cards:
        return ""
    moments: dict[str, list[str]] = {}
    for card in sorted(cards, key=lambda each: each.due):
        moments.setdefault(when_in_words(card.due, now), []).append(SKILLS[card.skill].name)
    parts = [f"{when} ({', '.join(names)})" for when, names in moments.items()]
    return f"When to practise again: {'; '.join(parts)}."
