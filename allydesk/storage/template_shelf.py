"""The templates a person made, changed or hid, and the order of all. The shipped ones lie outside the vault."""

import json
from collections.abc import Sequence
from dataclasses import asdict
from typing import Any

from sqlalchemy import Row, delete, insert, select

from allydesk.journal.template import Part, Template, template_key
from allydesk.storage.database import Database
from allydesk.storage.schema import template, template_order
from allydesk.text import clean


class TemplateShelf:
    """The templates in an open vault."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def kept(self) -> list[Template]:
        """What was made or changed here, by key."""
        with self._database.read() as connection:
            return [template_of(row) for row in connection.execute(select(template).order_by(template.c.key))]

    def save(self, kept: Template) -> None:
        """Keep it in the place of the one with the same key."""
        with self._database.write() as connection:
            connection.execute(delete(template).where(template.c.key == kept.key))
            connection.execute(insert(template).values(columns_of(kept)))

    def remove(self, key: str) -> None:
        """Forget it: one's own is gone, a shipped one is as it came. Entries keep the key they were begun with."""
        with self._database.write() as connection:
            connection.execute(delete(template).where(template.c.key == key))

    def order(self) -> list[str]:
        """The keys of templates in the order chosen, shipped ones among them; empty while none was chosen."""
        with self._database.read() as connection:
            found = connection.execute(select(template_order.c.key).order_by(template_order.c.place))
            return list(found.scalars())

    def set_order(self, keys: Sequence[str]) -> None:
        """Choose the order; a key that comes twice keeps its first place."""
        rows = [{"place": place, "key": key} for place, key in enumerate(dict.fromkeys(keys))]
        with self._database.write() as connection:
            connection.execute(delete(template_order))
            if rows:
                connection.execute(insert(template_order), rows)


def columns_of(kept: Template) -> dict[str, Any]:
    """All columns of a template's row."""
    parts = [{name: clean(value)[0] for name, value in asdict(part).items()} for part in kept.parts]
    return {
        "key": kept.key,
        "name": clean(kept.name)[0],
        "name_key": template_key(kept.name),
        "why": clean(kept.why)[0],
        "parts": json.dumps(parts, ensure_ascii=False),
        "hidden": int(kept.hidden),
        "own": int(kept.own),
        "changed": int(kept.changed),
    }


def template_of(row: Row[Any]) -> Template:
    """A template from its row."""
    parts = tuple(Part(**part) for part in json.loads(row.parts))
    return Template(row.key, row.name, row.why, parts, bool(row.hidden), bool(row.own), bool(row.changed))
