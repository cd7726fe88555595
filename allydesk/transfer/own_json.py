"""Our own JSON: everything an entry is, without loss.

    {"format": "allydesk-journal", "version": 1, "exported": "2026-11-21T20:31:07+00:00", "entries": [
    {"id", "created", "zone", "modified", "title", "text", "tags", "mood", "trashed",
     "versions": [{"saved", "created", "zone", "title", "text", "tags", "mood"}, ...],
     "attachments": [{"name", "type", "size", "sha256", "file"}, ...]},
    ...
    ]}

`journal.json` stands in a folder of its own, with the attachments' bytes in `files/` beside it, each named by its
SHA-256. Versions are oldest first. Both ways go entry by entry, so that memory stays the same at any size.
"""

import json
import posixpath
import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from pathlib import Path
from typing import Any

from allydesk.errors import Code, TransferError
from allydesk.journal.entry import Content, Entry, NewEntry, Version
from allydesk.journal.ids import EntryId
from allydesk.journal.timestamp import Timestamp
from allydesk.progress import Progress
from allydesk.transfer.json_stream import LONG_ARRAY, Member, members, unreadable
from allydesk.transfer.notes import NoteBook, NoteKind
from allydesk.transfer.snapshot import Stamp, stamp_of, told, unchanged
from allydesk.transfer.source import Draft, WaitingFile, own_id

FORMAT = "allydesk-journal"
VERSION = 1
FILE_NAME = "journal.json"
FILES_FOLDER = "files"

_DIGEST = re.compile(r"[0-9a-f]{64}")
_MALFORMED = (KeyError, TypeError, ValueError, AttributeError, OverflowError)


def head(exported: datetime) -> str:
    """The beginning of the document, up to where the entries go, each on a line and with commas between."""
    when = json.dumps(exported.astimezone(UTC).isoformat())
    return f'{{"format": "{FORMAT}", "version": {VERSION}, "exported": {when}, "{LONG_ARRAY}": [\n'


FOOT = "\n]}\n"
"""The end of the document."""


def entry_line(entry: Entry, versions: Sequence[Version]) -> str:
    """An entry on one line; `versions` oldest first."""
    item = {
        "id": entry.id,
        **_content_item(entry.content),
        "modified": entry.modified.isoformat(),
        "trashed": None if entry.trashed is None else entry.trashed.isoformat(),
        "versions": [{"saved": old.saved.isoformat(), **_content_item(old.content)} for old in versions],
        "attachments": [
            {
                "name": file.name,
                "type": file.media_type,
                "size": file.size,
                "sha256": file.digest,
                "file": f"{FILES_FOLDER}/{file.digest}",
            }
            for file in entry.attachments
        ],
    }
    return json.dumps(item, ensure_ascii=False)


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


def read(path: Path, *, notes: NoteBook, progress: Progress, since: Stamp | None = None) -> Iterator[Draft]:
    """The entries of an export, one at a time. `path` is the document.

    Raises `TransferError`: `NEWER_VERSION`, `UNREADABLE_SOURCE` (with the number of the `entry`), `SOURCE_GONE`, and
    `SOURCE_CHANGED` when the file changes meanwhile or is not as it was `since`.
    """
    with unchanged(lambda: stamp_of(path), since=since) as stamp:
        check_version(path)
        with told():
            file = path.open("rb")
        files = _Files(path.parent.resolve(), notes)
        with file:
            for member in members(file, heard=lambda done: progress(min(done, stamp.size), stamp.size)):
                if member.number:
                    yield _draft(member, files)
                elif member.name == LONG_ARRAY and member.value != []:
                    raise unreadable()


@dataclass(frozen=True, slots=True)
class _Files:
    """The files beside the document."""

    folder: Path
    notes: NoteBook

    def find(self, item: dict[str, Any], where: str) -> WaitingFile | None:
        """The file of an attachment, or None, noted, when it is not there or not inside the folder."""
        name, media_type, digest, inside = (_as_text(item[key]) for key in ("name", "type", "sha256", "file"))
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
        return WaitingFile(path, name, media_type, stamp, digest if _DIGEST.fullmatch(digest) else "")


def _content_item(content: Content) -> dict[str, Any]:
    return {
        "created": content.created.isoformat(),
        "zone": content.created.zone,
        "title": content.title,
        "text": content.text,
        "tags": content.tags,
        "mood": content.mood,
    }


def _draft(member: Member, files: _Files) -> Draft:
    where = f"entry {member.number}"
    try:
        item = member.value
        content = _content(item)
        entry = NewEntry(
            content,
            id=_entry_id(item.get("id")),
            modified=_moment(item.get("modified")),
            trashed=_moment(item.get("trashed")),
            versions=tuple(
                Version(number, _moment(old["saved"]) or _never(), _content(old))
                for number, old in enumerate(item.get("versions", ()), 1)
            ),
        )
        found = [files.find(file, where) for file in item.get("attachments", ())]
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
    )


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


def _as_text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
