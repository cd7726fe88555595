"""Killed while it makes backups: half a backup is never listed, and what is listed opens."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.storage.backup import BACKUP_FOLDER
from tests.processes import Nursery, be_busy
from tests.storage.made import make
from tests.vaults import vault_at, written

KILLS = 20


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    with Nursery("tests.crash.deeds") as nursery:
        yield nursery


def test_a_vault_that_is_killed_while_it_makes_a_backup(nursery: Nursery, tmp_path: Path) -> None:
    chance = random.Random(20)  # noqa: S311 - the same each time is what is wanted
    made = make(tmp_path / "made")
    vault = made.vault()
    vault.unlock(made.recovery)
    vault.journal.add_all([written("2026-06-01", str(number), "words of it " * 40) for number in range(200)])
    entries = list(vault.journal.each())
    vault.lock()
    half = 0
    for _ in range(KILLS):
        child = nursery.bear("back up", folder=str(made.folder), recovery=made.recovery.text)
        child.hear(1 + chance.randrange(3))
        be_busy(chance.randrange(300_000))
        child.kill()
        names = {path.name for path in (made.folder / BACKUP_FOLDER).iterdir()}
        listed = {backup.folder.name for backup in vault.backups()}
        half += any(name.endswith(".partial") for name in names)
        assert {name for name in names if not name.endswith(".partial")} == listed
        newest = vault_at(vault.backups()[0].folder, state=tmp_path / "other state.json") if listed else None
        if newest is not None:
            newest.unlock(made.recovery)
            assert list(newest.journal.each()) == entries
            assert newest.verify() == []
            newest.lock()
    assert half, "no kill fell in the middle"
    vault.unlock(made.recovery)
    vault.backup()
    assert vault.verify() == []
    vault.lock()
    assert not [path.name for path in (made.folder / BACKUP_FOLDER).iterdir() if path.name.endswith(".partial")]
