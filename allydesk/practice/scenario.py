"""A scenario: people, scenes and turns, as they are read from a file and never changed.

A scene tells its lines and ends in one turn: a choice, a turn for one's own words, a way on, or an ending. Nothing in a
scenario is ever run: conditions are values, compared with small whole numbers.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from allydesk.practice.intents import Intent
from allydesk.practice.skills import Skill


@dataclass(frozen=True, slots=True)
class StateIs:
    """A number of the state lies between these two; None is without that end."""

    state: str
    least: int | None = None
    most: int | None = None


@dataclass(frozen=True, slots=True)
class Chosen:
    """An option was taken on the way here, or with `wanted` False was not."""

    option: str
    wanted: bool = True


@dataclass(frozen=True, slots=True)
class AnyOf:
    """At least one of these holds."""

    conditions: tuple["Condition", ...]


Condition = StateIs | Chosen | AnyOf
When = tuple[Condition, ...]
"""All of them hold; () always does."""


class LineKind(StrEnum):
    """How a line is told: by nobody, said by a role, or done by one."""

    NARRATION = "narration"
    SPEECH = "speech"
    ACTION = "action"


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a scene. `role` is "" for narration. `text` is plain; speech is without quotation marks."""

    kind: LineKind
    text: str
    role: str = ""
    when: When = ()


@dataclass(frozen=True, slots=True)
class Effect:
    """The number of that state goes up or down by so much, within its bounds."""

    state: str
    by: int


@dataclass(frozen=True, slots=True)
class Seen:
    """What somebody could have seen: the skill, its level 0 to 3, and the behaviour that shows it, as a sentence."""

    skill: Skill
    level: int
    behaviour: str


@dataclass(frozen=True, slots=True)
class Option:
    """A thing one might do. `id` is its own in the whole scenario. `lines` are what follows from it;
    `coach` is the coach's note. `spoken`: `text` is what the player says, and without it what they do."""

    id: str
    text: str
    next: str
    spoken: bool = False
    lines: tuple[Line, ...] = ()
    effects: tuple[Effect, ...] = ()
    seen: tuple[Seen, ...] = ()
    coach: str = ""
    when: When = ()


@dataclass(frozen=True, slots=True)
class Choice:
    """Three to five options. `own_words` is the scene one comes to by saying it in one's own words, "" without that.

    With `why`, a question such as "What made you choose this?", the player is asked before anything follows.
    """

    ask: str
    options: tuple[Option, ...]
    own_words: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class LookFor:
    """Something good words may have in them, which the player ticks when comparing; what it shows, if anything."""

    text: str
    seen: Seen | None = None
    effects: tuple[Effect, ...] = ()


@dataclass(frozen=True, slots=True)
class Model:
    """An answer to compare one's own with, and what to notice about it."""

    text: str
    note: str


@dataclass(frozen=True, slots=True)
class OwnWords:
    """A turn for the player's own words, spoken to the role `to` with that intent."""

    ask: str
    to: str
    intent: Intent
    good: Model
    poor: Model
    next: str
    look_for: tuple[LookFor, ...] = ()
    lines: tuple[Line, ...] = ()
    effects: tuple[Effect, ...] = ()
    coach: str = ""
    why: str = ""


@dataclass(frozen=True, slots=True)
class Branch:
    """On to a scene, if all of that holds."""

    next: str
    when: When = ()


@dataclass(frozen=True, slots=True)
class Onward:
    """On without asking, by the first branch that holds; the last one always does."""

    branches: tuple[Branch, ...]


@dataclass(frozen=True, slots=True)
class Ending:
    """How it comes out. `title` is short and does not judge ("Amara says what she wants")."""

    id: str
    title: str
    text: str


Turn = Choice | OwnWords | Onward | Ending


@dataclass(frozen=True, slots=True)
class Scene:
    """Some lines and a turn. `keep_in_mind` is shown beside it from here on, "" leaves what was there."""

    id: str
    lines: tuple[Line, ...]
    turn: Turn
    keep_in_mind: str = ""


@dataclass(frozen=True, slots=True)
class CueCard:
    """What somebody who plays this role with a partner is told, and the others are not.

    `knows` is the situation as the role sees it; `wants` what they are after; `begins` something to begin with;
    `if_pressed` and `if_heard` how they go on. `limits` say what nobody is to act.
    """

    knows: str
    wants: str
    begins: str = ""
    if_pressed: str = ""
    if_heard: str = ""
    limits: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """Somebody in the scenario. `part` says who they are to the player ("your manager")."""

    id: str
    name: str
    part: str
    card: CueCard


@dataclass(frozen=True, slots=True)
class State:
    """A small whole number that is carried through, between two bounds. `label` is what it means ("Amara’s trust")."""

    name: str
    label: str
    start: int
    least: int
    most: int


@dataclass(frozen=True, slots=True)
class Passage:
    """Words of a debrief that hold for runs like this one."""

    text: str
    when: When = ()


Part = tuple[Passage, ...]
"""The first passage that holds is shown; the last one always does."""


@dataclass(frozen=True, slots=True)
class IfThen:
    """A plan that is offered, to be changed: "If … , then I … "."""

    cue: str
    response: str


@dataclass(frozen=True, slots=True)
class Debrief:
    """A case told so that others can learn: six parts; then questions of this scenario's own, if any.

    `do_over` is the scene whose turn is worth another try, "" leaves it to the player.
    """

    situation: Part
    done: Part
    hurt: Part
    unseen: Part
    dealt: Part
    outcome: Part
    questions: tuple[str, ...] = ()
    plan: IfThen | None = None
    do_over: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """What a list of scenarios shows; it stands at the beginning of a file and can be read without the rest.

    `family` names what its variants have in common ("Before the meeting"); `variant` tells it from them ("a").
    `minutes` is about how long it takes. `skills` are those that some turn can show, in the order of `SKILLS`.
    """

    title: str
    family: str
    variant: str
    summary: str
    language: str = "en-GB"
    minutes: int = 5
    content_notes: tuple[str, ...] = ()
    skills: tuple[Skill, ...] = ()


@dataclass(frozen=True, slots=True)
class Scenario:
    """A whole one. `player` is the role the user takes; `start` the first scene. Mappings keep the file's order."""

    head: Head
    setting: str
    player: str
    roles: Mapping[str, Role]
    scenes: Mapping[str, Scene]
    start: str
    debrief: Debrief
    states: Mapping[str, State] = field(default_factory=dict)
    keep_in_mind: str = ""
    digest: str = ""
    """SHA-256 of the file it was read from, in hex."""
