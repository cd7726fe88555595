"""The journal's page: the list on the left, the open entry on the right, and what passes between them."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import QHBoxLayout, QWidget

from allydesk.errors import AllydeskError, Code
from allydesk.journal.ids import EntryId
from allydesk.problems import problem_of
from allydesk.storage.journal import Clock, Journal
from allydesk.ui.journal.column import ListColumn
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.leaving import Leaving
from allydesk.ui.journal.opening import Opening
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.journal.style import journal_style
from allydesk.ui.journal.trash import Trash
from allydesk.ui.journal.versions import Versions
from allydesk.ui.prompts import Answer, Prompts, Question
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

    def __init__(
        self,
        *,
        journal: Journal,
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        clock: Clock,
        autosave: Autosave | None = None,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._prompts = prompts
        self._open_newest = True
        self._told_unsaved: EntryId | None = None
        self.column = ListColumn(journal=journal, tasks=tasks, look=look, clock=clock)
        self.editor = Editor(look=look)
        self._autosave = autosave or Autosave(journal=journal, tasks=tasks)
        self._autosave.setParent(self)
        self._leaving = Leaving(autosave=self._autosave, prompts=prompts)
        self._opening = Opening(
            journal=journal,
            tasks=tasks,
            look=look,
            clock=clock,
            editor=self.editor,
            autosave=self._autosave,
            leaving=self._leaving,
            parent=self,
        )
        self._trash = Trash(
            journal=journal,
            tasks=tasks,
            prompts=prompts,
            column=self.column,
            opening=self._opening,
            autosave=self._autosave,
            parent=self,
        )
        self._versions = Versions(journal=journal, tasks=tasks, look=look, clock=clock, parent=self)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self.column)
        row.addWidget(self.editor, 1)
        self._connect()
        self._add_shortcuts()
        self._take_look()

    # What the window asks

    def reload(self) -> None:
        """Show what is in the vault now: the list anew, and the newest entry if none is open."""
        self._open_newest = self._opening.sheet is None
        self.column.reload()

    def new_entry(self) -> None:
        """Begin an entry. It is kept from its first character on."""
        self._opening.begin()
        if self._opening.sheet is not None and self._opening.sheet.kept is None:
            if self.column.in_trash or self.column.search.text():
                self.column.show_everything()
            self.editor.title.setFocus()

    def open_entry(self, entry_id: EntryId) -> None:
        """Open an entry, after whatever is open has been taken care of."""
        self._opening.open(entry_id)

    def flush(self, then: Callable[[], object]) -> None:
        """Save what is being typed, then do `then`. Where it cannot be saved the person is asked, and may stay."""
        self._leaving.flush(then)

    def save_now(self) -> None:
        """Begin to save what is being typed."""
        self._autosave.save_now()

    def close_all(self) -> None:
        """Drop every document, everything that could be undone, and every row, for locking. Call `flush` first."""
        self._versions.close()
        self._trash.close()
        self._autosave.close()
        self._opening.close_all()
        self.editor.know_tags(())
        self.column.close_all()
        self._open_newest = True

    # What the list and the editor report

    def _first_rows(self) -> None:
        self._mark_row()
        if self._open_newest and self.column.rows.rowCount():
            self.column.list.go(1)
        self._open_newest = False
        self._describe_nothing()

    def _sheet_shown(self) -> None:
        self._open_newest = False
        self._mark_row()
        self._describe_nothing()
        if self._opening.sheet is not None:
            self._show_state(self._opening.sheet.entry_id)

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

    def _show_state(self, entry_id: EntryId) -> None:
        sheet = self._opening.find(entry_id)
        if sheet is None:
            return
        error = self._autosave.error_of(sheet)
        if sheet is self._opening.sheet:
            self.editor.show_state(self._autosave.state(sheet), error)
        elif error is None:
            self._withdraw_unsaved(entry_id)
        else:
            self._told_unsaved = entry_id
            self.column.notice.say(
                f"An entry you left is not saved. {problem_of(error).happened}",
                action="Show it",
                act=lambda: self.open_entry(entry_id),
            )

    def _withdraw_unsaved(self, entry_id: EntryId) -> None:
        if self._told_unsaved == entry_id:
            self._told_unsaved = None
            self.column.notice.withdraw()

    def _saved(self, entry_id: EntryId, new: bool = False) -> None:
        if new:
            self.column.refresh()
        else:
            self.column.rows.renew(entry_id)
            self.column.refresh_counts()
        self.entry_saved.emit(entry_id)

    def _brought_back(self, entry_id: EntryId) -> None:
        self.editor.show_tags()
        self._show_state(entry_id)
        self._saved(entry_id)

    def _tell(self, error: AllydeskError) -> None:
        problem = problem_of(error)
        self.column.notice.say(f"{problem.happened} {problem.safe}")
        if error.code is Code.NO_SUCH_ENTRY:
            self.column.refresh()
        self._mark_row()

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
        self.column.take_look()
        self._opening.take_look()
        self.editor.take_look()
        self._share_width()

    def _connect(self) -> None:
        self._look.changed.connect(self._take_look)
        self.column.new_asked.connect(self.new_entry)
        self.column.entry_chosen.connect(self.open_entry)
        self.column.opened.connect(self.editor.text.setFocus)
        self.column.delete_asked.connect(self._trash.delete_open)
        self.column.first_shown.connect(self._first_rows)
        self.column.tags_known.connect(self.editor.know_tags)
        self.column.rows.completed.connect(self._mark_row)
        self.column.rows.fetched.connect(self._mark_row)
        self.editor.edited.connect(self._edited)
        self.editor.left.connect(self.save_now)
        self.editor.history_asked.connect(self._open_history)
        self.editor.trash_asked.connect(self._trash.delete_open)
        self.editor.restore_asked.connect(self._trash.restore_open)
        self.editor.purge_asked.connect(self._trash.delete_open)
        self.editor.retry_asked.connect(self.save_now)
        self.editor.new_asked.connect(self.new_entry)
        self.editor.tag_followed.connect(self.column.filter_by)
        self.editor.slow_paste_offered.connect(self._ask_slow_paste)
        self.editor.escaped.connect(self.column.list.setFocus)
        self._autosave.state_changed.connect(self._show_state)
        self._autosave.entry_saved.connect(self._saved)
        self._opening.sheet_shown.connect(self._sheet_shown)
        self._opening.stayed.connect(self._mark_row)
        self._opening.emptied.connect(self._trash.move_in)
        self._trash.entry_trashed.connect(self.entry_trashed)
        self._trash.entry_restored.connect(self.entry_restored)
        self._trash.entry_purged.connect(self.entry_purged)
        self._versions.brought_back.connect(self._brought_back)
        for part in (self.column, self._opening, self._trash, self._versions):
            part.failed.connect(self._tell)

    def _add_shortcuts(self) -> None:
        keys: dict[str, Callable[[], object]] = {
            "Ctrl+F": self._go_to_search,
            "Ctrl+N": self.new_entry,
            "Ctrl+Up": lambda: self.column.list.go(-1),
            "Ctrl+Down": lambda: self.column.list.go(1),
            "F2": self.editor.title.setFocus,
        }
        for key, act in keys.items():
            shortcut = QShortcut(QKeySequence(key), self)
            shortcut.setContext(Qt.ShortcutContext.WindowShortcut)
            shortcut.activated.connect(act)
        self.editor.stand_after(self.column.list)

    def _go_to_search(self) -> None:
        self.column.search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        self.column.search.selectAll()
