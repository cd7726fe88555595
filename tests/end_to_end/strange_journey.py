"""Texts and files from strangers, which name things on the network and elsewhere on the disk: all of them are shown."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QEvent, QMimeData, QPoint, QUrl
from PySide6.QtGui import QHelpEvent, QImage
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit, QToolTip, QWidget

from allydesk.story.edits import add_chapter, add_moment
from allydesk.story.ids import new_chapter_id, new_moment_id
from allydesk.story.lifeline import Chapter, Moment
from allydesk.story.theming import add_theme, set_memo
from allydesk.story.vague_date import Precision, VagueDate
from allydesk.ui.journal.files.strip import FilesStrip
from allydesk.ui.journal.files.viewer import Viewer
from allydesk.ui.journal.reading import ReadingView
from allydesk.ui.paper.page import PrintPage
from allydesk.ui.rooms import OpenRooms
from allydesk.ui.story.lifeline.bar import CHART, TABLE
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.story.practising.page import PractisePage
from allydesk.ui.story.room import StoryRoom
from allydesk.ui.story.sharing.page import SharePage
from allydesk.ui.story.sharing.words import FORMATS, What
from allydesk.ui.story.telling.page import TellingPage
from allydesk.ui.story.telling.panel import OUTLINE, QUESTIONS, THEMES
from allydesk.ui.story.telling.pieces import Piece
from allydesk.ui.story.themes.page import ThemesPage
from tests.ui.hands import click
from tests.ui.sitting import Sitting, wait_for

SECRET = "not-for-texts.png"
"""A picture on this disk that nobody attached; every text and drawing names it."""
PDF = "strange.pdf"
_REMOTE = "https://example.org/tracked"


def show_strange_things(sitting: Sitting, *, home: Path) -> None:
    """Put them into an entry; look at it in the editor, in the reading view, on paper, and in the viewer."""
    image = QImage(40, 30, QImage.Format.Format_RGB32)
    image.fill(0x336655)
    assert image.save(str(home / SECRET))
    rooms = sitting.face.shell.rooms
    assert isinstance(rooms, OpenRooms)
    rooms.journal.new_entry(text=_text(home))
    editor = rooms.journal.editor
    wait_for(lambda: editor.sheet is not None and editor.sheet.kept is not None, "the text is kept")
    sheet = editor.sheet
    assert sheet is not None
    _attach(sitting, home)
    editor.toggle_reading()
    sitting.see(ReadingView)
    sitting.face.window.grab()
    editor.toggle_reading()
    for file in sheet.attachments:
        strip = sitting.see(FilesStrip)
        strip.open(file)
        viewer = sitting.see(Viewer)
        viewer.grab()
        viewer.reject()
        wait_for(lambda: not sitting.has(Viewer), "the viewer is closed")
    rooms.over.show_print((sheet.entry_id,))
    page = sitting.see(PrintPage)
    wait_for(page.save.isEnabled, "the pages are set")
    page.view.grab()
    page.save.click()
    dialog = sitting.see(QFileDialog)
    wait_for(lambda: isinstance(dialog.focusWidget(), QLineEdit), "the PDF's name can be typed")
    sitting.keys("Ctrl+A")
    sitting.write(str(home / PDF))
    sitting.keys("Return")
    wait_for(lambda: page.state.text().startswith(f"Saved as {PDF}"), "the PDF is written")
    rooms.room.go_back()


def _targets(home: Path) -> tuple[str, ...]:
    local = home / SECRET
    return (_REMOTE + ".png", local.as_uri(), str(local), f"//example.org/share/{SECRET}", f"../{SECRET}", SECRET)


def _text(home: Path) -> str:
    shown = [f"![a picture](<{target}>)\n\n<img src='{target}'>" for target in _targets(home)]
    page = f"<link rel=stylesheet href='{_REMOTE}.css'><style>@import url({_REMOTE}.css)</style>"
    return "\n\n".join([*shown, page, f"[a link]({_REMOTE})", "![drawn](drawn.svg)", "![posed](posed.png)"])


def _attach(sitting: Sitting, home: Path) -> None:
    inside = "".join(f'<image href="{target}" width="9" height="9"/>' for target in _targets(home))
    drawn, posed = home / "drawn.svg", home / "posed.png"
    drawn.write_text(f'<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9">{inside}</svg>')
    posed.write_text("".join(f"<html><img src='{target}'>" for target in _targets(home)))
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in (drawn, posed)])
    strip = sitting.face.window.findChild(FilesStrip)
    assert strip is not None
    assert strip.take(mime)
    wait_for(lambda: len(strip.attachments) == 2, "both files are kept")


# The same in a story, and in what it is made of

STORY_FILES = "strange-story"
"""How the files begin that the story room writes."""
_DATA = "data:image/svg+xml,<svg xmlns='http://www.w3.org/2000/svg'><image href='{target}'/></svg>"


def show_a_strange_story(sitting: Sitting, *, home: Path) -> None:
    """Put them into moments, themes, chapters and a story; look at all of it in each step, and export it each way."""
    rooms = sitting.face.shell.rooms
    assert isinstance(rooms, OpenRooms)
    sitting.window.show_room("story")
    room = rooms.story
    wait_for(lambda: room.desk.is_loaded, "the lifeline")
    _put_on_the_lifeline(room, home)
    _look_at_the_lifeline(sitting, room, home)
    _look_at_themes(sitting, room)
    _write_the_story(sitting, room, home)
    _tell_the_story(sitting, room)
    _export_everything(sitting, room, home)


def _strange_lines(home: Path) -> list[str]:
    """Each fits on the line of a title or a name."""
    targets = _targets(home)
    tags = [f"<img src='{target}'>" for target in targets]
    images = [f"![a](<{target}>)" for target in targets]
    drawn = f"<svg><image href='{_REMOTE}.png'/><script>fetch('{_REMOTE}')</script></svg>"
    # Qt takes a text for HTML where it begins like this.
    page = f"<html><body background='{_REMOTE}.png'><b>bold</b> & <img src='{targets[1]}'>"
    return [*tags, *images, drawn, page, f"\\\\example.org\\share\\{SECRET}", f"</text></svg><image href='{_REMOTE}'/>"]


def _put_on_the_lifeline(room: StoryRoom, home: Path) -> None:
    desk, lines = room.desk, _strange_lines(home)
    text = _strange_text(home)
    for number, line in enumerate(lines):
        moment = Moment(
            new_moment_id(),
            title=line,
            date=VagueDate(line, date(1990 + number, 1, 1), date(1990 + number, 12, 31), Precision.YEAR),
            height=number % 11 - 5,
            note=text,
            place=line,
            people=(line,),
        )
        desk.do(add_moment(desk.lifeline, moment))
        desk.do(add_theme(desk.lifeline, line, moments=[moment.id]))
        theme = desk.lifeline.ordered_themes()[-1]
        desk.do(set_memo(desk.lifeline, theme.id, text))
    desk.do(add_moment(desk.lifeline, Moment(new_moment_id(), title=lines[0], date=VagueDate(lines[1]))))
    span = VagueDate(lines[2], date(1990, 1, 1), date(1995, 1, 1), Precision.SPAN)
    desk.do(add_chapter(desk.lifeline, Chapter(new_chapter_id(), lines[0], span)))


def _strange_text(home: Path) -> str:
    data = [
        f'![drawn](<{_DATA.format(target=target)}>)\n\n<img src="{_DATA.format(target=target)}">'
        for target in _targets(home)
    ]
    return "\n\n".join([_text(home), *data, *_strange_lines(home)])


def _seen(sitting: Sitting) -> None:
    """Paint everything that is to be seen."""
    sitting.face.window.grab()


def _look_at_the_lifeline(sitting: Sitting, room: StoryRoom, home: Path) -> None:
    page = sitting.see(LifelinePage)
    _seen(sitting)
    for moment in (room.desk.lifeline.dated()[0], room.desk.lifeline.undated()[0]):
        page.open_moment(moment.id)
        _seen(sitting)
        _point_at(page.ground.chart, page.ground.chart.rect().center())
    _give_photos(page, home)
    page.beside.open_chapters()
    _seen(sitting)
    page.beside.put_away()
    page.show_view(TABLE)
    _seen(sitting)
    page.show_view(CHART)


def _point_at(widget: QWidget, place: QPoint) -> None:
    """Let it say what is there, as it does under a pointer at rest."""
    QApplication.sendEvent(widget, QHelpEvent(QEvent.Type.ToolTip, place, widget.mapToGlobal(place)))
    QToolTip.hideText()


def _give_photos(page: LifelinePage, home: Path) -> None:
    """Files that only say that they are photos. They are refused, or kept as they are."""
    told: list[object] = []
    page.photos.said.connect(told.append)
    page.photos.kept.connect(lambda _moment, photo: told.append(photo))
    for name in ("drawn.svg", "posed.png"):
        before = len(told)
        mime = QMimeData()
        mime.setUrls([QUrl.fromLocalFile(str(home / name))])
        moment_id = page.beside.form.moment_id
        assert moment_id is not None
        assert page.photos.take(moment_id, mime)
        wait_for(lambda before=before: len(told) > before, f"what becomes of {name}")  # type: ignore[misc]  # mypy does not see the default's type


def _look_at_themes(sitting: Sitting, room: StoryRoom) -> None:
    room.show_step("themes")
    page = sitting.see(ThemesPage)
    _seen(sitting)
    click(page.choice.option("all"))
    wait_for(page.matrix.isVisible, "the table")
    _seen(sitting)
    page.notice_words()
    _seen(sitting)


def _write_the_story(sitting: Sitting, room: StoryRoom, home: Path) -> None:
    room.show_step("story")
    page = sitting.see(TellingPage)
    wait_for(lambda: page.stories.is_loaded, "the stories")
    page.new_story()
    line = _strange_lines(home)[6]
    page.paper.title.insertPlainText(line)
    page.paper.listener.insert(line)
    page.put(Piece(_strange_text(home)))
    for section in (THEMES, OUTLINE, QUESTIONS):
        page.show_beside(section)
        _seen(sitting)
    pieces = page.panel.themes.list
    pieces.choose(room.desk.lifeline.dated()[0].id)
    pieces.put_chosen()
    page.begin_with_outline()
    page.flush(lambda: None)
    wait_for(lambda: page.desk.is_kept, "the story is kept")
    _seen(sitting)


def _tell_the_story(sitting: Sitting, room: StoryRoom) -> None:
    room.show_step("practise")
    page = sitting.see(PractisePage)
    wait_for(lambda: page.story is not None and page.telling.rehearsal.words, "a story to tell")
    page.telling.toggle()
    _seen(sitting)
    page.telling.toggle()
    _seen(sitting)


def _export_everything(sitting: Sitting, room: StoryRoom, home: Path) -> None:
    room.show_step("share")
    page = sitting.see(SharePage)
    profile = page.form
    for what in What:
        click(page.choices.what.option(what.value))
        if what is What.STORY:
            page.choices.moments.click()
        elif what is What.PROFILE:
            for field in (profile.lived_through, profile.can_listen_to, profile.offers):
                field.insertPlainText(_strange_text(home))
        for ending, _words in FORMATS[what]:
            click(page.choices.formats[what].option(ending))
            wait_for(lambda: not page._resting.isActive() and page._can_export and not page.preview.is_setting, "pages")
            _seen(sitting)
            name = f"{STORY_FILES}-{what.value}{ending}"
            page._put(home / name)
            wait_for(lambda name=name: f"“{name}”" in page.news.text.text(), name)  # type: ignore[misc]  # as above
