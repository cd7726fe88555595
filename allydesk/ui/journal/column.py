"""The left of the page: search, filters and the list, and the question they ask together."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from allydesk.journal.entry import EntrySummary
from allydesk.journal.ids import EntryId
from allydesk.journal.search import Query, TagFilter
from allydesk.journal.tags import tag_key
from allydesk.storage.journal import Clock, Journal
from allydesk.ui.journal.empty import BEGINNING, EMPTY_TRASH, NO_MATCH, Empty
from allydesk.ui.journal.entrylist import EntryList
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.filters import FilterBar
from allydesk.ui.journal.notice import Notice
from allydesk.ui.journal.rows import EntryRows
from allydesk.ui.journal.searchfield import SearchField, flaw_in_words
from allydesk.ui.journal.words import counted
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, frame, label

_SIDE = 18


class ListColumn(QFrame):
    """Finds entries. Which one is open is the page's business."""

    new_asked = Signal()
    entry_chosen = Signal(object)
    """The person went to an entry; carries its id."""
    opened = Signal()
    """They want to go on to its text."""
    delete_asked = Signal()
    first_shown = Signal()
    """The first rows of another question are here."""
    tags_known = Signal(object)
    """The tags in use, commonest first, as a list of names."""
    failed = Signal(object)

    def __init__(self, *, journal: Journal, tasks: TaskRunner, look: Look, clock: Clock) -> None:
        super().__init__()
        set_role(self, "column")
        self._journal = journal
        self._errands = Errands(tasks=tasks)
        self._looking = Errands(tasks=tasks)
        self._tag = ""
        self._trash = False
        self._pending = False
        self._counts_wanted = False
        self._when_shown: Callable[[], object] | None = None
        self._row_wanted = -1
        self.search = SearchField(look=look)
        self.new = button("New", "primary", name="New entry")
        self.new.setToolTip("New entry (Ctrl+N)")
        self.note = label("", "small", wrap=True)
        self.filters = FilterBar(look=look)
        self.rows = EntryRows(journal=journal, tasks=tasks, clock=clock)
        self.rows.setParent(self)
        self.list = EntryList(rows=self.rows, look=look, clock=clock)
        self.empty = Empty()
        self.notice = Notice()
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Ask the vault anew for everything: what the field and the filters ask for, the counts and the tags."""
        self._counts_wanted = True
        self._search()

    def _search(self) -> None:
        query = self.query()
        self._pending = True
        self.rows.show(query)
        self._explain(query)

    def refresh(self, *, go_to_row: int = -1) -> None:
        """Entries came or went: bring list, counts and tags up to date, and then perhaps choose a row."""
        self._row_wanted = go_to_row
        self._counts_wanted = True
        self.rows.refresh()

    def refresh_counts(self) -> None:
        """Bring the counts and the tags up to date."""
        self._counts_wanted = False
        self._errands.drop()
        self._errands.run(
            lambda: (self._journal.count(), self._journal.count(trash=True), self._journal.tag_counts()),
            done=lambda found: self._take_counts(*found),
            failed=self.failed.emit,
        )

    def query(self) -> Query:
        """What the field and the filters ask for together."""
        query = self.search.query()
        if self._tag:
            query = replace(query, tags=(*query.tags, TagFilter(tag_key(self._tag))))
        return replace(query, trash=self._trash)

    @property
    def in_trash(self) -> bool:
        """Whether the list shows the trash."""
        return self._trash

    def show_everything(self) -> None:
        """Take search and filters off."""
        if self.query() != Query() or self._pending:
            self.search.wipe()
            self.filters.reset()
            self._tag, self._trash = "", False
            self._search()

    def filter_by(self, tag: str) -> None:
        """Only entries with this tag, or all for ""."""
        self.filters.choose(tag)

    def show_current(self, entry_id: EntryId | None) -> None:
        """Mark the row of the entry that is open, if it is in sight."""
        row = -1 if entry_id is None else self.rows.row_of_entry(entry_id)
        if row != self.list.currentIndex().row():
            self.list.show_row(row)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.search.take_look()
        self.filters.take_look()
        self.list.take_look()

    def close_all(self) -> None:
        """Drop every row, and what was searched for."""
        self._errands.drop()
        self._looking.drop()
        self.rows.clear()
        self.list.forget()
        self.search.wipe()
        self.filters.reset()
        self.filters.set_tags(())
        self.filters.set_counts(entries=0, trashed=0)
        self.notice.withdraw()
        self.note.clear()
        self._tag, self._trash, self._pending = "", False, False

    def _lay_out(self) -> None:
        top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.search, 1)
        self.new.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        top.addWidget(self.new)
        head = QVBoxLayout()
        head.setContentsMargins(_SIDE, 18, _SIDE, 12)
        head.setSpacing(12)
        head.addLayout(top)
        head.addWidget(self.note)
        head.addSpacing(6)
        head.addWidget(self.filters)
        self.note.hide()
        below = QWidget()
        self._stack = QStackedLayout(below)
        self._stack.addWidget(self.list)
        self._stack.addWidget(self.empty)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 1, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(frame("rule"))
        column.addWidget(below, 1)
        column.addWidget(self.notice)

    def _connect(self) -> None:
        self.search.searched.connect(self._search)
        self.search.went_down.connect(lambda: self._once_shown(self._enter_list))
        self.search.opened.connect(lambda: self._once_shown(self._open_first))
        self.new.clicked.connect(self.new_asked)
        self.filters.tag_chosen.connect(self._filter_by_tag)
        self.filters.trash_chosen.connect(self._filter_trash)
        self.rows.first_shown.connect(self._shown)
        self.rows.completed.connect(self._completed)
        self.rows.failed.connect(self.failed)
        self.list.row_chosen.connect(self._choose_row)
        self.list.opened.connect(self.opened)
        self.list.delete_asked.connect(self.delete_asked)
        self.list.left_upwards.connect(self.search.setFocus)
        self.empty.acted.connect(self._act_on_empty)

    def _filter_by_tag(self, name: str) -> None:
        self._tag, self._trash = name, False
        self._search()

    def _filter_trash(self) -> None:
        self._tag, self._trash = "", True
        self._search()

    def _choose_row(self, row: int) -> None:
        self._looking.drop()
        summary = self.rows.summary_at(row)
        if summary is not None:
            self.entry_chosen.emit(summary.id)
            return
        position = self.rows.position_at(row)
        if position is not None:
            query = self.rows.query
            self._looking.run(lambda: self._journal.summaries([position], query), done=self._choose_found)

    def _choose_found(self, found: list[EntrySummary]) -> None:
        if found:
            self.entry_chosen.emit(found[0].id)

    def _once_shown(self, then: Callable[[], object]) -> None:
        """Do it with what the present question finds, even if that is not here yet."""
        if self._pending:
            self._when_shown = then
        else:
            then()

    def _enter_list(self) -> None:
        if self.rows.rowCount():
            self.list.setFocus()
            if self.list.currentIndex().row() < 0:
                self.list.go(1)

    def _open_first(self) -> None:
        if self.rows.rowCount():
            self.list.show_row(-1)
            self.list.go(1)
            self.opened.emit()

    def _shown(self) -> None:
        self._pending = False
        self.list.scrollToTop()
        self._show_list_or_words()
        self.first_shown.emit()
        then, self._when_shown = self._when_shown, None
        if then is not None:
            then()

    def _completed(self, number: int) -> None:
        self._show_list_or_words()
        row, self._row_wanted = self._row_wanted, -1
        if row >= 0 and number:
            self.list.show_row(-1)
            self.list.go(min(row, number - 1) + 1)
        self.search.say_found(counted(number, "entry", "entries") if self.search.text() else "")
        if self._counts_wanted:
            self.refresh_counts()

    def _take_counts(self, entries: int, trashed: int, tags: list[tuple[str, int]]) -> None:
        self.filters.set_counts(entries=entries, trashed=trashed)
        self.filters.set_tags(tags)
        self.tags_known.emit([name for name, _count in tags])

    def _explain(self, query: Query) -> None:
        words = " ".join(map(flaw_in_words, query.flaws))
        self.note.setText(words)
        self.note.setVisible(bool(words))

    def _show_list_or_words(self) -> None:
        if self.rows.rowCount():
            self._stack.setCurrentWidget(self.list)
            return
        query = self.rows.query
        self.empty.say(*(EMPTY_TRASH if query.trash else BEGINNING if query.everything else NO_MATCH))
        self._stack.setCurrentWidget(self.empty)

    def _act_on_empty(self) -> None:
        if self.rows.query.everything and not self.rows.query.trash:
            self.new_asked.emit()
        else:
            self.show_everything()
            self.search.setFocus()
