"""Which key means what on the chart."""

from collections.abc import Callable, Mapping
from typing import Protocol

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent

_SHIFT = Qt.KeyboardModifier.ShiftModifier
_CONTROL = Qt.KeyboardModifier.ControlModifier
_ALT = Qt.KeyboardModifier.AltModifier
_FAR = 1 << 30
"""More moments than there are: to the end."""
_WALKS: Mapping[int, int] = {
    Qt.Key.Key_Left: -1,
    Qt.Key.Key_Right: 1,
    Qt.Key.Key_Home: -_FAR,
    Qt.Key.Key_End: _FAR,
}


class Keyed(Protocol):
    """What keys act on."""

    def walk(self, step: int, *, extend: bool, move_only: bool) -> None:
        """Go so many moments on."""

    def open_current(self) -> None:
        """Open the current moment."""

    def step_height(self, step: int) -> None:
        """Ask for the selected moments to be lifted or lowered."""

    def step_date(self, step: int) -> None:
        """Move the selected moments by a step of their precision."""

    def ask_removal(self) -> None:
        """Ask for the selected moments to be taken away."""

    def ask_menu(self) -> None:
        """Ask for the menu of the selected moments."""

    def toggle_current(self) -> None:
        """Select the current moment, or no longer."""

    def choose_all(self) -> None:
        """Select every moment."""

    def leave_off(self) -> bool:
        """Escape; False when there was nothing to leave off."""

    def page(self, step: int) -> None:
        """Go on by what is in view."""


def take_key(event: QKeyEvent, keyed: Keyed) -> bool:
    """Do what a key means; False for one that means nothing here."""
    key, held = event.key(), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _WALKS:
        return _walk(key, held, keyed)
    # By what they print: on some keyboards plus and the brackets need Shift or AltGr.
    deed = _by_sign(event, keyed) or _by_key(key, held, keyed)
    if deed is None:
        return False
    return deed() is not False


def _by_sign(event: QKeyEvent, keyed: Keyed) -> Callable[[], object] | None:
    if event.modifiers() & _CONTROL and not event.modifiers() & _ALT:
        return None
    signs: dict[str, Callable[[], object]] = {
        "+": lambda: keyed.step_height(1),
        "=": lambda: keyed.step_height(1),
        "-": lambda: keyed.step_height(-1),
        "−": lambda: keyed.step_height(-1),
        "[": lambda: keyed.step_date(-1),
        "]": lambda: keyed.step_date(1),
        " ": keyed.toggle_current,
    }
    return signs.get(event.text())


def _walk(key: int, held: Qt.KeyboardModifier, keyed: Keyed) -> bool:
    step = _WALKS[key]
    if held in (_ALT, _ALT | _SHIFT) and abs(step) == 1:
        keyed.step_date(step)
    elif not held & ~(_SHIFT | _CONTROL):
        keyed.walk(step, extend=bool(held & _SHIFT), move_only=bool(held & _CONTROL))
    else:
        return False
    return True


def _by_key(key: int, held: Qt.KeyboardModifier, keyed: Keyed) -> Callable[[], object] | None:
    plain = Qt.KeyboardModifier.NoModifier
    keys: dict[tuple[int, Qt.KeyboardModifier], Callable[[], object]] = {
        (Qt.Key.Key_A, _CONTROL): keyed.choose_all,
        (Qt.Key.Key_F10, _SHIFT): keyed.ask_menu,
        (Qt.Key.Key_Menu, plain): keyed.ask_menu,
        (Qt.Key.Key_Return, plain): keyed.open_current,
        (Qt.Key.Key_Enter, plain): keyed.open_current,
        (Qt.Key.Key_Delete, plain): keyed.ask_removal,
        (Qt.Key.Key_Backspace, plain): keyed.ask_removal,
        (Qt.Key.Key_Escape, plain): keyed.leave_off,
        (Qt.Key.Key_PageUp, plain): lambda: keyed.page(-1),
        (Qt.Key.Key_PageDown, plain): lambda: keyed.page(1),
    }
    return keys.get((key, held))
