"""import, export."""

import argparse
from pathlib import Path

from allydesk.cli.services import Services
from allydesk.cli.terminal import Terminal
from allydesk.transfer import exporting, importing
from allydesk.transfer.importing import Preview, Report
from allydesk.transfer.notes import Note, NoteBook, sentence


def import_(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Bring a journal in, after a backup of what is there; or, with --dry-run, say what would come in."""
    with services.opened(arguments, terminal) as vault:
        source = importing.read(
            Path(arguments.path), format=arguments.format, zone=services.zone, zone_name=services.zone_name
        )
        if arguments.dry_run:
            _print_preview(arguments, terminal, importing.preview(source, vault.journal))
            return 0
        if vault.journal.anything_kept():
            vault.backup()
        _print_report(arguments, terminal, importing.run(source, vault.journal))
    return 0


def export(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Write every entry to a folder."""
    folder, notes = Path(arguments.folder), NoteBook()
    with services.opened(arguments, terminal) as vault:
        if arguments.format == "json":
            count = exporting.export_json(vault.journal, folder, notes=notes)
        else:
            count = exporting.export_markdown(vault.journal, folder)
    terminal.say(f"{_entries(count)} written to {folder}.")
    if arguments.format != "json":
        terminal.note("The story room and the practice room are only in JSON.")
    _print_notes(terminal, notes.notes())
    terminal.note("These files are not encrypted: whoever can read the folder can read them.")
    return 0


def _print_preview(arguments: argparse.Namespace, terminal: Terminal, preview: Preview) -> None:
    if arguments.json:
        terminal.say_json(
            {
                "format": preview.format.value,
                "found": preview.found,
                "new": preview.new,
                "already_there": preview.already_there,
                "first": preview.first and preview.first.isoformat(),
                "last": preview.last and preview.last.isoformat(),
                "story": preview.story,
                "practice": preview.practice,
                "tags": list(preview.tags),
                "notes": [_note(note) for note in preview.notes],
            }
        )
        return
    terminal.say(f"{_entries(preview.found)} of format {preview.format.value}, {preview.already_there} already there.")
    if preview.first is not None and preview.last is not None:
        terminal.say(f"From {preview.first.day.isoformat()} to {preview.last.day.isoformat()}.")
    if preview.story:
        terminal.say(f"And of the story room, new: {preview.story}.")
    if preview.practice:
        terminal.say(f"And of the practice room, new: {preview.practice}.")
    _print_notes(terminal, preview.notes)
    terminal.say("Nothing was brought in.")


def _print_report(arguments: argparse.Namespace, terminal: Terminal, report: Report) -> None:
    if arguments.json:
        terminal.say_json(
            {
                "added": report.added,
                "skipped": report.skipped,
                "story": report.story,
                "practice": report.practice,
                "notes": [_note(note) for note in report.notes],
            }
        )
        return
    terminal.say(f"{_entries(report.added)} brought in, {report.skipped} already there.")
    if report.story:
        terminal.say(f"And of the story room: {report.story} brought in.")
    if report.practice:
        terminal.say(f"And of the practice room: {report.practice} brought in.")
    _print_notes(terminal, report.notes)


def _print_notes(terminal: Terminal, notes: tuple[Note, ...]) -> None:
    for note in notes:
        terminal.say(sentence(note))


def _note(note: Note) -> dict[str, str | int]:
    return {"kind": note.kind.value, "count": note.count, "where": note.where, "text": sentence(note)}


def _entries(count: int) -> str:
    return "1 entry" if count == 1 else f"{count} entries"
