"""The files of an entry as tiles, in one row that one walks along with the arrow keys."""

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QContextMenuEvent, QFocusEvent, QFontMetricsF, QKeyEvent, QPainter, QPen, QPixmap
from PySide6.QtWidgets import QLineEdit, QListView, QStyle, QStyledItemDelegate, QStyleOptionViewItem, QWidget

from allydesk.journal.entry import Attachment
from allydesk.ui.journal.files.pictures import Pictures
from allydesk.ui.journal.files.words import described, said_size, short_kind, split_name
from allydesk.ui.theme import Look, Tone

WIDTH, PICTURE, LINE, EDGE = 196, 52, 18, 6
"""Pixels at a text scale of 1: a tile, the picture in it, each of the two lines of words beside it, and the room
around. It is low, so that the text keeps its room."""
NAME_FIELD = 260
"""Pixels at a text scale of 1: a name is longer than a tile is wide."""
_SHEET = """
QListView, QListView:focus { background: transparent; border: none; }
QListView QLineEdit, QListView QLineEdit:focus { padding: 0px 4px; border-radius: 6px; }
"""
ATTACHMENT = Qt.ItemDataRole.UserRole + 1

Index = QModelIndex | QPersistentModelIndex
_ROOT = QModelIndex()


class FilesModel(QAbstractListModel):
    """The files, in the order they came. `rename_asked(attachment, name)` when another name was typed."""

    rename_asked = Signal(object, str)

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.locked = False
        self._files: tuple[Attachment, ...] = ()

    @property
    def files(self) -> tuple[Attachment, ...]:
        """What is shown."""
        return self._files

    def show_files(self, files: tuple[Attachment, ...]) -> None:
        """Show these instead."""
        self.beginResetModel()
        self._files = files
        self.endResetModel()

    def rowCount(self, parent: Index = _ROOT) -> int:
        """How many there are."""
        return 0 if parent.isValid() else len(self._files)

    def flags(self, index: Index) -> Qt.ItemFlag:
        """A file of a locked entry keeps its name."""
        usual = super().flags(index)
        return usual if self.locked else usual | Qt.ItemFlag.ItemIsEditable

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> object:
        """The file itself, its name, and what is said of it."""
        if not index.isValid() or index.row() >= len(self._files):
            return None
        file = self._files[index.row()]
        if role == ATTACHMENT:
            return file
        if role == Qt.ItemDataRole.AccessibleTextRole:
            return described(file)
        if role == Qt.ItemDataRole.EditRole:
            return split_name(file.name)[0]
        return file.name if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.ToolTipRole) else None

    def setData(self, index: Index, value: object, role: int = Qt.ItemDataRole.EditRole) -> bool:
        """Another name was typed; the end of the old one stays, so that the file is still known by it."""
        if role != Qt.ItemDataRole.EditRole or self.locked or not index.isValid():
            return False
        file = self._files[index.row()]
        stem, end = split_name(file.name)
        typed = str(value).strip()
        if typed and typed != stem:
            self.rename_asked.emit(file, typed if end and typed.endswith(end) else typed + end)
        return True


class TileDelegate(QStyledItemDelegate):
    """Paints a tile: the picture or the kind of file, the name, the size."""

    def __init__(self, *, look: Look, pictures: Pictures, parent: QObject) -> None:
        super().__init__(parent)
        self._look = look
        self._pictures = pictures

    def tile(self) -> QSize:
        """The size of every tile at the present text size, in pixels."""
        return QSize(self._part(WIDTH), 2 * self._look.scaled(LINE) + 2 * EDGE)

    def sizeHint(self, _option: QStyleOptionViewItem, _index: Index) -> QSize:
        """The one size all tiles have."""
        return self.tile()

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint one tile."""
        file = index.data(ATTACHMENT)
        if file is None:
            return
        area = QRectF(option.rect).adjusted(1, 1, -1, -1)
        painter.save()
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        if option.state & QStyle.StateFlag.State_Selected:
            painter.setPen(Qt.PenStyle.NoPen)
            painter.setBrush(self._look.palette.colour(Tone.SELECTION))
            painter.drawRoundedRect(area, 8, 8)
        self._paint_picture(painter, self._picture_area(area), file)
        self._paint_words(painter, area, file)
        if option.state & QStyle.StateFlag.State_HasFocus:
            painter.setPen(QPen(self._look.palette.colour(Tone.ACCENT), 2))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            painter.drawRoundedRect(area.adjusted(1, 1, -1, -1), 7, 7)
        painter.restore()

    def createEditor(self, parent: QWidget, _option: QStyleOptionViewItem, _index: Index) -> QWidget:  # noqa: N802
        """A field in the place of the name."""
        field = QLineEdit(parent)
        field.setAccessibleName("New name")
        field.setFont(self._look.ui_font(size=13))
        return field

    def updateEditorGeometry(  # noqa: N802
        self, editor: QWidget, option: QStyleOptionViewItem, _index: Index
    ) -> None:
        """Over the words, and as wide as there is room."""
        high = min(self._look.scaled(30), option.rect.height() - 2)
        top = option.rect.center().y() - high // 2
        room = editor.parentWidget()
        most = room.width() if room is not None else option.rect.width()
        wide = min(self._look.scaled(NAME_FIELD), most)
        beside = int(self._picture_area(QRectF(option.rect)).right()) + EDGE
        editor.setGeometry(max(0, min(beside, most - wide)), top, wide, high)

    def _picture_area(self, area: QRectF) -> QRectF:
        return QRectF(area.left() + EDGE, area.top() + EDGE, self._part(PICTURE), area.height() - 2 * EDGE)

    def _part(self, pixels: float) -> int:
        """A measure that grows half as much as the text: the words need the room more than the pictures do."""
        return round((pixels + self._look.scaled(pixels)) / 2)

    def _paint_picture(self, painter: QPainter, area: QRectF, file: Attachment) -> None:
        colour = self._look.palette.colour
        small = self._pictures.thumbnail(file)
        if small is not None:
            painter.drawPixmap(_filling(area, small), small, QRectF(small.rect()))
            return
        painter.setPen(QPen(colour(Tone.LINE), 1))
        painter.setBrush(colour(Tone.SURFACE))
        painter.drawRoundedRect(area.adjusted(0.5, 0.5, -0.5, -0.5), 6, 6)
        painter.setFont(self._look.ui_font(size=13, semibold=True))
        painter.setPen(colour(Tone.MUTED))
        painter.drawText(area, Qt.AlignmentFlag.AlignCenter, short_kind(file))

    def _paint_words(self, painter: QPainter, area: QRectF, file: Attachment) -> None:
        font = self._look.ui_font(size=13)
        left = self._picture_area(area).right() + 2 * EDGE
        room = area.right() - EDGE - left
        line = self._look.scaled(LINE)
        top = area.center().y() - line
        painter.setFont(font)
        lines = ((file.name, Tone.INK), (said_size(file.size), Tone.MUTED))
        for number, (words, tone) in enumerate(lines):
            shown = QFontMetricsF(font).elidedText(words, Qt.TextElideMode.ElideMiddle, room)
            painter.setPen(self._look.palette.colour(tone))
            where = QRectF(left, top + number * line, room, line)
            painter.drawText(where, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter, shown)


class FilesView(QListView):
    """One row of tiles: arrows walk, Return opens, Delete removes, F2 renames, the menu key has the rest."""

    opened = Signal(object)
    removed = Signal(object)
    menu_asked = Signal(object, object)
    """The file, and where on the screen."""

    def __init__(self, *, look: Look, model: FilesModel, pictures: Pictures) -> None:
        super().__init__()
        self._tiles = TileDelegate(look=look, pictures=pictures, parent=self)
        self.setModel(model)
        self.setItemDelegate(self._tiles)
        self.setViewMode(QListView.ViewMode.IconMode)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setMovement(QListView.Movement.Static)
        self.setWrapping(False)
        self.setUniformItemSizes(True)
        self.setEditTriggers(QListView.EditTrigger.EditKeyPressed)
        self.setHorizontalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setTabKeyNavigation(False)
        self.setDragEnabled(False)
        self.setAcceptDrops(False)
        self.viewport().setAcceptDrops(False)
        self.setAccessibleName("Files kept with this entry")
        self.setStyleSheet(_SHEET)
        self.doubleClicked.connect(lambda index: self.opened.emit(index.data(ATTACHMENT)))
        pictures.arrived.connect(self.viewport().update)
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present sizes."""
        tile = self._tiles.tile()
        self.setGridSize(tile)
        self.setFixedHeight(tile.height() + self.horizontalScrollBar().sizeHint().height() + 2)
        self.scheduleDelayedItemsLayout()

    def current_file(self) -> Attachment | None:
        """The file the keyboard is on."""
        found = self.currentIndex().data(ATTACHMENT)
        return found if isinstance(found, Attachment) else None

    def go_to(self, row: int) -> None:
        """Stand on this file, or on the last one there is."""
        count = self.model().rowCount()
        if count:
            self.setCurrentIndex(self.model().index(min(row, count - 1), 0))

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The keyboard came here: stand on a file at once."""
        if not self.currentIndex().isValid():
            self.go_to(0)
        super().focusInEvent(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open or remove the file one stands on."""
        file = self.current_file()
        if file is not None and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.opened.emit(file)
        elif file is not None and event.key() == Qt.Key.Key_Delete:
            self.removed.emit(file)
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """The menu of the file under the pointer, or of the one the keyboard is on."""
        by_key = event.reason() == QContextMenuEvent.Reason.Keyboard
        index = self.currentIndex() if by_key else self.indexAt(event.pos())
        if index.isValid():
            self.setCurrentIndex(index)
            middle = self.viewport().mapToGlobal(self.visualRect(index).center())
            self.menu_asked.emit(index.data(ATTACHMENT), middle if by_key else event.globalPos())


def _filling(area: QRectF, picture: QPixmap) -> QRectF:
    """The largest place within the area that has the picture's shape; a small one is not blown up."""
    ratio = min(area.width() / picture.width(), area.height() / picture.height(), 1.0)
    place = QRectF(0, 0, picture.width() * ratio, picture.height() * ratio)
    place.moveCenter(area.center())
    return place
