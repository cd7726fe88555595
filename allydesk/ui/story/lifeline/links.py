"""The journal entries that a moment is linked with: shown by title, found by title, led to."""

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QSize, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk.ids import EntryId
from allydesk.journal.entry import EntrySummary
from allydesk.ui.icons import GRID
from allydesk.ui.journal.about.when import short_day
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.words import title_of
from allydesk.ui.looking_back.daypanel import EntryLink
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.widgets.words import field_label, icon_button, label

Then = Callable[[list[EntrySummary]], object]

_SHOWN = 6
"""Proposals at once; one more letter finds the others."""
_PAUSE = 120
"""Milliseconds without a key before titles are looked for."""


class EntryTitles:
    """What the linked entries are called, asked of the vault and remembered while the page is open."""

    def __init__(self, *, tools: StoryTools) -> None:
        self._vault = tools.vault
        self._errands = Errands(tasks=tools.tasks)
        self._finding = Errands(tasks=tools.tasks)
        self.known: dict[EntryId, EntrySummary] = {}

    def ask(self, ids: Sequence[EntryId], then: Then) -> None:
        """Learn what these are called; `then` gets the summaries of those that are still there, in this order."""

        def done(found: dict[EntryId, EntrySummary]) -> None:
            for each in ids:
                self.known.pop(each, None)
            self.known.update(found)
            then([found[each] for each in ids if each in found])

        vault = self._vault
        self._errands.drop()
        # Without an answer the links are shown as a number, as they are until it comes.
        self._errands.run(lambda: vault.lifeline.entry_titles(ids), done=done, failed=lambda _error: None)

    def find(self, typed: str, then: Then) -> None:
        """Look for entries by their titles; only the last question is answered."""
        vault = self._vault
        self._finding.drop()
        self._finding.run(
            lambda: vault.journal.title_matches(typed, limit=2 * _SHOWN), done=then, failed=lambda _error: None
        )

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self._errands.drop()
        self._finding.drop()
        self.known.clear()


class LinkLine(QLineEdit):
    """A title, or some words of one. The down key goes to what was found, Escape gives up what was typed."""

    went_down = Signal()
    given = Signal()
    given_up = Signal()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """To the proposals, take the first, or give up."""
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.given.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
            self.given_up.emit()
        else:
            super().keyPressEvent(event)


class LinksField(QWidget):
    """Which entries go with the moment. `edited` when one was linked or let go."""

    edited = Signal()
    entry_asked = Signal(str)

    def __init__(self, *, tools: StoryTools, titles: EntryTitles) -> None:
        super().__init__()
        self._look = tools.look
        self._titles = titles
        self._linked: tuple[EntryId, ...] = ()
        self._proposed: list[EntrySummary] = []
        self.line = LinkLine()
        self.line.setPlaceholderText("Find an entry by its title")
        self._rows = QVBoxLayout()
        self._rows.setSpacing(0)
        self._offers = QVBoxLayout()
        self._offers.setSpacing(0)
        self.nothing = label("No entry has a title like that.", "small", wrap=True)
        self.nothing.hide()
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(_PAUSE)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(4)
        column.addWidget(field_label("Linked journal entries", self.line))
        column.addLayout(self._rows)
        column.addWidget(self.line)
        column.addLayout(self._offers)
        column.addWidget(self.nothing)
        self._connect()

    @property
    def value(self) -> tuple[EntryId, ...]:
        """The entries, in the order they were linked."""
        return self._linked

    def show_value(self, value: tuple[EntryId, ...]) -> None:
        """Show others, without a signal."""
        if value != self._linked:
            self._linked = value
            self._show_rows()
            if value:
                self._titles.ask(value, lambda _found: self._show_rows())

    def begin(self, value: tuple[EntryId, ...]) -> None:
        """Show those of another moment, whatever was looked for."""
        self._give_up()
        self.line.clear()
        self.show_value(value)

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self._show_rows()

    def offers(self) -> list[EntrySummary]:
        """What is proposed just now."""
        return list(self._proposed)

    def _look_for(self) -> None:
        typed = self.line.text().strip()
        if typed:
            self._titles.find(typed, partial(self._propose, typed))
        else:
            self._give_up()

    def _propose(self, typed: str, found: list[EntrySummary]) -> None:
        if typed != self.line.text().strip():
            return
        self._proposed = [each for each in found if each.id not in self._linked][:_SHOWN]
        _empty(self._offers)
        for summary in self._proposed:
            row = EntryLink(_said(summary))
            row.setAccessibleName(f"Link {_said(summary)}")
            row.clicked.connect(lambda _checked=False, summary=summary: self._link(summary))
            self._offers.addWidget(row)
        self.nothing.setVisible(not self._proposed)

    def _link(self, summary: EntrySummary) -> None:
        self.line.clear()
        self._give_up()
        self._titles.known[summary.id] = summary
        self._linked = (*self._linked, summary.id)
        self._show_rows()
        self.line.setFocus()
        self.edited.emit()

    def _let_go(self, entry_id: EntryId) -> None:
        self._linked = tuple(each for each in self._linked if each != entry_id)
        self._show_rows()
        self.line.setFocus()
        self.edited.emit()

    def _take_first(self) -> None:
        if self._proposed:
            self._link(self._proposed[0])

    def _go_down(self) -> None:
        item = self._offers.itemAt(0)
        if item is not None and (row := item.widget()) is not None:
            row.setFocus(Qt.FocusReason.TabFocusReason)

    def _give_up(self) -> None:
        self._wait.stop()
        self._proposed = []
        _empty(self._offers)
        self.nothing.hide()

    def _show_rows(self) -> None:
        _empty(self._rows)
        side = self._look.scaled(GRID)
        for entry_id in self._linked:
            known = self._titles.known.get(entry_id)
            if known is None:
                continue  # in the trash, or gone: it stays linked, and comes back with the entry
            row = QWidget()
            line = QHBoxLayout(row)
            line.setContentsMargins(0, 0, 0, 0)
            line.setSpacing(4)
            lead = EntryLink(_said(known))
            lead.setAccessibleName(f"Open {_said(known)}")
            lead.clicked.connect(lambda _checked=False, entry_id=entry_id: self.entry_asked.emit(entry_id))
            off = icon_button(f"Take the link to {title_of(known)} off")
            off.setIcon(self._look.icon("close"))
            off.setIconSize(QSize(side, side))
            off.clicked.connect(lambda _checked=False, entry_id=entry_id: self._let_go(entry_id))
            line.addWidget(lead, 1)
            line.addWidget(off)
            self._rows.addWidget(row)

    def _connect(self) -> None:
        self.line.textEdited.connect(lambda _text: self._wait.start())
        self._wait.timeout.connect(self._look_for)
        self.line.went_down.connect(self._go_down)
        self.line.given.connect(self._take_first)
        self.line.given_up.connect(self._give_up)


def _said(summary: EntrySummary) -> str:
    return f"{title_of(summary)} · {short_day(summary.created.day)}"


def _empty(column: QVBoxLayout) -> None:
    while (item := column.takeAt(0)) is not None:
        if (widget := item.widget()) is not None:
            widget.hide()
            widget.deleteLater()
