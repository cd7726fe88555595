"""The list of themes and moments beside the page: each can be dragged into the text, or put there by Enter."""

from collections.abc import Sequence

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QKeyEvent, QPainter, QPen
from PySide6.QtWidgets import QAbstractItemView, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem

from allydesk.ui.icons import GRID
from allydesk.ui.story.telling.piecerows import ROW, PieceModel, PieceRow, RowKind
from allydesk.ui.story.telling.pieces import Piece
from allydesk.ui.story.themes.patterns import MARK, paint_shade
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone

_EDGE = 8
_ABOVE, _PADDING = 14, 6
"""Pixels at a text scale of 1: above a theme, and above and below the words of a row."""
_STEP = 22
"""How far moments stand in under their theme."""
_LEFT = int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)


class PieceDelegate(QStyledItemDelegate):
    """Paints a row: a theme with its mark, or a moment with its date; and a tick where the text has touched it."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As high as its words; as wide as the list is."""
        del option
        row = index.data(ROW)
        high = self._line(row) + 2 * self._look.scaled(_PADDING)
        if row.kind is RowKind.MOMENT:
            return QSize(80, high + (self._small_line() if row.detail else 0))
        return QSize(80, high + (self._look.scaled(_ABOVE) if index.row() else 0))

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """Paint one row."""
        row: PieceRow = index.data(ROW)
        area: QRect = option.rect
        state: QStyle.StateFlag = option.state
        if row.kind is not RowKind.MOMENT and index.row():
            area = area.adjusted(0, self._look.scaled(_ABOVE), 0, 0)
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        self._paint_ground(painter, area, state)
        inside = area.adjusted(_EDGE, 0, -_EDGE, 0)
        inside = self._paint_tick(painter, inside, row)
        if row.kind is RowKind.MOMENT:
            self._paint_moment(painter, inside, row)
        else:
            self._paint_head(painter, inside, row)
        painter.restore()

    def _paint_ground(self, painter: QPainter, area: QRect, state: QStyle.StateFlag) -> None:
        palette, flag = self._look.palette, QStyle.StateFlag
        if state & (flag.State_Selected | flag.State_MouseOver):
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(palette.colour(Tone.SELECTION))
            painter.drawRoundedRect(QRectF(area), 8, 8)
        if state & flag.State_Selected and state & flag.State_HasFocus:
            painter.setPen(QPen(palette.colour(Tone.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(QRectF(area).adjusted(1, 1, -1, -1), 8, 8)

    def _paint_tick(self, painter: QPainter, inside: QRect, row: PieceRow) -> QRect:
        """Paint it where there is one; what is left of the room."""
        side = self._look.scaled(GRID)
        if row.touched:
            place = QRect(inside.right() - side, inside.center().y() - side // 2, side, side)
            self._look.icon("check", Tone.ACCENT).paint(painter, place)
        return inside.adjusted(0, 0, -side - _EDGE, 0)

    def _paint_head(self, painter: QPainter, inside: QRect, row: PieceRow) -> None:
        if row.kind is RowKind.THEME:
            side = self._look.scaled(MARK)
            mark = QRectF(inside.left(), inside.center().y() - side / 2 + 0.5, side, side)
            paint_shade(painter, mark, row.shade, look=self._look)
        words = inside.adjusted(self._look.scaled(_STEP), 0, 0, 0)
        if row.kind is RowKind.LOOSE:
            words = inside
        room = self._advance(self._small(), row.detail) + _EDGE
        name = self._cut(self._strong(), row.title, max(words.width() - room, words.width() // 2))
        self._write(painter, words, name, self._strong(), Tone.INK)
        after = words.adjusted(self._advance(self._strong(), name) + _EDGE, 0, 0, 0)
        self._write(painter, after, row.detail, self._small(), Tone.MUTED)

    def _paint_moment(self, painter: QPainter, inside: QRect, row: PieceRow) -> None:
        words = inside.adjusted(self._look.scaled(_STEP), self._look.scaled(_PADDING), 0, 0)
        words.setHeight(self._line(row))
        self._write(painter, words, row.title, self._look.ui_font(), Tone.INK)
        below = QRect(words.left(), words.bottom() + 1, words.width(), self._small_line())
        self._write(painter, below, row.detail, self._small(), Tone.MUTED)

    def _write(self, painter: QPainter, place: QRect, words: str, font: QFont, tone: Tone) -> None:
        painter.setFont(font)
        painter.setPen(self._look.palette.colour(tone))
        painter.drawText(place, _LEFT, self._cut(font, words, place.width()))

    def _line(self, row: PieceRow) -> int:
        font = self._look.ui_font() if row.kind is RowKind.MOMENT else self._strong()
        return QFontMetrics(font).height()

    def _small_line(self) -> int:
        return QFontMetrics(self._small()).height()

    def _strong(self) -> QFont:
        return self._look.ui_font(semibold=True)

    def _small(self) -> QFont:
        return self._look.ui_font(size=13)

    @staticmethod
    def _advance(font: QFont, words: str) -> int:
        return QFontMetrics(font).horizontalAdvance(words)

    @staticmethod
    def _cut(font: QFont, words: str, width: int) -> str:
        return QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, max(width, 0))


class PieceList(QListView):
    """Enter or a double click puts the chosen one into the text; Escape goes back to it."""

    put_asked = Signal(object)
    """The `Piece` is to go into the text."""
    chosen = Signal()
    """Another row is chosen."""
    left = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._rows = PieceModel(self)
        self._delegate = PieceDelegate(look=look)
        set_role(self, "pieces")
        self.setModel(self._rows)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Themes and moments")
        self.setMouseTracking(True)
        self.setEditTriggers(QAbstractItemView.EditTrigger.NoEditTriggers)
        self.setDragDropMode(QAbstractItemView.DragDropMode.DragOnly)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.doubleClicked.connect(lambda _index: self.put_chosen())
        self.selectionModel().currentChanged.connect(lambda _now, _before: self.chosen.emit())

    @property
    def piece(self) -> Piece | None:
        """What the chosen row puts into the text; None without one."""
        row = self._rows.row_at(self.currentIndex())
        return row.piece if row is not None and row.piece.text else None

    @property
    def rows(self) -> PieceModel:
        """What is shown."""
        return self._rows

    def show_rows(self, rows: Sequence[PieceRow]) -> None:
        """Show these; the chosen one stays so, and the place one has scrolled to."""
        row, before = self._rows.row_at(self.currentIndex()), self.currentIndex().row()
        scrolled = self.verticalScrollBar().value()
        self._rows.show_rows(rows)
        if row is not None and not self.currentIndex().isValid():
            # A moment has a row under each of its themes.
            same = self._rows.row_at(self._rows.index(before))
            place = before if same is not None and same.key == row.key else self._rows.place_of(row.key)
            self.setCurrentIndex(self._rows.index(place))
        self.verticalScrollBar().setValue(scrolled)
        self.chosen.emit()

    def choose(self, key: str) -> None:
        """Choose the row with that id, and bring it into view."""
        place = self._rows.place_of(key)
        if place >= 0:
            self.setCurrentIndex(self._rows.index(place))
            self.scrollTo(self.currentIndex())

    def put_chosen(self) -> None:
        """Ask for the chosen one to be put into the text."""
        piece = self.piece
        if piece is not None:
            self.put_asked.emit(piece)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self.doItemsLayout()
        self.viewport().update()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Put it into the text, go back there, or go to another row."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.put_chosen()
        elif event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)
