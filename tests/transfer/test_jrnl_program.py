"""Journals that the real jrnl writes, exports and reads, against what we read."""

import json
import os
import subprocess
import sys
from collections.abc import Callable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
import yaml

from allydesk.journal.entry import Content
from allydesk.journal.tags import tag_key
from allydesk.storage.journal import Journal
from allydesk.transfer import importing
from allydesk.transfer.notes import NoteKind
from tests.transfer.makers import all_of, contents, noted, read

jrnl = pytest.importorskip("jrnl", reason="jrnl is not installed")

ENTRIES = """\
[2019-05-06 07:08] A walk by the river. *
With @Ann, and back before the rain. Mail: ann@example.org

    an indented line
* a list, not a star

[2020-08-29 11:11] I programmed for @OS/2.
Almost makes me want to go back to @C++, though. (Still better than @C#).

[2020-08-29 23:59] Ünïcødé 日記 🙂 title
مرحبا بالعالم e\u0301
[1] a footnote
[x] a box, ticked

[2021-01-01 00:00] Midnight without a text

[2021-03-28 02:30] A time that the clocks skipped.
Text.
"""


@dataclass(frozen=True)
class Program:
    """jrnl with a home of its own."""

    home: Path

    @property
    def journal(self) -> Path:
        return self.home / "journal.txt"

    def __call__(self, *arguments: str, given: str = "") -> str:
        environment = {
            **{name: value for name, value in os.environ.items() if name in ("PATH", "SYSTEMROOT")},
            **{name: str(self.home) for name in ("HOME", "XDG_CONFIG_HOME", "XDG_DATA_HOME", "XDG_CACHE_HOME")},
            "PYTHONIOENCODING": "utf-8",
            "PYTHONUTF8": "1",
            "NO_COLOR": "1",
        }
        done = subprocess.run(
            [sys.executable, "-m", "jrnl", "--config-file", str(self.home / "jrnl.yaml"), *arguments],
            input=given,
            env=environment,
            cwd=self.home,
            capture_output=True,
            encoding="utf-8",
            timeout=120,
            check=False,
        )
        assert done.returncode == 0, done.stderr
        return done.stdout

    def view(self) -> list[dict[str, Any]]:
        """What jrnl itself sees in its journal."""
        exported = json.loads(self("--format", "json"))
        assert isinstance(exported["entries"], list)
        return exported["entries"]


@pytest.fixture
def make_program(tmp_path: Path) -> Callable[[str], Program]:
    def make(time_format: str, *, tag_signs: str = "#@") -> Program:
        program = Program(tmp_path / "home")
        program.home.mkdir()
        settings = {
            "version": jrnl.__version__,
            "journals": {"default": {"journal": str(program.journal)}},
            "editor": "",
            "encrypt": False,
            "template": False,
            "default_hour": 9,
            "default_minute": 0,
            "timeformat": time_format,
            "tagsymbols": tag_signs,
            "highlight": False,
            "linewrap": 79,
            "indent_character": "|",
            "colors": {"body": "none", "date": "none", "tags": "none", "title": "none"},
        }
        (program.home / "jrnl.yaml").write_text(yaml.safe_dump(settings), "utf-8")
        program.journal.touch()
        program("--import", given=ENTRIES)
        return program

    return make


def as_jrnl_sees(content: Content) -> dict[str, Any]:
    tags = {tag_key(name) for name in content.tags}
    return {
        "title": content.title,
        "body": content.text.strip(),
        "date": content.created.local.strftime("%Y-%m-%d"),
        "time": content.created.local.strftime("%H:%M"),
        "tags": sorted(tags - {"starred"}),
        "starred": "starred" in tags,
    }


def theirs(entry: dict[str, Any]) -> dict[str, Any]:
    return {**entry, "tags": sorted(tag.lstrip("@#") for tag in entry["tags"])}


@pytest.mark.parametrize("time_format", ["%Y-%m-%d %H:%M", "%F %r", "%d.%m.%Y %H:%M", "%A, %d %B %Y %I:%M %p", "%c"])
def test_both_formats_read_as_jrnl_reads_them(make_program: Callable[[str], Program], time_format: str) -> None:
    program = make_program(time_format)
    view = list(map(theirs, program.view()))
    assert len(view) == 5

    text = read(program.journal)
    assert text.format == "jrnl"
    assert list(map(as_jrnl_sees, contents(text))) == view
    assert noted(text) == {NoteKind.STARRED: 1}

    export = program.home / "export.json"
    export.write_text(program("--format", "json"), "utf-8")
    exported = read(export)
    assert exported.format == "jrnl-json"
    assert list(map(as_jrnl_sees, contents(exported))) == view
    assert exported.fingerprints == text.fingerprints


def test_what_is_written_at_the_prompt(make_program: Callable[[str], Program]) -> None:
    program = make_program("%Y-%m-%d %H:%M")
    program("2022-02-03 at 4pm: Tea with @Bea. We talked for hours. *Nobody* left.")
    program("2022-02-04 at 4pm: *A starred line")
    found = contents(read(program.journal))
    assert list(map(as_jrnl_sees, found)) == list(map(theirs, program.view()))
    assert (found[-2].title, found[-2].text) == ("Tea with @Bea.", "We talked for hours. *Nobody* left.")
    assert found[-1].tags == ("starred",)


def test_the_second_import_brings_nothing(make_program: Callable[[str], Program], journal: Journal) -> None:
    program = make_program("%F %r")
    export = program.home / "export.json"
    export.write_text(program("--format", "json"), "utf-8")
    first = importing.run(read(program.journal), journal)
    assert (first.added, first.skipped) == (5, 0)
    edited = all_of(journal)[0]
    journal.save(edited.id, Content(edited.content.created, "Another title", "another text"))
    for path in (program.journal, export):
        again = importing.run(read(path), journal)
        assert (again.added, again.skipped) == (0, 5)
    program("2022-02-03 at 4pm: One more.")
    more = importing.run(read(program.journal), journal)
    assert (more.added, more.skipped) == (1, 5)
    assert journal.count() == 6
