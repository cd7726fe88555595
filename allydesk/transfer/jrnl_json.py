"""jrnl's JSON export: {"tags": {...}, "entries": [{title, body, date, time, tags, starred}, ...]}."""

import json
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.tags import tag_key, unique_tags
from allydesk.journal.timestamp import Timestamp
from allydesk.progress import Progress
from allydesk.transfer.dates import HomeZone, note_unsure, read_date
from allydesk.transfer.decoding import clean_noted, with_block
from allydesk.transfer.jrnl import STARRED, trim_body, written_tags
from allydesk.transfer.json_stream import LONG_ARRAY, Member, members, unreadable
from allydesk.transfer.notes import NoteBook, NoteKind
from allydesk.transfer.snapshot import Stamp, stamp_of, told, unchanged
from allydesk.transfer.source import Draft

_KNOWN = frozenset({"title", "body", "date", "time", "tags", "starred"})


def read(
    path: Path, *, zone: HomeZone, notes: NoteBook, progress: Progress, since: Stamp | None = None
) -> Iterator[Draft]:
    """The entries of an export, one at a time; memory stays the same however many there are.

    Raises `TransferError`: `UNREADABLE_SOURCE` (with the number of the `entry`), `SOURCE_GONE`, and `SOURCE_CHANGED`
    when the file changes meanwhile or is not as it was `since`.
    """
    with unchanged(lambda: stamp_of(path), since=since) as stamp:
        with told():
            file = path.open("rb")
        undated = zone.at_seconds(stamp.changed_seconds)
        with file:
            for member in members(file, heard=lambda done: progress(min(done, stamp.size), stamp.size)):
                if member.number:
                    yield _draft(member, zone=zone, undated=undated, notes=notes)
                elif member.name == LONG_ARRAY and member.value != []:
                    raise unreadable()


def looks_like_entry(value: object) -> bool:
    """Whether an item of "entries" is jrnl's and not another program's."""
    return isinstance(value, dict) and isinstance(value.get("date"), str) and ("title" in value or "body" in value)


def _draft(member: Member, *, zone: HomeZone, undated: Timestamp, notes: NoteBook) -> Draft:
    item, where = member.value, f"entry {member.number}"
    if not isinstance(item, dict):
        raise unreadable(member.number)
    title, body = (
        clean_noted(_text(item.get(name), member.number), notes=notes, where=where) for name in ("title", "body")
    )
    title, body = " ".join(title.split("\n")).strip(), trim_body(body)
    written = " ".join(_text(item.get(name), member.number) for name in ("date", "time")).strip()
    when = read_date(written)
    if when:
        note_unsure(when, notes, where=where)
    tags = _tags(item, title, body)
    if item.get("starred") is True:
        notes.add(NoteKind.STARRED)
        tags += (STARRED,)
    text = _with_details(item, body if when else _with_date(written, body, notes, where), notes, member.number)
    content = Content(zone.at(when) if when else undated, title, text, unique_tags(tags))
    return Draft(NewEntry(content), read_as=(title, body), dated=when is not None)


def _text(value: object, number: int) -> str:
    if value is None:
        return ""
    if not isinstance(value, str):
        raise unreadable(number)
    return value


def _tags(item: dict[str, Any], title: str, body: str) -> tuple[str, ...]:
    """The entry's tags without their sign, spelt as the text spells them: the export has them in small letters."""
    given = item.get("tags") or ()
    exported = [tag for tag in given if isinstance(tag, str) and tag] if isinstance(given, list) else []
    spelt_out = written_tags(f"{title}\n{body}")
    if not spelt_out:
        return tuple(sorted(tag if tag[0].isalnum() else tag[1:] for tag in exported))
    names = {tag_key(name): name for name in (tag if tag[0].isalnum() else tag[1:] for tag in exported)}
    spelt = {tag_key(name): name for name in reversed(spelt_out)}
    in_order = [spelt[key] for key in reversed(spelt) if key in names]
    return (*in_order, *sorted(name for key, name in names.items() if key not in spelt))


def _with_date(written: str, body: str, notes: NoteBook, where: str) -> str:
    """A date that cannot be read goes above the text, in brackets as jrnl has it."""
    if not written:
        notes.add(NoteKind.DATE_FROM_FILE, where=where)
        return body
    notes.add(NoteKind.DATE_KEPT_AS_TEXT, where=where)
    return f"[{clean_noted(written, notes=notes, where=where)}]\n\n{body}".rstrip()


def _with_details(item: dict[str, Any], text: str, notes: NoteBook, number: int) -> str:
    """What else an export holds, such as Day One's ids, goes below the text."""
    details = {name: value for name, value in item.items() if name not in _KNOWN}
    if not isinstance(tags := item.get("tags") or [], list):
        details["tags"] = tags
    if not details:
        return text
    where = f"entry {number}"
    try:
        block = json.dumps(details, ensure_ascii=False, indent=2)
    except RecursionError:
        raise unreadable(number) from None
    notes.add(NoteKind.DETAILS_KEPT_AS_TEXT, where=where, count=len(details))
    return with_block(text, clean_noted(block, notes=notes, where=where), "json")
