"""What can be put into a story from beside it, and how it travels when it is dragged."""

from dataclasses import dataclass

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QTextCursor

from allydesk.ui.journal.plain import insert_exactly

PIECE_FORMAT = "application/x-allydesk-story-piece"
"""Nothing but a page of this application takes it: a moment is not dropped into another program by a slip."""

_BELOW = b"\x01"
_INSIDE = b"\x00"


@dataclass(frozen=True, slots=True)
class Piece:
    """A few paragraphs of Markdown. `write_below`: one goes on under them, as under a heading, and not at their end."""

    text: str
    write_below: bool = False


def piece_mime(piece: Piece) -> QMimeData:
    """The piece on its way."""
    data = QMimeData()
    data.setData(PIECE_FORMAT, (_BELOW if piece.write_below else _INSIDE) + piece.text.encode())
    return data


def piece_in(data: QMimeData) -> Piece | None:
    """The piece that arrives; None when it is something else."""
    if not data.hasFormat(PIECE_FORMAT):
        return None
    found = bytes(data.data(PIECE_FORMAT).data())
    return Piece(found[1:].decode("utf-8", "replace"), write_below=found[:1] == _BELOW) if found[1:] else None


def put(cursor: QTextCursor, piece: Piece) -> None:
    """Put a piece in as paragraphs of their own, after the paragraph the cursor is in, or in its place where it is
    empty; one step to undo. The cursor is then where one goes on writing."""
    cursor.beginEditBlock()
    cursor.clearSelection()
    block = cursor.block()
    lead = ""
    if block.text().strip():
        lead = "\n\n"
    elif block.previous().isValid() and block.previous().text().strip():
        lead = "\n"
    cursor.movePosition(QTextCursor.MoveOperation.EndOfBlock)
    following = block.next()
    tail = "\n" if following.isValid() and following.text().strip() else ""
    insert_exactly(cursor, lead + piece.text + ("\n\n" if piece.write_below else ""))
    place = cursor.position()
    insert_exactly(cursor, tail)
    cursor.endEditBlock()
    cursor.setPosition(place)
