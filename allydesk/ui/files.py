"""Choosing files and folders with Qt's own dialog, which here remembers nothing.

The desktop's own dialogs would list what was opened in its recent files, and Qt's writes the folders it has been in
to a settings file of its own, QtProject.conf. A place inside a private life belongs in neither.
"""

import os
import sys
from collections.abc import Callable
from pathlib import Path

from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QFileDialog, QToolButton, QTreeView, QWidget

from allydesk.ui.theme import Look, Tone

_NOWHERE = os.devnull
"""A path under which no folder can be made, so that nothing written there is kept."""

_ICONS = {
    "backButton": "back",
    "forwardButton": "forward",
    "toParentButton": "up",
    "newFolderButton": "folder-new",
    "listModeButton": "list",
    "detailModeButton": "details",
}
"""Qt's names for the buttons of its dialog, and what we draw on them."""

_COLUMNS = {0: 280, 1: 80, 2: 90, 3: 150}
"""The widths of name, size, kind and date."""

_WITHOUT_A_PATH: bool = sys.platform in ("win32", "darwin")
"""Whether this system keeps settings where no path leads."""


def keep_no_history() -> None:
    """Send the settings that Qt keeps for itself nowhere, from now on and for this process only.

    Allydesk keeps its own settings in a file it writes itself, and nothing else here uses QSettings.
    """
    for settings_format in (QSettings.Format.NativeFormat, QSettings.Format.IniFormat):
        QSettings.setPath(settings_format, QSettings.Scope.UserScope, _NOWHERE)


class FilesDialog(QFileDialog):
    """Qt's dialog instead of the desktop's, opened with `open`; tells its answer once, nothing when dismissed."""

    def __init__(
        self, title: str, start: Path, *, answered: Callable[[tuple[Path, ...]], object], look: Look, parent: QWidget
    ) -> None:
        super().__init__(parent, title, str(start if start.is_dir() else start.parent))
        self._answered = answered
        self.setOption(QFileDialog.Option.DontUseNativeDialog)
        self.setOption(QFileDialog.Option.DontUseCustomDirectoryIcons)
        self.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dress(look)
        self.finished.connect(self._tell)
        self.destroyed.connect(_putting_back())  # the destructor is what writes

    def _dress(self, look: Look) -> None:
        """Our own icons for Qt's: those are drawn in black, which the dark theme would swallow."""
        for name, icon in _ICONS.items():
            if (found := self.findChild(QToolButton, name)) is not None:
                found.setIcon(look.icon(icon, Tone.INK))
        self.resize(look.scaled(820), look.scaled(520))
        if (files := self.findChild(QTreeView, "treeView")) is not None:
            for section, width in _COLUMNS.items():
                files.header().resizeSection(section, look.scaled(width))

    def _tell(self, result: int) -> None:
        chosen = self.selectedFiles() if result == QFileDialog.DialogCode.Accepted else []
        self.setHistory([])
        self._answered(tuple(map(Path, chosen)))


class FileDialog(FilesDialog):
    """The same for one file or folder; tells None when dismissed."""

    def __init__(
        self, title: str, start: Path, *, answered: Callable[[Path | None], object], look: Look, parent: QWidget
    ) -> None:
        super().__init__(
            title, start, answered=lambda paths: answered(paths[0] if paths else None), look=look, parent=parent
        )


def _putting_back() -> Callable[[], None]:
    """A function that gives Qt's own settings the state they have now.

    For Windows and macOS, whose registry and property lists have no path that could be set. (A function and not a
    method: Qt for Python holds the object of a method weakly, and this one has to outlive the dialog.)
    """
    if not _WITHOUT_A_PATH:
        return lambda: None
    before = _remembered()
    values = {key: before.value(key) for key in before.allKeys()}

    def put_back() -> None:
        after = _remembered()
        after.remove("")
        for key, value in values.items():
            after.setValue(key, value)

    return put_back


def _remembered() -> QSettings:
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    settings.beginGroup("FileDialog")
    return settings
