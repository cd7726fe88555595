"""Photos come into the vault from files, the clipboard and drops; entries of the journal are linked by their titles."""

from dataclasses import replace
from functools import partial
from pathlib import Path

import pytest
from PySide6.QtCore import QMimeData, QPoint, QPointF, Qt, QUrl
from PySide6.QtGui import QColor, QDragEnterEvent, QDropEvent, QGuiApplication, QImage
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication
from pytestqt.qtbot import QtBot

from allydesk.journal.pictures import LARGEST, orientation
from allydesk.story.edits import change_moment
from allydesk.ui.journal.files.viewer import Viewer
from allydesk.ui.story.lifeline.links import LinksField
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.story.tools import StoryTools
from tests.journal.test_pictures import positions
from tests.ui.journal.files.made import turned_jpeg
from tests.ui.scripted import ScriptedPrompts
from tests.ui.story.conftest import Settle
from tests.ui.story.lifeline.conftest import focused
from tests.ui.story.lifeline.samples import CHOIR, RUTH
from tests.vaults import written


def picture(place: Path, name: str, *, size: tuple[int, int] = (60, 40)) -> Path:
    made = QImage(*size, QImage.Format.Format_RGB32)
    made.fill(QColor("#557799"))
    assert made.save(str(place / name))
    return place / name


@pytest.fixture
def told(page: LifelinePage) -> list[str]:
    """What is said of photos."""
    said: list[str] = []
    page.photos.said.connect(said.append)
    page.open_moment(RUTH.id)
    return said


def test_chosen_photos_are_kept_shown_and_can_be_looked_at(
    *,
    page: LifelinePage,
    told: list[str],
    tools: StoryTools,
    settle: Settle,
    prompts: ScriptedPrompts,
    quick_path: Path,
) -> None:
    prompts.will_choose_files(picture(quick_path, "one.png"), picture(quick_path, "two.jpg"))
    page.beside.form.photos.add.click()
    settle()
    photos = tools.vault.lifeline.whole().moments[RUTH.id].photos
    assert [photo.name for photo in photos] == ["one.png", "two.jpg"]
    assert tools.vault.story_files.read(photos[0].id) == (quick_path / "one.png").read_bytes()
    assert not told
    row = page.beside.form.photos.row
    assert [one.accessibleName().split(",")[0] for one in row.thumbnails] == ["Photo one.png", "Photo two.jpg"]
    row.thumbnails[1].setFocus()
    QTest.keyClick(row.thumbnails[1], Qt.Key.Key_Return)
    viewer = page.findChild(Viewer)
    assert viewer is not None
    assert viewer.name.whole_text() == "two.jpg"
    page.photos.close_viewer()


def test_a_photo_is_shown_as_small_on_card_and_chart(
    *,
    page: LifelinePage,
    told: list[str],
    tools: StoryTools,
    settle: Settle,
    prompts: ScriptedPrompts,
    quick_path: Path,
    qtbot: QtBot,
) -> None:
    prompts.will_choose_files(picture(quick_path, "one.png"))
    page.beside.form.photos.add.click()
    settle()
    photo = tools.desk.lifeline.moments[RUTH.id].photos[0]
    qtbot.waitUntil(lambda: page.photos.thumbnail(photo) is not None)
    page.beside.put_away()
    page._choose((RUTH.id,))
    assert page.ground.card.photos.isVisible()
    assert not told


def test_a_photo_is_taken_off_and_comes_back_with_undo(
    *,
    page: LifelinePage,
    told: list[str],
    tools: StoryTools,
    settle: Settle,
    prompts: ScriptedPrompts,
    quick_path: Path,
) -> None:
    prompts.will_choose_files(picture(quick_path, "one.png"), picture(quick_path, "two.png"))
    page.beside.form.photos.add.click()
    settle()
    row = page.beside.form.photos.row
    row.thumbnails[0].setFocus()
    QTest.keyClick(row.thumbnails[0], Qt.Key.Key_Delete)
    assert [photo.name for photo in tools.desk.lifeline.moments[RUTH.id].photos] == ["two.png"]
    assert focused() is row.thumbnails[0]
    page.undo()
    assert [photo.name for photo in row.value] == ["one.png", "two.png"]
    assert not told


def test_where_it_was_taken_is_removed_and_how_it_was_held_stays(
    *,
    page: LifelinePage,
    told: list[str],
    tools: StoryTools,
    settle: Settle,
    prompts: ScriptedPrompts,
    quick_path: Path,
) -> None:
    (quick_path / "held.jpg").write_bytes(turned_jpeg(6, position=True))
    assert positions((quick_path / "held.jpg").read_bytes())
    prompts.will_choose_files(quick_path / "held.jpg")
    page.beside.form.photos.add.click()
    settle()
    photo = tools.desk.lifeline.moments[RUTH.id].photos[0]
    kept = tools.vault.story_files.read(photo.id)
    assert orientation(kept) == 6
    assert not positions(kept)
    assert told == ["Where it was taken has been removed from the file."]
    small = QImage.fromData(tools.vault.story_files.thumbnail(photo.id) or b"")
    assert small.height() > small.width()


def test_what_is_no_photo_broken_or_huge_gets_a_clear_word(
    *,
    page: LifelinePage,
    told: list[str],
    tools: StoryTools,
    settle: Settle,
    prompts: ScriptedPrompts,
    quick_path: Path,
) -> None:
    (quick_path / "notes.txt").write_text("not a photo")
    whole = picture(quick_path, "whole.png").read_bytes()
    (quick_path / "broken.png").write_bytes(whole[:60])
    with (quick_path / "huge.png").open("wb") as huge:
        huge.write(whole)
        huge.truncate(LARGEST + 1)
    for name in ("notes.txt", "broken.png", "huge.png"):
        prompts.will_choose_files(quick_path / name)
        page.beside.form.photos.add.click()
        settle()
    assert told[0].startswith("The file was not added. That is not a photo that can be shown here, but a file of ")
    assert "another kind (text)" in told[0]
    assert "damaged" in told[1]
    assert "too large" in told[2]
    prompts.will_choose_files(quick_path)
    page.beside.form.photos.add.click()
    settle()
    assert told[3].startswith("The file was not added. That is not a photo that can be shown here. Choose a JPEG")
    assert not any("entry" in words for words in told)
    assert page.beside.form.photos.said.text() == told[3]
    assert tools.desk.lifeline.moments[RUTH.id].photos == ()


def test_a_picture_is_pasted_and_a_file_is_dropped(
    *, page: LifelinePage, told: list[str], tools: StoryTools, settle: Settle, quick_path: Path
) -> None:
    field = page.beside.form.photos
    image = QImage(str(picture(quick_path, "one.png")))
    QGuiApplication.clipboard().setImage(image)
    field.add.setFocus()
    QTest.keyClick(field.add, Qt.Key.Key_V, Qt.KeyboardModifier.ControlModifier)
    settle()
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(quick_path / "one.png"))])
    given = (Qt.DropAction.CopyAction, mime, Qt.MouseButton.LeftButton, Qt.KeyboardModifier.NoModifier)
    QApplication.sendEvent(field, QDragEnterEvent(QPoint(5, 5), *given))
    QApplication.sendEvent(field, QDropEvent(QPointF(5, 5), *given))
    settle()
    names = [photo.name for photo in tools.desk.lifeline.moments[RUTH.id].photos]
    assert names == ["Picture 2026-11-21 21.14.png", "one.png"]
    assert not told


def test_a_photo_that_arrives_after_one_went_on_is_its_moments(
    *,
    page: LifelinePage,
    told: list[str],
    tools: StoryTools,
    settle: Settle,
    prompts: ScriptedPrompts,
    quick_path: Path,
) -> None:
    prompts.will_choose_files(picture(quick_path, "one.png"))
    page.beside.form.photos.add.click()
    page.open_moment(CHOIR.id)
    settle()
    assert [photo.name for photo in tools.desk.lifeline.moments[RUTH.id].photos] == ["one.png"]
    assert tools.desk.lifeline.moments[CHOIR.id].photos == ()
    assert not told


# Links


def _offers_only(links: LinksField, title: str) -> bool:
    return [one.title for one in links.offers()] == [title]


def test_an_entry_is_found_by_its_title_linked_and_led_to(
    page: LifelinePage, tools: StoryTools, settle: Settle, qtbot: QtBot
) -> None:
    first = tools.vault.journal.add(written("2026-01-03", "What led me here", "Text."))
    tools.vault.journal.add(written("2026-02-03", "Something else", "Text."))
    page.open_moment(RUTH.id)
    links = page.beside.form.links
    links.line.setFocus()
    QTest.keyClicks(links.line, "led")
    qtbot.waitUntil(lambda: [one.id for one in links.offers()] == [first.id])
    QTest.keyClick(links.line, Qt.Key.Key_Return)
    assert tools.desk.lifeline.moments[RUTH.id].entries == (first.id,)
    page.beside.put_away()
    settle()
    card = page.ground.card
    assert card.linked.text() == "Linked: 1 journal entry"
    card.linked.click()
    with qtbot.waitSignal(page.entry_asked) as led:
        card._menu.actions()[0].trigger()
    assert led.args == [first.id]
    card._menu.close()


def test_a_link_is_taken_off_and_one_that_is_in_the_trash_is_kept_quietly(
    page: LifelinePage, tools: StoryTools, settle: Settle, qtbot: QtBot
) -> None:
    kept = tools.vault.journal.add(written("2026-01-03", "Kept", "Text."))
    gone = tools.vault.journal.add(written("2026-01-04", "Gone", "Text."))
    page.open_moment(RUTH.id)
    links = page.beside.form.links
    for title in ("Kept", "Gone"):
        links.line.setFocus()
        QTest.keyClicks(links.line, title)
        qtbot.waitUntil(partial(_offers_only, links, title))
        QTest.keyClick(links.line, Qt.Key.Key_Return)
    page.beside.put_away()
    tools.vault.journal.trash(gone.id)
    page._choose((CHOIR.id,))
    page._choose((RUTH.id,))
    settle()
    assert page.ground.card.linked.text() == "Linked: 1 journal entry"
    page.open_moment(RUTH.id)
    settle()
    links._let_go(kept.id)
    assert tools.desk.lifeline.moments[RUTH.id].entries == (gone.id,)


def test_the_card_says_what_is_linked_though_the_form_asked_at_the_same_moment(
    page: LifelinePage, tools: StoryTools, settle: Settle
) -> None:
    entry = tools.vault.journal.add(written("2026-01-03", "What led me here", "Text."))
    tools.desk.do(change_moment(tools.desk.lifeline, replace(RUTH, entries=(entry.id,))))
    settle()
    page.open_moment(RUTH.id)
    page.beside.put_away()
    settle()
    assert page.ground.card.linked.isVisibleTo(page.ground.card)
    assert page.ground.card.linked.text() == "Linked: 1 journal entry"


def test_words_that_no_title_has_are_told(page: LifelinePage, qtbot: QtBot) -> None:
    page.open_moment(RUTH.id)
    links = page.beside.form.links
    links.line.setFocus()
    QTest.keyClicks(links.line, "zebra")
    qtbot.waitUntil(links.nothing.isVisible)
    QTest.keyClick(links.line, Qt.Key.Key_Escape)
    assert not links.nothing.isVisible()
    assert page.beside.front is page.beside.form
