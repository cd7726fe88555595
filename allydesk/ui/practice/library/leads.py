"""What leads on from the top of the library: a run that was left open, and what it is time to practise again."""

from collections.abc import Sequence
from datetime import datetime
from typing import TYPE_CHECKING

from PySide6.QtCore import Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QHBoxLayout, QPushButton, QSizePolicy, QVBoxLayout, QWidget

from allydesk.practice.library import Listed
from allydesk.practice.scheduling import Again, when_in_words
from allydesk.ui.practice.library.shelf import Shelf
from allydesk.ui.practice.library.words import day_in_words, minutes_in_words, skills_in_words
from allydesk.ui.story.empty import EmptyCard
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

if TYPE_CHECKING:
    from allydesk.storage.practice_values import RunSummary

_MOST = 3
_NARROW = 720
"""Pixels at a text scale of 1: below this width cards stand below one another."""
_WELCOME = (
    "A place to try things before they count",
    (
        "You play one part in a scene. You choose what to do, or say it in your own words, and see what follows; "
        "afterwards you look back at it. You can stop at any line, and try again as often as you like. Nobody is "
        "marked, and nothing leaves your vault."
    ),
)


class LeadCard(QFrame):
    """A title, two lines below it, and a button or two."""

    def __init__(self, title: str, above: str, why: str, *buttons: QPushButton, across: bool = False) -> None:
        """`across` puts the buttons at the right, where there is room for that."""
        super().__init__()
        set_role(self, "card")
        self.setAccessibleName(", ".join(part for part in (title, above, why) if part))
        self.title = label(title, "strong", wrap=True)
        self.above = label(above, "small", wrap=True)
        self.why = label(why, "small", wrap=True)
        words = QVBoxLayout()
        words.setSpacing(3)
        for part in (self.title, self.above, self.why):
            words.addWidget(part)
        if not across:
            words.addStretch(1)  # beside a longer card the lines stay together
        row = QHBoxLayout()
        row.setSpacing(12)
        if across:
            row.addStretch(1)
        for each in buttons:
            row.addWidget(each)
        if not across:
            row.addStretch(1)
        self._whole = QBoxLayout(QBoxLayout.Direction.LeftToRight if across else QBoxLayout.Direction.TopToBottom, self)
        self._whole.setContentsMargins(18, 15, 18, 15)
        self._whole.setSpacing(12)
        self._whole.addLayout(words, 1)
        self._whole.addLayout(row)
        for part in (self.title, self.above, self.why):
            part.setVisible(bool(part.text()))  # once it has a parent: it would be a window of its own before

    def turn(self, *, down: bool) -> None:
        """Buttons below the words, or at their right."""
        self._whole.setDirection(QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight)


class Leads(QWidget):
    """Hidden where there is nothing to lead on to."""

    chosen = Signal(object)
    """A `Listed` to look at."""
    go_on_asked = Signal(object)
    """The summary of a run to go on with."""
    let_go_asked = Signal(object)
    """The summary of a run that is not to be gone on with."""

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self.welcome = EmptyCard(*_WELCOME, "")
        set_role(self.welcome.action, "primary")
        self.open_heading = label("Go on where you left off", "heading", wrap=True)
        self.again_heading = label("When to practise again", "heading", wrap=True)
        self.later = label("", "muted", wrap=True)
        self.open_card: LeadCard | None = None
        self.cards: list[LeadCard] = []
        self._first: Listed | None = None
        self._lay_out()
        self.welcome.acted.connect(lambda: self.chosen.emit(self._first))

    def show_shelf(self, shelf: Shelf, now: datetime) -> None:
        """Show what there is now."""
        self._clear()
        self._first = shelf.first
        is_new = not shelf.runs and self._first is not None
        self.welcome.setVisible(is_new)
        if self._first is not None:
            minutes = minutes_in_words(self._first.head.minutes)
            self.welcome.action.setText(f"Begin with “{self._first.head.title}”, {minutes}")
        run = shelf.left_open
        self.open_heading.setVisible(run is not None)
        if run is not None:
            self._show_open(run, now)
        self._show_again(shelf, now)
        self.fit()

    def clear(self) -> None:
        """Drop everything that came from the vault."""
        self._clear()
        self.later.clear()
        for part in (self.welcome, self.open_heading, self.again_heading, self.later):
            part.hide()

    def fit(self) -> None:
        """Cards side by side, or below one another where there is little room."""
        narrow = self.width() < self._look.scaled(_NARROW)
        down, across = QBoxLayout.Direction.TopToBottom, QBoxLayout.Direction.LeftToRight
        self._again.setDirection(down if narrow else across)
        if self.open_card is not None:
            self.open_card.turn(down=narrow)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Cards stand another way where there is more room, or less."""
        super().resizeEvent(event)
        self.fit()

    # Inside

    def _show_open(self, run: "RunSummary", now: datetime) -> None:
        day = run.begun.date()
        begun = "begun today" if day == now.date() else f"begun on {day_in_words(day)}"
        go_on = button("Go on", "primary", name=f"Go on with {run.scenario.title}")
        let_go = button("Let it go", "text", name=f"Let go of the open run of {run.scenario.title}")
        self.open_card = LeadCard(
            run.scenario.title, f"{run.scenario.family} · {begun}", "", let_go, go_on, across=True
        )
        go_on.clicked.connect(lambda _checked: self.go_on_asked.emit(run))
        let_go.clicked.connect(lambda _checked: self.let_go_asked.emit(run))
        self._open.addWidget(self.open_card)

    def _show_again(self, shelf: Shelf, now: datetime) -> None:
        for each in shelf.again[:_MOST]:
            listed = next(one for one in shelf.all if one.head is each.head)
            self._again.addWidget(self._card_of(each, listed, now), 1)
        later = "" if shelf.again else _later_in_words(shelf, now)
        more = len(shelf.again) - _MOST
        if more > 0:
            later = f"{more} more can wait." if more > 1 else "One more can wait."
        self.later.setText(later)
        self.later.setVisible(bool(later))
        self.again_heading.setVisible(bool(shelf.again or later))

    def _card_of(self, again: Again, listed: Listed, now: datetime) -> LeadCard:
        head = again.head
        practise = button("Look at it", name=f"Look at {head.title}")
        when = when_in_words(again.due.since, now)
        above = f"{head.title} · {minutes_in_words(head.minutes)}"
        why = f"{when[:1].upper()}{when[1:]} · {skills_in_words(again.due.skills).lower()}"
        card = LeadCard(head.family, above, why, practise)
        practise.clicked.connect(lambda _checked: self.chosen.emit(listed))
        self.cards.append(card)
        return card

    def _clear(self) -> None:
        gone = [*self.cards, *([self.open_card] if self.open_card is not None else [])]
        for card in gone:
            card.hide()
            card.setParent(None)
            card.deleteLater()
        self.cards, self.open_card = [], None

    def _lay_out(self) -> None:
        self._open = QVBoxLayout()
        self._again = QHBoxLayout()
        self._again.setSpacing(12)
        self._open.setContentsMargins(0, 0, 0, 14)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(10)
        column.addWidget(self.welcome)
        column.addWidget(self.open_heading)
        column.addLayout(self._open)
        column.addWidget(self.again_heading)
        column.addLayout(self._again)
        column.addWidget(self.later)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.clear()


def _later_in_words(shelf: Shelf, now: datetime) -> str:
    """What comes next where nothing has come yet; "" without any card of a family that is still there."""
    families = {listed.head.family for listed in shelf.all}
    cards: Sequence[tuple[datetime, str]] = sorted(
        (card.due, card.family) for card in shelf.cards if card.family in families
    )
    if not cards:
        return ""
    due, family = cards[0]
    later = max(due, now)
    return f"Nothing just now. “{family}” comes back {_from_tomorrow(later, now)}."


def _from_tomorrow(due: datetime, now: datetime) -> str:
    """When, where today is over: what was practised today comes back tomorrow at the soonest."""
    words = when_in_words(due, now)
    return "tomorrow" if words in ("today", "when you like") else words
