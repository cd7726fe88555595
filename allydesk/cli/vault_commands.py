"""create, verify, backup, restore, slots, passphrase, rotate, salvage."""

import argparse
from collections.abc import Sequence
from pathlib import Path

from allydesk.cli.services import Services
from allydesk.cli.terminal import Terminal
from allydesk.errors import AllydeskError, Code
from allydesk.problems import sentence
from allydesk.progress import unreported
from allydesk.storage.backup import restore as restore_backup
from allydesk.storage.secrets import Passphrase, RecoveryKey
from allydesk.storage.slots import SlotId
from allydesk.storage.verify import Finding, Trouble

DAMAGED = 4
"""The exit status of a vault with damage."""

_TOO_DAMAGED = {Code.DAMAGED_HEADER, Code.TAMPERED_HEADER, Code.DAMAGED_VAULT}
_TROUBLES = {
    Trouble.HEADER_TWIN: "One of the two copies of the header is damaged or missing.",
    Trouble.PAGES: "Pages of the database are not what was written ({places}).",
    Trouble.STRUCTURE: "The database’s structure has faults ({places}).",
    Trouble.REFERENCES: "Some parts of the database refer to what is not there ({places}).",
    Trouble.SEARCH_INDEX: "The search index does not agree with the entries.",
    Trouble.ENTRIES: "Some entries or versions can’t be read ({places}).",
    Trouble.STORY: "Some of the story room can’t be read ({places}).",
    Trouble.PRACTICE: "Some of the practice room can’t be read ({places}).",
    Trouble.ATTACHMENTS: "Some attached files are not what was kept ({places}).",
}


def create(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Make a vault."""
    vault = services.vault_at(arguments.vault)
    vault.create(terminal.new_secret("New passphrase"))
    vault.lock()
    terminal.say(f"Made the vault {vault.folder}.")
    terminal.note("Nobody can reset the passphrase. `allydesk slots VAULT add recovery` makes a recovery key to print.")
    return 0


def verify(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Look for damage; exit status 4 if there is any."""
    try:
        with services.opened(arguments, terminal) as vault:
            findings = vault.verify()
    except AllydeskError as error:
        # Too damaged to be opened is an answer too, and a script expects it in the same form.
        if arguments.json and error.code in _TOO_DAMAGED:
            terminal.say_json({"ok": False, "problems": [_problem(error.code.value, 1, sentence(error))]})
        raise
    if arguments.json:
        problems = [_problem(item.trouble.value, item.places, _said(item)) for item in findings]
        terminal.say_json({"ok": not findings, "problems": problems})
    elif findings:
        for item in findings:
            terminal.say(_said(item))
    else:
        terminal.say("No damage was found.")
    return DAMAGED if findings else 0


def backup(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Make a backup and print where it is."""
    destination = Path(arguments.destination) if arguments.destination else None
    with services.opened(arguments, terminal) as vault:
        terminal.say(str(vault.backup(destination)))
    return 0


def restore(arguments: argparse.Namespace, terminal: Terminal, _services: Services) -> int:
    """Make a vault from a backup; it opens as the backed-up one did."""
    restore_backup(Path(arguments.backup), Path(arguments.destination), progress=unreported)
    terminal.say(f"Restored to {arguments.destination}.")
    return 0


def slots(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """List, add or remove the ways to open a vault."""
    if arguments.action == "list":
        return _list_slots(arguments, terminal, services)
    with services.opened(arguments, terminal) as vault:
        if arguments.action == "remove":
            vault.remove_slot(SlotId(arguments.slot))
            terminal.say("Removed. Backups made before can still be opened with it.")
        elif arguments.kind == "recovery":
            _print_recovery_key(terminal, vault.add_recovery_key())
        else:
            vault.add_device_key()
            terminal.say("This computer’s keyring can open the vault now.")
    return 0


def passphrase(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Change the passphrase."""
    vault = services.vault_at(arguments.vault)
    vault.slots()
    old: str | None = None
    if arguments.recovery_key:
        vault.unlock(RecoveryKey(terminal.recovery_key()), accept_older=arguments.older_copy)
    else:
        old = terminal.secret("Passphrase")
        vault.unlock(Passphrase(old), accept_older=arguments.older_copy)
    try:
        vault.change_passphrase(old, terminal.new_secret("New passphrase"))
    finally:
        vault.lock()
    terminal.say("The passphrase is changed. Backups made before still open with the old one.")
    return 0


def rotate(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Encrypt the vault anew under a new key."""
    vault = services.vault_at(arguments.vault)
    vault.slots()
    words = terminal.secret("Passphrase")
    vault.unlock(Passphrase(words), accept_older=arguments.older_copy)
    try:
        lines = vault.rotate_key(words)
    finally:
        vault.lock()
    terminal.say("The vault has a new key. The passphrase is the same; backups made before keep the old key.")
    if lines:
        _print_recovery_key(terminal, lines)
    return 0


def salvage(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Bring what can be read in a damaged vault into a new one with the same passphrase."""
    damaged, new = services.vault_at(arguments.vault), services.vault_at(arguments.destination)
    damaged.slots()
    words = terminal.secret("Passphrase")
    damaged.check_secret(Passphrase(words))
    new.create(words)
    try:
        result = new.salvage_from(damaged, Passphrase(words))
    finally:
        new.lock()
    terminal.say(f"Whole: {result.whole}. In part: {result.partial}. Lost: {result.lost}.")
    if not result.story_whole:
        terminal.say("Of the story room, only some could be read.")
    if not result.practice_whole:
        terminal.say("Of the practice room, only some could be read.")
    terminal.say("The damaged vault was not changed. Keep it until you have looked at the new one.")
    return 0


def _list_slots(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    found = services.vault_at(arguments.vault).slots()
    if arguments.json:
        terminal.say_json(
            [{"id": item.id, "kind": item.kind.value, "label": item.label, "created": item.created} for item in found]
        )
    else:
        for item in found:
            terminal.say(f"{item.id}  {item.kind.value:<10}  {item.created}  {item.label}".rstrip())
    return 0


def _print_recovery_key(terminal: Terminal, lines: Sequence[str]) -> None:
    terminal.note("Write these lines down and keep them away from this computer. They are not shown again.")
    terminal.say("\n".join(lines))


def _problem(trouble: str, places: int, text: str) -> dict[str, str | int]:
    return {"trouble": trouble, "places": places, "text": text}


def _said(finding: Finding) -> str:
    return _TROUBLES[finding.trouble].format(places=finding.places)
