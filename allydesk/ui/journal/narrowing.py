"""What a chip stands for: one way of narrowing the list, together with whatever is typed."""

from dataclasses import dataclass, replace
from enum import StrEnum

from allydesk.journal.saved_filter import SavedFilter
from allydesk.journal.search import PersonFilter, Query, TagFilter, TemplateFilter, parse
from allydesk.journal.tags import tag_key


class Kind(StrEnum):
    """Kinds of chips."""

    ALL = "all"
    TRASH = "trash"
    TAG = "tag"
    PERSON = "person"
    TEMPLATE = "template"
    SAVED = "saved"


@dataclass(frozen=True, slots=True)
class Choice:
    """`key` tells two choices of a kind apart; `label` is on the chip, `spoken` is what a screen reader says."""

    kind: Kind
    key: str
    label: str
    spoken: str
    query: Query

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Choice) and (self.kind, self.key) == (other.kind, other.key)

    def __hash__(self) -> int:
        return hash((self.kind, self.key))


ALL = Choice(Kind.ALL, "", "All", "All entries", Query())
TRASH = Choice(Kind.TRASH, "", "Trash", "Entries in the trash", Query(trash=True))


def of_tag(name: str) -> Choice:
    """Entries with a tag."""
    key = tag_key(name)
    return Choice(Kind.TAG, key, name, f"Only entries tagged {name}", Query(tags=(TagFilter(key),)))


def of_person(name: str) -> Choice:
    """Entries with a person in them."""
    key = tag_key(name)
    return Choice(Kind.PERSON, key, name, f"Only entries with {name}", Query(people=(PersonFilter(key),)))


def of_template(key: str, name: str) -> Choice:
    """Entries begun with a template."""
    spoken = f"Only entries begun with {name}"
    return Choice(Kind.TEMPLATE, key, name, spoken, Query(templates=(TemplateFilter(key),)))


def of_saved(saved: SavedFilter) -> Choice:
    """What a saved search finds. What has become nonsense in it is left out, and named when it is chosen."""
    return Choice(Kind.SAVED, saved.id, saved.name, f"Saved filter {saved.name}", parse(saved.query))


def together(query: Query, choice: Choice) -> Query:
    """Both at once."""
    other = choice.query
    return replace(
        query,
        terms=query.terms + other.terms,
        tags=query.tags + other.tags,
        people=query.people + other.people,
        templates=query.templates + other.templates,
        periods=query.periods + other.periods,
        moods=query.moods + other.moods,
        states=query.states + other.states,
        flaws=query.flaws + other.flaws,
        trash=other.trash,
    )
