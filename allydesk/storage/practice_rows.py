"""Between rows and values: which column holds what of a commitment, a card and a scenario of one's own.

What is on its way in is made storable first, what comes out of a row is read strictly: ValueError, TypeError, KeyError
and their like say that it can be no value.
"""

import contextlib
import json
import math
import re
from collections.abc import Iterator
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from sqlalchemy import Row

from allydesk.errors import Code, PracticeError, VaultError
from allydesk.practice.ids import CommitmentId, OwnScenarioId, RunId
from allydesk.practice.run import Commitment, CommitmentStatus, OwnScenario, PracticeCard
from allydesk.practice.skills import Skill
from allydesk.storage.record_json import number
from allydesk.storage.records import moment_of, stored_moment
from allydesk.text import LONGEST_TEXT, clean

LARGEST_SCENARIO = 1024 * 1024
"""Bytes of a scenario's file, in UTF-8."""

_CANNOT_BE_KEPT = re.compile("[\x00\ud800-\udfff]")


@contextlib.contextmanager
def readable() -> Iterator[None]:
    """What is no value in this block is damage. Raises `VaultError(DAMAGED_VAULT)`, without a word of what it was."""
    try:
        yield
    except (ValueError, TypeError, KeyError, AttributeError, OverflowError):
        raise VaultError(Code.DAMAGED_VAULT) from None


def long_text(words: str) -> str:
    """A text as it is kept. Raises `PracticeError(TOO_LARGE)`."""
    kept, _ = clean(words)
    if len(kept) > LONGEST_TEXT:
        raise PracticeError(Code.TOO_LARGE)
    return kept


def optional_moment_of(stored: int | None) -> datetime | None:
    """The moment, in UTC, or None."""
    return None if stored is None else moment_of(stored)


def optional_stored(moment: datetime | None) -> int | None:
    """A moment as the tables hold it, or None."""
    return None if moment is None else stored_moment(moment)


def as_json(value: object) -> str:
    """A value as the tables hold it."""
    return json.dumps(value, ensure_ascii=False)


# Commitments


def storable_commitment(commitment: Commitment) -> Commitment:
    """The commitment with its texts in the form that is kept. Raises `PracticeError(TOO_LARGE)`."""
    cue, response, note = map(long_text, (commitment.cue, commitment.response, commitment.note))
    return replace(commitment, cue=cue, response=response, note=note)


def commitment_columns(commitment: Commitment) -> dict[str, Any]:
    """The columns that a storable commitment has by itself."""
    return {
        "id": commitment.id,
        "made": stored_moment(commitment.made),
        "due": None if commitment.due is None else commitment.due.toordinal(),
        "status": commitment.status.value,
        "closed": optional_stored(commitment.closed),
        "run": commitment.run,
        "cue": commitment.cue,
        "response": commitment.response,
        "note": commitment.note,
        "rehearsed": as_json([*map(stored_moment, commitment.rehearsed)]),
    }


def commitment_of(row: Row[Any]) -> Commitment:
    """A commitment from its row."""
    rehearsed = json.loads(row.rehearsed)
    if not isinstance(rehearsed, list):
        raise TypeError("not a list")
    return Commitment(
        id=CommitmentId(row.id),
        cue=row.cue,
        response=row.response,
        made=moment_of(row.made),
        due=None if row.due is None else date.fromordinal(row.due),
        status=CommitmentStatus(row.status),
        closed=optional_moment_of(row.closed),
        rehearsed=tuple(moment_of(number(when)) for when in rehearsed),
        run=None if row.run is None else RunId(row.run),
        note=row.note,
    )


# When to practise again


def storable_card(card: PracticeCard) -> PracticeCard:
    """The card with its family in the form that is kept. Raises `PracticeError(TOO_LARGE)`; ValueError for numbers that
    FSRS never gives."""
    return _checked(replace(card, family=long_text(card.family)))


def card_columns(card: PracticeCard) -> dict[str, Any]:
    """All columns of a storable card."""
    return {
        "skill": card.skill.value,
        "family": card.family,
        "stability": card.stability,
        "difficulty": card.difficulty,
        "due": stored_moment(card.due),
        "last": stored_moment(card.last),
    }


def card_of(row: Row[Any]) -> PracticeCard:
    """A card from its row."""
    card = PracticeCard(
        skill=Skill(row.skill),
        family=row.family,
        stability=row.stability,
        difficulty=row.difficulty,
        due=moment_of(row.due),
        last=moment_of(row.last),
    )
    return _checked(card)


def _checked(card: PracticeCard) -> PracticeCard:
    if not (0 < card.stability < math.inf and 1 <= card.difficulty <= 10):
        raise ValueError("no card of FSRS")
    return card


# Scenarios of one's own


def storable_scenario(own: OwnScenario) -> OwnScenario:
    """The scenario as it is kept: its name as other texts, its source just as it came but for what no text can hold.

    Raises `PracticeError(SCENARIO_TOO_LARGE)`.
    """
    source = _CANNOT_BE_KEPT.sub("\ufffd", own.source)
    if len(source.encode("utf-8")) > LARGEST_SCENARIO:
        raise PracticeError(Code.SCENARIO_TOO_LARGE)
    return replace(own, name=long_text(own.name).replace("\n", " "), source=source)


def scenario_columns(own: OwnScenario) -> dict[str, Any]:
    """The columns that a storable scenario has by itself."""
    return {"id": own.id, "added": stored_moment(own.added), "name": own.name, "source": own.source}


def own_scenario_of(row: Row[Any]) -> OwnScenario:
    """A scenario of one's own from its row."""
    return OwnScenario(
        id=OwnScenarioId(row.id),
        name=row.name,
        source=row.source,
        added=moment_of(row.added),
        removed=optional_moment_of(row.removed),
    )
