"""The way through every page, for the pictures: what is pressed and typed, and where a picture is taken."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

from PySide6.QtWidgets import QAbstractButton, QDialog, QLineEdit, QWidget

from allydesk.practice.ids import RunId
from allydesk.story.lifeline import Change, Edit, Record
from allydesk.transfer.demo import DEMO_PASSPHRASE
from allydesk.transfer.demo_life import made_up_moments
from allydesk.ui.create import CreatePage
from allydesk.ui.journal.page import JournalPage
from allydesk.ui.practice.library.page import LibraryPage
from allydesk.ui.practice.partner.page import PartnerPage
from allydesk.ui.practice.scene.page import ScenePage
from allydesk.ui.rooms import OpenRooms
from allydesk.ui.story.lifeline.page import LifelinePage
from allydesk.ui.unlock import UnlockPage
from allydesk.windowed import Face

_LIVES = (5, 60, 1_000)
"""How many moments there are in the lives that show how the chart copes."""
_SCENARIO = "The joke before the meeting"
_SAID = "I’m sorry, but that is not funny, Dan. Amara, tell him what that does to you."
_SECTIONS = ("Appearance", "Writing", "Practice", "Spelling", "Security", "Backups", "Vault")

Step = Callable[[], object]
W = TypeVar("W", bound=QWidget)


def _nothing() -> None:
    """Nothing is to be done before the picture."""


@dataclass(frozen=True, slots=True)
class Stop:
    """Something to do, and the name of the picture that is then taken; no picture without a name.

    `contrast` has it taken in high contrast as well.
    """

    name: str
    act: Step = _nothing
    contrast: bool = False


class Tour:
    """Goes through the real window as a person would. `demo` is where the demo vault lies."""

    def __init__(self, face: Face, *, demo: Path) -> None:
        self._face = face
        self._demo = demo

    def stops(self) -> Iterator[Stop]:
        """All of them, in order. Each is to be done before the next is asked for."""
        yield from self._outside()
        yield from self._journal()
        yield from self._over_the_entries()
        yield from self._story()
        yield from self._practice()
        yield from self._settings()
        yield Stop("", self._face.shell.lock)

    def _outside(self) -> Iterator[Stop]:
        shell = self._face.shell
        yield Stop("", shell.begin)
        yield Stop("welcome", lambda: self._fill_in(CreatePage))
        yield Stop("", lambda: self._press("Create the vault"))
        yield Stop("recovery-offer")
        yield Stop("", lambda: self._press("Make a recovery key"))
        yield Stop("recovery-sheet")
        yield Stop("", shell.lock)
        yield Stop("", lambda: shell.show_unlock(self._demo))
        yield Stop("unlock", lambda: self._type_passphrase("a quiet tree, far"))
        yield Stop("", lambda: self._press("Unlock"))
        yield Stop("unlock-wrong")
        yield Stop("", lambda: self._type_passphrase(DEMO_PASSPHRASE))
        yield Stop("", lambda: self._press("Unlock"))

    def _journal(self) -> Iterator[Stop]:
        yield Stop("today", contrast=True)
        yield Stop("journal", lambda: self._face.window.show_room("journal"), contrast=True)
        yield Stop("", lambda: self._search("reservoir flapjacks"))
        yield Stop("journal-picture", lambda: self._shown(JournalPage).column.list.go(1))
        yield Stop("journal-reading", lambda: self._do("Reading view"))
        yield Stop("", lambda: self._do("Leave the reading view"))
        yield Stop("journal-search", lambda: self._search("mood:<0 person:makena bus"))
        yield Stop("journal-no-match", lambda: self._search("zyzzyva before:2020-13-01"))
        yield Stop("", lambda: self._search(""))
        yield Stop("", lambda: self._shown(JournalPage).column.list.go(1))
        yield Stop("journal-focus", lambda: self._do("Focus mode"))
        yield Stop("", lambda: self._do("Focus mode"))
        yield Stop("journal-history", lambda: self._press("History"))
        yield Stop("", self._close_dialogs)
        yield Stop("journal-template", lambda: self._rooms.journal.new_entry("case-study"))
        yield Stop("command-palette", lambda: self._do("Command palette"), contrast=True)
        yield Stop("", self._close_dialogs)
        yield Stop("keys", lambda: self._do("Keys"))
        yield Stop("", self._close_dialogs)

    def _over_the_entries(self) -> Iterator[Stop]:
        yield Stop("calendar", lambda: self._do("Calendar"), contrast=True)
        yield Stop("looking-back", lambda: self._do("Looking back"), contrast=True)
        yield Stop("what-changed", lambda: self._rooms.over.show_changes("work"))
        yield Stop("templates", self._rooms.over.show_templates)
        yield Stop("prompts", self._rooms.over.show_prompts)
        yield Stop("", self._rooms.room.go_back)
        yield Stop("", lambda: self._search("reservoir"))
        yield Stop("", lambda: self._shown(JournalPage).column.list.go(1))
        yield Stop("print", lambda: self._do("Print…"))
        yield Stop("", self._rooms.room.go_back)

    def _story(self) -> Iterator[Stop]:
        yield Stop("", lambda: self._face.window.show_room("story"))
        yield Stop("", lambda: self._open_moment("Mentored by Ruth"))
        yield Stop("lifeline-moment")
        yield Stop("", self._page(LifelinePage).beside.put_away)
        yield Stop("lifeline", contrast=True)
        yield Stop("lifeline-table", lambda: self._do("Lifeline as a table"))
        yield Stop("", lambda: self._do("Lifeline as a chart"))
        yield Stop("themes", partial(self._step, "themes"), contrast=True)
        yield Stop("themes-table", lambda: self._do("Themes by moments as a table"))
        yield Stop("themes-noticed", lambda: self._do("Did you notice?"))
        yield Stop("story", partial(self._step, "story"), contrast=True)
        yield Stop("story-questions", lambda: self._do("Questions beside the story"))
        yield Stop("practise", partial(self._step, "practise"), contrast=True)
        yield Stop("practise-takes", lambda: self._do("Show the takes"))
        yield Stop("share", partial(self._step, "share"), contrast=True)
        yield Stop("", partial(self._step, "lifeline"))
        for count in _LIVES:
            yield Stop(f"lifeline-{count}", partial(self._live, count))
            yield Stop("", self._rooms.story.desk.undo)

    def _practice(self) -> Iterator[Stop]:
        room = self._rooms.practice
        yield Stop("practice", lambda: self._face.window.show_room("practice"), contrast=True)
        yield Stop("practice-scenario", self._look_at)
        yield Stop("", lambda: self._press("Begin"))
        yield Stop("scene-notes")
        yield Stop("", lambda: self._press("Begin"))
        yield Stop("scene", lambda: self._do("Show all lines"), contrast=True)
        yield Stop("", lambda: self._shown(ScenePage).stage.asked.take(5))
        yield Stop("scene-own-words", self._say_something)
        yield Stop("scene-coach", lambda: self._press("What does the coach notice?"))
        yield Stop("", lambda: self._press("Leave"))
        yield Stop("", lambda: room.open_run(self._finished(), debrief=True))
        yield Stop("debrief", contrast=True)
        yield Stop("", lambda: room.open_run(self._finished()))
        yield Stop("run")
        yield Stop("skills", lambda: self._do("Skills over time"), contrast=True)
        yield Stop("commitments", lambda: self._do("Commitments"))
        yield Stop("", lambda: self._do("Scenarios"))
        yield Stop("", self._meet)
        yield Stop("partner", self._name_two)
        yield Stop("", lambda: self._press("Begin"))
        yield Stop("", lambda: self._press("Hand out the cards"))
        yield Stop("partner-pass")
        yield Stop("partner-card", lambda: self._press("I am Noor: show my card"))
        yield Stop("", lambda: room.show_page("library"))

    def _page(self, kind: type[W]) -> W:
        page: object = self._rooms.story.page
        assert isinstance(page, kind)  # noqa: S101 - its step was just shown
        return page

    def _step(self, key: str) -> None:
        self._rooms.story.show_step(key)

    def _open_moment(self, title: str) -> None:
        story = self._rooms.story
        story.open_moment(next(one.id for one in story.desk.lifeline.moments.values() if one.title == title))

    def _look_at(self) -> None:
        """The scenario of the pictures that stand beside the design."""
        library = self._library
        library.look_at(next(each for each in library.shelf.shipped if each.head.title == _SCENARIO))

    def _meet(self) -> None:
        """The same scenario, for two."""
        shipped = self._library.shelf.shipped
        self._rooms.practice.practise_with_partner(next(one for one in shipped if one.head.title == _SCENARIO))

    def _name_two(self) -> None:
        for field, name in zip(self._shown(PartnerPage).findChildren(QLineEdit), ("Noor", "Sam"), strict=False):
            field.setText(name)

    @property
    def _library(self) -> LibraryPage:
        room = self._rooms.practice
        return next(page for page in room.findChildren(LibraryPage))

    def _say_something(self) -> None:
        self._shown(ScenePage).stage.asked.saying.field.setPlainText(_SAID)

    def _finished(self) -> RunId:
        """The run of it that was finished last."""
        runs = self._library.shelf.runs
        return next(one.id for one in runs if one.finished is not None and one.scenario.title == _SCENARIO)

    def _live(self, count: int) -> None:
        """Another life in the place of this one, with so many moments; undoing brings this one back."""
        desk = self._rooms.story.desk
        there: list[Record] = [*desk.lifeline.moments.values(), *desk.lifeline.chapters.values()]
        gone = [Change(one, None) for one in there]
        desk.do(Edit("Another life", (*gone, *(Change(None, one) for one in made_up_moments(count)))))

    def _settings(self) -> Iterator[Stop]:
        yield Stop("", lambda: self._face.window.show_room("settings"))
        for title in _SECTIONS:
            yield Stop(f"settings-{title.lower()}", partial(self._rooms.settings.show_section, title))

    # Hands

    @property
    def _rooms(self) -> OpenRooms:
        rooms = self._face.shell.rooms
        assert isinstance(rooms, OpenRooms)  # noqa: S101 - the vault is open at this point of the way
        return rooms

    def _do(self, label: str) -> None:
        """What the command palette would do."""
        next(action for action in self._rooms.offered() if action.label == label and action.ready()).run()

    def _fill_in(self, page: type[CreatePage]) -> None:
        form = self._shown(page).form
        form.first.setText("seven slow boats on the canal")
        form.second.setText("seven slow boats on the canal")

    def _type_passphrase(self, text: str) -> None:
        self._shown(UnlockPage).form.passphrase.setText(text)

    def _search(self, text: str) -> None:
        self._shown(JournalPage).column.search.setText(text)

    def _close_dialogs(self) -> None:
        for dialog in self._face.window.findChildren(QDialog):
            dialog.reject()

    def _shown(self, kind: type[W]) -> W:
        """The widget of that kind in the window."""
        return next(widget for widget in self._face.window.findChildren(kind) if widget.isVisible())

    def _press(self, text: str) -> None:
        buttons = self._face.window.findChildren(QAbstractButton)
        found = next((button for button in buttons if button.isVisible() and button.text() == text), None)
        if found is None:
            missing = f"no button says “{text}” here"
            raise LookupError(missing)
        found.click()
