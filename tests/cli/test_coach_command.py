"""coach: what it prints, and what it refuses."""

import pytest

from allydesk.cli import main
from tests.cli.line import CommandLine

TEXT = "I’m sorry you feel that way.\nThank you for telling me."


def test_findings_are_printed_with_their_place_and_words(line: CommandLine) -> None:
    said = line.raw("coach", "--intent", "apologising", typed=TEXT)
    assert (said.status, said.err) == (0, "")
    concern, credit = said.out.split("\n\n")
    assert concern.startswith("4-18  you-feel  concern (may land badly)\n  “sorry you feel”\n")
    assert concern.endswith("?")
    assert credit.splitlines()[0].endswith("  thanking  credit (helps)")


def test_json_is_a_list_of_findings(line: CommandLine) -> None:
    said = line.raw("coach", "--json", "--intent", "apologising", typed=TEXT)
    assert [one["rule"] for one in said.json] == ["you-feel", "thanking"]
    for one in said.json:
        assert list(one) == ["rule", "kind", "start", "end", "quote", "name", "why", "question"]
        assert one["quote"] == TEXT[one["start"] : one["end"]]
    assert [one["kind"] for one in said.json] == ["concern", "credit"]


@pytest.mark.parametrize("text", ["", "\n", "I’m sorry, but that is not funny."])
def test_nothing_noticed_is_said_so(line: CommandLine, text: str) -> None:
    assert line.raw("coach", "--json", "--intent", "interrupting", typed=text).json == []
    plain = line.raw("coach", "--intent", "interrupting", typed=text)
    assert (plain.status, plain.out.count("\n")) == (0, 1)
    assert "says nothing about how they land" in plain.out


def test_what_is_no_text_is_refused(line: CommandLine) -> None:
    line.raw("coach", "--intent", "naming", typed=b"\xff\xfe").refused(2, "UTF-8")


@pytest.mark.parametrize("arguments", [["coach"], ["coach", "--intent", "scolding"]])
def test_without_an_intent_it_does_not_begin(arguments: list[str], capsys: pytest.CaptureFixture[str]) -> None:
    with pytest.raises(SystemExit) as left:
        main.parse(arguments)
    assert left.value.code == 2
    assert "apologising" in capsys.readouterr().err or arguments == ["coach"]


def test_nothing_is_written_anywhere(line: CommandLine) -> None:
    before = sorted(line.folder.rglob("*"))
    line.raw("coach", "--intent", "naming", typed=TEXT)
    assert sorted(line.folder.rglob("*")) == before
