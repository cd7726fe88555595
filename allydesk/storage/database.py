"""The one connection to the encrypted database, and the way SQLCipher must be treated to be trusted.

The measurements behind the settings are in docs/vault-format.md. Everything here runs on one thread at a time; the
connection holds the file's exclusive lock from opening to closing, so a second process is told at once.
"""

import contextlib
import json
import os
import stat
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

import sqlcipher3.dbapi2
from sqlalchemy import Connection, create_engine, event
from sqlalchemy.exc import DBAPIError
from sqlalchemy.pool import StaticPool

from allydesk.errors import AllydeskError, Cancelled, Code, VaultError
from allydesk.journal.links import link_keys, title_key
from allydesk.progress import Progress, unreported
from allydesk.storage.files import translate_os_error
from allydesk.storage.keys import DATA_KEY_BYTES, zero
from allydesk.storage.migrations import migration_scripts
from allydesk.text import word_count

_SMALLEST_DATABASE = 4096
_PRAGMAS = (
    "PRAGMA trusted_schema = OFF",
    "PRAGMA foreign_keys = ON",
    "PRAGMA secure_delete = ON",
    "PRAGMA temp_store = MEMORY",
    "PRAGMA cache_size = -32768",
    "PRAGMA synchronous = EXTRA",
)
_TO_SALVAGE = "PRAGMA writable_schema = ON"
"""Nothing is written by it where nothing may be: it lets SQLite read what is left of a file that was cut short."""
_INTERRUPT, _IOERR, _CANTOPEN = 9, 10, 14
_CODES = {
    3: Code.READ_ONLY,  # SQLITE_PERM
    5: Code.IN_USE,  # SQLITE_BUSY
    6: Code.IN_USE,  # SQLITE_LOCKED
    7: Code.OUT_OF_MEMORY,  # SQLITE_NOMEM
    8: Code.READ_ONLY,  # SQLITE_READONLY
    _IOERR: Code.DISK_ERROR,
    11: Code.DAMAGED_VAULT,  # SQLITE_CORRUPT
    13: Code.DISK_FULL,  # SQLITE_FULL
    _CANTOPEN: Code.READ_ONLY,  # the file is there, but not the right to write beside it
    18: Code.TOO_LARGE,  # SQLITE_TOOBIG
    26: Code.DAMAGED_VAULT,  # SQLITE_NOTADB; the header has proved the key before we ever get here
}
_EXTENDED_CODES = {
    522: Code.DAMAGED_VAULT,  # SQLITE_IOERR_SHORT_READ: the file was cut
    3082: Code.OUT_OF_MEMORY,  # SQLITE_IOERR_NOMEM
    8458: Code.DAMAGED_VAULT,  # SQLITE_IOERR_CORRUPTFS
    1032: Code.FOLDER_GONE,  # SQLITE_READONLY_DBMOVED
}
_NUMBERS = {
    "Could not decode to UTF-8": 11,  # the driver's own, quoting the text that it could not read
    "database disk image is malformed": 11,
    "database or disk is full": 13,
    "disk I/O error": _IOERR,
    "file is not a database": 26,
    "out of memory": 7,
    "unable to open database file": _CANTOPEN,
}
"""The number that the driver leaves out where it reads text and where it changes a key."""
_STEPS_BETWEEN_REPORTS = 5_000
"""Virtual machine steps of SQLite between two calls of a progress function: a hundred a second where the steps are
long, as in building the search index, and thousands where they are short."""


_FUNCTIONS: dict[str, Callable[[str], str | int]] = {
    "allydesk_words": word_count,
    "allydesk_title_key": title_key,
    "allydesk_links": lambda text: json.dumps(link_keys(text)),
}
"""What migrations may call, for what is made from a text; docs/vault-format.md says what each gives."""
_CALLS_FOR_AN_ENTRY = 2
"""Of these, as migrations make them: once for its title, once for its text, a third time for the few with links."""


class _Calls:
    """Counts the calls of the functions above while somebody wants to hear of them."""

    def __init__(self) -> None:
        self._heard: Callable[[int], object] | None = None
        self._number = 0

    def counted(self, function: Callable[[str], str | int]) -> Callable[[str], str | int]:
        """The same function, counted."""

        def call(text: str) -> str | int:
            if self._heard is not None:
                self._number += 1
                self._heard(self._number)
            return function(text)

        return call

    @contextlib.contextmanager
    def heard(self, heard: Callable[[int], object]) -> Iterator[None]:
        """Tell of each call in the block, by its number from 1. `heard` raises nothing: SQLite would call it a bug."""
        self._heard, self._number = heard, 0
        try:
            yield
        finally:
            self._heard = None


class Database:
    """An open vault database. Use `read` and `write`; every error that comes out of them is an `AllydeskError`."""

    def __init__(self, path: Path, *, key: bytearray, read_only: bool = False, fresh: bool = False) -> None:
        """Open the file with the 32-byte `key`, which stays the caller's to zero; `fresh` makes it first, and
        `read_only` opens also what has been cut short.

        Raises `VaultError`: `DAMAGED_VAULT` when the key does not open it (the header has proved the key),
        `IN_USE`, `READ_ONLY`, `FOLDER_GONE`, `DISK_FULL`, and for a fresh one `ALREADY_EXISTS`.
        """
        if len(key) != DATA_KEY_BYTES:
            # SQLCipher would take a key of any other length for a passphrase without a word.
            raise ValueError("the database key is 32 bytes")
        self._path = path
        self._read_only = read_only
        self._before_first_write: Callable[[Connection], None] | None = None
        self._begin = "BEGIN"
        self._closed = self._spoiled = False
        self._calls = _Calls()
        self._raw = _open(path, key, read_only=read_only, fresh=fresh, calls=self._calls)
        self._identity = _identity_of(path)
        self._key = bytearray(key)
        self._engine = create_engine(
            "sqlite+pysqlite:///vault",
            module=sqlcipher3.dbapi2,
            creator=lambda: self._raw,
            poolclass=StaticPool,
            # Without this an IntegrityError would print the diary.
            hide_parameters=True,
        )
        event.listen(self._engine, "begin", lambda connection: connection.exec_driver_sql(self._begin))
        self._connection = self._engine.connect()

    @property
    def path(self) -> Path:
        """The database file."""
        return self._path

    def before_first_write(self, action: Callable[[Connection], None]) -> None:
        """Run `action` once, inside the next transaction that writes and is kept."""
        self._before_first_write = action

    @contextlib.contextmanager
    def read(self) -> Iterator[Connection]:
        """A transaction that sees one state throughout."""
        with self._transaction("BEGIN") as connection:
            yield connection

    @contextlib.contextmanager
    def write(self) -> Iterator[Connection]:
        """A transaction that is durable when the block ends, and has never been when the block raises."""
        if self._read_only:
            raise VaultError(Code.READ_ONLY)
        if _identity_of(self._path) != self._identity:
            # Deleted, moved, or replaced by a sync program: what is written now would be in no folder.
            raise VaultError(Code.FOLDER_GONE)
        with self._transaction("BEGIN IMMEDIATE") as connection:
            if self._before_first_write is not None:
                self._before_first_write(connection)
            yield connection
        self._before_first_write = None

    @contextlib.contextmanager
    def reporting(self, progress: Progress) -> Iterator[None]:
        """Let `progress` be heard, and able to cancel, while one long statement runs."""
        stopped: list[BaseException] = []

        def heard() -> int:
            try:
                progress(0, 0)
            except BaseException as stop:  # noqa: BLE001 - the driver would swallow it; it is raised again below
                stopped.append(stop)
                return 1
            return 0

        self._make_ready()
        self._raw.set_progress_handler(heard, _STEPS_BETWEEN_REPORTS)
        try:
            yield
        except AllydeskError:
            if stopped:
                raise stopped[0] from None
            raise
        finally:
            self._raw.set_progress_handler(None, 0)

    def version(self) -> int:
        """The format version the file has; 0 before the first migration."""
        with self.read() as connection:
            return int(connection.exec_driver_sql("PRAGMA user_version").scalar_one())

    def migrate(self, *, scripts: Sequence[str] | None = None, progress: Progress = unreported) -> None:
        """Bring the format up to the newest, one transaction a step; `scripts` stand in for our own in tests.

        `progress` hears of it only if there is anything to do, and raises nothing: a step is not stopped half way.
        Raises `VaultError(NEWER_VERSION)` for a file that a later Allydesk has written.
        """
        scripts = migration_scripts() if scripts is None else scripts
        present = self._known_version(len(scripts))
        steps = scripts[present:]
        if not steps:
            return
        expected = self._expected_calls(steps) if present else 0
        progress(0, expected)
        with self._calls.heard(lambda number: progress(min(number, expected), expected)):
            for number, script in enumerate(steps, present + 1):
                with self._transaction("BEGIN IMMEDIATE") as connection:
                    for statement in _statements(script):
                        connection.exec_driver_sql(statement)
                    connection.exec_driver_sql(f"PRAGMA user_version = {number}")
        progress(expected, expected)

    def _expected_calls(self, steps: Sequence[str]) -> int:
        calling = sum(any(name in script for name in _FUNCTIONS) for script in steps)
        with self.read() as connection:
            entries: int = connection.exec_driver_sql("SELECT count(*) FROM entry").scalar_one()
        return entries * calling * _CALLS_FOR_AN_ENTRY

    def needs_migration(self) -> bool:
        """Whether `migrate` would change anything. Raises `VaultError(NEWER_VERSION)` as it does."""
        newest = len(migration_scripts())
        return self._known_version(newest) < newest

    def _known_version(self, newest: int) -> int:
        present = self.version()
        if present > newest:
            raise VaultError(Code.NEWER_VERSION, version=present)
        return present

    def change_key(self, key: bytearray) -> None:
        """Encrypt the whole file anew with `key`, in one transaction of SQLCipher's own.

        Raises `VaultError`: `DAMAGED_VAULT`, before anything is written, rather than encrypt damage as if it were
        sound; `DISK_FULL`, for which there has to be as much room again as the file takes.
        """
        if len(key) != DATA_KEY_BYTES:
            raise ValueError("the database key is 32 bytes")
        self._make_ready()
        # Which key a stop in the middle leaves in force only a fresh connection can tell.
        self._spoiled = True
        with self._translated(), _raw_key(key) as raw:
            if self._raw.execute("PRAGMA cipher_integrity_check").fetchall():
                raise VaultError(Code.DAMAGED_VAULT)
            self._raw.reset_key(raw)
        self._key[:] = key
        self._spoiled = False

    def copy_to(self, destination: Path, *, key: bytearray, progress: Progress) -> None:
        """Write a consistent copy under the same key. The source is never opened a second time: closing another
        handle to the file would drop this process's lock on it. Raises `VaultError(DAMAGED_VAULT)` for a damaged one.
        """
        self._make_ready()
        target = _open(destination, key, read_only=False, fresh=True, calls=self._calls)
        try:
            with self._translated():
                self._raw.backup(target, pages=256, progress=lambda _status, left, total: progress(total - left, total))
                self._refuse_damage()
        finally:
            target.close()

    def close(self) -> None:
        """Let go of the file, and zero this object's copy of the key. Calling it again does nothing."""
        self._closed = True
        try:
            self._let_go()
        finally:
            zero(self._key)

    def _let_go(self) -> None:
        self._connection.close()
        self._engine.dispose()
        self._raw.close()

    def _make_ready(self) -> None:
        """Open the file anew when damage was met. Raises `VaultError(LOCKED)` once it has been closed.

        After one page that is not what was written, SQLCipher answers every later call with the same error, whatever
        page it is about. What is damaged would take with it all that is not, and what is being written besides.
        """
        if self._closed:
            raise VaultError(Code.LOCKED)
        if self._spoiled:
            self._let_go()
            self._raw = _open(self._path, self._key, read_only=self._read_only, calls=self._calls)
            self._connection = self._engine.connect()
            self._spoiled = False

    @contextlib.contextmanager
    def _transaction(self, begin: str) -> Iterator[Connection]:
        self._make_ready()
        self._begin = begin
        with self._translated():
            try:
                yield self._connection
                self._refuse_damage()
                self._connection.commit()
            except BaseException as problem:
                with contextlib.suppress(DBAPIError):
                    # After a full disk SQLite has rolled back by itself, and says so by an error here.
                    self._connection.rollback()
                if isinstance(problem, Exception) and not isinstance(problem, AllydeskError):
                    # What a damaged page held reads as zeros, and may have made no sense to whoever asked for it.
                    self._refuse_damage()
                raise

    def _refuse_damage(self) -> None:
        """Raise `VaultError(DAMAGED_VAULT)` if a page was read that is not what was written.

        SQLCipher hands out such a page as zeros, and only the next page that is read from the file fails: without
        this the end of a long text would silently be gone, and would be saved like that.
        """
        if self._raw.execute("PRAGMA cipher_status").fetchone() != ("1",):
            self._spoiled = True
            raise VaultError(Code.DAMAGED_VAULT) from None

    @contextlib.contextmanager
    def _translated(self) -> Iterator[None]:
        try:
            yield
        except (DBAPIError, sqlcipher3.dbapi2.Error) as problem:
            error = translate(problem.orig if isinstance(problem, DBAPIError) else problem, self._path)
            self._spoiled = self._spoiled or (isinstance(error, VaultError) and error.code is Code.DAMAGED_VAULT)
            raise error from None


def translate(problem: BaseException | None, path: Path) -> BaseException:
    """The error a person can be told for one of SQLite's; a bug's error comes back as it is."""
    extended = int(getattr(problem, "sqlite_errorcode", 0) or 0)
    primary = extended & 0xFF
    if not extended and isinstance(problem, sqlcipher3.dbapi2.OperationalError):
        primary = next((number for text, number in _NUMBERS.items() if str(problem).startswith(text)), 0)
    if primary == _INTERRUPT:
        return Cancelled()
    code = _EXTENDED_CODES.get(extended) or _CODES.get(primary)
    if primary in (_IOERR, _CANTOPEN) and not path.parent.is_dir():
        code = Code.FOLDER_GONE
    if code is Code.DISK_ERROR:
        return VaultError(code, errno=extended)
    if code is not None:
        return VaultError(code)
    return problem or VaultError(Code.DAMAGED_VAULT)


@contextlib.contextmanager
def _raw_key(key: bytearray) -> Iterator[bytearray]:
    """The key in the form that tells SQLCipher "no derivation": x'…' in ASCII, zeroed afterwards."""
    raw = bytearray(b"x'") + bytearray(key.hex().encode("ascii")) + bytearray(b"'")
    try:
        yield raw
    finally:
        zero(raw)


def _open(
    path: Path, key: bytearray, *, read_only: bool, calls: _Calls, fresh: bool = False
) -> sqlcipher3.dbapi2.Connection:
    if fresh:
        _make_file(path)
    else:
        _check_file(path)
    uri = path.absolute().as_uri() + ("?mode=ro" if read_only else "?mode=rw")
    try:
        connection = sqlcipher3.dbapi2.connect(uri, uri=True, isolation_level=None, check_same_thread=False, timeout=0)
    except sqlcipher3.dbapi2.Error as problem:
        raise translate(problem, path) from None
    for name, function in _FUNCTIONS.items():
        connection.create_function(name, 1, calls.counted(function), deterministic=True)
    try:
        connection.execute("PRAGMA cipher_log_level = NONE").fetchall()
        with _raw_key(key) as raw:
            connection.set_key(raw)
        for pragma in (_TO_SALVAGE, *_PRAGMAS) if read_only else _PRAGMAS:
            connection.execute(pragma).fetchall()
        if not read_only and path.with_name(path.name + "-journal").exists():
            _settle_journal(connection)
        _take_lock(connection, read_only=read_only)
    except sqlcipher3.dbapi2.Error as problem:
        connection.close()
        raise translate(problem, path) from None
    return connection


def _settle_journal(connection: sqlcipher3.dbapi2.Connection) -> None:
    """Roll back what a killed process left half done, and have SQLite delete its journal: under the exclusive lock
    only its header is ever cleared, and it goes on holding the pages as they were."""
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    connection.execute("PRAGMA journal_mode = PERSIST").fetchall()
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()


def _take_lock(connection: sqlcipher3.dbapi2.Connection, *, read_only: bool) -> None:
    connection.execute("PRAGMA locking_mode = EXCLUSIVE").fetchall()
    if read_only:
        connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
        return
    connection.execute("PRAGMA journal_mode = DELETE").fetchall()
    # A read takes a shared lock only, which two processes could hold. This takes the exclusive one, and keeps it.
    connection.execute("BEGIN EXCLUSIVE")
    connection.execute("SELECT count(*) FROM sqlite_master").fetchall()
    connection.execute("COMMIT")


def _identity_of(path: Path) -> tuple[int, int] | None:
    try:
        status = path.stat()
    except OSError:
        return None
    return status.st_dev, status.st_ino


def _make_file(path: Path) -> None:
    """An empty file of its owner's alone, for SQLCipher to make its own; never one that is there already."""
    try:
        os.close(os.open(path, os.O_RDWR | os.O_CREAT | os.O_EXCL, 0o600))
    except FileExistsError:
        raise VaultError(Code.ALREADY_EXISTS, path=str(path)) from None
    except OSError as error:
        raise translate_os_error(error) from None


def _check_file(path: Path) -> None:
    """Refuse what SQLCipher would open as a new vault.

    By its size alone: to open the file and close it again would drop the lock on it if it is open in this process,
    as POSIX has it. A database that is not encrypted is refused by the key.
    """
    try:
        status = path.stat()
    except FileNotFoundError:
        raise VaultError(Code.DAMAGED_VAULT if path.parent.is_dir() else Code.FOLDER_GONE) from None
    except OSError as error:
        raise translate_os_error(error) from None
    if not stat.S_ISREG(status.st_mode) or status.st_size < _SMALLEST_DATABASE:
        raise VaultError(Code.DAMAGED_VAULT)


def _statements(script: str) -> Iterator[str]:
    """The script's statements one by one; a trigger's inner semicolons do not end it."""
    gathered = ""
    for line in script.splitlines(keepends=True):
        if not gathered.strip() and (not line.strip() or line.lstrip().startswith("--")):
            continue
        gathered += line
        if sqlcipher3.dbapi2.complete_statement(gathered):
            yield gathered.strip()
            gathered = ""
    if gathered.strip():
        raise ValueError("a migration's last statement has no end")
