"""A vault: a folder that secrets open. Everything here runs on the vault's one thread.

While a vault is open its data key is in memory, because a change to the slots must be authenticated with it. Locking
zeroes it, and the key that SQLCipher was given.
"""

import contextlib
import os
import platform
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta
from pathlib import Path

from allydesk.errors import Cancelled, Code, VaultError
from allydesk.ids import new_uuid7
from allydesk.progress import Progress, part, unreported
from allydesk.storage import age, header, letting_go, recovery, rotation, verify
from allydesk.storage import backup as backups
from allydesk.storage.backup import Backup
from allydesk.storage.database import Database
from allydesk.storage.device import DeviceKeys
from allydesk.storage.files import os_errors, sync_folder
from allydesk.storage.header import FoundHeader, Header
from allydesk.storage.journal import Clock
from allydesk.storage.keys import KdfParameters, calibrate, new_key, prepare_passphrase, zero
from allydesk.storage.opened import (
    DATABASE_FILE,
    JOURNAL_FILE,
    Contents,
    Opened,
    contents_of,
    database_key,
    open_database,
)
from allydesk.storage.practice_salvage import salvage_practice
from allydesk.storage.rooms import OpenRooms
from allydesk.storage.salvage import Salvaged, salvage, salvage_shelves
from allydesk.storage.secrets import Passphrase, Secret, data_key_for
from allydesk.storage.slots import Slot, SlotId, SlotKind, seal
from allydesk.storage.state import DeviceState
from allydesk.storage.story_salvage import salvage_story
from allydesk.storage.verify import Finding, Trouble

VAULT_SUFFIX = ".allydesk"
_BACKUP_PER_CENT = 20
"""Of the time it takes to bring a vault up to date; measured with 10,000 entries."""


class Vault(OpenRooms):
    """One place on the disk, open or locked."""

    def __init__(self, folder: Path, *, state: DeviceState, clock: Clock, devices: DeviceKeys | None = None) -> None:
        self._folder = folder
        self._state = state
        self._clock = clock
        self._devices = devices or DeviceKeys()
        self._open: Opened | None = None

    # What it is

    @property
    def folder(self) -> Path:
        """Where it lies."""
        return self._folder

    @property
    def name(self) -> str:
        """What it is called: its folder's name without the ending."""
        return self._folder.name.removesuffix(VAULT_SUFFIX)

    @property
    def exists(self) -> bool:
        """Whether there is a vault in the folder, damaged or not."""
        return any((self._folder / name).exists() for name in (header.HEADER_NAME, header.TWIN_NAME, DATABASE_FILE))

    @property
    def is_open(self) -> bool:
        """Whether it has been unlocked and not yet locked again."""
        return self._open is not None

    @property
    def opened_by(self) -> SlotKind | None:
        """The kind of slot that opened it; None while it is locked."""
        return None if self._open is None else self._open.opened_by

    def slots(self) -> tuple[Slot, ...]:
        """The ways to open it; also while it is locked.

        Raises `VaultError`: `DAMAGED_HEADER`, `NEWER_VERSION`, `FOLDER_GONE`, `NOT_A_VAULT`.
        """
        if self._open is not None:
            return self._open.header.slots
        return _read_header(self._folder).sealed.claimed.slots

    def check_secret(self, secret: Secret) -> None:
        """Whether the secret opens the header, whatever the database is like. Raises `VaultError` as `unlock`."""
        found = _read_header(self._folder)
        data_key, _ = data_key_for(secret, found.sealed.claimed, devices=self._devices)
        try:
            found.sealed.authenticate(data_key)
        finally:
            zero(data_key)

    # Making, opening, closing

    def create(self, passphrase: str, *, kdf: KdfParameters | None = None) -> None:
        """Make the vault and leave it open. `kdf` is found out by trying when it is not given, about a second each.

        Raises `VaultError`: `ALREADY_EXISTS` for a folder that has anything in it, `PASSPHRASE_EMPTY`,
        `PASSPHRASE_CHARACTER`, `DISK_FULL`, `READ_ONLY`, `FOLDER_GONE`. Nothing is left behind by any of them.
        """
        secret = prepare_passphrase(passphrase)
        data_key = new_key()
        vault_id = bytes.fromhex(new_uuid7().replace("-", ""))
        try:
            with self._new_folder():
                slot = self._seal(SlotKind.PASSPHRASE, secret, data_key, vault_id, kdf=kdf or calibrate())
                head = Header(vault_id=vault_id, generation=1, created=self._stamp(), slots=(slot,))
                database = open_database(self._folder, data_key, vault_id, fresh=True)
                try:
                    database.migrate()
                    # The database first: a header is the sign that a vault is whole.
                    header.write(self._folder, head, data_key=data_key)
                    sync_folder(self._folder.parent)
                    self._opened_with(head, data_key, database, opened_by=SlotKind.PASSPHRASE)
                except BaseException:
                    database.close()
                    raise
        except BaseException:
            zero(data_key)
            raise
        finally:
            zero(secret)

    def unlock(self, secret: Secret, *, accept_older: bool = False, progress: Progress = unreported) -> None:
        """Open it. Unlocking an open vault locks it first. `progress` is heard only where the vault has to be brought
        up to this version's format, in per cent; that cannot be cancelled.

        Raises `VaultError`: `WRONG_PASSPHRASE`, `WRONG_RECOVERY_KEY`, `RECOVERY_KEY_MISTYPED`, `KEYRING_UNAVAILABLE`,
        `KEYRING_KEY_MISSING`, `DAMAGED_HEADER`, `TAMPERED_HEADER`, `DAMAGED_VAULT`, `NEWER_VERSION`, `IN_USE`,
        `READ_ONLY`, `DISK_FULL`, `FOLDER_GONE`, `NOT_A_VAULT`, and `OLDER_COPY` unless `accept_older`.
        """
        self.lock()
        found = _read_header(self._folder)
        data_key, way = data_key_for(secret, found.sealed.claimed, devices=self._devices)
        try:
            head = found.sealed.authenticate(data_key)
            _check_writable(self._folder)
            if head.pending is None:
                database = open_database(self._folder, data_key, head.vault_id)
            else:
                head, data_key, database = rotation.finish(self._folder, head, head.pending, data_key)
            try:
                # First of all whether it is of a format we know; nothing else in it can be asked before.
                needs_migration = database.needs_migration()
                if not accept_older:
                    age.check(self._state, self._folder, head, database)
                if needs_migration:
                    self._migrate(head, data_key, database, progress)
                self._opened_with(head, data_key, database, opened_by=way.kind)
            except BaseException:
                database.close()
                raise
        except BaseException:
            zero(data_key)
            raise
        header.sweep_unfinished(self._folder)
        if found.needs_mending and head == found.sealed.claimed:
            # A twin that cannot be mended today, on a full disk say, is no reason to keep a person out.
            with contextlib.suppress(VaultError):
                found.mend(data_key=data_key)

    def lock(self) -> None:
        """Close it and zero its keys. A locked vault stays locked."""
        opened, self._open = self._open, None
        if opened is None:
            return
        try:
            # This machine's memory is a warning light; a vault closes without it.
            with contextlib.suppress(VaultError, OSError):
                age.remember(self._state, self._folder, opened.header, opened.database)
        finally:
            opened.close()

    # Slots

    def change_passphrase(self, old: str | None, new: str) -> None:
        """Replace the passphrase. Backups made before still open with the old one. Whoever opened the vault by its
        recovery key has most likely forgotten it: then, and only then, `old` may be None.

        Raises `VaultError`: `LOCKED`, `WRONG_PASSPHRASE`, `PASSPHRASE_EMPTY`, `PASSPHRASE_CHARACTER`, and what writing
        a file can raise.
        """
        opened = self._opened()
        fresh = prepare_passphrase(new)
        try:
            slot = self._slot_of(opened, old) if old is not None else _forgotten_slot(opened)
            sealed = self._seal(
                SlotKind.PASSPHRASE, fresh, opened.data_key, opened.header.vault_id, kdf=slot.kdf, label=slot.label
            )
        finally:
            zero(fresh)
        opened.replace_slots(tuple(sealed if item.id == slot.id else item for item in opened.header.slots))

    def add_recovery_key(self) -> tuple[str, ...]:
        """Make a recovery key; the lines to print, which cannot be shown again. An earlier one no longer opens it."""
        opened = self._opened()
        key = recovery.new_recovery_key()
        try:
            sealed = self._seal(SlotKind.RECOVERY, key, opened.data_key, opened.header.vault_id)
            others = tuple(item for item in opened.header.slots if item.kind is not SlotKind.RECOVERY)
            opened.replace_slots((*others, sealed))
            return recovery.printed(key)
        finally:
            zero(key)

    def add_device_key(self) -> None:
        """Let this computer's keyring open it. Raises `VaultError(KEYRING_UNAVAILABLE)`."""
        opened = self._opened()
        key = new_key()
        label = platform.node()[:100]
        try:
            self._devices.store(opened.header.vault_id, key)
            sealed = self._seal(SlotKind.DEVICE, key, opened.data_key, opened.header.vault_id, label=label)
            others = [item for item in opened.header.slots if (item.kind, item.label) != (SlotKind.DEVICE, label)]
            opened.replace_slots((*others, sealed))
        finally:
            zero(key)

    def remove_slot(self, slot_id: SlotId) -> None:
        """Take a way in away. Raises `VaultError`: `NO_SUCH_SLOT`, and `LAST_SLOT` for the only passphrase."""
        opened = self._opened()
        slot = next((item for item in opened.header.slots if item.id == slot_id), None)
        if slot is None:
            raise VaultError(Code.NO_SUCH_SLOT)
        others = tuple(item for item in opened.header.slots if item.id != slot_id)
        if not any(item.kind.from_passphrase for item in others):
            raise VaultError(Code.LAST_SLOT)
        opened.replace_slots(others)
        if slot.kind is SlotKind.DEVICE and slot.label == platform.node()[:100]:
            # The slot is gone, so the key in the keyring opens nothing; a keyring that is away may keep it.
            with contextlib.suppress(VaultError):
                self._devices.forget(opened.header.vault_id)

    def rotate_key(self, passphrase: str, *, progress: Progress = unreported) -> tuple[str, ...]:
        """Encrypt the whole vault under a new key, after a backup. The passphrase stays as it is; this computer's
        keyring too, when it can be reached. A recovery key is replaced: the new one's lines, or () if there was none.

        Stopped at any point, the vault opens with the same passphrase, under exactly one of the two keys.
        Raises `VaultError`: `LOCKED`, `WRONG_PASSPHRASE`, and what a backup and writing files can raise.
        """
        opened = self._opened()
        slot = self._slot_of(opened, passphrase)
        had_recovery = any(item.kind is SlotKind.RECOVERY for item in opened.header.slots)
        self.backup(progress=progress)
        new_data_key = new_key()
        secret = prepare_passphrase(passphrase)
        try:
            vault_id = opened.header.vault_id
            kept = self._seal(SlotKind.PASSPHRASE, secret, new_data_key, vault_id, kdf=slot.kdf, label=slot.label)
            rotation.rotate(opened, new_data_key, (kept, *self._device_slots(opened, new_data_key)))
        except BaseException:
            if opened.data_key is not new_data_key:
                zero(new_data_key)
            raise
        finally:
            zero(secret)
        return self.add_recovery_key() if had_recovery else ()

    # Keeping it whole

    def verify(self, *, progress: Progress = unreported) -> list[Finding]:
        """Every trouble that can be found; none is an empty list. Raises `VaultError(LOCKED)` and `Cancelled`."""
        opened = self._opened()
        damaged = verify.damaged_headers(self._folder)
        findings = [Finding(Trouble.HEADER_TWIN, damaged)] if damaged else []
        return findings + verify.verify_database(opened.database, progress=progress)

    def backup(self, destination: Path | None = None, *, progress: Progress = unreported) -> Path:
        """Make a backup, prove it, and return where it is; among the vault's own when no destination is given.

        The vault's own are thinned to 7 days, 4 weeks and 12 months. Raises `VaultError`: `ALREADY_EXISTS`,
        `DISK_FULL`, `READ_ONLY`, `FOLDER_GONE`, `BACKUP_FAILED`, `LOCKED`; and `Cancelled`.
        """
        opened = self._opened()
        target = destination or backups.default_destination(self._folder, self._clock())
        generation = age.generation_of(opened.database)
        with opened.database_key() as key:
            backups.make_backup(
                opened.database, self._folder, target, key=key, generation=generation, progress=progress
            )
        if destination is None:
            backups.rotate(self._folder, made=target)
            # So that what is written from now on in this session counts as written since.
            opened.database.before_first_write(age.advance)
        return target

    def backup_if_due(self, *, progress: Progress = unreported) -> Path | None:
        """Make a backup when a day has passed since the last one and something was written since; where it is.

        Then goes what the backup holds and the vault need not: old versions are thinned, and what has been in the trash
        for its time is deleted for good; see `letting_go` for when that is. Should that fail, the next one does it.
        """
        opened = self._opened()
        if age.generation_of(opened.database) == 0:
            return None
        earlier = self.backups()
        newest = next(iter(earlier), None)
        if newest is not None:
            # Either way: a backup from the future is a clock that was wrong, then or now.
            fresh = abs(self._clock() - newest.made) < timedelta(days=1)
            if fresh or newest.generation >= age.generation_of(opened.database):
                return None
        made = self.backup(progress=progress)
        # The backup is made, and to say that it could not be made would be wrong.
        with contextlib.suppress(VaultError, Cancelled):
            contents = opened.contents
            letting_go.let_go(contents.journal, opened.database, now=self._clock(), earlier=earlier, progress=progress)
        return made

    def salvage_from(self, damaged: "Vault", secret: Secret, *, progress: Progress = unreported) -> Salvaged:
        """Bring into this open vault what can be read in a damaged one, which is only read; it may be open itself.

        Raises `VaultError` as `unlock` does where not even the damaged vault's first page can be read.
        """
        opened = self._opened()
        if damaged.is_open:
            # Its own connection: a second one to the same file, once closed, would drop the first one's lock.
            return self._salvage(damaged._opened().database, opened, progress)  # noqa: SLF001 - another vault's, of this class
        found = _read_header(damaged.folder)
        data_key, _ = data_key_for(secret, found.sealed.claimed, devices=self._devices)
        try:
            head = found.sealed.authenticate(data_key)
            database = rotation.open_either(damaged.folder, head, data_key)
            try:
                return self._salvage(database, opened, progress)
            finally:
                database.close()
        finally:
            zero(data_key)

    def backups(self) -> list[Backup]:
        """The vault's own backups, newest first; also while it is locked."""
        return backups.backups_in(self._folder)

    # Inside

    def _contents(self) -> Contents:
        return self._opened().contents

    def _salvage(self, damaged: Database, into: Opened, progress: Progress) -> Salvaged:
        salvage_shelves(damaged, into.database)
        rooms = {
            "story_whole": salvage_story(damaged, into.database, now=self._clock(), progress=progress),
            "practice_whole": salvage_practice(damaged, into.database, now=self._clock(), progress=progress),
        }
        return replace(salvage(damaged, into.contents.journal, progress=progress), **rooms)

    def _opened(self) -> Opened:
        if self._open is None:
            raise VaultError(Code.LOCKED)
        return self._open

    def _opened_with(self, head: Header, data_key: bytearray, database: Database, *, opened_by: SlotKind) -> None:
        database.before_first_write(age.advance)
        with contextlib.suppress(VaultError, OSError):
            age.remember(self._state, self._folder, head, database)
        contents = contents_of(database, self._clock)
        self._open = Opened(self._folder, head, data_key, database, contents, opened_by)

    def _migrate(self, head: Header, data_key: bytearray, database: Database, progress: Progress) -> None:
        def told(done: int, total: int) -> None:
            with contextlib.suppress(Cancelled):
                progress(done, total)

        target = backups.default_destination(self._folder, self._clock())
        with database_key(data_key, head.vault_id) as key:
            copying = part(told, 0, _BACKUP_PER_CENT)
            backups.make_backup(database, self._folder, target, key=key, generation=0, progress=copying)
        database.migrate(progress=part(told, _BACKUP_PER_CENT, 100))

    @contextlib.contextmanager
    def _new_folder(self) -> Iterator[None]:
        """The vault's folder, empty; taken away again if the block fails."""
        with os_errors():
            made = not self._folder.exists()
            if not made and (not self._folder.is_dir() or any(self._folder.iterdir())):
                raise VaultError(Code.ALREADY_EXISTS, path=str(self._folder))
            self._folder.mkdir(parents=True, exist_ok=True, mode=0o700)
        try:
            with os_errors():
                yield
        except BaseException:
            with contextlib.suppress(OSError):
                for left in (header.HEADER_NAME, header.TWIN_NAME, DATABASE_FILE, JOURNAL_FILE):
                    (self._folder / left).unlink(missing_ok=True)
            if made:
                shutil.rmtree(self._folder, ignore_errors=True)
            raise

    def _slot_of(self, opened: Opened, passphrase: str) -> Slot:
        key, slot = data_key_for(Passphrase(passphrase), opened.header, devices=self._devices)
        zero(key)
        return slot

    def _device_slots(self, opened: Opened, new_data_key: bytearray) -> list[Slot]:
        """This computer's slot for the new key; none where there was none, or where its keyring is away."""
        label = platform.node()[:100]
        if not any((item.kind, item.label) == (SlotKind.DEVICE, label) for item in opened.header.slots):
            return []
        try:
            secret = self._devices.fetch(opened.header.vault_id)
        except VaultError:
            return []
        try:
            return [self._seal(SlotKind.DEVICE, secret, new_data_key, opened.header.vault_id, label=label)]
        finally:
            zero(secret)

    def _stamp(self) -> str:
        return self._clock().astimezone(UTC).isoformat(timespec="seconds")

    def _seal(
        self,
        kind: SlotKind,
        secret: bytearray,
        data_key: bytearray,
        vault_id: bytes,
        *,
        kdf: KdfParameters | None = None,
        label: str = "",
    ) -> Slot:
        return seal(
            kind=kind,
            secret=secret,
            data_key=data_key,
            vault_id=vault_id,
            label=label,
            created=self._stamp(),
            kdf=kdf,
        )


def _read_header(folder: Path) -> FoundHeader:
    """As `header.read`; but a folder with a database in it is a vault that has lost its header, and says so."""
    try:
        return header.read(folder)
    except VaultError as problem:
        if problem.code is Code.NOT_A_VAULT and (folder / DATABASE_FILE).exists():
            raise VaultError(Code.DAMAGED_HEADER) from None
        raise


def _check_writable(folder: Path) -> None:
    """Refuse a folder in which the first save would fail. Raises `VaultError(READ_ONLY)`."""
    for path in (folder, folder / DATABASE_FILE):
        if path.exists() and not os.access(path, os.W_OK):
            raise VaultError(Code.READ_ONLY)


def _forgotten_slot(opened: Opened) -> Slot:
    if opened.opened_by is not SlotKind.RECOVERY:
        raise VaultError(Code.WRONG_PASSPHRASE)
    return next(slot for slot in opened.header.slots if slot.kind is SlotKind.PASSPHRASE)
