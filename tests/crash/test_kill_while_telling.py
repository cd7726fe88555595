"""Killed while a lifeline and a story are changed: an edit is there whole or not at all, and none that was acknowledged
is lost, nor a version of it."""

import random
from pathlib import Path

from allydesk.progress import unreported
from allydesk.storage.opened import contents_of
from allydesk.storage.verify import verify_database
from allydesk.story.ids import new_chapter_id, new_theme_id
from allydesk.story.lifeline import Chapter, Theme
from allydesk.story.telling import Telling
from tests.processes import Nursery, be_busy, busy_turns
from tests.storage.bare import open_bare
from tests.storage.lifelines import Room, moment, open_room
from tests.vaults import TestClock

KILLS = 20


def begin(folder: Path) -> None:
    """A lifeline and a story that have been changed no time."""
    with open_room(folder) as room:
        room.keep(only := moment("0"), Chapter(new_chapter_id(), "0"), Theme(new_theme_id(), "0", moments=(only.id,)))
        room.stories.add(Telling("0"))


def times_changed(room: Room) -> tuple[int, int]:
    """How often the lifeline and the story have been, as all in them say alike."""
    whole = room.lifeline.whole()
    [only] = whole.moments.values()
    [chapter], [theme], [story] = whole.chapters.values(), whole.themes.values(), room.stories.all()
    assert {only.title, chapter.title, theme.name} == {only.title}
    number = int(only.title)
    if number:
        assert (only.note, only.people) == (only.title, (only.title,))
        assert room.files.read(only.photos[0].id) == only.title.encode() * 10_000
    for record, kept in ((only, "title"), (chapter, "title"), (theme, "name")):
        assert [getattr(one.record, kept) for one in room.lifeline.versions(record.id)] == [*map(str, range(number))]
    told = int(story.telling.title)
    assert [one.telling.title for one in room.stories.versions(story.id)] == [*map(str, range(told))]
    return number, told


def test_a_room_that_is_killed_while_it_is_changed(tmp_path: Path) -> None:
    chance = random.Random(20)  # noqa: S311 - the same each time is what is wanted
    begin(tmp_path)
    acknowledged = {"lifeline": 0, "story": 0}
    with Nursery("tests.crash.deeds") as nursery:
        for _ in range(KILLS):
            child = nursery.bear("tell", path=str(tmp_path / "v.db"))
            child.hear(chance.randrange(9))
            be_busy(busy_turns(chance, most=400_000))
            assert child.kill().was_killed
            acknowledged.update((kind, int(number)) for kind, number in (line.split() for line in child.lines[1:]))
            opened = open_bare(tmp_path / "v.db")
            clock = TestClock()
            lifeline, story = times_changed(Room(opened, clock, contents_of(opened.database, clock)))
            opened.close()
            # What was done but not yet acknowledged may have gone one further.
            assert lifeline - acknowledged["lifeline"] in (0, 1)
            assert story - acknowledged["story"] in (0, 1)
            acknowledged = {"lifeline": lifeline, "story": story}
    assert acknowledged["story"] >= KILLS, "they were heard to do so much at the least"
    opened = open_bare(tmp_path / "v.db")
    assert verify_database(opened.database, progress=unreported) == []
    opened.close()
    assert [path.name for path in tmp_path.iterdir()] == ["v.db"]
