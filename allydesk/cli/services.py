"""What the commands need from the rest of the house, handed to them by the composition root."""

import argparse
import contextlib
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from datetime import datetime, tzinfo
from pathlib import Path
from typing import TYPE_CHECKING

from allydesk.cli.terminal import Terminal

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault
    from allydesk.transfer.story.exporting import Drawing

Clock = Callable[[], datetime]


@dataclass(frozen=True, slots=True)
class Services:
    """`state_file` is this machine's memory of vaults; `zone` is the person's time zone, by its object and name.

    `log_file` is the log of facts. `open_demo` and `render` are the two commands that need the window's floor, and
    `drawing` lends what draws there, without a screen; it raises `AllydeskError(MISSING_LIBRARY)`. `locale` says how
    dates are written here ("en_GB").
    """

    clock: Clock
    zone: tzinfo
    zone_name: str
    state_file: Path
    log_file: Path
    open_demo: Callable[[Path | None], int]
    render: Callable[[Path], int]
    drawing: "Callable[[], Drawing]"
    locale: str = ""

    def vault_at(self, folder: str) -> "Vault":
        """The vault in that folder, locked."""
        # Storage takes a third of a second to import; commands that never open a vault should not wait for it.
        from allydesk.storage.state import DeviceState  # noqa: PLC0415 - late, see above
        from allydesk.storage.vault import Vault  # noqa: PLC0415 - late, see above

        return Vault(Path(folder), state=DeviceState(self.state_file), clock=self.clock)

    @contextlib.contextmanager
    def opened(self, arguments: argparse.Namespace, terminal: Terminal) -> Iterator["Vault"]:
        """The vault the arguments name, open for the length of the block."""
        from allydesk.storage.secrets import DeviceKey, Passphrase, RecoveryKey, Secret  # noqa: PLC0415 - late, see above

        vault = self.vault_at(arguments.vault)
        # Whether there is a vault at all is worth knowing before a passphrase is asked for.
        vault.slots()
        if getattr(arguments, "keyring", False):
            secret: Secret = DeviceKey()
        elif getattr(arguments, "recovery_key", False):
            secret = RecoveryKey(terminal.recovery_key())
        else:
            secret = Passphrase(terminal.secret("Passphrase"))
        vault.unlock(secret, accept_older=arguments.older_copy)
        try:
            yield vault
        finally:
            vault.lock()
