"""A folder of Markdown and text files, one entry a file, with YAML front matter or without.

Files of our own export say so in their front matter ("allydesk: 1"), and are then read back exactly as they were
written. In any other, nothing is taken away but blank lines around the text: what has no place in an entry is kept
below its text, and noted.
"""

import contextlib
import posixpath
import re
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

from allydesk.errors import Code, TransferError
from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.tags import unique_tags
from allydesk.journal.timestamp import Timestamp
from allydesk.mood import MOOD_RANGE
from allydesk.progress import Progress
from allydesk.text import LONGEST_TEXT, clean
from allydesk.transfer import front_matter, own_markdown
from allydesk.transfer.dates import HomeZone, Order, WrittenDate, day_first_by, note_unsure, read_date
from allydesk.transfer.decoding import read_text, with_block
from allydesk.transfer.front_matter import FrontMatter, FrontMatterError, as_names, as_number, as_text
from allydesk.transfer.linked_files import LARGEST_FILE, Folder, is_text, leads_outside, may_have_targets, targets
from allydesk.transfer.notes import NoteBook, NoteKind
from allydesk.transfer.own_markdown import PlacedFile
from allydesk.transfer.snapshot import Listing, Stamp, listing_of, read_bytes, stamp_of, unchanged
from allydesk.transfer.source import Draft, WaitingFile

_LARGEST_TEXT_FILE = 4 * LONGEST_TEXT
"""Bytes. UTF-8 takes at most four for a character."""
_HEADING = re.compile(r"#[^\S\n]+(\S[^\n]*?)[^\S\n]*(?:\n|\Z)")
_DAY_IN_NAME = re.compile(
    r"(?<!\d)(\d{4})([-_.]?)(\d\d)\2(\d\d)(?:[T _-]*([01]\d|2[0-3])[-_.:h]?([0-5]\d)(?:[-_.:]?[0-5]\d)?)?(?!\d)"
)
_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)+")


def read(path: Path, *, zone: HomeZone, notes: NoteBook, progress: Progress) -> list[Draft]:
    """The entries of a folder, or of one file with what it links beside it.

    Raises `TransferError`: `SOURCE_GONE`, `SOURCE_CHANGED`, `UNREADABLE_SOURCE`, `TOO_LARGE`, and `NEWER_VERSION` for
    files that a later Allydesk has written.
    """
    if not path.is_dir():
        path = path.resolve()
        with unchanged(lambda: stamp_of(path)) as stamp:
            files = {path.name: stamp, **_files_beside(path)}
            return _Reader(path.parent, Listing(files), zone, notes).read_all([path.name], progress)
    with unchanged(lambda: listing_of(path)) as listing:
        reader = _Reader(path, listing, zone, notes)
        drafts = reader.read_all([name for name in listing.files if is_text(name)], progress)
        reader.note_the_rest()
    return drafts


def _files_beside(path: Path) -> dict[str, Stamp]:
    """The files that the text links by their path from where it lies, without going through symbolic links."""
    text = read_text(read_bytes(str(path)), notes=NoteBook(), where="")
    home = path.parent
    found: dict[str, Stamp] = {}
    for target in targets(text):
        name = posixpath.normpath(target.path)
        if not leads_outside(name, beside="") and (home / name).resolve() == home / name:
            with contextlib.suppress(TransferError):
                found[name] = stamp_of(home / name)
    return found


@dataclass(slots=True)
class _Reader:
    """Reads the texts of one folder, which are taken to be one person's."""

    root: Path
    listing: Listing
    zone: HomeZone
    notes: NoteBook
    place: str = field(init=False)
    folder: Folder = field(init=False)
    attached: set[str] = field(default_factory=set)
    orders: set[Order] = field(default_factory=set)
    unsure: dict[str, str] = field(default_factory=dict)

    def __post_init__(self) -> None:
        self.place = str(self.root)
        self.folder = Folder(self.listing.files)

    def read_all(self, names: list[str], progress: Progress) -> list[Draft]:
        """The entries of these files."""
        drafts: dict[str, Draft] = {}
        # What our export put into a folder beside an entry lies deeper than the entry; whoever claims it comes first.
        for done, name in enumerate(sorted(names, key=lambda name: name.count("/"))):
            progress(done, len(names))
            if name not in self.attached:
                drafts[name] = self._read(name)
        progress(len(names), len(names))
        self._settle_order(drafts)
        return list(drafts.values())

    def note_the_rest(self) -> None:
        """Note what is in the folder and has not been brought along."""
        others = {name for name in self.listing.files if not is_text(name)} - self.attached
        self.notes.add(NoteKind.HIDDEN_LEFT_OUT, count=len(self.listing.hidden))
        self.notes.add(NoteKind.LINK_NOT_FOLLOWED, count=len(self.listing.links))
        self.notes.add(NoteKind.OTHER_FILES, count=len(others))

    def _read(self, name: str) -> Draft:
        if self.listing.files[name].size > _LARGEST_TEXT_FILE:
            raise TransferError(Code.TOO_LARGE)
        text = read_text(read_bytes(f"{self.place}/{name}"), notes=self.notes, where=name)
        header, body = front_matter.split(text)
        try:
            fields = FrontMatter(header or "")
        except FrontMatterError:
            self.notes.add(NoteKind.FRONT_MATTER_KEPT_AS_TEXT, where=name)
            return self._foreign(name, FrontMatter(""), text)
        version = fields.take(own_markdown.MARK, read=as_number)
        if version is None:
            return self._foreign(name, fields, body)
        if version > own_markdown.VERSION:
            raise TransferError(Code.NEWER_VERSION, version=version)
        return self._own(name, fields, body)

    def _own(self, name: str, fields: FrontMatter, body: str) -> Draft:
        entry_id = fields.take("id", read=own_markdown.as_own_id)
        created, dated = self._date(name, fields)
        if (zone := fields.take("zone", read=as_text)) is not None:
            created = Timestamp(created.local, created.offset, zone)
        title = fields.take("title", read=own_markdown.as_exact_text) or ""
        tags = unique_tags(fields.take("tags", read=as_names) or ())
        people = unique_tags(fields.take("people", read=as_names) or ())
        template = fields.take("template", read=own_markdown.as_exact_text) or ""
        mood = fields.take("mood", read=_as_mood)
        pinned = fields.take("pinned", read=_as_flag) or False
        seconds = fields.take("seconds", read=as_number) or 0
        modified = fields.take("modified", read=own_markdown.as_moment)
        trashed = fields.take("trashed", read=own_markdown.as_moment)
        placed = fields.take("attachments", read=own_markdown.as_files) or ()
        text = own_markdown.text_of(body, placed)
        content = Content(created, title, self._with_rest(name, fields, text), tags, mood, people, template)
        files = tuple(self._placed_files(name, placed)) if placed else ()
        entry = NewEntry(
            content, id=entry_id, modified=modified, trashed=trashed, pinned=pinned, seconds=max(0, seconds)
        )
        return Draft(entry, read_as=(title, text), dated=dated, files=files)

    def _foreign(self, name: str, fields: FrontMatter, body: str) -> Draft:
        created, dated = self._date(name, fields)
        title, body = _title(name, fields.take("title", read=as_text), trimmed(body))
        tags = unique_tags(fields.take("tags", read=as_names) or ())
        people = unique_tags(fields.take("people", read=as_names) or ())
        mood = fields.take("mood", read=_as_mood)
        modified = fields.take("modified", "updated", read=self._as_moment)
        files = tuple(self._linked_files(name, body)) if may_have_targets(body) else ()
        content = Content(created, title, self._with_rest(name, fields, body), tags, mood, people)
        return Draft(NewEntry(content, modified=modified), read_as=(title, body), dated=dated, files=files)

    def _date(self, name: str, fields: FrontMatter) -> tuple[Timestamp, bool]:
        """The entry's date, and whether the source itself gives it."""
        written = fields.take("date", "created", read=_as_dated_text)
        if written is not None:
            text, when = written
            self.orders.add(when.order)
            if when.order is Order.EITHER:
                self.unsure[name] = text
            return self.zone.at(when), True
        if (in_name := _date_in_name(name)) is not None:
            self.notes.add(NoteKind.DATE_FROM_NAME, where=name)
            return self.zone.at(in_name), True
        self.notes.add(NoteKind.DATE_FROM_FILE, where=name)
        return self.zone.at_seconds(self.listing.files[name].changed_seconds), False

    def _settle_order(self, drafts: dict[str, Draft]) -> None:
        """Dates that say whether the day comes first speak for those that do not."""
        day_first = day_first_by(self.orders)
        for name, text in self.unsure.items():
            when = read_date(text, day_first=day_first)
            if when is not None:
                if day_first is None:
                    note_unsure(when, self.notes, where=name)
                found = drafts[name]
                content = replace(found.entry.content, created=self.zone.at(when))
                drafts[name] = replace(found, entry=replace(found.entry, content=content))

    def _with_rest(self, name: str, fields: FrontMatter, text: str) -> str:
        rest, count = fields.rest()
        if not count:
            return text
        self.notes.add(NoteKind.DETAILS_KEPT_AS_TEXT, where=name, count=count)
        return with_block(text, rest, "yaml")

    def _linked_files(self, name: str, text: str) -> Iterator[WaitingFile]:
        seen: set[str] = set()
        for target in targets(text):
            path = self.folder.find(target.path, beside=name)
            if path is None:
                if leads_outside(target.path, beside=name):
                    self.notes.add(NoteKind.OUTSIDE_LEFT_OUT, where=name)
                elif target.certain:
                    self.notes.add(NoteKind.FILE_MISSING, where=name)
            elif path not in seen:
                seen.add(path)
                if self.listing.files[path].size > LARGEST_FILE:
                    self.notes.add(NoteKind.FILE_TOO_LARGE, where=path)
                else:
                    yield self._waiting(path, posixpath.basename(path), self.folder.media_type(path))

    def _placed_files(self, name: str, placed: tuple[PlacedFile, ...]) -> Iterator[WaitingFile]:
        for file in placed:
            path = posixpath.normpath(posixpath.join(posixpath.dirname(name), file.path))
            if path in self.listing.files:
                yield self._waiting(path, file.name, file.media_type)
            else:
                self.notes.add(NoteKind.FILE_MISSING, where=name)

    def _waiting(self, path: str, name: str, media_type: str) -> WaitingFile:
        self.attached.add(path)
        return WaitingFile(self.root / path, clean(name)[0], media_type, self.listing.files[path])

    def _as_moment(self, value: object) -> datetime | None:
        """A moment in UTC from any date that can be read for certain."""
        when = read_date(value) if isinstance(value, str) else None
        if when is None or when.order is Order.EITHER:
            return None
        created = self.zone.at(when)
        try:
            return created.local.replace(tzinfo=UTC) - timedelta(seconds=created.offset)
        except OverflowError:
            return None


def trimmed(body: str) -> str:
    """The text without the blank lines above it and the line ends below it."""
    if blank := _BLANK_LINES.match(body):
        body = body[blank.end() :]
    return body.rstrip("\n")


def _title(name: str, given: str | None, body: str) -> tuple[str, str]:
    """Title and text. Without a title of its own an entry takes the heading that is its first line, which then is no
    longer part of the text; without that, the file's name."""
    if given is not None:
        return " ".join(given.split("\n")), body
    if heading := _HEADING.match(body):
        return heading[1], trimmed(body[heading.end() :])
    return clean(posixpath.splitext(posixpath.basename(name))[0])[0], body


def _date_in_name(name: str) -> WrittenDate | None:
    for match in _DAY_IN_NAME.finditer(posixpath.basename(name)):
        year, _, month, day, hour, minute = match.groups()
        with contextlib.suppress(ValueError):
            return WrittenDate(datetime(int(year), int(month), int(day), int(hour or 0), int(minute or 0)))
    return None


def _as_dated_text(value: object) -> tuple[str, WrittenDate] | None:
    when = read_date(value) if isinstance(value, str) else None
    return (str(value), when) if when is not None else None


def _as_mood(value: object) -> int | None:
    number = as_number(value)
    return number if number in MOOD_RANGE else None


def _as_flag(value: object) -> bool | None:
    return {"true": True, "false": False}.get(value) if isinstance(value, str) else None
