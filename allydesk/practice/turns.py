"""A run turn by turn: what was done, why, what there is to say about it, and what was asked."""

from collections.abc import Sequence
from dataclasses import dataclass

from allydesk.practice.playing import ChoiceAsked, Feedback, Play, WordsAsked
from allydesk.practice.run import Move, Reasoned, ToldKind
from allydesk.practice.scenario import OwnWords


@dataclass(frozen=True, slots=True)
class TakenTurn:
    """One turn that was taken. `move` is the place of what was done; `before` the play as it was asked.

    `kind` and `text` are what was said or done as it was told. `reason` is "" where none was asked or given. `turn` is
    the one for own words, if it was one.
    """

    move: int
    before: Play
    ask: str
    kind: ToldKind
    text: str
    reason: str
    feedback: Feedback
    turn: OwnWords | None = None


def taken_turns(play: Play) -> tuple[TakenTurn, ...]:
    """The turns of a play, in order."""
    found = []
    for place in range(len(play.moves)):
        feedback = play.feedback(place)
        if feedback is not None:
            found.append(_taken(play, place, feedback))
    return tuple(found)


def turn_at(play: Play, scene: str) -> TakenTurn | None:
    """The turn that was taken in that scene, the last time it was met; None where the run did not come by."""
    return next((each for each in reversed(taken_turns(play)) if each.before.scene.id == scene), None)


def done_over(turn: TakenTurn, moves: Sequence[Move]) -> Play:
    """The play as it would have gone on from that turn with these moves instead."""
    play = turn.before
    for move in moves:
        play = play.after(move)
    return play


def _taken(play: Play, place: int, feedback: Feedback) -> TakenTurn:
    before = play.back_to(place)
    asks = before.asks
    told = next(each for each in play.told_by(place))
    after = play.moves[place + 1] if place + 1 < len(play.moves) else None
    ask, turn = "", None
    if isinstance(asks, ChoiceAsked):
        ask = asks.choice.ask
    elif isinstance(asks, WordsAsked):
        ask, turn = asks.turn.ask, asks.turn
    reason = after.text if isinstance(after, Reasoned) else ""
    return TakenTurn(place, before, ask, told.kind, told.text, reason, feedback, turn)
