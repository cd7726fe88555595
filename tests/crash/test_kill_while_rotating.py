"""Killed while its key is changed: the vault opens with the same passphrase each time, under exactly one key."""

import random
from collections import Counter
from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.journal.entry import NewAttachment
from allydesk.storage.header import read
from allydesk.storage.secrets import Passphrase
from tests.processes import Nursery, be_busy
from tests.storage.made import make
from tests.vaults import PASSPHRASE, written

KILLS = 30


@pytest.fixture
def nursery() -> Iterator[Nursery]:
    with Nursery("tests.crash.deeds") as nursery:
        yield nursery


def test_a_vault_that_is_killed_while_its_key_is_changed(nursery: Nursery, tmp_path: Path) -> None:
    chance = random.Random(30)  # noqa: S311 - the same each time is what is wanted
    made = make(tmp_path)
    vault = made.vault()
    vault.unlock(made.recovery)
    vault.journal.add_all([written("2026-06-01", str(number), "words of it " * 40) for number in range(200)])
    vault.journal.attach(made.entries[1], NewAttachment("f", "a/b", bytes(range(256)) * 2000))
    entries = list(vault.journal.each())
    vault.lock()
    left: Counter[str] = Counter()
    most = 400_000
    for _ in range(KILLS):
        before = read(made.folder).sealed.claimed
        child = nursery.bear("rotate", folder=str(made.folder), recovery=made.recovery.text)
        child.hear(1)
        be_busy(chance.randrange(most))
        child.kill()
        # Half of the kills are to come before its end, on whatever machine this is.
        most = int(most * (1.3 if child.was_killed else 0.7))
        after = read(made.folder).sealed.claimed
        left["pending" if after.pending else "done" if after.generation > before.generation else "not begun"] += 1
        vault.unlock(Passphrase(PASSPHRASE))
        assert list(vault.journal.each()) == entries
        vault.lock()
        assert read(made.folder).sealed.claimed.pending is None
    assert left["pending"], f"no kill fell in the middle: {left}"
    vault.unlock(made.recovery)
    assert vault.verify() == []
    vault.lock()
    assert sorted(path.name for path in made.folder.iterdir()) == ["header.bak", "header.json", "vault.db"]
