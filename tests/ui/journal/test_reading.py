"""The reading view: what it shows, and what it does not do."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import QObject, QSize, Qt, QUrl, Signal
from PySide6.QtGui import QColor, QGuiApplication, QPixmap, QTextImageFormat
from pytestqt.qtbot import QtBot

from allydesk.ui.journal.reading import ReadingView
from allydesk.ui.theme import Look, Theme, Tone
from tests.ui.hands import press


class Source(QObject):
    """Pictures that come late."""

    arrived = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.known: dict[str, QSize] = {}

    def picture(self, target: str, *, width: int) -> QPixmap | None:
        if target not in self.known:
            return None
        made = QPixmap(width, width // 2)
        made.fill(QColor("teal"))
        return made

    def size(self, target: str) -> QSize | None:
        return self.known.get(target)


@pytest.fixture
def view(look: Look, qtbot: QtBot) -> Iterator[ReadingView]:
    made = ReadingView(look=look)
    qtbot.addWidget(made)
    made.resize(700, 500)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.show_text("")
    made.set_pictures(None)


def pictures(view: ReadingView) -> list[QTextImageFormat]:
    found = []
    block = view.document().begin()
    while block.isValid():
        walker = block.begin()
        while not walker.atEnd():
            if walker.fragment().charFormat().isImageFormat():
                found.append(walker.fragment().charFormat().toImageFormat())
            walker += 1
        block = block.next()
    return found


def test_pictures_come_in_when_they_arrive(view: ReadingView, qtbot: QtBot) -> None:
    source = Source()
    view.set_pictures(source)
    view.show_text("before\n\n![a cat](cat.jpg)\n\nafter")
    assert "[Picture: a cat]" in view.toPlainText()
    source.known["cat.jpg"] = QSize(120, 60)
    source.arrived.emit()
    qtbot.waitUntil(lambda: len(pictures(view)) == 1)
    assert (pictures(view)[0].width(), pictures(view)[0].height()) == (120, 60)
    source.known["cat.jpg"] = QSize(5000, 2500)
    source.arrived.emit()
    qtbot.waitUntil(lambda: pictures(view)[0].width() > 120)
    assert pictures(view)[0].width() <= view.viewport().width()


def test_a_link_to_an_entry_is_reported_by_keyboard_too(view: ReadingView, qtbot: QtBot) -> None:
    view.show_text("See [[First week]] and [[Why I went quiet]].")
    view.setFocus()
    heard: list[str] = []
    view.link_followed.connect(heard.append)
    for _ in range(2):
        press(view, Qt.Key.Key_Tab)
        press(view, Qt.Key.Key_Return)
    assert heard == ["First week", "Why I went quiet"]
    assert qtbot is not None


def test_an_address_is_copied_and_never_opened(view: ReadingView) -> None:
    view.show_text("[words](http://example.org/page)")
    shown = view.toPlainText()
    view.setFocus()
    press(view, Qt.Key.Key_Tab)
    press(view, Qt.Key.Key_Return)
    assert QGuiApplication.clipboard().text() == "http://example.org/page"
    assert view.toPlainText() == shown
    view.setSource(QUrl("http://example.org/page"))
    view.setSource(QUrl("file:///etc/hostname"))
    assert view.toPlainText() == shown
    QGuiApplication.clipboard().clear()


def test_another_look_sets_the_page_anew(view: ReadingView, look: Look) -> None:
    view.show_text("words")
    light = view.document().begin().begin().fragment().charFormat().foreground().color()
    look.choose(Theme.DARK)
    view.take_look()
    dark = view.document().begin().begin().fragment().charFormat().foreground().color()
    assert light != dark
    assert dark == look.palette.colour(Tone.INK)


def test_nothing_stays_when_it_is_put_away(view: ReadingView) -> None:
    view.show_text("words")
    view.show_text("")
    assert view.toPlainText() == ""
    assert view.isReadOnly()
