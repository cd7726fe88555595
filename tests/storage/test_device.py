"""The system's keyring: a real one over a real D-Bus, one that lies, and one that never answers."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from threading import Event, Thread, current_thread
from typing import Any

import pytest

from allydesk.errors import Code, VaultError
from allydesk.storage.device import DeviceKeys, Keyring, find_keyring

ROOT = Path(__file__).parents[2]
VAULT_ID = bytes(range(16))
OTHER_ID = bytes(range(16, 32))
KEY = bytearray(range(32))

needs_gnome_keyring = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None or shutil.which("gnome-keyring-daemon") is None,
    reason="dbus-run-session and gnome-keyring-daemon are not both here",
)


def refusal(attempt: Callable[[], object]) -> Code:
    with pytest.raises(VaultError) as caught:
        attempt()
    assert not caught.value.facts
    assert caught.value.__cause__ is None
    assert caught.value.__context__ is None or isinstance(caught.value.__context__, ValueError)
    return caught.value.code


class Shelf:
    """A keyring in memory, for what no real one can be made to do."""

    def __init__(self) -> None:
        self.kept: dict[tuple[str, str], str] = {}

    def get_password(self, service: str, username: str) -> str | None:
        return self.kept.get((service, username))

    def set_password(self, service: str, username: str, password: str) -> None:
        self.kept[service, username] = password

    def delete_password(self, service: str, username: str) -> None:
        del self.kept[service, username]


class Forgetful(Shelf):
    """Accepts everything, keeps nothing, as the library's null keyring does."""

    def set_password(self, service: str, username: str, password: str) -> None:
        pass


class Clinging(Shelf):
    """Says it has deleted, and has not."""

    def delete_password(self, service: str, username: str) -> None:
        pass


class Broken(Shelf):
    """Raises, with the password in the text."""

    def set_password(self, service: str, username: str, password: str) -> None:
        raise RuntimeError(service, username, password)

    def get_password(self, service: str, username: str) -> str | None:
        raise OSError(service, username)


class Hanging(Shelf):
    """Answers nothing until it is released."""

    def __init__(self) -> None:
        super().__init__()
        self.released = Event()
        self.asked = Event()

    def get_password(self, service: str, username: str) -> str | None:
        self.asked.set()
        self.released.wait()
        return super().get_password(service, username)


def keys_in(keyring: Keyring | None, timeout_seconds: float = 10) -> DeviceKeys:
    return DeviceKeys(timeout_seconds=timeout_seconds, find=lambda: None if keyring is None else ("Shelf", keyring))


def test_a_key_is_kept_by_vault_replaced_and_forgotten() -> None:
    shelf = Shelf()
    keys = keys_in(shelf)
    keys.store(VAULT_ID, KEY)
    keys.store(OTHER_ID, bytearray(32))
    assert keys.fetch(VAULT_ID) == KEY
    assert shelf.kept["Allydesk", VAULT_ID.hex()] == KEY.hex()
    keys.store(VAULT_ID, bytearray(reversed(KEY)))
    assert keys.fetch(VAULT_ID) == bytearray(reversed(KEY))
    keys.forget(VAULT_ID)
    keys.forget(VAULT_ID)
    assert refusal(lambda: keys.fetch(VAULT_ID)) is Code.KEYRING_KEY_MISSING
    assert keys.fetch(OTHER_ID) == bytes(32)


def test_services_do_not_share_keys() -> None:
    shelf = Shelf()
    DeviceKeys(service="One", find=lambda: ("Shelf", shelf)).store(VAULT_ID, KEY)
    other = DeviceKeys(service="Other", find=lambda: ("Shelf", shelf))
    assert refusal(lambda: other.fetch(VAULT_ID)) is Code.KEYRING_KEY_MISSING


def test_only_a_whole_key_is_stored() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        keys_in(Shelf()).store(VAULT_ID, bytearray(16))


@pytest.mark.parametrize("text", ["", "ff", "ff" * 31, "ff" * 33, "no key at all", "é" * 64])
def test_what_is_no_key_is_a_missing_key(text: str) -> None:
    shelf = Shelf()
    shelf.set_password("Allydesk", VAULT_ID.hex(), text)
    assert refusal(lambda: keys_in(shelf).fetch(VAULT_ID)) is Code.KEYRING_KEY_MISSING


def test_a_keyring_that_keeps_nothing_is_found_out() -> None:
    assert refusal(lambda: keys_in(Forgetful()).store(VAULT_ID, KEY)) is Code.KEYRING_UNAVAILABLE


def test_a_keyring_that_does_not_forget_is_found_out() -> None:
    keys = keys_in(Clinging())
    keys.store(VAULT_ID, KEY)
    assert refusal(lambda: keys.forget(VAULT_ID)) is Code.KEYRING_UNAVAILABLE


def test_without_a_keyring_or_with_a_broken_one_nothing_of_it_shows() -> None:
    def no_library() -> tuple[str, Keyring]:
        raise ModuleNotFoundError("keyring")

    for keys in (keys_in(None), keys_in(Broken()), DeviceKeys(find=no_library)):
        for attempt in (
            partial(keys.store, VAULT_ID, KEY),
            partial(keys.fetch, VAULT_ID),
            partial(keys.forget, VAULT_ID),
        ):
            assert refusal(attempt) is Code.KEYRING_UNAVAILABLE
    assert not keys_in(None).available()
    assert keys_in(None).backend_name() is None
    assert keys_in(Shelf()).available()
    assert keys_in(Shelf()).backend_name() == "Shelf"


@pytest.fixture
def hanging() -> Iterator[Hanging]:
    keyring = Hanging()
    yield keyring
    keyring.released.set()


def test_a_keyring_that_hangs_is_given_up_and_not_asked_again_until_it_answers(hanging: Hanging) -> None:
    keys = keys_in(hanging, timeout_seconds=0.05)
    assert refusal(lambda: keys.fetch(VAULT_ID)) is Code.KEYRING_UNAVAILABLE
    assert hanging.asked.wait(10)
    stuck = keys._latest
    assert stuck is not None
    assert stuck.daemon
    assert refusal(lambda: keys.store(VAULT_ID, KEY)) is Code.KEYRING_UNAVAILABLE
    assert not keys.available()
    assert keys._latest is stuck
    hanging.released.set()
    stuck.join(10)
    again = DeviceKeys(find=lambda: ("Shelf", hanging))
    again.store(VAULT_ID, KEY)
    assert again.fetch(VAULT_ID) == KEY


def test_the_keyring_is_asked_on_a_thread_of_its_own() -> None:
    threads: list[Thread] = []

    def find() -> tuple[str, Keyring]:
        threads.append(current_thread())
        return "Shelf", Shelf()

    DeviceKeys(find=find).available()
    assert threads[0] is not current_thread()


# The real thing

PRELUDE = """
    import json, sys
    from allydesk.errors import VaultError
    from allydesk.storage.device import DeviceKeys, find_keyring
    keys = DeviceKeys(service="Allydesk test", timeout_seconds=20)
    vault, key = bytes(range(16)), bytearray(range(32))

    def told(attempt):
        try:
            attempt()
        except VaultError as error:
            return error.code
        return "no error"

    def say(**facts):
        print(json.dumps(facts))
"""

# `--unlock` reads the keyring's password from standard input and makes the login keyring when there is none.
UNLOCK = "printf 'keyring password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "


def in_a_session(folder: Path, *scripts: str, before: str = "", variables: dict[str, str] | None = None) -> Any:
    """What each script says, run one after another in a D-Bus session with a home of its own."""
    for name in ("home", "runtime", "data", "config", "cache"):
        (folder / name).mkdir(mode=0o700, exist_ok=True)
    commands = before
    for number, script in enumerate(scripts):
        path = folder / f"script{number}.py"
        path.write_text(textwrap.dedent(PRELUDE) + textwrap.dedent(script))
        commands += f"{sys.executable} {path} && "
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": str(ROOT),
        "HOME": str(folder / "home"),
        "XDG_RUNTIME_DIR": str(folder / "runtime"),
        "XDG_DATA_HOME": str(folder / "data"),
        "XDG_CONFIG_HOME": str(folder / "config"),
        "XDG_CACHE_HOME": str(folder / "cache"),
        **(variables or {}),
    }
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", commands + "true"],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    answers = [json.loads(line) for line in done.stdout.splitlines() if line.startswith("{")]
    assert len(answers) == len(scripts), done.stderr
    return answers


@needs_gnome_keyring
def test_a_real_keyring_keeps_a_key_from_one_process_to_the_next(tmp_path: Path) -> None:
    stored, fetched = in_a_session(
        tmp_path,
        """
        missing = told(lambda: keys.fetch(vault))
        keys.store(vault, bytearray(32))
        keys.store(vault, key)
        say(name=keys.backend_name(), available=keys.available(), missing=missing)
        """,
        """
        same = keys.fetch(vault) == key
        keys.forget(vault)
        keys.forget(vault)
        say(same=same, missing=told(lambda: keys.fetch(vault)))
        """,
        before=UNLOCK,
    )
    assert stored == {"name": "Secret Service", "available": True, "missing": "keyring-key-missing"}
    assert fetched == {"same": True, "missing": "keyring-key-missing"}


@needs_gnome_keyring
def test_a_real_keyring_works_where_only_local_sockets_may_be_made(tmp_path: Path) -> None:
    (answer,) = in_a_session(
        tmp_path,
        """
        import socket
        from allydesk import offline
        offline.install()
        try:
            socket.socket(socket.AF_INET)
            blocked = False
        except PermissionError:
            blocked = True
        keys.store(vault, key)
        say(blocked=blocked, same=keys.fetch(vault) == key)
        """,
        before=UNLOCK,
    )
    assert answer == {"blocked": True, "same": True}


@needs_gnome_keyring
def test_a_configuration_file_or_a_variable_chooses_no_other_keyring(tmp_path: Path) -> None:
    settings = tmp_path / "config" / "python_keyring"
    settings.mkdir(parents=True)
    loaded = tmp_path / "loaded"
    (tmp_path / "planted.py").write_text(f"open({str(loaded)!r}, 'w').close()\n")
    (settings / "keyringrc.cfg").write_text(f"[backend]\ndefault-keyring=planted.Keyring\nkeyring-path={tmp_path}\n")
    answer, control = in_a_session(
        tmp_path,
        """
        import secretstorage
        name, keyring = find_keyring()
        keys.store(vault, key)
        collection = secretstorage.get_default_collection(secretstorage.dbus_init())
        items = len(list(collection.search_items({"service": "Allydesk test"})))
        say(kind=type(keyring).__module__, own=vars(keyring), same=keys.fetch(vault) == key, items=items)
        """,
        f"""
        import contextlib, os, keyring
        from pathlib import Path
        before = Path({str(loaded)!r}).exists()
        chosen = type(keyring.get_keyring()).__module__
        keyring.core._keyring_backend = None
        del os.environ["PYTHON_KEYRING_BACKEND"]
        with contextlib.suppress(Exception):
            keyring.get_keyring()
        say(before=before, chosen=chosen, after=Path({str(loaded)!r}).exists())
        """,
        before=UNLOCK,
        variables={
            "PYTHON_KEYRING_BACKEND": "keyring.backends.null.Keyring",
            "KEYRING_PROPERTY_PREFERRED_COLLECTION": "/org/freedesktop/secrets/collection/session",
            "KEYRING_PROPERTY_SCHEME": "KeePassXC",
        },
    )
    assert answer == {"kind": "keyring.backends.SecretService", "own": {}, "same": True, "items": 1}
    # What the library would have done by itself: taken the null keyring, and run the planted file.
    assert control == {"before": False, "chosen": "keyring.backends.null", "after": True}


@needs_gnome_keyring
def test_a_session_without_a_keyring_says_so_at_once(tmp_path: Path) -> None:
    # A bus that can start nothing, so that D-Bus does not bring a daemon up by itself.
    (answer,) = in_a_session(
        tmp_path,
        """
        import os
        os.environ["DBUS_SESSION_BUS_ADDRESS"] = "unix:path=" + os.environ["XDG_RUNTIME_DIR"] + "/nothing"
        say(available=keys.available(), name=keys.backend_name(), store=told(lambda: keys.store(vault, key)),
            fetch=told(lambda: keys.fetch(vault)), forget=told(lambda: keys.forget(vault)))
        """,
    )
    assert answer == {
        "available": False,
        "name": None,
        "store": "keyring-unavailable",
        "fetch": "keyring-unavailable",
        "forget": "keyring-unavailable",
    }


@needs_gnome_keyring
def test_a_real_keyring_that_stops_answering_does_not_stop_us(tmp_path: Path) -> None:
    (answer,) = in_a_session(
        tmp_path,
        """
        import os, signal
        from pathlib import Path
        keys.store(vault, key)

        def is_ours(process):
            try:
                command = (process / "cmdline").read_bytes()
                surroundings = (process / "environ").read_bytes()
            except OSError:
                return False
            return b"gnome-keyring-daemon" in command and os.environ["HOME"].encode() in surroundings

        daemons = [int(process.name) for process in Path("/proc").glob("[0-9]*") if is_ours(process)]
        for daemon in daemons:
            os.kill(daemon, signal.SIGSTOP)
        hasty = DeviceKeys(service="Allydesk test", timeout_seconds=0.5)
        fetch = told(lambda: hasty.fetch(vault))
        for daemon in daemons:
            os.kill(daemon, signal.SIGCONT)
        hasty._latest.join(20)
        say(daemons=len(daemons) > 0, fetch=fetch, later=hasty.fetch(vault) == key)
        """,
        before=UNLOCK,
    )
    assert answer == {"daemons": True, "fetch": "keyring-unavailable", "later": True}


@needs_gnome_keyring
def test_a_real_keyring_that_is_locked_with_nobody_to_ask_is_unavailable(tmp_path: Path) -> None:
    (answer,) = in_a_session(
        tmp_path,
        """
        hasty = DeviceKeys(service="Allydesk test", timeout_seconds=2)
        say(fetch=told(lambda: hasty.fetch(vault)))
        """,
        before="gnome-keyring-daemon --start --components=secrets >/dev/null 2>&1; ",
    )
    assert answer == {"fetch": "keyring-unavailable"}


def test_looking_for_a_keyring_never_raises_here() -> None:
    found = find_keyring()
    assert found is None or found[0] in {"Secret Service", "KWallet", "macOS Keychain", "Windows Credential Manager"}


def test_the_library_is_not_loaded_before_it_is_needed() -> None:
    script = "import sys, allydesk.storage.device; sys.exit('keyring' in sys.modules)"
    assert subprocess.run([sys.executable, "-c", script], cwd=ROOT, check=False).returncode == 0
