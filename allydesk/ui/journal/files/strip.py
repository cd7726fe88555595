"""The strip under the text: what is kept with the entry, and how more comes in and copies go out."""

from collections.abc import Callable, Sequence
from datetime import UTC, datetime
from pathlib import Path

from PySide6.QtCore import QMimeData, QPoint, QSize, Qt, Signal
from PySide6.QtGui import QDragEnterEvent, QDropEvent, QImage
from PySide6.QtWidgets import QHBoxLayout, QMenu, QSizePolicy, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError, Code, JournalError
from allydesk.ids import EntryId
from allydesk.journal.entry import Attachment
from allydesk.journal.pictures import HEAD, is_picture, kind_of
from allydesk.problems import problem_of
from allydesk.ui.actions import Action
from allydesk.ui.icons import GRID
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.files.adding import Adding, Batch, WhenKept, told
from allydesk.ui.journal.files.arriving import Added, Arriving, from_bytes, from_image, from_path
from allydesk.ui.journal.files.outward import Outward
from allydesk.ui.journal.files.pictures import Pictures
from allydesk.ui.journal.files.store import FileStore
from allydesk.ui.journal.files.tiles import FilesModel, FilesView
from allydesk.ui.journal.files.viewer import Viewer
from allydesk.ui.journal.files.words import picture_link, picture_name, tidy_name
from allydesk.ui.journal.notice import Notice
from allydesk.ui.prompts import Prompts
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import icon_button

_PASTED = ("image/png", "image/jpeg", "image/webp", "image/gif")
"""What is taken from a clipboard as it is; any other picture becomes a PNG."""


def _now() -> datetime:
    return datetime.now(UTC).astimezone()


class FilesStrip(QWidget):
    """Shows the files of one entry. Not to be seen while there are none and nothing is to be said."""

    added = Signal(object)
    """A file is kept with the entry that is shown; carries its Attachment."""
    changed = Signal(object)
    """The files of the entry that is shown are these now, a tuple of Attachments."""
    entry_changed = Signal(object)
    """The files of an entry have changed, whether or not it is the one that is shown; carries its id."""
    text_wanted = Signal(str)
    """Markdown to be put into the text at the caret."""

    def __init__(
        self,
        *,
        files: FileStore,
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        home: Path,
        strip_position: bool,
        when_kept: WhenKept,
        clock: Callable[[], datetime] = _now,
    ) -> None:
        super().__init__()
        self._files = files
        self._prompts = prompts
        self._look = look
        self._home = home
        self._clock = clock
        self._entry_id: EntryId | None = None
        self._locked = True
        self._viewer: Viewer | None = None
        self._errands = Errands(tasks=tasks)
        self.pictures = Pictures(files=files, tasks=tasks, parent=self)
        self._adding = Adding(files=files, tasks=tasks, when_kept=when_kept, strip_position=strip_position, parent=self)
        self._outward = Outward(files=files, tasks=tasks, prompts=prompts, home=home, say=self._say)
        self._model = FilesModel(self)
        self.view = FilesView(look=look, model=self._model, pictures=self.pictures)
        self.notice = Notice(margin=12)
        self.add_button = icon_button("Add files")
        self.more = icon_button("More about files")
        self._menu = QMenu(self)
        self._lay_out()
        self._connect()
        self.take_look()
        self._show_or_hide()

    @property
    def attachments(self) -> tuple[Attachment, ...]:
        """The files that are shown."""
        return self._model.files

    def show_files(self, entry_id: EntryId | None, attachments: tuple[Attachment, ...], *, locked: bool) -> None:
        """Show the files of an entry, or of none. Locked ones can be looked at and copied, and not changed."""
        if entry_id != self._entry_id:
            self.notice.withdraw()
            self._menu.hide()
        self._entry_id, self._locked = entry_id, locked or entry_id is None
        self._model.locked = self._locked
        self.add_button.setVisible(not self._locked)
        self.setAcceptDrops(not self._locked)
        self._show(attachments)

    def take(self, mime: QMimeData) -> bool:
        """Add the files or the picture that were pasted or dropped into the text; whether there were any."""
        return self._take(mime, into_text=True)

    def choose(self) -> None:
        """Ask for files, and add them."""
        if not self._locked:
            self._prompts.choose_files("Add files", self._home, self._chosen)

    def set_strip_position(self, strip_position: bool) -> None:
        """Whether the place where a picture was made is taken out of files that are added from now on."""
        self._adding.strip_position = strip_position

    def open(self, attachment: Attachment) -> None:
        """Show a file in the viewer."""
        self._close_viewer()
        viewer = Viewer(files=self._files, pictures=self.pictures, errands=self._errands, look=self._look, parent=self)
        viewer.copy_asked.connect(self._outward.save_copy)
        viewer.finished.connect(lambda _result: self._forget(viewer))
        self._viewer = viewer
        viewer.show_file(self._model.files, attachment)
        viewer.open()

    def show_removed(self) -> None:
        """List what was removed from this entry, to be brought back."""
        if self._entry_id is not None and not self._locked:
            entry_id = self._entry_id
            self._errands.run(lambda: self._files.removed(entry_id), done=self._list_removed, failed=self._explain)

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the palette and the page of shortcuts."""
        return (
            Action("Add a file", "Entry", self.choose, "Ctrl+Shift+A", ready=lambda: not self._locked),
            Action("Removed files", "Entry", self.show_removed, ready=lambda: not self._locked),
        )

    def stand_after(self, before: QWidget) -> None:
        """Take this place in the order of the Tab key."""
        QWidget.setTabOrder(before, self.view)
        QWidget.setTabOrder(self.view, self.add_button)
        QWidget.setTabOrder(self.add_button, self.more)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        side = self._look.scaled(GRID)
        for button, icon in ((self.add_button, "plus"), (self.more, "more")):
            button.setIcon(self._look.icon(icon))
            button.setIconSize(QSize(side, side))
        self.view.take_look()

    def close_all(self) -> None:
        """Drop everything that came out of the vault, and what is on its way in."""
        self._adding.close()
        self._outward.close()
        self._errands.forget()
        self._close_viewer()
        self.pictures.close_all()
        self.show_files(None, (), locked=True)
        self.notice.withdraw()
        self._menu.clear()

    def dragEnterEvent(self, event: QDragEnterEvent) -> None:
        """Files and pictures may be dropped here."""
        if not self._locked and (event.mimeData().hasUrls() or event.mimeData().hasImage()):
            event.acceptProposedAction()

    def dropEvent(self, event: QDropEvent) -> None:
        """Add what was dropped; it is copied, and stays where it was."""
        if self._take(event.mimeData(), into_text=False):
            event.setDropAction(Qt.DropAction.CopyAction)
            event.accept()

    def _take(self, mime: QMimeData, *, into_text: bool) -> bool:
        if self._locked:
            return False
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self._adding.add([from_path(path) for path in paths], into_text=into_text)
            return True
        if not (mime.hasImage() or any(map(mime.hasFormat, _PASTED))):
            return False
        picture = _picture_in(mime, self._clock())
        if picture is None:
            self._explain(JournalError(Code.CLIPBOARD_EMPTY))
        else:
            self._adding.add([picture], into_text=into_text)
        return True

    def _chosen(self, paths: tuple[Path, ...]) -> None:
        if paths:
            self._adding.add([from_path(path) for path in paths], into_text=False)

    def _kept(self, entry_id: EntryId, added: Added, into_text: bool) -> None:
        if entry_id == self._entry_id:
            self._change((*self._model.files, added.attachment))
            self.added.emit(added.attachment)
            if into_text and is_picture(added.attachment.media_type):
                self.text_wanted.emit(picture_link(added.attachment))
        else:
            self.entry_changed.emit(entry_id)

    def _finished(self, batch: Batch) -> None:
        if batch.entry_id != self._entry_id and not batch.errors:
            return
        links = [picture_link(each.attachment) for each in batch.kept if is_picture(each.attachment.media_type)]
        words = told(batch, _in_words)
        if links and not batch.into_text and batch.entry_id == self._entry_id:
            kept = "The picture is kept." if len(links) == 1 else "The pictures are kept."
            act = lambda: self.text_wanted.emit("\n\n".join(links))  # noqa: E731 - said once, for one button
            self.notice.say(f"{kept} {words}".strip(), action="Put into the text", act=act)
        elif words:
            self.notice.say(words)
        self._show_or_hide()

    def _remove(self, file: Attachment) -> None:
        if self._locked or self._entry_id is None:
            return
        entry_id = self._entry_id
        self._errands.run(
            lambda: self._files.remove(file.id), done=lambda _none: self._removed(entry_id, file), failed=self._explain
        )

    def _removed(self, entry_id: EntryId, file: Attachment) -> None:
        if entry_id != self._entry_id:
            self.entry_changed.emit(entry_id)
            return
        row = next((place for place, each in enumerate(self._model.files) if each.id == file.id), 0)
        had_focus = self.view.hasFocus()
        self.notice.say(f"“{file.name}” was removed.", action="Undo", act=lambda: self._restore(file))
        self._change(tuple(each for each in self._model.files if each.id != file.id))
        self.view.go_to(row)
        if had_focus and not self._model.files:
            self.notice.setFocus()

    def _restore(self, file: Attachment) -> None:
        if self._locked or self._entry_id is None:
            return
        entry_id = self._entry_id

        def restored(back: Attachment) -> None:
            if entry_id == self._entry_id:
                # In the order they came, which is the order of their ids.
                self._change(tuple(sorted((*self._model.files, back), key=lambda each: each.id)))
            else:
                self.entry_changed.emit(entry_id)

        self._errands.run(lambda: self._files.restore(file.id), done=restored, failed=self._explain)

    def _rename(self, file: Attachment, name: str) -> None:
        entry_id = self._entry_id

        def renamed(new: Attachment) -> None:
            if entry_id == self._entry_id:
                self._change(tuple(new if each.id == new.id else each for each in self._model.files))

        tidied = tidy_name(name)
        if not self._locked and tidied != file.name:
            self._errands.run(lambda: self._files.rename(file.id, tidied), done=renamed, failed=self._explain)

    def _change(self, files: tuple[Attachment, ...]) -> None:
        self._show(files)
        self.changed.emit(files)
        self.entry_changed.emit(self._entry_id)

    def _show(self, files: tuple[Attachment, ...]) -> None:
        row = self.view.currentIndex().row()
        self.pictures.show_files(files)
        self._model.show_files(files)
        if row >= 0:
            self.view.go_to(row)
        self._show_or_hide()

    def _show_or_hide(self) -> None:
        self._row.setVisible(bool(self._model.files))
        self.setVisible(bool(self._model.files) or not self.notice.isHidden())

    def _open_file_menu(self, file: Attachment, where: QPoint) -> None:
        self._menu.clear()
        self._menu.addAction("Open").triggered.connect(lambda: self.open(file))
        if is_picture(file.media_type) and not self._locked:
            put = self._menu.addAction("Put into the text")
            put.triggered.connect(lambda: self.text_wanted.emit(picture_link(file)))
        self._menu.addAction("Save a copy…").triggered.connect(lambda: self._outward.save_copy(file))
        if not self._locked:
            self._menu.addSeparator()
            self._menu.addAction("Rename").triggered.connect(lambda: self.view.edit(self.view.currentIndex()))
            self._menu.addAction("Remove").triggered.connect(lambda: self._remove(file))
        self._menu.popup(where)

    def _open_menu(self) -> None:
        self._menu.clear()
        if not self._locked:
            self._menu.addAction("Add a file…").triggered.connect(self.choose)
            self._menu.addAction("Removed files…").triggered.connect(self.show_removed)
        self._menu.addAction("Open").triggered.connect(self._open_current)
        self._menu.popup(self.more.mapToGlobal(QPoint(0, self.more.height() + 4)))

    def _open_current(self) -> None:
        file = self.view.current_file() or next(iter(self._model.files), None)
        if file is not None:
            self.open(file)

    def _list_removed(self, files: Sequence[Attachment]) -> None:
        if not files:
            self._say("No files were removed from this entry in the last 30 days.")
            return
        self._menu.clear()
        for file in files:
            name = file.name.replace("&", "&&")
            act = self._menu.addAction(f"Bring back “{name}”")
            act.triggered.connect(lambda _checked=False, file=file: self._restore(file))
        place = self if self.isVisible() else self.window()
        self._menu.popup(place.mapToGlobal(place.rect().center()))

    def _explain(self, error: AllydeskError) -> None:
        self._say(_in_words(error))

    def _say(self, words: str) -> None:
        self.notice.say(words)
        self._show_or_hide()
        if self._viewer is not None:  # which stands before the notice
            self._viewer.say(words)

    def _close_viewer(self) -> None:
        viewer, self._viewer = self._viewer, None
        if viewer is not None:
            viewer.forget()
            viewer.close()
            viewer.deleteLater()

    def _forget(self, viewer: Viewer) -> None:
        viewer.forget()
        if viewer is self._viewer:
            self._viewer = None
            viewer.deleteLater()

    def _lay_out(self) -> None:
        self._row = QWidget()
        row = QHBoxLayout(self._row)
        row.setContentsMargins(0, 0, 0, 0)
        row.setSpacing(4)
        row.addWidget(self.view, 1, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.add_button, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(self.more, 0, Qt.AlignmentFlag.AlignTop)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 8, 0, 4)
        column.setSpacing(8)
        column.addWidget(self.notice)
        column.addWidget(self._row)

    def _connect(self) -> None:
        self.add_button.clicked.connect(self.choose)
        self.more.clicked.connect(self._open_menu)
        self.view.opened.connect(self.open)
        self.view.removed.connect(self._remove)
        self.view.menu_asked.connect(self._open_file_menu)
        self._model.rename_asked.connect(self._rename)
        self._adding.kept.connect(self._kept)
        self._adding.finished.connect(self._finished)
        self._look.changed.connect(self.take_look)


def _picture_in(mime: QMimeData, now: datetime) -> Arriving | None:
    """The picture that a clipboard or a drop offers; None when it delivers nothing."""
    for kind in _PASTED:
        if mime.hasFormat(kind):
            data = bytes(mime.data(kind).data())
            if is_picture(found := kind_of(data[:HEAD])):
                return from_bytes(picture_name(now, found), data)
    image = mime.imageData()
    if isinstance(image, QImage) and not image.isNull():
        return from_image(picture_name(now), image)
    return None


def _in_words(error: AllydeskError) -> str:
    problem = problem_of(error)
    return f"{problem.happened} {problem.next}"
