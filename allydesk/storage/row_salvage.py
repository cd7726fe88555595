"""What is left of a table in a damaged vault, and putting it into a sound one."""

from collections.abc import Mapping, Sequence
from functools import partial
from typing import Any

from sqlalchemy import Column, Connection, RowMapping, Table, select
from sqlalchemy.dialects.sqlite import insert

from allydesk.progress import Progress
from allydesk.storage.database import Database
from allydesk.storage.row_finding import attempt, find_keys
from allydesk.storage.story_records import in_batches

FoundRow = RowMapping | Mapping[str, Any]
"""A row that could be read, or was made of others."""


def rows_left(
    damaged: Database, table: Table, progress: Progress, *, spared: Column[Any] | None = None
) -> tuple[list[FoundRow], bool]:
    """The rows that can be read, in order, and whether those are all, and whole. `progress` hears (0, 0).

    A row that can be read but for the column `spared` is given without it.
    """
    (key,) = table.primary_key
    everything = attempt(damaged, partial(_all_rows, table))
    if everything is not None:
        return [*everything], True
    read: list[FoundRow] = []
    rest = [column for column in table.c if column is not spared]
    for number in find_keys(damaged, key, (select(key).order_by(key.desc()),), progress):
        progress(0, 0)
        row = attempt(damaged, partial(_row, [*table.c], number))
        if row is None and spared is not None:
            row = attempt(damaged, partial(_row, rest, number))
        if row is not None:
            read.append(row)
    return read, False


def present_ids(connection: Connection, table: Table) -> set[str]:
    """The ids of what is there already."""
    return set(connection.execute(select(table.c.id)).scalars())


def put_rows(connection: Connection, table: Table, rows: Sequence[FoundRow], *, with_key: bool = False) -> None:
    """Put them there in their order, but under row ids of the new vault's own unless `with_key`; a row that is there
    under the same id stays."""
    (key,) = table.primary_key
    left_out = "" if with_key else key.name
    for some in in_batches(rows):
        kept = [{name: value for name, value in row.items() if name != left_out} for row in some]
        connection.execute(insert(table).on_conflict_do_nothing(), kept)


def _all_rows(table: Table, connection: Connection) -> Sequence[RowMapping]:
    (key,) = table.primary_key
    return connection.execute(select(table).order_by(key)).mappings().all()


def _row(columns: Sequence[Column[Any]], number: int, connection: Connection) -> RowMapping:
    (key,) = columns[0].table.primary_key
    return connection.execute(select(*columns).where(key == number)).mappings().all()[0]
