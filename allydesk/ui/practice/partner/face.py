"""One face of the page: a column of words and fields, and the ways on below it. Each is made anew, and taken away."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLabel, QLayout, QVBoxLayout, QWidget

from allydesk.practice.scenario import Scenario
from allydesk.ui.practice.scene.portrait import Portrait
from allydesk.ui.settings.step import scrolling
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import label

WIDE = 720
"""The widest a column gets, in pixels at a text scale of 1."""
_COVER = 520
_SIDE, _NARROW_SIDE, _ABOVE, _BELOW = 40, 24, 22, 30
_NARROW = 700


class Face(QFrame):
    """Parts below one another, in a page that scrolls; `is_cover` in the middle of it, with nothing beside.

    `where` is said above it, "" where that is the round. Its owner calls `take_keyboard` when it is in front, and
    `clear` before it goes.
    """

    where = ""

    def __init__(self, *, look: Look, is_cover: bool = False) -> None:
        super().__init__()
        self.look = look
        self.first: QWidget | None = None
        self._is_cover = is_cover
        self._dressed: list[Callable[[], object]] = []
        set_role(self, "paper")
        self._column = QWidget()
        self._parts = QVBoxLayout(self._column)
        self._parts.setContentsMargins(0, 0, 0, 0)
        self._parts.setSpacing(0)
        self._ground = QWidget()
        self._around = QVBoxLayout(self._ground)
        self.scrolled = scrolling(self._ground)
        self._lay_ground()

    def add(self, part: QWidget | QLayout, *, above: int = 0) -> None:
        """Put something at the end, with so much room above it."""
        if above:
            self._parts.addSpacing(above)
        if isinstance(part, QWidget):
            self._parts.addWidget(part)
        else:
            self._parts.addLayout(part)

    def say(self, words: str, role: str = "", *, above: int = 0) -> QLabel:
        """Put some words at the end."""
        made = label(words, role, wrap=True)
        self.add(made, above=above)
        return made

    def add_ways(self, *ways: QWidget, above: int = 24) -> None:
        """Put buttons at the end, side by side where there is room."""
        flow = Flow(spacing=12)
        for way in ways:
            flow.add(way)
        self.add(flow, above=above)

    def dress_with(self, dress: Callable[[], object]) -> None:
        """Call this whenever the look changes, and now."""
        self._dressed.append(dress)
        dress()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._column.setMaximumWidth(self.look.scaled(_COVER if self._is_cover else WIDE))
        for portrait in self.findChildren(Portrait):
            portrait.updateGeometry()
        for dress in self._dressed:
            dress()

    def take_keyboard(self) -> None:
        """The keyboard goes to where one would begin."""
        if self.first is not None:
            self.first.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Nothing is read of it any more: every word in it goes."""
        for words in self.findChildren(QLabel):
            words.clear()
            words.setAccessibleName("")
        self.setAccessibleName("")

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give what is on it more room where there is little."""
        super().resizeEvent(event)
        side = _SIDE if self.width() >= _NARROW else _NARROW_SIDE
        self._around.setContentsMargins(side, _ABOVE, side, _BELOW)

    def _lay_ground(self) -> None:
        row = QHBoxLayout()
        row.setSpacing(0)
        if self._is_cover:
            row.addStretch(1)
        row.addWidget(self._column, 1_000)
        row.addStretch(1)
        self._around.setSpacing(0)
        self._around.addStretch(2 if self._is_cover else 0)
        self._around.addLayout(row)
        self._around.addStretch(3 if self._is_cover else 1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.addWidget(self.scrolled)
        self._column.setMaximumWidth(self.look.scaled(_COVER if self._is_cover else WIDE))


def safe(name: str) -> str:
    """A name as it stands on a button: an `&` in it is no key."""
    return name.replace("&", "&&")


def part_of(scenario: Scenario, role_id: str) -> str:
    """Whose place one takes: "Dan, your manager", or "a member of the team" where the role is nobody by name."""
    role = scenario.roles[role_id]
    if role.name.casefold() == "you":
        return role.part or "yourself"
    return f"{role.name}, {role.part}" if role.part else role.name
