"""Prompts: the three of a day, and a page that answers one."""

from collections import Counter
from dataclasses import replace
from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.assets import resources
from allydesk.journal.prompt import Prompt, PromptGroup, merge_prompts, prompts_for, quoted, shipped_prompts

DAY = date(2026, 11, 21)
days = st.dates(min_value=date(1990, 1, 1), max_value=date(2200, 1, 1))

SHIPPED = tuple(
    prompt
    for group in PromptGroup
    for prompt in shipped_prompts((resources() / "prompts" / f"{group.value}.toml").read_text(encoding="utf-8"))
)


def ids(prompts: list[Prompt]) -> list[str]:
    return [prompt.id for prompt in prompts]


@given(days)
def test_a_day_brings_three_prompts_from_three_groups_and_always_the_same(day: date) -> None:
    dealt = prompts_for(day, SHIPPED)
    assert len({prompt.group for prompt in dealt}) == len(dealt) == 3
    assert prompts_for(day, SHIPPED) == dealt


def test_eight_weeks_bring_every_prompt_and_none_comes_back_soon() -> None:
    last: dict[str, int] = {}
    seen: Counter[str] = Counter()
    for number in range(200):
        for prompt in prompts_for(DAY + timedelta(days=number), SHIPPED):
            assert number - last.get(prompt.id, -99) >= 21, prompt.id
            last[prompt.id] = number
            seen[prompt.id] += 1
        if number == 120:
            assert set(seen) == {prompt.id for prompt in SHIPPED}
    assert max(seen.values()) <= 6


def test_weeks_do_not_repeat_one_another() -> None:
    triples = [tuple(ids(prompts_for(DAY + timedelta(days=number), SHIPPED))) for number in range(365)]
    assert len(set(triples)) > 350


@given(days, st.sets(st.sampled_from([prompt.id for prompt in SHIPPED])))
def test_a_hidden_prompt_never_comes(day: date, hidden: set[str]) -> None:
    dealt = prompts_for(day, SHIPPED, hidden=hidden)
    assert not hidden & set(ids(dealt))
    assert len(dealt) == min(3, len(SHIPPED) - len(hidden))
    by_mark = [replace(prompt, hidden=prompt.id in hidden) for prompt in SHIPPED]
    assert ids(prompts_for(day, by_mark)) == ids(dealt)


@given(days, st.integers(0, 2))
def test_hiding_one_of_the_day_leaves_the_other_two(day: date, place: int) -> None:
    dealt = prompts_for(day, SHIPPED)
    after = prompts_for(day, SHIPPED, hidden={dealt[place].id})
    assert len(after) == 3
    assert {prompt.id for prompt in dealt} - {prompt.id for prompt in after} == {dealt[place].id}


def test_favourites_come_more_often_and_leave_room_for_the_others() -> None:
    loved = {"rest-05", "notice-02"}
    counts: Counter[str] = Counter()
    for number in range(300):
        counts.update(ids(prompts_for(DAY + timedelta(days=number), SHIPPED, favourites=loved)))
    ordinary = 300 * 3 / len(SHIPPED)
    assert all(counts[each] > 4 * ordinary for each in loved)
    assert sum(counts[each] for each in loved) < 150


@given(days, st.sets(st.sampled_from([prompt.id for prompt in SHIPPED]), max_size=9))
def test_with_favourites_a_day_still_has_three_groups(day: date, loved: set[str]) -> None:
    dealt = prompts_for(day, SHIPPED, favourites=loved)
    assert len({prompt.group for prompt in dealt}) == 3


@pytest.mark.parametrize("number", [0, 1, 2, 5])
def test_few_prompts_give_what_there_is(number: int) -> None:
    few = [Prompt(f"own-{n}", PromptGroup.REST, f"Question {n}?", own=True) for n in range(number)]
    for later in range(30):
        dealt = prompts_for(DAY + timedelta(days=later), few)
        assert len(set(ids(dealt))) == len(dealt) == min(3, number)


def test_merging_marks_favourites_and_hidden_ones_and_puts_own_ones_first() -> None:
    own = Prompt("own-1", PromptGroup.LISTEN, "What did the rain say?")
    merged = merge_prompts(SHIPPED[:2], [own], favourites={"own-1"}, hidden={"notice-01"})
    assert ids(list(merged)) == ["own-1", "notice-01", "notice-02"]
    assert merged[0] == replace(own, own=True, favourite=True)
    assert [prompt.hidden for prompt in merged] == [False, True, False]


def test_a_page_begins_with_the_prompt_as_a_quotation_and_an_empty_line() -> None:
    assert quoted("Who was there?") == "> Who was there?\n\n"
    assert quoted("Who was there?", "Only me.") == "> Who was there?\n\nOnly me."
    assert quoted(" One line.\n\nAnother. ") == "> One line.\n>\n> Another.\n\n"


def test_reading_refuses_what_is_not_of_the_form() -> None:
    assert shipped_prompts('group = "rest"\n[prompts]\nr = "Rest."') == (Prompt("r", PromptGroup.REST, "Rest."),)
    for text in ("", 'group = "rest"', 'group = "odd"\n[prompts]', 'group = "rest"\n[prompts]\nr = 1', "= ="):
        with pytest.raises(ValueError, match=r"."):
            shipped_prompts(text)
