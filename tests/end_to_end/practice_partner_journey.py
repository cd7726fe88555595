"""Two people at one screen: cards that only one of them reads, two rounds with the roles swapped, and what they save.
Started by `journeys`."""

from collections.abc import Sequence
from typing import TypeVar

from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication

from allydesk.practice.scenario import CueCard, Scenario
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
from tests.end_to_end.leaving_traces import traces_in
from tests.end_to_end.practice_play import tap
from tests.ui.hands import click
from tests.ui.sitting import Sitting, wait_for

PASSPHRASE = "seven slow Quokkas on the canal"
NAMES = ("Ruth", "Sam & Co")
SAID, SEEN, NOTE = "Let us wait a moment.", "A long breath first", "It was quiet."
TOGETHER, HAPPENED = ("Once more in spring.", ("I waited too long.", "I was not asked."))
CUE, RESPONSE = "it is loud", "wait"

F = TypeVar("F", bound=Face)


class TwoPeople:
    """Their sitting. Each method is a step."""

    def __init__(self, sitting: Sitting) -> None:
        self.sitting = sitting

    def live(self) -> dict[str, object]:
        """All of it."""
        self.sitting.begin_with_a_vault(PASSPHRASE)
        self.arrive()
        responders = [self.hand_out()]
        self.answer_in_writing()
        self.say_what_was_seen()
        tap(self.face(BetweenFace).swap)
        responders.append(self.hand_out())
        self.answer_aloud()
        tap(self.face(SeenFace).go_on)
        tap(self.face(BetweenFace).look_back)
        tap(self.face(CaseFace).go_on)
        self.write_and_save()
        self.read_it_again()
        self.sitting.leave()
        return {"responders": responders}

    @property
    def page(self) -> PartnerPage:
        return self.sitting.see(PartnerPage)

    @property
    def scenario(self) -> Scenario:
        assert self.page.course is not None
        return self.page.course.sitting.scenario

    def face(self, kind: type[F]) -> F:
        wait_for(lambda: isinstance(self.page.face, kind), f"the {kind.__name__}")
        found = self.page.face
        assert isinstance(found, kind)
        return found

    def type_into(self, field: object, text: str) -> None:
        tap(field)  # type: ignore[arg-type]  # they are fields
        self.sitting.write(text)

    # The steps

    def arrive(self) -> None:
        click(self.sitting.window.rail.button("practice"))
        library = self.sitting.see(LibraryPage)
        wait_for(lambda: library.shelf.first, "the scenarios")
        tap(library.home.leads.welcome.action)
        wait_for(library.detail.isVisible, "the first scenario")
        tap(library.detail.partner)
        face = self.face(ArriveFace)
        for field, name in zip(face.fields, NAMES, strict=False):
            self.type_into(field, name)
        tap(face.begin)

    def hand_out(self) -> int:
        """Each reads their card, which the other cannot; who responds comes back."""
        tap(self.face(SituationFace).go_on)
        course = self.page.course
        assert course is not None
        responder = course.sitting.casting.seats.responder
        for person in dict.fromkeys(each for each, _role in course._cards):
            over = self.face(HandOverFace)
            assert NAMES[person].replace("&", "&&") in over.accept.text()
            assert self.left_of_cards() == []
            role = next(role for each, role in course._cards if each == person)
            tap(over.accept)
            face = self.face(CardFace)
            shown = self.left_of_cards()
            assert all(
                any(each.startswith(words) for each in shown) for words in _words(self.scenario.roles[role].card)
            )
            tap(face.read)
        self.face(PlayFace)
        assert self.left_of_cards() == []
        return responder

    def left_of_cards(self) -> list[str]:
        """What can be read of any card, in any widget, shown or hidden."""
        QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete.value)
        signs = [words for role in self.scenario.roles.values() for words in _words(role.card)]
        return traces_in(QApplication.topLevelWidgets(), signs=signs)

    def answer_in_writing(self) -> None:
        face = self.face(PlayFace)
        tap(face.way.option(IN_WRITING))
        self.type_into(face.writing.field, SAID)
        # They look at the card once more in between.
        person = next(iter(face.cards))
        tap(face.cards[person])
        tap(self.face(HandOverFace).accept)
        assert self.left_of_cards() != []
        tap(self.face(CardFace).read)
        face = self.face(PlayFace)
        assert self.left_of_cards() == []
        assert face.said == SAID
        tap(face.writing.say)

    def answer_aloud(self) -> None:
        tap(self.face(PlayFace).have_said)

    def say_what_was_seen(self) -> None:
        face = self.face(SeenFace)
        card = next(iter(face.cards.values()))
        tap(card.rows[0][0].box)
        self.type_into(card.own, SEEN)
        self.type_into(face.notes, NOTE)
        tap(face.go_on)

    def write_and_save(self) -> None:
        face = self.face(ClosingFace)
        for place, words in enumerate(HAPPENED):
            tap(face.who.option(str(place)))
            self.type_into(face.forms[place].fields[0], words)
        self.type_into(face.forms[1].plan.cue, CUE)
        self.type_into(face.forms[1].plan.response, RESPONSE)
        self.type_into(face.together, TOGETHER)
        tap(face.save)
        self.face(SavedFace)

    def read_it_again(self) -> None:
        tap(self.face(SavedFace).read)
        page = self.sitting.see(RunPage)
        wait_for(lambda: page.run is not None, "the run")
        for words in (", ".join(NAMES), SAID, NOTE, TOGETHER, *HAPPENED):
            self.sitting.wait_to_read(words)
        tap(page.back)
        self.sitting.see(LibraryPage)


def _words(card: CueCard) -> Sequence[str]:
    """What only the card says. With what one begins, a line of the scene may say it too."""
    return (card.knows, card.wants, *card.limits)
