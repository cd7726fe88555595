"""Many entries from afar: when one wrote, how much, and how it felt by tag. It observes; nothing here is a goal."""

from dataclasses import dataclass
from datetime import date, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QScrollArea, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.journal.looking_back import Statistics, TagMood
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.words import counted
from allydesk.ui.looking_back.chartcard import ChartCard
from allydesk.ui.looking_back.charts import HourStrip, TagDots, WeekBars
from allydesk.ui.looking_back.fields import date_field, day_of
from allydesk.ui.looking_back.words import mood_in_words, short_day, span_query, tag_query, totals_in_words
from allydesk.ui.looking_back.year import by_months
from allydesk.ui.settings.choice import Choice, Flow
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import label

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault

_ENOUGH_MOODS = 3
_MOST_TAGS = 40
_SIDE_BY_SIDE = 900
"""With so many pixels at a text scale of 1 the two smaller charts stand beside one another."""
_PERIODS = (("quarter", "3 months"), ("year", "A year"), ("all", "All"), ("own", "Own dates"))
_NO_ENTRIES = "Nothing was written in this time. What you write will show here by itself."
_NO_MOODS = "A tag shows here once three of its entries have a mood."


@dataclass(frozen=True, slots=True)
class Period:
    """From `first` to `last`, both included, and what was found of it."""

    first: date
    last: date
    statistics: Statistics


class StatisticsPage(QWidget):
    """Looking back over a period. What comes too late for the one that is chosen is dropped."""

    query_asked = Signal(str)
    failed = Signal(object)

    def __init__(self, *, vault: "Vault", tasks: TaskRunner, look: Look, clock: "Clock") -> None:
        super().__init__()
        self._vault, self._look, self._clock = vault, look, clock
        self._errands = Errands(tasks=tasks)
        self._period: Period | None = None
        self._tags: list[TagMood] = []
        self.period = Choice("Period", _PERIODS, value="quarter")
        self.first, self.last = date_field("From", look), date_field("To", look)
        self.total = label("", "", wrap=True)
        self.total.setAccessibleName("Totals")
        self.weeks = WeekBars(look=look)
        self.tags = TagDots(look=look)
        self.hours = HourStrip(look=look)
        self.week_card = ChartCard(
            "Words and entries by week", self.weeks, columns=("Week from", "Entries", "Words"), look=look, wide=True
        )
        self.tag_card = ChartCard(
            "Tags and mood", self.tags, columns=("Tag", "Mean mood", "With a mood", "Entries"), look=look
        )
        self.hour_card = ChartCard("Times of day", self.hours, columns=("Begun", "Entries"), look=look)
        self._cards = (self.week_card, self.tag_card, self.hour_card)
        self._lay_out()
        self.period.chosen.connect(self._choose)
        self.first.editingFinished.connect(self.reload)
        self.last.editingFinished.connect(self.reload)
        self.week_card.place_asked.connect(self._ask_week)
        self.tag_card.place_asked.connect(self._ask_tag)
        today = clock().date()
        self._set_dates(by_months(today, -3), today)
        self._choose_dates_visible()

    @property
    def shown(self) -> Period | None:
        """What is shown, None before the first answer."""
        return self._period

    def reload(self) -> None:
        """Look at the chosen period anew."""
        self._errands.drop()
        self.total.setText("Looking through your entries…")
        chosen, today = self.period.value, self._clock().date()
        own = day_of(self.first), day_of(self.last)
        vault = self._vault

        def work() -> Period:
            first, last = _dates(chosen, today, (min(own), max(own)))
            if chosen == "all":
                days = vault.looking_back.days(date.min, today)
                first = days[0].day if days else today
            return Period(first, last, vault.looking_back.statistics(first, last))

        self._errands.run(work, done=self._show, failed=self._fail)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for card in self._cards:
            card.take_look()
        for each in (self.first, self.last):
            each.setFont(self._look.ui_font())
        self._turn()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Use the width there is."""
        super().resizeEvent(event)
        self._turn()

    def close_all(self) -> None:
        """Drop all that came from the vault."""
        self._errands.drop()
        self._period, self._tags = None, []
        self.weeks.show_weeks(())
        self.tags.show_tags(())
        self.hours.show_hours((0,) * 24)
        self.total.clear()
        for card in self._cards:
            card.close_all()

    # Inside

    def _turn(self) -> None:
        wide = self.width() >= self._look.scaled(_SIDE_BY_SIDE)
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._pair.setDirection(across if wide else down)

    def _lay_out(self) -> None:
        line = Flow(spacing=10)
        for part in (self.period, self.first, self.last):
            line.add(part)
        inside = QWidget()
        set_role(inside, "clear")
        cards = QVBoxLayout(inside)
        cards.setContentsMargins(0, 0, 12, 8)
        cards.setSpacing(16)
        self._pair = QBoxLayout(QBoxLayout.Direction.TopToBottom)
        self._pair.setSpacing(16)
        for card in (self.tag_card, self.hour_card):
            self._pair.addWidget(card, 1)
        cards.addWidget(self.week_card)
        cards.addLayout(self._pair)
        cards.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        scroll.setAccessibleName("Charts")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(line)
        column.addWidget(self.total)
        column.addWidget(scroll, 1)

    def _choose(self, _key: str) -> None:
        self._choose_dates_visible()
        self.reload()

    def _choose_dates_visible(self) -> None:
        own = self.period.value == "own"
        self.first.setVisible(own)
        self.last.setVisible(own)

    def _set_dates(self, first: date, last: date) -> None:
        for field, day in ((self.first, first), (self.last, last)):
            field.setDate(QDate(day.year, day.month, day.day))

    def _fail(self, error: AllydeskError) -> None:
        self.total.clear()
        self.failed.emit(error)

    def _show(self, period: Period) -> None:
        self._period = period
        found = period.statistics
        if self.period.value != "own":
            self._set_dates(period.first, period.last)
        self.total.setText(totals_in_words(found, period.first, period.last))
        self._tags = [tag for tag in found.tags if tag.with_mood >= _ENOUGH_MOODS]
        self._tags = sorted(self._tags, key=lambda tag: -tag.entries)[:_MOST_TAGS]
        self.weeks.show_weeks(found.weeks if found.entries else ())
        self.tags.show_tags(self._tags)
        self.hours.show_hours(found.hours)
        nothing = "" if found.entries else _NO_ENTRIES
        self.week_card.show_rows(
            [(short_day(monday), f"{entries:,}", f"{words:,}") for monday, entries, words in found.weeks],
            instead=nothing,
        )
        rows = [(tag.name, mood_in_words(tag.mean), f"{tag.with_mood:,}", f"{tag.entries:,}") for tag in self._tags]
        self.tag_card.show_rows(rows, instead="" if self._tags else _NO_MOODS)
        hours = [(f"{hour:02}:00", counted(number, "entry", "entries")) for hour, number in enumerate(found.hours)]
        self.hour_card.show_rows(hours, instead=nothing)

    def _ask_week(self, place: int) -> None:
        if self._period is not None:
            monday = self._period.statistics.weeks[place][0]
            last = min(self._period.last, monday + timedelta(days=6)) if monday < date.max else monday
            self.query_asked.emit(span_query(max(monday, self._period.first), last))

    def _ask_tag(self, place: int) -> None:
        if self._period is not None:
            span = span_query(self._period.first, self._period.last)
            self.query_asked.emit(f"{tag_query(self._tags[place].name)} {span}".strip())


def _dates(chosen: str, today: date, own: tuple[date, date]) -> tuple[date, date]:
    if chosen == "own":
        return own
    return by_months(today, -3 if chosen == "quarter" else -12), today
