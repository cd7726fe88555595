"""Changing the key of a whole vault, so that a stop at any point leaves it open to exactly one key.

The order is what makes it safe:

1. the header takes up `pending`: slots for the new key, and the new key sealed under the old one;
2. SQLCipher encrypts the database anew, in one transaction of its own;
3. the database has been opened with the new key: the header keeps the new slots only.

Whoever opens the vault between 1 and 3 reaches both keys by the old slots and tries which one the database has.
"""

from dataclasses import replace
from pathlib import Path

from allydesk.errors import Code, VaultError
from allydesk.storage import header
from allydesk.storage.database import Database
from allydesk.storage.header import Header, Pending
from allydesk.storage.keys import zero
from allydesk.storage.opened import Opened, database_key, open_database
from allydesk.storage.slots import Slot


def rotate(opened: Opened, new_data_key: bytearray, slots: tuple[Slot, ...]) -> None:
    """Bring an open vault under `new_data_key`, which `slots` open and which it keeps from now on.

    Raises `VaultError` where a file cannot be written. Until step 2 is done the vault goes on under its old key; the
    header then says so when the vault is next opened.
    """
    vault_id = opened.header.vault_id
    pending = header.seal_bridge(old_key=opened.data_key, new_key=new_data_key, vault_id=vault_id, slots=slots)
    # Both files, since either may be the one that is left to open the vault. They keep `pending` whatever happens
    # from here on: after an error nobody knows for certain which key the database has.
    opened.write_header(both=True, pending=pending)
    with database_key(new_data_key, vault_id) as key:
        opened.database.change_key(key)
    old, opened.data_key = opened.data_key, new_data_key
    zero(old)
    # No other header fits this key, whether it can be written now or only later.
    opened.header = replace(opened.header, slots=slots, pending=None)
    opened.write_header()


def finish(folder: Path, head: Header, pending: Pending, data_key: bytearray) -> tuple[Header, bytearray, Database]:
    """Settle a rotation that was stopped half way: the header as it is now written, the key in force, the database.

    `data_key` is the old key. Exactly one of the two keys is handed back; the other is zeroed, unless this raises:
    then the caller still zeroes `data_key`. Raises `VaultError` as `open_database`.
    """
    try:
        database = open_database(folder, data_key, head.vault_id)
    except VaultError as problem:
        if problem.code is not Code.DAMAGED_VAULT:
            raise
    else:
        settled = replace(head, generation=head.generation + 1, pending=None)
        return _settle(folder, settled, data_key, database)
    new_data_key = header.open_bridge(pending, old_key=data_key, vault_id=head.vault_id)
    try:
        database = open_database(folder, new_data_key, head.vault_id)
        settled = replace(head, generation=head.generation + 1, slots=pending.slots, pending=None)
        outcome = _settle(folder, settled, new_data_key, database)
    except BaseException:
        zero(new_data_key)
        raise
    zero(data_key)
    return outcome


def open_either(folder: Path, head: Header, data_key: bytearray) -> Database:
    """The database under whichever key it has, to read only; no rotation is settled. Raises `VaultError`."""
    try:
        return _open_to_read(folder, data_key, head.vault_id)
    except VaultError as problem:
        if head.pending is None or problem.code is not Code.DAMAGED_VAULT:
            raise
        pending = head.pending
    new_data_key = header.open_bridge(pending, old_key=data_key, vault_id=head.vault_id)
    try:
        return _open_to_read(folder, new_data_key, head.vault_id)
    finally:
        zero(new_data_key)


def _open_to_read(folder: Path, data_key: bytearray, vault_id: bytes) -> Database:
    try:
        return open_database(folder, data_key, vault_id, read_only=True)
    except VaultError as problem:
        if problem.code is not Code.READ_ONLY:
            raise
    # What a killed process left half done has to be rolled back first, and that is writing.
    return open_database(folder, data_key, vault_id)


def _settle(
    folder: Path, settled: Header, data_key: bytearray, database: Database
) -> tuple[Header, bytearray, Database]:
    try:
        header.write(folder, settled, data_key=data_key)
    except BaseException:
        database.close()
        raise
    return settled, data_key, database
