"""Salvage: every entry that lies on sound pages comes back as it was, what is missing is told, nothing is made up."""

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from allydesk.errors import Cancelled, Code, VaultError
from allydesk.ids import EntryId
from allydesk.journal.entry import Entry, NewAttachment, Version
from allydesk.progress import unreported
from allydesk.storage.journal import Journal
from allydesk.storage.opened import DATABASE_FILE, JOURNAL_FILE
from allydesk.storage.salvage import Salvaged, salvage
from allydesk.storage.secrets import Passphrase
from tests.storage.bare import PAGE, Bare, Tree, decrypted_pages, flip_bit, new_bare, open_bare, root_of
from tests.storage.made import make
from tests.vaults import PASSPHRASE, new_vault, vault_at, written

ENTRIES = 300


@dataclass(frozen=True)
class Whole:
    """All of an entry: what salvage is to bring back."""

    entry: Entry
    versions: tuple[Version, ...]
    files: tuple[tuple[str, bytes], ...]


@dataclass(frozen=True)
class Sample:
    """A sound database, what is in it, and on which pages."""

    path: Path
    entries: dict[EntryId, Whole]
    pages_of: dict[EntryId, set[int]]
    """The pages one has to read to come to an entry's row and to all of its text."""
    schema: set[int]
    """The pages that have to be read to open it at all."""

    @property
    def table(self) -> set[int]:
        """All pages of the table of entries."""
        return set[int]().union(*self.pages_of.values())


def contents(journal: Journal) -> dict[EntryId, Whole]:
    return {
        entry.id: Whole(
            replace(entry, attachments=()),
            tuple(journal.versions(entry.id)),
            tuple((file.name, journal.read_attachment(file.id)) for file in entry.attachments),
        )
        for entry in journal.each()
    }


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    chance = random.Random(300)  # noqa: S311 - the same each time is what is wanted
    bare = new_bare(tmp_path_factory.mktemp("sample") / "v.db", durable=False)
    words = [f"word{number}" for number in range(300)]
    new = [
        replace(
            written(
                f"20{10 + number // 12}-{1 + number % 12:02}-07T08:{number % 60:02}",
                f"title {number}",
                " ".join(chance.choices(words, k=chance.choice([3, 30, 200, 600, 1500]))),
                tuple(chance.sample(words, number % 3)),
                number % 11 - 5,
            ),
            attachments=(NewAttachment(f"{number}.bin", "a/b", chance.randbytes(number * 50)),) * (number % 7 == 0),
        )
        for number in range(ENTRIES)
    ]
    bare.journal.add_all(new, total=ENTRIES)
    for summary in bare.journal.newest(limit=60):
        content = bare.journal.entry(summary.id).content
        bare.journal.save(summary.id, replace(content, text=content.text[::-1]), keep_present=True)
    for summary in bare.journal.newest(limit=5):
        bare.journal.trash(summary.id)
    entries = contents(bare.journal)
    with bare.database.read() as connection:
        ids = connection.exec_driver_sql("SELECT position, id FROM entry").all()
    root = root_of(bare, "entry")
    bare.close()
    pages = decrypted_pages(bare.path)
    rows = Tree(pages).walk(root).rows
    schema = set[int]().union(*Tree(pages).walk(1).rows.values())
    assert len(entries) == len(rows) == ENTRIES
    return Sample(bare.path, entries, {EntryId(row.id): rows[row.position] for row in ids}, schema)


@pytest.fixture
def into(tmp_path: Path) -> Iterator[Bare]:
    new = new_bare(tmp_path / "new.db", durable=False)
    yield new
    new.close()


def spoil(path: Path, pages: set[int], chance: random.Random) -> None:
    for page in pages:
        if chance.random() < 0.5:
            flip_bit(path, (page - 1) * PAGE * 8 + chance.randrange(PAGE * 8))
        else:
            with path.open("r+b") as file:
                file.seek((page - 1) * PAGE)
                file.write(bytes(PAGE))


def rescue(path: Path, into: Bare) -> tuple[Salvaged, dict[EntryId, Whole]]:
    before = path.read_bytes()
    damaged = open_bare(path, read_only=True)
    told = salvage(damaged.database, into.journal, progress=unreported)
    damaged.close()
    assert path.read_bytes() == before
    return told, contents(into.journal)


def check(sample: Sample, spoilt: set[int], told: Salvaged, got: dict[EntryId, Whole]) -> None:
    readable = {entry for entry, pages in sample.pages_of.items() if not pages & spoilt}
    assert set(got) == readable
    assert {entry: whole.entry.content.text for entry, whole in got.items()} == {
        entry: sample.entries[entry].entry.content.text for entry in readable
    }
    partial = 0
    for entry, whole in got.items():
        was = sample.entries[entry]
        partial += whole != was
        assert replace(whole.entry, content=replace(whole.entry.content, tags=())) == replace(
            was.entry, content=replace(was.entry.content, tags=())
        )
        assert whole.entry.content.tags in ((), was.entry.content.tags)
        assert whole.versions in ((), was.versions)
        assert whole.files in ((), was.files)
    assert told.whole + told.partial == len(got)
    assert told.partial >= partial, "what is missing is told"
    assert told.lost <= ENTRIES - len(readable)
    if spoilt <= sample.table:
        assert (told.partial, told.lost) == (0, ENTRIES - len(readable))


def test_a_sound_vault_comes_across_whole(sample: Sample, into: Bare) -> None:
    told, got = rescue(sample.path, into)
    assert told == Salvaged(whole=ENTRIES, partial=0, lost=0)
    assert got == sample.entries


@pytest.mark.parametrize("seed", range(10))
def test_whatever_lies_on_sound_pages_comes_back(sample: Sample, into: Bare, tmp_path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same each time is what is wanted
    path = Path(shutil.copy(sample.path, tmp_path / "v.db"))
    pages = path.stat().st_size // PAGE
    candidates = sorted((set(range(1, pages + 1)) if seed % 2 else sample.table) - sample.schema)
    spoilt = set(chance.sample(candidates, chance.choice([1, 3, 10, 30])))
    if seed == 5:
        start = chance.randrange(pages // 2)
        spoilt = set(candidates[start : start + 120])  # all in a row, as a failing disk has it
    spoil(path, spoilt, chance)
    told, got = rescue(path, into)
    check(sample, spoilt, told, got)


def test_a_page_that_all_others_hang_on_takes_them_with_it_and_that_is_told(
    sample: Sample, into: Bare, tmp_path: Path
) -> None:
    path = Path(shutil.copy(sample.path, tmp_path / "v.db"))
    (root,) = set.intersection(*sample.pages_of.values())
    flip_bit(path, (root - 1) * PAGE * 8)
    told, got = rescue(path, into)
    assert (told, got) == (Salvaged(whole=0, partial=0, lost=ENTRIES), {})


def test_what_cannot_even_be_opened_says_so(sample: Sample, tmp_path: Path) -> None:
    for page in sample.schema:
        path = Path(shutil.copy(sample.path, tmp_path / "v.db"))
        flip_bit(path, (page - 1) * PAGE * 8 + 300)
        with pytest.raises(VaultError) as caught:
            open_bare(path, read_only=True)
        assert caught.value.code is Code.DAMAGED_VAULT


def test_a_file_cut_short_gives_what_is_left(sample: Sample, into: Bare, tmp_path: Path) -> None:
    path = Path(shutil.copy(sample.path, tmp_path / "v.db"))
    pages = path.stat().st_size // PAGE
    kept = max(*sample.schema, pages * 2 // 3)
    os.truncate(path, kept * PAGE)
    told, got = rescue(path, into)
    check(sample, set(range(kept + 1, pages + 1)), told, got)
    assert got


def test_one_that_was_stopped_can_be_taken_up_again(sample: Sample, into: Bare) -> None:
    def stop(done: int, total: int) -> None:
        if total and done >= 100:
            raise Cancelled

    damaged = open_bare(sample.path, read_only=True)
    with pytest.raises(Cancelled):
        salvage(damaged.database, into.journal, progress=stop)
    damaged.close()
    assert len(list(into.journal.each())) == 100
    told, got = rescue(sample.path, into)
    assert told == Salvaged(whole=ENTRIES, partial=0, lost=0)
    assert got == sample.entries


def test_rows_that_are_no_entries_are_left_behind(sample: Sample, into: Bare, tmp_path: Path) -> None:
    path = Path(shutil.copy(sample.path, tmp_path / "v.db"))
    opened = open_bare(path, durable=False)
    with opened.database.write() as connection:
        bad = connection.exec_driver_sql("UPDATE entry SET local = 'never' WHERE mood = 5").rowcount
        half = connection.exec_driver_sql("UPDATE version SET tags = '{' WHERE mood = 4").rowcount
    opened.close()
    told, got = rescue(path, into)
    assert told == Salvaged(whole=ENTRIES - bad - half, partial=half, lost=bad)
    assert {entry.content.mood for entry in (whole.entry for whole in got.values())} == {None, *range(-5, 5)} - {None}


def test_a_damaged_vault_is_salvaged_into_another(tmp_path: Path) -> None:
    made = make(tmp_path / "made")
    damaged = made.copy_to(tmp_path)
    damaged.unlock(made.recovery)
    with damaged._opened().database_key() as key:
        opened_with = bytes(key)
    damaged.lock()
    path = damaged.folder / DATABASE_FILE
    pages = decrypted_pages(path, opened_with)
    page = next(number for number, page in pages.items() if bytes(range(256)) in page)
    flip_bit(path, (page - 1) * PAGE * 8 + 7)
    before = {file.name: file.read_bytes() for file in damaged.folder.iterdir()}
    new = new_vault(tmp_path / "N.allydesk")
    assert new.salvage_from(damaged, made.recovery) == Salvaged(whole=9, partial=1, lost=0)
    assert [entry.id for entry in new.journal.each()] == list(made.entries)
    assert new.verify() == []
    with pytest.raises(VaultError) as caught:
        new.salvage_from(damaged, Passphrase(PASSPHRASE + "x"))
    assert caught.value.code is Code.WRONG_PASSPHRASE
    new.lock()
    assert {file.name: file.read_bytes() for file in damaged.folder.iterdir()} == before


@pytest.mark.parametrize("when", ["in the middle of a change", "between two changes"])
def test_what_a_kill_left_is_rolled_back_before_anything_is_salvaged(tmp_path: Path, when: str) -> None:
    made = make(tmp_path / "made")
    vault = made.opened_in(tmp_path)
    vault.journal.add(written("2026-06-01", "acknowledged"))
    with vault._opened().database.write() as connection:
        if when == "in the middle of a change":
            connection.exec_driver_sql("PRAGMA cache_size = 3")
            connection.exec_driver_sql("UPDATE entry SET title = 'changed', text = text || zeroblob(9999)")
        left = Path(shutil.copytree(vault.folder, tmp_path / "left"))
    vault.lock()
    assert (left / JOURNAL_FILE).stat().st_size > PAGE
    new = new_vault(tmp_path / "N.allydesk")
    told = new.salvage_from(vault_at(left), made.recovery)
    assert told == Salvaged(whole=11, partial=0, lost=0)
    titles = [entry.content.title for entry in new.journal.each()]
    assert titles == [*(f"day {day}" for day in range(1, 11)), "acknowledged"]
    new.lock()
