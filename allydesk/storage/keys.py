"""Keys: how a passphrase becomes one, how long that takes, and how one key makes others.

Every key here is a `bytearray`, so that whoever holds it can `zero` it. What Python cannot wipe, and this module does
not promise to: a `str` (the passphrase as it was typed, and each normalised copy of it), the `bytes` that a random
source or an encoder returned before they were copied into a bytearray, and the schedules OpenSSL keeps while a cipher
object lives (OpenSSL clears those itself when it frees them).
"""

import os
import time
import unicodedata
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass, replace
from enum import StrEnum
from itertools import pairwise
from pathlib import Path
from typing import Final

from cryptography.hazmat.primitives import hashes
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

from allydesk.errors import Code, VaultError

DATA_KEY_BYTES: Final = 32
"""The size of every key in a vault, in bytes: the data key, its subkeys, and the keys that wrap it."""

VAULT_ID_BYTES: Final = 16

FORMAT_VERSION: Final = 1
"""The version of the header, and of what its slots are bound to."""


def zero(buffer: bytearray | memoryview) -> None:
    """Overwrite `buffer` in place. Copies made elsewhere, by Python or by a library, are not reached."""
    view = memoryview(buffer).cast("B")
    view[:] = bytes(view.nbytes)


def new_key() -> bytearray:
    """256 fresh random bits from the operating system.

    The 32 `bytes` the system's answer came in are freed at once but not wiped: Python offers no way to ask for
    randomness in place on every platform.
    """
    return bytearray(os.urandom(DATA_KEY_BYTES))


@dataclass(frozen=True, slots=True)
class KdfParameters:
    """What one derivation by Argon2id costs: memory in KiB, passes over it, and lanes side by side."""

    memory_kib: int
    passes: int
    lanes: int

    def check(self) -> None:
        """Refuse what no honest header asks for, before any memory is taken.

        Raises VaultError(DAMAGED_HEADER) beyond `CEILING` or below what Argon2 itself can do (RFC 9106, 3.1).
        """
        fits = (
            1 <= self.lanes <= CEILING.lanes
            and 1 <= self.passes <= CEILING.passes
            and 8 * self.lanes <= self.memory_kib <= CEILING.memory_kib
        )
        if not fits:
            raise VaultError(Code.DAMAGED_HEADER)

    def check_new(self) -> None:
        """As `check`, and ValueError below `FLOOR`: a new slot is never made weaker than that."""
        self.check()
        if self.memory_kib < FLOOR.memory_kib or self.passes < FLOOR.passes or self.lanes < FLOOR.lanes:
            raise ValueError("a new slot needs at least the floor's memory, passes and lanes")


FLOOR: Final = KdfParameters(memory_kib=64 * 1024, passes=3, lanes=4)
"""RFC 9106's second recommended choice, for where memory is short."""

DEFAULT: Final = KdfParameters(memory_kib=256 * 1024, passes=3, lanes=4)

CEILING: Final = KdfParameters(memory_kib=2 * 1024 * 1024, passes=64, lanes=16)
"""Beyond this a header is asking a machine to stall, not protecting a passphrase."""

MOST_CALIBRATED_PASSES: Final = 4 * DEFAULT.passes
"""A vault travels: one made on a fast machine must still open on a slow one in a few seconds."""


def argon2id(secret: bytearray, *, salt: bytes, kdf: KdfParameters) -> bytearray:
    """A 32-byte key from a secret of any length, by Argon2id version 1.3 (RFC 9106). Seconds of work.

    Raises VaultError(DAMAGED_HEADER) for parameters beyond the ceiling, before anything is allocated, and
    VaultError(OUT_OF_MEMORY) where the machine cannot give what the parameters ask for.
    """
    kdf.check()
    derivation = Argon2id(
        salt=salt, length=DATA_KEY_BYTES, iterations=kdf.passes, lanes=kdf.lanes, memory_cost=kdf.memory_kib
    )
    key = bytearray(DATA_KEY_BYTES)
    try:
        derivation.derive_into(secret, key)  # type: ignore[arg-type]  # any buffer is taken; only the stub says bytes
    except MemoryError:
        raise VaultError(Code.OUT_OF_MEMORY) from None
    return key


def hkdf(secret: bytearray, *, salt: bytes, info: bytes) -> bytearray:
    """A 32-byte key from a secret that is already uniformly random, by HKDF-SHA256 (RFC 5869)."""
    key = bytearray(DATA_KEY_BYTES)
    HKDF(algorithm=hashes.SHA256(), length=DATA_KEY_BYTES, salt=salt, info=info).derive_into(secret, key)
    return key


class Purpose(StrEnum):
    """What a subkey of the data key is for. The values are part of the format and never change."""

    DATABASE = "database"
    HEADER_MAC = "header-mac"
    BRIDGE = "bridge"


def subkey(data_key: bytearray, purpose: Purpose, *, vault_id: bytes) -> bytearray:
    """The 32-byte key for one purpose in one vault; subkeys say nothing about each other or the data key."""
    if len(data_key) != DATA_KEY_BYTES or len(vault_id) != VAULT_ID_BYTES:
        raise ValueError("a data key has 32 bytes and a vault id 16")
    return hkdf(data_key, salt=vault_id, info=b"allydesk.vault.v1." + purpose.value.encode("ascii"))


def rehearse(kdf: KdfParameters) -> None:
    """Derive once from a secret that protects nothing, to see how long it takes."""
    zero(argon2id(bytearray(b"rehearsal"), salt=bytes(32), kdf=kdf))


def available_memory_kib() -> int | None:
    """Memory that can be had without swapping, where the system tells (Linux); None where it does not.

    Needed because an over-committing kernel grants any allocation and kills the process when it is filled.
    """
    with suppress(OSError, ValueError, IndexError):
        for line in Path("/proc/meminfo").read_text("ascii").splitlines():
            if line.startswith("MemAvailable:"):
                return int(line.split()[1])
    return None


def calibrate(
    *,
    timer: Callable[[], float] = time.perf_counter,
    target_seconds: float = 1.0,
    derive: Callable[[KdfParameters], object] = rehearse,
    available_kib: Callable[[], int | None] = available_memory_kib,
) -> KdfParameters:
    """Parameters that take about `target_seconds` here; one or a few derivations of work.

    From `DEFAULT`, passes are added while there is time to spare, since passes cost an attacker as much and, unlike
    memory, can be had on any other machine the vault is carried to. A machine more than twice too slow gets less
    memory, one without the memory gets `FLOOR`; nothing gets less than `FLOOR`.
    """
    free = available_kib()
    if free is not None and free < 2 * DEFAULT.memory_kib:
        return FLOOR
    chosen = DEFAULT
    try:
        seconds = _seconds(derive, chosen, timer)
        while seconds > 2 * target_seconds and chosen.memory_kib > FLOOR.memory_kib:
            chosen = replace(chosen, memory_kib=max(chosen.memory_kib // 2, FLOOR.memory_kib))
            seconds = _seconds(derive, chosen, timer)
    except (MemoryError, VaultError):
        return FLOOR
    affordable = chosen.passes * target_seconds / seconds if seconds > 0 else MOST_CALIBRATED_PASSES
    return replace(chosen, passes=max(int(min(affordable, MOST_CALIBRATED_PASSES)), chosen.passes))


def _seconds(derive: Callable[[KdfParameters], object], kdf: KdfParameters, timer: Callable[[], float]) -> float:
    begun = timer()
    derive(kdf)
    return timer() - begun


_REFUSED_CATEGORIES: Final = frozenset({"Cc", "Cf", "Cn", "Co", "Cs", "Zl", "Zp"})
"""Controls, format characters, unassigned code points and noncharacters, private use, surrogates, separators."""

_JOINERS: Final = "\u200c\u200d"
"""Zero-width non-joiner and joiner: spelling, not decoration, in Persian and in the scripts of India."""

_REFUSED_RANGES: Final = (
    # Invisible, though not of category Cf: PRECIS's "PrecisIgnorableProperties" (RFC 8264, 9.13).
    (0x034F, 0x034F), (0x115F, 0x1160), (0x17B4, 0x17B5), (0x180B, 0x180F), (0x3164, 0x3164), (0xFE00, 0xFE0F),
    (0xFFA0, 0xFFA0), (0xE0100, 0xE01EF),
    # Hangul letters that composed into no syllable: PRECIS's "OldHangulJamo" (RFC 8264, 9.9).
    (0x1100, 0x11FF), (0xA960, 0xA97C), (0xD7B0, 0xD7FB),
)  # fmt: skip


def prepare_passphrase(text: str) -> bytearray:
    """The bytes a passphrase stands for, however a keyboard composed it: RFC 8265's OpaqueString, as UTF-8.

    Unicode spaces become U+0020, the rest NFC; case, width and spaces at the ends are kept. The one liberty taken:
    joiners are allowed after any letter or mark, and RFC 5892's other contextual rules are not applied.

    Raises VaultError(PASSPHRASE_EMPTY) for "", and VaultError(PASSPHRASE_CHARACTER) for what cannot be typed again
    with any certainty: controls, invisible or unassigned characters, surrogates, noncharacters, private use.
    Which code points are assigned is as this Python's Unicode tables say; an older Python may refuse newer signs.
    """
    if not text:
        raise VaultError(Code.PASSPHRASE_EMPTY)
    spaced = "".join(" " if unicodedata.category(sign) == "Zs" else sign for sign in text)
    composed = unicodedata.normalize("NFC", spaced)
    if any(_is_refused(sign, before) for before, sign in pairwise(" " + composed)):
        raise VaultError(Code.PASSPHRASE_CHARACTER)
    return bytearray(composed, "utf-8")


def _is_refused(sign: str, before: str) -> bool:
    if sign in _JOINERS:
        return unicodedata.category(before)[0] not in "LM"
    if unicodedata.category(sign) in _REFUSED_CATEGORIES:
        return True
    return any(first <= ord(sign) <= last for first, last in _REFUSED_RANGES)
