"""The steps of keeping an entry, each inside a transaction of the caller's."""

from collections.abc import Sequence
from dataclasses import replace
from typing import Any

from sqlalchemy import Connection, Row, delete, insert, update

from allydesk.journal.entry import Content, Entry
from allydesk.journal.links import link_keys
from allydesk.storage import labels, records
from allydesk.storage.positions import place
from allydesk.storage.reading import entry_at, row_of
from allydesk.storage.schema import entry, entry_link
from allydesk.storage.sittings import SITTING_STORED, loses_much
from allydesk.storage.standing import StandingEntries, make_way
from allydesk.storage.versions import add_version


def replace_content(
    connection: Connection, row: Row[Any], before: Entry, content: Content, *, now: int, keep: bool, seconds: int
) -> Entry:
    """Put `content`, which is storable and not what is there, in the place of what is there.

    What was there becomes a version when a sitting has passed since the last one was kept, when much is taken away,
    or when `keep` asks for it.
    """
    keep = keep or loses_much(row.text, content.text) or now - row.sitting >= SITTING_STORED
    keep = keep and not before.is_empty
    position = row.position
    if keep:
        add_version(connection, position, before.content, saved=row.modified)
    if content.created.instant != row.instant:
        position = _move(connection, position, content.created.instant)
    columns = {
        **records.content_columns(content),
        **_derived(row, content),
        "modified": now,
        "sitting": now if keep else row.sitting,
        "seconds": row.seconds + seconds,
    }
    # Only what changes: the search index is written anew for a title or a text that is named at all.
    changed = {name: value for name, value in columns.items() if value != getattr(row, name)}
    if changed:
        connection.execute(update(entry).where(entry.c.position == position).values(changed))
    if (keys := link_keys(content.text)) != link_keys(row.text):
        _set_links(connection, position, keys)
    renamed = False
    for kind, names, old in (
        (labels.TAGS, content.tags, before.content.tags),
        (labels.PEOPLE, content.people, before.content.people),
    ):
        if names != old:
            labels.set_names(connection, kind, position, names)
            renamed = True
    if renamed:
        # The first spelling of a name is the one that stays, so what was asked for may not be what is there now.
        return entry_at(connection, row_of(connection, before.id))
    return replace(before, content=content, modified=records.moment_of(now), seconds=row.seconds + seconds)


def link_rows(position: int, text: str) -> list[dict[str, Any]]:
    """The rows of `entry_link` for a text."""
    return [{"position": position, "key": key} for key in link_keys(text)]


def _derived(row: Row[Any], content: Content) -> dict[str, Any]:
    return records.derived_columns(content) if (content.title, content.text) != (row.title, row.text) else {}


def _set_links(connection: Connection, position: int, keys: Sequence[str]) -> None:
    connection.execute(delete(entry_link).where(entry_link.c.position == position))
    if keys:
        connection.execute(insert(entry_link), [{"position": position, "key": key} for key in keys])


def _move(connection: Connection, position: int, instant: int) -> int:
    standing = StandingEntries(connection, without=position)
    placed = place(instant, standing)
    # Its own row is in nobody's way, yet it may itself be in the run that steps aside: take it out first.
    waiting = -position
    connection.execute(update(entry).where(entry.c.position == position).values(position=waiting))
    make_way(connection, placed)
    connection.execute(update(entry).where(entry.c.position == waiting).values(position=placed.position))
    return placed.position
