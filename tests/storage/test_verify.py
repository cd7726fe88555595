"""Verifying: every flipped bit, cut, bad row and stale index is found, and nothing is changed by looking."""

import os
import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from allydesk.errors import AllydeskError, Cancelled, Code, VaultError
from allydesk.journal.entry import Content, NewAttachment
from allydesk.journal.template import Part, Template
from allydesk.progress import unreported
from allydesk.storage.header import HEADER_NAME, TWIN_NAME
from allydesk.storage.opened import DATABASE_FILE, contents_of
from allydesk.storage.template_shelf import TemplateShelf
from allydesk.storage.verify import Finding, Trouble, verify_database
from tests.fixtures.practice_room import practise
from tests.fixtures.story_room import live
from tests.storage.bare import PAGE, Bare, decrypted_pages, flip_bit, new_bare, open_bare
from tests.storage.made import make
from tests.vaults import TestClock, at, written

FLIPS = 500


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A database of some megabyte with something in every table."""
    chance = random.Random(20261121)  # noqa: S311 - the same each time is what is wanted
    bare = new_bare(tmp_path_factory.mktemp("sample") / "v.db", durable=False)
    words = [f"word{number}" for number in range(500)]
    entries = [
        written(
            f"20{year:02}-03-0{1 + year % 9}",
            f"title {year}",
            " ".join(chance.choices(words, k=chance.randrange(10, 900))),
            tuple(chance.sample(words, year % 4)),
            year % 11 - 5,
        )
        for year in range(10, 90)
    ]
    files = (NewAttachment("a.bin", "application/octet-stream", chance.randbytes(300_000)),)
    bare.journal.add_all([replace(entries[0], attachments=files), *entries[1:]], total=len(entries))
    for summary in bare.journal.newest(limit=20):
        content = bare.journal.entry(summary.id).content
        bare.journal.save(summary.id, replace(content, text=content.text[:99]), keep_present=True)
    bare.journal.trash(bare.journal.newest(limit=1)[0].id)
    clock = TestClock()
    contents = contents_of(bare.database, clock)
    live(contents, clock)
    practise(contents, clock)
    bare.close()
    assert 1_000_000 < bare.path.stat().st_size < 2_000_000
    return bare.path


@pytest.fixture
def path(sample: Path, tmp_path: Path) -> Path:
    """A copy that may be damaged."""
    return Path(shutil.copy(sample, tmp_path / "v.db"))


@pytest.fixture
def bare(path: Path) -> Iterator[Bare]:
    """A copy of it, open."""
    opened = open_bare(path, durable=False)
    yield opened
    opened.close()


def troubles(path: Path) -> set[Trouble]:
    """What is found, whether by opening it or by looking; the file is as it was."""
    before = path.read_bytes()
    try:
        opened = open_bare(path)
    except VaultError as refused:
        return {Trouble.STRUCTURE} if refused.code is Code.DAMAGED_VAULT else set()
    try:
        return {finding.trouble for finding in verify_database(opened.database, progress=unreported)}
    finally:
        opened.close()
        assert path.read_bytes() == before


def look(bare: Bare) -> list[Finding]:
    return verify_database(bare.database, progress=unreported)


def test_a_sound_vault_has_no_trouble_and_is_not_changed_by_looking(path: Path) -> None:
    assert troubles(path) == set()


@pytest.mark.parametrize("tenth", range(10))
def test_every_flipped_bit_is_found(path: Path, tenth: int) -> None:
    chance = random.Random(tenth)  # noqa: S311 - the same each time is what is wanted
    bits = path.stat().st_size * 8
    sound = path.read_bytes()
    for _ in range(FLIPS // 10):
        bit = chance.randrange(bits)
        flip_bit(path, bit)
        assert troubles(path), f"bit {bit}"
        flip_bit(path, bit)
    assert path.read_bytes() == sound


@pytest.mark.parametrize("seed", range(12))
def test_every_cut_is_found(path: Path, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same each time is what is wanted
    pages = path.stat().st_size // PAGE
    os.truncate(path, chance.randrange(1, pages) * PAGE + (chance.randrange(PAGE) if seed % 2 else 0))
    assert troubles(path)


def test_pages_that_changed_places_are_found(path: Path) -> None:
    data = bytearray(path.read_bytes())
    # Neither holds the schema, without which it is not even opened.
    first, second = slice(40 * PAGE, 41 * PAGE), slice(200 * PAGE, 201 * PAGE)
    data[first], data[second] = data[second], data[first]
    path.write_bytes(data)
    assert Trouble.PAGES in troubles(path)


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE entry SET local = 'yesterday' WHERE mood = 3",
        "UPDATE entry SET utc_offset = 86400 WHERE mood = 3",
        "UPDATE entry SET modified = -1 WHERE mood = 3",
        "UPDATE entry SET text = CAST(x'ff' AS TEXT) WHERE mood = 3",
        "UPDATE version SET tags = '[' WHERE number = 1",
        "UPDATE version SET local = '' WHERE number = 1",
        "UPDATE version SET mood = 99 WHERE number = 1",
        "UPDATE version SET tags = '7' WHERE number = 1",
    ],
)
def test_a_row_that_is_no_entry_is_found(bare: Bare, spoil: str) -> None:
    with bare.database.write() as connection:
        spoilt = connection.exec_driver_sql(spoil).rowcount
    (finding,) = look(bare)
    assert spoilt > 1
    assert finding.trouble is Trouble.ENTRIES
    assert finding.places in (1, spoilt)


@pytest.mark.parametrize(
    "spoil",
    [
        "UPDATE attachment_chunk SET data = zeroblob(length(data)) WHERE number = 1",
        "DELETE FROM attachment_chunk WHERE number = 1",
        "UPDATE attachment SET digest = 'ff'",
        "UPDATE attachment SET size = size + 1",
    ],
)
def test_a_file_that_is_not_what_was_kept_is_found(bare: Bare, spoil: str) -> None:
    with bare.database.write() as connection:
        connection.exec_driver_sql(spoil)
    assert look(bare) == [Finding(Trouble.ATTACHMENTS)]


@pytest.mark.parametrize(
    "spoil",
    [
        "DROP TRIGGER entry_search_change; UPDATE entry SET text = 'another' WHERE mood = 3",
        "DROP TRIGGER entry_search_remove; DELETE FROM entry WHERE mood = 3",
        "INSERT INTO entry_search (rowid, title, text) VALUES (5, 'nobody', 'wrote this')",
        "INSERT INTO entry_search (entry_search) VALUES ('delete-all')",
    ],
)
def test_an_index_that_does_not_agree_with_the_entries_is_found(bare: Bare, spoil: str) -> None:
    with bare.database.write() as connection:
        for statement in spoil.split(";"):
            connection.exec_driver_sql(statement)
    assert look(bare) == [Finding(Trouble.SEARCH_INDEX)]
    # That is trouble of the index alone: everything else can go on.
    bare.journal.add(written("2026-01-01", "goes on"))


def test_what_refers_to_nothing_is_found(bare: Bare) -> None:
    bare.database._raw.execute("PRAGMA foreign_keys = OFF")
    with bare.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO entry_tag (tag_id, position, place) VALUES (9999, 1, 1)")
    assert look(bare) == [Finding(Trouble.REFERENCES, 2)]


def test_the_rest_of_the_vault_can_be_used_after_damage_was_found(path: Path) -> None:
    opened = open_bare(path)
    file = next(entry for entry in opened.journal.each() if entry.attachments).attachments[0]
    piece = opened.journal.read_attachment(file.id)[100_000:100_016]
    opened.close()
    page = next(number for number, content in decrypted_pages(path).items() if piece in content)
    flip_bit(path, (page - 1) * PAGE * 8 + 5)
    opened = open_bare(path)
    assert {finding.trouble for finding in look(opened)} == {Trouble.PAGES, Trouble.STRUCTURE, Trouble.ATTACHMENTS}
    with pytest.raises(AllydeskError):
        opened.journal.read_attachment(file.id)
    assert len(list(opened.journal.each())) == 80
    kept = opened.journal.add(written("2026-01-01", "goes on"))
    opened.close()
    opened = open_bare(path)
    assert opened.journal.entry(kept.id) == kept
    opened.close()


def test_it_says_how_far_it_is_and_can_be_stopped(bare: Bare) -> None:
    heard: list[tuple[int, int]] = []
    verify_database(bare.database, progress=lambda done, total: heard.append((done, total)))
    assert (80, 80) in heard
    steps = len(heard)
    for stop in range(steps):
        heard.clear()

        def progress(done: int, total: int, stop: int = stop) -> None:
            heard.append((done, total))
            if len(heard) > stop:
                raise Cancelled

        with pytest.raises(Cancelled):
            verify_database(bare.database, progress=progress)
    assert look(bare) == []


def test_a_vault_says_which_of_its_headers_are_damaged(tmp_path: Path) -> None:
    made = make(tmp_path / "made")
    vault = made.opened_in(tmp_path)
    assert vault.verify() == []
    before = {path.name: path.read_bytes() for path in vault.folder.iterdir()}
    flip_bit(vault.folder / TWIN_NAME, 100)
    assert vault.verify() == [Finding(Trouble.HEADER_TWIN)]
    flip_bit(vault.folder / HEADER_NAME, 100)
    assert vault.verify() == [Finding(Trouble.HEADER_TWIN, 2)]
    for name in (TWIN_NAME, HEADER_NAME):
        flip_bit(vault.folder / name, 100)
    assert {path.name: path.read_bytes() for path in vault.folder.iterdir()} == before
    vault.journal.save(made.entries[0], Content(at("2026-05-01"), "day 1"))
    assert vault.verify() == []
    vault.lock()
    assert (vault.folder / DATABASE_FILE).stat().st_size > PAGE


def test_a_template_that_cannot_be_read_is_found(path: Path) -> None:
    opened = open_bare(path, durable=False)
    shelf = TemplateShelf(database=opened.database)
    shelf.save(Template("mine", "Mine", "", (Part("What"),), own=True))
    assert look(opened) == []
    for parts in ("{", "[1]", '[{"other": ""}]'):
        with opened.database.write() as connection:
            connection.exec_driver_sql("UPDATE template SET parts = ?", (parts,))
        assert look(opened) == [Finding(Trouble.ENTRIES, 1)]
    opened.close()
