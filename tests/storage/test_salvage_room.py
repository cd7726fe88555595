"""Salvage knows everything a vault holds, and vaults of each format as they are."""

import json
import shutil
from pathlib import Path
from typing import Any

import pytest
import sqlcipher3.dbapi2

from allydesk.storage.opened import DATABASE_FILE
from allydesk.storage.salvage import Salvaged
from allydesk.storage.secrets import RecoveryKey
from tests.fixtures.make_vault import VAULTS, room, values
from tests.fixtures.practice_room import practised
from tests.fixtures.story_room import lived
from tests.storage.bare import PAGE, decrypted_pages, flip_bit
from tests.storage.made import opened_key
from tests.vaults import new_vault, vault_at


def told_apart(found: dict[str, Any]) -> dict[str, Any]:
    """Without what salvage makes anew: ways in, small pictures, and which entry was left open."""
    plain: dict[str, Any] = json.loads(json.dumps({**found, "slots": None, "left open": None}))
    for entry in plain["entries"]:
        for file in entry["attachments"]:
            file.pop("thumbnail", None)
    for file in plain["files"].values():
        file.pop("thumbnail")
    return plain


@pytest.mark.parametrize("name", ["version-1", "version-2", "version-3", "version-4"])
def test_everything_comes_across_from_a_vault_of_each_format(tmp_path: Path, name: str) -> None:
    stored: dict[str, Any] = json.loads((VAULTS / f"{name}.json").read_text("utf-8"))
    recovery = RecoveryKey("\n".join(stored["recovery key"]))
    damaged = vault_at(Path(shutil.copytree(VAULTS / name, tmp_path / "Old.allydesk")))
    before = (damaged.folder / DATABASE_FILE).read_bytes()
    new = new_vault(tmp_path / "N.allydesk")
    told = new.salvage_from(damaged, recovery)
    assert told == Salvaged(whole=len(stored["entries"]), partial=0, lost=0)
    assert (damaged.folder / DATABASE_FILE).read_bytes() == before, "it is read in the format it has"
    assert new.verify() == []
    again = new.salvage_from(damaged, recovery)
    assert again == told, "a second time brings nothing twice"
    damaged.unlock(recovery)
    expected, found = (
        told_apart({**values(vault), **room(vault), **lived(vault), "practice": practised(vault)})
        for vault in (damaged, new)
    )
    damaged.lock()
    new.lock()
    for part, value in expected.items():
        assert found[part] == value, part


def test_a_shelf_that_is_damaged_does_not_hold_back_the_others(tmp_path: Path) -> None:
    stored: dict[str, Any] = json.loads((VAULTS / "version-2.json").read_text("utf-8"))
    recovery = RecoveryKey("\n".join(stored["recovery key"]))
    damaged = vault_at(Path(shutil.copytree(VAULTS / "version-2", tmp_path / "Old.allydesk")))
    damaged.unlock(recovery)
    key = opened_key(damaged)
    damaged.lock()
    path = damaged.folder / DATABASE_FILE
    connection = sqlcipher3.dbapi2.connect(str(path))
    connection.set_key(bytearray(b"x'" + key.hex().encode() + b"'"))
    (page,) = connection.execute("SELECT rootpage FROM sqlite_master WHERE name = 'own_word'").fetchone()
    connection.close()
    assert "Łódź".encode() in decrypted_pages(path, key)[page]
    flip_bit(path, (page - 1) * PAGE * 8 + 300)
    new = new_vault(tmp_path / "N.allydesk")
    assert new.salvage_from(damaged, recovery).whole == len(stored["entries"])
    assert new.own_words.all() == set()
    assert [kept.name for kept in new.filters.all()] == ["日記", "Sea"]
    assert len(new.templates.kept()) == 2
    assert len(new.prompts.own()) == 2
    new.lock()
