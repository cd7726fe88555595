"""How an entry was before: its versions on the left, and beside them that text and another, compared in words."""

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QGuiApplication, QKeySequence, QResizeEvent, QShortcut
from PySide6.QtWidgets import (
    QDialog,
    QFrame,
    QHBoxLayout,
    QListWidget,
    QListWidgetItem,
    QScrollArea,
    QVBoxLayout,
    QWidget,
)

from allydesk.journal.comparison import Comparison, compare
from allydesk.journal.entry import Content, Version
from allydesk.storage.journal import Clock
from allydesk.text import word_count
from allydesk.ui.clipboard import private_mime
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.sidebyside import SideBySide
from allydesk.ui.journal.style import journal_style
from allydesk.ui.looking_back.fields import DropDown
from allydesk.ui.looking_back.style import looking_back_style
from allydesk.ui.looking_back.words import about_in_words, comparison_in_words, version_in_words
from allydesk.ui.settings.choice import Flow
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

_SMALLEST = (640, 420)
_LARGEST = (1280, 860)
_DATES_WIDTH, _DATES_SHARE = 250, 0.28
_COUNTED_UP_TO = 500_000
"""Characters; versions beyond that in all are listed without their number of words, which would take too long."""
_AT_ONCE = 20_000
"""Characters that are compared at once; longer texts are compared while the window goes on."""
_KEPT = "The present text is kept as a version too. Of versions older than a year, the last of each day stays."


class HistoryDialog(QDialog):
    """Shown with `open`. Reads only; what is to come back is said by `version_chosen`."""

    version_chosen = Signal(object)

    def __init__(
        self,
        versions: Sequence[Version],
        *,
        present: Content,
        tasks: TaskRunner,
        look: Look,
        clock: Clock,
        parent: QWidget,
    ) -> None:
        super().__init__(parent)
        self._versions = list(versions)
        self._present: Content | None = present
        self._errands = Errands(tasks=tasks)
        self._look = look
        self._clock = clock
        self._changes = 0
        self._at = -1
        self.setWindowTitle("Allydesk")
        self.setAccessibleName("History of this entry")
        self.dates = QListWidget()
        self.dates.setAccessibleName("Versions, newest first")
        self.dates.setWordWrap(True)
        self.dates.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.other = DropDown(look=look)
        self.other.setAccessibleName("Compare with")
        self.other.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToMinimumContentsLengthWithIcon)
        self.other.setMinimumContentsLength(16)
        self.about = label("", "small", wrap=True)
        self.sides = SideBySide(look=look)
        self.text = self.sides.then
        self.back = button("Change before", "outlined", name="Go to the change before")
        self.next = button("Next change", "outlined", name="Go to the next change")
        self.place = label("", "small")
        self.copy = button("Copy the old text", "outlined")
        self.bring_back = button("Bring this version back", "primary")
        self.close_button = button("Close", "outlined")
        self._lay_out(parent)
        self._connect()
        self._take_look()
        self._fill()

    def done(self, result: int) -> None:
        """Close, and leave none of the texts behind."""
        self._errands.drop()
        self._versions.clear()
        self._present = None
        self.sides.put_away()
        super().done(result)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the list its share."""
        super().resizeEvent(event)
        self._share_width()

    def _take_look(self) -> None:
        self.setStyleSheet(journal_style(self._look) + looking_back_style(self._look))
        self._share_width()
        self.sides.take_look()

    def _share_width(self) -> None:
        self.dates.setFixedWidth(min(self._look.scaled(_DATES_WIDTH), round(self.width() * _DATES_SHARE)))

    def _connect(self) -> None:
        self.dates.currentRowChanged.connect(self._show)
        self.other.activated.connect(lambda _row: self._show(self.dates.currentRow()))
        self.bring_back.clicked.connect(self._choose)
        self.close_button.clicked.connect(self.reject)
        self.copy.clicked.connect(self._copy)
        self.back.clicked.connect(lambda: self._step(-1))
        self.next.clicked.connect(lambda: self._step(1))
        self._look.changed.connect(self._take_look)
        for keys, step in (("Alt+Down", 1), ("Alt+Up", -1)):
            shortcut = QShortcut(QKeySequence(keys), self)
            shortcut.activated.connect(lambda step=step: self._step(step))
        self.next.setToolTip("Alt+Down")
        self.back.setToolTip("Alt+Up")

    def _lay_out(self, parent: QWidget) -> None:
        room = parent.window().size()
        wide, high = (
            max(least, min(most, side - 64))
            for least, most, side in zip(_SMALLEST, _LARGEST, (room.width(), room.height()), strict=True)
        )
        self.resize(wide, high)
        self._head = Flow(spacing=10)
        for part in (label("Compared with", "small"), self.other, self.back, self.next, self.place):
            self._head.add(part)
        page = QWidget()
        set_role(page, "clear")
        inside = QVBoxLayout(page)
        inside.setContentsMargins(0, 0, 4, 0)
        inside.setSpacing(8)
        inside.addWidget(self._head)
        inside.addWidget(self.about)
        inside.addWidget(self.sides, 1)
        ground = QFrame()
        set_role(ground, "card")
        around = QVBoxLayout(ground)
        around.setContentsMargins(20, 14, 8, 14)
        around.addWidget(_scrolling(page))
        panes = QHBoxLayout()
        panes.setSpacing(16)
        panes.addWidget(self.dates)
        panes.addWidget(ground, 1)
        self._foot = Flow(spacing=12)
        for part in (self.copy, self.close_button, self.bring_back):
            self._foot.add(part)
        column = QVBoxLayout(self)
        column.setContentsMargins(24, 16, 24, 16)
        column.setSpacing(12)
        column.addWidget(label("History", "dialog-title"))
        column.addLayout(panes, 1)
        self._kept = label(_KEPT, "small", wrap=True)
        column.addWidget(self._kept)
        column.addWidget(self._foot)

    def _fill(self) -> None:
        said = self._said()
        for words in said:
            item = QListWidgetItem(words)
            item.setToolTip(words)
            self.dates.addItem(item)
        self.other.addItems(["Now", *said])
        if self._versions:
            self.dates.setCurrentRow(0)
        else:
            for part in (self.dates, self.bring_back, self.copy, self._head, self.sides):
                part.hide()
            self.about.setText("There is no earlier version yet. Allydesk keeps one by itself as you go on writing.")
        self.dates.setFocus()

    def _said(self) -> list[str]:
        now = self._clock()
        room, said = _COUNTED_UP_TO, []
        for version in self._versions:
            text = version.content.text
            room -= len(text)
            words = word_count(text) if room >= 0 else None
            said.append(version_in_words(version.saved.astimezone(now.tzinfo), today=now.date(), words=words))
        return said

    def _show(self, row: int) -> None:
        if not 0 <= row < len(self._versions) or self._present is None:
            return
        self._errands.drop()
        old = self._versions[row].content
        other = self.other.currentIndex()
        new = self._versions[other - 1].content if other > 0 else self._present
        self.sides.then_title.setText(f"Then · {self.dates.item(row).text()}")
        self.sides.now_title.setText("Now" if other <= 0 else f"Then · {self.other.currentText()}")
        if len(old.text) + len(new.text) <= _AT_ONCE:
            self._compared(old, new, compare(old.text, new.text))
            return
        self.sides.put_away()
        self.about.setText("Comparing…")
        self._errands.run(
            lambda: compare(old.text, new.text), done=lambda comparison: self._compared(old, new, comparison)
        )

    def _compared(self, old: Content, new: Content, comparison: Comparison) -> None:
        self.sides.show_comparison(comparison)
        self._changes, self._at = len(comparison.changes), -1
        self.about.setText(" ".join([f"{comparison_in_words(comparison)}.", *about_in_words(old, new)]))
        for part in (self.back, self.next):
            part.setEnabled(bool(self._changes))
        self._say_place()

    def _step(self, by: int) -> None:
        if self._changes:
            self._at = max(0, self._at + by) if self._at >= 0 or by > 0 else self._changes - 1
            self._at %= self._changes
            self.sides.step_to(self._at)
            self._say_place()

    def _say_place(self) -> None:
        words = f"Change {self._at + 1} of {self._changes}" if self._at >= 0 else ""
        self.place.setText(words)
        self.next.setAccessibleDescription(words)

    def _copy(self) -> None:
        row = self.dates.currentRow()
        if 0 <= row < len(self._versions):
            QGuiApplication.clipboard().setMimeData(private_mime(self._versions[row].content.text))
            self.place.setText("Copied")

    def _choose(self) -> None:
        version = self._versions[self.dates.currentRow()]
        self.accept()
        self.version_chosen.emit(version)


def _scrolling(page: QWidget) -> QScrollArea:
    """Scrolls where large type leaves too little room."""
    made = QScrollArea()
    made.setWidget(page)
    made.setWidgetResizable(True)
    made.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
    made.setFocusPolicy(Qt.FocusPolicy.NoFocus)
    return made
