"""Backups: whole vault folders, made under another name, opened once to prove them, and only then put in place."""

import contextlib
import json
import os
import shutil
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path

from allydesk.errors import AllydeskError, Code, VaultError
from allydesk.progress import Progress
from allydesk.storage.database import Database
from allydesk.storage.files import os_errors, sync_folder, write_durably
from allydesk.storage.header import HEADER_NAME, TWIN_NAME
from allydesk.storage.header import read as read_header
from allydesk.storage.opened import DATABASE_FILE, JOURNAL_FILE

HEADER_FILES = (HEADER_NAME, TWIN_NAME)
BACKUP_FOLDER = "backups"
RECENT, DAILY, WEEKLY, MONTHLY = 3, 7, 4, 12
"""How many are kept in any case, and how many days, weeks and months keep their newest."""

_NOTE_FILE = "backup.json"
_NAME_FORMAT = "%Y-%m-%dT%H%M%SZ"
_PARTIAL = ".partial"
_COPY_BYTES = 1 << 20


@dataclass(frozen=True, slots=True)
class Backup:
    """A backup that was proved when it was made: where it lies, when it was made (UTC), how far the vault had got."""

    folder: Path
    made: datetime
    generation: int


def backups_in(vault_folder: Path) -> list[Backup]:
    """The vault's own backups, newest first. Needs no key."""
    found = []
    with contextlib.suppress(OSError):
        for folder in (vault_folder / BACKUP_FOLDER).iterdir():
            made = _made(folder.name)
            if made is not None and (folder / DATABASE_FILE).is_file():
                found.append(Backup(folder, made, _noted_generation(folder)))
    return sorted(found, key=lambda backup: backup.made, reverse=True)


def default_destination(vault_folder: Path, now: datetime) -> Path:
    """Where the vault's own backup of this moment goes."""
    folder = vault_folder / BACKUP_FOLDER
    with os_errors():
        folder.mkdir(mode=0o700, exist_ok=True)
    moment = now.astimezone(UTC)
    while (free := folder / moment.strftime(_NAME_FORMAT)).exists():
        moment += timedelta(seconds=1)
    return free


def make_backup(
    database: Database, vault_folder: Path, destination: Path, *, key: bytearray, generation: int, progress: Progress
) -> None:
    """Write the vault's folder as it is now to `destination`, which must not exist.

    Raises `VaultError`: `ALREADY_EXISTS`, `DISK_FULL`, `READ_ONLY`, `BACKUP_FAILED` when the copy does not open,
    `DAMAGED_HEADER` when the vault's header does not; and whatever `progress` raises. Nothing is left behind by any
    of them.
    """
    with _put_in_place(destination) as partial:
        head = read_header(vault_folder).sealed
        for name in HEADER_FILES:
            # The good one twice, should its twin be damaged.
            write_durably(partial / name, head.data)
        copy = partial / DATABASE_FILE
        database.copy_to(copy, key=key, progress=progress)
        _prove(copy, key)
        write_durably(partial / _NOTE_FILE, json.dumps({"generation": generation}).encode("ascii"))


def restore(backup: Path, destination: Path, *, progress: Progress) -> None:
    """Copy a backup to a new vault folder. Never over anything: raises `VaultError(ALREADY_EXISTS)`.

    Also raises `NOT_A_BACKUP` when there is no vault in it, `DISK_FULL`, `READ_ONLY`, `FOLDER_GONE`.
    """
    if not (backup / DATABASE_FILE).is_file() or not any((backup / name).is_file() for name in HEADER_FILES):
        raise VaultError(Code.NOT_A_BACKUP)
    with _put_in_place(destination) as partial:
        total = (backup / DATABASE_FILE).stat().st_size
        # With the journal that a kill has left, or a half-made change in the database would pass for a whole one.
        for name in (*HEADER_FILES, JOURNAL_FILE):
            if (backup / name).is_file():
                _copy(backup / name, partial / name)
        _copy(backup / DATABASE_FILE, partial / DATABASE_FILE, report=lambda done: progress(done, total))


def to_let_go(backups: Iterable[Backup]) -> list[Backup]:
    """Those that the rotation no longer keeps: not the newest few, nor any day's, week's or month's newest."""
    ordered = sorted(backups, key=lambda backup: backup.made, reverse=True)
    periods: tuple[tuple[int, Callable[[Backup], tuple[int, ...]]], ...] = (
        (DAILY, lambda backup: (backup.made.year, backup.made.month, backup.made.day)),
        (WEEKLY, lambda backup: backup.made.isocalendar()[:2]),
        (MONTHLY, lambda backup: (backup.made.year, backup.made.month)),
    )
    kept = {backup.folder for backup in ordered[:RECENT]}
    for how_many, period in periods:
        newest: dict[tuple[int, ...], Backup] = {}
        for backup in ordered:
            newest.setdefault(period(backup), backup)
        kept.update(backup.folder for backup in list(newest.values())[:how_many])
    return [backup for backup in ordered if backup.folder not in kept]


def rotate(vault_folder: Path, *, made: Path) -> None:
    """Delete the vault's own backups that the rotation no longer keeps, and what a power cut left half made.

    `made` is the one just made, which stays: where a clock was put back it may not be the newest by its name.
    """
    for backup in to_let_go(backups_in(vault_folder)):
        if backup.folder == made:
            continue
        with contextlib.suppress(OSError):
            # Not a backup any longer, however far the deleting gets.
            backup.folder.rename(backup.folder.with_name(backup.folder.name + _PARTIAL))
    with contextlib.suppress(OSError):
        for left in (vault_folder / BACKUP_FOLDER).glob(f"*{_PARTIAL}"):
            shutil.rmtree(left, ignore_errors=True)


@contextlib.contextmanager
def _put_in_place(destination: Path) -> Iterator[Path]:
    """A folder under a temporary name beside the destination; it takes the destination's name if all goes well."""
    if destination.exists():
        raise VaultError(Code.ALREADY_EXISTS, path=str(destination))
    partial = destination.with_name(destination.name + _PARTIAL)
    shutil.rmtree(partial, ignore_errors=True)
    try:
        with os_errors():
            partial.mkdir(mode=0o700)
            yield partial
            sync_folder(partial)
            partial.rename(destination)
            sync_folder(destination.parent)
    finally:
        shutil.rmtree(partial, ignore_errors=True)


def _prove(copy: Path, key: bytearray) -> None:
    try:
        opened = Database(copy, key=key)
        try:
            with opened.read() as connection:
                damage = connection.exec_driver_sql("PRAGMA cipher_integrity_check").all()
                sound = connection.exec_driver_sql("PRAGMA quick_check").scalar_one() == "ok"
        finally:
            opened.close()
    except AllydeskError as problem:
        raise VaultError(Code.BACKUP_FAILED) from problem
    if damage or not sound:
        raise VaultError(Code.BACKUP_FAILED)


def _copy(source: Path, target: Path, *, report: Callable[[int], None] = lambda _done: None) -> None:
    with os_errors(), source.open("rb") as reader, target.open("xb") as writer:
        target.chmod(0o600)
        while piece := reader.read(_COPY_BYTES):
            writer.write(piece)
            report(writer.tell())
        writer.flush()
        os.fsync(writer.fileno())


def _made(name: str) -> datetime | None:
    try:
        return datetime.strptime(name, _NAME_FORMAT).replace(tzinfo=UTC)
    except ValueError:
        return None


def _noted_generation(folder: Path) -> int:
    try:
        return int(json.loads((folder / _NOTE_FILE).read_bytes())["generation"])
    except (OSError, ValueError, KeyError, TypeError):
        return 0
