"""Our own Markdown: one entry as a file that any editor can read and that reads back exactly.

    ---
    allydesk: 2
    id: 0199…
    title: "By the river"
    date: 2026-11-21T21:14:00+01:00
    zone: "Europe/Berlin"
    tags: ["walks"]
    people: ["Makena"]
    template: "experience"
    mood: 2
    pinned: true
    seconds: 540
    modified: 2026-11-21T20:31:07.123456+00:00
    attachments: [{file: "…/heron.jpg", name: "heron.jpg", type: "image/jpeg", at-end: true}]
    ---

    The text as it is, after one empty line and before one line end.

Files that the text does not link itself are linked below it; those lines are taken off again by what the front matter
says of them. Versions are not in it: our JSON has those.
"""

import posixpath
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from allydesk.ids import EntryId
from allydesk.journal.entry import Entry
from allydesk.transfer.front_matter import quoted, quoted_list
from allydesk.transfer.linked_files import targets
from allydesk.transfer.source import own_id

VERSION = 2
"""Of this form of front matter; the first had no people, template, pinned and seconds."""
MARK = "allydesk"
"""The field that says the file is ours, with the version."""

_LABEL_SIGNS = re.compile(r"([\\\[\]])")


@dataclass(frozen=True, slots=True)
class PlacedFile:
    """An attachment's file: its path from the folder of the text, "/" between, and what it was called."""

    path: str
    name: str
    media_type: str
    at_end: bool = False


def compose(entry: Entry, files: Sequence[PlacedFile]) -> str:
    """The whole file for an entry; `files` are where its attachments have been put."""
    content = entry.content
    linked = {posixpath.normpath(target.path) for target in targets(content.text)} if files else set()
    placed = [PlacedFile(file.path, file.name, file.media_type, file.path not in linked) for file in files]
    lines = [
        "---",
        f"{MARK}: {VERSION}",
        f"id: {entry.id}",
        f"title: {quoted(content.title)}",
        f"date: {content.created.isoformat()}",
    ]
    if content.created.zone:
        lines.append(f"zone: {quoted(content.created.zone)}")
    if content.tags:
        lines.append(f"tags: {quoted_list(content.tags)}")
    if content.people:
        lines.append(f"people: {quoted_list(content.people)}")
    if content.template:
        lines.append(f"template: {quoted(content.template)}")
    if content.mood is not None:
        lines.append(f"mood: {content.mood}")
    if entry.pinned:
        lines.append("pinned: true")
    if entry.seconds:
        lines.append(f"seconds: {entry.seconds}")
    lines.append(f"modified: {entry.modified.isoformat()}")
    if entry.trashed is not None:
        lines.append(f"trashed: {entry.trashed.isoformat()}")
    if placed:
        lines.append(f"attachments: [{', '.join(map(_file_field, placed))}]")
    return "\n".join([*lines, "---", "", content.text + _links(placed), ""])


def text_of(body: str, files: Sequence[PlacedFile]) -> str:
    """The entry's text from what follows the front matter of such a file."""
    return body.removeprefix("\n").removesuffix("\n").removesuffix(_links(files))


def as_files(value: object) -> tuple[PlacedFile, ...] | None:
    """The field "attachments"; None if it is not as we write it."""
    if not isinstance(value, list):
        return None
    files = tuple(map(_as_file, value))
    return None if None in files else tuple(file for file in files if file is not None)


def as_own_id(value: object) -> EntryId | None:
    """The field "id"; None if it is no UUID."""
    return own_id(value) if isinstance(value, str) else None


def as_moment(value: object) -> datetime | None:
    """A moment with an offset, in UTC; None if it is none."""
    if not isinstance(value, str) or not value.endswith("+00:00"):
        return None
    try:
        return datetime.fromisoformat(value).replace(tzinfo=UTC)
    except ValueError:
        return None


def as_exact_text(value: object) -> str | None:
    """A text, though it be empty."""
    return value if isinstance(value, str) else None


def _file_field(file: PlacedFile) -> str:
    at_end = ", at-end: true" if file.at_end else ""
    return f"{{file: {quoted(file.path)}, name: {quoted(file.name)}, type: {quoted(file.media_type)}{at_end}}}"


def _as_file(value: object) -> PlacedFile | None:
    if not isinstance(value, dict):
        return None
    path, name, media_type = (value.get(key) for key in ("file", "name", "type"))
    if not (isinstance(path, str) and isinstance(name, str) and isinstance(media_type, str)):
        return None
    return PlacedFile(path, name, media_type, at_end=value.get("at-end") == "true")


def _links(files: Sequence[PlacedFile]) -> str:
    """The lines below the text: "" when it links all its files itself."""
    lines = [_link(file) for file in files if file.at_end]
    return "\n\n" + "\n".join(lines) if lines else ""


def _link(file: PlacedFile) -> str:
    label = " ".join(_LABEL_SIGNS.sub(r"\\\1", file.name).split())
    return f"{'!' if file.media_type.startswith('image/') else ''}[{label}](<{file.path}>)"
