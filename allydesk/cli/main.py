"""From arguments to an exit status: 0 done, 2 usage, 3 wrong passphrase, 4 damaged, 5 in use, 1 anything else."""

import argparse
import logging
from collections.abc import Callable, Sequence
from importlib import import_module
from pathlib import Path

from allydesk.cli.parser import build_parser
from allydesk.cli.services import Services
from allydesk.cli.terminal import Terminal, UsageProblem
from allydesk.errors import AllydeskError, Code
from allydesk.problems import sentence

Command = Callable[[argparse.Namespace, Terminal, Services], int]

log = logging.getLogger(__name__)

_FAILED, _USAGE, _INTERRUPTED = 1, 2, 130
_STATUS = {
    Code.NOT_A_DATE: 2,
    Code.DATE_IMPOSSIBLE: 2,
    Code.DATE_OUT_OF_RANGE: 2,
    Code.RANGE_TURNED_ROUND: 2,
    Code.WRONG_PASSPHRASE: 3,
    Code.WRONG_RECOVERY_KEY: 3,
    Code.RECOVERY_KEY_MISTYPED: 3,
    Code.DAMAGED_HEADER: 4,
    Code.TAMPERED_HEADER: 4,
    Code.DAMAGED_VAULT: 4,
    Code.IN_USE: 5,
}
_MODULES = {
    "coach_command": ("coach",),
    "journal_commands": ("add", "list", "show", "search"),
    "scenario_commands": ("scenario",),
    "story_commands": ("moment", "lifeline", "story"),
    "transfer_commands": ("import", "export"),
    "vault_commands": ("create", "verify", "backup", "restore", "slots", "passphrase", "rotate", "salvage"),
}


def parse(arguments: Sequence[str]) -> argparse.Namespace:
    """The arguments as the parser sees them. Raises `SystemExit(2)` as argparse does, its message on stderr."""
    return build_parser().parse_args(arguments)


def run(arguments: argparse.Namespace, *, terminal: Terminal, services: Services) -> int:
    """Carry out the command; its exit status. An error is one sentence on standard error."""
    return in_words(
        lambda: _command(arguments.command)(arguments, terminal, services),
        terminal=terminal,
        log_file=services.log_file,
    )


def in_words(work: Callable[[], int], *, terminal: Terminal, log_file: Path) -> int:
    """Do the work; its exit status. An error is one sentence on standard error, and a bug stands in the log."""
    try:
        status = work()
        terminal.finish()
        return status
    except UsageProblem as problem:
        terminal.note(f"allydesk: {problem}")
        return _USAGE
    except AllydeskError as error:
        terminal.note(f"allydesk: {sentence(error)}")
        return _STATUS.get(error.code, _FAILED)
    except KeyboardInterrupt:
        terminal.note("allydesk: Stopped.")
        return _INTERRUPTED
    except BrokenPipeError:
        raise  # whoever read our output has gone; `__main__` knows what to do
    except Exception as problem:
        # A bug. Its message, and Python's own way of showing it, may quote what somebody wrote; the log does not.
        log.exception("a bug")
        kind = type(problem).__name__
        terminal.note(f"allydesk: Something in Allydesk went wrong ({kind}); where, stands in {log_file}.")
        return _FAILED


def _command(name: str) -> Command:
    if name == "demo":
        return lambda arguments, _terminal, services: services.open_demo(arguments.vault and Path(arguments.vault))
    if name == "shots":
        return lambda arguments, _terminal, services: services.render(Path(arguments.folder))
    module = next(module for module, names in _MODULES.items() if name in names)
    # Each command imports only what it needs; listing slots should not wait for the importers.
    function = "list_" if name == "list" else "import_" if name == "import" else name
    command: Command = getattr(import_module(f"allydesk.cli.{module}"), function)
    return command
