"""scenario play: a run by numbers, as text and as JSON."""

import json
from pathlib import Path

import pytest

from tests.cli.line import CommandLine
from tests.practice.format.made import EXAMPLE

ENDLESS = """
  afterwards:
    lines: []
    own-words:
      ask: Again?
      to: dan
      intent: asking
      look-for: [{text: It asks.}]
      good: {text: Again?, note: It asks.}
      poor: {text: No., note: It does not.}
      next: afterwards
"""


def test_a_run_by_numbers_is_printed_to_its_ending(line: CommandLine) -> None:
    said = line.raw("scenario", "play", EXAMPLE, "--choices", "2,1,1")
    assert (said.status, said.err) == (0, "")
    lines = said.out.splitlines()
    assert lines[0] == "The joke before the meeting"
    assert "Amara looks down at her notes and says nothing." in lines
    assert "You: “Dan, what do you mean by ‘how they are’?”" in lines
    assert lines.count("Amara’s trust: 5") == 1
    seen = "Interrupting safely, clearly, under pressure (3): You stopped it with a question, at once and in the room."
    assert seen in lines
    assert lines[-1] == "Ending: Amara knows she is not alone with it"


def test_the_same_as_json(line: CommandLine) -> None:
    said = line.raw("scenario", "play", EXAMPLE, "--choices", "5,1,1", "--json")
    told = json.loads(said.out)
    assert told["scenario"]["family"] == "A remark from above"
    assert {each["kind"] for each in told["transcript"]} >= {"narration", "speech", "words"}
    # Words of one's own are those of the good model, with everything in them.
    assert any("What has that got to do with" in each["text"] for each in told["transcript"])
    assert {"interrupting", "naming", "following-wishes"} <= {each["skill"] for each in told["skills"]}
    assert told["ending"]["title"]
    assert (told["waiting"], told["unused"]) == (None, [])
    assert set(told["state"]) == {"trust", "tension"}


def test_it_stops_politely_where_the_choices_run_out(line: CommandLine) -> None:
    said = line.raw("scenario", "play", EXAMPLE, "--choices", "2")
    assert said.status == 0
    assert "Ending:" not in said.out
    assert said.err.startswith("The choices end here. The next turn asks: And now?\n  1  “Joke all you like.")
    told = json.loads(line.raw("scenario", "play", EXAMPLE, "--json").out)
    assert told["ending"] is None
    assert [each["number"] for each in told["waiting"]["options"]] == [1, 2, 3, 4, 5]


def test_choices_that_were_not_needed_are_told(line: CommandLine) -> None:
    said = line.raw("scenario", "play", EXAMPLE, "--choices", "1,1,3,3")
    assert said.status == 0
    assert said.err == "The scenario had ended before these choices were needed: 3, 3.\n"


@pytest.mark.parametrize("choices", ["9", "0", "-1", "2,4"])
def test_a_choice_that_is_not_open_is_told_with_those_that_are(line: CommandLine, choices: str) -> None:
    said = line.raw("scenario", "play", EXAMPLE, f"--choices={choices}")
    assert (said.status, said.out) == (2, "")
    assert "is not open at turn" in said.err
    assert "Open are: 1, 2, 3" in said.err


@pytest.mark.parametrize("choices", ["one", "1;2", "1,,2"])
def test_what_is_no_number_is_a_matter_of_usage(line: CommandLine, choices: str) -> None:
    with pytest.raises(SystemExit) as left:
        line.raw("scenario", "play", EXAMPLE, "--choices", choices)
    assert left.value.code == 2


def test_a_scene_that_leads_back_to_itself_for_ever_is_told(line: CommandLine, tmp_path: Path) -> None:
    text = EXAMPLE.read_text("utf-8")
    begin, end = text.index("  afterwards:\n"), text.index("  decide:\n")
    endless = tmp_path / "endless.yaml"
    endless.write_text(text[:begin] + ENDLESS.lstrip("\n") + text[end:], "utf-8")
    said = line.raw("scenario", "play", endless, "--choices", "1")
    assert said.status == 1
    assert said.out == ""
    assert said.err.count("\n") == 1


def test_a_file_that_is_none_is_told(line: CommandLine, tmp_path: Path) -> None:
    for name, data in (("gone.yaml", None), ("empty.yaml", b""), ("bomb.yaml", b"a: &a [x]\nb: [*a, *a]\n")):
        path = tmp_path / name
        if data is not None:
            path.write_bytes(data)
        said = line.raw("scenario", "play", path)
        assert (said.status, said.out) == (1, "")
        assert said.err.count("\n") == 1
