"""What is done with stories: opening one, beginning, duplicating, removing and bringing back."""

from dataclasses import replace

from PySide6.QtCore import QObject, Signal

from allydesk.story.ids import StoryId
from allydesk.story.telling import Story
from allydesk.ui.journal.leaving import take_up_composed_text
from allydesk.ui.story.telling.keeping import StoryKeeper
from allydesk.ui.story.telling.paper import StoryPaper
from allydesk.ui.story.telling.sheet import StorySheet
from allydesk.ui.story.telling.stories import Stories


class StoryDesk(QObject):
    """Puts sheets on the paper and takes them off; what was typed is being saved whenever one goes."""

    shown = Signal()
    """Another story is on the paper, or none."""
    removed = Signal(object)
    """A `Story` was removed."""

    def __init__(self, *, stories: Stories, keeper: StoryKeeper, paper: StoryPaper, parent: QObject) -> None:
        super().__init__(parent)
        self._stories = stories
        self._keeper = keeper
        self._paper = paper

    @property
    def sheet(self) -> StorySheet | None:
        """What is on the paper."""
        return self._paper.sheet

    @property
    def has_sheet(self) -> bool:
        """Whether there is anything on it."""
        return self._paper.sheet is not None

    @property
    def is_kept(self) -> bool:
        """Whether what is on the paper is a story in the vault."""
        return self._paper.sheet is not None and self._paper.sheet.kept is not None

    def place(self) -> int:
        """Which of the stories is on the paper, from 1; 0 for one that is not kept yet."""
        ids = [each.id for each in self._stories.all]
        sheet = self.sheet
        return ids.index(sheet.story_id) + 1 if sheet is not None and sheet.story_id in ids else 0

    def open(self, story_id: StoryId) -> None:
        """Open a story; nothing happens where it is gone by now."""
        sheet = self._stories.sheet(story_id)
        if sheet is not None and sheet is not self.sheet:
            self._show(sheet)

    def open_newest(self) -> None:
        """Open the story that was changed last; nothing where there is none."""
        if self._stories.all:
            self.open(self._stories.all[0].id)
        else:
            self._show(None)

    def begin(self) -> None:
        """Open an empty page, unless there is one already."""
        sheet = self.sheet
        if sheet is None or sheet.kept is not None or not sheet.is_blank:
            self._show(self._stories.begin())

    def duplicate(self) -> None:
        """Open a copy of the story, for another listener; the one before stays as it is."""
        sheet = self.sheet
        if sheet is not None and not sheet.is_blank:
            self._show(self._stories.begin(replace(sheet.telling(), listener="")))

    def remove(self) -> None:
        """Remove the story. One that was never kept is just an empty page, and goes without a word."""
        sheet = self.sheet
        if sheet is None:
            return
        take_up_composed_text()
        self._keeper.settle(lambda: self._remove(sheet))

    def restore(self, story_id: StoryId) -> None:
        """Bring a story back, and open it."""
        self._stories.restore(story_id, self.open)

    def put_away(self) -> None:
        """Take the sheet off the paper."""
        self._show(None)

    def _remove(self, sheet: StorySheet) -> None:
        if sheet.kept is None:
            self.open_newest()
            return

        def done(story: Story) -> None:
            if self.sheet is sheet:
                self.open_newest()
            self.removed.emit(story)

        self._stories.remove(sheet.story_id, done)

    def _show(self, sheet: StorySheet | None) -> None:
        take_up_composed_text()
        before = self.sheet
        self._keeper.save_now()
        self._paper.show_sheet(sheet)
        if before is not None and before is not sheet:
            self._stories.put_away(before)
        self.shown.emit()
