"""What the command line reads and writes.

A passphrase is asked for on a terminal, or is the first line of standard input. It is never an argument or an
environment variable: other processes can read those.
"""

import contextlib
import getpass
import io
import json
import os
import re
import sys
from collections.abc import Callable, Iterator
from typing import BinaryIO, TextIO

from allydesk.errors import Code, VaultError
from allydesk.storage.files import translate_os_error

_CONTROLS = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f]")
_LATE_CONTROLS = re.compile("[\x7f-\x9f]")
"""Those that JSON does not ask to be escaped; a terminal may obey them all the same."""
_KEY_LINES, _KEY_SIGNS = 4, 64
"""A printed recovery key has four lines of sixteen signs."""


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
        # Python has no stream where the shell has closed one.
        return cls(
            stdin=sys.stdin.buffer if sys.stdin else io.BytesIO(),
            stdout=sys.stdout or io.StringIO(),
            stderr=sys.stderr or io.StringIO(),
            asks=bool(sys.stdin) and sys.stdin.isatty(),
        )

    def secret(self, prompt: str) -> str:
        """A line that nobody sees: asked for on a terminal, else the next line of standard input."""
        if self._asks:
            return self._asked(prompt)
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
        if self._asks and self._asked(f"{prompt}, once more") != first:
            raise UsageProblem("The two passphrases differ. Nothing was changed.")
        return first

    def recovery_key(self) -> str:
        """A recovery key as it is printed, line by line; or all of it in one line."""
        lines: list[str] = []
        while len(lines) < _KEY_LINES and sum(map(str.isalnum, "".join(lines))) < _KEY_SIGNS:
            try:
                lines.append(self.secret(f"Recovery key, line {len(lines) + 1}"))
            except UsageProblem:
                if not lines:
                    raise
                break  # too few; whoever reads the key says which line is wrong
        return "\n".join(lines)

    def rest(self) -> bytes:
        """What follows on standard input, to its end."""
        if self._asks:
            self.note("Write your entry. Ctrl+D on an empty line ends it.")
        return self._stdin.read()

    def say(self, text: str) -> None:
        """A line on standard output. On a terminal, control characters in it are not let through."""
        shown = _CONTROLS.sub("\ufffd", text) if self._stdout.isatty() else text
        self._write(shown)

    def say_json(self, value: object) -> None:
        """A value as JSON on standard output."""
        text = json.dumps(value, ensure_ascii=False, indent=2)
        self._write(_LATE_CONTROLS.sub(lambda found: f"\\u{ord(found[0]):04x}", text))

    def finish(self) -> None:
        """Let out what is still held back. Raises as `say` does; Python itself would only complain at its end."""
        with self._output():
            self._stdout.flush()

    def note(self, text: str) -> None:
        """A line on standard error."""
        print(text, file=self._stderr)

    def _asked(self, prompt: str) -> str:
        try:
            return self._ask(f"{prompt}: ")
        except EOFError:
            raise UsageProblem("Nothing was typed, and nothing was done.") from None

    def _write(self, line: str) -> None:
        with self._output():
            print(line, file=self._stdout)

    @contextlib.contextmanager
    def _output(self) -> Iterator[None]:
        """Whoever stopped reading is `__main__`'s business; any other failure to write is told in words."""
        try:
            yield
        except BrokenPipeError:
            raise
        except OSError as error:
            # Python would try once more to write what it held back, and complain at length, when it ends.
            os.dup2(os.open(os.devnull, os.O_WRONLY), self._stdout.fileno())
            raise translate_os_error(error) from None
