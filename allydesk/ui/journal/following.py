"""Links between entries: following one, and completing one as it is typed."""

from collections.abc import Callable

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, Qt, Signal
from PySide6.QtGui import QKeyEvent

from allydesk.ids import EntryId
from allydesk.journal.entry import EntrySummary
from allydesk.journal.links import title_key
from allydesk.storage.journal import Journal
from allydesk.ui.journal.about.offer import LEAVE, Way
from allydesk.ui.journal.choosing import ProposalList
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.opening import Opening
from allydesk.ui.journal.proposing import Proposal
from allydesk.ui.journal.words import long_date
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look

_PROPOSED = 8


class Following(QObject):
    """Knows the vault, which the editor does not: the editor says what is wanted, and is told what there is."""

    open_asked = Signal(object)
    """An EntryId."""
    failed = Signal(object)

    def __init__(
        self,
        *,
        journal: Journal,
        tasks: TaskRunner,
        look: Look,
        editor: Editor,
        opening: Opening,
        begin: Callable[[str], object],
        parent: QObject | None = None,
    ) -> None:
        """`begin` begins an entry with a title."""
        super().__init__(parent)
        self._journal = journal
        self._errands = Errands(tasks=tasks)
        self._editor = editor
        self._begin = begin
        self.proposals = ProposalList(below=editor.text, look=look)
        self.proposals.setAccessibleName("Titles of entries")
        editor.text.installEventFilter(self)
        editor.text.link_typed.connect(self._propose)
        editor.link_followed.connect(self.follow)
        editor.links.entry_asked.connect(self._go_back)
        self.proposals.taken.connect(lambda proposal: editor.text.complete_link(proposal.text))
        opening.sheet_shown.connect(self._sheet_shown)

    def follow(self, title: str) -> None:
        """Open the entry of that title; where there is none, offer to begin it."""
        self._errands.run(
            lambda: self._journal.titled(title), done=lambda found: self._go(title, found), failed=self.failed.emit
        )

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._errands.drop()
        self.proposals.withdraw()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """While titles are proposed, the keys that choose one are theirs."""
        if event.type() == QEvent.Type.FocusOut:
            self.proposals.withdraw()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress and self.proposals.isVisible():
            return self._key(Qt.Key(event.key()))
        return super().eventFilter(watched, event)

    def _key(self, key: Qt.Key) -> bool:
        if key == Qt.Key.Key_Down:
            self.proposals.step(1)
        elif key == Qt.Key.Key_Up and self.proposals.is_chosen:
            self.proposals.step(-1)
        elif key in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Tab) and self.proposals.is_chosen:
            self.proposals.take()
        elif key == Qt.Key.Key_Escape:
            self.proposals.withdraw()
        else:
            return False
        return True

    def _go_back(self, entry_id: EntryId) -> None:
        # The row that was pressed goes with the entry, and the keyboard would go with it.
        self._editor.text.setFocus()
        self.open_asked.emit(entry_id)

    def _go(self, title: str, found: list[EntrySummary]) -> None:
        if found:
            self.open_asked.emit(found[0].id)
            return
        self._editor.offer.make(
            f"There is no entry called “{title}” yet.", Way("Begin it", lambda: self._begin(title)), LEAVE
        )

    def _propose(self, typed: str | None) -> None:
        """Titles with words that begin so; right after the [[, the newest."""
        self._errands.drop()
        if typed is None:
            self.proposals.withdraw()
            return
        self._errands.run(
            lambda: self._journal.title_matches(typed, limit=_PROPOSED + 1), done=self._offer, failed=self.failed.emit
        )

    def _offer(self, found: list[EntrySummary]) -> None:
        if not self._editor.text.hasFocus():
            return
        # Nobody means the page they are on.
        sheet = self._editor.sheet
        others = [summary for summary in found if sheet is None or summary.id != sheet.entry_id][:_PROPOSED]
        titles = {title_key(summary.title): summary for summary in reversed(others)}
        proposed = [
            Proposal(0, summary.title, summary.title, long_date(summary.created).partition(",")[0])
            for summary in reversed(titles.values())
        ]
        caret = self._editor.text.cursorRect()
        corner = self._editor.text.viewport().mapTo(self._editor.text, caret.bottomLeft())
        self.proposals.offer(proposed, at=QRect(corner, corner + QPoint(self._editor.text.column_width() // 2, 0)))

    def _sheet_shown(self) -> None:
        self.proposals.withdraw()
        self._errands.drop()
