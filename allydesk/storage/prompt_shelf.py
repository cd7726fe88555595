"""Which prompts a person likes, which they want to see no more, and the ones they wrote."""

from sqlalchemy import delete, insert, select, update

from allydesk.journal.prompt import Prompt, PromptGroup
from allydesk.storage.database import Database
from allydesk.storage.schema import own_prompt, prompt_mark
from allydesk.text import clean


class PromptShelf:
    """The prompts in an open vault; the shipped ones are known here by their ids alone."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def favourites(self) -> set[str]:
        """The ids of the favourites."""
        with self._database.read() as connection:
            chosen = select(prompt_mark.c.id).where(prompt_mark.c.favourite == 1)
            return set(connection.execute(chosen).scalars())

    def hidden(self) -> set[str]:
        """The ids of those that are not to be shown."""
        with self._database.read() as connection:
            return set(connection.execute(select(prompt_mark.c.id).where(prompt_mark.c.hidden == 1)).scalars())

    def set_favourite(self, prompt_id: str, on: bool) -> None:
        """Make it a favourite, or no longer."""
        self._mark(prompt_id, "favourite", on)

    def set_hidden(self, prompt_id: str, on: bool) -> None:
        """Hide it, or show it again."""
        self._mark(prompt_id, "hidden", on)

    def own(self) -> list[Prompt]:
        """The person's own, oldest first, with their marks. A group that is no longer known becomes `NOTICE`."""
        with self._database.read() as connection:
            rows = connection.execute(
                select(own_prompt, prompt_mark.c.favourite, prompt_mark.c.hidden)
                .join_from(own_prompt, prompt_mark, prompt_mark.c.id == own_prompt.c.id, isouter=True)
                .order_by(own_prompt.c.place)
            ).all()
        return [
            Prompt(
                id=row.id,
                group=PromptGroup(row.kind) if row.kind in list(PromptGroup) else PromptGroup.NOTICE,
                text=row.text,
                own=True,
                favourite=bool(row.favourite),
                hidden=bool(row.hidden),
            )
            for row in rows
        ]

    def keep_own(self, prompt: Prompt) -> None:
        """Keep one's own prompt with its marks, in the place of the one with the same id."""
        columns = {"kind": prompt.group.value, "text": clean(prompt.text)[0]}
        with self._database.write() as connection:
            changed = connection.execute(update(own_prompt).where(own_prompt.c.id == prompt.id).values(columns))
            if not changed.rowcount:
                connection.execute(insert(own_prompt).values(id=prompt.id, **columns))
            connection.execute(delete(prompt_mark).where(prompt_mark.c.id == prompt.id))
            if prompt.favourite or prompt.hidden:
                marks = {"favourite": int(prompt.favourite), "hidden": int(prompt.hidden)}
                connection.execute(insert(prompt_mark).values(id=prompt.id, **marks))

    def remove_own(self, prompt_id: str) -> None:
        """Delete one's own prompt and its marks."""
        with self._database.write() as connection:
            connection.execute(delete(own_prompt).where(own_prompt.c.id == prompt_id))
            connection.execute(delete(prompt_mark).where(prompt_mark.c.id == prompt_id))

    def _mark(self, prompt_id: str, column: str, on: bool) -> None:
        with self._database.write() as connection:
            mine = prompt_mark.c.id == prompt_id
            changed = connection.execute(update(prompt_mark).where(mine).values({column: int(on)}))
            if not changed.rowcount:
                marks = {"favourite": 0, "hidden": 0, column: int(on)}
                connection.execute(insert(prompt_mark).values(id=prompt_id, **marks))
            connection.execute(delete(prompt_mark).where(mine, prompt_mark.c.favourite == 0, prompt_mark.c.hidden == 0))
