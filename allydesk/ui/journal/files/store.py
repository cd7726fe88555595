"""What the parts here ask of the vault's files."""

from collections.abc import Iterator
from typing import BinaryIO, Protocol

from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.entry import Attachment
from allydesk.progress import Progress, unreported


class FileStore(Protocol):
    """`Vault.files`. Every call is made on the vault's thread; all raise `VaultError(LOCKED)` when it is locked."""

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
        """Keep a file with an entry, under a name that is made unique there."""

    def pieces(self, attachment_id: AttachmentId) -> Iterator[bytes]:
        """Its bytes, a piece at a time."""

    def read(self, attachment_id: AttachmentId, *, at_most: int | None = None) -> bytes:
        """Its bytes, all of them or so many from its beginning."""

    def rename(self, attachment_id: AttachmentId, name: str) -> Attachment:
        """Call it otherwise."""

    def remove(self, attachment_id: AttachmentId) -> None:
        """Take it off its entry; it can be brought back."""

    def restore(self, attachment_id: AttachmentId) -> Attachment:
        """Bring it back."""

    def removed(self, entry_id: EntryId) -> list[Attachment]:
        """What can be brought back."""

    def thumbnail(self, attachment_id: AttachmentId) -> bytes | None:
        """The small picture that was kept for it."""

    def keep_thumbnail(self, attachment_id: AttachmentId, data: bytes) -> None:
        """Keep a small picture, PNG or JPEG, for it."""
