"""Our own JSON: everything an entry is, all a person keeps beside the entries, their story and practice; without loss.

    {"format": "allydesk-journal", "version": 4, "exported": "2026-11-21T20:31:07+00:00", "entries": [
    {"id", "created", "zone", "modified", "title", "text", "tags", "people", "template", "mood", "pinned", "seconds",
     "trashed", "fingerprint",
     "versions": [{"saved", "created", "zone", "title", "text", "tags", "people", "template", "mood"}, ...],
     "attachments": [{"id", "name", "type", "size", "sha256", "file", "removed"}, ...]},
    ...
    ],
    "templates": [...], ...}

`fingerprint` is what an importer knows the entry by, "" for what was written here; `removed` is null but for files that
were taken out of their entry and can still be put back. What comes behind the entries is in `own_belongings`, since
version 3 in `own_story`, and since version 4 in `own_practice`. Version 1 had neither these nor "people", "template",
"pinned", "seconds" and ids of attachments; all of it may be left out.

`journal.json` stands in a folder of its own, with the attachments' bytes in `files/` beside it, each named by its
SHA-256. Versions are oldest first. Both ways go entry by entry, and piece by piece through the files, so that memory
stays the same however many there are; what comes behind the entries is held at once.
"""

import json
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from allydesk.errors import Code, TransferError
from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.belongings import NOTHING, Belongings
from allydesk.journal.entry import Attachment, Content, NewEntry, Version
from allydesk.journal.timestamp import Timestamp
from allydesk.progress import Progress
from allydesk.storage.practice_room import NO_PRACTICE, PracticeRoom
from allydesk.storage.reading import WholeEntry
from allydesk.storage.story_room import EMPTY_ROOM, StoryRoom
from allydesk.transfer import own_belongings, own_practice, own_story
from allydesk.transfer.json_stream import LONG_ARRAY, Member, members, unreadable
from allydesk.transfer.notes import NoteBook
from allydesk.transfer.own_belongings import Gathered
from allydesk.transfer.own_files import FilesBeside, inside, is_digest
from allydesk.transfer.own_practice import GatheredPractice
from allydesk.transfer.own_story import GatheredStory
from allydesk.transfer.snapshot import Stamp, stamp_of, told, unchanged
from allydesk.transfer.source import Draft, WaitingFile, own_id

FORMAT = "allydesk-journal"
VERSION = 4
FILE_NAME = "journal.json"

_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, OverflowError)


def head(exported: datetime) -> str:
    """The beginning of the document, up to where the entries go, each on a line and with commas between."""
    when = json.dumps(exported.astimezone(UTC).isoformat())
    return f'{{"format": "{FORMAT}", "version": {VERSION}, "exported": {when}, "{LONG_ARRAY}": [\n'


def foot(
    belongings: Belongings = NOTHING, story: StoryRoom = EMPTY_ROOM, practice: PracticeRoom = NO_PRACTICE
) -> Iterator[str]:
    """The end of the document, in pieces."""
    yield "\n]"
    yield from own_belongings.lines(belongings)
    yield from own_story.lines(story)
    yield from own_practice.lines(practice)
    yield "\n}\n"


def files_of(whole: WholeEntry) -> Iterator[Attachment]:
    """Every file that goes with the entry, those that were removed from it behind the others."""
    yield from whole.entry.attachments
    yield from (file for file, _ in whole.removed)


def entry_line(whole: WholeEntry) -> str:
    """An entry on one line."""
    entry = whole.entry
    item = {
        "id": entry.id,
        **_content_item(entry.content),
        "pinned": entry.pinned,
        "seconds": entry.seconds,
        "modified": entry.modified.isoformat(),
        "trashed": None if entry.trashed is None else entry.trashed.isoformat(),
        "fingerprint": whole.fingerprint,
        "versions": [{"saved": old.saved.isoformat(), **_content_item(old.content)} for old in whole.versions],
        "attachments": [
            *(_file_item(file, None) for file in entry.attachments),
            *(_file_item(file, when.isoformat()) for file, when in whole.removed),
        ],
    }
    return json.dumps(item, ensure_ascii=False)


@dataclass(frozen=True, slots=True)
class Beside:
    """Takes what a document has beside the entries."""

    belongings: Gathered = field(default_factory=Gathered)
    story: GatheredStory = field(default_factory=GatheredStory)
    practice: GatheredPractice = field(default_factory=GatheredPractice)


def document_at(path: Path) -> Path:
    """The document itself, given it or its folder. Raises `TransferError(UNKNOWN_FORMAT)` for a folder without."""
    if not path.is_dir():
        return path
    if not (path / FILE_NAME).exists():
        raise TransferError(Code.UNKNOWN_FORMAT)
    return path / FILE_NAME


def check_version(path: Path) -> None:
    """Raises `TransferError`: `NEWER_VERSION` for a document of a later Allydesk, `UNREADABLE_SOURCE` for none."""
    found: dict[str, Any] = {}
    with told(), path.open("rb") as file:
        for member in members(file):
            if not member.number:
                found[member.name] = member.value
            if "format" in found and "version" in found:
                break
    version = found.get("version")
    if found.get("format") != FORMAT or not isinstance(version, int) or version < 1:
        raise unreadable()
    if version > VERSION:
        raise TransferError(Code.NEWER_VERSION, version=version)


def read(
    path: Path, *, notes: NoteBook, progress: Progress, since: Stamp | None = None, beside: Beside | None = None
) -> Iterator[Draft]:
    """The entries of an export, one at a time. `path` is the document; `beside` takes what else there is in it.

    Raises `TransferError`: `NEWER_VERSION`, `UNREADABLE_SOURCE` (with the number of the `entry`), `SOURCE_GONE`, and
    `SOURCE_CHANGED` when the file changes meanwhile or is not as it was `since`; and `PracticeError`: `TOO_LARGE`,
    `SCENARIO_TOO_LARGE`.
    """
    with unchanged(lambda: stamp_of(path), since=since) as stamp:
        check_version(path)
        with told():
            file = path.open("rb")
        files = FilesBeside(path.parent.resolve(), notes)
        with file:
            for member in members(file, heard=lambda done: progress(min(done, stamp.size), stamp.size)):
                if member.number:
                    yield _draft(member, files)
                elif member.name == LONG_ARRAY and member.value != []:
                    raise unreadable()
                elif beside is not None:
                    _take(member, beside, files)


def _take(member: Member, beside: Beside, files: FilesBeside) -> None:
    try:
        beside.belongings.take(member.name, member.value)
        beside.story.take(member.name, member.value, files)
        beside.practice.take(member.name, member.value)
    except _MALFORMED:
        raise unreadable() from None


def _find(files: FilesBeside, item: dict[str, Any], where: str) -> WaitingFile | None:
    name, media_type, digest, inside = (_as_text(item[key]) for key in ("name", "type", "sha256", "file"))
    return files.find(
        inside,
        where=where,
        name=name,
        media_type=media_type,
        digest=digest,
        attachment_id=_attachment_id(item.get("id")),
        removed=_moment(item.get("removed")),
    )


def _file_item(file: Attachment, removed: str | None) -> dict[str, Any]:
    return {
        "id": file.id,
        "name": file.name,
        "type": file.media_type,
        "size": file.size,
        "sha256": file.digest,
        "file": inside(file.digest),
        "removed": removed,
    }


def _content_item(content: Content) -> dict[str, Any]:
    return {
        "created": content.created.isoformat(),
        "zone": content.created.zone,
        "title": content.title,
        "text": content.text,
        "tags": content.tags,
        "people": content.people,
        "template": content.template,
        "mood": content.mood,
    }


def _draft(member: Member, files: FilesBeside) -> Draft:
    where = f"entry {member.number}"
    try:
        item = member.value
        content = _content(item)
        entry = NewEntry(
            content,
            fingerprint=_fingerprint(item.get("fingerprint", "")),
            id=_entry_id(item.get("id")),
            modified=_moment(item.get("modified")),
            trashed=_moment(item.get("trashed")),
            pinned=item.get("pinned") is True,
            seconds=_seconds(item.get("seconds", 0)),
            versions=tuple(
                Version(number, _moment(old["saved"]) or _never(), _content(old))
                for number, old in enumerate(item.get("versions", ()), 1)
            ),
        )
        found = [_find(files, file, where) for file in item.get("attachments", ())]
    except _MALFORMED:
        raise unreadable(member.number) from None
    waiting = tuple(file for file in found if file is not None)
    return Draft(entry, read_as=(content.title, content.text), files=waiting)


def _content(item: dict[str, Any]) -> Content:
    mood = item.get("mood")
    if mood is not None and type(mood) is not int:
        raise TypeError("a mood is a whole number")
    return Content(
        created=_timestamp(_as_text(item["created"]), _as_text(item.get("zone", ""))),
        title=_as_text(item.get("title", "")),
        text=_as_text(item["text"]),
        tags=tuple(map(_as_text, item.get("tags", ()))),
        mood=mood,
        people=tuple(map(_as_text, item.get("people", ()))),
        template=_as_text(item.get("template", "")),
    )


def _seconds(value: object) -> int:
    if type(value) is not int or value < 0:
        raise TypeError("seconds of writing are a whole number")
    return value


def _fingerprint(value: object) -> str:
    text = _as_text(value)
    if text and not is_digest(text):
        raise ValueError("no fingerprint")
    return text


def _timestamp(text: str, zone: str) -> Timestamp:
    moment = datetime.fromisoformat(text)
    offset = moment.utcoffset()
    if offset is None:
        raise ValueError("no offset")
    return Timestamp(moment.replace(tzinfo=None), offset // timedelta(seconds=1), zone)


def _moment(text: object) -> datetime | None:
    if text is None:
        return None
    moment = datetime.fromisoformat(_as_text(text))
    if moment.tzinfo is None:
        raise ValueError("no offset")
    return moment.astimezone(UTC)


def _never() -> datetime:
    raise ValueError("a version without its time")


def _entry_id(text: object) -> EntryId | None:
    if text is None:
        return None
    entry_id = own_id(_as_text(text))
    if entry_id is None:
        raise ValueError("no id")
    return entry_id


def _attachment_id(text: object) -> AttachmentId | None:
    found = None if text is None else own_id(_as_text(text))
    return None if found is None else AttachmentId(found)


def _as_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
