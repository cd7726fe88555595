"""The stories there are, those that were removed, and the sheets that lie ready."""

from collections.abc import Callable
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from allydesk.story.ids import StoryId, new_story_id
from allydesk.story.takes import usual_pace
from allydesk.story.telling import WORDS_A_MINUTE, Story, Take, Telling
from allydesk.ui.journal.errands import Errands
from allydesk.ui.story.telling.keeping import Kept, StoryKeeper
from allydesk.ui.story.telling.sheet import StorySheet
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look

if TYPE_CHECKING:
    from allydesk.storage.story_shelf import StoryShelf


class Stories(QObject):
    """Knows the shelf. There are few stories and each is short, so all of them are at hand."""

    changed = Signal()
    """Other stories, or others that were removed, than before."""
    failed = Signal(object)
    """An AllydeskError: something could not be read, removed or brought back."""

    def __init__(
        self,
        *,
        shelf: "StoryShelf",
        tasks: TaskRunner,
        look: Look,
        keeper: StoryKeeper,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._errands = Errands(tasks=tasks)
        self._look = look
        self._keeper = keeper
        self._sheets: dict[StoryId, StorySheet] = {}
        self.all: list[Story] = []
        """Newest changed first, as they are kept."""
        self.removed: list[Story] = []
        """Those that can be brought back, newest removed first."""
        self.pace = WORDS_A_MINUTE
        """Words a minute, as the person's own takes say."""
        self.is_loaded = False
        keeper.saved.connect(self._note_saved)

    def reload(self, then: Callable[[], object] | None = None) -> None:
        """Read what is in the vault now, and do `then`."""

        def read() -> tuple[list[Story], list[Story], list[Take]]:
            return self._shelf.all(), self._shelf.removed(), self._shelf.all_takes()

        def done(found: tuple[list[Story], list[Story], list[Take]]) -> None:
            self.is_loaded = True
            self.all, self.removed, takes = found
            self.pace = usual_pace(takes)
            self._renew_sheets()
            self.changed.emit()
            if then is not None:
                then()

        self._errands.run(read, done=done, failed=self.failed.emit)

    def listed(self) -> list[tuple[StoryId, Telling]]:
        """Each as it is at this moment, what is typed and not kept yet included."""
        return [(each.id, self._present(each)) for each in self.all]

    def sheet(self, story_id: StoryId) -> StorySheet | None:
        """The sheet of a story; None when there is no such one."""
        found = self._sheets.get(story_id)
        story = next((each for each in self.all if each.id == story_id), None)
        if found is None and story is not None:
            found = self._sheets[story_id] = StorySheet.of(story, look=self._look)
        return found

    def begin(self, telling: Telling | None = None) -> StorySheet:
        """A new story. It comes into the vault with the first save that has something in it."""
        sheet = StorySheet(new_story_id(), look=self._look, telling=telling)
        self._sheets[sheet.story_id] = sheet
        if telling is not None:
            self._keeper.touch(sheet)
        return sheet

    def put_away(self, sheet: StorySheet) -> None:
        """It is open no longer. One that nothing was ever written in goes."""
        if sheet.is_blank and self._keeper.state(sheet) is Kept.NEW:
            self._sheets.pop(sheet.story_id, None)
            sheet.wipe()

    def remove(self, story_id: StoryId, then: Callable[[Story], object]) -> None:
        """Remove a story that is kept, as it is now; it can be brought back for 30 days."""

        def work() -> tuple[Story, list[Story]]:
            story = self._shelf.story(story_id)
            self._shelf.remove(story_id)
            return story, self._shelf.removed()

        def done(found: tuple[Story, list[Story]]) -> None:
            story, self.removed = found
            self.all = [each for each in self.all if each.id != story_id]
            self.changed.emit()
            then(story)

        self._keeper.settle(lambda: self._errands.run(work, done=done, failed=self.failed.emit))

    def restore(self, story_id: StoryId, then: Callable[[StoryId], object]) -> None:
        """Bring a removed story back."""

        def done(story: Story) -> None:
            self.removed = [each for each in self.removed if each.id != story_id]
            self._put_first(story)
            self.changed.emit()
            then(story_id)

        self._errands.run(lambda: self._shelf.restore(story_id), done=done, failed=self.failed.emit)

    def take_look(self) -> None:
        """Give every sheet the look's present type and colours."""
        for sheet in self._sheets.values():
            sheet.take_look()

    def close_all(self) -> None:
        """Drop every story and everything that could be undone."""
        self._errands.forget()
        for sheet in self._sheets.values():
            sheet.wipe()
        self._sheets.clear()
        self.all, self.removed, self.is_loaded = [], [], False

    def _present(self, story: Story) -> Telling:
        sheet = self._sheets.get(story.id)
        return story.telling if sheet is None else sheet.telling()

    def _note_saved(self, story: Story) -> None:
        if story.removed is None:
            self._put_first(story)
            self.changed.emit()

    def _put_first(self, story: Story) -> None:
        self.all = [story, *(each for each in self.all if each.id != story.id)]

    def _renew_sheets(self) -> None:
        """What was changed behind the window's back, by an import say, is so on its sheet too."""
        for story in self.all:
            sheet = self._sheets.get(story.id)
            if sheet is not None and self._keeper.state(sheet) is Kept.SAVED and sheet.kept != story.telling:
                sheet.take_version(story.telling)
