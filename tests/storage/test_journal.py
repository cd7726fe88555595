from collections.abc import Iterator
from datetime import date, timedelta
from pathlib import Path

import pytest

from allydesk.errors import Cancelled, Code, JournalError
from allydesk.ids import AttachmentId, EntryId, new_entry_id
from allydesk.journal.entry import Content, NewAttachment, NewEntry
from allydesk.journal.search import Query, parse
from allydesk.storage.journal import Journal
from allydesk.text import LONGEST_TEXT
from tests.vaults import TestClock, at, new_vault, written


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def journal(tmp_path: Path, clock: TestClock) -> Iterator[Journal]:
    vault = new_vault(tmp_path / "J.allydesk", clock=clock)
    yield vault.journal
    vault.lock()


def titles(journal: Journal, text: str = "", **changes: bool) -> list[str]:
    query = Query(trash=True) if changes.get("trash") else parse(text)
    return [item.title for item in journal.summaries(journal.positions(query), query)]


def test_an_entry_comes_back_as_it_was_written(journal: Journal) -> None:
    new = written("2026-11-21T21:14:00.5+01:00", "A title", "Text\n\nwith lines", ("one", "Two"), -3)
    kept = journal.add(new)
    assert journal.entry(kept.id) == kept
    assert kept.content == new.content


def test_what_no_text_holds_is_replaced_and_the_rest_stays(journal: Journal) -> None:
    kept = journal.add(written("2026-01-01", "a\nb\0", "x\ud800y\r\nz 🏳️‍🌈 שלום e\u0301", ("t\0ag",)))
    assert kept.content.title == "a b\ufffd"
    assert kept.content.text == "x\ufffdy\nz 🏳️‍🌈 שלום e\u0301"
    assert journal.entry(kept.id) == kept


@pytest.mark.parametrize("when", ["0001-01-01T00:00:00+14:00", "9999-12-31T23:59:59-12:00"])
def test_the_ends_of_the_calendar_are_kept(journal: Journal, when: str) -> None:
    assert journal.add(written(when, "edge")).content.created == at(when)
    assert titles(journal) == ["edge"]


def test_a_zone_that_no_longer_exists_is_kept_by_name(journal: Journal) -> None:
    created = at("1999-01-01T10:00:00+03:00")
    gone = type(created)(created.local, created.offset, "Soviet/Moscow")
    kept = journal.add(NewEntry(Content(gone, "then")))
    assert journal.entry(kept.id).content.created == gone


def test_lists_run_newest_first_whatever_came_first(journal: Journal) -> None:
    for day in ("03", "01", "02", "02", "02"):
        journal.add(written(f"2026-05-{day}", day))
    assert titles(journal) == ["03", "02", "02", "02", "01"]
    assert [item.title for item in journal.newest(limit=2)] == ["03", "02"]


def test_a_new_date_moves_an_entry_with_all_that_is_its(journal: Journal, clock: TestClock) -> None:
    first = journal.add(written("2026-05-01", "first", "old text", ("a",)))
    journal.add(written("2026-05-02", "second"))
    journal.attach(first.id, NewAttachment("a.txt", "text/plain", b"abc"))
    clock.advance(minutes=11)
    journal.save(first.id, Content(at("2026-05-03"), "first", "new text", ("a",)))
    assert titles(journal) == ["first", "second"]
    assert titles(journal, "new") == ["first"]
    assert titles(journal, "old") == []
    moved = journal.entry(first.id)
    assert [file.name for file in moved.attachments] == ["a.txt"]
    assert moved.content.tags == ("a",)
    assert [old.content.text for old in journal.versions(first.id)] == ["old text"]


def test_entries_crowded_into_one_second_can_still_be_moved(journal: Journal) -> None:
    ids = [journal.add(written("2026-05-01T10:00:00", str(number))).id for number in range(5)]
    journal.save(ids[0], Content(at("2026-05-01T10:00:00.9"), "0"))
    journal.save(ids[4], Content(at("2026-05-01T09:59:59"), "4"))
    assert titles(journal) == ["0", "3", "2", "1", "4"]


def test_saving_what_is_there_writes_nothing(journal: Journal, clock: TestClock) -> None:
    kept = journal.add(written("2026-05-01", "t", "x"))
    clock.advance(hours=1)
    assert journal.save(kept.id, kept.content) == kept
    assert journal.versions(kept.id) == []


def test_tags_alone_can_change(journal: Journal) -> None:
    kept = journal.add(written("2026-05-01", "t", "x", ("Work",)))
    saved = journal.save(kept.id, Content(kept.content.created, "t", "x", ("home", "work")))
    assert saved.content.tags == ("home", "Work"), "the first spelling stays"
    assert journal.entry(kept.id) == saved
    assert titles(journal, "tag:home x") == ["t"]


def test_what_a_save_returns_is_what_is_kept(journal: Journal, clock: TestClock) -> None:
    kept = journal.add(written("2026-05-01", "t", "x", ("Work",)))
    clock.advance(seconds=5)
    saved = journal.save(kept.id, Content(at("2026-05-02"), "u", "y", ("Work",), 3))
    assert journal.entry(kept.id) == saved


def test_one_sitting_is_one_version(journal: Journal, clock: TestClock) -> None:
    entry = journal.add(written("2026-05-01", "", "a"))
    for minute in range(25):
        clock.advance(minutes=1)
        journal.save(entry.id, Content(entry.content.created, "", "a" * (minute + 2)))
    assert [len(old.content.text) for old in journal.versions(entry.id)] == [20, 10]
    assert [old.number for old in journal.versions(entry.id)] == [2, 1]


def test_what_is_lost_in_bulk_is_kept_at_once(journal: Journal) -> None:
    entry = journal.add(written("2026-05-01", "", "word " * 100))
    journal.save(entry.id, Content(entry.content.created, "", "word"))
    assert journal.versions(entry.id)[0].content.text == "word " * 100
    journal.save(entry.id, Content(entry.content.created, "", "other"), keep_present=True)
    assert journal.versions(entry.id)[0].content.text == "word"


def test_a_version_knows_tags_mood_and_date(journal: Journal) -> None:
    entry = journal.add(written("2026-05-01T08:00+02:00", "t", "x", ("a", "b"), 4))
    journal.save(entry.id, Content(at("2026-05-02"), "u"), keep_present=True)
    assert journal.versions(entry.id)[0].content == entry.content


def test_the_trash_hides_and_gives_back(journal: Journal, clock: TestClock) -> None:
    entry = journal.add(written("2026-05-01", "gone", "findable", ("t",)))
    journal.trash(entry.id)
    assert titles(journal) == titles(journal, "findable") == []
    assert titles(journal, trash=True) == ["gone"]
    assert (journal.count(), journal.count(trash=True), journal.tag_counts()) == (0, 1, [])
    assert journal.entry(entry.id).trashed == clock.now
    assert journal.restore(entry.id) == entry
    assert titles(journal, "findable") == ["gone"]


def test_deleting_for_good_leaves_nothing(journal: Journal, clock: TestClock) -> None:
    entry = journal.add(written("2026-05-01", "t", "words", ("only",)))
    file = journal.attach(entry.id, NewAttachment("a", "x/y", b"1"))
    journal.save(entry.id, Content(entry.content.created, "t"), keep_present=True)
    journal.purge(entry.id)
    assert titles(journal, "words") == []
    assert journal.tag_counts() == []
    for read in (lambda: journal.entry(entry.id), lambda: journal.read_attachment(file.id)):
        with pytest.raises(JournalError) as caught:
            read()
        assert caught.value.code is Code.NO_SUCH_ENTRY
    old, new = journal.add(written("2026-05-01")), journal.add(written("2026-05-02"))
    journal.trash(old.id)
    clock.advance(days=31)
    journal.trash(new.id)
    assert journal.purge_trash(before=clock.now - timedelta(days=30)) == 1
    assert journal.known_ids([old.id, new.id]) == {new.id}


def test_attachments_of_any_size_come_back(journal: Journal) -> None:
    entry = journal.add(written("2026-05-01", "", ""))
    for size in (0, 1, 256 * 1024, 256 * 1024 + 1, 1_000_000):
        data = bytes(range(256)) * (size // 256 + 1)
        file = journal.attach(entry.id, NewAttachment(f"{size}.bin", "application/octet-stream", data[:size]))
        assert (file.size, journal.read_attachment(file.id)) == (size, data[:size])
    assert not journal.entry(entry.id).is_empty
    assert journal.newest(limit=1)[0].attachment_count == 5
    for file in journal.entry(entry.id).attachments:
        journal.detach(file.id)
    assert journal.entry(entry.id).is_empty


def test_tags_are_counted_and_the_first_spelling_stays(journal: Journal) -> None:
    journal.add(written("2026-05-01", "a", tags=("Work", "home")))
    journal.add(written("2026-05-02", "b", tags=("work",)))
    assert journal.tag_counts() == [("Work", 2), ("home", 1)]
    assert [item.tags for item in journal.newest(limit=5)] == [("Work",), ("Work", "home")]
    assert titles(journal, "tag:WORK") == ["b", "a"]
    assert titles(journal, "tag:work -tag:home") == ["b"]


def test_ten_thousand_tags(journal: Journal) -> None:
    tags = tuple(f"tag {number}" for number in range(10_000))
    entry = journal.add(written("2026-05-01", "many", tags=tags))
    assert journal.entry(entry.id).content.tags == tags
    assert len(journal.tag_counts()) == 10_000


def test_days_of_a_year(journal: Journal) -> None:
    for when in ("2025-12-31T23:59-11:00", "2026-01-01T00:00+14:00", "2026-05-01", "2026-05-01", "2027-01-01"):
        journal.add(written(when, "x"))
    assert journal.days_written(2026) == [(date(2026, 1, 1), 1), (date(2026, 5, 1), 2)]


def test_many_at_once_or_none(journal: Journal) -> None:
    journal.add(written("2026-05-02", "before"))
    entries = [written(f"2026-05-01T{hour:02}:00", f"h{hour}", "bulk text", ("b",)) for hour in range(24)]

    def stop(done: int, _total: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        journal.add_all(entries, progress=stop, total=24)
    assert titles(journal) == ["before"]
    assert titles(journal, "bulk") == []
    assert journal.add_all(entries, total=24) == 24
    assert titles(journal, "bulk") == [f"h{hour}" for hour in reversed(range(24))]
    journal.add(written("2026-06-01", "after", "bulk too"))
    assert len(titles(journal, "bulk")) == 25
    assert journal.tag_counts() == [("b", 24)]


def test_a_bulk_that_fails_half_way_leaves_the_index_working(journal: Journal) -> None:
    def entries() -> Iterator[NewEntry]:
        yield from (written("2026-05-01", f"n{number}", "half") for number in range(600))
        raise OSError

    with pytest.raises(OSError):  # noqa: PT011 - the very error, not one like it
        journal.add_all(entries(), total=700)
    journal.add(written("2026-05-01", "still", "half found"))
    assert titles(journal, "half") == ["still"]


def test_bulk_fits_in_between_what_is_there(journal: Journal) -> None:
    for second in (0, 0, 1):
        journal.add(written(f"2026-05-01T10:00:0{second}", f"old{second}", "x"))
    journal.add_all([written("2026-05-01T10:00:00", f"new{number}", "x") for number in range(3)])
    assert titles(journal) == ["old1", "new2", "new1", "new0", "old0", "old0"]
    assert titles(journal, "x") == titles(journal)


def test_bulk_brings_ids_versions_trash_and_files(journal: Journal, clock: TestClock) -> None:
    entry = journal.add(written("2026-05-01", "t", "one", ("a",)))
    clock.advance(minutes=20)
    journal.save(entry.id, Content(entry.content.created, "t", "two", ("a",)))
    versions = tuple(reversed(journal.versions(entry.id)))
    kept = journal.trash(entry.id)
    new = NewEntry(
        kept.content,
        id=new_entry_id(),
        modified=kept.modified,
        trashed=kept.trashed,
        versions=versions,
        attachments=(NewAttachment("a", "b/c", b"data"),),
        fingerprint="f1",
    )
    journal.add_all([new])
    assert new.id is not None
    copy = journal.entry(new.id)
    assert (copy.content, copy.modified, copy.trashed) == (kept.content, kept.modified, kept.trashed)
    assert journal.versions(new.id) == journal.versions(entry.id)
    assert journal.read_attachment(copy.attachments[0].id) == b"data"
    assert journal.known_fingerprints(["f1", "f2"]) == {"f1"}


def test_each_yields_every_entry_once_oldest_first(journal: Journal) -> None:
    journal.add_all([written(f"{year}-01-01", str(year), tags=("t",)) for year in range(1500, 2100)])
    journal.trash(journal.newest(limit=1)[0].id)
    assert [entry.content.title for entry in journal.each()] == [str(year) for year in range(1500, 2100)]


def test_what_is_not_there_says_so(journal: Journal) -> None:
    missing = EntryId("nothing")
    for call in (
        lambda: journal.entry(missing),
        lambda: journal.save(missing, Content(at("2026-01-01"))),
        lambda: journal.trash(missing),
        lambda: journal.restore(missing),
        lambda: journal.purge(missing),
        lambda: journal.versions(missing),
        lambda: journal.attach(missing, NewAttachment("a", "b", b"")),
        lambda: journal.read_attachment(AttachmentId("nothing")),
    ):
        with pytest.raises(JournalError) as caught:
            call()
        assert caught.value.code is Code.NO_SUCH_ENTRY


def test_twenty_megabytes_are_kept_and_more_than_the_limit_is_refused(journal: Journal) -> None:
    entry = journal.add(written("2026-01-01", "big", "storm sea\n" * 2_000_000))
    assert len(journal.entry(entry.id).content.text) == 20_000_000
    assert titles(journal, "storm") == ["big"]
    with pytest.raises(JournalError) as caught:
        journal.add(written("2026-01-01", "", "x" * (LONGEST_TEXT + 1)))
    assert caught.value.code is Code.TOO_LARGE
