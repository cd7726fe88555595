"""One moment, to be told. What is typed is kept by itself, a moment after the last key; every field may stay empty."""

from collections.abc import Callable
from dataclasses import replace
from typing import Any, Protocol

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QVBoxLayout, QWidget

from allydesk.story.dates.reading import read_date
from allydesk.story.edits import add_moment, change_moment, remove_moments, set_birth
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import KeptFile, Moment
from allydesk.story.vague_date import UNDATED, VagueDate
from allydesk.ui.story.lifeline.fields import BORN, LineField, NoteField, WhenField
from allydesk.ui.story.lifeline.height import HeightField, NowField
from allydesk.ui.story.lifeline.links import EntryTitles, LinksField
from allydesk.ui.story.lifeline.people import PeopleField
from allydesk.ui.story.lifeline.photorow import PhotosField
from allydesk.ui.story.lifeline.photos import MomentPhotos
from allydesk.ui.story.themes.chips import ThemeChips
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.widgets.words import button, label

PAUSE = 450
"""Milliseconds without a key before what was typed is kept."""

_AT_ONCE = frozenset({"height", "now", "people", "photos", "entries"})
"""Fields in which one change is whole by itself."""


class Field(Protocol):
    """What the form needs of a field; its value is that of the moment's field with the same name."""

    @property
    def value(self) -> Any:  # noqa: ANN401 - each field has a type of its own
        """What it holds."""

    def show_value(self, value: Any) -> None:  # noqa: ANN401 - as above
        """Show what has become of it elsewhere."""

    def begin(self, value: Any) -> None:  # noqa: ANN401 - as above
        """Show that of another moment."""


class MomentForm(QWidget):
    """Changes the moment on the lifeline. A new one comes onto it with the first thing that is said of it."""

    closed = Signal()
    """Done, or the moment is not there any more."""
    history_asked = Signal(str)
    removal_asked = Signal(str)
    entry_asked = Signal(str)
    theme_asked = Signal(str)
    changed_draft = Signal()
    """The new moment, which is not on the lifeline yet, stands elsewhere or is gone."""

    def __init__(self, *, tools: StoryTools, photos: MomentPhotos, titles: EntryTitles, pause: int = PAUSE) -> None:
        super().__init__()
        self._tools = tools
        self._desk = tools.desk
        self._photos = photos
        self._moment_id: MomentId | None = None
        self._draft: Moment | None = None
        self._as_made: Moment | None = None
        self._added_by = ""
        self._dirty = ""
        self._opening = 0
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(pause)
        self._make_fields(tools, photos, titles)
        self._lay_out()
        self._connect()

    @property
    def moment_id(self) -> MomentId | None:
        """The moment that is being told, on the lifeline or not yet."""
        return self._moment_id

    @property
    def draft(self) -> Moment | None:
        """The new moment, while nothing has been said of it."""
        return self._draft

    def show_moment(self, moment_id: MomentId) -> None:
        """Tell of this one. What was typed of the last is kept first."""
        if moment_id != self._moment_id:
            self.leave()
            moment = self._desk.lifeline.moments.get(moment_id)
            if moment is not None:
                self._begin(moment)

    def begin_new(self, draft: Moment, *, hint: str = "") -> None:
        """Tell of a new one. `hint` says what it might be about."""
        self.leave()
        self._draft = self._as_made = draft
        self._begin(draft, hint=hint)
        self.title.line.setFocus(Qt.FocusReason.OtherFocusReason)

    def move_draft(self, draft: Moment) -> None:
        """The new moment was taken elsewhere on the chart, which says nothing of it yet."""
        if self._draft is not None and draft.id == self._moment_id:
            self._draft = self._as_made = draft
            self.when.show_value(draft.date)
            self.height_then.show_value(draft.height)
            self.changed_draft.emit()

    def commit(self) -> None:
        """Keep what is typed now; a name or a theme that is half typed stays in its field."""
        self._wait.stop()
        name, self._dirty = self._dirty, ""
        if name:
            self._keep(name)

    def commit_all(self) -> None:
        """Keep what is typed now, half of a name or of a theme too."""
        self.themes.commit()
        self.people.commit()
        self.commit()
        self._say_born()

    def leave(self) -> None:
        """Keep what is typed, and forget the moment. One of which nothing was said goes without a trace."""
        self.commit_all()
        blank, self._moment_id, self._as_made = self._blank(), None, None
        if self._draft is not None:
            self._draft = None
            self.changed_draft.emit()
        elif blank is not None:
            self._take_back(blank, lambda: None)
        self.themes.show_moment(None)

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is typed, then do `then`. The form stays open; a new moment of which nothing is left is in it
        alone again, as before anything was said of it."""
        self.commit_all()
        blank = self._blank()
        if blank is None:
            then()
        else:
            self._draft = blank
            self._show_new(is_new=True)
            self._take_back(blank, then)

    def take_photo(self, moment_id: str, photo: KeptFile) -> None:
        """A photo that was added has come into the vault."""
        if moment_id == self._moment_id:
            self.photos.show_value((*self.photos.value, photo))
            self._edited("photos")
            return
        moment = self._desk.lifeline.moments.get(MomentId(moment_id))
        if moment is not None:
            self._desk.do(change_moment(self._desk.lifeline, replace(moment, photos=(*moment.photos, photo))))

    def take_look(self) -> None:
        """Take the look's present sizes."""
        self.title.line.setFont(self._tools.look.reading_font(size=17))
        self._not_yet.setMinimumHeight(self.themes.add.sizeHint().height())
        for field in (self.height_then, self.height_now, self.note, self.people, self.links):
            field.take_look()

    def close_all(self) -> None:
        """Drop what came from the vault. Call `leave` first."""
        self._begin(Moment(MomentId("")))
        self._moment_id = self._draft = self._as_made = None
        self._added_by = ""
        self.themes.close_all()
        self.people.know(())
        self.place.propose(())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is done; what was typed stays."""
        done = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter) and event.modifiers() & _CTRL
        if event.key() == Qt.Key.Key_Escape or done:
            self.closed.emit()
        else:
            super().keyPressEvent(event)

    # Keeping

    def _begin(self, moment: Moment, *, hint: str = "") -> None:
        self._opening += 1
        self._dirty = ""
        self._moment_id = moment.id
        for name, field in self._fields.items():
            field.begin(getattr(moment, name))
        self._show_born()
        self.hint.setText(hint)
        self.hint.setVisible(bool(hint))
        self._show_new(is_new=self._draft is not None)
        self.setAccessibleName(f"Moment {moment.title}" if moment.title else "New moment")

    def _edited(self, name: str) -> None:
        if self._moment_id is None:
            return
        before, self._dirty = self._dirty, name  # first: what comes of keeping the one must not undo the other
        if before not in ("", name):
            self._keep(before)
        if name in _AT_ONCE:
            self.commit()
        else:
            self._wait.start()

    def _keep(self, name: str) -> None:
        lifeline = self._desk.lifeline
        value = self._fields[name].value
        run = "" if name in _AT_ONCE - {"height", "now"} else f"{self._moment_id} {name} {self._opening}"
        if self._draft is not None:
            self._keep_draft(replace(self._draft, **{name: value}), run)
            return
        moment = lifeline.moments.get(self._moment_id) if self._moment_id is not None else None
        if moment is not None:
            self._desk.do(change_moment(lifeline, replace(moment, **{name: value}), run=run))

    def _keep_draft(self, draft: Moment, run: str) -> None:
        if draft == self._as_made:
            return
        self._draft, self._added_by = None, run
        self._desk.do(add_moment(self._desk.lifeline, draft, run=run))
        self._show_new(is_new=False)

    def _blank(self) -> Moment | None:
        """The new moment, when it is on the lifeline and nothing is left of what was said of it."""
        made, lifeline = self._as_made, self._desk.lifeline
        if made is None or self._draft is not None or lifeline.moments.get(made.id) != made:
            return None
        return None if lifeline.themes_of(made.id) else made

    def _take_back(self, blank: Moment, then: Callable[[], object]) -> None:
        """Take it off the lifeline, then do `then`. In one run with what put it there: so there is nothing to undo.

        It goes once the vault has it with nothing on it: so what was typed for a while is not found among what was
        removed, where nothing is shown of that (see `is_blank`).
        """
        desk, run, bare = self._desk, self._added_by, Moment(blank.id)

        def kept() -> None:
            if desk.lifeline.moments.get(bare.id) == bare and not desk.lifeline.themes_of(bare.id):
                desk.do(replace(remove_moments(desk.lifeline, (bare.id,)), run=run))
            then()

        desk.do(change_moment(desk.lifeline, bare, run=run))
        desk.settle(kept)

    def _refresh(self) -> None:
        """The lifeline has changed, here or elsewhere; what is being typed stays."""
        if self._moment_id is None or self._draft is not None:
            return
        moment = self._desk.lifeline.moments.get(self._moment_id)
        if moment is None:
            self._dirty = ""
            self._wait.stop()
            self._moment_id = self._as_made = None
            self.closed.emit()
            return
        for name, field in self._fields.items():
            if name != self._dirty:
                field.show_value(getattr(moment, name))
        self._show_born()

    def _read(self, words: str) -> VagueDate:
        birth = self._desk.lifeline.birth.date
        return read_date(words, habits=self._tools.habits, birth=birth, today=self._tools.clock().date())

    def _read_birth(self, words: str) -> VagueDate:
        return read_date(words, habits=self._tools.habits, today=self._tools.clock().date())

    def _show_born(self) -> None:
        """An age finds its place where one says when one was born: that can be said right here."""
        found = self.when.value
        is_asked = found.age is not None and not found.is_dated
        if self.born.isHidden() != is_asked:
            return
        had_focus = self.born.line.hasFocus()
        self.born.begin(UNDATED)
        self.born.setVisible(is_asked)
        if had_focus:
            self.height_then.steps.focus_step().setFocus(Qt.FocusReason.TabFocusReason)

    def _say_born(self) -> None:
        said = self.born.value
        if not self.born.isHidden() and said.is_dated:
            self.commit()
            self._desk.do(set_birth(self._desk.lifeline, said))

    def _go_on_from_when(self) -> None:
        part = self.height_then.steps.focus_step() if self.born.isHidden() else self.born.line
        part.setFocus(Qt.FocusReason.TabFocusReason)

    def _want_photos(self, mime: object) -> None:
        if self._moment_id is None:
            return
        if mime is None:
            self._photos.choose(self._moment_id)
        else:
            self._photos.take(self._moment_id, mime)  # type: ignore[arg-type]  # a signal carries any object

    # Inside

    def _make_fields(self, tools: StoryTools, photos: MomentPhotos, titles: EntryTitles) -> None:
        look = tools.look
        self.hint = label("", "muted", wrap=True)
        self.title = LineField("What happened?", placeholder="A few words will do")
        self.when = WhenField("When was it?", read=self._read, placeholder="summer 1999, age 7, about 2003…")
        self.born = WhenField("When were you born?", read=self._read_birth, placeholder=BORN, without="")
        self.height_then = HeightField(look=look)
        self.height_now = NowField(look=look)
        self.note = NoteField("More about it", look=look, placeholder="What you saw, heard, said, thought")
        self.place = LineField("Where")
        self.people = PeopleField(look=look)
        self.photos = PhotosField(photos=photos, look=look)
        self.links = LinksField(tools=tools, titles=titles)
        self.themes = ThemeChips(tools=tools)
        self._not_yet = label("With a word or two about it, you can tie themes to it.", "small", wrap=True)
        self.foot = QWidget()
        """The ways out, to be placed where they are always seen."""
        self.by_itself = label("Kept as you type", "small")
        self.done = button("Done")
        self.earlier = button("Earlier versions", "text")
        self.remove = button("Remove", "text", name="Remove this moment")
        self._fields: dict[str, Field] = {
            "title": self.title,
            "date": self.when,
            "height": self.height_then,
            "now": self.height_now,
            "note": self.note,
            "place": self.place,
            "people": self.people,
            "photos": self.photos,
            "entries": self.links,
        }

    def _lay_out(self) -> None:
        themes = QVBoxLayout()
        themes.setSpacing(4)
        themes.addWidget(label("Themes", "field"))
        themes.addWidget(self._not_yet)
        themes.addWidget(self.themes)
        column = QVBoxLayout(self)
        column.setContentsMargins(20, 16, 20, 16)
        column.setSpacing(14)
        column.addWidget(self.hint)
        first: tuple[QWidget, ...] = (self.title, self.when, self.born, self.height_then, self.height_now, self.note)
        for part in first:
            column.addWidget(part)
        column.addLayout(themes)
        rest: tuple[QWidget, ...] = (self.place, self.people, self.photos, self.links)
        for part in rest:
            column.addWidget(part)
        column.addStretch(1)
        self.born.hide()
        ways = QHBoxLayout(self.foot)
        ways.setContentsMargins(20, 10, 28, 4)
        ways.setSpacing(12)
        ways.addWidget(self.done)
        ways.addWidget(self.by_itself)
        ways.addStretch(1)
        ways.addWidget(self.earlier)
        ways.addWidget(self.remove)

    def _connect(self) -> None:
        for name, field in self._fields.items():
            edited = getattr(field, "edited")  # noqa: B009 - a signal is no part of a protocol
            edited.connect(lambda name=name: self._edited(name))
        for field in (self.title, self.when, self.place):
            field.finished.connect(self.commit)
        self.when.edited.connect(self._show_born)
        self.born.finished.connect(self._say_born)
        self.title.line.returnPressed.connect(self.when.line.setFocus)
        self.when.line.returnPressed.connect(self._go_on_from_when)
        self.place.line.returnPressed.connect(self.people.line.setFocus)
        self._wait.timeout.connect(self.commit)
        self._desk.changed.connect(lambda _edit: self._refresh())
        self.photos.wanted.connect(self._want_photos)
        self.links.entry_asked.connect(self.entry_asked)
        self.themes.theme_asked.connect(self.theme_asked)
        self.done.clicked.connect(lambda _checked: self.closed.emit())
        self.earlier.clicked.connect(lambda _checked: self.history_asked.emit(self._moment_id or ""))
        self.remove.clicked.connect(lambda _checked: self.removal_asked.emit(self._moment_id or ""))

    def _show_new(self, *, is_new: bool) -> None:
        """One that is not on the lifeline yet can neither be tied nor removed, and has no past."""
        self.themes.show_moment(None if is_new else self._moment_id)
        self._not_yet.setVisible(is_new)
        self.remove.setVisible(not is_new)
        self.by_itself.setVisible(self._as_made is not None)
        self.earlier.setVisible(self._as_made is None)


_CTRL = Qt.KeyboardModifier.ControlModifier
