"""The pages for one thing at a time that Settings leads to: over the overview, and back to where one was."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget
from shiboken6 import isValid

from allydesk.storage.slots import SlotKind
from allydesk.ui.moving.bringing import ImportPage
from allydesk.ui.moving.taking import ExportPage
from allydesk.ui.printing import Send
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.change_passphrase import ChangePassphrase
from allydesk.ui.settings.new_key import EncryptAnew, KeySheet
from allydesk.ui.settings.step import StepPage
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault


@dataclass(frozen=True, slots=True)
class Kit:
    """What the pages are made with. `zone` is the person's; `home` is where folders are offered; `send` prints."""

    vault: "Vault"
    tasks: TaskRunner
    prompts: Prompts
    look: Look
    clock: "Clock"
    zone: tzinfo
    zone_name: str
    home: Path
    send: Send


class Errands(QObject):
    """Shows one of them at a time in a stack whose first page is the overview."""

    leaving = Signal()
    """A page is about to be shown in the place of the overview."""
    back = Signal()
    """The overview is shown again; what it says may be out of date."""
    entries_imported = Signal(int)
    passphrase_changed = Signal()
    rotated = Signal()

    def __init__(self, *, kit: Kit, pages: QStackedWidget, overview: QWidget) -> None:
        super().__init__(pages)
        self._kit = kit
        self._pages = pages
        self._overview = overview
        self._step: StepPage | None = None
        self._came_from: QWidget | None = None

    @property
    def step(self) -> StepPage | None:
        """The page that is open, or None."""
        return self._step

    def bring_in(self) -> None:
        """Begin to bring in a journal."""
        kit = self._kit
        page = ImportPage(
            vault=kit.vault,
            tasks=kit.tasks,
            prompts=kit.prompts,
            look=kit.look,
            zone=kit.zone,
            zone_name=kit.zone_name,
            home=kit.home,
        )
        page.entries_imported.connect(self.entries_imported)
        self._go_to(page)

    def take_out(self) -> None:
        """Begin to write everything to a folder."""
        kit = self._kit
        self._go_to(
            ExportPage(
                vault=kit.vault, tasks=kit.tasks, prompts=kit.prompts, look=kit.look, clock=kit.clock, home=kit.home
            )
        )

    def change_passphrase(self) -> None:
        """Begin to change the passphrase."""
        kit = self._kit
        page = StepPage(look=kit.look, title="Change the passphrase")
        card = ChangePassphrase(
            look=kit.look,
            tasks=kit.tasks,
            vault=kit.vault,
            name=kit.vault.name,
            forgotten=kit.vault.opened_by is SlotKind.RECOVERY,
        )
        card.working.connect(lambda working: page.set_working(working=working))
        card.changed.connect(lambda: self._finish(self.passphrase_changed.emit))
        page.add(card)
        self._go_to(page)

    def encrypt_anew(self) -> None:
        """Begin to encrypt the vault under another key."""
        page = StepPage(look=self._kit.look, title="Encrypt the vault anew")
        card = EncryptAnew(look=self._kit.look, tasks=self._kit.tasks, vault=self._kit.vault)
        card.working.connect(lambda working: page.set_working(working=working))
        card.rotated.connect(self._rotated)
        page.add(card)
        self._go_to(page)

    def show_key(self, lines: tuple[str, ...]) -> None:
        """Show a recovery key that has just been made. There is no way back before it is done with."""
        kit = self._kit
        page = StepPage(look=kit.look, title="", back="")
        sheet = KeySheet(
            lines,
            look=kit.look,
            tasks=kit.tasks,
            prompts=kit.prompts,
            vault=kit.vault,
            name=kit.vault.name,
            folder=kit.home,
            today=kit.clock().date(),
            send=kit.send,
        )
        sheet.finished.connect(self.go_back)
        page.add(sheet)
        self._go_to(page)

    def go_back(self) -> None:
        """To the overview, and to where the focus was in it."""
        self._close_step()
        self._pages.setCurrentWidget(self._overview)
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.back.emit()

    def _finish(self, tell: Callable[[], object]) -> None:
        self.go_back()
        tell()

    def _rotated(self, lines: tuple[str, ...]) -> None:
        self._finish(self.rotated.emit)
        if lines:
            self.show_key(lines)

    def _go_to(self, page: StepPage) -> None:
        """Show a page in the place of any other."""
        self._close_step()
        self.leaving.emit()
        self._came_from = self._overview.focusWidget()
        self._step = page
        page.left.connect(self.go_back)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if page.focusWidget() is None:
            page.setFocus()

    def _close_step(self) -> None:
        """What was typed into it goes with it."""
        page, self._step = self._step, None
        if page is not None:
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()
