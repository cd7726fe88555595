"""The Practise step over a real vault with a story in it, told by a clock that is moved by hand."""

from collections.abc import Callable, Iterator

import pytest
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.story.telling import Story, Telling
from allydesk.ui.story.practising.page import PractisePage
from allydesk.ui.story.practising.recording import Audio
from allydesk.ui.story.tools import StoryTools
from tests.ui.story.conftest import Settle
from tests.ui.story.practising.parts import TEXT, Steady

MakePage = Callable[..., PractisePage]


@pytest.fixture
def steady() -> Steady:
    """Seconds that pass when they are told to."""
    return Steady()


@pytest.fixture
def story(vault: Vault) -> Story:
    """A story to tell."""
    return vault.stories.add(Telling("The question", "a new colleague", TEXT))


@pytest.fixture
def make_page(qtbot: QtBot, tools: StoryTools, settle: Settle, steady: Steady) -> Iterator[MakePage]:
    """Makes pages, shown and loaded; without sound unless told."""
    pages: list[PractisePage] = []

    def make(audio: Audio | None = None) -> PractisePage:
        page = PractisePage(tools=tools, steady=steady, find=lambda: audio)
        qtbot.addWidget(page.primary)
        qtbot.addWidget(page)
        pages.append(page)
        page.resize(1164, 778)
        with qtbot.waitActive(page):
            page.show()
        page.shown()
        settle()
        return page

    yield make
    for page in pages:
        page.close_all()


@pytest.fixture
def page(make_page: MakePage, story: Story) -> PractisePage:
    """The page over the story, without sound."""
    assert story.telling.text
    return make_page()
