"""The journal's page: the list on the left, the open entry on the right, and what passes between them."""

from collections.abc import Callable
from datetime import date
from pathlib import Path

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QApplication, QHBoxLayout, QWidget

from allydesk.ids import EntryId
from allydesk.settings import Settings
from allydesk.storage.journal import Clock
from allydesk.storage.vault import Vault
from allydesk.ui.actions import Action
from allydesk.ui.journal.about.onlifeline import OnLifeline
from allydesk.ui.journal.about.retitling import Retitling
from allydesk.ui.journal.attaching import Attaching
from allydesk.ui.journal.beginning import Beginning
from allydesk.ui.journal.choices import WritingChoices
from allydesk.ui.journal.column import ListColumn
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.following import Following
from allydesk.ui.journal.leaving import Leaving
from allydesk.ui.journal.narrowing import of_person
from allydesk.ui.journal.opening import Opening
from allydesk.ui.journal.pageactions import PageActions
from allydesk.ui.journal.resuming import Resuming
from allydesk.ui.journal.rowmenu import RowMenu
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.journal.several import Several
from allydesk.ui.journal.stepping import Stepping
from allydesk.ui.journal.style import journal_style
from allydesk.ui.journal.telling import Telling
from allydesk.ui.journal.trash import Trash
from allydesk.ui.journal.versions import Versions
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.spelling.checker import SpellChecker
from allydesk.ui.spelling.spelling import Spelling
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look

_LIST_WIDTH = 352
_NARROWEST_LIST = 272
_LIST_SHARE = 0.33
_LARGER_SHARE = 1.2
"""The list's part of a narrow page, and by how much that may grow with the text."""

_SLOW_PASTE = Question(
    "Paste a very long line?",
    "There is a line in this text that is longer than a whole book. You can paste it, and nothing of it gets lost, but "
    "writing in this entry will be slow. It stays on the clipboard either way.",
    (Answer("leave", "Leave it out"), Answer("paste", "Paste it", "primary")),
    dismiss="leave",
)


class JournalPage(QWidget):
    """Made when a vault is opened; `flush` and `close_all` before it is locked. Everything is saved by itself."""

    entry_saved = Signal(str)
    entry_trashed = Signal(str)
    entry_restored = Signal(str)
    entry_purged = Signal(str)
    focus_mode_asked = Signal(bool)
    """Whether the text is to stand alone in the window."""
    calendar_asked = Signal()
    templates_asked = Signal()
    """The page where templates are changed is wanted."""
    print_asked = Signal(object)
    export_asked = Signal(object)
    lifeline_asked = Signal(object)
    """A tuple of EntryIds, of which a moment is to be made."""
    moment_asked = Signal(str)
    """A moment is to be shown on the lifeline; carries its id."""
    """A tuple of EntryIds; what was typed in them is in the vault."""

    def __init__(
        self,
        *,
        vault: Vault,
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        clock: Clock,
        settings: Settings,
        home: Path,
        resources: Path,
        checker: SpellChecker,
        autosave: Autosave | None = None,
        parent: QWidget | None = None,
    ) -> None:
        """`vault` is open. `home` is where a look for files begins."""
        super().__init__(parent)
        self._look = look
        self._prompts = prompts
        self._history_of: EntryId | None = None
        journal = vault.journal
        self.column = column = ListColumn(vault=vault, tasks=tasks, look=look, clock=clock)
        self.editor = editor = Editor(look=look, clock=clock)
        self._autosave = autosave = autosave or Autosave(journal=journal, tasks=tasks)
        autosave.setParent(self)
        self._leaving = Leaving(autosave=autosave, prompts=prompts)
        self._opening = opening = Opening(
            journal=journal,
            tasks=tasks,
            look=look,
            clock=clock,
            editor=editor,
            autosave=autosave,
            leaving=self._leaving,
            parent=self,
        )
        self._trash = Trash(
            journal=journal,
            tasks=tasks,
            prompts=prompts,
            column=column,
            opening=opening,
            autosave=autosave,
            parent=self,
        )
        self._several = Several(
            journal=journal,
            tasks=tasks,
            prompts=prompts,
            column=column,
            opening=opening,
            autosave=autosave,
            parent=self,
        )
        self._row_menu = RowMenu(journal=journal, tasks=tasks, column=column, several=self._several, parent=self)
        self._versions = Versions(journal=journal, tasks=tasks, look=look, clock=clock, parent=self)
        self._beginning = Beginning(
            vault=vault,
            tasks=tasks,
            look=look,
            resources=resources,
            column=column,
            editor=editor,
            opening=opening,
            autosave=autosave,
            parent=self,
        )
        self._retitling = Retitling(
            journal=journal, tasks=tasks, editor=editor, autosave=autosave, find=opening.find, parent=self
        )
        self._following = Following(
            journal=journal,
            tasks=tasks,
            look=look,
            editor=editor,
            opening=opening,
            begin=lambda title: self._beginning.begin(title=title),
            parent=self,
        )
        self._on_lifeline = OnLifeline(vault=vault, tasks=tasks, editor=editor, opening=opening, parent=self)
        self._attaching = Attaching(
            vault=vault,
            tasks=tasks,
            prompts=prompts,
            look=look,
            home=home,
            strip_position=settings.strip_position,
            column=column,
            editor=editor,
            opening=opening,
            autosave=autosave,
            parent=self,
        )
        self._spelling = Spelling(area=editor.text, checker=checker, look=look)
        self._resuming = Resuming(journal=journal, tasks=tasks, column=column, opening=opening, parent=self)
        self.stepping = Stepping(column=column, opening=opening, text=editor.text, look=look, parent=self)
        self._telling = Telling(
            column=column,
            editor=editor,
            opening=opening,
            autosave=autosave,
            show=self.open_entry,
            parent=self,
        )
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(column)
        row.addWidget(editor, 1)
        self._actions = PageActions(
            page=self,
            beginning=self._beginning,
            several=self._several,
            row_menu=self._row_menu,
            spelling=self._spelling,
        )
        self._connect()
        self._actions.install()
        self.setFocusProxy(column.list)
        editor.stand_after(column.list)
        self._attaching.strip.stand_after(editor.text)
        self.show_settings(settings)
        self._take_look()

    # What the window asks

    def reload(self) -> None:
        """Show what is in the vault now: the list anew, and, if none is open, the entry that was left open or else
        the newest."""
        self._beginning.reload()
        self._resuming.begin()
        self.column.reload()

    def new_entry(self, template: str = "", text: str = "", *, on: date | None = None) -> None:
        """Begin an entry, with a template's first page or with a text, dated now or `on` a day. It is kept from what
        is first typed in it."""
        self._beginning.begin(template, text, on=on)

    def open_history(self, entry_id: EntryId) -> None:
        """Open an entry, and how it was before."""
        self._history_of = entry_id
        self._opening.open(entry_id)
        self._open_history_asked()

    def open_entry(self, entry_id: EntryId) -> None:
        """Open an entry, after whatever is open has been taken care of."""
        self._opening.open(entry_id)

    def show_query(self, text: str) -> None:
        """Search for this, as if it were typed, among all entries."""
        self.column.show_query(text)

    def show_settings(self, settings: Settings) -> None:
        """Other choices are in force."""
        self.editor.take_choices(WritingChoices.of(settings))
        self._attaching.set_strip_position(settings.strip_position)

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, with its keys."""
        return self._actions.everything()

    def flush(self, then: Callable[[], object]) -> None:
        """Save what is being typed, then do `then`. Where it cannot be saved the person is asked, and may stay."""
        self._leaving.flush(lambda: self._resuming.remember(then))

    def lifeline_changed(self) -> None:
        """Moments came, went or changed: look which of them the open entry has."""
        self._on_lifeline.look()

    def save_now(self) -> None:
        """Begin to save what is being typed."""
        self._autosave.save_now()

    def close_all(self) -> None:
        """Drop every document, everything that could be undone, and every row, for locking. Call `flush` first."""
        for part in (self._versions, self._trash, self._several, self._row_menu, self._autosave):
            part.close()
        self.editor.set_focus_mode(False)
        self.editor.find_bar.close_all()
        self._opening.close_all()
        self.stepping.close_all()
        self.editor.know_tags(())
        self.editor.know_people(())
        for keeper in (
            self._spelling,
            self._following,
            self._on_lifeline,
            self._retitling,
            self._attaching,
            self._beginning,
            self.column,
            self._resuming,
        ):
            keeper.close_all()

    # What the list and the editor report

    def _first_rows(self) -> None:
        self._mark_row()
        self._describe_nothing()

    def _open_history_asked(self) -> None:
        sheet = self._opening.sheet
        if sheet is not None and sheet.entry_id == self._history_of:
            self._history_of = None
            self._open_history()

    def _sheet_shown(self) -> None:
        self._mark_row()
        self._open_history_asked()
        self._describe_nothing()
        if self._opening.sheet is not None:
            self._telling.show_state(self._opening.sheet.entry_id)

    def _mark_row(self) -> None:
        self.column.show_current(self._opening.target)

    def _describe_nothing(self) -> None:
        if self.column.rows.rowCount():
            self.editor.say_empty("No entry is open", "Choose one from the list, or begin another.", "New entry")
        else:
            self.editor.say_empty("", "")

    def _edited(self) -> None:
        if self._opening.sheet is not None:
            self._autosave.touch(self._opening.sheet)

    def _ask_slow_paste(self, text: str) -> None:
        sheet = self._opening.sheet

        def answered(key: str) -> None:
            if key == "paste" and sheet is not None and self._opening.sheet is sheet:
                self.editor.text.insert_pasted(text)

        self._prompts.choose(_SLOW_PASTE, answered)

    def _open_history(self) -> None:
        sheet = self._opening.sheet
        if sheet is not None and sheet.kept is not None:
            self._autosave.settle(lambda: self._versions.open(sheet, wanted=lambda: self._opening.sheet is sheet))

    def _hand_on(self, ask: Callable[[tuple[EntryId, ...]], object]) -> None:
        """Ask for something to be done with the open entry, once what is typed in it is kept."""
        sheet = self._opening.sheet
        if sheet is not None:
            self._autosave.settle(lambda: ask((sheet.entry_id,)) if sheet.kept is not None else None)

    def _show_focus(self, on: bool) -> None:
        self.column.setVisible(not on)
        self.focus_mode_asked.emit(on)

    def _put_keyboard_on_list(self) -> None:
        focused = QApplication.focusWidget()
        writing = focused is not None and self.editor.isAncestorOf(focused)
        if self.isVisible() and not writing and not self.column.search.text():
            self.column.list.take_keyboard()

    def _delete(self) -> None:
        (self._several.trash_or_purge if self.column.list.has_several else self._trash.delete_open)()

    # Inside

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its share."""
        super().resizeEvent(event)
        self._share_width()

    def _share_width(self) -> None:
        share = max(_NARROWEST_LIST, round(self.width() * _LIST_SHARE * min(self._look.text_scale, _LARGER_SHARE)))
        self.column.setFixedWidth(min(self._look.scaled(_LIST_WIDTH), share))

    def _take_look(self) -> None:
        self.setStyleSheet(journal_style(self._look))
        for part in (self.column, self._opening, self.editor, self._beginning):
            part.take_look()
        self._share_width()

    def _connect(self) -> None:
        self._look.changed.connect(self._take_look)
        self._connect_column()
        self._connect_editor()
        self._opening.sheet_shown.connect(self._sheet_shown)
        self._opening.stayed.connect(self._mark_row)
        self._opening.emptied.connect(self._trash.move_in)
        self._trash.entry_trashed.connect(self.entry_trashed)
        self._trash.entry_restored.connect(self.entry_restored)
        self._trash.entry_purged.connect(self.entry_purged)
        self._several.print_asked.connect(self.print_asked)
        self._several.export_asked.connect(self.export_asked)
        self._row_menu.open_asked.connect(self._opening.open)
        self._row_menu.pinned.connect(self._opening.note_pinned)
        self._resuming.resumed.connect(self._put_keyboard_on_list)
        self._following.open_asked.connect(self._opening.open)
        self._beginning.templates_asked.connect(self.templates_asked)
        self._telling.entry_saved.connect(self.entry_saved)
        self._versions.brought_back.connect(self._telling.brought_back)
        for part in (self.column, self._opening, self._trash, self._several, self._row_menu, self._versions):
            part.failed.connect(self._telling.tell)
        self._beginning.failed.connect(self._telling.tell)
        self._following.failed.connect(self._telling.tell)
        self._on_lifeline.failed.connect(self._telling.tell)
        self._on_lifeline.moment_asked.connect(self.moment_asked)
        self._retitling.failed.connect(self._telling.tell)
        self._spelling.told.connect(self.column.notice.say)
        self._retitling.entry_changed.connect(self.column.rows.renew)

    def _connect_column(self) -> None:
        self.column.entry_chosen.connect(self.open_entry)
        self.column.opened.connect(self.editor.text.setFocus)
        self.column.delete_asked.connect(self._delete)
        self.column.first_shown.connect(self._first_rows)
        self.column.tags_known.connect(self.editor.know_tags)
        self.column.people_known.connect(self.editor.know_people)
        self.column.rows.completed.connect(self._mark_row)
        self.column.rows.fetched.connect(self._mark_row)
        self.column.filters.calendar_asked.connect(self.calendar_asked)

    def _connect_editor(self) -> None:
        self.editor.edited.connect(self._edited)
        self.editor.left.connect(self.save_now)
        self.editor.history_asked.connect(self._open_history)
        self.editor.trash_asked.connect(self._trash.delete_open)
        self.editor.restore_asked.connect(self._trash.restore_open)
        self.editor.purge_asked.connect(self._trash.delete_open)
        self.editor.retry_asked.connect(self.save_now)
        self.editor.new_asked.connect(self.new_entry)
        self.editor.print_asked.connect(lambda: self._hand_on(self.print_asked.emit))
        self.editor.export_asked.connect(lambda: self._hand_on(self.export_asked.emit))
        self.editor.lifeline_asked.connect(lambda: self._hand_on(self.lifeline_asked.emit))
        self.editor.pin_asked.connect(lambda on: self._hand_on(lambda ids: self._row_menu.set_pinned(ids[0], on)))
        self.editor.focus_asked.connect(self._show_focus)
        self.editor.tag_followed.connect(self.column.filter_by)
        self.editor.person_followed.connect(lambda name: self.column.filters.choose(of_person(name)))
        self.editor.slow_paste_offered.connect(self._ask_slow_paste)
        self.editor.escaped.connect(self.column.list.setFocus)
