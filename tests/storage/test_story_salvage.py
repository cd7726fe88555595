"""What comes back of a story room whose pages are damaged: earlier states, recordings, and all that is still sound."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from allydesk.progress import unreported
from allydesk.storage import story_clearing
from allydesk.storage.story_salvage import salvage_story
from allydesk.storage.verify import verify_database
from allydesk.story.ids import new_take_id, new_theme_id
from allydesk.story.lifeline import Birth, Theme
from allydesk.story.telling import Take, Telling
from tests.fixtures.story_room import DATES
from tests.storage.bare import PAGE, Tree, decrypted_pages, flip_bit, open_bare, root_of
from tests.storage.lifelines import Room, moment, open_room

LONG = "What happened then is a longer story. " * 400


@pytest.fixture
def old(tmp_path: Path) -> Iterator[Room]:
    """The room that will be damaged."""
    with open_room(tmp_path) as made:
        yield made


@pytest.fixture
def new(tmp_path: Path) -> Iterator[Room]:
    """The room that takes in what is left of it, half a year later."""
    (tmp_path / "new").mkdir()
    with open_room(tmp_path / "new") as made:
        made.clock.advance(days=180)
        yield made


def rows_of(room: Room, table: str) -> dict[int, set[int]]:
    """The pages that one has to read for each row of a table."""
    return Tree(decrypted_pages(room.bare.path)).walk(root_of(room.bare, table)).rows


def row_of(room: Room, table: str, key: str, named: str) -> int:
    """The row id of what has that id."""
    with room.bare.database.read() as connection:
        statement = f"SELECT {key} FROM {table} WHERE id = ?"  # noqa: S608 - the test's own names
        return int(connection.exec_driver_sql(statement, (named,)).scalar_one())


def salvaged(room: Room, into: Room, pages: set[int]) -> bool:
    """Whether a copy with a changed bit on each of these pages came across whole."""
    path = Path(shutil.copy(room.bare.path, room.bare.path.parent / "damaged.db"))
    for page in pages:
        flip_bit(path, (page - 1) * PAGE * 8 + 9_999)
    damaged = open_bare(path, read_only=True)
    try:
        return salvage_story(damaged.database, into.bare.database, now=into.clock.now, progress=unreported)
    finally:
        damaged.close()


def sound(room: Room) -> bool:
    """Whether nothing is wrong with it."""
    return verify_database(room.bare.database, progress=unreported) == []


def test_a_record_that_cannot_be_read_comes_back_as_it_was_before(old: Room, new: Room) -> None:
    photo = old.file("a.png", b"photo")
    first = [moment(f"first {number}", photos=(photo,), people=("Ruth",), date=DATES[0]) for number in range(3)]
    old.keep(*first, theme := Theme(new_theme_id(), "t", moments=tuple(one.id for one in first)), Birth(DATES[9]))
    old.clock.advance(hours=1)
    second = [replace(one, title="second", note=LONG) for one in first]
    old.keep(*second)
    old.remove(second[2])
    old.keep(unchanged := moment("never changed"))
    changed = rows_of(old, "moment")[row_of(old, "moment", "moment_id", first[0].id)]
    beyond = changed - rows_of(old, "moment")[row_of(old, "moment", "moment_id", unchanged.id)]
    assert not salvaged(old, new, {max(beyond)})
    whole = new.lifeline.whole()
    assert whole.moments == {first[0].id: first[0], first[1].id: second[1], unchanged.id: unchanged}
    assert (whole.themes, whole.birth) == ({theme.id: theme}, Birth(DATES[9]))
    assert new.lifeline.versions(first[0].id) == [], "what is the present state is no earlier one"
    assert [version.record for version in new.lifeline.versions(first[1].id)] == [first[1]]
    assert [version.record for version in new.lifeline.removed()] == [second[2]], "what is known to be gone stays gone"
    assert sound(new)


def test_what_came_back_that_way_comes_back_once(old: Room, new: Room) -> None:
    old.keep(kept := moment("first"))
    old.clock.advance(hours=1)
    old.keep(replace(kept, title="second", note=LONG))
    pages = {max(rows_of(old, "moment")[1])}
    for _ in range(2):
        assert not salvaged(old, new, pages)
        assert new.lifeline.whole().moments == {kept.id: kept}
        assert new.lifeline.versions(kept.id) == []


def test_a_story_that_cannot_be_read_comes_back_as_it_was_before(old: Room, new: Room) -> None:
    story = old.stories.add(Telling("a", "Ruth", "one"))
    old.clock.advance(hours=1)
    old.stories.save(story.id, Telling("b", "Ruth", "two"))
    old.clock.advance(hours=1)
    old.stories.save(story.id, Telling("c", "Ruth", LONG))
    old.stories.add(stays := Telling("stays"))
    recording = old.file("take.ogg", b"a voice")
    old.stories.keep_take(taken := Take(new_take_id(), story.id, old.clock.now, 1, 1, audio=recording))
    assert not salvaged(old, new, {max(rows_of(old, "story")[1])})
    assert {one.telling for one in new.stories.all()} == {Telling("b", "Ruth", "two"), stays}
    assert [one.telling for one in new.stories.versions(story.id)] == [Telling("a", "Ruth", "one")]
    assert new.stories.takes(story.id) == [taken]
    assert sound(new)


def test_the_takes_of_a_story_that_is_lost_are_not_lost_with_it(old: Room, new: Room) -> None:
    story = old.stories.add(Telling("a", "Ruth", LONG))
    recording = old.file("take.ogg", b"a voice")
    old.stories.keep_take(taken := Take(new_take_id(), story.id, old.clock.now, 1, 1, audio=recording))
    assert not salvaged(old, new, {max(rows_of(old, "story")[1])})
    [found] = new.stories.all()
    assert (found.id, found.telling, found.created) == (story.id, Telling(), taken.begun)
    assert new.stories.all_takes() == [taken]
    assert new.files.read(recording.id) == b"a voice"
    assert sound(new)


def test_a_file_whose_moment_is_lost_stays_as_long_as_what_is_in_the_trash(old: Room, new: Room) -> None:
    photo = old.file("a.png", b"photo")
    old.keep(moment("m", photos=(photo,), note=LONG))
    assert not salvaged(old, new, {max(rows_of(old, "moment")[1])})
    assert new.lifeline.whole().moments == {}
    for days, kept in ((29, {photo.id}), (2, set())):
        new.clock.advance(days=days)
        before = new.clock.now - timedelta(days=30)
        story_clearing.purge_trash(new.bare.database, before=before, progress=unreported)
        assert new.file_ids() == kept


def test_files_do_not_go_with_the_index_of_their_ids(old: Room, new: Room) -> None:
    data = random.Random(3).randbytes(600_000)  # noqa: S311 - the same each time is what is wanted
    kept = [moment(f"{number}", photos=(old.file(f"{number}.png", data[number:]),)) for number in range(5)]
    old.keep(*kept)
    salvaged(old, new, {root_of(old.bare, "sqlite_autoindex_story_file_1")})
    assert {*new.lifeline.whole().moments.values()} == {*kept}
    for number, one in enumerate(kept):
        assert new.files.read(one.photos[0].id) == data[number:]
