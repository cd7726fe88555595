"""The photos of one moment side by side, as small pictures."""

from collections.abc import Sequence

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QDragEnterEvent,
    QDropEvent,
    QGuiApplication,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPainterPath,
    QPaintEvent,
    QPen,
)
from PySide6.QtWidgets import QAbstractButton, QMenu, QSizePolicy, QVBoxLayout, QWidget

from allydesk.story.lifeline import KeptFile
from allydesk.ui.journal.files.words import said_size
from allydesk.ui.story.lifeline.photos import MomentPhotos, offers_picture
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

_SIDE = 64
_RADIUS = 7
MOST = 200
"""Photos that one moment shows."""


class Thumbnail(QAbstractButton):
    """One photo. Return opens it, Delete takes it off where it may be changed."""

    removed = Signal()
    menu_asked = Signal(QPoint)

    def __init__(self, photo: KeptFile, *, photos: MomentPhotos, look: Look) -> None:
        super().__init__()
        self.photo = photo
        self._photos = photos
        self._look = look
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Fixed)
        self.setAccessibleName(f"Photo {photo.name}, {said_size(photo.size)}")
        self.setToolTip(photo.name)
        photos.arrived.connect(self.update)

    def sizeHint(self) -> QSize:
        """A square that grows with the text."""
        side = self._look.scaled(_SIDE)
        return QSize(side, side)

    def minimumSizeHint(self) -> QSize:
        """It is never cut."""
        return self.sizeHint()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Open it, or take it off."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.click()
        elif event.key() in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace):
            self.removed.emit()
        else:
            super().keyPressEvent(event)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be done with it."""
        self.menu_asked.emit(event.globalPos())

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the photo, filling the square, and the focus ring."""
        del event
        colour = self._look.palette.colour
        painter = QPainter(self)
        painter.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.SmoothPixmapTransform)
        area = QRectF(self.rect()).adjusted(2, 2, -2, -2)
        shape = QPainterPath()
        shape.addRoundedRect(area, _RADIUS, _RADIUS)
        painter.fillPath(shape, colour(Tone.SELECTION))
        small = self._photos.thumbnail(self.photo)
        if small is not None and not small.isNull():
            painter.save()
            painter.setClipPath(shape)
            ratio = max(area.width() / small.width(), area.height() / small.height())
            place = QRectF(0, 0, small.width() * ratio, small.height() * ratio)
            place.moveCenter(area.center())
            painter.drawPixmap(place, small, QRectF(small.rect()))
            painter.restore()
        painter.setPen(QPen(colour(Tone.ACCENT if self.hasFocus() else Tone.LINE), 2 if self.hasFocus() else 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, _RADIUS, _RADIUS)
        painter.end()


class PhotoRow(QWidget):
    """Shows photos. `changed` carries those that are left when one was taken off or moved."""

    changed = Signal(object)

    def __init__(self, *, photos: MomentPhotos, look: Look, changeable: bool = False, most: int = MOST) -> None:
        """`most` of them are shown; the others are found in the viewer."""
        super().__init__()
        self._most = most
        self._photos = photos
        self._look = look
        self._changeable = changeable
        self._shown: tuple[KeptFile, ...] = ()
        self.thumbnails: list[Thumbnail] = []
        self._menu = QMenu(self)
        self._flow = Flow(spacing=6)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self._flow)
        self.setAccessibleName("Photos")
        self.setVisible(False)

    @property
    def value(self) -> tuple[KeptFile, ...]:
        """The photos that are shown."""
        return self._shown

    def show_photos(self, shown: Sequence[KeptFile]) -> None:
        """Show these."""
        self.setVisible(bool(shown))
        if tuple(shown) == self._shown:
            return
        self._shown = tuple(shown)
        self._flow.clear()
        self.thumbnails = []
        for photo in self._shown[: self._most]:
            made = Thumbnail(photo, photos=self._photos, look=self._look)
            made.clicked.connect(lambda _checked=False, photo=photo: self._photos.show(self._shown, photo))
            made.removed.connect(lambda photo=photo: self._remove(photo))
            made.menu_asked.connect(lambda where, photo=photo: self._open_menu(photo, where))
            self.thumbnails.append(made)
            self._flow.add(made)

    def _remove(self, photo: KeptFile) -> None:
        if self._changeable and photo in self._shown:
            place = self._shown.index(photo)
            self.show_photos(tuple(each for each in self._shown if each.id != photo.id))
            if self.thumbnails:
                self.thumbnails[min(place, len(self.thumbnails) - 1)].setFocus(Qt.FocusReason.OtherFocusReason)
            self.changed.emit(self._shown)

    def _to_front(self, photo: KeptFile) -> None:
        self.show_photos((photo, *(each for each in self._shown if each.id != photo.id)))
        self.changed.emit(self._shown)

    def _open_menu(self, photo: KeptFile, where: QPoint) -> None:
        self._menu.clear()
        self._menu.addAction("Open").triggered.connect(lambda: self._photos.show(self._shown, photo))
        if self._changeable:
            if self._shown[0] != photo:
                self._menu.addAction("Show it on the chart").triggered.connect(lambda: self._to_front(photo))
            self._menu.addAction("Take it off this moment").triggered.connect(lambda: self._remove(photo))
        self._menu.popup(where)


class PhotosField(QWidget):
    """The photos in a form: shown, chosen, dropped and pasted. `edited` when the person took one off."""

    edited = Signal()
    wanted = Signal(object)
    """Photos are to be added: None to choose them, else the `QMimeData` that was dropped or pasted."""

    def __init__(self, *, photos: MomentPhotos, look: Look) -> None:
        super().__init__()
        self.row = PhotoRow(photos=photos, look=look, changeable=True)
        self.add = button("Add photos…", "lead")
        self.said = label("", "small", wrap=True)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(label("Photos", "field"))
        column.addWidget(self.row)
        column.addWidget(self.add, 0, Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self.said)
        self.said.hide()
        self.add.setToolTip("Or drop them here, or paste them with Ctrl+V")
        self.add.clicked.connect(lambda _checked: self.wanted.emit(None))
        self.row.changed.connect(lambda _photos: self.edited.emit())
        photos.said.connect(self.say)
        self.setAcceptDrops(True)

    @property
    def value(self) -> tuple[KeptFile, ...]:
        """The photos that are shown."""
        return self.row.value

    def show_value(self, value: tuple[KeptFile, ...]) -> None:
        """Show others, without a signal."""
        self.row.show_photos(value)

    def begin(self, value: tuple[KeptFile, ...]) -> None:
        """Show those of another moment; what was said of the last is no longer so."""
        self.say("")
        self.row.show_photos(value)

    def say(self, words: str) -> None:
        """Say what came of adding them; "" for nothing."""
        self.said.setText(words)
        self.said.setVisible(bool(words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """A picture can be pasted while the keyboard is among the photos."""
        mime = QGuiApplication.clipboard().mimeData()
        if event.matches(QKeySequence.StandardKey.Paste) and (mime.hasUrls() or offers_picture(mime)):
            self.wanted.emit(mime)
        else:
            super().keyPressEvent(event)

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped here."""
        if event.mimeData().hasUrls() or offers_picture(event.mimeData()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped; it is copied, and stays where it was."""
        self.wanted.emit(event.mimeData())
        event.setDropAction(Qt.DropAction.CopyAction)
        event.accept()
