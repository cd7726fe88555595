"""Whether there is anything in a vault at all: some write a story or practise, and keep no journal."""

from sqlalchemy import exists, literal, or_, select

from allydesk.storage.database import Database
from allydesk.storage.practice_schema import commitment, own_scenario, practice_card, run
from allydesk.storage.schema import SHELVES, entry
from allydesk.storage.story_schema import birth, chapter, mentor_profile, moment, record_version, story, theme

_KEPT = (
    entry,
    *SHELVES,
    *(moment, chapter, theme, birth, record_version, story, mentor_profile),
    *(run, commitment, practice_card, own_scenario),
)
"""Where there is anything of the person's there is a row in one of these."""


def anything_kept(database: Database) -> bool:
    """Whether a person has put anything into it, the trash included."""
    each = (exists(select(literal(1)).select_from(table)) for table in _KEPT)
    with database.read() as connection:
        return bool(connection.execute(select(or_(*each))).scalar_one())
