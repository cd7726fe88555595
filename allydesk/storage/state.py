"""What this machine remembers of each vault, so that it can say when an older copy has been put back.

One small file outside every vault. It holds hashes and counters: no names, no paths.
"""

import hashlib
import json
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from allydesk.storage.files import write_durably


@dataclass(frozen=True, slots=True)
class Seen:
    """How far a vault had got when it was last open here: its header's generation and its database's."""

    header: int
    database: int


class DeviceState:
    """The file of counters. A missing or damaged file only means that nothing can be compared."""

    def __init__(self, file: Path) -> None:
        self._file = file

    def seen(self, vault_id: bytes, folder: Path) -> Seen | None:
        """What is remembered of the vault in that folder, or None."""
        item = self._load().get(_key(vault_id, folder))
        match item:
            case {"header": int(header), "database": int(database)}:
                return Seen(header, database)
        return None

    def remember(self, vault_id: bytes, folder: Path, seen: Seen) -> None:
        """Note how far the vault has got. Raises `VaultError` where the file cannot be written."""
        everything = self._load()
        everything[_key(vault_id, folder)] = {"header": seen.header, "database": seen.database}
        self._file.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_durably(self._file, json.dumps(everything, indent=1).encode("ascii"))

    def _load(self) -> dict[str, Any]:
        try:
            loaded = json.loads(self._file.read_bytes())
        except (OSError, ValueError):
            return {}
        return loaded if isinstance(loaded, dict) else {}


def _key(vault_id: bytes, folder: Path) -> str:
    """A restored copy lives in another folder and starts without a memory, as it should."""
    return hashlib.sha256(vault_id + str(folder.resolve()).encode("utf-8", "surrogateescape")).hexdigest()[:32]
