"""A search a person has given a name."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class SavedFilter:
    """`query` is the search as it is typed; `id` is a UUIDv7."""

    id: str
    name: str
    query: str
