"""What links to the open entry, and what becomes of those links when it gets another title."""

from collections.abc import Callable
from dataclasses import dataclass

from PySide6.QtCore import QObject, Signal

from allydesk.ids import EntryId
from allydesk.journal.entry import EntrySummary
from allydesk.journal.links import link_to, title_key
from allydesk.storage.journal import Journal
from allydesk.ui.journal.about.offer import Way
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.journal.words import counted
from allydesk.ui.tasks import TaskRunner


class Retitling(QObject):
    """Asks the vault on the editor's behalf. Made once by the page, beside the editor; `close_all` before locking.

    `find` gives the sheet of an entry that lies ready. The question about a new title goes along when one leaves for
    another entry without an answer.
    """

    entry_changed = Signal(object)
    """An entry's text is not what it was; carries its id."""
    failed = Signal(object)

    def __init__(
        self,
        *,
        journal: Journal,
        tasks: TaskRunner,
        editor: Editor,
        autosave: Autosave,
        find: Callable[[EntryId], Sheet | None],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._journal = journal
        self._errands = Errands(tasks=tasks)
        self._editor = editor
        self._autosave = autosave
        self._find = find
        self._sheet: Sheet | None = None
        self._title = ""
        self._linking: list[EntrySummary] = []
        self._asked_for = ""
        editor.shown.connect(self._show)
        editor.title.left.connect(self._offer_retitling)

    def close_all(self) -> None:
        """Nobody waits for answers any longer."""
        self._errands.forget()
        self._sheet, self._title, self._asked_for = None, "", ""
        self._linking.clear()

    # What links here

    def _show(self) -> None:
        sheet = self._editor.sheet
        if sheet is self._sheet:
            return
        asked = self._renamed()
        if asked is not None and sheet is not None:
            self._offer(asked, f"to the old title of “{asked.new}”")
        self._sheet, self._asked_for = sheet, ""
        self._linking = []
        self._title = sheet.title.text() if sheet is not None else ""
        if sheet is not None and sheet.kept is not None and title_key(self._title):
            self._ask_linking(sheet)

    def _ask_linking(self, sheet: Sheet) -> None:
        entry_id = sheet.entry_id
        self._errands.run(
            lambda: self._journal.linked_from(entry_id),
            done=lambda found: self._take_linking(sheet, found),
            failed=lambda _error: None,  # Nothing is lost without this line; opening the entry has its own words.
        )

    def _take_linking(self, sheet: Sheet, found: list[EntrySummary]) -> None:
        if self._editor.sheet is sheet:
            self._linking = [each for each in found if each.id != sheet.entry_id]
            self._editor.links.show_links(self._linking)

    # Another title

    def _offer_retitling(self) -> None:
        asked = self._renamed()
        if asked is not None and self._editor.sheet is asked.sheet and asked.new != self._asked_for:
            self._asked_for = asked.new
            self._offer(asked, "to the old title")

    def _renamed(self) -> "_Renaming | None":
        """What the sheet that was shown last is called now, where that is something else to those that link to it."""
        sheet = self._sheet
        new = sheet.title.text().strip() if sheet is not None else ""
        if sheet is None or sheet.trashed is not None or not self._linking or not link_to(new):
            return None
        if title_key(new) == title_key(self._title):
            return None
        return _Renaming(sheet, self._title, new, tuple(each.id for each in self._linking))

    def _offer(self, asked: "_Renaming", what: str) -> None:
        several = len(asked.linking) > 1
        words = counted(len(asked.linking), "entry links", "entries link")
        self._editor.offer.make(
            f"{words} {what}.",
            Way("Update them" if several else "Update it", lambda: self._retitle(asked)),
            Way("Leave them" if several else "Leave it", lambda: self._leave(asked)),
        )

    def _leave(self, asked: "_Renaming") -> None:
        """What links to the old title does not lead here any longer."""
        if self._sheet is asked.sheet:
            self._title, self._linking = asked.new, []
            self._editor.links.show_links(())

    def _retitle(self, asked: "_Renaming") -> None:
        """Once everything typed is kept, since the vault rewrites the texts it has."""
        self._autosave.settle(
            lambda: self._errands.run(
                lambda: self._journal.retitle_links(asked.old, asked.new),
                done=lambda number: self._retitled(asked, number),
                failed=self.failed.emit,
            )
        )

    def _retitled(self, asked: "_Renaming", number: int) -> None:
        for entry_id in (asked.sheet.entry_id, *asked.linking):
            lying = self._find(entry_id)
            # What lies on the desk would bring the old title back with its next save.
            if lying is not None and lying.retitle_links(asked.old, asked.new):
                self._autosave.touch(lying)
            self.entry_changed.emit(entry_id)
        self._editor.offer.make(f"{counted(number, 'entry leads', 'entries lead')} to the new title now.")
        if self._sheet is asked.sheet:
            self._title = asked.new
            self._ask_linking(asked.sheet)


@dataclass(frozen=True, slots=True)
class _Renaming:
    """An entry that got another title, and the entries that lead to it by the old one."""

    sheet: Sheet
    old: str
    new: str
    linking: tuple[EntryId, ...]
