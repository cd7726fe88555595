"""The lifeline's records as JSON: as their earlier states are kept, and as an export has them.

    moment  {"id", "title", "date", "height", "now", "note", "place", "people": ["name", ...], "photos": [file, ...],
             "entries": ["id", ...]}
    chapter {"id", "title", "date"}
    theme   {"id", "name", "memo", "moments": ["id", ...], "place", "shade"}
    birth   {"date"}
    date    {"words", "earliest", "latest", "precision", "approximate", "age"}
    file    {"id", "name", "type", "size", "sha256"}

Days are ISO 8601; what is not known is null.
"""

from collections.abc import Iterable
from datetime import date
from enum import StrEnum
from typing import Any

from allydesk.ids import EntryId
from allydesk.story.ids import ChapterId, FileId, MomentId, ThemeId
from allydesk.story.lifeline import Birth, Chapter, KeptFile, Moment, Record, Theme
from allydesk.story.vague_date import Precision, VagueDate

_LARGEST = 2**63 - 1


class RecordKind(StrEnum):
    """The kinds of record a lifeline has. The stored values are for good."""

    MOMENT = "moment"
    CHAPTER = "chapter"
    THEME = "theme"
    BIRTH = "birth"


def kind_of(record: Record) -> RecordKind:
    """What kind of record it is."""
    match record:
        case Moment():
            return RecordKind.MOMENT
        case Chapter():
            return RecordKind.CHAPTER
        case Theme():
            return RecordKind.THEME
        case Birth():
            return RecordKind.BIRTH


def id_of(record: Record) -> str:
    """What it is known by; "" for the birth, of which there is one."""
    return "" if isinstance(record, Birth) else record.id


def item_of(record: Record) -> dict[str, Any]:
    """The record for JSON."""
    match record:
        case Moment():
            return {
                "id": record.id,
                "title": record.title,
                "date": date_item(record.date),
                "height": record.height,
                "now": record.now,
                "note": record.note,
                "place": record.place,
                "people": list(record.people),
                "photos": [file_item(photo) for photo in record.photos],
                "entries": list(record.entries),
            }
        case Chapter():
            return {"id": record.id, "title": record.title, "date": date_item(record.date)}
        case Theme():
            return {
                "id": record.id,
                "name": record.name,
                "memo": record.memo,
                "moments": list(record.moments),
                "place": record.place,
                "shade": record.shade,
            }
        case Birth():
            return {"date": date_item(record.date)}


def record_of(kind: str, item: dict[str, Any]) -> Record:
    """The record of that kind. Raises ValueError, TypeError or KeyError for what is none."""
    match RecordKind(kind):
        case RecordKind.MOMENT:
            return _moment(item)
        case RecordKind.CHAPTER:
            return Chapter(ChapterId(text(item["id"])), text(item["title"]), date_of(item["date"]))
        case RecordKind.THEME:
            return Theme(
                id=ThemeId(text(item["id"])),
                name=text(item["name"]),
                memo=text(item["memo"]),
                moments=tuple(map(MomentId, texts(item["moments"]))),
                place=number(item["place"]),
                shade=number(item["shade"]),
            )
        case RecordKind.BIRTH:
            return Birth(date_of(item["date"]))


def date_item(when: VagueDate) -> dict[str, Any]:
    """A vague date for JSON."""
    return {
        "words": when.words,
        "earliest": None if when.earliest is None else when.earliest.isoformat(),
        "latest": None if when.latest is None else when.latest.isoformat(),
        "precision": when.precision.value,
        "approximate": when.approximate,
        "age": when.age,
    }


def date_of(item: dict[str, Any]) -> VagueDate:
    """The vague date. Raises as `record_of`."""
    return VagueDate(
        words=text(item["words"]),
        earliest=_day(item["earliest"]),
        latest=_day(item["latest"]),
        precision=Precision(item["precision"]),
        approximate=item["approximate"] is True,
        age=optional_number(item["age"]),
    )


def file_item(file: KeptFile) -> dict[str, Any]:
    """A kept file for JSON, without its bytes."""
    return {
        "id": file.id,
        "name": file.name,
        "type": file.media_type,
        "size": file.size,
        "sha256": file.digest,
    }


def file_of(item: dict[str, Any]) -> KeptFile:
    """The file. Raises as `record_of`."""
    return KeptFile(
        id=FileId(text(item["id"])),
        name=text(item["name"]),
        media_type=text(item["type"]),
        size=number(item["size"]),
        digest=text(item["sha256"]),
    )


def text(value: object) -> str:
    """A text. Raises TypeError for anything else."""
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value


def texts(value: object) -> Iterable[str]:
    """A list of texts. Raises TypeError for anything else."""
    if not isinstance(value, list):
        raise TypeError("not a list")
    return map(text, value)


def number(value: object) -> int:
    """A whole number that can be kept. Raises TypeError for anything else, ValueError for one that is too large."""
    if type(value) is not int:
        raise TypeError("not a whole number")
    if abs(value) > _LARGEST:
        raise ValueError("too large a number")
    return value


def optional_number(value: object) -> int | None:
    """The same, or None."""
    return None if value is None else number(value)


def _moment(item: dict[str, Any]) -> Moment:
    return Moment(
        id=MomentId(text(item["id"])),
        title=text(item["title"]),
        date=date_of(item["date"]),
        height=number(item["height"]),
        now=optional_number(item["now"]),
        note=text(item["note"]),
        place=text(item["place"]),
        people=tuple(texts(item["people"])),
        photos=tuple(file_of(photo) for photo in item["photos"]),
        entries=tuple(map(EntryId, texts(item["entries"]))),
    )


def _day(value: object) -> date | None:
    return None if value is None else date.fromisoformat(text(value))
