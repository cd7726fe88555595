"""The command line without a process around it: the real commands, on streams that a test holds."""

import io
import json
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import tzinfo
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from allydesk.cli import main
from allydesk.cli.services import Services
from allydesk.cli.terminal import Terminal
from tests.vaults import PASSPHRASE, TestClock, written

ZONE = ZoneInfo("Europe/Zurich")

ENTRIES = (
    written("2025-03-01T08:00+01:00", "A bus in the rain", "The *second* stop was flooded.", ("rain", "travel")),
    written("2026-02-14T21:14+01:00", "", "No title, and a line\nbelow it about rain.", ("rain",)),
    written("2026-11-20T23:59-08:00", "Ein Wort: Übung", "naïve, e\u0301 and 🌧️", ()),
)
"""Oldest first."""


def no_window(_folder: Path | None) -> int:
    raise AssertionError("no window was asked for")


def no_pictures(_folder: Path) -> int:
    raise AssertionError("no pictures were asked for")


def no_drawing() -> Any:
    raise AssertionError("nothing was to be drawn")


class Screen(io.StringIO):
    """Standard output that is a terminal."""

    def isatty(self) -> bool:
        return True


@dataclass(frozen=True)
class Said:
    """What a command said, and its exit status."""

    status: int
    out: str
    err: str

    @property
    def json(self) -> Any:
        return json.loads(self.out)

    def refused(self, status: int, words: str) -> None:
        """It failed with this status and one sentence, and nothing on standard output."""
        assert self.status == status, self.err
        assert self.out == ""
        assert self.err.startswith("allydesk: ")
        assert self.err.count("\n") == 1
        assert self.err.endswith(".\n")
        assert words in self.err


@dataclass
class CommandLine:
    """Runs commands. `folder` is where the machine's memory lies; `zone` is the person's.

    `key` is the recovery key of the vaults. It costs nothing to open a vault with, as a passphrase is made to.
    """

    folder: Path
    key: str
    clock: Callable[[], Any] = field(default_factory=TestClock)
    zone: tzinfo = ZONE
    open_demo: Callable[[Path | None], int] = no_window
    render: Callable[[Path], int] = no_pictures
    drawing: Callable[[], Any] = no_drawing

    def services(self) -> Services:
        return Services(
            clock=self.clock,
            zone=self.zone,
            zone_name=getattr(self.zone, "key", ""),
            state_file=self.folder / "state.json",
            log_file=self.folder / "log",
            open_demo=self.open_demo,
            render=self.render,
            drawing=self.drawing,
            locale="en_GB",
        )

    def raw(self, *arguments: str | Path, typed: str | bytes = b"", screen: bool = False) -> Said:
        """A command with `typed` on its standard input, its output on a screen or not."""
        out, err = Screen() if screen else io.StringIO(), io.StringIO()
        stdin = io.BytesIO(typed.encode() if isinstance(typed, str) else typed)
        terminal = Terminal(stdin=stdin, stdout=out, stderr=err, asks=False)
        parsed = main.parse(list(map(str, arguments)))
        status = main.run(parsed, terminal=terminal, services=self.services())
        return Said(status, out.getvalue(), err.getvalue())

    def __call__(
        self, command: str, vault: Path, *arguments: str | Path, then: str | bytes = b"", screen: bool = False
    ) -> Said:
        """A command on a vault, which the key opens; `then` follows the key on standard input."""
        follows = then.encode() if isinstance(then, str) else then
        typed = self.key.encode() + b"\n" + follows
        return self.raw(command, "--recovery-key", vault, *arguments, typed=typed, screen=screen)

    def good(
        self, command: str, vault: Path, *arguments: str | Path, then: str | bytes = b"", screen: bool = False
    ) -> Said:
        """The same, for a command that has to go well."""
        said = self(command, vault, *arguments, then=then, screen=screen)
        assert said.status == 0, said.err
        return said

    def inside(self, command: str, action: str, vault: Path, *arguments: str | Path) -> Said:
        """A command that has commands of its own ("moment", "add"), on a vault that the key opens."""
        typed = self.key.encode() + b"\n"
        return self.raw(command, action, "--recovery-key", vault, *arguments, typed=typed)

    def by_passphrase(self, *arguments: str | Path, then: str = "", passphrase: str = PASSPHRASE) -> Said:
        """A command whose vault the passphrase opens."""
        return self.raw(*arguments, typed=f"{passphrase}\n{then}")
