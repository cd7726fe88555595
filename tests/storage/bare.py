"""A vault's database without its header, and so without the time that deriving a key takes; and its pages bare."""

import hashlib
import hmac
from dataclasses import dataclass, field
from pathlib import Path

from cryptography.hazmat.primitives.ciphers import Cipher
from cryptography.hazmat.primitives.ciphers.algorithms import AES
from cryptography.hazmat.primitives.ciphers.modes import CBC

from allydesk.storage.database import Database
from allydesk.storage.journal import Journal
from tests.vaults import TestClock

KEY = bytes(range(7, 39))
"""The database's key in tests; nothing it protects is anybody's."""

PAGE = 4096
_RESERVED, _IV, _SALT = 80, 16, 16


@dataclass
class Bare:
    """A database and the journal in it."""

    database: Database
    journal: Journal

    @property
    def path(self) -> Path:
        """The database file."""
        return self.database.path

    def close(self) -> None:
        """Let go of the file."""
        self.database.close()


def new_bare(path: Path, *, clock: TestClock | None = None, durable: bool = True) -> Bare:
    """A new one. Without `durable` nothing waits for the disk."""
    database = Database(path, key=bytearray(KEY), fresh=True)
    database.migrate()
    return _bare(database, clock, durable=durable)


def open_bare(path: Path, *, clock: TestClock | None = None, durable: bool = True, read_only: bool = False) -> Bare:
    """One that is there. Raises as `Database`."""
    return _bare(Database(path, key=bytearray(KEY), read_only=read_only), clock, durable=durable)


def _bare(database: Database, clock: TestClock | None, *, durable: bool) -> Bare:
    if not durable:
        database._raw.execute("PRAGMA synchronous = OFF")
    return Bare(database, Journal(database=database, clock=clock or TestClock()))


def decrypted_pages(path: Path, key: bytes = KEY) -> dict[int, bytes]:
    """The pages, from 1, of a SQLCipher 4 file as SQLite sees them, free ones too; those that are not whole left out.

    Written from SQLCipher's description of its format: AES-256-CBC with a fresh IV at the end of each page, and behind
    it HMAC-SHA512 over both and the page's number, under a key that two rounds of PBKDF2 make of the database's.
    """
    data = path.read_bytes()
    salt = data[:_SALT]
    mac_key = hashlib.pbkdf2_hmac("sha512", key, bytes(byte ^ 0x3A for byte in salt), 2, 32)
    pages = {}
    for number in range(1, len(data) // PAGE + 1):
        page = data[(number - 1) * PAGE : number * PAGE]
        start = _SALT if number == 1 else 0
        iv, mac = page[-_RESERVED : -_RESERVED + _IV], page[-_RESERVED + _IV :]
        sealed = page[start : -_RESERVED + _IV] + number.to_bytes(4, "little")
        if hmac.digest(mac_key, sealed, "sha512") == mac:
            opened = Cipher(AES(key), CBC(iv)).decryptor().update(page[start:-_RESERVED])
            pages[number] = (b"SQLite format 3\0" if start else b"") + opened
    return pages


@dataclass
class Tree:
    """A table's b-tree in the pages: for each row id the pages one has to read to come to the whole row."""

    pages: dict[int, bytes]
    rows: dict[int, set[int]] = field(default_factory=dict)

    def walk(self, number: int, path: frozenset[int] = frozenset()) -> "Tree":
        """Gather the rows below page `number`, which is read on the way."""
        page, path = self.pages[number], path | {number}
        head = 100 if number == 1 else 0
        kind, cells = page[head], int.from_bytes(page[head + 3 : head + 5], "big")
        table = head + (12 if kind == 5 else 8)
        for cell in range(cells):
            place = int.from_bytes(page[table + 2 * cell : table + 2 * cell + 2], "big")
            if kind == 5:
                self.walk(int.from_bytes(page[place : place + 4], "big"), path)
            else:
                size, place = _varint(page, place)
                row, place = _varint(page, place)
                self.rows[row] = set(path) | self._overflow(page, place, size)
        if kind == 5:
            self.walk(int.from_bytes(page[head + 8 : head + 12], "big"), path)
        return self

    def _overflow(self, page: bytes, place: int, size: int) -> set[int]:
        usable = PAGE - _RESERVED
        if size <= usable - 35:
            return set()
        least = (usable - 12) * 32 // 255 - 23
        here = least + (size - least) % (usable - 4)
        here = here if here <= usable - 35 else least
        following = int.from_bytes(page[place + here : place + here + 4], "big")
        found = set()
        while following:
            found.add(following)
            following = int.from_bytes(self.pages[following][:4], "big")
        return found


def _varint(page: bytes, place: int) -> tuple[int, int]:
    value = 0
    for count in range(9):
        byte = page[place]
        place += 1
        if count == 8:
            return value << 8 | byte, place
        value = value << 7 | byte & 0x7F
        if byte < 0x80:
            break
    return value, place


def root_of(bare: Bare, table: str) -> int:
    """The page at which a table begins."""
    with bare.database.read() as connection:
        found = connection.exec_driver_sql("SELECT rootpage FROM sqlite_master WHERE name = ?", (table,))
        return int(found.scalar_one())


def flip_bit(path: Path, bit: int) -> None:
    """Change one bit of a file where it lies."""
    with path.open("r+b") as file:
        file.seek(bit // 8)
        byte = file.read(1)[0]
        file.seek(bit // 8)
        file.write(bytes([byte ^ 1 << bit % 8]))
