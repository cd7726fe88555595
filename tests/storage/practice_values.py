"""Runs, commitments, cards and scenarios of every kind, for property tests."""

from datetime import UTC, datetime, timedelta, timezone

from hypothesis import strategies as st

from allydesk.ids import EntryId
from allydesk.practice.ids import CommitmentId, OwnScenarioId, RunId
from allydesk.practice.run import (
    Chose,
    Commitment,
    CommitmentStatus,
    DoOver,
    Observed,
    OwnScenario,
    Partnered,
    PracticeCard,
    Reasoned,
    Reflection,
    Round,
    Run,
    ScenarioRef,
    Told,
    ToldKind,
    Tried,
    Wrote,
)
from allydesk.practice.skills import LEVELS, Skill
from tests.storage.lifelines import lines, texts

RUN_IDS = [RunId(f"00000000-0000-7000-8000-00000000006{number}") for number in range(3)]
ENTRY_IDS = [EntryId(f"00000000-0000-7000-8000-00000000007{number}") for number in range(2)]
COMMITMENT_IDS = [CommitmentId(f"00000000-0000-7000-8000-00000000008{number}") for number in range(3)]
SCENARIO_IDS = [OwnScenarioId(f"00000000-0000-7000-8000-00000000009{number}") for number in range(3)]

LARGEST = 2**63 - 1
counts = st.integers(0, LARGEST)
times = st.datetimes(min_value=datetime(1, 1, 2), max_value=datetime(9999, 12, 30), timezones=st.just(UTC))
zoned = st.builds(
    lambda when, seconds: when.astimezone(timezone(timedelta(seconds=seconds))), times, st.integers(-50_000, 50_000)
)
few = st.lists(texts, max_size=3).map(tuple)
moves = st.one_of(
    st.builds(Chose, lines),
    st.builds(Wrote, texts, st.lists(counts, max_size=3).map(tuple)),
    st.builds(Reasoned, texts),
)
refs = st.builds(
    ScenarioRef,
    lines,
    st.sampled_from(["Ours", "Theirs"]) | lines,
    lines,
    lines,
    st.none() | st.sampled_from(SCENARIO_IDS),
)
told = st.builds(Told, st.sampled_from(ToldKind), texts, lines, counts)
observed = st.builds(Observed, st.sampled_from(Skill), st.sampled_from(LEVELS), texts, st.integers(-1, LARGEST), lines)
seen = st.lists(observed, max_size=3).map(tuple)
do_overs = st.builds(DoOver, counts, moves, seen)
reflections = st.builds(Reflection, texts, texts, texts, texts, few, texts)


@st.composite
def partnered(draw: st.DrawFn) -> Partnered:
    """What people had together; nobody in it who was not there."""
    people = draw(st.lists(lines, min_size=1, max_size=3).map(tuple))
    person = st.integers(0, len(people) - 1)
    parts = st.lists(st.tuples(lines, person), max_size=2).map(tuple)
    rounds = st.builds(Round, person, parts, st.none() | person, texts, seen, texts, few)
    return Partnered(people, draw(st.lists(rounds, max_size=2).map(tuple)), draw(texts))


runs = st.builds(
    Run,
    st.sampled_from(RUN_IDS),
    refs,
    zoned,
    times,
    st.none() | times,
    st.integers(-LARGEST, LARGEST),
    st.lists(moves, max_size=3).map(tuple),
    st.lists(st.builds(Tried, counts, moves, times), max_size=2).map(tuple),
    st.lists(told, max_size=3).map(tuple),
    seen,
    lines,
    reflections,
    st.none() | do_overs,
    st.none() | st.sampled_from(ENTRY_IDS),
    st.none() | partnered(),
    st.none() | times,
)
commitments = st.builds(
    Commitment,
    st.sampled_from(COMMITMENT_IDS),
    texts,
    texts,
    times,
    st.none() | st.dates(),
    st.sampled_from(CommitmentStatus),
    st.none() | times,
    st.lists(times, max_size=3).map(tuple),
    st.none() | st.sampled_from(RUN_IDS),
    texts,
)
cards = st.builds(
    PracticeCard,
    st.sampled_from(Skill),
    st.sampled_from(["Ours", "Theirs"]),
    st.floats(0.001, 1e300),
    st.floats(1, 10),
    times,
    times,
)
scenarios = st.builds(OwnScenario, st.sampled_from(SCENARIO_IDS), lines, texts, times, st.none() | times)
