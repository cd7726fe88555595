"""A person of a test's own: a home, a screen or none, and Allydesk as they would start it."""

import fcntl
import os
import signal
import struct
import subprocess
import sys
import termios
import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from pathlib import Path

ROOT = Path(__file__).parents[1]

PATIENCE = 30
"""Seconds after which a test gives a condition up. Far more than it takes; a busy machine is no failure."""


def wait_until(condition: Callable[[], bool], what: str) -> None:
    """Look again and again until it is so."""
    end = time.monotonic() + PATIENCE
    while not condition():
        assert time.monotonic() < end, f"never came to be: {what}"
        time.sleep(0.005)  # between two looks; nothing counts on its length


@dataclass(frozen=True)
class Ran:
    """What a command said, and its exit status."""

    status: int
    out: bytes
    err: bytes

    @property
    def text(self) -> str:
        return self.out.decode()

    @property
    def complaint(self) -> str:
        return self.err.decode()


@dataclass(frozen=True)
class Person:
    """`home` is all that Allydesk may see of this machine's homes."""

    home: Path
    variables: Mapping[str, str] = field(default_factory=dict)

    @property
    def config(self) -> Path:
        return self.home / ".config"

    @property
    def state(self) -> Path:
        return self.home / ".local" / "state"

    @property
    def environment(self) -> dict[str, str]:
        """No display, no session, and nothing of whoever runs the tests."""
        kept = {name: os.environ[name] for name in ("PATH", "LANG", "PYTHONDONTWRITEBYTECODE") if name in os.environ}
        return {
            **kept,
            "PYTHONPATH": str(ROOT),
            "HOME": str(self.home),
            "XDG_CONFIG_HOME": str(self.config),
            "XDG_STATE_HOME": str(self.state),
            "XDG_DATA_HOME": str(self.home / ".local" / "share"),
            "XDG_CACHE_HOME": str(self.home / ".cache"),
            "XDG_RUNTIME_DIR": str(self.home / "runtime"),
            "TMPDIR": str(self.home / "tmp"),
            "TZ": "Europe/Zurich",
            **self.variables,
        }

    def command(self, *arguments: str | Path) -> list[str]:
        """The words that start Allydesk."""
        return [sys.executable, "-m", "allydesk", *map(str, arguments)]

    def start(self, *arguments: str | Path, within: Sequence[str] = ()) -> "subprocess.Popen[bytes]":
        """Allydesk, running, each of its streams a pipe; `within` is a command that ends in running another."""
        return subprocess.Popen(
            [*within, *self.command(*arguments)],
            cwd=self.home,
            env=self.environment,
            stdin=subprocess.PIPE,
            stdout=subprocess.PIPE,
            stderr=subprocess.PIPE,
        )

    def run(self, *arguments: str | Path, typed: bytes | str = b"", within: Sequence[str] = ()) -> Ran:
        """A command from start to end, with `typed` on its standard input."""
        with self.start(*arguments, within=within) as process:
            sent = typed.encode() if isinstance(typed, str) else typed
            out, err = process.communicate(sent, timeout=10 * PATIENCE)
        return Ran(process.returncode, out, err)

    def script(self, commands: str) -> Ran:
        """A shell's commands, in which `$ALLYDESK` starts it."""
        variables = {**self.environment, "ALLYDESK": " ".join(self.command())}
        ran = subprocess.run(
            ["sh", "-c", commands],
            cwd=self.home,
            env=variables,
            capture_output=True,
            timeout=10 * PATIENCE,
            check=False,
        )
        return Ran(ran.returncode, ran.stdout, ran.stderr)


def person(home: Path, **variables: str) -> Person:
    """Somebody whose home is there, and empty."""
    for folder in (home, home / "tmp", home / "runtime"):
        folder.mkdir(mode=0o700, parents=True, exist_ok=True)
    return Person(home, variables)


def unread(process: "subprocess.Popen[bytes]") -> int:
    """How many bytes wait on a process's standard input."""
    assert process.stdin is not None
    answer = fcntl.ioctl(process.stdin.fileno(), termios.FIONREAD, b"\0" * 4)
    count: int = struct.unpack("i", answer)[0]
    return count


def stop(process: "subprocess.Popen[bytes]") -> None:
    """End a process that a test has left running."""
    if process.poll() is None:
        process.send_signal(signal.SIGKILL)
    process.communicate()
