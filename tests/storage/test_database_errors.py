"""The errors of the database: each has its meaning, and none tells what was written."""

import traceback
from collections.abc import Callable, Iterator
from pathlib import Path

import pytest
import sqlcipher3.dbapi2
from sqlalchemy.exc import IntegrityError

from allydesk.errors import AllydeskError, Code, JournalError, VaultError
from allydesk.storage.database import translate
from tests.storage.bare import Bare, new_bare
from tests.storage.made import refusal
from tests.vaults import written

SECRET = "quincunx"


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", durable=False)
    yield made
    made.close()


PRIMARY = {
    1: None,  # ERROR: our SQL is wrong
    2: None,  # INTERNAL
    3: Code.READ_ONLY,  # PERM
    4: None,  # ABORT
    5: Code.IN_USE,
    6: Code.IN_USE,
    7: Code.OUT_OF_MEMORY,
    8: Code.READ_ONLY,
    9: Code.CANCELLED,
    10: Code.DISK_ERROR,
    11: Code.DAMAGED_VAULT,
    12: None,  # NOTFOUND
    13: Code.DISK_FULL,
    14: Code.READ_ONLY,  # CANTOPEN
    15: None,  # PROTOCOL: of the write-ahead log, which there is not
    16: None,  # EMPTY: not used
    17: None,  # SCHEMA
    18: Code.TOO_LARGE,
    19: None,  # CONSTRAINT: a mistake of ours
    20: None,  # MISMATCH
    21: None,  # MISUSE
    22: None,  # NOLFS
    23: None,  # AUTH
    24: None,  # FORMAT: not used
    25: None,  # RANGE
    26: Code.DAMAGED_VAULT,
}
EXTENDED = {
    522: Code.DAMAGED_VAULT,  # IOERR_SHORT_READ
    778: Code.DISK_ERROR,  # IOERR_WRITE
    1034: Code.DISK_ERROR,  # IOERR_FSYNC
    3082: Code.OUT_OF_MEMORY,  # IOERR_NOMEM
    8458: Code.DAMAGED_VAULT,  # IOERR_CORRUPTFS
    261: Code.IN_USE,  # BUSY_RECOVERY
    517: Code.IN_USE,  # BUSY_SNAPSHOT
    267: Code.DAMAGED_VAULT,  # CORRUPT_VTAB
    779: Code.DAMAGED_VAULT,  # CORRUPT_INDEX
    776: Code.READ_ONLY,  # READONLY_ROLLBACK
    1032: Code.FOLDER_GONE,  # READONLY_DBMOVED
    1544: Code.READ_ONLY,  # READONLY_DIRECTORY
    526: Code.READ_ONLY,  # CANTOPEN_ISDIR
    2067: None,  # CONSTRAINT_UNIQUE
}


def of_sqlite(code: int) -> sqlcipher3.dbapi2.Error:
    error = sqlcipher3.dbapi2.DatabaseError("words of SQLite's own")
    error.sqlite_errorcode = code
    return error


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("database or disk is full", Code.DISK_FULL),
        ("disk I/O error", Code.DISK_ERROR),
        ("database disk image is malformed", Code.DAMAGED_VAULT),
        ("out of memory", Code.OUT_OF_MEMORY),
        ("Could not decode to UTF-8 column 'text' with text 'anything'", Code.DAMAGED_VAULT),
        ("something else", None),
    ],
)
def test_an_error_that_comes_without_its_number_has_its_meaning(text: str, code: Code | None, tmp_path: Path) -> None:
    problem = sqlcipher3.dbapi2.OperationalError(text)
    told = translate(problem, tmp_path / "v.db")
    assert (told.code if isinstance(told, AllydeskError) else None) is code
    assert isinstance(told, AllydeskError) or told is problem


@pytest.mark.parametrize(("number", "code"), [*PRIMARY.items(), *EXTENDED.items()])
def test_every_error_of_sqlite_has_its_meaning(number: int, code: Code | None, tmp_path: Path) -> None:
    problem = of_sqlite(number)
    told = translate(problem, tmp_path / "v.db")
    if code is None:
        assert told is problem
    else:
        assert isinstance(told, AllydeskError)
        assert told.code is code
        assert told.facts == ({"errno": number} if code is Code.DISK_ERROR else {})


def test_an_error_of_the_disk_is_a_folder_gone_where_it_is_gone(tmp_path: Path) -> None:
    for number in (10, 14, 1034):
        told = translate(of_sqlite(number), tmp_path / "gone" / "v.db")
        assert isinstance(told, VaultError)
        assert told.code is Code.FOLDER_GONE


def test_a_folder_taken_away_while_open_is_told(tmp_path: Path) -> None:
    (tmp_path / "v").mkdir()
    held = new_bare(tmp_path / "v" / "v.db")
    held.journal.add(written("2026-01-01", "one"))
    # The open file goes on taking writes, wherever it is; nobody would ever find them.
    (tmp_path / "v").rename(tmp_path / "w")
    assert refusal(lambda: held.journal.add(written("2026-01-01", "two"))) is Code.FOLDER_GONE
    (tmp_path / "w").rename(tmp_path / "v")
    held.journal.add(written("2026-01-01", "three"))
    copy = (tmp_path / "v" / "v.db").read_bytes()
    (tmp_path / "v" / "new.db").write_bytes(copy)
    (tmp_path / "v" / "new.db").replace(tmp_path / "v" / "v.db")
    assert refusal(lambda: held.journal.add(written("2026-01-01", "four"))) is Code.FOLDER_GONE
    (tmp_path / "v" / "v.db").unlink()
    assert refusal(lambda: held.journal.add(written("2026-01-01", "five"))) is Code.FOLDER_GONE
    assert held.journal.count() == 2
    held.close()


def told_anywhere(error: BaseException) -> str:
    """All that any print-out of the error could hold, its causes and what it came from too."""
    said, waiting, seen = "".join(traceback.format_exception(error)), [error], set[int]()
    while waiting:
        one = waiting.pop()
        if id(one) not in seen:
            seen.add(id(one))
            said += str(one) + repr(one)
            waiting += [other for other in (one.__cause__, one.__context__) if other is not None]
    return said


def test_an_error_never_quotes_what_was_written(bare: Bare) -> None:
    new = written("2026-01-01", f"{SECRET} title", f"{SECRET} text", (f"{SECRET} tag",))
    kept = bare.journal.add(new)
    again = type(new)(new.content, id=kept.id)
    attempts: list[Callable[[], object]] = [lambda: bare.journal.add(again), lambda: bare.journal.add_all([again])]
    for attempt in attempts:
        with pytest.raises(sqlcipher3.dbapi2.IntegrityError) as caught:
            attempt()
        assert SECRET not in told_anywhere(caught.value).replace(__file__, "")
    with bare.database.write() as connection:
        connection.exec_driver_sql("UPDATE entry SET text = CAST(x'ff' || text AS TEXT)")
    with pytest.raises(VaultError) as damaged:
        bare.journal.entry(kept.id)
    assert damaged.value.code is Code.DAMAGED_VAULT
    shown = "".join(traceback.format_exception(damaged.value)) + str(damaged.value) + repr(damaged.value)
    assert SECRET not in shown


def test_a_bug_is_no_error_of_the_vault(bare: Bare) -> None:
    with pytest.raises(sqlcipher3.dbapi2.OperationalError, match="no such table"), bare.database.read() as connection:
        connection.exec_driver_sql("SELECT * FROM nowhere")
    with pytest.raises(KeyError), bare.database.read():
        raise KeyError
    with pytest.raises(JournalError) as caught, bare.database.write():
        raise JournalError(Code.TOO_LARGE)
    assert caught.value.code is Code.TOO_LARGE
    # SQLAlchemy's wrapping does not come through.
    with pytest.raises(Exception, match="UNIQUE") as unique, bare.database.write() as connection:
        connection.exec_driver_sql("INSERT INTO meta (key, value) VALUES ('generation', '')")
    assert not isinstance(unique.value, IntegrityError)
