"""The pages that come over the entries: looking back, printing, templates and prompts. Made when they are asked for."""

from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QMarginsF, QObject, QSize, Signal
from PySide6.QtGui import QImage, QPagedPaintDevice

from allydesk.errors import JournalError
from allydesk.ids import EntryId
from allydesk.transfer.destination import unused
from allydesk.transfer.exporting import export_markdown
from allydesk.ui.actions import Action
from allydesk.ui.journal.files.decoding import decode
from allydesk.ui.journal.words import counted
from allydesk.ui.journal_room import JournalRoom
from allydesk.ui.looking_back.page import LookingBackPage
from allydesk.ui.paper.page import PrintPage
from allydesk.ui.paper.sheets import PAGE_SIZES, PaperChoices
from allydesk.ui.printing import AskPrinter
from allydesk.ui.prompting.page import PromptsPage
from allydesk.ui.prompts import Prompts
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.templates.page import TemplatesPage
from allydesk.ui.theme import Look

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault


class OverPages(QObject):
    """Brings them over the entries, one at a time."""

    entry_asked = Signal(str)
    query_asked = Signal(str)
    history_asked = Signal(str)
    write_asked = Signal(str, str)
    """An entry is to begin with this text, from the template of this key."""
    write_on_asked = Signal(object)
    """An entry is to begin that is dated this day."""
    templates_changed = Signal()
    prompts_changed = Signal()
    shown = Signal()
    """One of them is in front: the journal's room is to be as well."""

    def __init__(
        self,
        *,
        room: JournalRoom,
        vault: "Vault",
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        clock: "Clock",
        resources: Path,
        home: Path,
        ask_printer: AskPrinter,
    ) -> None:
        super().__init__(room)
        self._room = room
        self._vault, self._tasks, self._prompts, self._look = vault, tasks, prompts, look
        self._clock, self._resources, self._home = clock, resources, home
        self._ask_printer = ask_printer

    def show_calendar(self, day: date | None = None) -> None:
        """The calendar, at a day or where it was."""
        self._looking_back().show_calendar(day)

    def show_statistics(self) -> None:
        """Entries and words by week, tags and moods, times of day."""
        self._looking_back().show_statistics()

    def show_changes(self, tag: str = "") -> None:
        """What changed since a day, for a tag."""
        self._looking_back().show_changes(tag)

    def show_print(self, ids: tuple[EntryId, ...]) -> None:
        """The pages these entries make."""
        page = PrintPage(
            vault=self._vault,
            ids=ids,
            tasks=self._tasks,
            prompts=self._prompts,
            look=self._look,
            home=self._home,
            today=self._clock().date(),
            decode=_decoded,
            ask_printer=self._ask,
        )
        page.left.connect(self._room.go_back)
        self._room.show_over(page, close=page.close_all)
        self.shown.emit()

    def export(self, ids: tuple[EntryId, ...]) -> None:
        """Ask for a folder, and write these entries into a new one inside it, as Markdown with their files."""
        self._prompts.choose_folder("Where to write them", self._home, lambda folder: self._export(ids, folder))

    def _export(self, ids: tuple[EntryId, ...], folder: Path | None) -> None:
        if folder is None:
            return
        place = unused(folder, f"Journal {self._clock().date()}")
        self._tasks.run_long(
            lambda progress: export_markdown(self._vault.journal, place, only=ids, progress=progress),
            title="Writing the entries",
            done=lambda number: self._prompts.tell(
                "Written",
                f"{counted(number, 'entry is', 'entries are')} now in the folder “{place.name}” as well. These files "
                "are not encrypted: whoever has them can read them.",
            ),
        )

    def show_templates(self, *, back: str = "Entries") -> None:
        """The page where templates are changed; `back` says where the way back leads."""
        page = TemplatesPage(
            vault=self._vault,
            tasks=self._tasks,
            prompts=self._prompts,
            look=self._look,
            resources=self._resources,
            back=back,
        )
        page.left.connect(lambda: page.flush(self._room.go_back))
        page.changed.connect(self.templates_changed)
        self._room.show_over(page, close=lambda: _put_by(page))
        page.reload()
        self.shown.emit()

    def show_prompts(self, *, back: str = "Entries") -> None:
        """The page of all prompts."""
        page = PromptsPage(
            vault=self._vault,
            tasks=self._tasks,
            prompts=self._prompts,
            look=self._look,
            resources=self._resources,
            back=back,
        )
        page.left.connect(lambda: page.flush(self._room.go_back))
        page.changed.connect(self.prompts_changed)
        page.write_asked.connect(self._write)
        self._room.show_over(page, close=lambda: _put_by(page))
        page.reload()
        self.shown.emit()

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is being typed on one of these pages, then do `then`."""
        page = self._room.over
        if isinstance(page, TemplatesPage | PromptsPage):
            page.flush(then)
        else:
            then()

    def offered(self) -> tuple[Action, ...]:
        """What can be done on the page that is in front now, beyond going to another."""
        page = self._room.over
        return page.offered() if isinstance(page, TemplatesPage | PromptsPage) else ()

    def reload(self) -> None:
        """Entries have changed: look at them anew."""
        if isinstance(self._room.over, LookingBackPage):
            self._room.over.reload()

    def _looking_back(self) -> LookingBackPage:
        if isinstance(self._room.over, LookingBackPage):
            return self._room.over
        page = LookingBackPage(vault=self._vault, tasks=self._tasks, look=self._look, clock=self._clock)
        page.left.connect(self._room.go_back)
        page.entry_asked.connect(lambda entry_id: self._leave(lambda: self.entry_asked.emit(entry_id)))
        page.query_asked.connect(lambda query: self._leave(lambda: self.query_asked.emit(query)))
        page.history_asked.connect(lambda entry_id: self._leave(lambda: self.history_asked.emit(entry_id)))
        page.write_asked.connect(lambda day: self._leave(lambda: self.write_on_asked.emit(day)))
        self._room.show_over(page, close=page.close_all)
        self.shown.emit()
        return page

    def _write(self, text: str, template: str) -> None:
        self.flush(lambda: self._leave(lambda: self.write_asked.emit(text, template)))

    def _leave(self, then: Callable[[], object]) -> None:
        self._room.go_back()
        then()

    def _ask(self, choices: PaperChoices, then: Callable[[QPagedPaintDevice], object]) -> None:
        self._ask_printer(QMarginsF(), then, size=PAGE_SIZES[choices.size])


def _put_by(page: TemplatesPage | PromptsPage) -> None:
    """Whatever takes the page's place, what is half typed on it is kept first."""
    page.flush(lambda: None)
    page.close_all()


def _decoded(data: bytes, within: QSize) -> QImage | None:
    try:
        return decode(data, within=within)
    except JournalError:
        return None
