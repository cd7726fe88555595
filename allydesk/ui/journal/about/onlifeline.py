"""The moments on the lifeline that the open entry is linked with."""

from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allydesk.story.lifeline import Moment
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.opening import Opening
from allydesk.ui.tasks import TaskRunner

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault
    from allydesk.ui.journal.editor import Editor


class OnLifeline(QObject):
    """Asks the vault for them whenever an entry is shown, and says them under the text."""

    moment_asked = Signal(str)
    """A moment is to be shown on the lifeline; carries its id."""
    failed = Signal(object)

    def __init__(
        self, *, vault: "Vault", tasks: TaskRunner, editor: "Editor", opening: Opening, parent: QObject | None = None
    ) -> None:
        super().__init__(parent)
        self._vault = vault
        self._errands = Errands(tasks=tasks)
        self._editor = editor
        opening.sheet_shown.connect(self.look)
        editor.moments.chosen.connect(self.moment_asked.emit)

    def look(self) -> None:
        """Look again which moments there are: another entry is open, or the lifeline has changed."""
        self._errands.drop()
        sheet = self._editor.sheet
        if sheet is None or sheet.kept is None:
            self._editor.moments.show_rows(())
            return
        entry_id = sheet.entry_id
        self._errands.run(lambda: self._vault.lifeline.moments_of(entry_id), done=self._show, failed=self.failed.emit)

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._errands.drop()
        self._editor.moments.show_rows(())

    def _show(self, found: list[Moment]) -> None:
        self._editor.moments.show_rows([(one.id, _words(one)) for one in found])


def _words(moment: Moment) -> str:
    title = moment.title or "A moment without a title"
    return f"{title} · {moment.date.words}" if moment.date.words else title
