"""What a transcript shows, from top to bottom: where it is set, the lines, and what the coach notes at a choice."""

from dataclasses import dataclass

from allydesk.practice.playing import Ended, Feedback, Play, WhyAsked
from allydesk.practice.run import Told
from allydesk.ui.practice.scene.turns import end_of_consequence, is_own, kept_by
from allydesk.ui.practice.scene.wording import who_you_are


@dataclass(frozen=True, slots=True)
class SettingItem:
    """Where and when, and whose place the player takes."""

    text: str


@dataclass(frozen=True, slots=True)
class LineItem:
    """A line. `kept` is how many moves stay when one goes back to it; `own` whether it is the player's."""

    told: Told
    kept: int
    own: bool


@dataclass(frozen=True, slots=True)
class NoteItem:
    """What there is to say about a move, after what came of it."""

    feedback: Feedback


Item = SettingItem | LineItem | NoteItem


def items_of(play: Play, *, with_notes: bool) -> tuple[Item, ...]:
    """All of a play so far. An ending's own text is left out: it stands in the ending."""
    scenario = play.scenario
    setting = " ".join(part for part in (scenario.setting.strip(), who_you_are(scenario)) if part)
    told = play.told[:-1] if isinstance(play.asks, Ended) else play.told
    notes = _notes(play) if with_notes else {}
    items: list[Item] = [SettingItem(setting)] if setting else []
    for place, each in enumerate(told):
        items.extend(notes.pop(place, ()))
        items.append(LineItem(each, kept_by(play, place), is_own(each, scenario)))
    for left in notes.values():
        items.extend(left)
    return tuple(items)


def _notes(play: Play) -> dict[int, tuple[NoteItem, ...]]:
    """The notes by their places. Before it is said why, there is none about that move."""
    waiting = play.asks.move if isinstance(play.asks, WhyAsked) else None
    found: dict[int, tuple[NoteItem, ...]] = {}
    for move in range(len(play.moves)):
        feedback = play.feedback(move)
        if feedback is not None and move != waiting and (feedback.coach or feedback.observed):
            place = end_of_consequence(play, move)
            found[place] = (*found.get(place, ()), NoteItem(feedback))
    return found
