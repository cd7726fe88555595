"""The first day, lived once for the tests that look at what came of it."""

import json
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from tests.end_to_end.xvfb import xvfb
from tests.persons import PATIENCE, Person, person


@dataclass(frozen=True)
class Day:
    """Whose day it was, what came of it, what was complained of, and which files there were before."""

    someone: Person
    told: Any
    complaint: str
    before: frozenset[Path]

    @property
    def vault(self) -> Path:
        return self.someone.home / "Documents" / "Journal.allydesk"

    def written(self) -> set[Path]:
        """The files that were not there before, from the home on."""
        return set(files_in(self.someone.home) - self.before)


def files_in(home: Path) -> frozenset[Path]:
    return frozenset(file.relative_to(home) for file in home.rglob("*") if not file.is_dir())


def somebody(folder: Path) -> Person:
    """A person with a folder for documents, as most have one."""
    someone = person(folder / "home")
    (someone.home / "Documents").mkdir()
    return someone


def live(
    someone: Person, journey: str, *, display: Mapping[str, str], typed: str = "", within: Sequence[str] = ()
) -> Day:
    """One of the journeys, in a process of its own on that display."""
    before = files_in(someone.home)
    ran = subprocess.run(
        [*within, sys.executable, "-m", "tests.end_to_end.journeys", journey],
        cwd=someone.home,
        env={**someone.environment, **display},
        input=typed,
        capture_output=True,
        text=True,
        timeout=10 * PATIENCE,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    return Day(someone, json.loads(ran.stdout.splitlines()[-1]), ran.stderr, before)


@pytest.fixture(scope="session")
def first_day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """The whole first day, at a window of its own size without a window manager."""
    with xvfb() as display:
        return live(somebody(tmp_path_factory.mktemp("first-day")), "first", display=display)
