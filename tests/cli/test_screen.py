"""The command line at a real terminal: what is asked for, what is shown while it is typed, and what is let through."""

import fcntl
import os
import pty
import select
import shutil
import subprocess
import termios
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from tests.cli.conftest import Originals
from tests.cli.line import CommandLine
from tests.persons import PATIENCE, Person, person, stop
from tests.vaults import PASSPHRASE

pytestmark = pytest.mark.skipif(shutil.which("setsid") is None, reason="setsid is not installed")


class Screen:
    """A terminal with Allydesk running in it."""

    def __init__(self, process: "subprocess.Popen[bytes]", keyboard: int) -> None:
        self.process = process
        self._keyboard = keyboard
        self._shown = b""
        self.everything = b""

    def wait_for(self, words: str) -> None:
        """Until these words have been shown after what was waited for before."""
        end = time.monotonic() + PATIENCE
        while words.encode() not in self._shown:
            assert time.monotonic() < end, f"{words!r} was never shown, but {self._shown!r}"
            if not self._read():
                break
        before, found, self._shown = self._shown.partition(words.encode())
        assert found, f"{words!r} was never shown, but {before!r}"

    def type(self, keys: str) -> None:
        os.write(self._keyboard, keys.encode())

    def echoes(self) -> bool:
        return bool(termios.tcgetattr(self._keyboard)[3] & termios.ECHO)

    def end(self) -> int:
        """The exit status, once everything that was shown has been read."""
        while self._read():
            pass
        return self.process.wait(PATIENCE)

    def _read(self) -> bool:
        ready, _, _ = select.select([self._keyboard], [], [], PATIENCE)
        assert ready, f"nothing more came after {self._shown!r}"
        try:
            piece = os.read(self._keyboard, 65536)
        except OSError:  # Linux says so when nobody has the terminal open any more
            piece = b""
        self._shown += piece
        self.everything += piece
        return bool(piece)


@contextmanager
def at_a_screen(someone: Person, *arguments: str | Path) -> Iterator[Screen]:
    """Allydesk with a terminal for all its streams, in a session of its own."""
    keyboard, screen = pty.openpty()
    fcntl.fcntl(keyboard, fcntl.F_SETFD, fcntl.FD_CLOEXEC)
    process = subprocess.Popen(
        ["setsid", "--ctty", "--wait", *someone.command(*arguments)],
        cwd=someone.home, env=someone.environment, stdin=screen, stdout=screen, stderr=screen,
    )  # fmt: skip
    os.close(screen)
    try:
        yield Screen(process, keyboard)
    finally:
        stop(process)
        os.close(keyboard)


@pytest.fixture
def someone(tmp_path: Path) -> Person:
    return person(tmp_path / "home")


def test_a_vault_is_made_at_a_terminal_with_the_passphrase_unseen_and_asked_twice(someone: Person) -> None:
    with at_a_screen(someone, "create", "Mine.allydesk") as screen:
        screen.wait_for("New passphrase: ")
        assert not screen.echoes()
        screen.type(f"{PASSPHRASE}\n")
        screen.wait_for("New passphrase, once more: ")
        assert not screen.echoes()
        screen.type(f"{PASSPHRASE}\n")
        screen.wait_for("Made the vault Mine.allydesk.")
        assert screen.end() == 0
        assert PASSPHRASE.encode() not in screen.everything
        assert screen.everything.count(b"\n") == 4
    vault = someone.home / "Mine.allydesk"
    assert vault.stat().st_mode & 0o077 == 0
    assert sorted(file.name for file in vault.iterdir()) == ["header.bak", "header.json", "vault.db"]
    (slot,) = CommandLine(someone.home, "").raw("slots", vault, "list", "--json").json
    assert slot["kind"] == "passphrase"
    opened = CommandLine(someone.home, "").by_passphrase("list", vault, "--json")
    assert (opened.status, opened.out) == (0, "[]\n")


def test_two_passphrases_that_differ_make_nothing(someone: Person) -> None:
    with at_a_screen(someone, "create", "Mine.allydesk") as screen:
        screen.wait_for("New passphrase: ")
        screen.type("one thing\n")
        screen.wait_for("once more: ")
        screen.type("another\n")
        screen.wait_for("allydesk: The two passphrases differ. Nothing was changed.")
        assert screen.end() == 2
    assert not (someone.home / "Mine.allydesk").exists()


def test_an_entry_is_written_at_a_terminal(someone: Person, vault: Path, originals: Originals) -> None:
    with at_a_screen(someone, "add", "--recovery-key", vault, "--title", "At a terminal") as screen:
        for number, key_line in enumerate(originals.key.splitlines(), 1):
            screen.wait_for(f"Recovery key, line {number}: ")
            assert not screen.echoes()
            screen.type(f"{key_line}\n")
        screen.wait_for("Ctrl+D")
        assert screen.echoes()
        screen.type("Two lines,\nas they were typed.\n\x04")
        assert screen.end() == 0
        assert not any(line.encode() in screen.everything for line in originals.key.splitlines())
    line = CommandLine(someone.home, originals.key)
    (entry,) = line.good("list", vault, "--json").json
    shown = line.good("show", vault, entry["id"], "--json").json
    assert (shown["title"], shown["text"]) == ("At a terminal", "Two lines,\nas they were typed.")


@pytest.mark.parametrize(
    ("key", "status", "words"), [("\x04", 2, "Nothing was typed"), ("\x03", 130, "Stopped")], ids=["ctrl-d", "ctrl-c"]
)
def test_who_will_not_say_the_passphrase_gets_the_terminal_back(
    someone: Person, reading: Path, key: str, status: int, words: str
) -> None:
    with at_a_screen(someone, "list", reading) as screen:
        screen.wait_for("Passphrase: ")
        screen.type(key)
        screen.wait_for(words)
        assert screen.echoes()
        assert screen.end() == status
        assert b"Traceback" not in screen.everything


def test_a_title_cannot_command_a_real_terminal(someone: Person, vault: Path, originals: Originals) -> None:
    line = CommandLine(someone.home, originals.key)
    line.good("add", vault, "--title", "\x1b]0;owned\x07\x1b[2J\x9b31m", then="text")
    with at_a_screen(someone, "list", "--recovery-key", vault) as screen:
        screen.wait_for("line 1: ")
        screen.type(" ".join(originals.key.splitlines()) + "\n")
        screen.wait_for("owned")
        assert screen.end() == 0
        assert b"\x1b" not in screen.everything
        assert b"\xc2\x9b" not in screen.everything
        assert b"\x07" not in screen.everything


def test_a_list_that_goes_into_a_file_still_asks_at_the_terminal(someone: Person, reading: Path) -> None:
    file = someone.home / "list.txt"
    keyboard, screen = pty.openpty()
    with file.open("wb") as output:
        process = subprocess.Popen(
            ["setsid", "--ctty", "--wait", *someone.command("list", reading)],
            cwd=someone.home, env=someone.environment, stdin=screen, stdout=output, stderr=screen,
        )  # fmt: skip
    os.close(screen)
    try:
        asking = Screen(process, keyboard)
        asking.wait_for("Passphrase: ")
        asking.type(f"{PASSPHRASE}\n")
        assert asking.end() == 0
    finally:
        stop(process)
        os.close(keyboard)
    assert file.read_text().count("\n") == 3
