"""What a menu offers about a misspelt word: what may have been meant, and to let it be."""

from PySide6.QtCore import QObject
from PySide6.QtGui import QAction, QTextCursor
from shiboken6 import isValid

from allydesk.spelling.speller import MOST_SUGGESTIONS
from allydesk.ui.spelling.checker import SpellChecker

LOOKING = "Looking…"
NOTHING = "No suggestion"


class Offer(QObject):
    """The actions for one word, made when a menu opens; it fills in when the suggestions are here.

    `over` selects the word in its document. The actions go with this object.
    """

    def __init__(self, over: QTextCursor, *, checker: SpellChecker, parent: QObject) -> None:
        super().__init__(parent)
        self._over = over
        self._word = over.selectedText()
        self._checker = checker
        self._looking = QAction(LOOKING, self)
        self._looking.setEnabled(False)
        self._suggested = [QAction("", self) for _ in range(MOST_SUGGESTIONS)]
        self._add = QAction("Add to your words", self)
        self._ignore = QAction("Ignore here", self)
        for each in self._suggested:
            each.setVisible(False)
            each.triggered.connect(lambda _checked=False, action=each: self._replace(action))
        self._add.triggered.connect(lambda: checker.add(self._word))
        self._ignore.triggered.connect(lambda: checker.ignore(self._word))
        checker.suggest(self._word, self._fill)

    @property
    def actions(self) -> list[QAction]:
        """In order; a menu may show them before it is known what may have been meant."""
        return [self._looking, *self._suggested, self._add, self._ignore]

    def _fill(self, words: tuple[str, ...]) -> None:
        if not isValid(self):  # the menu has been closed
            return
        for action, word in zip(self._suggested, words, strict=False):
            action.setData(word)
            action.setText(word.replace("&", "&&"))
            action.setVisible(True)
        self._looking.setText(NOTHING)
        self._looking.setVisible(not words)

    def _replace(self, action: QAction) -> None:
        """Only where the word still stands: the text may have gone on changing under the menu."""
        if self._over.selectedText() == self._word:
            self._over.insertText(str(action.data()))
