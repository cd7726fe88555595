"""Turns and lines of a play: whose a line is, and how far one goes back by choosing it."""

from bisect import bisect_right
from collections.abc import Sequence

from allydesk.practice.conditions import holds
from allydesk.practice.playing import Play
from allydesk.practice.run import OWN_WORDS, Chose, Move, Reasoned, Told, ToldKind, Wrote
from allydesk.practice.scenario import Choice, Line, OwnWords, Scenario

_OWN = frozenset({ToldKind.DEED, ToldKind.WORDS, ToldKind.REASON})


def is_own(told: Told, scenario: Scenario) -> bool:
    """Whether it is the player who says or does it."""
    return told.kind in _OWN or (told.role == scenario.player and told.kind is not ToldKind.NARRATION)


def kept_by(play: Play, place: int) -> int:
    """How many moves stay when one goes back to the line at that place of the transcript.

    To a line of the scenario one goes back as it was told. To something one did oneself one goes back to do it anew.
    """
    told = play.told[place]
    is_first = place == 0 or play.told[place - 1].moves != told.moves
    return told.moves - 1 if is_first and told.moves and is_own(told, play.scenario) else told.moves


def last_turn(moves: Sequence[Move]) -> int | None:
    """The place of the move that one would try again: what one did last, without the reason. None before the first."""
    for place in range(len(moves) - 1, -1, -1):
        if not isinstance(moves[place], Reasoned):
            return place
    return None


def worth_keeping(move: Move) -> bool:
    """Whether there is anything in a move that was taken back."""
    match move:
        case Chose(option):
            return option != OWN_WORDS
        case Wrote(text) | Reasoned(text):
            return bool(text.strip())


def end_of_consequence(play: Play, move: int) -> int:
    """The place in the transcript behind all that the move at that place brought, before the next scene begins."""
    told = play.told
    place = bisect_right(told, move, key=lambda each: each.moves) + 1
    if place < len(told) and told[place].kind is ToldKind.REASON:
        place += 1
    situation = play.back_to(move + 1).situation
    return min(len(told), place + sum(holds(line.when, situation) for line in _lines_after(play, move)))


def _lines_after(play: Play, move: int) -> tuple[Line, ...]:
    """What the scenario tells in answer to a move."""
    turn = play.back_to(move).scene.turn
    match turn, play.moves[move]:
        case Choice(options=options), Chose(chosen):
            return next((each.lines for each in options if each.id == chosen), ())
        case OwnWords(lines=lines), Wrote():
            return lines
    return ()
