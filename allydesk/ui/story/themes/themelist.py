"""The person's themes in their order: named in place, moved by drag and by keys."""

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFontMetrics, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractItemDelegate,
    QAbstractItemView,
    QApplication,
    QLineEdit,
    QListView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from allydesk.story.theming import LONGEST_NAME
from allydesk.ui.story.themes.drawing import draw_ground
from allydesk.ui.story.themes.patterns import MARK, paint_shade
from allydesk.ui.story.themes.thememodel import ROW, ThemeRow, ThemesModel
from allydesk.ui.story.themes.words import counted_moments, theme_words
from allydesk.ui.style import set_role
from allydesk.ui.templates.parts import step_of
from allydesk.ui.theme import Look, Tone

_Index = QModelIndex | QPersistentModelIndex
_ROW, _SIDE, _GAP = 54, 12, 12
_LINES = (22, 18)
"""The heights of the name and of what is under it, in pixels at a text scale of 1."""


class ThemeDelegate(QStyledItemDelegate):
    """Paints a theme's mark, its name, and under it how many moments it has and how its memo begins."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self, option: QStyleOptionViewItem, index: _Index) -> QSize:
        """All rows are of one height."""
        del option, index
        return QSize(self._look.scaled(120), self._look.scaled(_ROW))

    def createEditor(  # noqa: N802 - Qt's name
        self, parent: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> QWidget:
        """A field for the name, over the name."""
        del option
        field = QLineEdit(parent)
        set_role(field, "theme-edit")
        field.setMaxLength(LONGEST_NAME)
        field.setPlaceholderText("In your own word or two")
        field.setAccessibleName("Name of the theme" if index.data(ROW).theme.id else "Name of the new theme")
        return field

    def updateEditorGeometry(  # noqa: N802 - Qt's name
        self, editor: QWidget, option: QStyleOptionViewItem, index: _Index
    ) -> None:
        """As wide as the name may be."""
        del index
        editor.setGeometry(option.rect.adjusted(self._words_left() - 9, 6, -6, -6))

    def setEditorData(self, editor: QWidget, index: _Index) -> None:  # noqa: N802 - Qt's name
        """Begin with the name there is; what is typed since stays, whatever becomes of the row."""
        if isinstance(editor, QLineEdit) and not editor.isModified():
            super().setEditorData(editor, index)

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Paint one row."""
        row: ThemeRow = index.data(ROW)
        place = option.rect
        painter.save()
        draw_ground(painter, place, option.state, look=self._look)
        side = self._look.scaled(MARK + 2)
        mark = QRectF(place.left() + _SIDE, place.center().y() - side / 2 + 0.5, side, side)
        chosen = bool(option.state & QStyle.StateFlag.State_Selected)
        paint_shade(painter, mark, row.theme.shade, look=self._look, ground=Tone.SELECTION if chosen else Tone.SURFACE)
        name, under = (self._look.scaled(line) for line in _LINES)
        words = place.adjusted(self._words_left(), (place.height() - name - under) // 2, -_SIDE, 0)
        memo = " ".join(row.theme.memo.split())
        second = f"{counted_moments(row.count)} · {memo}" if memo else counted_moments(row.count)
        self._write(painter, QRect(words.topLeft(), QSize(words.width(), name)), theme_words(row.theme))
        lower = QRect(words.left(), words.top() + name, words.width(), under)
        self._write(painter, lower, second, size=13, tone=Tone.MUTED)
        painter.restore()

    def _words_left(self) -> int:
        return _SIDE + self._look.scaled(MARK + 2) + _GAP

    def _write(self, painter: QPainter, place: QRect, words: str, *, size: float = 15, tone: Tone = Tone.INK) -> None:
        font = self._look.ui_font(size=size)
        painter.setFont(font)
        painter.setPen(self._look.palette.colour(tone))
        cut = QFontMetrics(font).elidedText(words, Qt.TextElideMode.ElideRight, place.width())
        painter.drawText(place, int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter), cut)


class ThemesView(QListView):
    """F2 or a double click names a theme, Alt with the up or down key moves it, Delete asks to take it away."""

    chosen = Signal(str)
    """Another theme was chosen; carries its id."""
    move_asked = Signal(str, int)
    """A theme is to stand at this place, counted from 0."""
    removal_asked = Signal(str)
    menu_asked = Signal(str, QPoint)
    """What can be done with a theme is wanted, at this point of the screen."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.themes = ThemesModel()
        self._delegate = ThemeDelegate(look=look)
        self._pressed: tuple[str, QPoint] | None = None
        self._drop: int | None = None
        set_role(self, "themes")
        self.setModel(self.themes)
        self.setItemDelegate(self._delegate)
        self.setAccessibleName("Your themes")
        self.setAccessibleDescription("F2 names a theme, Alt with the up and down keys moves it")
        self.setMouseTracking(True)
        self.setUniformItemSizes(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        triggers = QAbstractItemView.EditTrigger
        self.setEditTriggers(triggers.DoubleClicked | triggers.EditKeyPressed)
        self.selectionModel().currentChanged.connect(self._choose)

    @property
    def theme_id(self) -> str | None:
        """The theme that is chosen."""
        row = self.currentIndex().row()
        rows = self.themes.rows
        return rows[row].theme.id if 0 <= row < len(rows) else None

    def choose(self, theme_id: str | None) -> None:
        """Choose this one, if it is there."""
        place = self.themes.place_of(theme_id)
        if place >= 0:
            self.setCurrentIndex(self.themes.index(place))
            self.scrollTo(self.themes.index(place))

    def name_new(self, shade: int) -> None:
        """Ask for the name of a theme to be made, in a row at the end."""
        self.commit()
        index = self.themes.begin_draft(shade)
        self.setCurrentIndex(index)
        self.scrollTo(index)
        self.setFocus()
        self.edit(index)

    def name_chosen(self) -> None:
        """Ask for another name of the theme that is chosen."""
        if self.theme_id is not None:
            self.setFocus()
            self.edit(self.currentIndex())

    def commit(self) -> None:
        """Take the name that is being typed as it is."""
        field = self.name_field
        if field is not None:
            self._delegate.commitData.emit(field)
            self._delegate.closeEditor.emit(field, QAbstractItemDelegate.EndEditHint.NoHint)

    @property
    def name_field(self) -> QLineEdit | None:
        """Where a name is being typed."""
        found = self.indexWidget(self.currentIndex())  # not by the state: Qt forgets that when another row goes
        return found if isinstance(found, QLineEdit) else None

    def sizeHint(self) -> QSize:
        """No higher than a few rows; it takes what there is."""
        return QSize(super().sizeHint().width(), 3 * self.row_height())

    def closeEditor(self, editor: QWidget, hint: QAbstractItemDelegate.EndEditHint) -> None:  # noqa: N802 - Qt's name
        """A name has been typed, or given up; the Tab key does not go on to name the next theme."""
        del hint
        super().closeEditor(editor, QAbstractItemDelegate.EndEditHint.NoHint)
        self.themes.end_draft()

    def row_height(self) -> int:
        """Pixels of one row."""
        return self._look.scaled(_ROW)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self.doItemsLayout()
        self.viewport().update()

    # By keyboard

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Move, take away, or go to another."""
        theme_id, step = self.theme_id, step_of(event)
        if theme_id is not None and step:
            self.move_asked.emit(theme_id, self.themes.place_of(theme_id) + step)
        elif theme_id is not None and event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removal_asked.emit(theme_id)
        elif event.key() == Qt.Key.Key_Escape and self._drop is not None:
            self._end_drag()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Ask for the menu of a theme, at the mouse or under its row."""
        by_mouse = event.reason() == QContextMenuEvent.Reason.Mouse
        index = self.indexAt(event.pos()) if by_mouse else self.currentIndex()
        if 0 <= index.row() < len(self.themes.rows):
            self.setCurrentIndex(index)
            below = self.viewport().mapToGlobal(self.visualRect(index).bottomLeft() + QPoint(_SIDE, 0))
            self.menu_asked.emit(self.themes.rows[index.row()].theme.id, event.globalPos() if by_mouse else below)

    # By mouse: Qt's own drag and drop would run an event loop of its own

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """Perhaps the beginning of a drag."""
        super().mousePressEvent(event)
        row = self.indexAt(event.position().toPoint()).row()
        if event.button() == Qt.MouseButton.LeftButton and 0 <= row < len(self.themes.rows):
            self._pressed = (self.themes.rows[row].theme.id, event.position().toPoint())

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Show where the theme would go."""
        if self._pressed is None or not event.buttons() & Qt.MouseButton.LeftButton:
            super().mouseMoveEvent(event)
            return
        point = event.position().toPoint()
        if self._drop is None and (point - self._pressed[1]).manhattanLength() < QApplication.startDragDistance():
            return
        self.setCursor(Qt.CursorShape.ClosedHandCursor)
        self._drop = self._gap_at(point.y())
        if not self.viewport().rect().adjusted(0, _SIDE, 0, -_SIDE).contains(0, point.y()):
            bar = self.verticalScrollBar()
            bar.setValue(bar.value() + (-_SIDE if point.y() < _SIDE else _SIDE))
        self.viewport().update()

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """Put the theme there."""
        pressed, drop = self._pressed, self._drop
        self._end_drag()
        super().mouseReleaseEvent(event)
        if pressed is not None and drop is not None:
            before = self.themes.place_of(pressed[0])
            to = drop - 1 if drop > before else drop
            if before >= 0 and to != before:
                self.move_asked.emit(pressed[0], to)

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the rows, and where a dragged one would go."""
        super().paintEvent(event)
        if self._drop is None:
            return
        painter = QPainter(self.viewport())
        painter.setPen(QPen(self._look.palette.colour(Tone.ACCENT), 3))
        level = self._drop * self.row_height() - self.verticalScrollBar().value()
        level = max(2, min(level, self.viewport().height() - 2))
        painter.drawLine(_SIDE, level, self.viewport().width() - _SIDE, level)
        painter.end()

    def _gap_at(self, y: int) -> int:
        """Between which rows that is: 0 is above the first."""
        gap = round((y + self.verticalScrollBar().value()) / self.row_height())
        return max(0, min(gap, len(self.themes.rows)))

    def _end_drag(self) -> None:
        self._pressed = self._drop = None
        self.unsetCursor()
        self.viewport().update()

    def _choose(self, _current: QModelIndex, _before: QModelIndex) -> None:
        theme_id = self.theme_id
        if theme_id is not None:
            self.chosen.emit(theme_id)
