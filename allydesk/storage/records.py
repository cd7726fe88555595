"""Between rows and values: the one place that knows which column holds what of an entry."""

import json
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

from sqlalchemy import Row

from allydesk.errors import Code, JournalError
from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.entry import MATCH_START, Attachment, Content, Entry, EntrySummary, NewEntry, Version
from allydesk.journal.links import title_key
from allydesk.journal.tags import unique_tags
from allydesk.journal.timestamp import Timestamp
from allydesk.text import LONGEST_TEXT, clean, word_count

_YEAR_ONE = datetime(1, 1, 1, tzinfo=UTC)
_MICROSECOND = timedelta(microseconds=1)
_NO_TAGS = "[]"


def stored_moment(moment: datetime) -> int:
    """A moment as the tables hold it: microseconds since 0001-01-01T00:00:00Z."""
    return (moment - _YEAR_ONE) // _MICROSECOND


def moment_of(stored: int) -> datetime:
    """The moment, in UTC."""
    return _YEAR_ONE + timedelta(microseconds=stored)


def storable(content: Content) -> Content:
    """The content with its texts in the form that is kept. Raises `JournalError(TOO_LARGE)`."""
    title, _ = clean(content.title)
    text, _ = clean(content.text)
    if len(text) > LONGEST_TEXT or len(title) > LONGEST_TEXT:
        raise JournalError(Code.TOO_LARGE)
    return replace(
        content,
        title=title.replace("\n", " "),
        text=text,
        tags=unique_tags(clean(name)[0] for name in content.tags),
        people=unique_tags(clean(name)[0] for name in content.people),
        template=clean(content.template)[0],
    )


def with_text(content: Content, text: str) -> Content:
    """The content with another text."""
    return replace(content, text=text)


def content_columns(content: Content) -> dict[str, Any]:
    """The columns that `entry` and `version` have for the content, its tags and people aside."""
    when = content.created
    return {
        "instant": when.instant,
        "local": when.local.isoformat(),
        "utc_offset": when.offset,
        "zone": clean(when.zone)[0],
        "mood": content.mood,
        "title": content.title,
        "text": content.text,
        "template": content.template,
    }


def derived_columns(content: Content) -> dict[str, Any]:
    """The columns of `entry` that are made from its title and text."""
    return {"words": word_count(content.text), "title_key": title_key(content.title)}


def entry_columns(new: NewEntry, content: Content, *, entry_id: EntryId, position: int, now: int) -> dict[str, Any]:
    """All columns of a new row of `entry`."""
    return {
        **content_columns(content),
        **derived_columns(content),
        "position": position,
        "id": entry_id,
        "modified": now if new.modified is None else stored_moment(new.modified),
        "sitting": now,
        "trashed": None if new.trashed is None else stored_moment(new.trashed),
        "fingerprint": new.fingerprint,
        "pinned": now if new.pinned else None,
        "seconds": new.seconds,
    }


def version_columns(content: Content, *, position: int, number: int, saved: int) -> dict[str, Any]:
    """All columns of a new row of `version`."""
    columns = content_columns(content)
    del columns["instant"]
    tags, people = (json.dumps(names, ensure_ascii=False) for names in (content.tags, content.people))
    return {**columns, "position": position, "number": number, "saved": saved, "tags": tags, "people": people}


def timestamp_of(row: Row[Any]) -> Timestamp:
    """The date of a row of `entry` or `version`."""
    return Timestamp(datetime.fromisoformat(row.local), row.utc_offset, row.zone)


def entry_of(
    row: Row[Any], tags: tuple[str, ...], people: tuple[str, ...], attachments: tuple[Attachment, ...]
) -> Entry:
    """An entry from its row and what belongs to it."""
    return Entry(
        id=EntryId(row.id),
        content=Content(timestamp_of(row), row.title, row.text, tags, row.mood, people, row.template),
        modified=moment_of(row.modified),
        trashed=None if row.trashed is None else moment_of(row.trashed),
        attachments=attachments,
        pinned=row.pinned is not None,
        seconds=row.seconds,
    )


def version_of(row: Row[Any]) -> Version:
    """A version from its row."""
    tags, people = tuple(json.loads(row.tags)), tuple(json.loads(row.people))
    content = Content(timestamp_of(row), row.title, row.text, tags, row.mood, people, row.template)
    return Version(number=row.number, saved=moment_of(row.saved), content=content)


def attachment_of(row: Row[Any]) -> Attachment:
    """An attachment from its row; the bytes stay where they are."""
    return Attachment(AttachmentId(row.id), row.name, row.media_type, row.size, row.digest)


def summary_of(row: Row[Any]) -> EntrySummary:
    """A row of the list, from `search.rows`."""
    columns: tuple[Any, ...] = tuple(row)
    position, entry_id, local, offset, zone, title, mood, pinned, tags, files, excerpt, marked = columns
    return EntrySummary(
        position,
        EntryId(entry_id),
        Timestamp(datetime.fromisoformat(local), offset, zone),
        title,
        excerpt,
        () if tags == _NO_TAGS else tuple(json.loads(tags)),
        files,
        mood,
        pinned is not None,
        marked if MATCH_START in marked else "",
    )
