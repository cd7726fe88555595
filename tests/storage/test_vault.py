"""The vault: made, opened and closed, its ways in, its key changed, and an older copy of it noticed."""

import shutil
from pathlib import Path

import pytest

from allydesk.errors import Code, VaultError
from allydesk.storage.header import HEADER_NAME, TWIN_NAME, decode
from allydesk.storage.keys import FLOOR
from allydesk.storage.opened import DATABASE_FILE
from allydesk.storage.secrets import Passphrase, RecoveryKey
from allydesk.storage.slots import SlotId, SlotKind
from allydesk.storage.vault import Vault
from tests.storage.bare import decrypted_pages
from tests.storage.made import Made, everything_in, opened_key, refusal
from tests.vaults import PASSPHRASE, TestClock, new_vault, vault_at, written

OTHER = "another quiet place"


# Making, opening, closing


def test_a_new_vault_is_open_and_opens_again(tmp_path: Path) -> None:
    vault = new_vault(tmp_path / "Deep" / "down" / "Mine.allydesk")
    assert (vault.is_open, vault.exists, vault.name) == (True, True, "Mine")
    kept = vault.journal.add(written("2026-05-01", "one"))
    vault.lock()
    vault.lock()
    assert (vault.is_open, vault.exists) == (False, True)
    assert sorted(everything_in(vault.folder)) == [TWIN_NAME, HEADER_NAME, DATABASE_FILE]
    assert (vault.folder / HEADER_NAME).read_bytes() == (vault.folder / TWIN_NAME).read_bytes()
    vault.unlock(Passphrase(PASSPHRASE))
    assert vault.journal.entry(kept.id) == kept
    vault.lock()


def test_what_a_killed_process_left_of_a_header_goes_when_the_vault_is_opened(vault: Vault, made: Made) -> None:
    for name in (HEADER_NAME, TWIN_NAME):
        (vault.folder / f".{name}.new").write_bytes(b"half a header")
    vault.unlock(made.recovery)
    vault.lock()
    assert sorted(everything_in(vault.folder)) == [TWIN_NAME, HEADER_NAME, DATABASE_FILE]


def test_a_locked_vault_shows_its_slots_and_nothing_else(vault: Vault, made: Made) -> None:
    assert [slot.kind for slot in vault.slots()] == [SlotKind.PASSPHRASE, SlotKind.RECOVERY]
    assert vault.backups() == []
    for attempt in (
        lambda: vault.journal,
        vault.verify,
        vault.backup,
        vault.backup_if_due,
        vault.add_recovery_key,
        lambda: vault.change_passphrase(PASSPHRASE, OTHER),
        lambda: vault.rotate_key(PASSPHRASE),
        lambda: vault.remove_slot(SlotId("x")),
    ):
        assert refusal(attempt) is Code.LOCKED
    vault.unlock(made.recovery)
    journal = vault.journal
    vault.unlock(made.recovery)
    assert refusal(journal.count) is Code.LOCKED
    assert vault.journal.count() == 10


def test_several_vaults_are_open_side_by_side_and_know_nothing_of_each_other(made: Made, tmp_path: Path) -> None:
    places = [tmp_path / name for name in ("a", "b", "c")]
    vaults = [made.opened_in(place) for place in places]
    for number, one in enumerate(vaults):
        one.journal.add(written("2026-06-01", f"only in {number}"))
    vaults[0].lock()
    assert [one.journal.newest(limit=1)[0].title for one in vaults[1:]] == ["only in 1", "only in 2"]
    assert [one.is_open for one in vaults] == [False, True, True]
    for one in vaults:
        one.lock()


@pytest.mark.parametrize(
    ("passphrase", "code"), [("", Code.PASSPHRASE_EMPTY), ("a\tb", Code.PASSPHRASE_CHARACTER)], ids=["empty", "tab"]
)
def test_a_passphrase_that_cannot_be_makes_nothing(tmp_path: Path, passphrase: str, code: Code) -> None:
    vault = vault_at(tmp_path / "N.allydesk")
    assert refusal(lambda: vault.create(passphrase, kdf=FLOOR)) is code
    assert list(tmp_path.iterdir()) == []
    assert not vault.is_open


def test_a_vault_is_never_made_where_something_is(vault: Vault, tmp_path: Path) -> None:
    before = everything_in(vault.folder)
    assert refusal(lambda: vault.create(PASSPHRASE, kdf=FLOOR)) is Code.ALREADY_EXISTS
    assert everything_in(vault.folder) == before
    (tmp_path / "file.allydesk").write_text("mine")
    assert refusal(lambda: vault_at(tmp_path / "file.allydesk").create(PASSPHRASE, kdf=FLOOR)) is Code.ALREADY_EXISTS
    assert (tmp_path / "file.allydesk").read_text() == "mine"


def test_a_vault_that_cannot_be_made_leaves_nothing(tmp_path: Path) -> None:
    class TooLate(TestClock):
        """Fails where the vault's dates are asked for, in the middle of making it."""

        def __call__(self) -> None:  # type: ignore[override]  # that is the point
            raise ZeroDivisionError

    for given in ("new.allydesk", "empty.allydesk"):
        (tmp_path / "empty.allydesk").mkdir(exist_ok=True)
        vault = vault_at(tmp_path / given, clock=TooLate())
        with pytest.raises(ZeroDivisionError):
            vault.create(PASSPHRASE, kdf=FLOOR)
        assert not vault.is_open
    assert [path.name for path in tmp_path.iterdir()] == ["empty.allydesk"]
    assert list((tmp_path / "empty.allydesk").iterdir()) == []


# Ways in


def test_the_wrong_secrets_are_told_apart(vault: Vault, made: Made) -> None:
    other = "\n".join(reversed(made.recovery.text.splitlines()))
    assert refusal(lambda: vault.unlock(Passphrase(PASSPHRASE + " "))) is Code.WRONG_PASSPHRASE
    assert refusal(lambda: vault.unlock(Passphrase(""))) is Code.WRONG_PASSPHRASE
    assert refusal(lambda: vault.unlock(Passphrase("a\tb"))) is Code.WRONG_PASSPHRASE
    assert refusal(lambda: vault.unlock(RecoveryKey(other))) is Code.RECOVERY_KEY_MISTYPED
    assert refusal(lambda: vault.unlock(RecoveryKey(""))) is Code.RECOVERY_KEY_MISTYPED
    assert not vault.is_open
    vault.check_secret(made.recovery)
    assert refusal(lambda: vault.check_secret(Passphrase(OTHER))) is Code.WRONG_PASSPHRASE
    vault.unlock(made.recovery)
    lines = vault.add_recovery_key()
    vault.lock()
    assert refusal(lambda: vault.unlock(made.recovery)) is Code.WRONG_RECOVERY_KEY
    vault.unlock(RecoveryKey("\n".join(lines)))


def test_a_new_passphrase_opens_and_the_old_one_does_not(vault: Vault, made: Made) -> None:
    vault.unlock(made.recovery)
    assert refusal(lambda: vault.change_passphrase(OTHER, "x")) is Code.WRONG_PASSPHRASE
    assert refusal(lambda: vault.change_passphrase(PASSPHRASE, "")) is Code.PASSPHRASE_EMPTY
    vault.change_passphrase(PASSPHRASE, OTHER)
    assert vault.slots()[0].kdf == FLOOR
    vault.lock()
    assert refusal(lambda: vault.unlock(Passphrase(PASSPHRASE))) is Code.WRONG_PASSPHRASE
    vault.unlock(Passphrase(OTHER))


def test_slots_can_be_taken_away_but_not_the_last_passphrase(vault: Vault, made: Made) -> None:
    vault.unlock(made.recovery)
    words, printed = vault.slots()
    assert refusal(lambda: vault.remove_slot(words.id)) is Code.LAST_SLOT
    assert refusal(lambda: vault.remove_slot(SlotId("nothing"))) is Code.NO_SUCH_SLOT
    vault.remove_slot(printed.id)
    assert vault.slots() == (words,)
    vault.lock()
    assert vault.slots() == (words,)
    assert refusal(lambda: vault.unlock(made.recovery)) is Code.WRONG_RECOVERY_KEY


def test_a_change_holds_where_only_the_twin_could_not_be_written(vault: Vault, made: Made) -> None:
    """The first file is in force from the moment it is written; to call that a failure would name the wrong one."""
    vault.unlock(made.recovery)
    in_the_way(vault.folder / TWIN_NAME)
    lines = vault.add_recovery_key()
    vault.lock()
    assert refusal(lambda: vault.unlock(made.recovery)) is Code.WRONG_RECOVERY_KEY
    vault.unlock(RecoveryKey("\n".join(lines)))
    assert [finding.trouble for finding in vault.verify()] == ["header-twin"]
    shutil.rmtree(vault.folder / TWIN_NAME)
    vault.unlock(RecoveryKey("\n".join(lines)))
    assert (vault.folder / TWIN_NAME).read_bytes() == (vault.folder / HEADER_NAME).read_bytes()
    assert vault.verify() == []


def test_a_change_that_could_not_be_written_has_never_been(vault: Vault, made: Made) -> None:
    vault.unlock(made.recovery)
    before = vault.slots()
    in_the_way(vault.folder / HEADER_NAME)
    assert refusal(vault.add_recovery_key) is Code.DISK_ERROR
    assert vault.slots() == before
    vault.lock()
    vault.unlock(made.recovery)
    assert vault.slots() == before


def in_the_way(path: Path) -> None:
    """A folder that no file can replace."""
    path.unlink()
    (path / "in the way").mkdir(parents=True)


# Another key


def test_a_vault_under_another_key_opens_with_the_same_passphrase(vault: Vault, made: Made) -> None:
    vault.unlock(made.recovery)
    assert refusal(lambda: vault.rotate_key(OTHER)) is Code.WRONG_PASSPHRASE
    old_key = bytes(opened_key(vault))
    before = [vault.journal.entry(entry) for entry in made.entries]
    lines = vault.rotate_key(PASSPHRASE)
    assert opened_key(vault) != old_key
    assert not decrypted_pages(vault.folder / DATABASE_FILE, old_key)
    vault.journal.add(written("2026-06-01", "after"))
    vault.lock()
    (backup,) = vault.backups()
    for secret in (Passphrase(PASSPHRASE), RecoveryKey("\n".join(lines))):
        vault.unlock(secret)
        assert [vault.journal.entry(entry) for entry in made.entries] == before
        assert vault.journal.newest(limit=1)[0].title == "after"
        assert vault.verify() == []
    vault.lock()
    assert refusal(lambda: vault.unlock(made.recovery)) is Code.WRONG_RECOVERY_KEY
    # The backup from before goes on under the old key, with the old secrets.
    old = vault_at(backup.folder)
    old.unlock(made.recovery)
    assert old.journal.count() == 10
    old.lock()


def test_without_a_recovery_key_there_is_none_afterwards(vault: Vault, made: Made) -> None:
    vault.unlock(made.recovery)
    vault.remove_slot(vault.slots()[1].id)
    assert vault.rotate_key(PASSPHRASE) == ()
    assert [slot.kind for slot in vault.slots()] == [SlotKind.PASSPHRASE]


@pytest.mark.parametrize("later", ["nothing", "another change"])
def test_a_rotation_whose_last_word_could_not_be_written_locks_nobody_out(
    vault: Vault, made: Made, later: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.unlock(made.recovery)
    opened = vault._opened()
    change_key = opened.database.change_key
    aside = vault.folder.parent / "aside"

    def then_no_header_can_be_written(key: bytearray) -> None:
        change_key(key)
        aside.mkdir()
        for name in (HEADER_NAME, TWIN_NAME):
            shutil.copy(vault.folder / name, aside)
            in_the_way(vault.folder / name)

    with monkeypatch.context() as patched:
        patched.setattr(opened.database, "change_key", then_no_header_can_be_written)
        assert refusal(lambda: vault.rotate_key(PASSPHRASE)) is Code.DISK_ERROR
    for name in (HEADER_NAME, TWIN_NAME):
        shutil.rmtree(vault.folder / name)
        shutil.copy(aside / name, vault.folder)
    kept = vault.journal.add(written("2026-06-01", "meanwhile"))
    lines = vault.add_recovery_key() if later == "another change" else ()
    vault.lock()
    vault.unlock(Passphrase(PASSPHRASE))
    assert vault.journal.entry(kept.id) == kept
    assert decode((vault.folder / HEADER_NAME).read_bytes()).claimed.pending is None
    vault.lock()
    if lines:
        vault.unlock(RecoveryKey("\n".join(lines)))


def test_a_rotation_that_fails_in_the_middle_goes_on_under_the_old_key(
    vault: Vault, made: Made, monkeypatch: pytest.MonkeyPatch
) -> None:
    vault.unlock(made.recovery)

    def fail(_key: bytearray) -> None:
        raise VaultError(Code.DISK_FULL)

    with monkeypatch.context() as patched:
        patched.setattr(vault._opened().database, "change_key", fail)
        assert refusal(lambda: vault.rotate_key(PASSPHRASE)) is Code.DISK_FULL
    kept = vault.journal.add(written("2026-06-01", "meanwhile"))
    vault.lock()
    vault.unlock(made.recovery)
    assert vault.journal.entry(kept.id) == kept
    assert decode((vault.folder / HEADER_NAME).read_bytes()).claimed.pending is None


# Older copies


def test_an_older_copy_put_back_is_noticed_and_can_be_accepted(vault: Vault, made: Made, tmp_path: Path) -> None:
    vault.unlock(made.recovery)
    vault.journal.add(written("2026-06-01", "first session"))
    vault.lock()
    older = shutil.copytree(vault.folder, tmp_path / "older")
    vault.unlock(made.recovery)
    vault.journal.add(written("2026-06-02", "second session"))
    vault.lock()
    put_back(older, vault.folder)
    assert refusal(lambda: vault.unlock(made.recovery)) is Code.OLDER_COPY
    assert not vault.is_open
    vault.unlock(made.recovery, accept_older=True)
    assert vault.journal.newest(limit=1)[0].title == "first session"
    vault.lock()
    vault.unlock(made.recovery)


def test_an_older_header_put_back_is_noticed(vault: Vault, made: Made, tmp_path: Path) -> None:
    older = shutil.copytree(vault.folder, tmp_path / "older")
    vault.unlock(made.recovery)
    vault.remove_slot(vault.slots()[1].id)
    vault.lock()
    for name in (HEADER_NAME, TWIN_NAME):
        shutil.copy(older / name, vault.folder / name)
    assert refusal(lambda: vault.unlock(made.recovery)) is Code.OLDER_COPY


def test_a_killed_session_and_a_lost_memory_are_no_older_copies(vault: Vault, made: Made, tmp_path: Path) -> None:
    vault.unlock(made.recovery)
    vault.journal.add(written("2026-06-01", "kept"))
    vault._opened().close()  # as when the process ends without locking
    again = vault_at(vault.folder)
    again.unlock(made.recovery)
    again.lock()
    (tmp_path / "state.json").write_text("not json")
    again.unlock(made.recovery)
    again.lock()
    moved = vault.folder.rename(tmp_path / "elsewhere.allydesk")
    other = vault_at(moved)
    other.unlock(made.recovery)
    other.lock()


def put_back(older: Path, folder: Path) -> None:
    shutil.rmtree(folder)
    shutil.copytree(older, folder)
