"""A vault that is made once and copied for each test: deriving a key takes a third of a second, a copy nothing."""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path

import pytest

from allydesk.errors import AllydeskError, Code
from allydesk.ids import EntryId
from allydesk.journal.entry import NewAttachment
from allydesk.storage.secrets import RecoveryKey
from allydesk.storage.vault import Vault
from tests.vaults import TestClock, new_vault, vault_at, written

NAME = "V.allydesk"


@dataclass(frozen=True)
class Made:
    """A locked vault with a recovery key, which opens it without deriving anything, and ten entries."""

    folder: Path
    recovery: RecoveryKey
    entries: tuple[EntryId, ...]

    def vault(self) -> Vault:
        """The vault itself, locked."""
        return vault_at(self.folder)

    def copy_to(self, place: Path, *, clock: TestClock | None = None) -> Vault:
        """A locked copy of it, in a folder of that place."""
        shutil.copytree(self.folder, place / NAME)
        return vault_at(place / NAME, clock=clock)

    def opened_in(self, place: Path, *, clock: TestClock | None = None) -> Vault:
        """An open copy of it."""
        vault = self.copy_to(place, clock=clock)
        vault.unlock(self.recovery)
        return vault


def make(place: Path) -> Made:
    """A new one in that place."""
    vault = new_vault(place / NAME)
    recovery = RecoveryKey("\n".join(vault.add_recovery_key()))
    entries = tuple(
        vault.journal.add(written(f"2026-05-{day:02}", f"day {day}", f"words of day {day}", ("diary", f"tag {day}"))).id
        for day in range(1, 11)
    )
    vault.journal.attach(entries[0], NewAttachment("file.bin", "application/octet-stream", bytes(range(256)) * 40))
    vault.lock()
    return Made(vault.folder, recovery, entries)


def refusal(attempt: Callable[[], object]) -> Code:
    """The code of the error that it has to raise."""
    with pytest.raises(AllydeskError) as caught:
        attempt()
    return caught.value.code


def everything_in(folder: Path) -> dict[str, bytes]:
    """Every file below the folder and what is in it."""
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


def opened_key(vault: Vault) -> bytes:
    """The database's key of an open vault."""
    with vault._opened().database_key() as key:
        return bytes(key)
