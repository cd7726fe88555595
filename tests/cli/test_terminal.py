"""The streams of the command line: secrets, and what is let through to a screen."""

import io
import json
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.cli.terminal import Terminal, UsageProblem
from allydesk.errors import Code, VaultError
from tests.cli.line import CommandLine, Screen

CONTROLS = [chr(number) for number in (*range(0x20), *range(0x7F, 0xA0)) if chr(number) not in "\n\t"]


def terminal_of(
    *, stdin: bytes = b"", stdout: io.StringIO | None = None, ask: Callable[[str], str] | None = None
) -> tuple[Terminal, io.StringIO, io.StringIO]:
    out, err = stdout or io.StringIO(), io.StringIO()
    asked = {"asks": ask is not None, **({"ask": ask} if ask else {})}
    return Terminal(stdin=io.BytesIO(stdin), stdout=out, stderr=err, **asked), out, err  # type: ignore[arg-type]  # either both or none


class Person:
    """Types these lines when asked, and remembers what for."""

    def __init__(self, *lines: str) -> None:
        self.lines = list(lines)
        self.asked: list[str] = []

    def __call__(self, prompt: str) -> str:
        self.asked.append(prompt)
        if not self.lines:
            raise EOFError
        return self.lines.pop(0)


@pytest.mark.parametrize(
    ("typed", "secret"),
    [
        (b"four words\nrest", "four words"),
        (b"four words\r\nrest", "four words"),
        (b"no line end", "no line end"),
        (b"  spaces stay \n", "  spaces stay "),
        (b"\n", ""),
        ("Grüße \u00a0\n".encode(), "Grüße \u00a0"),
    ],
)
def test_a_secret_is_the_next_line(typed: bytes, secret: str) -> None:
    terminal, _, _ = terminal_of(stdin=typed)
    assert terminal.secret("Passphrase") == secret


def test_what_follows_the_secret_is_the_rest_to_the_byte() -> None:
    terminal, _, err = terminal_of(stdin=b"secret\n\n\0\xff text\r\n")
    terminal.secret("Passphrase")
    assert terminal.rest() == b"\n\0\xff text\r\n"
    assert err.getvalue() == ""


def test_a_secret_that_is_missing_or_no_text_is_refused() -> None:
    with pytest.raises(UsageProblem, match="there was none"):
        terminal_of()[0].secret("Passphrase")
    with pytest.raises(VaultError) as raised:
        terminal_of(stdin=b"\xff\n")[0].secret("Passphrase")
    assert raised.value.code is Code.PASSPHRASE_CHARACTER


def test_on_a_screen_a_new_secret_is_asked_for_twice() -> None:
    person = Person("four words", "four words")
    assert terminal_of(ask=person)[0].new_secret("New passphrase") == "four words"
    assert person.asked == ["New passphrase: ", "New passphrase, once more: "]
    with pytest.raises(UsageProblem, match="differ"):
        terminal_of(ask=Person("four words", "for words"))[0].new_secret("New passphrase")


def test_whoever_types_nothing_is_not_shown_a_crash() -> None:
    for lines in ((), ("four words",)):
        with pytest.raises(UsageProblem, match="Nothing was typed"):
            terminal_of(ask=Person(*lines))[0].new_secret("New passphrase")


def test_a_recovery_key_is_asked_for_line_by_line_on_a_screen() -> None:
    lines = ["DTHZ-M9N7-F498-06HA", "2 GBAT AGBQ XT50 N1T3", "WQ9J8PC01HD4TCVN", "2BB2-51H1-HWTK-033M"]
    person = Person(*lines, "not asked for")
    assert terminal_of(ask=person)[0].recovery_key() == "\n".join(lines)
    assert person.asked == [f"Recovery key, line {number}: " for number in (1, 2, 3, 4)]
    whole = Person(" ".join(lines), "not asked for")
    assert terminal_of(ask=whole)[0].recovery_key() == " ".join(lines)


def test_a_person_is_told_how_a_text_ends() -> None:
    terminal, _, err = terminal_of(stdin=b"text", ask=Person())
    assert terminal.rest() == b"text"
    assert "Ctrl+D" in err.getvalue()


@pytest.mark.parametrize("control", CONTROLS, ids=lambda control: f"{ord(control):02x}")
def test_no_control_character_is_let_through_to_a_screen(control: str) -> None:
    text = f"before{control}]0;owned{control}after\tand\nbelow"
    terminal, out, _ = terminal_of(stdout=Screen())
    terminal.say(text)
    terminal.say_json({"title": text})
    assert control not in out.getvalue()
    plain, shown, _ = terminal_of()
    plain.say(text)
    assert shown.getvalue() == text + "\n"


@settings(max_examples=40)
@given(st.recursive(st.text() | st.integers() | st.none() | st.booleans(), st.lists))
def test_json_says_the_same_with_its_controls_escaped(value: object) -> None:
    terminal, out, _ = terminal_of(stdout=Screen())
    terminal.say_json(value)
    assert json.loads(out.getvalue()) == value
    assert not any(control in out.getvalue() for control in CONTROLS)


def test_a_title_cannot_command_the_terminal(line: CommandLine, vault: Path) -> None:
    evil = "\x1b]0;owned\x07\x1b[2J\x9b31m\x85"
    entry = line.good("add", vault, "--title", evil, then=f"text {evil} end").out.strip()
    for shown in (
        line.good("list", vault, screen=True),
        line.good("list", vault, "--json", screen=True),
        line.good("search", vault, "owned", screen=True),
        line.good("search", vault, "owned", "--json", screen=True),
        line.good("show", vault, entry, screen=True),
        line.good("show", vault, entry, "--json", screen=True),
    ):
        assert "owned" in shown.out
        assert not any(control in shown.out for control in CONTROLS)
    assert line.good("show", vault, entry, "--json").json["title"] == evil
    assert f"text {evil} end" in line.good("show", vault, entry).out


class FullDisk(io.StringIO):
    """Standard output in a file on a disk that is full."""

    def __init__(self, file: Path) -> None:
        super().__init__()
        self.file = file.open("w")

    def write(self, _text: str) -> int:
        raise OSError(28, "No space left on device")

    def fileno(self) -> int:
        return self.file.fileno()


def test_output_that_cannot_be_written_is_an_error_in_words(tmp_path: Path) -> None:
    terminal, out, _ = terminal_of(stdout=FullDisk(tmp_path / "out"))
    with pytest.raises(VaultError) as raised:
        terminal.say("text")
    assert raised.value.code is Code.DISK_FULL
    out.file.close()  # type: ignore[attr-defined]  # it is the full disk
