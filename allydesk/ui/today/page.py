"""Today: the date, a prompt that opens an entry, and what leads back to something written."""

from collections.abc import Callable
from datetime import datetime, timedelta
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent, QResizeEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.journal.prompt import quoted
from allydesk.problems import problem_of
from allydesk.ui.actions import Action
from allydesk.ui.journal.errands import Errands
from allydesk.ui.journal.leaving import take_up_composed_text
from allydesk.ui.prompting.stock import PromptStock
from allydesk.ui.prompts import Prompts
from allydesk.ui.settings.step import margin_for, scrolling
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.templates.stock import Templates
from allydesk.ui.theme import Look
from allydesk.ui.today.begincard import BeginCard
from allydesk.ui.today.cards import OnThisDayCard, PinnedCard, WritingCard
from allydesk.ui.today.deck import Deck
from allydesk.ui.today.finding import Found, find
from allydesk.ui.today.grid import CardGrid
from allydesk.ui.today.keeping import Keeping
from allydesk.ui.today.promptcard import PromptCard
from allydesk.ui.today.style import today_style
from allydesk.ui.today.words import date_line, question_of, read_questions
from allydesk.ui.widgets.notice import NoticeBar
from allydesk.ui.widgets.words import label

if TYPE_CHECKING:
    from allydesk.storage.journal import Clock
    from allydesk.storage.vault import Vault

_WIDEST = 1180
"""Of the cards together, in pixels at a text scale of 1."""
_LOOK_AGAIN = 15 * 60 * 1000
"""Milliseconds after which the clock is looked at again at the latest: a computer that sleeps stops a timer."""


class TodayPage(QFrame):
    """The first room. Made when a vault is opened; `flush` and `close_all` before it is locked."""

    entry_asked = Signal(str)
    """An entry is to be opened; carries its id."""
    write_asked = Signal(str, str)
    """An entry is to begin with this text, from the template of this key."""
    prompts_asked = Signal()
    """The page of all prompts is wanted."""
    entry_kept = Signal(str)
    """What was begun here has become an entry; carries its id."""
    failed = Signal(object)
    """An AllydeskError, told on the page too."""

    def __init__(
        self,
        *,
        vault: "Vault",
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        clock: "Clock",
        resources: Path,
        home: Path,
    ) -> None:
        """`clock` tells the person's own time. `home` is for what is to come: no part of Today shows a path yet."""
        super().__init__()
        del home
        self._vault = vault
        self._look = look
        self._clock = clock
        self._deck = Deck()
        self._gone_on = ""
        self._questions = read_questions(resources)
        self._errands = Errands(tasks=tasks)
        self._keeping = Keeping(vault=vault, tasks=tasks, prompts=prompts, clock=clock, parent=self)
        self._prompts = PromptStock(vault=vault, tasks=tasks, resources=resources, parent=self)
        self._templates = Templates(vault=vault, tasks=tasks, resources=resources, parent=self)
        self._midnight = QTimer(self)
        self._midnight.setSingleShot(True)
        self.notice = NoticeBar(look=look)
        self.date = label("", "muted")
        self.title = label("", "title", wrap=True)
        self.prompt = PromptCard(look=look)
        self.begin = BeginCard(look=look)
        self.writing = WritingCard(look=look)
        self.on_this_day = OnThisDayCard(look=look)
        self.pinned = PinnedCard(look=look)
        self.grid = CardGrid(look=look)
        self._lay_out()
        self._connect()
        self._dress()
        self.see_clock()

    # What the window asks

    def reload(self) -> None:
        """Show what is in the vault now."""
        self.see_clock()
        self._prompts.reload()
        self._templates.reload()
        day = self._clock().date()
        self._errands.run(lambda: find(self._vault, day), done=self._show, failed=self._tell)

    def add_card(self, card: QWidget, *, place: int = 50) -> None:
        """Put a card of another room beside these; the prompt has the place 0, what is pinned 40."""
        self.grid.add_card(card, place=place)

    def flush(self, then: Callable[[], object]) -> None:
        """Make an entry of what was begun here, then do `then`. Where that fails ask; `then` may never come."""
        take_up_composed_text()
        if self.prompt.field.text().strip():
            self._keeping.keep(self._page_text, then=then)
        else:
            then()

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette."""
        return (
            Action("Write about today’s prompt", "Today", self._write),
            Action("Another prompt", "Today", self._turn, ready=lambda: len(self._deck.cards) > 1),
            Action("All prompts", "Today", self.prompts_asked.emit),
            Action("Go on writing", "Today", self.writing.go_on.click, ready=lambda: bool(self.writing.entry_id)),
        )

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        self._dress()

    def close_all(self) -> None:
        """Drop everything that came from the vault or was typed. Call `flush` first."""
        self._midnight.stop()
        self._errands.forget()
        self._prompts.close_all()
        self._templates.close_all()
        self._deck.clear()
        self._gone_on = ""
        self.prompt.clear()
        for card in (self.begin, self.writing, self.on_this_day, self.pinned):
            card.clear()

    def see_clock(self) -> None:
        """Another day has another title, other prompts and another past."""
        day = self._clock().date()
        self.date.setText(date_line(day))
        self.title.setText(question_of(day, self._questions))
        if self._deck.day not in (None, day):
            self._deal()

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front with what is so now."""
        super().showEvent(event)
        self.reload()
        self._wait_for_midnight()

    def hideEvent(self, event: QHideEvent) -> None:
        """Out of sight no clock is needed."""
        super().hideEvent(event)
        self._midnight.stop()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Give the cards more room where there is little."""
        super().resizeEvent(event)
        self._fit()

    # What happens on the page

    def _write(self) -> None:
        """Hand over the prompt and what was typed. The field gives it back by undo."""
        take_up_composed_text()
        text = self._page_text()
        self.prompt.field.take_out()
        self.write_asked.emit(text, "")

    def _page_text(self) -> str:
        typed, prompt = self.prompt.field.text(), self._deck.front
        return quoted(prompt.text, typed) if prompt is not None else typed

    def _turn(self) -> None:
        self._deck.turn()
        self._show_prompt()

    def _star(self, on: bool) -> None:
        if self._deck.front is not None:
            self._prompts.star(self._deck.front.id, on=on)

    def _go_on(self, entry_id: str) -> None:
        self._gone_on = entry_id
        self.writing.clear()
        self.entry_asked.emit(entry_id)

    def _kept(self, entry_id: str) -> None:
        self.prompt.field.wipe()
        self.entry_kept.emit(entry_id)

    def _deal(self) -> None:
        self._deck.deal(self._clock().date(), self._prompts.all)
        self._show_prompt()

    def _show_prompt(self) -> None:
        deck = self._deck
        self.prompt.show_prompt(deck.front, number=deck.place + 1, of=len(deck.cards))

    def _show(self, found: Found) -> None:
        today = self._clock().date()
        left = found.left_open
        self.writing.show_entry(left if left is not None and left.id != self._gone_on else None)
        self.on_this_day.show_entries(found.on_this_day, today=today)
        self.pinned.show_entries(found.pinned, today=today)
        self._is_empty = found.is_empty
        self._offer()

    def _offer(self) -> None:
        self.begin.offer(self._templates.visible() if self._is_empty else ())

    def _midnight_passed(self) -> None:
        if self._clock().date() != self._deck.day:
            self.reload()
        self._wait_for_midnight()

    def _wait_for_midnight(self) -> None:
        now = self._clock()
        tomorrow = datetime.combine(now.date() + timedelta(days=1), datetime.min.time(), tzinfo=now.tzinfo)
        left = (tomorrow - now) // timedelta(milliseconds=1) + 500
        self._midnight.start(max(500, min(left, _LOOK_AGAIN)))

    def _tell(self, error: AllydeskError) -> None:
        problem = problem_of(error)
        self.notice.tell(f"{problem.happened} {problem.safe}", action="Try again", act=self.reload)
        self.failed.emit(error)

    # Inside

    def _lay_out(self) -> None:
        self._is_empty = False
        set_role(self, "paper")
        places = {self.prompt: 0, self.begin: 10, self.writing: 20, self.on_this_day: 30, self.pinned: 40}
        for card, place in places.items():
            self.grid.add_card(card, place=place)
        self._column = QWidget()
        column = QVBoxLayout(self._column)
        column.setContentsMargins(0, 38, 0, 40)
        column.setSpacing(0)
        column.addWidget(self.date)
        column.addSpacing(2)
        column.addWidget(self.title)
        column.addSpacing(22)
        column.addWidget(self.grid)
        column.addStretch(1)
        inner = QWidget()
        self._across = QHBoxLayout(inner)
        self._across.addWidget(self._column, 1000)
        self._across.addStretch(1)
        whole = QVBoxLayout(self)
        whole.setContentsMargins(0, 0, 0, 0)
        whole.setSpacing(0)
        whole.addWidget(self.notice)
        whole.addWidget(scrolling(inner), 1)
        self.setFocusProxy(self.prompt.field)

    def _connect(self) -> None:
        self._look.changed.connect(self._dress)
        self._midnight.timeout.connect(self._midnight_passed)
        self._prompts.changed.connect(self._deal)
        self._templates.changed.connect(self._offer)
        self._keeping.entry_kept.connect(self._kept)
        self.prompt.write_asked.connect(self._write)
        self.prompt.another_asked.connect(self._turn)
        self.prompt.all_asked.connect(self.prompts_asked)
        self.prompt.starred.connect(self._star)
        self.begin.template_asked.connect(lambda key: self.write_asked.emit("", key))
        self.writing.entry_asked.connect(self._go_on)
        self.on_this_day.entry_asked.connect(self.entry_asked)
        self.pinned.entry_asked.connect(self.entry_asked)
        for stock in (self._prompts, self._templates):
            stock.failed.connect(self._tell)

    def _dress(self) -> None:
        self.setStyleSheet(today_style(self._look))
        for part in (self.prompt, self.begin, self.writing, self.on_this_day, self.pinned, self.grid):
            part.take_look()
        self._fit()

    def _fit(self) -> None:
        margin = margin_for(self.width())
        self._across.setContentsMargins(margin, 0, margin, 0)
        self._column.setMaximumWidth(self._look.scaled(_WIDEST))
