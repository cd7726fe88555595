"""What only a process of its own can show: how soon the first page is painted, and how much memory it takes."""

import os
import statistics
import subprocess
import sys
import tempfile
from collections.abc import Callable, Iterator
from functools import partial
from pathlib import Path
from time import monotonic

from allydesk.settings import Settings, SettingsFile
from allydesk.storage.secrets import RecoveryKey
from tests.bench.measure import Row, Target

ROOT = Path(__file__).parents[2]
_STARTS = 11


def start_rows(vault: Path, key: RecoveryKey, size: int) -> Iterator[Callable[[], Row]]:
    """One measurement a row, to be made while the vault is locked."""
    _compile()
    yield partial(_cold_start, vault, size)
    yield partial(_memory, vault, key, size)


def _compile() -> None:
    """Byte-code for everything, as an installed copy has it: without, every start takes twice as long."""
    subprocess.run([sys.executable, "-m", "compileall", "-q", "allydesk", "tests/bench"], cwd=ROOT, check=True)


def _cold_start(vault: Path, size: int) -> Row:
    with tempfile.TemporaryDirectory() as home:
        places = dict.fromkeys(("HOME", "XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME"), home)
        SettingsFile(Path(home) / "allydesk" / "settings.json").save(Settings().opened(vault))
        times: dict[str, list[float]] = {"app": [], "bare": []}
        for turn in range(_STARTS + 1):
            for kind in sorted(times, reverse=bool(turn % 2)):
                start = monotonic()
                times[kind].append((_child(kind, environment=places) - start) * 1000)
    ours, floor = (statistics.median(times[kind][1:]) for kind in ("app", "bare"))
    return Row("cold start to the first page painted", size, "ms", ours, floor, Target(times_floor=2))


def _memory(vault: Path, key: RecoveryKey, size: int) -> Row:
    ours = _child("vault", str(vault), spoken=key.text) / 1000
    floor = _child("vault-bare") / 1000
    return Row("memory with the vault open", size, "MB", ours, floor, Target(at_most=170))


def _child(*arguments: str, spoken: str = "", environment: dict[str, str] | None = None) -> float:
    """What the child says. `PYTHONDONTWRITEBYTECODE` and the like are left out of its environment."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith("PYTHON")}
    ran = subprocess.run(
        [sys.executable, "-m", "tests.bench.start_child", *arguments],
        cwd=ROOT,
        env=kept | {"QT_QPA_PLATFORM": "offscreen"} | (environment or {}),
        input=spoken,
        capture_output=True,
        text=True,
        check=False,
        timeout=300,
    )
    if ran.returncode:
        raise RuntimeError(
            ran.stderr.strip().splitlines()[-1] if ran.stderr.strip() else "the child ended without a word"
        )
    return float(ran.stdout)
