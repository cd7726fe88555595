"""What the command line reads and writes.

A passphrase is asked for on a terminal, or is the first line of standard input. It is never an argument or an
environment variable: other processes can read those.
"""

import getpass
import json
import re
import sys
from collections.abc import Callable
from typing import BinaryIO, TextIO

from allydesk.errors import Code, VaultError

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")


class UsageProblem(Exception):
    """The call cannot be carried out as it was made; the sentence says why. Exit status 2."""


class Terminal:
    """Standard input, output and error, and whether a person sits there."""

    def __init__(
        self,
        *,
        stdin: BinaryIO,
        stdout: TextIO,
        stderr: TextIO,
        asks: bool,
        ask: Callable[[str], str] = getpass.getpass,
    ) -> None:
        """`asks`: standard input is a terminal. `ask` reads a line without showing it."""
        self._stdin = stdin
        self._stdout = stdout
        self._stderr = stderr
        self._asks = asks
        self._ask = ask

    @classmethod
    def standard(cls) -> "Terminal":
        """The process's own streams, writing UTF-8 whatever the locale says."""
        for stream in (sys.stdout, sys.stderr):
            if hasattr(stream, "reconfigure"):
                stream.reconfigure(encoding="utf-8", errors="backslashreplace")
        return cls(stdin=sys.stdin.buffer, stdout=sys.stdout, stderr=sys.stderr, asks=sys.stdin.isatty())

    def secret(self, prompt: str) -> str:
        """A line that nobody sees: asked for on a terminal, else the next line of standard input."""
        if self._asks:
            return self._ask(f"{prompt}: ")
        line = self._stdin.readline()
        if not line:
            missing = f"{prompt}: it is read as a line of standard input, and there was none."
            raise UsageProblem(missing)
        try:
            return line.decode("utf-8").removesuffix("\n").removesuffix("\r")
        except UnicodeDecodeError:
            raise VaultError(Code.PASSPHRASE_CHARACTER) from None

    def new_secret(self, prompt: str) -> str:
        """A new passphrase; on a terminal it is asked for twice."""
        first = self.secret(prompt)
        if self._asks and self._ask(f"{prompt}, once more: ") != first:
            raise UsageProblem("The two passphrases differ. Nothing was changed.")
        return first

    def rest(self) -> bytes:
        """What follows on standard input, to its end."""
        if self._asks:
            self.note("Write your entry. Ctrl+D on an empty line ends it.")
        return self._stdin.read()

    def say(self, text: str) -> None:
        """A line on standard output. On a terminal, control characters in it are not let through."""
        shown = _CONTROLS.sub("\ufffd", text) if self._stdout.isatty() else text
        print(shown, file=self._stdout)

    def say_json(self, value: object) -> None:
        """A value as JSON on standard output."""
        print(json.dumps(value, ensure_ascii=False, indent=2), file=self._stdout)

    def note(self, text: str) -> None:
        """A line on standard error."""
        print(text, file=self._stderr)
