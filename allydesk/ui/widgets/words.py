"""Labels and buttons with a role. Every label here shows plain text, whatever is in it."""

import re
from math import ceil

from PySide6.QtCore import QEvent, QSize, Qt
from PySide6.QtGui import (
    QContextMenuEvent,
    QFontMetricsF,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPaintEvent,
    QResizeEvent,
)
from PySide6.QtWidgets import QFrame, QLabel, QMenu, QPushButton, QSizePolicy, QToolButton, QWidget

from allydesk.ui.clipboard import private_mime
from allydesk.ui.style import set_role

_PIECE = 20
_UNBROKEN = re.compile(rf"(?:[!-~\u00a1-\u024f\u0370-\u03ff\u0400-\u0482\u048a-\u04ff]{{{_PIECE}}}){{2,}}")
"""Letters and signs without a space among them, more than any word has: an address, or a key that was held."""


def breakable(text: str) -> str:
    """The text with places in its endless words where a line may end; a label would grow as wide as they are."""
    return _UNBROKEN.sub(lambda found: "\u200b".join(re.findall(f".{{{_PIECE}}}", found.group())) + "\u200b", text)


class _WrappedLabel(QLabel):
    """Breaks its lines, within a word where there is no end to it. `text` is what was given."""

    def __init__(self, text: str, parent: QWidget | None) -> None:
        super().__init__(parent)
        self._text = ""
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setWordWrap(True)
        self.setText(text)

    def text(self) -> str:
        """The text as it was given."""
        return self._text

    def setText(self, text: str) -> None:
        """Show this text."""
        self._text = text
        super().setText(breakable(text))

    def clear(self) -> None:
        """Show nothing."""
        self.setText("")


class SelectableLabel(_WrappedLabel):
    """Words a person wrote, to be selected with the mouse; what is copied is kept out of clipboard histories."""

    def __init__(self, text: str, role: str = "") -> None:
        super().__init__(text, None)
        self.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        if role:
            set_role(self, role)

    def copy(self) -> None:
        """Put what is selected into the clipboard, as private."""
        selected = self.selectedText().replace("\u200b", "").replace("\u2029", "\n").replace("\u2028", "\n")
        if selected:
            QGuiApplication.clipboard().setMimeData(private_mime(selected))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Copy by ourselves: Qt would leave the mark out."""
        if event.matches(QKeySequence.StandardKey.Copy):
            self.copy()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with the words; Qt's own menu would copy without the mark."""
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        menu.addAction("Copy", self.copy).setEnabled(self.hasSelectedText())
        menu.popup(event.globalPos())


def label(text: str = "", role: str = "", *, wrap: bool = False, parent: QWidget | None = None) -> QLabel:
    """A label of plain text; `role` as in the style sheet, "" for ordinary text."""
    made = _WrappedLabel(text, parent) if wrap else QLabel(text, parent)
    made.setTextFormat(Qt.TextFormat.PlainText)
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
