"""Many entries at once: all of them or none, with the search index kept up whether by triggers or built at the end."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.errors import Cancelled
from allydesk.ids import EntryId, new_entry_id
from allydesk.journal.entry import NewEntry
from allydesk.journal.search import parse
from allydesk.progress import unreported
from allydesk.storage.verify import verify_database
from tests.storage.bare import Bare, new_bare, open_bare
from tests.vaults import written

MANY = 1500


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", durable=False)
    yield made
    made.close()


def entries(how_many: int = MANY) -> list[NewEntry]:
    words = ["storm", "sea", "lamp", "quiet", "letter", "home", "amber", "light"]
    return [
        written(
            f"20{10 + number % 15}-0{1 + number % 9}-1{number % 10}",
            f"n{number}",
            f"{words[number % 8]} " * 99,
            ("bulk",),
        )
        for number in range(how_many)
    ]


def triggers(bare: Bare) -> list[str]:
    with bare.database.read() as connection:
        return list(
            connection.exec_driver_sql(
                "SELECT name || sql FROM sqlite_master WHERE type = 'trigger' ORDER BY name"
            ).scalars()
        )


@pytest.mark.parametrize("total", [MANY, 0], ids=["the index built at the end", "the index kept up"])
def test_both_ways_come_to_the_same(bare: Bare, total: int) -> None:
    before = triggers(bare)
    assert bare.journal.add_all(entries(), total=total) == MANY
    assert triggers(bare) == before
    assert len(bare.journal.positions(parse("storm"))) == len(range(0, MANY, 8))
    assert verify_database(bare.database, progress=unreported) == []


def test_stopped_at_any_report_it_has_never_begun(bare: Bare) -> None:
    bare.journal.add(written("2026-01-01", "before", "storm"))
    before, steps = triggers(bare), 0
    heard: list[tuple[int, int]] = []
    reached: set[bool] = set()
    while True:
        heard.clear()

        def progress(done: int, total: int, stop: int = steps) -> None:
            heard.append((done, total))
            if len(heard) > stop:
                raise Cancelled

        try:
            bare.journal.add_all(entries(), progress=progress, total=MANY)
        except Cancelled:
            # (0, 0) after the last entry is the index being built.
            reached.add(heard[-1] == (0, 0) and (MANY, MANY) in heard)
            assert [row.title for row in bare.journal.newest(limit=9)] == ["before"]
            assert len(bare.journal.positions(parse("storm"))) == 1
            assert triggers(bare) == before
        else:
            break
        steps += 1 if steps < 6 else 4
    assert reached == {True, False}, "it was stopped before and during the building of the index"
    assert bare.journal.count() == MANY + 1
    assert verify_database(bare.database, progress=unreported) == []


def test_a_process_that_ends_in_the_middle_leaves_the_triggers(bare: Bare) -> None:
    bare.journal.add(written("2026-01-01", "before", "storm"))

    def until_half() -> Iterator[NewEntry]:
        yield from entries()
        # As a crash would: the connection goes without a word.
        bare.database._raw.close()

    with pytest.raises(Exception, match="closed"):
        bare.journal.add_all(until_half(), total=MANY)
    opened = open_bare(bare.path)
    assert len(triggers(opened)) == 3
    opened.journal.add(written("2026-01-02", "after", "storm"))
    assert [row.title for row in opened.journal.newest(parse("storm"), limit=9)] == ["after", "before"]
    assert verify_database(opened.database, progress=unreported) == []
    opened.close()


def test_what_is_known_is_found_however_much_is_asked(bare: Bare) -> None:
    ids = [new_entry_id() for _ in range(MANY)]
    new = [
        NewEntry(one.content, id=entry_id, fingerprint=f"print {number}" if number % 2 else "")
        for number, (one, entry_id) in enumerate(zip(entries(), ids, strict=True))
    ]
    bare.journal.add_all(new, total=MANY)
    bare.journal.trash(ids[1])
    strangers = [EntryId(f"stranger {number}") for number in range(700)]
    assert bare.journal.known_ids(iter([*strangers, *ids])) == set(ids)
    assert bare.journal.known_ids([]) == set()
    prints = [f"print {number}" for number in range(MANY + 700)]
    assert bare.journal.known_fingerprints(iter(prints)) == {f"print {number}" for number in range(1, MANY, 2)}
    assert bare.journal.known_fingerprints(["", "print 0"]) == set()
    bare.journal.purge(ids[1])
    assert bare.journal.known_ids(ids[:3]) == {ids[0], ids[2]}
    assert bare.journal.known_fingerprints(["print 1", "print 3"]) == {"print 3"}
