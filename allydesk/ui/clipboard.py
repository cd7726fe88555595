"""Text on its way to the clipboard, and how what we put there is taken off again when the vault is locked."""

import hashlib
import secrets
import sys
from collections.abc import Mapping

from PySide6.QtCore import QMimeData, QObject
from PySide6.QtGui import QClipboard

_NOTHING = bytes(4)
"""A zero of 32 bits, which is how Windows reads "no"."""

_WINDOWS: Mapping[str, bytes] = {
    f'application/x-qt-windows-mime;value="{name}"': _NOTHING
    for name in (
        "ExcludeClipboardContentFromMonitorProcessing",
        "CanIncludeInClipboardHistory",
        "CanUploadToCloudClipboard",
    )
}
"""The formats that keep content out of the history of Windows 10 and later, and out of its copy in the cloud."""

_MACOS: Mapping[str, bytes] = {"org.nspasteboard.ConcealedType": b"", "application/x-nspasteboard-concealed-type": b""}
"""The convention of clipboard managers on macOS (nspasteboard.org), by its own name and by the one Qt can carry."""

_DESKTOPS: Mapping[str, bytes] = {"x-kde-passwordManagerHint": b"secret"}
"""Klipper, and what follows its example, keeps no history of what carries this."""


_OURS = "application/x-allydesk-private"
"""Carried by everything `private_mime` makes, on every system."""


def private_mime(text: str, *, system: str = sys.platform) -> QMimeData:
    """Plain text with the hints that keep it out of clipboard histories; `system` as in `sys.platform`.

    For what a person copies from their entries (an editor's `createMimeDataFromSelection` returns it), and for keys.
    They are hints: a program that watches the clipboard can read it all the same.
    """
    data = QMimeData()
    data.setText(text)
    data.setData(_OURS, b"1")
    hints = _WINDOWS if system == "win32" else _MACOS if system == "darwin" else _DESKTOPS
    for kind, value in hints.items():
        data.setData(kind, value)
    return data


class ClipboardKeeper(QObject):
    """Remembers whether what is on the clipboard came from this application, and takes that off again.

    Made once, beside the window. It keeps a keyed digest and never the text. What other programs put on the clipboard
    is not read, unless something of ours was there before and may have been taken over by a clipboard manager.
    """

    def __init__(self, *, clipboard: QClipboard, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._clipboard = clipboard
        self._key = secrets.token_bytes(32)
        self._digest = b""
        clipboard.dataChanged.connect(self._notice)

    def copy(self, text: str) -> None:
        """Put a secret on the clipboard, with the hints."""
        self._clipboard.setMimeData(private_mime(text))

    def clear_ours(self) -> None:
        """Take off what came from here: the clipboard, and on X11 and Wayland the selection that a middle click pastes.

        Something that another program has put there meanwhile stays.
        """
        if self._digest and self._digest_of(self._clipboard.text()) == self._digest:
            self._clipboard.clear()
        if self._clipboard.supportsSelection() and self._clipboard.ownsSelection():
            self._clipboard.clear(QClipboard.Mode.Selection)
        self._digest = b""

    def _notice(self) -> None:
        """Something was put on the clipboard; remember it only if it was ours."""
        if self._clipboard.ownsClipboard() or _is_private(self._clipboard.mimeData()):
            self._digest = self._digest_of(self._clipboard.text())

    def _digest_of(self, text: str) -> bytes:
        if not text:
            return b""
        plain = text.replace("\r\n", "\n").encode("utf-8", "surrogatepass")
        return hashlib.blake2b(plain, key=self._key, digest_size=32).digest()


def _is_private(data: QMimeData | None) -> bool:
    """Whether we made it; asked where Qt cannot tell whose the clipboard is. Looks at its kinds, not its content."""
    return data is not None and data.hasFormat(_OURS)
