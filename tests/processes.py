"""Other processes for tests: a fresh interpreter for one script, and children that are born in a millisecond."""

import json
import os
import random
import shutil
import signal
import subprocess
import sys
import traceback
from collections.abc import Callable, Mapping, Sequence
from pathlib import Path
from typing import Any, Self

import pytest

ROOT = Path(__file__).parents[1]


def run_script(script: str, *arguments: str, before: Sequence[str] = ()) -> list[str]:
    """The lines that a script prints in a Python of its own; `before` is a command that ends in running another."""
    ran = subprocess.run(
        [*before, sys.executable, "-c", script, *arguments], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout.splitlines()


def in_own_mounts(commands: str) -> list[str]:
    """What to put before a command so that `commands` (of a shell) change its mounts, and nobody else's.

    Skips the test where this is not to be had: elsewhere than on Linux, or where users may not do it.
    """
    unshare = shutil.which("unshare")
    if unshare is None:
        pytest.skip("there is no unshare here")
    own = [unshare, "--mount"] if os.geteuid() == 0 else [unshare, "--mount", "--map-root-user"]
    if subprocess.run([*own, "true"], capture_output=True, check=False).returncode:
        pytest.skip("mounts of one's own are not allowed here")
    return [*own, "sh", "-e", "-c", commands + '\nexec "$@"', "sh"]


class Child:
    """A process that may be killed at any moment; `lines` is what it has said up to now."""

    def __init__(self, nursery: "Nursery") -> None:
        self._nursery = nursery
        self._pid = 0
        self._gone = False
        self.was_killed = False
        """False if it had come to its end before."""
        self.lines: list[str] = []

    def hear(self, count: int) -> Self:
        """Wait until it has said that many lines or is gone."""
        while not self._pid or (len(self.lines) < count and not self._gone):
            self._take(self._nursery.next_line())
        return self

    def hear_all(self) -> Self:
        """Wait until it is gone."""
        while not self._gone:
            self._take(self._nursery.next_line())
        return self

    def kill(self) -> Self:
        """Kill it as a power cut would, and take what it had said by then."""
        # The nursery reaps it only when it bears the next one, so the number cannot be anybody else's by now.
        os.kill(self._pid, signal.SIGKILL)
        return self.hear_all()

    def _take(self, line: str) -> None:
        kind, _, rest = line.partition(" ")
        if kind == "born":
            self._pid = int(rest)
        elif kind == "gone":
            self._gone, self.was_killed = True, rest == "killed"
        else:
            self.lines.append(rest)


class Nursery:
    """A process with everything imported, of which each child is a fork: one at a time.

    `module` has a dictionary `DEEDS` of functions that children run, with keyword arguments that JSON can hold; they
    speak by `say`.
    """

    def __init__(self, module: str) -> None:
        script = f"from {module} import DEEDS\nfrom tests.processes import serve\nserve(DEEDS)"
        self._process = subprocess.Popen(
            [sys.executable, "-c", script], cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
        )

    def __enter__(self) -> Self:
        return self

    def __exit__(self, *_: object) -> None:
        self._process.communicate()

    def bear(self, deed: str, **arguments: object) -> Child:
        """A child that does that."""
        assert self._process.stdin is not None
        self._process.stdin.write(json.dumps({"deed": deed, **arguments}) + "\n")
        self._process.stdin.flush()
        return Child(self)

    def next_line(self) -> str:
        """The next thing that the nursery or its child says."""
        assert self._process.stdout is not None
        line = self._process.stdout.readline()
        assert line, "the nursery has died"
        return line.rstrip("\n")


def serve(deeds: Mapping[str, Callable[..., object]]) -> None:
    """The nursery's side."""
    child = 0
    for line in sys.stdin:
        if child:
            os.waitpid(child, 0)
        order: dict[str, Any] = json.loads(line)
        child = os.fork()
        if child == 0:
            status = 1
            try:
                deeds[order.pop("deed")](**order)
                status = 0
            finally:
                # What the child inherited is not its to clean up. A traceback goes where errors go.
                if status:
                    traceback.print_exc()
                os._exit(status)
        _write(f"born {child}")
        ended = os.waitid(os.P_PID, child, os.WEXITED | os.WNOWAIT)
        _write(f"gone {'killed' if ended and ended.si_code == os.CLD_KILLED else 'ended'}")


def say(line: str) -> None:
    """Said by a child: heard even if it is killed at once."""
    _write(f"said {line}")


def _write(line: str) -> None:
    # One system call, so that lines of two processes never mix.
    os.write(1, (line + "\n").encode())


def be_busy(turns: int) -> int:
    """Some work that is no sleep: so much later, yet no time is named."""
    return sum(turn & 1 for turn in range(turns))


def busy_turns(choices: random.Random, *, most: int) -> int:
    """A number of turns from 0 to `most`, small ones as likely as large ones."""
    return int(most ** choices.random()) if choices.random() < 0.8 else 0
