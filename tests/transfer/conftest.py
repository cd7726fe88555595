"""Open vaults for the tests of moving in and out."""

import shutil
import tempfile
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allydesk.storage.journal import Journal
from allydesk.storage.vault import Vault
from tests.vaults import Prototype


@pytest.fixture
def tmp_path(quick_path: Path) -> Path:
    """In memory where there is room: these tests are not about the disk."""
    return quick_path


@pytest.fixture
def make_journal(prototype: Prototype, quick_place: Path) -> Iterator[Callable[[], Journal]]:
    """Makes journals, each in a new vault of its own."""
    vaults: list[Vault] = []

    def make() -> Journal:
        folder = Path(tempfile.mkdtemp(dir=quick_place))
        vaults.append(prototype.open_copy(folder / "Mine.allydesk"))
        return vaults[-1].journal

    yield make
    for vault in vaults:
        vault.lock()
        shutil.rmtree(vault.folder.parent)


@pytest.fixture
def journal(make_journal: Callable[[], Journal]) -> Journal:
    """An empty journal in an open vault."""
    return make_journal()
