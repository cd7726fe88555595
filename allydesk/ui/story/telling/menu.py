"""The menus of the page: the stories there are, and what can be done with the one that is open."""

from collections.abc import Callable
from datetime import datetime
from functools import partial

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from allydesk.story.ids import StoryId
from allydesk.ui.actions import Action
from allydesk.ui.story.telling.stories import Stories
from allydesk.ui.story.telling.words import removed_in_words, story_in_words

_NOTHING_REMOVED = "None was removed in the last 30 days"


class StoriesMenu(QMenu):
    """Every story with its listener, the open one ticked; a new one; and those that can be brought back."""

    story_chosen = Signal(object)
    new_asked = Signal()
    restore_asked = Signal(object)

    def __init__(self, *, stories: Stories, clock: Callable[[], datetime], parent: QWidget) -> None:
        super().__init__("Stories", parent)
        self._stories = stories
        self._clock = clock
        self.removed = QMenu("Removed stories", self)

    def open(self, under: QWidget, *, shown: StoryId | None) -> None:
        """Show it under a button."""
        self.clear()
        for story_id, telling in self._stories.listed():
            action = self.addAction(_plain(story_in_words(telling)))
            action.setCheckable(True)
            action.setChecked(story_id == shown)
            action.triggered.connect(partial(self._choose, story_id))
        if self._stories.all:
            self.addSeparator()
        self.addAction("New story").triggered.connect(lambda _checked: self.new_asked.emit())
        self.addSeparator()
        self._fill_removed()
        self.addMenu(self.removed)
        self.popup(_below(under))

    def open_removed(self, under: QWidget) -> None:
        """Show those that can be brought back, under a button."""
        self._fill_removed()
        self.removed.popup(_below(under))

    def close_all(self) -> None:
        """Leave no title behind."""
        self.close()
        self.removed.clear()
        self.clear()

    def _fill_removed(self) -> None:
        self.removed.clear()
        now = self._clock()
        for story in self._stories.removed:
            words = removed_in_words(story.telling, story.removed or now, now=now)
            action = self.removed.addAction(_plain(f"Bring back: {words}"))
            action.triggered.connect(partial(self._restore, story.id))
        if not self._stories.removed:
            self.removed.addAction(_NOTHING_REMOVED).setEnabled(False)

    def _choose(self, story_id: StoryId, _checked: bool = False) -> None:
        self.story_chosen.emit(story_id)

    def _restore(self, story_id: StoryId, _checked: bool = False) -> None:
        self.restore_asked.emit(story_id)


class DeedsMenu(QMenu):
    """What can be done with the open story."""

    def __init__(self, deeds: Callable[[], tuple[Action | None, ...]], *, parent: QWidget) -> None:
        """`deeds` gives the lines; None between two of them is a rule."""
        super().__init__("This story", parent)
        self._deeds = deeds

    def open(self, under: QWidget) -> None:
        """Show it under a button."""
        self.clear()
        for deed in self._deeds():
            if deed is None:
                self.addSeparator()
                continue
            action = self.addAction(deed.label)
            action.setEnabled(deed.ready())
            action.triggered.connect(lambda _checked, deed=deed: deed.run())
        self.popup(_below(under))


def _below(button: QWidget) -> QPoint:
    return button.mapToGlobal(QPoint(0, button.height() + 4))


def _plain(words: str) -> str:
    """Menus take an & for the sign of a key."""
    return words.replace("&", "&&")
