"""Turning the bytes of a picture into one that can be shown, on any thread, within bounds.

The header is read by our own code first: only known kinds, by their content, and only so large. Then the one decoder
of that kind is asked, and no other.
"""

from PySide6.QtCore import QBuffer, QByteArray, QSize, Qt
from PySide6.QtGui import QColorSpace, QImage, QImageReader, QTransform

from allydesk.errors import Code, JournalError
from allydesk.journal.pictures import HEAD, dimensions, is_picture, is_progressive, kind_of, orientation

LONGEST_SIDE = 30_000
"""Pixels."""
MOST_PIXELS = 250_000_000
"""Of a JPEG, which is decoded at a fraction of its size without ever being in memory whole."""
MOST_PIXELS_WHOLE = 40_000_000
"""Of everything else, progressive JPEG included: those are in memory whole for a moment, 160 MB of it."""
_ALLOCATION = 256
"""MB that one decoder may take, whatever its header said."""
_QUALITY = 82
"""Of the JPEG that a small picture is kept as."""

_FORMATS = {
    "image/jpeg": b"jpeg",
    "image/png": b"png",
    "image/gif": b"gif",
    "image/webp": b"webp",
    "image/bmp": b"bmp",
    "image/tiff": b"tiff",
}
# Mirror and turn for each of Exif's orientations: mirrored sideways first, then turned clockwise by so many degrees.
_TURNS = {2: (True, 0), 3: (False, 180), 4: (True, 180), 5: (True, 270), 6: (False, 90), 7: (True, 90), 8: (False, 270)}


def natural_size(data: bytes) -> QSize:
    """The size of a picture as it is to be seen, in pixels, by its header alone.

    Raises `JournalError`: `PICTURE_DAMAGED` for what is no picture we show, `PICTURE_TOO_LARGE`.
    """
    size = _raw_size(data)
    return size.transposed() if orientation(data) >= 5 else size


def decode(data: bytes, *, within: QSize) -> QImage:
    """The picture, turned as it was taken, in sRGB, and no larger than `within`; of an animation the first frame.

    Raises as `natural_size` does.
    """
    raw = _raw_size(data)
    turn = orientation(data)
    box = within.transposed() if turn >= 5 else within
    target = raw
    if raw.width() > box.width() or raw.height() > box.height():
        target = raw.scaled(box, Qt.AspectRatioMode.KeepAspectRatio).expandedTo(QSize(1, 1))
    image = _read(data, target)
    if image.size() != target:
        image = image.scaled(target, Qt.AspectRatioMode.IgnoreAspectRatio, Qt.TransformationMode.SmoothTransformation)
    return _turned(_in_srgb(image), turn)


def packed(image: QImage) -> bytes:
    """A small picture as it is kept in the vault."""
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    kind = "PNG" if image.hasAlphaChannel() else "JPEG"
    image.save(buffer, kind, -1 if kind == "PNG" else _QUALITY)  # type: ignore[call-overload]  # the stub wants bytes
    return bytes(buffer.data().data())


def _raw_size(data: bytes) -> QSize:
    kind = kind_of(data[:HEAD])
    found = dimensions(data) if is_picture(kind) else None
    if found is None:
        raise JournalError(Code.PICTURE_DAMAGED)
    width, height = found
    most = MOST_PIXELS if kind == "image/jpeg" and not is_progressive(data) else MOST_PIXELS_WHOLE
    if max(found) > LONGEST_SIDE or width * height > most:
        raise JournalError(Code.PICTURE_TOO_LARGE, width=width, height=height)
    return QSize(width, height)


def _read(data: bytes, target: QSize) -> QImage:
    QImageReader.setAllocationLimit(_ALLOCATION)
    buffer = QBuffer()
    buffer.setData(QByteArray(data))
    buffer.open(QBuffer.OpenModeFlag.ReadOnly)
    kind = _FORMATS[kind_of(data[:HEAD])]
    reader = QImageReader(buffer, QByteArray(kind))
    reader.setAutoDetectImageFormat(False)  # with a format named, this is what keeps the others from being asked
    reader.setAutoTransform(False)  # Qt turns some kinds only; `_turned` does it for all
    if kind == b"jpeg":
        reader.setScaledSize(target)
    image = reader.read()
    del reader  # before the buffer: the decoder of TIFF looks at it once more when it ends
    if image.isNull():
        raise JournalError(Code.PICTURE_DAMAGED)
    return image


def _in_srgb(image: QImage) -> QImage:
    space = image.colorSpace()
    srgb = QColorSpace(QColorSpace.NamedColorSpace.SRgb)
    if space.isValid() and space != srgb:
        converted = image.convertedToColorSpace(srgb)
        image = image if converted.isNull() else converted
    alpha = image.hasAlphaChannel()
    return image.convertToFormat(QImage.Format.Format_ARGB32_Premultiplied if alpha else QImage.Format.Format_RGB32)


def _turned(image: QImage, turn: int) -> QImage:
    mirrored, degrees = _TURNS.get(turn, (False, 0))
    if mirrored:
        image = image.flipped(Qt.Orientation.Horizontal)
    return image.transformed(QTransform().rotate(degrees)) if degrees else image
