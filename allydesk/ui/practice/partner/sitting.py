"""What two or three people have done so far at one screen: who they are, whose turn it is, and their rounds."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from datetime import datetime

from allydesk.practice.commitments import if_then
from allydesk.practice.partnering import (
    Answers,
    Casting,
    Seats,
    answers_in,
    begun_run,
    cast,
    last_seats,
    partnered_of,
    round_of,
    together,
    with_rounds,
    with_words,
)
from allydesk.practice.run import Observed, Partnered, Round, Run, ScenarioRef
from allydesk.practice.scenario import Scenario
from allydesk.ui.practice.commitments.form import Plan


@dataclass
class Sitting:
    """Changed by the page, round by round. `is_playing` from the first word of a round until it has been seen."""

    scenario: Scenario
    run: Run
    casting: Casting
    is_playing: bool = False
    answers: tuple[Answers, ...] = ()
    plans: tuple[Plan, ...] = ()
    was_kept: bool = False
    """Whether an unfinished run of it is in the vault."""
    is_taken_up: bool = False
    """Whether that run was there before they sat down."""

    @property
    def people(self) -> tuple[str, ...]:
        """Their names."""
        return self.partnered.people

    @property
    def partnered(self) -> Partnered:
        """What they have of it."""
        return partnered_of(self.run)

    @property
    def rounds(self) -> tuple[Round, ...]:
        """The rounds so far, the present one last once it is being played."""
        return self.partnered.rounds

    @property
    def number(self) -> int:
        """Which round this is, from 1."""
        return len(self.rounds) + (not self.is_playing)

    @property
    def is_worth_keeping(self) -> bool:
        """Whether anything was played or written."""
        return bool(self.rounds)

    def name(self, person: int) -> str:
        """Somebody's name."""
        return self.people[person]

    def others(self, person: int) -> str:
        """Everybody's names but one: "Kim and Ada"."""
        return together([name for place, name in enumerate(self.people) if place != person])

    @property
    def watching(self) -> str:
        """Who says what was seen in this round: whoever watched, or all of them together."""
        observer = self.casting.observer
        return together(self.people) if observer is None else self.name(observer)

    def play(self, *, now: datetime) -> None:
        """The cards are read: the round begins."""
        if not self.is_playing:
            self.is_playing = True
            self._put((*self.rounds, round_of(self.casting)), now)

    def said(self, words: str, *, now: datetime) -> None:
        """The responder wrote this; "" when they said it aloud."""
        self._change(replace(self.rounds[-1], said=words), now)

    def seen(self, observed: Iterable[Observed], note: str, *, now: datetime) -> None:
        """This was seen in the round."""
        self._change(replace(self.rounds[-1], observed=tuple(observed), note=note), now)

    def end_round(self) -> None:
        """The round is over."""
        self.is_playing = False

    def swap(self) -> None:
        """All sit on the next seat, and the cards are new."""
        self.casting = cast(self.scenario, self.casting.seats.swapped())

    def reseat(self, seats: Seats) -> None:
        """They have changed places before the round begins."""
        self.casting = cast(self.scenario, seats)

    def wrote(self, answers: Sequence[Answers], plans: Sequence[Plan], words: str, *, now: datetime) -> None:
        """This is what they wrote when they looked back."""
        self.answers, self.plans = tuple(answers), tuple(plans)
        if (self.answers, words) != (answers_in(self.run), self.partnered.together):
            self.run = with_words(self.run, self.answers, words, now=now)

    def unfinished(self) -> Run:
        """The run as it is kept when the vault closes before they have chosen: plans stand in what they wrote."""
        plans = [
            f"{name}: {if_then(plan.cue, plan.response)}"
            for name, plan in zip(self.people, self.plans, strict=False)
            if not plan.is_empty
        ]
        words = "\n\n".join(part for part in (self.partnered.together, *plans) if part)
        return replace(self.run, partnered=replace(self.partnered, together=words))

    def _change(self, changed: Round, now: datetime) -> None:
        self._put((*self.rounds[:-1], changed), now)

    def _put(self, rounds: tuple[Round, ...], now: datetime) -> None:
        if rounds != self.rounds:
            self.run = with_rounds(self.run, rounds, now=now)


def begun(scenario: Scenario, ref: ScenarioRef, people: Sequence[str], seats: Seats, *, now: datetime) -> Sitting:
    """A new one. `now` has a zone. Raises `PracticeError(SCENARIO_ENDLESS)`."""
    return Sitting(scenario, begun_run(scenario, ref, people, now=now), cast(scenario, seats))


def taken_up(scenario: Scenario, run: Run) -> Sitting:
    """One that was left before it was finished: its last round is over. Raises IndexError for one without a round."""
    casting = cast(scenario, last_seats(partnered_of(run)))
    return Sitting(scenario, run, casting, answers=answers_in(run), was_kept=True, is_taken_up=True)
