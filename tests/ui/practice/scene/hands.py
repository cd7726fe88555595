"""What a person does on the page, by real keys and clicks, and what they see there."""

from PySide6.QtCore import Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QWidget

from allydesk.ui.journal.plain import PlainEdit
from allydesk.ui.practice.scene.notecard import NoteCard
from allydesk.ui.practice.scene.option import OptionCard
from allydesk.ui.practice.scene.page import ScenePage
from tests.ui.hands import NONE, type_into


def focused() -> QWidget:
    """Where the keyboard is."""
    found = QApplication.focusWidget()
    assert found is not None, "the keyboard is nowhere"
    return found


def key(which: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press a key where the keyboard is."""
    QTest.keyClick(focused(), which, modifiers)
    QApplication.processEvents()


def write(text: str) -> None:
    """Type a text where the keyboard is; what stands on no key is put in as it is."""
    for letter in text:
        field = focused()
        if letter.isascii():
            type_into(field, letter)
        else:
            assert isinstance(field, PlainEdit)
            field.take_text(letter)


def lines(page: ScenePage) -> list[str]:
    """The lines of the transcript as they are read out."""
    return [row.accessibleName() for row in page.stage.transcript.lines]


def notes(page: ScenePage) -> list[NoteCard]:
    """What the coach says in the transcript."""
    return [row for row in page.stage.transcript.rows if isinstance(row, NoteCard)]


def options(page: ScenePage) -> list[str]:
    """The cards that can be seen, with their numbers."""
    return [card.accessibleName() for card in page.findChildren(OptionCard) if card.isVisible()]
