"""Moving out: the whole journal, the trash included, into a new folder."""

from collections import defaultdict
from collections.abc import Callable
from datetime import UTC, datetime
from pathlib import Path

from allydesk.journal.entry import Attachment, Entry
from allydesk.progress import Progress, unreported
from allydesk.storage.journal import Journal
from allydesk.transfer import own_json, own_markdown
from allydesk.transfer.destination import new_folder
from allydesk.transfer.file_names import TakenNames, safe_name, slug
from allydesk.transfer.own_markdown import PlacedFile


def _now() -> datetime:
    return datetime.now(UTC)


def export_json(
    journal: Journal, folder: Path, *, progress: Progress = unreported, clock: Callable[[], datetime] = _now
) -> int:
    """Write everything, without loss, to `journal.json` and `files/` in `folder`; how many entries there were.

    Raises `TransferError`: `DESTINATION_NOT_EMPTY`, `DESTINATION_UNWRITABLE`, `DISK_FULL`. After any error, and when
    cancelled, nothing is left behind.
    """
    total, done = _count(journal), 0
    with new_folder(folder) as home:
        written: set[str] = set()
        with (home / own_json.FILE_NAME).open("x", encoding="utf-8", newline="\n") as file:
            file.write(own_json.head(clock()))
            for entry, versions in journal.each_with_versions():
                progress(done, max(total, done))
                file.write((",\n" if done else "") + own_json.entry_line(entry, versions))
                for attachment in entry.attachments:
                    _write_by_digest(journal, attachment, home / own_json.FILES_FOLDER, written)
                done += 1
            file.write(own_json.FOOT)
        progress(done, done)
    return done


def export_markdown(journal: Journal, folder: Path, *, progress: Progress = unreported) -> int:
    """Write every entry, as it is now, to a Markdown file of its own in `folder`; how many there were.

    They lie in folders by year and month, attachments in a folder beside their entry. Earlier versions are left out.
    Raises as `export_json` does.
    """
    total, done = _count(journal), 0
    with new_folder(folder) as home:
        taken: defaultdict[str, TakenNames] = defaultdict(TakenNames)
        for entry in journal.each():
            progress(done, max(total, done))
            _write_entry(journal, entry, home, taken)
            done += 1
        progress(done, done)
    return done


def _count(journal: Journal) -> int:
    return journal.count() + journal.count(trash=True)


def _write_by_digest(journal: Journal, attachment: Attachment, files: Path, written: set[str]) -> None:
    if attachment.digest in written:
        return
    files.mkdir(exist_ok=True)
    (files / attachment.digest).write_bytes(journal.read_attachment(attachment.id))
    written.add(attachment.digest)


def _write_entry(journal: Journal, entry: Entry, home: Path, taken: dict[str, TakenNames]) -> None:
    when = entry.content.created.local.isoformat(timespec="minutes")
    month = f"{when[:4]}/{when[5:7]}"
    beginning = f"{when[:10]}-{when[11:13]}{when[14:16]}"
    words = slug(entry.content.title)
    stem = taken[month].take(f"{beginning}-{words}" if words else beginning)
    inside = home / month
    inside.mkdir(parents=True, exist_ok=True)
    placed = [
        _place(journal, attachment, inside, stem, name)
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


def _place(journal: Journal, attachment: Attachment, inside: Path, stem: str, name: str) -> PlacedFile:
    (inside / stem).mkdir(exist_ok=True)
    (inside / stem / name).write_bytes(journal.read_attachment(attachment.id))
    return PlacedFile(f"{stem}/{name}", attachment.name, attachment.media_type)
