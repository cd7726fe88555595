"""The menu under the New button."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from pytestqt.qtbot import QtBot

from allydesk.assets import resources
from allydesk.journal.template import FREE_PAGE, Template
from allydesk.storage.vault import Vault
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.templates.menu import TemplateMenu
from allydesk.ui.templates.stock import Templates
from allydesk.ui.theme import Look
from tests.ui.templates.conftest import settle


@pytest.fixture
def stock(vault: Vault, tasks: TaskRunner, qtbot: QtBot) -> Iterator[Templates]:
    made = Templates(vault=vault, tasks=tasks, resources=resources())
    made.reload()
    settle(tasks, qtbot)
    yield made
    made.close_all()


@pytest.fixture
def menu(stock: Templates, look: Look, qtbot: QtBot) -> TemplateMenu:
    made = TemplateMenu(templates=stock, look=look)
    qtbot.addWidget(made)
    return made


def names(menu: TemplateMenu) -> list[str]:
    return [action.text() for action in menu.actions() if not action.isSeparator()]


def test_it_lists_the_templates_with_what_they_are_good_for(menu: TemplateMenu) -> None:
    assert names(menu)[0] == "Free page"
    assert names(menu)[-2:] == ["Cultural difference", "Edit templates…"]
    assert menu.actions()[1].toolTip() == "For something that happened, while you still remember how it went."
    assert menu.toolTipsVisible()


def test_choosing_one_says_its_key(menu: TemplateMenu, qtbot: QtBot) -> None:
    for place, key in ((0, FREE_PAGE), (2, "case-study")):
        with qtbot.waitSignal(menu.chosen) as chosen:
            menu.actions()[place].trigger()
        assert chosen.args == [key]
    with qtbot.waitSignal(menu.edit_asked):
        menu.actions()[-1].trigger()


def test_it_follows_what_the_person_makes_of_them(
    menu: TemplateMenu, stock: Templates, tasks: TaskRunner, qtbot: QtBot
) -> None:
    stock.keep(replace(stock.all[1], hidden=True))
    stock.keep(Template("own", "Tea & toast " + "x" * 80, "", own=True))
    stock.arrange(["own"])
    settle(tasks, qtbot)
    assert names(menu)[0].startswith("Tea && toast xxx")
    assert len(names(menu)[0]) < 70
    assert "Experience" not in names(menu)


def test_the_palette_has_the_same_choices(menu: TemplateMenu, qtbot: QtBot) -> None:
    found = {action.label: action for action in menu.for_palette()}
    with qtbot.waitSignal(menu.chosen) as chosen:
        found["New entry: Opposing view"].run()
    assert chosen.args == ["opposing-view"]
    with qtbot.waitSignal(menu.edit_asked):
        found["Edit templates"].run()


def test_hints_are_known_by_key(stock: Templates) -> None:
    assert list(stock.hints("reading")) == ["What was new", "What I already knew", "How I will use it"]
    assert stock.hints("gone") == {}
    assert stock.hints(FREE_PAGE) == {}
