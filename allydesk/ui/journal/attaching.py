"""The files of the open entry: the strip under the text, the pictures in it, and what the list says of them."""

from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QMimeData, QObject

from allydesk.ids import EntryId
from allydesk.journal.entry import Attachment
from allydesk.journal.links import attachment_named
from allydesk.storage.vault import Vault
from allydesk.ui.actions import Action
from allydesk.ui.journal.column import ListColumn
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.files.strip import FilesStrip
from allydesk.ui.journal.opening import Opening
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.prompts import Prompts
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look


class Attaching(QObject):
    """Brings the strip and the open sheet together. An entry that gets a file is kept first, if it is not yet."""

    def __init__(
        self,
        *,
        vault: Vault,
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        home: Path,
        strip_position: bool,
        column: ListColumn,
        editor: Editor,
        opening: Opening,
        autosave: Autosave,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._column = column
        self._editor = editor
        self._opening = opening
        self._autosave = autosave
        self.strip = FilesStrip(
            files=vault.files,
            tasks=tasks,
            prompts=prompts,
            look=look,
            home=home,
            strip_position=strip_position,
            when_kept=self._when_kept,
        )
        editor.add_below(self.strip)
        editor.take_pictures(self.strip.pictures)
        editor.deeds.files = self.strip.offered()
        editor.text.files_offered.connect(self._take)
        editor.text.picture_opened.connect(self._open_picture)
        self.strip.text_wanted.connect(editor.text.insert_text)
        self.strip.changed.connect(self._changed)
        self.strip.entry_changed.connect(self._entry_changed)
        opening.sheet_shown.connect(self._sheet_shown)

    def offered(self) -> tuple[Action, ...]:
        """What can be done with files."""
        return self.strip.offered()

    def set_strip_position(self, on: bool) -> None:
        """Whether the place where a picture was made is taken out of it."""
        self.strip.set_strip_position(on)

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self.strip.close_all()

    def _when_kept(self, then: Callable[[EntryId], object]) -> None:
        sheet = self._opening.sheet
        if sheet is not None and sheet.trashed is None:
            self._autosave.keep(sheet, then)

    def _take(self, mime: QMimeData) -> None:
        self.strip.take(mime)

    def _open_picture(self, target: str) -> None:
        found = attachment_named(target, self.strip.attachments)
        if found is not None:
            self.strip.open(found)

    def _sheet_shown(self) -> None:
        sheet = self._opening.sheet
        if sheet is None:
            self.strip.show_files(None, (), locked=True)
        else:
            self.strip.show_files(sheet.entry_id, sheet.attachments, locked=sheet.trashed is not None)

    def _changed(self, attachments: tuple[Attachment, ...]) -> None:
        if self._opening.sheet is not None:
            self._opening.sheet.attachments = attachments

    def _entry_changed(self, entry_id: EntryId) -> None:
        self._column.rows.renew(entry_id)
