"""Slots: each holds the vault's data key, wrapped so that one secret opens it.

AES-256-GCM under a key that Argon2id makes of a passphrase, or HKDF of 256 random bits. What a slot says about itself
(its vault, its id, its kind, the cost of its derivation) is bound to the wrapped key, so a slot that was altered, or
moved from another vault, opens nothing.
"""

import os
import re
import struct
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Final, NewType

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from allydesk.errors import Code, VaultError
from allydesk.ids import new_uuid7
from allydesk.storage.keys import DATA_KEY_BYTES, FORMAT_VERSION, VAULT_ID_BYTES, KdfParameters, argon2id, hkdf, zero

SlotId = NewType("SlotId", str)

SALT_BYTES: Final = 32
NONCE_BYTES: Final = 12
WRAPPED_BYTES: Final = DATA_KEY_BYTES + 16
"""A data key and GCM's tag."""

LABEL_LIMIT: Final = 200
"""In characters. Labels stand in the header unencrypted, so that they can be shown while the vault is locked."""

_UTC_STAMP = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(\.\d{1,6})?(Z|\+00:00)", re.ASCII)
_SLOT_ID = re.compile(r"[0-9a-f-]{36}")


class SlotKind(StrEnum):
    """What opens a slot. The values are part of the format and never change."""

    PASSPHRASE = "passphrase"  # noqa: S105  # the name of a kind, not a secret
    RECOVERY = "recovery"
    DEVICE = "device"
    MEMBER = "member"

    @property
    def from_passphrase(self) -> bool:
        """True where a person's words open it, which need Argon2id; False for 256 random bits."""
        return self in {SlotKind.PASSPHRASE, SlotKind.MEMBER}


_REFUSALS: Final = {
    SlotKind.PASSPHRASE: Code.WRONG_PASSPHRASE,
    SlotKind.MEMBER: Code.WRONG_PASSPHRASE,
    SlotKind.RECOVERY: Code.WRONG_RECOVERY_KEY,
    SlotKind.DEVICE: Code.KEYRING_KEY_MISSING,
}


@dataclass(frozen=True, slots=True)
class Slot:
    """One way into a vault. `created` is ISO 8601 in UTC; `kdf` is None where the secret is random.

    ValueError for a slot that could not be one: `kdf` where it does not belong, a size that is off, a label that is
    too long or is not text, a date that is not UTC.
    """

    id: SlotId
    kind: SlotKind
    label: str
    created: str
    kdf: KdfParameters | None
    salt: bytes = field(repr=False)
    nonce: bytes = field(repr=False)
    wrapped: bytes = field(repr=False)

    def __post_init__(self) -> None:
        if not _SLOT_ID.fullmatch(self.id) or not is_utc_stamp(self.created):
            raise ValueError("a slot has a UUID and a date in UTC")
        if (self.kdf is not None) is not self.kind.from_passphrase:
            raise ValueError("a slot has derivation parameters exactly when a passphrase opens it")
        if (len(self.salt), len(self.nonce), len(self.wrapped)) != (SALT_BYTES, NONCE_BYTES, WRAPPED_BYTES):
            raise ValueError("a slot's salt, nonce and wrapped key have fixed sizes")
        if len(self.label.encode("utf-8")) > 4 * LABEL_LIMIT or len(self.label) > LABEL_LIMIT:
            raise ValueError("a slot's label is at most 200 characters")


def is_utc_stamp(text: str) -> bool:
    """Whether `text` is a moment in ISO 8601, in UTC, to the second or finer."""
    return _UTC_STAMP.fullmatch(text) is not None


def seal(
    *,
    kind: SlotKind,
    secret: bytearray,
    data_key: bytearray,
    vault_id: bytes,
    label: str,
    created: str,
    kdf: KdfParameters | None,
) -> Slot:
    """Wrap `data_key` for `secret`, with a fresh id, salt and nonce. The caller keeps both keys and zeroes them.

    ValueError for parameters below the floor, a random secret or a data key of another size than 32 bytes, or a
    `kdf` that does not fit the kind. VaultError(OUT_OF_MEMORY) as `argon2id`.
    """
    if len(data_key) != DATA_KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    if kdf is not None:
        kdf.check_new()
    slot_id, salt, nonce = SlotId(new_uuid7()), os.urandom(SALT_BYTES), os.urandom(NONCE_BYTES)
    bound = _bound(slot_id, kind, kdf, vault_id)
    wrapping_key = _wrapping_key(kind, secret, salt=salt, kdf=kdf)
    wrapped = bytearray(WRAPPED_BYTES)
    try:
        AESGCM(wrapping_key).encrypt_into(nonce, data_key, bound, wrapped)
    finally:
        zero(wrapping_key)
    return Slot(slot_id, kind, label, created, kdf, salt, nonce, bytes(wrapped))


def unseal(slot: Slot, *, secret: bytearray, vault_id: bytes) -> bytearray:
    """The data key that `secret` opens; the caller zeroes it, and `secret`.

    Raises VaultError with WRONG_PASSPHRASE, WRONG_RECOVERY_KEY or KEYRING_KEY_MISSING, as the slot's kind goes. A
    slot whose own fields were altered by someone who mended the header's checksum gives the same answer, since it
    cannot be told from a wrong secret; so a header is always checked for damage first.
    """
    wrapping_key = _wrapping_key(slot.kind, secret, salt=slot.salt, kdf=slot.kdf)
    data_key = bytearray(DATA_KEY_BYTES)
    try:
        bound = _bound(slot.id, slot.kind, slot.kdf, vault_id)
        AESGCM(wrapping_key).decrypt_into(slot.nonce, slot.wrapped, bound, data_key)
    except InvalidTag:
        # The library leaves the unproved plaintext in the buffer.
        zero(data_key)
        raise VaultError(_REFUSALS[slot.kind]) from None
    finally:
        zero(wrapping_key)
    return data_key


def _wrapping_key(kind: SlotKind, secret: bytearray, *, salt: bytes, kdf: KdfParameters | None) -> bytearray:
    if kind.from_passphrase:
        if kdf is None:
            raise ValueError("a passphrase needs derivation parameters")
        return argon2id(secret, salt=salt, kdf=kdf)
    if kdf is not None or len(secret) != DATA_KEY_BYTES:
        raise ValueError("a random secret has 32 bytes and no derivation parameters")
    return hkdf(secret, salt=salt, info=b"allydesk.vault.v1.slot." + kind.value.encode("ascii"))


def _bound(slot_id: SlotId, kind: SlotKind, kdf: KdfParameters | None, vault_id: bytes) -> bytes:
    """What the wrapped key is bound to, as one unambiguous string of bytes (GCM's associated data)."""
    if len(vault_id) != VAULT_ID_BYTES:
        raise ValueError("a vault id has 16 bytes")
    cost = (kdf.memory_kib, kdf.passes, kdf.lanes) if kdf else (0, 0, 0)
    name, sort = slot_id.encode("ascii"), kind.value.encode("ascii")
    head = b"allydesk.vault.slot\0" + struct.pack(">I", FORMAT_VERSION) + vault_id
    return head + struct.pack(">B", len(name)) + name + struct.pack(">B", len(sort)) + sort + struct.pack(">III", *cost)
