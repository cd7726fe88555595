"""The files beside a document of our own JSON: each named by its SHA-256, none from outside the folder."""

import posixpath
import re
from dataclasses import dataclass
from datetime import datetime
from pathlib import Path

from allydesk.errors import TransferError
from allydesk.ids import AttachmentId
from allydesk.transfer.notes import NoteBook, NoteKind
from allydesk.transfer.snapshot import stamp_of
from allydesk.transfer.source import WaitingFile

FILES_FOLDER = "files"

_DIGEST = re.compile(r"[0-9a-f]{64}")


def is_digest(text: str) -> bool:
    """Whether that is a SHA-256 as we write it."""
    return _DIGEST.fullmatch(text) is not None


def inside(digest: str) -> str:
    """Where a file lies, seen from the document."""
    return f"{FILES_FOLDER}/{digest}"


@dataclass(frozen=True, slots=True)
class FilesBeside:
    """The files beside the document. `folder` is without symbolic links."""

    folder: Path
    notes: NoteBook

    def find(
        self,
        inside: str,
        *,
        where: str,
        name: str,
        media_type: str,
        digest: str,
        attachment_id: AttachmentId | None = None,
        removed: datetime | None = None,
    ) -> WaitingFile | None:
        """The file at that place, or None, noted, when it is not there or not inside the folder."""
        parts = posixpath.normpath(inside).split("/")
        path = self.folder.joinpath(*parts)
        if inside.startswith("/") or len(parts) != 2 or parts[0] != FILES_FOLDER or path.resolve() != path:
            # Also through a symbolic link.
            self.notes.add(NoteKind.OUTSIDE_LEFT_OUT, where=where)
            return None
        try:
            stamp = stamp_of(path)
        except TransferError:
            self.notes.add(NoteKind.FILE_MISSING, where=where)
            return None
        return WaitingFile(path, name, media_type, stamp, digest if is_digest(digest) else "", attachment_id, removed)
