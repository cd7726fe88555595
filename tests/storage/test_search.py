"""Searching: whatever a person wrote is found by its words, and a list is the same from whichever side it is asked."""

import random
import unicodedata
from collections.abc import Iterator, Sequence
from datetime import date, datetime, timedelta
from pathlib import Path

import pytest
import sqlcipher3.dbapi2
from hypothesis import assume, example, given, settings
from hypothesis import strategies as st

from allydesk.ids import EntryId
from allydesk.journal.entry import MATCH_END, MATCH_START, Content, Entry, NewEntry
from allydesk.journal.search import Query, Term, parse
from allydesk.journal.tags import tag_key
from allydesk.journal.timestamp import Timestamp
from allydesk.progress import unreported
from allydesk.storage.verify import verify_database
from allydesk.text import clean
from tests.storage.bare import Bare, new_bare
from tests.vaults import at, written

thorough = settings(deadline=None, max_examples=50)

SCRIPTS = (
    "abc XYZ àéîøü ßſİıŁ",
    "日本語 漢字 かな カナ 한국어",
    "ไทย สวัสดี ลาว မြန်မာ ខ្មែរ ᦀᦁᦵᧈ",
    "שלום עולם مرحبا بالعالم\u200f\u202b",
    "हिन्दी தமிழ் ქართული ᲐᲑ кириллица Ѣ ελληνικά",
    "🏳️\u200d🌈 👩\u200d🚀 👍🏽 🇺🇦 🫠 ☕",
    "e\u0301 o\u0308 n\u0303 \u0301 \u1cf2 \u0f0b",
    "\"'`-*:()[]{}^~+|&!?.,;/\\%_#@$<>=…“”‘’—",
    "0123456789 ½ ² Ⅷ ٣ १",
    "OR AND NOT NEAR tag: before: on: -x *",
    "\t\n\u2028\u00a0\u3000\x1c\x85",
)
signs = st.one_of(
    *(st.sampled_from(script) for script in SCRIPTS), st.sampled_from(" " * 3), st.characters(exclude_categories=["Cs"])
)
texts = st.one_of(
    st.lists(signs, max_size=40).map("".join),
    st.lists(st.sampled_from(" ".join(SCRIPTS).split(" ")), max_size=12).map(" ".join),
)


@pytest.fixture(scope="module")
def bare(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    """One database for all examples; each begins by emptying it."""
    made = new_bare(tmp_path_factory.mktemp("search") / "v.db", durable=False)
    yield made
    made.close()


def hold(bare: Bare, new: Sequence[NewEntry]) -> list[Entry]:
    """The database with these entries and no others; as they are kept, in the order given."""
    with bare.database.write() as connection:
        connection.exec_driver_sql("DELETE FROM entry")
        connection.exec_driver_sql("DELETE FROM tag")
    return [bare.journal.add(one) for one in new]


def found(bare: Bare, query: str | Query) -> set[EntryId]:
    """What a search finds, asked in each of the ways there are, which have to agree."""
    asked = parse(query) if isinstance(query, str) else query
    positions = bare.journal.positions(asked)
    rows = bare.journal.newest(asked, limit=99)
    assert [row.position for row in rows] == list(positions)
    assert bare.journal.summaries(positions, asked) == rows
    assert bare.journal.positions(asked, limit=2) == positions[:2]
    assert bare.journal.newest(asked, limit=2) == rows[:2]
    assert bare.journal.summaries(positions[1:3], asked) == rows[1:3]
    return {row.id for row in rows}


def safely(word: str, *, minus: bool = False, star: bool = False) -> str:
    """A word as a query that means this very word, whatever is in it. Quotes cannot stand in quotes: they split it."""
    pieces = [piece for piece in word.split('"') if piece]
    last = len(pieces) - 1
    return " ".join(f'{"-" * minus}"{piece}"{"*" * (star and number == last)}' for number, piece in enumerate(pieces))


def words_of(entry: Entry) -> list[str]:
    return f"{entry.content.title} {entry.content.text}".split()


# Words


@given(st.lists(st.tuples(texts, texts), min_size=1, max_size=3))
@example([("", "ᦀᦁᦵᧈ \u1cf2")])
@example([("", "a\u1cf2 x\u0301\u0302 -*: OR")])
@thorough
def test_every_word_finds_what_it_is_in(bare: Bare, pairs: list[tuple[str, str]]) -> None:
    entries = hold(bare, [written("2026-05-01", title, text) for title, text in pairs])
    for entry in entries:
        for word in set(words_of(entry)):
            assert entry.id in found(bare, safely(word)), ascii(word)
        everything = " ".join(map(safely, words_of(entry)))
        assert entry.id in found(bare, everything)


@given(st.lists(texts, min_size=1, max_size=3), st.data())
@thorough
def test_a_word_that_is_excluded_keeps_out_all_it_is_in(bare: Bare, several: list[str], data: st.DataObject) -> None:
    entries = hold(bare, [written("2026-05-01", "every title", text) for text in several])
    words = sorted({word for entry in entries for word in entry.content.text.split() if word.strip('"')})
    assume(words)
    word = data.draw(st.sampled_from(words))
    containing = {entry.id for entry in entries if word in entry.content.text.split()}
    assert not found(bare, safely(word, minus=True)) & containing
    assert not found(bare, f"title {safely(word, minus=True)}") & containing
    assert found(bare, f"{safely(word)} {safely(word, minus=True)}") == set()


@given(st.lists(texts, min_size=1, max_size=3), st.data())
@thorough
def test_a_beginning_finds_the_word(bare: Bare, several: list[str], data: st.DataObject) -> None:
    entries = hold(bare, [written("2026-05-01", "", text) for text in several])
    words = [(entry.id, word) for entry in entries for word in entry.content.text.split()]
    assume(words)
    entry, word = data.draw(st.sampled_from(words))
    beginning = word[: data.draw(st.integers(1, len(word)))]
    assert entry in found(bare, safely(beginning, star=True)), ascii((word, beginning))
    if beginning.isalpha() and len(beginning) > 1:
        assert entry in found(bare, f"{beginning}*")
        assert entry in found(bare, parse(beginning, typing=True))


@given(texts, st.booleans())
@thorough
def test_whatever_is_typed_is_answered(bare: Bare, typed: str, typing: bool) -> None:
    """By no error, whose text might quote it: from FTS5's own language nothing gets through."""
    hold(bare, [written("2026-05-01", "", typed)])
    found(bare, parse(typed, typing=typing))
    found(bare, parse(f'"{typed}', typing=typing))
    found(bare, parse(f"-{typed} tag:{typed} x", typing=typing))


def test_case_and_accents_do_not_matter(bare: Bare) -> None:
    (entry,) = hold(bare, [written("2026-05-01", "", "Éclair STRASSE e\u0301tude Ångström")])
    for typed in ("eclair", "ÉCLAIR", "strasse", "étude", "Etude", "angstrom", '"eclair strasse"'):
        assert found(bare, typed) == {entry.id}


def test_the_indexs_idea_of_a_letter_is_ours() -> None:
    """A word the index has nothing of must be looked for in the text itself; this holds for each letter there is."""
    index = sqlcipher3.dbapi2.connect(":memory:")
    index.execute('CREATE VIRTUAL TABLE t USING fts5 (x, tokenize = "unicode61 remove_diacritics 2")')
    index.execute("CREATE VIRTUAL TABLE words USING fts5vocab (t, instance)")
    letters = [chr(point) for point in range(0x110000) if unicodedata.category(chr(point))[0] in "LN"]
    indexed = [letter for letter in letters if Term(letter).indexed]
    index.executemany("INSERT INTO t (rowid, x) VALUES (?, ?)", [(ord(letter), letter) for letter in indexed])
    held = {row[0] for row in index.execute("SELECT DISTINCT doc FROM words")}
    assert [f"U+{ord(letter):04X}" for letter in indexed if ord(letter) not in held] == []
    assert len(indexed) > 5000
    index.close()


# Filters and order


tags = st.sampled_from(["work", "Work", "home", "at home", "ÜBER", "über", "日本", "a:b", "x-y"])
days = st.one_of(
    st.dates(date(1, 1, 1), date(9999, 12, 31)),
    st.dates(date(2020, 1, 1), date(2020, 3, 31)),
    st.just(date(1, 1, 1)),
    st.just(date(9999, 12, 31)),
)
moments = st.builds(
    lambda day, seconds, offset: Timestamp(
        datetime.combine(day, datetime.min.time()) + timedelta(seconds=seconds), offset
    ),
    days,
    st.sampled_from([0, 1, 43_200, 86_399]),
    st.sampled_from([0, 3600, -3600, 50_400, -43_200, 86_399]),
)
dated = st.builds(
    lambda when, kept, word: NewEntry(Content(when, word, "text", tuple(kept))),
    moments,
    st.lists(tags, max_size=3),
    st.sampled_from(["storm", "sea"]),
)
spans = st.builds(
    lambda day, parts: "-".join([f"{day.year:04}", f"{day.month:02}", f"{day.day:02}"][:parts]), days, st.integers(1, 3)
)
pieces = st.one_of(
    st.builds(lambda minus, tag: f'{"-" * minus}tag:"{tag}"', st.booleans(), tags),
    st.builds(
        lambda minus, key, span: f"{'-' * minus}{key}:{span}",
        st.booleans(),
        st.sampled_from(["on", "before", "after"]),
        spans,
    ),
    st.sampled_from(["storm", "-storm", "sto*"]),
)


def fits(entry: Entry, piece: str) -> bool:
    """What a piece of a query means, in the plainest way there is."""
    minus, rest = piece.startswith("-"), piece.removeprefix("-")
    key, _, value = rest.partition(":")
    local = entry.content.created.day.isoformat()
    match key:
        case "tag":
            met = tag_key(value.strip('"')) in map(tag_key, entry.content.tags)
        case "on":
            met = local.startswith(value)
        case "before":
            met = local < value and not local.startswith(value)
        case "after":
            met = local > value and not local.startswith(value)
        case _:
            met = entry.content.title.startswith(rest.rstrip("*"))
    return met is not minus


@given(st.lists(dated, max_size=8), st.lists(pieces, max_size=3), st.data())
@settings(deadline=None, max_examples=80)
def test_filters_keep_what_they_say_and_lists_run_newest_first(
    bare: Bare, new: list[NewEntry], query: list[str], data: st.DataObject
) -> None:
    entries = hold(bare, new)
    trashed = {entry.id for entry in entries if data.draw(st.booleans())} if data.draw(st.booleans()) else set()
    for entry in trashed:
        bare.journal.trash(entry)
    asked = parse(" ".join(query))
    assert asked.flaws == ()
    for trash in (False, True):
        wanted = Query(asked.terms, asked.tags, asked.periods, trash=trash)
        expected = [entry for entry in entries if all(fits(entry, piece) for piece in query)]
        assert found(bare, wanted) == {entry.id for entry in expected if (entry.id in trashed) is trash}
    order = {entry.id: (entry.content.created.instant, number) for number, entry in enumerate(entries)}
    listed = [row.id for row in bare.journal.newest(Query(), limit=99)]
    assert listed == sorted(order.keys() - trashed, key=lambda entry: order[entry], reverse=True)
    assert [entry.id for entry in bare.journal.each()] == sorted(order, key=lambda entry: order[entry])


# Excerpts


@given(texts, texts, st.data())
@thorough
def test_what_is_marked_stands_in_the_text(bare: Bare, before: str, after: str, data: st.DataObject) -> None:
    word = data.draw(st.sampled_from(["storm", "Éclair", "שלום", "hello"]))
    (entry,) = hold(bare, [written("2026-05-01", "a title", f"{before} {word} {after} {word} {before}")])
    (row,) = bare.journal.newest(parse(safely(word)), limit=9)
    marks = [sign for sign in row.excerpt if sign in (MATCH_START, MATCH_END)]
    assert marks == [MATCH_START, MATCH_END] * (len(marks) // 2)
    assert marks
    for piece in row.excerpt.split(MATCH_START)[1:]:
        assert piece.partition(MATCH_END)[0] in entry.content.text
    plain = row.excerpt.replace(MATCH_START, "").replace(MATCH_END, "")
    assert plain.removeprefix("…").removesuffix("…") in entry.content.text


@given(texts)
@thorough
def test_without_words_the_excerpt_is_the_beginning(bare: Bare, text: str) -> None:
    (entry,) = hold(bare, [written("2026-05-01", "a title", f"{text}\ue000 \ue001")])
    (row,) = bare.journal.newest(limit=9)
    assert entry.content.text.startswith(row.excerpt)
    assert MATCH_START not in row.excerpt
    assert MATCH_END not in row.excerpt
    assert clean(row.excerpt) == (row.excerpt, 0)


# The index


@pytest.mark.parametrize("seed", range(6))
def test_the_index_keeps_every_word_however_often_entries_change(tmp_path: Path, seed: int) -> None:
    """A few words in long texts, saved again and again: with FTS5's secure-delete most such rounds lost some."""
    made = new_bare(tmp_path / "v.db", durable=False)
    chance = random.Random(seed)  # noqa: S311 - the same each time is what is wanted
    words = ("storm", "sea", "lamp", "quiet", "letter", "home")
    kept: dict[EntryId, str] = {}
    for step in range(60):
        text = " ".join(chance.choices(words, k=chance.choice([0, 20, 400, 3000])))
        if kept and chance.random() < 0.5:
            chosen = chance.choice(list(kept))
            day = chance.choice([1, 2, 3])
            made.journal.save(chosen, Content(at(f"2026-05-0{day}"), f"saved {step}", text))
            kept[chosen] = text
        elif kept and chance.random() < 0.2:
            chosen = chance.choice(list(kept))
            made.journal.purge(chosen)
            del kept[chosen]
        else:
            kept[made.journal.add(written("2026-05-02", "added", text)).id] = text
    for word in words:
        listed = {row.id for row in made.journal.newest(parse(word), limit=99)}
        assert listed == {entry for entry, text in kept.items() if word in text}
    assert verify_database(made.database, progress=unreported) == []
    made.close()
