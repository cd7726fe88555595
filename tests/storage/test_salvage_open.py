"""Salvage out of a vault that is open: by its own connection, which keeps its lock."""

from pathlib import Path

from allydesk.errors import Code
from allydesk.storage.opened import DATABASE_FILE
from allydesk.storage.salvage import Salvaged
from allydesk.storage.vault import Vault
from tests.storage.bare import PAGE, decrypted_pages, flip_bit
from tests.storage.made import Made, refusal
from tests.vaults import new_vault, vault_at, written


def test_an_open_vault_gives_what_can_be_read_and_stays_open(vault: Vault, made: Made, tmp_path: Path) -> None:
    vault.unlock(made.recovery)
    with vault._opened().database_key() as key:
        pages = decrypted_pages(vault.folder / DATABASE_FILE, bytes(key))
    page = next(number for number, page in pages.items() if bytes(range(256)) in page)
    flip_bit(vault.folder / DATABASE_FILE, (page - 1) * PAGE * 8 + 7)
    new = new_vault(tmp_path / "N.allydesk")
    assert new.salvage_from(vault, made.recovery) == Salvaged(whole=9, partial=1, lost=0)
    assert new.verify() == []
    new.lock()
    assert vault.journal.count() == 10
    assert refusal(lambda: vault_at(vault.folder).unlock(made.recovery)) is Code.IN_USE
    vault.journal.add(written("2026-06-01", "can be written to"))
    assert vault.journal.count() == 11
