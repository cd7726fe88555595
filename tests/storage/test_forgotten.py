"""Somebody who forgot the passphrase comes in by the recovery key, and needs a new passphrase."""

from pathlib import Path

import pytest

from allydesk.errors import Code, VaultError
from allydesk.storage.secrets import Passphrase, RecoveryKey
from allydesk.storage.slots import SlotKind
from tests.vaults import PASSPHRASE, new_vault

NEW = "four other words entirely"


def test_a_forgotten_passphrase_can_be_replaced_after_the_recovery_key(tmp_path: Path) -> None:
    vault = new_vault(tmp_path / "J.allydesk")
    lines = vault.add_recovery_key()
    vault.lock()
    vault.unlock(RecoveryKey(" ".join(lines)))
    assert vault.opened_by is SlotKind.RECOVERY
    vault.change_passphrase(None, NEW)
    vault.unlock(Passphrase(NEW))
    with pytest.raises(VaultError) as caught:
        vault.unlock(Passphrase(PASSPHRASE))
    assert caught.value.code is Code.WRONG_PASSPHRASE


def test_whoever_came_in_otherwise_has_to_know_it(tmp_path: Path) -> None:
    vault = new_vault(tmp_path / "J.allydesk")
    with pytest.raises(VaultError) as caught:
        vault.change_passphrase(None, NEW)
    assert caught.value.code is Code.WRONG_PASSPHRASE
    vault.lock()
    vault.unlock(Passphrase(PASSPHRASE))
    vault.lock()
