"""Markdown as a page that reaches for nothing."""

import builtins
import os
from pathlib import Path

import pytest
from PySide6.QtCore import QUrl
from PySide6.QtGui import QImage, QPageSize, QPdfWriter, QTextBlock, QTextCharFormat, QTextDocument, QTextTable
from PySide6.QtWidgets import QApplication

from allydesk.ui import rendering
from allydesk.ui.palette import Tone
from allydesk.ui.rendering import ClosedDocument, Paper, entry_of, rendered
from allydesk.ui.theme import Look

HOSTILE = """\
# A text from a stranger

![remote](http://example.org/a.png) ![secure](https://example.org/a.png) ![file](file:///etc/hostname)
![absolute](/etc/hostname) ![share](\\\\\\\\server\\\\share\\\\a.png) ![share too](//server/share/a.png)
![data](data:image/png;base64,iVBORw0KGgo=) ![resource](qrc:/a.png) ![disk](C:/a.png)

<img src="http://example.org/b.png"><link rel="stylesheet" href="http://example.org/c.css">
<style>@import url(file:///etc/passwd)</style> <svg><image href="http://example.org/d.svg"/></svg>

[words](http://example.org) and <http://example.org/auto> and [local](file:///etc/passwd)
"""


def no_picture(_name: str) -> QImage | None:
    return None


def blocks(document: QTextDocument) -> list[QTextBlock]:
    found = []
    block = document.begin()
    while block.isValid():
        found.append(block)
        block = block.next()
    return found


def formats(document: QTextDocument) -> list[tuple[str, QTextCharFormat]]:
    found = []
    for block in blocks(document):
        walker = block.begin()
        while not walker.atEnd():
            found.append((walker.fragment().text(), walker.fragment().charFormat()))
            walker += 1
    return found


def lay_out(document: QTextDocument) -> None:
    document.setTextWidth(600)
    assert document.size().height() > 0


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list[str]:
    """What any document asks to be loaded while the test runs."""
    names: list[str] = []
    real = ClosedDocument.loadResource

    def spied(self: ClosedDocument, kind: int, name: QUrl | str) -> object:
        names.append(name.toString() if isinstance(name, QUrl) else name)
        return real(self, kind, name)

    monkeypatch.setattr(ClosedDocument, "loadResource", spied)
    return names


def test_a_hostile_text_asks_for_nothing_and_keeps_its_words(look: Look, asked: list[str], tmp_path: Path) -> None:
    wanted: list[str] = []

    def picture(name: str) -> QImage | None:
        wanted.append(name)
        return None

    document = rendered(HOSTILE, look=look, picture=picture)
    lay_out(document)
    copy = document.clone()
    lay_out(copy)
    writer = QPdfWriter(str(tmp_path / "page.pdf"))
    writer.setPageSize(QPageSize(QPageSize.PageSizeId.A4))
    document.print_(writer)
    assert asked == []
    assert wanted == []
    assert not any(form.isImageFormat() for _, form in formats(document))
    words = document.toPlainText()
    assert "[Picture: remote]" in words
    assert '<img src="http://example.org/b.png">' in words
    assert "@import url(file:///etc/passwd)" in words


def test_the_spy_would_have_heard_it(asked: list[str]) -> None:
    careless = ClosedDocument()
    careless.setMarkdown(HOSTILE)
    lay_out(careless)
    assert "http://example.org/a.png" in asked


def test_only_names_within_the_entry_are_asked_for(look: Look) -> None:
    wanted: list[str] = []

    def picture(name: str) -> QImage | None:
        wanted.append(name)
        image = QImage(2000, 1000, QImage.Format.Format_RGB32)
        image.fill(0xFF336699)
        return image

    paper = Paper.of(look, width=400)
    document = rendered("![a cat](photo%202.jpg)\n\n![it](folder/b.png)", look=look, picture=picture, paper=paper)
    assert wanted == ["photo%202.jpg", "folder/b.png"]
    shown = [form.toImageFormat() for _, form in formats(document) if form.isImageFormat()]
    assert [each.name() for each in shown] == ["allydesk-picture:1", "allydesk-picture:2"]
    assert (shown[0].width(), shown[0].height()) == (400, 200)
    copy = document.clone()
    assert isinstance(copy.resource(QTextDocument.ResourceType.ImageResource.value, QUrl(shown[0].name())), QImage)


def test_no_file_is_opened_while_a_page_is_made(look: Look, monkeypatch: pytest.MonkeyPatch) -> None:
    opened: list[object] = []
    look.reading_font(), look.fixed_font()
    monkeypatch.setattr(builtins, "open", lambda *given, **_named: opened.append(given))
    monkeypatch.setattr(os, "open", lambda *given, **_named: opened.append(given))
    lay_out(rendered(HOSTILE, look=look, picture=no_picture))
    monkeypatch.undo()
    assert opened == []


def test_links_between_entries_are_anchors_and_code_is_left_alone(look: Look) -> None:
    title = "The queue (outside) *the* [hall] & 100%"
    document = rendered(f"See [[{title}]], `[[not this]]`.", look=look, picture=no_picture)
    anchors = [(text, entry_of(form.anchorHref())) for text, form in formats(document) if form.isAnchor()]
    assert anchors == [(title, title)]
    assert "[[not this]]" in document.toPlainText()
    assert entry_of("http://example.org") is None


def test_the_form_of_the_text_is_seen(look: Look) -> None:
    text = "# One\n## Two\nfirst\nsecond\n\n> said\n\n- [ ] open\n- [x] done\n\n```\n  code\n```\n\n~~gone~~ **b** *i*"
    document = rendered(text, look=look, picture=no_picture)
    found = {block.text(): block for block in blocks(document)}
    assert {"One", "Two", "first", "second", "said", "open", "done", "  code"} <= set(found)
    shapes = dict(formats(document))
    assert shapes["One"].fontPointSize() > shapes["Two"].fontPointSize() > shapes["first"].fontPointSize()
    assert shapes["said"].fontItalic()
    assert found["said"].blockFormat().leftMargin() > 0
    markers = [found[name].blockFormat().marker().name for name in ("open", "done")]
    assert markers == ["Unchecked", "Checked"]
    assert shapes["gone"].fontStrikeOut()
    assert shapes["b"].fontWeight() > shapes["first"].fontWeight()
    assert shapes["  code"].font().family() == look.fixed_font().family()
    assert shapes["first"].font().family() == look.reading_font().family()


def test_a_table_after_code_is_whole(look: Look) -> None:
    document = rendered("```\ncode\n```\n\n| a | b |\n|---|---|\n| 1 | 2 |\n", look=look, picture=no_picture)
    [table] = [frame for frame in document.rootFrame().childFrames() if isinstance(frame, QTextTable)]
    cells = [table.cellAt(row, place).firstCursorPosition().block().text() for row in (0, 1) for place in (0, 1)]
    assert cells == ["a", "b", "1", "2"]


def test_lines_of_dashes_at_the_beginning_hide_nothing(look: Look) -> None:
    document = rendered("---\nkept: yes\n---\nafter", look=look, picture=no_picture)
    assert "kept: yes" in document.toPlainText()


def test_paper_is_black_on_white_whatever_the_theme(look: Look) -> None:
    paper = Paper.white(points=11)
    document = rendered("words", look=look, picture=no_picture, paper=paper)
    [(_, shape)] = formats(document)
    assert shape.foreground().color().name() == "#000000"
    assert shape.fontPointSize() == 11
    ink = rendered("words", look=look, picture=no_picture)
    assert formats(ink)[0][1].foreground().color() == look.palette.colour(Tone.INK)


def test_an_empty_text_and_odd_characters_are_pages_too(look: Look, qapp: QApplication) -> None:
    assert qapp is not None
    for text in ("", "\n\n", "no\u00a0break \u2028 שלום 👩‍👩‍👧 &amp; &#0;", "[[", "![](", "|", "```"):
        lay_out(rendered(text, look=look, picture=no_picture))
    assert rendering.entry_of("") is None
