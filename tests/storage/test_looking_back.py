"""Looking back: days, statistics, this day in other years, and what has changed."""

import random
from collections import defaultdict
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, date, datetime, timedelta
from pathlib import Path

import pytest

from allydesk.journal.entry import Content, Entry, NewEntry
from allydesk.journal.looking_back import Change
from allydesk.storage.looking_back import LookingBack
from allydesk.text import word_count
from tests.storage.bare import Bare, new_bare
from tests.vaults import TestClock, at, written

FIRST, LAST = date(1, 1, 1), date(9999, 12, 31)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def bare(tmp_path: Path, clock: TestClock) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", clock=clock, durable=False)
    yield made
    made.close()


@pytest.fixture
def looking(bare: Bare) -> LookingBack:
    return LookingBack(database=bare.database)


def scattered(count: int) -> list[NewEntry]:
    """Entries of two years in many zones, with moods and tags."""
    chance = random.Random(count)  # noqa: S311 - the same each time is what is wanted
    return [
        NewEntry(
            Content(
                at(
                    f"202{chance.randrange(2)}-{chance.randrange(1, 13):02}-{chance.randrange(1, 29):02}"
                    f"T{chance.randrange(24):02}:{chance.randrange(60):02}{chance.choice(['+14:00', '-12:00', 'Z'])}"
                ),
                "",
                "word " * chance.randrange(5),
                tuple(chance.sample(["work", "Family", "sea"], chance.randrange(3))),
                chance.choice([None, -3, 0, 2, 5]),
            ),
            trashed=datetime(2026, 1, 1, tzinfo=UTC) if chance.random() < 0.1 else None,
        )
        for _ in range(count)
    ]


def standing(bare: Bare, first: date, last: date) -> list[Entry]:
    return [
        entry for entry in bare.journal.each() if entry.trashed is None and first <= entry.content.created.day <= last
    ]


def test_days_are_those_on_the_wall(bare: Bare, looking: LookingBack) -> None:
    bare.journal.add_all(scattered(300), total=300)
    for first, last in ((date(2020, 3, 1), date(2020, 3, 31)), (FIRST, LAST), (date(2020, 5, 5), date(2020, 5, 5))):
        expected: dict[date, list[Content]] = defaultdict(list)
        for entry in standing(bare, first, last):
            expected[entry.content.created.day].append(entry.content)
        found = looking.days(first, last)
        assert [day.day for day in found] == sorted(expected)
        for day in found:
            contents = expected[day.day]
            moods = [content.mood for content in contents if content.mood is not None]
            assert day.entries == len(contents)
            assert day.words == sum(word_count(content.text) for content in contents)
            assert day.mood == (pytest.approx(sum(moods) / len(moods)) if moods else None)


def test_the_calendars_ends_have_days(bare: Bare, looking: LookingBack) -> None:
    bare.journal.add(written("0001-01-01T00:00:00+14:00"))
    bare.journal.add(written("9999-12-31T23:59:59-12:00"))
    assert [day.day for day in looking.days(FIRST, LAST)] == [FIRST, LAST]
    assert [entries for _, entries, _ in looking.statistics(FIRST, date(1, 1, 20)).weeks] == [1, 0, 0]
    assert looking.statistics(date(9999, 12, 20), LAST).entries == 1
    assert looking.days(LAST, FIRST) == []


def test_statistics_of_a_period(bare: Bare, looking: LookingBack) -> None:
    bare.journal.add_all(scattered(400), total=400)
    first, last = date(2020, 2, 5), date(2020, 9, 23)
    entries = standing(bare, first, last)
    found = looking.statistics(first, last)
    assert found.entries == len(entries) == sum(found.hours)
    assert found.words == sum(word_count(entry.content.text) for entry in entries)
    assert len(found.hours) == 24
    for hour, count in enumerate(found.hours):
        assert count == sum(entry.content.created.local.hour == hour for entry in entries)
    mondays = [monday for monday, _, _ in found.weeks]
    assert mondays == [date(2020, 2, 3) + timedelta(weeks=week) for week in range(34)]
    for monday, count, words in found.weeks:
        mine = [entry for entry in entries if monday <= entry.content.created.day < monday + timedelta(weeks=1)]
        assert (count, words) == (len(mine), sum(word_count(entry.content.text) for entry in mine))
    assert {tag.name for tag in found.tags} == {"work", "Family", "sea"}
    for tag in found.tags:
        tagged = [entry.content for entry in entries if tag.name in entry.content.tags]
        moods = [content.mood for content in tagged if content.mood is not None]
        assert (tag.entries, tag.with_mood) == (len(tagged), len(moods))
        assert tag.mean == pytest.approx(sum(moods) / len(moods))


def test_empty_weeks_are_shown_and_tags_without_moods_are_not(bare: Bare, looking: LookingBack) -> None:
    bare.journal.add(written("2026-03-04T08:00:00", "", "two words", ("plain",)))
    found = looking.statistics(date(2026, 3, 1), date(2026, 3, 9))
    assert found.weeks == ((date(2026, 2, 23), 0, 0), (date(2026, 3, 2), 1, 2), (date(2026, 3, 9), 0, 0))
    assert found.tags == ()
    assert looking.statistics(date(2020, 1, 1), date(2020, 1, 1)).entries == 0


def test_this_day_in_other_years(bare: Bare, looking: LookingBack) -> None:
    days = ("2020-02-29", "2024-02-29", "2023-02-28", "2025-03-01", "2026-03-01T23:59:00-12:00", "0900-03-01")
    kept = [bare.journal.add(written(day, day)) for day in days]

    def found(day: date, limit: int = 20) -> list[str]:
        return [row.title[:10] for row in looking.on_this_day(day, limit=limit)]

    assert found(date(2028, 2, 29)) == ["2024-02-29", "2020-02-29"]
    assert found(date(2024, 2, 29)) == ["2020-02-29"]
    assert found(date(2025, 2, 28)) == ["2023-02-28"]
    assert found(date(2027, 3, 1)) == ["2026-03-01", "2025-03-01", "0900-03-01"]
    assert found(date(2027, 3, 1), limit=1) == ["2026-03-01"]
    bare.journal.trash(kept[4].id)
    assert found(date(2027, 3, 1)) == ["2025-03-01", "0900-03-01"]


def test_what_changed_since(bare: Bare, looking: LookingBack, clock: TestClock) -> None:
    journal = bare.journal

    def add(title: str, *tags: str) -> Entry:
        return journal.add(written("2026-01-01", title, "as it began", tags))

    def save(entry: Entry, text: str) -> Content:
        return journal.save(entry.id, replace(entry.content, text=text)).content

    same, changed, gone, long_gone = (add(name, "Work") for name in ("same", "changed", "gone", "long gone"))
    other = add("other", "home")
    clock.advance(days=1)
    between = save(changed, "in between")
    journal.trash(long_gone.id)
    clock.advance(days=1)
    since = clock.now
    clock.advance(days=1)
    new, came_and_went = add("new", "work"), add("came and went", "work")
    save(other, "changed too")
    after = save(changed, "one more day")
    clock.advance(days=1)
    after = save(changed, "at last")
    journal.trash(came_and_went.id)
    journal.trash(gone.id)
    clock.advance(days=1)
    journal.set_pinned(same.id, True)
    found = looking.changes_since(" WORK ", since)
    assert {change.entry_id: (change.before, change.after) for change in found} == {
        changed.id: (between, after),
        gone.id: (gone.content, None),
        new.id: (None, new.content),
    }
    moments = [change.changed for change in found]
    assert moments == sorted(moments, reverse=True)
    assert found[-1] == Change(new.id, since + timedelta(days=1), None, new.content)
    assert looking.changes_since("work", clock.now) == []
    assert looking.changes_since("nobody has it", since) == []
