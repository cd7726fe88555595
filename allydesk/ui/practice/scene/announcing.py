"""What a screen reader is told of its own accord: once, as it happens."""

from PySide6.QtGui import QAccessible, QAccessibleAnnouncementEvent
from PySide6.QtWidgets import QWidget


def announce(part: QWidget, words: str) -> None:
    """Say this now, without moving the keyboard."""
    if words:
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(part, words))
