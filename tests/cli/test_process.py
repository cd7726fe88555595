"""The command line as a shell runs it: processes, pipes and exit statuses."""

import fcntl
import os
import re
import shutil
import signal
import struct
import subprocess
import sys
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from allydesk.storage.header import HEADER_NAME, TWIN_NAME
from allydesk.storage.opened import DATABASE_FILE
from tests.cli.conftest import Originals
from tests.cli.line import CommandLine
from tests.persons import Person, Ran, person, stop, unread, wait_until
from tests.processes import in_own_mounts
from tests.vaults import PASSPHRASE, new_vault, written

_LOCKED_BYTES = 0x4000_0000
"""Where SQLite locks its files."""


@pytest.fixture
def someone(tmp_path: Path) -> Person:
    return person(tmp_path / "home")


def is_held(database: Path) -> bool:
    """Whether some other process has the database open for writing."""
    with database.open("rb+") as file:
        asked = struct.pack("hhqqi", fcntl.F_WRLCK, os.SEEK_SET, _LOCKED_BYTES, 512, 0)
        kind: int = struct.unpack("hhqqi", fcntl.fcntl(file, fcntl.F_GETLK, asked))[0]
        return kind != fcntl.F_UNLCK


@contextmanager
def waiting_for_text(someone: Person, vault: Path, secret: str) -> Iterator["subprocess.Popen[bytes]"]:
    """`add`, with the vault open, the secret read, and no text yet."""
    process = someone.start("add", "--recovery-key", vault, "--title", "Waited for")
    try:
        assert process.stdin is not None
        process.stdin.write(secret.encode() + b"\n")
        process.stdin.flush()
        wait_until(lambda: unread(process) == 0 and is_held(vault / DATABASE_FILE), "the vault is open")
        yield process
    finally:
        stop(process)


def refused(ran: Ran, status: int, words: str) -> None:
    """It failed with this status and one sentence, and nothing on standard output."""
    assert ran.status == status, ran.complaint
    assert ran.out == b""
    assert re.fullmatch(r"allydesk: [^\n]*\.\n", ran.complaint)
    assert words in ran.complaint


def test_every_kind_of_failure_has_its_status(someone: Person, vault: Path, originals: Originals) -> None:
    refused(someone.run("list", vault, typed="not the passphrase\n"), 3, "does not open")
    refused(someone.run("list", vault), 2, "there was none")
    refused(someone.run("add", vault, "--date", "soon", typed=PASSPHRASE), 2, "not a date")
    refused(someone.run("list", someone.home, typed=PASSPHRASE), 1, "no vault")
    usage = someone.run("list")
    assert (usage.status, usage.out) == (2, b"")
    assert "Traceback" not in usage.complaint
    with waiting_for_text(someone, vault, originals.key):
        refused(someone.run("list", "--recovery-key", vault, typed=originals.key), 5, "somewhere else")
    for name in (HEADER_NAME, TWIN_NAME):
        (vault / name).write_bytes(b"no header")
    refused(someone.run("list", vault, typed=PASSPHRASE), 4, "damaged")


def test_no_secret_is_to_be_seen_from_outside_while_a_vault_is_open(
    someone: Person, vault: Path, originals: Originals
) -> None:
    with waiting_for_text(someone, vault, originals.key) as process:
        place = Path(f"/proc/{process.pid}")
        seen = (place / "cmdline").read_bytes()
        if os.geteuid() == 0:
            seen += (place / "environ").read_bytes()
        else:
            with pytest.raises(PermissionError):
                (place / "environ").read_bytes()
        assert b"Waited for" in seen
        assert not any(line.encode() in seen for line in originals.key.splitlines())
        assert re.search(r"Max core file size +0 +0 ", (place / "limits").read_text())
        assert "\nSeccomp:\t2\n" in (place / "status").read_text()
        out, err = process.communicate(b"Text, at last.\n")
        assert (process.returncode, err) == (0, b"")
    entry = out.decode().strip()
    shown = someone.run("show", "--recovery-key", vault, entry, typed=originals.key).text
    assert shown.endswith("\n\nText, at last.\n")
    assert not (vault / f"{DATABASE_FILE}-journal").exists()


def test_ctrl_c_stops_without_a_traceback_and_adds_nothing(someone: Person, vault: Path, originals: Originals) -> None:
    with waiting_for_text(someone, vault, originals.key) as process:
        process.send_signal(signal.SIGINT)
        _, err = process.communicate()
    assert process.returncode == 130
    assert err == b"allydesk: Stopped.\n"
    assert someone.run("list", "--recovery-key", vault, "--json", typed=originals.key).out == b"[]\n"


def test_what_a_kill_cuts_off_was_never_there(someone: Person, vault: Path, originals: Originals) -> None:
    with waiting_for_text(someone, vault, originals.key) as process:
        process.send_signal(signal.SIGTERM)
        process.communicate()
    assert process.returncode == -signal.SIGTERM
    assert someone.run("list", "--recovery-key", vault, "--json", typed=originals.key).out == b"[]\n"


def test_a_folder_that_may_only_be_read_is_told(someone: Person, vault: Path, originals: Originals) -> None:
    before = in_own_mounts(f"mount --bind '{vault}' '{vault}'\nmount -o remount,bind,ro '{vault}'")
    ran = someone.run("list", "--recovery-key", vault, typed=originals.key, within=before)
    refused(ran, 1, "may not write")


def test_text_passes_through_real_pipes_to_the_byte(someone: Person, vault: Path, originals: Originals) -> None:
    text = "line\n\n\ttab \u202eright to left\u202c 🌧️ \x1b[1m\n".encode() * 20_000 + b"no line end"
    typed = originals.key.encode() + b"\n" + text
    entry = someone.run("add", "--recovery-key", vault, typed=typed).text.strip()
    shown = someone.run("show", "--recovery-key", vault, entry, typed=originals.key).out
    assert shown.partition(b"\n\n")[2] == text + b"\n"


def test_a_journal_goes_in_is_found_and_comes_out(someone: Person, vault: Path, originals: Originals) -> None:
    (someone.home / "old.txt").write_text("[2026-01-05 08:00] Snow. Quiet @winter\n")
    script = f"""
    say() {{ printf '%s\\n' '{originals.key}'; }}
    say | $ALLYDESK import --recovery-key '{vault}' old.txt &&
    say | $ALLYDESK search --recovery-key '{vault}' 'tag:winter' &&
    say | $ALLYDESK export --recovery-key '{vault}' out --format json &&
    say | $ALLYDESK verify --recovery-key '{vault}'
    """
    ran = someone.script(script)
    assert ran.status == 0, ran.complaint
    assert ran.text.startswith("1 entry brought in, 0 already there.\n")
    assert "1 entry written to out.\nNo damage was found.\n" in ran.text


# Readers that go, and disks that are full


@pytest.fixture(scope="module")
def long_list(tmp_path_factory: pytest.TempPathFactory) -> tuple[Path, str]:
    """A vault whose list is longer than a pipe holds, and its recovery key."""
    vault = new_vault(tmp_path_factory.mktemp("long") / "Long.allydesk")
    key = "\n".join(vault.add_recovery_key())
    vault.journal.add_all(written("2026-01-01", f"{number} " + "a long title " * 8) for number in range(1500))
    vault.lock()
    return vault.folder, key


def test_a_reader_that_has_enough_is_no_error(someone: Person, long_list: tuple[Path, str]) -> None:
    vault, key = long_list
    ran = someone.script(f"printf '%s\\n' '{key}' | $ALLYDESK list --recovery-key '{vault}' | head -1")
    assert ran.status == 0
    assert ran.text.count("\n") == 1
    assert ran.err == b""


def into(someone: Person, output: int, *arguments: str | Path, typed: str) -> tuple[int, str]:
    """The status and the complaint of a command whose standard output is this descriptor."""
    ran = subprocess.run(
        someone.command(*arguments), cwd=someone.home, env=someone.environment, input=typed.encode(), stdout=output,
        stderr=subprocess.PIPE, check=False,
    )  # fmt: skip
    return ran.returncode, ran.stderr.decode()


def test_a_reader_that_has_gone_is_no_crash(someone: Person, reading: Path, originals: Originals) -> None:
    commands: tuple[tuple[str | Path, ...], ...] = (("list", "--recovery-key", reading), ("slots", reading, "list"))
    for arguments in commands:
        reader, writer = os.pipe()
        os.close(reader)
        try:
            assert into(someone, writer, *arguments, typed=originals.key) == (1, "")
        finally:
            os.close(writer)


def test_a_full_disk_is_told_in_words(someone: Person, reading: Path, long_list: tuple[Path, str]) -> None:
    full = os.open("/dev/full", os.O_WRONLY)
    vault, key = long_list
    try:
        told = (1, "allydesk: The disk is full.\n")
        assert into(someone, full, "slots", reading, "list", typed="") == told
        assert into(someone, full, "list", "--recovery-key", vault, typed=key) == told
    finally:
        os.close(full)


def test_streams_that_are_closed_are_no_crash(someone: Person, reading: Path) -> None:
    no_input = someone.script(f"$ALLYDESK list '{reading}' <&-")
    refused(no_input, 2, "there was none")
    nowhere = someone.script(f"$ALLYDESK slots '{reading}' list >&-")
    assert (nowhere.status, nowhere.err) == (0, b"")


# Around it


@pytest.mark.parametrize("zone", ["US/Pacific-New", "Mars/Olympus", "CET-1CEST,M3.5.0,M10.5.0/3", "../../etc/passwd"])
def test_a_time_zone_that_is_not_there_is_no_obstacle(
    tmp_path: Path, vault: Path, originals: Originals, zone: str
) -> None:
    someone = person(tmp_path / "home", TZ=zone)
    ran = someone.run("add", "--recovery-key", vault, typed=originals.key + "\ntext")
    assert ran.status == 0, ran.complaint
    line = CommandLine(tmp_path, originals.key)
    (listed,) = line.good("list", vault, "--json").json
    assert re.search(r"[+-]\d\d:\d\d$", listed["created"])


def test_commands_leave_nothing_behind_but_what_they_are_for(
    someone: Person, vault: Path, originals: Originals
) -> None:
    typed = originals.key + "\nzebra text"
    assert someone.run("add", "--recovery-key", vault, "--title", "zebra", typed=typed).status == 0
    assert someone.run("search", "--recovery-key", vault, "zebra", typed=originals.key).status == 0
    files = {file.relative_to(someone.home): file for file in someone.home.rglob("*") if file.is_file()}
    state = Path(".local/state/allydesk")
    assert set(files) == {state / "vaults.json", state / "log" / "allydesk.log"}
    for file in files.values():
        assert file.stat().st_mode & 0o077 == 0
        assert b"zebra" not in file.read_bytes()
        assert vault.name.encode() not in file.read_bytes()


def imported(someone: Person, *arguments: str | Path, typed: str = "") -> set[str]:
    """The top packages that a command imports."""
    environment = {**someone.environment, "PYTHONPROFILEIMPORTTIME": "1"}
    ran = subprocess.run(
        someone.command(*arguments), env=environment, input=typed.encode(), capture_output=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    modules = re.findall(rb"^import time:[^|]*\|[^|]*\| +([\w.]+)$", ran.stderr, flags=re.MULTILINE)
    assert b"argparse" in modules
    return {module.decode().partition(".")[0] for module in modules}


def test_a_command_imports_no_more_than_it_needs(someone: Person, reading: Path, originals: Originals) -> None:
    heavy = {"PySide6", "shiboken6", "sqlalchemy", "sqlcipher3", "cryptography", "keyring"}
    for arguments in (["--version"], ["--help"], ["add", "--help"]):
        assert imported(someone, *arguments) & heavy == set()
    assert imported(someone, "slots", reading, "list") & {"PySide6", "shiboken6", "keyring"} == set()
    assert imported(someone, "list", "--recovery-key", reading, typed=originals.key) & heavy == {
        "sqlalchemy", "sqlcipher3", "cryptography",
    }  # fmt: skip


def test_the_version_is_one_line(someone: Person) -> None:
    ran = someone.run("--version")
    assert ran.status == 0
    assert re.fullmatch(r"allydesk \d+\.\d+\S*\n", ran.text)


def test_the_installed_command_is_the_same(someone: Person) -> None:
    script = Path(sys.executable).with_name("allydesk")
    if not script.exists():
        pytest.skip("the package is not installed here")
    ran = subprocess.run([script, "--version"], env=someone.environment, capture_output=True, check=False)
    assert ran.stdout == someone.run("--version").out


def test_interpreters_of_another_locale_say_the_same(tmp_path: Path, reading: Path, originals: Originals) -> None:
    plain = person(tmp_path / "home", LC_ALL="C", LANG="C", PYTHONUTF8="0", PYTHONCOERCECLOCALE="0")
    ran = plain.run("list", "--recovery-key", reading, typed=originals.key)
    assert ran.status == 0, ran.complaint
    assert "Ein Wort: Übung" in ran.text


def test_a_vault_whose_name_is_no_text_is_a_vault(someone: Person, originals: Originals) -> None:
    odd = someone.home / os.fsdecode(b"na\xefve \xff.allydesk")
    shutil.copytree(originals.filled, odd)
    assert someone.run("list", "--recovery-key", odd, "--json", typed=originals.key).status == 0
    made = someone.run("backup", "--recovery-key", odd, typed=originals.key)
    assert made.status == 0, made.complaint
