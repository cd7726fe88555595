"""Writing a file so that after a power cut there is the old one or the new one, whole, and never neither."""

import errno
import os
import sys
from collections.abc import Iterator
from contextlib import contextmanager, suppress
from pathlib import Path
from typing import Final

from allydesk.errors import Code, VaultError

_FULL: Final = frozenset({errno.ENOSPC, errno.EDQUOT, errno.EFBIG})
_READ_ONLY: Final = frozenset({errno.EROFS, errno.EACCES, errno.EPERM})
_GONE: Final = frozenset({errno.ENOENT, errno.ENOTDIR, errno.ESTALE, errno.ENODEV, errno.ENXIO})
_CANNOT_SYNC_FOLDERS: Final = frozenset({errno.EINVAL, errno.ENOTSUP})


def write_durably(path: Path, data: bytes) -> None:
    """Replace `path` by `data`, readable by its owner alone; on the disk when this returns.

    The data goes to a file beside it first, which is taken away again if anything fails; `path` is then as it was,
    unless only the last step failed, the one that makes the new name durable. One writer at a time: two would share
    that name. Raises VaultError as `translate_os_error` says.
    """
    fresh = _fresh(path)
    try:
        _write_fresh(fresh, data)
        fresh.replace(path)
        sync_folder(path.parent)
    except OSError as error:
        # Not chained: the system's text names the folder, which carries a name the person chose.
        raise translate_os_error(error) from None
    finally:
        sweep_unfinished(path)


def sweep_unfinished(path: Path) -> None:
    """Take away what a killed process left of writing `path`. One that cannot be removed stays: it is in no one's way.

    Only for whoever holds `path` against other writers.
    """
    with suppress(OSError):
        _fresh(path).unlink(missing_ok=True)


def sync_folder(folder: Path) -> None:
    """Make the names in `folder` durable, so that a rename survives a power cut. OSError when the disk refuses.

    Windows cannot do it and journals its names itself; some network and FUSE file systems cannot either, and there
    nothing better can be had.
    """
    if sys.platform != "win32":
        handle = os.open(folder, os.O_RDONLY | os.O_DIRECTORY)
        try:
            os.fsync(handle)
        except OSError as error:
            if error.errno not in _CANNOT_SYNC_FOLDERS:
                raise
        finally:
            os.close(handle)


def translate_os_error(error: OSError) -> VaultError:
    """What a failure of the file system means to a person. Neither the path nor the system's text goes along.

    DISK_FULL, READ_ONLY, FOLDER_GONE (also a disk that was pulled out); DISK_ERROR with `errno` for all else.
    """
    number = error.errno or 0
    if number in _FULL:
        return VaultError(Code.DISK_FULL)
    if number in _READ_ONLY:
        return VaultError(Code.READ_ONLY)
    if number in _GONE:
        return VaultError(Code.FOLDER_GONE)
    return VaultError(Code.DISK_ERROR, errno=number)


@contextmanager
def os_errors() -> Iterator[None]:
    """Whatever `OSError` the block raises, as `translate_os_error` tells it."""
    try:
        yield
    except OSError as error:
        raise translate_os_error(error) from None


def _fresh(path: Path) -> Path:
    return path.with_name(f".{path.name}.new")


def _write_fresh(fresh: Path, data: bytes) -> None:
    # What a killed process left; O_EXCL then refuses anything, a link too, that appears in between.
    fresh.unlink(missing_ok=True)
    flags = os.O_WRONLY | os.O_CREAT | os.O_EXCL | getattr(os, "O_BINARY", 0)
    with os.fdopen(os.open(fresh, flags, 0o600), "wb") as file:
        file.write(data)
        file.flush()
        _sync_file(file.fileno())


def _sync_file(handle: int) -> None:
    if sys.platform == "darwin":
        # There fsync stops at the drive's cache; only this reaches the drive, where the file system knows it.
        import fcntl  # noqa: PLC0415  # the module does not exist on Windows

        with suppress(OSError):
            fcntl.fcntl(handle, fcntl.F_FULLFSYNC)
            return
    os.fsync(handle)
