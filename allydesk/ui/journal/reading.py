"""The text of an entry as a page to read: Markdown set, pictures in place, links to follow and addresses to copy."""

from PySide6.QtCore import QByteArray, QEvent, QMargins, QMimeData, QPoint, Qt, QTimer, QUrl, Signal
from PySide6.QtGui import QContextMenuEvent, QGuiApplication, QImage, QKeyEvent, QTextDocument
from PySide6.QtWidgets import QFrame, QMenu, QTextBrowser, QToolTip, QWidget

from allydesk.ui.clipboard import private_mime
from allydesk.ui.journal.picturesource import PictureSource
from allydesk.ui.journal.plain import PAGE_EDGE
from allydesk.ui.rendering import ClosedDocument, Paper, entry_of, rendered
from allydesk.ui.theme import Look

_ARRIVING = 120
"""Milliseconds in which several pictures that arrive are set in one go."""
_PLAIN_PICTURE = "\ufffc"


class ReadingView(QTextBrowser):
    """Reads only. It opens nothing: a link to an entry is reported, an address outside is shown and can be copied."""

    link_followed = Signal(str)
    """A `[[title]]` was chosen."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._look = look
        self._text = ""
        self._pictures: PictureSource | None = None
        self._left = self._right = 0
        self.setAccessibleName("Text of the entry, for reading")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setOpenLinks(False)
        self.setOpenExternalLinks(False)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.document().setDocumentMargin(PAGE_EDGE)
        self._menu = QMenu(self)
        self._later = QTimer(self)
        self._later.setSingleShot(True)
        self._later.setInterval(_ARRIVING)
        self._later.timeout.connect(self._set)
        self.anchorClicked.connect(self._follow)
        self.highlighted.connect(self._point_at)
        self.verticalScrollBar().rangeChanged.connect(self._keep_column)

    def show_text(self, text: str) -> None:
        """Show this text from its beginning; "" puts everything away."""
        if text == self._text:
            return
        self._text = text
        self._set()
        self.verticalScrollBar().setValue(0)

    def set_pictures(self, pictures: PictureSource | None) -> None:
        """Where the text's pictures come from."""
        if self._pictures is not None:
            self._pictures.arrived.disconnect(self._later.start)
        self._pictures = pictures
        if pictures is not None:
            pictures.arrived.connect(self._later.start)

    def set_page(self, *, left: int, right: int) -> None:
        """How many pixels stay free on either side of the column, the scroll bar's own included."""
        self._left, self._right = left, right
        self._keep_column()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        if self._text:
            self._set()

    def loadResource(self, _kind: int, _name: QUrl | str) -> QByteArray:
        """Nothing, whatever was asked for."""
        return QByteArray(b" ")

    def doSetSource(self, _name: QUrl | str, _kind: object = None) -> None:  # noqa: N802 - Qt's name
        """Never: what is read here comes from the vault alone."""

    def createMimeDataFromSelection(self) -> QMimeData:
        """Copy: the words, and nothing about how they look."""
        text = self.textCursor().selectedText().replace("\u2029", "\n").replace(_PLAIN_PICTURE, "")
        return private_mime(text)

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """What can be copied here; Qt's own menu would offer to open and to save."""
        address = self.anchorAt(event.pos())
        self._menu.clear()
        if address and entry_of(address) is None:
            self._menu.addAction("Copy address").triggered.connect(lambda: _copy(address))
        copy = self._menu.addAction("Copy")
        copy.setEnabled(self.textCursor().hasSelection())
        copy.triggered.connect(self.copy)
        self._menu.addAction("Select all").triggered.connect(self.selectAll)
        self._menu.popup(event.globalPos())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape is the page's."""
        if event.key() == Qt.Key.Key_Escape:
            event.ignore()
        else:
            super().keyPressEvent(event)

    def changeEvent(self, event: QEvent) -> None:
        """The document has its own type; a new one of the field's must not be laid over it."""
        if event.type() != QEvent.Type.FontChange:
            super().changeEvent(event)

    def _set(self) -> None:
        if not self._text:
            self._take(ClosedDocument())
            return
        place = self.verticalScrollBar().value()
        paper = Paper.of(self._look, width=max(80, self.viewport().width() - 2 * PAGE_EDGE))
        document = rendered(self._text, look=self._look, picture=self._picture, paper=paper)
        document.setDocumentMargin(PAGE_EDGE)
        self._take(document)
        self.verticalScrollBar().setValue(place)

    def _take(self, document: QTextDocument) -> None:
        document.setParent(self)  # so that Qt deletes it when the next one comes
        self.setDocument(document)

    def _picture(self, target: str) -> QImage | None:
        if self._pictures is None:
            return None
        size = self._pictures.size(target)
        room = max(80, self.viewport().width() - 2 * PAGE_EDGE)
        picture = self._pictures.picture(target, width=min(room, size.width())) if size is not None else None
        return None if picture is None else picture.toImage()

    def _follow(self, url: QUrl) -> None:
        address = url.toString()
        title = entry_of(address)
        if title is not None:
            self.link_followed.emit(title)
        else:
            _copy(address)
            QToolTip.showText(self.mapToGlobal(self.cursorRect().center() + QPoint(0, 12)), f"Copied: {address}", self)

    def _point_at(self, url: QUrl) -> None:
        title = entry_of(url.toString())
        self.viewport().setToolTip(title if title is not None else url.toString())

    def _keep_column(self) -> None:
        """The lines break in the same places whether there is a scroll bar or not."""
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        margins = QMargins(self._left - PAGE_EDGE, 0, max(0, self._right - taken - PAGE_EDGE), 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)


def _copy(address: str) -> None:
    QGuiApplication.clipboard().setMimeData(private_mime(address))
