"""Every key on one page."""

from collections.abc import Sequence
from dataclasses import dataclass

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QDialog, QFrame, QGridLayout, QLineEdit, QScrollArea, QVBoxLayout, QWidget

from allydesk.ui.commands.matching import fit
from allydesk.ui.commands.rows import shortcut_in_words
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

_WIDTH, _HEIGHT = 640, 620
_EDGE = 40
_STEP = 60
"""Pixels that an arrow key scrolls."""


@dataclass(frozen=True, slots=True)
class Key:
    """What a key does, and where. `shortcut` in Qt's portable form."""

    label: str
    group: str
    shortcut: str


class ShortcutsDialog(QDialog):
    """Shown with `open`. Typing narrows the list; the arrows scroll it."""

    def __init__(self, keys: Sequence[Key], *, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._keys = tuple(keys)
        self._look = look
        self.setWindowTitle("Allydesk")
        self.setAccessibleName("Keys")
        self.field = QLineEdit()
        self.field.setPlaceholderText("Find a key or what it does")
        self.field.setAccessibleName("Find a key or what it does")
        self.field.installEventFilter(self)
        self.area = QScrollArea()
        self.area.setWidgetResizable(True)
        self.area.setFrameShape(QFrame.Shape.NoFrame)
        self.area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.close_button = button("Close")
        self._lay_out(parent)
        self.field.textChanged.connect(self._fill)
        self.close_button.clicked.connect(self.reject)
        self._fill("")

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The arrows scroll while the keyboard is in the field."""
        if watched is self.field and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            bar = self.area.verticalScrollBar()
            steps = {
                Qt.Key.Key_Down.value: _STEP,
                Qt.Key.Key_Up.value: -_STEP,
                Qt.Key.Key_PageDown.value: bar.pageStep(),
                Qt.Key.Key_PageUp.value: -bar.pageStep(),
            }
            if event.key() in steps:
                bar.setValue(bar.value() + steps[event.key()])
                return True
        return super().eventFilter(watched, event)

    def shown(self) -> list[Key]:
        """The keys on the page now, in their order."""
        typed = self.field.text().strip()
        return [key for key in self._keys if fit(f"{key.label} {key.group} {key.shortcut}", typed) is not None]

    def _fill(self, _typed: str) -> None:
        page = QWidget()
        set_role(page, "clear")
        rows = QGridLayout(page)
        rows.setContentsMargins(0, 0, 12, 0)
        rows.setHorizontalSpacing(24)
        rows.setVerticalSpacing(8)
        rows.setColumnStretch(0, 1)
        group = ""
        for key in self.shown():
            if key.group != group:
                group = key.group
                rows.setRowMinimumHeight(rows.rowCount(), 8)
                rows.addWidget(label(group, "heading"), rows.rowCount(), 0, 1, 2)
            place = rows.rowCount()
            rows.addWidget(label(key.label, wrap=True), place, 0)
            cap = label(shortcut_in_words(key.shortcut), "chip")
            cap.setAccessibleName(f"{key.label}: {shortcut_in_words(key.shortcut)}")
            rows.addWidget(cap, place, 1, Qt.AlignmentFlag.AlignRight | Qt.AlignmentFlag.AlignTop)
        if not group:
            rows.addWidget(label("No key does that.", "muted"), 0, 0)
        rows.setRowStretch(rows.rowCount(), 1)
        self.area.setWidget(page)

    def _lay_out(self, parent: QWidget) -> None:
        window = parent.window()
        self.resize(
            min(self._look.scaled(_WIDTH), window.width() - 2 * _EDGE),
            min(self._look.scaled(_HEIGHT), window.height() - 2 * _EDGE),
        )
        column = QVBoxLayout(self)
        column.setContentsMargins(28, 24, 20, 20)
        column.setSpacing(16)
        column.addWidget(label("Keys", "dialog-title"))
        column.addWidget(self.field)
        column.addWidget(self.area, 1)
        column.addWidget(self.close_button, 0, Qt.AlignmentFlag.AlignRight)
