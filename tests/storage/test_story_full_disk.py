"""A full disk while the story room is changed: what was there stays as it was, and it goes on when there is room."""

import json
from pathlib import Path

from tests.processes import in_own_mounts, run_script

FULL_DISK = """
import json, random, sys
from dataclasses import replace
from pathlib import Path
from allydesk.errors import AllydeskError
from allydesk.progress import unreported
from allydesk.storage.verify import verify_database
from allydesk.story.ids import new_take_id
from allydesk.story.lifeline import Birth, Change, Edit
from allydesk.story.telling import MentorProfile, Take, Telling
from tests.fixtures.story_room import DATES
from tests.storage.lifelines import moment, open_room
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
    kept = [moment(str(number), photos=(room.file(),), people=("Ruth",), date=DATES[0]) for number in range(9)]
    room.keep(*kept, Birth(DATES[1]))
    story = room.stories.add(Telling("a"))
    room.stories.keep_take(taken := Take(new_take_id(), story.id, room.clock.now, 1, 1))
    room.clock.advance(hours=1)
    before = room.bare.journal.story_room(), room.file_ids()
    fill()
    long = random.Random(1).randbytes(60_000).hex()
    change = Edit("Change", (*(Change(one, replace(one, note=long)) for one in kept[:4]), Change(kept[5], None)))
    deeds = {
        "change": lambda: room.lifeline.apply(change),
        "photo": lambda: room.file("b.png", bytes(500_000)),
        "story": lambda: room.stories.save(story.id, Telling("b", "", long)),
        "take": lambda: room.stories.keep_take(replace(taken, notes=long)),
        "profile": lambda: room.stories.save_profile(MentorProfile("Ada", long)),
    }
    for name, deed in deeds.items():
        attempt(name, deed)
    told["as it was"] = (room.bare.journal.story_room(), room.file_ids()) == before
    (disk / "filling").unlink()
    for name, deed in deeds.items():
        attempt(name + " later", deed)
    told["versions"] = [len(room.lifeline.versions(one.id)) for one in kept]
    told["removed"] = [one.record == kept[5] for one in room.lifeline.removed()]
    told["verify"] = [finding.trouble for finding in verify_database(room.bare.database, progress=unreported)]
print(json.dumps(told))
"""


def test_a_full_disk_changes_nothing_that_is_there(tmp_path: Path) -> None:
    disk = tmp_path / "disk"
    disk.mkdir()
    before = in_own_mounts(f"mount -t tmpfs -o size=4000k,nr_inodes=100 none '{disk}'")
    (line,) = run_script(FULL_DISK, str(disk), before=before)
    assert json.loads(line) == {
        **dict.fromkeys(("change", "photo", "story", "take", "profile"), "disk-full"),
        "as it was": True,
        **dict.fromkeys(("change later", "photo later", "story later", "take later", "profile later"), "done"),
        "versions": [1, 1, 1, 1, 0, 1, 0, 0, 0],
        "removed": [True],
        "verify": [],
    }
