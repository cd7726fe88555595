"""From bytes to text: nothing that can be read is spoilt by what cannot."""

import codecs

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from allydesk.transfer.decoding import decode, encoding_by_mark
from tests.transfer.makers import untimed

MARKS = (codecs.BOM_UTF8, codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE)
texts = st.text(st.characters(exclude_categories=["Cs"])).filter(lambda text: not text.startswith("\ufeff"))
western = st.text(st.sampled_from("abc \n" + bytes(range(0xC0, 0x100)).decode("cp1252")))


@pytest.mark.parametrize(
    ("data", "text"),
    [
        ("Grüße, ".encode() + b"\xff" + ", 你好 🌧️".encode(), "Grüße, ÿ, 你好 🌧️"),
        ("“Schön”, sagte er, ".encode() + b"\x93so\x94", "“Schön”, sagte er, “so”"),
        (b"only one \xe9 in it", "only one é in it"),
        (b"caf\xe9 \x93quoted\x94", "café “quoted”"),
        (b"\x81 stands for nothing, \x96 for a dash", "\x81 stands for nothing, – for a dash"),
        # Three bytes of Windows-1252 that are one sign in UTF-8, and one that is none.
        ("é“€”".encode("cp1252"), "é“€”"),
        ("naïve façade, déjà vu: «Â©»".encode("cp1252"), "naïve façade, déjà vu: «Â©»"),
        # A lone surrogate is three stray bytes at one place.
        ("Grüße \ud83d!".encode("utf-8", "surrogatepass"), "Grüße í\xa0½!"),
        ("cut off in the middle of ö, ü and 🌧".encode()[:-1], "cut off in the middle of ö, ü and ðŸŒ"),
    ],
)
def test_what_is_not_utf8_is_read_as_what_it_most_likely_is(data: bytes, text: str) -> None:
    assert decode(data) == (text, False)


@untimed
@given(texts)
def test_utf8_is_utf8(text: str) -> None:
    assert decode(text.encode()) == (text, True)


@untimed
@given(st.lists(st.sampled_from("äöüßé日🌧"), min_size=2).map("".join), st.integers(0x80, 0xBF), texts)
def test_one_bad_byte_spoils_nothing_else(before: str, byte: int, after: str) -> None:
    # After an ASCII sign no byte of this kind belongs to anything.
    text, was_utf8 = decode(f"{before} ".encode() + bytes([byte]) + after.encode())
    assert text.startswith(f"{before} ")
    assert text.endswith(after)
    assert len(text) == len(before) + len(after) + 2
    assert not was_utf8


@untimed
@given(western)
def test_windows_1252_throughout_is_read_as_that(text: str) -> None:
    data = text.encode("cp1252")
    assume(encoding_by_mark(data) == "utf-8")  # "þÿ" at the beginning is the mark of another encoding
    # In this half of the table no two signs make a sign of UTF-8.
    assert decode(data) == (text, text.isascii())


@untimed
@given(st.binary().filter(lambda data: not data.startswith(MARKS)))
def test_any_bytes_are_some_text(data: bytes) -> None:
    text, _ = decode(data)
    assert len(text) <= len(data)
    assert not any("\ud800" <= sign <= "\udfff" for sign in text)
