"""Everything a person keeps beside their entries, read at once and added to."""

from dataclasses import asdict, replace
from typing import Any

from sqlalchemy import Connection, Table, func, insert, select

from allydesk.journal.belongings import Belongings, PromptMark
from allydesk.storage.database import Database
from allydesk.storage.filter_shelf import FilterShelf
from allydesk.storage.own_words import OwnWords
from allydesk.storage.prompt_shelf import PromptShelf
from allydesk.storage.schema import own_prompt, own_word, prompt_mark, saved_filter, template, template_order
from allydesk.storage.template_shelf import TemplateShelf, columns_of


def belongings_in(database: Database) -> Belongings:
    """All of it, in its order; marks and words, which have none, by the alphabet."""
    templates = TemplateShelf(database=database)
    with database.read() as connection:
        rows = connection.execute(select(prompt_mark).order_by(prompt_mark.c.id)).all()
    own = PromptShelf(database=database).own()
    return Belongings(
        templates=tuple(templates.kept()),
        template_order=tuple(templates.order()),
        prompts=tuple(replace(prompt, favourite=False, hidden=False) for prompt in own),
        marks=tuple(PromptMark(row.id, bool(row.favourite), bool(row.hidden)) for row in rows),
        filters=tuple(FilterShelf(database=database).all()),
        own_words=tuple(sorted(OwnWords(database=database).all())),
    )


def add(connection: Connection, new: Belongings) -> None:
    """Keep more of it, behind what is there. None of it is there yet: see `journal.belongings.missing`."""
    if new.template_order:
        first = connection.execute(select(func.count()).select_from(template_order)).scalar_one()
        places = enumerate(new.template_order, first)
        _insert(connection, template_order, [{"place": place, "key": key} for place, key in places])
    _insert(connection, template, [columns_of(one) for one in new.templates])
    prompts = [{"id": one.id, "kind": one.group.value, "text": one.text} for one in new.prompts]
    _insert(connection, own_prompt, prompts)
    marks = [{"id": one.id, "favourite": int(one.favourite), "hidden": int(one.hidden)} for one in new.marks]
    _insert(connection, prompt_mark, marks)
    _insert(connection, saved_filter, [asdict(one) for one in new.filters])
    _insert(connection, own_word, [{"word": word} for word in new.own_words])


def _insert(connection: Connection, table: Table, rows: list[dict[str, Any]]) -> None:
    if rows:
        connection.execute(insert(table), rows)
