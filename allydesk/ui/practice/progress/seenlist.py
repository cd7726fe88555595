"""What was observed of a skill and when, newest first; each leads to its run."""

from collections.abc import Sequence

from PySide6.QtCore import QAbstractListModel, QObject, QRect, Qt
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import QStyleOptionViewItem

from allydesk.practice.progress import Observation
from allydesk.practice.skills import LEVEL_WORDS
from allydesk.ui.practice.library.painting import Writer, paint_card
from allydesk.ui.practice.library.tall import Index, TallDelegate, TallList
from allydesk.ui.practice.library.words import day_in_words
from allydesk.ui.practice.progress.words import observation_in_words
from allydesk.ui.theme import Look, Tone

SEEN = Qt.ItemDataRole.UserRole
"""The `Observation` of an index."""
_SIDE, _HIGH, _BETWEEN, _GAP = 16, 11, 3, 8
"""Pixels: beside a card's words, above and below them, between two lines, and between two cards."""


class SeenModel(QAbstractListModel):
    """The observations, newest first."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._seen: Sequence[Observation] = ()

    @property
    def seen(self) -> Sequence[Observation]:
        """What is shown."""
        return self._seen

    def show_seen(self, seen: Sequence[Observation]) -> None:
        """Show these, given oldest first."""
        self.beginResetModel()
        self._seen = tuple(reversed(seen))
        self.endResetModel()

    def rowCount(self, parent: Index | None = None) -> int:
        """How many there are."""
        return 0 if parent is not None and parent.isValid() else len(self._seen)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """What a row says; `SEEN` is the observation."""
        one = self._seen[index.row()]
        found: dict[int, object] = {
            Qt.ItemDataRole.DisplayRole: one.observed.behaviour,
            Qt.ItemDataRole.AccessibleTextRole: observation_in_words(one),
            SEEN: one,
        }
        return found.get(role)


class SeenDelegate(TallDelegate):
    """Paints a card: the day and the scenario, what was done, and how clearly."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._width = 0
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        look = self._look
        self._behaviour = Writer(look.ui_font(), look=look)
        self._small = Writer(look.ui_font(size=13), look=look, tone=Tone.MUTED)

    def fit(self, width: int) -> None:
        """Rows are so wide from now on."""
        self._width = width

    def height(self, index: Index) -> int:
        """Three parts, each with as many lines as it needs."""
        parts = self._parts(index.data(SEEN))
        inside = self._width - 2 * _SIDE
        words = sum(writer.height(text, inside) for writer, text in parts)
        return 2 * _HIGH + words + (len(parts) - 1) * _BETWEEN + _GAP

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one row."""
        painter.save()
        card = option.rect.adjusted(0, 0, 0, -_GAP)
        paint_card(painter, card, option.state, look=self._look)
        inside = card.adjusted(_SIDE, _HIGH, -_SIDE, -_HIGH)
        top = inside.top()
        for writer, text in self._parts(index.data(SEEN)):
            high = writer.height(text, inside.width())
            writer.write(painter, QRect(inside.left(), top, inside.width(), high), text)
            top += high + _BETWEEN
        painter.restore()

    def _parts(self, one: Observation) -> tuple[tuple[Writer, str], ...]:
        level = LEVEL_WORDS[one.observed.level]
        how = f"{level} · seen by {one.observed.by}" if one.observed.by else level
        return (
            (self._small, f"{day_in_words(one.when.date())} · {one.scenario.title}"),
            (self._behaviour, one.observed.behaviour),
            (self._small, how[:1].upper() + how[1:]),
        )


class SeenList(TallList):
    """`opened` carries the index whose run is asked for."""

    def __init__(self, *, look: Look) -> None:
        self._rows = SeenModel()
        self._paints = SeenDelegate(look=look)
        super().__init__("What was observed, and when", model=self._rows, delegate=self._paints)

    @property
    def seen(self) -> Sequence[Observation]:
        """What is shown, newest first."""
        return self._rows.seen

    def show_seen(self, seen: Sequence[Observation]) -> None:
        """Show these, given oldest first."""
        self._rows.show_seen(seen)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._paints.take_look()
        self.fit()
