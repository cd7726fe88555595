"""The cards that lead back to something written: on this day, what was left open, what is pinned."""

from collections.abc import Sequence
from datetime import date

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtWidgets import QFrame, QSizePolicy, QVBoxLayout, QWidget

from allydesk.journal.entry import EntrySummary
from allydesk.ui.journal.words import row_words, short_date
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.today.shorttext import ShortText
from allydesk.ui.today.words import years_ago
from allydesk.ui.widgets.words import PushButton, button, frame, label

PADDING = 20
_READING = 16.5
_EDGE = 6
"""Between an entry's words and the frame that shows the focus around them, in pixels."""


class Card(QFrame):
    """A heading, and below it what `column` is given. Hidden until there is something to show."""

    def __init__(self, heading: str, *, look: Look) -> None:
        super().__init__()
        self.look = look
        set_role(self, "card")
        self.setAccessibleName(heading)
        self.column = QVBoxLayout(self)
        self.column.setContentsMargins(PADDING, PADDING, PADDING, PADDING)
        self.column.setSpacing(8)
        self.heading = label(heading, "heading", wrap=True)
        self.column.addWidget(self.heading)
        self.hide()


class EntryLink(PushButton):
    """An entry in a few words: when, its title, how it begins. Pressing it is asking for it."""

    def __init__(
        self, *, look: Look, entry_id: str, above: str = "", title: str = "", words: str = "", reading: bool = True
    ) -> None:
        """`reading` is False for words that are the program's own."""
        super().__init__()
        self.entry_id = entry_id
        self._reading = reading
        self._look = look
        set_role(self, "entry-link")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAutoDefault(False)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(", ".join(part for part in (above, title, words) if part))
        self._title = ShortText(lines=2)
        self._words = ShortText(lines=3, line_height=1.2 if reading else 1.0)
        self._column = column = QVBoxLayout(self)
        column.setContentsMargins(_EDGE, _EDGE, _EDGE, _EDGE)
        column.setSpacing(2)
        self.above = label(above, "small")
        for part, shown in ((self.above, above), (self._title, title), (self._words, words)):
            part.setAttribute(Qt.WidgetAttribute.WA_TransparentForMouseEvents)
            column.addWidget(part)
            part.setVisible(bool(shown))  # once it has a parent: it would be a window of its own before
        self._title.say(title)
        self._words.say(words)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        ink, muted = self._look.palette.colour(Tone.INK), self._look.palette.colour(Tone.MUTED)
        self._title.dress(self._look.ui_font(semibold=True), ink)
        if self._reading:
            self._words.dress(self._look.reading_font(size=_READING), ink)
        else:
            self._words.dress(self._look.ui_font(size=13), muted)

    def hasHeightForWidth(self) -> bool:
        """As its words have."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its words."""
        return self._column.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """As its words need; a push button would ask for its own text, which is none."""
        return self._column.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its words need at the least."""
        return self._column.totalMinimumSize()


class EntriesCard(Card):
    """A card of entries, one below the other."""

    entry_asked = Signal(str)

    def __init__(self, heading: str, *, look: Look, ruled: bool = False) -> None:
        """`ruled` draws a line below each entry."""
        super().__init__(heading, look=look)
        self.links: list[EntryLink] = []
        self._is_ruled = ruled
        self._rules: list[QWidget] = []
        self._list = QVBoxLayout()
        self._list.setSpacing(3 if ruled else 4)
        side = PADDING - _EDGE  # the frames reach out to the sides, so that all words stand in one line
        self.column.setContentsMargins(side, PADDING, side, side)
        self.column.setSpacing(2)
        self.heading.setContentsMargins(_EDGE, 0, _EDGE, 0)
        self.column.addLayout(self._list)
        self.column.addStretch(1)

    def show_links(self, links: Sequence[EntryLink]) -> None:
        """Show these instead; none hides the card."""
        self.clear()
        for link in links:
            link.clicked.connect(lambda _checked, asked=link.entry_id: self.entry_asked.emit(asked))
            self._list.addWidget(link)
            self.links.append(link)
            link.show()
            if self._is_ruled:
                self._rules.append(_rule())
                self._list.addWidget(self._rules[-1])
        self.setVisible(bool(links))

    def clear(self) -> None:
        """Drop what came from the vault."""
        for part in (*self.links, *self._rules):
            self._list.removeWidget(part)
            part.hide()
            part.deleteLater()
        self.links.clear()
        self._rules.clear()
        self.hide()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for link in self.links:
            link.take_look()


def _rule() -> QWidget:
    """A line as wide as the words above it."""
    held = QWidget()
    row = QVBoxLayout(held)
    row.setContentsMargins(_EDGE, 0, _EDGE, 0)
    row.addWidget(frame("line"))
    return held


class OnThisDayCard(EntriesCard):
    """What was written on this day in other years, each with its year and its first lines."""

    def __init__(self, *, look: Look) -> None:
        super().__init__("On this day", look=look)

    def show_entries(self, entries: Sequence[EntrySummary], *, today: date) -> None:
        """Show these."""
        self.show_links([self._link(entry, today) for entry in entries])

    def _link(self, entry: EntrySummary, today: date) -> EntryLink:
        said = row_words(entry)
        words = said.whole.text
        title = "" if words else said.title.text
        when = years_ago(entry.created.day, today)
        return EntryLink(look=self.look, entry_id=entry.id, above=when, title=title, words=words)


class PinnedCard(EntriesCard):
    """The entries that are pinned, by title."""

    def __init__(self, *, look: Look) -> None:
        super().__init__("Pinned", look=look)

    def show_entries(self, entries: Sequence[EntrySummary], *, today: date) -> None:
        """Show these."""
        self.show_links([self._link(entry, today) for entry in entries])

    def _link(self, entry: EntrySummary, today: date) -> EntryLink:
        when = short_date(entry.created, today=today)
        title = row_words(entry).title.text
        return EntryLink(look=self.look, entry_id=entry.id, above=when, title=title)


class WritingCard(Card):
    """The entry that was open when the vault was locked."""

    entry_asked = Signal(str)

    def __init__(self, *, look: Look) -> None:
        super().__init__("You were writing", look=look)
        self.entry_id = ""
        self._title = ShortText(lines=2)
        self._words = ShortText(lines=3, line_height=1.2)
        self.go_on = button("Go on")
        for part in (self._title, self._words):
            self.column.addWidget(part)
        self.column.addStretch(1)
        self.column.addSpacing(4)
        self.column.addWidget(self.go_on, 0, Qt.AlignmentFlag.AlignLeft)
        self.go_on.clicked.connect(lambda _checked: self.entry_asked.emit(self.entry_id))
        self.take_look()

    def show_entry(self, entry: EntrySummary | None) -> None:
        """Show this one; None hides the card."""
        if entry is None:
            self.clear()
            return
        self.entry_id = entry.id
        said = row_words(entry)
        title, words = said.title.text, (said.whole if said.own else said.rest).text
        self._title.say(title)
        self._words.say(words)
        self._words.setVisible(bool(words))
        self.go_on.setAccessibleName(f"Go on writing “{title}”")
        self.setAccessibleDescription(f"{title}. {words}")
        self.show()

    def clear(self) -> None:
        """Drop what came from the vault."""
        self.entry_id = ""
        for part in (self._title, self._words):
            part.say("")
        self.go_on.setAccessibleName("Go on")
        self.setAccessibleDescription("")
        self.hide()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        ink = self.look.palette.colour(Tone.INK)
        self._title.dress(self.look.ui_font(semibold=True), ink)
        self._words.dress(self.look.reading_font(size=_READING), ink)
