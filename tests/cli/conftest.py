"""One vault, made once, and copies of it for those that write."""

import os
import shutil
from dataclasses import dataclass
from pathlib import Path

import pytest

from allydesk.storage.secrets import RecoveryKey
from tests.cli.line import ENTRIES, CommandLine
from tests.vaults import new_vault

# Before the first application of Qt's, which draws what is exported.
if not (os.environ.get("DISPLAY") or os.environ.get("WAYLAND_DISPLAY")):
    os.environ.setdefault("QT_QPA_PLATFORM", "offscreen")


@dataclass(frozen=True)
class Originals:
    """A vault without entries and one with them, which tests only read, and the recovery key of both."""

    empty: Path
    filled: Path
    key: str


@pytest.fixture(scope="session")
def originals(tmp_path_factory: pytest.TempPathFactory) -> Originals:
    """Made once."""
    folder = tmp_path_factory.mktemp("originals")
    vault = new_vault(folder / "Empty.allydesk")
    key = "\n".join(vault.add_recovery_key())
    vault.lock()
    empty = Path(shutil.copytree(vault.folder, folder / "Copy.allydesk"))
    vault.unlock(RecoveryKey(key))
    for entry in ENTRIES:
        vault.journal.add(entry)
    vault.lock()
    return Originals(empty, vault.folder, key)


@pytest.fixture
def reading(originals: Originals) -> Path:
    """A vault with entries, to be read only."""
    return originals.filled


@pytest.fixture
def empty(originals: Originals) -> Path:
    """A vault without entries, to be left as it is."""
    return originals.empty


@pytest.fixture
def filled(originals: Originals, tmp_path: Path) -> Path:
    """A vault of the test's own, with entries."""
    return Path(shutil.copytree(originals.filled, tmp_path / "Filled.allydesk"))


@pytest.fixture
def vault(originals: Originals, tmp_path: Path) -> Path:
    """A vault of the test's own, without entries."""
    return Path(shutil.copytree(originals.empty, tmp_path / "Own.allydesk"))


@pytest.fixture
def line(originals: Originals, tmp_path: Path) -> CommandLine:
    """Somebody at a command line."""
    return CommandLine(tmp_path, originals.key)
