"""A folder of scenarios: listed by their heads, damaged ones aside, and read when one is chosen."""

import os
from datetime import UTC, datetime
from pathlib import Path

import pytest

from allydesk.errors import Code, PracticeError
from allydesk.practice.format import read_head, read_scenario
from allydesk.practice.ids import new_own_scenario_id
from allydesk.practice.library import Library, listed_own, read_bytes, read_own
from allydesk.practice.run import OwnScenario
from tests.practice.format.made import SCENARIOS, SMALL


def put(folder: Path, name: str, **changes: str) -> Path:
    text = SMALL
    for key, value in changes.items():
        old = next(line for line in SMALL.splitlines() if line.startswith(f"{key}:"))
        text = text.replace(old, f"{key}: {value}", 1)
    path = folder / name
    path.write_text(text, "utf-8")
    return path


def test_heads_are_listed_by_family_and_variant(tmp_path: Path) -> None:
    put(tmp_path, "1.yaml", family="Queues", variant="b")
    put(tmp_path, "2.yaml", family="doors")
    put(tmp_path, "3.yaml", family="Queues", variant="a")
    (tmp_path / "notes.txt").write_text("not ours", "utf-8")
    (tmp_path / "folder.yaml").mkdir()
    library = Library(tmp_path)
    assert [(one.head.family, one.head.variant) for one in library.heads()] == [
        ("doors", "a"),
        ("Queues", "a"),
        ("Queues", "b"),
    ]
    assert [one.path and one.path.name for one in library.variants("Queues")] == ["3.yaml", "1.yaml"]
    assert library.variants("Trains") == []
    assert library.faults == ()


def test_damaged_files_are_aside(tmp_path: Path) -> None:
    good = put(tmp_path, "good.yaml")
    (tmp_path / "empty.yaml").write_bytes(b"")
    put(tmp_path, "faulty.yaml", variant="many")
    put(tmp_path, "newer.yaml").write_text(SMALL.replace("scenario: 1", "scenario: 2"), "utf-8")
    library = Library(tmp_path)
    assert [one.path for one in library.heads()] == [good]
    assert {fault.path.name: fault.error.code for fault in library.faults} == {
        "empty.yaml": Code.NOT_A_SCENARIO,
        "faulty.yaml": Code.SCENARIO_FAULTY,
        "newer.yaml": Code.NEWER_VERSION,
    }


def test_a_library_is_read_once_and_its_list_is_the_callers_own(tmp_path: Path) -> None:
    put(tmp_path, "1.yaml")
    library = Library(tmp_path)
    library.heads().clear()
    put(tmp_path, "2.yaml", variant="b")
    assert len(library.heads()) == 1


def test_a_folder_that_is_not_there_has_nothing(tmp_path: Path) -> None:
    library = Library(tmp_path / "nowhere")
    assert library.heads() == []
    assert library.faults == ()


def test_a_scenario_is_read(tmp_path: Path) -> None:
    path = put(tmp_path, "1.yaml")
    assert Library(tmp_path).read(path) == read_scenario(path.read_bytes(), name="")


def test_what_ships_is_whole() -> None:
    library = Library(SCENARIOS)
    assert library.heads()
    assert library.faults == ()
    for listed in library.heads():
        assert listed.path is not None
        assert library.read(listed.path).head == listed.head


@pytest.mark.parametrize("name", ["nowhere.yaml", "a\0b.yaml", "x" * 300])
def test_a_file_that_is_not_there(tmp_path: Path, name: str) -> None:
    with pytest.raises(PracticeError) as raised:
        Library(tmp_path).read(tmp_path / name)
    assert raised.value.code is Code.NO_SUCH_SCENARIO


def test_folders_and_pipes_are_not_waited_for(tmp_path: Path) -> None:
    os.mkfifo(tmp_path / "pipe.yaml")
    for path in (tmp_path, tmp_path / "pipe.yaml", Path("/dev/zero")):
        with pytest.raises(PracticeError) as raised:
            read_bytes(path)
        assert raised.value.code is Code.NOT_A_SCENARIO
    assert Library(tmp_path).heads() == []


def test_of_a_file_that_is_too_large_only_enough_is_read(tmp_path: Path) -> None:
    path = tmp_path / "large.yaml"
    with path.open("wb") as file:
        file.truncate(1 << 33)
    with pytest.raises(PracticeError) as raised:
        Library(tmp_path).read(path)
    assert raised.value.code is Code.SCENARIO_TOO_LARGE


def test_ones_own_from_the_vault() -> None:
    own = OwnScenario(new_own_scenario_id(), "mine.yaml", SMALL, datetime(2026, 11, 22, tzinfo=UTC))
    listed = listed_own(own)
    assert (listed.head, listed.path, listed.own) == (read_head(SMALL.encode(), name=""), None, own)
    assert read_own(own).start == "door"
    spoilt = OwnScenario(own.id, own.name, "no scenario", own.added)
    for read in (listed_own, read_own):
        with pytest.raises(PracticeError):
            read(spoilt)
