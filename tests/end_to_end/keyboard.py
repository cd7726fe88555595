"""A person who has a keyboard and nothing else: real keys on the display, and a look at what came of each.

The keys come from outside, through the X server and a window manager, as they do for a person; what came of them is
seen from the inside, so that a step that fails says what it waited for and where the keyboard was.
"""

import os
import shutil
import subprocess
from collections.abc import Callable, Iterator, Mapping
from contextlib import contextmanager

from PySide6.QtWidgets import QApplication, QMenu, QPlainTextEdit, QWidget

from tests.persons import PATIENCE
from tests.ui.sitting import Sitting, wait_for

needs = [name for name in ("xdotool", "openbox") if shutil.which(name) is None]
"""The programs that are missing for this."""


@contextmanager
def window_manager(display: Mapping[str, str]) -> Iterator[None]:
    """Somebody who gives the keyboard to dialogs, and back again."""
    environment = {name: os.environ[name] for name in ("PATH", "HOME") if name in os.environ}
    manager = subprocess.Popen(
        ["openbox", "--sm-disable", "--config-file", os.devnull],
        env={**environment, **display},
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
    )
    try:
        yield
    finally:
        manager.terminate()
        manager.wait(timeout=PATIENCE)


class Hands:
    """Ten fingers at a sitting. Every step has a name, and says it when it fails."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting
        self.window = sitting.window

    def keys(self, *combinations: str) -> None:
        """Press keys one after the other, as "ctrl+shift+c" names them."""
        self._do("key", "--delay", "8", *combinations)

    def write(self, text: str) -> None:
        """Type a text; at the end of each line but the last, Return."""
        for number, line in enumerate(text.split("\n")):
            if number:
                self.keys("Return")
            if line:
                self._do("type", "--delay", "4", "--", line)

    def until(self, condition: Callable[[], object], what: str, *, instead: Callable[[], object] = lambda: "") -> None:
        """Let the window go on until it is so. `instead` tells, where it never is, what there is in its place."""
        try:
            wait_for(condition, what)
        except AssertionError as error:
            error.add_note(f"the keyboard is {described(QApplication.focusWidget())}; {instead()!r}")
            for report in self.window.findChildren(QPlainTextEdit):
                error.add_note(report.toPlainText())
            raise

    def on(self, place: Callable[[], QWidget | None], what: str) -> None:
        """The keyboard comes to be there."""
        self.until(lambda: QApplication.focusWidget() is place(), f"the keyboard on {what}")

    def tab_to(self, place: Callable[[], QWidget | None], what: str, *, back: bool = False, most: int = 30) -> None:
        """Go there with the Tab key alone. On the way the keyboard is always somewhere that can be seen."""
        met: list[str] = []
        for _ in range(most):
            before = QApplication.focusWidget()
            if before is place():
                return
            met.append(described(before))
            self.keys("shift+Tab" if back else "Tab")
            self.until(lambda before=before: QApplication.focusWidget() is not before, f"Tab leads on to {what}")  # type: ignore[misc]  # mypy does not see the default's type
            now = QApplication.focusWidget()
            assert now is not None, f"on the way to {what} the keyboard is lost after {met}"
            assert now.isVisible(), f"on the way to {what} the keyboard is lost after {met}"
        msg = f"{what} is not to be had by {most} steps of Tab: {met}"
        raise AssertionError(msg)

    def choose(self, beginning: str) -> None:
        """Go down in the menu that is open, to the line that begins so, and take it."""

        def menu() -> QMenu | None:
            found = QApplication.activePopupWidget()
            return found if isinstance(found, QMenu) else None

        self.until(menu, f"a menu with {beginning!r}")
        for _ in range(40):
            opened = menu()
            assert opened is not None
            active = opened.activeAction()
            if active and active.text().replace("&", "").startswith(beginning):  # type: ignore[truthy-bool]  # Qt has none at first
                self.keys("Return")
                self.until(lambda opened=opened: menu() is not opened, f"the menu closes after {beginning!r}")  # type: ignore[misc]  # mypy does not see the default's type
                return
            self.keys("Down")
            self.until(lambda: opened.activeAction() is not active, f"the menu goes on to {beginning!r}")  # noqa: B023
        msg = f"no line {beginning!r} in the menu"
        raise AssertionError(msg)

    def _do(self, *words: str) -> None:
        subprocess.run(
            ["xdotool", *words],
            env={"DISPLAY": os.environ["DISPLAY"]},
            check=True,
            capture_output=True,
            timeout=2 * PATIENCE,
        )


def described(widget: QWidget | None) -> str:
    """A widget in a few words, for a step that fails."""
    if widget is None:
        return "nowhere"
    said = getattr(widget, "text", None)
    words = widget.accessibleName() or (str(said())[:40] if callable(said) else "")
    return f"on {type(widget).__name__} {words!r}"
