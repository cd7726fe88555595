"""The lifeline as it is painted: what is in view, what is chosen, and the picture of it."""

from collections.abc import Callable
from datetime import date
from math import isclose

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, QTimer
from PySide6.QtGui import QPainter, QPaintEvent, QPixmap, QResizeEvent
from PySide6.QtWidgets import QSizePolicy, QWidget

from allydesk.story.chart.carrying import date_at
from allydesk.story.chart.figure import figure_of_plot, life_span
from allydesk.story.chart.hits import moment_at
from allydesk.story.chart.plot import Plot, plot_of
from allydesk.story.chart.primitives import ChartChoices, Dot, Figure
from allydesk.story.chart.saying import chart_in_words, moment_in_words, place_in_words
from allydesk.story.chart.scale import FIRST_DAY, LAST_DAY, Scale, Span, day_within, span_of
from allydesk.story.chart.setting import TITLE_SIZE, Setting
from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import KeptFile, Lifeline
from allydesk.story.vague_date import VagueDate
from allydesk.ui.story.chart.choosing import Choosing, Ids
from allydesk.ui.story.chart.measuring import TextMeasure
from allydesk.ui.story.chart.overlay import Overlay
from allydesk.ui.story.chart.painting import no_thumbnail, paint_figure
from allydesk.ui.story.chart.view import View
from allydesk.ui.theme import Look

_HEIGHT = 380
_LEAST_WIDTH, _LEAST_HEIGHT = 160, 140
_REACH = 14.0
"""Pixels around a dot that a screen reader is told of."""
_REST = 150
"""Milliseconds without movement after which titles are placed anew."""
_FURTHER = 60.0
"""Pixels that a view is moved before places are looked for, for the titles of what has come into it."""


class ChartCanvas(QWidget):
    """Paints a lifeline onto the ground it stands on, which is to be of the look's surface. It does nothing by itself:
    `LifelineChart` adds mouse, keys and what they lead to."""

    def __init__(
        self, *, look: Look, habits: DateHabits, today: date | None = None, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._look = look
        self._habits = habits
        self._today = today
        self._choices = ChartChoices()
        self._thumbnail: Callable[[KeptFile], QPixmap | None] = no_thumbnail
        self._measure = TextMeasure(look=look)
        self._view = View(look=look, parent=self)
        self._choosing = Choosing()
        self._lifeline = Lifeline()
        self._plot = Plot([], [])
        self._carried: Plot | None = None
        self._frozen: Figure | None = None
        self._figure: Figure | None = None
        self._moved_from: Figure | None = None
        self._titled_at = 0.0
        self._rest = QTimer(self)
        self._rest.setSingleShot(True)
        self._rest.setInterval(_REST)
        self._rest.timeout.connect(self.stale)
        self._band: QRectF | None = None
        self._is_fitted = True
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Expanding)
        self._view.show(self._whole_life())
        self._view.moved.connect(self._follow)
        look.changed.connect(self._take_look)

    @property
    def figure(self) -> Figure:
        """What is to be seen now; made when it is asked for after something has changed."""
        if self._figure is None:
            plot = self._carried if self._carried is not None else self._plot
            first = self._view.span.first
            before = self._moved_from.scale if self._moved_from is not None else None
            more = before is None or abs(first - self._titled_at) * before.pixels_a_day > _FURTHER
            self._titled_at = first if more else self._titled_at
            self._figure = figure_of_plot(
                plot,
                self._setting(),
                self._view.span,
                titles_as=self._frozen,
                moved_from=self._moved_from,
                more_titles=more,
            )
        return self._figure

    @property
    def is_fitted(self) -> bool:
        """Whether the whole life is in view, and stays so when it grows."""
        return self._is_fitted

    @property
    def visible_span(self) -> Span:
        """The stretch of time in view, in days as `date.toordinal` counts them."""
        return self._view.span

    @property
    def hidden_labels(self) -> int:
        """How many titles of moments in view have no room; the chart says so itself."""
        return self.figure.hidden_labels

    @property
    def selected_ids(self) -> Ids:
        """The moments that are selected, oldest first."""
        return self._choosing.selected

    @property
    def current_id(self) -> MomentId | None:
        """The moment that keys act on."""
        return self._choosing.current

    @property
    def choices(self) -> ChartChoices:
        """What is shown of the lifeline."""
        return self._choices

    def show_lifeline(self, lifeline: Lifeline) -> None:
        """Show this one. The view stays where it is, unless the whole life was in view and is longer now. What is
        being moved with the mouse goes back."""
        before = self._plot
        self._lifeline, self._plot = lifeline, plot_of(lifeline)
        self._carried = self._frozen = None
        self._choosing.take_plot(self._plot)
        self._measure_anew(before)
        if self._is_fitted:
            life, seen = self._whole_life(), self._view.goal
            if not before.spots:
                self._view.show(life)
            elif not (seen.first <= life.first and life.last <= seen.last):
                self._view.glide_to(life)
        self._say_all()
        self.stale()

    def take_choices(self, choices: ChartChoices) -> None:
        """Show this much of it from now on."""
        self._choices = choices
        self.stale()

    def set_thumbnails(self, thumbnail: Callable[[KeptFile], QPixmap | None]) -> None:
        """Where small pictures of photos come from. It is asked whenever one is painted, and has to answer at once;
        call `update` when a picture has come that was not there."""
        self._thumbnail = thumbnail
        self.update()

    def fit(self) -> None:
        """The whole life."""
        self._is_fitted = True
        self._view.glide_to(self._whole_life())

    def zoom(self, factor: float) -> None:
        """So many times closer about the current moment where that is in view, otherwise about the middle; below 1
        farther."""
        span = self._view.goal
        spot = self._current_spot()
        about = spot if spot is not None and span.first <= spot <= span.last else span.middle
        self._is_fitted = False
        self._view.glide_to(span.zoomed(factor, about))

    def go_to(self, moment_id: MomentId) -> None:
        """Bring a moment into view, and make it the current one. One without a date is passed over."""
        index = self._plot.index_of(moment_id)
        if index is not None:
            self._choosing.current = moment_id
            self._reveal(self._plot.spots[index].day)
            self.stale()

    def place_at(self, place: QPoint) -> tuple[date, int] | None:
        """The day and the height at a point of the chart; None off the calendar, and where there is no chart."""
        scale = self.figure.scale
        day = scale.day(place.x()) if scale else 0.0
        return (day_within(day), scale.height(place.y())) if scale and FIRST_DAY <= day < LAST_DAY else None

    def meant(self, day: date) -> VagueDate:
        """What a person means who points at a day: as it is looked at from here, the day, its month, its year, or the
        ten years it lies in; whatever is wide enough to be aimed at."""
        scale = self.figure.scale or Scale(self._view.span, 0.0, max(1.0, float(self.width())), 0.0, 1.0)
        found = date_at(day.toordinal() + 0.5, scale, habits=self._habits)
        assert found is not None  # noqa: S101 - every date is on the calendar
        return found

    def close_all(self) -> None:
        """Drop everything that came from the vault."""
        self._view.stop()
        self.show_lifeline(Lifeline())
        self._measure.forget()
        self._thumbnail = no_thumbnail

    def stale(self) -> None:
        """What is to be seen has changed."""
        self._figure = self._moved_from = None
        self._rest.stop()
        self.update()

    # What Qt asks

    def sizeHint(self) -> QSize:
        """As in the design."""
        return QSize(self._look.scaled(900), self._look.scaled(_HEIGHT))

    def minimumSizeHint(self) -> QSize:
        """As little as it can be made sense of."""
        return QSize(_LEAST_WIDTH, self._look.scaled(_LEAST_HEIGHT))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles are placed anew."""
        super().resizeEvent(event)
        self._frozen = None
        self.stale()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the figure and what lies over it."""
        figure = self.figure
        painter = QPainter(self)
        paint_figure(
            painter,
            figure,
            palette=self._look.palette,
            ui_font=self._measure.font,
            thumbnail=self._thumbnail,
        )
        self._paint_over(painter)
        painter.end()

    # What a screen reader is told (`accessible.Told`)

    def told_ids(self) -> list[MomentId]:
        """The moments on the chart, oldest first."""
        return [spot.id for spot in self._plot.spots]

    def told_words(self, moment_id: MomentId) -> str:
        """The moment in words."""
        moment = self._lifeline.moments.get(moment_id)
        return moment_in_words(moment, self._lifeline, habits=self._habits) if moment else ""

    def told_rect(self, moment_id: MomentId) -> QRect | None:
        """Around its dot; None when it is out of view."""
        scale, index = self.figure.scale, self._plot.index_of(moment_id)
        if scale is None or index is None:
            return None
        spot = self._plot.spots[index]
        if not self._view.span.first <= spot.day <= self._view.span.last:
            return None
        x, y = scale.x(spot.day), scale.y(spot.height)
        return QRectF(x - _REACH, y - _REACH, 2 * _REACH, 2 * _REACH).toRect()

    def told_selected(self, moment_id: MomentId) -> bool:
        """Whether it is selected."""
        return moment_id in self._choosing.selected

    def told_current(self) -> MomentId | None:
        """The moment that keys act on."""
        return self._choosing.current

    # Inside

    def under(self, place: QPointF) -> MomentId | None:
        """The moment at a point."""
        return moment_at(self.figure, (place.x(), place.y()))

    def _follow(self) -> None:
        """The view has moved: titles go along with it, and are placed anew once it rests."""
        before = self._figure if self._figure is not None else self._moved_from
        self.stale()
        scale = before.scale if before is not None else None
        if scale is not None and isclose(scale.span.days, self._view.span.days, rel_tol=1e-9):
            self._moved_from = before
            self._rest.start()

    def _paint_over(self, painter: QPainter) -> None:
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        over = Overlay(self._look.palette, self._measure.font, self.width(), self.height())
        if self._band is not None:
            over.rubber_band(painter, self._band)
        dot = self._current_dot()
        if self.hasFocus():
            over.focus_ring(painter, dot)
        moment = self._lifeline.moments.get(self._choosing.current) if self._choosing.current else None
        if self._carried is not None and dot is not None and moment is not None:
            index = self._carried.index_of(moment.id)
            moment = self._carried.spots[index].moment if index is not None else moment
            words = place_in_words(moment, habits=self._habits)
            over.preview(painter, dot, words, size=TITLE_SIZE * self._look.text_scale)

    def _current_dot(self) -> Dot | None:
        """Where the current moment is, also where it is one dot with others; None out of view."""
        current, scale = self._choosing.current, self.figure.scale
        plot = self._carried if self._carried is not None else self._plot
        index = plot.index_of(current) if current is not None else None
        if scale is None or index is None:
            return None
        spot = plot.spots[index]
        if not scale.span.first <= spot.day <= scale.span.last:
            return None
        x, y = scale.x(spot.day), scale.y(spot.height)
        near = [dot for dot in self.figure.dots if not dot.hollow and abs(dot.x - x) < 3 and abs(dot.y - y) < 1]
        radius = max((dot.radius for dot in near), default=6.0)
        return Dot(x, y, radius, near[0].tint, spot.id) if near else None

    def _current_spot(self) -> float | None:
        index = self._plot.index_of(self._choosing.current) if self._choosing.current is not None else None
        return None if index is None else self._plot.spots[index].day

    def _reveal(self, day: float) -> None:
        """Move just so far that a time is in view with some room beside it; if it was far off, to the middle."""
        span = self._view.goal
        room = span.days * 0.06
        first, last = span.first + room, span.last - room
        if first <= day <= last or (self._is_fitted and span.first <= day <= span.last):
            return
        self._is_fitted = False
        if not span.first - span.days <= day <= span.last + span.days:
            self._view.glide_to(span.moved(day - span.middle))
        else:
            self._view.glide_to(span.moved(day - (first if day < first else last)))

    def _whole_life(self) -> Span:
        if self._plot.spots or self._plot.chapters:
            return life_span(self._plot)
        birth = self._lifeline.birth.date.middle
        today = self._today.toordinal() + 1.0 if self._today else None
        if birth is not None:
            return span_of([birth.toordinal(), today or birth.toordinal() + 40 * 365.25])
        return span_of([today - 40 * 365.25, today] if today else [date(1990, 1, 1).toordinal(), _LATE])

    def _setting(self) -> Setting:
        return Setting(
            self.width(),
            self.height(),
            self._measure.width,
            self._habits,
            self._choices,
            text_scale=self._look.text_scale,
            selected=frozenset(self._choosing.selected),
        )

    def _measure_anew(self, before: Plot) -> None:
        """Widths of titles of another life are of no more use, and are not to be kept."""
        if before.spots and not self._plot.spots:
            self._measure.forget()

    def _say_all(self) -> None:
        self.setAccessibleDescription(chart_in_words(self._plot))

    def _take_look(self) -> None:
        self._measure.forget()
        self._frozen = None
        self.updateGeometry()
        self.stale()


_LATE = date(2030, 1, 1).toordinal()
"""With nothing known at all, an empty chart has to show some time."""
