"""Where things lie on this machine, outside every vault."""

import os
from dataclasses import dataclass
from pathlib import Path
from typing import Self

from platformdirs import PlatformDirs


@dataclass(frozen=True, slots=True)
class Paths:
    """The places Allydesk uses. None of them need exist: whoever writes first makes the folder.

    `settings_file` holds choices, `state_folder` what this machine alone remembers, `log_folder` the log of facts, and
    `vaults_folder` is where a new vault is offered a place.
    """

    settings_file: Path
    state_folder: Path
    log_folder: Path
    vaults_folder: Path

    @property
    def device_state_file(self) -> Path:
        """How far each vault had got when it was last open here."""
        return self.state_folder / "vaults.json"

    @property
    def log_file(self) -> Path:
        """The log of facts."""
        return self.log_folder / "allydesk.log"

    @classmethod
    def of_this_person(cls) -> Self:
        """The places the system gives to the person who is logged in."""
        system = PlatformDirs("allydesk", appauthor=False, roaming=False)
        documents = Path(system.user_documents_dir)
        return cls(
            settings_file=Path(system.user_config_dir) / "settings.json",
            state_folder=Path(system.user_state_dir),
            log_folder=Path(system.user_log_dir),
            vaults_folder=documents if _is_usable(documents) else Path.home(),
        )

    @classmethod
    def under(cls, root: Path) -> Self:
        """Everything inside one folder, for a test or a picture."""
        return cls(
            settings_file=root / "settings.json",
            state_folder=root / "state",
            log_folder=root / "log",
            vaults_folder=root,
        )


def _is_usable(folder: Path) -> bool:
    return folder.is_dir() and os.access(folder, os.W_OK | os.X_OK)
