"""What there is to say about a scenario file: where, what is the matter, and what to do about it."""

import difflib
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from allydesk.errors import Code

MOST_REMARKS = 200
"""More than these nobody reads; when they are mended, the next ones show."""


class Severity(StrEnum):
    """Whether the file cannot be played as it is, or can and may not be what was meant."""

    ERROR = "error"
    WARNING = "warning"


@dataclass(frozen=True, slots=True, order=True)
class Remark:
    """One thing about a file. `line` and `column` count from 1; 0 where it is about the file as a whole.

    `message` and `fix` are a plain sentence or two; they may quote names out of the file. `code` is what reading the
    file fails with, and is harmless to pass on.
    """

    line: int
    column: int
    message: str
    fix: str
    severity: Severity = Severity.ERROR
    code: Code = Code.SCENARIO_FAULTY


class Remarks:
    """Remarks as they are made, `MOST_REMARKS` at most."""

    def __init__(self) -> None:
        self._made: list[Remark] = []
        self._errors = 0

    @property
    def errors(self) -> int:
        """How many were errors."""
        return self._errors

    @property
    def full(self) -> bool:
        """Whether looking on is of no more use."""
        return len(self._made) >= MOST_REMARKS

    def error(self, line: int, column: int, message: str, fix: str, *, code: Code = Code.SCENARIO_FAULTY) -> None:
        """The file cannot be played because of that."""
        self._errors += 1
        if not self.full:
            self._made.append(Remark(line, column, message, fix, Severity.ERROR, code))

    def warn(self, line: int, column: int, message: str, fix: str) -> None:
        """That may not be what was meant."""
        if not self.full:
            self._made.append(Remark(line, column, message, fix, Severity.WARNING))

    def made(self) -> tuple[Remark, ...]:
        """All of them, from the top of the file to its end; each once."""
        return tuple(sorted(dict.fromkeys(self._made), key=lambda one: (one.line, one.column)))


def quoted(text: str) -> str:
    """A word out of the file, to stand in a sentence; cut where it is long, and without what a terminal obeys."""
    shown = "".join(sign if sign.isprintable() else "\ufffd" for sign in text[:41])
    return f"“{shown[:40]}…”" if len(text) > 40 else f"“{shown}”"


def suggestion(word: str, known: Iterable[str], *, otherwise: str) -> str:
    """ "Did you mean “coach”?", where something known is like that word; else the other sentence."""
    near = difflib.get_close_matches(word[:60], list(known)[:5_000], n=1, cutoff=0.6)
    return f"Did you mean {quoted(near[0])}?" if near else otherwise


def listed(words: Iterable[str]) -> str:
    """ "“a”, “b” or “c”"."""
    *most, last = [f"“{word}”" for word in words]
    return f"{', '.join(most)} or {last}" if most else last
