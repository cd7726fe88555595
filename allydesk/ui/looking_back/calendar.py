"""A year at a glance, and the chosen day beside it."""

from dataclasses import replace
from datetime import date
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QLocale, QSize, Qt, QTimer, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from allydesk.journal.looking_back import DayWritten
from allydesk.journal.search import parse
from allydesk.ui.journal.errands import Errands
from allydesk.ui.looking_back.daypanel import SHOWN, DayPanel, DaySeen
from allydesk.ui.looking_back.words import day_query
from allydesk.ui.looking_back.year import YearModel
from allydesk.ui.looking_back.yearview import YearView
from allydesk.ui.settings.choice import Choice, Flow
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import icon_button, label

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault

_PANEL = 290
_BAR = 12
_BELOW_YEAR = 24
"""Pixels around the words below the year."""
_ROOM_FOR_YEAR = 400
"""At a text scale of 1; with less beside the panel, that goes below."""


def first_day_of_week(locale: QLocale | None = None) -> int:
    """The day a week begins with where the person lives: 0 for Monday to 6 for Sunday."""
    return (locale or QLocale.system()).firstDayOfWeek().value - 1


class CalendarPage(QWidget):
    """Shows one year. What comes too late, for a day or a year one has left, is dropped."""

    entry_asked = Signal(str)
    query_asked = Signal(str)
    write_asked = Signal(object)
    failed = Signal(object)

    def __init__(
        self, *, vault: "Vault", tasks: TaskRunner, look: Look, clock: "Clock", week_start: int | None = None
    ) -> None:
        super().__init__()
        self._vault, self._look, self._clock = vault, look, clock
        self._week_start = first_day_of_week() if week_start is None else week_start
        self._years, self._days = Errands(tasks=tasks), Errands(tasks=tasks)
        self.view = YearView(look=look, today=clock().date())
        self.panel = DayPanel()
        self.year = label("", "title")
        self.back, self.forward = icon_button("The year before"), icon_button("The year after")
        self.shown = Choice("What the calendar shows", (("words", "Words"), ("mood", "Mood")), value="words")
        self.explained = label("", "small", wrap=True)
        self._lay_out()
        self.back.clicked.connect(lambda: self._go_to_year(-1))
        self.forward.clicked.connect(lambda: self._go_to_year(1))
        self.shown.chosen.connect(self._show_kind)
        self.view.day_chosen.connect(self._choose)
        self.view.day_entered.connect(lambda _day: self.panel.enter())
        self.panel.entry_asked.connect(self.entry_asked)
        self.panel.query_asked.connect(self.query_asked)
        self.panel.write_asked.connect(self.write_asked)
        self._show_kind("words")
        self.take_look()

    def show_day(self, day: date) -> None:
        """Show a day, in its year."""
        self._show(day, renew=True)

    def reload(self) -> None:
        """Show what is in the vault now."""
        self._show(self.view.chosen, renew=True)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        side = self._look.scaled(19)
        for each, icon in ((self.back, "back"), (self.forward, "forward")):
            each.setIcon(self._look.icon(icon, Tone.MUTED))
            each.setIconSize(QSize(side, side))
        self.view.updateGeometry()
        self.view.update()
        self._turn()

    def close_all(self) -> None:
        """Drop all that came from the vault."""
        self._years.drop()
        self._days.drop()
        today = self._clock().date()
        self.view.show_year(YearModel(today.year, self._week_start), chosen=today, today=today)
        self.panel.close_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Put the day beside the year or below it."""
        super().resizeEvent(event)
        self._turn()
        QTimer.singleShot(0, self, self._settle)

    # Inside

    def _lay_out(self) -> None:
        head = Flow(spacing=10)
        for part in (self.back, self.year, self.forward, self.shown):
            head.add(part)
        inside = QWidget()
        set_role(inside, "clear")
        self._left = QVBoxLayout(inside)
        self._left.setContentsMargins(0, 0, 12, 8)
        self._left.setSpacing(12)
        self._left.addWidget(self.view)
        self._left.addWidget(self.explained)
        self._left.addWidget(self.panel)
        self._left.addStretch(1)
        self._scroll, self._side = _scroll_area(), _scroll_area()
        self._scroll.setWidget(inside)
        beside = QWidget()
        set_role(beside, "clear")
        self._right = QVBoxLayout(beside)
        self._right.setContentsMargins(0, 0, _BAR, 8)
        self._right.addStretch(1)
        self._side.setWidget(beside)
        self._side.hide()
        line = QHBoxLayout()
        line.setSpacing(16)
        line.addWidget(self._scroll, 1)
        line.addWidget(self._side)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(head)
        column.addLayout(line, 1)
        self.setFocusProxy(self.view)

    def _turn(self) -> None:
        self.view.set_room(self._scroll.height() - self.explained.sizeHint().height() - _BELOW_YEAR)
        beside = self.width() >= self._look.scaled(_PANEL) + self._look.scaled(_ROOM_FOR_YEAR)
        self._side.setFixedWidth(self._look.scaled(_PANEL) + _BAR)
        if beside != self._side.isHidden():
            return  # as it is
        if beside:
            self._left.removeWidget(self.panel)
            self._right.insertWidget(0, self.panel)
        else:
            self._right.removeWidget(self.panel)
            self._left.insertWidget(2, self.panel)
        self._side.setVisible(beside)
        self.panel.show()

    def _show_kind(self, kind: str) -> None:
        self.view.show_moods(kind == "mood")
        if kind == "mood":
            words = "A mark above the middle of a day is a mood above 0, below it one below 0."
        else:
            words = "The longer the bar in a day, the more words were written on it."
        self.explained.setText(words)

    def _go_to_year(self, step: int) -> None:
        year = self.view.model.year + step
        if date.min.year <= year <= date.max.year:
            chosen = self.view.chosen
            self._show(date(year, chosen.month, min(chosen.day, 28) if chosen.month == 2 else chosen.day))

    def _choose(self, day: date) -> None:
        self._show(day)

    def _show(self, day: date, *, renew: bool = False) -> None:
        today = self._clock().date()
        same = day.year == self.view.model.year
        model = self.view.model if same else YearModel(day.year, self._week_start)
        self.year.setText(str(day.year))
        self.view.show_year(replace(model, week_start=self._week_start), chosen=day, today=today)
        self.forward.setEnabled(day.year < date.max.year)
        self.back.setEnabled(day.year > date.min.year)
        if renew or not same:
            self._ask_year(day.year)
        self._ask_day(day)
        QTimer.singleShot(0, self, self._come_into_view)  # once everything has been given its place

    def _settle(self) -> None:
        """Once everything has been given its place."""
        self._turn()
        self._come_into_view()

    def _come_into_view(self) -> None:
        inside = self._scroll.widget()
        if inside is not None:
            place = self.view.mapTo(inside, self.view.rect_of(self.view.chosen).center())
            self._scroll.ensureVisible(place.x(), place.y(), 0, self._look.scaled(90))

    def _ask_year(self, year: int) -> None:
        self._years.drop()
        first, last = date(year, 1, 1), date(year, 12, 31)

        def done(days: list[DayWritten]) -> None:
            model = YearModel(year, self._week_start, {each.day: each for each in days})
            self.view.show_year(model, chosen=self.view.chosen, today=self._clock().date())

        self._years.run(lambda: self._vault.looking_back.days(first, last), done=done, failed=self.failed.emit)

    def _ask_day(self, day: date) -> None:
        self._days.drop()
        self.panel.announce(day)
        vault = self._vault

        def work() -> DaySeen:
            written = vault.looking_back.days(day, day)
            return DaySeen(
                day,
                written[0] if written else None,
                vault.journal.newest(parse(day_query(day)), limit=SHOWN)[::-1],
                vault.looking_back.on_this_day(day),
            )

        self._days.run(work, done=self.panel.show_day, failed=self.failed.emit)

    def changeEvent(self, event: QEvent) -> None:
        """Turn where the font has changed."""
        super().changeEvent(event)
        if event.type() == QEvent.Type.FontChange:
            self._turn()


def _scroll_area() -> QScrollArea:
    made = QScrollArea()
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
