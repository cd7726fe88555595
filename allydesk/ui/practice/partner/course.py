"""What follows what: cards, a round, what was seen, a swap, and looking back. One face is there at a time."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import datetime
from functools import partial

from PySide6.QtCore import QObject, Signal

from allydesk.practice.partnering import Casting, cards_of, open_roles
from allydesk.ui.practice.partner.between import BetweenFace
from allydesk.ui.practice.partner.case import CaseFace
from allydesk.ui.practice.partner.closing import ClosingFace
from allydesk.ui.practice.partner.face import Face
from allydesk.ui.practice.partner.passing import CardFace, HandOverFace, OfferFace, take_words
from allydesk.ui.practice.partner.playing import PlayFace
from allydesk.ui.practice.partner.seeing import SeenFace
from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.practice.partner.situation import SituationFace
from allydesk.ui.practice.partner.writing import Listen
from allydesk.ui.theme import Look

_CARD, _NOTES = "show my card", "I write down what I saw"


@dataclass(frozen=True, slots=True)
class _Passed:
    """To whom the screen was given last, what they were told it shows, and how it is shown to them."""

    person: int
    shows: str
    show: Callable[[], object]


class Course(QObject):
    """Makes the faces. Whatever is written goes into the sitting when its face goes, or when `take_down` is called."""

    face_made = Signal(object)
    """This `Face` is to be in front, and the one before it is over."""
    aloud_changed = Signal()
    """They have begun to speak in a round, or to write."""
    save_asked = Signal()
    leave_asked = Signal()

    def __init__(
        self,
        sitting: Sitting,
        *,
        look: Look,
        vault: str,
        clock: Callable[[], datetime],
        steady: Callable[[], float],
        listen: Listen,
        has_coach: bool,
        parent: QObject | None = None,
    ) -> None:
        """`vault` is the name of the one that is open; `steady` counts seconds and is never set back."""
        super().__init__(parent)
        self.sitting = sitting
        self._look = look
        self._vault = vault
        self._clock = clock
        self._steady = steady
        self._listen = listen
        self._has_coach = has_coach
        self._cards: list[tuple[int, str]] = []
        self._passed: _Passed | None = None
        self._face: Face | None = None

    # From outside

    def begin(self) -> None:
        """A new one: the first situation. One that was left: between two rounds."""
        if self.sitting.rounds:
            self._show_between()
        else:
            self._show_situation()

    def cover(self) -> None:
        """Somebody else may be looking: what is for one person only gives way to the hand-over before it."""
        face, passed = self._face, self._passed
        if passed is not None and isinstance(face, CardFace | SeenFace):
            self._hand_over(passed)

    def take_down(self) -> None:
        """Keep what is typed in the face in front."""
        sitting, now = self.sitting, self._clock()
        match self._face:
            case PlayFace() as face:
                sitting.said(face.said, now=now)
            case SeenFace() as face:
                sitting.seen(face.observed, face.note, now=now)
            case ClosingFace() as face:
                sitting.wrote(face.answers, face.plans, face.words, now=now)

    @property
    def face(self) -> Face | None:
        """The one in front."""
        return self._face

    @property
    def is_aloud(self) -> bool:
        """Whether they are speaking in a round."""
        return isinstance(self._face, PlayFace) and self._face.is_aloud

    # Cards

    def _show_situation(self) -> None:
        face = SituationFace(self.sitting, look=self._look)
        face.went_on.connect(self._hand_out)
        self._put(face)

    def _hand_out(self, casting: Casting) -> None:
        self.sitting.casting = casting
        self._cards = list(cards_of(self.sitting.scenario, casting))
        self._pass_next()

    def _pass_next(self) -> None:
        if not self._cards:
            self._play()
            return
        person, role = self._cards[0]
        self._hand_over(_Passed(person, _CARD, lambda: self._show_card(person, role)))

    def _hand_over(self, passed: _Passed) -> None:
        sitting = self.sitting
        face = HandOverFace(
            sitting.name(passed.person),
            others=sitting.others(passed.person),
            place=passed.person,
            shows=passed.shows,
            look=self._look,
        )
        face.accepted.connect(passed.show)
        self._put(face)
        self._passed = passed

    def _show_card(self, person: int, role: str) -> None:
        sitting = self.sitting
        face = CardFace(sitting.scenario, sitting.scenario.roles[role], sitting.name(person), look=self._look)
        face.was_read.connect(self._card_over)
        face.declined.connect(lambda: self._decline(person, role))
        self._put(face, passed=_Passed(person, _CARD, lambda: self._show_card(person, role)))

    def _card_over(self) -> None:
        self._cards.pop(0)
        self._pass_next()

    def _decline(self, person: int, role: str) -> None:
        self.sitting.casting = self.sitting.casting.declining(role)
        self._put(OfferFace(self._instead(person), look=self._look))

    def _instead(self, person: int) -> list[tuple[str, Callable[[], object]]]:
        """What somebody may do who has declined a card: nothing at all stands first."""
        sitting, seats = self.sitting, self.sitting.casting.seats
        if person == seats.responder:
            others = [place for place in (seats.partner, seats.third) if place is not None]
            swaps = [(f"Let {sitting.name(each)} respond", partial(self._let_respond, each)) for each in others]
            return [("Respond without a card", self._card_over), *swaps]
        nothing = "Watch this round" if person == seats.third else "Play nobody in this round"
        roles = open_roles(sitting.scenario, sitting.casting)
        return [
            (nothing, self._card_over),
            *((take_words(role), partial(self._take, person, role.id)) for role in roles),
        ]

    def _let_respond(self, person: int) -> None:
        self.sitting.reseat(self.sitting.casting.seats.with_responder(person))
        self._show_situation()

    def _take(self, person: int, role: str) -> None:
        self.sitting.casting = self.sitting.casting.giving(role, person)
        self._cards[0] = (person, role)
        self._show_card(person, role)

    # The round

    def _play(self) -> None:
        self.sitting.play(now=self._clock())
        face = PlayFace(
            self.sitting, look=self._look, steady=self._steady, listen=self._listen, has_coach=self._has_coach
        )
        face.show_said(self.sitting.rounds[-1].said)
        face.was_said.connect(self._observe)
        face.card_asked.connect(self._show_again)
        face.aloud_changed.connect(lambda _aloud: self.aloud_changed.emit())
        self._put(face)

    def _show_again(self, person: int) -> None:
        role = self.sitting.casting.role_of(person)
        if role is not None:
            self._hand_over(_Passed(person, _CARD, lambda: self._show_card_again(person, role)))

    def _show_card_again(self, person: int, role: str) -> None:
        sitting = self.sitting
        card = sitting.scenario.roles[role]
        face = CardFace(sitting.scenario, card, sitting.name(person), look=self._look, can_decline=False)
        face.was_read.connect(self._play)
        self._put(face, passed=self._passed)

    def _observe(self) -> None:
        observer = self.sitting.casting.observer
        if observer is None:
            self._show_seen()
        else:
            self._hand_over(_Passed(observer, _NOTES, self._show_seen))

    def _show_seen(self) -> None:
        self.take_down()
        face = SeenFace(self.sitting, look=self._look)
        last = self.sitting.rounds[-1]
        face.show_seen(last.observed, last.note)
        face.went_on.connect(self._end_round)
        self._put(face, passed=self._passed if self.sitting.casting.observer is not None else None)

    def _end_round(self) -> None:
        self.take_down()
        self.sitting.end_round()
        self._show_between()

    # After it

    def _show_between(self) -> None:
        face = BetweenFace(self.sitting, look=self._look)
        face.swap_asked.connect(self._swap)
        face.look_back_asked.connect(self._look_back)
        self._put(face)

    def _swap(self) -> None:
        self.sitting.swap()
        self._show_situation()

    def _look_back(self) -> None:
        face = CaseFace(self.sitting, look=self._look)
        face.went_on.connect(self._close)
        face.round_asked.connect(self._swap)
        self._put(face)

    def _close(self) -> None:
        today = self._clock().date()
        face = ClosingFace(self.sitting, vault=self._vault, today=today, look=self._look)
        face.save_asked.connect(self.save_asked)
        face.leave_asked.connect(self.leave_asked)
        face.back_asked.connect(self._look_back)
        self._put(face)

    def _put(self, face: Face, *, passed: _Passed | None = None) -> None:
        """Take down what is typed in the face before, and bring this one to the front."""
        self.take_down()
        self._face, self._passed = face, passed
        self.face_made.emit(face)
