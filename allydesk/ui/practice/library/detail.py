"""One scenario before it begins: what it is about, who one is in it, what it contains; and its earlier runs."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QVBoxLayout, QWidget

from allydesk.practice.library import Listed
from allydesk.practice.scenario import Scenario
from allydesk.practice.skills import SKILLS
from allydesk.ui.practice.library.ground import Ground, back_button, dress_back
from allydesk.ui.practice.library.words import (
    STOP,
    contains_in_words,
    minutes_in_words,
    part_in_words,
    run_in_words,
)
from allydesk.ui.practice.tools import PlayAsked
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

if TYPE_CHECKING:
    from allydesk.storage.practice_values import RunSummary

_SIDE, _NARROW_SIDE = 300, 236
_WIDE, _NARROW = 1000, 740
_WIDEST_TEXT = 660
_ANY = 16_777_215
"""Pixels at a text scale of 1: the column at the right, and less of it; above which width of the page it has all of its
room, and below which it comes below the rest; the widest a line of words gets; and the largest width Qt knows."""
_TEXT_EDGE = 4
"""Pixels before the words of a text button."""
_LEFT = Qt.AlignmentFlag.AlignLeft


@dataclass(frozen=True, slots=True)
class Opened:
    """A scenario that is looked at. `runs` are its runs, newest first; `is_new` a file that is not in the vault."""

    listed: Listed
    scenario: Scenario
    runs: "Sequence[RunSummary]" = ()
    open_run: "RunSummary | None" = None
    is_new: bool = False


class DetailPage(Ground):
    """Shows one. Escape goes back."""

    left = Signal()
    play_asked = Signal(object)
    partner_asked = Signal(object)
    run_asked = Signal(object)
    keep_asked = Signal()
    """The file that was opened is to be kept in the vault."""
    remove_asked = Signal()
    """The file that is kept in the vault is to go out of it."""

    def __init__(self, *, look: Look) -> None:
        super().__init__(look=look)
        self._opened: Opened | None = None
        self.back = back_button("Scenarios")
        self.family = label("", "small", wrap=True)
        self.title = label("", "title", wrap=True)
        self.summary = label("", "reading", wrap=True)
        self.contains = label("", wrap=True)
        self.setting_words = label("", "reading", wrap=True)
        self.part = label("", "reading", wrap=True)
        self.others = label("", "reading", wrap=True)
        self.begin = button("Begin", "primary")
        self.go_on = button("Go on", "primary")
        self.partner = button("Practise with a partner", "outlined")
        self.keep = button("Keep in my vault", "outlined")
        self.remove = button("Remove from my vault", "text")
        self.buttons = Flow(spacing=12)
        self.earlier = label("Earlier runs", "heading", wrap=True)
        self.runs = QVBoxLayout()
        self.minutes = label("", wrap=True)
        self._skills = QVBoxLayout()
        self.side = QFrame()
        self._lay_out()
        self._connect()
        self.take_look()

    @property
    def opened(self) -> Opened | None:
        """What is shown; None before there was anything."""
        return self._opened

    def show_scenario(self, opened: Opened) -> None:
        """Show this one."""
        self._opened = opened
        head, scenario = opened.listed.head, opened.scenario
        self.family.setText(f"Scenario · {head.family}")
        self.title.setText(head.title)
        self.summary.setText(head.summary)
        self.contains.setText(f"{contains_in_words(head.content_notes)} {STOP}".strip())
        self.setting_words.setText(scenario.setting)
        self.part.setText(part_in_words(scenario.roles[scenario.player]))
        others = [f"{role.name}, {role.part}" for key, role in scenario.roles.items() if key != scenario.player]
        self.others.setText("\n".join(others))
        self.minutes.setText(minutes_in_words(head.minutes).capitalize())
        self._show_skills(opened)
        self._show_runs(opened)
        self._show_buttons(opened)

    def take_focus(self) -> None:
        """Let the keyboard be where it goes on."""
        begin = self.begin if self.go_on.isHidden() else self.go_on
        begin.setFocus(Qt.FocusReason.OtherFocusReason)

    def clear(self) -> None:
        """Drop what is shown."""
        self._opened = None
        _empty(self.runs)
        _empty(self._skills)
        for part in (self.family, self.title, self.summary, self.contains, self.setting_words, self.part, self.others):
            part.clear()
        for each in (self.begin, self.go_on, self.partner):
            each.setAccessibleDescription("")

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape goes back."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        super().take_look()
        dress_back(self.back, self.look)

    def fit(self) -> None:
        """Put what it rehearses at the right, or below where there is little room."""
        super().fit()
        narrow = self.width() < self.look.scaled(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._across.setDirection(down if narrow else across)
        wide = self.look.scaled(_SIDE if self.width() >= self.look.scaled(_WIDE) else _NARROW_SIDE)
        self.side.setMinimumWidth(0 if narrow else wide)
        self.side.setMaximumWidth(_ANY if narrow else wide)
        set_role(self.side, "clear" if narrow else "side")
        self._side_column.setContentsMargins(0 if narrow else 24, 0, 0, 0)
        # Only side by side: below one another, Qt would reckon the height of wrapped words for more width than this.
        self._text.setMaximumWidth(_ANY if narrow else self.look.scaled(_WIDEST_TEXT))

    # Inside

    def _show_skills(self, opened: Opened) -> None:
        _empty(self._skills)
        for skill in opened.listed.head.skills:
            words = SKILLS[skill]
            self._skills.addWidget(label(words.name, wrap=True))
            self._skills.addWidget(label(words.does, "small", wrap=True))
            self._skills.addSpacing(8)

    def _show_runs(self, opened: Opened) -> None:
        _empty(self.runs)
        for run in opened.runs:
            words = run_in_words(run.begun, ending=run.ending, people=run.people)
            made = button(words, "text", name=f"Read the run of {words}")
            made.clicked.connect(lambda _checked, asked=run.id: self.run_asked.emit(asked))
            self.runs.addWidget(made, 0, _LEFT)
        self.earlier.setVisible(bool(opened.runs))

    def _show_buttons(self, opened: Opened) -> None:
        has_open = opened.open_run is not None
        self.go_on.setVisible(has_open)
        self.begin.setText("Begin anew" if has_open else "Begin")
        # Whoever listens hears what is in it before they begin.
        for each in (self.begin, self.go_on, self.partner):
            each.setAccessibleDescription(self.contains.text())
        set_role(self.begin, "outlined" if has_open else "primary")
        self.begin_at(self.go_on if has_open else self.begin)
        self.keep.setVisible(opened.is_new)
        self.remove.setVisible(opened.listed.own is not None)

    def _play(self, *, anew: bool) -> None:
        if self._opened is not None:
            run = None if anew or self._opened.open_run is None else self._opened.open_run.id
            self.play_asked.emit(PlayAsked(self._opened.listed, run))

    def _ask_partner(self) -> None:
        if self._opened is not None:
            self.partner_asked.emit(self._opened.listed)

    def _lay_out(self) -> None:
        for each in (self.go_on, self.begin, self.partner, self.keep, self.remove):
            self.buttons.add(each)
        self._text = QWidget()
        text = QVBoxLayout(self._text)
        text.setContentsMargins(0, 0, 0, 0)
        text.setSpacing(0)
        parts = (
            (0, self.summary),
            (14, self.contains),
            (22, self.buttons),
            (30, label("Where it is", "heading", wrap=True)),
            (6, self.setting_words),
            (22, label("Who you are in it", "heading", wrap=True)),
            (6, self.part),
            (22, label("Who else is there", "heading", wrap=True)),
            (6, self.others),
            (26, self.earlier),
        )
        for above, part in parts:
            text.addSpacing(above)
            text.addWidget(part)
        self.runs.setSpacing(0)
        self.runs.setContentsMargins(-_TEXT_EDGE, 0, 0, 0)  # their words in one line with all others
        text.addLayout(self.runs)
        text.addStretch(1)
        self._lay_out_side()
        self._across = QHBoxLayout()
        self._across.setSpacing(16)
        self._across.addWidget(self._text, 1000)
        self._across.addStretch(1)
        self._across.addWidget(self.side)
        row = QHBoxLayout()
        row.addWidget(self.back)
        row.addStretch(1)
        self.add(row)
        self.add(self.family, above=8)
        self.add(self.title, above=2)
        self.add(self._across, above=16)
        self.end()

    def _lay_out_side(self) -> None:
        self._side_column = QVBoxLayout(self.side)
        self._side_column.setSpacing(0)
        self._side_column.addWidget(label("How long it takes", "heading", wrap=True))
        self._side_column.addSpacing(6)
        self._side_column.addWidget(self.minutes)
        self._side_column.addSpacing(22)
        self._side_column.addWidget(label("What it rehearses", "heading", wrap=True))
        self._side_column.addSpacing(8)
        self._skills.setSpacing(1)
        self._side_column.addLayout(self._skills)
        self._side_column.addStretch(1)

    def _connect(self) -> None:
        self.look.changed.connect(self.take_look)
        self.back.clicked.connect(lambda _checked: self.left.emit())
        self.begin.clicked.connect(lambda _checked: self._play(anew=True))
        self.go_on.clicked.connect(lambda _checked: self._play(anew=False))
        self.partner.clicked.connect(lambda _checked: self._ask_partner())
        self.keep.clicked.connect(lambda _checked: self.keep_asked.emit())
        self.remove.clicked.connect(lambda _checked: self.remove_asked.emit())


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        part = item.widget()
        if part is not None:
            part.hide()
            part.deleteLater()
