"""The lifeline to be looked at: chart or table in a card, the tray under it, and below them the chosen moment."""

from collections.abc import Callable

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Change, Edit, Lifeline, Moment
from allydesk.story.vague_date import VagueDate
from allydesk.ui.journal.notice import Notice
from allydesk.ui.settings.step import scrolling
from allydesk.ui.story.chart.widget import LifelineChart
from allydesk.ui.story.lifeline.bar import CHART, TABLE, ChoicesBar
from allydesk.ui.story.lifeline.card import MomentCard
from allydesk.ui.story.lifeline.empty import EmptyLifeline
from allydesk.ui.story.lifeline.links import EntryTitles
from allydesk.ui.story.lifeline.model import HEADERS
from allydesk.ui.story.lifeline.photos import MomentPhotos
from allydesk.ui.story.lifeline.several import SeveralCard
from allydesk.ui.story.lifeline.table import MomentTable
from allydesk.ui.story.lifeline.tray import Tray
from allydesk.ui.story.themes.sofar import ThemesSoFar
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.style import set_role
from allydesk.ui.widgets.words import label

MENU = (("chapters", "Edit chapters…"), ("birth", "When you were born…"), ("removed", "Removed…"))
_GAP = 18
_LOWER = 232
_LEAST_CHART = 300
_NOTHING_DATED = "Moments stand here once you say when they were. You can drag them up from below, too."
_NARROW = 720
"""Pixels at a text scale of 1: below this the two cards stand one above the other."""


class LifelineGround(QWidget):
    """Shows what it is told to; what a person wants of it comes from its parts."""

    entry_asked = Signal(str)
    theme_asked = Signal(str)
    view_chosen = Signal(str)

    def __init__(self, *, tools: StoryTools, photos: MomentPhotos, titles: EntryTitles) -> None:
        super().__init__()
        self._look = tools.look
        self._alone = True
        self._unseen: Lifeline | None = None
        self.trouble = label("", "trouble", wrap=True)
        self.notice = Notice(margin=16)
        self.bar = ChoicesBar(look=tools.look, menu=MENU, columns=HEADERS)
        self.chart = LifelineChart(look=tools.look, habits=tools.habits, today=tools.clock().date())
        self.table = MomentTable(look=tools.look, habits=tools.habits)
        self.tray = Tray()
        self.card = MomentCard(tools=tools, photos=photos, titles=titles)
        self.several = SeveralCard()
        self.sofar = ThemesSoFar(tools=tools)
        self.empty = EmptyLifeline(look=tools.look)
        self.nothing_dated = label(_NOTHING_DATED, "muted", wrap=True)
        self.chart.set_thumbnails(photos.thumbnail)
        self.chart.take_choices(self.bar.choices)
        self._lay_out()
        self._connect(photos)

    @property
    def view(self) -> str:
        """Which of the two is in front."""
        return self.bar.view.value

    def show_lifeline(self, lifeline: Lifeline, *, is_empty: bool) -> None:
        """Show this one."""
        self._show_empty(is_empty=is_empty)
        self._show_on_chart(lifeline)
        self.table.show_lifeline(lifeline)
        self.tray.show_moments(lifeline.undated())
        self._show_tray()

    def follow(self, edit: Edit, lifeline: Lifeline, *, is_empty: bool) -> None:
        """Show the lifeline after this edit."""
        self._show_empty(is_empty=is_empty)
        self._show_on_chart(lifeline)
        self.table.follow(edit, lifeline)
        if any(isinstance(change.record, Moment) and _is_of_tray(change) for change in edit.changes):
            self.tray.show_moments(lifeline.undated())
            self._show_tray()

    def mark(self, ids: tuple[MomentId, ...]) -> None:
        """These are chosen: in the chart, the table and the tray."""
        self.chart.select(ids)
        if self.view == TABLE:
            self.table.select(ids)
        self.tray.mark(frozenset(ids))

    def show_chosen(self, ids: tuple[MomentId, ...], lifeline: Lifeline) -> None:
        """The card of what is chosen."""
        many = len(ids) > 1
        self.several.setVisible(many)
        self.card.setVisible(not many)
        if many:
            self.several.show_moments(ids, lifeline)
        else:
            self.card.show_moment(lifeline.moments.get(ids[0]) if ids else None, lifeline)

    def show_view(self, key: str) -> None:
        """The chart, or the table."""
        self.bar.show_view(key)
        if key == TABLE:
            self.table.catch_up()
        elif self._unseen is not None:
            self._show_on_chart(self._unseen)
        self._show_tray()
        self._stack.setCurrentWidget(self.table if key == TABLE else self.chart)

    def focus_view(self) -> None:
        """Let the keyboard into chart or table."""
        if not self.empty.isHidden():
            self.empty.ways[0].setFocus(Qt.FocusReason.OtherFocusReason)
            return
        view: QWidget = self.table if self.view == TABLE else self.chart
        view.setFocus(Qt.FocusReason.OtherFocusReason)

    def go_to(self, moment_id: MomentId) -> None:
        """Bring a moment into view."""
        self.chart.go_to(moment_id)

    def place_on_chart(self, place: QPoint) -> tuple[VagueDate, int] | None:
        """The date and the height that a place of the screen means; None where there is no chart."""
        inside = self.chart.mapFromGlobal(place)
        if not self.chart.isVisible() or not self.chart.rect().contains(inside):
            return None
        found = self.chart.place_at(inside)
        return None if found is None else (self.chart.meant(found[0]), found[1])

    def say(self, words: str, *, action: str = "", act: Callable[[], object] | None = None) -> None:
        """Say what has happened, with a way to take it back."""
        self.notice.say(words, action=action, act=act)
        self._divide()

    def withdraw_notice(self) -> None:
        """What was said is no longer so, or no longer to be taken back."""
        if not self.notice.isHidden():
            self.notice.withdraw()
            self._divide()

    def tell_trouble(self, words: str) -> None:
        """Say that something is not kept; "" when all is."""
        self.trouble.setText(words)
        self.trouble.setVisible(bool(words))
        self._divide()

    def stand_alone(self, *, alone: bool) -> None:
        """Nothing is beside it, or something is: then the cards below give way to the chart."""
        self._alone = alone
        self._lower.setVisible(alone and self.empty.isHidden())
        self._divide()

    def commit(self) -> None:
        """Keep what is half typed."""
        self.card.themes.commit()

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self.bar.take_look()
        self.table.take_look()
        self.card.take_look()
        self.empty.take_look()
        self._divide()

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self.notice.withdraw()
        self.tell_trouble("")
        self.show_lifeline(Lifeline(), is_empty=False)
        self._unseen = None
        for part in (self.chart, self.table, self.card, self.several, self.sofar):
            part.close_all()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Divide the height anew."""
        super().resizeEvent(event)
        self._divide()

    def _show_on_chart(self, lifeline: Lifeline) -> None:
        """Behind the table the chart is not worked out at each change, but when it comes to the front again."""
        self._unseen = lifeline if self.view == TABLE else None
        if self._unseen is None:
            self.chart.show_lifeline(lifeline)
            is_bare = not any(one.date.is_dated for one in lifeline.moments.values())
            self.nothing_dated.setVisible(is_bare and bool(lifeline.moments))

    def _show_tray(self) -> None:
        """The table has every moment, those without a date too."""
        self.tray.setVisible(bool(self.tray.chips) and self.view == CHART)

    def _show_empty(self, *, is_empty: bool) -> None:
        if self.empty.isHidden() == is_empty:
            self.empty.setVisible(is_empty)
            self._upper.setVisible(not is_empty)
            self.stand_alone(alone=self._alone)

    def _divide(self) -> None:
        """The chart's height follows from the page's alone, so that it stands still when another moment is chosen."""
        told = (part for part in (self.trouble, self.notice) if not part.isHidden())
        room = self.height() - sum(part.heightForWidth(self.width()) + _GAP for part in told)
        below = self._look.scaled(_LOWER) + _GAP if self._alone else 0
        least = (_LEAST_CHART + self._look.scaled(_LEAST_CHART)) // 2 + self.bar.sizeHint().height()
        high = max(least, room - below)
        self._upper.setMinimumHeight(high)
        self._upper.setMaximumHeight(high if self._alone else 16_777_215)
        narrow = self.width() < self._look.scaled(_NARROW)
        self._pair.setDirection(QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight)

    def _lay_out(self) -> None:
        self._stack = QStackedWidget()
        self._stack.addWidget(self.chart)
        over = QVBoxLayout(self.chart)
        over.setSizeConstraint(QVBoxLayout.SizeConstraint.SetNoConstraint)
        over.setContentsMargins(64, 24, 24, 24)
        over.addWidget(self.nothing_dated, 0, Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignHCenter)
        self.nothing_dated.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
        self._stack.addWidget(self.table)
        self._upper = QFrame()
        set_role(self._upper, "card")
        upper = QVBoxLayout(self._upper)
        upper.setContentsMargins(12, 8, 12, 10)
        upper.setSpacing(4)
        upper.addWidget(self.bar)
        upper.addWidget(self._stack, 1)
        upper.addWidget(self.tray)
        self._lower = QWidget()
        self._pair = QBoxLayout(QBoxLayout.Direction.LeftToRight, self._lower)
        self._pair.setContentsMargins(0, 0, 0, 0)
        self._pair.setSpacing(16)
        left = QWidget()
        inside = QVBoxLayout(left)
        inside.setContentsMargins(0, 0, 0, 0)
        inside.addWidget(self.card)
        inside.addWidget(self.several)
        self._pair.addWidget(left, 55)
        self._pair.addWidget(self.sofar, 45)
        inner = QWidget()
        column = QVBoxLayout(inner)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(_GAP)
        for part in (self.trouble, self.notice):
            column.addWidget(part)
        column.addWidget(self.empty, 1)
        column.addWidget(self._upper)
        column.addWidget(self._lower, 1)
        self._scroll: QScrollArea = scrolling(inner)
        self._scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self._scroll)
        for hidden in (self.trouble, self.several, self.empty):
            hidden.hide()

    def _connect(self, photos: MomentPhotos) -> None:
        self.bar.view.chosen.connect(self.view_chosen)
        self.bar.choices_changed.connect(self.chart.take_choices)
        self.bar.zoom_asked.connect(self.chart.zoom)
        self.bar.fit_asked.connect(self.chart.fit)
        self.bar.sort_asked.connect(lambda column, descending: self.table.sort_by(column, descending=descending))
        self.table.order_changed.connect(lambda column, descending: self.bar.show_order(column, descending=descending))
        self.bar.show_order(0, descending=False)
        photos.arrived.connect(self.chart.update)
        self.card.entry_asked.connect(self.entry_asked)
        self.card.theme_asked.connect(self.theme_asked)
        self.sofar.theme_asked.connect(self.theme_asked)


def _is_of_tray(change: Change) -> bool:
    """Whether it changes what is in the tray: not when a moment had a date before and has one after it."""
    return not all(isinstance(one, Moment) and one.date.is_dated for one in (change.before, change.after))
