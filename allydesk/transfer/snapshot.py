"""What lies at the place an import comes from, and whether it is still the same when the reading is done."""

import contextlib
import os
import stat
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple, TypeVar

from allydesk.errors import Code, TransferError

_PIECE = 1024 * 1024
"""Bytes in one read."""
_HOW_TO_OPEN = os.O_RDONLY | getattr(os, "O_BINARY", 0) | getattr(os, "O_NOFOLLOW", 0)


class Stamp(NamedTuple):
    """What changes when a file does: its bytes, the time of its last change in nanoseconds, and which file it is."""

    size: int
    changed: int
    inode: int

    @classmethod
    def of(cls, status: os.stat_result) -> "Stamp":
        """From what the system says of a file."""
        return cls(status.st_size, status.st_mtime_ns, status.st_ino)

    @property
    def changed_seconds(self) -> float:
        """The time of the last change in seconds since 1970."""
        return self.changed / 1e9


@dataclass(frozen=True, slots=True)
class Listing:
    """The regular files of a folder and its sub-folders, by path with "/" between, in order of their names.

    Hidden folders and symbolic links are not gone into; they are listed by themselves.
    """

    files: Mapping[str, Stamp]
    hidden: tuple[str, ...] = ()
    links: tuple[str, ...] = ()


@dataclass(slots=True)
class _Walk:
    files: dict[str, Stamp] = field(default_factory=dict)
    hidden: list[str] = field(default_factory=list)
    links: list[str] = field(default_factory=list)


def stamp_of(path: Path) -> Stamp:
    """A file's stamp. Raises `TransferError`: `SOURCE_GONE`, `UNREADABLE_SOURCE`."""
    with told():
        status = path.stat()
        if not stat.S_ISREG(status.st_mode):
            raise TransferError(Code.UNREADABLE_SOURCE)
        return Stamp.of(status)


def listing_of(folder: Path) -> Listing:
    """What is in a folder. Raises `TransferError`: `SOURCE_GONE`, `SOURCE_CHANGED`, `UNREADABLE_SOURCE`."""
    walk = _Walk()
    waiting = [""]
    try:
        while waiting:
            inside = waiting.pop()
            with os.scandir(folder / inside) as found:
                waiting += _look_at(inside, found, walk)
    except FileNotFoundError:
        raise TransferError(Code.SOURCE_CHANGED if folder.is_dir() else Code.SOURCE_GONE) from None
    except OSError:
        raise TransferError(Code.UNREADABLE_SOURCE) from None
    return Listing(dict(sorted(walk.files.items())), tuple(sorted(walk.hidden)), tuple(sorted(walk.links)))


def _look_at(inside: str, found: "Iterator[os.DirEntry[str]]", walk: _Walk) -> list[str]:
    """Sort what one folder holds into `walk`; the sub-folders still to be looked at come back."""
    deeper = []
    for item in found:
        path = f"{inside}/{item.name}" if inside else item.name
        # Not the entry's own `stat`: on Windows that knows no inode.
        status = os.lstat(item.path)
        if stat.S_ISLNK(status.st_mode) or _is_junction(status):
            walk.links.append(path)
        elif stat.S_ISREG(status.st_mode):
            walk.files[path] = Stamp.of(status)
        elif stat.S_ISDIR(status.st_mode):
            if item.name.startswith("."):
                walk.hidden.append(path)
            else:
                deeper.append(path)
    return deeper


def _is_junction(status: os.stat_result) -> bool:
    """Whether it is a folder that Windows has elsewhere; it does not count as a symbolic link there."""
    reparsed = getattr(status, "st_file_attributes", 0) & stat.FILE_ATTRIBUTE_REPARSE_POINT
    return bool(reparsed) and stat.S_ISDIR(status.st_mode)


def read_bytes(path: str) -> bytes:
    """A file's bytes, not through a symbolic link where the system can help it.

    A third of the time that opening it as a stream takes, which counts for a hundred thousand small files. Raises
    `TransferError`: `SOURCE_GONE`, `UNREADABLE_SOURCE`.
    """
    pieces = tuple(pieces_of(path))
    return pieces[0] if len(pieces) == 1 else b"".join(pieces)


def pieces_of(path: str) -> Iterator[bytes]:
    """The same, a mebibyte at a time."""
    with told():
        file = os.open(path, _HOW_TO_OPEN)
        try:
            while piece := os.read(file, _PIECE):
                yield piece
        finally:
            os.close(file)


@contextlib.contextmanager
def told() -> Iterator[None]:
    """Turn what the system says of a file that cannot be read into what a person can be told."""
    try:
        yield
    except FileNotFoundError:
        raise TransferError(Code.SOURCE_GONE) from None
    except OSError:
        raise TransferError(Code.UNREADABLE_SOURCE) from None


Seen = TypeVar("Seen")


@contextlib.contextmanager
def unchanged(look: Callable[[], Seen], *, since: Seen | None = None) -> Iterator[Seen]:
    """Make sure that what `look` sees is the same before and after the block, and as it was `since`.

    Raises `TransferError(SOURCE_CHANGED)`, also in place of an error that the change itself has caused in the block.
    """
    before = look()
    if since is not None and before != since:
        raise TransferError(Code.SOURCE_CHANGED)
    try:
        yield before
    except TransferError:
        if look() != before:
            raise TransferError(Code.SOURCE_CHANGED) from None
        raise
    if look() != before:
        raise TransferError(Code.SOURCE_CHANGED)
