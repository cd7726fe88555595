"""The practice room is looked through, copied, brought under another key and read as strictly as the rest."""

import traceback
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from allydesk.errors import Code, VaultError
from allydesk.practice.ids import new_commitment_id, new_own_scenario_id
from allydesk.practice.run import Commitment, OwnScenario, Reflection, Told, ToldKind
from allydesk.practice.skills import Skill
from allydesk.progress import unreported
from allydesk.storage.backup import restore
from allydesk.storage.opened import contents_of
from allydesk.storage.vault import Vault
from allydesk.storage.verify import Finding, Trouble, verify_database
from tests.fixtures.practice_room import card_of, full_run, practise, practised
from tests.storage.bare import PAGE, decrypted_pages, flip_bit, open_bare
from tests.storage.lifelines import Room, open_room
from tests.storage.made import Made, refusal
from tests.vaults import PASSPHRASE, TestClock, vault_at

PRIVATE = "quincunx"


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as made:
        yield made


@pytest.fixture
def vault(made: Made, tmp_path: Path) -> Iterator[Vault]:
    """Open, with something of everything in its practice room."""
    clock = TestClock()
    opened = made.opened_in(tmp_path, clock=clock)
    practise(opened, clock)
    yield opened
    opened.lock()


def fill(room: Room) -> None:
    """One row in every table."""
    shelf, now = room.practice, room.clock.now
    run = full_run(observed=full_run().observed[:1])
    shelf.finish_run(run, [card_of(run, Skill.NAMING)])
    room.clock.advance(hours=1)
    shelf.keep_run(replace(run, reflection=Reflection(felt=PRIVATE)))
    shelf.keep_commitment(Commitment(new_commitment_id(), PRIVATE, "r", now, rehearsed=(now,)))
    shelf.add_scenario(OwnScenario(new_own_scenario_id(), "a.yaml", PRIVATE, now))


def write_behind_its_back(room: Room, statement: str) -> None:
    room.bare.database._raw.execute("PRAGMA ignore_check_constraints = ON")
    with room.bare.database.write() as connection:
        connection.exec_driver_sql(statement)


@pytest.mark.parametrize(
    "statement",
    [
        "UPDATE run SET begun = 1 << 62",
        "UPDATE run SET utc_offset = 100000",
        "UPDATE run SET people = '[1]'",
        "UPDATE run SET people = '[]'",
        "UPDATE run SET partnered = NULL",
        "UPDATE run SET partnered = '{}'",
        "UPDATE run SET moves = '[{}]'",
        "UPDATE run SET moves = '{}'",
        "UPDATE run SET tried = replace(tried, '\"at\": 0', '\"at\": -1')",
        "UPDATE run SET told = replace(told, 'narration', 'song')",
        "UPDATE run SET reflection = 'quincunx'",
        "UPDATE run SET do_over = '[]'",
        "UPDATE observation SET skill = 'charm'",
        "UPDATE observation SET level = 4",
        "UPDATE observation SET move = -2",
        "UPDATE run_version SET record = '[1'",
        "UPDATE run_version SET record = replace(record, '\"level\": 0', '\"level\": 9')",
        "UPDATE run_version SET saved = 1 << 62",
        "UPDATE commitment SET status = 'broken'",
        "UPDATE commitment SET due = 4000000",
        "UPDATE commitment SET rehearsed = '[\"x\"]'",
        "UPDATE commitment SET rehearsed = '{}'",
        "UPDATE practice_card SET skill = 'charm'",
        "UPDATE practice_card SET stability = 0",
        "UPDATE practice_card SET stability = 9e999",
        "UPDATE practice_card SET difficulty = 11",
        "UPDATE practice_card SET due = 1 << 62",
        "UPDATE own_scenario SET added = 1 << 62",
    ],
)
def test_what_is_no_value_is_found_and_refused_without_a_word_of_it(room: Room, statement: str) -> None:
    fill(room)
    assert verify_database(room.bare.database, progress=unreported) == []
    write_behind_its_back(room, statement)
    assert verify_database(room.bare.database, progress=unreported) == [Finding(Trouble.PRACTICE)]
    with pytest.raises(VaultError) as caught:
        practised(room.contents)
    assert (caught.value.code, caught.value.facts) == (Code.DAMAGED_VAULT, {})
    assert PRIVATE not in "".join(traceback.format_exception(caught.value))
    assert refusal(room.bare.journal.practice_room) is Code.DAMAGED_VAULT


def test_a_version_of_another_run_is_none(room: Room) -> None:
    fill(room)
    room.practice.keep_run(full_run())
    write_behind_its_back(room, "UPDATE run_version SET run = (SELECT id FROM run WHERE id <> run_version.run)")
    assert verify_database(room.bare.database, progress=unreported) == [Finding(Trouble.PRACTICE)]


def test_each_that_cannot_be_read_counts(room: Room) -> None:
    for _ in range(5):
        room.practice.keep_run(full_run(observed=full_run().observed[:1]))
    write_behind_its_back(room, "UPDATE run SET moves = '[{}]' WHERE run_id > 2")
    assert verify_database(room.bare.database, progress=unreported) == [Finding(Trouble.PRACTICE, 3)]


def test_looking_changes_nothing(vault: Vault) -> None:
    before = practised(vault)
    assert vault.verify() == []
    assert practised(vault) == before


def test_after_a_damaged_page_what_is_sound_can_still_be_read(room: Room) -> None:
    fill(room)
    room.practice.keep_run(sound := full_run())
    room.practice.keep_run(long := full_run(told=(Told(ToldKind.SPEECH, "a long speech " * 4000),)))
    summaries = room.practice.runs()
    pages = decrypted_pages(room.bare.path)
    page = max(number for number, page in pages.items() if page.count(b"a long speech") > 200)
    room.bare.close()
    flip_bit(room.bare.path, (page - 1) * PAGE * 8 + 999)
    bare = open_bare(room.bare.path)
    damaged = Room(bare, room.clock, contents_of(bare.database, room.clock))
    for _ in range(2):
        assert refusal(lambda: damaged.practice.run(long.id)) is Code.DAMAGED_VAULT
        assert damaged.practice.run(sound.id) == sound
        assert damaged.practice.runs() == summaries, "a list needs no transcript"
    bare.close()


# Copies, and another key


def test_a_backup_has_it_all(vault: Vault, made: Made, tmp_path: Path) -> None:
    before = practised(vault)
    restored = tmp_path / "Restored.allydesk"
    restore(vault.backup(), restored, progress=unreported)
    copy = vault_at(restored, state=tmp_path / "other.json")
    copy.unlock(made.recovery)
    assert (practised(copy), copy.verify()) == (before, [])
    copy.lock()
    assert refusal(lambda: copy.practice) is Code.LOCKED


def test_another_key_changes_nothing(vault: Vault) -> None:
    before = practised(vault)
    vault.rotate_key(PASSPHRASE)
    assert (practised(vault), vault.verify()) == (before, [])
