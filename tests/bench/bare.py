"""The floor: the same entries in SQLCipher with nothing around it but SQL written by hand."""

import os
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import sqlcipher3.dbapi2

from allydesk.journal.entry import NewEntry

_PRAGMAS = """
PRAGMA foreign_keys = ON; PRAGMA secure_delete = ON; PRAGMA temp_store = MEMORY; PRAGMA cache_size = -32768;
PRAGMA synchronous = EXTRA; PRAGMA locking_mode = EXCLUSIVE; PRAGMA journal_mode = DELETE;
"""
_TABLES = """
CREATE TABLE entry (position INTEGER PRIMARY KEY, id TEXT NOT NULL UNIQUE, local TEXT, modified INTEGER, mood INTEGER,
    title TEXT, text TEXT);
CREATE INDEX entry_by_day ON entry (position, local);
CREATE TABLE tag (tag_id INTEGER PRIMARY KEY, name TEXT UNIQUE);
CREATE TABLE entry_tag (tag_id INTEGER, position INTEGER, PRIMARY KEY (tag_id, position)) WITHOUT ROWID;
CREATE INDEX entry_tag_by_entry ON entry_tag (position);
CREATE VIRTUAL TABLE words USING fts5 (title, text, content='entry', content_rowid='position',
    tokenize="unicode61 remove_diacritics 2");
INSERT INTO words (words, rank) VALUES ('pgsz', 3960);
"""
_TRIGGER = """
CREATE TRIGGER entry_changed AFTER UPDATE OF title, text ON entry BEGIN
    INSERT INTO words (words, rowid, title, text) VALUES ('delete', old.position, old.title, old.text);
    INSERT INTO words (rowid, title, text) VALUES (new.position, new.title, new.text);
END;
"""
_COLUMNS = """e.position, e.id, e.local, e.title,
    (SELECT group_concat(t.name, char(31)) FROM entry_tag JOIN tag t USING (tag_id) WHERE position = e.position)"""


class BareJournal:
    """One file, one connection, no layer."""

    def __init__(self, path: Path) -> None:
        self.path = path
        self._key = os.urandom(32).hex()
        self._connection: Any = None
        self.open()

    def open(self) -> None:
        """Open the file under its key."""
        self._connection = sqlcipher3.dbapi2.connect(str(self.path), isolation_level=None)
        self._connection.execute(f"PRAGMA key = \"x'{self._key}'\"")
        self._connection.executescript(_PRAGMAS)
        self._connection.execute("SELECT count(*) FROM sqlite_master").fetchall()

    def close(self) -> None:
        """Let go of the file."""
        self._connection.close()

    def fill(self, rows: Sequence[tuple[Any, ...]], tags: Sequence[tuple[int, int]], names: Sequence[str]) -> None:
        """Everything in one transaction, the index built at the end."""
        self._connection.executescript(_TABLES)
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.executemany("INSERT INTO entry VALUES (?, ?, ?, ?, ?, ?, ?)", rows)
        self._connection.executemany("INSERT INTO tag VALUES (?, ?)", enumerate(names))
        self._connection.executemany("INSERT INTO entry_tag VALUES (?, ?)", tags)
        self._connection.execute("INSERT INTO words (words) VALUES ('rebuild')")
        self._connection.execute("COMMIT")
        self._connection.executescript(_TRIGGER)

    def newest(self) -> list[Any]:
        """The first fifty rows of the list."""
        return self._all(f"SELECT {_COLUMNS}, substr(e.text, 1, 300) FROM entry e ORDER BY e.position DESC LIMIT 50")

    def before(self, position: int) -> list[Any]:
        """Fifty rows from the middle of the list."""
        return self._all(
            f"SELECT {_COLUMNS}, substr(e.text, 1, 300) FROM entry e WHERE e.position <= ? "
            "ORDER BY e.position DESC LIMIT 50",
            position,
        )

    def search(self, match: str) -> list[Any]:
        """The newest fifty that match, with the places that do."""
        return self._all(
            f"SELECT {_COLUMNS}, snippet(words, 1, '[', ']', '…', 24) FROM words "
            "JOIN entry e ON e.position = words.rowid WHERE words MATCH ? ORDER BY words.rowid DESC LIMIT 50",
            match,
        )

    def matching(self, match: str) -> list[Any]:
        """The positions of all that match."""
        return self._all("SELECT rowid FROM words WHERE words MATCH ? ORDER BY rowid DESC", match)

    def days(self, first: int, last: int) -> list[Any]:
        """How many entries the days between two positions have."""
        return self._all(
            "SELECT substr(local, 1, 10), count(*) FROM entry WHERE position BETWEEN ? AND ? GROUP BY 1", first, last
        )

    def tag_counts(self) -> list[Any]:
        """How many entries each tag has."""
        return self._all(
            "SELECT t.name, c.n FROM (SELECT tag_id, count(*) AS n FROM entry_tag GROUP BY tag_id) c "
            "JOIN tag t USING (tag_id) ORDER BY 2 DESC"
        )

    def save(self, position: int, text: str) -> None:
        """One entry changed, durable when this returns."""
        self._connection.execute("BEGIN IMMEDIATE")
        self._connection.execute("UPDATE entry SET text = ?, modified = ? WHERE position = ?", (text, 1, position))
        self._connection.execute("COMMIT")

    def _all(self, sql: str, *values: object) -> list[Any]:
        found: list[Any] = self._connection.execute(sql, values).fetchall()
        return found


def prepared(entries: Iterable[NewEntry]) -> tuple[list[tuple[Any, ...]], list[tuple[int, int]], list[str]]:
    """The entries as the rows `BareJournal.fill` takes."""
    rows: list[tuple[Any, ...]] = []
    tags: list[tuple[int, int]] = []
    names: dict[str, int] = {}
    for number, new in enumerate(entries):
        content = new.content
        local = content.created.local.isoformat()
        # As long as a UUID, and as scattered as its random half.
        made = f"{number:08x}-{os.urandom(14).hex()}"[:36]
        rows.append((content.created.instant, made, local, 0, content.mood, content.title, content.text))
        tags += [(names.setdefault(name, len(names)), content.created.instant) for name in content.tags]
    return rows, tags, list(names)
