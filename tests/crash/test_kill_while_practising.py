"""Killed while somebody practises: a run is finished with its cards or not at all, and nothing acknowledged is lost."""

import random
from pathlib import Path

from allydesk.practice.run import Wrote
from allydesk.progress import unreported
from allydesk.storage.opened import contents_of
from allydesk.storage.practice_shelf import PracticeShelf
from allydesk.storage.verify import verify_database
from tests.processes import Nursery, be_busy, busy_turns
from tests.storage.bare import open_bare
from tests.storage.lifelines import open_room
from tests.vaults import TestClock

KILLS = 15


def times_done(shelf: PracticeShelf) -> tuple[int, int]:
    """How many runs were finished, and how many of them reflected on, as all there is says alike."""
    runs = [shelf.run(one.id) for one in reversed(shelf.runs())]
    finished = [run for run in runs if run.finished is not None]
    for run in runs:
        number = run.ending
        assert {*run.moves} == {Wrote(f"{number} " * 900)}
        if run.finished is None:
            assert (run.observed, shelf.versions(run.id)) == ((), [])
            continue
        assert len(run.moves) == 2
        assert [seen.behaviour for seen in run.observed] == [number]
        assert [old.run.reflection.note for old in shelf.versions(run.id)] == ([""] if run.reflection.note else [])
    assert [one.observed.behaviour for one in shelf.observations()] == [run.ending for run in finished]
    last = int(finished[-1].ending) if finished else 0
    assert [card.stability for card in shelf.cards()] == ([last] if last else [])
    reflected = [int(run.ending) for run in finished if run.reflection.note]
    return last, max(reflected, default=0)


def test_a_room_that_is_killed_while_somebody_practises(tmp_path: Path) -> None:
    chance = random.Random(21)  # noqa: S311 - the same each time is what is wanted
    with open_room(tmp_path):
        pass
    done = {"finished": 0, "reflected": 0}
    heard = 0
    with Nursery("tests.crash.deeds") as nursery:
        for _ in range(KILLS):
            child = nursery.bear("practise", path=str(tmp_path / "v.db"))
            child.hear(chance.randrange(9))
            be_busy(busy_turns(chance, most=400_000))
            assert child.kill().was_killed
            acknowledged = done | {kind: int(number) for kind, number in (line.split() for line in child.lines[1:])}
            heard += len(child.lines) - 1
            opened = open_bare(tmp_path / "v.db")
            shelf = contents_of(opened.database, TestClock()).practice
            done = dict(zip(done, times_done(shelf), strict=True))
            # What was done but not yet acknowledged is there as well: numbers may leave out a run that was only begun.
            next_one = len(shelf.runs())
            opened.close()
            for kind, number in acknowledged.items():
                assert number <= done[kind] <= max(number, next_one)
    assert heard >= KILLS, "they were heard to do so much at the least"
    opened = open_bare(tmp_path / "v.db")
    assert verify_database(opened.database, progress=unreported) == []
    opened.close()
    assert [path.name for path in tmp_path.iterdir()] == ["v.db"]
