"""What tests of every floor share."""

import os
import shutil
import tempfile
from collections.abc import Iterator
from pathlib import Path

import pytest

from tests.vaults import Prototype, make_prototype

MEMORY = Path("/dev/shm")  # noqa: S108 - only a folder of our own is used there, made by mkdtemp
ROOM = 2_000_000_000
"""Bytes that have to be free in memory; what the tests need at any moment is far less."""


@pytest.fixture(scope="session")
def quick_place(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Path]:
    """A folder in memory where there is room, and on the disk where there is not.

    A vault waits for the disk at each save, several times. For tests of windows and of moving in and out, that is
    nothing but waiting: no test cuts the power, and what a process has written survives it in memory too. The tests of
    storage, of crashes and of whole days keep to the disk all the same, so that locks, the refusals of a full or a
    read-only place and the syncing of folders are met on the kind of file system that people keep their vaults on.
    """
    if not os.access(MEMORY, os.W_OK) or shutil.disk_usage(MEMORY).free < ROOM:
        yield tmp_path_factory.mktemp("quick")
        return
    place = Path(tempfile.mkdtemp(prefix="allydesk-tests-", dir=MEMORY))
    yield place
    shutil.rmtree(place, ignore_errors=True)


@pytest.fixture
def quick_path(quick_place: Path) -> Iterator[Path]:
    """A folder of the test's own there, which goes with the test."""
    path = Path(tempfile.mkdtemp(dir=quick_place))
    yield path
    shutil.rmtree(path, ignore_errors=True)


@pytest.fixture(scope="session")
def prototype(quick_place: Path) -> Prototype:
    """A new vault to be copied, made once in each process that runs tests."""
    return make_prototype(quick_place)
