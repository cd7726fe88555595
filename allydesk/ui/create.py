"""A new vault in three steps: name and passphrase, a recovery key, and what to do first."""

from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.ui.create_form import CreateForm
from allydesk.ui.outside import CARD_PADDING, OutsidePage
from allydesk.ui.printing import Send
from allydesk.ui.prompts import Prompts
from allydesk.ui.recovery import RecoverySheet
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.vaults import Vaults
from allydesk.ui.widgets.faces import face
from allydesk.ui.widgets.words import button

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

WIDTH = 470
"""Of the card, in pixels at a text scale of 1: a printed key's line fits into it."""


class CreatePage(OutsidePage):
    """Makes a vault and leads to its first page."""

    vault_made = Signal(object)
    """The `Vault` is there and open; from now on it has to be locked by whoever hears this."""

    finished = Signal(object, str)
    """All steps are done: the `Vault`, and "write" or "import" for what the person wants to do first."""

    back_requested = Signal()
    """The person would rather not make one now."""

    open_requested = Signal(object)
    """The person would rather open the vault in this folder."""

    def __init__(
        self,
        *,
        look: Look,
        tasks: TaskRunner,
        prompts: Prompts,
        vaults: Vaults,
        folder: Path,
        home: Path,
        today: date,
        send: Send,
        first_run: bool,
    ) -> None:
        """`folder` is where the vault is proposed to lie; `send` prints; at the `first_run` there is no way back."""
        super().__init__(look=look, width=WIDTH)
        self._look = look
        self._tasks = tasks
        self._prompts = prompts
        self._vaults = vaults
        self._folder = folder
        self._today = today
        self._send = send
        self._vault: Vault | None = None
        self.form = CreateForm(look=look, tasks=tasks, home=home, folder=folder)
        self.form.cancel.setVisible(not first_run)
        title = "Welcome to Allydesk" if first_run else "A new vault"
        self.add_heading(title, "A vault holds what you write, encrypted, in a folder of this computer.")
        self._card: QWidget = self.form
        self.column.addWidget(self.form)
        self.open_existing = button("Open a vault you already have", "text")
        self.open_existing.setVisible(first_run)
        self.column.addSpacing(21)
        self.column.addWidget(self.open_existing, 0, Qt.AlignmentFlag.AlignHCenter)
        self._connect()

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front with the caret in the first field."""
        super().showEvent(event)
        if self._card is self.form:
            self.form.name.setFocus()
            self.form.name.selectAll()

    def _connect(self) -> None:
        self.form.submitted.connect(self._create)
        self.form.folder_wanted.connect(self._ask_for_folder)
        self.form.open_wanted.connect(self.open_requested)
        self.form.cancel.clicked.connect(self.back_requested)
        self.open_existing.clicked.connect(self._ask_for_vault)

    def _ask_for_folder(self) -> None:
        self._prompts.choose_folder("Where should the vault be kept?", self._folder, self._use_folder)

    def _ask_for_vault(self) -> None:
        self._prompts.choose_folder("Open a vault", self._folder, self._open_chosen)

    def _open_chosen(self, folder: Path | None) -> None:
        if folder is not None:
            self.open_requested.emit(folder)

    def _use_folder(self, folder: Path | None) -> None:
        if folder is not None:
            self._folder = folder
            self.form.use_folder(folder)

    def _create(self) -> None:
        self.form.set_working(working=True)
        self.open_existing.setEnabled(False)
        target, passphrase = self.form.target, self.form.passphrase
        self._tasks.run(lambda: self._vaults.create(target, passphrase), done=self._made, failed=self._explain)

    def _explain(self, error: AllydeskError) -> None:
        self.form.set_working(working=False)
        self.open_existing.setEnabled(True)
        self.form.explain(error)
        self.reveal(self.form.problem)

    def _made(self, vault: "Vault") -> None:
        self._vault = vault
        self.open_existing.hide()
        self.form.wipe()
        self.vault_made.emit(vault)
        sheet = RecoverySheet(
            look=self._look,
            tasks=self._tasks,
            prompts=self._prompts,
            vault=vault,
            name=vault.name,
            folder=self._folder,
            today=self._today,
            send=self._send,
        )
        sheet.finished.connect(self._ask_what_next)
        self._turn_to(sheet)

    def _ask_what_next(self) -> None:
        write = button("Start writing", "primary")
        write.clicked.connect(lambda: self._finish("write"))
        bring = button("Bring in an existing journal")
        bring.clicked.connect(lambda: self._finish("import"))
        card = QFrame()
        set_role(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        inside.addWidget(
            face(
                "Your vault is ready",
                "You can begin with an empty page, or bring in a journal that you have kept elsewhere. What you bring "
                "in is copied; the original stays as it is.",
                buttons=(bring, write),
            )
        )
        self._turn_to(card)
        write.setFocus()

    def _finish(self, what: str) -> None:
        self.finished.emit(self._vault, what)

    def _turn_to(self, card: QWidget) -> None:
        """Put another card into the place of the one that is done with."""
        before, self._card = self._card, card
        self.column.replaceWidget(before, card)
        before.hide()
        before.deleteLater()
        card.show()
