"""Entries out of the vault, with their pictures, ready to be set on paper. Runs on the vault's thread."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import QSize
from PySide6.QtGui import QImage

from allydesk.errors import Code, JournalError
from allydesk.ids import AttachmentId, EntryId
from allydesk.journal.entry import Entry
from allydesk.progress import Progress, unreported
from allydesk.storage.vault import Vault
from allydesk.ui.paper.sheets import PaperEntry

Decode = Callable[[bytes, QSize], "QImage | None"]
"""Makes a picture of bytes, upright and no larger than a size; None of what is no picture, or not to be trusted."""

_LARGEST_FILE = 64 * 1024 * 1024
"""Bytes. A larger picture is left out."""
_LARGEST = QSize(1800, 2400)
"""Pixels: a page wide at 250 to the inch. More would fill the memory and nobody's eye would see it."""


def load_entries(
    vault: Vault, ids: Sequence[EntryId], *, decode: Decode, progress: Progress = unreported
) -> list[PaperEntry]:
    """The entries, oldest first. One that is gone by now is left out."""
    found: list[Entry] = []
    for number, entry_id in enumerate(ids):
        progress(number, len(ids))
        try:
            found.append(vault.journal.entry(entry_id))
        except JournalError as error:
            if error.code is not Code.NO_SUCH_ENTRY:
                raise
    found.sort(key=lambda entry: entry.content.created.instant)
    made: list[PaperEntry] = []
    for number, entry in enumerate(found):
        progress(number, len(found))
        made.append(PaperEntry(entry.content, entry.attachments, _pictures(vault, entry, decode)))
    return made


def _pictures(vault: Vault, entry: Entry, decode: Decode) -> dict[AttachmentId, QImage]:
    pictures: dict[AttachmentId, QImage] = {}
    for file in entry.attachments:
        if not file.media_type.startswith("image/") or file.size > _LARGEST_FILE or "](" not in entry.content.text:
            continue
        image = decode(vault.files.read(file.id), _LARGEST)
        if image is not None:
            pictures[file.id] = image
    return pictures
