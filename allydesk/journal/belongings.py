"""What a person keeps beside their entries, and how what comes in from elsewhere joins what is there."""

from collections.abc import Callable, Hashable, Iterable
from dataclasses import dataclass
from typing import TypeVar

from allydesk.journal.prompt import Prompt
from allydesk.journal.saved_filter import SavedFilter
from allydesk.journal.template import Template

_T = TypeVar("_T")


@dataclass(frozen=True, slots=True)
class PromptMark:
    """What a person thinks of a prompt, a shipped one or their own."""

    id: str
    favourite: bool
    hidden: bool


@dataclass(frozen=True, slots=True)
class Belongings:
    """`templates` are those made or changed; `template_order` names shipped ones too, and is empty while none was
    chosen; `prompts` are the person's own, without their marks, which are among `marks`."""

    templates: tuple[Template, ...] = ()
    template_order: tuple[str, ...] = ()
    prompts: tuple[Prompt, ...] = ()
    marks: tuple[PromptMark, ...] = ()
    filters: tuple[SavedFilter, ...] = ()
    own_words: tuple[str, ...] = ()


NOTHING = Belongings()


@dataclass(frozen=True, slots=True)
class Kept:
    """How many of what came in gave way to what was there under the same key and said something else."""

    templates: int = 0
    template_orders: int = 0
    prompts: int = 0
    marks: int = 0
    filters: int = 0


def missing(present: Belongings, coming: Belongings) -> tuple[Belongings, Kept]:
    """What of `coming` is to be added to what is `present`, and what gives way to it.

    Nothing that is there is changed. A saved filter that is there under another id is there; of what comes in twice
    the first is taken.
    """
    templates, kept_templates = _new(present.templates, coming.templates, lambda one: one.key)
    prompts, kept_prompts = _new(present.prompts, coming.prompts, lambda one: one.id)
    marks, kept_marks = _new(present.marks, coming.marks, lambda one: one.id)
    filters, kept_filters = _new(present.filters, coming.filters, lambda one: one.id)
    said = {(one.name, one.query) for one in present.filters}
    order = tuple(dict.fromkeys(coming.template_order))
    return (
        Belongings(
            templates=templates,
            template_order=() if present.template_order else order,
            prompts=prompts,
            marks=marks,
            filters=tuple(one for one in filters if (one.name, one.query) not in said),
            own_words=tuple(dict.fromkeys(word for word in coming.own_words if word not in set(present.own_words))),
        ),
        Kept(
            templates=kept_templates,
            template_orders=int(bool(order and present.template_order) and order != present.template_order),
            prompts=kept_prompts,
            marks=kept_marks,
            filters=kept_filters,
        ),
    )


def _new(present: Iterable[_T], coming: Iterable[_T], key: Callable[[_T], Hashable]) -> tuple[tuple[_T, ...], int]:
    """Those whose key is not there, and how many are there but say something else."""
    known = {key(one): one for one in present}
    added: dict[Hashable, _T] = {}
    kept = 0
    for one in coming:
        there = known.get(key(one))
        if there is None:
            added.setdefault(key(one), one)
        else:
            kept += there != one
    return tuple(added.values()), kept
