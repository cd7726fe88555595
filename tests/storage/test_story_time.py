"""What goes from the story room for good, and when; and that it is in no page any longer."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest

from allydesk.errors import Cancelled
from allydesk.progress import unreported
from allydesk.storage import story_clearing
from allydesk.storage.vault import Vault
from allydesk.storage.verify import verify_database
from allydesk.story.ids import new_take_id, new_theme_id
from allydesk.story.lifeline import Change, Edit, Theme
from allydesk.story.telling import Take, Telling
from tests.storage.bare import decrypted_pages
from tests.storage.lifelines import Room, changes_to, moment, open_room
from tests.storage.made import Made
from tests.vaults import TestClock, written

SECRETS = ("quincunx", "sassafras", "zwieback", "oubliette", "hullabaloo")
TITLE, PERSON, BEFORE, PHOTO, STORY = SECRETS


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as made:
        yield made


def purge(room: Room) -> int:
    """What goes when everything that is older than thirty days does."""
    before = room.clock.now - timedelta(days=30)
    return story_clearing.purge_trash(room.bare.database, before=before, progress=unreported)


def words_in(room: Room) -> set[str]:
    content = b"".join(decrypted_pages(room.bare.path).values())
    return {word for word in SECRETS if word.encode() in content}


def test_what_was_removed_goes_in_its_time_with_all_that_was_its(room: Room) -> None:
    photo = room.file(f"{PHOTO}.png", PHOTO.encode() * 40_000)
    gone = moment(BEFORE, note="x")
    room.keep(moment("stays"), gone)
    room.clock.advance(hours=1)
    room.keep(later := moment(TITLE, id=gone.id, people=(PERSON,), photos=(photo,)))
    story = room.stories.add(Telling(STORY))
    room.stories.save(story.id, Telling(STORY, STORY, STORY), keep_present=True)
    room.stories.keep_take(Take(new_take_id(), story.id, room.clock.now, 1, 1, notes=STORY))
    room.remove(later)
    room.stories.remove(story.id)
    room.clock.advance(days=29)
    assert changes_to(room, lambda: purge(room)) == 0
    assert words_in(room) == set(SECRETS)
    room.clock.advance(days=2)
    assert purge(room) == 3, "a moment, a story and a file"
    assert words_in(room) == set()
    assert (room.lifeline.removed(), room.lifeline.versions(gone.id), room.stories.removed()) == ([], [], [])
    assert [one.title for one in room.lifeline.whole().moments.values()] == ["stays"]
    assert changes_to(room, lambda: purge(room)) == 0, "where there is nothing to delete nothing is written"
    assert verify_database(room.bare.database, progress=unreported) == []


def test_what_came_back_stays(room: Room) -> None:
    kept, theme = moment("m"), Theme(new_theme_id(), "t")
    room.keep(kept, theme)
    room.remove(kept, theme)
    story = room.stories.add(Telling("s"))
    room.stories.remove(story.id)
    room.clock.advance(days=20)
    room.keep(moment("other", id=kept.id))
    room.stories.restore(story.id)
    room.clock.advance(days=20)
    assert purge(room) == 1, "the theme"
    assert [one.record for one in room.lifeline.versions(kept.id)] == [kept]
    assert [one.id for one in room.stories.all()] == [story.id]


def test_a_file_stays_as_long_as_anything_points_to_it(room: Room) -> None:
    on_moment, in_version, on_take, in_trash, loose = (room.file(f"{number}.png") for number in range(5))
    first = moment("a", photos=(on_moment, in_version))
    gone = moment("b", photos=(in_trash,))
    room.keep(first, gone)
    story = room.stories.add(Telling("s"))
    room.stories.keep_take(Take(new_take_id(), story.id, room.clock.now, 1, 1, audio=on_take))
    room.clock.advance(hours=1)
    room.keep(moment("a", id=first.id, photos=(on_moment,)))
    room.clock.advance(days=31)
    room.remove(gone)
    assert purge(room) == 1
    kept = {on_moment.id, in_version.id, on_take.id, in_trash.id}
    assert room.file_ids() == kept
    room.clock.advance(days=31)
    assert purge(room) == 2, "the moment and its photo"
    assert room.file_ids() == kept - {in_trash.id}
    assert loose.id not in room.file_ids()


def test_a_file_that_nothing_points_to_any_more_stays_for_thirty_days(room: Room) -> None:
    photo, recording, other = room.file("a.png"), room.file("b.ogg"), room.file("c.ogg")
    shown = moment("a", photos=(photo,))
    room.keep(moment("a", id=shown.id))
    room.clock.advance(days=60)
    # Within one sitting, so that no version points to it.
    room.keep(moment("b", id=shown.id))
    room.keep(shown)
    room.keep(moment("a", id=shown.id))
    story = room.stories.add(Telling("s"))
    taken = Take(new_take_id(), story.id, room.clock.now, 1, 1, audio=recording)
    room.stories.keep_take(taken)
    room.stories.remove_take(taken.id)
    changed = Take(new_take_id(), story.id, room.clock.now, 1, 1, audio=other)
    room.stories.keep_take(changed)
    room.stories.keep_take(Take(changed.id, story.id, room.clock.now, 1, 1))
    room.clock.advance(days=29)
    assert purge(room) == 0
    room.stories.keep_take(taken)
    assert recording in [one.audio for one in room.stories.takes(story.id)], "it comes back with its recording"
    room.clock.advance(days=2)
    assert purge(room) == 2
    assert room.file_ids() == {recording.id}


def test_where_it_is_cancelled_nothing_goes(room: Room) -> None:
    room.file("a.png", b"x" * 600_000)
    kept = moment("m")
    room.keep(kept)
    room.remove(kept)
    room.clock.advance(days=31)

    def stop(_: int, __: int) -> None:
        raise Cancelled

    with pytest.raises(Cancelled):
        story_clearing.purge_trash(room.bare.database, before=room.clock.now, progress=stop)
    assert len(room.lifeline.removed()) == len(room.file_ids()) == 1


def test_of_old_versions_the_last_of_each_day_stays(room: Room) -> None:
    shown = moment("0")
    room.keep(shown, gone := moment("gone"))
    story = room.stories.add(Telling("0"))
    for day in range(3):
        for number in range(3):
            room.clock.advance(minutes=15)
            title = f"day {day}, {number}"
            room.keep(moment(title, id=shown.id), moment(title, id=gone.id))
            room.stories.save(story.id, Telling(title))
        room.clock.advance(days=1)
    room.remove(moment(id=gone.id))

    def thin() -> int:
        return story_clearing.thin_versions(room.bare.database, now=room.clock.now)

    room.clock.advance(days=360)
    assert changes_to(room, thin) == 0
    room.clock.advance(days=20)
    assert thin() == 3 * (3 + 2 + 1), "of each of the three, all but the last of each day; the first day had four"
    assert [one.record.title for one in room.lifeline.versions(shown.id)] == [  # type: ignore[union-attr]  # moments
        *("day 0, 2", "day 1, 2", "day 2, 1")
    ]
    assert [one.telling.title for one in room.stories.versions(story.id)] == ["day 0, 2", "day 1, 2", "day 2, 1"]
    assert len(room.lifeline.removed()) == 1
    assert thin() == 0


# In a vault


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


def write_and_back_up(vault: Vault) -> None:
    vault.journal.add(written("2026-11-21", "written today"))
    assert vault.backup_if_due() is not None


def test_the_daily_backup_takes_it_along_when_two_backups_hold_it(made: Made, tmp_path: Path, clock: TestClock) -> None:
    vault = made.opened_in(tmp_path, clock=clock)
    vault.backup()
    kept = moment("m")
    vault.lifeline.apply(Edit("Add", (Change(None, kept),)))
    story = vault.stories.add(Telling("s"))
    clock.advance(minutes=1)
    vault.lifeline.apply(Edit("Remove", (Change(kept, None),)))
    vault.stories.remove(story.id)
    clock.advance(days=31)
    write_and_back_up(vault)
    assert (len(vault.lifeline.removed()), len(vault.stories.removed())) == (1, 1), "one backup alone says so"
    clock.advance(days=1)
    write_and_back_up(vault)
    assert (vault.lifeline.removed(), vault.stories.removed()) == ([], [])
    vault.lock()


def test_emptying_the_journals_trash_leaves_the_story_alone(room: Room) -> None:
    room.keep(kept := moment("m"))
    room.remove(kept)
    story = room.stories.add(Telling("s"))
    room.stories.remove(story.id)
    room.clock.advance(days=100)
    room.bare.journal.purge_trash(before=room.clock.now)
    assert (len(room.lifeline.removed()), len(room.stories.removed())) == (1, 1)
