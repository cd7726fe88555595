"""moment, lifeline and story: what they keep, print and write."""

import re
import xml.etree.ElementTree as ET
import zipfile
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtWidgets import QApplication

from allydesk.assets import resources
from allydesk.storage.secrets import RecoveryKey
from allydesk.story.telling import Telling
from allydesk.ui.story.documents import QtDrawing
from tests.cli.line import CommandLine
from tests.vaults import vault_at

ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


@pytest.fixture
def drawn(line: CommandLine, qapp: QApplication) -> CommandLine:
    """A command line that can draw."""
    assert qapp is not None
    return replace(line, drawing=lambda: QtDrawing.plain(resources=resources()))


def add(line: CommandLine, vault: Path, title: str, when: str, height: str = "0") -> str:
    said = line.inside("moment", "add", vault, "--title", title, "--date", when, "--height", height)
    assert said.status == 0, said.err
    return said.out.strip()


def tell(line: CommandLine, folder: Path, *tellings: Telling) -> None:
    vault = vault_at(folder)
    vault.unlock(RecoveryKey(line.key))
    for one in tellings:
        vault.stories.add(one)
    vault.lock()


def test_a_moment_is_added_with_its_vague_date_and_listed(line: CommandLine, vault: Path) -> None:
    added = add(line, vault, "Choir & <tea>", "Summer  1999", "+3")
    assert re.fullmatch(ID, added)
    listed = line.inside("moment", "list", vault, "--json").json
    assert len(listed) == 1
    assert listed[0] == {
        "id": added,
        "title": "Choir & <tea>",
        "date": listed[0]["date"],
        "earliest": "1999-06-01",
        "latest": "1999-08-31",
        "precision": "season",
        "approximate": False,
        "height": 3,
        "now": None,
        "note": "",
        "place": "",
        "people": [],
        "themes": [],
        "entries": [],
        "photos": [],
    }
    assert listed[0]["date"].casefold() == "summer 1999"


def test_moments_are_listed_oldest_first_and_undated_ones_last(line: CommandLine, vault: Path) -> None:
    waiting = line.inside("moment", "add", vault, "--title", "C", "--date", "between school and university")
    assert waiting.status == 0
    assert "waits" in waiting.err
    add(line, vault, "B", "2012", "-4")
    add(line, vault, "A", "about 2003")
    rows = line.inside("moment", "list", vault).out.splitlines()
    assert [row[-1] for row in rows] == ["A", "B", "C"]
    assert "−4" in rows[1]
    kinds = [(one["precision"], one["approximate"]) for one in line.inside("moment", "list", vault, "--json").json]
    assert kinds == [("year", True), ("year", False), ("none", False)]


@pytest.mark.parametrize(
    ("when", "words"),
    [("31 February 2001", "no such day"), ("in the year 12000", "9999"), ("1985 to 1980", "after it ends")],
)
def test_a_date_that_cannot_be_is_refused_in_a_sentence(line: CommandLine, vault: Path, when: str, words: str) -> None:
    line.inside("moment", "add", vault, "--date", when).refused(2, words)
    assert line.inside("moment", "list", vault, "--json").json == []


def test_a_height_off_the_scale_is_a_usage_mistake(line: CommandLine, vault: Path) -> None:
    with pytest.raises(SystemExit) as left:
        line.inside("moment", "add", vault, "--height", "6")
    assert left.value.code == 2


def test_people_and_the_rest_are_kept(line: CommandLine, vault: Path) -> None:
    arguments = ("--person", "Ruth", "--person", "Amara", "--place", "Leeds", "--note", "She waited.", "--now", "-2")
    assert line.inside("moment", "add", vault, *arguments).status == 0
    item = line.inside("moment", "list", vault, "--json").json[0]
    assert (item["people"], item["place"], item["note"], item["now"]) == (["Ruth", "Amara"], "Leeds", "She waited.", -2)


@pytest.mark.parametrize("ending", ["svg", "png", "pdf"])
def test_the_lifeline_is_drawn_as_the_ending_says(drawn: CommandLine, vault: Path, tmp_path: Path, ending: str) -> None:
    add(drawn, vault, "Choir & <tea>", "2008", "3")
    file = tmp_path / f"life.{ending}"
    said = drawn.inside("lifeline", "export", vault, file)
    assert said.status == 0, said.err
    assert "not encrypted" in said.err
    begins = {"svg": b"<", "png": b"\x89PNG", "pdf": b"%PDF-"}
    assert file.read_bytes().startswith(begins[ending])
    if ending == "svg":
        assert "Choir & <tea>" in "".join(ET.fromstring(file.read_text("utf-8")).itertext())  # noqa: S314 - our own


@pytest.mark.parametrize("ending", ["pdf", "docx", "odt", "html", "epub", "md"])
def test_a_story_is_written_as_the_ending_says(drawn: CommandLine, vault: Path, tmp_path: Path, ending: str) -> None:
    add(drawn, vault, "Choir", "2008", "3")
    tell(drawn, vault, Telling("The ruler", "", "She lent me her **ruler** & waited.\n"))
    file = tmp_path / f"story.{ending}"
    said = drawn.inside("story", "export", vault, file)
    assert said.status == 0, said.err
    data = file.read_bytes()
    if ending in ("docx", "odt", "epub"):
        assert zipfile.is_zipfile(file)
    else:
        assert data.startswith(b"%PDF-") if ending == "pdf" else b"ruler" in data


def test_the_story_changed_last_is_taken_unless_one_is_named(drawn: CommandLine, vault: Path, tmp_path: Path) -> None:
    tell(drawn, vault, Telling("One", "", "First."), Telling("Two", "", "Second."))
    file, other = tmp_path / "a.md", tmp_path / "b.md"
    assert drawn.inside("story", "export", vault, file, "--without-chart").status == 0
    assert drawn.inside("story", "export", vault, other, "--title", " one ").status == 0
    assert "Second." in file.read_text("utf-8")
    assert "First." in other.read_text("utf-8")
    drawn.inside("story", "export", vault, tmp_path / "c.md", "--title", "Three").refused(1, "story")


def test_another_ending_is_refused_before_the_vault_is_opened(line: CommandLine, vault: Path, tmp_path: Path) -> None:
    line.raw("lifeline", "export", vault, tmp_path / "life.jpg").refused(1, "")
    line.raw("story", "export", vault, tmp_path / "story").refused(1, "")


def test_a_folder_that_cannot_be_written_is_told_and_nothing_is_left(drawn: CommandLine, vault: Path) -> None:
    add(drawn, vault, "Choir", "2008")
    drawn.inside("lifeline", "export", vault, "/proc/nowhere/life.svg").refused(1, "")
