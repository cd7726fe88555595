"""How a story was before: its versions beside one another, and the way back to one of them."""

from collections.abc import Callable, Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Qt, Signal
from PySide6.QtWidgets import QWidget

from allydesk.journal.comparison import Comparison
from allydesk.journal.entry import Content, Version
from allydesk.journal.timestamp import Timestamp
from allydesk.story.telling import Story, StoryVersion, Telling
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.history import HistoryDialog
from allydesk.ui.story.telling.sheet import StorySheet
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look

if TYPE_CHECKING:
    from allydesk.storage.story_shelf import StoryShelf

_KEPT = "The present text is kept as a version too."


class StoryHistory(HistoryDialog):
    """The journal's own page of versions, with a story's title, listener and text."""

    def __init__(
        self,
        versions: Sequence[StoryVersion],
        *,
        present: Telling,
        tasks: TaskRunner,
        look: Look,
        clock: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        """`versions` newest first."""
        created = Timestamp.from_aware(clock())  # the same for all: a story has no date of its own
        tellings = [present, *(each.telling for each in versions)]
        contents = [Content(created, each.title, each.text) for each in tellings]
        self._tellings = list(zip(contents, tellings, strict=True))
        shown = [
            Version(each.number, each.saved, content) for each, content in zip(versions, contents[1:], strict=True)
        ]
        super().__init__(shown, present=contents[0], tasks=tasks, look=look, clock=clock, parent=parent)
        self.setAccessibleName("Versions of this story")
        self._kept.setText(_KEPT)

    def done(self, result: int) -> None:
        """Close, and leave none of the texts behind."""
        self._tellings.clear()
        super().done(result)

    def telling_of(self, content: Content) -> Telling | None:
        """What a content that is shown here was made from."""
        return next((telling for each, telling in self._tellings if each is content), None)

    def _compared(self, old: Content, new: Content, comparison: Comparison) -> None:
        super()._compared(old, new, comparison)
        then, now = self.telling_of(old), self.telling_of(new)
        if then is not None and now is not None and then.listener != now.listener:
            change = f"For whom: “{then.listener or 'nobody named'}” became “{now.listener or 'nobody named'}”."
            self.about.setText(f"{self.about.text()} {change}")

    def _choose(self) -> None:
        # Closing forgets what belongs to which, so it is looked up before.
        version = self._versions[self.dates.currentRow()]
        telling = self.telling_of(version.content)
        self.accept()
        self.version_chosen.emit(telling)


class StoryVersions(QObject):
    """Opens the history of a sheet's story, and brings a version back."""

    brought_back = Signal(object)
    """An earlier version is the present one now; carries the `StorySheet`."""
    failed = Signal(object)

    def __init__(
        self,
        *,
        shelf: "StoryShelf",
        tasks: TaskRunner,
        look: Look,
        clock: Callable[[], datetime],
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._shelf = shelf
        self._tasks = tasks
        self._errands = Errands(tasks=tasks)
        self._look = look
        self._clock = clock
        self._window = parent
        self.dialog: StoryHistory | None = None

    def open(self, sheet: StorySheet, *, wanted: Callable[[], bool]) -> None:
        """Show the versions of a sheet that has been saved; not when `wanted` says no by the time they are here."""
        story_id = sheet.story_id
        self._errands.run(
            lambda: self._shelf.versions(story_id),
            done=lambda versions: self._show(sheet, versions) if wanted() else None,
            failed=self.failed.emit,
        )

    def close(self) -> None:
        """Close the history if it is open. A version on its way back still comes back, and nobody is told."""
        self._errands.forget()
        if self.dialog is not None:
            self.dialog.reject()

    def _show(self, sheet: StorySheet, versions: list[StoryVersion]) -> None:
        dialog = self.dialog = StoryHistory(
            sorted(versions, key=lambda each: -each.number),
            present=sheet.telling(),
            tasks=self._tasks,
            look=self._look,
            clock=self._clock,
            parent=self._window,
        )
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        dialog.version_chosen.connect(lambda telling: self._bring_back(sheet, telling))
        dialog.finished.connect(self._forget)
        dialog.open()

    def _forget(self) -> None:
        self.dialog = None

    def _bring_back(self, sheet: StorySheet, telling: Telling) -> None:
        def done(_story: Story) -> None:
            sheet.take_version(telling)
            self.brought_back.emit(sheet)

        story_id = sheet.story_id
        self._errands.run(
            lambda: self._shelf.save(story_id, telling, keep_present=True), done=done, failed=self.failed.emit
        )
