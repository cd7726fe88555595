"""The card on the unlock page: which vault, what opens it, and the button."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QPlainTextEdit, QSizePolicy, QVBoxLayout, QWidget

from allydesk.ui.outside import CARD_PADDING
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.vaults import Vaults, Way
from allydesk.ui.widgets.passphrase import PassphraseEdit
from allydesk.ui.widgets.problem import ProblemBox
from allydesk.ui.widgets.words import ElidedLabel, button, field_label, label
from allydesk.ui.wording import short_path

_KEY_LINES = 4
"""A printed recovery key has four lines."""


class RecoveryKeyEdit(QPlainTextEdit):
    """Where the lines of a printed recovery key are typed. Enter makes a new line; Ctrl+Enter submits."""

    submitted = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "input")
        self.setTabChangesFocus(True)
        self.setUndoRedoEnabled(False)
        self.setInputMethodHints(Qt.InputMethodHint.ImhSensitiveData | Qt.InputMethodHint.ImhNoPredictiveText)
        self.setPlaceholderText("Four lines, as they are printed")
        look.changed.connect(self._dress)
        self._dress()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Type, or submit."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.submitted.emit()
        else:
            super().keyPressEvent(event)

    def _dress(self) -> None:
        self.setFont(self._look.fixed_font())
        self.setFixedHeight(self.fontMetrics().lineSpacing() * _KEY_LINES + 28)


class UnlockForm(QFrame):
    """The form without the knowledge of what a vault is. `submitted` means: try what `way` and `typed` say."""

    submitted = Signal()
    keyring_chosen = Signal()
    vault_chosen = Signal(object)
    edited = Signal()

    def __init__(self, *, look: Look, home: Path) -> None:
        super().__init__()
        self._home = home
        self._known: tuple[Path, ...] = ()
        self._way = Way.PASSPHRASE
        self._working = False
        self._name = ElidedLabel()
        self._path = ElidedLabel()
        self._change = button("Change", "text", name="Choose another vault")
        self.passphrase = PassphraseEdit(look=look)
        self.recovery_key = RecoveryKeyEdit(look=look)
        self.problem = ProblemBox()
        self.news = label(role="muted", wrap=True)
        self._updating = label(role="muted", wrap=True)
        self._caps_lock = label("Caps Lock is on.", "warning")
        self._swap = button("Use recovery key", "text")
        self._keyring = button("Unlock with this computer’s keyring")
        self._unlock = button("Unlock", "primary")
        self._lay_out()
        self._connect()

    @property
    def way(self) -> Way:
        """What is being typed: a passphrase or a recovery key."""
        return self._way

    @property
    def typed(self) -> str:
        """What was typed."""
        return self.passphrase.text() if self._way is Way.PASSPHRASE else self.recovery_key.toPlainText()

    def show_vault(self, folder: Path, known: Sequence[Path]) -> None:
        """Say which vault is to be opened, and which others could be chosen."""
        self._known = tuple(known)
        self._name.setText(Vaults.name_of(folder))
        self._path.setText(short_path(folder, home=self._home))
        self._change.setVisible(len(self._known) > 1)
        self._keyring_area.hide()
        self._swap.hide()
        self.news.hide()

    def show_ways(self, ways: frozenset[Way]) -> None:
        """Offer the keyring where the vault has a key in one, and the recovery key where it has one."""
        self._keyring_area.setVisible(Way.KEYRING in ways)
        self._swap.setVisible(Way.RECOVERY_KEY in ways or self._way is Way.RECOVERY_KEY)

    def tell_news(self, text: str) -> None:
        """Say something that is no problem."""
        self.news.setText(text)
        self.news.show()

    def show_updating(self, percent: int) -> None:
        """Say that the vault is being brought up to this version, and how far that is."""
        self._updating.setText(f"Bringing the vault up to date… {percent} %")
        self._updating.show()

    def set_working(self, *, working: bool) -> None:
        """While the key is being derived nothing can be typed, and the button says so."""
        self._working = working
        self._updating.hide()
        self.passphrase.conceal()
        for each in (self.passphrase, self.recovery_key, self._unlock, self._swap, self._keyring, self._change):
            each.setEnabled(not working)
        self._unlock.setText("Unlocking…" if working else "Unlock")

    def ask_again(self) -> None:
        """Put the caret back where it was, with all that was typed selected."""
        field = self._field()
        field.setFocus()
        if field is self.passphrase:
            self.passphrase.selectAll()

    def wipe(self) -> None:
        """Empty the fields."""
        self.passphrase.wipe()
        self.recovery_key.setPlainText("")

    def use(self, way: Way) -> None:
        """Show the field for a passphrase or for a recovery key, and put the caret into it."""
        self._way = way
        by_key = way is Way.RECOVERY_KEY
        self._passphrase_label.setVisible(not by_key)
        self.passphrase.setVisible(not by_key)
        self._key_label.setVisible(by_key)
        self.recovery_key.setVisible(by_key)
        self._swap.setText("Use passphrase" if by_key else "Use recovery key")
        self.problem.clear()
        self._field().setFocus()

    def _field(self) -> QWidget:
        return self.passphrase if self._way is Way.PASSPHRASE else self.recovery_key

    def _lay_out(self) -> None:
        set_role(self, "card")
        set_role(self._name, "strong")
        set_role(self._path, "muted")
        self._passphrase_label = field_label("Passphrase", self.passphrase)
        self._key_label = field_label("Recovery key", self.recovery_key)
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        column.setSpacing(0)
        column.addWidget(label("Vault", "field"))
        column.addSpacing(2)
        column.addLayout(self._vault_line())
        column.addSpacing(16)
        column.addWidget(self._passphrase_label)
        column.addWidget(self._key_label)
        column.addSpacing(5)
        column.addWidget(self.passphrase)
        column.addWidget(self.recovery_key)
        for hidden in (self._caps_lock, self.problem, self.news, self._updating):
            column.addWidget(hidden)
            hidden.hide()
        self._caps_lock.setContentsMargins(0, 6, 0, 0)
        for each in (self.news, self._updating):
            each.setContentsMargins(0, 10, 0, 0)
        column.addSpacing(17)
        column.addLayout(self._button_line())
        column.addWidget(self._keyring_line())
        self._key_label.hide()
        self.recovery_key.hide()

    def _vault_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.setSpacing(0)
        self._name.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        line.addWidget(self._name)
        line.addWidget(label(" · ", "muted"))
        line.addWidget(self._path, 1)
        line.addWidget(self._change)
        self._change.hide()
        return line

    def _button_line(self) -> QHBoxLayout:
        line = QHBoxLayout()
        line.addWidget(self._swap)
        line.addStretch(1)
        line.addWidget(self._unlock)
        return line

    def _keyring_line(self) -> QWidget:
        self._keyring_area = QWidget()
        line = QVBoxLayout(self._keyring_area)
        line.setContentsMargins(0, 12, 0, 0)
        line.addWidget(self._keyring)
        self._keyring_area.hide()
        return self._keyring_area

    def _connect(self) -> None:
        self.passphrase.returnPressed.connect(self._submit)
        self.recovery_key.submitted.connect(self._submit)
        self._unlock.clicked.connect(self._submit)
        self._keyring.clicked.connect(self.keyring_chosen)
        self._swap.clicked.connect(self._swap_way)
        self._change.clicked.connect(self._offer_vaults)
        self.passphrase.caps_lock_changed.connect(self._caps_lock.setVisible)
        self.passphrase.textEdited.connect(self.edited)

    def _submit(self) -> None:
        if not self._working:
            self.submitted.emit()

    def _swap_way(self) -> None:
        self.use(Way.PASSPHRASE if self._way is Way.RECOVERY_KEY else Way.RECOVERY_KEY)

    def _offer_vaults(self) -> None:
        menu = QMenu(self)
        menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        for folder in self._known:
            words = f"{Vaults.name_of(folder)} · {short_path(folder, home=self._home)}"
            action = menu.addAction(words.replace("&", "&&"))
            action.setData(folder)
        menu.triggered.connect(lambda action: self.vault_chosen.emit(action.data()))
        menu.popup(self._change.mapToGlobal(QPoint(0, self._change.height())))
