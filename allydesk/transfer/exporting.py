"""Moving out: the whole journal, the trash included, into a new folder; as JSON the story and the practice room too."""

from collections import defaultdict
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

from allydesk.ids import EntryId
from allydesk.journal.entry import Attachment, Entry
from allydesk.progress import Progress, unreported
from allydesk.storage.journal import Journal
from allydesk.storage.practice_room import PracticeRoom
from allydesk.storage.story_room import StoryRoom
from allydesk.transfer import own_json, own_markdown
from allydesk.transfer.destination import new_folder
from allydesk.transfer.file_names import TakenNames, safe_name, slug
from allydesk.transfer.notes import NoteBook, NoteKind
from allydesk.transfer.own_files import FILES_FOLDER
from allydesk.transfer.own_markdown import PlacedFile


def _now() -> datetime:
    return datetime.now(UTC)


def export_json(
    journal: Journal,
    folder: Path,
    *,
    notes: NoteBook | None = None,
    progress: Progress = unreported,
    clock: Callable[[], datetime] = _now,
) -> int:
    """Write everything, without loss, to `journal.json` and `files/` in `folder`; how many entries there were.

    Of a story room and a practice room in which something cannot be read all the rest is written, and `notes` hears of
    it; without `notes` nothing is left out. Raises `VaultError(DAMAGED_VAULT)` for what else cannot be read, and
    `TransferError`: `DESTINATION_NOT_EMPTY`, `DESTINATION_UNWRITABLE`, `DISK_FULL`. After any error, and when
    cancelled, nothing is left behind.
    """
    total, done = _count(journal), 0
    with new_folder(folder) as home:
        written: set[str] = set()
        with (home / own_json.FILE_NAME).open("x", encoding="utf-8", newline="\n") as file:
            file.write(own_json.head(clock()))
            for whole in journal.each_whole():
                progress(done, max(total, done))
                file.write((",\n" if done else "") + own_json.entry_line(whole))
                for attachment in own_json.files_of(whole):
                    heard = partial(progress, done, max(total, done))
                    pieces = journal.attachment_pieces(attachment.id)
                    _write_by_digest(pieces, attachment.digest, home / FILES_FOLDER, written, heard)
                done += 1
            story, practice = _rooms(journal, notes)
            file.writelines(own_json.foot(journal.belongings(), story, practice))
            for kept in story.files:
                heard = partial(progress, done, max(total, done))
                pieces = journal.story_file_pieces(kept.file.id)
                _write_by_digest(pieces, kept.file.digest, home / FILES_FOLDER, written, heard)
        progress(done, done)
    return done


def export_markdown(
    journal: Journal, folder: Path, *, only: Sequence[EntryId] | None = None, progress: Progress = unreported
) -> int:
    """Write every entry, or `only` some, as it is now, to a Markdown file of its own in `folder`; how many there were.

    They lie in folders by year and month, attachments in a folder beside their entry. Earlier versions are left out.
    Stories and practice are left out, too. Raises as `export_json` does.
    """
    entries = journal.each() if only is None else map(journal.entry, only)
    total, done = _count(journal) if only is None else len(only), 0
    with new_folder(folder) as home:
        taken: defaultdict[str, TakenNames] = defaultdict(TakenNames)
        for entry in entries:
            progress(done, max(total, done))
            _write_entry(journal, entry, home, taken, partial(progress, done, max(total, done)))
            done += 1
        progress(done, done)
    return done


def _rooms(journal: Journal, notes: NoteBook | None) -> tuple[StoryRoom, PracticeRoom]:
    if notes is None:
        return journal.story_room(), journal.practice_room()
    story, out_of_story = journal.story_left()
    practice, out_of_practice = journal.practice_left()
    notes.add(NoteKind.STORY_UNREADABLE, count=out_of_story)
    notes.add(NoteKind.PRACTICE_UNREADABLE, count=out_of_practice)
    return story, practice


def _count(journal: Journal) -> int:
    return journal.count() + journal.count(trash=True)


def _write_by_digest(
    pieces: Iterable[bytes], digest: str, files: Path, written: set[str], heard: Callable[[], object]
) -> None:
    if digest in written:
        return
    files.mkdir(exist_ok=True)
    _write_pieces(pieces, files / digest, heard)
    written.add(digest)


def _write_pieces(pieces: Iterable[bytes], path: Path, heard: Callable[[], object]) -> None:
    with path.open("wb") as file:
        for piece in pieces:
            heard()
            file.write(piece)


def _write_entry(
    journal: Journal, entry: Entry, home: Path, taken: dict[str, TakenNames], heard: Callable[[], object]
) -> None:
    when = entry.content.created.local.isoformat(timespec="minutes")
    month = f"{when[:4]}/{when[5:7]}"
    beginning = f"{when[:10]}-{when[11:13]}{when[14:16]}"
    words = slug(entry.content.title)
    stem = taken[month].take(f"{beginning}-{words}" if words else beginning)
    inside = home / month
    inside.mkdir(parents=True, exist_ok=True)
    placed = [
        _place(journal, attachment, inside / stem, name, heard)
        for attachment, name in zip(entry.attachments, _names(entry.attachments), strict=True)
    ]
    (inside / f"{stem}.md").write_bytes(own_markdown.compose(entry, placed).encode("utf-8"))


def _names(attachments: tuple[Attachment, ...]) -> list[str]:
    taken, names = TakenNames(), []
    for attachment in attachments:
        stem, dot, suffix = safe_name(attachment.name).rpartition(".")
        stem, ending = (stem, dot + suffix) if stem else (suffix, "")
        names.append(taken.take(stem, ending) + ending)
    return names


def _place(
    journal: Journal, attachment: Attachment, beside: Path, name: str, heard: Callable[[], object]
) -> PlacedFile:
    beside.mkdir(exist_ok=True)
    _write_pieces(journal.attachment_pieces(attachment.id), beside / name, heard)
    return PlacedFile(f"{beside.name}/{name}", attachment.name, attachment.media_type)
