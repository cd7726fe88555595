"""What people do at one screen, by real keys and clicks, and every word that can be found on it."""

from collections.abc import Iterator
from typing import TypeVar

import pytest
from PySide6.QtCore import QObject, Qt
from PySide6.QtGui import QAccessible, QAccessibleInterface
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QPlainTextEdit, QTextEdit, QWidget

from allydesk.practice.scenario import CueCard
from allydesk.ui.practice.partner.arriving import ArriveFace
from allydesk.ui.practice.partner.face import Face
from allydesk.ui.practice.partner.page import PartnerPage
from allydesk.ui.practice.scene.passage import Passage
from tests.ui.hands import NONE, button, click, type_into
from tests.ui.practice.scene.hands import focused, key

F = TypeVar("F", bound=Face)
_FARTHEST = 200
"""How often Tab is pressed at most to come to something."""


def face(page: PartnerPage, kind: type[F]) -> F:
    """The face in front, which is one of these."""
    assert isinstance(page.face, kind), f"in front is {type(page.face).__name__}"
    return page.face


def push(page: QWidget, *words: str) -> None:
    """Click one button after the other."""
    for each in words:
        click(button(page, each))
        QApplication.processEvents()


def tab_to(words: str) -> None:
    """Press Tab until the keyboard is on the button or the choice with these words."""
    for _step in range(_FARTHEST):
        found = focused()
        if isinstance(found, QAbstractButton) and found.text() == words:
            return
        key(Qt.Key.Key_Tab)
    pytest.fail(f"Tab never comes to {words!r}")


def tab_to_field(name: str) -> None:
    """Press Tab until the keyboard is in the field of this name."""
    for _step in range(_FARTHEST):
        if focused().accessibleName() == name:
            return
        key(Qt.Key.Key_Tab)
    pytest.fail(f"Tab never comes to {name!r}")


def by_keys(*words: str) -> None:
    """Go to one button after the other with Tab, and press each with Return."""
    for each in words:
        tab_to(each)
        key(Qt.Key.Key_Return)
        QApplication.processEvents()


def type_here(text: str) -> None:
    """Type where the keyboard is."""
    type_into(focused(), text)


def arrive(page: PartnerPage, *people: str) -> None:
    """Write the names, and begin."""
    arriving = face(page, ArriveFace)
    for field, name in zip(arriving.fields, people, strict=False):
        type_into(field, name)
    push(page, "Begin")


def press_escape(page: PartnerPage) -> None:
    """As a hand does, where the keyboard is."""
    found = QApplication.focusWidget() or page
    QTest.keyClick(found, Qt.Key.Key_Escape, NONE)
    QApplication.processEvents()


def card_words(card: CueCard) -> tuple[str, ...]:
    """Every text of a card that could give it away."""
    told = (card.knows, card.wants, card.if_pressed, card.if_heard, *card.limits)
    return tuple(each for each in told if each)


def found_of(card: CueCard, page: QWidget) -> list[str]:
    """Which texts of the card can be found in any widget of the page, or in the accessibility tree."""
    everything = "\n".join((*words_in(page), *words_read_out(page)))
    return [each for each in card_words(card) if each in everything]


def words_in(page: QWidget) -> Iterator[str]:
    """Every text that any widget holds, seen or not: all its properties that are text, and what it paints."""
    for part in (page, *page.findChildren(QWidget)):
        yield from _properties(part)
        if isinstance(part, QPlainTextEdit | QTextEdit):
            yield part.document().toRawText()
        if isinstance(part, Passage):
            yield part.text()


def words_read_out(page: QWidget) -> Iterator[str]:
    """Every name, description and value of the accessibility tree below the page."""
    root = QAccessible.queryAccessibleInterface(page)
    assert root is not None, "nothing of the page can be read out"
    yield from _read_out(root)


def _properties(part: QObject) -> Iterator[str]:
    about = part.metaObject()
    for place in range(about.propertyCount()):
        value = about.property(place).read(part)
        if isinstance(value, str):
            yield value


def _read_out(part: QAccessibleInterface) -> Iterator[str]:
    for kind in (QAccessible.Text.Name, QAccessible.Text.Description, QAccessible.Text.Value, QAccessible.Text.Help):
        yield part.text(kind)
    for place in range(part.childCount()):
        child = part.child(place)
        if child is not None:
            yield from _read_out(child)
