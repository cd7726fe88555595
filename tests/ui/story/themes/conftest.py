"""A lifeline with themes in a real vault, and the page of themes over it."""

from collections.abc import Callable, Iterator
from datetime import date

import pytest
from PySide6.QtCore import QEvent, QPoint, QPointF, Qt
from PySide6.QtGui import QMouseEvent
from PySide6.QtWidgets import QApplication, QWidget
from pytestqt.qtbot import QtBot

from allydesk.story.dates.habits import habits_of_locale
from allydesk.story.dates.reading import read_date
from allydesk.story.ids import MomentId, ThemeId, new_moment_id, new_theme_id
from allydesk.story.lifeline import Moment, Record, Theme
from allydesk.story.vague_date import VagueDate
from allydesk.ui.story.themes.page import ThemesPage
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.widgets.words import frame
from tests.ui.story.conftest import Settle, added

HABITS = habits_of_locale("en_GB")
_LIFE = (
    *(("Choir", "2008", 3), ("Born in Leeds", "1996", 1), ("Mum’s illness", "winter 2014", -5)),
    *(("Mentored by Ruth", "spring 2021", 4), ("The queue", "between school and university", -3)),
)
CHOIR, LEEDS, ILLNESS, RUTH, QUEUE = (new_moment_id() for _ in _LIFE)
HEARD, FAMILY, QUIET = (new_theme_id() for _ in range(3))


def when(words: str) -> VagueDate:
    return read_date(words, habits=HABITS, today=date(2026, 11, 21))


def a_life() -> list[Moment]:
    """Five moments, not in the order of time; the last has no date yet."""
    ids = (CHOIR, LEEDS, ILLNESS, RUTH, QUEUE)
    return [
        Moment(one, title, when(words), height, people=("Ruth",) if one == RUTH else ())
        for one, (title, words, height) in zip(ids, _LIFE, strict=True)
    ]


def some_themes() -> list[Theme]:
    return [
        Theme(HEARD, "being heard", "Someone waits.", (RUTH, CHOIR), place=0, shade=0),
        Theme(FAMILY, "family & home", "", (LEEDS, ILLNESS), place=1, shade=1),
        Theme(QUIET, "staying quiet", "Mostly at work.", (QUEUE,), place=2, shade=2),
    ]


MakePage = Callable[..., ThemesPage]


@pytest.fixture
def make_page(qtbot: QtBot, tools: StoryTools, settle: Settle) -> Iterator[MakePage]:
    """Makes the page over these records, shown as the room shows it; each is closed before the vault is."""
    pages: list[ThemesPage] = []
    grounds: list[QWidget] = []  # what nobody holds is gone

    def make(*records: Record, width: int = 1164, offers_noticing: bool = True, pause: int = 20) -> ThemesPage:
        if records:
            tools.vault.lifeline.apply(added(*records))
        tools.desk.load()
        settle()
        page = ThemesPage(tools=tools, offers_noticing=offers_noticing, pause=pause)
        ground = frame("paper")
        assert page.primary is not None
        page.primary.setParent(ground)
        page.setParent(ground)
        ground.resize(width, 778)
        page.setGeometry(0, 0, width, 778)
        qtbot.addWidget(ground)
        grounds.append(ground)
        pages.append(page)
        with qtbot.waitActive(ground):
            ground.show()
        page.shown()
        settle()
        return page

    yield make
    for page in pages:
        page.close_all()


@pytest.fixture
def page(make_page: MakePage) -> ThemesPage:
    """Three themes over five moments."""
    return make_page(*a_life(), *some_themes())


def theme_of(page: ThemesPage, theme_id: ThemeId = HEARD) -> Theme:
    """The theme as it is in force now."""
    return page._desk.lifeline.themes[theme_id]


def names(page: ThemesPage) -> list[str]:
    """The names of all themes in their order."""
    return [theme.name for theme in page._desk.lifeline.ordered_themes()]


def listed(page: ThemesPage) -> list[MomentId]:
    """The moments that the chosen theme's list shows."""
    return [moment.id for moment in page.detail.moments.moments.moments]


def drag(widget: QWidget, start: QPoint, end: QPoint, *, drop: bool = True) -> None:
    """Press at one point, move to another in steps, and let go there."""
    left, none = Qt.MouseButton.LeftButton, Qt.MouseButton.NoButton
    _mouse(widget, QEvent.Type.MouseButtonPress, start, button=left, held=left)
    for step in range(1, 5):
        point = start + (end - start) * (step / 4)
        _mouse(widget, QEvent.Type.MouseMove, point, button=none, held=left)
    if drop:
        _mouse(widget, QEvent.Type.MouseButtonRelease, end, button=left, held=none)


def _mouse(widget: QWidget, kind: QEvent.Type, at: QPoint, *, button: Qt.MouseButton, held: Qt.MouseButton) -> None:
    event = QMouseEvent(
        kind, QPointF(at), QPointF(widget.mapToGlobal(at)), button, held, Qt.KeyboardModifier.NoModifier
    )
    QApplication.sendEvent(widget, event)
