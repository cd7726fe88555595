"""An entry on the desk: its documents with all they can undo, and where the reader was in them."""

from dataclasses import dataclass
from datetime import datetime

from PySide6.QtGui import QTextCursor

from allydesk.ids import EntryId
from allydesk.journal.entry import Attachment, Content, Entry
from allydesk.journal.links import link_to, title_key, wiki_links
from allydesk.journal.timestamp import Timestamp
from allydesk.ui.journal.pace import WritingTime
from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.journal.styled import StyledDocument
from allydesk.ui.journal.titlefield import TITLE_SIZE
from allydesk.ui.journal.units import utf16_places
from allydesk.ui.theme import Look

_NEVER_BLANK = 10_000
"""Characters. So much white space is nobody's empty entry."""


@dataclass(frozen=True, slots=True)
class Snapshot:
    """What a sheet held at one moment, and the marks by which it can tell whether that is still so.

    `seconds` of writing are not in the vault yet.
    """

    content: Content
    revisions: tuple[int, int]
    seconds: int = 0

    @property
    def is_blank(self) -> bool:
        """Without a title and a text; tags and a mood alone are not worth keeping."""
        return not (self.content.title.strip() or self.content.text.strip())


class Sheet:
    """One entry being read or written.

    `kept` is the content as the vault has it, None before the first save. Undo never crosses entries because each
    sheet has documents of its own. `writing` counts what is not in the vault yet on top of `seconds`.
    """

    def __init__(self, entry_id: EntryId, *, created: Timestamp, look: Look) -> None:
        self.entry_id = entry_id
        self.created = created
        self.title = PlainDocument()
        self.text = StyledDocument(look=look)
        self.tags: tuple[str, ...] = ()
        self.people: tuple[str, ...] = ()
        self.mood: int | None = None
        self.template = ""
        self.kept: Content | None = None
        self.trashed: datetime | None = None
        self.pinned = False
        self.attachments: tuple[Attachment, ...] = ()
        self.seconds = 0
        self.writing = WritingTime()
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
        sheet._take_about(entry.content)
        sheet.trashed = entry.trashed
        sheet.pinned = entry.pinned
        sheet.attachments = entry.attachments
        sheet.seconds = entry.seconds
        sheet._load(entry.content.title, entry.content.text)
        sheet._had_text = not entry.is_empty
        return sheet

    @property
    def attachment_count(self) -> int:
        """How many files it has."""
        return len(self.attachments)

    @property
    def written_for(self) -> int:
        """Seconds one has been writing in it, all sittings together."""
        return self.seconds + self.writing.seconds

    @property
    def is_blank(self) -> bool:
        """True without a title, a text and files, as `Entry.is_empty` has it; a long text is not even looked at."""
        if self.attachments or self.text.characterCount() > _NEVER_BLANK:
            return False
        return not (self.title.text().strip() or self.text.text().strip())

    @property
    def was_emptied(self) -> bool:
        """Whether it has lost the text it was kept with. What was kept without any, an import perhaps, has not."""
        return self.kept is not None and self._had_text and self.is_blank

    @property
    def is_changed(self) -> bool:
        """Whether a document was changed since it was last known to be kept; says nothing of what is about it."""
        return self.title.isModified() or self.text.isModified()

    def content(self) -> Content:
        """What the entry is now."""
        return Content(
            created=self.created,
            title=self.title.text(),
            text=self.text.text(),
            tags=self.tags,
            mood=self.mood,
            people=self.people,
            template=self.template,
        )

    def snapshot(self) -> Snapshot:
        """What the entry is now, for saving."""
        return Snapshot(self.content(), self._revisions(), self.writing.seconds)

    def settle(self, snapshot: Snapshot, *, seconds: int = 0) -> bool:
        """The snapshot is kept, and so many seconds of writing with it. True when that is all there is, False when
        something changed meanwhile."""
        self.kept = snapshot.content
        self.seconds += seconds
        self.writing.kept(seconds)
        self._had_text = self._had_text or not snapshot.is_blank
        typed = self._revisions() != snapshot.revisions
        if self._is_about(snapshot.content) and (not typed or self.content() == snapshot.content):
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
        self._take_about(content)
        self.settle(self.snapshot())

    def retitle_links(self, old: str, new: str) -> bool:
        """Let the links in its text that lead to one title lead to another; False where there are none.

        The text around them stays as it is, the caret in it too, and it can be undone.
        """
        link = link_to(new)
        text = self.text.text()
        found = [each for each in wiki_links(text) if title_key(each.title) == title_key(old)] if link else []
        if not found:
            return False
        places = utf16_places(text)
        cursor = QTextCursor(self.text)
        cursor.beginEditBlock()
        for each in reversed(found):
            cursor.setPosition(places[each.start])
            cursor.setPosition(places[each.end], QTextCursor.MoveMode.KeepAnchor)
            cursor.insertText(link)
        cursor.endEditBlock()
        return True

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.title.setDefaultFont(self._look.reading_font(size=TITLE_SIZE, semibold=True))
        self.text.take_look()

    def wipe(self) -> None:
        """Empty the documents and what they could undo; the sheet is not used again."""
        self.title.wipe()
        self.text.wipe()

    def _take_about(self, content: Content) -> None:
        self.created, self.template = content.created, content.template
        self.tags, self.people, self.mood = content.tags, content.people, content.mood

    def _is_about(self, content: Content) -> bool:
        ours = (self.created, self.tags, self.people, self.mood, self.template)
        return ours == (content.created, content.tags, content.people, content.mood, content.template)

    def _load(self, title: str, text: str) -> None:
        self.title.setDefaultFont(self._look.reading_font(size=TITLE_SIZE, semibold=True))
        self.title.load(title)
        self.text.load(text)

    def _revisions(self) -> tuple[int, int]:
        return self.title.revision(), self.text.revision()
