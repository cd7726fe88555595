"""The photos of moments: adding them, looking at them, and the small ones on chart and card."""

from collections.abc import Callable, Sequence
from pathlib import Path
from typing import cast

from PySide6.QtCore import QMimeData, QObject, Signal
from PySide6.QtGui import QImage, QPixmap
from PySide6.QtWidgets import QWidget

from allydesk.errors import AllydeskError, Code, JournalError
from allydesk.ids import EntryId
from allydesk.journal.pictures import HEAD, is_picture, kind_of
from allydesk.problems import problem_of
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import KeptFile
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.files.adding import Adding, Batch, told
from allydesk.ui.journal.files.arriving import Added, Arriving, from_bytes, from_image, from_path
from allydesk.ui.journal.files.outward import Outward
from allydesk.ui.journal.files.pictures import Pictures
from allydesk.ui.journal.files.store import FileStore
from allydesk.ui.journal.files.viewer import Viewer
from allydesk.ui.journal.files.words import picture_name
from allydesk.ui.story.lifeline.photostore import PhotoStore, as_attachment, as_photo, of_photo
from allydesk.ui.story.tools import StoryTools

_PASTED = ("image/png", "image/jpeg", "image/webp", "image/gif")
"""What is taken from a clipboard as it is; any other picture becomes a PNG."""


class MomentPhotos(QObject):
    """Made once by the page. `close_all` before locking."""

    kept = Signal(str, object)
    """A photo is in the vault, for the moment with this id; carries its `KeptFile` too."""
    arrived = Signal()
    """A small picture has become known."""
    said = Signal(str)
    """What came of adding or copying, in a sentence."""

    def __init__(self, *, tools: StoryTools, parent: QWidget) -> None:
        super().__init__(parent)
        self._tools = tools
        self._page = parent
        # It has all of the protocol that these parts use: photos are neither renamed here nor removed one by one.
        self._store = cast("FileStore", PhotoStore(vault=tools.vault))
        self._errands = Errands(tasks=tools.tasks)
        self._pictures = Pictures(files=self._store, tasks=tools.tasks, parent=self)
        self._moment = MomentId("")
        self._adding = Adding(
            files=self._store,
            tasks=tools.tasks,
            when_kept=self._begin,
            strip_position=tools.strip_position,
            parent=self,
        )
        self._outward = Outward(
            files=self._store, tasks=tools.tasks, prompts=tools.prompts, home=tools.home, say=self._say
        )
        self._viewer: Viewer | None = None
        self._pictures.arrived.connect(self.arrived)
        self._adding.kept.connect(self._kept)
        self._adding.finished.connect(self._finished)

    def thumbnail(self, photo: KeptFile) -> QPixmap | None:
        """A small picture; None while it is not here, or when there is none."""
        return self._pictures.thumbnail(as_attachment(photo))

    def choose(self, moment_id: MomentId) -> None:
        """Ask for photos, and add them to the moment."""

        def chosen(paths: tuple[Path, ...]) -> None:
            self._add(moment_id, [from_path(path) for path in paths])

        self._tools.prompts.choose_files("Add photos", self._tools.home, chosen)

    def take(self, moment_id: MomentId, mime: QMimeData) -> bool:
        """Add the files or the picture that were pasted or dropped; whether there were any."""
        paths = [Path(url.toLocalFile()) for url in mime.urls() if url.isLocalFile()]
        if paths:
            self._add(moment_id, [from_path(path) for path in paths])
            return True
        if not offers_picture(mime):
            return False
        picture = self._picture_in(mime)
        if picture is None:
            self._say(_in_words(JournalError(Code.CLIPBOARD_EMPTY)))
        else:
            self._add(moment_id, [picture])
        return True

    def show(self, photos: Sequence[KeptFile], chosen: KeptFile) -> None:
        """Look at a photo, and from there at the moment's others."""
        self.close_viewer()
        viewer = Viewer(
            files=self._store,
            pictures=self._pictures,
            errands=self._errands,
            look=self._tools.look,
            parent=self._page,
        )
        viewer.copy_asked.connect(self._outward.save_copy)
        viewer.finished.connect(lambda _result: self._forget(viewer))
        self._viewer = viewer
        viewer.show_file(tuple(map(as_attachment, photos)), as_attachment(chosen))
        viewer.open()

    def take_settings(self) -> None:
        """Other choices are in force."""
        self._adding.strip_position = self._tools.strip_position

    def close_viewer(self) -> None:
        """Nobody looks at photos any longer."""
        viewer, self._viewer = self._viewer, None
        if viewer is not None:
            viewer.forget()
            viewer.close()
            viewer.deleteLater()

    def close_all(self) -> None:
        """Drop everything that came out of the vault, and what is on its way in."""
        self._adding.close()
        self._outward.close()
        self._errands.forget()
        self.close_viewer()
        self._pictures.close_all()

    def _add(self, moment_id: MomentId, arriving: Sequence[Arriving]) -> None:
        self._moment = moment_id
        self._adding.add(arriving, into_text=False)

    def _begin(self, begin: Callable[[EntryId], object]) -> None:
        """`Adding` wants to know what the files belong to."""
        begin(EntryId(self._moment))

    def _kept(self, moment_id: str, added: Added, _into_text: bool) -> None:
        self.kept.emit(moment_id, as_photo(added.attachment))

    def _finished(self, batch: Batch) -> None:
        words = told(batch, _in_words)
        if words:
            self._say(words)

    def _picture_in(self, mime: QMimeData) -> Arriving | None:
        now = self._tools.clock()
        for kind in _PASTED:
            if mime.hasFormat(kind):
                data = bytes(mime.data(kind).data())
                if is_picture(found := kind_of(data[:HEAD])):
                    return from_bytes(picture_name(now, found), data)
        image = mime.imageData()
        if isinstance(image, QImage) and not image.isNull():
            return from_image(picture_name(now), image)
        return None

    def _say(self, words: str) -> None:
        self.said.emit(words)
        if self._viewer is not None:  # which stands before the page
            self._viewer.say(words)

    def _forget(self, viewer: Viewer) -> None:
        viewer.forget()
        if viewer is self._viewer:
            self._viewer = None
            viewer.deleteLater()


def offers_picture(mime: QMimeData) -> bool:
    """Whether a clipboard or a drop promises a picture."""
    return mime.hasImage() or any(map(mime.hasFormat, _PASTED))


def _in_words(error: AllydeskError) -> str:
    """What went wrong with a photo on its way in, which is not in the vault then."""
    problem = problem_of(of_photo(error))
    return f"{problem.happened} {problem.next}"
