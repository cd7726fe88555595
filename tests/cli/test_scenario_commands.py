"""scenario check and list: what is to be mended, where, and what came along."""

import os
from pathlib import Path

import pytest

from tests.cli.line import CommandLine
from tests.practice.format.made import EXAMPLE, SCENARIOS, SMALL


@pytest.fixture
def file(tmp_path: Path) -> Path:
    path = tmp_path / "small.yaml"
    path.write_text(SMALL, "utf-8")
    return path


def spoil(file: Path, old: str, new: str) -> int:
    """Change that; the line of what is new."""
    text = SMALL.replace(old, new, 1)
    file.write_text(text, "utf-8")
    return text[: text.index(new)].count("\n") + 1


def test_a_sound_file_has_nothing_to_mend(line: CommandLine, file: Path) -> None:
    said = line.raw("scenario", "check", file)
    assert (said.status, said.out, said.err) == (0, "1 file read: 0 errors, 0 warnings.\n", "")


def test_a_mistake_has_its_file_line_column_and_fix(line: CommandLine, file: Path) -> None:
    number = spoil(file, "coach: It is quicker", "couch: It is quicker")
    said = line.raw("scenario", "check", file)
    assert said.status == 1
    rows = said.out.splitlines()
    assert f"{file}:{number}:11: error: “couch” does not belong in this option. Did you mean “coach”?" in rows
    assert rows[-1] == "1 file read: 2 errors, 0 warnings."


def test_ways_are_followed_only_through_a_file_without_mistakes(line: CommandLine, file: Path) -> None:
    number = spoil(file, "debrief:\n", "  attic: {lines: [], then: [{next: known}]}\ndebrief:\n")
    said = line.raw("scenario", "check", file)
    assert said.status == 1
    assert f"{file}:{number}:3: error: Nothing leads to the scene “attic”." in said.out


def test_warnings_are_no_failure(line: CommandLine, file: Path) -> None:
    spoil(file, "state:\n", "state:\n  rain: {label: Rain, start: 0, least: 0, most: 1}\n")
    said = line.raw("scenario", "check", file)
    assert said.status == 0
    assert said.out.count(" warning: ") == 2
    assert said.out.endswith("1 file read: 0 errors, 2 warnings.\n")


def test_several_files_are_compared(line: CommandLine, file: Path, tmp_path: Path) -> None:
    twin = tmp_path / "twin.yaml"
    twin.write_text(SMALL, "utf-8")
    said = line.raw("scenario", "check", file, twin, EXAMPLE)
    assert said.status == 1
    assert f"{twin}: error: {file} is variant “a” of “Names” as well." in said.out
    assert f"{EXAMPLE}: warning: The family “A remark from above” has this variant only." in said.out
    assert said.out.endswith("3 files read: 1 error, 1 warning.\n")
    assert "variant only" not in line.raw("scenario", "check", file).out


def test_the_same_file_twice_is_one(line: CommandLine, file: Path) -> None:
    assert line.raw("scenario", "check", file, file).out == "1 file read: 0 errors, 0 warnings.\n"


def test_what_cannot_be_read_is_said_and_the_rest_is_checked(line: CommandLine, file: Path, tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe")
    said = line.raw("scenario", "check", tmp_path / "gone", tmp_path, tmp_path / "pipe", "x" * 5_000, file)
    assert said.status == 1
    assert said.out == "1 file read: 0 errors, 0 warnings.\n"
    assert said.err.splitlines() == [
        f"allydesk: {tmp_path / 'gone'}: There is no such file.",
        f"allydesk: {tmp_path}: That is a folder. Name the files in it.",
        f"allydesk: {tmp_path / 'pipe'}: That is not a file.",
        f"allydesk: {'x' * 5_000}: There is no such file.",
    ]


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is forbidden to the superuser")
def test_a_file_that_may_not_be_read(line: CommandLine, file: Path) -> None:
    file.chmod(0)
    said = line.raw("scenario", "check", file)
    assert (said.status, said.err) == (1, f"allydesk: {file}: Allydesk may not read that file.\n")


@pytest.mark.parametrize("data", [b"", b"\xff\xfe", b"[" * 100_000, b"a: &a [*a]", b"x" * 2_000_000])
def test_bad_input_is_one_remark(line: CommandLine, file: Path, data: bytes) -> None:
    file.write_bytes(data)
    said = line.raw("scenario", "check", file)
    assert said.status == 1
    assert said.out.count("\n") == 2
    assert said.out.startswith(f"{file}:")


def test_a_file_cannot_command_a_terminal(line: CommandLine, file: Path) -> None:
    file.write_text('"\\e[2J": 1\nallydesk-scenario: 1\n', "utf-8")
    said = line.raw("scenario", "check", file)
    assert said.status == 1
    assert "\x1b" not in said.out


def test_the_library_is_listed(line: CommandLine) -> None:
    said = line.raw("scenario", "list")
    assert (said.status, said.err) == (0, "")
    assert "A remark from above\n  a  The joke before the meeting, about 4 minutes\n" in said.out


def test_the_library_as_json(line: CommandLine) -> None:
    listed = line.raw("scenario", "list", "--json").json
    assert len(listed) == len(list(SCENARIOS.glob("*.yaml")))
    joke = next(one for one in listed if one["title"] == "The joke before the meeting")
    assert joke == {
        "title": "The joke before the meeting",
        "family": "A remark from above",
        "variant": "a",
        "language": "en-GB",
        "summary": joke["summary"],
        "minutes": 4,
        "content-notes": ["a joke about people’s origins"],
        "skills": ["noticing", "interrupting", "naming", "following-wishes", "calling-in", "recommitting"],
        "file": str(EXAMPLE),
    }
    assert joke["summary"].startswith("Two minutes before a meeting")


def test_without_an_action_it_is_a_usage_mistake(line: CommandLine) -> None:
    with pytest.raises(SystemExit) as left:
        line.raw("scenario")
    assert left.value.code == 2
