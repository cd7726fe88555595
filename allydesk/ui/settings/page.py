"""Settings: a list of sections with a page each, and the pages for one thing at a time that they lead to."""

from datetime import tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QStackedWidget, QVBoxLayout

from allydesk.offline import Guard
from allydesk.settings import Settings
from allydesk.storage.backup import Backup
from allydesk.storage.slots import Slot
from allydesk.ui.actions import Action
from allydesk.ui.printing import Send
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.appearance import AppearanceCard
from allydesk.ui.settings.backups import BackupsCard
from allydesk.ui.settings.choices import Choices
from allydesk.ui.settings.commands import section_actions, switch_actions
from allydesk.ui.settings.errands import Errands, Kit
from allydesk.ui.settings.guard_card import GuardCard
from allydesk.ui.settings.locking import LockingCard
from allydesk.ui.settings.moving_card import MovingCard
from allydesk.ui.settings.opening import OpeningCard
from allydesk.ui.settings.overview import Overview, Section
from allydesk.ui.settings.places import size_of
from allydesk.ui.settings.practice_card import PracticeCard
from allydesk.ui.settings.spelling_card import SpellingCard
from allydesk.ui.settings.step import StepPage
from allydesk.ui.settings.style import settings_style
from allydesk.ui.settings.vault_card import VaultCard
from allydesk.ui.settings.ways import sort_ways, this_computer
from allydesk.ui.settings.words_card import WordsCard
from allydesk.ui.settings.writing_card import StartingPointsCard, WritingCard
from allydesk.ui.spelling.checker import SpellChecker
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
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
    """There is a new vault in this folder, a backup restored or what could be read of this one, which stays open."""

    templates_wanted = Signal()
    prompts_wanted = Signal()

    shown_wanted = Signal()
    """An action from the palette leads here: the window is to show this room."""

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
        checker: SpellChecker,
        own_words: YourWords,
        hears_screen_lock: bool = True,
        hears_sleep: bool = True,
        computer: str | None = None,
    ) -> None:
        """`vault` is open. `zone` is the person's, for times without one in what they bring in; `home` is what paths
        are shown from and folders are offered in; `send` prints; `computer` is this one's name, as vaults keep it.
        `checker` and `own_words` are those of the pages one writes on.
        `hears_…`: whether this computer says when its screen is locked and when it goes to sleep.
        """
        super().__init__()
        self._vault = vault
        self._tasks = tasks
        self._look = look
        self._clock = clock
        self._computer = this_computer() if computer is None else computer
        self.choices = Choices(look=look, settings=settings, parent=self)
        self.appearance = AppearanceCard(look=look, settings=settings)
        self.writing = WritingCard(look=look, settings=settings)
        self.practice = PracticeCard(look=look, settings=settings)
        self.starting_points = StartingPointsCard(look=look)
        self.locking = LockingCard(
            look=look, settings=settings, hears_screen_lock=hears_screen_lock, hears_sleep=hears_sleep
        )
        self.opening = OpeningCard(vault=vault, tasks=tasks, prompts=prompts, look=look)
        self.guard = GuardCard(look=look, guard=guard)
        self.backups = BackupsCard(
            vault=vault, vaults=vaults, tasks=tasks, prompts=prompts, look=look, clock=clock, home=home
        )
        self.moving = MovingCard(look=look)
        self.vault_card = VaultCard(vault=vault, vaults=vaults, tasks=tasks, prompts=prompts, look=look, home=home)
        self.spelling = SpellingCard(look=look, settings=settings, checker=checker, home=home)
        self.words = WordsCard(look=look, words=own_words, prompts=prompts)
        self._sections = self._divided()
        self.overview = Overview(look=look, above=vault.name, title="Settings", sections=self._sections)
        kit = Kit(
            vault=vault,
            tasks=tasks,
            prompts=prompts,
            look=look,
            clock=clock,
            zone=zone,
            zone_name=zone_name,
            home=home,
            send=send,
        )
        self._pages = QStackedWidget()
        self.errands = Errands(kit=kit, pages=self._pages, overview=self.overview)
        self._lay_out()
        self._connect()
        self._connect_cards()

    @property
    def step(self) -> StepPage | None:
        """The page for one thing that is open, or None."""
        return self.errands.step

    def offered(self) -> tuple[Action, ...]:
        """For the palette: each section by its name, and the choices one makes often."""
        return (
            *section_actions([each.title for each in self._sections], go_to=self._go_to_section),
            *switch_actions(self.choices, show=self._show_choices),
        )

    def show_section(self, title: str) -> None:
        """Show a section, whatever is open. Raises StopIteration for one that does not exist."""
        if self.step is not None:
            self.errands.go_back()
        self.overview.show_section(title)

    def show_settings(self, settings: Settings) -> None:
        """The choices have been changed elsewhere; take them on, without a signal."""
        self.choices.take(settings)
        self._show_choices()

    def bring_in(self) -> None:
        """Begin to bring in a journal."""
        self.errands.bring_in()

    def take_out(self) -> None:
        """Begin to write everything to a folder."""
        self.errands.take_out()

    def change_passphrase(self) -> None:
        """Begin to change the passphrase."""
        self.overview.show_section("Security")
        self.errands.change_passphrase()

    def refresh(self) -> None:
        """Look at the ways in, the backups and the vault's size anew."""
        vault = self._vault
        self._tasks.run(lambda: (vault.slots(), vault.backups(), size_of(vault.folder)), done=self._show_standing)

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front with what is so now."""
        super().showEvent(event)
        self.refresh()

    def _divided(self) -> tuple[Section, ...]:
        return (
            Section("Appearance", (self.appearance,)),
            Section("Writing", (self.writing, self.starting_points)),
            Section("Practice", (self.practice,)),
            Section("Spelling", (self.spelling, self.words)),
            Section("Security", (self.locking, self.opening, self.guard)),
            Section("Backups", (self.backups,)),
            Section("Vault", (self.vault_card, self.moving)),
        )

    def _lay_out(self) -> None:
        set_role(self, "paper")
        self._pages.addWidget(self.overview)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._pages)
        self.setFocusProxy(self.overview)
        self._dress()

    def _connect(self) -> None:
        self._look.changed.connect(self._dress)
        self.choices.changed.connect(self.settings_changed)
        self.errands.leaving.connect(self._clear_news)
        self.errands.back.connect(self.refresh)
        self.errands.entries_imported.connect(self.entries_imported)
        self.errands.entries_imported.connect(self.refresh)
        self.errands.passphrase_changed.connect(self.opening.tell_passphrase_changed)
        self.errands.rotated.connect(self.opening.tell_rotated)
        self.opening.changed.connect(self.refresh)
        self.opening.passphrase_wanted.connect(self.errands.change_passphrase)
        self.opening.rotation_wanted.connect(self.errands.encrypt_anew)
        self.opening.key_made.connect(self.errands.show_key)
        self.backups.changed.connect(self.refresh)
        self.backups.restored.connect(self.vault_restored)
        self.moving.import_wanted.connect(self.bring_in)
        self.moving.export_wanted.connect(self.take_out)
        self.vault_card.restore_wanted.connect(self._restore_newest)
        self.vault_card.brought_back.connect(self.vault_restored)
        self.starting_points.templates_wanted.connect(self.templates_wanted)
        self.starting_points.prompts_wanted.connect(self.prompts_wanted)

    def _connect_cards(self) -> None:
        keep = self.choices.keep
        self.appearance.theme_chosen.connect(self.choices.choose_theme)
        self.appearance.theme_chosen.connect(self.theme_chosen)
        self.appearance.text_scaled.connect(self.choices.scale_text)
        self.appearance.font_chosen.connect(self.choices.read_in)
        self.appearance.motion_reduced.connect(self.choices.reduce_motion)
        self.writing.switched.connect(lambda name, on: keep(**{name: on}))
        self.practice.chosen.connect(lambda name, key: keep(**{name: key}))
        self.locking.minutes_chosen.connect(lambda minutes: keep(auto_lock_minutes=minutes))
        self.locking.screen_lock_switched.connect(lambda on: keep(lock_on_screen_lock=on))
        self.locking.sleep_switched.connect(lambda on: keep(lock_on_suspend=on))
        self.spelling.switched.connect(lambda on: keep(spelling=on))
        self.spelling.languages_chosen.connect(lambda names: keep(languages=names))

    def _dress(self) -> None:
        self.setStyleSheet(settings_style(self._look))

    def _show_choices(self) -> None:
        settings = self.choices.settings
        for card in (self.appearance, self.writing, self.practice, self.locking, self.spelling):
            card.show_settings(settings)

    def _show_standing(self, standing: tuple[tuple[Slot, ...], list[Backup], int]) -> None:
        slots, backups, size = standing
        self.opening.show_ways(sort_ways(slots, computer=self._computer, zone=self._clock().tzinfo))
        self.backups.show_backups(backups)
        self.vault_card.know_backups(there_are=bool(backups))
        self.vault_card.show_size(size)

    def _clear_news(self) -> None:
        for section in self._sections:
            for card in section.cards:
                card.clear_news()

    def _go_to_section(self, title: str) -> None:
        self.shown_wanted.emit()
        self.show_section(title)
        self.setFocus()

    def _restore_newest(self) -> None:
        if self.backups.newest is not None:
            self.backups.ask_to_restore(self.backups.newest)
            self.overview.show_section("Backups")
