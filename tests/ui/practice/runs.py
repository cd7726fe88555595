"""Runs of the small scenario, as if somebody had played it."""

from datetime import UTC, datetime

from allydesk.practice.ids import new_run_id
from allydesk.practice.playing import Ended, Play
from allydesk.practice.run import Chose, Move, Reasoned, Run, ScenarioRef
from allydesk.practice.scenario import Scenario

NOW = datetime(2026, 11, 21, 21, 14, tzinfo=UTC)
TO_THE_END: tuple[Move, ...] = (Chose("question"), Reasoned("Amara should not have to."), Chose("behaviour"))


def a_run(scenario: Scenario, moves: tuple[Move, ...] = TO_THE_END, *, when: datetime = NOW) -> Run:
    """A run by these moves; finished if they come to an ending."""
    play = Play(scenario)
    for move in moves:
        play = play.after(move)
    asks = play.asks
    return Run(
        id=new_run_id(),
        scenario=ScenarioRef(scenario.head.title, scenario.head.family, scenario.head.variant, scenario.digest),
        begun=when,
        modified=when,
        finished=when if isinstance(asks, Ended) else None,
        moves=play.moves,
        told=play.told,
        observed=play.observed,
        ending=asks.ending.title if isinstance(asks, Ended) else "",
    )
