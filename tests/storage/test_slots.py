"""Slots: only the right secret, in the right vault, opens an unaltered slot; and keys can be wiped."""

import struct
import subprocess
import sys
import textwrap
from dataclasses import replace
from pathlib import Path
from uuid import UUID

import pytest
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from hypothesis import assume, given, settings
from hypothesis import strategies as st

from allydesk.errors import Code, VaultError
from allydesk.storage.keys import CEILING, FLOOR, KdfParameters, argon2id, hkdf, new_key, prepare_passphrase
from allydesk.storage.slots import Slot, SlotId, SlotKind, seal, unseal

ROOT = Path(__file__).parents[2]
unhurried = settings(deadline=None)  # a test does not fail because a machine is busy
VAULT_ID = bytes(range(16))
CREATED = "2026-03-01T09:30:00Z"
DATA_KEY = bytearray(range(100, 132))
WORDS = "Zoë keeps  a Spare key"
RANDOM_SECRET = bytearray(range(32))

allowed_text = st.text(
    st.characters(
        exclude_categories=["C", "Zl", "Zp"], exclude_characters="\u034f\u115f\u1160\u17b4\u17b5\u3164\uffa0"
    ),
    min_size=1,
    max_size=30,
)


def sealed(kind: SlotKind, secret: bytearray) -> Slot:
    return seal(
        kind=kind,
        secret=secret,
        data_key=DATA_KEY,
        vault_id=VAULT_ID,
        label="a label",
        created=CREATED,
        kdf=FLOOR if kind.from_passphrase else None,
    )


def refusal(slot: Slot, secret: bytearray, vault_id: bytes = VAULT_ID) -> Code:
    with pytest.raises(VaultError) as caught:
        unseal(slot, secret=secret, vault_id=vault_id)
    assert not caught.value.facts
    return caught.value.code


@pytest.fixture(scope="module")
def by_words() -> Slot:
    return sealed(SlotKind.PASSPHRASE, prepare_passphrase(WORDS))


@pytest.fixture(scope="module")
def by_random() -> Slot:
    return sealed(SlotKind.RECOVERY, RANDOM_SECRET)


@pytest.mark.parametrize("kind", [SlotKind.RECOVERY, SlotKind.DEVICE])
@given(secret=st.binary(min_size=32, max_size=32).map(bytearray))
@unhurried
def test_a_random_secret_opens_what_it_sealed(kind: SlotKind, secret: bytearray) -> None:
    slot = sealed(kind, secret)
    assert unseal(slot, secret=secret, vault_id=VAULT_ID) == DATA_KEY


@given(text=allowed_text)
@settings(max_examples=5, deadline=None)  # each example costs two derivations at the floor
def test_a_passphrase_opens_what_it_sealed(text: str) -> None:
    try:
        secret = prepare_passphrase(text)
    except VaultError:
        assume(False)
        raise
    slot = sealed(SlotKind.MEMBER, secret)
    assert unseal(slot, secret=prepare_passphrase(text), vault_id=VAULT_ID) == DATA_KEY


@given(place=st.integers(0, len(WORDS) - 1), sign=st.sampled_from("aZ1 é\u00df"), how=st.sampled_from("rid"))
@settings(max_examples=8, deadline=None)  # each example costs a derivation at the floor
def test_no_passphrase_one_change_away_opens_it(by_words: Slot, place: int, sign: str, how: str) -> None:
    new = {"r": sign, "i": sign + WORDS[place], "d": ""}[how]
    changed = WORDS[:place] + new + WORDS[place + 1 :]
    assume(changed != WORDS)
    assert refusal(by_words, prepare_passphrase(changed)) is Code.WRONG_PASSPHRASE


@pytest.mark.parametrize("changed", [WORDS + " ", " " + WORDS, WORDS.lower(), WORDS.replace("  ", " ")])
def test_case_and_spaces_belong_to_a_passphrase(by_words: Slot, changed: str) -> None:
    assert refusal(by_words, prepare_passphrase(changed)) is Code.WRONG_PASSPHRASE


def test_a_passphrase_typed_on_another_keyboard_opens_it(by_words: Slot) -> None:
    other = WORDS.replace("ë", "e\u0308").replace("  ", "\u00a0\u3000")
    assert unseal(by_words, secret=prepare_passphrase(other), vault_id=VAULT_ID) == DATA_KEY


@pytest.mark.parametrize(
    ("kind", "code"),
    [
        (SlotKind.MEMBER, Code.WRONG_PASSPHRASE),
        (SlotKind.RECOVERY, Code.WRONG_RECOVERY_KEY),
        (SlotKind.DEVICE, Code.KEYRING_KEY_MISSING),
    ],
)
def test_each_kind_is_refused_in_its_own_words(kind: SlotKind, code: Code) -> None:
    assert refusal(sealed(kind, RANDOM_SECRET), bytearray(32)) is code


def test_every_flipped_bit_of_a_secret_is_a_wrong_secret(by_random: Slot) -> None:
    for bit in range(256):
        secret = bytearray(RANDOM_SECRET)
        secret[bit // 8] ^= 1 << bit % 8
        assert refusal(by_random, secret) is Code.WRONG_RECOVERY_KEY


def test_every_flipped_bit_of_a_slot_closes_it(by_random: Slot) -> None:
    def flipped(data: bytes, bit: int) -> bytes:
        return (int.from_bytes(data, "big") ^ 1 << bit).to_bytes(len(data), "big")

    altered = [replace(by_random, salt=flipped(by_random.salt, bit)) for bit in range(256)]
    altered += [replace(by_random, nonce=flipped(by_random.nonce, bit)) for bit in range(96)]
    altered += [replace(by_random, wrapped=flipped(by_random.wrapped, bit)) for bit in range(384)]
    assert {refusal(slot, RANDOM_SECRET) for slot in altered} == {Code.WRONG_RECOVERY_KEY}
    assert unseal(by_random, secret=RANDOM_SECRET, vault_id=VAULT_ID) == DATA_KEY


def test_what_a_slot_says_of_itself_is_bound_to_its_key(by_random: Slot) -> None:
    other_id = SlotId(str(UUID(int=UUID(by_random.id).int ^ 1)))
    assert refusal(replace(by_random, id=other_id), RANDOM_SECRET) is Code.WRONG_RECOVERY_KEY
    assert refusal(replace(by_random, kind=SlotKind.DEVICE), RANDOM_SECRET) is Code.KEYRING_KEY_MISSING
    assert refusal(by_random, RANDOM_SECRET, bytes(16)) is Code.WRONG_RECOVERY_KEY
    assert unseal(replace(by_random, label="another"), secret=RANDOM_SECRET, vault_id=VAULT_ID) == DATA_KEY


def test_a_member_and_an_owner_do_not_share_a_slot(by_words: Slot) -> None:
    assert refusal(replace(by_words, kind=SlotKind.MEMBER), prepare_passphrase(WORDS)) is Code.WRONG_PASSPHRASE


def test_a_slot_is_what_the_format_says(by_words: Slot, by_random: Slot) -> None:
    def bound(slot: Slot, cost: tuple[int, int, int]) -> bytes:
        kind = slot.kind.value.encode()
        head = b"allydesk.vault.slot\0\0\0\0\x01" + VAULT_ID + b"\x24" + slot.id.encode()
        return head + bytes([len(kind)]) + kind + struct.pack(">III", *cost)

    key = argon2id(prepare_passphrase(WORDS), salt=by_words.salt, kdf=FLOOR)
    assert AESGCM(key).decrypt(by_words.nonce, by_words.wrapped, bound(by_words, (65536, 3, 4))) == DATA_KEY
    key = hkdf(RANDOM_SECRET, salt=by_random.salt, info=b"allydesk.vault.v1.slot.recovery")
    assert AESGCM(key).decrypt(by_random.nonce, by_random.wrapped, bound(by_random, (0, 0, 0))) == DATA_KEY


def test_sealing_twice_shares_nothing() -> None:
    first, second = sealed(SlotKind.DEVICE, RANDOM_SECRET), sealed(SlotKind.DEVICE, RANDOM_SECRET)
    assert first.id != second.id
    assert first.salt != second.salt
    assert first.nonce != second.nonce
    assert first.wrapped != second.wrapped


def test_a_slot_shows_no_key_material(by_words: Slot) -> None:
    shown = repr(by_words)
    assert "passphrase" in shown
    for hidden in (by_words.salt, by_words.nonce, by_words.wrapped):
        assert repr(hidden) not in shown
        assert hidden.hex() not in shown
    assert "wrapped" not in shown


def test_costs_beyond_the_ceiling_take_no_memory(by_words: Slot) -> None:
    resource = pytest.importorskip("resource", reason="this system does not tell a process's peak memory")
    before = resource.getrusage(resource.RUSAGE_SELF).ru_maxrss
    for kdf in (KdfParameters(CEILING.memory_kib + 1, 1, 1), KdfParameters(2**32 - 1, 1, 1)):
        assert refusal(replace(by_words, kdf=kdf), bytearray(b"any")) is Code.DAMAGED_HEADER
    assert resource.getrusage(resource.RUSAGE_SELF).ru_maxrss - before < 16 * 1024


def test_a_new_slot_below_the_floor_is_a_mistake_of_ours() -> None:
    with pytest.raises(ValueError, match="floor"):
        seal(
            kind=SlotKind.PASSPHRASE,
            secret=bytearray(b"words"),
            data_key=DATA_KEY,
            vault_id=VAULT_ID,
            label="",
            created=CREATED,
            kdf=KdfParameters(FLOOR.memory_kib, 1, 4),
        )


def test_a_slot_that_could_not_be_one_is_a_mistake_of_ours(by_words: Slot, by_random: Slot) -> None:
    for changes in (
        {"id": "1"},
        {"created": "2026-03-01T09:30:00+01:00"},
        {"created": "yesterday"},
        {"kdf": None},
        {"salt": b""},
        {"nonce": bytes(13)},
        {"wrapped": bytes(32)},
        {"label": "x" * 201},
        {"label": "\ud800"},
    ):
        with pytest.raises(ValueError):  # noqa: PT011  # every kind of nonsense, each with its own words
            replace(by_words, **changes)
    with pytest.raises(ValueError, match="exactly when"):
        replace(by_random, kdf=FLOOR)


def test_secrets_of_the_wrong_size_are_mistakes_of_ours(by_random: Slot) -> None:
    with pytest.raises(ValueError, match="32 bytes"):
        sealed(SlotKind.DEVICE, bytearray(16))
    with pytest.raises(ValueError, match="32 bytes"):
        unseal(by_random, secret=bytearray(31), vault_id=VAULT_ID)
    with pytest.raises(ValueError, match="16 bytes"):
        unseal(by_random, secret=RANDOM_SECRET, vault_id=bytes(8))
    with pytest.raises(ValueError, match="32 bytes"):
        seal(
            kind=SlotKind.DEVICE,
            secret=new_key(),
            data_key=bytearray(16),
            vault_id=VAULT_ID,
            label="",
            created=CREATED,
            kdf=None,
        )


def test_a_wrapping_key_and_a_data_key_are_gone_from_memory_once_zeroed() -> None:
    """A child seals and unseals with keys only this process knows, which then looks through the child's memory."""
    script = textwrap.dedent("""
        import sys
        from allydesk.storage.keys import hkdf, new_key, zero
        from allydesk.storage.slots import SlotKind, seal, unseal
        vault_id, created = bytes(16), "2026-03-01T09:30:00Z"
        secret, data_key = bytearray.fromhex(sys.stdin.readline()), bytearray.fromhex(sys.stdin.readline())
        common = dict(vault_id=vault_id, label="", created=created)
        slot = seal(kind=SlotKind.DEVICE, secret=secret, data_key=data_key, kdf=None, **common)
        opened = unseal(slot, secret=secret, vault_id=vault_id)
        assert opened == data_key
        print(slot.salt.hex(), flush=True)
        sys.stdin.readline()
        zero(opened); zero(data_key); zero(secret)
        print("zeroed", flush=True)
        sys.stdin.readline()
    """)
    secret, data_key = new_key(), new_key()
    with subprocess.Popen(
        [sys.executable, "-c", script], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True, cwd=ROOT
    ) as child:
        assert child.stdin is not None
        assert child.stdout is not None
        child.stdin.write(f"{secret.hex()}\n{data_key.hex()}\n")
        child.stdin.flush()
        salt = bytes.fromhex(child.stdout.readline())
        wrapping_key = bytes(hkdf(secret, salt=salt, info=b"allydesk.vault.v1.slot.device"))
        try:
            assert copies_in(child.pid, bytes(data_key)) >= 2
            assert copies_in(child.pid, wrapping_key) == 0
            child.stdin.write("\n")
            child.stdin.flush()
            assert child.stdout.readline() == "zeroed\n"
            assert copies_in(child.pid, bytes(data_key)) == 0
            assert copies_in(child.pid, bytes(secret)) == 0
        finally:
            child.stdin.write("\n")


def copies_in(pid: int, pattern: bytes) -> int:
    """How often `pattern` stands in the writable memory of a process of ours."""
    try:
        regions = Path(f"/proc/{pid}/maps").read_text().splitlines()
        memory = Path(f"/proc/{pid}/mem").open("rb", buffering=0)  # noqa: SIM115  # closed below, opened to see if it can be
    except OSError:
        pytest.skip("this system does not let a process read its child's memory")
    found = 0
    with memory:
        for region in regions:
            span, access, *_ = region.split()
            if access.startswith("rw"):
                start, end = (int(place, 16) for place in span.split("-"))
                memory.seek(start)
                found += memory.read(end - start).count(pattern)
    return found
