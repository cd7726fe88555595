"""The left of the page: search, filters and the list, and the question they ask together."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QSizePolicy, QStackedLayout, QVBoxLayout, QWidget

from allydesk.ids import EntryId
from allydesk.journal.entry import EntrySummary
from allydesk.journal.search import Flaw, Mistake, Query
from allydesk.storage.journal import Clock
from allydesk.storage.letting_go import TRASH_KEPT
from allydesk.storage.vault import Vault
from allydesk.ui.journal.empty import BEGINNING, EMPTY_TRASH, NO_MATCH, Empty
from allydesk.ui.journal.entrylist import EntryList
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.filters import FilterBar
from allydesk.ui.journal.flaws import flaw_in_words
from allydesk.ui.journal.hitbar import HitBar
from allydesk.ui.journal.narrowing import ALL, TRASH, of_tag, together
from allydesk.ui.journal.notice import Notice
from allydesk.ui.journal.proposing import Known, merged
from allydesk.ui.journal.rows import EntryRows
from allydesk.ui.journal.savedfilters import SavedFilters
from allydesk.ui.journal.searchfield import SearchField
from allydesk.ui.journal.severalbar import SeveralBar
from allydesk.ui.journal.words import counted
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, frame, label

_SIDE = 18
_NARROW, _STACKED = 230, 320
"""In pixels at a text scale of 1: in a narrower column the New button leaves the line to the search; and stepping
through what was found stands below the offer to keep the search."""
_ANY_WIDTH = 16_777_215
"""Qt's own largest width of a widget."""


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
    people_known = Signal(object)
    """The same for people."""
    failed = Signal(object)

    def __init__(self, *, vault: Vault, tasks: TaskRunner, look: Look, clock: Clock) -> None:
        super().__init__()
        set_role(self, "column")
        self._look = look
        self._journal = vault.journal
        self._errands = Errands(tasks=tasks)
        self._looking = Errands(tasks=tasks)
        self._templates: tuple[tuple[str, str], ...] = ()
        self._pending = False
        self._counts_wanted = False
        self._when_shown: Callable[[], object] | None = None
        self._row_wanted = -1
        self.search = SearchField(look=look, clock=clock)
        self.new = button("New", "primary", name="New entry")
        self.new.setToolTip("New entry (Ctrl+N)")
        self.more_new = button("", "primary", name="New entry from a template")
        self.more_new.setToolTip("New entry from a template")
        self.note = label("", "small", wrap=True)
        self.hits = HitBar(look=look)
        self.filters = FilterBar(look=look)
        self.notice = Notice()
        self.saved = SavedFilters(vault=vault, tasks=tasks, notice=self.notice)
        self.empty_trash = button("Empty the trash", "text")
        self.kept = label(f"Kept for {TRASH_KEPT.days} days", "small", wrap=True)
        self.rows = EntryRows(journal=vault.journal, tasks=tasks, clock=clock)
        self.rows.setParent(self)
        self.list = EntryList(rows=self.rows, look=look, clock=clock)
        self.empty = Empty()
        self.several = SeveralBar()
        self._lay_out()
        self._connect()

    def reload(self) -> None:
        """Ask the vault anew for everything: what the field and the filters ask for, the counts and the names."""
        self._counts_wanted = True
        self.saved.reload()
        self._search()

    def refresh(self, *, go_to_row: int = -1) -> None:
        """Entries came or went: bring list, counts and names up to date, and then perhaps choose a row."""
        self._row_wanted = go_to_row
        self._counts_wanted = True
        self.rows.refresh()

    def refresh_counts(self) -> None:
        """Bring the counts and the names up to date."""
        self._counts_wanted = False
        self._errands.drop()
        journal = self._journal
        self._errands.run(
            lambda: (journal.count(), journal.count(trash=True), journal.tag_counts(), journal.people_counts()),
            done=lambda found: self._take_counts(*found),
            failed=self.failed.emit,
        )

    def know_templates(self, templates: Sequence[tuple[str, str]]) -> None:
        """The templates there are, as (key, name)."""
        self._templates = tuple(templates)

    def query(self) -> Query:
        """What the field and the filters ask for together."""
        return together(self.search.query(), self.filters.choice)

    @property
    def in_trash(self) -> bool:
        """Whether the list shows the trash."""
        return self.filters.choice == TRASH

    def show_everything(self) -> None:
        """Take search and filters off."""
        if self.query() != Query() or self._pending:
            self.search.wipe()
            self.filters.reset()
            self._search()

    def show_query(self, text: str) -> None:
        """Search for this among all entries."""
        self.filters.reset()
        self.search.wipe()
        self.search.setText(text)
        self.search.search_now()

    def filter_by(self, tag: str) -> None:
        """Only entries with this tag, or all for ""."""
        self.filters.choose(of_tag(tag) if tag else ALL)

    def show_current(self, entry_id: EntryId | None) -> None:
        """Mark the row of the entry that is open, if it is in sight."""
        row = -1 if entry_id is None else self.rows.row_of_entry(entry_id)
        if row != self.list.currentIndex().row() and not self.list.has_several:
            self.list.show_row(row)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for part in (self.search, self.hits, self.filters, self.list):
            part.take_look()
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width: the same parts in another order, perhaps."""
        super().resizeEvent(event)
        self._fit()

    def close_all(self) -> None:
        """Drop every row, and what was searched for."""
        self._errands.drop()
        self._looking.drop()
        self.rows.clear()
        self.list.forget()
        self.search.wipe()
        self.search.know(Known())
        self.filters.reset()
        self.filters.set_saved(())
        self.filters.know(Known())
        self.filters.set_counts(entries=0, trashed=0)
        self.saved.close_all()
        self.notice.withdraw()
        self.note.clear()
        self._pending = False

    def _lay_out(self) -> None:
        self._top = top = QHBoxLayout()
        top.setSpacing(10)
        top.addWidget(self.search, 1)
        for part in (self.new, self.more_new):
            part.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Preferred)
        self._begin = QWidget()
        beside = QHBoxLayout(self._begin)
        beside.setContentsMargins(0, 0, 0, 0)
        beside.setSpacing(1)
        beside.addWidget(self.new)
        beside.addWidget(self.more_new)
        top.addWidget(self._begin)
        head = QVBoxLayout()
        head.setContentsMargins(_SIDE, 18, _SIDE, 12)
        head.setSpacing(8)
        head.addLayout(top)
        head.addWidget(self.note)
        self._stepping = stepping = QHBoxLayout()
        stepping.setSpacing(4)
        stepping.addWidget(self.saved, 1)
        stepping.addWidget(self.hits)
        head.addLayout(stepping)
        head.addSpacing(8)
        self._filters = filters = QHBoxLayout()
        filters.addWidget(self.filters, 1)
        head.addLayout(filters)
        emptying = QHBoxLayout()
        emptying.addWidget(self.kept, 1)
        emptying.addWidget(self.empty_trash)
        head.addLayout(emptying)
        self.note.hide()
        self.empty_trash.hide()
        self.kept.hide()
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
        column.addWidget(self.several)
        column.addWidget(self.notice)

    def _fit(self) -> None:
        """In a narrow column the search has its line to itself, and so has stepping through what it found."""
        narrow = self.width() < self._look.scaled(_NARROW)
        wanted, other = (self._filters, self._top) if narrow else (self._top, self._filters)
        if wanted.indexOf(self._begin) < 0:
            other.removeWidget(self._begin)
            wanted.addWidget(self._begin)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self.filters.set_compact(narrow)
        stacked = self.width() < self._look.scaled(_STACKED)
        self._stepping.setDirection(down if stacked else across)

    def _connect(self) -> None:
        self.search.searched.connect(self._search)
        self.search.overfilled.connect(lambda: self.note_flaws((Flaw(Mistake.TOO_LONG, ""),)))
        self.search.went_down.connect(lambda: self._once_shown(self._enter_list))
        self.search.opened.connect(lambda: self._once_shown(self._open_first))
        self.filters.chosen.connect(lambda _choice: self._search())
        self.filters.rename_asked.connect(self.saved.rename)
        self.filters.remove_asked.connect(self.saved.remove)
        self.filters.order_asked.connect(self.saved.set_order)
        self.saved.known.connect(self.filters.set_saved)
        self.saved.naming.connect(lambda naming: self.hits.setMaximumWidth(0 if naming else _ANY_WIDTH))
        self.saved.failed.connect(self.failed)
        self.rows.first_shown.connect(self._shown)
        self.rows.completed.connect(self._completed)
        self.rows.failed.connect(self.failed)
        self.list.row_chosen.connect(self._choose_row)
        self.list.opened.connect(self.opened)
        self.list.delete_asked.connect(self.delete_asked)
        self.list.left_upwards.connect(self.search.setFocus)
        self.list.several_chosen.connect(lambda number: self.several.say(number, in_trash=self.in_trash))
        self.empty.acted.connect(self._act_on_empty)

    def _search(self) -> None:
        query = self.query()
        self._pending = True
        self.rows.show(query)
        self.note_flaws(query.flaws)
        self.saved.offer(self.search.text() if self.filters.choice == ALL else "")

    def note_flaws(self, flaws: Sequence[Flaw]) -> None:
        """Say beneath the field what cannot be meant, and what would work."""
        words = " ".join(dict.fromkeys(map(flaw_in_words, flaws)))
        self.note.setText(words)
        self.note.setVisible(bool(words))

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

    def _take_counts(
        self, entries: int, trashed: int, tags: list[tuple[str, int]], people: list[tuple[str, int]]
    ) -> None:
        known = Known(merged(tags), merged(people), self._templates)
        self.filters.set_counts(entries=entries, trashed=trashed)
        self.filters.know(known)
        self.search.know(known)
        self.tags_known.emit([name for name, _count in known.tags])
        self.people_known.emit([name for name, _count in known.people])

    def _show_list_or_words(self) -> None:
        some = self.rows.rowCount() > 0
        for part in (self.empty_trash, self.kept):
            part.setVisible(self.rows.query.trash and some)
        if not some:
            query = self.rows.query
            self.empty.say(*(EMPTY_TRASH if query.trash else BEGINNING if query.everything else NO_MATCH))
        self._stack.setCurrentWidget(self.list if some else self.empty)

    def _act_on_empty(self) -> None:
        if self.rows.query.everything and not self.rows.query.trash:
            self.new_asked.emit()
        else:
            self.show_everything()
            self.search.setFocus()
