"""A page over a real vault, with a coach whose rules lie in a folder of the test's own."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from itertools import count
from pathlib import Path

import pytest
from pytestqt.qtbot import QtBot

from allydesk.practice.coach.coach import Coach
from allydesk.practice.library import Listed
from allydesk.practice.run import Run
from allydesk.practice.scenario import Scenario
from allydesk.settings import Settings
from allydesk.ui.practice.scene.page import ScenePage
from allydesk.ui.practice.tools import PracticeTools
from tests.ui.practice.conftest import Settle

RULES = """\
allydesk-coach: 1
rules:
  rude-but:
    kind: concern
    name: Sorry, but
    why: What comes after “but” takes back what came before it.
    question: What would be left if you stopped before it?
    checks:
      - {kind: existence, any: rude but}
    found-in:
      - {intent: interrupting, text: "I do not want to be rude, but what is that?"}
    not-found-in:
      - {intent: interrupting, text: What is that?}
  please-stop:
    kind: credit
    name: A plain request
    why: It says plainly what is to happen.
    question: Does he know what to do now?
    checks:
      - {kind: existence, any: please stop}
    found-in:
      - {intent: interrupting, text: Please stop.}
    not-found-in:
      - {intent: interrupting, text: What is that?}
"""
SEED = 3
"""With it the options of `made` are shuffled to: question, front, wait; and then: later, behaviour, drop."""

MakePage = Callable[..., ScenePage]
Begin = Callable[..., ScenePage]


@pytest.fixture
def at_once(tools: PracticeTools) -> None:
    """Lines do not wait for one another."""
    tools.settings = replace(tools.settings, practice_pace="at-once")


@pytest.fixture
def make_page(qtbot: QtBot, tools: PracticeTools, settle: Settle, tmp_path: Path) -> Iterator[MakePage]:
    """Makes pages, shown. Their clock runs fast, nothing follows by itself within an hour, and there is no voice."""
    pages: list[ScenePage] = []
    rules = tmp_path / "coach"
    rules.mkdir()
    (rules / "rules.yaml").write_text(RULES, encoding="utf-8")

    def make(*, with_coach: bool = True, **more: object) -> ScenePage:
        seconds = count()
        if with_coach:
            tools.__dict__["coach"] = Coach.from_folder(rules)
        given: dict[str, object] = {
            "steady": lambda: float(next(seconds)),
            "wait": lambda _item, _play: 3_600_000,
            "find": lambda: None,
            "seed": lambda: SEED,
            "retry": 20,
        }
        page = ScenePage(tools=tools, **(given | more))  # type: ignore[arg-type]  # a test gives what fits
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1164, 860)
        with qtbot.waitActive(page):
            page.show()
        page.shown()
        settle()
        return page

    yield make
    for page in pages:
        page.close_all()


@pytest.fixture
def begin(make_page: MakePage, scenario: Scenario, settle: Settle) -> Begin:
    """Begins the scenario on a new page, behind what it touches."""

    def begun(run: Run | None = None, scenario: Scenario = scenario, **more: object) -> ScenePage:
        page = make_page(**more)
        page.begin(Listed(scenario.head), scenario, run)
        settle()
        if page.stack.currentWidget() is page.notes:
            page.notes.go_on.click()
        settle()
        return page

    return begun


def in_debrief(settings: Settings) -> Settings:
    """As the experienced have it: the coach waits for the debrief."""
    return replace(settings, practice_feedback="debrief")
