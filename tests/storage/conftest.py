"""A vault with something of everything in it, made once for each file of tests and copied for each test."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.storage.vault import Vault
from tests.storage.made import Made, make


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("made"))


@pytest.fixture
def vault(made: Made, tmp_path: Path) -> Iterator[Vault]:
    """Locked."""
    copied = made.copy_to(tmp_path)
    yield copied
    copied.lock()
