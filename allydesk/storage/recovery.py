"""The recovery key as it is printed: four lines of four groups of four, made to be copied by hand.

    7Q4M-2K9D-XH3V-P8TN        fourteen symbols of Crockford's base 32 (no I, L, O or U) and two check symbols

The fifty-six symbols carry the key's 256 bits and, behind them, 24 bits of its SHA-256. Each line is a Reed-Solomon
codeword over GF(32) with its own line number in front, unprinted, so any one or two wrong symbols in a line, any
swap of neighbours, and any two lines changed about are told for certain, and with the line's number.

The printed form is a `str`, and so is what a person types: Python cannot wipe either. Show it once, and let it go.
"""

import hashlib
import re
import unicodedata
from collections.abc import Iterable, Sequence
from functools import reduce
from operator import xor
from typing import Final

from allydesk.errors import Code, VaultError
from allydesk.storage.keys import DATA_KEY_BYTES, new_key, zero

ALPHABET: Final = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
LINES: Final = 4
LINE_SYMBOLS: Final = 16
_LINE_DATA: Final = LINE_SYMBOLS - 2
_DIGEST_BYTES: Final = 3
_UNKNOWN: Final = 0xFF
_VALUES: Final = {sign: value for value, sign in enumerate(ALPHABET)} | {"O": 0, "I": 1, "L": 1}
_NUMBERING: Final = re.compile(r"(?<!\S)[0-9]{1,2}\s?[.:)]")


def new_recovery_key() -> bytearray:
    """256 fresh random bits; the caller zeroes them once they are printed and sealed."""
    return new_key()


def printed(key: bytearray) -> tuple[str, ...]:
    """The four lines to print, top to bottom, without line numbers. Reveals the key; see the module's note."""
    if len(key) != DATA_KEY_BYTES:
        raise ValueError("a recovery key has 32 bytes")
    payload = key + _digest(key)
    symbols = _regroup(payload, from_bits=8, to_bits=5)
    try:
        return tuple(
            _printed_line(number, symbols[(number - 1) * _LINE_DATA : number * _LINE_DATA])
            for number in range(1, LINES + 1)
        )
    finally:
        zero(payload)
        zero(symbols)


def read(text: str) -> bytearray:
    """The key that was typed, whatever its case, spacing, hyphens, line breaks and line numbers; O is 0, I and L are 1.

    Raises VaultError(RECOVERY_KEY_MISTYPED, line=n) for the first line, from 1, that is wrong; line=0 where every
    line there is holds good but there are too few or too many, or they do not belong together.
    """
    rows = _rows(text)
    try:
        for number, row in enumerate(rows[:LINES], start=1):
            if len(row) != LINE_SYMBOLS or _UNKNOWN in row or not _is_whole([number, *row]):
                raise VaultError(Code.RECOVERY_KEY_MISTYPED, line=number)
        if len(rows) != LINES:
            raise VaultError(Code.RECOVERY_KEY_MISTYPED, line=0)
        return _proved(rows)
    finally:
        for row in rows:
            zero(row)


def _proved(rows: Sequence[bytearray]) -> bytearray:
    symbols = bytearray().join(row[:_LINE_DATA] for row in rows)
    payload = _regroup(symbols, from_bits=5, to_bits=8)
    key = payload[:DATA_KEY_BYTES]
    agrees = payload[DATA_KEY_BYTES:] == _digest(key)
    zero(symbols)
    zero(payload)
    if not agrees:
        zero(key)
        raise VaultError(Code.RECOVERY_KEY_MISTYPED, line=0)
    return key


def _digest(key: bytearray) -> bytes:
    state = hashlib.sha256(b"allydesk.vault.v1.recovery-key")
    state.update(key)
    return state.digest()[:_DIGEST_BYTES]


def _printed_line(number: int, data: bytearray) -> str:
    signs = "".join(ALPHABET[symbol] for symbol in [*data, *_check_symbols([number, *data])])
    return "-".join(signs[start : start + 4] for start in range(0, LINE_SYMBOLS, 4))


def _check_symbols(word: Sequence[int]) -> tuple[int, int]:
    """The two symbols that make `word` whole; exactly one pair does. The second follows from the first by the sum."""
    total = reduce(xor, word)
    pairs = ((first, first ^ total) for first in range(32))
    return next(pair for pair in pairs if _is_whole([*word, *pair]))


def _is_whole(word: Iterable[int]) -> bool:
    """Whether `word` vanishes at 1 and at the generator of GF(32): a code of distance 3 up to 31 symbols.

    Two changed symbols cannot keep both sums (their changes would have to be equal, and equal after different powers
    of the generator), so one or two are always seen.
    """
    at_one = at_generator = 0
    for symbol in word:
        at_one ^= symbol
        at_generator = _times_generator(at_generator) ^ symbol
    return at_one == 0 and at_generator == 0


def _times_generator(value: int) -> int:
    doubled = value << 1
    return doubled ^ 0b100101 if doubled & 32 else doubled  # x^5 + x^2 + 1, which is primitive


def _regroup(values: Iterable[int], *, from_bits: int, to_bits: int) -> bytearray:
    """The same bits, most significant first, cut into values of another width. They must come out even."""
    result, held, bits = bytearray(), 0, 0
    for value in values:
        held, bits = held << from_bits | value, bits + from_bits
        while bits >= to_bits:
            bits -= to_bits
            result.append(held >> bits)
            held &= (1 << bits) - 1
    return result


def _rows(text: str) -> list[bytearray]:
    """What was typed as rows of symbols: by its own line breaks if it has four, else cut where they should be."""
    lines = _NUMBERING.sub(" ", text).splitlines()
    typed = [row for row in map(_symbols, lines) if row]
    whole = bytearray().join(typed)
    if len(typed) == LINES and len(whole) != LINES * LINE_SYMBOLS:
        rows, spent = typed, [whole]
    else:
        width = LINE_SYMBOLS + 1 if len(whole) == LINES * (LINE_SYMBOLS + 1) else LINE_SYMBOLS
        rows = [whole[start : start + width] for start in range(0, len(whole), width)]
        spent = [whole, *typed]
    for row in spent:
        zero(row)
    for number, row in enumerate(rows, start=1):
        if len(row) == LINE_SYMBOLS + 1 and row[0] == number:
            del row[0]
    return rows


def _symbols(line: str) -> bytearray:
    signs = unicodedata.normalize("NFKC", line).upper()
    return bytearray(_VALUES.get(sign, _UNKNOWN) for sign in signs if not _is_filling(sign))


def _is_filling(sign: str) -> bool:
    """Spaces, dashes of every length (a minus sign and an underscore too), and characters nobody can see."""
    return sign in "−_" or unicodedata.category(sign) in {"Zs", "Zl", "Zp", "Pd", "Cc", "Cf"}
