"""A session in the practice room, alone and with a partner, in a scenario of one's own; and then a look at what it
leaves in memory. Started by `journeys`."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QFileDialog, QLineEdit

from allydesk.practice.run import Chose
from allydesk.ui.practice.commitments.page import CommitmentsPage
from allydesk.ui.practice.debrief.page import DebriefPage
from allydesk.ui.practice.library.page import LibraryPage
from allydesk.ui.practice.partner.arriving import ArriveFace
from allydesk.ui.practice.partner.page import PartnerPage
from allydesk.ui.practice.partner.passing import CardFace, HandOverFace
from allydesk.ui.practice.partner.playing import IN_WRITING, PlayFace
from allydesk.ui.practice.partner.situation import SituationFace
from allydesk.ui.practice.progress.page import ProgressPage
from allydesk.ui.practice.room import PracticeRoom
from allydesk.ui.practice.scene.page import ScenePage
from allydesk.ui.unlock import UnlockPage
from tests.end_to_end.leaving_traces import traces_in, traces_on_the_clipboard
from tests.end_to_end.practice_play import card_of, listen, play_of, room_of, tap
from tests.ui.hands import click
from tests.ui.sitting import Sitting, wait_for

PASSPHRASE = "seven slow Quokkas on the canal"
FILE = "private.yaml"
MARK = "Wolverinish"
"""It stands in every text of the scenario."""
REASON, WORDS, TRIED = "Because of the Capybarans.", "I forgot the Ocelotian key.", "Nothing of the Dormousely."
FELT, CUE, RESPONSE = "Quite Tapirlike.", "the Echidnaic door is shut", "I Lemurize"
NAMES, SAID, NOTED = ("Okapia", "Civetta"), "Please, a Bilbyan moment.", "An Axolotlian plan."

SIGNS = (
    *(MARK, "Capybarans", "Ocelotian", "Dormousely", "Tapirlike", "Echidnaic", "Lemurize"),
    *("Okapia", "Civetta", "Bilbyan", "Axolotlian"),
)
"""A word of each that nothing else has."""
PLANTED = (PASSPHRASE, REASON, WORDS, TRIED, FELT, CUE, RESPONSE, SAID, NOTED, *SIGNS)


def live(sitting: Sitting, *, home: Path) -> dict[str, object]:
    """Everything, up to the page where the vault is opened; what is left in memory of it, which should be nothing."""
    sitting.window.show_room("practice")
    room = room_of(sitting)
    seen = sorted({*_open_the_file(sitting, home), *_play(sitting), *_look_back(sitting), *_together(sitting)})
    left = _traces_when_emptied(room)
    sitting.keys("Ctrl+L")
    sitting.see(UnlockPage)
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    left += [*traces_in(QApplication.topLevelWidgets(), signs=SIGNS), *traces_on_the_clipboard(signs=SIGNS)]
    return {"seen": seen, "left": left}


def _seen(sitting: Sitting) -> list[str]:
    """What can be read in the window now, painted once."""
    sitting.window.grab()
    return traces_in([sitting.window], signs=SIGNS)


def _traces_when_emptied(room: PracticeRoom) -> list[str]:
    """What the room's own widgets hold when it has put everything away, which comes before it is destroyed."""
    flushed: list[bool] = []
    room.flush(lambda: flushed.append(True))
    wait_for(lambda: flushed, "all is kept")
    room.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
    return traces_in([room], signs=SIGNS)


def _open_the_file(sitting: Sitting, home: Path) -> Iterator[str]:
    library = sitting.see(LibraryPage)
    wait_for(lambda: library.shelf.all, "the scenarios")
    tap(library.home.open)
    dialog = sitting.see(QFileDialog)
    wait_for(lambda: isinstance(dialog.focusWidget(), QLineEdit), "the file's name can be typed")
    name = dialog.focusWidget()
    assert isinstance(name, QLineEdit)
    name.setText(str(home / FILE))  # typed, it would be completed to something else on the way
    sitting.keys("Return")
    wait_for(library.detail.isVisible, "what is in the file")
    wait_for(lambda: not sitting.has(QFileDialog), "the dialog is closed")
    tap(library.detail.keep)
    wait_for(lambda: library.shelf.own, "it is kept in the vault")
    yield from _seen(sitting)
    tap(library.detail.begin)


def _play(sitting: Sitting) -> Iterator[str]:
    page = sitting.see(ScenePage)
    yield from _seen(sitting)
    tap(page.notes.go_on)
    listen(page)
    tap(card_of(page, "say"))
    listen(page)
    tap(page.stage.asked.why.field)
    sitting.write(REASON)
    yield from _seen(sitting)
    tap(page.stage.asked.why.go_on)
    listen(page)
    saying = page.stage.asked.saying
    tap(saying.field)
    sitting.write(TRIED)
    tap(saying.notice)
    yield from _seen(sitting)
    page.go_back(0)
    listen(page)
    tap(card_of(page, "knock"))
    listen(page)
    tap(page.stage.asked.why.skip)
    listen(page)
    tap(saying.field)
    sitting.write(WORDS)
    tap(saying.say)
    if not page.stage.asked.comparison.isVisible():
        tap(saying.keep)
    yield from _seen(sitting)
    tap(page.stage.asked.comparison.go_on)
    listen(page)
    said = next(row for row in page.stage.transcript.lines if WORDS in row.item.told.text)
    said._copy()
    assert traces_on_the_clipboard(signs=SIGNS)
    assert Chose("knock") in play_of(page).moves
    yield from _seen(sitting)
    tap(page.stage.asked.ending.look_back)


def _look_back(sitting: Sitting) -> Iterator[str]:
    page = sitting.see(DebriefPage)
    wait_for(lambda: page.run is not None and page.again.text(), "the debrief")
    tap(page.reflecting.fields["felt"])
    sitting.write(FELT)
    for field, text in ((page.planning.form.cue, CUE), (page.planning.form.response, RESPONSE)):
        tap(field)
        sitting.keys("Ctrl+A")
        sitting.write(text)
    tap(page.planning.keep)
    wait_for(lambda: page.planning.kept is not None, "the plan is kept")
    tap(page.save_entry)
    wait_for(page.open_entry.isVisible, "it is in the journal")
    yield from _seen(sitting)
    tap(page.read)
    room = room_of(sitting)
    wait_for(lambda: room.place == "run", "the run to read")
    yield from _seen(sitting)
    room.show_page("progress")
    wait_for(lambda: sitting.see(ProgressPage).skill is not None, "skills over time")
    yield from _seen(sitting)
    room.show_page("commitments")
    wait_for(lambda: sitting.see(CommitmentsPage).cards, "the plan")
    yield from _seen(sitting)
    click(sitting.window.rail.button("today"))
    sitting.wait_to_read(RESPONSE)
    yield from _seen(sitting)
    click(sitting.window.rail.button("practice"))
    room.show_page("library")
    tap(sitting.see(LibraryPage).detail.partner)


def _together(sitting: Sitting) -> Iterator[str]:
    """Up to words that are written and not saved."""
    page = sitting.see(PartnerPage)
    for kind in (ArriveFace, SituationFace, HandOverFace, CardFace, HandOverFace, CardFace):
        wait_for(lambda kind=kind: isinstance(page.face, kind), kind.__name__)  # type: ignore[misc]  # mypy does not see the default's type
        yield from _go_through(sitting, page)
    wait_for(lambda: isinstance(page.face, PlayFace), "the round")
    face = page.face
    assert isinstance(face, PlayFace)
    tap(face.way.option(IN_WRITING))
    tap(face.writing.field)
    sitting.write(f"{SAID} {NOTED}")
    yield from _seen(sitting)


def _go_through(sitting: Sitting, page: PartnerPage) -> Iterator[str]:
    match page.face:
        case ArriveFace() as face:
            for field, name in zip(face.fields, NAMES, strict=False):
                tap(field)
                sitting.write(name)
            yield from _seen(sitting)
            tap(face.begin)
        case SituationFace() as face:
            tap(face.go_on)
        case HandOverFace() as face:
            tap(face.accept)
        case CardFace() as face:
            yield from _seen(sitting)
            tap(face.read)
