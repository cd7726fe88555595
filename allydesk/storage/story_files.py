"""The story's own files, photos of moments and recordings of takes; in and out in pieces, as those of entries."""

from collections.abc import Iterator
from typing import BinaryIO

from allydesk.ids import new_uuid7
from allydesk.progress import Progress, unreported
from allydesk.storage.database import Database
from allydesk.storage.file_tables import STORY_FILES, file_name, pieces_of, towards
from allydesk.storage.reading import Clock
from allydesk.storage.records import stored_moment
from allydesk.story.ids import FileId
from allydesk.story.lifeline import KeptFile
from allydesk.text import clean


class StoryFiles:
    """The story's files in an open vault. Nothing of them is ever in the clear on the disk.

    One that no moment, no take and no version of a moment points to any more goes with the trash.
    """

    def __init__(self, *, database: Database, clock: Clock) -> None:
        self._database = database
        self._clock = clock

    def add(
        self, *, name: str, media_type: str, source: BinaryIO, size: int, progress: Progress = unreported
    ) -> KeptFile:
        """Keep what `source` holds. Until a moment or a take points to it, nothing shows it.

        All of it or, when anything goes wrong or is cancelled, nothing. `progress` counts bytes towards `size`, which
        is only what was expected: what is read is what is kept. Raises `TransferError(UNREADABLE_SOURCE)`,
        `VaultError(DISK_FULL)` and what else writing can raise, and `Cancelled`.
        """
        known = {"name": file_name(name), "media_type": clean(media_type)[0]}
        file_id = FileId(new_uuid7())
        since = stored_moment(self._clock())
        with self._database.write() as connection:
            row_id = STORY_FILES.begin(connection, id=file_id, since=since, **known)
            done, digest = STORY_FILES.fill(connection, row_id, pieces_of(source), heard=towards(progress, size))
            progress(done, done)
            return KeptFile(file_id, known["name"], known["media_type"], done, digest)

    def pieces(self, file_id: FileId) -> Iterator[bytes]:
        """A file's bytes, 256 KiB at a time; other calls may come in between.

        Raises `StoryError(NO_SUCH_RECORD)`, also for one that goes away meanwhile.
        """
        return STORY_FILES.each_piece(self._database, file_id)

    def read(self, file_id: FileId, *, at_most: int | None = None) -> bytes:
        """A file's bytes, or its first `at_most`. Raises `StoryError(NO_SUCH_RECORD)`."""
        return STORY_FILES.read(self._database, file_id, at_most=at_most)

    def thumbnail(self, file_id: FileId) -> bytes | None:
        """The small picture kept for it, None without one. Raises `StoryError(NO_SUCH_RECORD)`."""
        return STORY_FILES.thumbnail(self._database, file_id)

    def keep_thumbnail(self, file_id: FileId, data: bytes) -> None:
        """Keep a small picture for it, in the place of an earlier one. Raises `StoryError(NO_SUCH_RECORD)`."""
        STORY_FILES.keep_thumbnail(self._database, file_id, data)
