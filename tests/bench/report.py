"""The table, on the terminal and in docs/benchmarks.md."""

import os
import platform
from collections.abc import Sequence
from datetime import UTC, datetime
from importlib.metadata import version
from pathlib import Path

import sqlcipher3.dbapi2
from PySide6.QtCore import qVersion

from tests.bench.measure import Row

_HEADS = ("operation", "entries", "Allydesk", "floor", "ratio", "target", "held")

_PREFACE = """\
# How fast it is

A **floor** is what the parts themselves need with nothing around them: SQL written by hand on the same encrypted
database, a window of Qt's with nothing in it, a bare list, a bare text field. It is taken in the same run, by turns
with ours, because absolute times move with the machine while the ratio between the two hardly does. `make bench` makes
this table; nothing in the tests asserts a time.

"""


def cells(row: Row) -> tuple[str, ...]:
    """The row as the table shows it."""
    size = f"{row.size:,}" if row.size else "any"
    if row.ours is None:
        return (row.name, size, f"not measured: {row.note}", "", "", row.target.words(row.unit), "")
    held = row.target.held(row.ours, row.floor)
    return (
        row.name,
        size,
        f"{_digits(row.ours)} {row.unit}",
        "" if row.floor is None else f"{_digits(row.floor)} {row.unit}",
        "" if row.ratio is None else f"{row.ratio:.1f} x",
        row.target.words(row.unit),
        "" if held is None else ("yes" if held else "no"),
    )


def line(row: Row) -> str:
    """The row for a terminal."""
    name, size, ours, floor, ratio, target, held = cells(row)
    told = f"{name:<46} {size:>8} {ours:>11} {floor:>11} {ratio:>7} {target:>8} {held:>4}"
    return f"{told}  {row.note}".rstrip() if row.ours is not None else told


def document(rows: Sequence[Row]) -> str:
    """The whole page."""
    table = [_HEADS, ("---",) * 2 + ("---:",) * 3 + ("---", "---"), *(cells(row) for row in rows)]
    lines = [f"| {' | '.join(row)} |" for row in table]
    notes = [f"- {_named(row)}: {row.note}" for row in rows if row.note and row.ours is not None]
    return "\n".join([_PREFACE + _surroundings() + "\n", *lines, "", "Notes:", "", *notes, ""])


def _named(row: Row) -> str:
    return f"{row.name}, {row.size:,} entries" if row.size else row.name


def _digits(value: float) -> str:
    """Three digits that matter."""
    return f"{value:,.0f}" if value >= 100 else f"{value:.3g}" if value >= 1 else f"{value:.2g}"


def _surroundings() -> str:
    cipher = sqlcipher3.dbapi2.connect(":memory:")
    cipher_version = cipher.execute("PRAGMA cipher_version").fetchone()[0].split()[0]
    cipher.close()
    memory = os.sysconf("SC_PAGE_SIZE") * os.sysconf("SC_PHYS_PAGES") / 1e9
    return (
        f"Measured {datetime.now(UTC):%Y-%m-%d} on {_processor()}, {os.cpu_count()} cores, {memory:.0f} GB, "
        f"{platform.system()} {platform.release().split('-')[0]}; Python {platform.python_version()}, Qt {qVersion()}, "
        f"SQLCipher {cipher_version} (SQLite {sqlcipher3.dbapi2.sqlite_version}), SQLAlchemy {version('sqlalchemy')}, "
        f"cryptography {version('cryptography')}. Windows drawn without a screen (offscreen)."
    )


def _processor() -> str:
    for entry in Path("/proc/cpuinfo").read_text().splitlines():
        if entry.startswith("model name"):
            return " ".join(entry.partition(":")[2].split())
    return platform.machine()
