"""The journal's page, measured against bare widgets of Qt."""

import statistics
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from time import monotonic
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QEvent, QModelIndex, QObject, QPersistentModelIndex, QPoint, QPointF, Qt
from PySide6.QtGui import QPainter, QSyntaxHighlighter, QTextCharFormat, QTextCursor, QWheelEvent
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QStyledItemDelegate, QStyleOptionViewItem, QTableView, QTextEdit, QWidget

from allydesk.assets import resources
from allydesk.ids import EntryId
from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.timestamp import Timestamp
from allydesk.settings import Settings
from allydesk.storage.journal import Journal
from allydesk.storage.vault import Vault
from allydesk.ui.journal.choices import WritingChoices
from allydesk.ui.journal.findbar import FindBar
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.spelling.checker import SpellChecker
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look, Theme
from tests.bench import corpus
from tests.bench.measure import Row, Target, seconds
from tests.ui.scripted import ScriptedPrompts

_LONG, _MIDDLING = 50_000, 5_000
_PATIENCE = 60
"""Seconds after which something must be wrong."""
_KEYS = 200
_STEPS = 150
_ROW_HEIGHT = 87
_FOUND = ("th", "the", "that", "the ")
"""The commonest words there are, so that there is most to mark."""
_FRAMES = 50
"""Milliseconds: three frames, the least wait between two keys of a quick writer."""
_Index = QModelIndex | QPersistentModelIndex


class Painted(QObject):
    """Knows whether a widget has been painted since it was asked last."""

    def __init__(self, widget: QWidget) -> None:
        super().__init__(widget)
        self._seen = False
        widget.installEventFilter(self)

    def eventFilter(self, _watched: QObject, event: QEvent) -> bool:
        """See the paint events."""
        self._seen = self._seen or event.type() == QEvent.Type.Paint
        return False

    def by(self, work: Callable[[], object]) -> None:
        """Do the work and let events run until the widget has been painted."""
        self._seen = False
        work()
        run_until(lambda: self._seen)


class BareRows(QAbstractTableModel):
    """So many rows of the same text."""

    def __init__(self, size: int) -> None:
        super().__init__()
        self._size = size

    def rowCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own default
        """All of them."""
        return 0 if parent.isValid() else self._size

    def columnCount(self, parent: _Index = QModelIndex()) -> int:  # noqa: B008 - as above
        """One."""
        return 0 if parent.isValid() else 1

    def data(self, index: _Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """A number, so that rows differ."""
        return f"Entry {index.row()}" if role == Qt.ItemDataRole.DisplayRole else None


class BareDelegate(QStyledItemDelegate):
    """A title, a date and two lines, drawn with the painter's own words."""

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: _Index) -> None:
        """Four pieces of text."""
        area = option.rect
        title = index.data(Qt.ItemDataRole.DisplayRole)
        painter.drawText(area.left() + 18, area.top() + 28, title)
        painter.drawText(area.right() - 60, area.top() + 28, "12 May")
        for line in (50, 69):
            painter.drawText(area.left() + 18, area.top() + line, "and the morning was like the one before it, only")


class BareHighlighter(QSyntaxHighlighter):
    """Makes what stands between two signs bold."""

    def highlightBlock(self, text: str) -> None:
        """One search a paragraph."""
        start = text.find("*")
        if start >= 0:
            bold = QTextCharFormat()
            bold.setFontWeight(700)
            self.setFormat(start, text.find("*", start + 1) - start + 1, bold)


@dataclass(slots=True)
class Window:
    """The page over a journal, shown; and bare widgets of the same size beside it."""

    size: int
    page: JournalPage
    journal: Journal
    look: Look
    tasks: TaskRunner
    checker: SpellChecker

    def close(self) -> None:
        """Let go of the journal and end the threads."""
        self.page.close_all()
        self.checker.close_all()
        self.tasks.close()
        self.page.close()


def open_window(vault: Vault, size: int, home: Path) -> Window:
    """The page, with its first rows shown and an entry open."""
    application = QApplication.instance() or QApplication([])
    assert isinstance(application, QApplication)
    look = Look(resources=resources(), theme=Theme.LIGHT)
    look.dress(application)
    tasks = TaskRunner()
    own = YourWords(shelf=vault.own_words, tasks=tasks)
    checker = SpellChecker(settings=Settings(), own=own, dictionaries=home / "dictionaries", home=home)
    page = JournalPage(
        vault=vault,
        tasks=tasks,
        prompts=ScriptedPrompts(),
        look=look,
        clock=lambda: datetime.now(UTC),
        settings=Settings(),
        home=home,
        resources=resources(),
        checker=checker,
    )
    page.resize(1160, 860)
    page.show()
    page.reload()
    window = Window(size, page, vault.journal, look, tasks, checker)
    run_until(lambda: page.column.rows.rowCount() == size and page.editor.sheet is not None)
    return window


def run_until(reached: Callable[[], bool]) -> None:
    """Let events run until it is so. Raises TimeoutError when it never comes."""
    end = monotonic() + _PATIENCE
    while not reached():
        QApplication.processEvents()
        if monotonic() > end:
            raise TimeoutError("the window did not get there")


def window_rows(window: Window) -> Iterator[Callable[[], Row]]:
    """One measurement a row, to be made in this order."""
    for measure in (_list_shown, _wheel_step, _opening, _typing, _typing_with_all, _finding):
        yield partial(measure, window)


def bare_table(size: int) -> QTableView:
    """A table of fixed rows."""
    view = QTableView()
    view.setModel(BareRows(size))
    view.model().setParent(view)
    view.setItemDelegate(BareDelegate(view))
    view.setVerticalScrollMode(QTableView.ScrollMode.ScrollPerPixel)
    view.verticalHeader().hide()
    view.verticalHeader().setDefaultSectionSize(_ROW_HEIGHT)
    view.horizontalHeader().hide()
    view.horizontalHeader().setStretchLastSection(True)
    view.resize(352, 700)
    return view


def _list_shown(window: Window) -> Row:
    """All rows known, until the first are painted."""
    ours, floor = [], []
    for _ in range(9):
        view = bare_table(window.size)
        floor.append(seconds(partial(Painted(view.viewport()).by, view.show)))
        view.close()
        view.deleteLater()
        listed = window.page.column.list
        listed.hide()
        QApplication.processEvents()
        ours.append(seconds(partial(Painted(listed.viewport()).by, listed.show)))
    return _row("list shown", window, ours, floor, Target(times_floor=3))


def _wheel_step(window: Window) -> Row:
    """One notch of the wheel down the list, until it is painted."""
    view = bare_table(window.size)
    Painted(view.viewport()).by(view.show)
    listed = window.page.column.list
    ours, floor = _turns(listed, view, steps=_STEPS)
    view.close()
    return _row("wheel step in the list", window, ours, floor, Target(times_floor=1.5))


def _turns(listed: QTableView, view: QTableView, *, steps: int) -> tuple[list[float], list[float]]:
    times: tuple[list[float], list[float]] = ([], [])
    both = [(each, Painted(each.viewport()), taken) for each, taken in zip((listed, view), times, strict=True)]
    for step in range(steps):
        for each, painted, taken in both if step % 2 else reversed(both):
            bar = each.verticalScrollBar()
            if bar.value() > bar.maximum() - 200:
                bar.setValue(0)
                QApplication.processEvents()
            taken.append(seconds(partial(painted.by, partial(_wheel, each))))
    return times


def _wheel(view: QTableView) -> None:
    place = QPointF(100, 100)
    event = QWheelEvent(
        place,
        view.viewport().mapToGlobal(place),
        QPoint(0, -120),
        QPoint(0, -120),
        Qt.MouseButton.NoButton,
        Qt.KeyboardModifier.NoModifier,
        Qt.ScrollPhase.NoScrollPhase,
        False,
    )
    QApplication.sendEvent(view.viewport(), event)


def _add(window: Window, words: int) -> EntryId:
    moment = Timestamp.from_aware(datetime.now(UTC), zone="UTC")
    return window.journal.add(NewEntry(Content(moment, f"{words} words", corpus.long_text(words)))).id


def _opening(window: Window) -> Row:
    """From asking for an entry to seeing it, styled; the vault's thread does the reading."""
    wanted, other = _add(window, _MIDDLING), window.page.editor.sheet
    assert other is not None
    text = window.journal.entry(wanted).content.text
    bare = _bare_text()
    painted, bare_painted = Painted(window.page.editor.text.viewport()), Painted(bare.viewport())
    ours, floor = [], []
    for _ in range(9):
        # A sheet that lies ready is shown as it was left: put them all away, so that the entry is read and styled.
        window.page.flush(lambda: None)
        window.page.close_all()
        window.page.open_entry(other.entry_id)
        run_until(lambda: _shown(window) == other.entry_id)
        ours.append(seconds(lambda: painted.by(lambda: _open(window, wanted))))
        bare.clear()
        QApplication.processEvents()
        floor.append(seconds(lambda: bare_painted.by(lambda: bare.setPlainText(text))))
    bare.close()
    window.page.reload()
    return _row(f"opening an entry of {_MIDDLING:,} words", window, ours, floor, Target(times_floor=2))


def _open(window: Window, entry_id: EntryId) -> None:
    window.page.open_entry(entry_id)
    run_until(lambda: _shown(window) == entry_id)


def _shown(window: Window) -> EntryId | None:
    sheet = window.page.editor.sheet
    return sheet.entry_id if sheet is not None else None


def _typing(window: Window) -> Row:
    """A key in the middle of a long text, until it is painted: autosave, counting, highlighting, marks receding."""
    return _typed(window, f"a key typed in {_LONG:,} words")


def _typing_with_all(window: Window) -> Row:
    """The same with every choice on that a person can make: smart quotes, typewriter, focus."""
    area = window.page.editor.text
    area.take_choices(WritingChoices(smart_quotes=True, typewriter=True))
    area.set_focused(True)
    row = _typed(window, f"a key typed in {_LONG:,} words, all choices on")
    area.set_focused(False)
    area.take_choices(WritingChoices())
    return row


def _typed(window: Window, name: str) -> Row:
    bare = _bare_text()
    bare.setPlainText(corpus.long_text(_LONG))
    wanted = _add(window, _LONG)
    _open(window, wanted)
    ours_text = window.page.editor.text
    times: tuple[list[float], list[float]] = ([], [])
    both = [(each, Painted(each.viewport()), taken) for each, taken in zip((ours_text, bare), times, strict=True)]
    for each, _, _ in both:
        cursor = each.textCursor()
        cursor.setPosition(each.document().characterCount() // 2)
        each.setTextCursor(cursor)
        each.ensureCursorVisible()
    QApplication.processEvents()
    for turn in range(_KEYS):
        for each, painted, taken in both if turn % 2 else reversed(both):
            taken.append(seconds(partial(painted.by, partial(QTest.keyClick, each, Qt.Key.Key_A))))
    bare.close()
    window.page.flush(lambda: None)
    slow, bare_slow = (statistics.quantiles(taken, n=20)[-1] * 1000 for taken in times)
    note = f"95 of 100 within {slow:.1f} ms (aim 8 ms; the floor's {bare_slow:.1f} ms)"
    return _row(name, window, times[0], times[1], Target(times_floor=1.5), note=note)


def _finding(window: Window) -> Row:
    """A letter more in the words to find, until the count and the marks are painted; the floor finds one match."""
    bare = _bare_text()
    bare.setPlainText(corpus.long_text(_LONG))
    _open(window, _add(window, _LONG))
    bar = FindBar(area=window.page.editor.text, look=window.look, parent=window.page)
    bar.open()
    painted, bare_painted = Painted(window.page.editor.text.viewport()), Painted(bare.viewport())
    ours, floor = [], []
    for _ in range(9):
        for words in _FOUND:
            ours.append(seconds(partial(painted.by, partial(bar.words.setText, words))))
            bare.moveCursor(QTextCursor.MoveOperation.Start)
            QApplication.processEvents()
            floor.append(seconds(partial(bare_painted.by, partial(bare.find, words))))
    bar.close_all()
    bar.deleteLater()
    bare.close()
    name = f"a letter more to find in {_LONG:,} words"
    return _row(name, window, ours, floor, Target(at_most=_FRAMES))


def _bare_text() -> QTextEdit:
    bare = QTextEdit()
    BareHighlighter(bare.document())
    bare.resize(760, 700)
    Painted(bare.viewport()).by(bare.show)
    return bare


def _row(name: str, window: Window, ours: list[float], floor: list[float], target: Target, *, note: str = "") -> Row:
    mine, bare = (statistics.median(times[1:]) * 1000 for times in (ours, floor))
    return Row(name, window.size, "ms", mine, bare, target, note=note)
