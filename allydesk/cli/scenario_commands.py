"""scenario: what is to be mended in scenario files, a list of those that came along, and playing one."""

import argparse
from collections.abc import Iterable
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allydesk.assets import resources
from allydesk.cli.scenario_play import play
from allydesk.cli.services import Services
from allydesk.cli.terminal import Terminal
from allydesk.errors import PracticeError
from allydesk.practice.checking import check, compare
from allydesk.practice.format import Examined, Remark, Severity, examine
from allydesk.practice.library import Library, Listed, read_bytes
from allydesk.problems import sentence

_FAULTY = 1


@dataclass(frozen=True, slots=True)
class _Told:
    """A remark, and the file as the person named it."""

    name: str
    remark: Remark

    def __str__(self) -> str:
        at = f"{self.remark.line}:{self.remark.column}:" if self.remark.line else ""
        return f"{self.name}:{at} {self.remark.severity}: {self.remark.message} {self.remark.fix}".rstrip()


def scenario(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Check scenario files, list the library or play a file. 1 where a file cannot be played."""
    del services  # what came along is the same for everybody
    actions = {"check": _check, "list": _list, "play": play}
    return actions[arguments.action](arguments, terminal)


def _check(arguments: argparse.Namespace, terminal: Terminal) -> int:
    files = list(dict.fromkeys(arguments.files))
    examined = {name: one for name in files if (one := _examined(name, terminal)) is not None}
    told = [_Told(name, remark) for name, one in examined.items() for remark in _remarks(one)]
    if len(examined) > 1:
        told += [_Told(name, remark) for name, remark in compare(_heads(examined.values()))]
    for each in sorted(told, key=lambda one: files.index(one.name)):
        terminal.say(str(each))
    errors = sum(one.remark.severity is Severity.ERROR for one in told)
    terminal.say(
        f"{_counted(len(examined), 'file')} read: {_counted(errors, 'error')}, "
        f"{_counted(len(told) - errors, 'warning')}."
    )
    return _FAULTY if errors or len(examined) < len(files) else 0


def _examined(name: str, terminal: Terminal) -> Examined | None:
    """A file, looked at; None where it cannot be read, which is said."""
    try:
        return examine(read_bytes(Path(name)), name=name)
    except PracticeError:
        terminal.note(f"allydesk: {name}: {_why_not(Path(name))}")
        return None


def _why_not(path: Path) -> str:
    """Why it cannot be read, in a sentence."""
    try:
        if path.is_dir():
            return "That is a folder. Name the files in it."
        if path.is_file():
            return "Allydesk may not read that file."
        return "That is not a file." if path.exists() else "There is no such file."
    except (OSError, ValueError):
        return "There is no such file."


def _remarks(examined: Examined) -> tuple[Remark, ...]:
    if examined.scenario is None:
        return examined.remarks
    remarks = (*examined.remarks, *check(examined.scenario, examined.root))
    return tuple(sorted(remarks, key=lambda one: (one.line, one.column)))


def _heads(examined: Iterable[Examined]) -> list[tuple[str, Any]]:
    return [(one.name, one.scenario.head) for one in examined if one.scenario is not None]


def _list(arguments: argparse.Namespace, terminal: Terminal) -> int:
    library = Library(resources() / "scenarios")
    heads = library.heads()
    for fault in library.faults:
        terminal.note(f"allydesk: {fault.path}: {sentence(fault.error)}")
    if arguments.json:
        terminal.say_json([_item(listed) for listed in heads])
    else:
        _say_families(heads, terminal)
    return _FAULTY if library.faults else 0


def _say_families(heads: Iterable[Listed], terminal: Terminal) -> None:
    family = None
    for listed in heads:
        head = listed.head
        if head.family != family:
            family = head.family
            terminal.say(family)
        terminal.say(f"  {head.variant}  {head.title}, about {_counted(head.minutes, 'minute')}")
        terminal.say(f"     practises: {', '.join(head.skills)}")
        if head.content_notes:
            terminal.say(f"     content: {'; '.join(head.content_notes)}")


def _item(listed: Listed) -> dict[str, Any]:
    head = listed.head
    return {
        "title": head.title,
        "family": head.family,
        "variant": head.variant,
        "language": head.language,
        "summary": head.summary,
        "minutes": head.minutes,
        "content-notes": list(head.content_notes),
        "skills": list(head.skills),
        "file": str(listed.path),
    }


def _counted(count: int, what: str) -> str:
    return f"{count:,} {what}" if count == 1 else f"{count:,} {what}s"
