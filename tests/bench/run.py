"""`python -m tests.bench.run [--sizes 1000,10000] [--rows storage,window,start,chart,practice]`: speed, and its floors.

Prints the table, and writes docs/benchmarks.md when everything was measured. Nothing fails on a slow machine.
"""

import argparse
import gc
import os
import sys
import tempfile
from collections.abc import Callable, Iterable, Iterator
from pathlib import Path

from tests.bench import report
from tests.bench.coach_rows import coach_rows
from tests.bench.measure import Row
from tests.bench.practice_rows import practice_rows
from tests.bench.start_rows import start_rows
from tests.bench.storage_rows import Ground, argon2_row, fill, storage_rows

ROOT = Path(__file__).parents[2]
SIZES = (1_000, 10_000, 100_000)
PARTS = ("storage", "window", "start", "chart", "practice")
_WITHOUT_ENTRIES = {"chart", "practice"}


def measured(measure: Callable[[], Row], size: int) -> Row:
    """The row; or that it could not be had, and by what."""
    gc.collect()
    try:
        return measure()
    except Exception as problem:  # noqa: BLE001 - a bench says what it could not measure, and goes on
        name = getattr(measure, "func", measure)
        return Row(getattr(name, "__name__", "row").strip("_").replace("_", " "), size, note=repr(problem)[:200])


def rows_of(size: int, folder: Path, parts: Iterable[str]) -> Iterator[Row]:
    """All rows of one size."""
    ground, filled = fill(size, folder)
    try:
        yield filled
        if "storage" in parts:
            for measure in storage_rows(ground):
                yield measured(measure, size)
        if "window" in parts:
            yield from _window_rows(ground)
    finally:
        ground.vault.lock()
        ground.bare.close()
    if "start" in parts:
        for measure in start_rows(ground.vault.folder, ground.key, size):
            yield measured(measure, size)


def _window_rows(ground: Ground) -> Iterator[Row]:
    from tests.bench.window_rows import open_window, window_rows  # noqa: PLC0415 - Qt only where it is asked for

    window = open_window(ground.vault, ground.size, ground.folder)
    try:
        for measure in window_rows(window):
            yield measured(measure, ground.size)
    finally:
        window.close()


def _chart_rows() -> Iterator[Row]:
    """Sizes of its own: moments, where the other rows have entries."""
    from tests.bench import chart_rows  # noqa: PLC0415 - Qt only where it is asked for

    for size in chart_rows.SIZES:
        charts = chart_rows.open_charts(size)
        try:
            for measure in chart_rows.chart_rows(charts):
                yield measured(measure, 0)
        finally:
            charts.close()


def run(sizes: Iterable[int], parts: Iterable[str]) -> list[Row]:
    """Measure and print, size by size."""
    rows: list[Row] = []

    def keep(row: Row) -> None:
        rows.append(row)
        sys.stdout.write(report.line(row) + "\n")
        sys.stdout.flush()

    if "storage" in parts:
        keep(measured(argon2_row, 0))
    # Beside the project, on the disk that a vault would lie on; a temporary folder may be memory.
    (ROOT / "build").mkdir(exist_ok=True)
    for size in sizes if set(parts) - _WITHOUT_ENTRIES else ():
        with tempfile.TemporaryDirectory(dir=ROOT / "build", prefix="bench-") as folder:
            for row in rows_of(size, Path(folder), parts):
                keep(row)
    if "chart" in parts:
        for row in _chart_rows():
            keep(row)
    if "practice" in parts:
        for measure in (*practice_rows(), *coach_rows()):
            keep(measured(measure, 0))
    return rows


def main() -> None:
    """Read the options, measure, and keep the page when it is whole."""
    parser = argparse.ArgumentParser(prog="make bench ARGS=")
    parser.add_argument("--sizes", default=",".join(map(str, SIZES)), help="numbers of entries (default: %(default)s)")
    parser.add_argument("--rows", default=",".join(PARTS), help="which parts (default: %(default)s)")
    chosen = parser.parse_args()
    sizes, parts = tuple(map(int, chosen.sizes.split(","))), tuple(chosen.rows.split(","))
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")
    # The platform without a screen says of every window that it cannot resize itself.
    os.environ.setdefault("QT_LOGGING_RULES", "default.warning=false")
    rows = run(sizes, parts)
    if sizes == SIZES and set(parts) == set(PARTS):
        (ROOT / "docs" / "benchmarks.md").write_text(report.document(rows), encoding="utf-8")


if __name__ == "__main__":
    main()
