"""What the children of the crash tests do until they are killed."""

import hashlib
import random
from collections.abc import Callable, Mapping
from dataclasses import replace
from io import BytesIO
from pathlib import Path

from allydesk.journal.entry import Content, Entry
from allydesk.practice.run import Observed, Reflection, Wrote
from allydesk.practice.skills import Skill
from allydesk.progress import unreported
from allydesk.storage import recovery as recovery_keys
from allydesk.storage import rotation
from allydesk.storage.journal import Journal
from allydesk.storage.keys import FLOOR, new_key, prepare_passphrase
from allydesk.storage.opened import contents_of
from allydesk.storage.secrets import RecoveryKey
from allydesk.storage.slots import SlotKind
from allydesk.story.lifeline import Birth, Change, Chapter, Edit, KeptFile, Moment, Record, Theme
from allydesk.story.telling import Telling
from tests.fixtures.practice_room import bare_run, card_of
from tests.processes import say
from tests.storage.bare import open_bare
from tests.vaults import PASSPHRASE, TestClock, at, vault_at, written


def revision(entry: Entry) -> str:
    """A short name for the state an entry is in."""
    return hashlib.sha256(repr(entry.content).encode()).hexdigest()[:16]


def save_by_key(path: str, seed: int) -> None:
    """Write without end into a database that is opened by its key."""
    opened = open_bare(Path(path))
    say("open")
    _write_without_end(opened.journal, seed)


def save_by_vault(folder: str, recovery: str, seed: int) -> None:
    """Write without end into a vault that is unlocked."""
    vault = vault_at(Path(folder))
    vault.unlock(RecoveryKey(recovery))
    say("open")
    _write_without_end(vault.journal, seed)


def _write_without_end(journal: Journal, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same each time is what is wanted
    mine: list[Entry] = []
    while True:
        length = chance.choice([0, 20, 400, 3000])
        words = " ".join(chance.choices(("storm", "sea", "lamp", "quiet", "letter", "home"), k=length))
        if mine and chance.random() < 0.5:
            before = chance.choice(mine)
            created = at(f"2026-05-{chance.randrange(1, 29):02}") if chance.random() < 0.3 else before.content.created
            saved = journal.save(before.id, Content(created, f"saved {seed}", words, ("saved",)))
            mine[mine.index(before)] = saved
        else:
            saved = journal.add(written(f"2026-06-{chance.randrange(1, 29):02}", f"added {seed}", words, ("added",)))
            mine.append(saved)
        # Only now is it acknowledged.
        say(f"{saved.id} {revision(saved)}")


def tell(path: str) -> None:
    """Change a lifeline and a story without end: everything in them says how often."""
    opened = open_bare(Path(path))
    clock = TestClock()
    room = contents_of(opened.database, clock)
    [moment] = room.lifeline.whole().moments.values()
    [story] = room.stories.all()
    number, told = int(moment.title), int(story.telling.title)
    # Each time in a sitting of its own, so that versions are kept.
    clock.advance(minutes=11 * number)
    say("open")
    while True:
        number, told = number + 1, told + 1
        clock.advance(minutes=11)
        data = str(number).encode() * 10_000
        photo = room.story_files.add(name=f"{number}.png", media_type="image/png", source=BytesIO(data), size=len(data))
        whole = room.lifeline.whole()
        records: list[Record] = [*whole.moments.values(), *whole.chapters.values(), *whole.themes.values()]
        changes = tuple(Change(record, renamed(record, str(number), photo)) for record in records)
        room.lifeline.apply(Edit("Rename", changes))
        say(f"lifeline {number}")
        room.stories.save(story.id, Telling(str(told), text=f"{told} " * 900))
        say(f"story {told}")


def practise(path: str) -> None:
    """Begin runs, play, finish and reflect on them without end: each says in all its places which it is."""
    opened = open_bare(Path(path))
    clock = TestClock()
    shelf = contents_of(opened.database, clock).practice
    number = len(shelf.runs())
    clock.advance(days=number)
    say("open")
    while True:
        number += 1
        clock.advance(days=1)
        run = bare_run(begun=clock.now, modified=clock.now, ending=f"{number}")
        for _ in range(2):
            run = replace(run, moves=(*run.moves, Wrote(f"{number} " * 900)))
            shelf.keep_run(run)
        seen = (Observed(Skill.NAMING, 2, f"{number}"),)
        run = replace(run, observed=seen, finished=clock.now, reflection=Reflection(f"{number}"))
        shelf.finish_run(run, [replace(card_of(run, Skill.NAMING), stability=float(number))])
        say(f"finished {number}")
        clock.advance(hours=1)
        shelf.keep_run(replace(run, reflection=Reflection(f"{number}", note="later")))
        say(f"reflected {number}")


def renamed(record: Record, name: str, photo: KeptFile) -> Record:
    """The record under another name; a moment with another photo, too."""
    match record:
        case Moment():
            return replace(record, title=name, note=name, people=(name,), photos=(photo,))
        case Chapter():
            return replace(record, title=name)
        case Theme():
            return replace(record, name=name)
        case Birth():
            return record


def rotate(folder: str, recovery: str) -> None:
    """Bring a vault under another key; what comes before, and takes long, is done when it says so."""
    vault = vault_at(Path(folder))
    vault.unlock(RecoveryKey(recovery))
    opened = vault._opened()
    fresh, vault_id, stamp = new_key(), opened.header.vault_id, opened.header.created
    words = vault._seal(SlotKind.PASSPHRASE, prepare_passphrase(PASSPHRASE), fresh, vault_id, kdf=FLOOR)
    # The same secret as before, so that the next round needs no derivation to begin.
    printed = vault._seal(SlotKind.RECOVERY, recovery_keys.read(recovery), fresh, vault_id)
    say("ready")
    rotation.rotate(opened, fresh, (words, replace(printed, created=stamp)))
    say("done")


def back_up(folder: str, recovery: str) -> None:
    """Make backups without end."""
    vault = vault_at(Path(folder))
    vault.unlock(RecoveryKey(recovery))
    say("ready")
    while True:
        say(vault.backup(progress=unreported).name)


DEEDS: Mapping[str, Callable[..., object]] = {
    "save by key": save_by_key,
    "save by vault": save_by_vault,
    "tell": tell,
    "practise": practise,
    "rotate": rotate,
    "back up": back_up,
}
