"""The lines of a recovery key, to be read and copied by hand."""

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QGridLayout

from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label


class KeyBlock(QFrame):
    """The lines, numbered, in letters of one width. A screen reader meets them one by one."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "sunken")
        self._grid = QGridLayout(self)
        self._grid.setContentsMargins(16, 12, 16, 12)
        self._grid.setHorizontalSpacing(8)
        self._grid.setVerticalSpacing(0)
        self._grid.setColumnStretch(1, 1)

    def show_lines(self, lines: tuple[str, ...]) -> None:
        """Show other lines in their place; none empties the block."""
        while (item := self._grid.takeAt(0)) is not None:
            if (shown := item.widget()) is not None:
                shown.hide()
                shown.deleteLater()
        for number, line in enumerate(lines):
            shown = label(line, "key-line")
            shown.setFont(self._look.fixed_font(size=16))
            shown.setAccessibleName(f"Line {number + 1}: {line}")
            shown.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._grid.addWidget(label(str(number + 1), "small"), number, 0)
            self._grid.addWidget(shown, number, 1)
