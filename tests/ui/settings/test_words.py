"""How times, ways in and damage are said."""

from datetime import UTC, date, datetime, timedelta, timezone
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.problems import Problem
from allydesk.storage.keys import FLOOR
from allydesk.storage.slots import Slot, SlotId, SlotKind
from allydesk.storage.verify import Finding, Trouble
from allydesk.ui.bringing_back import said_result
from allydesk.ui.settings.damage import problem_in
from allydesk.ui.settings.places import free_folder, lies_in
from allydesk.ui.settings.saying import ago, counted
from allydesk.ui.settings.ways import said_since, sort_ways
from allydesk.ui.vaults import BroughtBack
from allydesk.ui.wording import said_day

NOW = datetime(2026, 11, 21, 21, 14, tzinfo=UTC)


@pytest.mark.parametrize(
    ("span", "said"),
    [
        (timedelta(0), "just now"),
        (timedelta(seconds=59), "just now"),
        (timedelta(minutes=1), "1 minute ago"),
        (timedelta(minutes=59), "59 minutes ago"),
        (timedelta(hours=1), "1 hour ago"),
        (timedelta(hours=21), "21 hours ago"),
        (timedelta(hours=22), "yesterday"),
        (timedelta(days=2), "2 days ago"),
        (timedelta(days=13), "13 days ago"),
        (timedelta(days=14), "2 weeks ago"),
        (timedelta(days=59), "8 weeks ago"),
        (timedelta(days=60), "2 months ago"),
        (timedelta(days=364), "12 months ago"),
        (timedelta(days=365), "1 year ago"),
        (timedelta(days=800), "2 years ago"),
        (timedelta(seconds=-30), "just now"),
        (timedelta(hours=-3), "dated in the future"),
    ],
)
def test_how_long_ago(span: timedelta, said: str) -> None:
    assert ago(NOW - span, now=NOW) == said


def test_days_are_those_of_the_person() -> None:
    auckland = timezone(timedelta(hours=13))
    moment = datetime(2026, 11, 21, 10, 30, tzinfo=UTC)  # half past eleven at night there
    assert ago(moment, now=datetime(2026, 11, 22, 1, 0, tzinfo=auckland)) == "yesterday"
    assert ago(moment, now=datetime(2026, 11, 21, 12, 0, tzinfo=UTC)) == "1 hour ago"


@given(st.integers(0, 30_000), st.integers(0, 86_399))
def test_any_time_in_the_past_can_be_said(days: int, seconds: int) -> None:
    said = ago(NOW - timedelta(days=days, seconds=seconds), now=NOW)
    assert said in {"just now", "yesterday"} or (said.split()[0].isdigit() and said.endswith(" ago"))
    assert not said.startswith("0")


def test_days_and_numbers() -> None:
    assert said_day(date(2026, 5, 3)) == "3 May 2026"
    assert counted(1, "entry", "entries") == "1 entry"
    assert counted(12_480, "entry", "entries") == "12,480 entries"


def slot(kind: SlotKind, label: str = "", number: int = 1) -> Slot:
    kdf = FLOOR if kind.from_passphrase else None
    slot_id = SlotId(f"00000000-0000-7000-8000-{number:012}")
    return Slot(slot_id, kind, label, "2026-11-21T23:30:00Z", kdf, bytes(32), bytes(12), bytes(48))


def test_the_ways_in_are_sorted_as_a_person_thinks_of_them() -> None:
    slots = [
        slot(SlotKind.DEVICE, "the old laptop", 1),
        slot(SlotKind.PASSPHRASE, "", 2),
        slot(SlotKind.RECOVERY, "", 3),
        slot(SlotKind.DEVICE, "here", 4),
        slot(SlotKind.MEMBER, "Priya", 5),
        slot(SlotKind.PASSPHRASE, "", 6),
    ]
    ways = sort_ways(slots, computer="here", zone=timezone(timedelta(hours=2)))
    assert ways.passphrase is not None
    assert ways.recovery is not None
    assert ways.keyring is not None
    assert (ways.passphrase.slot, ways.recovery.slot, ways.keyring.slot) == (slots[1].id, slots[2].id, slots[3].id)
    assert [way.title for way in ways.others] == [
        "The keyring of the computer “the old laptop”",
        "The passphrase of “Priya”",
        "Another passphrase",
    ]
    assert said_since(ways.passphrase) == "Since 22 November 2026."


def test_a_vault_opened_by_nothing_but_another_persons_words() -> None:
    ways = sort_ways([slot(SlotKind.MEMBER)], computer="here", zone=UTC)
    assert ways.passphrase is None
    assert ways.keyring is None
    assert [way.title for way in ways.others] == ["A second person’s passphrase"]


@given(
    st.lists(st.builds(Finding, st.sampled_from(Trouble), st.integers(1, 10_000)), min_size=1, max_size=7),
    st.booleans(),
)
def test_every_damage_has_words_with_nothing_left_to_fill_in(findings: list[Finding], has_backup: bool) -> None:
    problem = problem_in(findings, has_backup=has_backup)
    for part in (problem.happened, problem.safe, problem.next):
        assert part.endswith(".")
        assert "{" not in part
    assert ("backup" in problem.next) <= has_backup
    assert problem.happened.count(".") == len(findings)


def test_one_page_and_many_pages() -> None:
    assert problem_in([Finding(Trouble.PAGES, 1)], has_backup=False).happened.startswith("One page")
    assert problem_in([Finding(Trouble.PAGES, 1200)], has_backup=False).happened.startswith("1,200 pages")


def test_small_damage_is_not_made_large() -> None:
    twin: Problem = problem_in([Finding(Trouble.HEADER_TWIN)], has_backup=True)
    assert "Lock the vault and unlock it again" in twin.next
    index = problem_in([Finding(Trouble.SEARCH_INDEX)], has_backup=True)
    assert "Every entry is whole" in index.safe


def test_no_damage_is_no_problem() -> None:
    with pytest.raises(ValueError, match="no problem"):
        problem_in([], has_backup=True)


def test_a_name_that_is_taken_gets_a_number(tmp_path: Path) -> None:
    assert free_folder(tmp_path, "Out") == tmp_path / "Out"
    (tmp_path / "Out").mkdir()
    assert free_folder(tmp_path, "Out") == tmp_path / "Out (2)"
    (tmp_path / "Out (2)").touch()
    assert free_folder(tmp_path, "Out") == tmp_path / "Out (3)"
    assert lies_in(tmp_path / "Out" / "in", tmp_path / "Out")
    assert lies_in(tmp_path / "Out", tmp_path / "Out")
    assert not lies_in(tmp_path / "Outer", tmp_path / "Out")


def test_what_came_back_is_said_whole_in_part_and_not_at_all(tmp_path: Path) -> None:
    assert said_result(BroughtBack(tmp_path, whole=1, partial=0, lost=0)) == "1 entry is whole."
    said = said_result(BroughtBack(tmp_path, whole=3, partial=1, lost=2, story_whole=False))
    assert said.startswith("3 entries are whole. 1 entry is there in part:")
    assert "2 entries could not be read: a backup may still have them." in said
    assert said.endswith("Of the story room only some could be read: a backup may still have the rest.")
    said = said_result(BroughtBack(tmp_path, whole=3, partial=0, lost=0, practice_whole=False))
    assert said.endswith("Of the practice room only some could be read: a backup may still have the rest.")
