"""Every question to the person goes through here, so that a test can script the answers.

All of it is asynchronous: a dialog is opened, the program goes on, and the answer comes by a callback.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QFileDialog, QWidget

from allydesk.ui.dialogs import Answer, PassphraseDialog, PlainDialog, Question
from allydesk.ui.files import FileDialog, FilesDialog, keep_no_history
from allydesk.ui.theme import Look

__all__ = ["Answer", "Prompts", "Question", "WindowPrompts"]


class Prompts(Protocol):
    """Asks and tells. Each callback is called once, on the GUI thread, after the dialog has closed."""

    def choose(self, question: Question, answered: Callable[[str], object]) -> None:
        """Ask a question; the answer is the key of what was chosen."""

    def tell(self, title: str, text: str, closed: Callable[[], object] | None = None) -> None:
        """Say something that only needs to be read."""

    def choose_folder(self, title: str, start: Path, answered: Callable[[Path | None], object]) -> None:
        """Ask for a folder that is there; None when the person thinks better of it."""

    def choose_file(self, title: str, start: Path, answered: Callable[[Path | None], object]) -> None:
        """Ask for a file that is there; None when the person thinks better of it."""

    def choose_files(self, title: str, start: Path, answered: Callable[[tuple[Path, ...]], object]) -> None:
        """Ask for files that are there; none when the person thinks better of it."""

    def choose_new_file(self, title: str, start: Path, answered: Callable[[Path | None], object]) -> None:
        """Ask where to write a file; `start` is the path proposed. One that exists is asked about first."""

    def passphrase(self, title: str, text: str, answered: Callable[[str | None], object]) -> None:
        """Ask for a passphrase; None when the person thinks better of it."""


class WindowPrompts:
    """The prompts of the real window, as dialogs over it."""

    def __init__(self, *, window: QWidget, look: Look) -> None:
        keep_no_history()
        self._window = window
        self._look = look
        self._open: list[QDialog] = []

    def choose(self, question: Question, answered: Callable[[str], object]) -> None:
        """Ask a question; the answer is the key of what was chosen."""
        dialog = PlainDialog(question.title, question.text, look=self._look, parent=self._window)
        dialog.add_buttons(question.answers)
        self._show(dialog, lambda: answered(dialog.chosen or question.dismiss))

    def tell(self, title: str, text: str, closed: Callable[[], object] | None = None) -> None:
        """Say something that only needs to be read."""
        question = Question(title, text, (Answer("close", "Close", "primary"),), dismiss="close")
        self.choose(question, lambda _key: closed() if closed is not None else None)

    def choose_folder(self, title: str, start: Path, answered: Callable[[Path | None], object]) -> None:
        """Ask for a folder that is there; None when the person thinks better of it."""
        dialog = FileDialog(title, start, answered=answered, look=self._look, parent=self._window)
        dialog.setFileMode(QFileDialog.FileMode.Directory)
        dialog.setOption(QFileDialog.Option.ShowDirsOnly)
        self._show(dialog)

    def choose_file(self, title: str, start: Path, answered: Callable[[Path | None], object]) -> None:
        """Ask for a file that is there; None when the person thinks better of it."""
        dialog = FileDialog(title, start, answered=answered, look=self._look, parent=self._window)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFile)
        self._show(dialog)

    def choose_files(self, title: str, start: Path, answered: Callable[[tuple[Path, ...]], object]) -> None:
        """Ask for files that are there; none when the person thinks better of it."""
        dialog = FilesDialog(title, start, answered=answered, look=self._look, parent=self._window)
        dialog.setFileMode(QFileDialog.FileMode.ExistingFiles)
        self._show(dialog)

    def choose_new_file(self, title: str, start: Path, answered: Callable[[Path | None], object]) -> None:
        """Ask where to write a file; `start` is the path proposed. One that exists is asked about first."""
        dialog = FileDialog(title, start, answered=answered, look=self._look, parent=self._window)
        dialog.setAcceptMode(QFileDialog.AcceptMode.AcceptSave)
        dialog.setFileMode(QFileDialog.FileMode.AnyFile)
        dialog.selectFile(start.name)
        self._show(dialog)

    def passphrase(self, title: str, text: str, answered: Callable[[str | None], object]) -> None:
        """Ask for a passphrase; None when the person thinks better of it."""
        dialog = PassphraseDialog(title, text, look=self._look, parent=self._window)

        def tell() -> None:
            typed, dialog.typed = dialog.typed, ""
            answered(typed or None)

        self._show(dialog, tell)

    def withdraw(self) -> None:
        """Close what is open without an answer: the vault is being locked, and nobody waits for it any more."""
        for dialog in list(self._open):
            dialog.blockSignals(True)
            dialog.close()
            dialog.deleteLater()
        self._open.clear()

    def _show(self, dialog: QDialog, answer: Callable[[], object] | None = None) -> None:
        dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._open.append(dialog)
        dialog.finished.connect(lambda _result: self._finish(dialog, answer))
        dialog.open()

    def _finish(self, dialog: QDialog, answer: Callable[[], object] | None) -> None:
        if dialog in self._open:
            self._open.remove(dialog)
            if answer is not None:
                answer()
