"""Text from standard input: kept as it was written, whatever it holds."""

from pathlib import Path

import pytest

from tests.cli.line import CommandLine


def kept(line: CommandLine, vault: Path, typed: bytes) -> str:
    """What is in the vault after this was typed."""
    entry = line.good("add", vault, then=typed).out.strip()
    text: str = line.good("show", vault, entry, "--json").json["text"]
    return text


@pytest.mark.parametrize(
    ("typed", "text"),
    [
        (b"one line", "one line"),
        (b"one line\n", "one line"),
        (b"one line\r\n", "one line"),
        (b"a blank line below\n\n", "a blank line below\n"),
        (b"\n  indented, after a blank line", "\n  indented, after a blank line"),
        (b"Windows\r\nlines\r\n\r\nand more\r\n", "Windows\nlines\n\nand more"),
        (b"old\rMacintosh\rlines\r", "old\nMacintosh\nlines"),
        (b"a NUL \0 in it", "a NUL \ufffd in it"),
        ("שלום, עולם — مرحبا".encode(), "שלום, עולם — مرحبا"),
        ("👩🏽‍🚀 and 🇨🇭, e\u0301, \U0001f327\ufe0f".encode(), "👩🏽‍🚀 and 🇨🇭, e\u0301, \U0001f327\ufe0f"),
        (b"tab\there, bell \a, escape \x1b[31m", "tab\there, bell \a, escape \x1b[31m"),
        ("\ufeffa mark before it".encode(), "a mark before it"),
        ("in UTF-16".encode("utf-16"), "in UTF-16"),
        (b"caf\xe9 \x93quoted\x94", "café “quoted”"),
        (b"\x81 stands for nothing", "\x81 stands for nothing"),
    ],
)
def test_text_is_kept_as_it_was_written(line: CommandLine, vault: Path, typed: bytes, text: str) -> None:
    assert kept(line, vault, typed) == text


def test_a_stray_byte_does_not_spoil_the_text_around_it(line: CommandLine, vault: Path) -> None:
    assert kept(line, vault, "Grüße, ".encode() + b"\xff" + ", 你好 🌧️".encode()) == "Grüße, ÿ, 你好 🌧️"


def test_a_lone_surrogate_does_not_spoil_the_text_around_it(line: CommandLine, vault: Path) -> None:
    text = kept(line, vault, "Grüße \ud83d und Ende".encode("utf-8", "surrogatepass"))
    assert text.startswith("Grüße ")
    assert text.endswith(" und Ende")
    assert text.encode()


def test_twenty_megabytes_go_in_and_come_out(line: CommandLine, vault: Path) -> None:
    words = "Ein Satz über das Wetter, noch einer: 🌧️ und weiter.\n"
    whole = words * (20_000_000 // len(words.encode()) + 1)
    assert kept(line, vault, whole.encode()) == whole.removesuffix("\n")


def test_a_title_of_two_lines_and_stray_characters_is_one_line(line: CommandLine, vault: Path) -> None:
    entry = line.good("add", vault, "--title", "two\nlines \0 \udcff", "--tag", "a\ntag \udcff").out.strip()
    shown = line.good("show", vault, entry, "--json").json
    assert shown["title"] == "two lines \ufffd \ufffd"
    assert shown["tags"] == ["a tag \ufffd"]


def test_more_than_one_entry_can_hold_is_refused_in_words(line: CommandLine, empty: Path) -> None:
    line("add", empty, then=b"x" * (64 * 1024 * 1024 + 1)).refused(1, "more than one entry can hold")
