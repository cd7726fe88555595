"""A file looked at inside the app: a picture, a text, or what is known of anything else. Nothing of it is written."""

from functools import partial

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import (
    QAccessible,
    QAccessibleAnnouncementEvent,
    QIcon,
    QKeyEvent,
    QKeySequence,
    QPainter,
    QPixmap,
    QShortcut,
)
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPlainTextEdit, QStackedWidget, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.journal.entry import Attachment
from allydesk.journal.pictures import is_picture
from allydesk.problems import problem_of
from allydesk.ui.icons import GRID
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.files.canvas import Canvas
from allydesk.ui.journal.files.ground import INK, viewer_style
from allydesk.ui.journal.files.pictures import Pictures
from allydesk.ui.journal.files.store import FileStore
from allydesk.ui.journal.files.words import said_kind, said_size
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import ElidedLabel, button, icon_button, label

MOST_TEXT = 1_000_000
"""Bytes of a text that is shown."""
_TEXTS = ("text/", "application/xml")
_SHARE = 0.94
"""Of the window, at either side."""
_WHY = {
    "image": "This kind of picture is not shown here. It is kept as it came, and you can save a copy.",
    "audio": "Sound is not played here. It is kept as it came, and you can save a copy to listen to it.",
    "video": "Films are not played here. It is kept as it came, and you can save a copy to watch it.",
}
_OTHERWISE = "This file is not shown here. It is kept as it came, and you can save a copy."


class Viewer(QDialog):
    """Shows the files of an entry, one at a time, over the window. Shown with `open`; Escape closes it."""

    copy_asked = Signal(object)

    def __init__(self, *, files: FileStore, pictures: Pictures, errands: Errands, look: Look, parent: QWidget) -> None:
        super().__init__(parent)
        self._window = parent.window()
        self._store = files
        self._pictures = pictures
        self._errands = errands
        self._look = look
        self._files: tuple[Attachment, ...] = ()
        self._place = 0
        self._details = ""
        self.setWindowTitle("Allydesk")
        self.name = ElidedLabel("")
        self.detail = ElidedLabel("", mode=Qt.TextElideMode.ElideRight)
        self.canvas = Canvas()
        self.text = QPlainTextEdit()
        self.words = label("", "said", wrap=True)
        self.before, self.after = icon_button("Previous file"), icon_button("Next file")
        self.smaller, self.larger = icon_button("Smaller (-)"), icon_button("Larger (+)")
        self.whole, self.rotate = icon_button("Fit to window (0)"), icon_button("Turn (R)")
        self.save = button("Save a copy…")
        self.leave = icon_button("Close")
        self._stack = QStackedWidget()
        self._lay_out()
        self._connect()
        self._dress()

    def show_file(self, files: tuple[Attachment, ...], chosen: Attachment) -> None:
        """Show one of an entry's files; the others are reached from there."""
        self._files = files or (chosen,)
        self._show(next((place for place, each in enumerate(self._files) if each.id == chosen.id), 0))

    def forget(self) -> None:
        """Drop the picture and the text; the viewer is not used again."""
        self._files = ()
        self.canvas.show_picture(None, QSize())
        self.text.clear()
        self.words.clear()
        self.name.setText("")
        self.detail.setText("")

    def say(self, words: str) -> None:
        """Say what came of something, in the place of what is said of the file, until that changes."""
        self.detail.setText(words)
        QAccessible.updateAccessibility(QAccessibleAnnouncementEvent(self, words))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Page up and page down go to the other files; in a text, which has pages of its own, with Ctrl."""
        if event.key() in (Qt.Key.Key_PageUp, Qt.Key.Key_PageDown):
            self._walk(-1 if event.key() == Qt.Key.Key_PageUp else 1)
        else:
            super().keyPressEvent(event)

    def _walk(self, step: int) -> None:
        if 0 <= self._place + step < len(self._files):
            self._show(self._place + step)

    def _show(self, place: int) -> None:
        self._place = place
        file = self._files[place]
        self._details = ""
        self.name.setText(file.name)
        self.before.setEnabled(place > 0)
        self.after.setEnabled(place + 1 < len(self._files))
        for tool in self._tools:
            tool.setVisible(False)
        self._say_detail()
        refusal = self._pictures.refusal(file)
        if is_picture(file.media_type) and refusal is None:
            self._await(file)
        elif refusal is not None:
            self._refuse(file, refusal)
        elif file.size <= MOST_TEXT and file.media_type.startswith(_TEXTS):
            self._read_text(file)
        else:
            self._say(_WHY.get(file.media_type.partition("/")[0], _OTHERWISE))

    def _await(self, file: Attachment) -> None:
        self._say("Opening…")

        def done(pixmap: QPixmap, natural: QSize) -> None:
            if self._is_shown(file):
                self._details = f"{natural.width()} × {natural.height()}"
                for tool in self._tools:
                    tool.setVisible(True)
                self._stack.setCurrentWidget(self.canvas)
                self.canvas.show_picture(pixmap, natural)
                self.canvas.setAccessibleName(f"Picture {file.name}")
                self.canvas.setFocus()

        self._pictures.show_large(file, done=done, failed=lambda error: self._refuse(file, error))

    def _read_text(self, file: Attachment) -> None:
        self._say("Opening…")

        def done(data: bytes) -> None:
            if not self._is_shown(file):
                return
            try:
                words = data.decode("utf-8-sig")
            except UnicodeDecodeError:
                self._say(_OTHERWISE)
                return
            self.text.setPlainText(words)
            self.text.setAccessibleName(file.name)
            self._stack.setCurrentWidget(self.text)
            self.text.setFocus()

        self._errands.run(
            lambda: self._store.read(file.id, at_most=MOST_TEXT),
            done=done,
            failed=lambda error: self._refuse(file, error),
        )

    def _refuse(self, file: Attachment, error: AllydeskError) -> None:
        if self._is_shown(file):
            problem = problem_of(error)
            self._say(f"{problem.happened}\n\n{problem.safe} {problem.next}")

    def _is_shown(self, file: Attachment) -> bool:
        return self._place < len(self._files) and self._files[self._place].id == file.id

    def _say(self, words: str) -> None:
        self.canvas.show_picture(None, QSize())
        self.text.clear()
        self.words.setText(words)
        self._stack.setCurrentWidget(self._plain)
        self._plain.setFocus()

    def _say_detail(self, percent: int = 0) -> None:
        if not self._files:
            return
        file = self._files[self._place]
        parts = [said_kind(file.media_type), said_size(file.size)]
        if self._details:
            parts += [self._details, f"{percent} %"]
        if len(self._files) > 1:
            parts.append(f"{self._place + 1} of {len(self._files)}")
        self.detail.setText("  ·  ".join(parts))

    def _ask_copy(self) -> None:
        if self._files:
            self.copy_asked.emit(self._files[self._place])

    def _lay_out(self) -> None:
        set_role(self.name, "heading")
        self._tools = (self.smaller, self.larger, self.whole, self.rotate)
        names = QVBoxLayout()
        names.setSpacing(0)
        names.addWidget(self.name)
        names.addWidget(self.detail)
        head = QHBoxLayout()
        head.setContentsMargins(20, 12, 12, 12)
        head.setSpacing(4)
        head.addLayout(names, 1)
        for tool in (*self._tools, self.before, self.after, self.save, self.leave):
            head.addWidget(tool)
        head.insertSpacing(head.indexOf(self.save), 8)
        self._plain = QWidget()
        self._plain.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        plain = QVBoxLayout(self._plain)
        plain.addWidget(self.words, 1, Qt.AlignmentFlag.AlignCenter)
        self.text.setReadOnly(True)
        self.text.setTabChangesFocus(True)
        self.text.setUndoRedoEnabled(False)
        for each in (self.canvas, self.text, self._plain):
            self._stack.addWidget(each)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addLayout(head)
        column.addWidget(self._stack, 1)

    def _connect(self) -> None:
        self.before.clicked.connect(lambda: self._walk(-1))
        self.after.clicked.connect(lambda: self._walk(1))
        self.smaller.clicked.connect(lambda: self.canvas.zoom(-1))
        self.larger.clicked.connect(lambda: self.canvas.zoom(1))
        self.whole.clicked.connect(self.canvas.fit)
        self.rotate.clicked.connect(self.canvas.turn)
        self.save.clicked.connect(self._ask_copy)
        self.leave.clicked.connect(self.reject)
        self.canvas.walked.connect(self._walk)
        for keys, step in (("Ctrl+PgUp", -1), ("Ctrl+PgDown", 1)):
            QShortcut(QKeySequence(keys), self).activated.connect(partial(self._walk, step))
        self.canvas.zoomed.connect(self._say_detail)

    def _dress(self) -> None:
        self.resize(self._window.size() * _SHARE)
        self.setStyleSheet(viewer_style(self._look))
        self.words.setAlignment(Qt.AlignmentFlag.AlignCenter)
        self.words.setMinimumWidth(self._look.scaled(420))
        self.text.setFont(self._look.reading_font())
        side = self._look.scaled(GRID)
        icons = (
            (self.before, "back"),
            (self.after, "forward"),
            (self.smaller, "minus"),
            (self.larger, "plus"),
            (self.whole, "fit"),
            (self.rotate, "rotate"),
            (self.leave, "close"),
        )
        for tool, name in icons:
            tool.setIcon(_light(self._look.icon(name), side, self.devicePixelRatioF()))
            tool.setIconSize(QSize(side, side))


def _light(icon: QIcon, side: int, density: float) -> QIcon:
    """The icon in the colour of words on the dark ground."""
    made = QIcon()
    for mode, opacity in ((QIcon.Mode.Normal, 1.0), (QIcon.Mode.Disabled, 0.35)):
        pixmap = icon.pixmap(QSize(side, side), density)
        painter = QPainter(pixmap)
        painter.setCompositionMode(QPainter.CompositionMode.CompositionMode_SourceIn)
        painter.setOpacity(opacity)
        painter.fillRect(pixmap.rect(), INK)
        painter.end()
        made.addPixmap(pixmap, mode)
    return made
