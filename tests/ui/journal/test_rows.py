from collections.abc import Iterator
from typing import Any

import pytest
from PySide6.QtCore import QModelIndex, QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, VaultError
from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.search import Query, parse
from allydesk.journal.timestamp import Timestamp
from allydesk.storage.journal import Journal
from allydesk.ui.journal.entrylist import EntryList
from allydesk.ui.journal.rows import FIRST_ROWS, KEPT_ROWS, SUMMARY, EntryRows
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.vaults import TestClock, at, written

MANY = 20_000


@pytest.fixture(scope="module")
def many() -> list[NewEntry]:
    start = at("2000-01-01").local
    return [
        NewEntry(Content(Timestamp(start.replace(year=2000 + n // 1000, minute=n % 60), 0), f"Entry {n}", f"text {n}"))
        for n in range(MANY)
    ]


@pytest.fixture
def rows(tasks: TaskRunner, clock: TestClock, journal: Journal) -> Iterator[EntryRows]:
    made = EntryRows(journal=journal, tasks=tasks, clock=clock)
    tester = QAbstractItemModelTester(made, QAbstractItemModelTester.FailureReportingMode.Fatal)
    yield made
    made.clear()
    tester.deleteLater()
    made.deleteLater()


def shown_titles(rows: EntryRows) -> list[str]:
    return [str(rows.index(row, 0).data()) for row in range(rows.rowCount())]


def test_rows_come_newest_first_and_say_what_they_are(rows: EntryRows, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.completed) as heard:
        rows.show(Query())
    assert heard.args == [8]
    assert shown_titles(rows)[:2] == ["The queue outside the hall", "Reading notes: chapter 3"]
    spoken = rows.index(6, 0).data(Qt.ItemDataRole.AccessibleTextRole)
    assert spoken == (
        "First week, 2 Nov, New team, new names. I asked Oluwaseun how to say his name and wrote it down."
    )
    assert rows.rowCount(rows.index(0, 0)) == 0


def test_a_search_marks_its_matches(rows: EntryRows, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.completed):
        rows.show(parse("phone"))
    assert rows.rowCount() == 1
    assert "\ue000phone\ue001" in rows.index(0, 0).data(SUMMARY).excerpt


def test_the_answer_to_an_older_question_is_dropped(rows: EntryRows, qtbot: QtBot) -> None:
    shown: list[Query] = []
    rows.first_shown.connect(lambda: shown.append(rows.query))
    with qtbot.waitSignal(rows.completed):
        rows.show(parse("phone"))
        rows.show(parse("laughed"))
        rows.show(parse("chapter"))
    assert shown == [parse("chapter")]
    assert shown_titles(rows) == ["Reading notes: chapter 3"]


def test_rows_for_an_older_question_are_dropped(
    rows: EntryRows, empty_journal: Journal, many: list[NewEntry], qtbot: QtBot
) -> None:
    empty_journal.add_all(many[:400])
    with qtbot.waitSignal(rows.completed):
        rows.show(Query())
    assert rows.summary_at(300) is None
    with qtbot.waitSignal(rows.completed):
        rows.show(parse("phone"))
    assert rows.rows_held == 1


def test_a_refresh_puts_in_and_takes_out_only_what_changed(rows: EntryRows, journal: Journal, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.completed):
        rows.show(Query())
    changes: list[tuple[str, int, int]] = []

    def note(kind: str) -> None:
        signal = rows.rowsInserted if kind == "in" else rows.rowsRemoved
        signal.connect(lambda _parent, first, last: changes.append((kind, first, last)))

    note("in")
    note("out")
    rows.modelReset.connect(lambda: changes.append(("reset", 0, 0)))
    journal.add(written("2026-11-12", "Between"))
    with qtbot.waitSignal(rows.completed):
        rows.refresh()
    assert changes == [("in", 4, 4)]
    qtbot.waitUntil(lambda: "Between" in shown_titles(rows))
    changes.clear()
    gone = rows.summary_at(2)
    assert gone is not None
    journal.purge(gone.id)
    with qtbot.waitSignal(rows.completed):
        rows.refresh()
    assert changes == [("out", 2, 2)]
    assert gone.title not in shown_titles(rows)


def test_a_changed_entry_is_fetched_again(rows: EntryRows, journal: Journal, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.completed):
        rows.show(Query())
    first = rows.summary_at(0)
    assert first is not None
    journal.save(first.id, Content(first.created, "Another title", "and text"))
    with qtbot.waitSignal(rows.dataChanged):
        rows.renew(first.id)
    assert rows.index(0, 0).data() == "Another title"


def test_an_entry_that_no_longer_matches_stays_in_the_list_one_looks_at(
    rows: EntryRows, journal: Journal, qtbot: QtBot
) -> None:
    with qtbot.waitSignal(rows.completed):
        rows.show(parse("laughed"))
    first = rows.summary_at(0)
    assert first is not None
    journal.save(first.id, Content(first.created, "Another title", "and text"))
    with qtbot.waitSignal(rows.fetched):
        rows.renew(first.id)
    assert shown_titles(rows) == ["Another title"]


def test_positions_and_rows_belong_together(rows: EntryRows, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.completed):
        rows.show(Query())
    for row in range(8):
        position = rows.position_at(row)
        assert position is not None
        assert rows.row_of(position) == row
    assert rows.row_of(5) == -1
    assert rows.position_at(8) is rows.position_at(-1) is None


def test_a_vault_that_cannot_be_read_is_told(rows: EntryRows, journal: Journal, qtbot: QtBot) -> None:
    with qtbot.waitSignal(rows.completed):
        rows.show(Query())
    rows._held.clear()

    def broken(*_: object) -> list[object]:
        raise VaultError(Code.DISK_ERROR)

    journal.summaries = broken  # type: ignore[method-assign, assignment]  # a disk that fails cannot be had here
    with qtbot.waitSignal(rows.failed) as heard:
        rows.summary_at(0)
    assert heard.args is not None
    assert heard.args[0].code is Code.DISK_ERROR


def test_twenty_thousand_rows_scroll_with_few_in_memory(
    rows: EntryRows, empty_journal: Journal, many: list[NewEntry], look: Look, qtbot: QtBot
) -> None:
    empty_journal.add_all(many)
    view = EntryList(rows=rows, look=look, clock=TestClock())
    qtbot.addWidget(view)
    view.resize(352, 700)
    view.show()
    first: list[int] = []
    rows.first_shown.connect(lambda: first.append(rows.rowCount()))
    with qtbot.waitSignal(rows.completed) as heard:
        rows.show(Query())
    assert first == [FIRST_ROWS]
    assert heard.args == [MANY + 8]
    asked = 0
    real = empty_journal.summaries

    def counted(positions: list[int], query: Query) -> object:
        nonlocal asked
        asked += len(positions)
        return real(positions, query)

    empty_journal.summaries = counted  # type: ignore[method-assign, assignment]  # the same, and counted
    bar = view.verticalScrollBar()
    for step in range(200):
        bar.setValue(bar.maximum() * step // 200)
        view.viewport().repaint()
    bar.setValue(bar.maximum())
    last = rows.index(MANY + 7, 0)
    qtbot.waitUntil(lambda: last.data() == "Entry 0")
    assert rows.rows_held <= KEPT_ROWS
    assert asked < MANY // 10
    view.setModel(None)
    rows.clear()
    assert rows.rows_held == rows.rowCount() == 0


class NotingRows(EntryRows):
    """Rows that note what they are asked."""

    def __init__(self, *, journal: Journal, tasks: TaskRunner, clock: TestClock) -> None:
        self.asked: list[int] = []
        super().__init__(journal=journal, tasks=tasks, clock=clock)

    def data(self, index: QModelIndex | QPersistentModelIndex, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        self.asked.append(role)
        return super().data(index, role)


def test_painting_asks_once_a_row(
    journal: Journal, tasks: TaskRunner, look: Look, clock: TestClock, qtbot: QtBot
) -> None:
    rows = NotingRows(journal=journal, tasks=tasks, clock=clock)
    view = EntryList(rows=rows, look=look, clock=clock)
    rows.setParent(view)
    qtbot.addWidget(view)
    view.resize(352, 8 * view.verticalHeader().defaultSectionSize())
    view.show()
    with qtbot.waitSignal(rows.completed):
        rows.show(Query())
    rows.asked.clear()
    view.viewport().repaint()
    assert rows.asked == [SUMMARY] * 8
    rows.clear()
