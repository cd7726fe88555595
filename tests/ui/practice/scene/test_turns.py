"""Whose a line is, how far one goes back by it, and where a note stands."""

import pytest

from allydesk.practice.playing import Play
from allydesk.practice.run import OWN_WORDS, Chose, Move, Reasoned, ToldKind, Wrote
from allydesk.ui.practice.scene.items import LineItem, NoteItem, SettingItem, items_of
from allydesk.ui.practice.scene.turns import end_of_consequence, is_own, kept_by, last_turn, worth_keeping
from tests.ui.practice.made import the_joke

FULL: tuple[Move, ...] = (Chose("question"), Reasoned("It came first."), Chose("behaviour"))
OWN: tuple[Move, ...] = (Chose(OWN_WORDS), Wrote("Stop it, Dan.", (0,)), Chose("later"))


def played(*moves: Move) -> Play:
    play = Play(the_joke(), 3)
    for move in moves:
        play = play.after(move)
    return play


def test_what_one_did_is_gone_back_to_before_it_was_done_and_everything_else_as_it_was_told() -> None:
    play = played(*FULL)
    found = [(told.text[:12], kept_by(play, place)) for place, told in enumerate(play.told)]
    assert found == [
        ("Eight people", 0),
        ("…and you kno", 0),
        ("looks down a", 0),
        ("Dan, what do", 0),
        ("It came firs", 1),
        ("Well, you kn", 2),
        ("It is quiet ", 2),
        ("All right, a", 2),
        ("That one sai", 2),
        ("Fair. Let’s ", 3),
        ("Amara catche", 3),
    ]


def test_going_back_to_a_line_leaves_it_told_or_asks_for_it_again() -> None:
    play = played(*FULL)
    for place, told in enumerate(play.told):
        back = play.back_to(kept_by(play, place))
        shown = back.told[place : place + 1]
        assert shown == (told,) or (shown == () and is_own(told, play.scenario))


def test_the_players_own_are_what_they_did_said_and_gave_as_a_reason() -> None:
    own = [told.kind for told in played(*FULL).told if is_own(told, the_joke())]
    assert own == [ToldKind.SPEECH, ToldKind.REASON, ToldKind.SPEECH]
    assert [told.kind for told in played(*OWN).told if is_own(told, the_joke())] == [ToldKind.WORDS, ToldKind.SPEECH]


@pytest.mark.parametrize(
    ("moves", "place"),
    [((), None), (FULL[:1], 0), (FULL[:2], 0), (FULL, 2), (OWN[:1], 0), (OWN[:2], 1), ((Reasoned(""),), None)],
)
def test_the_last_turn_is_what_one_did_without_its_reason(moves: tuple[Move, ...], place: int | None) -> None:
    assert last_turn(moves) == place


@pytest.mark.parametrize(
    ("move", "is_worth"),
    [(Chose(OWN_WORDS), False), (Chose("a"), True), (Wrote(" \n"), False), (Wrote("a"), True), (Reasoned(""), False)],
)
def test_nothing_empty_is_kept(move: Move, is_worth: bool) -> None:
    assert worth_keeping(move) is is_worth


def test_the_consequence_ends_where_the_next_scene_begins() -> None:
    play = played(*FULL)
    assert play.told[end_of_consequence(play, 0)].text == "All right, all right. Bad joke."
    assert play.told[end_of_consequence(play, 2)].text == "Amara catches your eye for a second."
    unsaid = played(FULL[0], Reasoned(""))
    assert unsaid.told[end_of_consequence(unsaid, 0)].text == "All right, all right. Bad joke."


def texts(play: Play, *, with_notes: bool = True) -> list[str]:
    found = []
    for item in items_of(play, with_notes=with_notes):
        match item:
            case SettingItem(text):
                found.append(text)
            case LineItem(told):
                found.append(told.text)
            case NoteItem(feedback):
                found.append(f"note {feedback.move}")
    return found


def test_a_transcript_begins_with_where_one_is_and_has_the_notes_behind_what_came_of_it() -> None:
    found = texts(played(*FULL))
    assert found[0].endswith("The weekly meeting is about to begin. You are a member of the team.")
    assert found[6:] == [
        "Well, you know… late.",
        "It is quiet for a moment.",
        "note 0",
        "All right, all right. Bad joke.",
        "That one said that a whole country is late. The delivery was.",
        "Fair. Let’s begin.",
        "note 2",
    ]


def test_there_is_no_note_before_it_is_said_why_and_none_at_all_without_them() -> None:
    assert "note 0" not in texts(played(FULL[0]))
    assert not [each for each in texts(played(*FULL), with_notes=False) if each.startswith("note")]


def test_a_turn_with_nothing_to_say_about_it_has_no_note() -> None:
    # Nothing was ticked, and the scenario has no words of the coach's for this turn.
    assert not [each for each in texts(played(OWN[0], Wrote("Well."))) if each.startswith("note")]
    assert "note 1" in texts(played(*OWN[:2]))
