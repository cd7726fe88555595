"""Bringing in a journal: choose it, look at what is in it, bring it in, and hear what came of it."""

from datetime import tzinfo
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError, Cancelled, Code
from allydesk.problems import problem_of
from allydesk.progress import Progress
from allydesk.transfer import importing
from allydesk.transfer.importing import Preview, Report
from allydesk.transfer.source import Format, Source
from allydesk.ui.moving import words
from allydesk.ui.moving.preview import PreviewFace, note_list
from allydesk.ui.outside import CARD_PADDING
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.card import News, side_by_side
from allydesk.ui.settings.step import StepPage
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.faces import row
from allydesk.ui.widgets.problem import Action, ProblemBox
from allydesk.ui.widgets.words import button, label

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

_WHAT = (
    "Choose the file or the folder in which your journal is kept now. It is copied into your vault; the original stays "
    "as it is. You see what was found before anything is brought in."
)
_READS = (
    "A file: a jrnl journal or jrnl’s JSON, a Markdown or text file, or journal.json from Allydesk.\n"
    "A folder: Markdown or text files, with all folders inside it, jrnl’s folder of days, or an export of Allydesk."
)
_BY_HAND = (Format.JRNL, Format.MARKDOWN)
"""What a file that was not recognised can be read as all the same."""


class ImportPage(StepPage):
    """Leads through it. Everything that takes time is done on the vault's thread."""

    entries_imported = Signal(int)
    """So many entries are in the vault now. Not emitted when none was new."""

    def __init__(
        self,
        *,
        vault: "Vault",
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        zone: tzinfo,
        zone_name: str,
        home: Path,
        back: str = "Settings",
    ) -> None:
        """`vault` is open. Times without a zone are taken in `zone`. `home` is where looking for files begins."""
        super().__init__(look=look, title="Bring in a journal", back=back)
        self._vault = vault
        self._tasks = tasks
        self._prompts = prompts
        self._zone, self._zone_name = zone, zone_name
        self._start = home
        self._path = home
        self._source: Source | None = None
        self.problem = ProblemBox()
        self.news = News()
        self.file = button("Choose a file…", "primary")
        self.folder = button("Choose a folder…")
        self._face: QWidget = self._choosing()
        self._card = QFrame()
        set_role(self._card, "card")
        self._inside = QVBoxLayout(self._card)
        self._inside.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        self._inside.setSpacing(0)
        for part in (self._face, self.news, self.problem):
            self._inside.addWidget(part)
        self.add(self._card)

    # Choosing

    def _choosing(self) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(14)
        column.addWidget(label(_WHAT, wrap=True))
        column.addWidget(side_by_side(self.file, self.folder))
        column.addWidget(label(_READS, "small", wrap=True))
        self.file.clicked.connect(self._ask_for_file)
        self.folder.clicked.connect(self._ask_for_folder)
        return made

    def _ask_for_file(self) -> None:
        self._prompts.choose_file("Which file?", self._start, self._look_at)

    def _ask_for_folder(self) -> None:
        self._prompts.choose_folder("Which folder?", self._start, self._look_at)

    def _choose_anew(self) -> None:
        self._source = None
        self.file, self.folder = button("Choose a file…", "primary"), button("Choose a folder…")
        self._turn_to(self._choosing())

    # Looking at it

    def _look_at(self, path: Path | None) -> None:
        if path is not None:
            self._path = path
            self._start = path.parent
            self._read(None)

    def _read(self, form: Format | None) -> None:
        self._begin()
        path, zone, name = self._path, self._zone, self._zone_name

        def work(progress: Progress) -> tuple[Source, Preview, bool]:
            source = importing.read(path, format=form, zone=zone, zone_name=name, progress=progress)
            journal = self._vault.journal
            return source, importing.preview(source, journal), journal.anything_kept()

        self._tasks.run_long(work, title="Reading the journal", done=self._show, failed=self._explain)

    def _show(self, found: tuple[Source, Preview, bool]) -> None:
        self.set_working(working=False)
        self._source, preview, notes_backup = found
        face = PreviewFace(preview, name=self._path.name, notes_backup=notes_backup, look=self.look)
        face.accepted.connect(self._bring_in)
        face.other_wanted.connect(self._choose_anew)
        face.format_chosen.connect(lambda key: self._read(Format(key)))
        self._turn_to(face)
        (face.go_on if preview.anything_new else face.another).setFocus()

    # Bringing it in

    def _bring_in(self) -> None:
        source = self._source
        if source is None:
            return
        self._begin()

        def work(progress: Progress) -> Report:
            if self._vault.journal.anything_kept():
                # Its pages are not our entries: the bar waits, and stopping still works.
                self._vault.backup(progress=lambda _done, _total: progress(0, 0))
            return importing.run(source, self._vault.journal, progress=progress)

        self._tasks.run_long(work, title="Bringing in entries", done=self._report, failed=self._explain)

    def _report(self, report: Report) -> None:
        self.set_working(working=False)
        self._source = None
        self._turn_to(self._reporting(report))
        if report.anything_came:
            self.entries_imported.emit(report.added)

    def _reporting(self, report: Report) -> QWidget:
        made = QWidget()
        column = QVBoxLayout(made)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(label(words.done(report), "dialog-title", wrap=True))
        story = words.of_the_story(report.story, there=True)
        practice = words.of_practice(report.practice, there=True)
        for said in (words.brought_in(report), story, practice):
            if said:
                column.addWidget(label(said, wrap=True))
        if report.notes:
            column.addWidget(label("Not quite as it was, or left out", "small"))
            column.addWidget(note_list(report.notes))
        more = button("Bring in more", "text")
        more.clicked.connect(self._choose_anew)
        done = button("Done", "primary")
        done.clicked.connect(self.left)
        column.addSpacing(8)
        column.addWidget(row(more, None, done))
        return made

    # What came of it

    def _begin(self) -> None:
        self.problem.clear()
        self.news.clear()
        self.set_working(working=True)

    def set_working(self, *, working: bool) -> None:
        """While something is under way nothing else can be begun."""
        super().set_working(working=working)
        self._face.setEnabled(not working)

    def _turn_to(self, face: QWidget) -> None:
        self.problem.clear()
        self.news.clear()
        before, self._face = self._face, face
        self._inside.replaceWidget(before, face)
        before.hide()
        before.deleteLater()
        face.show()

    def _explain(self, error: AllydeskError) -> None:
        self.set_working(working=False)
        if isinstance(error, Cancelled):
            self.news.tell("You stopped it. Nothing was brought in.")
            return
        actions: list[Action] = []
        if error.code is Code.UNKNOWN_FORMAT and self._path.exists():
            actions = [(f"Read it as {words.FORMATS[each]}", partial(self._read, each)) for each in _BY_HAND]
        self.problem.tell(problem_of(error), actions)
