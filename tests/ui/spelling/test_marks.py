"""Waves under misspelt words: under which, when, and when not."""

from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import QTextCharFormat, QTextCursor
from PySide6.QtTest import QTest
from pytestqt.qtbot import QtBot

from allydesk.settings import Settings
from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.spelling.checker import SpellChecker, Standing, Trouble
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.spelling.spelling import Spelling
from allydesk.ui.theme import Look, Theme, Tone
from tests.spelling.dictionary import make_dictionary
from tests.ui.spelling.conftest import MakeChecker, marked


def show(qtbot: QtBot, area: WritingArea, document: PlainDocument, text: str, *expected: str) -> None:
    area.clearFocus()  # nobody types it
    document.load(text)
    qtbot.waitUntil(lambda: marked(area) == list(expected))
    area.setFocus()


def test_misspelt_words_have_a_wave(
    spelling: Spelling, area: WritingArea, document: PlainDocument, look: Look, qtbot: QtBot
) -> None:
    assert spelling is not None
    show(qtbot, area, document, "The treee by the rivr\n\n😀 a wrod", "treee", "rivr", "wrod")
    mark = area.extraSelections()[0]
    wave = mark.format
    assert wave.underlineStyle() == QTextCharFormat.UnderlineStyle.SpellCheckUnderline
    assert wave.underlineColor() == look.palette.colour(Tone.LOW)
    look.choose(Theme.DARK)
    mark = area.extraSelections()[0]
    assert mark.format.underlineColor() == look.palette.colour(Tone.LOW)
    assert not document.isUndoAvailable()
    assert not document.isModified()


def test_code_is_not_checked(spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot) -> None:
    assert spelling is not None
    show(qtbot, area, document, "wrod `wrdo`\n```\nrwod\n\ndrow\n```\nowrd [[Orwd]]", "wrod", "owrd")


def test_the_word_that_is_typed_waits_until_the_caret_has_left_it(
    spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    assert spelling is not None
    show(qtbot, area, document, "wrod ", "wrod")
    area.moveCursor(QTextCursor.MoveOperation.End)
    with qtbot.waitSignal(area.viewed):
        QTest.keyClicks(area, "treee")
    QTest.keyClick(area, Qt.Key.Key_Home)
    qtbot.waitUntil(lambda: marked(area) == ["wrod", "treee"])
    area.moveCursor(QTextCursor.MoveOperation.End)
    QTest.keyClicks(area, "e")
    qtbot.waitUntil(lambda: marked(area) == ["wrod"])
    QTest.keyClicks(area, " ")
    qtbot.waitUntil(lambda: marked(area) == ["wrod", "treeee"])


def test_marks_move_along_with_the_text(
    spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    assert spelling is not None
    show(qtbot, area, document, "a wrod\nmore wrdo", "wrod", "wrdo")
    area.moveCursor(QTextCursor.MoveOperation.Start)
    QTest.keyClicks(area, "the ")
    qtbot.waitUntil(lambda: document.text().startswith("the a"))
    assert marked(area) == ["wrod", "wrdo"]
    QTest.keyClick(area, Qt.Key.Key_Return)
    assert marked(area) == ["wrod", "wrdo"]
    area.undo()
    area.undo()
    qtbot.waitUntil(lambda: marked(area) == ["wrod", "wrdo"])


def test_only_what_can_be_seen_is_checked(
    spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    assert spelling is not None
    area.clearFocus()
    document.load("\n".join(f"wrod{chr(97 + number // 26)}{chr(97 + number % 26)}" for number in range(400)))
    qtbot.waitUntil(lambda: len(marked(area)) > 3)
    assert len(marked(area)) < 60
    assert marked(area)[0] == "wrodaa"
    area.moveCursor(QTextCursor.MoveOperation.End)
    qtbot.waitUntil(lambda: marked(area)[-1:] == ["wrodpj"])
    assert "wrodaa" not in marked(area)


def test_a_page_that_is_only_read_has_no_waves(
    spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    show(qtbot, area, document, "wrod", "wrod")
    area.set_locked(True)
    spelling.marks.refresh()
    assert marked(area) == []


def test_another_document_has_its_own(
    spelling: Spelling, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    assert spelling is not None
    show(qtbot, area, document, "wrod", "wrod")
    other = PlainDocument()
    other.load("a tree\na rivr")
    area.show_document(other)
    qtbot.waitUntil(lambda: marked(area) == ["rivr"])
    area.show_document(document)
    qtbot.waitUntil(lambda: marked(area) == ["wrod"])


def test_switched_off_and_on(
    spelling: Spelling, checker: SpellChecker, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    assert spelling is not None
    show(qtbot, area, document, "wrod", "wrod")
    checker.show_settings(Settings(spelling=False))
    qtbot.waitUntil(lambda: marked(area) == [])
    assert not checker.is_on
    checker.show_settings(Settings())
    qtbot.waitUntil(lambda: marked(area) == ["wrod"])


def test_a_language_is_added(
    spelling: Spelling, checker: SpellChecker, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    assert spelling is not None
    show(qtbot, area, document, "arbre tree wrod", "arbre", "wrod")
    make_dictionary(checker.folder, "fr", "arbre")
    checker.show_settings(Settings(languages=("en_GB", "fr", "de")))
    qtbot.waitUntil(lambda: marked(area) == ["wrod"])
    assert checker.standing.used == ("en_GB", "fr")
    assert checker.standing.missing == ("de",)
    assert [each.name for each in checker.standing.found] == ["en_GB", "fr"]


def test_own_words_are_in_the_vault_and_right_at_once(
    spelling: Spelling, own: YourWords, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    assert spelling is not None
    show(qtbot, area, document, "wrod rivr", "wrod", "rivr")
    own.add("wrod")
    qtbot.waitUntil(lambda: marked(area) == ["rivr"])
    own.remove("wrod")
    qtbot.waitUntil(lambda: marked(area) == ["wrod", "rivr"])


def test_a_computer_without_dictionaries_says_so(make_checker: MakeChecker, tmp_path: Path) -> None:
    checker = make_checker(tmp_path / "none")
    assert checker.standing == Standing(trouble=Trouble.NO_DICTIONARY)
    assert not checker.is_on


def test_locking_drops_every_word(
    spelling: Spelling, checker: SpellChecker, area: WritingArea, document: PlainDocument, qtbot: QtBot
) -> None:
    show(qtbot, area, document, "wrod", "wrod")
    spelling.close_all()
    checker.close_all()
    assert marked(area) == []
    assert spelling.marks._known == {}
    assert checker._tools.speller._answers == {}
    document.load("wrdo")
    spelling.marks.refresh()
    assert marked(area) == []


def test_nobody_is_a_mistake(
    spelling: Spelling, area: WritingArea, document: PlainDocument, own: YourWords, qtbot: QtBot
) -> None:
    assert spelling is not None
    show(qtbot, area, document, "Makena Okoye by the rivr", "Makena", "Okoye", "rivr")
    own.know_names(["Makena Okoye", "Rhys"])
    area.clearFocus()
    qtbot.waitUntil(lambda: marked(area) == ["rivr"])
    assert own.words == frozenset(), "they are not among the words that were added"
