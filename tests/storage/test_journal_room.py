"""What an entry has besides its text: people, a template, a pin, time spent, words; and the draft left open."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest

from allydesk.errors import Code, JournalError
from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.entry import Content, Entry, NewAttachment, NewEntry
from allydesk.storage import age
from allydesk.text import word_count
from tests.storage.bare import Bare, new_bare, open_bare
from tests.vaults import TestClock, at, written


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def bare(tmp_path: Path, clock: TestClock) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", clock=clock, durable=False)
    yield made
    made.close()


def full(when: str = "2026-03-01", title: str = "Title", text: str = "some text here") -> Content:
    return Content(at(when), title, text, ("diary",), 2, ("Ada", "Grace Hopper"), "case-study")


def test_everything_about_an_entry_comes_back(bare: Bare) -> None:
    kept = bare.journal.add(NewEntry(full(), pinned=True, seconds=90))
    assert (kept.content, kept.pinned, kept.seconds) == (full(), True, 90)
    assert bare.journal.entry(kept.id) == kept
    assert list(bare.journal.each()) == [kept]
    (row,) = bare.journal.newest(limit=5)
    assert (row.mood, row.pinned, row.marked_title) == (2, True, "")


def test_everything_comes_in_with_many_others_too(bare: Bare) -> None:
    many = [NewEntry(full(f"2026-03-0{day}", f"day {day}"), seconds=day, pinned=day == 3) for day in range(1, 6)]
    bare.journal.add_all(many, total=5)
    found = list(bare.journal.each())
    assert [entry.content for entry in found] == [new.content for new in many]
    assert [(entry.seconds, entry.pinned) for entry in found] == [(day, day == 3) for day in range(1, 6)]
    assert bare.journal.people_counts() == [("Ada", 5), ("Grace Hopper", 5)]


def test_people_are_named_as_tags_are(bare: Bare) -> None:
    journal = bare.journal
    first = journal.add(NewEntry(replace(full(), people=(" Ada  Lovelace", "ADA LOVELACE", "", "b\0"))))
    assert first.content.people == ("Ada Lovelace", "b\ufffd")
    second = journal.add(NewEntry(replace(full(), people=("ada lovelace",))))
    assert second.content.people == ("Ada Lovelace",), "the first spelling stays"
    assert journal.people_counts() == [("Ada Lovelace", 2), ("b\ufffd", 1)]
    journal.trash(first.id)
    assert journal.people_counts() == [("Ada Lovelace", 1)]
    assert journal.tag_counts() == [("diary", 1)], "a person is no tag"
    saved = journal.save(second.id, replace(second.content, people=("Zoë", "Ada Lovelace")))
    assert (saved.content.people, saved.content.tags) == (("Zoë", "Ada Lovelace"), ("diary",))
    assert journal.entry(second.id) == saved


def test_versions_know_people_and_template(bare: Bare) -> None:
    journal = bare.journal
    entry = journal.add(NewEntry(full()))
    journal.save(entry.id, Content(at("2026-03-01"), "now"), keep_present=True)
    (version,) = journal.versions(entry.id)
    assert version.content == full()
    brought = replace(version, content=replace(full(), people=(" Ada ",), text="a\r\nb"))
    other = journal.add(NewEntry(Content(at("2026-03-02"), "other"), versions=(brought,)))
    (kept,) = journal.versions(other.id)
    assert kept.content == replace(full(), people=("Ada",), text="a\nb")
    assert [list(whole.versions) for whole in journal.each_whole()] == [[version], [kept]]


def test_seconds_of_writing_add_up(bare: Bare) -> None:
    journal = bare.journal
    entry = journal.add(written("2026-03-01", "", "a"))
    for turn, expected in ((10, 10), (0, 10), (25, 35)):
        entry = journal.save(entry.id, replace(entry.content, text=entry.content.text + "a"), seconds=turn)
        assert entry.seconds == expected
        assert journal.entry(entry.id) == entry
    with_person = journal.save(entry.id, replace(entry.content, people=("Ada",)), seconds=5)
    assert with_person.seconds == 40
    assert journal.entry(entry.id) == with_person


def test_saving_what_is_there_writes_nothing(bare: Bare, clock: TestClock) -> None:
    entry = bare.journal.add(NewEntry(full()))
    before = bare.path.read_bytes()
    clock.advance(hours=1)
    assert bare.journal.save(entry.id, full(), seconds=60, keep_present=True) == entry
    assert bare.path.read_bytes() == before


def test_words_are_counted_as_they_change(bare: Bare) -> None:
    journal = bare.journal

    def words() -> list[int]:
        with bare.database.read() as connection:
            return list(connection.exec_driver_sql("SELECT words FROM entry ORDER BY position").scalars())

    entry = journal.add(written("2026-03-01", "two words", "it's three words"))
    journal.add_all([written("2026-03-02", "", "one-word")])
    assert words() == [3, 1]
    journal.save(entry.id, replace(entry.content, text="now four words, really"))
    assert words() == [word_count("now four words, really"), 1]
    journal.save(entry.id, replace(entry.content, text="", title="words of a title do not count"))
    assert words() == [0, 1]


def test_pinned_entries_are_listed_newest_first(bare: Bare, clock: TestClock) -> None:
    journal = bare.journal
    kept = [journal.add(written(f"2026-03-0{day}", f"day {day}")) for day in range(1, 5)]
    clock.advance(hours=1)
    for entry in (kept[2], kept[0], kept[3]):
        assert journal.set_pinned(entry.id, True) == replace(entry, pinned=True), "it is not modified by that"
    assert [row.title for row in journal.pinned()] == ["day 4", "day 3", "day 1"]
    journal.trash(kept[3].id)
    journal.set_pinned(kept[0].id, False)
    assert [(row.title, row.pinned) for row in journal.pinned()] == [("day 3", True)]
    assert [row.pinned for row in journal.newest(limit=9)] == [True, False, False]
    with pytest.raises(JournalError) as caught:
        journal.set_pinned(EntryId("nobody"), True)
    assert caught.value.code is Code.NO_SUCH_ENTRY


def test_the_entry_left_open_is_remembered(bare: Bare) -> None:
    journal = bare.journal
    first, second = (journal.add(written(f"2026-03-0{day}", f"day {day}")) for day in (1, 2))
    assert journal.left_open() is None
    journal.remember_open(first.id)
    journal.remember_open(second.id)
    path = bare.path
    bare.close()
    again = open_bare(path)
    found = again.journal.left_open()
    assert found is not None
    assert (found.id, found.title) == (second.id, "day 2")
    again.journal.trash(second.id)
    assert again.journal.left_open() is None
    again.journal.restore(second.id)
    again.journal.remember_open(None)
    assert again.journal.left_open() is None
    again.journal.remember_open(first.id)
    again.journal.purge(first.id)
    assert again.journal.left_open() is None
    again.close()


def test_remembering_the_same_entry_is_no_writing(bare: Bare) -> None:
    entry = bare.journal.add(written("2026-03-01"))
    bare.journal.remember_open(entry.id)
    bare.database.before_first_write(age.advance)
    before = age.generation_of(bare.database)
    bare.journal.remember_open(entry.id)
    assert age.generation_of(bare.database) == before


def test_attachments_keep_the_ids_they_bring_unless_taken(bare: Bare) -> None:
    wanted = AttachmentId("01890000-0000-7000-8000-000000000000")

    def add(day: int) -> Entry:
        new = replace(written(f"2026-03-0{day}"), attachments=(NewAttachment("n", "m", b"data", wanted),))
        bare.journal.add_all([new])
        return bare.journal.entry(bare.journal.newest(limit=1)[0].id)

    assert add(1).attachments[0].id == wanted
    other = add(2).attachments[0].id
    assert other != wanted
    assert bare.journal.read_attachment(other) == bare.journal.read_attachment(wanted) == b"data"


# Old versions


def test_of_old_versions_the_last_of_each_day_stays(bare: Bare, clock: TestClock) -> None:
    journal = bare.journal
    entry, other = (journal.add(written("2025-01-01", "", "begun")) for _ in range(2))

    def save(who: Entry, text: str, **later: float) -> None:
        clock.advance(**later)
        journal.save(who.id, replace(who.content, text=text), keep_present=True)

    for text, hours in (("first", 1), ("second", 1), ("third", 20), ("fourth", 1), ("fifth", 40)):
        save(entry, text, hours=hours)
    save(other, "once")
    before = journal.versions(entry.id)
    assert journal.thin_versions() == 0
    clock.advance(days=363)
    assert journal.thin_versions() == 2, "a year old are those of the first day only"
    clock.advance(days=30)
    assert journal.thin_versions() == 1
    assert journal.thin_versions() == 0
    # 21:14 begun, 22:14 first, 23:14 second | 19:14 third, 20:14 fourth.
    assert [version.content.text for version in journal.versions(entry.id)] == ["fourth", "second"]
    assert [version.number for version in journal.versions(entry.id)] == [before[0].number, before[2].number]
    assert [version.content.text for version in journal.versions(other.id)] == ["begun"]
    journal.save(entry.id, replace(entry.content, text="goes on"), keep_present=True)
    assert journal.versions(entry.id)[0].number == before[0].number + 1


def test_the_day_is_that_of_the_person(bare: Bare, clock: TestClock) -> None:
    """23:30 and 00:30 in Berlin are two days there, and one in UTC."""
    journal = bare.journal
    clock.now = at("2025-01-01T22:30:00").local.replace(tzinfo=ZoneInfo("UTC"))
    entry = journal.add(written("2025-01-01", "", "before midnight"))
    for text in ("after midnight", "now"):
        clock.advance(hours=1)
        entry = journal.save(entry.id, replace(entry.content, text=text), keep_present=True)
    clock.now = (clock.now + timedelta(days=500)).astimezone(ZoneInfo("Europe/Berlin"))
    assert journal.thin_versions() == 0
    clock.now = clock.now.astimezone(ZoneInfo("America/New_York"))
    assert journal.thin_versions() == 1
