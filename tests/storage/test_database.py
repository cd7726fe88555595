"""The database: what SQLCipher would let pass is refused, what must be set is set, no error tells what was written."""

import contextlib
import os
import sqlite3
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from allydesk.errors import Cancelled, Code, VaultError
from allydesk.journal.entry import Content
from allydesk.storage.database import Database
from allydesk.storage.migrations import migration_scripts
from tests.processes import run_script
from tests.storage.bare import KEY, PAGE, Bare, Tree, decrypted_pages, flip_bit, new_bare, open_bare, root_of
from tests.storage.made import refusal
from tests.vaults import at, written


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", durable=False)
    yield made
    made.close()


def opens_elsewhere(path: Path) -> str:
    """What another process is told."""
    script = """
import sys
from pathlib import Path
from allydesk.errors import AllydeskError
from allydesk.storage.database import Database
try:
    Database(Path(sys.argv[1]), key=bytearray.fromhex(sys.argv[2])).close()
    print("opened")
except AllydeskError as error:
    print(error.code)
"""
    return run_script(script, str(path), KEY.hex())[0]


# What must not be opened


@pytest.mark.parametrize("length", [0, 16, 31, 33, 48, 64])
def test_a_key_of_another_length_is_no_key(bare: Bare, length: int) -> None:
    """SQLCipher would take it for a passphrase without a word."""
    for attempt in (
        lambda: Database(bare.path, key=bytearray(length)),
        lambda: Database(bare.path.with_name("new.db"), key=bytearray(length), fresh=True),
        lambda: bare.database.change_key(bytearray(length)),
    ):
        with pytest.raises(ValueError, match="32 bytes"):
            attempt()
    assert not bare.path.with_name("new.db").exists()


def test_the_wrong_key_opens_nothing(bare: Bare) -> None:
    bare.close()
    before = bare.path.read_bytes()
    assert refusal(lambda: Database(bare.path, key=bytearray(32))) is Code.DAMAGED_VAULT
    assert refusal(lambda: Database(bare.path, key=bytearray(32), read_only=True)) is Code.DAMAGED_VAULT
    assert bare.path.read_bytes() == before


def test_a_database_that_is_not_encrypted_is_refused_and_left_alone(tmp_path: Path) -> None:
    plain = sqlite3.connect(tmp_path / "v.db")
    plain.execute("CREATE TABLE entry (text)")
    plain.executemany("INSERT INTO entry VALUES (?)", [("x" * 999,)] * 20)
    plain.commit()
    plain.close()
    before = (tmp_path / "v.db").read_bytes()
    for read_only in (False, True):
        assert refusal(partial(open_bare, tmp_path / "v.db", read_only=read_only)) is Code.DAMAGED_VAULT
    assert (tmp_path / "v.db").read_bytes() == before


@pytest.mark.parametrize("size", [0, 1, 16, 100, PAGE - 1, PAGE, PAGE + 1, 3 * PAGE, 3 * PAGE + 7])
def test_a_file_cut_short_is_damage_and_never_a_new_vault(bare: Bare, size: int) -> None:
    bare.close()
    cut = bare.path.read_bytes()[:size]
    bare.path.write_bytes(cut)

    assert refusal(partial(read_everything, bare.path)) is Code.DAMAGED_VAULT
    assert bare.path.read_bytes() == cut


def read_everything(path: Path) -> None:
    opened = open_bare(path)
    try:
        for table in ("meta", "entry", "tag", "version", "attachment", "entry_search"):
            with opened.database.read() as connection:
                connection.exec_driver_sql(f"SELECT * FROM {table}").all()  # noqa: S608 - names of our own
    finally:
        opened.close()


def test_zeros_and_noise_and_folders_are_damage(tmp_path: Path) -> None:
    (tmp_path / "zeros.db").write_bytes(bytes(8 * PAGE))
    (tmp_path / "noise.db").write_bytes(os.urandom(8 * PAGE))
    (tmp_path / "folder.db").mkdir()
    for name in ("zeros.db", "noise.db", "folder.db", "missing.db"):
        assert refusal(partial(open_bare, tmp_path / name)) is Code.DAMAGED_VAULT
    assert refusal(lambda: open_bare(tmp_path / "no folder" / "v.db")) is Code.FOLDER_GONE
    assert refusal(lambda: new_bare(tmp_path / "no folder" / "v.db")) is Code.FOLDER_GONE
    assert sorted(path.name for path in tmp_path.iterdir()) == ["folder.db", "noise.db", "zeros.db"]


def test_a_new_one_is_never_made_over_anything(bare: Bare, tmp_path: Path) -> None:
    (tmp_path / "empty.db").touch()
    for path in (bare.path, tmp_path / "empty.db"):
        assert refusal(partial(new_bare, path)) is Code.ALREADY_EXISTS
    assert (tmp_path / "empty.db").read_bytes() == b""
    assert bare.journal.count() == 0


# What is in force


def test_the_settings_are_in_force(bare: Bare) -> None:
    bare.close()
    opened = open_bare(bare.path)
    asked = {
        "journal_mode": "delete",
        "synchronous": 3,
        "locking_mode": "exclusive",
        "foreign_keys": 1,
        "secure_delete": 1,
        "trusted_schema": 0,
        "temp_store": 2,
        "cipher_page_size": "4096",
        "cipher_use_hmac": "1",
        "cipher_memory_security": "0",
        "cipher_log_level": "NONE",
    }
    with opened.database.read() as connection:
        found = {name: connection.exec_driver_sql(f"PRAGMA {name}").scalar_one() for name in asked}
        index = connection.exec_driver_sql("SELECT k, v FROM entry_search_config WHERE k <> 'version'")
        assert found == asked
        # No 'secure-delete': it loses words, see the test of search.
        assert {row.k: row.v for row in index} == {"pgsz": 3960}
        assert connection.exec_driver_sql("PRAGMA cipher_version").scalar_one().startswith("4.")
    opened.close()


def test_references_are_enforced(bare: Bare) -> None:
    insert = "INSERT INTO entry_tag (tag_id, position, place) VALUES (1, 1, 1)"
    with pytest.raises(sqlcipher3.dbapi2.IntegrityError), bare.database.write() as connection:
        connection.exec_driver_sql(insert)


def test_at_rest_there_is_one_file_and_it_is_the_owners_alone(bare: Bare) -> None:
    for number in range(20):
        bare.journal.add(written("2026-01-01", str(number), "words " * 500))
    bare.close()
    assert [path.name for path in bare.path.parent.iterdir()] == ["v.db"]
    assert bare.path.stat().st_mode & 0o777 == 0o600
    assert not bare.path.read_bytes().startswith(b"SQLite format 3")


def test_what_a_killed_process_left_is_rolled_back_and_then_put_away(bare: Bare) -> None:
    bare.journal.add_all([written("2026-01-01", "as it was", "words " * 500)] * 40)
    bare.close()
    script = """
import os, signal, sys
from pathlib import Path
from allydesk.storage.database import Database
database = Database(Path(sys.argv[1]), key=bytearray.fromhex(sys.argv[2]))
with database.write() as connection:
    connection.exec_driver_sql("PRAGMA cache_size = 5")
    connection.exec_driver_sql("UPDATE entry SET title = 'changed'")
    print(connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one(), flush=True)
    if os.fork() == 0:
        # The child holds no lock; its end is the abrupt one, and the parent's comes in the same breath.
        os._exit(0)
    os.wait()
    os.rename(sys.argv[1], sys.argv[1] + ".half")
    os.rename(sys.argv[1] + "-journal", sys.argv[1] + ".half-journal")
    os._exit(0)
"""
    assert run_script(script, str(bare.path), KEY.hex()) == ["40"]
    half = bare.path.with_name("v.db.half")
    hot = half.with_name("v.db.half-journal")
    assert hot.stat().st_size > 0
    # Without its journal the half-made change passes for a whole one: why a copy needs both.
    alone = bare.path.with_name("alone.db")
    alone.write_bytes(half.read_bytes())
    without = open_bare(alone)
    assert "changed" in titles(without)
    without.close()
    # Reading alone cannot roll anything back, and says so rather than show a half-made change.
    assert refusal(lambda: open_bare(half, read_only=True)) is Code.READ_ONLY
    opened = open_bare(half)
    assert set(titles(opened)) == {"as it was"}
    assert not hot.exists()
    opened.close()
    assert not hot.exists()


def titles(bare: Bare) -> list[str]:
    with bare.database.read() as connection:
        return list(connection.exec_driver_sql("SELECT title FROM entry").scalars())


# One at a time


def test_another_process_is_told_at_once_and_so_is_this_one(bare: Bare) -> None:
    assert opens_elsewhere(bare.path) == "in-use"
    assert refusal(lambda: open_bare(bare.path)) is Code.IN_USE
    assert refusal(lambda: open_bare(bare.path, read_only=True)) is Code.IN_USE
    # Whoever opens and closes a file drops every lock of the process on it; so asking twice must not open it at all.
    assert opens_elsewhere(bare.path) == "in-use"
    bare.journal.add(written("2026-01-01", "still ours"))
    bare.close()
    assert opens_elsewhere(bare.path) == "opened"


def test_copying_keeps_the_lock(bare: Bare, tmp_path: Path) -> None:
    bare.journal.add(written("2026-01-01", "one"))
    bare.database.copy_to(tmp_path / "copy.db", key=bytearray(KEY), progress=lambda _done, _total: None)
    assert opens_elsewhere(bare.path) == "in-use"
    copy = open_bare(tmp_path / "copy.db")
    assert titles(copy) == ["one"]
    copy.close()


def test_one_who_only_reads_keeps_writers_out_but_not_other_readers(bare: Bare) -> None:
    bare.close()
    reader = open_bare(bare.path, read_only=True)
    assert opens_elsewhere(bare.path) == "in-use"
    second = open_bare(bare.path, read_only=True)
    second.close()
    reader.close()


def test_a_reader_writes_nothing(bare: Bare) -> None:
    bare.journal.add(written("2026-01-01", "one"))
    bare.close()
    before = bare.path.read_bytes()
    reader = open_bare(bare.path, read_only=True)
    assert reader.journal.count() == 1
    assert refusal(lambda: reader.journal.add(written("2026-01-01", "two"))) is Code.READ_ONLY
    with pytest.raises(VaultError) as caught, reader.database.read() as connection:
        connection.exec_driver_sql("DELETE FROM entry")
    assert caught.value.code is Code.READ_ONLY
    reader.close()
    assert bare.path.read_bytes() == before


def test_a_closed_one_says_it_is_locked(bare: Bare) -> None:
    entry = bare.journal.add(written("2026-01-01", "one"))
    bare.close()
    bare.close()
    for attempt in (
        lambda: bare.journal.entry(entry.id),
        lambda: bare.journal.add(written("2026-01-01", "two")),
        lambda: bare.journal.add_all([written("2026-01-01", "two")]),
        lambda: bare.database.change_key(bytearray(KEY)),
        bare.database.version,
    ):
        assert refusal(attempt) is Code.LOCKED
    assert not any(bare.database._key)


# Transactions


def test_a_transaction_that_raises_has_never_been(bare: Bare) -> None:
    def stumble() -> None:
        with bare.database.write() as connection:
            connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('a', 'b')")
            connection.exec_driver_sql("CREATE TABLE another (thing)")
            raise ZeroDivisionError

    with pytest.raises(ZeroDivisionError):
        stumble()
    with bare.database.read() as connection:
        assert connection.exec_driver_sql("SELECT key FROM meta").scalars().all() == ["generation"]
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'another'").all() == []


def test_what_comes_before_the_first_write_comes_once_and_only_with_a_write_that_is_kept(bare: Bare) -> None:
    calls: list[int] = []
    bare.database.before_first_write(lambda _: calls.append(len(calls)))
    with bare.database.read() as connection:
        connection.exec_driver_sql("SELECT 1")
    assert calls == []

    def refused_at_the_very_end() -> None:
        with bare.database.write() as connection:
            connection.exec_driver_sql("PRAGMA defer_foreign_keys = ON")
            connection.exec_driver_sql("INSERT INTO entry_tag (tag_id, position, place) VALUES (1, 1, 1)")

    with pytest.raises(ZeroDivisionError), bare.database.write():
        raise ZeroDivisionError
    with pytest.raises(sqlcipher3.dbapi2.IntegrityError):
        refused_at_the_very_end()
    assert calls == [0, 1]
    for _ in range(3):
        with bare.database.write():
            pass
    assert calls == [0, 1, 2]


def test_a_full_disk_loses_nothing_that_was_acknowledged(bare: Bare) -> None:
    kept = [bare.journal.add(written("2026-01-01", str(number), "x" * 900)).id for number in range(10)]
    with bare.database.read() as connection:
        pages = connection.exec_driver_sql("PRAGMA page_count").scalar_one()
        connection.exec_driver_sql(f"PRAGMA max_page_count = {pages + 2}")
    assert refusal(lambda: bare.journal.add(written("2026-01-01", "large", "y" * 99_999))) is Code.DISK_FULL
    assert refusal(lambda: bare.journal.add_all([written("2026-01-01", "large", "y" * 99_999)])) is Code.DISK_FULL
    assert bare.journal.known_ids(kept) == set(kept)
    bare.journal.save(kept[0], Content(at("2026-01-01"), "0", "a little"))
    bare.close()
    opened = open_bare(bare.path)
    assert opened.journal.count() == 10
    assert opened.journal.entry(kept[0]).content.text == "a little"
    opened.close()


def test_long_work_is_heard_and_can_be_stopped(bare: Bare) -> None:
    heard: list[tuple[int, int]] = []
    counting = "WITH RECURSIVE n (i) AS (SELECT 1 UNION ALL SELECT i + 1 FROM n LIMIT 400000) SELECT count(*) FROM n"
    with bare.database.reporting(lambda *told: heard.append(told)), bare.database.read() as connection:
        assert connection.exec_driver_sql(counting).scalar_one() == 400_000
    assert set(heard) == {(0, 0)}

    def work(error: BaseException) -> None:
        def progress(done: int, total: int) -> None:
            assert (done, total) == (0, 0)
            raise error

        with bare.database.reporting(progress), bare.database.write() as connection:
            connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('a', 'b')")
            connection.exec_driver_sql(counting)

    for error in (Cancelled(), ZeroDivisionError()):
        with pytest.raises(type(error)) as caught:
            work(error)
        assert caught.value is error
    with bare.database.read() as connection:
        assert connection.exec_driver_sql(counting).scalar_one() == 400_000
        assert connection.exec_driver_sql("SELECT count(*) FROM meta").scalar_one() == 1


# Damage


def test_one_damaged_page_takes_only_what_is_on_it(bare: Bare) -> None:
    """SQLCipher by itself answers everything that comes after with the same error."""
    ids = [bare.journal.add(written(f"2026-01-{day:02}", f"day {day}", "words " * 500)).id for day in range(1, 29)]
    first = bare.journal.entry(ids[0])
    (page,) = pages_of(bare, 0)
    bare.close()
    flip_bit(bare.path, (page - 1) * PAGE * 8 + 12_345)
    opened = open_bare(bare.path)
    assert refusal(lambda: opened.journal.entry(ids[0])) is Code.DAMAGED_VAULT
    assert opened.journal.entry(ids[27]).content.title == "day 28"
    assert refusal(lambda: opened.journal.entry(ids[0])) is Code.DAMAGED_VAULT
    # And what is being written meanwhile can still be kept.
    added = opened.journal.add(written("2026-02-01", "typed just then"))
    assert refusal(lambda: opened.journal.save(ids[0], first.content)) is Code.DAMAGED_VAULT
    saved = opened.journal.save(added.id, Content(at("2026-02-01"), "typed just then", "and saved"))
    assert refusal(lambda: opened.journal.purge(ids[0])) is Code.DAMAGED_VAULT
    opened.close()
    opened = open_bare(bare.path)
    assert opened.journal.entry(added.id) == saved
    assert [opened.journal.entry(ids[day]).content.title for day in (5, 12, 27)] == ["day 6", "day 13", "day 28"]
    opened.close()


def pages_of(bare: Bare, nth: int) -> list[int]:
    """The leaf and overflow pages of the entry that comes as the nth, those of other entries left out."""
    root = root_of(bare, "entry")
    rows = Tree(decrypted_pages(bare.path)).walk(root).rows
    mine = rows[sorted(rows)[nth]]
    return sorted(mine - set().union(*(pages for row, pages in rows.items() if row != sorted(rows)[nth])))


def test_a_damaged_page_is_never_handed_out_as_zeros(bare: Bare, tmp_path: Path) -> None:
    """SQLCipher does it: only the page that is read after the damaged one fails, and behind the last there is none."""
    entry = bare.journal.add(written("2026-01-01", "long", " ".join(map(str, range(4000)))))
    position = bare.journal.positions()[0]
    root = root_of(bare, "entry")
    bare.close()
    pages = sorted(Tree(decrypted_pages(bare.path)).walk(root).rows[position] - {root})
    assert len(pages) >= 4
    silent = 0
    for page in pages:
        flip_bit(bare.path, (page - 1) * PAGE * 8 + 4321)
        opened = open_bare(bare.path)
        with contextlib.suppress(sqlcipher3.dbapi2.DatabaseError):
            silent += "\0" in opened.database._raw.execute("SELECT text FROM entry").fetchone()[0]
        opened.close()
        opened = open_bare(bare.path)
        for attempt in (
            lambda: opened.journal.entry(entry.id),  # noqa: B023 - called at once
            lambda: list(opened.journal.each()),  # noqa: B023 - called at once
            lambda: opened.journal.save(entry.id, Content(at("2026-01-02"), "long", "overwritten")),  # noqa: B023
        ):
            assert refusal(attempt) is Code.DAMAGED_VAULT
        # Nor is it encrypted anew as if it were sound, or copied.
        copy = tmp_path / f"copy {page}.db"
        copying = partial(opened.database.copy_to, copy, key=bytearray(KEY), progress=lambda _done, _total: None)
        assert refusal(copying) is Code.DAMAGED_VAULT
        assert refusal(partial(opened.database.change_key, bytearray(32))) is Code.DAMAGED_VAULT
        opened.close()
        flip_bit(bare.path, (page - 1) * PAGE * 8 + 4321)
    assert silent, "SQLCipher has been mended: the guard is no longer needed"
    opened = open_bare(bare.path)
    assert opened.journal.entry(entry.id) == entry
    opened.close()


def test_the_key_of_a_database_can_be_changed(bare: Bare) -> None:
    bare.journal.add(written("2026-01-01", "one"))
    other = bytearray(reversed(KEY))
    bare.database.change_key(other)
    bare.journal.add(written("2026-01-02", "two"))
    bare.close()
    assert refusal(lambda: open_bare(bare.path)) is Code.DAMAGED_VAULT
    assert not set(decrypted_pages(bare.path))
    assert set(decrypted_pages(bare.path, bytes(other)))
    opened = Database(bare.path, key=other)
    assert opened.version() == len(migration_scripts())
    opened.close()
