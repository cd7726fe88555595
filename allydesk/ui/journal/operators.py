"""Everything the search understands, on one small page, each with an example to click."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QVBoxLayout, QWidget

from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

EXAMPLES = (
    ("two words", "both of them, in any order"),
    ('"two words"', "next to one another"),
    ("light*", "words that begin so"),
    ("-work", "not with this; it goes before anything here"),
    ("tag:reading", "with a tag"),
    ('person:"Priya N"', "with a person; quotes hold a name together"),
    ("template:experience", "begun with a template"),
    ("before:2026-03", "before a year, a month or a day"),
    ("after:2025", "after it"),
    ("on:2026-03-14", "on that day, or in that month or year"),
    ("mood:<0", "by mood, -5 to +5: -3, >2, -5..-2"),
    ("has:attachment", "with files; has:mood with a mood"),
    ("is:pinned", "pinned to the top; is:shared when shared"),
)
"""What can be typed, and what it finds."""

_GAP = 4
_EDGE = 16


class Operators(QFrame):
    """Opens beneath the field. `chosen` carries the example that was clicked."""

    chosen = Signal(str)

    def __init__(self, *, below: QWidget, look: Look) -> None:
        super().__init__(below, Qt.WindowType.Popup)
        self._below = below
        self._look = look
        self.setObjectName("operators")
        self.setAccessibleName("What can be searched for")
        column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE - 4, _EDGE, _EDGE)
        column.setSpacing(8)
        column.addWidget(label("What can be searched for", "heading"))
        grid = QGridLayout()
        grid.setHorizontalSpacing(20)
        grid.setVerticalSpacing(0)
        for row, (example, meaning) in enumerate(EXAMPLES):
            typed = button(example, "example", name=f"{example}: {meaning}")
            typed.clicked.connect(lambda _checked=False, example=example: self._choose(example))
            grid.addWidget(typed, row, 0, Qt.AlignmentFlag.AlignLeft)
            grid.addWidget(label(meaning, "small"), row, 1, Qt.AlignmentFlag.AlignVCenter)
        column.addLayout(grid)
        column.addSpacing(4)
        column.addWidget(label("What fits is proposed as you type. Alt and the down key choose from it.", "small"))
        column.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)

    def open(self) -> None:
        """Show it beneath the field, the keyboard on the first example."""
        colours = {tone.value: colour.name() for tone, colour in self._look.palette.colours.items()}
        small = self._look.ui_font(size=13).pointSizeF()
        self.setStyleSheet(
            f"#operators {{ background: {colours['surface']}; border: 1px solid {colours['line']}; }}"
            f'QPushButton[role="example"] {{ color: {colours["accent"]}; background: transparent; border: none; '
            f"border-radius: 6px; font-size: {small:.2f}pt; font-weight: 600; padding: 4px 6px; text-align: left; }}"
            f'QPushButton[role="example"]:hover {{ background: {colours["selection"]}; }}'
            f'QPushButton[role="example"]:focus {{ border: 2px solid {colours["accent"]}; padding: 2px 4px; }}'
        )
        self.move(self._below.mapToGlobal(QPoint(0, self._below.height() + _GAP)))
        self.show()
        self.focusNextChild()

    def _choose(self, example: str) -> None:
        self.hide()
        self.chosen.emit(example)
