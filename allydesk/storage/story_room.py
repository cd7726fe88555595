"""Everything kept in the story room, read at once and added to; and how what comes in from elsewhere joins it."""

from collections import defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field, replace
from datetime import datetime
from typing import Any

from sqlalchemy import Connection, Row, insert, select

from allydesk.storage import story_records, story_rows
from allydesk.storage.database import Database
from allydesk.storage.file_tables import STORY_FILES, file_name
from allydesk.storage.practice_rows import readable
from allydesk.storage.record_json import RecordKind, id_of, kind_of
from allydesk.storage.record_versions import Past, add_versions, version_of
from allydesk.storage.records import moment_of, stored_moment
from allydesk.storage.story_records import TABLES, photos_of, with_photos
from allydesk.storage.story_schema import mentor_profile, record_version, story, story_file, story_version, take
from allydesk.story.lifeline import Birth, KeptFile, Record
from allydesk.story.telling import MentorProfile, Story, StoryVersion, Take
from allydesk.text import clean

_Key = tuple[RecordKind, str]
_NO_PROFILE = MentorProfile()


@dataclass(frozen=True, slots=True)
class KeptRecord:
    """A record as it is now, and when it was last changed, in UTC."""

    record: Record
    modified: datetime


@dataclass(frozen=True, slots=True)
class PastRecord:
    """How a record once was: see `RecordVersion`. `gone` for the last state of what was removed."""

    record: Record
    saved: datetime
    gone: bool = False


@dataclass(frozen=True, slots=True)
class WholeStory:
    """A story with its versions, oldest first."""

    story: Story
    versions: tuple[StoryVersion, ...] = ()


@dataclass(frozen=True, slots=True)
class StoryFile:
    """A file of the story, and since when, in UTC, it is kept or something has let go of it. `pieces` gives the bytes
    of one that comes in; two files are the same without them."""

    file: KeptFile
    since: datetime
    pieces: Callable[[], Iterable[bytes]] | None = field(default=None, compare=False)


@dataclass(frozen=True, slots=True)
class StoryRoom:
    """All of it. `past` has the versions of each record together, oldest first; `files` are those that something in
    here points to."""

    records: tuple[KeptRecord, ...] = ()
    past: tuple[PastRecord, ...] = ()
    stories: tuple[WholeStory, ...] = ()
    takes: tuple[Take, ...] = ()
    profile: MentorProfile = _NO_PROFILE
    files: tuple[StoryFile, ...] = ()

    @property
    def things(self) -> int:
        """How many records, stories and takes there are, those that were removed and the mentor profile among them."""
        keys = {*(_key(one.record) for one in self.records), *(_key(one.record) for one in self.past)}
        return len(keys) + len(self.stories) + len(self.takes) + (self.profile != _NO_PROFILE)


EMPTY_ROOM = StoryRoom()


@dataclass(frozen=True, slots=True)
class KeptInRoom:
    """How many of what came in gave way to what was there under the same id and said something else."""

    records: int = 0
    stories: int = 0
    takes: int = 0
    profiles: int = 0


def room_in(database: Database) -> StoryRoom:
    """All of it, the bytes of files aside. Raises `VaultError(DAMAGED_VAULT)` for what cannot be read."""
    with readable(), database.read() as connection:
        room = StoryRoom(
            records=tuple(_records(connection)),
            past=tuple(_past(connection)),
            stories=tuple(_stories(connection)),
            takes=tuple(map(story_rows.take_of, connection.execute(story_rows.TAKES))),
            profile=next(map(story_rows.profile_of, connection.execute(select(mentor_profile))), _NO_PROFILE),
        )
        pointed = pointed_to(room)
        rows = connection.execute(select(story_file).order_by(story_file.c.file_id))
        files = [file_of(row) for row in rows if row.id in pointed]
    return replace(room, files=tuple(files))


def missing(present: StoryRoom, coming: StoryRoom) -> tuple[StoryRoom, KeptInRoom]:
    """What of `coming` is to be added to what is `present`, and what gives way to it.

    Nothing that is there is changed, be it in the trash; a record that is there keeps its own versions, and a story
    too. Of what comes in twice the first is taken. Takes come with their story, or to the one that is there.
    """
    records, kept_records = _new_records(present, coming)
    stories = {one.story.id: one for one in reversed(coming.stories)}
    there = {one.story.id: one.story.telling for one in present.stories}
    known_takes = {one.id: one for one in present.takes}
    takes = {one.id: one for one in reversed(coming.takes) if one.story_id in there or one.story_id in stories}
    has_profile = present.profile != _NO_PROFILE
    new = StoryRoom(
        records=tuple(records.values()),
        past=_new_past(present, coming, records),
        stories=tuple(one for key, one in reversed(stories.items()) if key not in there),
        takes=tuple(one for key, one in reversed(takes.items()) if key not in known_takes),
        profile=_NO_PROFILE if has_profile else coming.profile,
    )
    pointed = pointed_to(new) - {one.file.id for one in present.files}
    files = {one.file.id: one for one in reversed(coming.files) if one.file.id in pointed}
    return replace(new, files=tuple(reversed(files.values()))), KeptInRoom(
        records=kept_records,
        stories=sum(key in there and one.story.telling != there[key] for key, one in stories.items()),
        takes=sum(key in known_takes and not _same_take(one, known_takes[key]) for key, one in takes.items()),
        profiles=int(has_profile and coming.profile not in (_NO_PROFILE, present.profile)),
    )


def add(connection: Connection, new: StoryRoom, *, now: int, heard: Callable[[], object]) -> None:
    """Keep more of it, none of which is there yet: see `missing`. Only a file may be, which nothing points to any more.
    What points to one that is neither there nor coming is kept without it. `heard` is called before each piece of a
    file. Raises what the files' sources raise, and `StoryError(TOO_LARGE)`.
    """
    for coming in new.files:
        _add_file(connection, coming, heard)
    files = story_records.files_in(connection, pointed_to(new))
    for kind in RecordKind:
        kept = [
            (with_photos(story_records.storable(one.record), files), stored_moment(one.modified), now)
            for one in new.records
            if kind_of(one.record) is kind
        ]
        past = [
            Past(with_photos(story_records.storable(one.record), files), stored_moment(one.saved), one.gone)
            for one in new.past
            if kind_of(one.record) is kind
        ]
        story_records.write(connection, kind, kept)
        add_versions(connection, kind, past)
    for whole in new.stories:
        _add_story(connection, whole, now=now)
    for one in new.takes:
        audio = None if one.audio is None else files.get(one.audio.id)
        kept_take = story_rows.storable_take(replace(one, audio=audio))
        connection.execute(insert(take).values(story_rows.take_columns(kept_take)))
    if new.profile != _NO_PROFILE:
        connection.execute(insert(mentor_profile).values(story_rows.profile_columns(new.profile)))


def _records(connection: Connection) -> Iterator[KeptRecord]:
    for kind, table in TABLES.items():
        times = connection.execute(select(table.c.id, table.c.modified).order_by(table.c.id)).all()
        records = story_records.records_in(connection, kind)
        yield from (KeptRecord(records[record_id], moment_of(modified)) for record_id, modified in times)


def _past(connection: Connection) -> Iterator[PastRecord]:
    columns = record_version.c
    for row in connection.execute(select(record_version).order_by(columns.kind, columns.id, columns.number)):
        yield past_of(row)


def _stories(connection: Connection) -> Iterator[WholeStory]:
    versions: defaultdict[str, list[StoryVersion]] = defaultdict(list)
    for row in connection.execute(select(story_version).order_by(story_version.c.story, story_version.c.number)):
        versions[row.story].append(story_rows.version_of(row))
    for row in connection.execute(select(story).order_by(story.c.story_id)):
        yield WholeStory(story_rows.story_of(row), tuple(versions[row.id]))


def past_of(row: Row[Any]) -> PastRecord:
    """How a record once was, from its row."""
    found = version_of(row)
    return PastRecord(found.record, found.saved, bool(row.gone))


def file_of(row: Row[Any]) -> StoryFile:
    """A file from its row, without its bytes."""
    file = story_records.file_of((row.id, row.name, row.media_type, row.size, row.digest))
    return StoryFile(file, moment_of(row.since))


def pointed_to(room: StoryRoom) -> set[str]:
    """The ids of the files that something in there points to."""
    records = [*(one.record for one in room.records), *(one.record for one in room.past)]
    photos = {photo.id for record in records for photo in photos_of(record)}
    return {*photos, *(one.audio.id for one in room.takes if one.audio is not None)}


def _key(record: Record) -> _Key:
    return kind_of(record), id_of(record)


def _new_records(present: StoryRoom, coming: StoryRoom) -> tuple[dict[_Key, KeptRecord], int]:
    """Those that are not there, be it in the trash, and how many are there but say something else."""
    there: Mapping[_Key, Record | None] = {
        **{_key(one.record): None for one in present.past},
        **{_key(one.record): one.record for one in present.records},
    }
    new: dict[_Key, KeptRecord] = {}
    kept = 0
    for one in coming.records:
        key = _key(one.record)
        if one.record == Birth():
            continue
        if key in there:
            kept += there[key] is not None and not _same_record(one.record, there[key])
        else:
            new.setdefault(key, one)
    return new, kept


def _new_past(present: StoryRoom, coming: StoryRoom, new: Collection[_Key]) -> tuple[PastRecord, ...]:
    """The versions of the records that come in, and of those that were removed where they come from: the last state of
    each of these is the one that can be brought back, and no other is."""
    there = {*(_key(one.record) for one in present.records), *(_key(one.record) for one in present.past)}
    live = {_key(one.record) for one in coming.records}
    last = {_key(one.record): number for number, one in enumerate(coming.past)}
    found = []
    for number, one in enumerate(coming.past):
        key = _key(one.record)
        if key in new or (key not in there and key not in live):
            found.append(replace(one, gone=key not in live and last[key] == number))
    return tuple(found)


def _same_record(one: Record, other: Record | None) -> bool:
    """Whether they say the same; of photos only which they are."""
    ids = [photo.id for photo in photos_of(one)], [photo.id for photo in photos_of(other)]
    return other is not None and ids[0] == ids[1] and with_photos(one, {}) == with_photos(other, {})


def _same_take(one: Take, other: Take) -> bool:
    return replace(one, audio=None) == replace(other, audio=None)


def _add_file(connection: Connection, coming: StoryFile, heard: Callable[[], object]) -> None:
    if coming.pieces is None:
        raise ValueError("a file comes with its bytes")
    file = coming.file
    if STORY_FILES.is_taken(connection, file.id):
        return
    row_id = STORY_FILES.begin(
        connection,
        id=file.id,
        name=file_name(file.name),
        media_type=clean(file.media_type)[0],
        since=stored_moment(coming.since),
    )
    STORY_FILES.fill(connection, row_id, coming.pieces(), heard=lambda _: heard())


def _add_story(connection: Connection, whole: WholeStory, *, now: int) -> None:
    one = whole.story
    columns = {
        "id": one.id,
        "created": stored_moment(one.created),
        "modified": stored_moment(one.modified),
        "sitting": now,
        "removed": None if one.removed is None else stored_moment(one.removed),
        **story_rows.telling_columns(story_rows.storable_telling(one.telling)),
    }
    connection.execute(insert(story).values(columns))
    versions = [
        {
            "story": one.id,
            "number": number,
            "saved": stored_moment(old.saved),
            **story_rows.telling_columns(story_rows.storable_telling(old.telling)),
        }
        for number, old in enumerate(whole.versions, 1)
    ]
    if versions:
        connection.execute(insert(story_version), versions)
