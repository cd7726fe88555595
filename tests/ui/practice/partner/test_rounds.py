"""Rounds at one keyboard: two swap, three take turns to watch, aloud or in writing, with what was seen in between."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QLabel

from allydesk.practice.debriefing import debrief_of
from allydesk.practice.intents import Intent
from allydesk.practice.playing import Play
from allydesk.practice.run import Observed, Reflection, Round
from allydesk.practice.scenario import Seen
from allydesk.practice.skills import Skill
from allydesk.storage.vault import Vault
from allydesk.ui.practice.partner.arriving import ArriveFace
from allydesk.ui.practice.partner.between import BetweenFace
from allydesk.ui.practice.partner.case import CaseFace
from allydesk.ui.practice.partner.closing import ClosingFace
from allydesk.ui.practice.partner.page import PartnerPage
from allydesk.ui.practice.partner.passing import HandOverFace
from allydesk.ui.practice.partner.playing import PlayFace
from allydesk.ui.practice.partner.seeing import SeenFace
from allydesk.ui.practice.partner.sitting import Sitting
from allydesk.ui.practice.partner.situation import SituationFace
from tests.ui.hands import button, click, type_into
from tests.ui.practice.conftest import Settle
from tests.ui.practice.partner.conftest import Sit, Table
from tests.ui.practice.partner.hands import (
    by_keys,
    face,
    press_escape,
    push,
    tab_to,
    tab_to_field,
    type_here,
)
from tests.ui.practice.scene.hands import focused, key

SAID = "What has that got to do with where they are from?"


def sitting_of(page: PartnerPage) -> Sitting:
    assert page.course is not None
    return page.course.sitting


def read_cards(page: PartnerPage, *names: str) -> None:
    """Each reads their card."""
    push(page, "Hand out the cards")
    for name in names:
        push(page, f"I am {name}: show my card", "I have read it")


def to_play(sit: Sit) -> Table:
    table = sit("Sam", "Kim")
    read_cards(table.page, "Sam", "Kim")
    return table


def heard(page: PartnerPage) -> list[str]:
    """Every label of the face in front."""
    assert page.face is not None
    return [label.text() for label in page.face.findChildren(QLabel)]


def phrase(table: Table, skill: Skill) -> Seen:
    """The first thing of that skill that can be ticked."""
    return face(table.page, SeenFace).cards[skill].rows[0][1]


def test_two_people_swap_roles_at_one_keyboard_and_save_what_was_seen(sit: Sit, vault: Vault, settle: Settle) -> None:
    """Not one click: names, cards, a round in writing, what was seen, a swap, a round aloud, and looking back."""
    table = sit()
    page, scenario = table.page, table.scenario
    type_here("Sam")
    key(Qt.Key.Key_Return)
    type_here("Kim")
    by_keys("Begin", "Hand out the cards", "I am Sam: show my card", "I have read it")
    by_keys("I am Kim: show my card", "I have read it")

    tab_to("Aloud")
    key(Qt.Key.Key_Right)
    tab_to_field("What do you say?")
    type_here(SAID)
    by_keys("These are my words")
    ticked = phrase(table, Skill.NOTICING)
    key(Qt.Key.Key_Space)
    tab_to_field("Naming what was done: something else you saw")
    type_here("You named it twice")
    tab_to("clearly")
    key(Qt.Key.Key_Left)
    tab_to_field("Anything else")
    type_here("It was quiet.")
    by_keys("That is what was seen", "Swap: Kim responds")

    by_keys(
        "Hand out the cards", "I am Kim: show my card", "I have read it", "I am Sam: show my card", "I have read it"
    )
    by_keys("We have said it", "That is what was seen")
    assert focused() is face(page, BetweenFace).look_back, "everybody has responded once"
    by_keys("Look back together", "Go on")

    tab_to_field("What happened?")
    type_here("Nobody laughed.")
    key(Qt.Key.Key_Backtab)
    tab_to("Sam")
    key(Qt.Key.Key_Right)
    tab_to_field("What would you do next time?")
    type_here("Wait a little.")
    tab_to_field("If…")
    type_here("somebody is talked over")
    key(Qt.Key.Key_Return)
    type_here("give the floor back")
    tab_to_field("What you note together")
    type_here("Ask sooner.")
    by_keys("Save to Journal")
    settle()
    by_keys("Read it again")

    run = vault.practice.run(table.read[0])
    assert run.finished is not None
    assert run.partnered is not None
    assert (run.partnered.people, run.partnered.together) == (("Sam", "Kim"), "Ask sooner.")
    by = "Sam and Kim"
    seen = (
        Observed(Skill.NOTICING, ticked.level, ticked.behaviour, -1, by),
        Observed(Skill.NAMING, 1, "You named it twice", -1, by),
    )
    assert run.partnered.rounds == (
        Round(0, (("you", 0), ("dan", 1)), None, SAID, seen, "It was quiet."),
        Round(1, (("you", 1), ("dan", 0)), None, "", (), ""),
    )
    assert run.reflection == Reflection(happened="Sam: Nobody laughed.", note="Kim: Wait a little.")
    assert [told.text for told in run.told] == [told.text for told in Play(scenario).told]
    assert (run.scenario.family, run.scenario.digest) == (scenario.head.family, scenario.digest)
    plans = [(each.cue, each.response, each.note, each.run) for each in vault.practice.commitments()]
    assert plans == [("somebody is talked over", "give the floor back", "Kim", run.id)]
    assert vault.practice.cards() == []
    assert vault.practice.observations() == []


def test_three_take_turns_and_whoever_watches_is_handed_the_screen(sit: Sit, vault: Vault, settle: Settle) -> None:
    table = sit("Sam", "Kim", "Ada")
    page = table.page
    for responder, partner, watcher in (("Sam", "Kim", "Ada"), ("Kim", "Ada", "Sam"), ("Ada", "Sam", "Kim")):
        read_cards(page, responder, partner)
        assert f"{watcher} watches." in " ".join(heard(page))
        push(page, "We have said it")
        assert f"Pass to {watcher}" in heard(page)
        push(page, f"I am {watcher}: I write down what I saw")
        click(face(page, SeenFace).cards[Skill.NOTICING].rows[0][0].box)
        push(page, "That is what was seen")
        if responder != "Ada":
            push(page, f"Swap: {partner} responds")
    push(page, "Look back together", "Go on", "Save to Journal")
    settle()

    run = vault.practice.run(vault.practice.runs()[0].id)
    assert run.partnered is not None
    rounds = run.partnered.rounds
    assert [(each.player, dict(each.parts)["dan"], each.observer) for each in rounds] == [
        (0, 1, 2),
        (1, 2, 0),
        (2, 0, 1),
    ]
    assert [[seen.by for seen in each.observed] for each in rounds] == [["Ada"], ["Sam"], ["Kim"]]
    assert {seen.move for each in rounds for seen in each.observed} == {-1}


def test_who_responds_and_who_watches_first_can_be_chosen(sit: Sit) -> None:
    table = sit()
    arriving = face(table.page, ArriveFace)
    for field, name in zip(arriving.fields, ("Sam", "Kim", "Ada"), strict=True):
        type_into(field, name)
    click(arriving.watches.option("1"))
    click(arriving.responds.option("1"))
    assert not arriving.watches.option("1").isVisible(), "whoever responds does not watch"
    click(arriving.watches.option("2"))
    push(table.page, "Begin")

    seats = face(table.page, SituationFace).casting.seats
    assert (seats.responder, seats.partner, seats.third) == (1, 0, 2)


def test_with_two_there_is_nobody_to_choose_to_watch(sit: Sit) -> None:
    table = sit()
    arriving = face(table.page, ArriveFace)
    type_into(arriving.fields[0], "Sam & Co")
    type_into(arriving.fields[1], "Kim")
    assert arriving.responds.option("0").text() == "Sam && Co"
    assert not arriving.responds.option("2").isVisible()
    assert not arriving.watches.isVisible()
    click(arriving.responds.option("1"))
    push(table.page, "Begin", "Hand out the cards")
    assert face(table.page, HandOverFace).accept.text() == "I am Kim: show my card"


@pytest.mark.parametrize(
    ("names", "says"),
    [((), "two names"), (("Sam",), "two names"), (("Sam", " sam "), "the same name"), ((" ", "Kim", ""), "two names")],
)
def test_two_names_that_can_be_told_apart_are_needed(names: tuple[str, ...], says: str, sit: Sit) -> None:
    table = sit()
    arriving = face(table.page, ArriveFace)
    for field, name in zip(arriving.fields, names, strict=False):
        type_into(field, name)
    push(table.page, "Begin")

    assert face(table.page, ArriveFace) is arriving
    assert arriving.trouble.isVisible()
    assert says in arriving.trouble.text()
    assert focused() in arriving.fields
    type_into(focused(), "x")
    assert not arriving.trouble.isVisible()


def test_the_ground_rules_and_the_content_notes_stand_before_anything(sit: Sit) -> None:
    table = sit()
    words = " ".join(heard(table.page))
    for said in ("act a stereotype", "can be declined", "stop at any line", "stays between you", "Nothing is saved"):
        assert said in words
    for note in table.scenario.head.content_notes:
        assert note in words
    push(table.page, "Not now")
    assert table.left == [None]


def test_aloud_somebody_is_there_and_in_writing_the_keyboard_says_so(sit: Sit) -> None:
    table = to_play(sit)
    playing = face(table.page, PlayFace)
    assert table.there == [True]
    click(playing.way.option("writing"))
    assert table.there == [True, False]
    assert focused() is playing.writing.field
    click(playing.way.option("aloud"))
    press_escape(table.page)
    assert table.there == [True, False, True, False], "whoever pauses may have gone"
    press_escape(table.page)
    table.page.hide()
    table.page.show()
    assert table.there[4:] == [True, False, True]
    push(table.page, "We have said it")
    assert table.there[-1] is False


def test_the_time_counts_up_for_whoever_wants_it_and_stands_still_in_a_pause(sit: Sit) -> None:
    table = to_play(sit)
    counting = face(table.page, PlayFace).counting
    assert not counting.figures.isVisible()
    table.seconds.now += 61
    push(table.page, "Show the time")
    assert counting.figures.text() == "1:01"
    press_escape(table.page)
    table.seconds.now += 600
    press_escape(table.page)
    table.seconds.now += 4
    push(table.page, "Hide the time", "Show the time")
    assert counting.figures.text() == "1:05"


def test_the_coach_reads_what_the_writer_says_the_words_are_for(sit: Sit) -> None:
    table = to_play(sit)
    playing = face(table.page, PlayFace)
    click(playing.way.option("writing"))
    writing = playing.writing
    assert writing.intent is Intent.INTERRUPTING
    assert not writing.say.isEnabled()
    type_into(writing.field, "I am sorry if you were hurt, but it was a joke.")
    assert not writing.findings.isVisible(), "the coach waits until they are asked"

    asked: list[tuple[str, Intent]] = []
    listen = writing._listen

    def overheard(text: str, intent: Intent) -> object:
        asked.append((text, intent))
        return listen(text, intent)

    writing._listen = overheard  # type: ignore[assignment]  # it passes on what the real coach says
    writing.meant.setCurrentIndex(writing.meant.findData(Intent.APOLOGISING.value))
    push(table.page, "What does the coach notice?")
    assert asked == [("I am sorry if you were hurt, but it was a joke.", Intent.APOLOGISING)]
    assert writing.findings.rows
    type_into(writing.field, " No.")
    assert not writing.findings.isVisible(), "that was about other words"
    push(table.page, "These are my words")
    assert sitting_of(table.page).rounds[0].said == "I am sorry if you were hurt, but it was a joke. No."


def test_words_and_ticks_outlast_a_second_look_at_a_card_and_a_pause(sit: Sit) -> None:
    table = sit("Sam", "Kim", "Ada")
    page = table.page
    read_cards(page, "Sam", "Kim")
    click(face(page, PlayFace).way.option("writing"))
    type_into(face(page, PlayFace).writing.field, SAID)
    push(page, "Sam: my card again", "I am Sam: show my card", "I have read it")
    assert face(page, PlayFace).said == SAID
    push(page, "These are my words", "I am Ada: I write down what I saw")
    click(face(page, SeenFace).cards[Skill.NOTICING].rows[0][0].box)
    push(page, "All twelve skills")
    type_into(face(page, SeenFace).cards[Skill.LISTENING].own, "You listened")
    before = face(page, SeenFace).observed
    assert len(before) == 2

    press_escape(page)
    press_escape(page)
    push(page, "I am Ada: I write down what I saw")

    assert face(page, SeenFace).observed == before
    assert face(page, SeenFace).cards[Skill.LISTENING].isVisible()


def test_after_a_pause_the_keyboard_is_where_it_was(sit: Sit) -> None:
    table = to_play(sit)
    click(face(table.page, PlayFace).way.option("writing"))
    tab_to("Kim: my card again")
    before = focused()
    press_escape(table.page)
    assert focused() is table.page.pause.go_on
    press_escape(table.page)
    assert focused() is before


def test_skills_of_the_scene_stand_first_and_all_twelve_can_be_had(sit: Sit) -> None:
    table = to_play(sit)
    push(table.page, "We have said it")
    seen = face(table.page, SeenFace)
    skills = table.scenario.head.skills
    assert {skill for skill, card in seen.cards.items() if card.isVisible()} == set(skills)
    assert len(seen.cards) == 12
    assert tuple(seen.cards)[: len(skills)] == skills
    assert "Look at it together" in " ".join(heard(table.page))
    button(table.page, "All twelve skills").setFocus()
    key(Qt.Key.Key_Return)
    assert all(card.isVisible() for card in seen.cards.values())
    assert focused() is next(card.own for skill, card in seen.cards.items() if skill not in skills)
    card = seen.cards[Skill.NAMING]
    assert not card.level.isVisible()
    type_into(card.own, "Something")
    assert card.level.isVisible(), "how clearly is asked about words of one's own only"


def test_the_debrief_tells_the_case_and_what_was_seen_in_words(sit: Sit) -> None:
    table = to_play(sit)
    push(table.page, "We have said it")
    ticked = phrase(table, Skill.NOTICING)
    click(face(table.page, SeenFace).cards[Skill.NOTICING].rows[0][0].box)
    type_into(face(table.page, SeenFace).cards[Skill.NAMING].own, "You were brief")
    push(table.page, "That is what was seen", "Look back together")

    face(table.page, CaseFace)
    words = heard(table.page)
    for part in debrief_of(table.scenario, Play(table.scenario).situation):
        assert {part.heading, part.text} <= set(words)
    assert set(table.scenario.debrief.questions) <= set(words)
    assert f"Noticing: {ticked.behaviour}" in words
    assert "Naming what was done: You were brief (clearly)" in words
    assert "Sam responded, aloud" in words
    assert not any(character.isdigit() for each in words for character in each), "nobody gets a mark"
    push(table.page, "Another round")
    assert "Kim responds, as a member of the team." in heard(table.page)


def test_a_plan_is_only_what_somebody_wanted(sit: Sit) -> None:
    table = to_play(sit)
    push(table.page, "We have said it", "That is what was seen", "Look back together", "Go on")
    closing = face(table.page, ClosingFace)
    assert all(plan.is_empty for plan in closing.plans), "what the scenario offers is nobody's yet"
    push(table.page, "Begin with the scenario’s plan")
    offer = table.scenario.debrief.plan
    assert offer is not None
    assert (closing.plans[0].cue, closing.plans[1].is_empty) == (offer.cue, True)
    push(table.page, "Back to the case", "Go on")
    assert face(table.page, ClosingFace).plans[0].cue == offer.cue
