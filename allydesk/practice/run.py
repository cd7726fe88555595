"""A run: somebody played a scenario. It is what they did, in order; everything else follows from that."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from allydesk.ids import EntryId
from allydesk.practice.ids import CommitmentId, OwnScenarioId, RunId
from allydesk.practice.scenario import LineKind
from allydesk.practice.skills import Skill

OWN_WORDS = ""
"""The option of a choice that says: in my own words."""


@dataclass(frozen=True, slots=True)
class Chose:
    """An option was taken, by its id; `OWN_WORDS` for the way to one's own words."""

    option: str


@dataclass(frozen=True, slots=True)
class Wrote:
    """Words of one's own. `noticed` are the places in `look_for` that the player found in them, from 0."""

    text: str
    noticed: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True)
class Reasoned:
    """Why; "" when the player went on without saying."""

    text: str = ""


Move = Chose | Wrote | Reasoned


class ToldKind(StrEnum):
    """What a line of a transcript is: one of the scenario's, or something the player did, said or gave as a reason."""

    NARRATION = LineKind.NARRATION.value
    SPEECH = LineKind.SPEECH.value
    ACTION = LineKind.ACTION.value
    DEED = "deed"
    WORDS = "words"
    REASON = "reason"


@dataclass(frozen=True, slots=True)
class Told:
    """One line as it was told. `moves` is how many moves came before it: rewinding to it keeps that many."""

    kind: ToldKind
    text: str
    role: str = ""
    moves: int = 0


@dataclass(frozen=True, slots=True)
class Observed:
    """What was seen of a skill in a run. `move` is the place of the move that showed it, -1 where somebody who watched
    says so; `by` is then their name, and "" otherwise."""

    skill: Skill
    level: int
    behaviour: str
    move: int = -1
    by: str = ""


@dataclass(frozen=True, slots=True)
class ScenarioRef:
    """Which scenario a run was of; enough to find it again, and to say what it was when it is gone.

    `own` is the one kept in the vault, None for one that came with the program. `digest` is that of its file then.
    """

    title: str
    family: str
    variant: str
    digest: str
    own: OwnScenarioId | None = None


@dataclass(frozen=True, slots=True)
class Tried:
    """A move that was taken back: nothing the player wrote is lost. `at` is its place in the run."""

    at: int
    move: Move
    when: datetime


@dataclass(frozen=True, slots=True)
class Reflection:
    """The player's own debrief, plain text each: what happened, what I meant, what I felt, how the others may see it;
    and whatever else."""

    happened: str = ""
    meant: str = ""
    felt: str = ""
    others: str = ""
    answers: tuple[str, ...] = ()
    """To the scenario's own questions, in their order."""
    note: str = ""


@dataclass(frozen=True, slots=True)
class DoOver:
    """The one turn that was done over afterwards: its place in the run, and what was done instead. Words where a choice
    was asked are one's own in the place of an option."""

    at: int
    move: Move
    observed: tuple[Observed, ...] = ()


@dataclass(frozen=True, slots=True)
class Round:
    """One turn with a partner: who was which role, by the people's places in `Partnered.people`, from 0.

    `said` is what the player wrote, "" when they answered aloud. `observed` is what the observer saw. A role without
    a person was declined or read from its card.
    """

    player: int
    parts: tuple[tuple[str, int], ...] = ()
    observer: int | None = None
    said: str = ""
    observed: tuple[Observed, ...] = ()
    note: str = ""
    declined: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Partnered:
    """A run two or three people had at one screen. `people` are their names as they typed them."""

    people: tuple[str, ...]
    rounds: tuple[Round, ...] = ()
    together: str = ""
    """What they wrote down in the debrief."""


@dataclass(frozen=True, slots=True)
class Run:
    """One run. `begun` has the zone it was made in, `modified` and `finished` are in UTC; None while it goes on.

    `seed` is what its options are shuffled by. `told`, `observed` and `ending` (its title) are kept as they were, so
    that a run can be read when its scenario has changed or is gone.
    """

    id: RunId
    scenario: ScenarioRef
    begun: datetime
    modified: datetime
    finished: datetime | None = None
    seed: int = 0
    moves: tuple[Move, ...] = ()
    tried: tuple[Tried, ...] = ()
    told: tuple[Told, ...] = ()
    observed: tuple[Observed, ...] = ()
    ending: str = ""
    reflection: Reflection = field(default_factory=Reflection)
    do_over: DoOver | None = None
    entry: EntryId | None = None
    partnered: Partnered | None = None
    removed: datetime | None = None


class CommitmentStatus(StrEnum):
    """Where a commitment stands. Letting one go is no failure."""

    OPEN = "open"
    DONE = "done"
    LET_GO = "let-go"


@dataclass(frozen=True, slots=True)
class Commitment:
    """An if-then plan somebody made: "if `cue`, then I `response`". `due` is a day to look at it again, None without.

    `made`, `rehearsed` and `closed` are in UTC. `run` is where it came from, None when from nowhere.
    """

    id: CommitmentId
    cue: str
    response: str
    made: datetime
    due: date | None = None
    status: CommitmentStatus = CommitmentStatus.OPEN
    closed: datetime | None = None
    rehearsed: tuple[datetime, ...] = ()
    run: RunId | None = None
    note: str = ""


@dataclass(frozen=True, slots=True)
class PracticeCard:
    """When to practise a skill in a family of scenarios again. `stability` (in days) and `difficulty` (1 to 10) are
    FSRS’s; `due` and `last` are in UTC."""

    skill: Skill
    family: str
    stability: float
    difficulty: float
    due: datetime
    last: datetime


@dataclass(frozen=True, slots=True)
class OwnScenario:
    """A scenario file that somebody put into their vault. `source` is its text as it came; `added` in UTC."""

    id: OwnScenarioId
    name: str
    source: str
    added: datetime
    removed: datetime | None = None
