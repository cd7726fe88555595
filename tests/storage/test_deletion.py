"""What is deleted for good is gone from the file, not only from sight: looked for in every page, once decrypted."""

from collections.abc import Iterator
from datetime import timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2

from allydesk.errors import JournalError
from allydesk.ids import EntryId
from allydesk.journal.entry import Attachment, Content, Entry, NewAttachment, NewEntry
from allydesk.journal.search import parse
from allydesk.progress import unreported
from allydesk.storage.verify import verify_database
from tests.storage.bare import KEY, Bare, decrypted_pages, new_bare, open_bare
from tests.vaults import TestClock, at, written

# No two begin with the same letter: the index keeps only what sets a word apart from the one before it.
TITLE, TEXT, TAG, NAME, DATA = "quincunx", "sassafras", "zwieback", "oubliette", "hullabaloo" * 900
EARLIER, TYPED, IN_VERSION_TAG = "kerfuffle", "ydrasil", "xylograph"
WORDS = (TITLE, TEXT, TAG, NAME, DATA[:10], EARLIER, TYPED, IN_VERSION_TAG)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def bare(tmp_path: Path, clock: TestClock) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", clock=clock, durable=False)
    ordinary = [
        written(f"2026-0{1 + day % 9}-{1 + day % 28:02}", f"day {day}", f"ordinary words {day} " * 80)
        for day in range(60)
    ]
    made.journal.add_all(ordinary, total=60)
    yield made
    made.close()


def plant(bare: Bare, clock: TestClock) -> tuple[Entry, Attachment]:
    """An entry with a history, which has been in several places of the file."""
    journal = bare.journal
    first = Content(at("2026-03-01"), TITLE, f"{EARLIER} and more " * 200, (TAG, IN_VERSION_TAG))
    entry = journal.add(NewEntry(first, fingerprint=f"print of {TITLE}"))
    file = journal.attach(entry.id, NewAttachment(f"{NAME}.txt", f"text/{NAME}", DATA.encode()))
    for turn in range(12):
        # What was typed and taken back within one sitting is in no version, but has been in the index.
        journal.save(entry.id, Content(at("2026-03-01"), TITLE, f"{TYPED} {turn} {TEXT} " * 30, (TAG,)))
        journal.add(written("2026-03-02", "between", f"something else {turn}"))
    clock.advance(hours=1)
    journal.save(entry.id, Content(at("2026-04-01"), TITLE, f"{TEXT} " * 90, (TAG,)))
    return journal.entry(entry.id), file


def words_in(bare: Bare) -> set[str]:
    """Which of the planted words are anywhere in the decrypted pages, those that are free included."""
    content = b"".join(decrypted_pages(bare.path).values())
    return {word for word in WORDS if word.encode() in content}


def words_in_export(bare: Bare, place: Path) -> set[str]:
    """The same for a copy that is not encrypted, which SQLCipher writes itself; the index says its words there."""
    connection = sqlcipher3.dbapi2.connect(str(bare.path), isolation_level=None)
    connection.set_key(bytearray(b"x'" + KEY.hex().encode() + b"'"))
    connection.execute("ATTACH DATABASE ? AS plain KEY ''", (str(place),))
    connection.execute("SELECT sqlcipher_export('plain')")
    connection.close()
    plain = sqlcipher3.dbapi2.connect(str(place))
    plain.execute("CREATE VIRTUAL TABLE temp.words USING fts5vocab (main, entry_search, row)")
    indexed = {row[0] for row in plain.execute("SELECT term FROM temp.words")}
    plain.close()
    content = place.read_bytes()
    place.unlink()
    return {word for word in WORDS if word.encode() in content} | indexed & set(WORDS)


def check_gone(bare: Bare, entry: EntryId, place: Path) -> None:
    with pytest.raises(JournalError):
        bare.journal.entry(entry)
    assert bare.journal.newest(parse("ordinary"), limit=99)
    assert verify_database(bare.database, progress=unreported) == []
    bare.close()
    assert [path.name for path in bare.path.parent.iterdir()] == ["v.db"]
    assert words_in(bare) == set()
    assert words_in_export(bare, place) == set()
    opened = open_bare(bare.path)
    assert opened.journal.count() == 72
    opened.close()


def test_an_entry_that_is_purged_is_gone_from_every_page(bare: Bare, clock: TestClock, tmp_path: Path) -> None:
    entry, _ = plant(bare, clock)
    assert words_in(bare) == set(WORDS), "they are there to be found"
    bare.journal.trash(entry.id)
    bare.journal.purge(entry.id)
    check_gone(bare, entry.id, tmp_path / "plain.db")


def test_a_trash_that_is_emptied_is_gone_from_every_page(bare: Bare, clock: TestClock, tmp_path: Path) -> None:
    entry, _ = plant(bare, clock)
    bare.journal.trash(entry.id)
    assert bare.journal.purge_trash(before=clock.now) == 0
    clock.advance(days=31)
    assert bare.journal.purge_trash(before=clock.now - timedelta(days=30)) == 1
    check_gone(bare, entry.id, tmp_path / "plain.db")


def test_a_file_that_is_taken_away_is_gone_and_the_entry_is_not(bare: Bare, clock: TestClock) -> None:
    entry, file = plant(bare, clock)
    bare.journal.detach(file.id)
    assert words_in(bare) == set(WORDS) - {NAME, DATA[:10]}
    assert bare.journal.entry(entry.id).attachments == ()


def test_a_tag_that_nobody_has_any_longer_is_gone(bare: Bare) -> None:
    entry = bare.journal.add(written("2026-03-01", "", "", (TAG,)))
    assert words_in(bare) == {TAG}
    bare.journal.save(entry.id, Content(at("2026-03-01"), "", "", ("another",)))
    assert words_in(bare) == set()
    assert bare.journal.tag_counts() == [("another", 1)]
