"""A file becomes the values it says, and a head is had without the rest."""

import hashlib
from dataclasses import FrozenInstanceError, replace

import pytest

from allydesk.errors import Code, PracticeError
from allydesk.practice.format import examine, read_head, read_scenario
from allydesk.practice.intents import Intent
from allydesk.practice.scenario import (
    AnyOf,
    Branch,
    Choice,
    Chosen,
    CueCard,
    Effect,
    Ending,
    IfThen,
    Line,
    LineKind,
    LookFor,
    Model,
    Onward,
    OwnWords,
    Passage,
    Role,
    Seen,
    State,
    StateIs,
)
from allydesk.practice.skills import Skill
from tests.practice.format.made import EXAMPLE, SCENARIOS, SMALL, large


def test_the_head_the_people_and_the_numbers() -> None:
    scenario = read_scenario(SMALL.encode(), name="small.yaml")
    head = scenario.head
    assert (head.title, head.family, head.variant, head.language) == ("A name at the door", "Names", "a", "en-GB")
    assert (head.minutes, head.content_notes, head.skills) == (2, (), (Skill.NOTICING, Skill.CORRECTING))
    assert (scenario.player, scenario.start, scenario.keep_in_mind) == ("you", "door", "")
    assert scenario.roles["ngozi"] == Role(
        "ngozi",
        "Ngozi",
        "a guest",
        CueCard("Your name is on the list.", "To be called by it.", limits=("Do not put on an accent.",)),
    )
    assert scenario.states == {"ease": State("ease", "Ngozi’s ease", 1, 0, 3)}
    assert scenario.digest == hashlib.sha256(SMALL.encode()).hexdigest()


def test_lines_are_told_said_and_done() -> None:
    scene = read_scenario(SMALL.encode(), name="").scenes["door"]
    assert scene.lines == (
        Line(LineKind.NARRATION, "Ngozi comes up to the door."),
        Line(LineKind.SPEECH, "Ngozi Okafor.", "ngozi"),
        Line(LineKind.ACTION, "waits.", "ngozi"),
    )


def test_a_choice_with_everything_an_option_has() -> None:
    choice = read_scenario(SMALL.encode(), name="").scenes["door"].turn
    assert isinstance(choice, Choice)
    assert (choice.ask, choice.own_words, choice.why) == ("What do you do?", "say-it", "")
    assert [option.id for option in choice.options] == ["shorten", "ask", "wave"]
    assert [option.spoken for option in choice.options] == [True, True, False]
    ask = choice.options[1]
    assert ask.effects == (Effect("ease", 1),)
    assert ask.seen == (Seen(Skill.NOTICING, 2, "You asked rather than guessed."),)
    assert (ask.coach, ask.next, ask.when) == ("A name can be asked for.", "inside", ())


def test_own_words_ways_on_endings_and_the_debrief() -> None:
    scenario = read_scenario(SMALL.encode(), name="")
    assert scenario.scenes["say-it"].turn == OwnWords(
        ask="Say it in your own words.",
        to="ngozi",
        intent=Intent.ASKING,
        good=Model("How do you say it?", "It asks."),
        poor=Model("That’s too hard for me.", "It makes her name the trouble."),
        next="inside",
        look_for=(
            LookFor(
                "It asks how the name is said.",
                Seen(Skill.CORRECTING, 2, "You asked how it is said."),
                (Effect("ease", 1),),
            ),
        ),
    )
    inside = scenario.scenes["inside"]
    assert inside.lines[0].when == (AnyOf((Chosen("shorten"), Chosen("ask", wanted=False))),)
    assert inside.turn == Onward((Branch("known", (StateIs("ease", 2, None),)), Branch("unknown")))
    assert scenario.scenes["unknown"].turn == Ending(
        "unknown", "The list has an N on it", "Nobody at the party knows who N is."
    )
    debrief = scenario.debrief
    assert debrief.dealt == (Passage("You asked.", (Chosen("ask"),)), Passage("Nobody spoke of it."))
    assert debrief.outcome == (Passage("She is inside."),)
    assert debrief.plan == IfThen("I do not know how a name is said", "ask once and write it down")
    assert (debrief.questions, debrief.do_over) == (("Whose name do you find hard?",), "door")


def test_every_scalar_is_text_as_it_stands() -> None:
    """What YAML would make a truth, a date, nothing or a number of is what somebody wrote."""
    for word in ("yes", "no", "null", "~", "2026-11-22", "0x1F", "1e3", "NaN", "12:30"):
        text = SMALL.replace("title: A name at the door", f"title: {word}")
        assert read_scenario(text.encode(), name="").head.title == word


def test_a_byte_order_mark_and_other_line_ends_are_fine() -> None:
    plain = read_scenario(SMALL.encode(), name="")
    for data in (b"\xef\xbb\xbf" + SMALL.encode(), SMALL.replace("\n", "\r\n").encode(), f"---\n{SMALL}...\n".encode()):
        assert replace(read_scenario(data, name=""), digest="") == replace(plain, digest="")


def test_a_folded_text_is_one_line_and_a_literal_one_keeps_its_breaks() -> None:
    folded = SMALL.replace("setting: A door with a list beside it.", "setting: >-\n  A door\n  with a list.")
    assert read_scenario(folded.encode(), name="").setting == "A door with a list."
    literal = SMALL.replace("setting: A door with a list beside it.", "setting: |\n  A door.\n\n  A list.\n")
    assert read_scenario(literal.encode(), name="").setting == "A door.\n\nA list."


@pytest.mark.parametrize("path", sorted(SCENARIOS.glob("*.yaml")), ids=lambda path: path.stem)
def test_every_shipped_file_reads_without_a_remark(path: object) -> None:
    data = getattr(path, "read_bytes")()  # noqa: B009 - pytest gives a Path, which its types do not say
    examined = examine(data, name="")
    assert examined.remarks == ()
    assert examined.scenario is not None
    assert read_head(data, name="") == examined.scenario.head


def test_a_scenario_does_not_change() -> None:
    scenario = read_scenario(EXAMPLE.read_bytes(), name="")
    with pytest.raises(FrozenInstanceError):
        scenario.start = "elsewhere"  # type: ignore[misc]  # that is what is tried
    with pytest.raises(TypeError):
        scenario.scenes["new"] = scenario.scenes["joke"]  # type: ignore[index]  # that is what is tried


def test_a_head_is_read_though_the_scenes_are_faulty() -> None:
    data = SMALL.replace("coach: A name can be asked for.", "").encode()
    assert examine(data, name="").scenario is None
    assert read_head(data, name="").title == "A name at the door"


def test_a_head_in_another_order_is_read_all_the_same() -> None:
    """The list is quick where the head comes first, and right wherever it comes."""
    begin, _, rest = SMALL.partition("setting:")
    notes = "content-notes: []\n"
    late = f"{begin.replace(notes, '')}setting:{rest}{notes}"
    assert read_head(late.encode(), name="") == read_head(SMALL.encode(), name="")


def test_what_reading_raises_says_where_and_nothing_else() -> None:
    data = SMALL.replace("next: known", "next: knonw").encode()
    with pytest.raises(PracticeError) as raised:
        read_scenario(data, name="private name.yaml")
    assert raised.value.code is Code.SCENARIO_FAULTY
    line = data.decode().splitlines().index("      - next: knonw") + 1
    assert raised.value.facts == {"line": line, "column": 15}


@pytest.mark.parametrize(
    ("mark", "code"),
    [
        ("2", Code.NEWER_VERSION),
        ("one", Code.NOT_A_SCENARIO),
        ("[1]", Code.NOT_A_SCENARIO),
        ("1.0", Code.NOT_A_SCENARIO),
    ],
)
def test_another_format_is_told_from_a_faulty_file(mark: str, code: Code) -> None:
    data = SMALL.replace("allydesk-scenario: 1", f"allydesk-scenario: {mark}").encode()
    for read in (read_scenario, read_head):
        with pytest.raises(PracticeError) as raised:
            read(data, name="")
        assert raised.value.code is code


def test_two_thousand_scenes_are_read() -> None:
    scenario = read_scenario(large(), name="")
    assert len(scenario.scenes) == 2_000
    assert isinstance(scenario.scenes["s0"].turn, Choice)
