"""Moving in: what is it, what is in it, and bring it along, all or nothing."""

from dataclasses import dataclass, replace
from datetime import tzinfo
from pathlib import Path

from allydesk.errors import Code, TransferError
from allydesk.ids import EntryId
from allydesk.journal.belongings import NOTHING, Kept, missing
from allydesk.journal.timestamp import Timestamp
from allydesk.progress import Progress, unreported
from allydesk.storage.journal import Journal
from allydesk.storage.practice_room import NO_PRACTICE, KeptInPractice, PracticeRoom
from allydesk.storage.practice_room import missing as missing_of_practice
from allydesk.storage.story_room import EMPTY_ROOM, KeptInRoom, StoryRoom
from allydesk.storage.story_room import missing as missing_of_story
from allydesk.transfer import jrnl, jrnl_json, markdown, own_json
from allydesk.transfer.dates import HomeZone
from allydesk.transfer.decoding import decode
from allydesk.transfer.json_stream import LONG_ARRAY, members
from allydesk.transfer.linked_files import is_text
from allydesk.transfer.notes import Note, NoteBook, NoteKind
from allydesk.transfer.snapshot import listing_of, stamp_of, told
from allydesk.transfer.source import Entries, Format, Source, survey

FORMATS = tuple(form.value for form in Format)
"""The names that choose a format by hand."""

_LOOKED_AT = 256 * 1024
"""Bytes at the beginning of a file, enough to tell what it is."""


@dataclass(frozen=True, slots=True)
class Preview:
    """What an import would do. The dates are those of all entries in the source, None without any; tags come commonest
    first. `story` is how many pieces of a story are new, `practice` how many of practice: see `StoryRoom.things` and
    `PracticeRoom.things`."""

    format: Format
    found: int
    new: int
    already_there: int
    first: Timestamp | None
    last: Timestamp | None
    tags: tuple[str, ...]
    notes: tuple[Note, ...]
    story: int = 0
    practice: int = 0

    @property
    def anything_new(self) -> bool:
        """Whether there is anything to bring in."""
        return bool(self.new or self.story or self.practice)


@dataclass(frozen=True, slots=True)
class Report:
    """What an import has done. `story` is how many pieces of a story came in, `practice` how many of practice."""

    added: int
    skipped: int
    notes: tuple[Note, ...]
    story: int = 0
    practice: int = 0

    @property
    def anything_came(self) -> bool:
        """Whether anything is there now that was not."""
        return bool(self.added or self.story or self.practice)


def read(
    path: Path,
    *,
    format: Format | str | None = None,  # noqa: A002 - it is what the option is called, and nothing else is meant
    zone: tzinfo,
    zone_name: str = "",
    progress: Progress = unreported,
) -> Source:
    """Read a source through, without keeping anything. Without a format, what is there decides.

    Times without a zone are taken in `zone`. `progress` counts files for a folder and bytes for a file. Raises
    `TransferError`: `UNKNOWN_FORMAT`, `UNREADABLE_SOURCE`, `SOURCE_GONE`, `SOURCE_CHANGED`, `NOTHING_TO_IMPORT`,
    `NEWER_VERSION`, `TOO_LARGE`.
    """
    form = _as_format(format) if format is not None else recognise(path)
    notes = NoteBook()
    return _survey(path, form, HomeZone(zone, zone_name), notes, progress)


def preview(source: Source, journal: Journal) -> Preview:
    """What `run` would do now."""
    known = _known(source, journal)
    story, _ = _new_of_story(source.story.found, journal)
    practice, _ = _new_of_practice(source.practice, journal)
    return Preview(
        format=source.format,
        found=source.found,
        new=source.found - known.count,
        already_there=known.count,
        first=source.first,
        last=source.last,
        tags=source.tags,
        notes=source.notes,
        story=story.things,
        practice=practice.things,
    )


def run(source: Source, journal: Journal, *, progress: Progress = unreported) -> Report:
    """Bring in what is new in one transaction: entries, what is kept beside them, the story room, the practice room.

    Nothing that is there is changed: what says something else under the same key is left out and noted. Raises what
    `Journal.add_all` raises, and `TransferError`: `SOURCE_CHANGED`, `SOURCE_GONE`, `UNREADABLE_SOURCE` when the source
    is no longer what was read. After any error, and when cancelled, nothing has been added.
    """
    known = _known(source, journal)
    expected = source.found - known.count
    notes = NoteBook()
    belongings, kept = missing(journal.belongings(), source.belongings)
    story, kept_of_story = _new_of_story(source.story.coming(notes), journal)
    practice, kept_of_practice = _new_of_practice(source.practice, journal)
    added = 0
    if expected or (belongings, story, practice) != (NOTHING, EMPTY_ROOM, NO_PRACTICE):
        new = source.entries.without(known.ids, known.fingerprints, notes=notes) if expected else ()
        added = journal.add_all(
            new, belongings=belongings, story=story, practice=practice, progress=progress, total=expected
        )
    _note_kept(kept, notes)
    _note_kept_of_story(kept_of_story, notes)
    _note_kept_of_practice(kept_of_practice, notes)
    return Report(
        added=added,
        skipped=source.found - added,
        notes=source.notes + notes.notes(),
        story=story.things,
        practice=practice.things,
    )


def recognise(path: Path) -> Format:
    """What a file or folder is, by what is in it.

    Raises `TransferError`: `UNKNOWN_FORMAT`, `UNREADABLE_SOURCE`, `SOURCE_GONE`, `NOTHING_TO_IMPORT`.
    """
    return _recognise_folder(path) if path.is_dir() else _recognise_file(path)


@dataclass(frozen=True, slots=True)
class _Known:
    ids: frozenset[EntryId]
    fingerprints: frozenset[str]

    @property
    def count(self) -> int:
        return len(self.ids) + len(self.fingerprints)


def _known(source: Source, journal: Journal) -> _Known:
    return _Known(
        ids=frozenset(journal.known_ids(source.ids)),
        fingerprints=frozenset(journal.known_fingerprints(source.fingerprints)),
    )


def _new_of_story(coming: StoryRoom, journal: Journal) -> tuple[StoryRoom, KeptInRoom]:
    """What of it is not there. Where none comes, what is there is not looked at, damaged or not."""
    if coming == EMPTY_ROOM:
        return EMPTY_ROOM, KeptInRoom()
    return missing_of_story(journal.story_room(), coming)


def _new_of_practice(coming: PracticeRoom, journal: Journal) -> tuple[PracticeRoom, KeptInPractice]:
    if coming == NO_PRACTICE:
        return NO_PRACTICE, KeptInPractice()
    return missing_of_practice(journal.practice_room(), coming)


def _note_kept(kept: Kept, notes: NoteBook) -> None:
    notes.add(NoteKind.TEMPLATE_KEPT, count=kept.templates)
    notes.add(NoteKind.TEMPLATE_ORDER_KEPT, count=kept.template_orders)
    notes.add(NoteKind.PROMPT_KEPT, count=kept.prompts)
    notes.add(NoteKind.PROMPT_MARK_KEPT, count=kept.marks)
    notes.add(NoteKind.FILTER_KEPT, count=kept.filters)


def _note_kept_of_story(kept: KeptInRoom, notes: NoteBook) -> None:
    notes.add(NoteKind.RECORD_KEPT, count=kept.records)
    notes.add(NoteKind.STORY_KEPT, count=kept.stories)
    notes.add(NoteKind.TAKE_KEPT, count=kept.takes)
    notes.add(NoteKind.PROFILE_KEPT, count=kept.profiles)


def _note_kept_of_practice(kept: KeptInPractice, notes: NoteBook) -> None:
    notes.add(NoteKind.RUN_KEPT, count=kept.runs)
    notes.add(NoteKind.COMMITMENT_KEPT, count=kept.commitments)
    notes.add(NoteKind.SCENARIO_KEPT, count=kept.scenarios)


def _as_format(name: Format | str) -> Format:
    try:
        return Format(name)
    except ValueError:
        raise TransferError(Code.UNKNOWN_FORMAT) from None


def _survey(path: Path, form: Format, zone: HomeZone, notes: NoteBook, progress: Progress) -> Source:
    """JSON is read from the file each time, however large; the others are held, without the bytes of attachments."""
    if form in (Format.MARKDOWN, Format.JRNL):
        reader = markdown.read if form is Format.MARKDOWN else jrnl.read
        held = Entries(tuple(reader(path, zone=zone, notes=notes, progress=progress)).__iter__)
        return survey(form, held, held, notes)
    if form is Format.JSON:
        document = own_json.document_at(path)
        stamp = stamp_of(document)
        beside = own_json.Beside()
        source = survey(
            form,
            Entries(lambda: own_json.read(document, notes=notes, progress=progress, since=stamp, beside=beside)),
            Entries(lambda: own_json.read(document, notes=NoteBook(), progress=unreported, since=stamp)),
            notes,
            story=beside.story.room,
            practice=beside.practice.room,
        )
        return replace(source, belongings=beside.belongings.belongings())
    stamp = stamp_of(path)
    return survey(
        form,
        Entries(lambda: jrnl_json.read(path, zone=zone, notes=notes, progress=progress, since=stamp)),
        Entries(lambda: jrnl_json.read(path, zone=zone, notes=NoteBook(), progress=unreported, since=stamp)),
        notes,
    )


def _recognise_folder(folder: Path) -> Format:
    files = listing_of(folder).files
    if not files:
        raise TransferError(Code.NOTHING_TO_IMPORT)
    if own_json.FILE_NAME in files:
        return Format.JSON
    texts = [name for name in files if is_text(name)]
    if texts and all(name.lower().endswith(".txt") for name in texts) and any(map(jrnl.is_day_file, texts)):
        return Format.JRNL
    if texts:
        return Format.MARKDOWN
    raise TransferError(Code.UNKNOWN_FORMAT)


def _recognise_file(path: Path) -> Format:
    if stamp_of(path).size == 0:
        raise TransferError(Code.NOTHING_TO_IMPORT)
    with told(), path.open("rb") as file:
        start = file.read(_LOOKED_AT)
    text, _ = decode(start)
    if not text.strip():
        raise TransferError(Code.NOTHING_TO_IMPORT)
    if not text.lstrip().startswith("{"):
        return _recognise_text(path, text)
    try:
        return _recognise_json(path)
    except TransferError as problem:
        if problem.code is Code.UNKNOWN_FORMAT and is_text(path.name):
            # A brace is a fair beginning for a text as well.
            return _recognise_text(path, text)
        raise


def _recognise_text(path: Path, text: str) -> Format:
    plain = path.suffix.lower() == ".txt"
    if jrnl.begins_with_head(text, readable=True) or (plain and jrnl.has_readable_head(text)):
        return Format.JRNL
    if is_text(path.name):
        return Format.MARKDOWN
    if jrnl.has_readable_head(text) or jrnl.begins_with_head(text, readable=False):
        return Format.JRNL
    raise TransferError(Code.UNKNOWN_FORMAT)


def _recognise_json(path: Path) -> Format:
    seen: set[str] = set()
    with told(), path.open("rb") as file:
        try:
            for member in members(file):
                seen.add(member.name)
                if member.name == "format" and member.value == own_json.FORMAT:
                    return Format.JSON
                if member.number and jrnl_json.looks_like_entry(member.value):
                    return Format.JRNL_JSON
        except TransferError as problem:
            if problem.code is Code.UNREADABLE_SOURCE and not seen:
                raise TransferError(Code.UNKNOWN_FORMAT) from None
            raise
    if seen == {"tags", LONG_ARRAY}:
        raise TransferError(Code.NOTHING_TO_IMPORT)
    raise TransferError(Code.UNKNOWN_FORMAT)
