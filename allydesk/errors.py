"""The errors a person can meet, by code.

An `AllydeskError` says *what* went wrong and carries a few plain facts about it: numbers, format versions, a path
the person named. It never carries anything they wrote, a name, a tag, a query or a secret. The words for each code
live with the faces, in `allydesk.problems`. Anything that is not an `AllydeskError` is a bug.
"""

from enum import StrEnum


class Code(StrEnum):
    """Every way something can go wrong that a person can be told about and do something about."""

    # Opening a vault
    WRONG_PASSPHRASE = "wrong-passphrase"
    WRONG_RECOVERY_KEY = "wrong-recovery-key"
    RECOVERY_KEY_MISTYPED = "recovery-key-mistyped"
    KEYRING_UNAVAILABLE = "keyring-unavailable"
    KEYRING_KEY_MISSING = "keyring-key-missing"
    DAMAGED_HEADER = "damaged-header"
    TAMPERED_HEADER = "tampered-header"
    DAMAGED_VAULT = "damaged-vault"
    NEWER_VERSION = "newer-version"
    IN_USE = "in-use"
    READ_ONLY = "read-only"
    DISK_FULL = "disk-full"
    DISK_ERROR = "disk-error"
    OUT_OF_MEMORY = "out-of-memory"
    OLDER_COPY = "older-copy"
    NOT_A_VAULT = "not-a-vault"
    FOLDER_GONE = "folder-gone"
    LOCKED = "locked"

    # Making and keeping a vault
    ALREADY_EXISTS = "already-exists"
    PASSPHRASE_EMPTY = "passphrase-empty"
    PASSPHRASE_CHARACTER = "passphrase-character"
    NO_SUCH_SLOT = "no-such-slot"
    LAST_SLOT = "last-slot"
    NOT_A_BACKUP = "not-a-backup"
    BACKUP_FAILED = "backup-failed"

    # The journal
    NO_SUCH_ENTRY = "no-such-entry"
    NO_SUCH_VERSION = "no-such-version"
    NOT_A_DATE = "not-a-date"
    EMPTY_ENTRY = "empty-entry"
    TOO_LARGE = "too-large"

    # Files kept with entries
    NOT_A_FILE = "not-a-file"
    FILE_UNREADABLE = "file-unreadable"
    CLIPBOARD_EMPTY = "clipboard-empty"
    PICTURE_DAMAGED = "picture-damaged"
    PICTURE_TOO_LARGE = "picture-too-large"

    # The story
    NO_SUCH_STORY = "no-such-story"
    NO_SUCH_RECORD = "no-such-record"
    DATE_IMPOSSIBLE = "date-impossible"
    DATE_OUT_OF_RANGE = "date-out-of-range"
    RANGE_TURNED_ROUND = "range-turned-round"
    CHART_TOO_LARGE = "chart-too-large"
    NOT_A_PHOTO = "not-a-photo"
    PHOTO_DAMAGED = "photo-damaged"
    PHOTO_TOO_LARGE = "photo-too-large"

    # Practice
    NOT_A_SCENARIO = "not-a-scenario"
    SCENARIO_TOO_LARGE = "scenario-too-large"
    SCENARIO_FAULTY = "scenario-faulty"
    SCENARIO_ENDLESS = "scenario-endless"
    MOVE_IMPOSSIBLE = "move-impossible"
    NO_SUCH_RUN = "no-such-run"
    NO_SUCH_COMMITMENT = "no-such-commitment"
    NO_SUCH_SCENARIO = "no-such-scenario"
    UNKNOWN_INTENT = "unknown-intent"

    # Moving in and out
    UNKNOWN_FORMAT = "unknown-format"
    UNREADABLE_SOURCE = "unreadable-source"
    SOURCE_CHANGED = "source-changed"
    SOURCE_GONE = "source-gone"
    NOTHING_TO_IMPORT = "nothing-to-import"
    DESTINATION_NOT_EMPTY = "destination-not-empty"
    DESTINATION_UNWRITABLE = "destination-unwritable"

    # Everywhere
    CANCELLED = "cancelled"
    NO_DISPLAY = "no-display"
    MISSING_LIBRARY = "missing-library"
    REFUSED_PLATFORM = "refused-platform"


class AllydeskError(Exception):
    """A failure a person is told about in words.

    `facts` fill the sentence ("line 3", "version 7"); they are safe to show, and never hold written text.
    """

    def __init__(self, code: Code, **facts: str | int) -> None:
        super().__init__(code.value)
        self.code = code
        self.facts = facts


class VaultError(AllydeskError):
    """The vault could not be made, opened, kept or copied."""


class JournalError(AllydeskError):
    """The journal could not do what was asked of it."""


class StoryError(AllydeskError):
    """The story room could not do what was asked of it."""


class PracticeError(AllydeskError):
    """The practice room could not do what was asked of it."""


class TransferError(AllydeskError):
    """Something could not be moved in or out."""


class Cancelled(AllydeskError):
    """The person stopped it. Whatever was under way has been undone."""

    def __init__(self) -> None:
        super().__init__(Code.CANCELLED)
