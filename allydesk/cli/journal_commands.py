"""add, list, show, search."""

import argparse
from collections.abc import Iterable
from typing import Any

from allydesk.cli.parser import MOST
from allydesk.cli.services import Services
from allydesk.cli.terminal import Terminal
from allydesk.errors import Code, JournalError
from allydesk.ids import EntryId
from allydesk.journal.entry import MATCH_END, MATCH_START, Content, Entry, EntrySummary, NewEntry
from allydesk.journal.search import Mistake, Query, parse
from allydesk.journal.timestamp import Timestamp
from allydesk.mood import mood_words
from allydesk.transfer.decoding import decode

_FLAWS = {
    Mistake.NO_SUCH_DATE: "There is no such date: {piece}. It was left out. Write 2026, 2026-11 or 2026-11-21.",
    Mistake.OPEN_QUOTE: "A quotation mark is not closed: {piece}. It was taken as a phrase.",
    Mistake.NO_SUCH_MOOD: "There is no such mood: {piece}. It was left out. Write mood:-3, mood:>2 or mood:-5..-2.",
    Mistake.NO_SUCH_STATE: (
        "There is no such thing: {piece}. It was left out. Write has:attachment, has:mood, is:pinned or is:shared."
    ),
    Mistake.TOO_LONG: "A search holds 1,000 characters. What came after them was left out.",
}


def add(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Add an entry and print its id once it is durable."""
    if arguments.date is None:
        created = Timestamp.from_aware(services.clock(), zone=services.zone_name)
    else:
        created = Timestamp.parse(arguments.date, zone=services.zone, zone_name=services.zone_name)
    with services.opened(arguments, terminal) as vault:
        text = _typed(terminal.rest())
        if not (text.strip() or arguments.title.strip()):
            raise JournalError(Code.EMPTY_ENTRY)
        content = Content(created, arguments.title, text, tuple(arguments.tag), arguments.mood, tuple(arguments.person))
        terminal.say(vault.journal.add(NewEntry(content)).id)
    return 0


def list_(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """List the entries, newest first."""
    with services.opened(arguments, terminal) as vault:
        found = vault.journal.newest(Query(), limit=arguments.limit or MOST)
    if arguments.json:
        terminal.say_json([_summary(item) for item in found])
    else:
        _print_rows(terminal, found)
    return 0


def show(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Print an entry."""
    with services.opened(arguments, terminal) as vault:
        entry = vault.journal.entry(EntryId(arguments.entry))
    if arguments.json:
        terminal.say_json(_whole(entry))
        return 0
    content = entry.content
    terminal.say(content.title or "(no title)")
    about = [*content.tags, *content.people]
    if content.mood is not None:
        about.append(mood_words(content.mood))
    terminal.say(content.created.isoformat() + (f"  {', '.join(about)}" if about else ""))
    for file in entry.attachments:
        terminal.say(f"[{file.name}, {file.size} bytes]")
    terminal.say(f"\n{content.text}")
    return 0


def search(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Find entries, newest first, each with the places that match."""
    query = parse(arguments.query)
    with services.opened(arguments, terminal) as vault:
        found = vault.journal.newest(query, limit=arguments.limit)
    for flaw in query.flaws:
        terminal.note(_FLAWS[flaw.mistake].format(piece=flaw.piece))
    if arguments.json:
        terminal.say_json([_summary(item) | {"snippet": _plain(item.excerpt)} for item in found])
    else:
        _print_rows(terminal, found, excerpts=True)
    return 0


def _typed(data: bytes) -> str:
    """Standard input as text, without the line end that closes it."""
    return decode(data)[0].removesuffix("\n").removesuffix("\r")


def _print_rows(terminal: Terminal, rows: Iterable[EntrySummary], *, excerpts: bool = False) -> None:
    for item in rows:
        terminal.say(f"{item.id}  {item.created.local:%Y-%m-%d %H:%M}  {item.title or '(no title)'}")
        if excerpts:
            terminal.say(f"    {' '.join(_plain(item.excerpt).split())}")


def _plain(excerpt: str) -> str:
    return excerpt.replace(MATCH_START, "").replace(MATCH_END, "")


def _summary(item: EntrySummary) -> dict[str, Any]:
    return {
        "id": item.id,
        "title": item.title,
        "created": item.created.isoformat(),
        "tags": list(item.tags),
        "mood": item.mood,
        "pinned": item.pinned,
    }


def _whole(entry: Entry) -> dict[str, Any]:
    content = entry.content
    return {
        "id": entry.id,
        "title": content.title,
        "created": content.created.isoformat(),
        "zone": content.created.zone,
        "modified": entry.modified.isoformat(),
        "tags": list(content.tags),
        "people": list(content.people),
        "template": content.template,
        "mood": content.mood,
        "pinned": entry.pinned,
        "seconds": entry.seconds,
        "trashed": entry.trashed and entry.trashed.isoformat(),
        "text": content.text,
        "attachments": [
            {"id": file.id, "name": file.name, "type": file.media_type, "size": file.size, "sha256": file.digest}
            for file in entry.attachments
        ],
    }
