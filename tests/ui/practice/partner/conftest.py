"""A page over a real vault, with a scenario that ships, and two or three people at its one keyboard."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

import pytest
from pytestqt.qtbot import QtBot

from allydesk.assets import resources
from allydesk.practice.format.reading import read_scenario
from allydesk.practice.ids import RunId
from allydesk.practice.library import Listed
from allydesk.practice.run import Run
from allydesk.practice.scenario import Scenario
from allydesk.ui.actions import install
from allydesk.ui.practice.partner.page import PartnerPage
from allydesk.ui.practice.tools import PracticeTools
from tests.ui.practice.conftest import Settle
from tests.ui.practice.partner.hands import arrive

Sit = Callable[..., "Table"]


@dataclass
class Seconds:
    """A clock of seconds that goes when it is told to."""

    now: float = 100.0

    def __call__(self) -> float:
        return self.now


@dataclass
class Table:
    """The page, and what it told the room."""

    page: PartnerPage
    scenario: Scenario
    seconds: Seconds
    there: list[bool] = field(default_factory=list)
    left: list[None] = field(default_factory=list)
    changed: list[None] = field(default_factory=list)
    read: list[RunId] = field(default_factory=list)

    def begin(self, run: Run | None = None) -> None:
        """As the room begins it."""
        self.page.begin(Listed(self.scenario.head), self.scenario, run)


def shipped(name: str) -> Scenario:
    """One of the scenarios that come with the program."""
    path = resources() / "scenarios" / f"{name}.yaml"
    return read_scenario(path.read_bytes(), name=path.name)


@pytest.fixture
def sit(qtbot: QtBot, tools: PracticeTools, settle: Settle) -> Iterator[Sit]:
    """Makes a page in front of a scenario; with `people` they have arrived, and see the first situation."""
    pages: list[PartnerPage] = []

    def made(*people: str, name: str = "the-joke-before-the-meeting", run: Run | None = None) -> Table:
        seconds = Seconds()
        page = PartnerPage(tools=tools, steady=seconds, retry=20)
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1164, 860)
        table = Table(page, shipped(name), seconds)
        page.somebody_there.connect(table.there.append)
        page.leave_asked.connect(lambda: table.left.append(None))
        page.practice_changed.connect(lambda: table.changed.append(None))
        page.run_asked.connect(table.read.append)
        install(page.offered(), on=page)  # as the room does
        with qtbot.waitActive(page):
            page.show()
        table.begin(run)
        if people:
            arrive(page, *people)
        return table

    yield made
    for page in pages:
        page.close_all()
    settle()
