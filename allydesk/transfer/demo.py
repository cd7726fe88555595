"""The demo vault: two years of a life that never was, so that every page has something to show."""

from datetime import tzinfo
from pathlib import Path

from allydesk.journal.search import Query
from allydesk.progress import Progress, unreported
from allydesk.storage.vault import Vault
from allydesk.transfer import importing
from allydesk.transfer.source import Format

DEMO_PASSPHRASE = "demo"  # noqa: S105 - printed for everyone to use; there is nothing private in the vault
DEMO_NAME = "Demo.allydesk"


def fill(vault: Vault, *, resources: Path, zone: tzinfo, zone_name: str, progress: Progress = unreported) -> int:
    """Bring the demo's entries into an open vault; how many there are now. What is there already is not doubled."""
    source = importing.read(
        resources / "demo", format=Format.MARKDOWN, zone=zone, zone_name=zone_name, progress=progress
    )
    importing.run(source, vault.journal, progress=progress)
    return len(vault.journal.positions(Query()))
