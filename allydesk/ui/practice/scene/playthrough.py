"""A run while it is played: the play, and the run as it is to be kept. Values; every step makes the next one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from datetime import UTC, datetime

from allydesk.practice.ids import new_run_id
from allydesk.practice.playing import Ended, Play, WhyAsked, WordsAsked, replay
from allydesk.practice.run import Move, Reasoned, Run, ScenarioRef, Tried, Wrote
from allydesk.practice.scenario import Scenario
from allydesk.ui.practice.scene.turns import worth_keeping


@dataclass(frozen=True, slots=True)
class Playthrough:
    """`draft` is what was typed and not said yet, as it was last kept among what was tried; None for nothing."""

    play: Play
    run: Run
    draft: Tried | None = None

    @property
    def is_worth_keeping(self) -> bool:
        """Whether there is anything in it: a move, or words."""
        return bool(self.run.moves or self.run.tried)

    def made(self, move: Move, *, now: datetime) -> "Playthrough":
        """With one move more. Raises `PracticeError` as `Play.after` does."""
        at = len(self.play.moves)
        tried = [each for each in self.run.tried if each is not self.draft and (each.at, each.move) != (at, move)]
        return self.standing(self.play.after(move), tried, now)

    def back_to(self, moves: int, *, now: datetime) -> "Playthrough":
        """With only the first so many moves; the others are kept as tried."""
        taken = self.play.moves[moves:]
        tried = [Tried(moves + place, move, _utc(now)) for place, move in enumerate(taken) if worth_keeping(move)]
        return self.standing(self.play.back_to(moves), (*self.run.tried, *tried), now)

    def undone(self, before: "Playthrough", *, now: datetime) -> "Playthrough":
        """As it was before, with what was typed since."""
        tried = before.run.tried if self.draft is None else (*before.run.tried, self.draft)
        return replace(before.standing(before.play, tried, now), draft=None)

    def with_draft(self, move: Move | None, *, now: datetime) -> "Playthrough":
        """With what is typed and not said yet; None, or words that are none, for nothing."""
        at = len(self.play.moves)
        others = [each for each in self.run.tried if each is not self.draft]
        if move is None or not worth_keeping(move) or any((each.at, each.move) == (at, move) for each in others):
            draft = None
        elif self.draft is not None and (self.draft.at, self.draft.move) == (at, move):
            return self
        else:
            draft = Tried(at, move, _utc(now))
        if draft is None and self.draft is None:
            return self
        tried = others if draft is None else [*others, draft]
        return replace(self.standing(self.play, tried, now), draft=draft)

    @property
    def left_words(self) -> str:
        """What was typed here and never said, when the run was left; "" for nothing."""
        last = self.run.tried[-1] if self.run.tried else None
        if last is None or last.at != len(self.play.moves):
            return ""
        match last.move, self.play.asks:
            case (Wrote(text), WordsAsked()) | (Reasoned(text), WhyAsked()):
                return text
        return ""

    def finished(self, *, now: datetime) -> Run:
        """The run as it is when one looks back at it."""
        return replace(self.run, finished=_utc(now), modified=_utc(now))

    def standing(self, play: Play, tried: Iterable[Tried], now: datetime) -> "Playthrough":
        """With this play, and these moves taken back; without a draft."""
        ending = play.asks.ending.title if isinstance(play.asks, Ended) else ""
        run = replace(
            self.run,
            modified=_utc(now),
            moves=play.moves,
            tried=tuple(tried),
            told=play.told,
            observed=play.observed,
            ending=ending,
        )
        return Playthrough(play, run)


def begun(scenario: Scenario, ref: ScenarioRef, *, seed: int, now: datetime) -> Playthrough:
    """A new run, before its first move. `now` has a zone. Raises `PracticeError(SCENARIO_ENDLESS)`."""
    play = Play(scenario, seed)
    return Playthrough(play, Run(new_run_id(), ref, now, _utc(now), seed=seed, told=play.told))


def resumed(scenario: Scenario, ref: ScenarioRef, run: Run, *, now: datetime) -> Playthrough:
    """A run to go on with, as far as its moves fit the scenario; those that do not are kept as tried."""
    found = replay(scenario, run.moves, run.seed)
    play = found.play
    if not found.left_over and run.scenario == ref:
        return Playthrough(play, run)
    left = [Tried(len(play.moves), move, _utc(now)) for move in found.left_over if worth_keeping(move)]
    known = Playthrough(play, replace(run, scenario=ref))
    return known.standing(play, (*run.tried, *left), now)


def _utc(now: datetime) -> datetime:
    return now.astimezone(UTC)
