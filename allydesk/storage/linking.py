"""Titles and the links between entries."""

import re

from sqlalchemy import ColumnElement, func, literal_column, select

from allydesk.ids import EntryId
from allydesk.journal.entry import EntrySummary
from allydesk.journal.links import title_key
from allydesk.storage import search
from allydesk.storage.reading import Reading, row_of, summaries_of
from allydesk.storage.schema import entry, entry_link

_HAS_TITLE = entry.c.title_key != literal_column("''")
"""As the index on titles has it; SQLite does not use the index for a value that is bound."""
_FEW_HAVE_IT = 3
"""Letters of a word. What is shorter is in so many titles that the newest entries soon give enough of them."""
_STANDING = entry.c.trashed.is_(None)


class Linking(Reading):
    """Finding entries by their titles, and by the links between them."""

    def title_matches(self, text: str, *, limit: int = 20) -> list[EntrySummary]:
        """Entries whose title has, for each word of `text`, a word that begins so; newest first, outside the trash.

        Without any words: the newest that have a title. Case is ignored; accents count.
        """
        words = title_key(text).split()
        chosen = select(entry.c.position, entry.c.title_key).where(_HAS_TITLE, _STANDING)
        # The index holds all titles. By anything but the position itself, or SQLite walks the entries for their order.
        walk = max(map(len, words), default=0) < _FEW_HAVE_IT
        order = entry.c.position if walk else entry.c.position + 0
        chosen = chosen.where(*(func.instr(entry.c.title_key, word) > 0 for word in words)).order_by(order.desc())
        begun = [re.compile(rf"(?<!\w){re.escape(word)}") for word in words]
        found: list[int] = []
        with self._database.read() as connection:
            rows = connection.execute(chosen)
            for position, key in rows:
                if len(found) == limit:
                    break
                if all(word.search(key) for word in begun):
                    found.append(position)
            rows.close()
            return summaries_of(connection.execute(*search.rows_at(found)))

    def titled(self, title: str) -> list[EntrySummary]:
        """The entries outside the trash to which `[[title]]` leads, newest first."""
        key = title_key(title)
        return self._chosen(_HAS_TITLE, entry.c.title_key == key) if key else []

    def linked_from(self, entry_id: EntryId) -> list[EntrySummary]:
        """The other entries outside the trash whose text leads to this one, newest first.

        Raises `JournalError(NO_SUCH_ENTRY)`.
        """
        with self._database.read() as connection:
            row = row_of(connection, entry_id)
        linking = select(entry_link.c.position).where(entry_link.c.key == row.title_key)
        return self._chosen(entry.c.position.in_(linking), entry.c.id != entry_id) if row.title_key else []

    def _chosen(self, *which: ColumnElement[bool]) -> list[EntrySummary]:
        with self._database.read() as connection:
            found = connection.execute(select(entry.c.position).where(_STANDING, *which)).scalars().all()
            return summaries_of(connection.execute(*search.rows_at(found)))
