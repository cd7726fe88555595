"""What a reader finds, before anything is kept: entries in the making, and how they are known again."""

import hashlib
import re
from collections import Counter
from collections.abc import Callable, Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field, replace
from datetime import datetime
from enum import StrEnum
from functools import partial
from pathlib import Path

from allydesk.errors import Code, TransferError
from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.belongings import NOTHING, Belongings
from allydesk.journal.entry import Content, NewAttachment, NewEntry
from allydesk.journal.tags import tag_key
from allydesk.journal.timestamp import Timestamp
from allydesk.storage.practice_room import NO_PRACTICE, PracticeRoom
from allydesk.storage.story_room import EMPTY_ROOM, StoryFile, StoryRoom
from allydesk.transfer.notes import Note, NoteBook, NoteKind
from allydesk.transfer.snapshot import Stamp, pieces_of, stamp_of

_UUID = re.compile("[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")


class Format(StrEnum):
    """What can be read, by the name that chooses it on the command line."""

    JRNL = "jrnl"
    JRNL_JSON = "jrnl-json"
    MARKDOWN = "markdown"
    JSON = "json"


@dataclass(frozen=True, slots=True)
class WaitingFile:
    """A file to attach, still where it lies. `digest` is what it was when it was exported, SHA-256 in hex, or "";
    `id` the one that our own export gave it."""

    path: Path
    name: str
    media_type: str
    stamp: Stamp
    digest: str = ""
    id: AttachmentId | None = None
    removed: datetime | None = None

    def coming(self, notes: NoteBook) -> NewAttachment:
        """The file to attach; it is read when its turn comes, and `notes` hears then if it is damaged."""
        source = partial(self._pieces, notes)
        return NewAttachment(self.name, self.media_type, id=self.id, removed=self.removed, source=source)

    def _pieces(self, notes: NoteBook) -> Iterator[bytes]:
        """Its bytes. Raises `TransferError`: `SOURCE_CHANGED` when it is no longer the file that was found,
        `SOURCE_GONE`, `UNREADABLE_SOURCE`."""
        digest, size = hashlib.sha256(), 0
        for piece in pieces_of(str(self.path)):
            digest.update(piece)
            size += len(piece)
            yield piece
        if stamp_of(self.path) != self.stamp or size != self.stamp.size:
            raise TransferError(Code.SOURCE_CHANGED)
        if self.digest and digest.hexdigest() != self.digest:
            notes.add(NoteKind.FILE_DAMAGED)


@dataclass(frozen=True, slots=True)
class Draft:
    """An entry as a reader found it. `read_as` is title and text as the source has them, before anything was added
    for safe keeping; `dated` tells whether the source itself gives the date."""

    entry: NewEntry
    read_as: tuple[str, str]
    dated: bool = True
    files: tuple[WaitingFile, ...] = ()

    def known_by(self, fingerprint: str) -> "Draft":
        """The draft with this fingerprint and without an id."""
        old = self.entry
        # Ten times as quick as `replace`, which counts where a hundred thousand come by.
        entry = NewEntry(
            content=old.content,
            fingerprint=fingerprint,
            modified=old.modified,
            trashed=old.trashed,
            versions=old.versions,
            attachments=old.attachments,
            pinned=old.pinned,
            seconds=old.seconds,
        )
        return Draft(entry, self.read_as, self.dated, self.files)


def draft(content: Content, *, dated: bool = True) -> Draft:
    """A draft of an entry that is kept just as it was read."""
    return Draft(NewEntry(content), (content.title, content.text), dated=dated)


@dataclass(frozen=True, slots=True)
class Entries:
    """The entries of a source, one after another; they may be gone through again and again.

    `drafts` begins a fresh reading each time it is called; files are read only as their entry comes up. Every entry
    has either its own id or a fingerprint. Readings raise `TransferError(SOURCE_CHANGED)` when the source is not the
    one it was.
    """

    drafts: Callable[[], Iterable[Draft]]

    def __iter__(self) -> Iterator[NewEntry]:
        return self.without(frozenset(), frozenset(), notes=NoteBook())

    def keyed(self, notes: NoteBook) -> Iterator[Draft]:
        """The drafts with their fingerprints; an id that comes up again makes way for one, noted."""
        seen_ids: set[EntryId] = set()
        seen: Counter[bytes] = Counter()
        for found in self.drafts():
            entry_id = found.entry.id
            if entry_id is not None and entry_id not in seen_ids:
                seen_ids.add(entry_id)
                yield found
                continue
            notes.add(NoteKind.ID_REPEATED, count=0 if entry_id is None else 1)
            base = fingerprint_base(found)
            seen[base] += 1
            yield found.known_by(_fingerprint(base, seen[base]))

    def without(
        self, ids: AbstractSet[EntryId], fingerprints: AbstractSet[str], *, notes: NoteBook
    ) -> Iterator[NewEntry]:
        """The entries that are not known by one of these, with their files; `notes` hears of damaged ones."""
        for found in self.keyed(NoteBook()):
            entry = found.entry
            if entry.id in ids if entry.id is not None else entry.fingerprint in fingerprints:
                continue
            if found.files:
                entry = replace(entry, attachments=tuple(file.coming(notes) for file in found.files))
            yield entry


@dataclass(frozen=True, slots=True)
class WaitingRoom:
    """A story room as it was found, its files still where they lie."""

    found: StoryRoom = EMPTY_ROOM
    files: tuple[tuple[StoryFile, WaitingFile], ...] = ()

    def coming(self, notes: NoteBook) -> StoryRoom:
        """The room on its way in; a file is read when its turn comes, and `notes` hears then if it is damaged."""
        files = tuple(replace(file, pieces=waiting.coming(notes).pieces) for file, waiting in self.files)
        return replace(self.found, files=files)


@dataclass(frozen=True, slots=True)
class Source:
    """Something that can be brought in, read through once. `tags` and the dates are those of all its entries; there is
    no first and no last where there is a story or practice without any entry."""

    format: Format
    entries: Entries
    notes: tuple[Note, ...]
    found: int
    ids: tuple[EntryId, ...]
    fingerprints: tuple[str, ...]
    first: Timestamp | None
    last: Timestamp | None
    tags: tuple[str, ...]
    """Commonest first."""
    belongings: Belongings = NOTHING
    story: WaitingRoom = field(default_factory=WaitingRoom)
    practice: PracticeRoom = NO_PRACTICE


def survey(
    form: Format,
    first_reading: Entries,
    later_readings: Entries,
    notes: NoteBook,
    *,
    story: Callable[[], WaitingRoom] = WaitingRoom,
    practice: Callable[[], PracticeRoom] = PracticeRoom,
) -> Source:
    """Go through the entries once; then `story` and `practice` give what was found of these. Raises
    `TransferError(NOTHING_TO_IMPORT)` when there is none of the three."""
    ids: list[EntryId] = []
    fingerprints: list[str] = []
    tags: Counter[str] = Counter()
    names: dict[str, str] = {}
    keys: dict[str, str] = {}
    first: tuple[int, Timestamp] | None = None
    last: tuple[int, Timestamp] | None = None
    for found in first_reading.keyed(notes):
        entry = found.entry
        if entry.id is None:
            fingerprints.append(entry.fingerprint)
        else:
            ids.append(entry.id)
        when = entry.content.created.instant, entry.content.created
        first = when if first is None or when[0] < first[0] else first
        last = when if last is None or when[0] > last[0] else last
        for name in entry.content.tags:
            key = keys.get(name) or keys.setdefault(name, tag_key(name))
            names.setdefault(key, name)
            tags[key] += 1
    found_story, found_practice = story(), practice()
    if first is None and found_story.found == EMPTY_ROOM and found_practice == NO_PRACTICE:
        raise TransferError(Code.NOTHING_TO_IMPORT)
    return Source(
        format=form,
        entries=later_readings,
        notes=notes.notes(),
        found=len(ids) + len(fingerprints),
        ids=tuple(ids),
        fingerprints=tuple(fingerprints),
        first=None if first is None else first[1],
        last=None if last is None else last[1],
        tags=tuple(names[key] for key, _ in tags.most_common()),
        story=found_story,
        practice=found_practice,
    )


def own_id(text: str) -> EntryId | None:
    """The id that one of our exports gave an entry, or None for what is no UUID as we write it."""
    return EntryId(text) if _UUID.fullmatch(text) else None


def fingerprint_base(found: Draft) -> bytes:
    """What stays the same when the same source is read again, or the same journal in another of its formats.

    SHA-256 over the local date and time to the minute, the title and the text, without white space at either end. A
    date that the file system lent does not count: copying the files would change it.
    """
    title, text = found.read_as
    when = found.entry.content.created.local.isoformat(timespec="minutes") if found.dated else ""
    return hashlib.sha256("\0".join((when, title.strip(), text.strip())).encode("utf-8")).digest()


def _fingerprint(base: bytes, occurrence: int) -> str:
    """The same words at the same minute are told apart by their number, so that both are kept, once each."""
    return hashlib.sha256(base + str(occurrence).encode("ascii")).hexdigest()
