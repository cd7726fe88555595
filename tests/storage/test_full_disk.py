"""A full disk: a small file system of its own, in a process of its own. Nothing acknowledged is lost."""

import json
from pathlib import Path

import pytest

from tests.processes import in_own_mounts, run_script
from tests.storage.made import Made, make


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> Made:
    return make(tmp_path_factory.mktemp("made"))


FULL_DISK = """
import json, shutil, sys
from pathlib import Path
from allydesk.errors import AllydeskError
from allydesk.journal.entry import Content, NewAttachment
from allydesk.storage.header import HEADER_NAME, decode
from allydesk.storage.secrets import Passphrase, RecoveryKey
from tests.vaults import PASSPHRASE, at, vault_at, written
disk, source, recovery = Path(sys.argv[1]), Path(sys.argv[2]), RecoveryKey(sys.argv[3])
told = {}

def attempt(name, deed):
    try:
        deed()
        told[name] = "done"
    except AllydeskError as error:
        told[name] = error.code

def fill(leave=0):
    with (disk / "filling").open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass
        file.truncate(max(0, file.tell() - leave))

def relax():
    (disk / "filling").unlink()

fill()
attempt("create", lambda: vault_at(disk / "new.allydesk").create(PASSPHRASE))
told["left by create"] = [path.name for path in disk.iterdir() if path.name != "filling"]
relax()

vault = vault_at(Path(shutil.copytree(source, disk / "V.allydesk")), state=disk.parent / "state.json")
vault.unlock(recovery)
kept = [vault.journal.add(written("2026-06-01", "before"))]
fill(leave=40_000)
try:
    while True:
        kept.append(vault.journal.add(written("2026-06-02", str(len(kept)), "words " * 300)))
except AllydeskError as error:
    told["add"] = error.code
fill()
attempt("attach", lambda: vault.journal.attach(kept[0].id, NewAttachment("n", "t", bytes(500_000))))
attempt("save", lambda: vault.journal.save(kept[0].id, Content(at("2026-06-01"), "before", "x" * 90_000)))
attempt("bulk", lambda: vault.journal.add_all([written("2026-06-01", "b", "x" * 90_000)] * 5, total=500))
attempt("recovery", vault.add_recovery_key)
attempt("backup", vault.backup)
told["left by backup"] = [path.name for path in (disk / "V.allydesk" / "backups").iterdir()]
attempt("rotate", lambda: vault.rotate_key(PASSPHRASE))
told["reads on"] = [vault.journal.entry(entry.id) for entry in kept] == kept
vault.lock()
attempt("unlock when full", lambda: vault.unlock(recovery))
told["all there"] = [vault.journal.entry(entry.id) for entry in kept] == kept
told["verify"] = [finding.trouble for finding in vault.verify()]
vault.lock()
told["at rest"] = sorted(path.name for path in (disk / "V.allydesk").iterdir())
relax()

# Now there is room for the backup, but none for what the new key needs: every page has to go into the journal.
vault.unlock(recovery)
size = (disk / "V.allydesk" / "vault.db").stat().st_size
fill(leave=size + 60_000)
attempt("rotate later", lambda: vault.rotate_key(PASSPHRASE))
relax()
last = vault.journal.add(written("2026-06-03", "after"))
vault.lock()
vault.unlock(recovery)
told["pending"] = decode((disk / "V.allydesk" / HEADER_NAME).read_bytes()).claimed.pending is not None
told["all there in the end"] = [vault.journal.entry(entry.id) for entry in [*kept, last]] == [*kept, last]
told["verify in the end"] = [finding.trouble for finding in vault.verify()]
attempt("rotate with room", lambda: vault.rotate_key(PASSPHRASE))
told["kept"] = len(kept) > 3
print(json.dumps(told))
"""


def test_a_full_disk_loses_nothing_that_was_acknowledged_and_leaves_nothing_half_made(
    made: Made, tmp_path: Path
) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    before = in_own_mounts(f"mount -t tmpfs -o size=1900k,nr_inodes=200 none '{disk}'")
    (line,) = run_script(FULL_DISK, str(disk), str(made.folder), made.recovery.text, before=before)
    assert json.loads(line) == {
        "create": "disk-full",
        "left by create": [],
        "add": "disk-full",
        "attach": "disk-full",
        "save": "disk-full",
        "bulk": "disk-full",
        "recovery": "disk-full",
        "backup": "disk-full",
        "left by backup": [],
        "rotate": "disk-full",
        "reads on": True,
        "unlock when full": "done",
        "all there": True,
        "verify": [],
        "at rest": ["backups", "header.bak", "header.json", "vault.db"],
        "rotate later": "disk-full",
        "pending": False,
        "all there in the end": True,
        "verify in the end": [],
        "rotate with room": "done",
        "kept": True,
    }
