"""The copied vault that most tests work on is what a new one would be."""

from pathlib import Path

from allydesk.storage.secrets import Passphrase
from allydesk.storage.vault import Vault
from tests.vaults import PASSPHRASE, Prototype, new_vault, written

_ASKED = (
    "SELECT type, name, sql FROM sqlite_master ORDER BY type, name",
    "SELECT * FROM meta ORDER BY key",
    "PRAGMA user_version",
    "PRAGMA cipher_page_size",
    "PRAGMA cipher_use_hmac",
    "PRAGMA journal_mode",
    "PRAGMA locking_mode",
    "PRAGMA synchronous",
    "PRAGMA secure_delete",
    "PRAGMA foreign_keys",
    "PRAGMA trusted_schema",
    "PRAGMA temp_store",
)


def seen(vault: Vault) -> list[list[tuple[object, ...]]]:
    with vault._opened().database.read() as connection:
        return [[tuple(row) for row in connection.exec_driver_sql(asked)] for asked in _ASKED]


def test_a_copy_is_as_a_new_vault_is_left(prototype: Prototype, tmp_path: Path) -> None:
    new, copy = new_vault(tmp_path / "New.allydesk"), prototype.open_copy(tmp_path / "Copy.allydesk")
    try:
        assert seen(copy) == seen(new)
        assert copy.opened_by is new.opened_by
        assert [slot.kind for slot in copy.slots()] == [slot.kind for slot in new.slots()]
    finally:
        new.lock()
        copy.lock()
    files = [sorted((path.name, path.stat().st_mode) for path in each.folder.iterdir()) for each in (copy, new)]
    assert files[0] == files[1]
    assert copy.folder.stat().st_mode == new.folder.stat().st_mode


def test_what_is_written_in_a_copy_is_encrypted_and_only_in_that_copy(prototype: Prototype, tmp_path: Path) -> None:
    one, other = (prototype.open_copy(tmp_path / name) for name in ("One.allydesk", "Other.allydesk"))
    one.journal.add(written("2026-11-21T21:14", "A title", "words that nobody reads"))
    assert other.journal.count() == 0
    one.lock()
    other.lock()
    assert all(b"nobody reads" not in path.read_bytes() for path in one.folder.iterdir())
    one.unlock(Passphrase(PASSPHRASE))
    assert one.journal.count() == 1
    one.lock()
