"""The chapters of a life: each a name and when it was, drawn as a band behind the moments."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.story.edits import add_chapter, change_chapter, remove_chapter
from allydesk.story.ids import ChapterId, new_chapter_id
from allydesk.story.lifeline import Chapter
from allydesk.ui.icons import GRID
from allydesk.ui.story.lifeline.fields import LineField, Reader, WhenField
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, frame, icon_button, label

_WHY = (
    "A chapter is a stretch of your life with a name of its own: a place you lived, a school, a job. "
    "It stands as a band behind your moments."
)

_WITHOUT = "Not dated yet: it comes onto the chart once you say when."


class ChapterRow(QWidget):
    """One chapter, to be changed in place."""

    edited = Signal(str)
    removal_asked = Signal()

    def __init__(self, chapter: Chapter, *, look: Look, read: Reader) -> None:
        super().__init__()
        self._chapter = chapter
        self.title = LineField("Name", placeholder="Leeds, the hospital years, university…")
        self.when = WhenField("When", read=read, placeholder="1996 to 2003, age 7 to 12…", without=_WITHOUT)
        self.remove = icon_button("Remove the chapter")
        self.take_look(look)
        ground = frame("sunken")
        head = QHBoxLayout()
        head.setSpacing(4)
        head.addWidget(self.title, 1)
        head.addWidget(self.remove, 0, Qt.AlignmentFlag.AlignTop)
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(14, 10, 10, 12)
        inside.setSpacing(8)
        inside.addLayout(head)
        inside.addWidget(self.when)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(ground)
        self.title.begin(chapter.title)
        self.when.begin(chapter.date)
        self._name()
        self.title.edited.connect(lambda: self.edited.emit("title"))
        self.when.edited.connect(lambda: self.edited.emit("date"))
        self.remove.clicked.connect(lambda _checked: self.removal_asked.emit())

    @property
    def chapter(self) -> Chapter:
        """The chapter as it is typed now."""
        return replace(self._chapter, title=self.title.value, date=self.when.value)

    def show_chapter(self, chapter: Chapter, *, but: str = "") -> None:
        """It was changed elsewhere; the field `but` is being typed in."""
        self._chapter = chapter
        if but != "title":
            self.title.show_value(chapter.title)
        if but != "date":
            self.when.show_value(chapter.date)
        self._name()

    def take_look(self, look: Look) -> None:
        """Take the look's present colours and sizes."""
        side = look.scaled(GRID)
        self.remove.setIcon(look.icon("close"))
        self.remove.setIconSize(QSize(side, side))

    def _name(self) -> None:
        name = self._chapter.title or "without a name"
        self.remove.setAccessibleName(f"Remove the chapter {name}")
        self.setAccessibleName(f"Chapter {name}")


class ChaptersPanel(QWidget):
    """All chapters, in time. What is typed is kept by itself."""

    def __init__(self, *, tools: StoryTools, read: Reader, pause: int) -> None:
        super().__init__()
        self._desk = tools.desk
        self._look = tools.look
        self._read = read
        self._dirty: tuple[ChapterId, str] | None = None
        self._opening = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(pause)
        self.rows: dict[ChapterId, ChapterRow] = {}
        self.add = button("Add a chapter")
        self._list = QVBoxLayout()
        self._list.setSpacing(10)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 6, 20, 16)
        column.setSpacing(14)
        column.addWidget(label(_WHY, "muted", wrap=True))
        column.addLayout(self._list)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addStretch(1)
        self.setAccessibleName("Chapters")
        self.add.clicked.connect(lambda _checked: self.add_new())
        self._wait.timeout.connect(self.commit)
        self._desk.changed.connect(lambda _edit: self._refresh())

    def begin(self) -> None:
        """The panel has come to the front."""
        self._opening += 1
        self._rebuild()

    def add_new(self) -> None:
        """Another chapter, with the caret in its name."""
        self.commit()
        made = Chapter(new_chapter_id())
        self._desk.do(add_chapter(self._desk.lifeline, made, run=f"{made.id} title {self._opening}"))
        self.rows[made.id].title.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def commit(self) -> None:
        """Keep what is typed now."""
        self._wait.stop()
        dirty, self._dirty = self._dirty, None
        if dirty is not None and dirty[0] in self.rows:
            chapter_id, name = dirty
            run = f"{chapter_id} {name} {self._opening}"
            self._desk.do(change_chapter(self._desk.lifeline, self.rows[chapter_id].chapter, run=run))

    def leave(self) -> None:
        """Keep what is typed; a chapter without a name and a date goes again."""
        self.flush(lambda: None)

    def flush(self, then: Callable[[], object]) -> None:
        """The same, then do `then`."""
        self.commit()
        if not self._blank():
            then()
            return

        def kept() -> None:
            # Now: what was typed for a while is not found among what was removed then.
            for chapter in self._blank():
                edit = remove_chapter(self._desk.lifeline, chapter.id)
                self._desk.do(replace(edit, run=f"{chapter.id} title {self._opening}"))
            then()

        self._desk.settle(kept)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        for row in self.rows.values():
            row.take_look(self._look)

    def close_all(self) -> None:
        """Drop what came from the vault. Call `leave` first."""
        self._wait.stop()
        self._dirty = None
        self._clear()

    def _blank(self) -> list[Chapter]:
        return [chapter for chapter in self._desk.lifeline.chapters.values() if chapter == Chapter(chapter.id)]

    def _edited(self, chapter_id: ChapterId, name: str) -> None:
        if self._dirty not in (None, (chapter_id, name)):
            self.commit()
        self._dirty = chapter_id, name
        self._wait.start()

    def _remove(self, chapter_id: ChapterId) -> None:
        self.commit()
        self._desk.do(remove_chapter(self._desk.lifeline, chapter_id))
        self.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def _refresh(self) -> None:
        if not self.isVisible():
            return
        chapters = self._desk.lifeline.chapters
        if set(chapters) != set(self.rows):
            self._rebuild()
            return
        for chapter_id, row in self.rows.items():
            but = self._dirty[1] if self._dirty is not None and self._dirty[0] == chapter_id else ""
            row.show_chapter(chapters[chapter_id], but=but)

    def _rebuild(self) -> None:
        self.commit()
        self._clear()
        for chapter in self._desk.lifeline.ordered_chapters():
            row = ChapterRow(chapter, look=self._look, read=self._read)
            row.edited.connect(lambda name, chapter_id=chapter.id: self._edited(chapter_id, name))
            row.title.finished.connect(self.commit)
            row.when.finished.connect(self.commit)
            row.removal_asked.connect(lambda chapter_id=chapter.id: self._remove(chapter_id))
            self.rows[chapter.id] = row
            self._list.addWidget(row)
            row.show()  # now: the keyboard may be sent there at once

    def _clear(self) -> None:
        rows = list(self.rows.values())
        self.rows.clear()
        for row in rows:
            self._list.removeWidget(row)
            row.hide()
            row.setParent(None)
            row.deleteLater()
