"""How an entry was before: the dates on the left, that text on the right, and a way to bring it back."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDialog, QFrame, QHBoxLayout, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from allydesk.journal.entry import Version
from allydesk.journal.text import word_count
from allydesk.storage.journal import Clock
from allydesk.ui.journal.highlighter import TEXT_SIZE
from allydesk.ui.journal.plain import PAGE_EDGE, PlainEdit
from allydesk.ui.journal.style import journal_style
from allydesk.ui.journal.styled import StyledDocument
from allydesk.ui.journal.words import UNTITLED, counted, moment_in_words
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import ElidedLabel, button, label

_SMALLEST = (640, 420)
_DATES_WIDTH = 250
_COUNTED_UP_TO = 500_000
"""Characters; a longer version is shown without its number of words, which would take a noticeable time to find."""


class HistoryDialog(QDialog):
    """Shown with `open`. Reads only; what is to come back is said by `version_chosen`."""

    version_chosen = Signal(object)

    def __init__(self, versions: Sequence[Version], *, look: Look, clock: Clock, parent: QWidget) -> None:
        super().__init__(parent)
        self._versions = list(versions)
        self._look = look
        self._zone = clock().tzinfo
        self._shown: StyledDocument | None = None
        self.setWindowTitle("Allydesk")
        self.setAccessibleName("History of this entry")
        self.dates = QListWidget()
        self.dates.setAccessibleName("Versions, newest first")
        self.title = ElidedLabel("", mode=Qt.TextElideMode.ElideRight)
        self.about = label("", "small")
        self.text = PlainEdit(look=look, size=TEXT_SIZE)
        self.text.setAccessibleName("Text of this version")
        self.text.set_locked(True)
        set_role(self.text, "page")
        set_role(self.title, "heading")
        self.bring_back = button("Bring this version back", "primary")
        self.close_button = button("Close", "outlined")
        self._lay_out(parent)
        self.dates.currentRowChanged.connect(self._show)
        self.bring_back.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.reject)
        look.changed.connect(self._take_look)
        self._take_look()
        self._fill()

    def done(self, result: int) -> None:
        """Close, and leave none of the texts behind."""
        self._versions.clear()
        self._put_away()
        super().done(result)

    def _take_look(self) -> None:
        self.setStyleSheet(journal_style(self._look))
        self.dates.setFixedWidth(self._look.scaled(_DATES_WIDTH))
        self.text.take_look()
        if self._shown is not None:
            self._shown.take_look()

    def _lay_out(self, parent: QWidget) -> None:
        room = parent.window().size()
        self.resize(max(_SMALLEST[0], min(960, room.width() - 120)), max(_SMALLEST[1], min(640, room.height() - 120)))
        page = QVBoxLayout()
        page.setSpacing(4)
        head = QVBoxLayout()
        head.setContentsMargins(PAGE_EDGE, 0, 12, 8)
        head.addWidget(self.title)
        head.addWidget(self.about)
        page.addLayout(head)
        page.addWidget(self.text, 1)
        ground = QFrame()
        set_role(ground, "card")
        inside = QVBoxLayout(ground)
        inside.setContentsMargins(24, 20, 12, 20)
        inside.addLayout(page)
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addWidget(self.dates)
        panes.addWidget(ground, 1)
        foot = QHBoxLayout()
        foot.setSpacing(12)
        foot.addWidget(label("The present text is kept as a version too.", "small", wrap=True), 1)
        foot.addWidget(self.close_button)
        foot.addWidget(self.bring_back)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 20, 24, 20)
        column.setSpacing(16)
        column.addWidget(label("History", "heading"))
        column.addLayout(panes, 1)
        column.addLayout(foot)

    def _fill(self) -> None:
        for version in self._versions:
            self.dates.addItem(QListWidgetItem(moment_in_words(version.saved.astimezone(self._zone))))
        if self._versions:
            self.dates.setCurrentRow(0)
        else:
            self.dates.hide()
            self.bring_back.hide()
            self.title.setText("There is no earlier version yet")
            self.about.setText("Allydesk keeps one by itself as you go on writing.")
        self.dates.setFocus()

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._versions):
            return
        content = self._versions[row].content
        self._put_away()
        self._shown = StyledDocument(look=self._look)
        self._shown.load(content.text)
        self.title.setText(content.title.strip() or UNTITLED)
        short = len(content.text) <= _COUNTED_UP_TO
        parts = [counted(word_count(content.text), "word", "words")] if short else []
        self.about.setText(" · ".join([*parts, *content.tags]))
        self.text.show_document(self._shown)

    def _put_away(self) -> None:
        if self._shown is not None:
            self.text.show_document(None)
            self._shown.wipe()
            self._shown = None

    def _choose(self) -> None:
        version = self._versions[self.dates.currentRow()]
        self.accept()
        self.version_chosen.emit(version)
