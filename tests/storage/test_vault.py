"""The vault as a whole: every way in, every way it can be refused, and what is left on the disk and in memory."""

import hashlib
import json
import shutil
import subprocess
import sys
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allydesk.errors import AllydeskError, Code, VaultError
from allydesk.journal.entry import Content, NewAttachment, NewEntry
from allydesk.storage.database import Database
from allydesk.storage.header import HEADER_NAME, TWIN_NAME, decode
from allydesk.storage.keys import FLOOR, Purpose, argon2id, prepare_passphrase, subkey
from allydesk.storage.opened import DATABASE_FILE, JOURNAL_FILE, open_database
from allydesk.storage.secrets import Passphrase, RecoveryKey
from allydesk.storage.slots import SlotId, SlotKind
from allydesk.storage.vault import Vault
from tests.processes import ROOT, in_own_mounts, run_script
from tests.storage.bare import PAGE, decrypted_pages, flip_bit
from tests.storage.made import Made, make
from tests.storage.test_device import UNLOCK, in_a_session, needs_gnome_keyring
from tests.storage.test_header import altered
from tests.storage.test_slots import copies_in
from tests.vaults import PASSPHRASE, TestClock, at, new_vault, vault_at, written

OTHER = "another quiet place"


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture
def vault(made: Made, tmp_path: Path) -> Iterator[Vault]:
    """Locked."""
    copied = made.copy_to(tmp_path)
    yield copied
    copied.lock()


def refusal(attempt: Callable[[], object]) -> Code:
    with pytest.raises(AllydeskError) as caught:
        attempt()
    return caught.value.code


def everything_in(folder: Path) -> dict[str, bytes]:
    return {str(path.relative_to(folder)): path.read_bytes() for path in folder.rglob("*") if path.is_file()}


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


def opened_key(vault: Vault) -> bytes:
    """The database's key of an open vault."""
    with vault._opened().database_key() as key:
        return bytes(key)


# Why not


@pytest.mark.parametrize("name", [HEADER_NAME, TWIN_NAME])
@pytest.mark.parametrize("how", ["flipped", "cut", "gone", "a folder"])
def test_one_good_header_opens_the_vault_and_mends_the_other(vault: Vault, made: Made, name: str, how: str) -> None:
    path = vault.folder / name
    good = path.read_bytes()
    match how:
        case "flipped":
            flip_bit(path, 4321)
        case "cut":
            path.write_bytes(good[:100])
        case "gone":
            path.unlink()
        case _:
            path.unlink()
            path.mkdir()
    vault.unlock(made.recovery)
    if how == "a folder":
        assert [finding.trouble for finding in vault.verify()] == ["header-twin"]
    else:
        assert path.read_bytes() == good
        assert vault.verify() == []


def test_a_vault_whose_header_is_damaged_says_so_and_not_that_the_passphrase_is_wrong(vault: Vault, made: Made) -> None:
    before = everything_in(vault.folder)
    for name in (HEADER_NAME, TWIN_NAME):
        flip_bit(vault.folder / name, 999)
    for attempt in (lambda: vault.unlock(made.recovery), lambda: vault.unlock(Passphrase(OTHER)), vault.slots):
        assert refusal(attempt) is Code.DAMAGED_HEADER
    for name in (HEADER_NAME, TWIN_NAME):
        (vault.folder / name).unlink()
    # Not "not a vault": there is one, and its backups may help.
    for attempt in (
        lambda: vault.unlock(made.recovery),
        vault.slots,
        lambda: vault.check_secret(made.recovery),
    ):
        assert refusal(attempt) is Code.DAMAGED_HEADER
    assert vault.exists
    assert everything_in(vault.folder) == {DATABASE_FILE: before[DATABASE_FILE]}


def test_a_header_that_was_changed_on_purpose_opens_nothing(vault: Vault, made: Made) -> None:
    changed = altered((vault.folder / HEADER_NAME).read_bytes(), lambda document: document.update(generation=99))
    for name in (HEADER_NAME, TWIN_NAME):
        (vault.folder / name).write_bytes(changed)
    assert refusal(lambda: vault.unlock(made.recovery)) is Code.TAMPERED_HEADER
    assert (vault.folder / TWIN_NAME).read_bytes() == changed


def test_a_header_of_a_later_version_is_not_touched(vault: Vault, made: Made) -> None:
    newer = altered((vault.folder / HEADER_NAME).read_bytes(), lambda document: document.update(version=2))
    (vault.folder / HEADER_NAME).write_bytes(newer)
    with pytest.raises(VaultError) as caught:
        vault.unlock(made.recovery)
    assert (caught.value.code, caught.value.facts) == (Code.NEWER_VERSION, {"version": 2})
    assert (vault.folder / HEADER_NAME).read_bytes() == newer


def test_a_database_of_a_later_version_is_not_touched(vault: Vault, made: Made) -> None:
    vault.unlock(made.recovery)
    key = bytearray(opened_key(vault))
    vault.lock()
    database = Database(vault.folder / DATABASE_FILE, key=key)
    with database.write() as connection:
        connection.exec_driver_sql("DROP TABLE meta")
        connection.exec_driver_sql("PRAGMA user_version = 77")
    database.close()
    before = everything_in(vault.folder)
    with pytest.raises(VaultError) as caught:
        vault.unlock(made.recovery)
    assert (caught.value.code, caught.value.facts) == (Code.NEWER_VERSION, {"version": 77})
    assert everything_in(vault.folder) == before


@pytest.mark.parametrize("how", ["first page", "cut", "empty", "gone", "one byte", "zeros", "of another vault"])
def test_a_damaged_database_is_never_called_a_wrong_passphrase(
    vault: Vault, made: Made, tmp_path: Path, how: str
) -> None:
    path = vault.folder / DATABASE_FILE
    data = path.read_bytes()
    match how:
        case "first page":
            flip_bit(path, 1234)
        case "cut":
            path.write_bytes(data[: 3 * PAGE])
        case "empty":
            path.write_bytes(b"")
        case "one byte":
            path.write_bytes(b"S")
        case "zeros":
            path.write_bytes(bytes(len(data)))
        case "gone":
            path.unlink()
        case _:
            new_vault(tmp_path / "other.allydesk").lock()
            shutil.copy(tmp_path / "other.allydesk" / DATABASE_FILE, path)
    before = everything_in(vault.folder)
    assert refusal(lambda: vault.unlock(made.recovery)) is Code.DAMAGED_VAULT
    assert refusal(lambda: vault.unlock(Passphrase(OTHER))) is Code.WRONG_PASSPHRASE
    vault.check_secret(made.recovery)
    assert everything_in(vault.folder) == before


def test_damage_in_the_middle_shows_where_it_is_met(vault: Vault, made: Made) -> None:
    vault.unlock(made.recovery)
    key = opened_key(vault)
    vault.lock()
    pages = decrypted_pages(vault.folder / DATABASE_FILE, key)
    number = next(number for number, page in pages.items() if bytes(range(256)) in page)
    flip_bit(vault.folder / DATABASE_FILE, (number - 1) * PAGE * 8 + 77)
    vault.unlock(made.recovery)
    (file,) = vault.journal.entry(made.entries[0]).attachments
    assert refusal(lambda: vault.journal.read_attachment(file.id)) is Code.DAMAGED_VAULT
    assert {"pages", "attachments"} <= {finding.trouble for finding in vault.verify()}
    # What has been looked at and found wanting does not take the rest with it.
    assert vault.journal.count() == 10
    vault.journal.add(written("2026-06-01", "still possible"))


def test_a_vault_open_in_another_process_is_in_use(vault: Vault, made: Made) -> None:
    script = """
import sys
from pathlib import Path
from allydesk.storage.secrets import RecoveryKey
from tests.vaults import vault_at
vault = vault_at(Path(sys.argv[1]))
vault.unlock(RecoveryKey(sys.argv[2]))
print("open", flush=True)
sys.stdin.readline()
"""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(vault.folder), made.recovery.text],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        before = everything_in(vault.folder)
        for _ in range(3):
            assert refusal(lambda: vault.unlock(made.recovery)) is Code.IN_USE
        assert refusal(lambda: vault.unlock(Passphrase(OTHER))) is Code.WRONG_PASSPHRASE
        assert len(vault.slots()) == 2
        assert everything_in(vault.folder) == before
        child.stdin.write("\n")
        child.stdin.flush()
        child.wait()
    vault.unlock(made.recovery)
    second = vault_at(vault.folder)
    assert refusal(lambda: second.unlock(made.recovery)) is Code.IN_USE
    # Asking in vain must not have loosened the first one's hold.
    assert run_script(ASK, str(vault.folder), made.recovery.text) == ["in-use"]


ASK = """
import sys
from pathlib import Path
from allydesk.errors import VaultError
from allydesk.storage.secrets import RecoveryKey
from tests.vaults import vault_at
vault = vault_at(Path(sys.argv[1]))
try:
    vault.unlock(RecoveryKey(sys.argv[2]))
    print("open")
except VaultError as error:
    print(error.code)
"""


def test_a_folder_that_cannot_be_written_to_is_told_before_anything_is_typed(vault: Vault, made: Made) -> None:
    where = str(vault.folder)
    before = in_own_mounts(f"mount --bind '{where}' '{where}'\nmount -o remount,bind,ro '{where}'")
    content = everything_in(vault.folder)
    assert run_script(ASK, where, made.recovery.text, before=before) == ["read-only"]
    assert everything_in(vault.folder) == content
    assert run_script(ASK, where, made.recovery.text) == ["open"]


def test_what_is_no_vault_and_what_is_gone(tmp_path: Path, made: Made) -> None:
    (tmp_path / "empty").mkdir()
    (tmp_path / "file").touch()
    for name, code in (("empty", Code.NOT_A_VAULT), ("file", Code.NOT_A_VAULT), ("gone", Code.FOLDER_GONE)):
        vault = vault_at(tmp_path / name)
        assert not vault.exists
        for attempt in (lambda: vault.unlock(made.recovery), vault.slots):  # noqa: B023 - called at once
            assert refusal(attempt) is code


def test_a_folder_that_goes_while_the_vault_is_open_is_told(vault: Vault, made: Made) -> None:
    vault.unlock(made.recovery)
    shutil.rmtree(vault.folder)
    assert refusal(lambda: vault.journal.add(written("2026-06-01", "lost?"))) is Code.FOLDER_GONE
    assert refusal(vault.backup) is Code.FOLDER_GONE
    assert refusal(vault.add_recovery_key) is Code.FOLDER_GONE
    vault.lock()
    assert not vault.is_open


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


# A full disk: a small file system of its own, in a process of its own


FULL_DISK = """
import json, shutil, sys
from pathlib import Path
from allydesk.errors import AllydeskError
from allydesk.journal.entry import Content, NewAttachment
from allydesk.storage.header import HEADER_NAME, decode
from allydesk.storage.secrets import Passphrase, RecoveryKey
from tests.vaults import PASSPHRASE, at, vault_at, written
disk, source, recovery = Path(sys.argv[1]), Path(sys.argv[2]), RecoveryKey(sys.argv[3])
told = {}

def attempt(name, deed):
    try:
        deed()
        told[name] = "done"
    except AllydeskError as error:
        told[name] = error.code

def fill(leave=0):
    with (disk / "filling").open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))

def relax():
    (disk / "filling").unlink()

fill()
attempt("create", lambda: vault_at(disk / "new.allydesk").create(PASSPHRASE))
told["left by create"] = [path.name for path in disk.iterdir() if path.name != "filling"]
relax()

vault = vault_at(Path(shutil.copytree(source, disk / "V.allydesk")), state=disk.parent / "state.json")
vault.unlock(recovery)
kept = [vault.journal.add(written("2026-06-01", "before"))]
fill(leave=40_000)
try:
    while True:
        kept.append(vault.journal.add(written("2026-06-02", str(len(kept)), "words " * 300)))
except AllydeskError as error:
    told["add"] = error.code
fill()
attempt("attach", lambda: vault.journal.attach(kept[0].id, NewAttachment("n", "t", bytes(500_000))))
attempt("save", lambda: vault.journal.save(kept[0].id, Content(at("2026-06-01"), "before", "x" * 90_000)))
attempt("bulk", lambda: vault.journal.add_all([written("2026-06-01", "b", "x" * 90_000)] * 5, total=500))
attempt("recovery", vault.add_recovery_key)
attempt("backup", vault.backup)
told["left by backup"] = [path.name for path in (disk / "V.allydesk" / "backups").iterdir()]
attempt("rotate", lambda: vault.rotate_key(PASSPHRASE))
told["reads on"] = [vault.journal.entry(entry.id) for entry in kept] == kept
vault.lock()
attempt("unlock when full", lambda: vault.unlock(recovery))
told["all there"] = [vault.journal.entry(entry.id) for entry in kept] == kept
told["verify"] = [finding.trouble for finding in vault.verify()]
vault.lock()
told["at rest"] = sorted(path.name for path in (disk / "V.allydesk").iterdir())
relax()

# Now there is room for the backup, but none for what the new key needs: every page has to go into the journal.
vault.unlock(recovery)
size = (disk / "V.allydesk" / "vault.db").stat().st_size
fill(leave=size + 60_000)
attempt("rotate later", lambda: vault.rotate_key(PASSPHRASE))
relax()
last = vault.journal.add(written("2026-06-03", "after"))
vault.lock()
vault.unlock(recovery)
told["pending"] = decode((disk / "V.allydesk" / HEADER_NAME).read_bytes()).claimed.pending is not None
told["all there in the end"] = [vault.journal.entry(entry.id) for entry in [*kept, last]] == [*kept, last]
told["verify in the end"] = [finding.trouble for finding in vault.verify()]
attempt("rotate with room", lambda: vault.rotate_key(PASSPHRASE))
told["kept"] = len(kept) > 3
print(json.dumps(told))
"""


def test_a_full_disk_loses_nothing_that_was_acknowledged_and_leaves_nothing_half_made(
    made: Made, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    before = in_own_mounts(f"mount -t tmpfs -o size=1200k,nr_inodes=200 none '{disk}'")
    (line,) = run_script(FULL_DISK, str(disk), str(made.folder), made.recovery.text, before=before)
    assert json.loads(line) == {
        "create": "disk-full",
        "left by create": [],
        "add": "disk-full",
        "attach": "disk-full",
        "save": "disk-full",
        "bulk": "disk-full",
        "recovery": "disk-full",
        "backup": "disk-full",
        "left by backup": [],
        "rotate": "disk-full",
        "reads on": True,
        "unlock when full": "done",
        "all there": True,
        "verify": [],
        "at rest": ["backups", "header.bak", "header.json", "vault.db"],
        "rotate later": "disk-full",
        "pending": False,
        "all there in the end": True,
        "verify in the end": [],
        "rotate with room": "done",
        "kept": True,
    }


# Nothing readable, on the disk or in memory


WORDS = ("quincunx", "sassafras", "zwieback", "oubliette", "Ünderwäldchen", "爱的秘密", "hullabaloo", "kerfuffle")


def test_nothing_that_was_written_can_be_read_in_any_file(tmp_path: Path, made: Made) -> None:
    vault = made.opened_in(tmp_path)
    title, text, tag, name, data, other, script, old = WORDS
    entry = vault.journal.add(
        NewEntry(
            Content(at("2026-06-01"), title, f"{text} {other} {script} " * 50, (tag,)),
            fingerprint=hashlib.sha256(b"").hexdigest(),
            attachments=(NewAttachment(f"{name}.txt", "text/plain", data.encode() * 1000),),
        )
    )
    vault.journal.save(entry.id, Content(at("2026-06-01"), title, f"{old} {text} {other} {script}", (tag,)))
    assert vault.journal.newest(limit=1)[0].tags == (tag,)
    vault.backup()
    files = [path for path in tmp_path.rglob("*") if path.is_file()]
    assert {path.name for path in files} >= {DATABASE_FILE, JOURNAL_FILE, "state.json", "backup.json"}
    found = words_in([path.read_bytes() for path in files])
    key = opened_key(vault)
    vault.lock()
    assert found == words_in([path.read_bytes() for path in tmp_path.rglob("*") if path.is_file()]) == set()
    # That they are there to be found, by the one who has the key.
    assert words_in([b"".join(decrypted_pages(vault.folder / DATABASE_FILE, key).values())]) == set(WORDS)


def words_in(contents: list[bytes]) -> set[str]:
    """Which of the words stand there, in any of the usual encodings."""
    spelt = {word: [word.encode(code) for code in ("utf-8", "utf-16-le", "utf-16-be")] for word in WORDS}
    return {word for word, forms in spelt.items() for form in forms if any(form in data for data in contents)}


def test_keys_are_gone_from_memory_once_it_is_locked(vault: Vault, made: Made) -> None:
    vault.unlock(made.recovery)
    opened = vault._opened()
    held, data_key, vault_id = opened.data_key, bytes(opened.data_key), opened.header.vault_id
    keys = {purpose: bytes(subkey(bytearray(data_key), purpose, vault_id=vault_id)) for purpose in Purpose}
    slot = opened.header.slots[0]
    vault.lock()
    assert not any(held)
    wrapping = bytes(argon2id(prepare_passphrase(PASSPHRASE), salt=slot.salt, kdf=FLOOR))
    database_key = keys[Purpose.DATABASE]
    secrets = [data_key, wrapping, *keys.values(), database_key.hex().encode(), database_key.hex().upper().encode()]
    script = """
import gc, sys
from pathlib import Path
from allydesk.storage.secrets import Passphrase
from tests.vaults import PASSPHRASE, vault_at, written
vault = vault_at(Path(sys.argv[1]))
vault.unlock(Passphrase(PASSPHRASE))
vault.journal.add(written("2026-06-01", "one"))
vault.backup()
print("open", flush=True)
sys.stdin.readline()
vault.lock()
gc.collect()
print("locked", flush=True)
sys.stdin.readline()
"""
    with subprocess.Popen(
        [sys.executable, "-c", script, str(vault.folder)],
        cwd=ROOT,
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        text=True,
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        assert child.stdout.readline() == "open\n"
        try:
            assert copies_in(child.pid, data_key) >= 1
            child.stdin.write("\n")
            child.stdin.flush()
            assert child.stdout.readline() == "locked\n"
            assert [copies_in(child.pid, secret) for secret in secrets] == [0] * len(secrets)
        finally:
            child.stdin.write("\n")


# The system's keyring


@needs_gnome_keyring
def test_this_computers_keyring_opens_it_and_the_passphrase_does_when_that_is_away(made: Made, tmp_path: Path) -> None:
    vault = made.copy_to(tmp_path)
    begin = f"""
        from pathlib import Path
        from allydesk.storage.device import DeviceKeys
        from allydesk.storage.secrets import DeviceKey, Passphrase, RecoveryKey
        from allydesk.storage.state import DeviceState
        from allydesk.storage.vault import Vault
        from tests.vaults import PASSPHRASE, TestClock
        folder = Path({str(vault.folder)!r})
        vault = Vault(folder, state=DeviceState(folder.parent / "state.json"), clock=TestClock(), devices=keys)
    """
    turned_on, opened, away, turned_off = in_a_session(
        tmp_path,
        begin
        + f"""
        missing = told(lambda: vault.unlock(DeviceKey()))
        vault.unlock(RecoveryKey({made.recovery.text!r}))
        vault.add_device_key()
        vault.add_device_key()
        say(missing=missing, kinds=[slot.kind for slot in vault.slots()])
        vault.lock()
        """,
        begin
        + """
        vault.unlock(DeviceKey())
        entries = vault.journal.count()
        vault.rotate_key(PASSPHRASE)
        vault.lock()
        vault.unlock(DeviceKey())
        say(entries=entries, after=vault.journal.count())
        vault.lock()
        """,
        begin
        + """
        import os
        bus = os.environ["DBUS_SESSION_BUS_ADDRESS"]
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + os.environ["XDG_RUNTIME_DIR"] + "/nothing"
        refused = told(lambda: vault.unlock(DeviceKey()))
        vault.unlock(Passphrase(PASSPHRASE))
        say(refused=refused, unavailable=told(vault.add_device_key), entries=vault.journal.count())
        vault.lock()
        """,
        begin
        + """
        vault.unlock(DeviceKey())
        (slot,) = [slot for slot in vault.slots() if slot.kind == "device"]
        vault.remove_slot(slot.id)
        vault.lock()
        say(refused=told(lambda: vault.unlock(DeviceKey())))
        """,
        before=UNLOCK,
    )
    assert turned_on == {"missing": "keyring-key-missing", "kinds": ["passphrase", "recovery", "device"]}
    assert opened == {"entries": 10, "after": 10}
    assert away == {"refused": "keyring-unavailable", "unavailable": "keyring-unavailable", "entries": 10}
    assert turned_off == {"refused": "keyring-key-missing"}


def test_the_key_of_the_database_is_not_the_data_key(vault: Vault, made: Made) -> None:
    vault.unlock(made.recovery)
    opened = vault._opened()
    data_key, vault_id = bytearray(opened.data_key), opened.header.vault_id
    assert bytes(data_key) != opened_key(vault)
    vault.lock()
    database = open_database(vault.folder, data_key, vault_id, read_only=True)
    assert database.version() == 1
    database.close()
