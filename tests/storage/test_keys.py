"""Keys: the published vectors, what a passphrase comes to, what is refused, and how the cost is chosen."""

import hashlib
import hmac
import subprocess
import sys
import unicodedata
from collections.abc import Callable, Iterator
from itertools import count
from pathlib import Path

import pytest
from cryptography.hazmat.primitives.kdf.argon2 import Argon2id
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.errors import Code, VaultError
from allydesk.storage.keys import (
    CEILING,
    DEFAULT,
    FLOOR,
    MOST_CALIBRATED_PASSES,
    KdfParameters,
    Purpose,
    argon2id,
    available_memory_kib,
    calibrate,
    hkdf,
    new_key,
    prepare_passphrase,
    subkey,
    zero,
)

ROOT = Path(__file__).parents[2]
unhurried = settings(deadline=None)  # a test does not fail because a machine is busy
VAULT_ID = bytes(range(16))


def hkdf_by_hand(secret: bytes, *, salt: bytes, info: bytes) -> bytes:
    """RFC 5869 for one block of output, from the standard library alone."""
    extracted = hmac.digest(salt, secret, hashlib.sha256)
    return hmac.digest(extracted, info + b"\x01", hashlib.sha256)


def refusal(text: str) -> Code:
    with pytest.raises(VaultError) as caught:
        prepare_passphrase(text)
    return caught.value.code


def prepared_or_refused(text: str) -> bytearray | Code:
    try:
        return prepare_passphrase(text)
    except VaultError as refused:
        return refused.code


# Vectors


def test_the_library_agrees_with_rfc_9106() -> None:
    tag = Argon2id(
        salt=b"\x02" * 16, length=32, iterations=3, lanes=4, memory_cost=32, ad=b"\x04" * 12, secret=b"\x03" * 8
    ).derive(b"\x01" * 32)
    assert tag.hex() == "0d640df58d78766c08c037a34a8b53c9d01ef0452d75b65eb52520e96b01e659"


def test_argon2id_agrees_with_the_reference_implementation() -> None:
    # From the test suite of the Password Hashing Competition's reference: -t 2 -m 16 -p 1, version 1.3.
    key = argon2id(bytearray(b"password"), salt=b"somesalt", kdf=KdfParameters(64 * 1024, 2, 1))
    assert key.hex() == "09316115d5cf24ed5a15a31a3ba326e5cf32edc24702987c02b6566f61913cf7"


@pytest.mark.parametrize(
    ("secret", "salt", "info", "output"),
    [
        (
            "0b" * 22,
            "000102030405060708090a0b0c",
            "f0f1f2f3f4f5f6f7f8f9",
            "3cb25f25faacd57a90434f64d0362f2a2d2d0a90cf1a5a4c5db02d56ecc4c5bf",
        ),
        (
            bytes(range(0x50)).hex(),
            bytes(range(0x60, 0xB0)).hex(),
            bytes(range(0xB0, 0x100)).hex(),
            "b11e398dc80327a1c8e7f78c596a49344f012eda2d4efad8a050cc4c19afa97c",
        ),
        ("0b" * 22, "", "", "8da4e775a563c18f715f802a063c5a31b8a11f5c5ee1879ec3454e5f3c738d2d"),
    ],
    ids=["case 1", "case 2", "case 3"],
)
def test_hkdf_agrees_with_rfc_5869(secret: str, salt: str, info: str, output: str) -> None:
    # The vectors are longer; a shorter output is the beginning of a longer one.
    key = hkdf(bytearray.fromhex(secret), salt=bytes.fromhex(salt), info=bytes.fromhex(info))
    assert key.hex() == output


@pytest.mark.parametrize("purpose", Purpose)
def test_a_subkey_is_what_the_format_says(purpose: Purpose) -> None:
    data_key = bytearray(range(32))
    info = b"allydesk.vault.v1." + purpose.value.encode()
    assert subkey(data_key, purpose, vault_id=VAULT_ID) == hkdf_by_hand(bytes(data_key), salt=VAULT_ID, info=info)


def test_every_purpose_and_every_vault_has_its_own_subkey() -> None:
    data_key = new_key()
    keys = {bytes(subkey(data_key, purpose, vault_id=bytes([vault]) * 16)) for purpose in Purpose for vault in range(4)}
    assert len(keys) == 4 * len(Purpose)
    assert bytes(data_key) not in keys


def test_a_subkey_needs_a_whole_key_and_a_whole_id() -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        subkey(bytearray(16), Purpose.DATABASE, vault_id=VAULT_ID)
    with pytest.raises(ValueError, match="32 bytes"):
        subkey(bytearray(32), Purpose.DATABASE, vault_id=b"")


# Zeroing


def test_zero_leaves_nothing_and_keeps_the_buffer() -> None:
    key = new_key()
    half = memoryview(key)[16:]
    assert any(half)
    zero(half)
    assert not any(key[16:])
    assert any(key[:16])
    zero(key)
    assert key == bytes(32)


# Costs


@pytest.mark.parametrize(
    "kdf",
    [
        KdfParameters(CEILING.memory_kib + 1, 3, 4),
        KdfParameters(2**63, 3, 4),
        KdfParameters(FLOOR.memory_kib, CEILING.passes + 1, 4),
        KdfParameters(FLOOR.memory_kib, 3, CEILING.lanes + 1),
        KdfParameters(FLOOR.memory_kib, 0, 4),
        KdfParameters(FLOOR.memory_kib, 3, 0),
        KdfParameters(31, 3, 4),
        KdfParameters(-1, -1, -1),
    ],
)
def test_impossible_costs_are_damage_before_anything_is_derived(kdf: KdfParameters) -> None:
    for attempt in (kdf.check, kdf.check_new, lambda: argon2id(bytearray(b"x"), salt=bytes(16), kdf=kdf)):
        with pytest.raises(VaultError) as caught:
            attempt()
        assert caught.value.code is Code.DAMAGED_HEADER


def test_the_floor_the_default_and_the_ceiling_themselves_are_allowed() -> None:
    for kdf in (FLOOR, DEFAULT, CEILING):
        kdf.check_new()


@pytest.mark.parametrize(
    "kdf", [KdfParameters(64 * 1024 - 1, 3, 4), KdfParameters(64 * 1024, 2, 4), KdfParameters(64 * 1024, 3, 3)]
)
def test_a_new_slot_is_never_made_below_the_floor(kdf: KdfParameters) -> None:
    kdf.check()
    with pytest.raises(ValueError, match="floor"):
        kdf.check_new()


def test_a_machine_without_the_memory_says_so() -> None:
    pytest.importorskip("resource", reason="this system has no limits to set")
    script = """
import resource
from allydesk.errors import VaultError
from allydesk.storage.keys import KdfParameters, argon2id
resource.setrlimit(resource.RLIMIT_AS, (2**29, 2**29))
try:
    argon2id(bytearray(b"words"), salt=bytes(16), kdf=KdfParameters(2**20, 3, 4))
except VaultError as error:
    print(error.code)
"""
    done = subprocess.run([sys.executable, "-c", script], cwd=ROOT, capture_output=True, text=True, check=False)
    assert done.stdout == "out-of-memory\n", done.stderr


def clock(seconds_of: Callable[[KdfParameters], float]) -> tuple[Callable[[], float], Callable[[KdfParameters], None]]:
    """A timer that moves on only while deriving, as long as `seconds_of` says."""
    now = [0.0]

    def derive(kdf: KdfParameters) -> None:
        now[0] += seconds_of(kdf)

    return (lambda: now[0]), derive


def work(kdf: KdfParameters) -> int:
    return kdf.memory_kib * kdf.passes


def plenty() -> int:
    return 2**30


def test_the_default_is_kept_where_it_takes_about_the_target() -> None:
    for seconds in (0.8, 1.0, 1.9):
        timer, derive = clock(lambda _, seconds=seconds: seconds)  # type: ignore[misc]  # the default binds the loop's value
        assert calibrate(timer=timer, derive=derive, available_kib=plenty) == DEFAULT


def test_time_to_spare_buys_passes_up_to_the_most() -> None:
    timer, derive = clock(lambda kdf: 0.5 * work(kdf) / work(DEFAULT))
    assert calibrate(timer=timer, derive=derive, available_kib=plenty) == KdfParameters(DEFAULT.memory_kib, 6, 4)
    for quick in (0.001, 0.0):
        timer, derive = clock(lambda _, quick=quick: quick)  # type: ignore[misc]  # the default binds the loop's value
        assert calibrate(timer=timer, derive=derive, available_kib=plenty).passes == MOST_CALIBRATED_PASSES


def test_a_slow_machine_gets_less_memory_but_never_less_than_the_floor() -> None:
    timer, derive = clock(lambda kdf: 3.0 * work(kdf) / work(DEFAULT))
    assert calibrate(timer=timer, derive=derive, available_kib=plenty) == KdfParameters(128 * 1024, 3, 4)
    timer, derive = clock(lambda _: 1000.0)
    assert calibrate(timer=timer, derive=derive, available_kib=plenty) == FLOOR


@pytest.mark.parametrize("shortage", [MemoryError(), VaultError(Code.OUT_OF_MEMORY)])
def test_a_machine_that_refuses_the_memory_gets_the_floor(shortage: Exception) -> None:
    def derive(_: KdfParameters) -> None:
        raise shortage

    assert calibrate(timer=lambda: 0.0, derive=derive, available_kib=plenty) == FLOOR


def test_a_machine_with_little_memory_free_is_not_even_asked() -> None:
    asked: list[KdfParameters] = []
    assert calibrate(timer=lambda: 0.0, derive=asked.append, available_kib=lambda: 400 * 1024) == FLOOR
    assert asked == []


@given(st.floats(0, 100), st.one_of(st.none(), st.integers(0, 2**24)), st.floats(0.1, 5))
@unhurried
def test_whatever_the_machine_the_result_may_be_used_for_a_new_slot(
    seconds: float, free: int | None, target: float
) -> None:
    timer, derive = clock(lambda kdf: seconds * work(kdf) / work(DEFAULT))
    chosen = calibrate(timer=timer, target_seconds=target, derive=derive, available_kib=lambda: free)
    chosen.check_new()
    assert chosen.memory_kib <= DEFAULT.memory_kib


def test_calibrating_really_derives() -> None:
    ticks: Iterator[int] = count()
    chosen = calibrate(timer=lambda: float(next(ticks)))
    assert chosen in {DEFAULT, FLOOR}


def test_the_memory_that_is_free_is_a_number_or_unknown() -> None:
    free = available_memory_kib()
    assert free is None or free > 1024


# Passphrases


def test_the_examples_of_rfc_8265() -> None:
    # Section 4.3: what is allowed, kept as it is or with its spaces made plain; and what is not.
    assert prepare_passphrase("correct horse battery staple") == b"correct horse battery staple"
    assert prepare_passphrase("Correct Horse Battery Staple") == b"Correct Horse Battery Staple"
    assert prepare_passphrase("πßå").decode() == "πßå"
    assert prepare_passphrase("Jack of ♦s").decode() == "Jack of ♦s"
    assert prepare_passphrase("foo\u1680bar") == b"foo bar"
    assert refusal("") is Code.PASSPHRASE_EMPTY
    assert refusal("my cat is a \t by") is Code.PASSPHRASE_CHARACTER


@pytest.mark.parametrize("space", [chr(point) for point in range(0x110000) if unicodedata.category(chr(point)) == "Zs"])
def test_every_unicode_space_is_a_space_and_none_is_trimmed(space: str) -> None:
    assert prepare_passphrase(f"{space}a{space}{space}b{space}") == b" a  b "
    assert prepare_passphrase(space) == b" "


def test_composed_and_decomposed_are_the_same_and_compatibility_forms_are_not() -> None:
    assert prepare_passphrase("Zoe\u0308") == prepare_passphrase("Zo\u00eb") == "Zoë".encode()
    assert prepare_passphrase("\u1112\u1161\u11ab") == "한".encode()
    assert prepare_passphrase("ﬁ") != prepare_passphrase("fi")
    assert prepare_passphrase("Ａ") != prepare_passphrase("A")
    assert prepare_passphrase("a") != prepare_passphrase("A")


@pytest.mark.parametrize(
    "sign",
    [
        *("\x00", "\n", "\x7f", "\x85", "\ud800", "\udfff", "\ufdd0", "\uffff", "\U0010ffff", "\u0378", "\ue000"),
        *("\u200b", "\ufeff", "\u202e", "\u00ad", "\u2028", "\u2029", "\u034f", "\ufe0f", "\u3164", "\U000e0100"),
        *("\u1160", "\u200d", "\u200c"),
    ],
    ids=lambda sign: f"U+{ord(sign):04X}",
)
def test_what_cannot_be_typed_again_with_certainty_is_refused_wherever_it_stands(sign: str) -> None:
    for text in (sign, f"{sign}after", f"two {sign} words"):
        assert refusal(text) is Code.PASSPHRASE_CHARACTER


def test_joiners_are_spelling_after_a_letter_or_a_mark() -> None:
    for word in ("می\u200cخواهم", "ක්\u200dෂ", "क्\u200dष"):
        assert prepare_passphrase(word).decode() == word
    assert refusal("👩\u200d🚀") is Code.PASSPHRASE_CHARACTER


@given(st.text(min_size=1, max_size=40))
@unhurried
def test_any_text_is_prepared_the_same_twice_over_or_refused_by_its_code(text: str) -> None:
    prepared = prepared_or_refused(text)
    if isinstance(prepared, Code):
        assert prepared is Code.PASSPHRASE_CHARACTER
        return
    again = prepared.decode("utf-8")
    assert prepare_passphrase(again) == prepared
    assert unicodedata.is_normalized("NFC", again)
    assert all(prepare_passphrase(unicodedata.normalize(form, text)) == prepared for form in ("NFC", "NFD"))
