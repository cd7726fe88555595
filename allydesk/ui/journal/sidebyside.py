"""Two texts side by side: what was removed struck through, what was added underlined, and both tinted."""

from collections.abc import Sequence

from PySide6.QtCore import QSize, QTimer
from PySide6.QtGui import QResizeEvent, QTextBlock, QTextBlockFormat, QTextCharFormat, QTextCursor
from PySide6.QtWidgets import QBoxLayout, QVBoxLayout, QWidget

from allydesk.journal.comparison import Comparison, Kind, Row, Span
from allydesk.ui.journal.plain import PlainDocument, PlainEdit, insert_exactly
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import ElidedLabel

_SIZE = 17
_LINE_HEIGHT = 140
"""Per cent of the type's own."""
_BESIDE = 520
"""In pixels at a text scale of 1: with less, one text stands below the other."""
_ALIGNED_UP_TO = 3_000
"""Paragraphs; more of them take too long to be brought to one height."""
_ROOM_ABOVE = 0.25
"""Share of the height that is shown above a change one steps to."""
_LEAST_HEIGHT = 130


class SideBySide(QWidget):
    """The old text on the left, the new one on the right, paragraph beside paragraph."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._comparison = Comparison(())
        self._documents: list[PlainDocument] = []
        self.then, self.now = (_pane(name, look) for name in ("Text then", "Text now"))
        self.then_title, self.now_title = ElidedLabel(), ElidedLabel()
        self._line = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._line.setContentsMargins(0, 0, 0, 0)
        self._line.setSpacing(16)
        for title, pane in ((self.then_title, self.then), (self.now_title, self.now)):
            set_role(title, "heading")
            column = QVBoxLayout()
            column.setSpacing(6)
            column.addWidget(title)
            column.addWidget(pane, 1)
            self._line.addLayout(column, 1)
        # The scroll bars go together; where the texts have one height, line by line.
        self.then.verticalScrollBar().valueChanged.connect(self._follow_then)
        self.now.verticalScrollBar().valueChanged.connect(self._follow_now)

    def show_comparison(self, comparison: Comparison) -> None:
        """Show these two texts."""
        self._comparison = comparison
        self._fill()

    def step_to(self, change: int) -> None:
        """Bring the change of that number, from 0, into view."""
        row = self._comparison.changes[change]
        for pane, places in ((self.then, self._places(left=True)), (self.now, self._places(left=False))):
            block = pane.document().findBlockByNumber(places[row])
            if not block.isValid():
                block = pane.document().lastBlock()
            pane.setTextCursor(QTextCursor(block))
        rows = self._comparison.rows
        leading = self.now if rows[row].right else self.then
        block = leading.textCursor().block()
        top = leading.document().documentLayout().blockBoundingRect(block).top()
        leading.verticalScrollBar().setValue(round(top - leading.viewport().height() * _ROOM_ABOVE))

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for pane in (self.then, self.now):
            pane.take_look()
            pane.setMinimumHeight(self._look.scaled(_LEAST_HEIGHT))
        self._turn()
        self._fill()

    def put_away(self) -> None:
        """Leave neither of the texts behind."""
        self._comparison = Comparison(())
        self._wipe()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Bring the paragraphs beside one another again."""
        super().resizeEvent(event)
        self._turn()
        QTimer.singleShot(0, self, self._align)

    def sizeHint(self) -> QSize:
        """As little as will do; it takes all the room there is."""
        return QSize(700, 160)

    # Inside

    def _turn(self) -> None:
        across, down = QBoxLayout.Direction.LeftToRight, QBoxLayout.Direction.TopToBottom
        self._line.setDirection(across if self.width() >= self._look.scaled(_BESIDE) else down)

    def _fill(self) -> None:
        self._wipe()
        for pane, left in ((self.then, True), (self.now, False)):
            document = PlainDocument(line_height=_LINE_HEIGHT)
            document.load("")
            document.setUndoRedoEnabled(False)
            document.take_font(self._look.reading_font(size=_SIZE))
            self._write(document, [row.left if left else row.right for row in self._comparison.rows])
            pane.show_document(document)
            self._documents.append(document)
        self._align()

    def _write(self, document: PlainDocument, sides: Sequence[Sequence[Span]]) -> None:
        formats = {kind: _format(self._look, kind) for kind in (Kind.SAME, Kind.ADDED, Kind.REMOVED)}
        cursor = QTextCursor(document)
        cursor.beginEditBlock()
        for side in sides:
            for span in side:
                cursor.setCharFormat(formats[span.kind])
                insert_exactly(cursor, span.text)
        cursor.endEditBlock()

    def _wipe(self) -> None:
        for pane in (self.then, self.now):
            pane.show_document(None)
        for document in self._documents:
            document.wipe()
        self._documents.clear()

    def _places(self, *, left: bool) -> list[int]:
        """For each row, the number of the paragraph in which it begins, or would begin, on that side."""
        places, at = [], 0
        for row in self._comparison.rows:
            places.append(at)
            at += bool(row.left if left else row.right)
        return places

    def _align(self) -> None:
        """Give paragraphs of the same row the same height on the page, by room above them."""
        rows = self._comparison.rows
        if not self._documents or len(rows) > _ALIGNED_UP_TO:
            return
        then, now = ([_block(pane, number) for number in range(_count(pane))] for pane in (self.then, self.now))
        for blocks in (then, now):
            _give_room(blocks, {})
        if self._line.direction() == QBoxLayout.Direction.LeftToRight:
            for blocks, room in zip((then, now), _room_above(rows, _heights(then), _heights(now)), strict=True):
                _give_room(blocks, room)

    def _follow_then(self, value: int) -> None:
        _follow(self.then, self.now, value)

    def _follow_now(self, value: int) -> None:
        _follow(self.now, self.then, value)


def _pane(name: str, look: Look) -> PlainEdit:
    made = PlainEdit(look=look, size=_SIZE)
    made.setAccessibleName(name)
    made.set_locked(True)
    set_role(made, "page")
    return made


def _format(look: Look, kind: Kind) -> QTextCharFormat:
    made = QTextCharFormat()
    if kind is Kind.SAME:
        return made
    added = kind is Kind.ADDED
    made.setBackground(look.palette.colour(Tone.ACCENT_SOFT if added else Tone.LOW_SOFT))
    made.setForeground(look.palette.colour(Tone.INK))
    made.setFontUnderline(added)
    made.setFontStrikeOut(not added)
    return made


def _follow(leading: PlainEdit, other: PlainEdit, value: int) -> None:
    one, bar = leading.verticalScrollBar(), other.verticalScrollBar()
    wanted = value if one.maximum() == bar.maximum() else round(value * bar.maximum() / max(1, one.maximum()))
    if bar.value() != wanted and not bar.isSliderDown():
        bar.blockSignals(True)
        bar.setValue(wanted)
        bar.blockSignals(False)
        other.viewport().update()


def _count(pane: PlainEdit) -> int:
    return pane.document().blockCount()


def _block(pane: PlainEdit, number: int) -> QTextBlock:
    return pane.document().findBlockByNumber(number)


def _heights(blocks: Sequence[QTextBlock]) -> list[float]:
    layout = blocks[0].document().documentLayout()
    layout.documentSize()  # lays everything out
    tops = [layout.blockBoundingRect(block).top() for block in blocks]
    last = layout.blockBoundingRect(blocks[-1]).bottom()
    return [below - top for top, below in zip(tops, [*tops[1:], last], strict=True)]


def _room_above(
    rows: Sequence[Row], then: Sequence[float], now: Sequence[float]
) -> tuple[dict[int, float], dict[int, float]]:
    """How much room each paragraph needs above it, by its number, on either side."""
    left: dict[int, float] = {}
    right: dict[int, float] = {}
    i = j = 0
    at_left = at_right = 0.0
    for row in rows:
        if row.left and row.right:
            if at_left < at_right:
                left[i], at_left = at_right - at_left, at_right
            elif at_right < at_left:
                right[j], at_right = at_left - at_right, at_left
        if row.left:
            at_left, i = at_left + then[i], i + 1
        if row.right:
            at_right, j = at_right + now[j], j + 1
    return left, right


def _give_room(blocks: Sequence[QTextBlock], room: dict[int, float]) -> None:
    # Qt gives the first paragraph no room above it, so the page itself has to have it.
    frame = blocks[0].document().rootFrame()
    page = frame.frameFormat()
    if page.topMargin() != page.bottomMargin() + room.get(0, 0.0):
        page.setTopMargin(page.bottomMargin() + room.get(0, 0.0))
        frame.setFrameFormat(page)
    cursor = QTextCursor(blocks[0])
    cursor.beginEditBlock()
    for number, block in enumerate(blocks[1:], 1):
        wanted = room.get(number, 0.0)
        if block.blockFormat().topMargin() != wanted:
            cursor.setPosition(block.position())
            shape = QTextBlockFormat()
            shape.setTopMargin(wanted)
            cursor.mergeBlockFormat(shape)
    cursor.endEditBlock()
