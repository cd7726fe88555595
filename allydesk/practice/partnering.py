"""A scenario for two or three people at one screen: who plays what in which round, and what each may see of it.

One responds, in the player's role; one plays somebody else from a cue card that the others do not see; a third watches,
or takes a card too. Then they swap. No card has to be taken, and no reason is ever asked.
"""

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from itertools import chain

from allydesk.practice.ids import new_run_id
from allydesk.practice.intents import Intent
from allydesk.practice.playing import Play
from allydesk.practice.run import Observed, Partnered, Reflection, Round, Run, ScenarioRef
from allydesk.practice.scenario import Choice, LineKind, OwnWords, Role, Scenario, Scene, Seen
from allydesk.practice.skills import SKILLS, Skill

FEWEST, MOST = 2, 3
"""How many people may sit at the screen."""


@dataclass(frozen=True, slots=True)
class Seats:
    """Who does what in a round, by the people's places from 0. `third` is None where there are two."""

    responder: int
    partner: int
    third: int | None = None

    def swapped(self) -> "Seats":
        """The seats of the next round. After as many rounds as there are people, each has sat on each."""
        if self.third is None:
            return Seats(self.partner, self.responder)
        return Seats(self.partner, self.third, self.responder)

    def with_responder(self, person: int) -> "Seats":
        """Somebody else responds, and whoever would have takes their seat."""
        places = {person: self.responder, self.responder: person}
        third = None if self.third is None else places.get(self.third, self.third)
        return Seats(person, places.get(self.partner, self.partner), third)


def first_seats(people: int, *, responder: int, watcher: int | None = None) -> Seats:
    """The seats of the first round. With three, `watcher` watches; None for the one after the partner.

    Raises ValueError for a number of people, or places, that cannot be.
    """
    others = [place for place in range(people) if place != responder]
    if not FEWEST <= people <= MOST or len(others) == people or watcher not in (None, *others):
        raise ValueError("not so many people, or not that one")
    if len(others) == 1:
        return Seats(responder, others[0])
    third = (responder + 2) % people if watcher is None else watcher
    return Seats(responder, next(place for place in others if place != third), third)


@dataclass(frozen=True, slots=True)
class Casting:
    """Who plays which role in a round. `parts` are roles and people's places, `declined` the cards nobody took."""

    seats: Seats
    parts: tuple[tuple[str, int], ...] = ()
    declined: tuple[str, ...] = ()

    @property
    def observer(self) -> int | None:
        """Who only watches; None where nobody does."""
        third = self.seats.third
        return None if third is None or self.role_of(third) is not None else third

    def role_of(self, person: int) -> str | None:
        """The role that somebody plays; None for nobody's."""
        return next((role for role, place in self.parts if place == person), None)

    def person_of(self, role: str) -> int | None:
        """Who plays a role; None when nobody does."""
        return dict(self.parts).get(role)

    def may_see(self, person: int, role: str) -> bool:
        """Whether the cue card of that role is that person's to read."""
        return self.person_of(role) == person

    def giving(self, role: str, person: int) -> "Casting":
        """With that card for that person, in the place of the one they had."""
        others = tuple((each, place) for each, place in self.parts if place != person and each != role)
        declined = tuple(each for each in self.declined if each != role)
        return replace(self, parts=(*others, (role, person)), declined=declined)

    def taking_from(self, person: int) -> "Casting":
        """Without a card for that person: they watch, or sit by."""
        return replace(self, parts=tuple(part for part in self.parts if part[1] != person))

    def declining(self, role: str) -> "Casting":
        """The card goes back, and nobody plays the role unless they take it up again."""
        kept = tuple(each for each in self.declined if each != role)
        return Casting(self.seats, tuple(part for part in self.parts if part[0] != role), (*kept, role))


def cast(scenario: Scenario, seats: Seats) -> Casting:
    """The responder takes the player's role, the partner the main other one."""
    return Casting(seats).giving(scenario.player, seats.responder).giving(main_role(scenario), seats.partner)


def other_roles(scenario: Scenario) -> tuple[Role, ...]:
    """All but the player's, the one there is most to play in first: most often spoken to in the player's own words,
    then with most to say, then as in the file."""
    spoken_to, says = Counter[str](), Counter[str]()
    for scene in scenario.scenes.values():
        if isinstance(scene.turn, OwnWords):
            spoken_to[scene.turn.to] += 1
        says.update(line.role for line in scene.lines if line.kind is LineKind.SPEECH)
    found = [role for role in scenario.roles.values() if role.id != scenario.player]
    return tuple(sorted(found, key=lambda role: (-spoken_to[role.id], -says[role.id])))


def main_role(scenario: Scenario) -> str:
    """The role the partner is offered first."""
    return other_roles(scenario)[0].id


def open_roles(scenario: Scenario, casting: Casting) -> tuple[Role, ...]:
    """Roles somebody could still take: not the player's, nobody's yet, and not declined in this round."""
    taken = {role for role, _person in casting.parts} | set(casting.declined)
    return tuple(role for role in other_roles(scenario) if role.id not in taken)


def cards_of(scenario: Scenario, casting: Casting) -> tuple[tuple[int, str], ...]:
    """The cards to hand out, in order: to whom, and for which role. The responder's comes first."""
    order = [casting.seats.responder, casting.seats.partner, casting.seats.third]
    found = [(person, casting.role_of(person)) for person in order if person is not None]
    return tuple((person, role) for person, role in found if role is not None and role in scenario.roles)


def read_out(scenario: Scenario, casting: Casting, shown: Iterable[str] = ()) -> tuple[tuple[Role, str], ...]:
    """Roles without a person, each with the line its card begins with, for everybody to read.

    `shown` are the roles whose lines are on the page already. A card that begins with something done, in brackets, is
    addressed to whoever would play it: of that, only the role is told.
    """
    played = {role for role, _person in casting.parts} | set(shown)
    found = [role for role in other_roles(scenario) if role.id not in played]
    return tuple((role, "" if role.card.begins.startswith("(") else role.card.begins) for role in found)


def meant_for(scenario: Scenario, role: str | None) -> Intent:
    """What words to that role are likely meant for: as in the first turn in the player's own words that is spoken to
    them, else in the first there is."""
    turns = [scene.turn for scene in scenario.scenes.values() if isinstance(scene.turn, OwnWords)]
    found = [turn.intent for turn in turns if turn.to == role] or [turn.intent for turn in turns]
    return found[0] if found else Intent.INTERRUPTING


def behaviours(scenario: Scenario) -> Mapping[Skill, tuple[Seen, ...]]:
    """What can be seen of each skill, in the scenario's own words, each once and in the order of the file.

    Skills of this scenario come first, then the others, which have none.
    """
    found: dict[Skill, dict[str, Seen]] = {skill: {} for skill in (*scenario.head.skills, *SKILLS)}
    for scene in scenario.scenes.values():
        for seen in _seen_in(scene):
            found[seen.skill].setdefault(seen.behaviour, seen)
    return {skill: tuple(each.values()) for skill, each in found.items()}


def round_of(casting: Casting, *, said: str = "", observed: Iterable[Observed] = (), note: str = "") -> Round:
    """The round as it is kept."""
    return Round(
        player=casting.seats.responder,
        parts=casting.parts,
        observer=casting.observer,
        said=said,
        observed=tuple(observed),
        note=note,
        declined=casting.declined,
    )


def last_seats(partnered: Partnered) -> Seats:
    """The seats of the last round there was. Raises IndexError where there was none."""
    last = partnered.rounds[-1]
    people = len(partnered.people)
    return first_seats(people, responder=last.player, watcher=last.observer if people == MOST else None)


def tidy_names(names: Iterable[str]) -> tuple[str, ...]:
    """Names as they are shown: without what is empty, and with single spaces."""
    return tuple(tidy for tidy in (" ".join(name.split()) for name in names) if tidy)


def can_be_told_apart(names: Sequence[str]) -> bool:
    """Whether no two are the same, however they are written."""
    return len({name.casefold() for name in names}) == len(names)


def together(names: Sequence[str]) -> str:
    """Names in a row: "Sam and Kim"."""
    return names[0] if len(names) == 1 else f"{', '.join(names[:-1])} and {names[-1]}"


@dataclass(frozen=True, slots=True)
class Answers:
    """What one of them wrote when they looked back; "" for what was said aloud, or not at all."""

    happened: str = ""
    meant: str = ""
    others: str = ""
    next_time: str = ""


def begun_run(scenario: Scenario, ref: ScenarioRef, people: Sequence[str], *, now: datetime) -> Run:
    """A run these people begin together. `now` has a zone. Raises `PracticeError(SCENARIO_ENDLESS)`.

    What is seen in it stays in its rounds: it may be anybody's, and says nothing of whose vault it is kept in.
    """
    told = Play(scenario).told
    return Run(new_run_id(), ref, now, now.astimezone(UTC), told=told, partnered=Partnered(tuple(people)))


def with_rounds(run: Run, rounds: Iterable[Round], *, now: datetime) -> Run:
    """The run with these rounds."""
    return replace(run, partnered=replace(partnered_of(run), rounds=tuple(rounds)), modified=now.astimezone(UTC))


def with_words(run: Run, answers: Sequence[Answers], words: str, *, now: datetime) -> Run:
    """The run with what each of them wrote, by their places, and what they wrote together."""
    people = partnered_of(run).people
    reflection = Reflection(
        happened=_joined(people, [each.happened for each in answers]),
        meant=_joined(people, [each.meant for each in answers]),
        others=_joined(people, [each.others for each in answers]),
        note=_joined(people, [each.next_time for each in answers]),
    )
    kept = replace(partnered_of(run), together=words)
    return replace(run, reflection=reflection, partnered=kept, modified=now.astimezone(UTC))


def finished(run: Run, *, now: datetime) -> Run:
    """The run as it is when they have looked back at it. `now` has a zone."""
    return replace(run, finished=now.astimezone(UTC), modified=now.astimezone(UTC))


def answers_in(run: Run) -> tuple[Answers, ...]:
    """What each of them wrote, by their places. What cannot be told apart is the first one's."""
    people, reflection = partnered_of(run).people, run.reflection
    columns = (reflection.happened, reflection.meant, reflection.others, reflection.note)
    return tuple(Answers(*each) for each in zip(*(_parted(people, text) for text in columns), strict=True))


def partnered_of(run: Run) -> Partnered:
    """What they had of it together. Raises ValueError for a run that somebody had alone."""
    if run.partnered is None:
        raise ValueError("a run alone")
    return run.partnered


def _joined(people: Sequence[str], texts: Sequence[str]) -> str:
    """Each text after its person's name."""
    return "\n\n".join(f"{name}: {text.strip()}" for name, text in zip(people, texts, strict=True) if text.strip())


def _parted(people: Sequence[str], text: str) -> list[str]:
    """The texts that `_joined` joined."""
    left = f"\n\n{text}"
    found = [""] * len(people)
    for place in reversed(range(len(people))):
        before, mark, after = left.rpartition(f"\n\n{people[place]}: ")
        if mark:
            left, found[place] = before, after
    if left.strip():
        found[0] = "\n\n".join(part for part in (left.strip(), found[0]) if part)
    return found


def _seen_in(scene: Scene) -> Iterable[Seen]:
    match scene.turn:
        case Choice(options=options):
            return chain.from_iterable(option.seen for option in options)
        case OwnWords(look_for=look_for):
            return (each.seen for each in look_for if each.seen is not None)
    return ()
