"""Words that recur in the person's moments, shown when they ask. What such a word means is theirs to say."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QVBoxLayout, QWidget

from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Lifeline
from allydesk.story.recurring import Recurrence, recurring_words
from allydesk.story.theming import LONGEST_NAME, in_time, named, tidy_name
from allydesk.ui.settings.step import scrolling
from allydesk.ui.story.themes.words import NO_DATE, counted_moments, date_words, title_words
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.style import set_role
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, label

AT_ONCE = 12
"""Words shown before one asks for more."""
_LINKS = 6
"""Moments of a word that are named; the others are counted."""
_WHY = (
    "These words come up in two or more of your moments. They may mean something, or nothing: only you can say. "
    "Allydesk looked at these moments on this machine, and nowhere else."
)
_LOOKING = "Looking through your moments."
_NONE = "No word comes up in two of your moments so far. Allydesk looked at them on this machine, and nowhere else."
_NO_MORE = "That was every word that comes up in two or more of your moments."


class WordRow(QFrame):
    """One word, the moments it comes up in, and what can be made of it."""

    moment_asked = Signal(str)
    theme_named = Signal(str, object)
    """A theme is to be made: its name, and the ids of the moments as a tuple."""
    let_go = Signal()

    def __init__(self, word: str, moments: tuple[MomentId, ...], *, tools: StoryTools) -> None:
        super().__init__()
        self.word, self._moments, self._tools = word, moments, tools
        self.setAccessibleName(f"{word}, in {counted_moments(len(moments))}")
        self.links = Flow(spacing=4)
        self.make = button("Make a theme…", "text", name=f"Make a theme from “{word}”")
        self.drop = button("Let it go", "text", name=f"Let “{word}” go")
        self.name = QLineEdit(word)
        self.add = button("Add theme")
        self.cancel = button("Not now", "text")
        self._ways, self._naming = QWidget(), QWidget()
        self._lay_out()
        self._link(tools.desk.lifeline)
        self.make.clicked.connect(lambda _checked: self._begin())
        self.drop.clicked.connect(lambda _checked: self.let_go.emit())
        self.cancel.clicked.connect(lambda _checked: self._end())
        self.add.clicked.connect(lambda _checked: self._make())
        self.name.returnPressed.connect(self._make)
        self.name.textChanged.connect(lambda text: self.add.setEnabled(bool(tidy_name(text))))

    @property
    def is_naming(self) -> bool:
        """Whether a name is being typed."""
        return not self._naming.isHidden()

    def commit(self) -> None:
        """Make the theme, if the person has typed a name: the word alone is none."""
        if self.is_naming and self.name.isModified():
            self._make()

    def _make(self) -> None:
        if tidy_name(self.name.text()):
            self.theme_named.emit(self.name.text(), self._moments)

    def _begin(self) -> None:
        self._ways.hide()
        self._naming.show()
        self.name.setFocus()
        self.name.selectAll()

    def _end(self) -> None:
        self._naming.hide()
        self._ways.show()
        self.make.setFocus()

    def _link(self, lifeline: Lifeline) -> None:
        there = [lifeline.moments[one] for one in self._moments if one in lifeline.moments]
        for moment in there[:_LINKS]:
            date = date_words(moment, self._tools.habits)
            words = title_words(moment) if date == NO_DATE else f"{title_words(moment)} · {date}"
            made = button(words.replace("&", "&&"), "moment-link", name=f"Open the moment {words}")
            made.clicked.connect(lambda _checked=False, moment_id=moment.id: self.moment_asked.emit(moment_id))
            self.links.add(made)
        if len(there) > _LINKS:
            self.links.add(label(f"and {len(there) - _LINKS:,} more", "small"))

    def _lay_out(self) -> None:
        self.name.setMaxLength(LONGEST_NAME)
        self.name.setAccessibleName("Name of the new theme")
        head = Flow(spacing=8)
        head.add(label(f"“{self.word}”", "heading"))
        head.add(label(f"in {counted_moments(len(self._moments))}", "small"))
        sides = ((self._ways, (self.make, self.drop)), (self._naming, (self.name, self.add, self.cancel)))
        for whole, parts in sides:
            row = QHBoxLayout(whole)
            row.setContentsMargins(6, 0, 0, 0)
            row.setSpacing(18)
            for part in parts:
                row.addWidget(part, 1 if part is self.name else 0)
            if whole is self._ways:
                row.addStretch(1)
        self._naming.hide()
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 10, 0, 6)
        column.setSpacing(2)
        column.addWidget(head)
        for line in (self.links, self._ways, self._naming):
            column.addWidget(line)


class NoticingPanel(QFrame):
    """Looks only when `look` is called, and forgets what it found when it is closed."""

    closed = Signal()
    moment_asked = Signal(str)
    theme_named = Signal(str, object)

    def __init__(self, *, tools: StoryTools) -> None:
        super().__init__()
        self._tools = tools
        self._found: tuple[Recurrence, ...] = ()
        self._gone: set[str] = set()
        self._shown = AT_ONCE
        self._asked = 0
        self.rows: list[WordRow] = []
        set_role(self, "card")
        self.title = label("Did you notice?", "dialog-title", wrap=True)
        self.why = label(_WHY, "muted", wrap=True)
        self.more = button("Show more", "text")
        self.close_button = button("Close")
        self._list = QVBoxLayout()
        self._lay_out()
        self.more.clicked.connect(lambda _checked: self._show_more())
        self.close_button.clicked.connect(lambda _checked: self.closed.emit())

    def look(self) -> None:
        """Look through the moments as they are now."""
        self.forget()
        self.why.setText(_LOOKING)
        self._asked += 1
        asked, moments = self._asked, in_time(self._tools.desk.lifeline)
        self._tools.tasks.run(
            lambda: tuple(recurring_words(moments)),
            done=lambda found: self._take(found) if asked == self._asked else None,
        )

    def commit(self) -> None:
        """Keep the names that are being typed."""
        for row in tuple(self.rows):
            row.commit()

    def forget(self) -> None:
        """Drop all that was found."""
        self._asked += 1
        self._found, self._shown = (), AT_ONCE
        self._gone.clear()
        self._clear()
        self.more.hide()

    def let_go(self, word: str) -> None:
        """The word is dealt with."""
        self._gone.add(word)
        at = next((place for place, row in enumerate(self.rows) if row.word == word), 0)
        self._show()
        if self.rows:
            self.rows[min(at, len(self.rows) - 1)].make.setFocus()
        else:
            self.close_button.setFocus()

    def _take(self, found: Sequence[Recurrence]) -> None:
        lifeline = self._tools.desk.lifeline
        self._found = tuple(one for one in found if named(lifeline, one.word) is None)
        self._show()
        (self.rows[0].make if self.rows else self.close_button).setFocus()

    def _show(self) -> None:
        left = [one for one in self._found if one.word not in self._gone]
        kept = {row.word: row for row in self.rows}
        wanted = [one.word for one in left[: self._shown]]
        for word, row in kept.items():
            if word not in wanted:
                self._drop(row)
        self.rows = []
        for place, one in enumerate(left[: self._shown]):
            row = kept.get(one.word) or self._row(one)
            self._list.insertWidget(place, row)
            row.show()
            self.rows.append(row)
        self.why.setText(_WHY if left else _NO_MORE if self._found else _NONE)
        beyond = len(left) - len(self.rows)
        self.more.setText(f"Show {min(beyond, AT_ONCE):,} more")
        self.more.setVisible(beyond > 0)

    def _row(self, one: Recurrence) -> WordRow:
        made = WordRow(one.word, one.moments, tools=self._tools)
        made.moment_asked.connect(self.moment_asked)
        made.let_go.connect(lambda: self.let_go(one.word))

        def named(name: str, moments: object) -> None:
            self.theme_named.emit(name, moments)
            self.let_go(one.word)

        made.theme_named.connect(named)
        return made

    def _show_more(self) -> None:
        at = len(self.rows)
        self._shown += AT_ONCE
        self._show()
        if at < len(self.rows):
            self.rows[at].make.setFocus()

    def _clear(self) -> None:
        for row in self.rows:
            self._drop(row)
        self.rows = []

    def _drop(self, row: WordRow) -> None:
        self._list.removeWidget(row)
        row.hide()
        row.deleteLater()

    def _lay_out(self) -> None:
        inner = QWidget()
        inside = QVBoxLayout(inner)
        inside.setContentsMargins(0, 0, 8, 0)
        inside.setSpacing(6)
        inside.addLayout(self._list)
        inside.addWidget(self.more)
        inside.addStretch(1)
        head = QHBoxLayout()
        head.addWidget(self.title, 1)
        head.addWidget(self.close_button)
        column = QVBoxLayout(self)
        column.setContentsMargins(22, 16, 14, 14)
        column.setSpacing(8)
        column.addLayout(head)
        column.addWidget(self.why)
        column.addWidget(scrolling(inner), 1)
