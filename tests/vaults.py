"""Real vaults for tests: real SQLCipher, the cheapest key derivation that a vault may have."""

from datetime import UTC, datetime, timedelta
from pathlib import Path

from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.timestamp import Timestamp
from allydesk.storage.keys import FLOOR
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


def at(iso: str) -> Timestamp:
    """A time in UTC unless it says otherwise."""
    return Timestamp.parse(iso, zone=UTC)


def written(
    when: str, title: str = "", text: str = "", tags: tuple[str, ...] = (), mood: int | None = None
) -> NewEntry:
    """An entry on its way in."""
    return NewEntry(Content(at(when), title, text, tags, mood))
