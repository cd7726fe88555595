"""A page to write on, a small dictionary, and a shelf of own words in a real vault."""

from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from allydesk.settings import Settings
from allydesk.storage.vault import Vault
from allydesk.ui.journal.highlighter import MarkdownHighlighter
from allydesk.ui.journal.plain import PlainDocument
from allydesk.ui.journal.writing import WritingArea
from allydesk.ui.spelling.checker import SpellChecker
from allydesk.ui.spelling.own import YourWords
from allydesk.ui.spelling.spelling import Spelling
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.spelling.dictionary import hunspell, make_dictionary
from tests.vaults import Prototype

WORDS = ("tree/S", "river/S", "the", "by", "quiet", "and", "a", "word", "more")

MakeChecker = Callable[..., SpellChecker]


@pytest.fixture
def vault(prototype: Prototype, tmp_path: Path) -> Iterator[Vault]:
    vault = prototype.open_copy(tmp_path / "Journal.allydesk")
    yield vault
    vault.lock()


@pytest.fixture
def own(vault: Vault, tasks: TaskRunner) -> YourWords:
    return YourWords(shelf=vault.own_words, tasks=tasks)


@pytest.fixture
def kept(vault: Vault, tasks: TaskRunner, qtbot: QtBot) -> Callable[[], set[str]]:
    """Asks the vault for the words it keeps."""

    def ask() -> set[str]:
        with qtbot.waitCallback() as looked:
            tasks.run(vault.own_words.all, done=looked)
        words: set[str] = looked.args[0]
        return words

    return ask


@pytest.fixture
def dictionaries(tmp_path: Path) -> Path:
    """A folder with a dictionary of a few words."""
    hunspell()
    make_dictionary(tmp_path / "dictionaries", "en_GB", *WORDS)
    return tmp_path / "dictionaries"


@pytest.fixture
def make_checker(tmp_path: Path, own: YourWords, qtbot: QtBot) -> Iterator[MakeChecker]:
    made: list[SpellChecker] = []

    def make(dictionaries: Path, **more: Any) -> SpellChecker:
        rest = {"settings": Settings(), "folders": (), **more}
        checker = SpellChecker(own=own, dictionaries=dictionaries, home=tmp_path, **rest)
        made.append(checker)
        with qtbot.waitSignal(checker.standing_changed):
            pass
        return checker

    yield make
    for each in made:
        each.close_all()


@pytest.fixture
def checker(make_checker: MakeChecker, dictionaries: Path) -> SpellChecker:
    return make_checker(dictionaries)


@pytest.fixture
def document(qtbot: QtBot, look: Look) -> PlainDocument:
    assert qtbot is not None
    made = PlainDocument(line_height=150)
    MarkdownHighlighter(made, look=look)
    return made


@pytest.fixture
def area(qtbot: QtBot, look: Look, document: PlainDocument) -> WritingArea:
    """Shown, with the keyboard in it."""
    area = WritingArea(look=look)
    qtbot.addWidget(area)
    area.resize(700, 400)
    area.show_document(document)
    with qtbot.waitActive(area):
        area.show()
    area.setFocus()
    return area


@pytest.fixture
def spelling(area: WritingArea, checker: SpellChecker, look: Look) -> Spelling:
    return Spelling(area=area, checker=checker, look=look)


def marked(area: WritingArea) -> list[str]:
    """The words with a wave under them, from the top."""
    found = sorted(area.extraSelections(), key=lambda each: each.cursor.selectionStart())
    return [each.cursor.selectedText() for each in found]
