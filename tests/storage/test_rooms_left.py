"""Where something in the story room or the practice room cannot be read, all the rest of it can."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import replace
from datetime import timedelta
from pathlib import Path

import pytest

from allydesk.errors import VaultError
from allydesk.practice.ids import new_commitment_id, new_own_scenario_id
from allydesk.practice.run import Commitment, OwnScenario, Reflection, Told, ToldKind
from allydesk.practice.skills import Skill
from allydesk.storage.opened import contents_of
from allydesk.storage.practice_room import PracticeRoom
from allydesk.storage.story_room import StoryRoom
from allydesk.story.ids import new_chapter_id, new_take_id
from allydesk.story.lifeline import Birth, Chapter
from allydesk.story.telling import MentorProfile, Take, Telling
from tests.fixtures.practice_room import bare_run, card_of, full_run, practise
from tests.fixtures.story_room import DATES, live
from tests.storage.bare import PAGE, decrypted_pages, flip_bit, open_bare
from tests.storage.lifelines import Room, moment, open_room
from tests.vaults import written

LONG = "a long speech " * 4_000


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as made:
        yield made


def spoil(room: Room, statement: str) -> None:
    room.bare.database._raw.execute("PRAGMA ignore_check_constraints = ON")
    with room.bare.database.write() as connection:
        connection.exec_driver_sql(statement)


def lived_in(room: Room) -> None:
    room.bare.journal.add_all([written(f"2026-01-0{day}", "a day") for day in range(1, 6)])
    live(room.contents, room.clock)


def test_sound_rooms_are_given_whole(room: Room) -> None:
    journal = room.bare.journal
    assert (journal.story_left(), journal.practice_left()) == ((StoryRoom(), 0), (PracticeRoom(), 0))
    lived_in(room)
    practise(room.contents, room.clock)
    assert journal.story_left() == (journal.story_room(), 0)
    assert journal.practice_left() == (journal.practice_room(), 0)


def two_of_each(room: Room) -> None:
    """Two runs, the first with a version, and two of everything else in the practice room."""
    shelf, now = room.practice, room.clock.now
    runs = [full_run(observed=full_run().observed[:2]), bare_run()]
    for run in runs:
        shelf.keep_run(run)
    room.clock.advance(hours=1)
    shelf.keep_run(replace(runs[0], reflection=Reflection("later")))
    for number, skill in enumerate((Skill.NAMING, Skill.OWNING)):
        shelf.keep_commitment(Commitment(new_commitment_id(), "c", "r", now + timedelta(days=number)))
        shelf.add_scenario(OwnScenario(new_own_scenario_id(), "a.yaml", "x", now))
        shelf.keep_cards([card_of(runs[0], skill)])


@pytest.mark.parametrize(
    ("statement", "lost"),
    [
        ("UPDATE run SET people = '[]' WHERE run_id = 1", {"runs": 1}),
        ("UPDATE run SET begun = 1 << 62", {"runs": 2}),
        ("UPDATE run_version SET record = '[]'", {"versions": 1}),
        ("UPDATE commitment SET status = 'broken' WHERE commitment_id = 2", {"commitments": 1}),
        ("UPDATE practice_card SET difficulty = 11 WHERE card_id = 1", {"cards": 1}),
        ("UPDATE own_scenario SET added = 1 << 62 WHERE scenario_id = 1", {"scenarios": 1}),
    ],
)
def test_what_is_no_value_is_left_out_and_nothing_else(room: Room, statement: str, lost: dict[str, int]) -> None:
    def counted(found: PracticeRoom) -> dict[str, int]:
        return {
            "runs": len(found.runs),
            "versions": sum(len(one.versions) for one in found.runs),
            "commitments": len(found.commitments),
            "cards": len(found.cards),
            "scenarios": len(found.scenarios),
        }

    two_of_each(room)
    before = counted(room.bare.journal.practice_room())
    spoil(room, statement)
    left, out = room.bare.journal.practice_left()
    gone = {name: number - counted(left)[name] for name, number in before.items()}
    if "runs" in lost:
        lost = {**lost, "versions": 1}
    assert {name: number for name, number in gone.items() if number} == lost
    assert out == sum(number for name, number in lost.items() if name != "versions" or "runs" not in lost)


def test_of_a_run_that_cannot_all_be_read_the_words_come(room: Room) -> None:
    two_of_each(room)
    first, second = (one.run for one in room.bare.journal.practice_room().runs)
    spoil(room, "UPDATE observation SET level = 4 WHERE place = 0")
    left, out = room.bare.journal.practice_left()
    assert ([one.run for one in left.runs], out) == ([replace(first, observed=()), second], 1)
    spoil(room, "UPDATE run SET told = '{}' WHERE run_id = 1")
    left, out = room.bare.journal.practice_left()
    assert ([one.run for one in left.runs], out) == ([replace(first, observed=(), told=()), second], 1)
    assert len(left.runs[0].versions) == 1


def test_past_a_damaged_page_what_is_sound_is_read(room: Room) -> None:
    lived_in(room)
    two_of_each(room)
    long = full_run(told=(Told(ToldKind.SPEECH, LONG),))
    room.practice.keep_run(long)
    story, practice = room.bare.journal.story_room(), room.bare.journal.practice_room()
    pages = decrypted_pages(room.bare.path)
    page = max(number for number, page in pages.items() if page.count(b"a long speech") > 200)
    room.bare.close()
    flip_bit(room.bare.path, (page - 1) * PAGE * 8 + 999)
    bare = open_bare(room.bare.path)
    journal = contents_of(bare.database, room.clock).journal
    left, out = journal.practice_left()
    assert out == 1
    assert [one.run for one in left.runs] == [*(one.run for one in practice.runs[:2]), replace(long, told=())]
    assert replace(left, runs=()) == replace(practice, runs=())
    assert journal.story_left() == (story, 0)
    bare.close()


def test_whichever_page_is_damaged_nothing_is_missing_without_a_word(room: Room) -> None:
    for number in range(20):
        room.practice.keep_run(full_run(reflection=Reflection(f"{number} " * 900)))
    practise(room.contents, room.clock)
    whole = room.bare.journal.practice_room()
    pages = sorted(decrypted_pages(room.bare.path))
    room.bare.close()
    damaged = room.bare.path.with_name("damaged.db")
    missed = 0
    for page in random.Random(4).sample(pages[1:], 25):  # noqa: S311 - the same each time is what is wanted
        shutil.copy(room.bare.path, damaged)
        flip_bit(damaged, (page - 1) * PAGE * 8 + 9_000)
        try:
            bare = open_bare(damaged)
        except VaultError:
            continue  # not even the schema can be read
        left, out = bare.journal.practice_left()
        bare.close()
        assert out > 0 or left == whole
        missed += left != whole
    assert missed, "some of them were pages of the practice room"


@pytest.mark.parametrize(
    ("statement", "out"),
    [
        ("UPDATE moment SET precision = 'century' WHERE title = 'a'", 1),
        ("UPDATE record_version SET record = '[1'", 1),
        ("UPDATE chapter SET precision = 'none'", 1),
        ("UPDATE birth SET precision = 'x'", 1),
        ("UPDATE story SET created = 1 << 62 WHERE story_id = 1", 1),
        ("UPDATE story_version SET saved = 1 << 62", 1),
        ("UPDATE take SET utc_offset = 100000", 1),
        ("UPDATE mentor_profile SET themes = '5'", 1),
        ("UPDATE story_file SET since = 1 << 62", 1),
    ],
)
def test_of_a_story_too_only_what_is_no_value_is_left_out(room: Room, statement: str, out: int) -> None:
    first = moment("a", date=DATES[0], photos=(room.file(),))
    room.keep(first, moment("b", date=DATES[1]), Birth(DATES[1]), Chapter(new_chapter_id(), "c", DATES[2]))
    room.clock.advance(hours=1)
    room.keep(replace(first, note="n"))
    stories = [room.stories.add(Telling(title)) for title in ("x", "y")]
    room.stories.save(stories[1].id, Telling("z"), keep_present=True)
    room.stories.keep_take(Take(new_take_id(), stories[1].id, room.clock.now, 1, 1))
    room.stories.save_profile(MentorProfile("Ada"))
    journal = room.bare.journal
    before = sizes(journal.story_room())
    spoil(room, statement)
    left, counted = journal.story_left()
    assert counted == out
    assert sum(before) - sum(sizes(left)) == out


def sizes(found: StoryRoom) -> list[int]:
    parts = (found.records, found.past, found.stories, found.takes, found.files)
    versions = sum(len(one.versions) for one in found.stories)
    return [*map(len, parts), versions, found.profile != MentorProfile()]


def test_whether_there_is_anything_at_all(room: Room) -> None:
    journal = room.bare.journal
    assert not journal.anything_kept()
    added = journal.add(written("2026-01-01", "a"))
    journal.trash(added.id)
    assert journal.anything_kept()
    journal.purge(added.id)
    assert not journal.anything_kept()
    room.practice.keep_run(bare_run())
    assert journal.anything_kept()
