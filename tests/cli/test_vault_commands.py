"""create, verify, backup, restore, slots, passphrase, rotate and salvage."""

import re
import shutil
from datetime import datetime
from pathlib import Path

import pytest

from allydesk.storage.header import HEADER_NAME, TWIN_NAME
from allydesk.storage.opened import DATABASE_FILE
from allydesk.storage.secrets import RecoveryKey
from tests.cli.line import CommandLine
from tests.vaults import PASSPHRASE, vault_at

KEY_LINE = r"[0-9A-HJKMNP-TV-Z]{4}(?:-[0-9A-HJKMNP-TV-Z]{4}){3}"
OTHER = "another quiet place"


def flip_a_bit_of(file: Path, *, at: float) -> None:
    """Damage a file at this part of its length."""
    data = bytearray(file.read_bytes())
    data[int(len(data) * at)] ^= 1
    file.write_bytes(data)


def all_files(folder: Path) -> dict[str, bytes]:
    return {str(file.relative_to(folder)): file.read_bytes() for file in folder.rglob("*") if file.is_file()}


def test_create_refuses_what_is_there_and_touches_nothing(line: CommandLine, reading: Path) -> None:
    before = all_files(reading)
    line.by_passphrase("create", reading).refused(1, "already something")
    assert all_files(reading) == before


@pytest.mark.parametrize(
    ("typed", "words"),
    [
        (b"\n", "empty"),
        (b"a\ttab\n", "character"),
        (b"\xff\xfe\n", "character"),
        ("in\u200bvisible\n".encode(), "character"),
    ],
)
def test_create_refuses_a_passphrase_that_could_not_be_typed_again(
    line: CommandLine, tmp_path: Path, typed: bytes, words: str
) -> None:
    line.raw("create", tmp_path / "New.allydesk", typed=typed).refused(1, words)
    assert not (tmp_path / "New.allydesk").exists()


# verify


def test_verify_finds_nothing_in_a_whole_vault(line: CommandLine, reading: Path) -> None:
    assert line.good("verify", reading, "--json").json == {"ok": True, "problems": []}
    assert line.good("verify", reading).out == "No damage was found.\n"


def test_verify_lists_what_is_damaged(line: CommandLine, filled: Path) -> None:
    flip_a_bit_of(filled / DATABASE_FILE, at=0.9)
    said = line("verify", filled, "--json")
    assert said.status == 4
    assert said.err == ""
    assert said.json["ok"] is False
    assert said.json["problems"]
    assert all(set(problem) == {"trouble", "places", "text"} for problem in said.json["problems"])
    assert said.json["problems"][0]["trouble"] == "pages"
    plain = line("verify", filled)
    assert plain.status == 4
    assert plain.out.splitlines() == [problem["text"] for problem in said.json["problems"]]


def test_verify_of_a_vault_too_damaged_to_open_has_the_same_shape(line: CommandLine, filled: Path) -> None:
    flip_a_bit_of(filled / DATABASE_FILE, at=0)
    said = line("verify", filled, "--json")
    assert said.status == 4
    assert said.json["ok"] is False
    assert [problem["trouble"] for problem in said.json["problems"]] == ["damaged-vault"]
    line("verify", filled).refused(4, "damaged")


def test_verify_of_a_vault_without_its_header_has_the_same_shape(line: CommandLine, filled: Path) -> None:
    for name in (HEADER_NAME, TWIN_NAME):
        (filled / name).write_bytes(b"{}")
    said = line("verify", filled, "--json")
    assert said.status == 4
    assert [problem["trouble"] for problem in said.json["problems"]] == ["damaged-header"]


def test_one_good_header_of_two_is_enough(line: CommandLine, filled: Path) -> None:
    whole = (filled / HEADER_NAME).read_bytes()
    (filled / HEADER_NAME).write_bytes(whole[:100])
    assert len(line.good("list", filled, "--json").json) == 3
    assert (filled / HEADER_NAME).read_bytes() == whole


# backup and restore


def test_a_backup_is_printed_and_restored_beside(line: CommandLine, filled: Path, tmp_path: Path) -> None:
    made = Path(line.good("backup", filled).out.strip())
    assert made.parent == filled / "backups"
    line.good("add", filled, then="written after the backup")
    said = line.raw("restore", made, tmp_path / "Back.allydesk")
    assert said.status == 0, said.err
    assert len(line.good("list", tmp_path / "Back.allydesk", "--json").json) == 3
    assert len(line.good("list", filled, "--json").json) == 4


def test_a_backup_goes_where_it_is_told(line: CommandLine, filled: Path, tmp_path: Path) -> None:
    target = tmp_path / "elsewhere"
    assert line.good("backup", filled, target).out == f"{target}\n"
    assert len(line.good("list", target, "--json").json) == 3
    line("backup", filled, target).refused(1, "already something")


def test_restore_never_goes_over_anything(line: CommandLine, filled: Path, reading: Path) -> None:
    before = all_files(filled)
    line.raw("restore", reading, filled).refused(1, "already something")
    line.raw("restore", filled.parent, filled.parent / "New").refused(1, "no backup")
    line.raw("restore", filled.parent / "nowhere", filled.parent / "New").refused(1, "no backup")
    assert all_files(filled) == before
    assert not (filled.parent / "New").exists()


# slots


def test_slots_are_listed_without_a_secret(line: CommandLine, reading: Path) -> None:
    listed = line.raw("slots", reading, "list", "--json").json
    assert [item["kind"] for item in listed] == ["passphrase", "recovery"]
    assert all(set(item) == {"id", "kind", "label", "created"} for item in listed)
    assert all(datetime.fromisoformat(item["created"]).utcoffset() is not None for item in listed)
    rows = line.raw("slots", reading, "list").out.splitlines()
    assert [row.split()[1] for row in rows] == ["passphrase", "recovery"]


def test_a_recovery_key_is_four_lines_and_opens_the_vault_from_a_file_or_in_one_line(
    line: CommandLine, vault: Path
) -> None:
    made = line.raw("slots", "--recovery-key", vault, "add", "recovery", typed=line.key)
    assert made.status == 0, made.err
    assert re.fullmatch(rf"(?:{KEY_LINE}\n){{4}}", made.out)
    assert "Write these lines down" in made.err
    assert not re.search(KEY_LINE, made.err)
    lines = made.out.split()
    numbered = "".join(f"{number}  {each.lower()}\n" for number, each in enumerate(lines, 1))
    for typed in (made.out, " ".join(lines), " ".join(lines) + "\n", numbered, "".join(lines).replace("-", "") + "\n"):
        said = line.raw("list", "--recovery-key", vault, "--json", typed=typed)
        assert (said.status, said.json) == (0, []), typed
    entry = line.raw("add", "--recovery-key", vault, typed=made.out + "Text below the key.").out.strip()
    shown = line.raw("show", "--recovery-key", vault, entry, "--json", typed=made.out).json
    assert shown["text"] == "Text below the key."
    line("list", vault).refused(3, "recovery key")


def test_a_recovery_key_that_is_mistyped_cut_or_of_another_vault(
    line: CommandLine, empty: Path, tmp_path: Path
) -> None:
    lines = line.key.splitlines()
    wrong = "8" if lines[2][0] == "7" else "7"
    mistyped = "\n".join([*lines[:2], wrong + lines[2][1:], lines[3]])
    line.raw("list", "--recovery-key", empty, typed=mistyped).refused(3, "line 3")
    line.raw("list", "--recovery-key", empty, typed="\n".join(lines[:3])).refused(3, "one is missing")
    line.raw("list", "--recovery-key", empty).refused(2, "there was none")
    copied = Path(shutil.copytree(empty, tmp_path / "Other.allydesk"))
    again = line.raw("slots", "--recovery-key", copied, "add", "recovery", typed=line.key)
    line.raw("list", "--recovery-key", empty, typed=again.out).refused(3, "does not open")


def test_a_slot_is_removed_but_never_the_only_passphrase(line: CommandLine, vault: Path) -> None:
    passphrase, recovery = (item["id"] for item in line.raw("slots", vault, "list", "--json").json)
    for slot, words in ((passphrase, "only passphrase"), ("no-such-slot", "removed already")):
        said = line.raw("slots", "--recovery-key", vault, "remove", slot, typed=line.key)
        said.refused(1, words)
    assert line.raw("slots", "--recovery-key", vault, "remove", recovery, typed=line.key).status == 0
    assert [item["kind"] for item in line.raw("slots", vault, "list", "--json").json] == ["passphrase"]
    line("list", vault).refused(3, "recovery key")


# passphrase and rotate


def test_a_changed_passphrase_opens_the_vault_and_the_old_one_no_longer(line: CommandLine, filled: Path) -> None:
    line.raw("passphrase", filled, typed=f"not it\n{OTHER}\n").refused(3, "does not open")
    line.raw("passphrase", filled, typed=f"{PASSPHRASE}\n").refused(2, "there was none")
    line.raw("passphrase", filled, typed=f"{PASSPHRASE}\n\n").refused(1, "empty")
    said = line.raw("passphrase", filled, typed=f"{PASSPHRASE}\n{OTHER}\n")
    assert said.status == 0, said.err
    line.by_passphrase("list", filled).refused(3, "does not open")
    assert len(line.by_passphrase("list", filled, "--json", passphrase=OTHER).json) == 3
    assert len(line.good("list", filled, "--json").json) == 3


def test_who_has_the_recovery_key_can_choose_another_passphrase(line: CommandLine, filled: Path) -> None:
    said = line.raw("passphrase", "--recovery-key", filled, typed=f"{line.key}\n{OTHER}\n")
    assert said.status == 0, said.err
    line.by_passphrase("list", filled).refused(3, "does not open")
    assert len(line.by_passphrase("list", filled, "--json", passphrase=OTHER).json) == 3


def test_a_rotated_vault_has_the_same_passphrase_and_another_recovery_key(line: CommandLine, filled: Path) -> None:
    before = (filled / DATABASE_FILE).read_bytes()
    said = line.by_passphrase("rotate", filled)
    assert said.status == 0, said.err
    assert re.search(rf"\n(?:{KEY_LINE}\n){{4}}\Z", said.out)
    assert (filled / DATABASE_FILE).read_bytes()[:4096] != before[:4096]
    assert len(line.by_passphrase("list", filled, "--json").json) == 3
    line("list", filled).refused(3, "recovery key")
    new = "\n".join(said.out.splitlines()[-4:])
    assert len(line.raw("list", "--recovery-key", filled, "--json", typed=new).json) == 3


# salvage


def test_salvage_brings_what_can_be_read_into_a_new_vault(line: CommandLine, filled: Path, tmp_path: Path) -> None:
    flip_a_bit_of(filled / DATABASE_FILE, at=0.9)
    before = all_files(filled)
    new = tmp_path / "Saved.allydesk"
    line.by_passphrase("salvage", filled, new, passphrase="not it").refused(3, "does not open")
    assert not new.exists()
    said = line.by_passphrase("salvage", filled, new)
    assert said.status == 0, said.err
    counts = re.match(r"Whole: (\d+)\. In part: (\d+)\. Lost: (\d+)\.", said.out)
    assert counts
    whole, partial, lost = map(int, counts.groups())
    assert whole + partial == len(line.by_passphrase("list", new, "--json").json)
    assert whole + partial + lost >= 1
    assert all_files(filled) == before


# An older copy


def test_an_older_copy_is_told_and_opens_when_asked_to(line: CommandLine, filled: Path, tmp_path: Path) -> None:
    kept = shutil.copytree(filled, tmp_path / "kept")
    line.good("add", filled, then="a newer entry")
    shutil.rmtree(filled)
    kept.rename(filled)
    line("list", filled).refused(1, "older")
    line("add", filled, then="text").refused(1, "older")
    assert len(line.good("list", filled, "--older-copy", "--json").json) == 3


def test_what_is_made_here_is_a_vault_like_any_other(line: CommandLine, filled: Path) -> None:
    line.good("add", filled, "--title", "From the command line", then="text")
    vault = vault_at(filled)
    vault.unlock(RecoveryKey(line.key))
    try:
        assert vault.verify() == []
        assert vault.journal.count() == 4
    finally:
        vault.lock()
    assert sorted(file.name for file in filled.iterdir()) == [TWIN_NAME, HEADER_NAME, DATABASE_FILE]
