"""A cue card is one person's: it is read alone, can be declined, and nothing of it is left when they have read it."""

from collections.abc import Callable

import pytest
from PySide6.QtWidgets import QLabel

from allydesk.practice.scenario import Role
from allydesk.ui.practice.partner.face import Face
from allydesk.ui.practice.partner.page import PartnerPage
from allydesk.ui.practice.partner.passing import CardFace, HandOverFace, OfferFace
from allydesk.ui.practice.partner.playing import PlayFace
from allydesk.ui.practice.partner.situation import SituationFace
from tests.ui.hands import click
from tests.ui.practice.conftest import Settle
from tests.ui.practice.partner.conftest import Sit, Table
from tests.ui.practice.partner.hands import card_words, face, found_of, press_escape, push


def to_card_of_kim(sit: Sit) -> tuple[Table, Role]:
    """Sam has read; Kim reads what Dan is told."""
    table = sit("Sam", "Kim")
    push(table.page, "Hand out the cards", "I am Sam: show my card", "I have read it", "I am Kim: show my card")
    return table, table.scenario.roles["dan"]


def shown_to(page: PartnerPage) -> str:
    """Whom the screen is passed to."""
    return face(page, HandOverFace).accept.text()


def test_a_card_is_shown_whole_to_the_one_it_is_for_and_alone(sit: Sit) -> None:
    table, dan = to_card_of_kim(sit)
    roles = table.scenario.roles

    assert found_of(dan.card, table.page) == list(card_words(dan.card))
    shown = [label.text() for label in face(table.page, CardFace).findChildren(QLabel)]
    assert f"“{dan.card.begins}”" in shown
    assert {"For Kim alone", "You play Dan, your manager.", "Limits"} <= set(shown)
    for other in ("you", "amara"):
        assert found_of(roles[other].card, table.page) == []


def test_before_the_hand_over_nothing_of_any_card_can_be_found(sit: Sit) -> None:
    table = sit("Sam", "Kim")
    for step in ("Hand out the cards", "I am Sam: show my card", "I have read it"):
        push(table.page, step)
        for role, each in table.scenario.roles.items():
            expected = card_words(each.card) if role == "you" and isinstance(table.page.face, CardFace) else ()
            assert found_of(each.card, table.page) == list(expected)
    assert shown_to(table.page) == "I am Kim: show my card"
    title = [label.text() for label in face(table.page, HandOverFace).findChildren(QLabel)]
    assert title == ["Pass to Kim", "Sam looks away."]


GOES: dict[str, Callable[[Table], object]] = {
    "it was read": lambda table: push(table.page, "I have read it"),
    "it was declined": lambda table: push(table.page, "Decline this card"),
    "a pause": lambda table: press_escape(table.page),
    "another room": lambda table: table.page.hide(),
    "another page": lambda table: table.page.flush(lambda: None),
    "the vault locks": lambda table: table.page.close_all(),
    "another scenario": lambda table: table.begin(),
}


@pytest.mark.parametrize("why", GOES)
def test_nothing_of_a_card_is_left_in_any_widget_after(why: str, sit: Sit, settle: Settle) -> None:
    table, dan = to_card_of_kim(sit)
    old = face(table.page, CardFace)
    assert found_of(dan.card, table.page)

    GOES[why](table)

    # At once, before anything that was put off until later is done: nobody can look in between.
    assert not any(part is old for part in table.page.findChildren(Face)) or not old.isVisible()
    assert found_of(dan.card, table.page) == []
    settle()
    assert found_of(dan.card, table.page) == []
    assert not table.page.findChildren(CardFace)


def test_after_a_pause_the_card_is_handed_over_again(sit: Sit) -> None:
    table, dan = to_card_of_kim(sit)

    press_escape(table.page)
    assert table.page.stack.currentWidget() is table.page.pause
    press_escape(table.page)

    assert shown_to(table.page) == "I am Kim: show my card"
    push(table.page, "I am Kim: show my card")
    assert found_of(dan.card, table.page)


def test_another_card_after_one_was_declined_is_covered_too(sit: Sit) -> None:
    table, _dan = to_card_of_kim(sit)
    amara = table.scenario.roles["amara"]
    push(table.page, "Decline this card", "Play Amara, your colleague")
    assert found_of(amara.card, table.page) == list(card_words(amara.card))

    press_escape(table.page)
    press_escape(table.page)

    assert found_of(amara.card, table.page) == []
    push(table.page, "I am Kim: show my card", "I have read it")
    face(table.page, PlayFace)
    course = table.page.course
    assert course is not None
    assert course.sitting.rounds[0].parts == (("you", 0), ("amara", 1))
    assert course.sitting.rounds[0].declined == ("dan",)


def test_whoever_declines_may_play_nobody_and_the_lines_stand_on_the_page(sit: Sit) -> None:
    table, dan = to_card_of_kim(sit)

    push(table.page, "Decline this card")
    words = [label.text() for label in face(table.page, OfferFace).findChildren(QLabel)]
    assert not any("?" in each and "why" in each.casefold() for each in words), "no reason is asked for"
    push(table.page, "Play nobody in this round")

    playing = face(table.page, PlayFace)
    assert [line.accessibleName() for line in playing.lines][1].startswith("Dan, your manager: “")
    assert list(playing.cards) == [0]
    assert found_of(dan.card, table.page) == []


def test_a_declined_role_that_says_nothing_at_first_is_read_from_its_card(sit: Sit) -> None:
    table = sit("Sam", "Kim", name="candles-in-mill-lane")
    bashir = table.scenario.roles["bashir"]
    click(face(table.page, SituationFace).partner_plays.option("bashir"))
    push(table.page, "Hand out the cards", "I am Sam: show my card", "I have read it")
    push(table.page, "I am Kim: show my card", "Decline this card", "Play nobody in this round")

    lines = [line.accessibleName() for line in face(table.page, PlayFace).lines]
    assert f"Bashir, {bashir.part}: “{bashir.card.begins}”" in lines


def test_the_responder_may_answer_without_a_card(sit: Sit) -> None:
    table = sit("Sam", "Kim")
    push(table.page, "Hand out the cards", "I am Sam: show my card", "Decline this card", "Respond without a card")

    assert shown_to(table.page) == "I am Kim: show my card"
    push(table.page, "I am Kim: show my card", "I have read it")
    assert list(face(table.page, PlayFace).cards) == [1]
    course = table.page.course
    assert course is not None
    made = course.sitting.rounds[0]
    assert (made.player, made.parts, made.declined) == (0, (("dan", 1),), ("you",))


def test_the_responder_may_let_somebody_else_respond(sit: Sit) -> None:
    table = sit("Sam", "Kim", "Ada")
    push(table.page, "Hand out the cards", "I am Sam: show my card", "Decline this card", "Let Ada respond")

    words = [label.text() for label in face(table.page, SituationFace).findChildren(QLabel)]
    assert "Ada responds, as a member of the team." in words
    assert "Sam watches, and says afterwards what could be seen." in words
    push(table.page, "Hand out the cards")
    assert shown_to(table.page) == "I am Ada: show my card"


def test_every_card_can_be_declined_and_the_round_is_still_there(sit: Sit) -> None:
    table = sit("Sam", "Kim")
    push(table.page, "Hand out the cards", "I am Sam: show my card", "Decline this card", "Respond without a card")
    push(table.page, "I am Kim: show my card", "Decline this card", "Play Amara, your colleague", "Decline this card")
    assert [way.text() for way in face(table.page, OfferFace).ways] == ["Play nobody in this round"]
    push(table.page, "Play nobody in this round")

    assert not face(table.page, PlayFace).cards
    course = table.page.course
    assert course is not None
    assert course.sitting.rounds[0].declined == ("you", "dan", "amara")
    push(table.page, "We have said it")


def test_a_card_can_be_read_once_more_by_whoever_has_it(sit: Sit) -> None:
    table, dan = to_card_of_kim(sit)
    push(table.page, "I have read it", "Kim: my card again")
    assert shown_to(table.page) == "I am Kim: show my card"
    assert found_of(dan.card, table.page) == []

    push(table.page, "I am Kim: show my card")
    assert found_of(dan.card, table.page) == list(card_words(dan.card))
    assert not face(table.page, CardFace).decline.isVisible()
    push(table.page, "I have read it")

    face(table.page, PlayFace)
    assert found_of(dan.card, table.page) == []
    course = table.page.course
    assert course is not None
    assert len(course.sitting.rounds) == 1


def test_who_plays_whom_can_be_chosen_before_the_cards(sit: Sit) -> None:
    table = sit("Sam", "Kim", "Ada")
    situation = face(table.page, SituationFace)
    third = situation.third_does
    assert third is not None
    click(third.option("amara"))
    click(situation.partner_plays.option("amara"))
    assert (situation.casting.role_of(1), situation.casting.observer) == ("amara", 2), "one role is one person's"
    click(third.option("dan"))

    push(table.page, "Hand out the cards", "I am Sam: show my card", "I have read it")
    push(table.page, "I am Kim: show my card", "I have read it")
    assert shown_to(table.page) == "I am Ada: show my card"
    push(table.page, "I am Ada: show my card", "Decline this card", "Watch this round")
    course = table.page.course
    assert course is not None
    assert (course.sitting.casting.observer, course.sitting.rounds[0].declined) == (2, ("dan",))
