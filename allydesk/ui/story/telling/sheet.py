"""A story on the desk: its documents with all they can undo, and where one was in them."""

from PySide6.QtGui import QFont

from allydesk.story.ids import StoryId
from allydesk.story.telling import Story, Telling
from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.journal.styled import StyledDocument
from allydesk.ui.journal.titlefield import TITLE_SIZE
from allydesk.ui.theme import Look


class StorySheet:
    """One story being written. `kept` is it as the vault has it, None before the first save.

    Undo never crosses stories because each sheet has documents of its own.
    """

    def __init__(self, story_id: StoryId, *, look: Look, telling: Telling | None = None) -> None:
        """`telling` is what it begins with, not kept yet."""
        self.story_id = story_id
        self.title = PlainDocument()
        self.text = StyledDocument(look=look)
        self.listener = ""
        self.kept: Telling | None = None
        self.caret = 0
        self.scrolled = 0
        self._look = look
        self._load(telling or Telling())

    @classmethod
    def of(cls, story: Story, *, look: Look) -> "StorySheet":
        """The sheet of a story as it is kept."""
        sheet = cls(story.id, look=look, telling=story.telling)
        sheet.kept = story.telling
        return sheet

    @property
    def is_blank(self) -> bool:
        """Without a title and a text; a listener alone is not worth keeping."""
        return not (self.title.text().strip() or self.text.text().strip())

    @property
    def is_changed(self) -> bool:
        """Whether it was changed since it was last known to be kept."""
        listener = self.kept.listener if self.kept is not None else ""
        return self.title.isModified() or self.text.isModified() or self.listener != listener

    def telling(self) -> Telling:
        """What the story is now."""
        return Telling(self.title.text(), self.listener, self.text.text())

    def settle(self, kept: Telling) -> bool:
        """This is in the vault. True when that is all there is, False when something changed meanwhile."""
        self.kept = kept
        if self.telling() == kept:
            self.title.setModified(False)
            self.text.setModified(False)
            return True
        # Undone back to what was loaded, a document would count as unchanged while the vault holds the later text.
        self.text.setModified(True)
        return False

    def take_version(self, telling: Telling) -> None:
        """Hold an earlier version, which the vault has already made the present one. It can be undone like typing."""
        if telling.title != self.title.text():
            self.title.replace(telling.title)
        if telling.text != self.text.text():
            self.text.replace(telling.text)
        self.listener = telling.listener
        self.settle(telling)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.title.setDefaultFont(self._title_font())
        self.text.take_look()

    def wipe(self) -> None:
        """Empty the documents and what they could undo; the sheet is not used again."""
        self.listener, self.kept = "", None
        self.title.wipe()
        self.text.wipe()

    def _load(self, telling: Telling) -> None:
        self.title.setDefaultFont(self._title_font())
        self.title.load(telling.title)
        self.text.load(telling.text)
        self.listener = telling.listener

    def _title_font(self) -> QFont:
        return self._look.reading_font(size=TITLE_SIZE, semibold=True)
