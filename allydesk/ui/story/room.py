"""The story room: five steps, each of use on its own, in any order. A step's page is made when it is first shown."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Protocol, cast

from PySide6.QtCore import Qt, Signal, SignalInstance
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QStackedWidget, QVBoxLayout, QWidget

from allydesk.ids import EntryId
from allydesk.problems import problem_of
from allydesk.settings import Settings
from allydesk.ui.actions import Action, install
from allydesk.ui.journal.leaving import take_up_composed_text
from allydesk.ui.prompts import Answer, Question
from allydesk.ui.story.desk import LifelineDesk
from allydesk.ui.story.from_entries import FromEntries
from allydesk.ui.story.steps import RING, StepBar
from allydesk.ui.story.tools import StoryTools
from allydesk.ui.style import set_role

STEPS = (
    ("lifeline", "Lifeline"),
    ("themes", "Themes"),
    ("story", "Story"),
    ("practise", "Practise"),
    ("share", "Share"),
)
_PAGES = {
    "lifeline": ("allydesk.ui.story.lifeline.page", "LifelinePage"),
    "themes": ("allydesk.ui.story.themes.page", "ThemesPage"),
    "story": ("allydesk.ui.story.telling.page", "TellingPage"),
    "practise": ("allydesk.ui.story.practising.page", "PractisePage"),
    "share": ("allydesk.ui.story.sharing.page", "SharePage"),
}
_SIDE, _ABOVE, _BELOW = 40, 26, 22


class StepPage(Protocol):
    """What the room needs of a step's page, which is a QWidget. `primary` is its one filled button, or None."""

    primary: QPushButton | None
    step_asked: SignalInstance
    entry_asked: SignalInstance

    def offered(self) -> tuple[Action, ...]:
        """What can be done here."""

    def shown(self) -> None:
        """The step has come to the front."""

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is half typed, then do `then`."""

    def close_all(self) -> None:
        """Drop everything that came from the vault."""


class StoryRoom(QFrame):
    """Shows one step at a time, and the way to the others. `flush` and `close_all` before the vault is locked."""

    entry_asked = Signal(str)
    """An entry of the journal is to be opened; carries its id."""
    focus_mode_asked = Signal(bool)
    """The window is to show nothing but this page, or the rail again."""

    settings_changed = Signal(object)
    """New `Settings`, worth keeping."""
    telling_changed = Signal(bool)
    """Whether somebody is telling a story aloud: they are there, though no hand moves."""
    lifeline_changed = Signal()
    """Moments came, went or changed, and are kept."""

    def __init__(self, *, tools: StoryTools) -> None:
        super().__init__()
        self._tools = tools
        self._pages: dict[str, StepPage] = {}
        self._in_focus = False
        self.steps = StepBar(STEPS, look=tools.look)
        self.head = QWidget()
        self.stack = QStackedWidget()
        set_role(self, "paper")
        self._lay_out()
        self._from_entries = FromEntries(tools=tools, show=self.open_moment)
        self.steps.step_chosen.connect(self.show_step)
        tools.desk.kept_changed.connect(lambda: self.lifeline_changed.emit() if tools.desk.is_kept else None)
        self.setFocusProxy(self.steps)

    @property
    def desk(self) -> LifelineDesk:
        """The lifeline that all steps work on."""
        return self._tools.desk

    @property
    def step(self) -> str:
        """The key of the step in front."""
        return self.steps.current

    @property
    def page(self) -> StepPage | None:
        """The page in front; None before the room was first shown."""
        return self._pages.get(self.step)

    def shown(self) -> None:
        """The room has come to the front."""
        if not self._tools.desk.is_loaded:
            self._tools.desk.load()
        self.show_step(self.step)

    def reload(self) -> None:
        """Show what is in the vault now: things came into it from elsewhere."""
        if self._tools.desk.is_loaded:
            self._tools.desk.load()

    def show_step(self, key: str) -> StepPage:
        """Bring a step to the front; what is half typed in the one before is kept."""
        before = self.page
        if before is not None and self.step != key:
            before.flush(lambda: None)
        if key not in self._pages:
            self._make(key)
        self.steps.show_step(key)
        page = self._pages[key]
        self.stack.setCurrentWidget(_widget(page))
        if key == "share":
            self._pass_on_view(page)
        for other in self._pages.values():
            if other.primary is not None:
                other.primary.setVisible(other is page)
        page.shown()
        return page

    def open_moment(self, moment_id: str) -> None:
        """Show a moment on the lifeline."""
        page = self.show_step("lifeline")
        page.open_moment(moment_id)  # type: ignore[attr-defined]  # the lifeline's page has it

    def show_settings(self, settings: Settings) -> None:
        """Other choices are in force."""
        self._tools.settings = settings
        self._tools.strip_position = settings.strip_position
        for page in self._pages.values():
            take = getattr(page, "show_settings", None)
            if take is not None:
                take(settings)

    def flush(self, then: Callable[[], object]) -> None:
        """Keep everything, then do `then`. Where it cannot be kept ask; `then` may never come."""
        take_up_composed_text()
        self._flush_next(iter(tuple(self._pages.values())), then)

    def open_theme(self, theme_id: str) -> None:
        """Show a theme, or with "" the themes."""
        page = self.show_step("themes")
        if theme_id:
            page.show_theme(theme_id)  # type: ignore[attr-defined]  # the themes' page has it

    def add_entry(self, entry_id: EntryId) -> None:
        """Make a moment of an entry of the journal, and show it."""
        desk = self._tools.desk
        if desk.is_loaded:
            self._from_entries.add(entry_id)
        else:
            # What is there has to be known first: one entry is one moment.
            desk.loaded.connect(partial(self._from_entries.add, entry_id), Qt.ConnectionType.SingleShotConnection)
            desk.load()

    def offered(self) -> tuple[Action, ...]:
        """The way to each step, and what can be done in the one in front."""
        steps = tuple(Action(f"Story: {name}", "Story", partial(self.show_step, key)) for key, name in STEPS)
        return steps if self.page is None else (*steps, *self.page.offered())

    def close_all(self) -> None:
        """Drop everything that came from the vault."""
        for page in self._pages.values():
            page.close_all()
        self._tools.desk.close_all()

    def _pass_on_view(self, share: StepPage) -> None:
        """What can be shared is the whole life, or the part of it that the chart was left at."""
        lifeline = self._pages.get("lifeline")
        if lifeline is not None:
            share.set_view(lifeline.view)  # type: ignore[attr-defined]  # each of the two has its own

    def _make(self, key: str) -> None:
        module, name = _PAGES[key]
        page = cast("StepPage", getattr(import_module(module), name)(tools=self._tools))
        widget = _widget(page)
        self._pages[key] = page
        self.stack.addWidget(widget)
        if page.primary is not None:
            set_role(page.primary, "primary")
            self._row.addWidget(page.primary, 0, Qt.AlignmentFlag.AlignVCenter)
        page.step_asked.connect(self.show_step)
        page.entry_asked.connect(self.entry_asked)
        for signal, act in (
            ("moment_asked", self.open_moment),
            ("focus_mode_asked", self._set_focus_mode),
            ("telling_changed", self.telling_changed),
            ("settings_changed", self.settings_changed),
            ("theme_asked", self.open_theme),
        ):
            told = getattr(page, signal, None)
            if told is not None:
                told.connect(act)
        install(page.offered(), on=widget)

    def _set_focus_mode(self, on: bool) -> None:
        self._in_focus = on
        self.head.setHidden(on)
        # The keyboard comes to something that can be seen: the steps are not, while nothing but the page is.
        self.setFocusProxy(self.stack.currentWidget() or self.steps if on else self.steps)
        self.focus_mode_asked.emit(on)

    def _flush_next(self, pages: Iterator[StepPage], then: Callable[[], object]) -> None:
        page = next(pages, None)
        if page is not None:
            page.flush(lambda: self._flush_next(pages, then))
        else:
            self._tools.desk.settle(lambda: self._settled(then))

    def _settled(self, then: Callable[[], object]) -> None:
        desk = self._tools.desk
        if desk.is_kept or desk.error is None:
            then()
            return
        problem = problem_of(desk.error)

        def answered(key: str) -> None:
            if key == "again":
                self.flush(then)
            elif key == "lose":
                then()

        words = (
            f"{problem.happened} What you did on your lifeline is still here, and is not in the vault yet. "
            f"{problem.next} If you go on without it, what is not saved is lost."
        )
        answers = (
            Answer("stay", "Stay here"),
            Answer("lose", "Go on without it", "danger"),
            Answer("again", "Try again", "primary"),
        )
        self._tools.prompts.choose(Question("Not everything is saved", words, answers, dismiss="stay"), answered)

    def _lay_out(self) -> None:
        self._row = QHBoxLayout(self.head)
        # The circles, not the room around them for a focus ring, stand where the cards below begin.
        self._row.setContentsMargins(_SIDE - RING, _ABOVE, _SIDE, _BELOW)
        self._row.setSpacing(24)
        self._row.addWidget(self.steps, 1)
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(0)
        column.addWidget(self.head)
        column.addWidget(self.stack, 1)


def _widget(page: StepPage) -> QWidget:
    assert isinstance(page, QWidget)  # noqa: S101 - every step's page is one
    return page
