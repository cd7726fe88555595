"""Small helpers for the tests of moving in and out."""

import os
from dataclasses import replace
from pathlib import Path
from zoneinfo import ZoneInfo

import pytest
from hypothesis import settings

from allydesk.errors import AllydeskError, Cancelled, Code
from allydesk.ids import EntryId
from allydesk.journal.entry import Content, Entry, NewAttachment, Version
from allydesk.storage.journal import Journal
from allydesk.transfer import importing
from allydesk.transfer.dates import HomeZone
from allydesk.transfer.notes import NoteKind
from allydesk.transfer.own_json import files_of
from allydesk.transfer.source import Source

untimed = settings(deadline=None)
"""For property tests: how long an example takes says nothing on a busy machine."""

BERLIN = HomeZone(ZoneInfo("Europe/Berlin"), "Europe/Berlin")
SAMPLES = Path(__file__).parents[2] / ".." / "shared" / "samples"


def sample(name: str) -> Path:
    """A file that another program made; the test is skipped where the samples are not at hand."""
    path = SAMPLES / name
    if not path.exists():
        pytest.skip("the samples of other programs' files are not on this machine")
    return path


def file_in(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content, its folders made, last changed on 2024-05-06 at 07:08:09 UTC."""
    path = folder / name
    path.parent.mkdir(parents=True, exist_ok=True)
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    os.utime(path, (1714979289, 1714979289))
    return path


UNDATED = "2024-05-06T09:08:09+02:00"
"""When `file_in` says its files were changed, in Berlin."""


def read(path: Path, form: str | None = None) -> Source:
    """The source as a person in Berlin reads it."""
    return importing.read(path, format=form, zone=BERLIN.rules, zone_name=BERLIN.name)


def contents(source: Source) -> list[Content]:
    """What its entries say."""
    return [entry.content for entry in source.entries]


def data_of(file: NewAttachment) -> bytes:
    """What is in a file on its way in."""
    return b"".join(file.pieces())


def noted(source: Source) -> dict[NoteKind, int]:
    """What was noted, and how often."""
    return {note.kind: note.count for note in source.notes}


def all_of(journal: Journal) -> list[Entry]:
    """Every entry, the trash included."""
    return list(journal.each())


def kept(journal: Journal) -> dict[EntryId, tuple[Entry, list[Version], list[tuple[str, str, bytes]]]]:
    """Everything in a journal but the attachments' own ids, to compare two of them."""
    found = {}
    for entry in journal.each():
        files = [(file.name, file.media_type, journal.read_attachment(file.id)) for file in entry.attachments]
        bare = replace(entry, attachments=())
        found[entry.id] = (bare, journal.versions(entry.id), files)
    return found


def everything(journal: Journal) -> list[object]:
    """All there is in a journal, to compare two of them: entries, files with their bytes, and what lies beside."""
    return [
        journal.belongings(),
        *((whole, [journal.read_attachment(file.id) for file in files_of(whole)]) for whole in journal.each_whole()),
    ]


class CancelAt:
    """A progress function that stops the work the `step`th time it is called."""

    def __init__(self, step: int) -> None:
        self.left = step

    def __call__(self, done: int, total: int) -> None:
        assert 0 <= done <= total or total == 0
        self.left -= 1
        if self.left < 0:
            raise Cancelled


def code_of(raised: "pytest.ExceptionInfo[AllydeskError]") -> Code:
    """Which error it was."""
    return raised.value.code
