"""The main job without a window: a demo vault, an entry written, found and shown, and every page as a picture."""

import shutil
import tempfile
from pathlib import Path

from allydesk.cli.services import Services
from allydesk.cli.terminal import Terminal

DEMO_NAME = "Demo.allydesk"
_PROJECT_MARK = "pyproject.toml"
_ENTRY = (
    "Said the name back, and asked whether that was right. It was not, quite. The second time it was, and the talk "
    "went on as if nothing had happened, which was the point."
)
_QUERY = '"the name" -rain'


def make_demo(services: Services, folder: Path, *, terminal: Terminal, resources: Path) -> None:
    """Make the demo vault in `folder` if it is not there, and say where it is and how it opens."""
    # Late, like every import of storage: a third of a second that `allydesk --help` should not cost.
    from allydesk.transfer.demo import DEMO_PASSPHRASE, fill  # noqa: PLC0415 - late, see above

    vault = services.vault_at(str(folder))
    if not vault.exists:
        vault.create(DEMO_PASSPHRASE)
        try:
            fill(vault, resources=resources, zone=services.zone, zone_name=services.zone_name)
        finally:
            vault.lock()
    terminal.say(f"The demo vault is {folder}. Its passphrase is: {DEMO_PASSPHRASE}")


def tour(services: Services, *, terminal: Terminal, resources: Path) -> int:
    """Do it all, and say where to look; the exit status."""
    from allydesk.journal.entry import Content, NewEntry  # noqa: PLC0415 - late, see above
    from allydesk.journal.search import parse  # noqa: PLC0415 - late, see above
    from allydesk.journal.timestamp import Timestamp  # noqa: PLC0415 - late, see above
    from allydesk.storage.secrets import Passphrase  # noqa: PLC0415 - late, see above
    from allydesk.transfer.demo import DEMO_PASSPHRASE  # noqa: PLC0415 - late, see above

    place = _place()
    folder = place / "demo" / DEMO_NAME
    shutil.rmtree(folder, ignore_errors=True)
    make_demo(services, folder, terminal=terminal, resources=resources)
    vault = services.vault_at(str(folder))
    vault.unlock(Passphrase(DEMO_PASSPHRASE))
    try:
        created = Timestamp.from_aware(services.clock(), zone=services.zone_name)
        written = vault.journal.add(NewEntry(Content(created, "A name, said right", _ENTRY, ("names",))))
        terminal.say(f"Wrote the entry {written.id}.")
        found = vault.journal.newest(parse(_QUERY), limit=50)
        terminal.say(f"Found it by {_QUERY}: {written.id in {item.id for item in found}}, among {len(found)}.")
        shown = vault.journal.entry(written.id).content
        terminal.say(f"\n{shown.title}\n{shown.created.isoformat()}\n\n{shown.text}\n")
    finally:
        vault.lock()
    terminal.note("Every page as a picture takes a little while.")
    return services.render(place / "pages")


def _place() -> Path:
    """In our own checkout its build folder; anywhere else, a folder that no one else can read."""
    checkout = Path(__file__).resolve().parents[1]
    if (checkout / _PROJECT_MARK).is_file() and Path.cwd() == checkout:
        return Path("build")
    return Path(tempfile.mkdtemp(prefix="allydesk-"))
