"""In our own JSON, since its version 3: the story room, in members of the document behind the entries.

"moments": [{"modified", and what `record_json` has of a moment}, ...],
"chapters": [...], "themes": [...], "birth": [...] (the same; of the last at most one),
"recordVersions": [{"kind", "saved", "gone", "record"}, ...],
"stories": [{"id", "created", "modified", "removed", "title", "listener", "text",
             "versions": [{"saved", "title", "listener", "text"}, ...]}, ...],
"takes": [{"id", "story", "begun", "seconds", "words", "rating", "notes", "audio"}, ...],
"mentorProfile": {"name", "livedThrough", "canListenTo", "offers", "themes": ["name", ...]} or null,
"storyFiles": [{"id", "name", "type", "size", "sha256", "file", "since"}, ...]

Versions are oldest first, and those of one record follow one another; of a record that was removed the last is as it
was then, and `gone`. Photos and `audio` are files as `record_json` has them; their bytes lie in `files/`, as those of
attachments. Moments lead to entries by their ids. No two records of different kinds have one id.
"""

import json
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any, TypeVar

from allydesk.storage.record_json import (
    RecordKind,
    file_item,
    file_of,
    id_of,
    item_of,
    kind_of,
    number,
    optional_number,
    record_of,
    text,
    texts,
)
from allydesk.storage.story_room import KeptRecord, PastRecord, StoryFile, StoryRoom, WholeStory
from allydesk.story.ids import StoryId, TakeId
from allydesk.story.lifeline import Birth, KeptFile, Moment, Record, Theme
from allydesk.story.telling import MentorProfile, Story, StoryVersion, Take, Telling
from allydesk.transfer.own_files import FilesBeside, inside
from allydesk.transfer.source import WaitingFile, WaitingRoom, own_id

T = TypeVar("T")
R = TypeVar("R", KeptRecord, PastRecord)

_RECORDS = {
    "moments": RecordKind.MOMENT,
    "chapters": RecordKind.CHAPTER,
    "themes": RecordKind.THEME,
    "birth": RecordKind.BIRTH,
}
_PROFILE = "mentorProfile"
_COUNTED_TO = 2**31 - 1
"""Seconds, words and places beyond it are taken for it: so much is never meant, and one can still count on from it."""


def lines(room: StoryRoom) -> Iterator[str]:
    """The members, each item on a line; every member begins with the comma before it."""
    profile = None if room.profile == MentorProfile() else _profile_item(room.profile)
    yield f',\n"{_PROFILE}": {json.dumps(profile, ensure_ascii=False)}'
    members: dict[str, Iterable[object]] = {
        name: [_record_item(one) for one in room.records if kind_of(one.record) is kind]
        for name, kind in _RECORDS.items()
    }
    members["recordVersions"] = map(_past_item, room.past)
    members["stories"] = map(_story_item, room.stories)
    members["takes"] = map(_take_item, room.takes)
    members["storyFiles"] = map(_file_item, room.files)
    for name, items in members.items():
        yield f',\n"{name}": ['
        between = "\n"
        for item in items:
            yield between + json.dumps(item, ensure_ascii=False)
            between = ",\n"
        yield "]"


class GatheredStory:
    """Takes the members as they are read."""

    def __init__(self) -> None:
        self._kinds: dict[str, RecordKind] = {}
        self._records: list[KeptRecord] = []
        self._past: tuple[PastRecord, ...] = ()
        self._stories: tuple[WholeStory, ...] = ()
        self._takes: tuple[Take, ...] = ()
        self._profile = MentorProfile()
        self._files: list[tuple[StoryFile, WaitingFile]] = []

    def take(self, name: str, value: object, files: FilesBeside) -> None:
        """Take a member of the document; one that is none of these is passed over.

        Raises ValueError, TypeError, KeyError or OverflowError for one that is not as we write it.
        """
        if name in _RECORDS:
            self._records += _each(value, lambda item: self._known(_record(item, _RECORDS[name])))
        elif name == "recordVersions":
            self._past = _each(value, lambda item: self._known(_past(item)))
        elif name == "stories":
            self._stories = _each(value, _story)
        elif name == "takes":
            self._takes = _each(value, _take)
        elif name == _PROFILE:
            self._profile = MentorProfile() if value is None else _profile(_dict(value))
        elif name == "storyFiles":
            self._files = [found for found in _each(value, lambda item: _find(item, files)) if found is not None]

    def room(self) -> WaitingRoom:
        """All that was taken."""
        found = StoryRoom(
            records=tuple(self._records),
            past=self._past,
            stories=self._stories,
            takes=self._takes,
            profile=self._profile,
        )
        return WaitingRoom(found, tuple(self._files))

    def _known(self, found: R) -> R:
        """The same, if nothing of another kind has its id."""
        kind = kind_of(found.record)
        if self._kinds.setdefault(id_of(found.record), kind) is not kind:
            raise ValueError("one id for two")
        return found


def _record_item(kept: KeptRecord) -> dict[str, Any]:
    return {"modified": kept.modified.isoformat(), **item_of(kept.record)}


def _past_item(past: PastRecord) -> dict[str, Any]:
    return {
        "kind": kind_of(past.record).value,
        "saved": past.saved.isoformat(),
        "gone": past.gone,
        "record": item_of(past.record),
    }


def _story_item(whole: WholeStory) -> dict[str, Any]:
    story = whole.story
    return {
        "id": story.id,
        "created": story.created.isoformat(),
        "modified": story.modified.isoformat(),
        "removed": None if story.removed is None else story.removed.isoformat(),
        **_telling_item(story.telling),
        "versions": [{"saved": old.saved.isoformat(), **_telling_item(old.telling)} for old in whole.versions],
    }


def _telling_item(telling: Telling) -> dict[str, str]:
    return {"title": telling.title, "listener": telling.listener, "text": telling.text}


def _take_item(take: Take) -> dict[str, Any]:
    return {
        "id": take.id,
        "story": take.story_id,
        "begun": take.begun.isoformat(),
        "seconds": take.seconds,
        "words": take.words,
        "rating": take.rating,
        "notes": take.notes,
        "audio": None if take.audio is None else file_item(take.audio),
    }


def _profile_item(profile: MentorProfile) -> dict[str, Any]:
    return {
        "name": profile.name,
        "livedThrough": profile.lived_through,
        "canListenTo": profile.can_listen_to,
        "offers": profile.offers,
        "themes": list(profile.themes),
    }


def _file_item(kept: StoryFile) -> dict[str, Any]:
    return {**file_item(kept.file), "file": inside(kept.file.digest), "since": kept.since.isoformat()}


def _record(item: dict[str, Any], kind: RecordKind) -> KeptRecord:
    return KeptRecord(_checked(record_of(kind, item)), _moment(item["modified"]))


def _past(item: dict[str, Any]) -> PastRecord:
    record = _checked(record_of(text(item["kind"]), item["record"]))
    return PastRecord(record, _moment(item["saved"]), item["gone"] is True)


def _checked(record: Record) -> Record:
    """The record, if everything in it is known by an id as we write them; its place one that can be counted on from."""
    ids: list[str] = [] if isinstance(record, Birth) else [record.id]
    if isinstance(record, Theme):
        ids += record.moments
    if isinstance(record, Moment):
        ids += [*record.entries, *(photo.id for photo in record.photos)]
    for one in ids:
        _id(one)
    return replace(record, place=_within(record.place)) if isinstance(record, Theme) else record


def _story(item: dict[str, Any]) -> WholeStory:
    removed = item["removed"]
    story = Story(
        id=StoryId(_id(item["id"])),
        telling=_telling(item),
        created=_moment(item["created"]),
        modified=_moment(item["modified"]),
        removed=None if removed is None else _moment(removed),
    )
    versions = _each(item["versions"], lambda old: (_moment(old["saved"]), _telling(old)))
    return WholeStory(story, tuple(StoryVersion(count, *old) for count, old in enumerate(versions, 1)))


def _telling(item: dict[str, Any]) -> Telling:
    return Telling(text(item["title"]), text(item["listener"]), text(item["text"]))


def _take(item: dict[str, Any]) -> Take:
    audio = item["audio"]
    return Take(
        id=TakeId(_id(item["id"])),
        story_id=StoryId(_id(item["story"])),
        begun=_begun(item["begun"]),
        seconds=max(0, _within(number(item["seconds"]))),
        words=max(0, _within(number(item["words"]))),
        rating=optional_number(item["rating"]),
        notes=text(item["notes"]),
        audio=None if audio is None else _kept_file(audio),
    )


def _profile(item: dict[str, Any]) -> MentorProfile:
    return MentorProfile(
        name=text(item["name"]),
        lived_through=text(item["livedThrough"]),
        can_listen_to=text(item["canListenTo"]),
        offers=text(item["offers"]),
        themes=tuple(texts(item["themes"])),
    )


def _find(item: dict[str, Any], files: FilesBeside) -> tuple[StoryFile, WaitingFile] | None:
    file = _kept_file(item)
    since = _moment(item["since"])
    waiting = files.find(
        text(item["file"]), where="storyFiles", name=file.name, media_type=file.media_type, digest=file.digest
    )
    return None if waiting is None else (StoryFile(file, since), waiting)


def _kept_file(item: dict[str, Any]) -> KeptFile:
    file = file_of(item)
    _id(file.id)
    return file


def _id(value: object) -> str:
    found = own_id(text(value))
    if found is None:
        raise ValueError("no id")
    return found


def _zoned(value: object) -> datetime:
    moment = datetime.fromisoformat(text(value))
    if moment.tzinfo is None:
        raise ValueError("no offset")
    return moment


def _within(count: int) -> int:
    return max(-_COUNTED_TO, min(_COUNTED_TO, count))


def _begun(value: object) -> datetime:
    _moment(value)  # so that it has a place in UTC, too
    begun = _zoned(value)
    if (begun.utcoffset() or timedelta()) % timedelta(seconds=1):
        raise ValueError("a zone of parts of a second")
    return begun


def _moment(value: object) -> datetime:
    return _zoned(value).astimezone(UTC)


def _each(value: object, read: Callable[[dict[str, Any]], T]) -> tuple[T, ...]:
    if not isinstance(value, list):
        raise TypeError("not a list")
    return tuple(map(read, value))


def _dict(value: object) -> dict[str, Any]:
    if not isinstance(value, dict):
        raise TypeError("not an object")
    return value
