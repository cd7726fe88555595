"""From arguments to an exit status, and what goes to which stream."""

import logging
from pathlib import Path

import pytest

from allydesk.cli import main
from allydesk.cli.parser import build_parser
from allydesk.errors import Code, VaultError
from allydesk.log import logging_to
from allydesk.problems import sentence
from allydesk.storage.opened import DATABASE_FILE
from allydesk.storage.secrets import RecoveryKey
from tests.cli.line import CommandLine
from tests.cli.test_terminal import terminal_of
from tests.vaults import PASSPHRASE, vault_at

COMMANDS = {
    "create", "add", "list", "show", "search", "import", "export", "verify", "backup", "restore", "slots", "passphrase",
    "rotate", "salvage", "demo", "shots",
}  # fmt: skip


def test_there_is_every_command_and_each_explains_itself(capsys: pytest.CaptureFixture[str]) -> None:
    shown = build_parser().format_help()
    assert {word for word in shown.replace("\n", " ").split() if word in COMMANDS} == COMMANDS
    for command in COMMANDS:
        with pytest.raises(SystemExit) as left:
            main.parse([command, "--help"])
        assert left.value.code == 0
        assert "usage: allydesk " + command in capsys.readouterr().out


@pytest.mark.parametrize(
    "arguments",
    [
        ["nonsense"],
        ["add"],
        ["show", "V"],
        ["search", "V"],
        ["list", "V", "--limit", "0"],
        ["list", "V", "--limit", "-3"],
        ["list", "V", "--limit", "many"],
        ["export", "V", "folder"],
        ["export", "V", "folder", "--format", "pdf"],
        ["import", "V", "path", "--format", "pdf"],
        ["slots", "V"],
        ["slots", "V", "add", "finger"],
        ["slots", "V", "remove"],
        ["restore", "B"],
        ["create", "V", "--passphrase", "never"],
        ["list", "V", "--recovery-key", "--keyring"],
        ["salvage", "V", "N", "--recovery-key"],
    ],
)
def test_a_call_that_cannot_be_meant_is_a_usage_error(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main.parse(arguments)
    assert left.value.code == 2
    said = capsys.readouterr()
    assert said.out == ""
    assert "_" not in said.err.splitlines()[-1], "no name of ours stands in it"


@pytest.mark.parametrize(
    ("command", "arguments"),
    [
        ("add", []), ("list", []), ("show", ["id"]), ("search", ["word"]), ("verify", []), ("backup", []),
        ("import", ["x"]), ("export", ["x", "--format", "json"]), ("slots", ["add", "recovery"]),
    ],
)  # fmt: skip
def test_no_command_opens_a_vault_with_the_wrong_passphrase(
    line: CommandLine, empty: Path, command: str, arguments: list[str]
) -> None:
    line.by_passphrase(command, empty, *arguments, passphrase="not it").refused(3, "does not open this vault")


@pytest.mark.parametrize("command", ["list", "verify", "backup"])
def test_where_there_is_no_vault_nothing_is_asked_for(line: CommandLine, tmp_path: Path, command: str) -> None:
    line.raw(command, tmp_path).refused(1, "no vault")
    line.raw(command, tmp_path / "nowhere").refused(1, "folder")


def test_every_code_of_an_error_has_one_of_the_statuses() -> None:
    assert set(main._STATUS) < set(Code)
    assert set(main._STATUS.values()) == {2, 3, 4, 5}


def test_a_vault_that_is_open_elsewhere_is_in_use(line: CommandLine, filled: Path) -> None:
    held = vault_at(filled)
    held.unlock(RecoveryKey(line.key))
    try:
        line("list", filled).refused(5, "open somewhere else")
        line("add", filled, then="text").refused(5, "open somewhere else")
    finally:
        held.lock()
    assert len(line.good("list", filled, "--json").json) == 3


def test_a_damaged_vault_is_never_said_to_have_another_passphrase(line: CommandLine, filled: Path) -> None:
    database = filled / DATABASE_FILE
    database.write_bytes(database.read_bytes()[: -4096 * 2])
    line.by_passphrase("add", filled, then="text").refused(4, "damaged")


def test_a_bug_quotes_nothing_and_stands_in_the_log(tmp_path: Path) -> None:
    def buggy(folder: Path) -> int:
        raise RuntimeError("a private word", folder)

    line = CommandLine(tmp_path, "", render=buggy)
    with logging_to(tmp_path / "log"):
        said = line.raw("shots", tmp_path / "private")
    said.refused(1, "RuntimeError")
    logged = (tmp_path / "log").read_text()
    assert "RuntimeError" in logged
    assert "cli/main.py" in logged
    assert "private" not in said.err + logged


@pytest.mark.parametrize(("error", "status"), [(VaultError(Code.DISK_FULL), 1), (VaultError(Code.IN_USE), 5)])
def test_any_work_can_be_told_in_words(tmp_path: Path, error: VaultError, status: int) -> None:
    def fail() -> int:
        raise error

    terminal, out, err = terminal_of()
    assert main.in_words(fail, terminal=terminal, log_file=tmp_path / "log") == status
    assert (out.getvalue(), err.getvalue()) == ("", f"allydesk: {sentence(error)}\n")


def test_a_reader_that_has_gone_is_for_whoever_started_us(tmp_path: Path) -> None:
    def fail() -> int:
        raise BrokenPipeError

    with pytest.raises(BrokenPipeError):
        main.in_words(fail, terminal=terminal_of()[0], log_file=tmp_path / "log")


def test_stopping_is_no_error_of_ours(tmp_path: Path) -> None:
    def stopped(_folder: Path) -> int:
        raise KeyboardInterrupt

    CommandLine(tmp_path, "", render=stopped).raw("shots", tmp_path).refused(130, "Stopped")


def test_demo_and_shots_are_handed_on(tmp_path: Path) -> None:
    asked: list[Path | None] = []

    def note(folder: Path | None) -> int:
        asked.append(folder)
        return 0

    line = CommandLine(tmp_path, "", open_demo=note, render=note)
    for arguments in (["demo"], ["demo", "Here.allydesk"], ["shots", "pictures"]):
        assert line.raw(*arguments).status == 0
    assert asked == [None, Path("Here.allydesk"), Path("pictures")]


def test_nothing_a_command_does_puts_words_into_the_log(
    line: CommandLine, vault: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    line.good("add", vault, "--title", "zebra title", "--tag", "zebra", then="zebra text")
    line.good("search", vault, "zebra")
    line.by_passphrase("list", vault)
    assert "zebra" not in caplog.text
    assert PASSPHRASE not in caplog.text
    assert line.key.split("-")[0] not in caplog.text
