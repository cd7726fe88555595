"""An entry, and the smaller values that are made of it."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from datetime import datetime

from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.timestamp import Timestamp
from allydesk.mood import MOOD_RANGE


@dataclass(frozen=True, slots=True)
class Attachment:
    """A file kept with an entry; its bytes are read through the store. `size` is in bytes, `digest` SHA-256 in hex."""

    id: AttachmentId
    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Content:
    """What a person can change about an entry. `text` is Markdown, with "\\n" between lines.

    `template` is the key of the template it was begun with, "" for a free page.
    """

    created: Timestamp
    title: str = ""
    text: str = ""
    tags: tuple[str, ...] = ()
    mood: int | None = None
    people: tuple[str, ...] = ()
    template: str = ""

    def __post_init__(self) -> None:
        if self.mood is not None and self.mood not in MOOD_RANGE:
            raise ValueError("a mood is a whole number from -5 to +5")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry as it is kept. `modified` and `trashed` are in UTC; `trashed` is None outside the trash.

    `seconds` is how long one has been writing in it, all sittings together.
    """

    id: EntryId
    content: Content
    modified: datetime
    trashed: datetime | None = None
    attachments: tuple[Attachment, ...] = ()
    pinned: bool = False
    seconds: int = 0

    @property
    def is_empty(self) -> bool:
        """True only for an entry without title, text and media; tags and a mood alone are not worth keeping."""
        return not (self.content.title.strip() or self.content.text.strip() or self.attachments)


@dataclass(frozen=True, slots=True)
class Version:
    """How an entry once was. `saved` is when that state was written, in UTC; `number` counts from 1, oldest first."""

    number: int
    saved: datetime
    content: Content


@dataclass(frozen=True, slots=True)
class EntrySummary:
    """A row of the list. `position` sorts entries by date (later is larger) and is the list's key for this row.

    `excerpt` is the beginning of the text, or for a search the places that matched, with each match between
    `MATCH_START` and `MATCH_END`. `marked_title` is the title with its matches marked likewise, "" when it has none.
    """

    position: int
    id: EntryId
    created: Timestamp
    title: str
    excerpt: str
    tags: tuple[str, ...]
    attachment_count: int = 0
    mood: int | None = None
    pinned: bool = False
    marked_title: str = ""


MATCH_START = "\ue000"
MATCH_END = "\ue001"
"""Private-use characters around a match in an excerpt; text that is shown has its own taken out first."""


@dataclass(frozen=True, slots=True)
class NewAttachment:
    """A file on its way in: its bytes, or for a file of any size a `source` that begins to give them, piece by piece,
    when its turn has come.

    What comes from our own export or out of a damaged vault also brings its id, and when it was removed.
    """

    name: str
    media_type: str
    data: bytes = b""
    id: AttachmentId | None = None
    removed: datetime | None = None
    source: Callable[[], Iterable[bytes]] | None = field(default=None, compare=False)

    def pieces(self) -> Iterable[bytes]:
        """Its bytes, from the beginning. Raises what the source raises."""
        return (self.data,) if self.source is None else self.source()


@dataclass(frozen=True, slots=True)
class NewEntry:
    """An entry on its way in, from an import or from the clock of now.

    `fingerprint` tells an importer that it has brought this very entry before; "" for what was written here. What
    comes from our own export also brings its id, its dates and its versions.
    """

    content: Content
    fingerprint: str = ""
    id: EntryId | None = None
    modified: datetime | None = None
    trashed: datetime | None = None
    versions: tuple[Version, ...] = ()
    attachments: tuple[NewAttachment, ...] = field(default=())
    pinned: bool = False
    seconds: int = 0
