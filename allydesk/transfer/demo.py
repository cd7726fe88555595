"""The demo vault: two years of a life that never was, so that every page has something to show."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import UTC, timedelta, tzinfo
from pathlib import Path

from allydesk.journal.entry import NewEntry, Version
from allydesk.progress import Progress, unreported
from allydesk.storage.vault import Vault
from allydesk.transfer import importing
from allydesk.transfer.demo_life import fill_life
from allydesk.transfer.demo_practice import fill_practice
from allydesk.transfer.source import Format

DEMO_PASSPHRASE = "demo"  # noqa: S105 - printed for everyone to use; there is nothing private in the vault
_PAUSE = timedelta(minutes=12)
_PARAGRAPHS_AT_ONCE = 3


def fill(vault: Vault, *, resources: Path, zone: tzinfo, zone_name: str, progress: Progress = unreported) -> int:
    """Bring the demo's entries, its story and its practice into an open, empty vault; how many entries there are."""
    source = importing.read(
        resources / "demo", format=Format.MARKDOWN, zone=zone, zone_name=zone_name, progress=progress
    )
    count = vault.journal.add_all(map(_with_history, source.entries), progress=progress, total=source.found)
    fill_life(vault, resources=resources, zone=zone)
    fill_practice(vault, resources=resources, zone=zone)
    return count


def _with_history(new: NewEntry) -> NewEntry:
    """The entry as if it had been written with pauses: a version at the end of each paragraph that is worth one."""
    content = new.content
    begun = content.created.local.replace(tzinfo=UTC) - timedelta(seconds=content.created.offset)
    versions = tuple(
        Version(number, begun + number * _PAUSE, replace(content, text=text))
        for number, text in enumerate(_stages(content.text), 1)
    )
    return replace(new, versions=versions, modified=begun + (len(versions) + 1) * _PAUSE)


def _stages(text: str) -> Iterator[str]:
    paragraphs = text.split("\n\n")
    for end in range(_PARAGRAPHS_AT_ONCE, len(paragraphs), _PARAGRAPHS_AT_ONCE):
        yield "\n\n".join(paragraphs[:end])
