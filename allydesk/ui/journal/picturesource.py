"""Where the pictures that stand in a text come from."""

from typing import Protocol

from PySide6.QtCore import QSize, SignalInstance
from PySide6.QtGui import QPixmap


class PictureSource(Protocol):
    """The pictures of one entry, by what its text calls them.

    `arrived` is emitted, without a value, when a picture or its size has become known.
    """

    arrived: SignalInstance

    def picture(self, target: str, *, width: int) -> QPixmap | None:
        """The picture a link leads to, `width` pixels wide; None while it is not here, or when it is no picture."""

    def size(self, target: str) -> QSize | None:
        """How large it is by itself, in pixels; None as above."""
