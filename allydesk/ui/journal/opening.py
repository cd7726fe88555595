"""Which entry is open, and the way from one to the next."""

from collections.abc import Callable
from datetime import date, datetime

from PySide6.QtCore import QObject, Signal

from allydesk.errors import AllydeskError
from allydesk.ids import EntryId, new_entry_id
from allydesk.journal.timestamp import Timestamp
from allydesk.storage.journal import Clock, Journal
from allydesk.ui.journal.desk import Desk
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.leaving import Leaving
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look


class Opening(QObject):
    """Lays entries on the desk and puts the one asked for into the editor; nobody is dragged from unsaved text."""

    sheet_shown = Signal()
    """Another sheet is in the editor, or none."""
    stayed = Signal()
    """The person chose to stay where they are."""
    emptied = Signal(object)
    """An entry was left without the text it had; carries its id."""
    failed = Signal(object)

    def __init__(
        self,
        *,
        journal: Journal,
        tasks: TaskRunner,
        look: Look,
        clock: Clock,
        editor: Editor,
        autosave: Autosave,
        leaving: Leaving,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._errands = Errands(tasks=tasks)
        self._look = look
        self._clock = clock
        self._editor = editor
        self._autosave = autosave
        self._leaving = leaving
        self._desk = Desk(may_go=self._may_go)
        self._fetching: EntryId | None = None

    @property
    def sheet(self) -> Sheet | None:
        """The sheet in the editor."""
        return self._editor.sheet

    @property
    def target(self) -> EntryId | None:
        """The entry on its way into the editor, or else the one that is there."""
        return self._fetching or (self.sheet.entry_id if self.sheet else None)

    def find(self, entry_id: EntryId) -> Sheet | None:
        """The entry's sheet, if it lies ready."""
        return self._desk.find(entry_id)

    def begin(
        self, *, title: str = "", text: str = "", template: str = "", caret: int = 0, on: date | None = None
    ) -> None:
        """Open a new entry that begins so, in place of one that nothing has been written in; dated now, or at this
        hour `on` another day."""
        sheet = self.sheet
        if sheet is not None and sheet.kept is None and (sheet.is_blank or not sheet.is_changed):
            self.remove(sheet.entry_id)
        self.leave(lambda: self._show_new(title, text, template, caret, on))

    def open(self, entry_id: EntryId) -> None:
        """Open an entry, after whatever is open has been taken care of."""
        if self.target != entry_id:
            self.leave(lambda: self._fetch(entry_id))

    def leave(self, go: Callable[[], object]) -> None:
        """Do `go` once the open entry has been taken care of; never, when the person would rather stay."""
        self._stop_fetching()
        sheet = self.sheet
        if sheet is None:
            go()
            return

        def left() -> None:
            if sheet.was_emptied and sheet.trashed is None and self._autosave.error_of(sheet) is None:
                self.emptied.emit(sheet.entry_id)
            go()

        self._leaving.leave(sheet, go=left, stay=self.stayed.emit)

    def show_nothing(self) -> None:
        """Take the open sheet out of the editor; it stays on the desk."""
        self._stop_fetching()
        self._editor.show_sheet(None)
        self.sheet_shown.emit()

    def note_pinned(self, entry_id: EntryId, pinned: bool) -> None:
        """An entry was pinned, or no longer is."""
        sheet = self._desk.find(entry_id)
        if sheet is not None:
            sheet.pinned = pinned
            if sheet is self.sheet:
                self._editor.show_about()

    def remove(self, entry_id: EntryId) -> None:
        """Clear a sheet away, whatever it holds: its entry is gone for good, or never came to be."""
        if self.sheet is not None and self.sheet.entry_id == entry_id:
            self.show_nothing()
        self._desk.remove(entry_id)

    def remove_trashed(self) -> None:
        """Clear away every sheet of an entry in the trash: the trash has been emptied."""
        for entry_id in self._desk.trashed():
            self.remove(entry_id)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._desk.take_look()

    def close_all(self) -> None:
        """Drop every document and everything that could be undone."""
        self.show_nothing()
        self._desk.clear()

    def _show_new(self, title: str, text: str, template: str, caret: int, on: date | None) -> None:
        now = self._clock()
        created = Timestamp.from_aware(now)
        if on is not None and now.tzinfo is not None:
            created = Timestamp.at(datetime.combine(on, now.time()), now.tzinfo, name=created.zone)
        sheet = Sheet(new_entry_id(), created=created, look=self._look)
        sheet.template = template
        sheet.title.load(title)
        sheet.text.load(text)
        sheet.caret = caret
        self._show(sheet)

    def _fetch(self, entry_id: EntryId) -> None:
        sheet = self._desk.find(entry_id)
        if sheet is not None:
            self._show(sheet)
            return
        self._fetching = entry_id
        self._errands.run(
            lambda: self._journal.entry(entry_id),
            done=lambda entry: self._show(Sheet.of(entry, look=self._look)),
            failed=self._fail,
        )

    def _fail(self, error: AllydeskError) -> None:
        self._stop_fetching()
        self.failed.emit(error)

    def _stop_fetching(self) -> None:
        self._fetching = None
        self._errands.drop()

    def _show(self, sheet: Sheet) -> None:
        self._fetching = None
        self._editor.show_sheet(sheet)
        self._editor.trashed.tell(sheet.trashed, now=self._clock())
        self._desk.put(sheet)
        self.sheet_shown.emit()

    def _may_go(self, sheet: Sheet) -> bool:
        return sheet is not self.sheet and not (self._autosave.is_busy(sheet) or self._autosave.error_of(sheet))
