"""The scenarios in a folder: listed by their heads, and read whole when one is chosen."""

from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path

from allydesk.errors import AllydeskError, Code, PracticeError
from allydesk.practice.format import read_head, read_scenario
from allydesk.practice.format.source import MOST_BYTES
from allydesk.practice.run import OwnScenario
from allydesk.practice.scenario import Head, Scenario

MOST_FILES = 5_000
"""Files of a folder that are looked at."""


@dataclass(frozen=True, slots=True)
class Listed:
    """A scenario as a list shows it. `path` is its file; None for one that is kept in the vault, which is `own`."""

    head: Head
    path: Path | None = None
    own: OwnScenario | None = None


@dataclass(frozen=True, slots=True)
class Fault:
    """A file that could not be listed, and why."""

    path: Path
    error: AllydeskError


class Library:
    """The scenario files of one folder, those whose names end in ".yaml"."""

    def __init__(self, folder: Path) -> None:
        """Nothing is read yet."""
        self._folder = folder
        self._heads: list[Listed] | None = None
        self._faults: tuple[Fault, ...] = ()

    @property
    def faults(self) -> tuple[Fault, ...]:
        """The files that could not be listed the last time; none before the first."""
        return self._faults

    def heads(self) -> list[Listed]:
        """All scenarios by family, variant and title; read once. Those that cannot be read are in `faults`."""
        if self._heads is None:
            self._heads = self._read_heads()
        return list(self._heads)

    def variants(self, family: str) -> list[Listed]:
        """The variants of one family, in order."""
        return [listed for listed in self.heads() if listed.head.family == family]

    def read(self, path: Path) -> Scenario:
        """The scenario in a file. Raises `PracticeError` as `read_scenario` does, and `(NO_SUCH_SCENARIO)`."""
        return read_scenario(read_bytes(path), name=path.name)

    def _read_heads(self) -> list[Listed]:
        heads, faults = [], []
        for path in self._files():
            try:
                heads.append(Listed(read_head(read_bytes(path), name=path.name), path))
            except PracticeError as error:
                faults.append(Fault(path, error))
        self._faults = tuple(faults)
        return in_order(heads)

    def _files(self) -> list[Path]:
        try:
            found = sorted(path for path in self._folder.iterdir() if path.suffix == ".yaml" and path.is_file())
        except OSError:
            return []
        return found[:MOST_FILES]


def listed_own(own: OwnScenario) -> Listed:
    """One that is kept in the vault, as a list shows it. Raises `PracticeError` as `read_head` does."""
    return Listed(read_head(own.source.encode(), name=own.name), own=own)


def read_own(own: OwnScenario) -> Scenario:
    """One that is kept in the vault. Raises `PracticeError` as `read_scenario` does."""
    return read_scenario(own.source.encode(), name=own.name)


def in_order(listed: Iterable[Listed]) -> list[Listed]:
    """By family, variant and title."""
    return sorted(listed, key=lambda one: (one.head.family.casefold(), one.head.variant, one.head.title.casefold()))


def read_bytes(path: Path) -> bytes:
    """The bytes of a file, and of a larger one than can be a scenario only enough to tell.

    Raises `PracticeError(NO_SUCH_SCENARIO)` where there is none or it cannot be read, `(NOT_A_SCENARIO)` for a folder.
    """
    try:
        if not path.is_file():
            # A device or a pipe would be waited for.
            raise PracticeError(Code.NOT_A_SCENARIO if path.exists() else Code.NO_SUCH_SCENARIO)
        with path.open("rb") as file:
            return file.read(MOST_BYTES + 1)
    except (OSError, ValueError):  # a name with a NUL in it is a ValueError
        raise PracticeError(Code.NO_SUCH_SCENARIO) from None
