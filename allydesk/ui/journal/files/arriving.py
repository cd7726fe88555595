"""A file on its way into the vault, on the vault's thread: read with care, and its position taken out."""

import errno
import io
import os
import stat
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO

from PySide6.QtCore import QBuffer
from PySide6.QtGui import QImage

from allydesk.errors import Code, JournalError, TransferError
from allydesk.ids import EntryId
from allydesk.journal.entry import Attachment
from allydesk.journal.pictures import HEAD, LARGEST, Position, kind_of, may_hold_position, without_position
from allydesk.progress import Progress
from allydesk.ui.journal.files.store import FileStore
from allydesk.ui.journal.files.words import tidy_name

_GONE = {errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENODEV, errno.ENXIO, errno.ELOOP}
_FORBIDDEN = {errno.EACCES, errno.EPERM}
_PACKING = 80
"""QImage's quality for PNG: the picture stays the same, and 80 packs it four times as fast as the best it can."""


@dataclass(frozen=True, slots=True)
class Added:
    """A file that is kept now, and what is known of its position data."""

    attachment: Attachment
    position: Position


@dataclass(frozen=True, slots=True)
class Arriving:
    """A file to be added: its name, and how its bytes are had. `open` gives the stream and its size in bytes."""

    name: str
    open: Callable[[], tuple[BinaryIO, int]]


def from_path(path: Path) -> Arriving:
    """A file on the disk."""
    return Arriving(path.name, lambda: _open_path(path))


def from_bytes(name: str, data: bytes) -> Arriving:
    """Bytes that another program handed over."""
    return Arriving(name, lambda: (io.BytesIO(data), len(data)))


def from_image(name: str, image: QImage) -> Arriving:
    """A picture in memory, which becomes a PNG file."""
    return Arriving(name, lambda: _packed(image))


def keep(arriving: Arriving, entry_id: EntryId, *, files: FileStore, strip_position: bool, progress: Progress) -> Added:
    """Keep it with the entry. Call it on the vault's thread.

    Raises `TransferError`: `SOURCE_GONE`, `SOURCE_CHANGED`, `UNREADABLE_SOURCE`; `JournalError`: `NOT_A_FILE`,
    `FILE_UNREADABLE`; and what `FileStore.add` does.
    """
    source, size = arriving.open()
    with source:
        watched = _Watched(source, size)
        head = watched.read(HEAD)
        kind = kind_of(head)
        position = Position.NONE
        ready: BinaryIO = _Begun(head, watched)  # type: ignore[assignment]  # it has all of BinaryIO that is used
        if strip_position and may_hold_position(kind):
            if size > LARGEST:
                position = Position.UNSURE
            else:
                cleaned = without_position(head + watched.read())
                position, size = cleaned.position, len(cleaned.data)
                ready = io.BytesIO(cleaned.data)
        kept = files.add(
            entry_id, name=tidy_name(arriving.name), media_type=kind, source=ready, size=size, progress=progress
        )
    return Added(kept, position)


class _Watched:
    """Reads a source, says in our words what goes wrong with it, and notices when it grows or shrinks meanwhile."""

    def __init__(self, source: BinaryIO, size: int) -> None:
        self._source = source
        self._left = size

    def read(self, size: int = -1) -> bytes:
        wanted = self._left if size < 0 else min(size, self._left)
        try:
            data = self._source.read(wanted) if wanted else b""
            longer = bool(self._source.read(1)) if wanted and wanted == self._left and len(data) == wanted else False
        except OSError as problem:
            raise _told(problem) from None
        self._left -= len(data)
        if longer or len(data) < wanted:
            raise TransferError(Code.SOURCE_CHANGED)
        return data


class _Begun:
    """A stream whose beginning has been read already."""

    def __init__(self, head: bytes, rest: _Watched) -> None:
        self._head = head
        self._rest = rest

    def read(self, size: int = -1) -> bytes:
        head, self._head = (self._head, b"") if size < 0 else (self._head[:size], self._head[size:])
        if size < 0 or len(head) < size:
            return head + self._rest.read(size if size < 0 else size - len(head))
        return head


def _open_path(path: Path) -> tuple[BinaryIO, int]:
    try:
        # Without waiting: a pipe that nobody writes to would hold up the vault's thread.
        handle = os.open(path, os.O_RDONLY | getattr(os, "O_NONBLOCK", 0) | getattr(os, "O_BINARY", 0))
        file = os.fdopen(handle, "rb")
    except OSError as problem:
        raise _told(problem) from None
    state = os.fstat(handle)
    if not stat.S_ISREG(state.st_mode):
        file.close()
        raise JournalError(Code.NOT_A_FILE)
    return file, state.st_size


def _packed(image: QImage) -> tuple[BinaryIO, int]:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    if image.isNull() or not image.save(buffer, "PNG", _PACKING):  # type: ignore[call-overload]  # the stub wants bytes
        raise JournalError(Code.CLIPBOARD_EMPTY)
    data = bytes(buffer.data().data())
    return io.BytesIO(data), len(data)


def _told(problem: OSError) -> JournalError | TransferError:
    if problem.errno == errno.EISDIR:
        return JournalError(Code.NOT_A_FILE)
    if problem.errno in _FORBIDDEN:
        return JournalError(Code.FILE_UNREADABLE)
    return TransferError(Code.SOURCE_GONE if problem.errno in _GONE else Code.UNREADABLE_SOURCE)
