"""How many words a document has, without counting it all again at every key."""

from array import array

from PySide6.QtCore import QObject, QTimer, Signal
from PySide6.QtGui import QTextDocument

from allydesk.text import word_count

PAUSE = 250
"""Milliseconds after a change before it is counted."""
_AT_ONCE = 100_000
"""Characters counted in one go, some 8 ms; the rest waits for the window to breathe."""
_UNKNOWN = -1


class WordCounter(QObject):
    """Counts the words of one document at a time, paragraph by paragraph; only changed paragraphs are counted anew."""

    counted = Signal(int)

    def __init__(self, *, pause: int = PAUSE, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._document: QTextDocument | None = None
        self._counts = array("q")
        self._total = 0
        self._dirty = range(0)
        self._pause = pause
        self._timer = QTimer(self)
        self._timer.setSingleShot(True)
        self._timer.timeout.connect(self._count_some)

    def watch(self, document: QTextDocument | None) -> None:
        """Count this document from now on, or none."""
        if self._document is not None:
            self._document.contentsChange.disconnect(self._note)
        self._timer.stop()
        self._document = document
        if document is not None:
            document.contentsChange.connect(self._note)
            self._forget_counts(document)
            self._timer.start(0)

    def _forget_counts(self, document: QTextDocument) -> None:
        self._counts = array("q", [_UNKNOWN]) * document.blockCount()
        self._total = 0
        self._dirty = range(len(self._counts))

    def _note(self, position: int, _removed: int, added: int) -> None:
        document = self._document
        if document is None:
            return
        first = document.findBlock(position).blockNumber()
        last_block = document.findBlock(position + added)
        last = last_block.blockNumber() if last_block.isValid() else document.blockCount() - 1
        grown = document.blockCount() - len(self._counts)
        stale = self._counts[first : last + 1 - grown]
        if first < 0 or last + 1 - grown < first or len(stale) != last + 1 - grown - first:
            self._forget_counts(document)
        else:
            self._total -= sum(count for count in stale if count > 0)
            self._counts[first : last + 1 - grown] = array("q", [_UNKNOWN]) * (last + 1 - first)
            self._spread(first, last + 1, grown)
        self._timer.start(self._pause)

    def _spread(self, first: int, end: int, grown: int) -> None:
        """Take the changed paragraphs into the stretch that holds all uncounted ones."""
        if not self._dirty:
            self._dirty = range(first, end)
            return
        start, stop = self._dirty.start, self._dirty.stop
        if start >= end - grown:
            start += grown
        if stop > first:
            stop += grown
        self._dirty = range(max(0, min(start, first)), min(max(stop, end), len(self._counts)))

    def _count_some(self) -> None:
        if self._document is None:
            return
        block = self._document.findBlockByNumber(self._dirty.start)
        number, seen = self._dirty.start, 0
        while number < self._dirty.stop and block.isValid() and seen < _AT_ONCE:
            if self._counts[number] == _UNKNOWN:
                text = block.text()
                self._counts[number] = word_count(text)
                self._total += self._counts[number]
                seen += len(text) + 1
            number += 1
            block = block.next()
        self._dirty = range(number, self._dirty.stop)
        if self._dirty and block.isValid():
            self._timer.start(0)
        else:
            self._dirty = range(0)
            self.counted.emit(self._total)
