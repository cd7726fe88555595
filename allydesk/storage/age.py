"""Telling an older copy of a vault from the one that was last open here.

The header counts its writes, and the database counts the sessions in which something was written. This machine
remembers both. Whoever puts yesterday's files back, a sync program or a thief of words, has lower numbers.
"""

from pathlib import Path

from sqlalchemy import Connection, Integer, cast, select, update

from allydesk.errors import Code, VaultError
from allydesk.storage.database import Database
from allydesk.storage.header import Header
from allydesk.storage.schema import meta
from allydesk.storage.state import DeviceState, Seen

_IS_GENERATION = meta.c.key == "generation"


def generation_of(database: Database) -> int:
    """How many sessions have written to the database; 0 for one that no migration has touched yet."""
    if database.version() == 0:
        return 0
    with database.read() as connection:
        return connection.execute(select(cast(meta.c.value, Integer)).where(_IS_GENERATION)).scalar_one()


def advance(connection: Connection) -> None:
    """Count this session: the action before its first write, in the same transaction."""
    counted = cast(cast(meta.c.value, Integer) + 1, meta.c.value.type)
    connection.execute(update(meta).where(_IS_GENERATION).values(value=counted))


def check(state: DeviceState, folder: Path, header: Header, database: Database) -> None:
    """Raises `VaultError(OLDER_COPY)` if this machine has seen the vault further on than it is."""
    seen = state.seen(header.vault_id, folder)
    if seen is not None and (header.generation < seen.header or generation_of(database) < seen.database):
        raise VaultError(Code.OLDER_COPY)


def remember(state: DeviceState, folder: Path, header: Header, database: Database) -> None:
    """Note how far the vault has got."""
    state.remember(header.vault_id, folder, Seen(header.generation, generation_of(database)))
