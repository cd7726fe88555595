"""Where an export goes: a new folder or file that is there when it is complete, and not at all otherwise."""

import contextlib
import errno
import os
import shutil
import tempfile
from collections.abc import Iterable, Iterator
from pathlib import Path

from allydesk.errors import Code, TransferError

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


@contextlib.contextmanager
def new_folder(folder: Path) -> Iterator[Path]:
    """A folder to write into, which takes the place of `folder` when the block has run through.

    `folder` may be there if it is empty. Raises `TransferError`: `DESTINATION_NOT_EMPTY`, `DESTINATION_UNWRITABLE`,
    `DISK_FULL`; nothing is left behind then, nor by any other error in the block.
    """
    with _told():
        folder = folder.resolve()
        if folder.exists() and not (folder.is_dir() and not any(folder.iterdir())):
            raise TransferError(Code.DESTINATION_NOT_EMPTY)
        # In the same folder, so that it can be renamed. Readable by its owner only, as mkdtemp makes it: it is a diary.
        being_made = Path(tempfile.mkdtemp(prefix=f".{folder.name[:40]}-", dir=folder.parent))
    try:
        with _told():
            yield being_made
            _put_in_place(being_made, folder)
    except BaseException:
        shutil.rmtree(being_made, ignore_errors=True)
        raise


def unused(folder: Path, name: str) -> Path:
    """A path in `folder` where nothing is yet: the name, or the name with the first number that is free."""
    path, number = folder / name, 2
    while path.exists():
        path, number = folder / f"{name} ({number})", number + 1
    return path


def write_file(path: Path, pieces: Iterable[bytes]) -> None:
    """Write a file, in the place of one that may be there; readable by its owner only.

    Raises `TransferError`: `DESTINATION_UNWRITABLE`, `DISK_FULL`; what was there before is then still there, and
    nothing else.
    """
    with _told():
        handle, name = tempfile.mkstemp(prefix=f".{path.name[:40]}-", dir=path.parent)
    being_made = Path(name)
    try:
        with _told(), os.fdopen(handle, "wb") as file:
            for piece in pieces:
                file.write(piece)
            file.flush()
            os.fsync(file.fileno())
        with _told():
            being_made.replace(path)
    except BaseException:
        being_made.unlink(missing_ok=True)
        raise


def _put_in_place(being_made: Path, folder: Path) -> None:
    if hasattr(os, "sync"):
        # A folder that looks complete must not have empty files in it after the power fails. One call for a hundred
        # thousand files; one for each would take longer than everything else.
        os.sync()
    if folder.exists():
        # Windows does not rename onto a folder. One that has been filled meanwhile is not removed.
        folder.rmdir()
    being_made.rename(folder)


@contextlib.contextmanager
def _told() -> Iterator[None]:
    try:
        yield
    except OSError as problem:
        if problem.errno in _FULL:
            raise TransferError(Code.DISK_FULL) from None
        if problem.errno in (errno.ENOTEMPTY, errno.EEXIST):
            raise TransferError(Code.DESTINATION_NOT_EMPTY) from None
        raise TransferError(Code.DESTINATION_UNWRITABLE) from None
