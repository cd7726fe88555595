"""Writing everything to a folder: as what, where to, and where it is then."""

from dataclasses import dataclass
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError, Cancelled
from allydesk.problems import problem_of
from allydesk.progress import Progress
from allydesk.transfer import exporting
from allydesk.transfer.notes import Note, NoteBook
from allydesk.ui.moving import words
from allydesk.ui.moving.preview import note_list
from allydesk.ui.outside import CARD_PADDING
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.card import News
from allydesk.ui.settings.choice import Choice
from allydesk.ui.settings.places import free_folder, lies_in
from allydesk.ui.settings.step import StepPage
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.faces import row
from allydesk.ui.widgets.problem import ProblemBox
from allydesk.ui.widgets.words import button, frame, label
from allydesk.ui.wording import short_path

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault

_MARKDOWN, _JSON = "markdown", "json"
_ABOUT = {
    _MARKDOWN: "One file for each entry, in folders by year and month, its attachments beside it. Any editor can read "
    "them. Earlier versions of an entry are left out, and so are your story and your practice.",
    _JSON: "One file with every entry, every earlier version and the trash, your story and your practice, and all "
    "files in a folder beside it. Nothing is lost, and Allydesk can bring it in again.",
}
_NOT_ENCRYPTED = (
    "These files are not encrypted. Whoever can read the folder can read all that you wrote, and so can any program "
    "that copies the folder elsewhere. Delete them when you no longer need them."
)


@dataclass(frozen=True, slots=True)
class _Written:
    """How many entries, where to, and what there is to tell of it."""

    entries: int
    folder: Path
    notes: tuple[Note, ...]


class ExportPage(StepPage):
    """Leads through it. The writing is done on the vault's thread."""

    def __init__(
        self, *, vault: "Vault", tasks: TaskRunner, prompts: Prompts, look: Look, clock: "Clock", home: Path
    ) -> None:
        """`vault` is open. `home` is where looking for a folder begins, and what paths are shown from."""
        super().__init__(look=look, title="Write everything to a folder")
        self._vault = vault
        self._tasks = tasks
        self._prompts = prompts
        self._clock = clock
        self._home = home
        self.problem = ProblemBox()
        self.news = News()
        self.format = Choice("Format", ((_MARKDOWN, "Markdown"), (_JSON, "JSON")), value=_MARKDOWN)
        self.choose = button("Choose a folder…", "primary")
        self._about = label(_ABOUT[_MARKDOWN], wrap=True)
        self._card = QFrame()
        self._lay_out()
        self.format.chosen.connect(self._describe)
        self.choose.clicked.connect(self._ask_where)

    def set_working(self, *, working: bool) -> None:
        """While it is being written nothing else can be begun."""
        super().set_working(working=working)
        self._face.setEnabled(not working)

    def _lay_out(self) -> None:
        caution = frame("caution")
        said = QVBoxLayout(caution)
        said.setContentsMargins(14, 10, 14, 10)
        said.addWidget(label(_NOT_ENCRYPTED, wrap=True))
        self._face = QWidget()
        column = QVBoxLayout(self._face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(self.format)
        column.addWidget(self._about)
        column.addWidget(caution)
        column.addWidget(row(None, self.choose))
        set_role(self._card, "card")
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        self._inside.setSpacing(0)
        for part in (self._face, self.news, self.problem):
            self._inside.addWidget(part)
        self.add(self._card)

    def _describe(self, form: str) -> None:
        self._about.setText(_ABOUT[form])

    def _ask_where(self) -> None:
        self._prompts.choose_folder("Where should it be written?", self._home, self._write)

    def _write(self, folder: Path | None) -> None:
        if folder is None:
            return
        if lies_in(folder, self._vault.folder):
            self._prompts.tell(
                "Choose a folder outside the vault",
                "What is written here can be read by anyone; the vault’s own folder is no place for it.",
            )
            return
        as_json = self.format.value == _JSON
        kind = "JSON" if as_json else "Markdown"
        target = free_folder(folder, f"{self._vault.name} as {kind} {self._clock():%Y-%m-%d}")
        self.problem.clear()
        self.news.clear()
        self.set_working(working=True)

        def work(progress: Progress) -> _Written:
            journal, notes = self._vault.journal, NoteBook()
            if as_json:
                number = exporting.export_json(journal, target, notes=notes, progress=progress, clock=self._clock)
            else:
                number = exporting.export_markdown(journal, target, progress=progress)
            return _Written(number, target, notes.notes())

        self._tasks.run_long(work, title="Writing everything", done=self._tell_where, failed=self._explain)

    def _tell_where(self, written: _Written) -> None:
        self.set_working(working=False)
        face = QWidget()
        column = QVBoxLayout(face)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(words.written(written.entries), "dialog-title", wrap=True))
        place = label(short_path(written.folder, home=self._home), wrap=True)
        place.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(place)
        if written.notes:
            column.addWidget(note_list(written.notes))
        column.addWidget(
            label("The files are not encrypted. Delete them when you no longer need them.", "muted", wrap=True)
        )
        done = button("Done", "primary")
        done.clicked.connect(self.left)
        column.addSpacing(8)
        column.addWidget(row(None, done))
        self._inside.replaceWidget(self._face, face)
        self._face.hide()
        self._face.deleteLater()
        self._face = face
        done.setFocus()

    def _explain(self, error: AllydeskError) -> None:
        self.set_working(working=False)
        if isinstance(error, Cancelled):
            self.news.tell("You stopped it. Nothing was left in the folder.")
        else:
            self.problem.tell(problem_of(error))
