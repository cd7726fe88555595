"""A session with a story, a take, a photo and all that goes with them, and then a look at what it leaves in memory.
Started by `journeys`."""

import struct
import zlib
from collections.abc import Iterable, Iterator
from contextlib import suppress
from datetime import date
from pathlib import Path

from PySide6.QtCore import (
    QAbstractItemModel,
    QAbstractListModel,
    QCoreApplication,
    QEvent,
    QMimeData,
    QModelIndex,
    QObject,
    Qt,
)
from PySide6.QtGui import QGuiApplication, QTextDocument
from PySide6.QtWidgets import QApplication, QPlainTextEdit, QTextEdit, QWidget

from allydesk.story.edits import add_chapter, add_moment, remove_moments, set_birth
from allydesk.story.ids import new_chapter_id, new_moment_id
from allydesk.story.lifeline import Chapter, Moment
from allydesk.story.theming import add_theme, set_memo
from allydesk.story.vague_date import Precision, VagueDate
from allydesk.ui.rooms import OpenRooms
from allydesk.ui.story.lifeline.bar import CHART, TABLE
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.story.practising.page import PractisePage
from allydesk.ui.story.room import StoryRoom
from allydesk.ui.story.sharing.page import SharePage
from allydesk.ui.story.sharing.words import What
from allydesk.ui.story.telling.history import StoryHistory
from allydesk.ui.story.telling.page import TellingPage
from allydesk.ui.story.telling.panel import OUTLINE, QUESTIONS, THEMES
from allydesk.ui.story.themes.page import ThemesPage
from allydesk.ui.unlock import UnlockPage
from tests.ui.hands import click
from tests.ui.sitting import Sitting, wait_for

PASSPHRASE = "seven slow Quokkas on the canal"
MOMENT, NOTE, WHEN = "Salamander in the attic", "The Flamingoish wallpaper came off.", "the Tapirlike summer"
GONE = "Chinchilla, which was removed"
PLACE, PERSON, CHAPTER, BIRTH = "Lemmingford", "Ocelotta", "Gibbonhall", "the Peccary year"
THEME, MEMO = "meerkatting", "It Bandicooted again and again."
STORY, LISTENER, TEXT = "Armadillo weather", "a Hoatzin colleague", "Somebody had a Kinkajou, and I saw it."
TOLD, PROFILE, HIDDEN = "Slower at the Dugong.", "I have lived through Numbats.", "Pademelon"
IN_THE_PHOTO = "Barramundine"
EXPORT = "shared.html"

PLANTED = (
    *(PASSPHRASE, MOMENT, NOTE, WHEN, GONE, PLACE, PERSON, CHAPTER, BIRTH, THEME, MEMO),
    *(STORY, LISTENER, TEXT, TOLD, PROFILE, HIDDEN, IN_THE_PHOTO),
)
_SIGNS = ("Salamander", "Flamingoish", "Tapirlike", "Chinchilla", "Lemmingford", "Ocelotta", "Gibbonhall", "Peccary")
_MORE_SIGNS = ("meerkatting", "Bandicooted", "Armadillo", "Hoatzin", "Kinkajou", "Dugong", "Numbats", "Pademelon")
SIGNS = (*_SIGNS, *_MORE_SIGNS)
"""A word of each that nothing else has."""


def live(sitting: Sitting, *, home: Path) -> dict[str, object]:
    """Everything, up to the page where the vault is opened; what is left in memory of it, which should be nothing."""
    rooms = sitting.face.shell.rooms
    assert isinstance(rooms, OpenRooms)
    room = rooms.story
    sitting.window.show_room("story")
    wait_for(lambda: room.desk.is_loaded, "the lifeline")
    told = sorted(
        {
            *_work_on_the_lifeline(sitting, room),
            *_work_on_themes(sitting, room),
            *_write_and_copy(sitting, room),
            *_tell(sitting, room),
            *_share(sitting, room, home),
        }
    )
    left = [*_traces_when_emptied(room)]
    sitting.keys("Ctrl+L")
    sitting.see(UnlockPage)
    left += [*traces_in(QApplication.topLevelWidgets()), *traces_on_the_clipboard()]
    return {"seen": told, "left": left}


def _traces_when_emptied(room: StoryRoom) -> list[str]:
    """What the room's own widgets hold when it has put everything away, which comes before it is destroyed."""
    flushed: list[bool] = []
    room.flush(lambda: flushed.append(True))
    wait_for(lambda: flushed, "all is kept")
    room.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return traces_in([room])


# What is done


def _work_on_the_lifeline(sitting: Sitting, room: StoryRoom) -> Iterator[str]:
    desk, page = room.desk, sitting.see(LifelinePage)
    moments = [Moment(new_moment_id(), MOMENT, VagueDate(WHEN), 3, note=NOTE, place=PLACE, people=(PERSON,))]
    for year, title in ((1988, MOMENT), (1999, GONE)):
        when = VagueDate(f"{WHEN} {year}", _day(year, 1), _day(year, 12), Precision.YEAR)
        moments.append(Moment(new_moment_id(), title, when, -2, note=NOTE, place=PLACE, people=(PERSON,)))
    for moment in moments:
        desk.do(add_moment(desk.lifeline, moment))
    span = VagueDate("1980 to 1990", _day(1980, 1), _day(1990, 12), Precision.SPAN)
    desk.do(add_chapter(desk.lifeline, Chapter(new_chapter_id(), CHAPTER, span)))
    desk.do(set_birth(desk.lifeline, VagueDate(BIRTH)))
    desk.do(add_theme(desk.lifeline, THEME, moments=[one.id for one in moments]))
    desk.do(set_memo(desk.lifeline, desk.lifeline.ordered_themes()[0].id, MEMO))
    wait_for(lambda: desk.is_kept, "the vault has the one that goes")
    desk.do(remove_moments(desk.lifeline, [moments[-1].id]))
    wait_for(lambda: desk.is_kept, "the lifeline is kept")
    page.open_moment(moments[1].id)
    kept: list[object] = []
    page.photos.kept.connect(lambda _moment, photo: kept.append(photo))
    mime = QMimeData()
    mime.setData("image/png", marked_picture())
    assert page.photos.take(moments[1].id, mime)
    wait_for(lambda: kept, "the photo")
    for open_one in (page.beside.open_chapters, page.beside.open_birth, page.beside.open_removed):
        open_one()
        sitting.window.grab()
        yield from traces_in([room])
    sitting.wait_to_read(GONE)
    page.show_view(TABLE)
    yield from traces_in([room])
    page.show_view(CHART)
    page.open_moment(moments[1].id)
    sitting.window.grab()
    yield from traces_in([room])


def _work_on_themes(sitting: Sitting, room: StoryRoom) -> Iterator[str]:
    room.show_step("themes")
    page = sitting.see(ThemesPage)
    page.begin_split()
    sitting.write(THEME)
    page.detail.tying.click()
    page.detail.search.setText(MOMENT)
    sitting.window.grab()
    click(page.choice.option("all"))
    wait_for(page.matrix.isVisible, "the table")
    yield from traces_in([room])
    page.notice_words()
    sitting.window.grab()


def _write_and_copy(sitting: Sitting, room: StoryRoom) -> Iterator[str]:
    room.show_step("story")
    page = sitting.see(TellingPage)
    wait_for(lambda: page.stories.is_loaded, "the stories")
    page.new_story()
    sitting.write(STORY)
    sitting.keys("Tab")
    sitting.write(LISTENER)
    sitting.keys("Tab")
    sitting.write(TEXT)
    sitting.wait_to_read("Saved")
    for section in (THEMES, OUTLINE, QUESTIONS):
        page.show_beside(section)
        sitting.window.grab()
    page.paper.head.versions.click()
    sitting.see(StoryHistory).reject()
    wait_for(lambda: not sitting.has(StoryHistory), "the versions are closed")
    page.paper.text.setFocus()
    sitting.keys("Ctrl+A")
    sitting.keys("Ctrl+C")
    assert traces_on_the_clipboard()
    yield from traces_in([room])


def _tell(sitting: Sitting, room: StoryRoom) -> Iterator[str]:
    room.show_step("practise")
    page = sitting.see(PractisePage)
    wait_for(lambda: page.story is not None and page.telling.rehearsal.words, "a story to tell")
    page.telling.controls.lead_in.click()
    page.telling.toggle()
    wait_for(lambda: page.telling.rehearsal.seconds >= 1, "a second of it")
    page.telling.finish()
    wait_for(page.ending.isVisible, "the telling is over")
    sitting.write(TOLD)
    yield from traces_in([room])
    click(page.primary)
    wait_for(lambda: len(page.list.rows) == 1, "the take is kept")
    page.list.rows[0].change.click()
    sitting.window.grab()


def _share(sitting: Sitting, room: StoryRoom, home: Path) -> Iterator[str]:
    room.show_step("share")
    page = sitting.see(SharePage)
    click(page.choices.what.option(What.PROFILE.value))
    page.form.lived_through.setPlainText(PROFILE)
    click(page.choices.names.choice.option("initials"))
    page.choices.names.new.setText(HIDDEN)
    page.choices.names.add.click()
    wait_for(lambda: page._can_export and not page._resting.isActive() and not page.preview.is_setting, "the pages")
    sitting.window.grab()
    page._put(home / EXPORT)
    wait_for(lambda: EXPORT in page.news.text.text(), "the file")
    yield from traces_in([room])


def marked_picture() -> bytes:
    """A PNG with a comment inside it."""

    def chunk(kind: bytes, data: bytes) -> bytes:
        return struct.pack(">I", len(data)) + kind + data + struct.pack(">I", zlib.crc32(kind + data))

    head = struct.pack(">IIBBBBB", 2, 2, 8, 0, 0, 0, 0)
    inside = chunk(b"tEXt", b"Comment\0" + IN_THE_PHOTO.encode())
    rows = zlib.compress(b"\0\x40\x80\0\x80\x40")
    return b"\x89PNG\r\n\x1a\n" + chunk(b"IHDR", head) + inside + chunk(b"IDAT", rows) + chunk(b"IEND", b"")


def _day(year: int, month: int) -> date:
    return date(year, month, 1)


# What is left


def traces_in(roots: Iterable[QObject], *, signs: Iterable[str] = SIGNS) -> list[str]:
    """What can be read of the session in these and in everything within them, with where that is."""
    looked_for = [(sign, sign.casefold()) for sign in signs]
    found: list[str] = []
    for root in roots:
        for each in (root, *root.findChildren(QObject)):
            said = "\n".join(_texts_of(each)).casefold()
            found.extend(f"{sign} in {_place_of(each)}" for sign, low in looked_for if low in said)
    return found


def traces_on_the_clipboard(*, signs: Iterable[str] = SIGNS) -> list[str]:
    """The same for what has been copied."""
    text = QGuiApplication.clipboard().text()
    return [f"{sign} on the clipboard" for sign in signs if sign in text]


_SAYING = ("text", "windowTitle", "title", "toolTip", "statusTip", "whatsThis", "placeholderText", "accessibleName")
_SAYING_MORE = ("accessibleDescription", "displayText", "currentText", "selectedText", "whole_text")


def _texts_of(thing: QObject) -> Iterator[str]:
    for name in (*_SAYING, *_SAYING_MORE):
        say = getattr(thing, name, None)
        if callable(say):
            with suppress(TypeError):
                said = say()
                yield said if isinstance(said, str) else ""
    if isinstance(thing, QPlainTextEdit | QTextEdit):
        yield thing.document().toRawText()  # which may belong to something else
    if isinstance(thing, QTextDocument):
        yield thing.toRawText()
        yield thing.metaInformation(QTextDocument.MetaInformation.DocumentTitle)
    if isinstance(thing, QAbstractItemModel):
        yield from _texts_in(thing, QModelIndex())


_ROLES = (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.EditRole, Qt.ItemDataRole.ToolTipRole)


def _texts_in(model: QAbstractItemModel, parent: QModelIndex) -> Iterator[str]:
    columns = 1 if isinstance(model, QAbstractListModel) else model.columnCount(parent)
    for orientation, count in ((Qt.Orientation.Horizontal, columns), (Qt.Orientation.Vertical, model.rowCount(parent))):
        yield from (str(model.headerData(place, orientation) or "") for place in range(count))
    for row in range(model.rowCount(parent)):
        for column in range(columns):
            index = model.index(row, column, parent)
            yield from (str(model.data(index, role) or "") for role in _ROLES)
            yield str(model.data(index, Qt.ItemDataRole.AccessibleTextRole) or "")


def _place_of(thing: QObject) -> str:
    """The thing and what it is in, from the inside out."""
    names: list[str] = []
    place: QObject | None = thing
    while place is not None and len(names) < 5:
        names.append(type(place).__name__)
        place = place.parentWidget() if isinstance(place, QWidget) else QObject.parent(place)
    return " < ".join(names)
