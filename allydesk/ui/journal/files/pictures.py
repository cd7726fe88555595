"""The pictures of an entry, worked out beside the window: read on the vault's thread, decoded on one of their own."""

from collections import OrderedDict
from collections.abc import Callable
from functools import partial

from PySide6.QtCore import QObject, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPixmap

from allydesk.errors import AllydeskError, Code, JournalError
from allydesk.ids import AttachmentId
from allydesk.journal.entry import Attachment
from allydesk.journal.links import attachment_named
from allydesk.journal.pictures import LARGEST, is_picture
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.files.decoding import decode, natural_size, packed
from allydesk.ui.journal.files.store import FileStore
from allydesk.ui.tasks import TaskRunner

MOST_KEPT = 64 * 1024 * 1024
"""Bytes of decoded pictures that are kept."""
THUMBNAIL = QSize(320, 320)
"""Pixels: a tile at twice the text size on a screen of twice the density."""
LARGEST_SHOWN = QSize(4000, 4000)
"""Pixels of a picture in the viewer: 64 MB of memory. A larger one is shown smaller, and zooming makes it coarse."""
_TALLEST = 30_000

Key = tuple[AttachmentId, int]
Decoded = tuple[QImage, QSize]


class Pictures(QObject):
    """The `PictureSource` of the entry that is shown, and of its tiles and viewer.

    `arrived` is emitted when a picture, a size or a thumbnail has become known, or is known not to be had.
    """

    arrived = Signal()

    def __init__(self, *, files: FileStore, tasks: TaskRunner, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._files = files
        self._tasks = tasks
        self._errands = Errands(tasks=tasks)
        self._decoder: TaskRunner | None = None
        self._decoding: Errands | None = None
        self._attachments: tuple[Attachment, ...] = ()
        self._kept: OrderedDict[Key, QPixmap] = OrderedDict()
        self._sizes: dict[AttachmentId, QSize] = {}
        self._refused: dict[AttachmentId, AllydeskError] = {}
        self._under_way: set[Key] = set()

    def show_files(self, attachments: tuple[Attachment, ...]) -> None:
        """The files that targets are looked for among. What is kept of others goes as room is needed."""
        others = attachments != self._attachments
        self._attachments = attachments
        if others and any(each.id in self._sizes for each in attachments):
            self.arrived.emit()  # known from before: a text that was shown first has not made room for them

    def picture(self, target: str, *, width: int) -> QPixmap | None:
        """The picture a link leads to, `width` pixels wide or as wide as it is; None while not here, or none at all."""
        found = attachment_named(target, self._attachments)
        if found is None or not self._can_show(found) or width < 1:
            return None
        natural = self._sizes.get(found.id)
        wanted = min(width, natural.width()) if natural is not None else width
        kept = self._recall((found.id, wanted))
        if kept is not None:
            return kept
        self._fetch(found, wanted)
        other = next((pixmap for (each, wide), pixmap in self._kept.items() if each == found.id and wide > 0), None)
        return None if other is None else other.scaledToWidth(wanted, Qt.TransformationMode.SmoothTransformation)

    def size(self, target: str) -> QSize | None:
        """How large it is by itself, in pixels; None as above."""
        found = attachment_named(target, self._attachments)
        if found is None or not self._can_show(found):
            return None
        natural = self._sizes.get(found.id)
        if natural is None:
            self._start((found.id, -1), found, self._measure)
        return natural

    def thumbnail(self, attachment: Attachment) -> QPixmap | None:
        """A small picture for a tile; None while it is not here, or when there is none."""
        if not self._can_show(attachment):
            return None
        key = (attachment.id, 0)
        kept = self._recall(key)
        if kept is None and key not in self._under_way:
            self._under_way.add(key)
            self._errands.run(
                lambda: self._files.thumbnail(attachment.id),
                done=lambda data: self._found_thumbnail(attachment, data),
                failed=lambda _error: self._make_thumbnail(attachment),
            )
        return kept

    def refusal(self, attachment: Attachment) -> AllydeskError | None:
        """Why this picture cannot be shown, as far as is known."""
        if attachment.size > LARGEST:
            return JournalError(Code.PICTURE_TOO_LARGE)
        return self._refused.get(attachment.id)

    def show_large(
        self,
        attachment: Attachment,
        *,
        done: Callable[[QPixmap, QSize], object],
        failed: Callable[[AllydeskError], object],
    ) -> None:
        """The picture as large as the viewer shows it, with its own size. It is not kept here."""
        self._read(
            attachment,
            lambda data: self._decode(
                partial(_decoded, data, LARGEST_SHOWN),
                lambda made: done(QPixmap.fromImage(made[0]), made[1]),
                failed,
            ),
            failed,
        )

    def close_all(self) -> None:
        """Drop every picture, what is under way, and the thread."""
        self._errands.drop()
        if self._decoding is not None:
            self._decoding.drop()
        if self._decoder is not None:
            self._decoder.close()
            self._decoder.deleteLater()
        self._decoder = self._decoding = None
        self._attachments = ()
        for known in (self._kept, self._sizes, self._refused, self._under_way):
            known.clear()

    def _can_show(self, attachment: Attachment) -> bool:
        shown = is_picture(attachment.media_type) and attachment.size <= LARGEST
        return shown and attachment.id not in self._refused

    def _start(self, key: Key, attachment: Attachment, use: Callable[[Key, bytes], object]) -> None:
        if key not in self._under_way:
            self._under_way.add(key)
            self._read(attachment, partial(use, key), partial(self._refuse, key))

    def _read(
        self, attachment: Attachment, use: Callable[[bytes], object], failed: Callable[[AllydeskError], object]
    ) -> None:
        self._errands.run(lambda: self._files.read(attachment.id), done=use, failed=failed)

    def _decode(
        self,
        work: Callable[[], Decoded],
        done: Callable[[Decoded], object],
        failed: Callable[[AllydeskError], object],
    ) -> None:
        if self._decoder is None or self._decoding is None:
            self._decoder = TaskRunner(self)
            self._decoder.crashed.connect(self._tasks.crashed)
            self._decoding = Errands(tasks=self._decoder)
        self._decoding.run(work, done=done, failed=failed)

    def _fetch(self, attachment: Attachment, width: int) -> None:
        def use(key: Key, data: bytes) -> None:
            within = QSize(width, _TALLEST)
            self._decode(partial(_decoded, data, within), partial(self._take, key), partial(self._refuse, key))

        self._start((attachment.id, width), attachment, use)

    def _measure(self, key: Key, data: bytes) -> None:
        self._under_way.discard(key)
        try:
            self._sizes[key[0]] = natural_size(data)
        except AllydeskError as error:
            self._refused[key[0]] = error
        self.arrived.emit()

    def _found_thumbnail(self, attachment: Attachment, data: bytes | None) -> None:
        key = (attachment.id, 0)
        if data is None:
            self._make_thumbnail(attachment)
            return
        self._decode(
            partial(_decoded, data, THUMBNAIL),
            lambda made: self._take(key, made, measured=False),
            lambda _error: self._make_thumbnail(attachment),
        )

    def _make_thumbnail(self, attachment: Attachment) -> None:
        key = (attachment.id, 0)

        def take(made: Decoded) -> None:
            self._take(key, made)
            small = made[0]
            # One that cannot be kept, on a full disk perhaps, is made again another time.
            self._errands.run(
                lambda: self._files.keep_thumbnail(attachment.id, packed(small)), failed=lambda _error: None
            )

        def use(data: bytes) -> None:
            self._decode(partial(_decoded, data, THUMBNAIL), take, partial(self._refuse, key))

        self._read(attachment, use, partial(self._refuse, key))

    def _take(self, key: Key, made: Decoded, *, measured: bool = True) -> None:
        image, natural = made
        self._under_way.discard(key)
        if measured:
            self._sizes[key[0]] = natural
        self._kept[key[0], min(key[1], image.width())] = QPixmap.fromImage(image)
        while len(self._kept) > 1 and sum(map(_weight, self._kept.values())) > MOST_KEPT:
            self._kept.popitem(last=False)
        self.arrived.emit()

    def _refuse(self, key: Key, error: AllydeskError) -> None:
        self._under_way.discard(key)
        self._refused[key[0]] = error
        self.arrived.emit()

    def _recall(self, key: Key) -> QPixmap | None:
        if key in self._kept:
            self._kept.move_to_end(key)
        return self._kept.get(key)


def _decoded(data: bytes, within: QSize) -> Decoded:
    return decode(data, within=within), natural_size(data)


def _weight(pixmap: QPixmap) -> int:
    return pixmap.width() * pixmap.height() * 4
