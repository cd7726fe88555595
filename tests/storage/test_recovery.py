"""The recovery key on paper: read back however it was copied, and every slip told with its line."""

import hashlib
import random
import re
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.errors import Code, VaultError
from allydesk.storage.recovery import ALPHABET, LINES, new_recovery_key, printed, read

unhurried = settings(deadline=None)  # a test does not fail because a machine is busy
KEY = bytearray(range(32))
PRINTED = printed(KEY)
SIGNS_A_LINE = len(PRINTED[0])

keys = st.binary(min_size=32, max_size=32).map(bytearray)


def wrong_line(text: str) -> int | str:
    """The line that reading `text` complains of."""
    with pytest.raises(VaultError) as caught:
        read(text)
    assert caught.value.code is Code.RECOVERY_KEY_MISTYPED
    assert list(caught.value.facts) == ["line"]
    return caught.value.facts["line"]


def with_line(number: int, line: str) -> str:
    return "\n".join([*PRINTED[: number - 1], line, *PRINTED[number:]])


def test_this_key_has_been_printed_like_this_since_version_1() -> None:
    assert PRINTED == (
        "000G-40R4-0M30-E27N",
        "0918-5GR3-8E1W-817S",
        "24GK-2GAH-C5RR-34HG",
        "D1P7-0X3R-FZ9G-P9GS",
    )


@given(keys)
@unhurried
def test_the_data_symbols_are_the_key_and_the_beginning_of_its_digest(key: bytearray) -> None:
    digest = hashlib.sha256(b"allydesk.vault.v1.recovery-key" + key).digest()
    number = int.from_bytes(key + digest[:3], "big")
    expected = "".join(ALPHABET[number >> 5 * place & 31] for place in reversed(range(56)))
    assert "".join(line.replace("-", "")[:14] for line in printed(key)) == expected


def test_a_new_key_has_256_bits_of_its_own() -> None:
    first, second = new_recovery_key(), new_recovery_key()
    assert len(first) == len(second) == 32
    assert first != second


@given(keys)
@unhurried
def test_what_is_printed_is_four_short_lines_without_look_alikes(key: bytearray) -> None:
    lines = printed(key)
    assert len(lines) == LINES
    assert all(re.fullmatch(r"([0-9A-HJKMNP-TV-Z]{4}-){3}[0-9A-HJKMNP-TV-Z]{4}", line) for line in lines)
    assert read("\n".join(lines)) == key


def test_only_a_whole_key_is_printed() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        printed(bytearray(31))


@given(keys, st.randoms(use_true_random=False))
@unhurried
def test_a_key_is_read_through_case_spaces_hyphens_and_look_alikes(key: bytearray, chance: random.Random) -> None:
    def copied(sign: str) -> str:
        sign = chance.choice({"0": "0Oo", "1": "1IiLl"}.get(sign, sign + sign.lower()))
        return sign + chance.choice(["", "", "", " ", "-", "\t", "\u00a0", "\u2013", "\u2011", "\u2212", "\u200b", "_"])

    signs = "".join(printed(key)).replace("-", "")
    separators = ["", " ", "\n", "\r\n", "\n\n", "\u2028"]
    assert read("".join(copied(sign) + chance.choice(["", "", *separators]) for sign in signs)) == key


@given(
    key=keys,
    number=st.sampled_from(["{} ", "{}. ", "{}: ", "{}) ", "{}.", " {} : ", "0{}. ", "{}\t"]),
    end=st.sampled_from(["\n", " ", "\r\n\r\n"]),
)
@unhurried
def test_a_key_is_read_through_line_numbers(key: bytearray, number: str, end: str) -> None:
    lines = [number.format(place) + line for place, line in enumerate(printed(key), start=1)]
    assert read(end.join(lines)) == key


def test_full_width_letters_are_letters() -> None:
    wide = "\n".join(PRINTED).translate({code: code + 0xFEE0 for code in range(0x30, 0x5B)})
    assert wide != "\n".join(PRINTED)
    assert read(wide) == KEY


def places() -> Iterator[tuple[int, int]]:
    return ((number, at) for number in range(1, LINES + 1) for at in range(SIGNS_A_LINE))


def test_every_single_substitution_is_told_with_its_line() -> None:
    tried = 0
    for number, at in places():
        line = PRINTED[number - 1]
        if line[at] == "-":
            continue
        for sign in (ALPHABET + "U?é*").replace(line[at], ""):
            assert wrong_line(with_line(number, line[:at] + sign + line[at + 1 :])) == number
            tried += 1
    assert tried == 64 * 35


def test_every_swap_of_neighbours_is_told_with_its_line() -> None:
    tried = 0
    for number, at in places():
        groups = PRINTED[number - 1].replace("-", "")
        if at + 1 < len(groups) and groups[at] != groups[at + 1]:
            swapped = groups[:at] + groups[at + 1] + groups[at] + groups[at + 2 :]
            assert wrong_line(with_line(number, swapped)) == number
            tried += 1
    assert tried > 40


def test_a_swap_across_a_line_break_is_told_with_the_first_of_the_lines() -> None:
    signs = "".join(PRINTED).replace("-", "")
    for number in range(1, LINES):
        at = 16 * number - 1
        assert signs[at] != signs[at + 1]
        assert wrong_line(signs[:at] + signs[at + 1] + signs[at] + signs[at + 2 :]) == number


@given(keys)
@unhurried
def test_lines_changed_about_are_told(key: bytearray) -> None:
    lines = printed(key)
    for one in range(LINES):
        for other in range(one + 1, LINES):
            changed = list(lines)
            changed[one], changed[other] = lines[other], lines[one]
            assert wrong_line("\n".join(changed)) == one + 1


@given(st.integers(1, LINES), st.integers(0, 15), st.integers(0, 15), st.sampled_from(ALPHABET))
@unhurried
def test_a_sign_left_out_or_put_in_is_told_with_its_line(number: int, out: int, into: int, sign: str) -> None:
    groups = PRINTED[number - 1].replace("-", "")
    assert wrong_line(with_line(number, groups[:out] + groups[out + 1 :])) == number
    longer = groups[:into] + sign + groups[into:]
    if longer != f"{number}{groups}":  # that would be its number, and right
        assert wrong_line(with_line(number, longer)) == number


def test_a_sign_left_out_of_one_long_run_is_told_with_its_line() -> None:
    signs = "".join(PRINTED).replace("-", "")
    for number in range(1, LINES + 1):
        at = 16 * number - 5
        assert wrong_line(signs[:at] + signs[at + 1 :]) == number


@pytest.mark.parametrize("text", ["", " \n ", "\n".join(PRINTED[:3]), PRINTED[0], "\n".join([*PRINTED, PRINTED[0]])])
def test_good_lines_of_the_wrong_number_are_told_as_no_line_in_particular(text: str) -> None:
    assert wrong_line(text) == 0


def test_good_lines_of_two_keys_do_not_make_a_key() -> None:
    other = printed(bytearray(range(1, 33)))
    for number in range(LINES):
        assert wrong_line("\n".join([*PRINTED[:number], other[number], *PRINTED[number + 1 :]])) == 0


@given(st.text(max_size=120))
@unhurried
def test_no_text_at_all_is_read_as_a_key_by_chance(text: str) -> None:
    assert wrong_line(text) in range(LINES + 1)
