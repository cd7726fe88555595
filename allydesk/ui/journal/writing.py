"""The field one writes the text of an entry in."""

from collections.abc import Iterator, Mapping

from PySide6.QtCore import QMargins, QMimeData, QRect, Qt, QTimer, Signal
from PySide6.QtGui import (
    QContextMenuEvent,
    QFocusEvent,
    QFontMetricsF,
    QInputMethodEvent,
    QKeyEvent,
    QKeySequence,
    QMouseEvent,
    QPainter,
    QResizeEvent,
    QTextBlock,
    QTextDocument,
)
from PySide6.QtWidgets import QTextEdit, QWidget

from allydesk.ui.actions import install
from allydesk.ui.journal.choices import WritingChoices
from allydesk.ui.journal.commands import Commands
from allydesk.ui.journal.composing import sized
from allydesk.ui.journal.continuing import Edit
from allydesk.ui.journal.dimming import Dimming
from allydesk.ui.journal.editing import before_caret, make
from allydesk.ui.journal.highlighter import TEXT_SIZE
from allydesk.ui.journal.longtext import FAR_PASTE, LONG_PASTE, SLOW_LINE, SLOW_WORD, LongTextEdit
from allydesk.ui.journal.menu import MenuMaker, show_menu
from allydesk.ui.journal.ornaments import Geometry, Ornaments, is_fenced
from allydesk.ui.journal.paragraph import open_link
from allydesk.ui.journal.parts import Parts
from allydesk.ui.journal.picturesource import PictureSource
from allydesk.ui.journal.picturing import PicturesInText
from allydesk.ui.journal.plain import PAGE_EDGE, insert_exactly
from allydesk.ui.journal.receding import Receding
from allydesk.ui.journal.styled import StyledDocument
from allydesk.ui.journal.titlefield import TITLE_SIZE, TitleField
from allydesk.ui.journal.typewriter import Typewriter
from allydesk.ui.theme import Look, Tone

__all__ = [
    "COLUMN_CHARACTERS",
    "FAR_PASTE",
    "LONG_PASTE",
    "SLOW_LINE",
    "SLOW_WORD",
    "TITLE_SIZE",
    "PictureSource",
    "TitleField",
    "WritingArea",
]

COLUMN_CHARACTERS = 72
"""The widest line, measured in the letter x; of running text it holds a few letters more."""


class WritingArea(LongTextEdit):
    """The text of an entry: a column of at most 72 characters, with the scroll bar at the page's own edge."""

    passed_top = Signal()
    """The up key on the first line."""
    viewed = Signal()
    """Scrolled, resized, edited, or another document: what is visible may have changed. Once per turn of the window."""
    files_offered = Signal(object)
    """QMimeData with files or a picture was pasted or dropped; it is valid only while the signal is handled."""
    link_followed = Signal(str)
    """The title in [[title]]: Ctrl and a click, or Ctrl+Return in it."""
    link_typed = Signal(object)
    """What stands between an open [[ and the caret, "" right after the [[; None when no [[ is open any more."""
    picture_opened = Signal(str)
    """A picture in the text was double-clicked: what its link says."""

    def __init__(self, *, look: Look, parent: QWidget | None = None) -> None:
        super().__init__(look=look, size=TEXT_SIZE, parent=parent)
        self.setAccessibleName("Text of the entry")
        self.setPlaceholderText("Write here")
        # It paints its own paper: else everything it stands on would be painted anew beneath it at every key.
        self.viewport().setAttribute(Qt.WidgetAttribute.WA_OpaquePaintEvent)
        self._choices = WritingChoices()
        self._hide_marks = self._choices.hide_marks
        self._layers: dict[str, list[QTextEdit.ExtraSelection]] = {}
        self._menu_makers: list[MenuMaker] = []
        self._left = self._right = 0
        self._typed_link: str | None = None
        self._caret = QRect()
        self._painted: list[QTextBlock] = []
        self._geometry = Geometry(self)
        self._ornaments = Ornaments(self, look=look, geometry=self._geometry)
        self._pictures = PicturesInText(self, look=look, geometry=self._geometry)
        self._parts = Parts(self, look=look, geometry=self._geometry)
        self.commands = Commands(self, parts=self._parts, follow=self.link_followed.emit)
        self._dimming = Dimming(self, look=look, geometry=self._geometry)
        self._receding = Receding(self)
        self._typewriter = Typewriter(self)
        self._view_timer = QTimer(self)
        self._view_timer.setSingleShot(True)
        self._view_timer.setInterval(0)
        self._connect()
        install(self.commands.offered(), on=self)

    def take_choices(self, choices: WritingChoices) -> None:
        """Behave as chosen from now on."""
        self._choices = choices
        self._hide_marks = choices.hide_marks
        document = self.document()
        if isinstance(document, StyledDocument):
            document.hide_marks(choices.hide_marks)
        self._typewriter.turn(on=choices.typewriter)
        self.viewport().update()

    def set_focused(self, focused: bool) -> None:
        """Whether every paragraph but the one being written is dimmed."""
        self._dimming.turn(on=focused)

    def set_marks(self, layer: str, selections: list[QTextEdit.ExtraSelection]) -> None:
        """Paint these over the text; each layer ("find", "spelling", "search") replaces only its own."""
        if selections or self._layers.get(layer):
            self._layers[layer] = selections
            self.setExtraSelections([each for one in self._layers.values() for each in one])

    def visible_blocks(self) -> Iterator[QTextBlock]:
        """The paragraphs of which anything is to be seen, from the top."""
        return self._geometry.blocks(self.viewport().rect())

    def add_to_menu(self, maker: MenuMaker) -> None:
        """Let `maker` put actions on top of the menu; it gets the cursor at the place that was clicked."""
        self._menu_makers.append(maker)

    def insert_text(self, text: str) -> None:
        """Insert a text at the caret, in place of the selection, as one step that can be undone."""
        insert_exactly(self.textCursor(), text)
        self.ensureCursorVisible()

    def set_pictures(self, source: PictureSource | None) -> None:
        """Show the pictures of this source in the text."""
        self._pictures.show_from(source)

    def show_hints(self, hints: Mapping[str, str]) -> None:
        """Under each heading with one of these texts, paint its hint for as long as nothing is written there."""
        self._parts.show_hints(hints)

    def next_part(self) -> bool:
        """Put the caret into the part under the next heading; False where there is none."""
        return self._parts.go(forward=True)

    def previous_part(self) -> bool:
        """Put the caret into the part under the heading before; False where there is none."""
        return self._parts.go(forward=False)

    def skip_part(self) -> bool:
        """Take out the heading of the part the caret is in, if nothing is written under it; it can be undone."""
        return self._parts.skip()

    def complete_link(self, title: str) -> None:
        """Finish the open [[ at the caret with this title, as one step that can be undone."""
        cursor = self.textCursor()
        block, before = cursor.block(), before_caret(cursor)
        typed = open_link(before)
        if typed is None or self.isReadOnly():
            return
        end = len(before) + (2 if block.text()[len(before) :].startswith("]]") else 0)
        make(self, [(block, Edit(len(before) - len(typed), end, f"{title}]]"))])

    def show_document(self, document: QTextDocument | None) -> None:
        """Show a document that somebody else keeps, or nothing."""
        if isinstance(document, StyledDocument):
            document.give_room(self._pictures.tall)
        super().show_document(document)
        self._layers.clear()
        self.setExtraSelections([])
        self._receding.refresh(anew=True)
        self._view_timer.start()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        super().take_look()
        self.viewport().update()

    def set_locked(self, locked: bool) -> None:
        """Whether the text may be read and copied only."""
        super().set_locked(locked)
        self._receding.refresh()

    def set_page(self, *, left: int, right: int) -> None:
        """How many pixels stay free on either side of the column, the scroll bar's own included."""
        self._left, self._right = left, right
        self._keep_column()

    def column_width(self) -> int:
        """The widest line in the present type, in pixels."""
        return round(QFontMetricsF(self.font()).horizontalAdvance("x") * COLUMN_CHARACTERS)

    def caret_rect(self) -> QRect:
        """As high as a line that is written on, in an empty paragraph too."""
        rect = super().caret_rect()
        document = self.document()
        if self.textCursor().block().length() == 1 and isinstance(document, StyledDocument) and document.is_styled:
            rect.setHeight(round(QFontMetricsF(self.font()).height()))
        return rect

    def paint_under(self, area: QRect) -> None:
        """Paint the page, and the ground of code."""
        self._painted = list(self._geometry.blocks(area))
        painter = QPainter(self.viewport())
        painter.fillRect(area, self._look.palette.colour(Tone.PAPER))
        if fenced := [block for block in self._painted if is_fenced(block)]:
            self._ornaments.paint_ground(painter, fenced)
        painter.end()

    def paint_over(self, painter: QPainter, area: QRect) -> None:
        """Paint what stands in the place of marks, pictures, hints, and the dimness of all but one paragraph."""
        shown = self._receding.revealed
        if self._hide_marks:
            self._ornaments.paint(painter, self._painted, shown=shown)
        self._pictures.paint(painter, self._painted, shown=shown)
        self._parts.paint(painter, area)
        self._dimming.paint(painter, area)

    def canInsertFromMimeData(self, source: QMimeData) -> bool:
        """Text, and files or a picture, which are offered to whoever keeps them."""
        return super().canInsertFromMimeData(source) or _has_files(source)

    def insertFromMimeData(self, source: QMimeData) -> None:
        """Paste or drop: the plain text, or else the files."""
        if _has_files(source):
            self.files_offered.emit(source)
        else:
            super().insertFromMimeData(source)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Return goes on with lists; quotes turn typographic; the up key on the first line leaves."""
        if self.isReadOnly():
            super().keyPressEvent(event)
            return
        if event.matches(QKeySequence.StandardKey.InsertLineSeparator):
            # Qt would insert U+2028, which no other program takes for the end of a line.
            self.textCursor().insertBlock()
            self.ensureCursorVisible()
            return
        if event.matches(QKeySequence.StandardKey.InsertParagraphSeparator) and self.commands.continue_line():
            return
        before = self.textCursor().position()
        super().keyPressEvent(event)
        if self._choices.smart_quotes and event.text():
            self.commands.smarten(event.text())
        up = event.key() == Qt.Key.Key_Up and not event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if up and self.textCursor().position() == before:
            self.passed_top.emit()

    def inputMethodEvent(self, event: QInputMethodEvent) -> None:
        """What is being composed has the size of the text, in an empty paragraph too."""
        super().inputMethodEvent(sized(event, self.font()))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A task's box, a link with Ctrl; otherwise the caret goes there."""
        if event.button() == Qt.MouseButton.LeftButton and self._act_at(event):
            event.accept()
            return
        self._receding.hold(event.button() == Qt.MouseButton.LeftButton)
        super().mousePressEvent(event)

    def mouseReleaseEvent(self, event: QMouseEvent) -> None:
        """What was clicked is where the caret is."""
        super().mouseReleaseEvent(event)
        self._receding.hold(held=False)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """A picture is opened; of a text a word is selected."""
        target = self._pictures.at(event.position().toPoint())
        if target is not None and event.button() == Qt.MouseButton.LeftButton:
            self.picture_opened.emit(target)
        else:
            super().mouseDoubleClickEvent(event)

    def focusInEvent(self, event: QFocusEvent) -> None:
        """The marks of the caret's paragraph show; a click puts the caret elsewhere first."""
        super().focusInEvent(event)
        if event.reason() != Qt.FocusReason.MouseFocusReason:
            self._receding.follow()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """The page reads as it will be read."""
        super().focusOutEvent(event)
        self._receding.follow()

    def contextMenuEvent(self, event: QContextMenuEvent) -> None:
        """Qt's own menu, with what others have to say about this place on top."""
        show_menu(self, event, self._menu_makers, self.commands)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """More or less can be seen."""
        super().resizeEvent(event)
        self._pictures.fit()
        self._view_timer.start()

    def _connect(self) -> None:
        self._view_timer.timeout.connect(self.viewed)
        bar = self.verticalScrollBar()
        bar.rangeChanged.connect(self._keep_column)
        bar.valueChanged.connect(lambda _value: self._view_timer.start())  # start(int) would wait so many ms
        self.textChanged.connect(self._note_change)
        self.cursorPositionChanged.connect(self._note_caret)

    def _note_scrolled(self, _place: int) -> None:
        # Not the timer's own start, which would take the place for milliseconds.
        self._view_timer.start()

    def _note_change(self) -> None:
        self._parts.repaint()
        self._view_timer.start()

    def _note_caret(self) -> None:
        cursor = self.textCursor()
        block = cursor.block()
        typed = open_link(before_caret(cursor)) if "[[" in block.text() and not cursor.hasSelection() else None
        if typed != self._typed_link:
            self._typed_link = typed
            self.link_typed.emit(typed)
        # In an empty paragraph ours is higher than Qt's, which alone Qt paints over when the caret goes.
        if not self._caret.isNull() or block.length() == 1:
            self.viewport().update(self._caret)
            self._caret = self.caret_rect() if block.length() == 1 else QRect()
            self.viewport().update(self._caret)
        self._dimming.follow()

    def _act_at(self, event: QMouseEvent) -> bool:
        point = event.position().toPoint()
        if event.modifiers() == Qt.KeyboardModifier.ControlModifier:
            link = self.commands.link_under(self.cursorForPosition(point))
            if link is not None and link.title:
                self.link_followed.emit(link.title)
                return True
        box = None if event.modifiers() else self._ornaments.box_at(point)
        return box is not None and self.commands.tick(box)

    def _keep_column(self) -> None:
        """The lines break in the same places whether there is a scroll bar or not."""
        bar = self.verticalScrollBar()
        taken = bar.sizeHint().width() if bar.maximum() > 0 else 0
        margins = QMargins(self._left - PAGE_EDGE, 0, max(0, self._right - taken - PAGE_EDGE), 0)
        if margins != self.viewportMargins():
            self.setViewportMargins(margins)


def _has_files(source: QMimeData) -> bool:
    return any(url.isLocalFile() for url in source.urls()) or (source.hasImage() and not source.hasText())
