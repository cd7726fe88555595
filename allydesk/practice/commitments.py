"""Commitments: if-then plans, in words, in their order, and as they change."""

from collections.abc import Iterable
from dataclasses import replace
from datetime import UTC, date, datetime

from allydesk.practice.run import Commitment, CommitmentStatus


def plan_in_words(commitment: Commitment) -> str:
    """The plan as a sentence: "If somebody interrupts her, then I give the floor back."."""
    return if_then(commitment.cue, commitment.response)


def if_then(cue: str, response: str) -> str:
    """A plan as a sentence; without a cue what one does, without a response the moment alone ("If it is quiet…")."""
    cue, response = cue.strip(), response.strip()
    if not response:
        return f"If {cue}…"
    said = f"If {cue}, then I {response}" if cue else f"I {response}"
    return said if said.endswith((".", "!", "?", "…", "”")) else f"{said}."


def open_ones(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """The open ones: those with a day first, the nearest day first, then the others as they were made."""
    found = [each for each in commitments if each.status is CommitmentStatus.OPEN]
    return tuple(sorted(found, key=lambda each: (each.due is None, each.due or date.max, each.made, each.id)))


def closed_ones(commitments: Iterable[Commitment]) -> tuple[Commitment, ...]:
    """Those that are done or were let go, the latest first."""
    found = [each for each in commitments if each.status is not CommitmentStatus.OPEN]
    return tuple(sorted(found, key=lambda each: (each.closed or each.made, each.id), reverse=True))


def closed(commitment: Commitment, *, now: datetime, status: CommitmentStatus = CommitmentStatus.DONE) -> Commitment:
    """The commitment done, or let go. `now` has a zone."""
    return replace(commitment, status=status, closed=now.astimezone(UTC))


def reopened(commitment: Commitment) -> Commitment:
    """The commitment open again."""
    return replace(commitment, status=CommitmentStatus.OPEN, closed=None)


def rehearsed(commitment: Commitment, *, now: datetime) -> Commitment:
    """The commitment after it was gone through once more. `now` has a zone."""
    return replace(commitment, rehearsed=(*commitment.rehearsed, now.astimezone(UTC)))


def due_in_words(due: date, today: date) -> str:
    """When to look at it again: "today", "tomorrow", "in 5 days"; what waited longer is "when you like"."""
    days = (due - today).days
    if days < 0:
        return "when you like"
    return ("today", "tomorrow")[days] if days < 2 else f"in {days} days"
