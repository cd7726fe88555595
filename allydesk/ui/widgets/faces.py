"""The faces of a card that leads through some steps."""

from PySide6.QtWidgets import QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allydesk.ui.widgets.words import label


def face(title: str, *parts: str | QWidget, buttons: tuple[QPushButton, ...]) -> QWidget:
    """A title, the parts under it (words or widgets), and a row of buttons whose last one stands apart."""
    made = QWidget()
    column = QVBoxLayout(made)
    column.setContentsMargins(0, 0, 0, 0)
    column.setSpacing(12)
    column.addWidget(label(title, "dialog-title", wrap=True))
    for part in parts:
        column.addWidget(label(part, wrap=True) if isinstance(part, str) else part)
    column.addSpacing(8)
    column.addWidget(row(*buttons[:-1], None, buttons[-1]))
    return made


def row(*parts: QWidget | None) -> QWidget:
    """Widgets side by side; None is the room between them, and without one it is at the end."""
    made = QWidget()
    line = QHBoxLayout(made)
    line.setContentsMargins(0, 0, 0, 0)
    line.setSpacing(12)
    for part in parts:
        if part is None:
            line.addStretch(1)
        else:
            line.addWidget(part)
    if None not in parts:
        line.addStretch(1)
    return made
