"""Text on its way to the clipboard."""

from PySide6.QtCore import QMimeData
from PySide6.QtGui import QGuiApplication

_OURS = "application/x-allydesk-private"
"""Tells on every platform that what is on the clipboard came from here."""

_SECRECY = {
    # Klipper and what follows it keep no history of what carries this hint.
    "x-kde-passwordManagerHint": b"secret",
    # The Windows clipboard's history and its copy in the cloud leave out what carries these.
    'application/x-qt-windows-mime;value="ExcludeClipboardContentFromMonitorProcessing"': b"\x00\x00\x00\x00",
    'application/x-qt-windows-mime;value="CanIncludeInClipboardHistory"': b"\x00\x00\x00\x00",
    # The convention of clipboard managers on macOS.
    "application/x-nspasteboard-concealed-type": b"",
}


def private_text(text: str) -> QMimeData:
    """Plain text alone, with the hints that keep it out of clipboard histories."""
    data = QMimeData()
    data.setText(text)
    data.setData(_OURS, b"1")
    for kind, value in _SECRECY.items():
        data.setData(kind, value)
    return data


def clear_ours() -> None:
    """Take what we copied off the clipboard; what others put there stays."""
    clipboard = QGuiApplication.clipboard()
    held: QMimeData | None = clipboard.mimeData()  # none on a platform that lends it to nobody just now
    if held is not None and held.hasFormat(_OURS):
        clipboard.clear()
