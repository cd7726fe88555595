"""The photos of moments in the vault, as the parts that show and add files ask for them. On the vault's thread only."""

import io
from collections.abc import Iterator
from typing import TYPE_CHECKING, BinaryIO

from allydesk.errors import AllydeskError, Code, JournalError, StoryError
from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.entry import Attachment
from allydesk.journal.pictures import LARGEST, is_picture
from allydesk.progress import Progress, unreported
from allydesk.story.ids import FileId
from allydesk.story.lifeline import KeptFile
from allydesk.ui.journal.files.decoding import decode, packed
from allydesk.ui.journal.files.pictures import THUMBNAIL
from allydesk.ui.journal.files.words import said_kind

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

_PIECE = 1 << 20
"""Bytes that are read at once."""


def as_attachment(file: KeptFile) -> Attachment:
    """A photo of a moment under the name that the viewer of files has for it."""
    return Attachment(AttachmentId(file.id), file.name, file.media_type, file.size, file.digest)


def as_photo(file: Attachment) -> KeptFile:
    """The other way round."""
    return KeptFile(FileId(file.id), file.name, file.media_type, file.size, file.digest)


class PhotoStore:
    """What is used of a `FileStore`. Only pictures come in, and only those that can be shown."""

    def __init__(self, *, vault: "Vault") -> None:
        self._vault = vault

    def add(
        self,
        entry_id: EntryId,
        *,
        name: str,
        media_type: str,
        source: BinaryIO,
        size: int,
        progress: Progress = unreported,
    ) -> Attachment:
        """Keep a photo, after a look at it; `entry_id` is the moment's, which holds on to it by itself.

        Raises `StoryError`: `NOT_A_PHOTO` with the `kind` that it is of, `PHOTO_DAMAGED`, `PHOTO_TOO_LARGE`; and what
        the source and the vault raise.
        """
        del entry_id
        if not is_picture(media_type):
            raise StoryError(Code.NOT_A_PHOTO, kind=said_kind(media_type))
        if size > LARGEST:
            raise StoryError(Code.PHOTO_TOO_LARGE)
        data = _whole(source, size, progress)
        try:
            small = decode(data, within=THUMBNAIL)
        except JournalError as error:
            raise of_photo(error) from error
        files = self._vault.story_files
        kept = files.add(name=name, media_type=media_type, source=io.BytesIO(data), size=len(data), progress=progress)
        files.keep_thumbnail(kept.id, packed(small))
        return as_attachment(kept)

    def pieces(self, attachment_id: AttachmentId) -> Iterator[bytes]:
        """Its bytes, a piece at a time."""
        return self._vault.story_files.pieces(FileId(attachment_id))

    def read(self, attachment_id: AttachmentId, *, at_most: int | None = None) -> bytes:
        """Its bytes, all of them or so many from its beginning."""
        return self._vault.story_files.read(FileId(attachment_id), at_most=at_most)

    def thumbnail(self, attachment_id: AttachmentId) -> bytes | None:
        """The small picture that was kept for it."""
        return self._vault.story_files.thumbnail(FileId(attachment_id))

    def keep_thumbnail(self, attachment_id: AttachmentId, data: bytes) -> None:
        """Keep a small picture for it."""
        self._vault.story_files.keep_thumbnail(FileId(attachment_id), data)


def of_photo(error: AllydeskError) -> AllydeskError:
    """The same error as one of a photo, where it has a name of its own for that: a photo that cannot be shown is not
    kept, as a file of an entry is."""
    code = _OF_PHOTOS.get(error.code)
    return error if code is None else StoryError(code, **error.facts)


_OF_PHOTOS = {
    Code.PICTURE_DAMAGED: Code.PHOTO_DAMAGED,
    Code.PICTURE_TOO_LARGE: Code.PHOTO_TOO_LARGE,
    Code.NOT_A_FILE: Code.NOT_A_PHOTO,
}


def _whole(source: BinaryIO, size: int, progress: Progress) -> bytes:
    read = bytearray()
    while piece := source.read(_PIECE):
        read += piece
        progress(len(read), size)
    return bytes(read)
