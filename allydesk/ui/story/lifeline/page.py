"""The lifeline's page: the chart or the table on top, below it the chosen moment and the themes, and beside it what is
being told just now."""

from collections.abc import Callable
from datetime import date
from functools import partial

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QPushButton, QWidget

from allydesk.problems import problem_of
from allydesk.settings import Settings
from allydesk.story.chart.scale import Span
from allydesk.story.edits import add_moment
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Edit, Lifeline, Moment
from allydesk.story.vague_date import UNDATED
from allydesk.ui.actions import Action
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.words import inside_sentence
from allydesk.ui.story.lifeline.bar import CHART, TABLE
from allydesk.ui.story.lifeline.beside import Beside
from allydesk.ui.story.lifeline.deeds import MomentDeeds
from allydesk.ui.story.lifeline.ground import LifelineGround
from allydesk.ui.story.lifeline.links import EntryTitles
from allydesk.ui.story.lifeline.model import HEADERS
from allydesk.ui.story.lifeline.photos import MomentPhotos
from allydesk.ui.story.lifeline.style import lifeline_style
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.widgets.words import button

_SIDE, _FOOT, _GAP = 40, 24, 18
_BESIDE, _BESIDE_LEAST, _CHART_LEAST = 440, 360, 340
"""Pixels at a text scale of 1: what opens beside the chart, at most and at least, and what the chart needs then."""


class LifelinePage(QWidget):
    """The first step. `flush` and `close_all` before locking."""

    step_asked = Signal(str)
    entry_asked = Signal(str)
    theme_asked = Signal(str)
    """A theme is to be shown; "" for the themes as such."""

    def __init__(self, *, tools: StoryTools) -> None:
        super().__init__()
        self._tools = tools
        self._desk = tools.desk
        self._chosen: tuple[MomentId, ...] = ()
        self._wanted: str | None = None
        self._following = False
        self._errands = Errands(tasks=tools.tasks)
        self.primary: QPushButton | None = button("Add moment", "primary")
        self.primary.setParent(self)  # until the room takes it
        self.primary.hide()
        self.photos = MomentPhotos(tools=tools, parent=self)
        self.deeds = MomentDeeds(tools=tools, parent=self)
        # One each: of two questions that one asks, only the later is answered.
        self._titles = (EntryTitles(tools=tools), EntryTitles(tools=tools))
        self.ground = LifelineGround(tools=tools, photos=self.photos, titles=self._titles[0])
        self.beside = Beside(tools=tools, photos=self.photos, titles=self._titles[1])
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_SIDE, 0, _SIDE, _FOOT)
        self._row.setSpacing(_GAP)
        self._row.addWidget(self.ground, 1)
        self._row.addWidget(self.beside)
        self._connect()
        self._take_look()
        self._load()

    # What the room asks

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette and the page of keys."""
        desk, beside = self._desk, self.beside
        return (
            Action("Add moment", "Story", self.add_moment, "Ctrl+Shift+M"),
            Action("Undo on the lifeline", "Story", self.undo, "Ctrl+Z", ready=lambda: bool(desk.undo_label)),
            Action("Redo on the lifeline", "Story", self.redo, "Ctrl+Shift+Z", ready=lambda: bool(desk.redo_label)),
            Action("Lifeline as a chart", "Story", lambda: self.show_view(CHART)),
            Action("Lifeline as a table", "Story", lambda: self.show_view(TABLE)),
            Action("Fit the whole life", "Story", self.ground.chart.fit),
            *(
                Action(f"Sort the table by {words.lower()}", "Story", partial(self.sort_table, column))
                for column, words in enumerate(HEADERS)
            ),
            Action("Edit chapters", "Story", beside.open_chapters),
            Action("When you were born", "Story", beside.open_birth),
            Action("Removed from the lifeline", "Story", beside.open_removed),
        )

    def shown(self) -> None:
        """The step has come to the front."""
        vault = self._tools.vault
        self._errands.run(
            lambda: [name for name, _count in vault.journal.people_counts()],
            done=self.beside.know_people,
            failed=lambda _error: None,  # names are proposed then from the lifeline alone
        )
        self._show_all()

    def show_settings(self, _settings: Settings) -> None:
        """Other choices are in force."""
        self.photos.take_settings()

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is half typed, then do `then`."""
        self.ground.commit()
        self.beside.flush(then)

    def close_all(self) -> None:
        """Drop everything that came from the vault. Call `flush` first."""
        self._errands.drop()
        self._chosen, self._wanted = (), None
        self.deeds.close_all()
        self.beside.close_all()
        self.ground.close_all()
        for titles in self._titles:
            titles.close_all()
        self.photos.close_all()

    @property
    def view(self) -> Span | None:
        """The part of the life that the chart shows; None while it shows the whole."""
        chart = self.ground.chart
        return None if chart.is_fitted else chart.visible_span

    # What a person does

    def add_moment(self, hint: str = "") -> None:
        """A new moment, which may be about anything, with the caret in its first line."""
        self._begin(self.deeds.new_moment(), hint=hint)

    def begin_with(self, moment: Moment) -> None:
        """A moment that comes from elsewhere with something in it, put on the lifeline and opened."""
        self._desk.do(add_moment(self._desk.lifeline, moment))
        self.open_moment(moment.id)

    def open_moment(self, moment_id: str) -> None:
        """Bring a moment to the front, and tell of it; as soon as the lifeline is here."""
        if not self._desk.is_loaded:
            self._wanted = moment_id
            return
        if moment_id in self._desk.lifeline.moments:
            self._choose((MomentId(moment_id),))
            self.ground.go_to(MomentId(moment_id))
            self._open(MomentId(moment_id))

    def show_view(self, key: str) -> None:
        """The chart, or the table."""
        self._following = True
        self.ground.show_view(key)
        self._following = False
        self.ground.mark(self._chosen)
        self.ground.focus_view()

    def sort_table(self, column: int) -> None:
        """The table, sorted by this column; by the one that it is sorted by already, the other way round."""
        self.show_view(TABLE)
        self.ground.table.click_header(column)

    def undo(self) -> None:
        """Take back what was done last; what is half typed is done first."""
        self._commit()
        self._desk.undo()

    def redo(self) -> None:
        """Do again what was taken back last."""
        self._commit()
        self._desk.redo()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Keys that need no place in the list of shortcuts: the other one for redoing, and Insert to add."""
        if event.key() == Qt.Key.Key_Y and event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            self.redo()
        elif event.key() == Qt.Key.Key_Insert and not event.modifiers():
            self.add_moment()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Side by side where there is room, one of them where there is not."""
        super().resizeEvent(event)
        self._divide()

    # The chosen moments

    @property
    def chosen(self) -> tuple[MomentId, ...]:
        """The moments that are chosen, in chart and table alike."""
        return self._chosen

    def _choose(self, ids: tuple[MomentId, ...]) -> None:
        moments = self._desk.lifeline.moments
        draft = self.beside.form.draft
        self._chosen = tuple(one for one in ids if one in moments or (draft is not None and one == draft.id))
        self.ground.mark(self._chosen)
        self._show_chosen()
        form_open = self.beside.front is self.beside.form
        if form_open and len(self._chosen) == 1 and self._chosen[0] != self.beside.form.moment_id:
            self._open(self._chosen[0])
        elif form_open and len(self._chosen) > 1:
            self.beside.put_away()

    def _chosen_in_view(self, ids: tuple[MomentId, ...]) -> None:
        """By the person; what chart and table drop because the lifeline has changed is none of their doing."""
        if not self._following:
            self._choose(ids)

    def _show_chosen(self) -> None:
        self.ground.show_chosen(self._chosen, self._with_draft())

    def _open(self, moment_id: MomentId) -> None:
        if moment_id not in self._desk.lifeline.moments:
            return
        if self._chosen != (moment_id,):
            self._chosen = (moment_id,)
            self.ground.mark(self._chosen)
            self._show_chosen()
        self.beside.open_moment(moment_id)

    def _begin(self, draft: Moment, *, hint: str = "") -> None:
        self.beside.begin_new(draft, hint=hint)
        self._show_all()
        self._choose((draft.id,))

    def _add_at(self, day: object, height: int) -> None:
        when = self.ground.chart.meant(day) if isinstance(day, date) else UNDATED
        self._begin(self.deeds.new_moment(when, height))

    def _move(self, moments: tuple[Moment, ...]) -> None:
        draft = self.beside.form.draft
        for moment in moments:
            if draft is not None and moment.id == draft.id:
                self.beside.form.move_draft(moment)
        self.deeds.move(one for one in moments if one.id in self._desk.lifeline.moments)

    def _drop_from_tray(self, moment_id: str, place: QPoint) -> None:
        found = self.ground.place_on_chart(place)
        if found is not None:
            when, height = found
            self.deeds.give_date(MomentId(moment_id), when, height)
            self._choose((MomentId(moment_id),))

    # The lifeline

    def _load(self) -> None:
        if self._desk.is_loaded:
            self._loaded()

    def _loaded(self) -> None:
        self.beside.put_away()
        self._show_all()
        self.ground.chart.fit()
        wanted, self._wanted = self._wanted, None
        if wanted is not None:
            self.open_moment(wanted)

    def _show_all(self) -> None:
        self._follow(lambda lifeline: self.ground.show_lifeline(lifeline, is_empty=self._is_empty()))
        self._tell_trouble()

    def _changed(self, edit: Edit) -> None:
        self.ground.withdraw_notice()  # it may offer to undo, which is something else now
        self._follow(lambda lifeline: self.ground.follow(edit, lifeline, is_empty=self._is_empty()))

    def _follow(self, show: Callable[[Lifeline], object]) -> None:
        """Show the lifeline as it is now; what is chosen stays so as far as it is there."""
        lifeline = self._with_draft()
        self._following = True
        show(lifeline)
        self._following = False
        self._chosen = tuple(one for one in self._chosen if one in lifeline.moments)
        self.ground.mark(self._chosen)
        self.ground.show_chosen(self._chosen, lifeline)
        self.ground.bar.show_deeds(self._desk.undo_label, self._desk.redo_label)

    def _with_draft(self) -> Lifeline:
        """The lifeline with the new moment on it of which nothing has been said yet."""
        lifeline, draft = self._desk.lifeline, self.beside.form.draft
        return lifeline if draft is None else lifeline.after(add_moment(lifeline, draft))

    def _is_empty(self) -> bool:
        lifeline = self._desk.lifeline
        return self._desk.is_loaded and not lifeline.moments and self.beside.form.draft is None

    def _tell_trouble(self) -> None:
        error = self._desk.error
        words = ""
        if error is not None:
            why = inside_sentence(problem_of(error).happened)
            words = f"Not saved yet: {why}. What you did is still here, and is tried again by itself."
        self.ground.tell_trouble(words)

    # Inside

    def _commit(self) -> None:
        self.ground.commit()
        self.beside.commit()

    def _take_look(self) -> None:
        self.setStyleSheet(lifeline_style(self._tools.look))
        self.ground.take_look()
        self.beside.take_look()
        self._divide()

    def _divide(self) -> None:
        """What is beside the chart covers it where both do not fit."""
        scaled = self._tools.look.scaled
        room = self.width() - 2 * _SIDE - _GAP
        opened = self.beside.front is not None
        narrow = room < scaled(_BESIDE_LEAST) + _CHART_LEAST
        self.ground.setVisible(not (opened and narrow))
        if not narrow:
            wide = min(scaled(_BESIDE), max(scaled(_BESIDE_LEAST), room * 2 // 5))
            self.beside.setFixedWidth(wide)
        else:
            self.beside.setMinimumWidth(0)
            self.beside.setMaximumWidth(16_777_215)
        self.ground.stand_alone(alone=not opened)

    def _beside_changed(self) -> None:
        self._divide()
        if self.beside.front is None and self.isVisible():
            self.ground.focus_view()

    def _menu_chosen(self, key: str) -> None:
        {
            "chapters": self.beside.open_chapters,
            "birth": self.beside.open_birth,
            "removed": self.beside.open_removed,
        }[key]()

    def _connect(self) -> None:
        ground, beside, deeds, desk = self.ground, self.beside, self.deeds, self._desk
        assert self.primary is not None  # noqa: S101 - made above
        self.primary.clicked.connect(lambda _checked: self.add_moment())
        desk.loaded.connect(self._loaded)
        desk.changed.connect(self._changed)
        desk.kept_changed.connect(self._tell_trouble)
        self._tools.look.changed.connect(self._take_look)
        for view in (ground.chart, ground.table):
            view.selection_changed.connect(self._chosen_in_view)
            view.moment_opened.connect(self._open)
            view.height_stepped.connect(deeds.step)
            view.removal_asked.connect(deeds.remove)
        ground.table.date_stepped.connect(deeds.step_dates)
        ground.chart.menu_asked.connect(deeds.open_menu)
        ground.table.menu_asked.connect(deeds.open_menu)
        ground.chart.add_asked.connect(self._add_at)
        ground.chart.moments_moved.connect(self._move)
        ground.tray.opened.connect(self._open)
        ground.tray.removal_asked.connect(deeds.remove)
        ground.tray.more_asked.connect(lambda: self.show_view(TABLE))
        ground.tray.dropped.connect(self._drop_from_tray)
        ground.view_chosen.connect(self.show_view)
        ground.bar.undo_asked.connect(self.undo)
        ground.bar.redo_asked.connect(self.redo)
        ground.bar.menu_chosen.connect(self._menu_chosen)
        ground.empty.begun.connect(self.add_moment)
        ground.card.edit_asked.connect(self._open)
        ground.several.stepped.connect(lambda step: deeds.step(self._chosen, step))
        ground.several.theme_given.connect(lambda name: deeds.tie(self._chosen, name))
        ground.several.removal_asked.connect(lambda: deeds.remove(self._chosen))
        for part in (ground, beside):
            part.entry_asked.connect(self.entry_asked)
            part.theme_asked.connect(self.theme_asked)
        deeds.opened.connect(self._open)
        deeds.history_asked.connect(beside.open_history)
        deeds.removed.connect(lambda words: ground.say(words, action="Undo", act=self.undo))
        beside.removal_asked.connect(lambda moment_id: deeds.remove((moment_id,)))
        beside.front_changed.connect(self._beside_changed)
        beside.draft_changed.connect(self._show_all)
        beside.moment_wanted.connect(self.open_moment)
        self.photos.kept.connect(beside.form.take_photo)
        self.photos.said.connect(lambda words: None if beside.front is beside.form else ground.say(words))
