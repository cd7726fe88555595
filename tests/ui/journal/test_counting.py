from collections.abc import Iterator

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st
from PySide6.QtGui import QTextCursor
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.text import word_count
from allydesk.ui.journal.counting import WordCounter
from allydesk.ui.journal.plain import PlainDocument


@pytest.fixture
def counter(qapp: QApplication) -> Iterator[WordCounter]:
    assert qapp is not None
    made = WordCounter(pause=0)
    yield made
    made.watch(None)
    made.deleteLater()


def total(counter: WordCounter, document: PlainDocument, qtbot: QtBot) -> int:
    """What the counter says of a document it has begun to watch."""
    with qtbot.waitSignal(counter.counted) as heard:
        counter.watch(document)
    assert heard.args is not None
    return int(heard.args[0])


def test_a_document_is_counted_when_it_is_watched(counter: WordCounter, qtbot: QtBot) -> None:
    document = PlainDocument()
    document.load("one two\n\nthree-four it’s")
    assert total(counter, document, qtbot) == 4


def test_a_long_document_is_counted_in_pieces_and_whole(counter: WordCounter, qtbot: QtBot) -> None:
    document = PlainDocument()
    document.load("five words in every line\n" * 20_000)
    assert total(counter, document, qtbot) == 100_000


edits = st.lists(
    st.tuples(st.integers(0, 60), st.integers(0, 30), st.text(alphabet=st.sampled_from(list("ab \n")), max_size=12)),
    max_size=8,
)


@settings(suppress_health_check=[HealthCheck.function_scoped_fixture], max_examples=150, deadline=None)
@given(st.text(alphabet=st.sampled_from(list("ab \n")), max_size=60), edits, st.integers(0, 3))
def test_whatever_is_edited_the_count_is_the_one_of_the_whole_text(
    counter: WordCounter, qtbot: QtBot, start: str, changes: list[tuple[int, int, str]], undone: int
) -> None:
    document = PlainDocument()
    document.load(start)
    document.documentLayout()  # as it has when it is shown; without one Qt reports no changes
    said: list[int] = []
    counter.watch(document)
    counter.counted.connect(said.append)
    for at, length, text in changes:
        cursor = QTextCursor(document)
        last = document.characterCount() - 1
        cursor.setPosition(min(at, last))
        cursor.setPosition(min(at + length, last), QTextCursor.MoveMode.KeepAnchor)
        cursor.insertText(text)
    for _ in range(undone):
        document.undo()
    qtbot.waitUntil(lambda: bool(said) and said[-1] == word_count(document.text()), timeout=1000)
    counter.counted.disconnect(said.append)
    counter.watch(None)
