"""The story room is looked through, copied, brought under another key and salvaged as the entries are."""

import random
import shutil
from collections.abc import Iterator
from dataclasses import dataclass, replace
from pathlib import Path

import pytest

from allydesk.progress import unreported
from allydesk.storage.backup import restore
from allydesk.storage.story_salvage import salvage_story
from allydesk.storage.vault import Vault
from allydesk.storage.verify import Finding, Trouble, verify_database
from allydesk.story.ids import new_chapter_id, new_take_id, new_theme_id
from allydesk.story.lifeline import Birth, Chapter, Lifeline, Theme
from allydesk.story.telling import MentorProfile, Take, Telling
from tests.fixtures.story_room import DATES, live, lived
from tests.storage.bare import PAGE, Tree, decrypted_pages, flip_bit, open_bare, root_of
from tests.storage.lifelines import Room, moment, open_room
from tests.storage.made import Made
from tests.vaults import PASSPHRASE, TestClock, vault_at

MOMENTS = 200


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as made:
        yield made


@pytest.fixture
def vault(made: Made, tmp_path: Path) -> Iterator[Vault]:
    """Open, with something of everything in its story room."""
    clock = TestClock()
    opened = made.opened_in(tmp_path, clock=clock)
    live(opened, clock)
    yield opened
    opened.lock()


# Looking


def written(room: Room, statement: str) -> list[Finding]:
    """What is found after a change behind the program's back."""
    room.bare.database._raw.execute("PRAGMA ignore_check_constraints = ON")
    with room.bare.database.write() as connection:
        connection.exec_driver_sql(statement)
    return verify_database(room.bare.database, progress=unreported)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE moment SET precision = 'century'",
        "UPDATE moment SET latest = NULL",
        "UPDATE moment SET earliest = 4000000, latest = 4000000",
        "UPDATE moment SET height = 6",
        "UPDATE chapter SET precision = 'none'",
        "UPDATE birth SET earliest = latest + 1",
        "UPDATE record_version SET record = '{}'",
        "UPDATE record_version SET record = '[1'",
        "UPDATE record_version SET kind = 'wish'",
        'UPDATE record_version SET record = replace(record, \'"age": null\', \'"age": "x"\')',
        "UPDATE story SET created = 1 << 62",
        "UPDATE story_version SET saved = 1 << 62",
        "UPDATE take SET rating = 6",
        "UPDATE take SET utc_offset = 100000",
        "UPDATE mentor_profile SET themes = 5",
    ],
)
def test_what_is_no_value_is_found(room: Room, statement: str) -> None:
    kept = moment("m", date=DATES[0])
    room.keep(kept, Theme(new_theme_id(), "t"), Birth(DATES[1]), Chapter(new_chapter_id(), "c", DATES[2]))
    room.clock.advance(hours=1)
    room.keep(replace(kept, title="other"))
    story = room.stories.add(Telling("a"))
    room.stories.save(story.id, Telling("b"), keep_present=True)
    room.stories.keep_take(Take(new_take_id(), story.id, room.clock.now, 1, 1))
    room.stories.save_profile(MentorProfile("Ada"))
    assert verify_database(room.bare.database, progress=unreported) == []
    assert written(room, statement) == [Finding(Trouble.STORY)]


def test_each_record_that_cannot_be_read_counts(room: Room) -> None:
    room.keep(*(moment(f"{number}", date=DATES[0]) for number in range(5)))
    assert written(room, "UPDATE moment SET precision = 'x' WHERE title > '1'") == [Finding(Trouble.STORY, 3)]


def test_a_file_that_is_not_what_was_kept_is_found(room: Room) -> None:
    room.file("a.png", bytes(300_000))
    room.file("b.png")
    sound = "UPDATE story_file_chunk SET data = data"
    assert written(room, sound) == []
    assert written(room, "UPDATE story_file_chunk SET data = x'00' WHERE number = 1") == [Finding(Trouble.ATTACHMENTS)]


def test_looking_changes_nothing(vault: Vault) -> None:
    before = lived(vault)
    assert vault.verify() == []
    assert lived(vault) == before


# Copies, and another key


def test_a_backup_has_it_all(vault: Vault, made: Made, tmp_path: Path) -> None:
    before = lived(vault)
    backup = vault.backup()
    restored = tmp_path / "Restored.allydesk"
    restore(backup, restored, progress=unreported)
    copy = vault_at(restored, state=tmp_path / "other.json")
    copy.unlock(made.recovery)
    assert (lived(copy), copy.verify()) == (before, [])
    copy.lock()


def test_another_key_changes_nothing(vault: Vault) -> None:
    before = lived(vault)
    vault.rotate_key(PASSPHRASE)
    assert (lived(vault), vault.verify()) == (before, [])


# Salvage


@dataclass(frozen=True)
class Sample:
    """A sound database with a long lifeline and a story, and on which pages its moments lie."""

    path: Path
    lifeline: Lifeline
    stories: tuple[Telling, ...]
    pages_of: dict[int, set[int]]
    moment_pages: set[int]


@pytest.fixture(scope="module")
def sample(tmp_path_factory: pytest.TempPathFactory) -> Sample:
    place = tmp_path_factory.mktemp("sample")
    with open_room(place) as room:
        photo = room.file("a.png", random.Random(5).randbytes(400_000))  # noqa: S311 - the same each time
        many = [
            moment(f"{number}", date=DATES[number % 5], note=f"note {number} " * 80, people=("Ruth",))
            for number in range(MOMENTS)
        ]
        many[7] = replace(many[7], photos=(photo,))
        room.keep(*many, Theme(new_theme_id(), "all", "memo", tuple(one.id for one in many)), Birth(DATES[9]))
        story = room.stories.add(Telling("s", "l", "t " * 5000))
        room.stories.keep_take(Take(new_take_id(), story.id, room.clock.now, 1, 1))
        lifeline, stories = room.lifeline.whole(), tuple(one.telling for one in room.stories.all())
        root = root_of(room.bare, "moment")
    rows = Tree(decrypted_pages(place / "v.db")).walk(root).rows
    inner = {root}
    return Sample(place / "v.db", lifeline, stories, rows, set[int]().union(*rows.values()) - inner)


def salvaged(path: Path, into: Room) -> bool:
    damaged = open_bare(path, read_only=True)
    try:
        return salvage_story(damaged.database, into.bare.database, now=into.clock.now, progress=unreported)
    finally:
        damaged.close()


def test_a_sound_story_room_comes_across_whole_and_once(sample: Sample, room: Room) -> None:
    for _ in range(2):
        assert salvaged(sample.path, room)
        assert room.lifeline.whole() == sample.lifeline
        assert tuple(one.telling for one in room.stories.all()) == sample.stories
        assert len(room.stories.all_takes()) == 1
    assert verify_database(room.bare.database, progress=unreported) == []


@pytest.mark.parametrize("seed", range(4))
def test_moments_on_sound_pages_come_back(sample: Sample, room: Room, tmp_path: Path, seed: int) -> None:
    path = Path(shutil.copy(sample.path, tmp_path / "damaged.db"))
    chance = random.Random(seed)  # noqa: S311 - the same each time is what is wanted
    hit = set(chance.sample(sorted(sample.moment_pages), 1 + seed))
    for page in hit:
        flip_bit(path, (page - 1) * PAGE * 8 + chance.randrange(PAGE * 8))
    assert not salvaged(path, room)
    lost = {row for row, pages in sample.pages_of.items() if pages & hit}
    expected = {one for row, one in enumerate(sample.lifeline.moments.values(), 1) if row not in lost}
    found = room.lifeline.whole()
    assert 0 < len(lost) < MOMENTS
    assert {*found.moments.values()} == expected
    assert (found.themes, found.birth) == (sample.lifeline.themes, sample.lifeline.birth), "it keeps their places"
    assert tuple(one.telling for one in room.stories.all()) == sample.stories
    assert verify_database(room.bare.database, progress=unreported) == []


def test_a_photo_that_is_damaged_is_left_out_and_told(sample: Sample, room: Room, tmp_path: Path) -> None:
    path = Path(shutil.copy(sample.path, tmp_path / "damaged.db"))
    data = random.Random(5).randbytes(400_000)  # noqa: S311 - the same each time
    (page,) = [number for number, page in decrypted_pages(path).items() if data[200_000:200_040] in page]
    flip_bit(path, (page - 1) * PAGE * 8 + 999)
    assert not salvaged(path, room)
    expected = {key: replace(one, photos=()) for key, one in sample.lifeline.moments.items()}
    assert room.lifeline.whole().moments == expected
    assert room.file_ids() == set()
    assert verify_database(room.bare.database, progress=unreported) == []


def test_what_is_there_stays_as_it_is(sample: Sample, room: Room) -> None:
    first = next(iter(sample.lifeline.moments.values()))
    mine = moment("mine", id=first.id, people=("Tom",))
    room.keep(mine)
    room.stories.save_profile(MentorProfile("mine"))
    assert salvaged(sample.path, room)
    assert room.lifeline.whole().moments == {**sample.lifeline.moments, first.id: mine}
    assert room.stories.profile() == MentorProfile("mine")
