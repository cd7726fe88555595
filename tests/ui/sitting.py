"""A person at the whole window: what stands on it, what they click, and what they type."""

import time
from collections.abc import Callable
from typing import TypeVar

from PySide6.QtCore import QEventLoop, Qt, QTimer
from PySide6.QtGui import QAction, QKeySequence
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QAbstractButton, QApplication, QDialog, QLabel, QMenu, QWidget

from allydesk.ui.create import CreatePage
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.unlock import UnlockPage
from allydesk.windowed import Face
from tests.persons import PATIENCE
from tests.ui.hands import click, type_into

W = TypeVar("W", bound=QWidget)

_LOOK_AGAIN = 5
"""Milliseconds between two looks at whether something has come to be."""


def wait_for(condition: Callable[[], object], what: str) -> None:
    """Let the window go on until it is so."""
    end = time.monotonic() + PATIENCE
    loop, timer = QEventLoop(), QTimer()
    timer.setInterval(_LOOK_AGAIN)
    timer.timeout.connect(lambda: loop.quit() if condition() or time.monotonic() > end else None)
    timer.start()
    if not condition():
        loop.exec()
    timer.stop()
    assert condition(), f"never came to be: {what}"


class Sitting:
    """One person, one window. What is typed goes where the caret is."""

    def __init__(self, face: Face) -> None:
        self.face = face
        self.window = face.window

    def sit_down(self) -> None:
        """Show the window and bring it to the front; shortcuts are for whoever has the keyboard."""
        self.window.show()
        self.window.activateWindow()
        wait_for(self.window.isActiveWindow, "the window has the keyboard")

    # What is there

    def has(self, kind: type[W]) -> bool:
        """Whether there is such a widget to be seen."""
        return any(widget.isVisible() for widget in self.window.findChildren(kind))

    def see(self, kind: type[W]) -> W:
        """The widget of that kind that is to be seen, as soon as there is one."""
        wait_for(lambda: self.has(kind), f"a {kind.__name__} on the window")
        return next(widget for widget in self.window.findChildren(kind) if widget.isVisible())

    @property
    def journal(self) -> JournalPage:
        return self.see(JournalPage)

    def says(self, words: str) -> bool:
        """Whether this can be read somewhere on the window or its dialogs."""
        shown = [label.text() for label in self.window.findChildren(QLabel) if label.isVisible()]
        pressed = [button.text() for button in self.window.findChildren(QAbstractButton) if button.isVisible()]
        return any(words in text for text in (*shown, *pressed))

    def wait_to_read(self, words: str) -> None:
        wait_for(lambda: self.says(words), f"the words {words!r}")

    def titles(self) -> list[str]:
        """What the list shows, top to bottom."""
        rows = self.journal.column.rows
        summaries = [rows.summary_at(row) for row in range(rows.rowCount())]
        return [summary.title if summary else "?" for summary in summaries]

    # What is done

    def press(self, text: str) -> None:
        """Click the button with these words, once there is one that can be clicked."""

        def found() -> list[QAbstractButton]:
            buttons = self.window.findChildren(QAbstractButton)
            return [each for each in buttons if each.text() == text and each.isVisible() and each.isEnabled()]

        wait_for(lambda: len(found()) == 1, f"one button that says {text!r}")
        click(found()[0])

    def keys(self, combination: str) -> None:
        """Press keys together, as "Ctrl+L" names them."""
        caret = self._caret()
        if not caret.window().isActiveWindow():
            # A dialog has closed, and on a screen without a window manager nobody gives the keyboard back.
            caret.window().activateWindow()
            wait_for(caret.window().isActiveWindow, "the window has the keyboard")
        together = QKeySequence(combination)[0]  # type: ignore[index]  # it has one, whatever the stub says
        QTest.keyClick(caret, Qt.Key(together.key()), together.keyboardModifiers())

    def write(self, text: str) -> None:
        type_into(self._caret(), text)

    def choose(self, text: str) -> None:
        """Click the line that begins with these words in the menu that is open."""

        def found() -> list[tuple[QMenu, QAction]]:
            menu = QApplication.activePopupWidget()
            actions = menu.actions() if isinstance(menu, QMenu) else []
            return [(menu, each) for each in actions if each.text().startswith(text)]  # type: ignore[misc]  # or none

        wait_for(lambda: len(found()) == 1, f"a line {text!r} in a menu")
        menu, action = found()[0]
        click(menu, menu.actionGeometry(action).center())

    # The ways that are gone often

    def make_vault(self, passphrase: str) -> None:
        """Fill in the first page and have the vault made."""
        form = self.see(CreatePage).form
        for field in (form.first, form.second):
            click(field)
            self.write(passphrase)
        click(form.make)
        self.wait_to_read("A key for the day you forget")

    def begin_with_a_vault(self, passphrase: str) -> None:
        """From the first page to an empty one in the journal."""
        self.make_vault(passphrase)
        self.press("Skip for now")
        self.press("Start writing")
        wait_for(lambda: self.journal.editor.sheet is not None, "an empty page")

    def unlock(self, passphrase: str) -> None:
        """Type the passphrase and have it tried."""
        page = self.see(UnlockPage)
        click(page.form.passphrase)
        self.keys("Ctrl+A")
        self.write(passphrase)
        self.keys("Return")

    def come_in(self, passphrase: str) -> None:
        """Unlock, see Today, and go on to the journal."""
        self.unlock(passphrase)
        self.go_to_journal()

    def go_to_journal(self) -> None:
        """From Today, which comes first, to the entries."""
        wait_for(lambda: self.window.current_room == "today", "Today")
        self.keys("Alt+2")
        wait_for(lambda: self.window.current_room == "journal", "the journal")

    def leave(self) -> None:
        """Close the window as its frame does, and wait until it is gone."""
        self.window.close()
        wait_for(lambda: not self.window.isVisible(), "the window is gone")

    def _caret(self) -> QWidget:
        popup = QApplication.activePopupWidget()
        if popup is not None:
            return popup
        dialog = next((each for each in self.window.findChildren(QDialog) if each.isVisible()), None)
        place = self.window if dialog is None else dialog
        return place.focusWidget() or place  # type: ignore[truthy-bool]  # Qt has none where nothing has the caret
