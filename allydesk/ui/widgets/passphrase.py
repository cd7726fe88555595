"""The field a passphrase is typed into."""

from PySide6.QtCore import QEvent, QSize, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QLineEdit

from allydesk.ui.icons import GRID
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import icon_button

_HINTS = (
    Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText | Qt.InputMethodHint.ImhNoAutoUppercase
)


class PassphraseEdit(QLineEdit):
    """A line that hides what is typed, with an eye to show it.

    `caps_lock_changed(bool)` is emitted when the letters that arrive show that Caps Lock is on or off again.
    """

    caps_lock_changed = Signal(bool)

    def __init__(self, *, look: Look, name: str = "Passphrase") -> None:
        super().__init__()
        self._look = look
        self._caps_lock = False
        self.setEchoMode(QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)
        self.setDragEnabled(False)
        self.setAccessibleName(name)
        self._eye = icon_button("Show what you type")
        self._eye.setParent(self)
        self._eye.setCheckable(True)
        self._eye.setCursor(Qt.CursorShape.ArrowCursor)
        self._eye.toggled.connect(self._show_or_hide)
        look.changed.connect(self._dress)
        self._dress()

    @property
    def is_revealed(self) -> bool:
        """Whether what is typed can be read on the screen."""
        return self._eye.isChecked()

    def conceal(self) -> None:
        """Hide what is typed again."""
        self._eye.setChecked(False)

    def wipe(self) -> None:
        """Empty the field, its undo history too, and hide what comes next."""
        self.setText("")
        self.conceal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type; and notice Caps Lock, which Qt does not tell, by the case of the letters."""
        self._notice_caps_lock(event)
        super().keyPressEvent(event)

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave; nothing is known of Caps Lock from here on."""
        self._set_caps_lock(on=False)
        super().focusOutEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Keep the eye at the end of the line."""
        super().resizeEvent(event)
        self._place_eye()

    def changeEvent(self, event: QEvent) -> None:
        """Disable the eye together with the field."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.EnabledChange:
            self._eye.setEnabled(self.isEnabled())

    def _show_or_hide(self, shown: bool) -> None:
        self.setEchoMode(QLineEdit.EchoMode.Normal if shown else QLineEdit.EchoMode.Password)
        self.setInputMethodHints(_HINTS)  # the echo mode has taken them away
        words = "Hide what you type" if shown else "Show what you type"
        self._eye.setAccessibleName(words)
        self._eye.setToolTip(words)
        self._dress()

    def _dress(self) -> None:
        self._eye.setIcon(self._look.icon("eye-closed" if self.is_revealed else "eye"))
        side = self._look.scaled(GRID)
        self._eye.setIconSize(QSize(side, side))
        self._place_eye()

    def _place_eye(self) -> None:
        side = self._look.scaled(GRID) + 8
        self._eye.setFixedSize(side, side)
        self._eye.move(self.width() - side - 8, (self.height() - side) // 2)
        self.setTextMargins(0, 0, side + 4, 0)

    def _notice_caps_lock(self, event: QKeyEvent) -> None:
        if event.key() == Qt.Key.Key_CapsLock:
            self._set_caps_lock(on=False)
            return
        text = event.text()
        if len(text) != 1 or text.lower() == text.upper():
            return
        shifted = bool(event.modifiers() & Qt.KeyboardModifier.ShiftModifier)
        self._set_caps_lock(on=text.isupper() != shifted)

    def _set_caps_lock(self, *, on: bool) -> None:
        if on != self._caps_lock:
            self._caps_lock = on
            self.caps_lock_changed.emit(on)
