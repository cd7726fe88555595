"""The header: which secrets open a vault, kept twice, in `header.json` and `header.bak`.

The rule that every version of this format keeps, so that damage is never taken for something else:

    The file has at most 1 MiB and begins with these bytes, where N is the version and H is 64 lower-case hex digits:

        {
          "magic": "Allydesk vault header",
          "version": N,
          "sha256": "H",

    H is the SHA-256 of the whole file with the 64 digits of H itself replaced by zeros ("0").

So the checksum is proved before anything else is believed, the version included: a flipped bit in the version is
damage, not a newer version, and no parser ever runs on damaged bytes. Any program can check it without knowing what
the rest means. After that comes `hmac-sha256`, made the same way (over the file with the digits of both replaced by
zeros) under a subkey of the data key that `slots` open: it tells a change made on purpose, once the vault is open.
"""

import base64
import hashlib
import json
import os
import re
import struct
from collections.abc import Set as AbstractSet
from dataclasses import dataclass, field
from enum import StrEnum
from pathlib import Path
from typing import Final, NoReturn

from cryptography.exceptions import InvalidSignature, InvalidTag
from cryptography.hazmat.primitives import hashes, hmac
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from allydesk.errors import Code, VaultError
from allydesk.storage import files
from allydesk.storage.files import translate_os_error, write_durably
from allydesk.storage.keys import (
    DATA_KEY_BYTES,
    FORMAT_VERSION,
    VAULT_ID_BYTES,
    KdfParameters,
    Purpose,
    subkey,
    zero,
)
from allydesk.storage.slots import NONCE_BYTES, WRAPPED_BYTES, Slot, SlotId, SlotKind, is_utc_stamp

HEADER_NAME: Final = "header.json"
TWIN_NAME: Final = "header.bak"
SIZE_LIMIT: Final = 1024 * 1024
"""In bytes; a full header has some 50 kB."""

MAX_SLOTS: Final = 32
"""Each may cost a derivation when a passphrase is tried."""

_MAGIC: Final = "Allydesk vault header"
_ZEROS: Final = "0" * 64
_OPENING: Final = re.compile(
    rb'\{\n  "magic": "Allydesk vault header",\n  "version": ([1-9][0-9]{0,8}),\n  "sha256": "([0-9a-f]{64})",\n'
)
_MAC_LINE: Final = re.compile(rb'  "hmac-sha256": "([0-9a-f]{64})",\n')


@dataclass(frozen=True, slots=True)
class Pending:
    """A rotation of the data key under way: slots for the new key, and the new key sealed under the old one."""

    slots: tuple[Slot, ...]
    bridge_nonce: bytes = field(repr=False)
    bridge: bytes = field(repr=False)

    def __post_init__(self) -> None:
        _check_slots(self.slots)
        if (len(self.bridge_nonce), len(self.bridge)) != (NONCE_BYTES, WRAPPED_BYTES):
            raise ValueError("a bridge's nonce and its sealed key have fixed sizes")


@dataclass(frozen=True, slots=True)
class Header:
    """A vault's identity and its slots. `generation` grows by one with every write; `created` is ISO 8601 in UTC.

    While `pending` is set, `slots` still open the old data key, under which the header is authenticated.
    """

    vault_id: bytes
    generation: int
    created: str
    slots: tuple[Slot, ...]
    pending: Pending | None = None

    def __post_init__(self) -> None:
        if len(self.vault_id) != VAULT_ID_BYTES or not 0 <= self.generation < 2**63 or not is_utc_stamp(self.created):
            raise ValueError("a header has an id of 16 bytes, a generation from 0 on and a date in UTC")
        _check_slots(self.slots)


@dataclass(frozen=True, slots=True)
class SealedHeader:
    """A header that is whole, but not yet proved to be the owner's.

    `claimed` is what it says of itself: enough to list the slots and try a secret on them, and to be trusted with
    nothing else until `authenticate` has returned.
    """

    claimed: Header
    data: bytes = field(repr=False)

    def authenticate(self, data_key: bytearray) -> Header:
        """The header, now proved; VaultError(TAMPERED_HEADER) if it was not written by a holder of `data_key`."""
        blank, _, mac = _blanked(self.data)
        try:
            _mac(blank, data_key, self.claimed.vault_id).verify(mac)
        except InvalidSignature:
            raise VaultError(Code.TAMPERED_HEADER) from None
        return self.claimed


def seal_bridge(*, old_key: bytearray, new_key: bytearray, vault_id: bytes, slots: tuple[Slot, ...]) -> Pending:
    """A rotation's record: `slots` open `new_key`, and whoever holds `old_key` can reach it too."""
    if len(new_key) != DATA_KEY_BYTES:
        raise ValueError("a data key has 32 bytes")
    nonce, bridge = os.urandom(NONCE_BYTES), bytearray(WRAPPED_BYTES)
    key = subkey(old_key, Purpose.BRIDGE, vault_id=vault_id)
    try:
        AESGCM(key).encrypt_into(nonce, new_key, _bridge_bound(vault_id), bridge)
    finally:
        zero(key)
    return Pending(slots, nonce, bytes(bridge))


def open_bridge(pending: Pending, *, old_key: bytearray, vault_id: bytes) -> bytearray:
    """The new data key, which the caller zeroes; VaultError(TAMPERED_HEADER) if the bridge is not of `old_key`."""
    key = subkey(old_key, Purpose.BRIDGE, vault_id=vault_id)
    new_key = bytearray(DATA_KEY_BYTES)
    try:
        AESGCM(key).decrypt_into(pending.bridge_nonce, pending.bridge, _bridge_bound(vault_id), new_key)
    except InvalidTag:
        # The library leaves the unproved plaintext in the buffer.
        zero(new_key)
        raise VaultError(Code.TAMPERED_HEADER) from None
    finally:
        zero(key)
    return new_key


def encode(header: Header, *, data_key: bytearray) -> bytes:
    """The file's bytes. `data_key` is the one `header.slots` open. What is returned has been decoded once."""
    document = {
        "magic": _MAGIC,
        "version": FORMAT_VERSION,
        "sha256": _ZEROS,
        "hmac-sha256": _ZEROS,
        "vault-id": _base64(header.vault_id),
        "generation": header.generation,
        "created": header.created,
        "slots": [_slot_document(slot) for slot in header.slots],
        "pending": _pending_document(header.pending),
    }
    blank = (json.dumps(document, indent=2) + "\n").encode("ascii")
    data = _filled(blank, mac=_mac(blank, data_key, header.vault_id).finalize())
    if decode(data).authenticate(data_key) != header:
        raise ValueError("a header must read back as it was written")
    return data


def decode(data: bytes) -> SealedHeader:
    """A header that is whole and makes sense; nothing is derived and no key is needed.

    Raises VaultError: DAMAGED_HEADER for anything that differs by so much as a bit from what was written, for
    parameters beyond the caps and for content this version does not know; NEWER_VERSION, with `version`, for a whole
    header of a later one.
    """
    version = _proved_version(data)
    if version > FORMAT_VERSION:
        raise VaultError(Code.NEWER_VERSION, version=version)
    try:
        _blanked(data)
        document = json.loads(
            data.decode("ascii"), object_pairs_hook=_object, parse_float=_refuse, parse_constant=_refuse
        )
        return SealedHeader(_header(document), data)
    except (ValueError, RecursionError):
        raise VaultError(Code.DAMAGED_HEADER) from None


class FileState(StrEnum):
    """How one of the two files was found."""

    GOOD = "good"
    STALE = "stale"
    """Whole, but not the one that was chosen: its twin has a higher generation."""
    DAMAGED = "damaged"
    MISSING = "missing"


@dataclass(frozen=True, slots=True)
class FoundHeader:
    """The header that opens a vault, and how its two files were found."""

    folder: Path = field(repr=False)
    sealed: SealedHeader
    header_file: FileState
    twin_file: FileState

    @property
    def needs_mending(self) -> bool:
        """Whether one of the two files is not what the other is."""
        return {self.header_file, self.twin_file} != {FileState.GOOD}

    def mend(self, *, data_key: bytearray) -> None:
        """Write the proved header over a twin that is damaged, missing or stale.

        Raises VaultError(TAMPERED_HEADER), and writes nothing, if the header is not of `data_key`; otherwise as
        `write_durably`, which leaves the good file untouched.
        """
        self.sealed.authenticate(data_key)
        for name, state in ((HEADER_NAME, self.header_file), (TWIN_NAME, self.twin_file)):
            if state is not FileState.GOOD:
                write_durably(self.folder / name, self.sealed.data)


def read(folder: Path) -> FoundHeader:
    """The header in `folder`, from whichever file is good; of two that differ, the one of the higher generation.

    Raises VaultError: FOLDER_GONE; NOT_A_VAULT where neither file is; DAMAGED_HEADER where neither is good;
    NEWER_VERSION where either says so, since whoever wrote that may have changed the database too.
    """
    try:
        if not folder.is_dir():
            raise VaultError(Code.NOT_A_VAULT if folder.exists() else Code.FOLDER_GONE)
    except OSError as error:
        raise translate_os_error(error) from None
    first, second = _attempt(folder / HEADER_NAME), _attempt(folder / TWIN_NAME)
    best = _better(first.sealed, second.sealed)
    if best is None:
        raise _why_neither(first, second)
    return FoundHeader(folder, best, first.state(best), second.state(best))


def write(folder: Path, header: Header, *, data_key: bytearray) -> None:
    """Replace `header.json`, then its twin, each durably: at every moment one of them is whole.

    `data_key` is the one `header.slots` open. Raises VaultError as `write_durably`; the header in force is then the
    old one if `header.json` could not be replaced, and the new one if only the twin could not.
    """
    data = encode(header, data_key=data_key)
    write_durably(folder / HEADER_NAME, data)
    write_durably(folder / TWIN_NAME, data)


def sweep_unfinished(folder: Path) -> None:
    """Take away what a killed process left of writing a header. Only for whoever holds the vault open."""
    for name in (HEADER_NAME, TWIN_NAME):
        files.sweep_unfinished(folder / name)


@dataclass(frozen=True, slots=True)
class _Attempt:
    """What reading one file came to: a header, or why not."""

    sealed: SealedHeader | None = None
    failure: VaultError | None = None

    def state(self, best: SealedHeader) -> FileState:
        if self.sealed is not None:
            return FileState.GOOD if self.sealed.data == best.data else FileState.STALE
        return FileState.MISSING if self.failure is None else FileState.DAMAGED


def _attempt(path: Path) -> _Attempt:
    try:
        if not path.is_file():
            return _Attempt(failure=VaultError(Code.DAMAGED_HEADER)) if path.exists() else _Attempt()
        with path.open("rb") as file:
            return _Attempt(decode(file.read(SIZE_LIMIT + 1)))
    except VaultError as failure:
        if failure.code is Code.NEWER_VERSION:
            raise
        return _Attempt(failure=failure)
    except OSError as error:
        return _Attempt(failure=translate_os_error(error))


def _better(first: SealedHeader | None, second: SealedHeader | None) -> SealedHeader | None:
    if first is None or second is None:
        return first or second
    return second if second.claimed.generation > first.claimed.generation else first


def _why_neither(first: _Attempt, second: _Attempt) -> VaultError:
    failures = [attempt.failure for attempt in (first, second) if attempt.failure is not None]
    damage = (failure for failure in failures if failure.code is Code.DAMAGED_HEADER)
    return next(damage, failures[0] if failures else VaultError(Code.NOT_A_VAULT))


def _proved_version(data: bytes) -> int:
    opening = _OPENING.match(data) if len(data) <= SIZE_LIMIT else None
    if opening is None:
        raise VaultError(Code.DAMAGED_HEADER)
    start, end = opening.span(2)
    blank = data[:start] + _ZEROS.encode() + data[end:]
    if hashlib.sha256(blank).hexdigest().encode() != opening[2]:
        raise VaultError(Code.DAMAGED_HEADER)
    return int(opening[1])


def _blanked(data: bytes) -> tuple[bytes, int, bytes]:
    """`data` with zeros for both digests, the offset of the HMAC's digits, and the HMAC. ValueError without them."""
    opening = _OPENING.match(data)
    line = _MAC_LINE.match(data, opening.end()) if opening else None
    if opening is None or line is None:
        raise ValueError("a header begins with its checksum and its authentication code")
    zeros = _ZEROS.encode()
    blank = data[: opening.start(2)] + zeros + data[opening.end(2) : line.start(1)] + zeros + data[line.end(1) :]
    return blank, line.start(1), bytes.fromhex(line[1].decode())


def _filled(blank: bytes, *, mac: bytes) -> bytes:
    _, place, _ = _blanked(blank)
    authenticated = blank[:place] + mac.hex().encode() + blank[place + 64 :]
    checksum = hashlib.sha256(authenticated).hexdigest().encode()
    return authenticated.replace(_ZEROS.encode(), checksum, 1)


def _mac(blank: bytes, data_key: bytearray, vault_id: bytes) -> hmac.HMAC:
    key = subkey(data_key, Purpose.HEADER_MAC, vault_id=vault_id)
    try:
        # Not the standard library's, which keeps padded copies of the key that nothing wipes.
        state = hmac.HMAC(key, hashes.SHA256())
        state.update(blank)
        return state
    finally:
        zero(key)


def _bridge_bound(vault_id: bytes) -> bytes:
    return b"allydesk.vault.bridge\0" + struct.pack(">I", FORMAT_VERSION) + vault_id


def _check_slots(slots: tuple[Slot, ...]) -> None:
    if not 1 <= len(slots) <= MAX_SLOTS or len({slot.id for slot in slots}) != len(slots):
        raise ValueError("a header has from 1 to 32 slots, each with its own id")


def _base64(data: bytes) -> str:
    return base64.b64encode(data).decode("ascii")


def _slot_document(slot: Slot) -> dict[str, object]:
    kdf = slot.kdf
    cost = kdf and {
        "algorithm": "argon2id",
        "memory-kib": kdf.memory_kib,
        "passes": kdf.passes,
        "lanes": kdf.lanes,
    }
    return {
        "id": slot.id,
        "kind": slot.kind.value,
        "label": slot.label,
        "created": slot.created,
        "kdf": cost,
        "salt": _base64(slot.salt),
        "nonce": _base64(slot.nonce),
        "wrapped": _base64(slot.wrapped),
    }


def _pending_document(pending: Pending | None) -> dict[str, object] | None:
    if pending is None:
        return None
    return {
        "slots": [_slot_document(slot) for slot in pending.slots],
        "bridge-nonce": _base64(pending.bridge_nonce),
        "bridge": _base64(pending.bridge),
    }


# Reading back: each of these raises ValueError for what the format does not allow, and `decode` makes it damage.


def _header(value: object) -> Header:
    names = {"magic", "version", "sha256", "hmac-sha256", "vault-id", "generation", "created", "slots", "pending"}
    members = _members(value, names)
    return Header(
        vault_id=_bytes(members["vault-id"]),
        generation=_number(members["generation"]),
        created=_text(members["created"]),
        slots=_slots(members["slots"]),
        pending=_pending(members["pending"]),
    )


def _pending(value: object) -> Pending | None:
    if value is None:
        return None
    members = _members(value, {"slots", "bridge-nonce", "bridge"})
    return Pending(_slots(members["slots"]), _bytes(members["bridge-nonce"]), _bytes(members["bridge"]))


def _slots(value: object) -> tuple[Slot, ...]:
    if isinstance(value, list):
        return tuple(_slot(member) for member in value)
    raise ValueError("slots stand in a list")


def _slot(value: object) -> Slot:
    members = _members(value, {"id", "kind", "label", "created", "kdf", "salt", "nonce", "wrapped"})
    return Slot(
        id=SlotId(_text(members["id"])),
        kind=SlotKind(_text(members["kind"])),
        label=_text(members["label"]),
        created=_text(members["created"]),
        kdf=_kdf(members["kdf"]),
        salt=_bytes(members["salt"]),
        nonce=_bytes(members["nonce"]),
        wrapped=_bytes(members["wrapped"]),
    )


def _kdf(value: object) -> KdfParameters | None:
    if value is None:
        return None
    members = _members(value, {"algorithm", "memory-kib", "passes", "lanes"})
    if members["algorithm"] != "argon2id":
        raise ValueError("this version derives by Argon2id alone")
    kdf = KdfParameters(_number(members["memory-kib"]), _number(members["passes"]), _number(members["lanes"]))
    kdf.check()
    return kdf


def _members(value: object, names: AbstractSet[str]) -> dict[str, object]:
    if not isinstance(value, dict) or value.keys() != names:
        raise ValueError("an object has exactly the members its version knows")
    return value


def _text(value: object) -> str:
    if isinstance(value, str):
        return value
    raise ValueError("text was expected")


def _number(value: object) -> int:
    # A bool is an int to Python, and "true" is no number.
    if type(value) is not int:
        raise ValueError("a whole number was expected")
    return value


def _bytes(value: object) -> bytes:
    data = base64.b64decode(_text(value), validate=True)
    if _base64(data) != value:
        raise ValueError("base 64 has one spelling here")
    return data


def _object(pairs: list[tuple[str, object]]) -> dict[str, object]:
    members = dict(pairs)
    if len(members) != len(pairs):
        raise ValueError("a member stands once")
    return members


def _refuse(_literal: str) -> NoReturn:
    raise ValueError("only whole numbers are known")
