"""What is brought back of a damaged vault where there is no journal in it."""

from pathlib import Path

import pytest

from allydesk.errors import Code, VaultError
from allydesk.progress import unreported
from allydesk.storage.keys import FLOOR
from allydesk.storage.vault import Vault
from allydesk.ui.vaults import BroughtBack, Vaults
from tests.fixtures.practice_room import full_run
from tests.vaults import PASSPHRASE, Prototype, vault_at


@pytest.fixture
def vaults() -> Vaults:
    return Vaults(make=vault_at, kdf=FLOOR)


@pytest.fixture
def vault(prototype: Prototype, tmp_path: Path) -> Vault:
    """Open, without an entry."""
    return prototype.open_copy(tmp_path / "Mine.allydesk")


def test_whoever_only_practises_gets_it_back(vaults: Vaults, vault: Vault) -> None:
    vault.practice.keep_run(run := full_run())
    vault.practice.keep_run(full_run())
    with vault._opened().database.write() as connection:
        connection.exec_driver_sql("UPDATE run SET moves = '[{}]' WHERE run_id = 2")
    vault.lock()
    found = vaults.bring_back(vault.folder, PASSPHRASE, unreported)
    folder = vault.folder.with_name("Mine (brought back).allydesk")
    assert found == BroughtBack(folder, whole=0, partial=0, lost=0, practice_whole=False)
    new = vaults.unlock(folder, next(iter(vaults.about(folder).ways)), PASSPHRASE)
    assert [one.id for one in new.practice.runs()] == [run.id]
    assert new.verify() == []
    new.lock()


def test_of_nothing_no_vault_is_made(vaults: Vaults, vault: Vault) -> None:
    vault.lock()
    with pytest.raises(VaultError) as raised:
        vaults.bring_back(vault.folder, PASSPHRASE, unreported)
    assert raised.value.code is Code.DAMAGED_VAULT
    assert [path.name for path in vault.folder.parent.glob("*.allydesk")] == [vault.folder.name]
