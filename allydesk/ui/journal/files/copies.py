"""A copy of a file outside the vault, in the clear, where the person has chosen to have one."""

import errno
import os
import tempfile
from collections.abc import Iterable
from contextlib import suppress
from pathlib import Path

from allydesk.errors import Code, TransferError
from allydesk.progress import Progress

_FULL = {errno.ENOSPC, errno.EDQUOT, errno.EFBIG}


def write_copy(pieces: Iterable[bytes], *, size: int, place: Path, progress: Progress) -> None:
    """Write the pieces, `size` bytes in all, to `place`, readable by its owner alone; whole, or not at all.

    Raises `TransferError`: `DISK_FULL`, `DESTINATION_UNWRITABLE`.
    """
    fresh: Path | None = None
    try:
        handle, name = tempfile.mkstemp(prefix=".allydesk-", dir=place.parent)
        fresh = Path(name)
        with os.fdopen(handle, "wb") as file:
            done = 0
            for piece in pieces:
                progress(done, size)
                file.write(piece)
                done += len(piece)
            file.flush()
            os.fsync(file.fileno())
        fresh.replace(place)
        progress(size, size)
    except OSError as problem:
        code = Code.DISK_FULL if problem.errno in _FULL else Code.DESTINATION_UNWRITABLE
        raise TransferError(code) from None
    finally:
        if fresh is not None:
            with suppress(OSError):
                fresh.unlink(missing_ok=True)
