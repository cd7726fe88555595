"""Files inside the database, in pieces: what those kept with entries and those of the story have in common."""

import hashlib
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from typing import Any, BinaryIO

from sqlalchemy import Column, ColumnElement, Connection, Table, delete, func, insert, select, update

from allydesk.errors import AllydeskError, Code, JournalError, StoryError, TransferError
from allydesk.progress import Progress
from allydesk.storage.database import Database
from allydesk.storage.schema import attachment, attachment_chunk, attachment_thumbnail
from allydesk.storage.story_schema import story_file, story_file_chunk, story_file_thumbnail
from allydesk.text import clean

CHUNK_BYTES = 256 * 1024
"""One row of a file's bytes; large enough to be quick, small enough to hold in memory many times over."""
_UNNAMED = "file"
_ERASED_AT_ONCE = 32
"""Pieces. SQLite keeps in memory what one statement has overwritten until the statement is done."""


@dataclass(frozen=True, slots=True)
class FileTables:
    """The tables of one kind of files: what is known of each, its bytes, and its small picture. `gone` is the error
    for a file that is not there."""

    files: Table
    chunks: Table
    thumbnails: Table
    key: str
    gone: Callable[[], AllydeskError]

    @property
    def row_id(self) -> Column[int]:
        """The row of a file."""
        return self.files.c[self.key]

    def begin(self, connection: Connection, **columns: object) -> int:
        """A file without bytes so far; its row."""
        made = connection.execute(insert(self.files).values(size=0, digest="", **columns)).inserted_primary_key
        assert made is not None  # noqa: S101 - an insert into a table with an integer key always has one
        row_id: int = made[0]
        return row_id

    def fill(
        self, connection: Connection, row_id: int, pieces: Iterable[bytes], *, heard: Callable[[int], object]
    ) -> tuple[int, str]:
        """Give a file its bytes, in whatever pieces they come; its size and digest, which are noted with it. `heard` is
        told before each piece how many bytes there are so far. Raises what the pieces raise."""
        digest, size = hashlib.sha256(), 0
        for number, data in enumerate(full_pieces(pieces)):
            heard(size)
            connection.execute(insert(self.chunks).values({self.key: row_id, "number": number, "data": data}))
            digest.update(data)
            size += len(data)
        known = {"size": size, "digest": digest.hexdigest()}
        connection.execute(update(self.files).where(self.row_id == row_id).values(known))
        return size, digest.hexdigest()

    def row_of(self, connection: Connection, file_id: str) -> int:
        """The row of a file. Raises the error of `gone`."""
        row_id: int | None = connection.execute(
            select(self.row_id).where(self.files.c.id == file_id)
        ).scalar_one_or_none()
        if row_id is None:
            raise self.gone()
        return row_id

    def is_taken(self, connection: Connection, file_id: str) -> bool:
        """Whether a file has that id."""
        return connection.execute(select(self.row_id).where(self.files.c.id == file_id)).first() is not None

    def each_piece(self, database: Database, file_id: str) -> Iterator[bytes]:
        """A file's bytes, `CHUNK_BYTES` at a time; other calls may come in between.

        Raises the error of `gone`, also for one that goes away meanwhile.
        """
        number = 0
        while True:
            with database.read() as connection:
                data = self.piece(connection, self.row_of(connection, file_id), number)
            if data is None:
                return
            yield data
            number += 1

    def piece(self, connection: Connection, row_id: int, number: int) -> bytes | None:
        """One piece of a file's bytes, counted from 0; None behind the last."""
        chosen = select(self.chunks.c.data).where(self._of(row_id), self.chunks.c.number == number)
        data: bytes | None = connection.execute(chosen).scalar_one_or_none()
        return data

    def read(self, database: Database, file_id: str, *, at_most: int | None = None) -> bytes:
        """A file's bytes, or its first `at_most`. Raises the error of `gone`."""
        gathered, held = [], 0
        for data in self.each_piece(database, file_id):
            gathered.append(data)
            held += len(data)
            if at_most is not None and held >= at_most:
                break
        return b"".join(gathered)[:at_most]

    def pieces_in(self, connection: Connection, row_id: int) -> Iterator[bytes]:
        """A file's bytes within one transaction."""
        pieces = select(self.chunks.c.data).where(self._of(row_id)).order_by(self.chunks.c.number)
        yield from connection.execute(pieces, execution_options={"yield_per": 1}).scalars()

    def erase(
        self, connection: Connection, *which: ColumnElement[bool], heard: Callable[[int], object] = lambda _: None
    ) -> int:
        """Take files away for good, piece by piece; how many went. `heard` is told of so many more pieces."""
        rows = connection.execute(select(self.row_id).where(*which)).scalars().all()
        for row_id in rows:
            last = connection.execute(select(func.max(self.chunks.c.number)).where(self._of(row_id))).scalar_one()
            for number in range(0, (last or 0) + 1, _ERASED_AT_ONCE):
                some = self.chunks.c.number < number + _ERASED_AT_ONCE
                heard(connection.execute(delete(self.chunks).where(self._of(row_id), some)).rowcount)
            connection.execute(delete(self.files).where(self.row_id == row_id))
        return len(rows)

    def thumbnail(self, database: Database, file_id: str) -> bytes | None:
        """The small picture kept for a file, None without one. Raises the error of `gone`."""
        small = self.thumbnails
        with database.read() as connection:
            kept = select(small.c.data).where(small.c[self.key] == self.row_of(connection, file_id))
            data: bytes | None = connection.execute(kept).scalar_one_or_none()
            return data

    def keep_thumbnail(self, database: Database, file_id: str, data: bytes) -> None:
        """Keep a small picture for a file, in the place of an earlier one. Raises the error of `gone`."""
        small = self.thumbnails
        with database.write() as connection:
            row_id = self.row_of(connection, file_id)
            connection.execute(delete(small).where(small.c[self.key] == row_id))
            connection.execute(insert(small).values({self.key: row_id, "data": data}))

    def damaged(self, connection: Connection) -> int:
        """How many files' bytes are not the ones that were kept."""
        bad = 0
        known = select(self.row_id, self.files.c.size, self.files.c.digest)
        for row_id, size, digest in connection.execute(known).all():
            found, length = hashlib.sha256(), 0
            for piece in self.pieces_in(connection, row_id):
                found.update(piece)
                length += len(piece)
            bad += (found.hexdigest(), length) != (digest, size)
        return bad

    def _of(self, row_id: int) -> ColumnElement[bool]:
        mine: Column[Any] = self.chunks.c[self.key]
        return mine == row_id


ATTACHMENTS = FileTables(
    attachment, attachment_chunk, attachment_thumbnail, "attachment_id", lambda: JournalError(Code.NO_SUCH_ENTRY)
)
"""The files kept with entries."""
STORY_FILES = FileTables(
    story_file, story_file_chunk, story_file_thumbnail, "file_id", lambda: StoryError(Code.NO_SUCH_RECORD)
)
"""Photos of moments, and recordings of takes."""


def pieces_of(source: BinaryIO) -> Iterator[bytes]:
    """What the source holds, in the pieces it hands out. Raises `TransferError(UNREADABLE_SOURCE)`."""
    while True:
        try:
            data = source.read(CHUNK_BYTES)
        except OSError as problem:
            raise TransferError(Code.UNREADABLE_SOURCE) from problem
        if not data:
            return
        yield data


def towards(progress: Progress, expected: int) -> Callable[[int], object]:
    """Tells `progress` of bytes on their way to so many, which is only what was expected."""
    return lambda done: progress(done, max(expected, done))


def full_pieces(pieces: Iterable[bytes]) -> Iterator[bytes]:
    """The same bytes, `CHUNK_BYTES` at a time; the last piece may be shorter."""
    held = bytearray()
    for given in pieces:
        left = memoryview(given)
        while left:
            taken = left[: CHUNK_BYTES - len(held)]
            held += taken
            left = left[len(taken) :]
            if len(held) == CHUNK_BYTES:
                yield bytes(held)
                held.clear()
    if held:
        yield bytes(held)


def file_name(name: str) -> str:
    """The name as it is kept: on one line, and without a slash."""
    return " ".join(clean(name)[0].replace("/", "-").replace("\\", "-").split()) or _UNNAMED
