"""The log: a small file of facts on this machine, which a person could show to a stranger.

It holds what was done, how large it was and which code came of it; never anything that was written, a name, a tag, a
query, a path or a secret. That does not rest on care alone. Of what is logged here only numbers and codes get into the
line, whatever else was passed to it; of an exception its type and our own places in the code, not its message, which
may quote anything; of other libraries' warnings where they came from, not what they say.
"""

import logging
import os
import traceback
import warnings
from collections.abc import Iterator, Mapping
from contextlib import contextmanager, suppress
from enum import Enum
from pathlib import Path
from typing import Any

from allydesk.errors import AllydeskError

LARGEST = 256 * 1024
"""Bytes a log may have when Allydesk starts; a larger one begins anew."""

_PACKAGE = Path(__file__).resolve().parent


@contextmanager
def logging_to(file: Path) -> Iterator[None]:
    """Keep the log in this file, readable by its owner alone, for as long as the block runs.

    Where it cannot be written there is no log and no error: a journal is not worth less for it.
    """
    handler = _open(file)
    root, ours = logging.getLogger(), logging.getLogger("allydesk")
    level, show = ours.level, warnings.showwarning
    root.addHandler(handler)
    ours.setLevel(logging.INFO)
    warnings.showwarning = _show_warning
    try:
        yield
    finally:
        warnings.showwarning = show
        ours.setLevel(level)
        root.removeHandler(handler)
        handler.close()


def describe(problem: BaseException) -> list[str]:
    """An exception in lines that hold nothing a person wrote: its type, its code, and where in our code it passed."""
    kind = type(problem)
    title = kind.__qualname__ if kind.__module__ == "builtins" else f"{kind.__module__}.{kind.__qualname__}"
    lines = [f"{title} {problem.code}" if isinstance(problem, AllydeskError) else title]
    for frame, line in traceback.walk_tb(problem.__traceback__):
        path = Path(frame.f_code.co_filename)
        if path.is_relative_to(_PACKAGE):
            lines.append(f"  {path.relative_to(_PACKAGE.parent).as_posix()}:{line} {frame.f_code.co_qualname}")
    earlier = problem.__cause__ or (None if problem.__suppress_context__ else problem.__context__)
    return lines + (["because of", *describe(earlier)] if earlier else [])


class FactsFormatter(logging.Formatter):
    """One record as lines of facts."""

    def format(self, record: logging.LogRecord) -> str:
        """Time, level, logger and facts; below them the exception, if there is one."""
        ours = record.name == "allydesk" or record.name.startswith("allydesk.")
        said = _message(record) if ours else f"at {record.module}:{record.lineno}"
        lines = [f"{self.formatTime(record, '%Y-%m-%dT%H:%M:%S')} {record.levelname} {record.name}: {said}"]
        if record.exc_info and record.exc_info[1]:
            lines += describe(record.exc_info[1])
        return "\n".join(lines)


def _message(record: logging.LogRecord) -> str:
    if not isinstance(record.msg, str):
        return f"<{type(record.msg).__name__}>"
    given = record.args
    if not given:
        return record.msg
    facts: Any = (
        {name: _fact(value) for name, value in given.items()}
        if isinstance(given, Mapping)
        else tuple(_fact(value) for value in given)
    )
    try:
        return str(record.msg % facts)
    except (TypeError, ValueError, KeyError):
        return record.msg


def _fact(value: object) -> object:
    """What may stand in a line: a number, or the name of a constant of ours. Of all else its type."""
    if isinstance(value, Enum):
        return value.value
    return value if value is None or isinstance(value, (bool, int, float)) else f"<{type(value).__name__}>"


def _show_warning(*warning: object, **_: object) -> None:
    """A warning of Python's as its kind and place; takes what `warnings.showwarning` does."""
    match warning:
        case (_, type() as category, str() as filename, int() as line, *_):
            kind = logging.getLogger(f"warnings.{category.__name__}")
            kind.handle(kind.makeRecord(kind.name, logging.WARNING, filename, line, "", (), None))


class _QuietHandler(logging.StreamHandler[Any]):
    """Writes lines, and loses one that cannot be written: the usual complaint would print it with all its arguments."""

    def handleError(self, record: logging.LogRecord) -> None:  # noqa: N802 - logging's name
        pass

    def close(self) -> None:
        with suppress(OSError, ValueError):
            self.stream.close()
        super().close()


def _open(file: Path) -> logging.Handler:
    try:
        file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        anew = file.exists() and file.stat().st_size > LARGEST
        handle = os.open(file, os.O_WRONLY | os.O_CREAT | (os.O_TRUNC if anew else os.O_APPEND), 0o600)
        stream = os.fdopen(handle, "w", encoding="utf-8", errors="replace")
    except OSError:
        return logging.NullHandler()
    handler = _QuietHandler(stream)
    handler.setLevel(logging.INFO)
    handler.setFormatter(FactsFormatter())
    return handler
