"""Settings: the overview, and the pages for one thing at a time that it leads to."""

from dataclasses import replace
from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout, QWidget
from shiboken6 import isValid

from allydesk.offline import Guard
from allydesk.settings import Settings
from allydesk.storage.backup import Backup
from allydesk.storage.slots import Slot, SlotKind
from allydesk.ui.moving.bringing import ImportPage
from allydesk.ui.moving.taking import ExportPage
from allydesk.ui.printing import Send
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.appearance import AppearanceCard
from allydesk.ui.settings.backups import BackupsCard
from allydesk.ui.settings.change_passphrase import ChangePassphrase
from allydesk.ui.settings.locking import LockingCard
from allydesk.ui.settings.moving_card import MovingCard
from allydesk.ui.settings.new_key import EncryptAnew, KeySheet
from allydesk.ui.settings.opening import OpeningCard
from allydesk.ui.settings.overview import Overview
from allydesk.ui.settings.step import StepPage
from allydesk.ui.settings.style import settings_style
from allydesk.ui.settings.vault_card import VaultCard
from allydesk.ui.settings.ways import sort_ways, this_computer
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look, Theme
from allydesk.ui.vaults import Vaults

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault


class SettingsPage(QFrame):
    """Everything about an open vault and this computer's choices. Made when the vault is opened.

    The look changes at once; whoever hears `settings_changed` keeps the choices.
    """

    settings_changed = Signal(object)
    """A new `Settings`."""

    theme_chosen = Signal(str)

    entries_imported = Signal(int)
    """So many entries have been brought in: what is shown of the journal is out of date."""

    vault_restored = Signal(object)
    """A backup has been restored to a new vault in this folder; this one stays open."""

    def __init__(
        self,
        *,
        vault: "Vault",
        vaults: Vaults,
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        settings: Settings,
        guard: Guard,
        clock: "Clock",
        zone: tzinfo,
        zone_name: str,
        home: Path,
        send: Send,
        hears_screen_lock: bool = True,
        hears_sleep: bool = True,
        computer: str | None = None,
    ) -> None:
        """`vault` is open. `zone` is the person's, for times without one in what they bring in; `home` is what paths
        are shown from and folders are offered in; `send` prints; `computer` is this one's name, as vaults keep it.
        `hears_…`: whether this computer says when its screen is locked and when it goes to sleep.
        """
        super().__init__()
        self._vault = vault
        self._tasks = tasks
        self._prompts = prompts
        self._look = look
        self._settings = settings
        self._clock = clock
        self._zone, self._zone_name = zone, zone_name
        self._home = home
        self._send = send
        self._computer = this_computer() if computer is None else computer
        self._step: StepPage | None = None
        self._came_from: QWidget | None = None
        self.appearance = AppearanceCard(look=look, settings=settings)
        self.locking = LockingCard(
            look=look, settings=settings, hears_screen_lock=hears_screen_lock, hears_sleep=hears_sleep
        )
        self.opening = OpeningCard(vault=vault, tasks=tasks, prompts=prompts, look=look)
        self.backups = BackupsCard(
            vault=vault, vaults=vaults, tasks=tasks, prompts=prompts, look=look, clock=clock, home=home
        )
        self.moving = MovingCard(look=look)
        self.vault_card = VaultCard(vault=vault, tasks=tasks, prompts=prompts, look=look, guard=guard, home=home)
        self._cards = (self.appearance, self.locking, self.opening, self.backups, self.moving, self.vault_card)
        self.overview = Overview(look=look, above=vault.name, title="Settings", cards=self._cards)
        self._lay_out()
        self._connect()

    @property
    def step(self) -> StepPage | None:
        """The page for one thing that is open, or None."""
        return self._step

    def show_settings(self, settings: Settings) -> None:
        """The choices have been changed elsewhere; take them on, without a signal."""
        self._settings = settings
        self.appearance.show_settings(settings)
        self.locking.show_settings(settings)

    def bring_in(self) -> None:
        """Begin to bring in a journal."""
        page = ImportPage(
            vault=self._vault,
            tasks=self._tasks,
            prompts=self._prompts,
            look=self._look,
            zone=self._zone,
            zone_name=self._zone_name,
            home=self._home,
        )
        page.entries_imported.connect(self.entries_imported)
        page.entries_imported.connect(self.refresh)
        self._go_to(page)

    def change_passphrase(self) -> None:
        """Begin to change the passphrase."""
        self._change_passphrase()

    def take_out(self) -> None:
        """Begin to write everything to a folder."""
        self._go_to(
            ExportPage(
                vault=self._vault,
                tasks=self._tasks,
                prompts=self._prompts,
                look=self._look,
                clock=self._clock,
                home=self._home,
            )
        )

    def refresh(self) -> None:
        """Look at the ways in and the backups anew."""
        self._tasks.run(lambda: (self._vault.slots(), self._vault.backups()), done=self._show_standing)

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front with what is so now."""
        super().showEvent(event)
        self.refresh()

    def _lay_out(self) -> None:
        set_role(self, "paper")
        self._pages = QStackedWidget()
        self._pages.addWidget(self.overview)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setFocusProxy(self.overview.sections[0])
        self._dress()

    def _connect(self) -> None:
        self._look.changed.connect(self._dress)
        self.appearance.theme_chosen.connect(self._choose_theme)
        self.appearance.text_scaled.connect(self._scale_text)
        self.locking.minutes_chosen.connect(lambda minutes: self._keep(auto_lock_minutes=minutes))
        self.locking.screen_lock_switched.connect(lambda on: self._keep(lock_on_screen_lock=on))
        self.locking.sleep_switched.connect(lambda on: self._keep(lock_on_suspend=on))
        self.opening.changed.connect(self.refresh)
        self.opening.passphrase_wanted.connect(self._change_passphrase)
        self.opening.rotation_wanted.connect(self._encrypt_anew)
        self.opening.key_made.connect(self._show_key)
        self.backups.changed.connect(self.refresh)
        self.backups.restored.connect(self.vault_restored)
        self.moving.import_wanted.connect(self.bring_in)
        self.moving.export_wanted.connect(self.take_out)
        self.vault_card.restore_wanted.connect(self._restore_newest)

    def _dress(self) -> None:
        self.setStyleSheet(settings_style(self._look))

    def _show_standing(self, standing: tuple[tuple[Slot, ...], list[Backup]]) -> None:
        slots, backups = standing
        self.opening.show_ways(sort_ways(slots, computer=self._computer, zone=self._clock().tzinfo))
        self.backups.show_backups(backups)
        self.vault_card.know_backups(there_are=bool(backups))

    # The choices

    def _choose_theme(self, theme: str) -> None:
        self._look.choose(Theme(theme))
        self._keep(theme=theme)
        self.theme_chosen.emit(theme)

    def _scale_text(self, scale: float) -> None:
        self._look.scale_text(scale)
        self._keep(text_scale=scale)

    def _keep(self, **choices: object) -> None:
        self._settings = replace(self._settings, **choices)  # type: ignore[arg-type]  # the fields' own types hold
        self.settings_changed.emit(self._settings)

    def _restore_newest(self) -> None:
        if self.backups.newest is not None:
            self.backups.ask_to_restore(self.backups.newest)

    # The pages for one thing

    def _change_passphrase(self) -> None:
        page = StepPage(look=self._look, title="Change the passphrase")
        card = ChangePassphrase(
            look=self._look,
            tasks=self._tasks,
            vault=self._vault,
            name=self._vault.name,
            forgotten=self._vault.opened_by is SlotKind.RECOVERY,
        )
        card.working.connect(lambda working: page.set_working(working=working))
        card.changed.connect(self._passphrase_changed)
        page.add(card)
        self._go_to(page)

    def _passphrase_changed(self) -> None:
        self._go_back()
        self.opening.tell_passphrase_changed()

    def _encrypt_anew(self) -> None:
        page = StepPage(look=self._look, title="Encrypt the vault anew")
        card = EncryptAnew(look=self._look, tasks=self._tasks, vault=self._vault)
        card.working.connect(lambda working: page.set_working(working=working))
        card.rotated.connect(self._rotated)
        page.add(card)
        self._go_to(page)

    def _rotated(self, lines: tuple[str, ...]) -> None:
        self._go_back()
        self.opening.tell_rotated()
        if lines:
            self._show_key(lines)

    def _show_key(self, lines: tuple[str, ...]) -> None:
        page = StepPage(look=self._look, title="", back="")
        sheet = KeySheet(
            lines,
            look=self._look,
            tasks=self._tasks,
            prompts=self._prompts,
            vault=self._vault,
            name=self._vault.name,
            folder=self._home,
            today=self._clock().date(),
            send=self._send,
        )
        sheet.finished.connect(self._go_back)
        page.add(sheet)
        self._go_to(page)

    def _go_to(self, page: StepPage) -> None:
        """Show a page for one thing in the place of any other."""
        self._close_step()
        for card in self._cards:
            card.clear_news()
        self._came_from = self.overview.focusWidget()
        self._step = page
        page.left.connect(self._go_back)
        self._pages.addWidget(page)
        self._pages.setCurrentWidget(page)
        if page.focusWidget() is None:
            page.setFocus()

    def _go_back(self) -> None:
        """To the overview, and to where the focus was in it."""
        self._close_step()
        self._pages.setCurrentWidget(self.overview)
        if self._came_from is not None and isValid(self._came_from):
            self._came_from.setFocus(Qt.FocusReason.OtherFocusReason)
        self.refresh()

    def _close_step(self) -> None:
        """What was typed into it goes with it."""
        page, self._step = self._step, None
        if page is not None:
            self._pages.removeWidget(page)
            page.hide()
            page.deleteLater()
