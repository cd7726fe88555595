"""Entries on paper, out of a real vault: the pages, the PDF, and what it does not reach for."""

from collections.abc import Callable, Iterator
from datetime import UTC, date, datetime
from pathlib import Path

import pytest
from PySide6.QtCore import QBuffer, Qt
from PySide6.QtGui import QColor, QImage, QPagedPaintDevice, QPainter, QPdfWriter
from pytestqt.qtbot import QtBot

from allydesk.ids import EntryId
from allydesk.journal.entry import Content, NewAttachment, NewEntry
from allydesk.journal.timestamp import Timestamp
from allydesk.storage.vault import Vault
from allydesk.ui.paper.page import PrintPage
from allydesk.ui.paper.sheets import PaperChoices, PaperEntry, Sheets
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from tests.ui.hands import button, click, press
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import Prototype

Asked = Callable[[Callable[[QPagedPaintDevice], object]], object]
TODAY = date(2026, 11, 22)
TEXT = "Some words that fill a line of the page and then a few more of them, so that there is something to read.\n\n"


def png(colour: str, *, width: int = 60, height: int = 40) -> bytes:
    image = QImage(width, height, QImage.Format.Format_RGB32)
    image.fill(QColor(colour))
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    image.save(buffer, "PNG")  # type: ignore[call-overload]  # the stub wants bytes
    return bytes(buffer.data().data())


def written(day: int, title: str, text: str) -> Content:
    return Content(Timestamp(datetime(2026, 11, day, 21, 14), 0), title, text, ("walks",), -3, ("Makena",))


@pytest.fixture
def vault(prototype: Prototype, tmp_path: Path, tasks: TaskRunner) -> Iterator[Vault]:
    vault = prototype.open_copy(tmp_path / "Journal.allydesk")
    yield vault
    tasks.close()
    vault.lock()


@pytest.fixture
def entries(vault: Vault) -> list[EntryId]:
    """Two entries with a picture of the same name, the newer one first, and a long one."""
    kept = []
    for day, colour in ((3, "#ff0000"), (2, "#00ff00")):
        new = NewEntry(
            written(day, f"Day {day}", "Before\n\n![it](it.png)\n\nAfter"),
            attachments=(NewAttachment("it.png", "image/png", png(colour)),),
        )
        kept.append(vault.journal.add(new).id)
    kept.append(vault.journal.add(NewEntry(written(1, "Long", TEXT * 120))).id)
    return kept


@pytest.fixture
def make_page(  # noqa: PLR0917 - fixtures come by name
    vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, look: Look, tmp_path: Path, qtbot: QtBot
) -> Iterator[Callable[..., PrintPage]]:
    made: list[PrintPage] = []

    def make(ids: list[EntryId], ask: Asked | None = None) -> PrintPage:
        page = PrintPage(
            vault=vault,
            ids=ids,
            tasks=tasks,
            prompts=prompts,
            look=look,
            home=tmp_path,
            today=TODAY,
            decode=lambda data, _size: QImage.fromData(data),
            ask_printer=lambda _choices, then: ask(then) if ask is not None else None,
        )
        qtbot.addWidget(page)
        page.resize(1000, 700)
        page.show()
        made.append(page)
        return page

    yield make
    for page in made:
        page.close_all()


def ready(qtbot: QtBot, page: PrintPage) -> None:
    qtbot.waitUntil(page.save.isEnabled)


def colours(page: PrintPage, colour: str) -> bool:
    """Whether a colour is somewhere in the view."""
    image = page.view.grab().toImage()
    wanted = QColor(colour).rgb()
    return any(image.pixel(x, y) == wanted for y in range(0, image.height(), 4) for x in range(0, image.width(), 4))


def test_each_picture_is_that_of_its_own_entry(
    make_page: Callable[..., PrintPage], entries: list[EntryId], qtbot: QtBot
) -> None:
    page = make_page(entries[:2])
    ready(qtbot, page)
    assert page.state.text() == "2 entries on 1 page."
    assert colours(page, "#ff0000")
    assert colours(page, "#00ff00")
    click(page.pictures)
    ready(qtbot, page)
    assert not colours(page, "#ff0000")


def test_the_choices_change_the_pages(
    make_page: Callable[..., PrintPage], entries: list[EntryId], qtbot: QtBot
) -> None:
    page = make_page(entries)
    ready(qtbot, page)
    before = page.view.accessibleDescription()
    click(page.own_pages)
    ready(qtbot, page)
    apart = page.view.accessibleDescription()
    page.size_choice.option("a5").click()
    ready(qtbot, page)
    counts = [int(words.split()[0]) for words in (before, apart, page.view.accessibleDescription())]
    assert counts == sorted(set(counts)), "each choice made it longer"
    press(page.view, Qt.Key.Key_End)
    assert page.view.page_in_sight() >= counts[2] - 2


def test_a_pdf_is_written_whole_and_says_that_it_is_open_to_all(
    make_page: Callable[..., PrintPage], entries: list[EntryId], qtbot: QtBot, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    page = make_page(entries)
    ready(qtbot, page)
    prompts.will_choose_file(tmp_path / "out")
    click(button(page, "Save as PDF…"))
    qtbot.waitUntil(lambda: page.state.text().startswith("Saved as out.pdf"))
    data = (tmp_path / "out.pdf").read_bytes()
    assert data.startswith(b"%PDF-")
    assert data.rstrip().endswith(b"%%EOF")
    assert b"file:" not in data
    assert "not encrypted" in page.state.text()
    assert [path.name for path in tmp_path.glob(".*")] == []


def test_where_it_cannot_be_written_the_person_is_told(
    make_page: Callable[..., PrintPage], entries: list[EntryId], qtbot: QtBot, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    page = make_page(entries[:1])
    ready(qtbot, page)
    prompts.will_choose_file(tmp_path / "missing" / "out.pdf")
    click(button(page, "Save as PDF…"))
    # Between the writing and what came of it, nothing is said for a moment.
    qtbot.waitUntil(lambda: page.save.isEnabled() and not page.state.text().startswith(("1 entry", "Saved")))
    qtbot.waitUntil(lambda: bool(page.state.text()))
    assert not page.state.text().startswith("Saved")
    assert not (tmp_path / "missing").exists()


def test_printing_can_be_stopped(
    make_page: Callable[..., PrintPage], entries: list[EntryId], qtbot: QtBot, tmp_path: Path
) -> None:
    device = QPdfWriter(str(tmp_path / "printer.pdf"))
    page = make_page(entries, lambda then: then(device))
    ready(qtbot, page)
    click(button(page, "Print…"))
    assert page.stop.isVisible()
    click(page.stop)
    assert page.state.text() == "The printer stopped. Your entries are as they were."
    click(button(page, "Print…"))
    qtbot.waitUntil(lambda: page.state.text() == "Sent to the printer.")


def test_an_entry_that_is_gone_is_left_out(
    make_page: Callable[..., PrintPage], entries: list[EntryId], vault: Vault, qtbot: QtBot
) -> None:
    vault.journal.purge(entries[0])
    page = make_page(entries[:2])
    ready(qtbot, page)
    assert page.state.text() == "1 entry on 1 page."


def test_escape_goes_back(make_page: Callable[..., PrintPage], entries: list[EntryId], qtbot: QtBot) -> None:
    page = make_page(entries[:1])
    with qtbot.waitSignal(page.left):
        press(page.view, Qt.Key.Key_Escape)


@pytest.mark.parametrize("name", ["secret.png", "it.png"])
def test_a_picture_beside_the_program_is_not_opened(
    look: Look, name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / name).write_bytes(png("#0000ff", width=400, height=400))
    monkeypatch.chdir(tmp_path)
    targets = (name, (tmp_path / name).as_uri(), str(tmp_path / name))
    text = "\n\n".join(f"![a](<{target}>) <img src='{target}'>" for target in targets)
    sheets = Sheets(look=look, choices=PaperChoices())
    sheets.add(PaperEntry(Content(Timestamp.from_aware(datetime(2026, 1, 1, tzinfo=UTC)), "x", text)))
    image = QImage(800, 1130, QImage.Format.Format_RGB32)
    image.fill(QColor("white"))
    painter = QPainter(image)
    sheets.paint(painter, 0)
    painter.end()
    blue = QColor("#0000ff").rgb()
    assert not any(image.pixel(x, y) == blue for y in range(0, 1130, 8) for x in range(0, 800, 8))
    sheets.close()
