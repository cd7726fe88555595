"""Killed while it saves, a hundred times over the same vault: nothing that was acknowledged is ever lost."""

import random
from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.ids import EntryId
from allydesk.progress import unreported
from allydesk.storage.journal import Journal
from allydesk.storage.secrets import Passphrase
from allydesk.storage.verify import verify_database
from tests.crash.deeds import revision
from tests.processes import Nursery, be_busy, busy_turns
from tests.storage.bare import new_bare, open_bare
from tests.storage.made import make
from tests.vaults import PASSPHRASE

KILLS_BY_KEY = 90
KILLS_BY_VAULT = 10
ROUNDS_BETWEEN_LOOKS = 10


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    with Nursery("tests.crash.deeds") as nursery:
        yield nursery


class Acknowledged:
    """What the children were told is kept: for each entry the state of its last acknowledged save."""

    def __init__(self) -> None:
        self._states: dict[EntryId, str] = {}

    def take(self, lines: list[str]) -> int:
        told = [line.split() for line in lines if line != "open"]
        self._states.update({EntryId(entry): state for entry, state in told})
        return len(told)

    def check(self, journal: Journal) -> None:
        """All of it is there. A save that was done but not yet acknowledged may have gone one further."""
        found = {entry.id: revision(entry) for entry in journal.each()}
        assert self._states.keys() <= found.keys()
        further = {entry for entry, state in self._states.items() if found[entry] != state}
        # One child does one thing at a time, so each kill leaves at most one such save behind.
        assert len(further) <= ROUNDS_BETWEEN_LOOKS
        self._states.update({entry: found[entry] for entry in further})


def test_a_database_that_is_killed_while_it_saves(nursery: Nursery, tmp_path: Path) -> None:
    chance = random.Random(90)  # noqa: S311 - the same each time is what is wanted
    new_bare(tmp_path / "v.db").close()
    acknowledged, told = Acknowledged(), 0
    for turn in range(KILLS_BY_KEY):
        child = nursery.bear("save by key", path=str(tmp_path / "v.db"), seed=turn)
        child.hear(chance.randrange(5))
        be_busy(busy_turns(chance, most=400_000))
        assert child.kill().was_killed
        told += acknowledged.take(child.lines)
        if turn % ROUNDS_BETWEEN_LOOKS == ROUNDS_BETWEEN_LOOKS - 1:
            opened = open_bare(tmp_path / "v.db")
            acknowledged.check(opened.journal)
            opened.close()
    assert told > KILLS_BY_KEY
    opened = open_bare(tmp_path / "v.db")
    assert verify_database(opened.database, progress=unreported) == []
    opened.close()
    assert [path.name for path in tmp_path.iterdir()] == ["v.db"]


def test_a_vault_that_is_killed_while_it_saves(nursery: Nursery, tmp_path: Path) -> None:
    chance = random.Random(10)  # noqa: S311 - the same each time is what is wanted
    made = make(tmp_path)
    acknowledged, told = Acknowledged(), 0
    for turn in range(KILLS_BY_VAULT):
        child = nursery.bear("save by vault", folder=str(made.folder), recovery=made.recovery.text, seed=1000 + turn)
        child.hear(chance.randrange(6))
        be_busy(busy_turns(chance, most=400_000))
        assert child.kill().was_killed
        told += acknowledged.take(child.lines)
    vault = made.vault()
    vault.unlock(Passphrase(PASSPHRASE))
    acknowledged.check(vault.journal)
    assert told > 0
    assert vault.journal.known_ids(made.entries) == set(made.entries)
    assert vault.verify() == []
    vault.lock()
    assert sorted(path.name for path in made.folder.iterdir()) == ["header.bak", "header.json", "vault.db"]
