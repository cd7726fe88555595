"""An entry on the desk: its documents with all they can undo, and where the reader was in them."""

from dataclasses import dataclass
from datetime import datetime

from allydesk.journal.entry import Content, Entry
from allydesk.journal.ids import EntryId
from allydesk.journal.timestamp import Timestamp
from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.journal.styled import StyledDocument
from allydesk.ui.journal.writing import TITLE_SIZE
from allydesk.ui.theme import Look

_NEVER_BLANK = 10_000
"""Characters. So much white space is nobody's empty entry."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a sheet held at one moment, and the marks by which it can tell whether that is still so."""

    content: Content
    revisions: tuple[int, int]

    @property
    def is_blank(self) -> bool:
        """Without a title and a text; tags and a mood alone are not worth keeping."""
        return not (self.content.title.strip() or self.content.text.strip())


class Sheet:
    """One entry being read or written.

    `kept` is the content as the vault has it, None before the first save. Undo never crosses entries because each
    sheet has documents of its own.
    """

    def __init__(self, entry_id: EntryId, *, created: Timestamp, look: Look) -> None:
        self.entry_id = entry_id
        self.created = created
        self.title = PlainDocument()
        self.text = StyledDocument(look=look)
        self.tags: tuple[str, ...] = ()
        self.mood: int | None = None
        self.kept: Content | None = None
        self.trashed: datetime | None = None
        self.attachment_count = 0
        self._had_text = False
        self.caret = 0
        self.scrolled = 0
        self._look = look
        self._load("", "")

    @classmethod
    def of(cls, entry: Entry, *, look: Look) -> "Sheet":
        """The sheet of an entry as it is kept."""
        sheet = cls(entry.id, created=entry.content.created, look=look)
        sheet.kept = entry.content
        sheet.tags = entry.content.tags
        sheet.mood = entry.content.mood
        sheet.trashed = entry.trashed
        sheet.attachment_count = len(entry.attachments)
        sheet._load(entry.content.title, entry.content.text)
        sheet._had_text = not entry.is_empty
        return sheet

    @property
    def is_blank(self) -> bool:
        """True without a title, a text and files, as `Entry.is_empty` has it; a long text is not even looked at."""
        if self.attachment_count or self.text.characterCount() > _NEVER_BLANK:
            return False
        return not (self.title.text().strip() or self.text.text().strip())

    @property
    def was_emptied(self) -> bool:
        """Whether it has lost the text it was kept with. What was kept without any, an import perhaps, has not."""
        return self.kept is not None and self._had_text and self.is_blank

    @property
    def is_changed(self) -> bool:
        """Whether a document was changed since it was last known to be kept; says nothing of the tags."""
        return self.title.isModified() or self.text.isModified()

    def content(self) -> Content:
        """What the entry is now."""
        return Content(self.created, self.title.text(), self.text.text(), self.tags, self.mood)

    def snapshot(self) -> Snapshot:
        """What the entry is now, for saving."""
        return Snapshot(self.content(), self._revisions())

    def settle(self, snapshot: Snapshot) -> bool:
        """The snapshot is kept. True when that is all there is, False when something changed meanwhile."""
        self.kept = snapshot.content
        self._had_text = self._had_text or not snapshot.is_blank
        current = self._revisions() == snapshot.revisions or self.content() == snapshot.content
        if current and self.tags == snapshot.content.tags:
            self.title.setModified(False)
            self.text.setModified(False)
            return True
        # Undone back to what was loaded, a document would count as unchanged while the vault holds the later text.
        self.text.setModified(True)
        return False

    def take_version(self, content: Content) -> None:
        """Hold an earlier version, which the vault has already made the present one. It can be undone like typing."""
        if content.title != self.title.text():
            self.title.replace(content.title)
        if content.text != self.text.text():
            self.text.replace(content.text)
        self.tags = content.tags
        self.mood = content.mood
        self.settle(self.snapshot())

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.title.setDefaultFont(self._look.reading_font(size=TITLE_SIZE, semibold=True))
        self.text.take_look()

    def wipe(self) -> None:
        """Empty the documents and what they could undo; the sheet is not used again."""
        self.title.wipe()
        self.text.wipe()

    def _load(self, title: str, text: str) -> None:
        self.title.setDefaultFont(self._look.reading_font(size=TITLE_SIZE, semibold=True))
        self.title.load(title)
        self.text.load(text)

    def _revisions(self) -> tuple[int, int]:
        return self.title.revision(), self.text.revision()
