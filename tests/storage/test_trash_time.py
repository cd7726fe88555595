"""What is in the trash for 30 days goes for good; and never because a clock was wrong."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from io import BytesIO
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.ids import EntryId
from allydesk.storage.backup import Backup
from allydesk.storage.letting_go import TRASH_KEPT, kept_its_time_before
from allydesk.storage.vault import Vault
from tests.storage.made import Made
from tests.vaults import TestClock, vault_at, written

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NOON)


@pytest.fixture
def vault(made: Made, tmp_path: Path, clock: TestClock) -> Iterator[Vault]:
    """Open, with a backup of today."""
    opened = made.opened_in(tmp_path, clock=clock)
    opened.backup()
    yield opened
    opened.lock()


def in_trash(vault: Vault) -> int:
    return vault.journal.count(trash=True)


def write_and_back_up(vault: Vault) -> Path:
    """A day on which something is written, and a backup at its opening."""
    vault.journal.add(written("2026-11-21", "written today"))
    made = vault.backup_if_due()
    assert made is not None
    return made


def holds(backup: Path, made: Made, entry_id: EntryId) -> bool:
    copy = vault_at(backup, state=backup.parents[2] / "another state.json")
    copy.unlock(made.recovery)
    try:
        return copy.journal.entry(entry_id).trashed is not None
    finally:
        copy.lock()


def test_after_thirty_days_an_entry_goes_and_the_newest_backup_has_it(
    vault: Vault, made: Made, clock: TestClock
) -> None:
    gone, stays = made.entries[:2]
    vault.journal.trash(gone)
    clock.advance(days=10)
    vault.journal.trash(stays)
    clock.advance(days=21)
    write_and_back_up(vault)
    assert in_trash(vault) == 2, "the backup before was made on the day it went in"
    clock.advance(days=1)
    backup = write_and_back_up(vault)
    assert in_trash(vault) == 1
    assert vault.journal.entry(stays).trashed is not None
    assert vault.backups()[0].folder == backup
    assert holds(backup, made, gone)


def test_a_removed_file_goes_as_well(vault: Vault, made: Made, clock: TestClock) -> None:
    entry_id = made.entries[3]
    file = vault.files.add(entry_id, name="a.txt", media_type="text/plain", source=BytesIO(b"some"), size=4)
    vault.files.remove(file.id)
    for days, left in ((31, 1), (2, 0)):
        clock.advance(days=days)
        write_and_back_up(vault)
        assert len(vault.files.removed(entry_id)) == left


def test_without_a_backup_nothing_goes(vault: Vault, made: Made, clock: TestClock) -> None:
    vault.journal.trash(made.entries[0])
    clock.advance(days=31)
    write_and_back_up(vault)
    clock.advance(hours=5)
    assert vault.backup_if_due() is None
    assert in_trash(vault) == 1


def test_a_clock_that_jumps_years_ahead_empties_nothing(vault: Vault, made: Made, clock: TestClock) -> None:
    vault.journal.trash(made.entries[0])
    clock.advance(days=4000)
    write_and_back_up(vault)
    assert in_trash(vault) == 1
    clock.advance(days=-3999)
    write_and_back_up(vault)
    assert in_trash(vault) == 1, "the backup from the future is no witness"
    clock.advance(days=40)
    write_and_back_up(vault)
    clock.advance(days=1)
    write_and_back_up(vault)
    assert in_trash(vault) == 0, "and keeps nothing in the trash for ever"


def test_a_vault_without_an_earlier_backup_keeps_everything(made: Made, tmp_path: Path, clock: TestClock) -> None:
    vault = made.opened_in(tmp_path, clock=clock)
    vault.journal.trash(made.entries[0])
    clock.advance(days=400)
    write_and_back_up(vault)
    assert in_trash(vault) == 1
    vault.lock()


def test_emptying_ends_there_and_makes_no_backup_due_for_ever(vault: Vault, made: Made, clock: TestClock) -> None:
    vault.journal.trash(made.entries[0])
    for days in (31, 2):
        clock.advance(days=days)
        write_and_back_up(vault)
    assert in_trash(vault) == 0
    clock.advance(days=1)
    assert vault.backup_if_due() is not None, "the first one without what has gone"
    clock.advance(days=1)
    assert vault.backup_if_due() is None


moments = st.integers(-4000, 4000).map(lambda days: NOON + timedelta(days=days))


@given(now=moments, made=st.lists(moments, max_size=5))
def test_both_moments_agree_that_the_time_is_over(now: datetime, made: list[datetime]) -> None:
    before = kept_its_time_before(now, [Backup(Path(str(number)), moment, 1) for number, moment in enumerate(made)])
    past = [moment for moment in made if moment <= now]
    if before is None:
        assert not past
    else:
        assert before + TRASH_KEPT <= now
        assert before + TRASH_KEPT == max(past)
