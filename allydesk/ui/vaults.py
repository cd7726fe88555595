"""The vaults of this computer, as the pages outside see them.

The storage is imported by the first call, on the vault's thread, and not with this module: the unlock page is on the
screen by then, and whoever opens the application never waits for the database and the ciphers to load.
"""

import shutil
from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING

from allydesk.errors import Code, VaultError
from allydesk.progress import Progress, unreported

if TYPE_CHECKING:
    from allydesk.storage.keys import KdfParameters
    from allydesk.storage.secrets import Secret
    from allydesk.storage.vault import Vault

SUFFIX = ".allydesk"
"""How the name of a vault's folder ends."""


class Way(StrEnum):
    """A way to unlock a vault."""

    PASSPHRASE = "passphrase"  # noqa: S105 - the name of a way, not a secret
    RECOVERY_KEY = "recovery-key"
    KEYRING = "keyring"


@dataclass(frozen=True, slots=True)
class Copy:
    """A backup that can be restored. `made` is in the person's own zone."""

    folder: Path
    made: datetime


@dataclass(frozen=True, slots=True)
class About:
    """What can be known of a vault while it is locked. `backups` are newest first."""

    ways: frozenset[Way]
    backups: tuple[Copy, ...]


@dataclass(frozen=True, slots=True)
class BroughtBack:
    """A vault made of what could be read in a damaged one: how many entries came whole, how many in part (without their
    tags, people, earlier versions or files), and how many are known to have been there and could not be read.
    `story_whole` and `practice_whole`: whether all of these rooms came too."""

    folder: Path
    whole: int
    partial: int
    lost: int
    story_whole: bool = True
    practice_whole: bool = True


class Vaults:
    """Opens, makes and restores vaults. Everything but `name_of` is called on the vault's thread.

    `make` gives the vault of a folder; `kdf` is the cost of a new passphrase, found out by trying when it is None.
    """

    def __init__(self, *, make: "Callable[[Path], Vault]", kdf: "KdfParameters | None" = None) -> None:
        self._make = make
        self._kdf = kdf

    @staticmethod
    def name_of(folder: Path) -> str:
        """What a vault is called: its folder's name without the ending."""
        return folder.name.removesuffix(SUFFIX)

    def about(self, folder: Path) -> About:
        """The ways into a vault. Raises `VaultError`: `NOT_A_VAULT`, `FOLDER_GONE`, and those of a damaged header."""
        from allydesk.storage.slots import SlotKind  # noqa: PLC0415 - late, as the module says

        ways = {
            SlotKind.PASSPHRASE: Way.PASSPHRASE,
            SlotKind.MEMBER: Way.PASSPHRASE,
            SlotKind.RECOVERY: Way.RECOVERY_KEY,
            SlotKind.DEVICE: Way.KEYRING,
        }
        vault = self._make(folder)
        return About(ways=frozenset(ways[slot.kind] for slot in vault.slots()), backups=self.backups(folder))

    def backups(self, folder: Path) -> tuple[Copy, ...]:
        """The vault's own backups, newest first; also of a vault too damaged to say anything else."""
        return tuple(Copy(each.folder, each.made.astimezone()) for each in self._make(folder).backups())

    def unlock(
        self,
        folder: Path,
        way: Way,
        typed: str = "",
        *,
        accept_older: bool = False,
        progress: Progress = unreported,
    ) -> "Vault":
        """The vault, open. `progress` is heard, in per cent, only where it has to be brought up to date first.

        Raises `VaultError` as `Vault.unlock`.
        """
        vault = self._make(folder)
        vault.unlock(_secret(way, typed), accept_older=accept_older, progress=progress)
        return vault

    def create(self, folder: Path, passphrase: str) -> "Vault":
        """A new vault, open. Raises `VaultError` as `Vault.create`."""
        vault = self._make(folder)
        vault.create(passphrase, kdf=self._kdf)
        return vault

    def restore(self, backup: Path, beside: Path, progress: Progress) -> Path:
        """Copy a backup to a new vault beside another; where it is. Raises `VaultError` as `backup.restore`."""
        from allydesk.storage.backup import restore  # noqa: PLC0415 - late, as the module says

        destination = _free_name(beside, "restored")
        restore(backup, destination, progress=progress)
        return destination

    def bring_back(self, damaged: "Path | Vault", passphrase: str, progress: Progress) -> "BroughtBack":
        """Copy what can be read in a damaged vault, open or in a folder, to a new one beside it with that passphrase.

        The passphrase has to open the damaged one. Nothing is left behind by what this raises: `VaultError` as
        `Vault.unlock` and `Vault.create`, `DAMAGED_VAULT` where nothing could be read; and `Cancelled`.
        """
        from allydesk.storage.secrets import Passphrase  # noqa: PLC0415 - late, as the module says

        source = self._make(damaged) if isinstance(damaged, Path) else damaged
        source.check_secret(Passphrase(passphrase))
        progress(0, 0)
        new = self._make(_free_name(source.folder, "brought back"))
        new.create(passphrase, kdf=self._kdf)
        try:
            found = new.salvage_from(source, Passphrase(passphrase), progress=progress)
            _refuse_nothing(new)
        except BaseException:
            new.lock()
            shutil.rmtree(new.folder, ignore_errors=True)  # it was made a moment ago, of copies alone
            raise
        new.lock()
        return BroughtBack(
            new.folder,
            whole=found.whole,
            partial=found.partial,
            lost=found.lost,
            story_whole=found.story_whole,
            practice_whole=found.practice_whole,
        )


def _refuse_nothing(made: "Vault") -> None:
    if not made.journal.anything_kept():
        raise VaultError(Code.DAMAGED_VAULT)


def _secret(way: Way, typed: str) -> "Secret":
    from allydesk.storage.secrets import DeviceKey, Passphrase, RecoveryKey  # noqa: PLC0415 - late, as the module says

    if way is Way.PASSPHRASE:
        return Passphrase(typed)
    return RecoveryKey(typed) if way is Way.RECOVERY_KEY else DeviceKey()


def _free_name(vault: Path, how: str) -> Path:
    """ "Journal (restored).allydesk", and with a number where that is taken."""
    name = vault.name.removesuffix(SUFFIX)
    number = 1
    while True:
        suffix = how if number == 1 else f"{how} {number}"
        path = vault.with_name(f"{name} ({suffix}){SUFFIX}")
        if not path.exists():
            return path
        number += 1
