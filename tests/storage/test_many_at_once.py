"""Many entries into the trash, out of it and away for good, each time all or none."""

from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from sqlalchemy import select

from allydesk.errors import Cancelled
from allydesk.ids import EntryId, new_entry_id
from allydesk.journal.entry import Entry, NewAttachment, NewEntry
from allydesk.journal.search import Query, parse
from allydesk.progress import unreported
from allydesk.storage.file_tables import CHUNK_BYTES
from allydesk.storage.schema import attachment, attachment_chunk
from allydesk.storage.verify import verify_database
from tests.storage.bare import Bare, new_bare
from tests.vaults import TestClock, written

EVER = datetime(9999, 1, 1, tzinfo=UTC)
IN_TRASH = Query(trash=True)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def bare(tmp_path: Path, clock: TestClock) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", clock=clock, durable=False)
    yield made
    made.close()


def fill(bare: Bare, number: int) -> list[Entry]:
    """Entries with words of their own, oldest first."""
    bare.journal.add_all(
        written(f"2026-01-01T{place // 60:02}:{place % 60:02}:00", f"title{place}", f"own{place} common", ("tag",))
        for place in range(number)
    )
    return sorted(bare.journal.each(), key=lambda entry: int(entry.content.title.removeprefix("title")))


def titles(bare: Bare, query: Query) -> set[str]:
    return {row.title for row in bare.journal.newest(query, limit=10_000)}


def test_all_go_into_the_trash_and_come_back(bare: Bare, clock: TestClock) -> None:
    entries = fill(bare, 450)
    ids = [entry.id for entry in entries]
    bare.journal.trash(ids[3])
    clock.advance(hours=1)
    assert bare.journal.trash_all([*ids[:400], ids[0], new_entry_id()]) == 399
    assert (bare.journal.count(), bare.journal.count(trash=True)) == (50, 400)
    assert bare.journal.entry(ids[4]).trashed == clock.now
    assert bare.journal.entry(ids[3]).trashed != clock.now, "it lay there already"
    assert bare.journal.restore_all(ids[1:]) == 399
    assert titles(bare, IN_TRASH) == {"title0"}
    assert bare.journal.entry(ids[1]).trashed is None
    assert bare.journal.restore_all([]) == bare.journal.trash_all(iter(())) == 0


def test_what_goes_for_good_goes_with_its_files_its_tags_and_its_words(bare: Bare) -> None:
    entries = fill(bare, 300)
    bare.journal.attach(entries[7].id, NewAttachment("a", "b/c", bytes(3 * CHUNK_BYTES + 1)))
    bare.journal.add(NewEntry(written("2026-01-02", "title999", tags=("alone",)).content))
    [alone] = bare.journal.newest(parse("tag:alone"), limit=2)
    gone = [*(entry.id for entry in entries[:250]), alone.id]
    assert bare.journal.purge_all([*gone, gone[0], new_entry_id()]) == 251
    assert titles(bare, Query()) == {f"title{number}" for number in range(250, 300)}
    assert bare.journal.newest(parse("own7"), limit=2) == []
    assert titles(bare, parse("own2*")) == {f"title{number}" for number in range(250, 300)}
    assert bare.journal.tag_counts() == [("tag", 50)]
    with bare.database.read() as connection:
        for table in (attachment, attachment_chunk):
            assert connection.execute(select(table)).all() == []
        # One segment of the index: nothing that is gone waits in another one to be merged away.
        assert connection.exec_driver_sql("SELECT count(DISTINCT segid) FROM entry_search_idx").scalar_one() == 1
    assert verify_database(bare.database, progress=unreported) == []


class Heard:
    """Remembers what it was told, and stops the work at the call with that number."""

    def __init__(self, stop_at: int = -1) -> None:
        self.calls: list[tuple[int, int]] = []
        self._stop_at = stop_at

    def __call__(self, done: int, total: int) -> None:
        self.calls.append((done, total))
        if len(self.calls) == self._stop_at:
            raise Cancelled


def test_emptying_the_trash_says_how_far_it_is_and_never_goes_back(bare: Bare) -> None:
    entries = fill(bare, 900)
    bare.journal.attach(entries[7].id, NewAttachment("a", "b/c", bytes(40 * CHUNK_BYTES)))
    bare.journal.trash_all(entry.id for entry in entries)
    heard = Heard()
    assert bare.journal.purge_trash(before=EVER, progress=heard) == 900
    done, totals = zip(*heard.calls, strict=True)
    assert len(set(totals)) == 1
    assert list(done) == sorted(done)
    assert (done[0], done[-1], len(set(done)) > 6) == (0, totals[0], True)
    assert bare.journal.count(trash=True) == 0


def test_where_it_is_stopped_everything_is_there_still(bare: Bare) -> None:
    ids = [entry.id for entry in fill(bare, 450)]
    bare.journal.trash_all(ids)
    before = list(bare.journal.each())
    for step in range(1, 6):
        with pytest.raises(Cancelled):
            bare.journal.purge_all(ids, progress=Heard(step))
        with pytest.raises(Cancelled):
            bare.journal.purge_trash(before=EVER, progress=Heard(step))
    assert list(bare.journal.each()) == before
    assert titles(bare, parse("own44*")) == set()
    assert len(titles(bare, Query(terms=parse("own44*").terms, trash=True))) == 11
    assert verify_database(bare.database, progress=unreported) == []


@settings(max_examples=8, deadline=None)
@given(
    kept=st.lists(st.tuples(st.text("abc ", max_size=12), st.booleans()), max_size=12),
    chosen=st.sets(st.integers(min_value=0, max_value=11)),
)
def test_one_by_one_or_all_at_once_is_the_same(
    tmp_path_factory: pytest.TempPathFactory, kept: list[tuple[str, bool]], chosen: set[int]
) -> None:
    folder = tmp_path_factory.mktemp("both")
    left, right = new_bare(folder / "l.db", durable=False), new_bare(folder / "r.db", durable=False)
    ids = [new_entry_id() for _ in kept]
    for bare in (left, right):
        for entry_id, (text, trashed) in zip(ids, kept, strict=True):
            content = written("2026-01-01", "t", text, tuple(set(text.split()))).content
            bare.journal.add(NewEntry(content, id=entry_id, trashed=bare.journal._clock() if trashed else None))
    some: list[EntryId] = [entry_id for place, entry_id in enumerate(ids) if place in chosen]
    for entry_id in some:
        left.journal.purge(entry_id)
    assert right.journal.purge_all(some) == len(some)
    assert list(right.journal.each()) == list(left.journal.each())
    assert right.journal.tag_counts() == left.journal.tag_counts()
    for query in ("a*", "bb", '"a b"'):
        assert right.journal.newest(parse(query), limit=20) == left.journal.newest(parse(query), limit=20)
    for bare in (left, right):
        assert verify_database(bare.database, progress=unreported) == []
        bare.close()
