"""Open vaults for the tests of moving in and out."""

from collections.abc import Callable, Iterator
from pathlib import Path

import pytest

from allydesk.storage.journal import Journal
from allydesk.storage.vault import Vault
from tests.vaults import new_vault


@pytest.fixture
def make_journal(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Callable[[], Journal]]:
    """Makes journals, each in a new vault of its own."""
    vaults: list[Vault] = []

    def make() -> Journal:
        folder: Path = tmp_path_factory.mktemp("vault")
        vaults.append(new_vault(folder / "Mine.allydesk"))
        return vaults[-1].journal

    yield make
    for vault in vaults:
        vault.lock()


@pytest.fixture
def journal(make_journal: Callable[[], Journal]) -> Journal:
    """An empty journal in an open vault."""
    return make_journal()
