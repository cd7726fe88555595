"""A small library in a folder, and the page over it and a real vault."""

from collections.abc import Callable
from datetime import datetime
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allydesk.assets import resources
from allydesk.practice.ids import RunId, new_run_id
from allydesk.practice.run import Run, ScenarioRef
from allydesk.storage.vault import Vault
from allydesk.ui.practice.library.page import LibraryPage
from allydesk.ui.practice.tools import PracticeTools

Settle = Callable[[], None]
Played = Callable[..., RunId]
Shelve = Callable[..., Path]

REMARK, IDEA = "A remark from above", "An idea without its author"
_JOKE = resources() / "scenarios" / "the-joke-before-the-meeting.yaml"


def written(title: str, family: str, variant: str, **more: str) -> str:
    """A scenario that plays as the joke before the meeting does, under another head."""
    head, scenes, rest = _JOKE.read_text(encoding="utf-8").partition("\nsetting:")
    changed = {"title": title, "family": family, "variant": variant, **more}
    lines = []
    for line in head.splitlines():
        key = line.partition(":")[0]
        lines.append(f"{key}: {changed[key]}" if key in changed else line)
    return "\n".join(lines) + scenes + rest


@pytest.fixture
def shelve(quick_path: Path) -> Shelve:
    """Puts a scenario into the program's own folder."""
    folder = quick_path / "resources" / "scenarios"
    folder.mkdir(parents=True)

    def put(title: str, family: str = REMARK, variant: str = "a", **more: str) -> Path:
        path = folder / f"{family}-{variant}.yaml"
        path.write_text(written(title, family, variant, **more), encoding="utf-8")
        return path

    return put


@pytest.fixture
def three(shelve: Shelve) -> None:
    """Two variants of one family and one of another, which is the shortest."""
    shelve("The joke before the meeting")
    shelve("The last bus", variant="b", minutes="6")
    shelve("Your idea, his slide", IDEA, summary="Somebody shows your idea.", minutes="3", skills="[amplifying]")


@pytest.fixture
def page(tools: PracticeTools, quick_path: Path, qtbot: QtBot) -> LibraryPage:
    """The library over that folder."""
    tools.resources = quick_path / "resources"
    made = LibraryPage(tools=tools)
    qtbot.addWidget(made)
    made.resize(1164, 860)
    made.show()
    made.activateWindow()
    qtbot.waitUntil(made.isActiveWindow)
    return made


@pytest.fixture
def played(vault: Vault) -> Played:
    """Keeps a run of a scenario, begun at that moment; without an ending it is left open."""

    def kept(
        begun: datetime, *, title: str = "The joke", family: str = REMARK, variant: str = "a", ending: str = ""
    ) -> RunId:
        ref = ScenarioRef(title, family, variant, "0" * 64)
        run = Run(new_run_id(), ref, begun, begun, begun if ending else None, ending=ending)
        vault.practice.keep_run(run)
        return run.id

    return kept
