"""What Today shows of the vault, read at one go on the vault's thread."""

from dataclasses import dataclass
from datetime import date
from typing import TYPE_CHECKING

from allydesk.journal.entry import EntrySummary

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

_ON_THIS_DAY = 3
_PINNED = 4


@dataclass(frozen=True, slots=True)
class Found:
    """Entries of other years, the one left open, those pinned, and whether there is any entry at all."""

    on_this_day: tuple[EntrySummary, ...] = ()
    left_open: EntrySummary | None = None
    pinned: tuple[EntrySummary, ...] = ()
    is_empty: bool = False


def find(vault: "Vault", day: date) -> Found:
    """Read it. Raises `VaultError`."""
    return Found(
        on_this_day=tuple(vault.looking_back.on_this_day(day, limit=_ON_THIS_DAY)),
        left_open=vault.journal.left_open(),
        pinned=tuple(vault.journal.pinned()[:_PINNED]),
        is_empty=not vault.journal.newest(limit=1),
    )
