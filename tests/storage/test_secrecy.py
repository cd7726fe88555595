"""What must stay secret: nothing readable on the disk, no key left in memory, a keyring that opens only what it may."""

import hashlib
import subprocess
import sys
from pathlib import Path

from allydesk.journal.entry import Content, NewAttachment, NewEntry
from allydesk.storage.keys import FLOOR, Purpose, argon2id, prepare_passphrase, subkey
from allydesk.storage.migrations import migration_scripts
from allydesk.storage.opened import DATABASE_FILE, JOURNAL_FILE, open_database
from allydesk.storage.vault import Vault
from tests.processes import ROOT
from tests.storage.bare import decrypted_pages
from tests.storage.made import Made, opened_key
from tests.storage.test_device import UNLOCK, in_a_session, needs_gnome_keyring
from tests.storage.test_slots import copies_in
from tests.vaults import PASSPHRASE, at

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
    assert database.version() == len(migration_scripts())
    database.close()
