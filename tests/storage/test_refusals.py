"""Opening a vault that cannot be opened: each reason is told for what it is, and nothing is touched."""

import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from allydesk.errors import Code, VaultError
from allydesk.storage.database import Database
from allydesk.storage.header import HEADER_NAME, TWIN_NAME
from allydesk.storage.opened import DATABASE_FILE
from allydesk.storage.secrets import Passphrase
from allydesk.storage.vault import Vault
from tests.processes import ROOT, in_own_mounts, run_script
from tests.storage.bare import PAGE, decrypted_pages, flip_bit
from tests.storage.made import Made, everything_in, opened_key, refusal
from tests.storage.test_header import altered
from tests.vaults import new_vault, vault_at, written

OTHER = "another quiet place"


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
