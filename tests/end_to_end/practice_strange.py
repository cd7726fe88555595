"""Texts that nobody would write, in every field of the practice room and in every text of a scenario: nothing of them
is markup, and nothing breaks. Started by `journeys`."""

from collections.abc import Iterator
from pathlib import Path

from PySide6.QtCore import Qt
from PySide6.QtGui import Qt as OfText
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QTextEdit, QWidget

from allydesk.ui.journal.plain import PlainEdit
from allydesk.ui.practice.commitments.page import CommitmentsPage
from allydesk.ui.practice.debrief.page import DebriefPage
from allydesk.ui.practice.debrief.run_page import RunPage
from allydesk.ui.practice.library.page import LibraryPage
from allydesk.ui.practice.partner.arriving import ArriveFace
from allydesk.ui.practice.partner.between import BetweenFace, SavedFace
from allydesk.ui.practice.partner.case import CaseFace
from allydesk.ui.practice.partner.closing import ClosingFace
from allydesk.ui.practice.partner.face import Face
from allydesk.ui.practice.partner.page import PartnerPage
from allydesk.ui.practice.partner.passing import CardFace, HandOverFace
from allydesk.ui.practice.partner.playing import IN_WRITING, PlayFace
from allydesk.ui.practice.partner.seeing import SeenFace
from allydesk.ui.practice.partner.situation import SituationFace
from allydesk.ui.practice.room import PracticeRoom
from allydesk.ui.practice.scene.page import ScenePage
from tests.end_to_end.practice_play import card_of, listen, room_of, tap
from tests.ui.sitting import Sitting, wait_for

PASSPHRASE = "seven slow Quokkas on the canal"
FILE = "strange.yaml"
IN_FILE = " <b>%n</b> 👩‍🦰&amp; {0} \\ &x <img src='strange.png'>"
LINE = "<b>bold</b> %n %1 \u202eback\u2066 👩‍🦰\U0001f3f3️ \x00\x07\x1b[31m {0} & <img src='strange.png'> ﷽ Z̸̧͇"
LETTERS = "W" * 100_000
LONG = f"{LINE}\n{LETTERS}\n\t{LINE}"
MUCH = f"{LINE}\n{LETTERS[:3_000]}\n\t{LINE}"
"""A text as long as this in every field would only take its time."""
SIGN = "<b>"


def live(sitting: Sitting, *, home: Path) -> dict[str, object]:
    """All of it; what would have been shown as markup, which should be nothing."""
    sitting.window.show_room("practice")
    found = sorted({*_alone(sitting, home), *_together(sitting), *_plans(sitting)})
    sitting.window.show_room("today")
    sitting.wait_to_read("bold")
    found += _marked_up(sitting)
    return {"found": found}


def put(field: QWidget, text: str) -> None:
    """As if it were pasted."""
    match field:
        case PlainEdit():
            field.take_text(text)
        case QPlainTextEdit():
            field.insertPlainText(text)
        case QLineEdit():
            field.setText(text.replace("\n", " "))
        case _:
            msg = f"{type(field).__name__} is no field"
            raise AssertionError(msg)


def _marked_up(sitting: Sitting) -> list[str]:
    """Labels that read such a text as markup, and tips that would. All of it is painted once."""
    sitting.window.grab()
    found = []
    for each in sitting.window.findChildren(QWidget):
        if isinstance(each, QLabel) and SIGN in each.text() and each.textFormat() is not Qt.TextFormat.PlainText:
            found.append(f"{type(each).__name__}: {each.text()[:60]}")
        if isinstance(each, QTextEdit) and "bold" in each.toPlainText() and SIGN not in each.toPlainText():
            found.append(f"{type(each).__name__}: {each.toPlainText()[:60]}")
        if SIGN in each.toolTip() and OfText.mightBeRichText(each.toolTip()):
            found.append(f"the tip of a {type(each).__name__}: {each.toolTip()[:60]}")
    return found


def _alone(sitting: Sitting, home: Path) -> Iterator[str]:
    library = sitting.see(LibraryPage)
    wait_for(lambda: library.shelf.all, "the scenarios")
    put(library.home.search.field, LINE)
    yield from _marked_up(sitting)
    put(library.home.search.field, "")
    library._look_into(home / FILE)
    wait_for(library.detail.isVisible, "what is in the file")
    tap(library.detail.keep)
    wait_for(lambda: library.shelf.own, "it is kept in the vault")
    yield from _marked_up(sitting)
    tap(library.detail.begin)
    page = sitting.see(ScenePage)
    yield from _marked_up(sitting)
    tap(page.notes.go_on)
    yield from _play(sitting, page)
    yield from _look_back(sitting)


def _play(sitting: Sitting, page: ScenePage) -> Iterator[str]:
    asked = page.stage.asked
    listen(page)
    tap(card_of(page, "say"))
    listen(page)
    put(asked.why.field, MUCH)
    yield from _marked_up(sitting)
    tap(asked.why.go_on)
    listen(page)
    put(asked.saying.field, LONG)
    tap(asked.saying.notice)
    yield from _marked_up(sitting)
    tap(asked.saying.say)
    if not asked.comparison.isVisible():
        tap(asked.saying.keep)
    yield from _marked_up(sitting)
    tap(asked.comparison.go_on)
    listen(page)
    yield from _marked_up(sitting)
    tap(asked.ending.look_back)


def _look_back(sitting: Sitting) -> Iterator[str]:
    page = sitting.see(DebriefPage)
    wait_for(lambda: page.run is not None and page.again.text(), "the debrief")
    for field in page.reflecting.fields.values():
        put(field, MUCH)
    put(page.reflecting.answers[0], LONG)
    tap(page.rows[1].again)
    put(page.doing_over.words, MUCH)
    yield from _marked_up(sitting)
    tap(page.doing_over.say)
    wait_for(page.done_over.isVisible, "it is done over")
    for line in (page.planning.form.cue, page.planning.form.response):
        put(line, LINE)
    tap(page.planning.keep)
    wait_for(lambda: page.planning.kept is not None, "the plan is kept")
    tap(page.planning.rehearse)
    yield from _marked_up(sitting)
    tap(page.save_entry)
    wait_for(page.open_entry.isVisible, "it is in the journal")
    yield from _marked_up(sitting)
    tap(page.read)
    wait_for(lambda: room_of(sitting).place == "run", "the run to read")
    sitting.see(RunPage)
    yield from _marked_up(sitting)


def _together(sitting: Sitting) -> Iterator[str]:
    room = room_of(sitting)
    room.show_page("library")
    tap(sitting.see(LibraryPage).detail.partner)
    page = sitting.see(PartnerPage)
    kinds = (ArriveFace, SituationFace, HandOverFace, CardFace, HandOverFace, CardFace, PlayFace, SeenFace)
    for kind in (*kinds, BetweenFace, CaseFace, ClosingFace, SavedFace):
        wait_for(lambda kind=kind: isinstance(page.face, kind), kind.__name__)  # type: ignore[misc]  # mypy does not see the default's type
        assert page.face is not None
        _fill(page.face)
        yield from _marked_up(sitting)
        _go_on(page.face)
    wait_for(lambda: room.place == "run", "the run to read")
    yield from _marked_up(sitting)


def _fill(face: Face) -> None:
    match face:
        case ArriveFace():
            for field, name in zip(face.fields, ("<b>R</b> %n &x", "\u202eS\x07 👩‍🦰"), strict=False):
                put(field, name)
        case PlayFace():
            tap(face.way.option(IN_WRITING))
            put(face.writing.field, MUCH)
            tap(face.writing.notice)
        case SeenFace():
            for card in face.cards.values():
                put(card.own, MUCH)
            put(face.notes, MUCH)
        case ClosingFace():
            for form in face.forms:
                for answer in form.fields:
                    put(answer, MUCH)
                put(form.plan.cue, LINE)
            put(face.together, LONG)


def _go_on(face: Face) -> None:
    match face:
        case ArriveFace():
            tap(face.begin)
        case HandOverFace():
            tap(face.accept)
        case CardFace() | SavedFace():
            tap(face.read)
        case PlayFace():
            tap(face.writing.say)
        case BetweenFace():
            tap(face.look_back)
        case ClosingFace():
            tap(face.save)
        case SituationFace() | SeenFace() | CaseFace():
            tap(face.go_on)


def _plans(sitting: Sitting) -> Iterator[str]:
    room: PracticeRoom = room_of(sitting)
    room.show_page("commitments")
    page = sitting.see(CommitmentsPage)
    wait_for(lambda: len(page.cards) == 3, "their plans")
    page.write_new()
    put(page.form.cue, LONG)
    put(page.form.response, LINE)
    tap(page.keep)
    wait_for(lambda: len(page.cards) == 4, "one more")
    yield from _marked_up(sitting)
    room.show_page("progress")
    yield from _marked_up(sitting)
