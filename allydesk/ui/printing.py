"""The recovery sheet on paper: a document of its own that can reach for nothing, and the desktop's print dialog."""

from collections.abc import Callable, Sequence
from datetime import date
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QDate, QLocale, QMarginsF, Qt, QUrl
from PySide6.QtGui import QFont, QPageLayout, QPageSize, QTextBlockFormat, QTextCharFormat, QTextCursor, QTextDocument
from PySide6.QtWidgets import QWidget

from allydesk.ui.theme import Look

if TYPE_CHECKING:
    from PySide6.QtPrintSupport import QPrinter

Send = Callable[[QTextDocument], object]
"""Hands a document to a printer, after whatever the person has to be asked."""


class AskPrinter(Protocol):
    """Asks which printer; see `WindowPrinter.ask`."""

    def __call__(
        self, margins: QMarginsF, then: "Callable[[QPrinter], object]", *, size: QPageSize | None = None
    ) -> None:
        """Open the dialog; `then` is called with the printer when the person says so."""


_MARGIN = 25.0
"""Of the page, in millimetres."""


_HOW_TO_USE = (
    "It opens the vault when the passphrase is forgotten. On the unlock page choose “Use recovery key” and type the "
    "four lines; capitals and spaces do not matter."
)
_HOW_TO_KEEP = (
    "Whoever holds this sheet can read everything in the vault. Keep it where you keep things of that kind, and not "
    "beside the computer. If it is lost, make a new one in Settings: the old one then opens nothing."
)


class ClosedDocument(QTextDocument):
    """A document that loads nothing: no picture, no style sheet, from the disk or anywhere else."""

    def loadResource(self, kind: int, name: QUrl | str) -> object:
        """An empty thing; None would make Qt open the address itself."""
        del kind, name
        return b""


def recovery_document(lines: Sequence[str], *, vault: str, made: date, look: Look) -> QTextDocument:
    """The sheet: what it is, the numbered lines, and how to use and keep it."""
    document = ClosedDocument()
    document.setUndoRedoEnabled(False)
    cursor = QTextCursor(document)
    said = QLocale(QLocale.Language.English, QLocale.Country.UnitedKingdom).toString(
        QDate(made.year, made.month, made.day), "d MMMM yyyy"
    )
    _write(cursor, "Recovery key", look.reading_font(size=27, semibold=True), above=0)
    _write(cursor, f"for the vault “{vault}”, made on {said}", look.ui_font(), above=4)
    for number, line in enumerate(lines, start=1):
        _write(cursor, f"{number}   {line}", look.fixed_font(size=19), above=28 if number == 1 else 8)
    for words in (_HOW_TO_USE, _HOW_TO_KEEP):
        _write(cursor, words, look.ui_font(), above=28)
    return document


class WindowPrinter:
    """Asks which printer, in the dialog that belongs to Qt, and then prints."""

    def __init__(self, *, window: QWidget) -> None:
        self._window = window

    def send(self, document: QTextDocument) -> None:
        """Open the dialog; the document is printed when the person says so, and is kept until then."""
        self.ask(QMarginsF(_MARGIN, _MARGIN, _MARGIN, _MARGIN), document.print_)

    def ask(self, margins: QMarginsF, then: Callable[["QPrinter"], object], *, size: QPageSize | None = None) -> None:
        """Open the dialog; `then` is called with the printer when the person says so. `margins` in millimetres.

        With a `size`, the whole sheet is the painter's.
        """
        # Imported here and not above: the library of the printing system takes long to load, and few ever need it.
        from PySide6.QtPrintSupport import QPrintDialog, QPrinter  # noqa: PLC0415 - late, see above

        printer = QPrinter(QPrinter.PrinterMode.HighResolution)
        printer.setDocName("Allydesk")  # the print queue shows it, to others too
        if size is not None:
            printer.setPageSize(size)
            printer.setFullPage(True)
        printer.setPageMargins(margins, QPageLayout.Unit.Millimeter)
        dialog = QPrintDialog(printer, self._window)
        dialog.accepted.connect(lambda: then(printer))
        dialog.finished.connect(dialog.deleteLater)
        dialog.setWindowModality(Qt.WindowModality.WindowModal)
        dialog.show()


def _write(cursor: QTextCursor, text: str, font: QFont, *, above: int) -> None:
    block = QTextBlockFormat()
    block.setTopMargin(above)
    characters = QTextCharFormat()
    characters.setFont(font)
    if not cursor.atStart():
        cursor.insertBlock()
    cursor.setBlockFormat(block)
    cursor.insertText(text, characters)
