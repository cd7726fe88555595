"""Labels and buttons with a role. Every label here shows plain text, whatever is in it."""

from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QKeyEvent, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QSizePolicy, QToolButton, QWidget

from allydesk.ui.style import set_role


def label(text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label of plain text; `role` as in the style sheet, "" for ordinary text."""
    made = QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
    made.setWordWrap(wrap)
    if role:
        set_role(made, role)
    return made


def field_label(text: str, buddy: QWidget) -> QLabel:
    """The name above a field. It names the field for a screen reader too; an `&` gives it an Alt key."""
    made = label(text, "field")
    made.setBuddy(buddy)
    buddy.setAccessibleName(text.replace("&", ""))
    return made


class PushButton(QPushButton):
    """A push button that Return presses as the space bar does; Qt's own only does so where a dialog told it to."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def button(text: str, role: str = "outlined", *, name: str = "") -> QPushButton:
    """A push button; `name` is what a screen reader says when `text` alone would not do.

    It takes focus from the keyboard only: a click leaves the caret where the person was writing.
    """
    made = PushButton(text)
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAutoDefault(False)
    made.setCursor(Qt.CursorShape.PointingHandCursor)
    set_role(made, role)
    if name:
        made.setAccessibleName(name)
    return made


class ToolButton(QToolButton):
    """The same for a button that shows only an icon."""

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Press it."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and not event.isAutoRepeat():
            self.click()
        else:
            super().keyPressEvent(event)


def icon_button(name: str) -> QToolButton:
    """A button that shows only an icon, to be set by its owner; `name` is its tool tip and what is read out."""
    made = ToolButton()
    made.setFocusPolicy(Qt.FocusPolicy.TabFocus)
    made.setAccessibleName(name)
    made.setToolTip(name)
    made.setAutoRaise(True)
    return made


def frame(role: str) -> QFrame:
    """A surface: "card", "outside", "rail", "problem", "notice", "sunken" or "line"."""
    made = QFrame()
    set_role(made, role)
    return made


class ElidedLabel(QLabel):
    """One line of plain text that ends in an ellipsis where there is no room; the whole is its tool tip then."""

    def __init__(self, text: str = "", *, mode: Qt.TextElideMode = Qt.TextElideMode.ElideMiddle) -> None:
        super().__init__()
        self._whole = ""
        self._mode = mode
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
        self.setText(text)

    def setText(self, text: str) -> None:
        """Show another text."""
        self._whole = text
        self.setAccessibleName(text)
        self.updateGeometry()
        self._elide()

    def whole_text(self) -> str:
        """The text as it was set, with nothing left out."""
        return self._whole

    def sizeHint(self) -> QSize:
        """As wide as the whole text."""
        wide = ceil(QFontMetricsF(self.font()).horizontalAdvance(self._whole))
        return QSize(wide, super().sizeHint().height())

    def minimumSizeHint(self) -> QSize:
        """As narrow as a few letters."""
        return QSize(self.fontMetrics().averageCharWidth() * 4, super().minimumSizeHint().height())

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Fit the text to the new width."""
        super().resizeEvent(event)
        self._elide()

    def changeEvent(self, event: QEvent) -> None:
        """Fit the text to a new font."""
        super().changeEvent(event)
        if event.type() in (QEvent.Type.FontChange, QEvent.Type.StyleChange):
            self.updateGeometry()
            self._elide()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint; a style sheet may have set the font without a word, so the fit is checked once more."""
        self._elide()
        super().paintEvent(event)

    def _elide(self) -> None:
        shown = self.fontMetrics().elidedText(self._whole, self._mode, max(self.width(), 1))
        if shown != self.text():
            super().setText(shown)
            self.setToolTip("" if shown == self._whole else self._whole)
