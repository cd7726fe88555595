"""What the page says about what was saved, and what could not be."""

from collections.abc import Callable

from PySide6.QtCore import QObject, Signal

from allydesk.errors import AllydeskError, Code
from allydesk.ids import EntryId
from allydesk.problems import problem_of
from allydesk.ui.journal.column import ListColumn
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.opening import Opening
from allydesk.ui.journal.saving import Autosave


class Telling(QObject):
    """Keeps the list and the words on the page true to what is in the vault."""

    entry_saved = Signal(str)

    def __init__(
        self,
        *,
        column: ListColumn,
        editor: Editor,
        opening: Opening,
        autosave: Autosave,
        show: Callable[[EntryId], object],
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._column = column
        self._editor = editor
        self._opening = opening
        self._autosave = autosave
        self._show = show
        self._told_unsaved: EntryId | None = None
        autosave.state_changed.connect(self.show_state)
        autosave.entry_saved.connect(self.saved)

    def show_state(self, entry_id: EntryId) -> None:
        """Say how an entry stands with the vault: beside it while it is open, under the list when it was left."""
        sheet = self._opening.find(entry_id)
        if sheet is None:
            return
        error = self._autosave.error_of(sheet)
        if sheet is self._opening.sheet:
            self._editor.show_state(self._autosave.state(sheet), error)
        elif error is None:
            self._withdraw_unsaved(entry_id)
        else:
            self._told_unsaved = entry_id
            self._column.notice.say(
                f"An entry you left is not saved. {problem_of(error).happened}",
                action="Show it",
                act=lambda: self._show(entry_id),
            )

    def saved(self, entry_id: EntryId, placed: bool = False) -> None:
        """An entry is kept; `placed` when it has another place in the list, or is new there."""
        if placed:
            self._column.refresh()
        else:
            self._column.rows.renew(entry_id)
            self._column.refresh_counts()
        self.entry_saved.emit(entry_id)

    def brought_back(self, entry_id: EntryId) -> None:
        """An earlier version of an entry is the present one."""
        self._editor.show_about()
        self.show_state(entry_id)
        self.saved(entry_id)

    def tell(self, error: AllydeskError) -> None:
        """Say what the vault could not do."""
        problem = problem_of(error)
        self._column.notice.say(f"{problem.happened} {problem.safe}")
        if error.code is Code.NO_SUCH_ENTRY:
            self._column.refresh()
        self._column.show_current(self._opening.target)

    def _withdraw_unsaved(self, entry_id: EntryId) -> None:
        if self._told_unsaved == entry_id:
            self._told_unsaved = None
            self._column.notice.withdraw()
