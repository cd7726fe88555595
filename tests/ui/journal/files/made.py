"""Files as people and strangers make them."""

import io
import struct
import zlib
from pathlib import Path

from PySide6.QtCore import QBuffer, QMimeData, QUrl
from PySide6.QtGui import QColor, QImage, QPainter

SVG = b'<svg xmlns="http://www.w3.org/2000/svg"><image href="https://example.org/seen.png" width="9" height="9"/></svg>'
HTML = b"<!DOCTYPE html><img src='https://example.org/seen.png'>"


def image(width: int = 64, height: int = 40, colour: str = "#2F6B5E") -> QImage:
    """A picture whose left quarter is white, so that one sees how it is turned."""
    made = QImage(width, height, QImage.Format.Format_RGB32)
    made.fill(QColor(colour))
    painter = QPainter(made)
    painter.fillRect(0, 0, width // 4, height, QColor("white"))
    painter.end()
    return made


def encoded(kind: str = "PNG", *, width: int = 64, height: int = 40, colour: str = "#2F6B5E") -> bytes:
    buffer = QBuffer()
    buffer.open(QBuffer.OpenModeFlag.WriteOnly)
    assert image(width, height, colour).save(buffer, kind)  # type: ignore[call-overload]  # the stub wants bytes
    return bytes(buffer.data().data())


def turned_jpeg(turn: int, *, position: bool = False) -> bytes:
    """A JPEG of 64 by 40 pixels with Exif's orientation, and with a position where it is asked for."""
    fields = struct.pack("<HHIHH", 0x0112, 3, 1, turn, 0)
    gps = b""
    if position:
        fields += struct.pack("<HHII", 0x8825, 4, 1, 38)
        gps = struct.pack("<HHHI4sI", 1, 1, 2, 2, b"N", 0)
    count = 2 if position else 1
    tiff = b"II*\0" + struct.pack("<IH", 8, count) + fields + b"\0" * 4 + gps
    body = b"Exif\0\0" + tiff
    whole = encoded("JPEG")
    return whole[:2] + struct.pack(">BBH", 0xFF, 0xE1, len(body) + 2) + body + whole[2:]


def png_that_says(width: int, height: int) -> bytes:
    """A few bytes of PNG that claim to be a picture of this size, all of one colour."""

    def chunk(kind: bytes, body: bytes) -> bytes:
        return struct.pack(">I", len(body)) + kind + body + struct.pack(">I", zlib.crc32(kind + body))

    head = chunk(b"IHDR", struct.pack(">IIBBBBB", width, height, 1, 0, 0, 0, 0))
    return b"\x89PNG\r\n\x1a\n" + head + chunk(b"IDAT", zlib.compress(b"\0" * 4096)) + chunk(b"IEND", b"")


def gif_that_says(width: int, height: int) -> bytes:
    return b"GIF89a" + struct.pack("<HH", width, height) + b"\0\0\0,\0\0\0\0\1\0\1\0\0\2\2D\1\0;"


def urls(*paths: Path) -> QMimeData:
    """What a file manager drops."""
    mime = QMimeData()
    mime.setUrls([QUrl.fromLocalFile(str(path)) for path in paths])
    return mime


class Shrinking(io.BytesIO):
    """A file that loses its end while it is read."""

    def read(self, size: int | None = -1, /) -> bytes:
        return super().read(size)[:-1]
