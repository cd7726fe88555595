"""jrnl's text journal: "[2020-08-29 11:11] Title. *", the text below it, and the next head.

jrnl lets people choose how its heads write the date, and the file does not tell which way was chosen. So a head is a
line that begins with a date in square brackets, in any form that can be read for certain. Whatever cannot be read
stays as text; nothing is dropped.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date, datetime
from pathlib import Path

from allydesk.journal.entry import Content
from allydesk.journal.tags import unique_tags
from allydesk.journal.timestamp import Timestamp
from allydesk.progress import Progress
from allydesk.transfer.dates import HomeZone, Order, WrittenDate, day_first_by, note_unsure, read_date
from allydesk.transfer.decoding import read_text
from allydesk.transfer.notes import NoteBook, NoteKind
from allydesk.transfer.snapshot import Listing, listing_of, read_bytes, stamp_of, unchanged
from allydesk.transfer.source import Draft, draft

STARRED = "starred"
"""The tag that stands for jrnl's star."""

_HEAD = re.compile(r"^\[([^\]\n]+)\] ", re.MULTILINE)
_SHORTEST_HEAD = 7
"""Characters; in anything shorter, like "[1] " or "[x] ", jrnl itself sees no date."""
_CLOCK = re.compile(r"\d{1,2}:\d\d(?::\d\d)?(?:\s*[AaPp][Mm])?")
_TAG = re.compile(r"[@#](?<!\S[@#])([-+*#/\w]+)")
_SENTENCE_END = re.compile(
    "[.!?\u2026\u203c\u203d\u2047-\u2049\u22ef\ufe52\ufe57]['\u2019\"\u201d]?[\\])]*\\s+|[\uff01\uff0e\uff1f\uff61\u3002]"
)
_BLANK_LINES = re.compile(r"(?:[^\S\n]*\n)+")
_FOLDER_DAY = re.compile(r"(?:.*/)?(\d{4})/(\d\d)/(\d\d)\.txt")


@dataclass(frozen=True, slots=True)
class _Head:
    start: int
    end: int
    when: WrittenDate


def read(path: Path, *, zone: HomeZone, notes: NoteBook, progress: Progress) -> list[Draft]:
    """The entries of a journal file, or of a folder that holds a file a day.

    Raises `TransferError`: `SOURCE_GONE`, `SOURCE_CHANGED`, `UNREADABLE_SOURCE`.
    """
    return _read_folder(path, zone, notes, progress) if path.is_dir() else _read_file(path, zone, notes, progress)


def is_day_file(path: str) -> bool:
    """Whether a path inside a folder is one that jrnl gives to a day, like "2020/08/29.txt"."""
    return _day_of(path) is not None


def has_readable_head(text: str) -> bool:
    """Whether a line of the text begins with a date in square brackets."""
    return any(read_date(match[1]) for match in _HEAD.finditer(text))


def begins_with_head(text: str, *, readable: bool) -> bool:
    """Whether the text's first line begins like a head, with a date that can be read or with anything in brackets."""
    match = _HEAD.match(text.lstrip())
    return match is not None and (not readable or read_date(match[1]) is not None)


def _read_file(path: Path, zone: HomeZone, notes: NoteBook, progress: Progress) -> list[Draft]:
    with unchanged(lambda: stamp_of(path)) as stamp:
        data = read_bytes(str(path.resolve()))
        progress(0, len(data))
        text = read_text(data, notes=notes, where=path.name)
        found = list(parse(text, zone=zone, undated=zone.at_seconds(stamp.changed_seconds), notes=notes))
        progress(len(data), len(data))
    return found


def _read_folder(folder: Path, zone: HomeZone, notes: NoteBook, progress: Progress) -> list[Draft]:
    drafts: list[Draft] = []
    with unchanged(lambda: listing_of(folder)) as listing:
        days = [(name, day) for name in listing.files if (day := _day_of(name))]
        for done, (name, day) in enumerate(days):
            progress(done, len(days))
            text = read_text(read_bytes(str(folder / name)), notes=notes, where=name)
            undated = zone.at_seconds(listing.files[name].changed_seconds)
            drafts += parse(text, zone=zone, undated=undated, notes=notes, day=day, where=name)
        _note_the_rest(listing, len(days), notes)
        progress(len(days), len(days))
    return drafts


def _note_the_rest(listing: Listing, days: int, notes: NoteBook) -> None:
    notes.add(NoteKind.HIDDEN_LEFT_OUT, count=len(listing.hidden))
    notes.add(NoteKind.LINK_NOT_FOLLOWED, count=len(listing.links))
    notes.add(NoteKind.OTHER_FILES, count=len(listing.files) - days)


def _day_of(path: str) -> date | None:
    match = _FOLDER_DAY.fullmatch(path)
    try:
        return date(*map(int, match.groups())) if match else None
    except ValueError:
        return None


def parse(
    text: str, *, zone: HomeZone, undated: Timestamp, notes: NoteBook, day: date | None = None, where: str = ""
) -> Iterator[Draft]:
    """The entries of a journal's text, which has "\\n" between lines.

    Text before the first readable head becomes an entry dated `undated`. `day` is the day a file in a folder stands
    for: it overrules the heads, which may then give the time alone. `where` is that file's name.
    """
    heads = _heads(text, day, notes, where)
    before = text[: heads[0].start] if heads else text
    if before.strip():
        notes.add(NoteKind.UNDATED_TEXT, where=where)
        yield _entry(before, undated, notes, dated=False)
    ends = [head.start - 1 for head in heads[1:]] + [len(text)] * bool(heads)
    for head, end in zip(heads, ends, strict=True):
        yield _entry(text[head.end : end], zone.at(head.when), notes)


def _heads(text: str, day: date | None, notes: NoteBook, where: str) -> list[_Head]:
    found: list[_Head] = []
    for match in _HEAD.finditer(text):
        when = _when(match[1], day)
        if when is not None:
            found.append(_Head(match.start(), match.end(), when))
        elif len(match[1]) >= _SHORTEST_HEAD:
            notes.add(NoteKind.HEAD_KEPT_AS_TEXT, where=where or _line(text, match.start(), notes))
    return _settle_order(text, found, notes) if day is None else found


def _settle_order(text: str, heads: list[_Head], notes: NoteBook) -> list[_Head]:
    """One person wrote all the heads: those that say whether the day comes first speak for those that do not."""
    orders = {head.when.order for head in heads}
    if Order.EITHER not in orders:
        return heads
    day_first = day_first_by(orders)
    if day_first is None:
        for head in heads:
            note_unsure(head.when, notes)
        return heads
    return [
        replace(head, when=read_date(text[head.start + 1 : head.end - 2], day_first=day_first) or head.when)
        for head in heads
    ]


def _when(blob: str, day: date | None) -> WrittenDate | None:
    if day is None:
        return read_date(blob)
    if _CLOCK.fullmatch(blob):
        return read_date(f"{day.isoformat()} {blob}")
    when = read_date(blob)
    return when and replace(when, local=datetime.combine(day, when.local.time()))


def _line(text: str, at: int, notes: NoteBook) -> str:
    """The place in words; only the first is ever asked for, so lines are counted once."""
    if any(note.kind is NoteKind.HEAD_KEPT_AS_TEXT for note in notes.notes()):
        return ""
    return f"line {text.count(chr(10), 0, at) + 1}"


def _entry(raw: str, created: Timestamp, notes: NoteBook, *, dated: bool = True) -> Draft:
    starred, title, body = split_entry(raw)
    tags = written_tags(raw)
    if starred:
        notes.add(NoteKind.STARRED)
        tags += (STARRED,)
    return draft(Content(created, title, body, unique_tags(tags)), dated=dated)


def split_entry(raw: str) -> tuple[bool, str, str]:
    """Star, title and text of what follows a head.

    The title is the first line; where there is one line only, its first sentence. A star at the end of the first
    line is jrnl's own mark and not part of the title.
    """
    first, _, rest = raw.partition("\n")
    starred = first.strip().endswith("*")
    if starred:
        raw = first.strip("\n *") + "\n" + rest
    title, line_end, body = raw.lstrip().partition("\n")
    if not line_end and (sentence := _SENTENCE_END.search(title)):
        title, body = title[: sentence.end()], title[sentence.end() :]
    return starred, title.strip(), trim_body(body)


def trim_body(body: str) -> str:
    """The text without blank lines around it; the first line keeps its indentation."""
    if blank := _BLANK_LINES.match(body):
        body = body[blank.end() :]
    return body.rstrip()


def written_tags(text: str) -> tuple[str, ...]:
    """The tags in a text, in order, without their signs.

    A tag follows white space or the beginning, so that an e-mail address holds none; it goes on through letters,
    digits, "_", "-", "+", "*", "#" and "/". With "#" it needs a letter in front: "## Plans" and "#3" are no tags.
    """
    found = []
    for match in _TAG.finditer(text):
        name = match[1]
        if match[0].startswith("#") and not name[0].isalpha():
            continue
        if any(sign.isalnum() for sign in name):
            found.append(name)
    return tuple(found)
