"""The takes of one story, compared over time."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.story.takes import compared, length_in_figures, rating_in_words
from allydesk.story.telling import Take
from allydesk.ui.looking_back.chartcard import ChartCard
from allydesk.ui.looking_back.words import short_day
from allydesk.ui.settings.step import scrolling
from allydesk.ui.story.practising.takechart import TakeChart
from allydesk.ui.story.practising.takerow import TakeRow
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

_SHOWN = 20
"""Takes in the list at first; the chart has them all."""
_NOTHING = "No takes yet. When you have told the story once, you can keep that here, with its length and your notes."
_COLUMNS = ("Day", "Length", "Words a minute", "How it was")


class TakeList(QWidget):
    """A chart of all takes, and below it one card for each, newest first."""

    changed = Signal(object)
    """A `Take` with another rating or other notes."""
    removal_asked = Signal(object)
    audio_removal_asked = Signal(object)
    listen_asked = Signal(object)

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._takes: list[Take] = []
        self._most = _SHOWN
        self._can_listen = False
        self.rows: list[TakeRow] = []
        self.empty = label(_NOTHING, "muted", wrap=True)
        self.chart = TakeChart(look=look)
        self.card = ChartCard("Over time", self.chart, columns=_COLUMNS, look=look, wide=True)
        self.more = button("Show all takes", "text")
        self._lay_out()
        self.card.place_asked.connect(self._go_to)
        self.more.clicked.connect(lambda _checked: self._show_all())
        look.changed.connect(self.take_look)

    @property
    def takes(self) -> Sequence[Take]:
        """What is shown, oldest first."""
        return self._takes

    def show_takes(self, takes: Sequence[Take], *, can_listen: bool) -> None:
        """Show these. A card that is there already stays as it is, with what is being typed in it."""
        self._takes, self._can_listen = list(takes), can_listen
        found = compared(takes)
        self.chart.show_takes(found)
        self.card.show_rows(
            [
                (
                    short_day(one.take.begun.date()),
                    length_in_figures(one.take.seconds),
                    "" if one.pace is None else str(one.pace),
                    rating_in_words(one.take.rating),
                )
                for one in found
            ]
        )
        known = {row.take.id: row for row in self.rows}
        newest = found[::-1][: self._most]
        self.rows = []
        for place, one in enumerate(newest):
            row = known.pop(one.take.id, None)
            if row is None:
                row = self._made(TakeRow(one, look=self._look, can_listen=can_listen))
            else:
                row.show_take(one)
            if self._column.indexOf(row) != place:
                self._column.insertWidget(place, row)
            self.rows.append(row)
        for row in known.values():
            self._let_go(row)
        self.empty.setVisible(not found)
        self.card.setVisible(len(found) > 1)  # one take alone is no course of time
        self.more.setVisible(len(found) > len(newest))

    def show_playing(self, take_id: str) -> None:
        """Which take's recording is being played; "" for none."""
        for row in self.rows:
            row.show_playing(on=row.take.id == take_id)

    def commit(self) -> None:
        """Tell of everything that is typed."""
        for row in self.rows:
            row.commit()

    def clear(self) -> None:
        """Drop all of it."""
        self._takes, self._most = [], _SHOWN
        for row in self.rows:
            self._let_go(row)
        self.rows = []
        self.chart.show_takes(())
        self.card.close_all()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.card.take_look()
        for row in self.rows:
            row.take_look()

    # Inside

    def _made(self, row: TakeRow) -> TakeRow:
        row.changed.connect(self.changed)
        row.removal_asked.connect(lambda: self.removal_asked.emit(row.take))
        row.audio_removal_asked.connect(lambda: self.audio_removal_asked.emit(row.take))
        row.opened.connect(lambda: QTimer.singleShot(0, row, lambda: self._scrolled.ensureWidgetVisible(row)))
        row.listen_asked.connect(lambda: self.listen_asked.emit(row.take))
        return row

    def _let_go(self, row: TakeRow) -> None:
        self._column.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _show_all(self) -> None:
        self._most = len(self._takes)
        self.show_takes(self._takes, can_listen=self._can_listen)

    def _go_to(self, place: int) -> None:
        self._show_all()
        row = self.rows[len(self._takes) - 1 - place]
        self._scrolled.ensureWidgetVisible(row)
        row.change.setFocus(Qt.FocusReason.OtherFocusReason)

    def _lay_out(self) -> None:
        inner = QWidget()
        self._column = QVBoxLayout()
        self._column.setSpacing(12)
        whole = QVBoxLayout(inner)
        whole.setContentsMargins(0, 0, 12, 8)
        whole.setSpacing(14)
        whole.addWidget(self.empty)
        whole.addWidget(self.card)
        whole.addLayout(self._column)
        whole.addWidget(self.more, 0, Qt.AlignmentFlag.AlignLeft)
        whole.addStretch(1)
        self._scrolled = scrolling(inner)
        outer = QVBoxLayout(self)
        outer.setContentsMargins(0, 0, 0, 0)
        outer.addWidget(self._scrolled)
