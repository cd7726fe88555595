"""Stories with their versions and their trash, takes, the mentor profile, and the story's files."""

import hashlib
import io
import random
from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from pathlib import Path

import pytest

from allydesk.errors import Cancelled, Code
from allydesk.progress import unreported
from allydesk.storage.file_tables import CHUNK_BYTES
from allydesk.storage.verify import verify_database
from allydesk.story.ids import FileId, StoryId, new_story_id, new_take_id
from allydesk.story.lifeline import KeptFile
from allydesk.story.telling import MentorProfile, Story, StoryVersion, Take, Telling
from tests.storage.bare import decrypted_pages
from tests.storage.lifelines import Room, changes_to, open_room
from tests.storage.made import refusal

BEGUN = datetime(2026, 11, 21, 23, 30, tzinfo=timezone(timedelta(hours=5, minutes=45)))
NOBODY = StoryId("nobody")


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as made:
        yield made


def take_of(story: Story, **fields: object) -> Take:
    return replace(Take(new_take_id(), story.id, BEGUN, 400, 950), **fields)  # type: ignore[arg-type]  # the field's own types hold


# Stories


def test_stories_come_back_the_last_changed_first(room: Room) -> None:
    shelf, clock = room.stories, room.clock
    assert shelf.all() == []
    first = shelf.add(Telling("The door", "a colleague", "# Once\n"))
    assert first == Story(first.id, Telling("The door", "a colleague", "# Once\n"), clock.now, clock.now)
    clock.advance(minutes=1)
    wanted = new_story_id()
    second = shelf.add(Telling(), story_id=wanted)
    assert (second.id, shelf.all()) == (wanted, [second, first])
    clock.advance(minutes=1)
    saved = shelf.save(first.id, Telling("The\ndoor\0", "a\nfriend", "x\r\ny\0"))
    assert saved == replace(first, telling=Telling("The door\ufffd", "a friend", "x\ny\ufffd"), modified=clock.now)
    assert shelf.all() == [saved, second]
    assert shelf.story(first.id) == saved


def test_a_story_that_is_not_there_is_told(room: Room) -> None:
    shelf = room.stories
    for attempt in (shelf.story, shelf.versions, shelf.remove, shelf.restore):
        assert refusal(lambda: attempt(NOBODY)) is Code.NO_SUCH_STORY  # noqa: B023 - called at once
    assert refusal(lambda: shelf.save(NOBODY, Telling("x"))) is Code.NO_SUCH_STORY
    assert refusal(lambda: shelf.keep_take(Take(new_take_id(), NOBODY, BEGUN, 1, 1))) is Code.NO_SUCH_STORY
    assert shelf.takes(NOBODY) == []
    shelf.remove_take(new_take_id())


def test_a_text_that_is_too_large_is_refused(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    story = room.stories.add(Telling())
    monkeypatch.setattr("allydesk.storage.story_records.LONGEST_TEXT", 10)
    for attempt in (
        lambda: room.stories.add(Telling(text="x" * 11)),
        lambda: room.stories.save(story.id, Telling(title="x" * 11)),
        lambda: room.stories.keep_take(take_of(story, notes="x" * 11)),
        lambda: room.stories.save_profile(MentorProfile(offers="x" * 11)),
    ):
        assert refusal(attempt) is Code.TOO_LARGE
    assert (room.stories.all(), room.stories.all_takes(), room.stories.profile()) == ([story], [], MentorProfile())


def test_versions_are_kept_as_those_of_entries_are(room: Room) -> None:
    shelf, clock = room.stories, room.clock
    begun = clock.now
    story = shelf.add(Telling())
    clock.advance(minutes=11)
    shelf.save(story.id, Telling("a", "", "one " * 100))
    assert shelf.versions(story.id) == [], "nothing was there"
    clock.advance(minutes=11)
    shelf.save(story.id, Telling("b", "", "one " * 100))
    clock.advance(minutes=1)
    shelf.save(story.id, Telling("c", "", "one " * 100))
    shelf.save(story.id, Telling("d", "", "short"))
    shelf.save(story.id, Telling("e", "", "short"))
    shelf.save(story.id, Telling("f", "x", "short"), keep_present=True)
    assert shelf.versions(story.id) == [
        StoryVersion(1, begun + timedelta(minutes=11), Telling("a", "", "one " * 100)),
        StoryVersion(2, begun + timedelta(minutes=23), Telling("c", "", "one " * 100)),
        StoryVersion(3, begun + timedelta(minutes=23), Telling("e", "", "short")),
    ]
    clock.advance(days=1)
    assert changes_to(room, lambda: shelf.save(story.id, Telling("f", "x", "short"), keep_present=True)) == 0
    assert shelf.story(story.id).modified < clock.now


def test_a_removed_story_waits_in_the_trash_with_all_that_is_its(room: Room) -> None:
    shelf, clock = room.stories, room.clock
    stays, goes, too = (shelf.add(Telling(title)) for title in ("stays", "goes", "too"))
    shelf.save(goes.id, Telling("goes on"), keep_present=True)
    taken = take_of(goes)
    shelf.keep_take(taken)
    shelf.keep_take(other := take_of(stays, begun=BEGUN + timedelta(days=1)))
    assert shelf.all_takes() == [taken, other]
    clock.advance(minutes=1)
    shelf.remove(goes.id)
    clock.advance(minutes=1)
    shelf.remove(too.id)
    assert [story.telling.title for story in shelf.removed()] == ["too", "goes on"]
    assert shelf.removed()[1].removed == clock.now - timedelta(minutes=1)
    assert (shelf.all(), shelf.all_takes()) == ([stays], [other])
    assert (len(shelf.versions(goes.id)), shelf.takes(goes.id)) == (1, [taken])
    back = shelf.restore(goes.id)
    assert (back.removed, shelf.takes(goes.id), shelf.all_takes()) == (None, [taken], [taken, other])


# Takes


def test_takes_are_kept_and_changed(room: Room) -> None:
    shelf = room.stories
    story, other = shelf.add(Telling("a")), shelf.add(Telling("b"))
    recording = room.file("take.ogg")
    late = take_of(story, begun=BEGUN + timedelta(days=9))
    early = take_of(story, rating=5, notes="slower\r\nthere\0", audio=recording)
    for kept in (late, early, take_of(other)):
        shelf.keep_take(kept)
    tidy = replace(early, notes="slower\nthere\ufffd")
    assert shelf.takes(story.id) == [tidy, late]
    assert shelf.takes(story.id)[0].begun.utcoffset() == timedelta(hours=5, minutes=45)
    assert len(shelf.all_takes()) == 3
    changed = replace(tidy, rating=None, notes="", audio=None, seconds=1)
    shelf.keep_take(changed)
    assert shelf.takes(story.id) == [changed, late]
    shelf.remove_take(late.id)
    assert shelf.takes(story.id) == [changed]


def test_a_recording_that_is_not_kept_is_left_out(room: Room) -> None:
    story = room.stories.add(Telling("a"))
    stray = KeptFile(FileId("nowhere"), "a", "b", 1, "c")
    room.stories.keep_take(taken := take_of(story, audio=stray))
    assert room.stories.takes(story.id) == [replace(taken, audio=None)]


def test_a_take_begins_in_a_zone(room: Room) -> None:
    story = room.stories.add(Telling("a"))
    with pytest.raises(ValueError, match="zone"):
        room.stories.keep_take(take_of(story, begun=BEGUN.replace(tzinfo=None)))
    room.stories.keep_take(utc := take_of(story, begun=datetime(1, 1, 1, tzinfo=UTC)))
    assert room.stories.all_takes() == [utc]


# The mentor profile


def test_the_mentor_profile(room: Room) -> None:
    assert room.stories.profile() == MentorProfile()
    for profile in (
        MentorProfile("Ada", "much,\nand more", "anything", "an hour", ("Doors", "日記", "Doors")),
        MentorProfile(),
    ):
        room.stories.save_profile(profile)
        assert room.stories.profile() == profile


# Files


@pytest.mark.parametrize("size", [0, 1, CHUNK_BYTES, 2 * CHUNK_BYTES + 1])
def test_a_file_comes_back_as_it_was_and_nothing_of_it_lies_in_the_clear(room: Room, size: int) -> None:
    data = random.Random(size).randbytes(size)  # noqa: S311 - the same each time is what is wanted
    heard: list[tuple[int, int]] = []
    kept = room.files.add(
        name=" a/b\\c\n.png",
        media_type="image/png\0",
        source=io.BytesIO(data),
        size=size,
        progress=lambda done, total: heard.append((done, total)),
    )
    assert (kept.name, kept.media_type, kept.size) == ("a-b-c .png", "image/png\ufffd", size)
    assert kept.digest == hashlib.sha256(data).hexdigest()
    assert b"".join(room.files.pieces(kept.id)) == room.files.read(kept.id) == data
    assert room.files.read(kept.id, at_most=7) == data[:7]
    assert (heard[-1], heard) == ((size, size), sorted(heard))
    assert data[:64] not in room.bare.path.read_bytes() or size < 64
    assert verify_database(room.bare.database, progress=unreported) == []


def test_a_file_whose_coming_is_stopped_leaves_nothing(room: Room) -> None:
    secret = b"quincunx" * CHUNK_BYTES

    def stop(done: int, _: int) -> None:
        if done:
            raise Cancelled

    with pytest.raises(Cancelled):
        room.files.add(name="a", media_type="b", source=io.BytesIO(secret), size=len(secret), progress=stop)
    assert room.file_ids() == set()
    assert not any(b"quincunx" in page for page in decrypted_pages(room.bare.path).values())


class Broken(io.BytesIO):
    """A file whose disk fails after the first piece."""

    def read(self, size: int | None = -1, /) -> bytes:
        if self.tell():
            raise OSError
        return super().read(size)


def test_a_source_that_cannot_be_read_is_told(room: Room) -> None:
    source = Broken(bytes(2 * CHUNK_BYTES))
    attempt = lambda: room.files.add(name="a", media_type="b", source=source, size=5)  # noqa: E731 - short
    assert refusal(attempt) is Code.UNREADABLE_SOURCE
    assert room.file_ids() == set()


def test_small_pictures(room: Room) -> None:
    kept = room.file()
    assert room.files.thumbnail(kept.id) is None
    for small in (b"small", b"smaller"):
        room.files.keep_thumbnail(kept.id, small)
        assert room.files.thumbnail(kept.id) == small
    nobody = FileId("nobody")
    for attempt in (
        lambda: room.files.thumbnail(nobody),
        lambda: room.files.keep_thumbnail(nobody, b"x"),
        lambda: room.files.read(nobody),
    ):
        assert refusal(attempt) is Code.NO_SUCH_RECORD
