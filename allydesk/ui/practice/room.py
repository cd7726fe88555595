"""The practice room: one page at a time, each made when it is first shown; a scenario is on its way or it is not."""

from collections.abc import Callable, Iterator
from functools import partial
from importlib import import_module
from typing import Protocol, cast

from PySide6.QtCore import Signal, SignalInstance
from PySide6.QtGui import QFocusEvent
from PySide6.QtWidgets import QApplication, QFrame, QScrollArea, QStackedWidget, QVBoxLayout, QWidget

from allydesk.practice.ids import RunId
from allydesk.practice.library import Listed
from allydesk.practice.run import Run
from allydesk.practice.scenario import Scenario
from allydesk.settings import Settings
from allydesk.ui.actions import Action, install
from allydesk.ui.journal.leaving import take_up_composed_text
from allydesk.ui.practice.opening import Opening
from allydesk.ui.practice.tools import PlayAsked, PracticeTools
from allydesk.ui.style import set_role

HOME = "library"
_PAGES = {
    HOME: ("allydesk.ui.practice.library.page", "LibraryPage"),
    "scene": ("allydesk.ui.practice.scene.page", "ScenePage"),
    "debrief": ("allydesk.ui.practice.debrief.page", "DebriefPage"),
    "run": ("allydesk.ui.practice.debrief.run_page", "RunPage"),
    "progress": ("allydesk.ui.practice.progress.page", "ProgressPage"),
    "commitments": ("allydesk.ui.practice.commitments.page", "CommitmentsPage"),
    "partner": ("allydesk.ui.practice.partner.page", "PartnerPage"),
}
_SOON = ("scene", "debrief")
"""What most likely comes next once the library has been seen: their modules are loaded meanwhile."""


class PracticePage(Protocol):
    """What the room needs of a page, which is a QWidget."""

    def offered(self) -> tuple[Action, ...]:
        """What can be done here."""

    def shown(self) -> None:
        """The page has come to the front."""

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is half typed, then do `then`."""

    def close_all(self) -> None:
        """Drop everything that came from the vault."""


class PracticeRoom(QFrame):
    """Shows the library first. `flush` and `close_all` before the vault is locked."""

    entry_asked = Signal(str)
    """An entry of the journal is to be opened; carries its id."""
    practice_changed = Signal()
    """Runs, commitments or what is due have changed, and are kept."""
    entry_kept = Signal(str)
    """An entry came into the journal; carries its id."""
    somebody_there = Signal(bool)
    """Whether somebody is practising aloud: they are there, though no hand moves."""
    settings_changed = Signal(object)
    """New `Settings`, worth keeping."""

    def __init__(self, *, tools: PracticeTools) -> None:
        super().__init__()
        self._tools = tools
        self._pages: dict[str, PracticePage] = {}
        self._opening = Opening(tools=tools)
        self.stack = QStackedWidget()
        set_role(self, "paper")
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.addWidget(self.stack)
        self._opening.found.connect(self._begin)
        self._opening.run_found.connect(self._show_run)

    @property
    def place(self) -> str:
        """The key of the page in front; "" before the room was first shown."""
        front = self.stack.currentWidget()
        return next((key for key, page in self._pages.items() if _widget(page) is front), "")

    @property
    def page(self) -> PracticePage | None:
        """The page in front; None before the room was first shown."""
        return self._pages.get(self.place)

    def shown(self) -> None:
        """The room has come to the front."""
        self.show_page(self.place or HOME)

    def show_page(self, key: str) -> PracticePage:
        """Bring a page to the front; what is half typed in the one before is kept."""
        before, had_keyboard = self.page, self._has_keyboard()
        if before is not None and self.place != key:
            before.flush(lambda: None)
        is_new = key not in self._pages
        if is_new:
            self._make(key)
        page = self._pages[key]
        self.stack.setCurrentWidget(_widget(page))
        page.shown()
        if had_keyboard and before is not page and (is_new or key != HOME):
            _widget(page).setFocus()  # where it says; Qt would take the first part of it, which is the way back
        if is_new and key == HOME:
            self._load_ahead()
        return page

    def play(self, asked: PlayAsked) -> None:
        """Play a scenario, or go on with a run of it."""
        self._opening.play(asked)

    def play_family(self, family: str) -> None:
        """Play the variant of a family whose turn it is."""
        self._opening.play_family(family)

    def go_on(self, run_id: RunId) -> None:
        """Go on with a run where it was left."""
        self._opening.go_on(run_id)

    def reload(self) -> None:
        """Show what is in the vault now: things came into it from elsewhere."""
        if self.page is not None:
            self.page.shown()

    def open_run(self, run_id: RunId, *, debrief: bool = False) -> None:
        """Read a run again, or with `debrief` look back at it."""
        self._opening.open_run(run_id, debrief=debrief)

    def practise_with_partner(self, listed: Listed) -> None:
        """Begin a scenario for two or three people at this screen."""
        self._opening.play(PlayAsked(listed), with_partner=True)

    def show_settings(self, settings: Settings) -> None:
        """Other choices are in force."""
        self._tools.settings = settings
        for page in self._pages.values():
            take = getattr(page, "show_settings", None)
            if take is not None:
                take(settings)

    def flush(self, then: Callable[[], object]) -> None:
        """Keep everything, then do `then`. Where it cannot be kept ask; `then` may never come."""
        take_up_composed_text()
        self._flush_next(iter(tuple(self._pages.values())), then)

    def offered(self) -> tuple[Action, ...]:
        """The way to each page that stands by itself, and what can be done in the one in front."""
        ways = (
            Action("Scenarios", "Practice", self._show_all),
            Action("Skills over time", "Practice", partial(self.show_page, "progress")),
            Action("Commitments", "Practice", partial(self.show_page, "commitments")),
        )
        return ways if self.page is None else (*ways, *self.page.offered())

    def close_all(self) -> None:
        """Drop everything that came from the vault."""
        self._opening.close_all()
        for page in self._pages.values():
            page.close_all()

    def _show_all(self) -> None:
        """The list of scenarios, also where one of them is looked at."""
        self.show_page(HOME).show_all()  # type: ignore[attr-defined]  # the library has it

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Hand the keyboard on to the page. With a focus proxy Tab would go past what stands first there."""
        super().focusInEvent(event)
        if self.page is not None:
            _widget(self.page).setFocus(event.reason())

    def focusNextPrevChild(self, next: bool) -> bool:  # noqa: A002 - Qt's name for it
        """Let what Tab has led to be seen. Qt scrolls to it only from within what scrolls."""
        went = super().focusNextPrevChild(next)
        focused = QApplication.focusWidget()
        around = focused.parentWidget() if went and focused is not None and self.isAncestorOf(focused) else None
        while around is not None and around is not self:
            if isinstance(around, QScrollArea) and focused is not None:
                # The scene's sheet glides; what Tab has led to is not to be glided past.
                getattr(around, "show_part", around.ensureWidgetVisible)(focused)
            around = around.parentWidget()
        return went

    def _begin(self, listed: Listed, scenario: Scenario, run: Run | None, with_partner: bool) -> None:
        if with_partner:
            self.show_page("partner").begin(listed, scenario, run)  # type: ignore[attr-defined]  # the partner's page has it
        else:
            self.show_page("scene").begin(listed, scenario, run)  # type: ignore[attr-defined]  # the scene's page has it

    def _show_run(self, run: Run, scenario: Scenario | None, debrief: bool) -> None:
        self.show_page("debrief" if debrief else "run").show_run(run, scenario)  # type: ignore[attr-defined]  # both have it

    def _has_keyboard(self) -> bool:
        """Whether the keyboard is in the room, or nowhere while the room can be seen."""
        focused = QApplication.focusWidget()
        return self.isVisible() if focused is None else focused is self or self.isAncestorOf(focused)

    def _load_ahead(self) -> None:
        """Load, on the vault's thread, the modules of the pages that come next; it takes a moment to read them."""
        self._tools.tasks.run(lambda: [import_module(_PAGES[key][0]) for key in _SOON])

    def _make(self, key: str) -> None:
        module, name = _PAGES[key]
        page = cast("PracticePage", getattr(import_module(module), name)(tools=self._tools))
        widget = _widget(page)
        self._pages[key] = page
        self.stack.addWidget(widget)
        for signal, act in (
            ("leave_asked", partial(self.show_page, HOME)),
            ("progress_asked", partial(self.show_page, "progress")),
            ("commitments_asked", partial(self.show_page, "commitments")),
            ("play_asked", self.play),
            ("family_asked", self.play_family),
            ("debrief_asked", partial(self.open_run, debrief=True)),
            ("run_asked", self.open_run),
            ("go_on_asked", self.go_on),
            ("partner_asked", self.practise_with_partner),
            ("entry_asked", self.entry_asked),
            ("entry_kept", self.entry_kept),
            ("practice_changed", self.practice_changed),
            ("somebody_there", self.somebody_there),
            ("settings_changed", self.settings_changed),
        ):
            told: SignalInstance | None = getattr(page, signal, None)
            if told is not None:
                told.connect(act)
        install(page.offered(), on=widget)

    def _flush_next(self, pages: Iterator[PracticePage], then: Callable[[], object]) -> None:
        page = next(pages, None)
        if page is None:
            then()
        else:
            page.flush(lambda: self._flush_next(pages, then))


def _widget(page: PracticePage) -> QWidget:
    assert isinstance(page, QWidget)  # noqa: S101 - every page of the room is one
    return page
