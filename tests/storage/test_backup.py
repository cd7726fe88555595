"""Backups: whole, proved, thinned out by age, never in anybody's way, and never half of one."""

import os
import random
import shutil
from collections.abc import Callable, Iterator
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st

from allydesk.errors import Cancelled, Code
from allydesk.progress import Progress, unreported
from allydesk.storage.backup import BACKUP_FOLDER, Backup, backups_in, default_destination, restore, rotate, to_let_go
from allydesk.storage.database import Database
from allydesk.storage.header import HEADER_NAME, TWIN_NAME
from allydesk.storage.opened import DATABASE_FILE, JOURNAL_FILE
from allydesk.storage.vault import Vault
from tests.storage.bare import PAGE, flip_bit
from tests.storage.made import Made, make, refusal
from tests.vaults import TestClock, vault_at, written

NOON = datetime(2026, 11, 21, 12, tzinfo=UTC)


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture
def clock() -> TestClock:
    return TestClock(NOON)


@pytest.fixture
def vault(made: Made, tmp_path: Path, clock: TestClock) -> Iterator[Vault]:
    """Open."""
    opened = made.opened_in(tmp_path, clock=clock)
    yield opened
    opened.lock()


def names_in(folder: Path) -> list[str]:
    return sorted(path.name for path in folder.iterdir())


def titles(vault: Vault) -> list[str]:
    return [entry.content.title for entry in vault.journal.each()]


def opened(folder: Path, made: Made) -> Vault:
    """Another vault, whose memory is kept apart."""
    vault = vault_at(folder, state=folder.parents[2] / "another state.json")
    vault.unlock(made.recovery)
    return vault


# Making one


def test_a_backup_is_a_vault_of_its_own_as_it_was_then(vault: Vault, made: Made) -> None:
    before = [vault.journal.entry(entry) for entry in made.entries]
    folder = vault.backup()
    vault.journal.add(written("2026-06-01", "later"))
    assert vault.backups() == [Backup(folder, NOON, vault.backups()[0].generation)]
    assert names_in(folder) == ["backup.json", TWIN_NAME, HEADER_NAME, DATABASE_FILE]
    assert {path.stat().st_mode & 0o777 for path in folder.iterdir()} == {0o600}
    assert folder.stat().st_mode & 0o777 == 0o700
    copy = opened(folder, made)
    assert [copy.journal.entry(entry) for entry in made.entries] == before
    assert len(titles(copy)) == 10
    assert copy.verify() == []
    copy.lock()


def test_backups_of_one_second_get_names_of_their_own_and_the_list_runs_newest_first(
    vault: Vault, clock: TestClock
) -> None:
    for _ in range(3):
        vault.backup()
    clock.advance(hours=-1)
    assert vault.backup().exists(), "one that was made just now is not thinned out at once"
    assert [backup.made - NOON for backup in vault.backups()] == [
        timedelta(seconds=2),
        timedelta(seconds=1),
        timedelta(),
        timedelta(hours=-1),
    ]
    vault.lock()
    assert len(vault.backups()) == 4


def test_a_backup_can_go_anywhere_but_over_something(vault: Vault, tmp_path: Path) -> None:
    elsewhere = tmp_path / "stick" / "copy.allydesk"
    assert refusal(lambda: vault.backup(elsewhere)) is Code.FOLDER_GONE
    elsewhere.parent.mkdir()
    assert vault.backup(elsewhere) == elsewhere
    held = (elsewhere / DATABASE_FILE).read_bytes()
    assert refusal(lambda: vault.backup(elsewhere)) is Code.ALREADY_EXISTS
    (tmp_path / "file").write_text("mine")
    assert refusal(lambda: vault.backup(tmp_path / "file")) is Code.ALREADY_EXISTS
    assert (tmp_path / "file").read_text() == "mine"
    assert (elsewhere / DATABASE_FILE).read_bytes() == held
    assert names_in(elsewhere.parent) == ["copy.allydesk"]
    assert vault.backups() == []


def test_a_backup_has_a_good_header_twice_or_is_none(vault: Vault, made: Made) -> None:
    flip_bit(vault.folder / HEADER_NAME, 888)
    folder = vault.backup()
    assert (folder / HEADER_NAME).read_bytes() == (folder / TWIN_NAME).read_bytes()
    copy = opened(folder, made)
    assert copy.verify() == []
    copy.lock()
    flip_bit(vault.folder / TWIN_NAME, 888)
    assert refusal(vault.backup) is Code.DAMAGED_HEADER
    assert len(vault.backups()) == len(names_in(vault.folder / BACKUP_FOLDER)) == 1


@pytest.mark.parametrize("how", ["a bit", "cut", "empty"])
def test_a_copy_that_is_not_sound_is_no_backup(vault: Vault, how: str, monkeypatch: pytest.MonkeyPatch) -> None:
    copy_to = Database.copy_to

    def badly(self: Database, destination: Path, **given: object) -> None:
        copy_to(self, destination, **given)  # type: ignore[arg-type]  # what came in goes on
        match how:
            case "a bit":
                flip_bit(destination, destination.stat().st_size * 8 - 9 * PAGE)
            case "cut":
                os.truncate(destination, destination.stat().st_size - PAGE)
            case _:
                destination.write_bytes(b"")

    monkeypatch.setattr(Database, "copy_to", badly)
    assert refusal(vault.backup) is Code.BACKUP_FAILED
    assert names_in(vault.folder / BACKUP_FOLDER) == []


def test_a_damaged_vault_gives_no_backup_and_keeps_the_ones_it_has(vault: Vault, made: Made) -> None:
    vault.backup()
    vault.lock()
    last = (vault.folder / DATABASE_FILE).stat().st_size // PAGE
    flip_bit(vault.folder / DATABASE_FILE, (last - 1) * PAGE * 8 + 99)
    vault.unlock(made.recovery)
    assert refusal(vault.backup) is Code.DAMAGED_VAULT
    assert len(vault.backups()) == len(names_in(vault.folder / BACKUP_FOLDER)) == 1


def test_a_backup_that_was_stopped_leaves_nothing(vault: Vault) -> None:
    vault.journal.add_all([written("2026-01-01", str(number), "words " * 900) for number in range(600)], total=600)
    heard: list[tuple[int, int]] = []

    def until(steps: int) -> Progress:
        def progress(done: int, total: int) -> None:
            heard.append((done, total))
            if len(heard) > steps:
                raise Cancelled

        return progress

    vault.backup(progress=until(999))
    steps = len(heard)
    assert steps > 3
    assert heard[-1][0] == heard[-1][1]
    for stop in range(steps):
        heard.clear()
        assert refusal(lambda: vault.backup(progress=until(stop))) is Code.CANCELLED  # noqa: B023 - called at once
    assert len(vault.backups()) == len(names_in(vault.folder / BACKUP_FOLDER)) == 1
    assert len(titles(vault)) == 610


# When one is due


def test_a_backup_is_due_after_a_day_in_which_something_was_written(vault: Vault, clock: TestClock) -> None:
    assert vault.backup_if_due() is not None
    assert vault.backup_if_due() is None
    clock.advance(days=2)
    assert vault.backup_if_due() is None, "nothing was written since"
    vault.journal.add(written("2026-11-23", "new"))
    assert vault.backup_if_due() is not None
    vault.journal.add(written("2026-11-23", "newer"))
    assert vault.backup_if_due() is None, "not a day since the last one"
    clock.advance(hours=23)
    assert vault.backup_if_due() is None
    clock.advance(hours=2)
    # Still the same session, which may well last for days.
    assert vault.backup_if_due() is not None
    assert "newer" in titles(vault)


def test_old_versions_are_thinned_once_a_backup_has_them(vault: Vault, made: Made, clock: TestClock) -> None:
    entry = vault.journal.add(written("2026-11-21", "", "first"))
    for text in ("second", "third"):
        clock.advance(minutes=1)
        entry = vault.journal.save(entry.id, replace(entry.content, text=text), keep_present=True)
    clock.advance(days=366)
    folder = vault.backup_if_due()
    assert folder is not None
    assert [version.content.text for version in vault.journal.versions(entry.id)] == ["second"]
    copy = opened(folder, made)
    assert [version.content.text for version in copy.journal.versions(entry.id)] == ["second", "first"]
    copy.lock()


def test_what_was_written_after_the_last_backup_of_a_session_is_due_in_the_next(
    vault: Vault, made: Made, clock: TestClock
) -> None:
    vault.backup()
    vault.journal.add(written("2026-11-21", "after the backup"))
    vault.lock()
    clock.advance(days=1)
    vault.unlock(made.recovery)
    folder = vault.backup_if_due()
    assert folder is not None
    copy = opened(folder, made)
    assert "after the backup" in titles(copy)
    copy.lock()


def test_a_backup_from_the_future_is_a_wrong_clock_and_stops_nothing(vault: Vault, clock: TestClock) -> None:
    clock.advance(days=4000)
    vault.backup()
    clock.advance(days=-4000)
    vault.journal.add(written("2026-11-21", "now"))
    assert vault.backup_if_due() is not None


# Letting go


moments = st.integers(0, 3 * 366 * 24).map(lambda hours: NOON - timedelta(hours=hours))


def backup_of(made: datetime) -> Backup:
    return Backup(Path(made.isoformat()), made, 0)


def kept_by_hand(made: list[datetime]) -> set[datetime]:
    """What the rule says, in the plainest way there is."""
    newest_first = sorted(made, reverse=True)
    kept = set(newest_first[:3])
    for pattern, how_many in (("%Y-%m-%d", 7), ("%G week %V", 4), ("%Y-%m", 12)):
        periods: list[str] = []
        for moment in newest_first:
            name = moment.strftime(pattern)
            if name not in periods and len(periods) < how_many:
                periods.append(name)
                kept.add(moment)
    return kept


@given(st.lists(moments, unique=True, max_size=120), st.randoms(use_true_random=False))
@example([NOON - timedelta(days=day) for day in range(800)], random.Random(1))  # noqa: S311 - nobody is to be surprised
@settings(deadline=None)
def test_what_is_let_go_is_what_the_rule_says(made: list[datetime], order: random.Random) -> None:
    shuffled = [backup_of(moment) for moment in made]
    order.shuffle(shuffled)
    gone = to_let_go(shuffled)
    assert {backup.made for backup in gone} == set(made) - kept_by_hand(made)
    kept = [backup for backup in shuffled if backup not in gone]
    assert to_let_go(kept) == []
    assert not made or max(made) in {backup.made for backup in kept}


def test_years_of_daily_backups_come_down_to_two_dozen(tmp_path: Path) -> None:
    for day in reversed(range(0, 800, 4)):
        folder = default_destination(tmp_path, NOON - timedelta(days=day))
        folder.mkdir()
        (folder / DATABASE_FILE).touch()
        rotate(tmp_path, made=folder)
    kept = [backup.made for backup in backups_in(tmp_path)]
    assert kept[0] == NOON
    assert 15 <= len(kept) <= 3 + 7 + 4 + 12
    assert NOON - kept[-1] > timedelta(days=300)
    assert len(names_in(tmp_path / BACKUP_FOLDER)) == len(kept)


def test_only_backups_are_listed_and_only_what_was_half_made_is_cleared(tmp_path: Path) -> None:
    folder = tmp_path / BACKUP_FOLDER
    for name in (
        "2026-01-01T120000Z",
        "2026-01-02T120000Z.partial",
        "2026-01-03T120000Z",
        "my own notes",
        "2026-13-01T120000Z",
    ):
        (folder / name).mkdir(parents=True)
        (folder / name / DATABASE_FILE).touch()
    (folder / "2026-01-03T120000Z" / DATABASE_FILE).unlink()
    (folder / "2026-01-04T120000Z").touch()
    assert [backup.folder.name for backup in backups_in(tmp_path)] == ["2026-01-01T120000Z"]
    rotate(tmp_path, made=folder / "2026-01-01T120000Z")
    assert names_in(folder) == [
        "2026-01-01T120000Z",
        "2026-01-03T120000Z",
        "2026-01-04T120000Z",
        "2026-13-01T120000Z",
        "my own notes",
    ]
    assert backups_in(tmp_path / "nowhere") == []


def test_a_backup_that_cannot_be_deleted_whole_is_no_longer_one(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for day in range(60):
        folder = default_destination(tmp_path, NOON - timedelta(days=day))
        folder.mkdir()
        for name in (HEADER_NAME, DATABASE_FILE):
            (folder / name).touch()
    before = {backup.folder for backup in backups_in(tmp_path)}
    folder = max(before)

    def only_begun(folder: Path, **_: object) -> None:
        (folder / HEADER_NAME).unlink(missing_ok=True)

    with monkeypatch.context() as patched:
        patched.setattr(shutil, "rmtree", only_begun)
        rotate(tmp_path, made=folder)
    left = backups_in(tmp_path)
    assert {backup.folder for backup in left} < before
    assert all((backup.folder / HEADER_NAME).exists() for backup in left)
    rotate(tmp_path, made=folder)
    assert len(names_in(tmp_path / BACKUP_FOLDER)) == len(left)


# Bringing one back


def test_a_backup_is_brought_back_beside_the_vault_and_never_over_it(vault: Vault, made: Made, tmp_path: Path) -> None:
    folder = vault.backup()
    held = (vault.folder / DATABASE_FILE).read_bytes()
    for taken in (vault.folder, tmp_path / "state.json"):
        assert refusal(lambda: restore(folder, taken, progress=unreported)) is Code.ALREADY_EXISTS  # noqa: B023 - called at once
    (tmp_path / "empty").mkdir()
    assert refusal(lambda: restore(folder, tmp_path / "empty", progress=unreported)) is Code.ALREADY_EXISTS
    heard: list[tuple[int, int]] = []
    restore(folder, tmp_path / "R.allydesk", progress=lambda done, total: heard.append((done, total)))
    assert heard[-1][0] == heard[-1][1] == (folder / DATABASE_FILE).stat().st_size
    assert names_in(tmp_path / "R.allydesk") == [TWIN_NAME, HEADER_NAME, DATABASE_FILE]
    back = opened(tmp_path / "R.allydesk", made)
    assert titles(back) == titles(vault)
    back.journal.add(written("2026-06-01", "goes on from here"))
    back.lock()
    assert (vault.folder / DATABASE_FILE).read_bytes() == held
    assert len(vault.backups()) == 1


def test_what_is_no_backup_is_not_brought_back(vault: Vault, tmp_path: Path) -> None:
    folder = vault.backup()
    attempts: list[tuple[Callable[[], object], Code]] = [
        (lambda: restore(tmp_path, tmp_path / "R", progress=unreported), Code.NOT_A_BACKUP),
        (lambda: restore(tmp_path / "gone", tmp_path / "R", progress=unreported), Code.NOT_A_BACKUP),
        (lambda: restore(folder, tmp_path / "no" / "R", progress=unreported), Code.FOLDER_GONE),
    ]
    for attempt, code in attempts:
        assert refusal(attempt) is code
    for name in (HEADER_NAME, TWIN_NAME):
        (folder / name).unlink()
    assert refusal(lambda: restore(folder, tmp_path / "R", progress=unreported)) is Code.NOT_A_BACKUP
    assert not (tmp_path / "R").exists()


def test_one_that_was_stopped_leaves_nothing(vault: Vault, tmp_path: Path) -> None:
    folder = vault.backup()

    def stop(done: int, total: int) -> None:
        assert done <= total
        raise Cancelled

    before = names_in(tmp_path)
    assert refusal(lambda: restore(folder, tmp_path / "R.allydesk", progress=stop)) is Code.CANCELLED
    assert names_in(tmp_path) == before


def test_what_a_kill_left_beside_a_backup_comes_along(vault: Vault, made: Made, tmp_path: Path) -> None:
    """Somebody opened the backup itself as a vault, and the process was killed in the middle of a change."""
    folder = vault.backup()
    copy = opened(folder, made)
    database = copy._opened().database
    with database.write() as connection:
        connection.exec_driver_sql("PRAGMA cache_size = 3")
        connection.exec_driver_sql("UPDATE entry SET title = 'changed', text = text || zeroblob(9999)")
        half = shutil.copytree(folder, tmp_path / "half")
    copy.lock()
    assert (half / JOURNAL_FILE).stat().st_size > PAGE
    restore(half, tmp_path / "R.allydesk", progress=unreported)
    back = opened(tmp_path / "R.allydesk", made)
    assert titles(back) == [f"day {day}" for day in range(1, 11)]
    assert back.verify() == []
    back.lock()
