"""The story room comes along in our own JSON, whole, once, and without changing anything that is there."""

import json
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta, timezone
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.errors import Cancelled, Code, TransferError
from allydesk.storage.story_room import EMPTY_ROOM, KeptInRoom, KeptRecord, PastRecord, StoryRoom, WholeStory, missing
from allydesk.storage.vault import Vault
from allydesk.story.ids import StoryId, TakeId, new_moment_id, new_take_id
from allydesk.story.lifeline import Birth, Change, Edit, KeptFile, Lifeline, Moment, Record
from allydesk.story.telling import MentorProfile, Story, StoryVersion, Take, Telling
from allydesk.transfer import own_story
from allydesk.transfer.exporting import export_json
from allydesk.transfer.importing import preview, run
from allydesk.transfer.notes import NoteBook, NoteKind
from allydesk.transfer.own_files import FilesBeside
from allydesk.transfer.own_story import GatheredStory
from tests.fixtures.story_room import live, lived
from tests.storage.lifelines import lines, records, texts
from tests.transfer.makers import CancelAt, code_of, file_in, read, untimed
from tests.vaults import Prototype, TestClock, written

some = settings(untimed, max_examples=40)
times = st.datetimes(min_value=datetime(2, 1, 1), max_value=datetime(9998, 1, 1), timezones=st.just(UTC))
zoned = st.builds(
    lambda when, minutes: when.astimezone(timezone(timedelta(minutes=minutes))), times, st.integers(-840, 840)
)
story_ids = st.sampled_from([StoryId(f"00000000-0000-7000-8000-00000000004{number}") for number in range(3)])
take_ids = st.sampled_from([TakeId(f"00000000-0000-7000-8000-00000000005{number}") for number in range(3)])
tellings = st.builds(Telling, lines, lines, texts)
stories = st.builds(Story, story_ids, tellings, times, times, st.none() | times)


def _whole(story: Story, old: list[tuple[datetime, Telling]]) -> WholeStory:
    return WholeStory(story, tuple(StoryVersion(number, *one) for number, one in enumerate(old, 1)))


def _key(record: Record) -> tuple[type[Record], str]:
    return type(record), "" if isinstance(record, Birth) else record.id


wholes = st.builds(_whole, stories, st.lists(st.tuples(times, tellings), max_size=2))
takes = st.builds(
    Take, take_ids, story_ids, zoned, st.integers(0, 9999), st.integers(0, 9999), st.none() | st.integers(1, 5), texts
)
profiles = st.builds(MentorProfile, lines, texts, texts, texts, st.lists(lines, max_size=2).map(tuple))
rooms = st.builds(
    StoryRoom,
    st.lists(st.builds(KeptRecord, records, times), max_size=5, unique_by=lambda one: _key(one.record)).map(tuple),
    st.lists(st.builds(PastRecord, records, times, st.booleans()), max_size=4).map(tuple),
    st.lists(wholes, max_size=3, unique_by=lambda one: one.story.id).map(tuple),
    st.lists(takes, max_size=3, unique_by=lambda one: one.id).map(tuple),
    profiles,
)


@pytest.fixture
def make_vault(prototype: Prototype, quick_place: Path) -> Iterator[Callable[..., Vault]]:
    made: list[Vault] = []

    def make(clock: TestClock | None = None) -> Vault:
        made.append(prototype.open_copy(Path(tempfile.mkdtemp(dir=quick_place)) / "Mine.allydesk", clock=clock))
        return made[-1]

    yield make
    for vault in made:
        vault.lock()
        shutil.rmtree(vault.folder.parent)


@pytest.fixture
def first(make_vault: Callable[..., Vault]) -> Vault:
    """A vault with something of everything in its story room, and a few entries."""
    clock = TestClock()
    vault = make_vault(clock)
    vault.journal.add_all(written(f"2026-01-0{day}", f"day {day}") for day in range(1, 6))
    live(vault, clock)
    return vault


def told_apart(vault: Vault) -> dict[str, Any]:
    """All there is, small pictures aside, which are made again."""
    found = lived(vault)
    for file in found["files"].values():
        file.pop("thumbnail")
    return found


def change(vault: Vault, before: Record | None, after: Record | None) -> None:
    vault.lifeline.apply(Edit("Change", (Change(before, after),)))


def document_of(folder: Path) -> dict[str, Any]:
    found: dict[str, Any] = json.loads((folder / "journal.json").read_text("utf-8"))
    return found


class TestDocument:
    @some
    @given(rooms)
    def test_round_trip(self, room: StoryRoom) -> None:
        document = json.loads('{"entries": []' + "".join(own_story.lines(room)) + "}")
        gathered = GatheredStory()
        for name, value in document.items():
            gathered.take(name, value, FilesBeside(Path("/"), NoteBook()))
        found = gathered.room().coming(NoteBook())
        assert {*found.records} == {*room.records}
        assert replace(found, records=room.records) == room
        assert [one.begun.utcoffset() for one in found.takes] == [one.begun.utcoffset() for one in room.takes]


class TestJoining:
    @some
    @given(rooms, rooms)
    def test_nothing_is_lost_and_all_that_is_new_comes(self, mine: StoryRoom, theirs: StoryRoom) -> None:
        added, kept = missing(mine, theirs)
        there = {_key(one.record) for one in mine.records} | {_key(one.record) for one in mine.past}
        coming = {_key(one.record): one for one in theirs.records if one.record != Birth()}
        assert {_key(one.record): one for one in added.records} == {
            key: one for key, one in coming.items() if key not in there
        }
        assert {_key(one.record) for one in added.past}.isdisjoint(there)
        my_stories = {one.story.id for one in mine.stories}
        assert added.stories == tuple(one for one in theirs.stories if one.story.id not in my_stories)
        homes = my_stories | {one.story.id for one in theirs.stories}
        my_takes = {one.id for one in mine.takes}
        assert added.takes == tuple(one for one in theirs.takes if one.id not in my_takes and one.story_id in homes)
        assert added.profile == (theirs.profile if mine.profile == MentorProfile() else MentorProfile())
        mine_now = {_key(one.record): one.record for one in mine.records}
        assert kept.records == sum(key in mine_now and mine_now[key] != one.record for key, one in coming.items())

    @some
    @given(rooms)
    def test_what_is_there_does_not_come_again(self, mine: StoryRoom) -> None:
        assert missing(mine, mine) == (EMPTY_ROOM, KeptInRoom())

    @some
    @given(rooms)
    def test_of_what_is_gone_only_the_last_state_can_be_brought_back(self, theirs: StoryRoom) -> None:
        added, _ = missing(EMPTY_ROOM, theirs)
        live_ones = {_key(one.record) for one in added.records}
        gone = [_key(one.record) for one in added.past if one.gone]
        assert len(gone) == len({*gone})
        assert {*gone} == {_key(one.record) for one in added.past} - live_ones


def test_everything_there_is_comes_back_once(tmp_path: Path, first: Vault, make_vault: Callable[..., Vault]) -> None:
    second = make_vault()
    export_json(first.journal, tmp_path / "out")
    source = read(tmp_path / "out")
    # Nineteen that are there, three that were removed, and the profile.
    assert preview(source, second.journal).story == 23
    for added, things in ((5, 23), (0, 0)):
        report = run(source, second.journal)
        assert (report.added, report.story, report.notes) == (added, things, ())
        assert told_apart(second) == told_apart(first)
        assert second.journal.story_room() == first.journal.story_room()
    assert preview(source, second.journal).story == 0
    assert second.verify() == []
    assert document_of(tmp_path / "out")["version"] == 4


def test_a_story_comes_without_any_entry(tmp_path: Path, make_vault: Callable[..., Vault]) -> None:
    first, second = make_vault(), make_vault()
    change(first, None, kept := Moment(new_moment_id(), "alone"))
    export_json(first.journal, tmp_path / "out")
    source = read(tmp_path / "out")
    shown = preview(source, second.journal)
    assert (shown.found, shown.first, shown.last, shown.story) == (0, None, None, 1)
    run(source, second.journal)
    assert second.lifeline.whole() == Lifeline(moments={kept.id: kept})


def test_what_was_removed_comes_alone_too_and_so_does_the_profile(
    tmp_path: Path, make_vault: Callable[..., Vault]
) -> None:
    first, second, third = make_vault(), make_vault(), make_vault()
    change(first, None, gone := Moment(new_moment_id(), "gone"))
    change(first, gone, None)
    second.stories.save_profile(MentorProfile("Ada"))
    for number, vault in enumerate((first, second)):
        export_json(vault.journal, tmp_path / f"{number}")
        source = read(tmp_path / f"{number}")
        assert preview(source, third.journal).story == 1
        assert run(source, third.journal).story == 1
    assert [version.record for version in third.lifeline.removed()] == [gone]
    assert third.stories.profile() == MentorProfile("Ada")


def test_where_there_is_neither_an_entry_nor_a_story_there_is_nothing(
    tmp_path: Path, make_vault: Callable[..., Vault]
) -> None:
    export_json(make_vault().journal, tmp_path / "out")
    with pytest.raises(TransferError) as raised:
        read(tmp_path / "out")
    assert code_of(raised) is Code.NOTHING_TO_IMPORT


def test_what_a_person_has_stays_as_it_is_and_is_told(
    tmp_path: Path, first: Vault, make_vault: Callable[..., Vault]
) -> None:
    second = make_vault()
    export_json(first.journal, tmp_path / "out")
    run(read(tmp_path / "out"), second.journal)
    whole = second.lifeline.whole()
    changed, removed, *_ = (whole.moments[one] for one in sorted(whole.moments)[1:])
    change(second, changed, replace(changed, title="mine"))
    change(second, removed, None)
    [story] = second.stories.all()
    second.stories.save(story.id, Telling("mine"), keep_present=True)
    taken, gone = second.stories.takes(story.id)
    second.stories.keep_take(replace(taken, notes="mine"))
    second.stories.remove_take(gone.id)
    second.stories.save_profile(MentorProfile("mine"))
    before = told_apart(second)
    report = run(read(tmp_path / "out"), second.journal)
    assert {note.kind: note.count for note in report.notes} == {
        NoteKind.RECORD_KEPT: 1,
        NoteKind.STORY_KEPT: 1,
        NoteKind.TAKE_KEPT: 1,
        NoteKind.PROFILE_KEPT: 1,
    }
    assert report.story == 1, "the take that was removed here"
    second.stories.remove_take(gone.id)
    assert told_apart(second) == before


def test_where_it_is_stopped_nothing_of_it_is_there(
    tmp_path: Path, first: Vault, make_vault: Callable[..., Vault]
) -> None:
    second = make_vault()
    export_json(first.journal, tmp_path / "out")
    with pytest.raises(Cancelled):
        run(read(tmp_path / "out"), second.journal, progress=CancelAt(1))
    assert second.journal.story_room() == EMPTY_ROOM
    with second._opened().database.read() as connection:
        assert connection.exec_driver_sql("SELECT count(*) FROM story_file").scalar_one() == 0


# Files


@pytest.fixture
def with_photo(make_vault: Callable[..., Vault], tmp_path: Path) -> tuple[KeptFile, Moment]:
    """A photo on a moment, exported."""
    vault = make_vault(clock := TestClock())
    photo = vault.story_files.add(name="a.png", media_type="image/png", source=BytesIO(b"photo"), size=5)
    loose = vault.story_files.add(name="b.png", media_type="image/png", source=BytesIO(b"loose"), size=5)
    kept = Moment(new_moment_id(), "m", photos=(photo,))
    change(vault, None, kept)
    clock.advance(hours=1)
    change(vault, kept, kept := replace(kept, title="n"))
    export_json(vault.journal, tmp_path / "out")
    assert [path.name for path in (tmp_path / "out" / "files").iterdir()] == [photo.digest]
    assert loose.digest not in (tmp_path / "out" / "journal.json").read_text("utf-8")
    return photo, kept


def test_what_points_to_a_file_that_nothing_points_to_any_more_finds_it_again(
    tmp_path: Path, make_vault: Callable[..., Vault]
) -> None:
    vault = make_vault(clock := TestClock())
    story = vault.stories.add(Telling("a"))
    recording = vault.story_files.add(name="a.ogg", media_type="audio/ogg", source=BytesIO(b"voice"), size=5)
    vault.stories.keep_take(taken := Take(new_take_id(), story.id, clock.now, 1, 1, audio=recording))
    export_json(vault.journal, tmp_path / "out")
    vault.stories.remove_take(taken.id)
    report = run(read(tmp_path / "out"), vault.journal)
    assert (report.story, report.notes) == (1, ())
    assert vault.stories.all_takes() == [taken]
    assert vault.story_files.read(recording.id) == b"voice"


def test_a_file_that_is_gone_is_left_out_and_told(
    tmp_path: Path, with_photo: tuple[KeptFile, Moment], make_vault: Callable[..., Vault]
) -> None:
    photo, kept = with_photo
    (tmp_path / "out" / "files" / photo.digest).unlink()
    second = make_vault()
    report = run(read(tmp_path / "out"), second.journal)
    assert [(note.kind, note.count) for note in report.notes] == [(NoteKind.FILE_MISSING, 1)]
    assert second.lifeline.whole().moments == {kept.id: replace(kept, photos=())}
    assert [version.record for version in second.lifeline.versions(kept.id)] == [replace(kept, title="m", photos=())]


def test_a_file_that_has_changed_is_kept_as_it_is_now_and_told(
    tmp_path: Path, with_photo: tuple[KeptFile, Moment], make_vault: Callable[..., Vault]
) -> None:
    photo, kept = with_photo
    (tmp_path / "out" / "files" / photo.digest).write_bytes(b"other")
    second = make_vault()
    report = run(read(tmp_path / "out"), second.journal)
    assert [(note.kind, note.count) for note in report.notes] == [(NoteKind.FILE_DAMAGED, 1)]
    [found] = second.lifeline.whole().moments[kept.id].photos
    assert second.story_files.read(found.id) == b"other"
    assert second.verify() == []


def test_a_file_outside_the_folder_is_left_where_it_is(
    tmp_path: Path, with_photo: tuple[KeptFile, Moment], make_vault: Callable[..., Vault]
) -> None:
    _, kept = with_photo
    document = document_of(tmp_path / "out")
    file_in(tmp_path, "secret", "a secret")
    document["storyFiles"][0]["file"] = "files/../../secret"
    (tmp_path / "out" / "journal.json").write_text(json.dumps(document), "utf-8")
    second = make_vault()
    report = run(read(tmp_path / "out"), second.journal)
    assert [(note.kind, note.count) for note in report.notes] == [(NoteKind.OUTSIDE_LEFT_OUT, 1)]
    assert second.lifeline.whole().moments[kept.id].photos == ()
