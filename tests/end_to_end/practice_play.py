"""What one does in a scene, whichever it is: see what is asked, and know a way that leads on."""

from collections import deque
from collections.abc import Callable, Iterator

from PySide6.QtWidgets import QScrollArea, QWidget

from allydesk.practice.playing import ChoiceAsked, Ended, Play, WhyAsked, WordsAsked
from allydesk.practice.run import OWN_WORDS, Chose, Move, Reasoned, Wrote
from allydesk.ui.practice.room import PracticeRoom
from allydesk.ui.practice.scene.notecard import NoteCard
from allydesk.ui.practice.scene.option import GRACE, OptionCard, Options
from allydesk.ui.practice.scene.page import ScenePage
from allydesk.ui.rooms import OpenRooms
from tests.ui.hands import click
from tests.ui.sitting import Sitting, wait_for

Until = Callable[[object], bool]
"""Whether what a play asks is what one looks for."""


def words_are_asked(asks: object) -> bool:
    """It is a turn for one's own words."""
    return isinstance(asks, WordsAsked)


def is_over(asks: object) -> bool:
    """It has ended."""
    return isinstance(asks, Ended)


def way_to(play: Play, until: Until) -> tuple[Move, ...]:
    """The shortest way from there to where it is so; of two that are as short, the first in the file."""
    waiting: deque[tuple[Play, tuple[Move, ...]]] = deque([(play, ())])
    while waiting:
        now, moves = waiting.popleft()
        if until(now.asks):
            return moves
        waiting.extend((now.after(move), (*moves, move)) for move in _possible(now))
    raise AssertionError("no way leads there")


def _possible(play: Play) -> Iterator[Move]:
    match play.asks:
        case ChoiceAsked(choice, options):
            yield from (Chose(option.id) for option in sorted(options, key=choice.options.index))
            if choice.own_words:
                yield Chose(OWN_WORDS)
        case WordsAsked():
            yield Wrote("x")
        case WhyAsked():
            yield Reasoned()


def rooms_of(sitting: Sitting) -> OpenRooms:
    """The rooms of the vault that is open."""
    rooms = sitting.face.shell.rooms
    assert isinstance(rooms, OpenRooms)
    return rooms


def room_of(sitting: Sitting) -> PracticeRoom:
    """The practice room of the vault that is open."""
    return rooms_of(sitting).practice


def play_of(page: ScenePage) -> Play:
    """The play as it stands."""
    assert page.stage.play is not None
    return page.stage.play


def number_of(page: ScenePage, option: str) -> int:
    """The number on the card of this option."""
    asks = play_of(page).asks
    assert isinstance(asks, ChoiceAsked)
    return [*(each.id for each in asks.options), OWN_WORDS].index(option) + 1


def be_sure(options: Options) -> None:
    """Let the moment pass in which a click, or a key, may be meant for the line before."""
    wait_for(lambda: options._steady() - options._since >= GRACE, "what is done is meant for the cards")


def card_of(page: ScenePage, option: str) -> OptionCard:
    """The card of this option, once a click on it is taken for one."""
    options = page.stage.asked.options
    be_sure(options)
    return options.cards[number_of(page, option) - 1]


def waiting_note(page: ScenePage) -> NoteCard | None:
    """The note at which the scene waits."""
    notes = (row for row in page.stage.transcript.rows if isinstance(row, NoteCard))
    return next((note for note in notes if note.go_on.isVisible()), None)


def own_notes(page: ScenePage) -> list[NoteCard]:
    """What the coach has said."""
    return [row for row in page.stage.transcript.rows if isinstance(row, NoteCard)]


def listen(page: ScenePage) -> None:
    """By hand to the next thing that is asked: all lines at once, and on after a note."""
    stage = page.stage

    def something() -> object:
        return stage.asked.face is not None or waiting_note(page) or stage.sheet.all.isVisible()

    while stage.asked.face is None:
        wait_for(something, "a line, a note or a question")
        note = waiting_note(page)
        if note is not None:
            tap(note.go_on)
        elif stage.asked.face is None:
            tap(stage.sheet.all)


def tap(part: QWidget) -> None:
    """Click what is there, scrolled to where need be: nobody clicks what they cannot see."""
    around = part.parentWidget()
    while around is not None:
        if isinstance(around, QScrollArea):
            around.ensureWidgetVisible(part)
        around = around.parentWidget()
    wait_for(lambda: not part.visibleRegion().isEmpty(), f"a {type(part).__name__} that can be seen")
    click(part, part.visibleRegion().boundingRect().center())
