"""What is done to moments from chart, table, tray and cards alike: each goes through the desk as one edit."""

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QObject, QPoint, Signal
from PySide6.QtWidgets import QMenu, QWidget

from allydesk.story.chart.carrying import date_stepped
from allydesk.story.edits import change_moment, change_moments, remove_moments, step_heights
from allydesk.story.ids import MomentId, ThemeId, new_moment_id
from allydesk.story.lifeline import Moment
from allydesk.story.theming import add_theme, named, tidy_name, tie
from allydesk.story.vague_date import UNDATED, VagueDate
from allydesk.ui.story.lifeline.words import moments_in_words
from allydesk.ui.story.tools import StoryTools

_MOST_THEMES = 30


class MomentDeeds(QObject):
    """Made once by the page. `said` tells what can be undone right away."""

    opened = Signal(str)
    history_asked = Signal(str)
    removed = Signal(str)
    """Moments were removed; carries the words for it."""

    def __init__(self, *, tools: StoryTools, parent: QWidget) -> None:
        super().__init__(parent)
        self._desk = tools.desk
        self._habits = tools.habits
        self._menu = QMenu(parent)

    def new_moment(self, when: VagueDate = UNDATED, height: int = 0) -> Moment:
        """A moment of which nothing is known but its place on the chart, if that."""
        return Moment(new_moment_id(), date=when, height=height)

    def step(self, ids: Iterable[MomentId], step: int) -> None:
        """Lift or lower them. Steps that follow one another are undone in one."""
        chosen = tuple(ids)
        self._desk.do(step_heights(self._desk.lifeline, chosen, step, run=f"step {' '.join(chosen)}"))

    def step_dates(self, ids: Iterable[MomentId], step: int) -> None:
        """Move them in time, each by so many steps of its own precision. What has no date stays without."""
        lifeline = self._desk.lifeline
        birth = lifeline.birth.date
        chosen = (lifeline.moments[one] for one in ids if one in lifeline.moments)
        moved = [
            replace(one, date=when)
            for one in chosen
            if (when := date_stepped(one.date, step, habits=self._habits, birth=birth)) != one.date
        ]
        if moved:
            self.move(moved)

    def move(self, moments: Iterable[Moment]) -> None:
        """They were moved on the chart."""
        found = tuple(moments)
        label = "Move the moment" if len(found) == 1 else f"Move {len(found):,} moments"
        self._desk.do(change_moments(self._desk.lifeline, found, label=label))

    def give_date(self, moment_id: MomentId, when: VagueDate, height: int) -> None:
        """A moment from the tray was let go on the chart. It has a place now, and keeps the words it had for when."""
        moment = self._desk.lifeline.moments.get(moment_id)
        if moment is not None:
            when = replace(when, words=moment.date.words or when.words)
            dated = replace(moment, date=when, height=height)
            self._desk.do(change_moment(self._desk.lifeline, dated, label="Give the moment a date"))

    def remove(self, ids: Iterable[MomentId]) -> None:
        """Take them away; they can be brought back."""
        edit = remove_moments(self._desk.lifeline, ids)
        number = sum(isinstance(change.record, Moment) for change in edit.changes)
        self._desk.do(edit)
        if number:
            words = "The moment is" if number == 1 else f"{moments_in_words(number)} are"
            self.removed.emit(f"{words} off the lifeline. For 30 days you find what you removed under “Removed”.")

    def tie(self, ids: Iterable[MomentId], name: str) -> None:
        """Tie them to the theme of that name, which is made where there is none."""
        lifeline = self._desk.lifeline
        if tidy_name(name):
            known = named(lifeline, name)
            edit = add_theme(lifeline, name, moments=ids) if known is None else tie(lifeline, known.id, ids)
            self._desk.do(edit)

    def open_menu(self, ids: tuple[MomentId, ...], where: QPoint, *more: tuple[str, Callable[[], object]]) -> None:
        """What can be done to these; `more` is offered at the end."""
        known = tuple(one for one in ids if one in self._desk.lifeline.moments)
        if not known:
            return
        menu = self._menu
        menu.clear()
        if len(known) == 1:
            menu.addAction("Open").triggered.connect(lambda: self.opened.emit(known[0]))
        menu.addAction("Higher").triggered.connect(lambda: self.step(known, 1))
        menu.addAction("Lower").triggered.connect(lambda: self.step(known, -1))
        self._offer_themes(menu, known)
        if len(known) == 1:
            menu.addAction("Earlier versions").triggered.connect(lambda: self.history_asked.emit(known[0]))
        menu.addAction("Remove").triggered.connect(lambda: self.remove(known))
        if more:
            menu.addSeparator()
        for words, act in more:
            menu.addAction(words).triggered.connect(lambda _checked=False, act=act: act())
        menu.popup(where)

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._menu.hide()
        self._menu.clear()

    def _offer_themes(self, menu: QMenu, ids: tuple[MomentId, ...]) -> None:
        themes = [one for one in self._desk.lifeline.ordered_themes() if one.name][:_MOST_THEMES]
        if not themes:
            return
        inner = menu.addMenu("Tie to a theme")
        for theme in themes:
            act = inner.addAction(theme.name.replace("&", "&&"))
            act.triggered.connect(lambda _checked=False, theme_id=theme.id: self._tie(ids, theme_id))

    def _tie(self, ids: tuple[MomentId, ...], theme_id: ThemeId) -> None:
        self._desk.do(tie(self._desk.lifeline, theme_id, ids))
