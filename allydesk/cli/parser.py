"""The commands and their arguments."""

import argparse
from typing import TYPE_CHECKING

from allydesk import __version__
from allydesk.practice.intents import Intent

if TYPE_CHECKING:
    # A class of argparse's own that it gives no public name.
    Commands = argparse._SubParsersAction[argparse.ArgumentParser]  # noqa: SLF001 - see above

IMPORT_FORMATS = ("jrnl", "jrnl-json", "markdown", "json")
EXPORT_FORMATS = ("markdown", "json")
SLOT_KINDS = ("recovery", "keyring")
_MOODS = {text: mood for mood in range(-5, 6) for text in (f"{mood}", f"{mood:+}")}
MOST = 2**62
"""A limit that is none; the database counts no further than twice that."""


def build_parser() -> argparse.ArgumentParser:
    """The parser of the whole command line."""
    parser = argparse.ArgumentParser(
        prog="allydesk",
        description="A private journal on this machine. Without a command, the window opens.",
        epilog="A passphrase is asked for on a terminal, or read as the first line of standard input.",
    )
    parser.add_argument("--version", action="version", version=f"allydesk {__version__}")
    commands = parser.add_subparsers(dest="command", metavar="COMMAND")
    _vault_commands(commands)
    _journal_commands(commands)
    _story_commands(commands)
    _scenario_commands(commands)
    _coach_command(commands)
    _transfer_commands(commands)
    demo = commands.add_parser("demo", help="make a demo vault and open it")
    demo.add_argument("vault", nargs="?", metavar="VAULT", help="where it goes (default: a folder of its own)")
    shots = commands.add_parser("shots", help="render every page of a demo vault as pictures")
    shots.add_argument("folder", metavar="FOLDER", help="where the pictures go")
    return parser


def _vault_commands(commands: "Commands") -> None:
    create = commands.add_parser("create", help="make a new vault")
    create.add_argument("vault", metavar="VAULT", help="the folder to make; it must not exist")
    verify = _opening(commands, "verify", "look for damage in a vault")
    verify.add_argument("--json", action="store_true", help="print JSON")
    backup = _opening(commands, "backup", "make a backup of a vault")
    backup.add_argument("destination", nargs="?", metavar="DEST", help="where to (default: among the vault's own)")
    restore = commands.add_parser("restore", help="make a vault from a backup")
    restore.add_argument("backup", metavar="BACKUP", help="the backup's folder")
    restore.add_argument("destination", metavar="DEST", help="the vault to make; it must not exist")
    slots = commands.add_parser("slots", help="list, add and remove the ways to open a vault")
    slots.add_argument("vault", metavar="VAULT", help="the vault's folder")
    _key_options(slots)
    actions = slots.add_subparsers(dest="action", metavar="list|add|remove", required=True)
    listing = actions.add_parser("list", help="list them; needs no passphrase")
    listing.add_argument("--json", action="store_true", help="print JSON")
    add = actions.add_parser("add", help="add one")
    add.add_argument("kind", choices=SLOT_KINDS, help="a recovery key to print, or this computer's keyring")
    remove = actions.add_parser("remove", help="remove one")
    remove.add_argument("slot", metavar="ID", help="its id, as the list shows it")
    passphrase = _opening(commands, "passphrase", "change a vault's passphrase", keys=False)
    passphrase.add_argument("--recovery-key", action="store_true", help="open it with the recovery key instead")
    _opening(commands, "rotate", "encrypt a vault anew under a new key", keys=False)
    salvage = _opening(commands, "salvage", "bring what can be read in a damaged vault into a new one", keys=False)
    salvage.add_argument("destination", metavar="DEST", help="the vault to make; it must not exist")


def _journal_commands(commands: "Commands") -> None:
    add = _opening(commands, "add", "add an entry; its text is read from standard input")
    add.add_argument("--title", default="", help="its title")
    add.add_argument("--tag", action="append", default=[], help="a tag; may be given several times")
    add.add_argument("--person", action="append", default=[], help="someone it is about; may be given several times")
    add.add_argument("--mood", type=_mood, metavar="N", help="how it felt, from -5 to 5")
    add.add_argument("--date", metavar="ISO", help="when it was written (default: now)")
    listing = _opening(commands, "list", "list the entries, newest first")
    listing.add_argument("--limit", type=_whole, metavar="N", help="at most so many")
    listing.add_argument("--json", action="store_true", help="print JSON")
    show = _opening(commands, "show", "print an entry")
    show.add_argument("entry", metavar="ID", help="its id, as the list shows it")
    show.add_argument("--json", action="store_true", help="print JSON")
    search = _opening(commands, "search", "find entries, newest first")
    search.add_argument(
        "query",
        metavar="QUERY",
        help='words, "phrases", prefix*, tag:, person:, template:, mood:, before:, after:, on:, has:, is:, -without',
    )
    search.add_argument("--limit", type=_whole, default=50, metavar="N", help="at most so many (default: 50)")
    search.add_argument("--json", action="store_true", help="print JSON")


def _story_commands(commands: "Commands") -> None:
    moment = _actions(commands, "moment", "add a moment to the lifeline, or list them", "add|list")
    add = _opening(moment, "add", "add a moment to the lifeline")
    add.add_argument("--date", default="", metavar="WORDS", help='when it was, as you would say it: "summer 1999"')
    add.add_argument("--height", type=_mood, default=0, metavar="N", help="how it felt then, from -5 to 5 (default: 0)")
    add.add_argument("--now", type=_mood, metavar="N", help="how it feels now, where that differs")
    add.add_argument("--title", default="", help="what happened")
    add.add_argument("--note", default="", help="more about it")
    add.add_argument("--place", default="", help="where it was")
    add.add_argument("--person", action="append", default=[], help="someone in it; may be given several times")
    listing = _opening(moment, "list", "list the moments, oldest first and those without a date last")
    listing.add_argument("--json", action="store_true", help="print JSON, with the days that each date can mean")
    lifeline = _actions(commands, "lifeline", "draw the lifeline", "export")
    chart = _opening(lifeline, "export", "draw the whole lifeline into a file, unencrypted")
    chart.add_argument("file", metavar="FILE", help="it ends in .svg, .png or .pdf")
    story = _actions(commands, "story", "write a story to a file", "export")
    told = _opening(story, "export", "write a story and its chart to a file, unencrypted")
    told.add_argument("file", metavar="FILE", help="it ends in .pdf, .docx, .odt, .html, .epub or .md")
    told.add_argument("--title", help="which story (default: the one changed last)")
    told.add_argument("--without-chart", action="store_true", help="leave the lifeline out")


def _scenario_commands(commands: "Commands") -> None:
    scenario = _actions(commands, "scenario", "check, list and play scenarios", "check|list|play")
    check = scenario.add_parser("check", help="say what is to be mended in scenario files, with line and column")
    check.add_argument("files", nargs="+", metavar="FILE", help="a scenario file; several are also compared")
    listing = scenario.add_parser("list", help="list the scenarios that came with Allydesk")
    listing.add_argument("--json", action="store_true", help="print JSON")
    play = scenario.add_parser("play", help="play a scenario file; words of one's own are the good model's")
    play.add_argument("file", metavar="FILE", help="a scenario file")
    play.add_argument(
        "--choices",
        type=_numbers,
        default=(),
        metavar="1,3,2",
        help="what to choose, by place in the file",
    )
    play.add_argument("--json", action="store_true", help="print JSON")


def _coach_command(commands: "Commands") -> None:
    text = "say what the coach notices in a text, which is read from standard input and not kept"
    coach = commands.add_parser("coach", help=text, description=f"{text[0].upper()}{text[1:]}.")
    intents = tuple(intent.value for intent in Intent)
    coach.add_argument("--intent", choices=intents, required=True, help="what the words are meant to do")
    coach.add_argument("--json", action="store_true", help="print JSON")


def _numbers(text: str) -> tuple[int, ...]:
    """ "1,3,2" as numbers; "" is none."""
    try:
        return tuple(int(each) for each in text.split(",")) if text.strip() else ()
    except ValueError:
        raise argparse.ArgumentTypeError("whole numbers with commas between them, such as 1,3,2") from None


def _actions(commands: "Commands", name: str, text: str, choice: str) -> "Commands":
    """A command that has commands of its own."""
    command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    return command.add_subparsers(dest="action", metavar=choice, required=True)


def _transfer_commands(commands: "Commands") -> None:
    bring = _opening(commands, "import", "bring a journal in: all of it or, if anything goes wrong, nothing")
    bring.add_argument("path", metavar="PATH", help="a jrnl journal or its JSON export, a folder of Markdown, our JSON")
    bring.add_argument("--format", choices=IMPORT_FORMATS, help="what it is (default: found out)")
    bring.add_argument("--dry-run", action="store_true", help="say what would come in, and stop there")
    bring.add_argument("--json", action="store_true", help="print the report as JSON")
    take = _opening(commands, "export", "write every entry to a folder, unencrypted")
    take.add_argument("folder", metavar="FOLDER", help="a new or empty folder")
    take.add_argument("--format", choices=EXPORT_FORMATS, required=True, help="what to write")


def _opening(commands: "Commands", name: str, text: str, *, keys: bool = True) -> argparse.ArgumentParser:
    """A command that opens a vault; `keys`: not only by the passphrase."""
    command = commands.add_parser(name, help=text, description=f"{text[0].upper()}{text[1:]}.")
    command.add_argument("vault", metavar="VAULT", help="the vault's folder")
    _key_options(command, keys=keys)
    return command


def _key_options(command: argparse.ArgumentParser, *, keys: bool = True) -> None:
    if keys:
        key = command.add_mutually_exclusive_group()
        key.add_argument("--recovery-key", action="store_true", help="open it with the recovery key")
        key.add_argument("--keyring", action="store_true", help="open it with the key in this computer's keyring")
    command.add_argument("--older-copy", action="store_true", help="open it though a newer state has been open here")


def _mood(text: str) -> int:
    try:
        return _MOODS[text]
    except KeyError:
        raise argparse.ArgumentTypeError("it is a whole number from -5 to 5") from None


def _whole(text: str) -> int:
    try:
        number = int(text)
    except ValueError:
        number = 0
    if number < 1:
        raise argparse.ArgumentTypeError("it is a whole number from 1 on")
    return min(number, MOST)
