"""Templates: sets of headed prompts that a page can begin with."""

import re
import tomllib
import unicodedata
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any

FREE_PAGE = ""
"""The key of a page that begins with nothing."""

LONGEST_NAME = 80
LONGEST_WHY = 200
LONGEST_HEADING = 120
LONGEST_HINT = 300
"""Characters that the editor takes. What came in longer is kept as it is."""

_BETWEEN = re.compile(r"[^\w]+")
_HEADING_SIGNS = re.compile(r"^(?:#+(?:\s+|$))+|\s+#+$")
_NAMELESS = "template"
"""The key of a name that has no letters and no digits in it."""


@dataclass(frozen=True, slots=True)
class Part:
    """One prompt of a template. `heading` goes into the page; `hint` is shown beneath it until something is written."""

    heading: str
    hint: str = ""


@dataclass(frozen=True, slots=True)
class Template:
    """`why` says in a sentence what it is good for. `own` was made by the person, the others ship with Allydesk.

    `changed` is a shipped one that the person has made theirs; it can be put back as it came.
    """

    key: str
    name: str
    why: str
    parts: tuple[Part, ...] = ()
    hidden: bool = False
    own: bool = False
    changed: bool = False


def template_key(name: str) -> str:
    """The key a name makes: "Case study" and "case-study" both give "case-study"."""
    folded = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", name).casefold())
    return _BETWEEN.sub("-", folded).strip("-")


def unused_key(name: str, taken: Iterable[str]) -> str:
    """A key for a new template of that name: never empty, which is the free page's, and none of those taken."""
    wanted = template_key(name) or _NAMELESS
    known = set(taken)
    key, number = wanted, 2
    while key in known:
        key, number = f"{wanted}-{number}", number + 1
    return key


def one_line(text: str) -> str:
    """The text on one line, composed, each run of white space one space."""
    return " ".join(unicodedata.normalize("NFC", text).split())


def tidy_heading(text: str) -> str:
    """A heading as it goes into a page: one line, without the signs that Markdown puts around it."""
    tidy = one_line(text)
    while (bare := _HEADING_SIGNS.sub("", tidy).strip()) != tidy:
        tidy = bare
    return tidy


def first_page(template: Template) -> str:
    """The Markdown a page from this template begins with: its headings, each with an empty line to write on.

    A part without a heading adds nothing; a template without parts gives a page with nothing.
    """
    headings = (tidy_heading(part.heading) for part in template.parts)
    return "\n\n".join(f"## {heading}\n" for heading in headings if heading)


def hints(template: Template) -> dict[str, str]:
    """What to show beneath which heading, as `first_page` writes it; of two that are the same the first one's."""
    found: dict[str, str] = {}
    for part in template.parts:
        heading, hint = tidy_heading(part.heading), one_line(part.hint)
        if heading and hint:
            found.setdefault(heading, hint)
    return found


def shipped_templates(data: str) -> tuple[Template, ...]:
    """The templates in a TOML text, in its order. Raises ValueError for data that are not of this form."""
    try:
        made = tuple(_template(table) for table in tomllib.loads(data)["template"])
    except (AttributeError, KeyError, TypeError) as error:
        raise ValueError("the templates are not of the expected form") from error
    if len({template.key for template in made}) != len(made):
        raise ValueError("two templates have the same key")
    return made


def merge(shipped: Sequence[Template], kept: Iterable[Template], order: Iterable[str]) -> tuple[Template, ...]:
    """Every template as the person has it: shipped ones, changed or hidden where they did that, and their own.

    Those named in `order` come first and in its order, then the rest: shipped ones, then own ones. One that was
    changed and is shipped no longer stays, as the person's own. The free page is always there, and always empty.
    """
    theirs = {template.key: template for template in kept if template.key != FREE_PAGE}
    known = {template.key: _as_kept(template, theirs.get(template.key)) for template in shipped}
    for key, template in theirs.items():
        if key not in known and (template.own or template.changed):
            known[key] = replace(template, own=True, changed=False)
    first = [key for key in dict.fromkeys(order) if key in known]
    rest = [key for key in known if key not in set(first)]
    return tuple(known[key] for key in first + rest)


def moved(keys: Sequence[str], key: str, by: int) -> list[str]:
    """The keys with one of them `by` places further down (up when negative), as far as there is room.

    Raises ValueError when `key` is not among them.
    """
    moving = list(keys)
    at = moving.index(key)
    moving.insert(min(max(at + by, 0), len(moving) - 1), moving.pop(at))
    return moving


def _as_kept(shipped: Template, kept: Template | None) -> Template:
    """Where only the hiding is the person's, the words are the ones that ship now."""
    if kept is None:
        return shipped
    if kept.changed and (kept.name, kept.why, kept.parts) != (shipped.name, shipped.why, shipped.parts):
        return replace(kept, own=False)
    return replace(shipped, hidden=kept.hidden)


def _template(table: Mapping[str, Any]) -> Template:
    parts = tuple(Part(_text(part["heading"]), _text(part.get("hint", ""))) for part in table.get("parts", ()))
    return Template(key=_text(table["key"]), name=_text(table["name"]), why=_text(table["why"]), parts=parts)


def _text(value: object) -> str:
    if not isinstance(value, str):
        raise TypeError("not a text")
    return value
