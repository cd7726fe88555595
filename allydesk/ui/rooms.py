"""The rooms of an open vault. Imported late, because with them come the database and the ciphers."""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date, tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allydesk.ids import EntryId
from allydesk.offline import Guard
from allydesk.practice.ids import RunId
from allydesk.settings import Settings
from allydesk.ui.actions import Action, install
from allydesk.ui.commands.desk import CommandDesk
from allydesk.ui.finding_entries import TitleFinder, describe
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.journal_room import JournalRoom
from allydesk.ui.over_pages import OverPages
from allydesk.ui.practice.room import PracticeRoom
from allydesk.ui.practice.todaycards import PracticeToday
from allydesk.ui.printing import AskPrinter, Send
from allydesk.ui.prompts import Prompts
from allydesk.ui.room_making import practice_tools, story_room
from allydesk.ui.settings.page import SettingsPage
from allydesk.ui.spelling.checker import SpellChecker
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.today.page import TodayPage
from allydesk.ui.vaults import Vaults
from allydesk.ui.window import MainWindow
from allydesk.ui.window_actions import window_actions

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault


_FROM_EVERYWHERE = ("Ctrl+N", "Ctrl+F", "Ctrl+Shift+F")
"""Keys of the entries that act wherever the keyboard is: a new entry, and the search."""


@dataclass(frozen=True, slots=True)
class Fittings:
    """What every room is given. `hears_…`: whether this computer says when its screen is locked, and when it sleeps."""

    tasks: TaskRunner
    prompts: Prompts
    look: Look
    clock: "Clock"
    zone: tzinfo
    zone_name: str
    home: Path
    resources: Path
    dictionaries: Path
    guard: Guard
    send: Send
    ask_printer: AskPrinter
    vaults: Vaults
    hears_screen_lock: bool
    hears_sleep: bool
    crashed: Callable[[BaseException], object]
    """Told of a bug on another thread."""


class OpenRooms(QObject):
    """The pages inside the window while a vault is open; see `shell.Rooms`."""

    settings_changed = Signal(object)
    """A new `Settings`."""

    somebody_there = Signal(bool)
    """Whether somebody is at the window though no hand moves."""

    vault_restored = Signal(object)
    """A backup lies in this folder now, as a vault of its own."""

    def __init__(self, vault: "Vault", *, window: MainWindow, settings: Settings, fittings: Fittings) -> None:
        super().__init__()
        self._window = window
        self._look = fittings.look
        self.today = TodayPage(
            vault=vault,
            tasks=fittings.tasks,
            prompts=fittings.prompts,
            look=fittings.look,
            clock=fittings.clock,
            resources=fittings.resources,
            home=fittings.home,
        )
        self.own_words = YourWords(shelf=vault.own_words, tasks=fittings.tasks)
        self.checker = SpellChecker(
            settings=settings, own=self.own_words, dictionaries=fittings.dictionaries, home=fittings.home
        )
        self.journal = JournalPage(
            vault=vault,
            tasks=fittings.tasks,
            prompts=fittings.prompts,
            look=fittings.look,
            clock=fittings.clock,
            settings=settings,
            home=fittings.home,
            resources=fittings.resources,
            checker=self.checker,
        )
        self.room = JournalRoom(self.journal)
        self.over = OverPages(
            room=self.room,
            vault=vault,
            tasks=fittings.tasks,
            prompts=fittings.prompts,
            look=fittings.look,
            clock=fittings.clock,
            resources=fittings.resources,
            home=fittings.home,
            ask_printer=fittings.ask_printer,
        )
        self.story = story_room(vault, settings=settings, checker=self.checker, fittings=fittings)
        tools = practice_tools(vault, settings=settings, checker=self.checker, fittings=fittings)
        self.practice = PracticeRoom(tools=tools)
        self._practice_today = PracticeToday(tools=tools, parent=self)
        self._practice_today.add_to(self.today)
        self.settings = SettingsPage(
            vault=vault,
            vaults=fittings.vaults,
            tasks=fittings.tasks,
            prompts=fittings.prompts,
            look=fittings.look,
            settings=settings,
            guard=fittings.guard,
            clock=fittings.clock,
            zone=fittings.zone,
            zone_name=fittings.zone_name,
            home=fittings.home,
            send=fittings.send,
            hears_screen_lock=fittings.hears_screen_lock,
            hears_sleep=fittings.hears_sleep,
            checker=self.checker,
            own_words=self.own_words,
        )
        self._finder = TitleFinder(journal=vault.journal, tasks=fittings.tasks)
        self.commands = CommandDesk(
            window=window,
            look=fittings.look,
            gather=self.offered,
            keys=(),
            find=self._finder.find,
            describe=lambda entry: describe(entry, today=fittings.clock().date()),
        )
        self._connect(fittings)
        window.add_room("today", "Today", "today", self.today)
        window.add_room("journal", "Journal", "journal", self.room)
        window.add_room("story", "Story", "story", self.story)
        window.add_room("practice", "Practice", "practice", self.practice)
        window.add_room("settings", "Settings", "settings", self.settings, at_foot=True)
        self._keys = window.install(self._own_actions())
        for page in (self.today, self.story, self.practice, self.settings):
            install(self._entry_keys(), on=page)
        window.show_room("today")
        self.today.reload()
        self.journal.reload()
        self._practice_today.reload()
        self.own_words.load()

    def flush(self, then: Callable[[], object]) -> None:
        """Save what is being typed, then do `then`; or ask, and perhaps stay."""
        pages = (self.today, self.over, self.journal, self.story, self.practice)
        for page in reversed(pages):
            then = partial(page.flush, then)
        then()

    def close_all(self) -> None:
        """Drop everything that came out of the vault."""
        for key in self._keys:
            key.setEnabled(False)
            key.deleteLater()
        self.commands.close_all()
        self._finder.close_all()
        self.today.close_all()
        self.room.close_all()
        self.story.close_all()
        self._practice_today.close_all()
        self.practice.close_all()
        self.checker.close_all()
        self.own_words.close_all()
        self._window.hide_rail(hidden=False)
        self.deleteLater()

    def refresh(self) -> None:
        """Entries came or went behind the window's back: look at the lists anew."""
        self.journal.column.refresh()

    def begin_writing(self) -> None:
        """Open an empty page, the caret in it."""
        self._window.show_room("journal")
        self.journal.new_entry()

    def bring_in(self) -> None:
        """Begin to bring in a journal from elsewhere."""
        self._window.show_room("settings")
        self.settings.bring_in()

    def renew_passphrase(self) -> None:
        """Begin to choose another passphrase."""
        self._window.show_room("settings")
        self.settings.change_passphrase()

    def show_settings(self, settings: Settings) -> None:
        """Other choices are in force."""
        self.settings.show_settings(settings)
        self.journal.show_settings(settings)
        self.story.show_settings(settings)
        self.practice.show_settings(settings)
        self.checker.show_settings(settings)

    def offered(self) -> Sequence[Action]:
        """Everything that can be done now, from all the rooms."""
        return (
            *self._own_actions(),
            *self.today.offered(),
            *self._with_entries(self.room.offered()),
            *self._with_entries(self.journal.editor.text.commands.offered()),
            *self.over.offered(),
            *self._in_room("story", self.story.offered()),
            *self._in_room("practice", self.practice.offered()),
            *self.settings.offered(),
        )

    def _own_actions(self) -> tuple[Action, ...]:
        return (
            *window_actions(self._window),
            *self.commands.offered(),
            Action("Calendar", "Journal", self.over.show_calendar, "Ctrl+Shift+C"),
            Action("Looking back", "Journal", self.over.show_statistics),
            Action("What changed since…", "Journal", self.over.show_changes),
        )

    def _with_entries(self, actions: Sequence[Action]) -> Iterator[Action]:
        """What is done with the entries brings them to the front first."""
        return (replace(each, run=partial(self._do_with_entries, each)) for each in actions)

    def _do_with_entries(self, action: Action) -> None:
        # Showing a room moves the keyboard, and some of these ask where it is.
        if self._window.current_room != "journal" or self.room.over is not None:
            self._go_to_entries()
        action.run()

    def _in_room(self, key: str, actions: Sequence[Action]) -> Iterator[Action]:
        """What is done in a room brings it to the front first."""
        return (replace(each, run=partial(self._do_in_room, key, each)) for each in actions)

    def _do_in_room(self, key: str, action: Action) -> None:
        self._window.show_room(key)
        action.run()

    def _entry_keys(self) -> tuple[Action, ...]:
        return tuple(self._with_entries([each for each in self.room.offered() if each.shortcut in _FROM_EVERYWHERE]))

    def _over_shown(self) -> None:
        self._window.show_room("journal")
        if self.room.over is not None:
            install(self._entry_keys(), on=self.room.over)

    # What passes between the rooms

    def _connect(self, fittings: Fittings) -> None:
        self.settings.settings_changed.connect(self.settings_changed)
        self.settings.vault_restored.connect(self.vault_restored)
        self.settings.entries_imported.connect(lambda _count: self._brought_in())
        self.settings.templates_wanted.connect(self.over.show_templates)
        self.settings.prompts_wanted.connect(self.over.show_prompts)
        self.settings.shown_wanted.connect(lambda: self._window.show_room("settings"))
        self.checker.crashed.connect(fittings.crashed)
        self.journal.column.people_known.connect(self.own_words.know_names)
        self.today.entry_asked.connect(self._open)
        self.today.write_asked.connect(self._write)
        self.today.prompts_asked.connect(self.over.show_prompts)
        self.today.entry_kept.connect(lambda _id: self.journal.reload())
        self.commands.entry_chosen.connect(self._open)
        self.over.shown.connect(self._over_shown)
        self.over.entry_asked.connect(self._open)
        self.over.query_asked.connect(self._search)
        self.over.history_asked.connect(self._open_history)
        self.over.write_asked.connect(self._write)
        self.over.write_on_asked.connect(self._write_on)
        self.over.templates_changed.connect(self.journal.reload)
        self.over.prompts_changed.connect(self.today.reload)
        self.journal.calendar_asked.connect(self.over.show_calendar)
        self.journal.templates_asked.connect(self.over.show_templates)
        self.journal.print_asked.connect(self.over.show_print)
        self.journal.export_asked.connect(self.over.export)
        self._window.room_shown.connect(self._room_shown)
        self.journal.lifeline_asked.connect(self._add_to_lifeline)
        self.journal.moment_asked.connect(self._open_moment)
        self.story.lifeline_changed.connect(self.journal.lifeline_changed)
        self.story.entry_asked.connect(self._open)
        self.story.settings_changed.connect(self.settings_changed)
        self.story.telling_changed.connect(self.somebody_there)
        self._connect_practice()
        self.story.focus_mode_asked.connect(lambda on: self._window.hide_rail(hidden=on))
        self.journal.focus_mode_asked.connect(lambda on: self._window.hide_rail(hidden=on))
        for changed in (self.journal.entry_saved, self.journal.entry_trashed, self.journal.entry_restored):
            changed.connect(lambda _id: self.over.reload())

    def _connect_practice(self) -> None:
        practice, cards = self.practice, self._practice_today
        practice.entry_asked.connect(self._open)
        practice.entry_kept.connect(lambda _id: self.journal.reload())
        practice.practice_changed.connect(cards.reload)
        practice.settings_changed.connect(self.settings_changed)
        practice.somebody_there.connect(self.somebody_there)
        cards.family_asked.connect(self._practise_family)
        cards.run_asked.connect(self._open_run)
        cards.commitments_asked.connect(self._show_commitments)

    def _practise_family(self, family: str) -> None:
        self._window.show_room("practice")
        self.practice.play_family(family)

    def _open_run(self, run_id: str) -> None:
        self._window.show_room("practice")
        self.practice.go_on(RunId(run_id))

    def _show_commitments(self) -> None:
        self._window.show_room("practice")
        self.practice.show_page("commitments")

    def _brought_in(self) -> None:
        self.journal.reload()
        self.story.reload()
        self.practice.reload()
        self._practice_today.reload()

    def _room_shown(self, key: str) -> None:
        if key == "story":
            self.story.shown()
        elif key == "practice":
            self.practice.shown()
        elif key == "today":
            self._practice_today.reload()

    def _add_to_lifeline(self, ids: tuple[EntryId, ...]) -> None:
        self._window.show_room("story")
        for entry_id in ids:
            self.story.add_entry(entry_id)

    def _open_moment(self, moment_id: str) -> None:
        self._window.show_room("story")
        self.story.open_moment(moment_id)

    def _go_to_entries(self) -> None:
        self.room.go_back()
        self._window.show_room("journal")

    def _open(self, entry_id: str) -> None:
        self._go_to_entries()
        self.journal.open_entry(EntryId(entry_id))

    def _open_history(self, entry_id: str) -> None:
        self._go_to_entries()
        self.journal.open_history(EntryId(entry_id))

    def _search(self, query: str) -> None:
        self._go_to_entries()
        self.journal.show_query(query)

    def _write(self, text: str, template: str) -> None:
        self._go_to_entries()
        self.journal.new_entry(template=template, text=text)

    def _write_on(self, day: date) -> None:
        self._go_to_entries()
        self.journal.new_entry(on=day)
