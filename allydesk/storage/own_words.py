"""The words a person has told the spelling to know."""

from sqlalchemy import delete, select
from sqlalchemy.dialects.sqlite import insert

from allydesk.storage.database import Database
from allydesk.storage.schema import own_word
from allydesk.text import clean


class OwnWords:
    """The own words in an open vault: names and secrets perhaps, so they lie nowhere else."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def all(self) -> set[str]:
        """Every one of them, as it was added."""
        with self._database.read() as connection:
            return set(connection.execute(select(own_word.c.word)).scalars())

    def add(self, word: str) -> None:
        """Keep a word; nothing happens for one that is there."""
        with self._database.write() as connection:
            connection.execute(insert(own_word).values(word=clean(word)[0]).on_conflict_do_nothing())

    def remove(self, word: str) -> None:
        """Forget a word."""
        with self._database.write() as connection:
            connection.execute(delete(own_word).where(own_word.c.word == clean(word)[0]))
