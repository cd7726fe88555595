"""The selected moment, to be read: when, what, how it felt, and all that belongs to it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout

from allydesk.journal.entry import EntrySummary
from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Lifeline, Moment
from allydesk.ui.journal.about.when import short_day
from allydesk.ui.journal.words import title_of as entry_title
from allydesk.ui.story.lifeline.links import EntryTitles
from allydesk.ui.story.lifeline.photorow import PhotoRow
from allydesk.ui.story.lifeline.photos import MomentPhotos
from allydesk.ui.story.lifeline.words import entries_in_words, height_aloud, height_on_chip, title_of, when_and_age
from allydesk.ui.story.themes.chips import ThemeChips
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import ElidedLabel, button, label

_PADDING = 20
_PHOTOS, _PHOTOS_WIDE = 4, 136
"""How many are shown, and the pixels at a text scale of 1 in which they stand two by two."""
_LONGEST = 1200
"""Characters of a note that are shown on the card; the whole is one step away."""
_NOTHING = "Choose a moment on the chart to read it here."


class MomentCard(QFrame):
    """Follows what it is given; it changes nothing but themes."""

    edit_asked = Signal(str)
    entry_asked = Signal(str)
    theme_asked = Signal(str)

    def __init__(self, *, tools: StoryTools, photos: MomentPhotos, titles: EntryTitles) -> None:
        super().__init__()
        self._look: Look = tools.look
        self._habits: DateHabits = tools.habits
        self._titles = titles
        self._moment: Moment | None = None
        self._linked: list[EntrySummary] = []
        set_role(self, "card")
        self.when = label("", "when", wrap=True)
        self.height_chip = label("", "chip")
        self.title = label("", wrap=True)
        self.note = label("", wrap=True)
        self.themes = ThemeChips(tools=tools)
        self.about = ElidedLabel("", mode=Qt.TextElideMode.ElideRight)
        self.photos = PhotoRow(photos=photos, look=tools.look, most=_PHOTOS)
        self.linked = button("", "linked")
        self.edit = button("Open", "lead")
        self.nothing = label(_NOTHING, "muted", wrap=True)
        set_role(self.about, "small")
        self._menu = QMenu(self)
        self._lay_out()
        self._connect()
        self.take_look()
        self.show_moment(None, Lifeline())

    @property
    def moment_id(self) -> MomentId | None:
        """The moment that is shown."""
        return None if self._moment is None else self._moment.id

    def show_moment(self, moment: Moment | None, lifeline: Lifeline) -> None:
        """Show this one, or that there is none to show."""
        other = moment is None or self._moment is None or moment.entries != self._moment.entries
        self._moment = moment
        there = moment is not None
        for part in (self.when, self.height_chip, self.title, self.edit):
            part.setVisible(there)
        self.nothing.setVisible(not there)
        self.themes.show_moment(None if moment is None else moment.id)
        self._show_words(moment or Moment(MomentId("")), lifeline)
        if other:
            self._linked = []
            self._show_linked()
            if moment is not None and moment.entries:
                self._titles.ask(moment.entries, self._take_titles)

    def take_look(self) -> None:
        """Take the look's present type."""
        self.title.setFont(self._look.reading_font(size=21, semibold=True))
        self.note.setFont(self._look.reading_font(size=17))
        self.note.setMaximumWidth(self._look.scaled(640))
        self.photos.setFixedWidth(self._look.scaled(_PHOTOS_WIDE))

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._menu.clear()
        self.show_moment(None, Lifeline())
        self.themes.close_all()

    def _show_words(self, moment: Moment, lifeline: Lifeline) -> None:
        self.when.setText(when_and_age(moment, habits=self._habits, birth=lifeline.birth.date))
        self.title.setText(title_of(moment))
        self.height_chip.setText(height_on_chip(moment))
        self.height_chip.setAccessibleName(height_aloud(moment))
        side = "chip" if not moment.height else "chip-high" if moment.height > 0 else "chip-low"
        set_role(self.height_chip, side)
        note = moment.note.strip()
        cut = len(note) > _LONGEST
        self.note.setText(f"{note[:_LONGEST].rstrip()}…" if cut else note)
        self.note.setVisible(bool(note))
        self.edit.setText("Open to read on" if cut else "Open")
        self.edit.setAccessibleName(f"Open {title_of(moment)}")
        about = [part for part in (", ".join(moment.people), moment.place) if part]
        self.about.setText(" · ".join(about))
        self.about.setVisible(bool(about))
        self.photos.show_photos(moment.photos)
        self.setAccessibleName(f"Moment: {title_of(moment)}" if moment.id else "No moment is chosen")

    def _take_titles(self, found: list[EntrySummary]) -> None:
        self._linked = found
        self._show_linked()

    def _show_linked(self) -> None:
        self.linked.setVisible(bool(self._linked))
        self.linked.setText(f"Linked: {entries_in_words(len(self._linked))}")

    def _open_linked(self) -> None:
        self._menu.clear()
        for summary in self._linked:
            words = f"{entry_title(summary)} · {short_day(summary.created.day)}"
            act = self._menu.addAction(words.replace("&", "&&"))
            act.triggered.connect(lambda _checked=False, found=summary.id: self.entry_asked.emit(found))
        self._menu.popup(self.linked.mapToGlobal(QPoint(0, self.linked.height() + 4)))

    def _lay_out(self) -> None:
        head = QHBoxLayout()
        head.setSpacing(12)
        head.addWidget(self.when, 1)
        head.addWidget(self.height_chip, 0, Qt.AlignmentFlag.AlignTop)
        foot = Flow(spacing=16)
        foot.add(self.about)
        foot.add(self.linked)
        foot.add(self.edit)
        words = QVBoxLayout()
        words.setSpacing(9)
        for part in (self.title, self.note, self.themes, foot):
            words.addWidget(part)
        words.addStretch(1)
        body = QHBoxLayout()
        body.setSpacing(16)
        body.addLayout(words, 1)
        body.addWidget(self.photos, 0, Qt.AlignmentFlag.AlignTop)
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, 16, _PADDING, 14)
        column.setSpacing(6)
        column.addLayout(head)
        column.addLayout(body)
        column.addWidget(self.nothing)
        column.addStretch(1)
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)

    def _connect(self) -> None:
        self.linked.clicked.connect(self._open_linked)
        self.edit.clicked.connect(lambda _checked: self._ask_edit())
        self.themes.theme_asked.connect(self.theme_asked)

    def _ask_edit(self) -> None:
        if self._moment is not None:
            self.edit_asked.emit(self._moment.id)
