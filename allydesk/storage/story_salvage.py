"""Bringing what can still be read of a damaged vault's story room into a new one, row by row."""

from collections.abc import Iterator, Sequence
from datetime import datetime

from sqlalchemy import Connection, Table

from allydesk.errors import AllydeskError
from allydesk.progress import Progress
from allydesk.storage.database import Database
from allydesk.storage.file_tables import STORY_FILES
from allydesk.storage.records import stored_moment
from allydesk.storage.row_salvage import FoundRow, present_ids, put_rows, rows_left
from allydesk.storage.story_reviving import revive_records, revived_stories
from allydesk.storage.story_schema import (
    birth,
    chapter,
    mentor_profile,
    moment,
    moment_entry,
    moment_person,
    moment_photo,
    record_version,
    story,
    story_file,
    story_version,
    take,
    theme,
    theme_moment,
)

_WITH_STORY = 3
"""The first format with a story room."""
_KEPT = (moment, chapter, theme, birth, story)
"""What is there, or is not, with all that belongs to it."""
_BELONGING: tuple[tuple[Table, str, Table], ...] = (
    (moment_person, "moment", moment),
    (moment_photo, "moment", moment),
    (moment_entry, "moment", moment),
    (theme_moment, "theme", theme),
    (story_version, "story", story),
)
"""Each with the column that says whose it is, and where that is."""

_Found = dict[Table, Sequence[FoundRow]]


class _Unreadable(Exception):
    """A file whose bytes are damaged."""


def salvage_story(damaged: Database, into: Database, *, now: datetime, progress: Progress) -> bool:
    """Copy all of the story room that can be read; whether everything could. `progress` hears (0, 0).

    What is there already under the same id, from a salvage that was stopped, stays as it is. A record or a story whose
    own row cannot be read comes back as it was before. Files count as let go of `now`, since what pointed to them may
    be what is lost. Raises what writing to `into` can raise. `damaged` opens its file anew after each page that cannot
    be read.
    """
    if damaged.version() < _WITH_STORY:
        return True
    since = stored_moment(now)
    whole = _salvage_files(damaged, into, since, progress)
    found: _Found = {}
    for table in (*_KEPT, *(one for one, _, _ in _BELONGING), record_version, take, mentor_profile):
        found[table], complete = rows_left(damaged, table, progress)
        whole = whole and complete
    if any(found.values()):
        with into.write() as connection:
            whole = _keep(connection, found, since) and whole
    return whole


def _keep(connection: Connection, found: _Found, now: int) -> bool:
    """Put the rows there; whether each found what it belongs to."""
    whole = True
    found[story], found[story_version] = revived_stories(found[story], found[story_version], found[take], now=now)
    new: dict[Table, set[str]] = {}
    known_past = present_ids(connection, record_version)
    for table in _KEPT:
        there = present_ids(connection, table)
        known_past |= there
        new[table] = {row["id"] for row in found[table]} - there
        put_rows(connection, table, [row for row in found[table] if row["id"] in new[table]])
    files = present_ids(connection, story_file)
    for table, owner, owners in _BELONGING:
        known = {row["id"] for row in found[owners]}
        whole = whole and all(row[owner] in known for row in found[table])
        mine = [row for row in found[table] if row[owner] in new[owners]]
        if table is moment_photo:
            # What is missing of them has been told with the files.
            mine = [row for row in mine if row["file"] in files]
        put_rows(connection, table, mine)
    past = [row for row in found[record_version] if row["id"] not in known_past]
    put_rows(connection, record_version, past)
    revive_records(connection, (row["id"] for row in past), now=now)
    whole = _keep_takes(connection, found[take], files) and whole
    put_rows(connection, mentor_profile, found[mentor_profile], with_key=True)
    return whole


def _keep_takes(connection: Connection, rows: Sequence[FoundRow], files: set[str]) -> bool:
    stories = present_ids(connection, story)
    kept = [
        {**row, "audio": row["audio"] if row["audio"] in files else None} for row in rows if row["story"] in stories
    ]
    put_rows(connection, take, kept)
    return len(kept) == len(rows)


def _salvage_files(damaged: Database, into: Database, since: int, progress: Progress) -> bool:
    rows, whole = rows_left(damaged, story_file, progress)
    with into.read() as connection:
        there = present_ids(connection, story_file)
    for row in rows:
        if row["id"] not in there:
            whole = _salvage_file(damaged, into, row, since, progress) and whole
    return whole


def _salvage_file(damaged: Database, into: Database, row: FoundRow, since: int, progress: Progress) -> bool:
    """Copy a file, if its bytes are those that were kept; whether they are."""
    columns = {name: row[name] for name in ("id", "name", "media_type")}
    try:
        with into.write() as connection:
            row_id = STORY_FILES.begin(connection, since=since, **columns)
            pieces = _pieces(damaged, row["file_id"])
            found = STORY_FILES.fill(connection, row_id, pieces, heard=lambda _: progress(0, 0))
            _check(found, (row["size"], row["digest"]))
    except _Unreadable:
        return False
    return True


def _check(found: tuple[int, str], kept: tuple[int, str]) -> None:
    if found != kept:
        raise _Unreadable


def _pieces(damaged: Database, row_id: int) -> Iterator[bytes]:
    """By its row, not by its id: of the index of ids one page stands for a hundred files."""
    number = 0
    while True:
        try:
            with damaged.read() as connection:
                data = STORY_FILES.piece(connection, row_id, number)
        except AllydeskError:
            raise _Unreadable from None
        if data is None:
            return
        yield data
        number += 1
