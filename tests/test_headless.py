"""The main job without a window, in this process: the demo, an entry, and where things are put."""

from pathlib import Path

import pytest

from allydesk import headless
from allydesk.assets import resources
from allydesk.errors import Code, VaultError
from allydesk.storage.secrets import Passphrase
from allydesk.transfer.demo import DEMO_PASSPHRASE
from tests.cli.line import CommandLine
from tests.cli.test_terminal import terminal_of
from tests.persons import ROOT
from tests.vaults import vault_at


def test_the_demo_is_made_once_and_said_how_to_open(tmp_path: Path) -> None:
    services = CommandLine(tmp_path, "").services()
    terminal, out, _ = terminal_of()
    folder = tmp_path / "Demo.allydesk"
    for _ in range(2):
        headless.make_demo(services, folder, terminal=terminal, resources=resources())
    assert out.getvalue() == f"The demo vault is {folder}. Its passphrase is: {DEMO_PASSPHRASE}\n" * 2
    vault = vault_at(folder)
    vault.unlock(Passphrase(DEMO_PASSPHRASE))
    try:
        entries = vault.journal.newest(limit=1000)
        assert len(entries) > 50
        assert all(item.title or item.excerpt for item in entries)
        years = (entries[0].created.day - entries[-1].created.day).days / 365
        assert 1.9 < years < 2.2
        assert vault.verify() == []
    finally:
        vault.lock()


def test_what_lies_in_the_way_of_the_demo_is_left_alone(tmp_path: Path) -> None:
    folder = tmp_path / "Demo.allydesk"
    folder.mkdir()
    (folder / "mine.txt").write_text("mine")
    terminal, out, _ = terminal_of()
    with pytest.raises(VaultError) as raised:
        headless.make_demo(CommandLine(tmp_path, "").services(), folder, terminal=terminal, resources=resources())
    assert raised.value.code is Code.ALREADY_EXISTS
    assert out.getvalue() == ""
    assert [file.name for file in folder.iterdir()] == ["mine.txt"]


def test_in_our_checkout_everything_goes_into_build(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.chdir(ROOT)
    assert headless._place() == Path("build")


def test_in_the_checkout_of_something_else_nothing_is_written(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    (tmp_path / "pyproject.toml").touch()
    monkeypatch.chdir(tmp_path)
    monkeypatch.setenv("TMPDIR", str(tmp_path / "temporary"))
    monkeypatch.setattr("tempfile.tempdir", None)
    (tmp_path / "temporary").mkdir()
    place = headless._place()
    assert place.parent == tmp_path / "temporary"
    assert place.stat().st_mode & 0o077 == 0
