"""A layout that lays out nothing, for a document that is about to change a lot.

Qt lays out an insertion at once, at half a second a million characters, but a document that is newly shown piece by
piece while the window goes on. Under this layout a change costs next to nothing, and is reported as every change is;
under none at all Qt would report nothing, and neither the styles nor the count of words would follow.
"""

from PySide6.QtCore import QRectF, QSizeF, Qt
from PySide6.QtGui import QAbstractTextDocumentLayout, QPainter, QTextBlock, QTextFrame


class NoLayout(QAbstractTextDocumentLayout):
    """Everything is nowhere and has no size."""

    def draw(self, _painter: QPainter, _context: QAbstractTextDocumentLayout.PaintContext) -> None:
        """Nothing."""

    def hitTest(self, _point: object, _accuracy: Qt.HitTestAccuracy) -> int:  # noqa: N802 - Qt's name
        """Nothing is hit."""
        return -1

    def pageCount(self) -> int:  # noqa: N802 - Qt's name
        """One, as for an empty document."""
        return 1

    def documentSize(self) -> QSizeF:  # noqa: N802 - Qt's name
        """None."""
        return QSizeF()

    def frameBoundingRect(self, _frame: QTextFrame) -> QRectF:  # noqa: N802 - Qt's name
        """None."""
        return QRectF()

    def blockBoundingRect(self, _block: QTextBlock) -> QRectF:  # noqa: N802 - Qt's name
        """None."""
        return QRectF()

    def documentChanged(self, _from: int, _removed: int, _added: int) -> None:  # noqa: N802 - Qt's name
        """Nothing to do."""
