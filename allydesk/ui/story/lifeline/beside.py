"""What opens beside the chart: the form of a moment, its history, chapters, the birth date, what was removed."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QWidget

from allydesk.story.dates.reading import read_date
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Moment
from allydesk.story.vague_date import VagueDate
from allydesk.ui.story.lifeline.aside import Aside
from allydesk.ui.story.lifeline.birth import BirthPanel
from allydesk.ui.story.lifeline.chapters import ChaptersPanel
from allydesk.ui.story.lifeline.form import PAUSE, MomentForm
from allydesk.ui.story.lifeline.history import HistoryPanel
from allydesk.ui.story.lifeline.links import EntryTitles
from allydesk.ui.story.lifeline.photos import MomentPhotos
from allydesk.ui.story.lifeline.removed import RemovedPanel
from allydesk.ui.story.tools import StoryTools


class Beside(Aside):
    """Shows one of them at a time; what is half typed in the one before is kept."""

    front_changed = Signal()
    draft_changed = Signal()
    moment_wanted = Signal(str)
    """A moment is to be shown and told of: it was brought back, or put back as it was."""
    removal_asked = Signal(str)
    entry_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, *, tools: StoryTools, photos: MomentPhotos, titles: EntryTitles, pause: int = PAUSE) -> None:
        super().__init__(look=tools.look)
        self._tools = tools
        self._desk = tools.desk
        self._people: tuple[str, ...] = ()
        self.form = MomentForm(tools=tools, photos=photos, titles=titles, pause=pause)
        self.history = HistoryPanel(tools=tools)
        self.chapters = ChaptersPanel(tools=tools, read=self._read_chapter, pause=pause)
        self.birth = BirthPanel(tools=tools, read=self._read_birth, pause=pause)
        self.removed = RemovedPanel(tools=tools)
        for part in self._parts():
            self.add(part, foot=self.form.foot if part is self.form else None)
        self.closed.connect(self.put_away)
        self.form.closed.connect(self.put_away)
        self.form.changed_draft.connect(self.draft_changed)
        self.form.history_asked.connect(self.open_history)
        self.form.removal_asked.connect(self.removal_asked)
        self.form.entry_asked.connect(self.entry_asked)
        self.form.theme_asked.connect(self.theme_asked)
        self.history.put_back.connect(self.moment_wanted)

    def open_moment(self, moment_id: MomentId) -> None:
        """Tell of this moment."""
        self._propose()
        self.form.show_moment(moment_id)
        self._bring(self.form, "Moment")
        self.form.title.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def begin_new(self, draft: Moment, *, hint: str = "") -> None:
        """Tell of a new one."""
        self._propose()
        self._bring(self.form, "New moment")
        self.form.begin_new(draft, hint=hint)

    def open_history(self, moment_id: str) -> None:
        """How this moment was before."""
        if moment_id:
            self._bring(self.history, "Earlier versions")
            self.history.begin(MomentId(moment_id))
            self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_chapters(self) -> None:
        """The chapters of this life."""
        self._bring(self.chapters, "Chapters")
        self.chapters.begin()
        self.chapters.add.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_birth(self) -> None:
        """When the person was born."""
        self._bring(self.birth, "When you were born")
        self.birth.begin()
        self.birth.when.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def open_removed(self) -> None:
        """What was removed."""
        self._bring(self.removed, "Removed")
        self.removed.begin()
        self.close_button.setFocus(Qt.FocusReason.OtherFocusReason)

    def put_away(self) -> None:
        """Keep what is typed, and show nothing."""
        if self.front is not None:
            super().put_away()
            self._leave(None)
            self.front_changed.emit()

    def commit(self) -> None:
        """Keep what is half typed."""
        self.form.commit_all()
        self.chapters.commit()
        self.birth.leave()

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is half typed, and nothing of what was begun and left blank; then do `then`."""
        self.birth.leave()
        self.form.flush(lambda: self.chapters.flush(then))

    def know_people(self, names: Sequence[str]) -> None:
        """People of the journal to propose, commonest first."""
        self._people = tuple(names)
        self._propose()

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        super().take_look()
        if hasattr(self, "form"):  # the ground calls this while it is being made
            self.form.take_look()
            self.history.take_look()
            self.chapters.take_look()

    def close_all(self) -> None:
        """Drop what came from the vault."""
        super().put_away()
        self._people = ()
        for part in self._parts():
            part.close_all()

    def _bring(self, part: QWidget, title: str) -> None:
        other = part is not self.front
        self.open(part, title)
        if other:
            self._leave(part)
            self.front_changed.emit()

    def _leave(self, front: QWidget | None) -> None:
        for part in self._parts():
            if part is not front:
                part.leave()

    def _parts(self) -> tuple[MomentForm, HistoryPanel, ChaptersPanel, BirthPanel, RemovedPanel]:
        return self.form, self.history, self.chapters, self.birth, self.removed

    def _propose(self) -> None:
        lifeline = self._desk.lifeline
        on_it = (name for moment in lifeline.moments.values() for name in moment.people)
        self.form.people.know(dict.fromkeys((*self._people, *on_it)))
        self.form.place.propose(sorted({moment.place for moment in lifeline.moments.values() if moment.place}))

    def _read_chapter(self, words: str) -> VagueDate:
        birth = self._desk.lifeline.birth.date
        return read_date(words, habits=self._tools.habits, birth=birth, today=self._tools.clock().date())

    def _read_birth(self, words: str) -> VagueDate:
        return read_date(words, habits=self._tools.habits, today=self._tools.clock().date())
