"""When to practise again: FSRS's days, one card for each skill and family, and the variant that comes next."""

import subprocess
import sys
from datetime import UTC, datetime, timedelta, timezone

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.practice.ids import RunId
from allydesk.practice.run import Observed, Partnered, PracticeCard, Round, Run, ScenarioRef
from allydesk.practice.scenario import Head
from allydesk.practice.scheduling import (
    LONGEST_INTERVAL,
    Again,
    Due,
    due,
    next_variant,
    reviewed,
    reviews_of,
    to_practise,
    when_in_words,
)
from allydesk.practice.skills import Skill

NOW = datetime(2026, 11, 21, 9, 30, tzinfo=UTC)
FAMILY = "A remark from above"
EAST = timezone(timedelta(hours=13))


def first(level: int, *, skill: Skill = Skill.NOTICING, family: str = FAMILY, now: datetime = NOW) -> PracticeCard:
    """The card that a first run makes."""
    return reviewed(None, skill=skill, family=family, level=level, now=now)


def again(card: PracticeCard, level: int, *, after: timedelta) -> PracticeCard:
    """The card after it was practised once more, so long after the last time."""
    return reviewed(card, skill=card.skill, family=card.family, level=level, now=card.last + after)


def due_on(card: PracticeCard, when: datetime, *, last: datetime = NOW - timedelta(days=9)) -> PracticeCard:
    """That card with other days."""
    return PracticeCard(card.skill, card.family, card.stability, card.difficulty, when, last)


def run_of(
    variant: str,
    finished: datetime | None,
    *observed: Observed,
    family: str = FAMILY,
    partnered: Partnered | None = None,
) -> Run:
    """A run of that variant."""
    ref = ScenarioRef("The joke", family, variant, "00")
    begun = NOW - timedelta(minutes=5)
    return Run(RunId(f"run-{variant}-{finished}"), ref, begun, begun, finished, observed=observed, partnered=partnered)


def head(variant: str, *skills: Skill, family: str = FAMILY) -> Head:
    """A variant of that family."""
    return Head(f"Variant {variant}", family, variant, "Something.", skills=skills or (Skill.NOTICING,))


def test_the_first_days_are_those_of_the_method() -> None:
    """Worked out from FSRS's published first stabilities: 0.212, 1.2931, 2.3065 and 8.2956 days, a day at least."""
    assert [(first(level).due - NOW).days for level in range(4)] == [1, 1, 2, 8]


def test_a_card_has_what_it_was_made_of_and_its_times_are_in_utc() -> None:
    card = first(2, skill=Skill.OWNING, now=NOW.astimezone(EAST))
    assert (card.skill, card.family, card.last, card.last.tzinfo, card.due.tzinfo) == (
        Skill.OWNING,
        FAMILY,
        NOW,
        UTC,
        UTC,
    )


def test_what_was_shown_clearly_comes_back_later_and_what_was_not_sooner() -> None:
    card = first(2)
    days = [again(card, level, after=timedelta(days=2)).due for level in range(4)]
    assert days == sorted(days)
    assert days[0] < days[2] < days[3]


def test_early_and_late_practice_both_count_by_how_much() -> None:
    card = first(2)
    early, on_its_day, late = (again(card, 2, after=timedelta(days=days)) for days in (1, 2, 30))
    assert early.stability < on_its_day.stability < late.stability
    assert again(card, 2, after=timedelta(minutes=10)).due > card.last


def test_a_clock_that_was_set_back_does_no_harm() -> None:
    card = again(first(3), 2, after=timedelta(days=-400))
    assert card.last < card.due <= card.last + timedelta(days=LONGEST_INTERVAL)


@pytest.mark.parametrize("level", [-1, 4])
def test_there_are_four_levels(level: int) -> None:
    with pytest.raises(ValueError, match="0 to 3"):
        first(level)


@settings(max_examples=150)
@given(
    st.lists(
        st.tuples(st.integers(0, 3), st.floats(-3.0, 20_000.0)),
        min_size=1,
        max_size=40,
    )
)
def test_nothing_overflows_over_decades(practised: list[tuple[int, float]]) -> None:
    card: PracticeCard | None = None
    now = datetime(2026, 1, 1, tzinfo=UTC)
    for level, days in practised:
        now = min(now + timedelta(days=days), datetime(2400, 1, 1, tzinfo=UTC))
        card = reviewed(card, skill=Skill.NAMING, family=FAMILY, level=level, now=now)
        assert timedelta(days=1) <= card.due - now <= timedelta(days=LONGEST_INTERVAL)
        assert 0 < card.stability <= 36_500
        assert 1 <= card.difficulty <= 10


def test_two_hundred_clear_runs_on_their_days_stay_within_bounds() -> None:
    card = first(3)
    for _ in range(200):
        card = again(card, 3, after=card.due - card.last)
    assert card.due - card.last == timedelta(days=LONGEST_INTERVAL)
    assert card.stability <= 36_500


def test_a_run_reviews_each_skill_once_by_the_lowest_level_it_showed() -> None:
    run = run_of(
        "a",
        NOW,
        Observed(Skill.INTERRUPTING, 3, "You stopped it."),
        Observed(Skill.NOTICING, 2, "You saw it."),
        Observed(Skill.INTERRUPTING, 1, "You waited."),
    )
    assert reviews_of(run, (), NOW) == [first(2), first(1, skill=Skill.INTERRUPTING)]


def test_a_run_goes_by_the_cards_of_its_own_family() -> None:
    here, elsewhere = first(2), first(0, family="At the table")
    run = run_of("b", NOW, Observed(Skill.NOTICING, 2, "You saw it."))
    later = NOW + timedelta(days=3)
    assert reviews_of(run, (elsewhere, here), later) == [again(here, 2, after=timedelta(days=3))]


def test_what_an_observer_saw_in_a_round_changes_no_card() -> None:
    seen = Observed(Skill.NOTICING, 1, "Looked up.", by="Robin")
    run = run_of("a", NOW, partnered=Partnered(("Kim", "Robin"), (Round(0, observer=1, observed=(seen,)),)))
    assert reviews_of(run, (), NOW) == []


def test_a_family_is_due_from_the_morning_of_its_day_in_ones_own_zone() -> None:
    card = due_on(first(2), datetime(2026, 11, 21, 10, 0, tzinfo=UTC))
    night_before = datetime(2026, 11, 20, 23, 59, tzinfo=EAST)
    assert due([card], night_before) == []
    # At ten in the morning in UTC it is 23:00 in the east: still the same day there.
    assert due([card], datetime(2026, 11, 21, 0, 1, tzinfo=EAST)) == [Due(FAMILY, (Skill.NOTICING,), card.due)]


def test_what_is_due_comes_by_family_the_longest_wait_first_with_its_skills_in_their_order() -> None:
    yesterday, last_week = NOW - timedelta(days=1), NOW - timedelta(days=7)
    cards = [
        due_on(first(2, skill=Skill.NAMING), yesterday),
        due_on(first(2, skill=Skill.NOTICING), NOW),
        due_on(first(2, skill=Skill.OWNING), NOW + timedelta(days=1)),
        due_on(first(2, skill=Skill.LISTENING, family="At the table"), last_week),
    ]
    assert due(cards, NOW) == [
        Due("At the table", (Skill.LISTENING,), last_week),
        Due(FAMILY, (Skill.NOTICING, Skill.NAMING), yesterday),
    ]


def test_a_family_that_was_practised_today_rests_until_tomorrow() -> None:
    waiting = due_on(first(2, skill=Skill.NAMING), NOW - timedelta(days=3))
    cards = [waiting, first(2, now=NOW - timedelta(hours=2))]
    assert due(cards, NOW) == []
    assert [each.skills for each in due(cards, NOW + timedelta(days=1))] == [(Skill.NAMING,)]


def test_the_next_variant_is_the_one_not_played_or_played_longest_ago() -> None:
    heads = [head("a"), head("b"), head("c")]
    day = timedelta(days=1)
    assert next_variant(heads, []) is heads[0]
    assert next_variant(heads, [run_of("a", NOW)]) is heads[1]
    played = [run_of("a", NOW - 3 * day), run_of("b", NOW - 2 * day), run_of("c", NOW - 4 * day), run_of("c", NOW)]
    assert next_variant(heads, played) is heads[0]
    assert next_variant(heads, [*played, run_of("a", NOW)]) is heads[1]


def test_a_run_that_is_open_or_of_another_family_does_not_count() -> None:
    heads = [head("a"), head("b")]
    assert next_variant(heads, [run_of("a", None), run_of("a", NOW, family="At the table")]) is heads[0]


def test_there_is_no_next_variant_of_nothing() -> None:
    with pytest.raises(ValueError, match="variant"):
        next_variant([], [])


def test_what_cannot_be_played_any_more_is_not_asked_for() -> None:
    cards = [
        due_on(first(2), NOW),
        due_on(first(2, skill=Skill.NAMING), NOW),
        due_on(first(2, skill=Skill.OWNING, family="Gone"), NOW),
        due_on(first(2, skill=Skill.OWNING, family="At the table"), NOW),
    ]
    heads = [head("a"), head("b"), head("a", Skill.LISTENING, family="At the table")]
    assert to_practise(cards, heads, [run_of("a", NOW - timedelta(days=9))], NOW) == [
        Again(Due(FAMILY, (Skill.NOTICING,), NOW), heads[1])
    ]


@pytest.mark.parametrize(
    ("days", "words"),
    [
        (-400, "when you like"),
        (-1, "when you like"),
        (0, "today"),
        (1, "tomorrow"),
        (2, "in 2 days"),
        (13, "in 13 days"),
        (14, "in 2 weeks"),
        (18, "in 3 weeks"),
        (59, "in 8 weeks"),
        (60, "in 2 months"),
        (120, "in 4 months"),
    ],
)
def test_when_is_said_in_words_without_reproach(days: int, words: str) -> None:
    assert when_in_words(NOW + timedelta(days=days), NOW) == words


def test_a_day_in_words_is_a_day_of_ones_own_zone() -> None:
    evening = datetime(2026, 11, 21, 22, 0, tzinfo=EAST)
    assert when_in_words(datetime(2026, 11, 21, 8, 0, tzinfo=UTC), evening) == "today"
    assert when_in_words(datetime(2026, 11, 21, 12, 0, tzinfo=UTC), evening) == "tomorrow"


def test_the_method_is_only_loaded_when_something_is_reviewed() -> None:
    script = "import sys, allydesk.practice.scheduling; sys.exit('fsrs' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], check=False).returncode == 0
