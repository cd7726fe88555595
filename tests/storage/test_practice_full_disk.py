"""A full disk while somebody practises: what was there stays as it was, and it goes on when there is room."""

import json
from pathlib import Path

from tests.processes import in_own_mounts, run_script

FULL_DISK = """
import json, random, sys
from dataclasses import replace
from pathlib import Path
from allydesk.errors import AllydeskError
from allydesk.practice.ids import new_commitment_id, new_own_scenario_id
from allydesk.practice.run import Commitment, OwnScenario, Reflection, Wrote
from allydesk.practice.skills import Skill
from allydesk.progress import unreported
from allydesk.storage.verify import verify_database
from tests.fixtures.practice_room import bare_run, card_of, full_run, practised
from tests.storage.lifelines import open_room
disk = Path(sys.argv[1])
told = {}

def attempt(name, deed):
    try:
        deed()
        told[name] = "done"
    except AllydeskError as error:
        told[name] = error.code

def fill():
    with (disk / "filling").open("ab", buffering=0) as file:
        try:
            while True:
                file.write(bytes(4096))
        except OSError:
            pass

with open_room(disk) as room:
    shelf, now = room.practice, room.clock.now
    begun, reflected = bare_run(), full_run()
    for run in (begun, reflected):
        shelf.keep_run(run)
    promise = Commitment(new_commitment_id(), "c", "r", now)
    shelf.keep_commitment(promise)
    shelf.keep_cards([card := card_of(reflected, Skill.NAMING)])
    room.clock.advance(hours=1)
    before = practised(room.contents)
    fill()
    long = random.Random(1).randbytes(60_000).hex()
    finished = replace(reflected, id=begun.id, moves=(Wrote(long),))
    deeds = {
        "play": lambda: shelf.keep_run(replace(begun, moves=(Wrote(long),))),
        "finish": lambda: shelf.finish_run(finished, [replace(card, stability=9.0)]),
        "reflect": lambda: shelf.keep_run(replace(reflected, reflection=Reflection(long))),
        "promise": lambda: shelf.keep_commitment(replace(promise, note=long)),
        "add": lambda: shelf.add_scenario(OwnScenario(new_own_scenario_id(), "a.yaml", long, now)),
    }
    for name, deed in deeds.items():
        attempt(name, deed)
    told["as it was"] = practised(room.contents) == before
    (disk / "filling").unlink()
    for name, deed in deeds.items():
        attempt(name + " later", deed)
    told["finished"] = shelf.run(begun.id) == finished
    told["cards"] = [one.stability for one in shelf.cards()]
    told["versions"] = [one.run == reflected for one in shelf.versions(reflected.id)]
    told["scenarios"] = len(shelf.own_scenarios())
    told["verify"] = [finding.trouble for finding in verify_database(room.bare.database, progress=unreported)]
print(json.dumps(told))
"""


def test_a_full_disk_changes_nothing_that_is_there(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    before = in_own_mounts(f"mount -t tmpfs -o size=4000k,nr_inodes=100 none '{disk}'")
    (line,) = run_script(FULL_DISK, str(disk), before=before)
    deeds = ("play", "finish", "reflect", "promise", "add")
    assert json.loads(line) == {
        **dict.fromkeys(deeds, "disk-full"),
        "as it was": True,
        **dict.fromkeys((f"{deed} later" for deed in deeds), "done"),
        "finished": True,
        "cards": [9.0],
        "versions": [True],
        "scenarios": 1,
        "verify": [],
    }
