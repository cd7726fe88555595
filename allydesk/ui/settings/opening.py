"""What opens the vault: the passphrase, the recovery key, this computer's keyring, and whatever else does."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.settings.card import GAP, Row, SettingsCard
from allydesk.ui.settings.choice import Switch
from allydesk.ui.settings.telling import explain
from allydesk.ui.settings.ways import Way, Ways, said_since
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, frame
from allydesk.ui.wording import said_day

if TYPE_CHECKING:
    from allydesk.storage.slots import SlotId
    from allydesk.storage.vault import Vault

_NO_RECOVERY = "None yet. It is a second way in, on paper, for the day you forget the passphrase."
_KEYRING = "Anyone who can use your login on this computer can then open the vault, without the passphrase."
_ROTATE = "For when somebody may have had both a way in and a copy of the vault’s files."


class OpeningCard(SettingsCard):
    """Shows the ways in and changes them. `changed` is emitted when they are to be looked at anew."""

    changed = Signal()
    passphrase_wanted = Signal()
    rotation_wanted = Signal()

    key_made = Signal(object)
    """The lines of a recovery key that opens the vault from now on and has not been shown yet."""

    def __init__(self, *, vault: "Vault", tasks: TaskRunner, prompts: Prompts, look: Look) -> None:
        super().__init__("Opening the vault", look=look)
        self._vault = vault
        self._tasks = tasks
        self._prompts = prompts
        self._recovery: Way | None = None
        self._keyring_way: Way | None = None
        self.change = button("Change passphrase…")
        self.make_key = button("Make a recovery key…")
        self.remove_key = button("Remove…", "text", name="Remove the recovery key")
        self.keyring = Switch("Unlock with this computer’s keyring", look=look)
        self.rotate = button("Encrypt anew…", name="Encrypt the vault anew under a new key")
        self._lay_out()
        self._connect()

    def show_ways(self, ways: Ways) -> None:
        """Show what opens the vault now."""
        self._recovery, self._keyring_way = ways.recovery, ways.keyring
        self._passphrase_row.say(f"Set on {said_day(ways.passphrase.since)}." if ways.passphrase else "")
        self._key_row.say(f"Made on {said_day(ways.recovery.since)}." if ways.recovery else _NO_RECOVERY)
        self.make_key.setText("Make a new one…" if ways.recovery else "Make a recovery key…")
        self.remove_key.setVisible(ways.recovery is not None)
        self._keyring_row.say(f"{said_since(ways.keyring)} {_KEYRING}" if ways.keyring else _KEYRING)
        self.keyring.setChecked(ways.keyring is not None)
        self._show_others(ways.others)

    def tell_passphrase_changed(self) -> None:
        """The page for it has done its work."""
        self._passphrase_row.news.tell("The passphrase is changed. Backups made before still open with the old one.")

    def tell_rotated(self) -> None:
        """The page for it has done its work."""
        self._rotate_row.news.tell("The vault is encrypted under a new key. Backups made before keep the old one.")

    def _lay_out(self) -> None:
        self._passphrase_row = self.add_row("Passphrase", "", self.change)
        self._key_row = self.add_row("Recovery key", "", self.remove_key, self.make_key)
        self._keyring_row = self.add_row("Unlock with this computer’s keyring", _KEYRING, self.keyring)
        self._others = QWidget()
        self._other_rows = QVBoxLayout(self._others)
        self._other_rows.setContentsMargins(0, GAP, 0, 0)
        self._other_rows.setSpacing(GAP)
        self.add_close(self._others)
        self._rotate_row = self.add_row("Encrypt the vault anew under a new key", _ROTATE, self.rotate)

    def _connect(self) -> None:
        self.change.clicked.connect(self.passphrase_wanted)
        self.make_key.clicked.connect(self._ask_to_make_key)
        self.remove_key.clicked.connect(self._ask_to_remove_key)
        self.keyring.switched.connect(self._switch_keyring)
        self.rotate.clicked.connect(self.rotation_wanted)

    # The recovery key

    def _ask_to_make_key(self) -> None:
        if self._recovery is None:
            self._make_key()
            return
        question = Question(
            "Make a new recovery key?",
            "The one you have then opens nothing but backups made before. The new one is shown once.",
            (Answer("keep", "Keep the old one", "text"), Answer("make", "Make a new one", "primary")),
            dismiss="keep",
        )
        self._prompts.choose(question, self._on("make", self._make_key))

    def _make_key(self) -> None:
        self.clear_news()
        self.make_key.setEnabled(False)
        self._tasks.run(self._vault.add_recovery_key, done=self._show_key, failed=self._explain)

    def _show_key(self, lines: tuple[str, ...]) -> None:
        self.make_key.setEnabled(True)
        self.changed.emit()
        self.key_made.emit(lines)

    def _ask_to_remove_key(self) -> None:
        if self._recovery is not None:
            self._ask_to_remove(
                self._recovery,
                "Remove the recovery key?",
                "What you have on paper then opens nothing but backups made before. If the passphrase is lost, nobody "
                "can open the vault.",
            )

    # The keyring

    def _switch_keyring(self, on: bool) -> None:
        self.clear_news()
        self.keyring.setEnabled(False)
        slot = self._keyring_way.slot if self._keyring_way is not None else None
        if on:
            self._tasks.run(self._vault.add_device_key, done=self._tell_keyring_on, failed=self._explain)
        elif slot is not None:
            self._tasks.run(lambda: self._vault.remove_slot(slot), done=self._tell_keyring_off, failed=self._explain)

    def _tell_keyring_on(self, _nothing: None) -> None:
        self.keyring.setEnabled(True)
        self._keyring_row.news.tell("This computer’s keyring opens the vault from now on.")
        self.changed.emit()

    def _tell_keyring_off(self, _nothing: None) -> None:
        self.keyring.setEnabled(True)
        self._keyring_row.news.tell("This computer’s keyring opens the vault no more.")
        self.changed.emit()

    # The others

    def _show_others(self, others: tuple[Way, ...]) -> None:
        while (item := self._other_rows.takeAt(0)) is not None:
            if (gone := item.widget()) is not None:
                gone.hide()
                gone.deleteLater()
        for way in others:
            self._other_rows.addWidget(frame("line"))
            self._other_rows.addWidget(self._other_row(way))
        self._others.setVisible(bool(others))

    def _other_row(self, way: Way) -> Row:
        remove = button("Remove…", "text", name=f"Remove: {way.title}")
        remove.clicked.connect(
            lambda: self._ask_to_remove(
                way, f"Remove {way.title[0].lower()}{way.title[1:]}?", "It then opens nothing but backups made before."
            )
        )
        return Row(way.title, said_since(way), remove, look=self.look)

    def _ask_to_remove(self, way: Way, title: str, text: str) -> None:
        question = Question(
            title, text, (Answer("keep", "Keep it", "text"), Answer("remove", "Remove", "danger")), dismiss="keep"
        )
        self._prompts.choose(question, self._on("remove", lambda: self._remove(way.slot)))

    def _remove(self, slot: "SlotId") -> None:
        self.clear_news()
        self._tasks.run(lambda: self._vault.remove_slot(slot), done=self._forget, failed=self._explain)

    def _forget(self, _nothing: None) -> None:
        """Nothing is told: the question has said all, and the way in is gone from the card."""
        self.changed.emit()

    # What came of it

    def _explain(self, error: AllydeskError) -> None:
        self.keyring.setEnabled(True)
        self.make_key.setEnabled(True)
        self.keyring.setChecked(self._keyring_way is not None)
        explain(self._prompts, error)
        self.changed.emit()

    @staticmethod
    def _on(key: str, act: Callable[[], object]) -> Callable[[str], object]:
        return lambda answer: act() if answer == key else None
