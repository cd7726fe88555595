"""import and export: what comes in, what is said about it, and that nothing is lost on the way round."""

from datetime import datetime
from pathlib import Path

import pytest

from allydesk.transfer.exporting import export_json
from tests.cli.line import CommandLine
from tests.fixtures.practice_room import full_run
from tests.vaults import new_vault, written

JRNL = """\
[2026-01-05 08:00] Snow on the roof. It was quiet @winter
and stayed so.

[2026-01-06 21:30] A walk *
With @anna, as far as the bridge.
"""


@pytest.fixture
def jrnl(tmp_path: Path) -> Path:
    """A journal as jrnl keeps it."""
    file = tmp_path / "journal.txt"
    file.write_text(JRNL)
    return file


def test_a_dry_run_says_what_would_come_and_brings_nothing(line: CommandLine, vault: Path, jrnl: Path) -> None:
    told = line.good("import", vault, jrnl, "--dry-run", "--json").json
    assert set(told) == {
        "format",
        "found",
        "new",
        "already_there",
        "first",
        "last",
        "tags",
        "story",
        "practice",
        "notes",
    }
    assert (told["format"], told["found"], told["new"], told["already_there"]) == ("jrnl", 2, 2, 0)
    assert datetime.fromisoformat(told["first"]) < datetime.fromisoformat(told["last"])
    assert set(told["tags"]) >= {"winter", "anna"}
    plain = line.good("import", vault, jrnl, "--dry-run").out
    assert plain.startswith("2 entries of format jrnl, 0 already there.\nFrom 2026-01-05 to 2026-01-06.\n")
    assert plain.endswith("Nothing was brought in.\n")
    assert line.good("list", vault, "--json").json == []


def test_an_import_brings_everything_once(line: CommandLine, vault: Path, jrnl: Path) -> None:
    told = line.good("import", vault, jrnl, "--json").json
    assert set(told) == {"added", "skipped", "story", "practice", "notes"}
    assert (told["added"], told["skipped"]) == (2, 0)
    assert [note for note in told["notes"] if set(note) != {"kind", "count", "where", "text"}] == []
    again = line.good("import", vault, jrnl)
    assert again.out.startswith("0 entries brought in, 2 already there.\n")
    listed = line.good("list", vault, "--json").json
    assert [item["title"] for item in listed] == ["A walk", "Snow on the roof. It was quiet @winter"]
    assert listed[1]["tags"] == ["winter"]
    assert listed[1]["created"] == "2026-01-05T08:00:00+01:00"


def test_an_import_into_a_vault_with_entries_makes_a_backup_first(line: CommandLine, filled: Path, jrnl: Path) -> None:
    line.good("import", filled, jrnl, "--dry-run")
    assert not (filled / "backups").exists()
    line.good("import", filled, jrnl)
    (backup,) = (filled / "backups").iterdir()
    assert len(line.good("list", backup, "--json").json) == 3
    assert len(line.good("list", filled, "--json").json) == 5


def test_what_cannot_be_brought_in_is_refused_and_changes_nothing(
    line: CommandLine, empty: Path, tmp_path: Path, jrnl: Path
) -> None:
    blank = tmp_path / "blank.txt"
    blank.write_bytes(b"")
    noise = tmp_path / "noise.bin"
    noise.write_bytes(bytes(range(256)) * 16)
    broken = tmp_path / "broken.json"
    broken.write_text('{"entries": [{"title": "cut')
    for source in (blank, noise, broken, tmp_path / "nowhere"):
        said = line("import", empty, source, "--json")
        assert said.out == "", source
        assert said.status == 1
        assert said.err.startswith("allydesk: ")
        assert said.err.count("\n") == 1
    line("import", empty, jrnl, "--format", "json").refused(1, "")
    assert line.good("list", empty, "--json").json == []


def test_json_brings_everything_back(line: CommandLine, tmp_path: Path) -> None:
    first = new_vault(tmp_path / "First.allydesk")
    line.key = "\n".join(first.add_recovery_key())
    kept = [
        first.journal.add(
            written("0001-01-01T00:00+14:00", "The first day", "\ttabs\n\n> and *marks*", ("one", "two"))
        ),
        first.journal.add(written("9999-12-31T23:59:59.5-12:00", "", "👩🏽‍🚀 e\u0301 שלום", (), mood=-5)),
        first.journal.add(written("2026-11-21T21:14", "Trashed", "x" * 100_000)),
    ]
    first.journal.trash(kept[2].id)
    first.lock()
    export = tmp_path / "export"
    said = line.good("export", first.folder, export, "--format", "json")
    assert said.out == f"3 entries written to {export}.\n"
    assert "not encrypted" in said.err
    second = new_vault(tmp_path / "Second.allydesk")
    other = CommandLine(tmp_path, "\n".join(second.add_recovery_key()))
    second.lock()
    assert other.good("import", second.folder, export, "--json").json["added"] == 3
    for entry in kept:
        assert (
            other.good("show", second.folder, entry.id, "--json").json
            == line.good("show", first.folder, entry.id, "--json").json
        )
    assert other.good("import", second.folder, export, "--json").json["skipped"] == 3


def test_practice_comes_without_any_entry_and_what_cannot_be_read_stops_nothing(
    line: CommandLine, vault: Path, tmp_path: Path
) -> None:
    first = new_vault(tmp_path / "First.allydesk")
    other = CommandLine(tmp_path, "\n".join(first.add_recovery_key()))
    for _ in range(2):
        first.practice.keep_run(full_run())
    export_json(first.journal, tmp_path / "whole")
    with first._opened().database.write() as connection:
        connection.exec_driver_sql("UPDATE run SET moves = '[{}]' WHERE run_id = 1")
    first.lock()
    said = other.good("export", first.folder, tmp_path / "rest", "--format", "json")
    assert "Something of your practice can’t be read, and is left out." in said.out
    assert line.good("import", vault, tmp_path / "rest", "--json").json["practice"] == 1
    told = line.good("import", vault, tmp_path / "whole", "--dry-run")
    assert "And of the practice room, new: 1.\n" in told.out
    assert line.good("import", vault, tmp_path / "whole", "--dry-run", "--json").json["practice"] == 1
    assert "And of the practice room: 1 brought in.\n" in line.good("import", vault, tmp_path / "whole").out


def test_markdown_is_written_and_can_be_brought_in_again(line: CommandLine, reading: Path, vault: Path) -> None:
    folder = vault.parent / "pages"
    assert line.good("export", reading, folder, "--format", "markdown").out.startswith("3 entries written to ")
    assert len(list(folder.rglob("*.md"))) == 3
    line.good("import", vault, folder)
    first, second = (line.good("list", each, "--json").json for each in (reading, vault))
    assert [item["title"] for item in first] == [item["title"] for item in second]
    assert [item["created"] for item in first] == [item["created"] for item in second]
    assert [item["tags"] for item in first] == [item["tags"] for item in second]


def test_export_never_writes_over_anything(line: CommandLine, reading: Path, tmp_path: Path) -> None:
    full = tmp_path / "full"
    full.mkdir()
    (full / "mine.txt").write_text("mine")
    for form in ("json", "markdown"):
        line("export", reading, full, "--format", form).refused(1, "not empty")
    assert [file.name for file in full.iterdir()] == ["mine.txt"]
    line("export", reading, full / "mine.txt", "--format", "json").refused(1, "")
