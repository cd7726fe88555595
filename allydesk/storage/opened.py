"""What there is only while a vault is open: its keys, its database, and how its header is written."""

import contextlib
from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path

from allydesk.errors import VaultError
from allydesk.storage import header
from allydesk.storage.database import Database
from allydesk.storage.filter_shelf import FilterShelf
from allydesk.storage.header import Header
from allydesk.storage.journal import Clock, Journal
from allydesk.storage.kept_files import Files
from allydesk.storage.keys import Purpose, subkey, zero
from allydesk.storage.lifeline_shelf import LifelineShelf
from allydesk.storage.looking_back import LookingBack
from allydesk.storage.own_words import OwnWords
from allydesk.storage.practice_shelf import PracticeShelf
from allydesk.storage.prompt_shelf import PromptShelf
from allydesk.storage.slots import Slot, SlotKind
from allydesk.storage.story_files import StoryFiles
from allydesk.storage.story_shelf import StoryShelf
from allydesk.storage.template_shelf import TemplateShelf

DATABASE_FILE = "vault.db"
JOURNAL_FILE = "vault.db-journal"
"""SQLite's own, beside the database while it is open and where a process was killed."""


@dataclass(frozen=True, slots=True)
class Contents:
    """What there is to work with in an open vault."""

    journal: Journal
    files: Files
    looking_back: LookingBack
    templates: TemplateShelf
    prompts: PromptShelf
    filters: FilterShelf
    own_words: OwnWords
    lifeline: LifelineShelf
    stories: StoryShelf
    story_files: StoryFiles
    practice: PracticeShelf


def contents_of(database: Database, clock: Clock) -> Contents:
    """The contents of a database that has been brought up to the present format."""
    return Contents(
        journal=Journal(database=database, clock=clock),
        files=Files(database=database, clock=clock),
        looking_back=LookingBack(database=database),
        templates=TemplateShelf(database=database),
        prompts=PromptShelf(database=database),
        filters=FilterShelf(database=database),
        own_words=OwnWords(database=database),
        lifeline=LifelineShelf(database=database, clock=clock),
        stories=StoryShelf(database=database, clock=clock),
        story_files=StoryFiles(database=database, clock=clock),
        practice=PracticeShelf(database=database, clock=clock),
    )


@dataclass(slots=True)
class Opened:
    """An open vault's inside."""

    folder: Path
    header: Header
    data_key: bytearray = field(repr=False)
    database: Database
    contents: Contents
    opened_by: SlotKind

    def write_header(self, *, both: bool = False, **changes: object) -> None:
        """Write the header with these fields changed, one generation on. Raises `VaultError` as `header.write`.

        A twin that could not be written is no failure: the change is in force without it, and it is mended when the
        vault is next opened. `both` insists on it.
        """
        changed = replace(self.header, generation=self.header.generation + 1, **changes)  # type: ignore[arg-type]  # the field's own types hold
        try:
            header.write(self.folder, changed, data_key=self.data_key)
        except VaultError:
            in_force = self._in_force() == changed
            if in_force:
                self.header = changed
            if both or not in_force:
                raise
        self.header = changed

    def _in_force(self) -> Header | None:
        with contextlib.suppress(VaultError):
            return header.read(self.folder).sealed.claimed
        return None

    def replace_slots(self, slots: tuple[Slot, ...]) -> None:
        """Write the header with these slots."""
        self.write_header(slots=slots)

    @contextlib.contextmanager
    def database_key(self) -> Iterator[bytearray]:
        """The database's key, zeroed after the block."""
        with database_key(self.data_key, self.header.vault_id) as key:
            yield key

    def close(self) -> None:
        """Close the database and zero the data key."""
        try:
            self.database.close()
        finally:
            zero(self.data_key)


@contextlib.contextmanager
def database_key(data_key: bytearray, vault_id: bytes) -> Iterator[bytearray]:
    """The database's key under a data key, zeroed after the block."""
    key = subkey(data_key, Purpose.DATABASE, vault_id=vault_id)
    try:
        yield key
    finally:
        zero(key)


def open_database(
    folder: Path, data_key: bytearray, vault_id: bytes, *, fresh: bool = False, read_only: bool = False
) -> Database:
    """The vault's database under a data key. Raises `VaultError` as `Database`."""
    with database_key(data_key, vault_id) as key:
        return Database(folder / DATABASE_FILE, key=key, fresh=fresh, read_only=read_only)
