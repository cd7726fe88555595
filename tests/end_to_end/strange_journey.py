"""Texts and files from strangers, which name things on the network and elsewhere on the disk: all of them are shown."""

from pathlib import Path

from PySide6.QtCore import QMimeData, QUrl
from PySide6.QtGui import QImage
from PySide6.QtWidgets import QFileDialog, QLineEdit

from allydesk.ui.journal.files.strip import FilesStrip
from allydesk.ui.journal.files.viewer import Viewer
from allydesk.ui.journal.reading import ReadingView
from allydesk.ui.paper.page import PrintPage
from allydesk.ui.rooms import OpenRooms
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
