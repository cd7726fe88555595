"""Real vaults for tests: real SQLCipher, the cheapest key derivation that a vault may have."""

import shutil
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path

from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.timestamp import Timestamp
from allydesk.storage.header import Header
from allydesk.storage.keys import FLOOR
from allydesk.storage.opened import open_database
from allydesk.storage.slots import SlotKind
from allydesk.storage.state import DeviceState
from allydesk.storage.vault import Vault

PASSPHRASE = "a quiet tree by the river"


class TestClock:
    """A clock that stands still until it is moved."""

    __test__ = False

    def __init__(self, now: datetime = datetime(2026, 11, 21, 21, 14, tzinfo=UTC)) -> None:
        self.now = now

    def __call__(self) -> datetime:
        return self.now

    def advance(self, **span: float) -> None:
        self.now += timedelta(**span)


def vault_at(folder: Path, *, clock: TestClock | None = None, state: Path | None = None) -> Vault:
    """A vault in that folder, whether there is one or not; its machine's memory lies beside it unless told."""
    memory = DeviceState(state or folder.parent / "state.json")
    return Vault(folder, state=memory, clock=clock or TestClock())


def new_vault(folder: Path, *, clock: TestClock | None = None, state: Path | None = None) -> Vault:
    """A new vault, open."""
    vault = vault_at(folder, clock=clock, state=state)
    vault.create(PASSPHRASE, kdf=FLOOR)
    return vault


@dataclass(frozen=True)
class Prototype:
    """A new vault that was made once. Its copies are for tests of something else than how a vault comes to be: they are
    as `create` leaves a vault, file by file and open, without a third of a second for deriving the key each time.

    The same passphrase opens them all. They share their id too: two that have to differ in it are made by `new_vault`.
    """

    folder: Path
    header: Header
    data_key: bytes = field(repr=False)

    def open_copy(self, folder: Path, *, clock: TestClock | None = None, state: Path | None = None) -> Vault:
        """A copy in that folder, open, as `new_vault` gives one."""
        shutil.copytree(self.folder, folder, dirs_exist_ok=True)
        vault = vault_at(folder, clock=clock, state=state)
        key = bytearray(self.data_key)
        database = open_database(folder, key, self.header.vault_id)
        vault._opened_with(self.header, key, database, opened_by=SlotKind.PASSPHRASE)
        return vault


def make_prototype(place: Path) -> Prototype:
    """A prototype in a folder of that place."""
    vault = new_vault(place / "Prototype.allydesk")
    opened = vault._opened()
    prototype = Prototype(vault.folder, opened.header, bytes(opened.data_key))
    vault.lock()
    return prototype


def at(iso: str) -> Timestamp:
    """A time in UTC unless it says otherwise."""
    return Timestamp.parse(iso, zone=UTC)


def written(
    when: str, title: str = "", text: str = "", tags: tuple[str, ...] = (), mood: int | None = None
) -> NewEntry:
    """An entry on its way in."""
    return NewEntry(Content(at(when), title, text, tags, mood))
