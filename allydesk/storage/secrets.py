"""What opens a vault: a passphrase, a recovery key, or the key in this computer's keyring."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field

from allydesk.errors import Code, VaultError
from allydesk.storage import recovery
from allydesk.storage.device import DeviceKeys
from allydesk.storage.header import Header
from allydesk.storage.keys import prepare_passphrase, zero
from allydesk.storage.slots import Slot, SlotKind, unseal


@dataclass(frozen=True, slots=True)
class Passphrase:
    """A passphrase as it was typed."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class RecoveryKey:
    """A recovery key as it was typed from its sheet."""

    text: str = field(repr=False)


@dataclass(frozen=True, slots=True)
class DeviceKey:
    """The key that this computer's keyring holds."""


Secret = Passphrase | RecoveryKey | DeviceKey

_REFUSED = {
    Passphrase: Code.WRONG_PASSPHRASE,
    RecoveryKey: Code.WRONG_RECOVERY_KEY,
    DeviceKey: Code.KEYRING_KEY_MISSING,
}


def data_key_for(secret: Secret, claimed: Header, *, devices: DeviceKeys) -> tuple[bytearray, Slot]:
    """The data key, which the caller zeroes, and the slot that the secret opened.

    Raises `VaultError`: `WRONG_PASSPHRASE`, `WRONG_RECOVERY_KEY`, `RECOVERY_KEY_MISTYPED`, `KEYRING_KEY_MISSING`,
    `KEYRING_UNAVAILABLE`.
    """
    refused = _REFUSED[type(secret)]
    with _key_material(secret, claimed.vault_id, devices) as material:
        for slot in claimed.slots:
            if not _fits(secret, slot.kind):
                continue
            try:
                return unseal(slot, secret=material, vault_id=claimed.vault_id), slot
            except VaultError as problem:
                if problem.code is not refused:
                    raise
    raise VaultError(refused)


def _fits(secret: Secret, kind: SlotKind) -> bool:
    match secret:
        case Passphrase():
            return kind.from_passphrase
        case RecoveryKey():
            return kind is SlotKind.RECOVERY
        case DeviceKey():
            return kind is SlotKind.DEVICE


@contextlib.contextmanager
def _key_material(secret: Secret, vault_id: bytes, devices: DeviceKeys) -> Iterator[bytearray]:
    material = _read_secret(secret, vault_id, devices)
    try:
        yield material
    finally:
        zero(material)


def _read_secret(secret: Secret, vault_id: bytes, devices: DeviceKeys) -> bytearray:
    match secret:
        case Passphrase(text):
            try:
                return prepare_passphrase(text)
            except VaultError:
                # It can never have been set, so it is simply not the passphrase.
                raise VaultError(Code.WRONG_PASSPHRASE) from None
        case RecoveryKey(text):
            return recovery.read(text)
        case DeviceKey():
            return devices.fetch(vault_id)
