"""Migrations: vaults of every age open with the values they were written with; a step is done whole or not at all."""

import json
import shutil
import signal
import subprocess
import sys
from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2

from allydesk.errors import Cancelled, Code, VaultError
from allydesk.ids import EntryId
from allydesk.journal.search import parse
from allydesk.progress import unreported
from allydesk.storage import database as databases
from allydesk.storage.database import Database
from allydesk.storage.migrations import migration_scripts
from allydesk.storage.practice_room import NO_PRACTICE
from allydesk.storage.secrets import Passphrase, RecoveryKey
from allydesk.storage.verify import verify_database
from allydesk.story.lifeline import Lifeline
from tests.fixtures.make_vault import VAULTS, main, room, values
from tests.fixtures.practice_room import practised
from tests.fixtures.story_room import lived
from tests.processes import ROOT
from tests.storage.bare import KEY, Bare, new_bare, open_bare
from tests.storage.made import Made, make, refusal
from tests.vaults import vault_at, written

STORED = sorted(path.name for path in VAULTS.iterdir() if path.is_dir())
NEWEST = len(migration_scripts())

ADD = "CREATE TABLE added (thing TEXT NOT NULL) STRICT;\nINSERT INTO added VALUES ('one');\n"
TRIGGER = """
-- A comment; with a semicolon.
CREATE TRIGGER added_twice AFTER INSERT ON added WHEN new.thing <> 'again' BEGIN
    INSERT INTO added (thing) VALUES ('again'); -- inside
    INSERT INTO added (thing) VALUES ('again');
END;
"""
BROKEN = "CREATE TABLE half (thing TEXT);\nUPDATE entry SET title = 'ruined';\nINSERT INTO nowhere VALUES (1);\n"


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", durable=False)
    yield made
    made.close()


@pytest.fixture
def made(tmp_path: Path) -> Made:
    return make(tmp_path / "made")


# Stored vaults


def test_a_vault_of_each_version_is_stored() -> None:
    assert [f"version-{number}" for number in range(1, NEWEST + 1)] == STORED


@pytest.mark.parametrize("name", STORED)
def test_a_stored_vault_has_the_values_it_was_written_with(tmp_path: Path, name: str) -> None:
    stored: dict[str, Any] = json.loads((VAULTS / f"{name}.json").read_text("utf-8"))
    passphrase, recovery = Passphrase(stored.pop("passphrase")), RecoveryKey("\n".join(stored.pop("recovery key")))
    vault = vault_at(Path(shutil.copytree(VAULTS / name, tmp_path / "Old.allydesk")))
    vault.unlock(passphrase)
    furnished = stored.pop("room", None)
    if furnished is not None:
        assert json.loads(json.dumps(room(vault))) == furnished
    told = stored.pop("story room", None)
    if told is not None:
        assert lived(vault) == told
    else:
        assert vault.lifeline.whole() == Lifeline(), "a story room begins empty"
    rehearsed = stored.pop("practice room", None)
    if rehearsed is not None:
        assert practised(vault) == rehearsed
    else:
        assert vault.journal.practice_room() == NO_PRACTICE, "a practice room begins empty"
    found = json.loads(json.dumps(values(vault)))
    assert found.keys() == stored.keys()
    for part, value in stored.items():
        assert found[part] == value
    assert vault.verify() == []
    for words, title in (("purged", None), ("überschrift", "Markdown *und* Umlaute"), ("東京", "日記")):
        query = parse(words)
        assert [row.title for row in vault.journal.newest(query, limit=9)] == ([title] if title else [])
    vault.lock()
    vault.unlock(recovery)
    kept = vault.journal.add(written("2026-06-01", "goes on"))
    assert vault.journal.entry(kept.id) == kept
    vault.lock()


def test_what_a_vault_of_version_1_had_is_counted_and_linked(tmp_path: Path) -> None:
    path = tmp_path / "v.db"
    _version_1(path, ("it's three words", "[[The SEA]] `[[code]]` [[the sea]] [[other]]", "", "[[ ]] [["))
    bare = open_bare(path)
    bare.database.migrate()
    with bare.database.read() as connection:
        found = connection.exec_driver_sql("SELECT words, title_key, seconds, pinned, template FROM entry").all()
        links = connection.exec_driver_sql("SELECT position, key FROM entry_link").all()
    assert found == [(3, "the sea", 0, None, ""), *((words, "", 0, None, "") for words in (6, 0, 0))]
    assert links == [(2, "other"), (2, "the sea")]
    assert [row.id for row in bare.journal.linked_from(EntryId("id 1"))] == ["id 2"]
    assert [row.id for row in bare.journal.titled("the sea")] == ["id 1"]
    assert verify_database(bare.database, progress=unreported) == []
    bare.close()


def test_how_far_it_is_is_told_where_there_is_something_to_do_and_only_there(tmp_path: Path) -> None:
    stored = json.loads((VAULTS / "version-1.json").read_text("utf-8"))
    vault = vault_at(Path(shutil.copytree(VAULTS / "version-1", tmp_path / "Old.allydesk")))
    heard: list[tuple[int, int]] = []

    def impatient(done: int, total: int) -> None:
        heard.append((done, total))
        raise Cancelled

    vault.unlock(Passphrase(stored["passphrase"]), progress=impatient)
    assert vault._opened().database.version() == NEWEST, "it is not stopped"
    assert heard == sorted(heard)
    assert {total for _, total in heard} == {100}
    assert len({done for done, _ in heard}) > 8
    assert heard[-1] == (100, 100)
    vault.lock()
    heard.clear()
    vault.unlock(Passphrase(stored["passphrase"]), progress=impatient)
    assert heard == []
    vault.lock()


KILLED_HALF_WAY = """
import os, signal, sys
from pathlib import Path
from allydesk.storage.database import Database
from tests.fixtures.story_room import lived
from tests.processes import ROOT
from tests.storage.bare import KEY
calls = [0]

def die_in_the_end(text):
    calls[0] += 1
    if calls[0] == 150:
        os.kill(os.getpid(), signal.SIGKILL)
    return "[]"

database = Database(Path(sys.argv[1]), key=bytearray(KEY))
# So that much of what is changed is in the file already.
database._raw.execute("PRAGMA cache_size = 5").fetchall()
database._raw.create_function(sys.argv[2], 1, die_in_the_end)
database.migrate()
"""


@pytest.mark.parametrize("function", ["allydesk_title_key", "allydesk_links"])
def test_a_vault_that_is_killed_while_it_is_brought_up_is_as_it_was(tmp_path: Path, function: str) -> None:
    path = tmp_path / "v.db"
    _version_1(path, [f"[[link {number}]] " * 40 for number in range(200)])
    whole = path.stat().st_size
    script = [sys.executable, "-c", KILLED_HALF_WAY, str(path), function]
    ran = subprocess.run(script, cwd=ROOT, capture_output=True, check=False)
    assert ran.returncode == -signal.SIGKILL, ran.stderr
    assert path.with_name("v.db-journal").stat().st_size > 0, "it was in the middle of changing the file"
    database = Database(path, key=bytearray(KEY))
    assert database.version() == 1
    with database.read() as connection:
        assert connection.exec_driver_sql("PRAGMA integrity_check").scalar_one() == "ok"
        assert connection.exec_driver_sql("SELECT count(*), count(DISTINCT text) FROM entry").one() == (200, 200)
    assert path.stat().st_size == whole
    database.migrate()
    assert database.version() == NEWEST
    assert verify_database(database, progress=unreported) == []
    database.close()


def _version_1(path: Path, texts: Sequence[str]) -> None:
    """A database as the first Allydesk left it, with these texts."""
    old = Database(path, key=bytearray(KEY), fresh=True)
    old.migrate(scripts=migration_scripts()[:1])
    with old.write() as connection:
        for number, text in enumerate(texts, 1):
            connection.exec_driver_sql(
                "INSERT INTO entry VALUES (?, ?, ?, '2026-01-01T00:00:00', 0, '', 0, 0, NULL, NULL, '', ?, ?)",
                (number, f"id {number}", number, "The  sea" if number == 1 else "", text),
            )
    old.close()


def test_a_stored_vault_is_never_made_again() -> None:
    before = {path: path.read_bytes() for path in VAULTS.rglob("*") if path.is_file()}
    with pytest.raises(SystemExit):
        main()
    assert {path: path.read_bytes() for path in VAULTS.rglob("*") if path.is_file()} == before


# The steps


def test_our_own_scripts_are_numbered_and_complete() -> None:
    scripts = migration_scripts()
    assert scripts
    assert all(sqlcipher3.dbapi2.complete_statement(script) for script in scripts)


def test_steps_are_taken_one_after_another_and_only_once(bare: Bare) -> None:
    bare.journal.add(written("2026-01-01", "kept"))
    scripts = [*migration_scripts(), ADD, TRIGGER]
    bare.database.migrate(scripts=scripts[:-1])
    assert bare.database.version() == NEWEST + 1
    bare.database.migrate(scripts=scripts)
    bare.database.migrate(scripts=scripts)
    assert bare.database.version() == NEWEST + 2
    with bare.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO added (thing) VALUES ('two')")
        found = connection.exec_driver_sql("SELECT thing FROM added").scalars().all()
    assert found == ["one", "two", "again", "again"]
    assert [entry.content.title for entry in bare.journal.each()] == ["kept"]


def test_all_steps_can_be_taken_at_once_from_nothing(tmp_path: Path) -> None:
    database = Database(tmp_path / "v.db", key=bytearray(KEY), fresh=True)
    assert database.version() == 0
    database.migrate(scripts=[*migration_scripts(), ADD])
    assert database.version() == NEWEST + 1
    database.close()


def test_a_step_that_fails_leaves_the_version_before_and_the_steps_before_it(bare: Bare) -> None:
    bare.journal.add(written("2026-01-01", "kept"))
    scripts = [*migration_scripts(), ADD, BROKEN]
    for _ in range(2):
        with pytest.raises(sqlcipher3.dbapi2.OperationalError, match="nowhere"):
            bare.database.migrate(scripts=scripts)
        assert bare.database.version() == NEWEST + 1
    bare.close()
    opened = open_bare(bare.path)
    with opened.database.read() as connection:
        assert connection.exec_driver_sql("SELECT thing FROM added").scalars().all() == ["one"]
        assert connection.exec_driver_sql("SELECT name FROM sqlite_master WHERE name = 'half'").all() == []
    assert [entry.content.title for entry in opened.journal.each()] == ["kept"]
    opened.database.migrate(scripts=[*scripts[:-1], TRIGGER])
    assert opened.database.version() == NEWEST + 2
    opened.close()


def test_a_script_without_an_end_is_a_mistake_of_ours(bare: Bare) -> None:
    with pytest.raises(ValueError, match="no end"):
        bare.database.migrate(scripts=[*migration_scripts(), "CREATE TABLE half (thing"])
    assert bare.database.version() == NEWEST


def test_a_file_of_a_later_version_is_refused_and_left_alone(bare: Bare) -> None:
    bare.database.migrate(scripts=[*migration_scripts(), ADD])
    bare.close()
    before = bare.path.read_bytes()
    opened = open_bare(bare.path)
    for attempt in (opened.database.migrate, opened.database.needs_migration):
        with pytest.raises(VaultError) as caught:
            attempt()
        assert (caught.value.code, caught.value.facts) == (Code.NEWER_VERSION, {"version": NEWEST + 1})
    opened.close()
    assert bare.path.read_bytes() == before


# Before a step


def later(monkeypatch: pytest.MonkeyPatch, *scripts: str) -> None:
    """As a later Allydesk, which has these scripts as well."""
    monkeypatch.setattr(databases, "migration_scripts", lambda: [*migration_scripts(), *scripts])


def test_a_backup_is_made_before_a_vault_is_brought_up(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = made.copy_to(tmp_path)
    with monkeypatch.context() as patched:
        later(patched, ADD)
        vault.unlock(made.recovery)
        assert vault._opened().database.version() == NEWEST + 1
        assert vault.journal.count() == 10
        vault.lock()
        (backup,) = vault.backups()
        vault.unlock(made.recovery)
        assert vault.backups() == [backup]
        vault.lock()
    # The Allydesk of before opens the backup, and not the vault.
    old = vault_at(backup.folder, state=tmp_path / "other.json")
    old.unlock(made.recovery)
    assert (old._opened().database.version(), old.journal.count()) == (NEWEST, 10)
    old.lock()
    assert refusal(lambda: vault.unlock(made.recovery)) is Code.NEWER_VERSION


def test_without_its_backup_a_vault_is_not_brought_up(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = made.copy_to(tmp_path)

    def fail(*_: object, **__: object) -> None:
        raise VaultError(Code.DISK_FULL)

    with monkeypatch.context() as patched:
        later(patched, ADD)
        patched.setattr("allydesk.storage.backup.make_backup", fail)
        assert refusal(lambda: vault.unlock(made.recovery)) is Code.DISK_FULL
    assert not vault.is_open
    vault.unlock(made.recovery)
    assert vault._opened().database.version() == NEWEST
    vault.lock()


def test_a_vault_that_could_not_be_brought_up_is_as_it_was(
    made: Made, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault = made.copy_to(tmp_path)
    with monkeypatch.context() as patched:
        later(patched, BROKEN)
        with pytest.raises(sqlcipher3.dbapi2.OperationalError, match="nowhere"):
            vault.unlock(made.recovery)
        assert not vault.is_open
    vault.unlock(made.recovery)
    assert [entry.content.title for entry in vault.journal.each()] == [f"day {day}" for day in range(1, 11)]
    vault.lock()
