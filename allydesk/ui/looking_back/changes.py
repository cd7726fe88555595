"""What has changed in the entries with a tag since a day, a short word about each."""

from dataclasses import dataclass
from datetime import date, datetime, time, timedelta
from typing import TYPE_CHECKING

from PySide6.QtCore import QDate, Qt, Signal
from PySide6.QtWidgets import QFrame, QScrollArea, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.journal.comparison import compare
from allydesk.journal.entry import Content
from allydesk.journal.looking_back import Change
from allydesk.journal.tags import tag_key
from allydesk.text import word_count
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.words import UNTITLED, counted, moment_in_words
from allydesk.ui.looking_back.daypanel import EntryLink
from allydesk.ui.looking_back.fields import DropDown, date_field, day_of
from allydesk.ui.looking_back.words import about_in_words, comparison_in_words
from allydesk.ui.looking_back.year import by_months
from allydesk.ui.settings.choice import Choice, Flow
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault

_SHOWN = 60
_QUICK = 100_000
"""Steps a comparison for the list may take; the full one is more patient."""
_SINCE = (
    ("week", "A week ago"),
    ("month", "A month ago"),
    ("year", "A year ago"),
    ("last", "When you last looked"),
    ("own", "Another day"),
)


@dataclass(frozen=True, slots=True)
class Told:
    """A change in words."""

    change: Change
    title: str
    words: str


def told_of(change: Change) -> Told:
    """Say what became of an entry."""
    before, after = change.before, change.after
    held = after or before
    title = (held.title.strip() if held else "") or UNTITLED
    if before is None:
        return Told(change, title, _size("New", after))
    if after is None:
        return Told(change, title, "Now in the trash")
    about = about_in_words(before, after)
    parts = [comparison_in_words(compare(before.text, after.text, work=_QUICK))] if before.text != after.text else []
    said = " ".join([*(f"{part}." for part in parts), *about])
    return Told(change, title, said or "As it was then")


class ChangesPage(QWidget):
    """Choose a tag and a day. What comes too late for another choice is dropped."""

    entry_asked = Signal(str)
    history_asked = Signal(str)
    failed = Signal(object)

    def __init__(self, *, vault: "Vault", tasks: TaskRunner, look: Look, clock: "Clock") -> None:
        super().__init__()
        self._vault, self._look_of, self._clock = vault, look, clock
        self._asked, self._known = Errands(tasks=tasks), Errands(tasks=tasks)
        self._wanted = ""
        self._looked: dict[str, datetime] = {}
        self._before: dict[str, datetime] = {}
        self.tag = DropDown(look=look)
        self.tag.setAccessibleName("Tag")
        self.tag.setSizeAdjustPolicy(DropDown.SizeAdjustPolicy.AdjustToContents)
        self.since = Choice("Since", _SINCE, value="month")
        self.day = date_field("Since this day", look)
        self.said = label("", "", wrap=True)
        self._rows: list[QWidget] = []
        self._lay_out()
        month = by_months(clock().date(), -1)
        self.day.setDate(QDate(month.year, month.month, month.day))
        self.day.hide()
        self.since.option("last").hide()
        self.tag.activated.connect(lambda _row: self._look())
        self.since.chosen.connect(lambda _key: self._look(again=True))
        self.day.editingFinished.connect(lambda: self._look(again=True))

    def show_tag(self, tag: str) -> None:
        """Look at this tag, or at the one that was looked at before."""
        self._wanted = tag or self._wanted
        self.reload()

    def reload(self) -> None:
        """Look anew at tags and changes."""
        self._known.drop()
        self._known.run(self._vault.journal.tag_counts, done=self._know_tags, failed=self.failed.emit)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.day.setFont(self._look_of.ui_font())

    def close_all(self) -> None:
        """Drop all that came from the vault."""
        self._asked.drop()
        self._known.drop()
        self.tag.clear()
        self._clear()
        self.said.clear()
        self._looked.clear()
        self._before.clear()
        self._wanted = ""

    # Inside

    def _lay_out(self) -> None:
        line = Flow(spacing=10)
        for part in (self.tag, self.since, self.day):
            line.add(part)
        inside = QWidget()
        set_role(inside, "clear")
        self._column = QVBoxLayout(inside)
        self._column.setContentsMargins(0, 0, 12, 8)
        self._column.setSpacing(12)
        self._column.addStretch(1)
        scroll = QScrollArea()
        scroll.setWidget(inside)
        scroll.setWidgetResizable(True)
        scroll.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        scroll.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(12)
        column.addWidget(line)
        column.addWidget(self.said)
        column.addWidget(scroll, 1)

    def _know_tags(self, tags: list[tuple[str, int]]) -> None:
        self.tag.clear()
        names = [name for name, _ in tags]
        self.tag.addItems(names)
        self.tag.setVisible(bool(names))
        self.since.setVisible(bool(names))
        if not names:
            self.day.hide()
            self._clear()
            self.said.setText("Give entries a tag, and you can see here how they have changed over time.")
            return
        keys = [tag_key(name) for name in names]
        wanted = tag_key(self._wanted)
        self.tag.setCurrentIndex(keys.index(wanted) if wanted in keys else 0)
        self._look()

    def _since(self, tag: str) -> datetime:
        now = self._clock()
        day, key = now.date(), self.since.value
        if key == "last" and tag in self._before:
            return self._before[tag]
        if key == "own":
            return datetime.combine(day_of(self.day), time.min, tzinfo=now.tzinfo)
        if key == "week":
            return now - timedelta(days=7)
        back: date = by_months(day, -12 if key == "year" else -1)
        return datetime.combine(back, now.time(), tzinfo=now.tzinfo)

    def _look(self, *, again: bool = False) -> None:
        """`again` is another choice within one visit: the last time is still the visit before."""
        tag = self.tag.currentText()
        if not tag:
            return
        key = tag_key(tag)
        self._wanted = tag
        if key in self._looked and not again:
            self._before[key] = self._looked[key]
        known = key in self._before
        self.since.option("last").setVisible(known)
        if self.since.value == "last" and not known:
            self.since.show_value("month")
        self.day.setVisible(self.since.value == "own")
        since, vault = self._since(key), self._vault
        self._asked.drop()
        self._clear()
        self.said.setText("Comparing…")

        def work() -> tuple[int, list[Told]]:
            changes = vault.looking_back.changes_since(tag, since)
            return len(changes), [told_of(change) for change in changes[:_SHOWN]]

        self._asked.run(work, done=lambda found: self._show(key, since, *found), failed=self._fail)

    def _fail(self, error: AllydeskError) -> None:
        self.said.clear()
        self.failed.emit(error)

    def _show(self, key: str, since: datetime, number: int, told: list[Told]) -> None:
        self._looked[key] = self._clock()
        when = moment_in_words(since.astimezone(self._clock().tzinfo))
        if not number:
            self.said.setText(f"Nothing with this tag has changed since {when}.")
        else:
            more = f" The newest {len(told)} are shown." if number > len(told) else ""
            self.said.setText(f"{counted(number, 'entry', 'entries')} changed since {when}.{more}")
        for each in told:
            self._add(each)

    def _add(self, told: Told) -> None:
        card = QFrame()
        set_role(card, "card")
        inside = QVBoxLayout(card)
        inside.setContentsMargins(14, 10, 14, 10)
        inside.setSpacing(2)
        entry_id, change = told.change.entry_id, told.change
        link = EntryLink(told.title)
        link.setProperty("strong", True)
        link.clicked.connect(lambda: self.entry_asked.emit(entry_id))
        inside.addWidget(link)
        when = moment_in_words(change.changed.astimezone(self._clock().tzinfo))
        for words, role in ((told.words, ""), (when, "small")):
            line = label(words, role, wrap=True)
            line.setContentsMargins(8, 0, 8, 0)
            inside.addWidget(line)
        if change.before is not None and change.after is not None:
            whole = button("Compare in full", "text", name=f"Compare {told.title} in full")
            whole.clicked.connect(lambda: self.history_asked.emit(entry_id))
            inside.addWidget(whole, 0, Qt.AlignmentFlag.AlignLeft)
        self._rows.append(card)
        self._column.insertWidget(self._column.count() - 1, card)

    def _clear(self) -> None:
        for row in self._rows:
            row.hide()
            row.setParent(None)
            row.deleteLater()
        self._rows.clear()


def _size(what: str, content: Content | None) -> str:
    if content is None:
        return what
    return f"{what}, {counted(word_count(content.text), 'word', 'words')}"
