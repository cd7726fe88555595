"""The page from which entries are printed or saved as PDF: a few choices at the left, the pages at the right."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import date
from pathlib import Path

from PySide6.QtCore import QBuffer, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QPagedPaintDevice, QPdfWriter, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.ids import EntryId
from allydesk.problems import problem_of
from allydesk.storage.vault import Vault
from allydesk.transfer.destination import write_file
from allydesk.ui.icons import GRID
from allydesk.ui.journal.words import counted
from allydesk.ui.paper.job import PaintJob
from allydesk.ui.paper.loading import Decode, load_entries
from allydesk.ui.paper.sheets import PaperChoices, PaperEntry, Sheets, page_layout
from allydesk.ui.paper.view import PagesView
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.choice import Choice, Switch
from allydesk.ui.settings.step import scrolling
from allydesk.ui.settings.style import settings_style
from allydesk.ui.style import set_role
from allydesk.ui.tasks import Task, TaskRunner
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import button, label

AskPrinter = Callable[[PaperChoices, Callable[[QPagedPaintDevice], object]], object]
"""Asks which printer, and hands it over when the person has said so."""

_SIDE_WIDTH = 284
_SIDE_SHARE = 0.5
"""Of the page's width at most, where the text is large."""
_SIZES = (("a4", "A4"), ("a5", "A5"), ("letter", "Letter"))
_PDF_DPI = 600
_IN_THE_CLEAR = "A PDF is not encrypted: whoever has the file can read it."


class PrintPage(QFrame):
    """Made for a few entries, and thrown away afterwards. `left` is emitted when the person goes back."""

    left = Signal()

    def __init__(
        self,
        *,
        vault: Vault,
        ids: Sequence[EntryId],
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        home: Path,
        today: date,
        decode: Decode,
        ask_printer: AskPrinter,
    ) -> None:
        super().__init__()
        self._vault, self._ids = vault, tuple(ids)
        self._tasks, self._prompts, self._look = tasks, prompts, look
        self._home, self._today = home, today
        self._decode, self._ask_printer = decode, ask_printer
        self._choices = PaperChoices(size=_usual_size())
        self._entries: list[PaperEntry] = []
        self._waiting: list[PaperEntry] = []
        self._sheets: Sheets | None = None
        self._job: PaintJob | None = None
        self._loading: Task | None = None
        self._composing = QTimer(self)
        self._composing.setInterval(0)
        self.back = button("Entries", "text", name="Back to the entries")
        self.size_choice = Choice("Paper", _SIZES, value=self._choices.size)
        self.about = Switch("Date, tags, people and mood", look=look, on=True)
        self.pictures = Switch("Pictures", look=look, on=True)
        self.own_pages = Switch("Each entry on a new page", look=look)
        self.state = label("", "small", wrap=True)
        self.stop = button("Stop", "outlined")
        self.save = button("Save as PDF…", "outlined")
        self.print = button("Print…", "primary")
        self.view = PagesView(look=look)
        self._lay_out()
        self._connect()
        self._dress()
        self._working("Reading the entries…")
        self._load()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def close_all(self) -> None:
        """Stop what is under way and drop every text and picture."""
        self._composing.stop()
        if self._loading is not None:
            self._loading.forget()
            self._loading.cancel()
        if self._job is not None:
            self._job.stop()
        self.view.show_sheets(None)
        if self._sheets is not None:
            self._sheets.close()
        self._sheets = None
        self._entries, self._waiting = [], []

    # From the vault to the pages

    def _load(self) -> None:
        vault, ids, decode = self._vault, self._ids, self._decode
        self._loading = self._tasks.run_long(
            lambda progress: load_entries(vault, ids, decode=decode, progress=progress),
            title="Reading the entries",
            done=self._loaded,
            failed=self._failed,
        )

    def _loaded(self, entries: list[PaperEntry]) -> None:
        self._loading = None
        self._entries = entries
        self._compose()

    def _failed(self, error: AllydeskError) -> None:
        self._loading = None
        problem = problem_of(error)
        self._still(f"{problem.happened} {problem.safe} {problem.next}")

    def _choose(self, **changes: object) -> None:
        self._choices = replace(self._choices, **changes)  # type: ignore[arg-type]  # the fields' own types hold
        if self._loading is None:
            self._compose()

    def _compose(self) -> None:
        """Set the entries anew, one at a time."""
        if self._sheets is not None:
            self.view.show_sheets(None)
            self._sheets.close()
        self._sheets = Sheets(look=self._look, choices=self._choices)
        self._waiting = list(reversed(self._entries))
        self._working("Setting the pages…")
        self._composing.start()

    def _compose_next(self) -> None:
        if self._sheets is not None and self._waiting:
            self._sheets.add(self._waiting.pop())
        if not self._waiting:
            self._composing.stop()
            self.view.show_sheets(self._sheets)
            pages = self._sheets.page_count if self._sheets is not None else 0
            entries = counted(len(self._entries), "entry", "entries")
            self._still(f"{entries} on {counted(pages, 'page', 'pages')}.")

    # From the pages to paper

    def _save(self) -> None:
        self._prompts.choose_new_file("Save as PDF", self._home / f"Journal {self._today}.pdf", self._write_pdf)

    def _write_pdf(self, path: Path | None) -> None:
        if path is None or self._sheets is None:
            return
        path = path if path.suffix else path.with_suffix(".pdf")
        buffer = QBuffer(self)
        buffer.open(QBuffer.OpenModeFlag.WriteOnly)
        writer = QPdfWriter(buffer)
        writer.setResolution(_PDF_DPI)
        writer.setPageLayout(page_layout(self._choices))
        writer.setCreator("Allydesk")

        def painted(whole: bool) -> None:
            data = bytes(buffer.data().data())
            buffer.close()
            buffer.deleteLater()
            if whole:
                self._tasks.run(
                    lambda: write_file(path, (data,)),
                    done=lambda _none: self._still(f"Saved as {path.name}. {_IN_THE_CLEAR}"),
                    failed=self._failed,
                )

        self._paint(writer, painted, "Writing the PDF")

    def _print(self) -> None:
        self._ask_printer(self._choices, self._to_printer)

    def _to_printer(self, printer: QPagedPaintDevice) -> None:
        def painted(whole: bool) -> None:
            self._still("Sent to the printer." if whole else "The printer stopped. Your entries are as they were.")

        self._paint(printer, painted, "Printing")

    def _paint(self, device: QPagedPaintDevice, then: Callable[[bool], object], words: str) -> None:
        if self._sheets is None or self._job is not None:
            return
        job = self._job = PaintJob(self._sheets, device, parent=self)
        self._working(f"{words}…")
        job.painted.connect(lambda done, total: self.state.setText(f"{words}: page {done} of {total}"))
        job.finished.connect(self._painted)
        job.finished.connect(then)
        job.start()

    def _painted(self, whole: bool) -> None:
        job, self._job = self._job, None
        if job is not None:
            job.deleteLater()
        self._still("" if whole else "Stopped.")

    # What is seen

    def _working(self, words: str) -> None:
        self.state.setText(words)
        for each in (self.save, self.print):
            each.setEnabled(False)
        self.stop.setVisible(self._job is not None)

    def _still(self, words: str) -> None:
        self.state.setText(words)
        ready = self._sheets is not None and not self._waiting and bool(self._entries)
        for each in (self.save, self.print):
            each.setEnabled(ready)
        self.stop.hide()

    def _stop(self) -> None:
        if self._job is not None:
            self._job.stop()

    def _connect(self) -> None:
        self._composing.timeout.connect(self._compose_next)
        self.back.clicked.connect(self.left)
        self.size_choice.chosen.connect(lambda size: self._choose(size=size))
        self.about.switched.connect(lambda on: self._choose(about=on))
        self.pictures.switched.connect(lambda on: self._choose(pictures=on))
        self.own_pages.switched.connect(lambda on: self._choose(own_pages=on))
        self.stop.clicked.connect(self._stop)
        self.save.clicked.connect(self._save)
        self.print.clicked.connect(self._print)
        self._look.changed.connect(self._dress)

    def _dress(self) -> None:
        self.setStyleSheet(settings_style(self._look))
        side = self._look.scaled(GRID)
        self.back.setIcon(self._look.icon("back", Tone.ACCENT))
        self.back.setIconSize(QSize(side, side))
        self._fit()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Leave the pages their room."""
        super().resizeEvent(event)
        self._fit()

    def _fit(self) -> None:
        wide = self._look.scaled(_SIDE_WIDTH)
        self._side.setFixedWidth(max(_SIDE_WIDTH, min(wide, round(self.width() * _SIDE_SHARE))))

    def _lay_out(self) -> None:
        set_role(self, "paper")
        choices = QWidget()
        column = QVBoxLayout(choices)
        column.setContentsMargins(28, 28, 20, 24)
        column.setSpacing(14)
        column.addWidget(self.back, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(label("Print", "title"))
        column.addWidget(label("Paper", "field"))
        column.addWidget(self.size_choice)
        for words, switch in (
            ("Date, tags, people, mood", self.about),
            ("Pictures", self.pictures),
            ("Each entry on a new page", self.own_pages),
        ):
            line = _line(words, switch)
            line.setVisible(switch is not self.own_pages or len(self._ids) > 1)
            column.addWidget(line)
        column.addStretch(1)
        column.addWidget(self.state)
        column.addWidget(self.stop)
        column.addWidget(label(_IN_THE_CLEAR, "small", wrap=True))
        column.addWidget(self.save)
        column.addWidget(self.print)
        self._side = scrolling(choices)
        row = QHBoxLayout(self)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(0)
        row.addWidget(self._side)
        row.addWidget(self.view, 1)
        # The first of its controls: Qt's Tab would pass over those before another one.
        self.setFocusProxy(self.back)


def _line(words: str, switch: Switch) -> QWidget:
    line = QWidget()
    row = QHBoxLayout(line)
    row.setContentsMargins(0, 0, 0, 0)
    row.addWidget(label(words, wrap=True), 1)
    row.addWidget(switch)
    return line


def _usual_size() -> str:
    """Letter where the system measures in inches, A4 elsewhere."""
    imperial = QLocale.system().measurementSystem() == QLocale.MeasurementSystem.ImperialUSSystem
    return "letter" if imperial else "a4"
