"""The vault and the journal in it, measured against the bare database."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import UTC, datetime
from functools import partial
from itertools import count
from pathlib import Path

from cryptography.hazmat.primitives.kdf.argon2 import Argon2id

from allydesk.journal.entry import NewEntry
from allydesk.journal.search import parse
from allydesk.storage.keys import DEFAULT, FLOOR, argon2id
from allydesk.storage.opened import DATABASE_FILE
from allydesk.storage.secrets import RecoveryKey
from allydesk.storage.state import DeviceState
from allydesk.storage.vault import Vault
from allydesk.transfer import exporting, importing
from tests.bench import corpus
from tests.bench.bare import BareJournal, prepared
from tests.bench.measure import Row, Target, alternate, seconds

_SEARCHES = {
    "a rare word": (corpus.RARE, corpus.RARE),
    "a medium word": (corpus.MEDIUM, corpus.MEDIUM),
    "a prefix": (f"{corpus.PREFIX}*", f"{corpus.PREFIX}*"),
    "a phrase": (f'"{corpus.PHRASE}"', f'"{corpus.PHRASE}"'),
    "two words": (corpus.TWO_WORDS, corpus.TWO_WORDS),
}
_MIDDLE_YEAR = 2012


@dataclass(slots=True)
class Ground:
    """Both journals with the same entries, and the folder that holds them."""

    size: int
    folder: Path
    entries: list[NewEntry]
    vault: Vault
    key: RecoveryKey
    bare: BareJournal


def new_vault(folder: Path) -> Vault:
    """An empty vault, open, with the cheapest key derivation there is."""
    vault = Vault(folder, state=DeviceState(folder.parent / "state.json"), clock=lambda: datetime.now(UTC))
    vault.create("a passphrase for nothing", kdf=FLOOR)
    return vault


def fill(size: int, folder: Path) -> tuple[Ground, Row]:
    """Both journals filled, which is a row itself."""
    entries = list(corpus.entries(size))
    vault, bare = new_vault(folder / "Bench.allydesk"), BareJournal(folder / "bare.db")
    rows, tags, names = prepared(entries)
    floor = seconds(lambda: bare.fill(rows, tags, names))
    ours = seconds(lambda: vault.journal.add_all(iter(entries), total=size))
    key = RecoveryKey("\n".join(vault.add_recovery_key()))
    ground = Ground(size, folder, entries, vault, key, bare)
    return ground, Row("bulk insert, encrypted and indexed", size, "s", ours, floor)


def storage_rows(ground: Ground) -> Iterator[Callable[[], Row]]:
    """One measurement a row, to be made in this order."""
    searches = [partial(_search, ground, name, *words, Target(times_floor=2)) for name, words in _SEARCHES.items()]
    commonest = partial(_search, ground, "the commonest word", corpus.COMMONEST, corpus.COMMONEST, Target(at_most=3))
    for measure in (_file_size, _unlock, _newest, _middle):
        yield partial(measure, ground)
    yield from searches
    yield commonest
    for measure in (_how_many, _calendar, _tags, _save):
        yield partial(measure, ground)
    yield partial(_import_from, ground, "JSON", exporting.export_json, Target(times_floor=2))
    yield partial(_import_from, ground, "Markdown", exporting.export_markdown, Target(times_floor=3))


def argon2_row() -> Row:
    """The derivation a new vault asks for on a machine with the memory for it."""
    salt = bytes(32)

    def floor() -> None:
        Argon2id(
            salt=salt, length=32, iterations=DEFAULT.passes, lanes=DEFAULT.lanes, memory_cost=DEFAULT.memory_kib
        ).derive(b"a passphrase for nothing")

    ours, bare_time = alternate(
        lambda: argon2id(bytearray(b"a passphrase for nothing"), salt=salt, kdf=DEFAULT), floor, repeats=5
    )
    return Row("Argon2id, 256 MiB, 3, 4", 0, "ms", ours, bare_time, note="calibrated for each vault")


def _unlock(ground: Ground) -> Row:
    def bare() -> None:
        ground.bare.open()
        ground.bare.newest()

    def ours() -> None:
        ground.vault.unlock(ground.key)
        ground.vault.journal.newest(limit=50)

    ground.vault.lock()
    ground.bare.close()
    mine, floor = alternate(ours, bare, repeats=9, after_ours=ground.vault.lock, after_floor=ground.bare.close)
    ground.vault.unlock(ground.key)
    ground.bare.open()
    return Row("unlock to the newest 50, key derivation aside", ground.size, "ms", mine, floor, Target(at_most=100))


def _newest(ground: Ground) -> Row:
    mine, floor = alternate(lambda: ground.vault.journal.newest(limit=50), ground.bare.newest, repeats=201)
    return Row("the newest 50", ground.size, "ms", mine, floor, Target(at_most=1))


def _middle(ground: Ground) -> Row:
    journal = ground.vault.journal
    positions = journal.positions()
    half = len(positions) // 2
    page = positions[half : half + 50]
    newest = ground.entries[-1 - half].content.created.instant
    if (len(journal.summaries(page)), len(ground.bare.before(newest))) != (50, 50):
        raise AssertionError("not the same page")
    mine, floor = alternate(lambda: journal.summaries(page), lambda: ground.bare.before(newest), repeats=201)
    return Row("50 from the middle", ground.size, "ms", mine, floor, Target(at_most=1))


def _search(ground: Ground, name: str, query: str, match: str, target: Target) -> Row:
    journal = ground.vault.journal
    parsed = parse(query)
    found, expected = len(journal.newest(parsed, limit=50)), len(ground.bare.search(match))
    if found != expected:
        raise AssertionError("the two journals find different entries")
    mine, floor = alternate(lambda: journal.newest(parsed, limit=50), lambda: ground.bare.search(match), repeats=51)
    return Row(f"search {name}", ground.size, "ms", mine, floor, target, note=f"{found} shown")


def _how_many(ground: Ground) -> Row:
    query = parse(corpus.COMMONEST)
    mine, floor = alternate(
        lambda: len(ground.vault.journal.positions(query)),
        lambda: len(ground.bare.matching(corpus.COMMONEST)),
        repeats=11,
    )
    return Row("how many matched, the commonest word", ground.size, "ms", mine, floor, note="after the first rows")


def _calendar(ground: Ground) -> Row:
    days = [new.content.created for new in ground.entries if new.content.created.local.year == _MIDDLE_YEAR]
    first, last = days[0].instant, days[-1].instant
    mine, floor = alternate(
        lambda: ground.vault.journal.days_written(_MIDDLE_YEAR), lambda: ground.bare.days(first, last), repeats=51
    )
    return Row("calendar of a year", ground.size, "ms", mine, floor, Target(times_floor=2))


def _tags(ground: Ground) -> Row:
    mine, floor = alternate(ground.vault.journal.tag_counts, ground.bare.tag_counts, repeats=21)
    return Row("tag counts", ground.size, "ms", mine, floor, Target(times_floor=2))


def _save(ground: Ground) -> Row:
    journal = ground.vault.journal
    chosen = ground.entries[ground.size // 2].content
    [entry_id] = (each.id for each in journal.each() if each.content.created == chosen.created)
    mine_turn, bare_turn = count(), count()

    def ours() -> None:
        journal.save(entry_id, replace(chosen, text=f"{chosen.text} {next(mine_turn)}"))

    mine, floor = alternate(
        ours, lambda: ground.bare.save(chosen.created.instant, f"{chosen.text} {next(bare_turn)}"), repeats=31
    )
    return Row("save one entry, durable", ground.size, "ms", mine, floor, Target(times_floor=1.3))


def _file_size(ground: Ground) -> Row:
    ours, floor = (
        path.stat().st_size / ground.size / 1000 for path in (ground.vault.folder / DATABASE_FILE, ground.bare.path)
    )
    return Row("file size an entry", ground.size, "kB", ours, floor, Target(times_floor=1.2))


def _import_from(ground: Ground, name: str, export: Callable[..., int], target: Target) -> Row:
    """Reading the source through and bringing it in, against the bare insert of the same rows."""
    source = ground.folder / name
    export(ground.vault.journal, source)
    vault = new_vault(ground.folder / f"From {name}.allydesk")
    bare = BareJournal(ground.folder / f"{name}.db")
    rows, tags, names = prepared(ground.entries)

    def ours() -> None:
        importing.run(importing.read(source, zone=UTC, zone_name="UTC"), vault.journal)

    floor = seconds(lambda: bare.fill(rows, tags, names))
    mine = seconds(ours)
    brought = vault.journal.count()
    vault.lock()
    bare.close()
    if brought != ground.size:
        raise AssertionError("not everything came in")
    return Row(f"import from {name}", ground.size, "s", mine, floor, target)
