"""What a hand does: clicks and keys, as real events."""

from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QPushButton, QWidget

NONE = Qt.KeyboardModifier.NoModifier


def click(widget: QWidget, at: QPoint | None = None) -> None:
    """Click a widget in its middle, or at a point of it."""
    QTest.mouseClick(widget, Qt.MouseButton.LeftButton, NONE, at or widget.rect().center())


def press(widget: QWidget, key: Qt.Key, modifiers: Qt.KeyboardModifier = NONE) -> None:
    """Press and release one key."""
    QTest.keyClick(widget, key, modifiers)


def type_into(widget: QWidget, text: str) -> None:
    """Type a text, letter by letter, with Shift for capitals."""
    for letter in text:
        QTest.keyClicks(widget, letter, Qt.KeyboardModifier.ShiftModifier if letter.isupper() else NONE)


def button(inside: QWidget, text: str) -> QPushButton:
    """The one visible push button with these words."""
    found = [each for each in inside.findChildren(QPushButton) if each.text() == text and each.isVisible()]
    assert len(found) == 1, f"{len(found)} buttons say {text!r}"
    return found[0]
