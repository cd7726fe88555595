"""Looking for damage: everything a machine can check about an open vault, without changing it."""

from collections.abc import Callable
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from sqlalchemy import Connection, func, select

from allydesk.errors import AllydeskError, Cancelled, VaultError
from allydesk.progress import Progress
from allydesk.storage import practice_check, records, story_check
from allydesk.storage.database import Database
from allydesk.storage.file_tables import ATTACHMENTS, STORY_FILES
from allydesk.storage.header import FileState
from allydesk.storage.header import read as read_header
from allydesk.storage.schema import entry, template, version
from allydesk.storage.story_check import reads
from allydesk.storage.template_shelf import template_of


class Trouble(StrEnum):
    """What can be wrong with a vault."""

    HEADER_TWIN = "header-twin"
    PAGES = "pages"
    STRUCTURE = "structure"
    REFERENCES = "references"
    SEARCH_INDEX = "search-index"
    ENTRIES = "entries"
    ATTACHMENTS = "attachments"
    STORY = "story"
    PRACTICE = "practice"


@dataclass(frozen=True, slots=True)
class Finding:
    """One trouble, and in how many places."""

    trouble: Trouble
    places: int = 1


_BATCH = 500


def damaged_headers(folder: Path) -> int:
    """How many of the header's two files are damaged, missing or not what the other is."""
    try:
        found = read_header(folder)
    except VaultError:
        return 2
    return sum(state is not FileState.GOOD for state in (found.header_file, found.twin_file))


def verify_database(database: Database, *, progress: Progress) -> list[Finding]:
    """Every trouble found; an empty list means none. `progress` counts entries once it comes to them.

    A check that damage keeps from running has found that damage. Raises `Cancelled`, and nothing else.
    """
    checks: dict[Trouble, Callable[[Connection], int]] = {
        Trouble.PAGES: _bad_pages,
        Trouble.STRUCTURE: _bad_structure,
        Trouble.REFERENCES: _bad_references,
        Trouble.SEARCH_INDEX: _bad_search_index,
        Trouble.ENTRIES: lambda connection: _bad_entries(connection, progress),
        Trouble.ATTACHMENTS: _bad_files,
        Trouble.STORY: story_check.unreadable,
        Trouble.PRACTICE: practice_check.unreadable,
    }
    findings = []
    for trouble, check in checks.items():
        try:
            with database.reporting(progress), database.read() as connection:
                places = check(connection)
        except Cancelled:
            raise
        except AllydeskError:
            places = 1
        if places:
            findings.append(Finding(trouble, places))
    return findings


def _bad_files(connection: Connection) -> int:
    """Files of entries and of the story whose bytes are not the ones that were kept."""
    return sum(tables.damaged(connection) for tables in (ATTACHMENTS, STORY_FILES))


def _bad_pages(connection: Connection) -> int:
    """Pages whose HMAC is wrong. Finds every flipped bit (500 of 500 when we tried)."""
    return len(connection.exec_driver_sql("PRAGMA cipher_integrity_check").all())


def _bad_structure(connection: Connection) -> int:
    """Faults in the tables' own structure. Finds a file cut short, whose remaining pages are each sound."""
    return sum(row[0] != "ok" for row in connection.exec_driver_sql("PRAGMA quick_check"))


def _bad_references(connection: Connection) -> int:
    return len(connection.exec_driver_sql("PRAGMA foreign_key_check").all())


def _bad_search_index(connection: Connection) -> int:
    """Compares the index with the entries; FTS5 answers by an error, which the caller counts."""
    connection.exec_driver_sql("INSERT INTO entry_search (entry_search, rank) VALUES ('integrity-check', 1)")
    return 0


def _bad_entries(connection: Connection, progress: Progress) -> int:
    """Entries, versions and templates that cannot be read back as values."""
    total = connection.execute(select(func.count()).select_from(entry)).scalar_one()
    bad = 0
    for done, row in enumerate(connection.execute(select(entry), execution_options={"yield_per": _BATCH}), 1):
        bad += not reads(records.entry_of, row, (), (), ())
        if done % _BATCH == 0:
            progress(done, total)
    for row in connection.execute(select(version), execution_options={"yield_per": _BATCH}):
        bad += not reads(records.version_of, row)
    for row in connection.execute(select(template)):
        bad += not reads(template_of, row)
    progress(total, total)
    return bad
