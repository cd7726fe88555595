"""What narrows a search besides words, tags and dates: people, templates, moods, and what an entry has or is."""

from collections.abc import Iterator
from dataclasses import replace
from itertools import product
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.journal.entry import MATCH_END, MATCH_START, Content, NewAttachment, NewEntry
from allydesk.journal.search import (
    MoodFilter,
    PersonFilter,
    Query,
    State,
    StateFilter,
    TagFilter,
    TemplateFilter,
    Term,
    parse,
)
from allydesk.journal.template import Template, template_key
from allydesk.storage import search
from allydesk.storage.journal import Journal
from allydesk.storage.kept_files import Files
from allydesk.storage.search import Statement
from allydesk.storage.template_shelf import TemplateShelf
from tests.storage.bare import Bare, new_bare
from tests.vaults import TestClock, at, written


@pytest.fixture(scope="module")
def filled(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Bare]:
    made = new_bare(tmp_path_factory.mktemp("narrowing") / "v.db", clock=TestClock(), durable=False)
    entries = (
        Content(at("2026-03-01"), "1", "amber", ("t",), 4, ("Ada", "Grace"), "gratitude"),
        Content(at("2026-03-02"), "2", "amber sea", (), -4, ("ada",), "mine"),
        Content(at("2026-03-03"), "3", "sea", ("t",), 0, (), ""),
        Content(at("2026-03-04"), "4", "", (), None, ("Grace",), "gratitude"),
        Content(at("2026-03-05"), "5", "amber", (), None),
        Content(at("2026-03-06"), "6 in the trash", "amber", ("t",), 4, ("Ada",), "gratitude"),
    )
    kept = [
        made.journal.add(NewEntry(content, pinned=number in (1, 5, 6))) for number, content in enumerate(entries, 1)
    ]
    made.journal.trash(kept[5].id)
    for number in (0, 1, 5):
        made.journal.attach(kept[number].id, NewAttachment("n", "m", b""))
    files = Files(database=made.database, clock=TestClock())
    files.remove(made.journal.entry(kept[1].id).attachments[0].id)
    TemplateShelf(database=made.database).save(Template("mine", "Case Study", "", own=True))
    yield made
    made.close()


def found(journal: Journal, query: Query) -> str:
    """The titles, oldest first; by every way there is to ask for them."""
    rows = journal.newest(query, limit=99)
    positions = journal.positions(query)
    assert list(positions) == [row.position for row in rows]
    assert list(journal.positions(query, limit=2)) == list(positions[:2])
    assert journal.summaries(positions, query) == rows
    return "".join(row.title[0] for row in reversed(rows))


NARROWED = (
    (Query(people=(PersonFilter("ada"),)), "12"),
    (Query(people=(PersonFilter("ada"), PersonFilter("grace"))), "1"),
    (Query(people=(PersonFilter("nobody"),)), ""),
    (Query(templates=(TemplateFilter("gratitude"),)), "14"),
    (Query(templates=(TemplateFilter("mine"),)), "2"),
    (Query(templates=(TemplateFilter(template_key("Case study")),)), "2"),
    (Query(templates=(TemplateFilter(""),)), ""),
    (Query(moods=(MoodFilter(0, 5),)), "13"),
    (Query(moods=(MoodFilter(-5, -1),)), "2"),
    (Query(moods=(MoodFilter(-4, 4), MoodFilter(0, 0))), "3"),
    (Query(moods=(MoodFilter(5, -5),)), ""),
    (Query(states=(StateFilter(State.ATTACHMENT),)), "1"),
    (Query(states=(StateFilter(State.MOOD),)), "123"),
    (Query(states=(StateFilter(State.PINNED),)), "15"),
    (Query(states=(StateFilter(State.SHARED),)), ""),
    (Query(tags=(TagFilter("t"),)), "13"),
)


@pytest.mark.parametrize(("query", "expected"), NARROWED)
def test_each_narrows(filled: Bare, query: Query, expected: str) -> None:
    assert found(filled.journal, query) == expected


OPPOSITES = (
    (Query(people=(PersonFilter("ada", exclude=True),)), "345"),
    (Query(templates=(TemplateFilter("gratitude", exclude=True),)), "235"),
    (Query(templates=(TemplateFilter("case-study", exclude=True),)), "1345"),
    (Query(moods=(MoodFilter(0, 5, exclude=True),)), "245"),
    (Query(states=(StateFilter(State.ATTACHMENT, exclude=True),)), "2345"),
    (Query(states=(StateFilter(State.MOOD, exclude=True),)), "45"),
    (Query(states=(StateFilter(State.PINNED, exclude=True),)), "234"),
    (Query(states=(StateFilter(State.SHARED, exclude=True),)), "12345"),
)


@pytest.mark.parametrize(("query", "expected"), OPPOSITES)
def test_its_opposite_finds_all_others(filled: Bare, query: Query, expected: str) -> None:
    assert found(filled.journal, query) == expected


def test_together_they_narrow_further(filled: Bare) -> None:
    words = {"": "12345", "amber": "125", "sea": "23"}
    for (word, with_word), (query, expected) in product(words.items(), NARROWED + OPPOSITES):
        both = replace(query, terms=(Term(word),) if word else ())
        assert found(filled.journal, both) == "".join(sorted(set(with_word) & set(expected)))


def test_the_trash_is_narrowed_too(filled: Bare) -> None:
    for query in (
        Query(people=(PersonFilter("ada"),)),
        Query(templates=(TemplateFilter("gratitude"),)),
        Query(moods=(MoodFilter(4, 4),)),
        Query(states=(StateFilter(State.PINNED), StateFilter(State.ATTACHMENT))),
    ):
        assert found(filled.journal, replace(query, trash=True)) == "6"


def test_rows_count_only_files_that_are_there(filled: Bare) -> None:
    assert [row.attachment_count for row in filled.journal.newest(limit=9)] == [0, 0, 0, 0, 1]


def test_a_title_is_marked_where_it_matches(tmp_path: Path) -> None:
    bare = new_bare(tmp_path / "v.db", durable=False)
    bare.journal.add(written("2026-03-01", "Amber light, amber", "amber in the text"))
    bare.journal.add(written("2026-03-02", "Nothing", "amber " * 3))
    bare.journal.add(written("2026-03-03", "Amber and much", "amber " * 60_000))

    def marked(text: str) -> list[str]:
        return [row.marked_title for row in bare.journal.newest(parse(text), limit=9)]

    mark = f"{MATCH_START}Amber{MATCH_END}"
    # In a very long text nothing is marked: finding all the places in it takes too long.
    assert marked("amber") == ["", "", f"{mark} light, {MATCH_START}amber{MATCH_END}"]
    assert marked("light -nothing") == [f"Amber {MATCH_START}light{MATCH_END}, amber"]
    assert marked("tag:none") == []
    assert marked("") == ["", "", ""]
    bare.close()


def plan(bare: Bare, chosen: Statement) -> list[str]:
    """What SQLite says it will do for a statement, step by step."""
    statement, parameters = chosen
    with bare.database.read() as connection:
        compiled = statement.compile(dialect=connection.dialect, compile_kwargs={"render_postcompile": True})
        values = compiled.construct_params(parameters)
        assert compiled.positiontup is not None
        asked = tuple(values[name] for name in compiled.positiontup)
        rows = connection.exec_driver_sql(f"EXPLAIN QUERY PLAN {compiled}", asked).all()
    return [row[3] for row in rows]


@pytest.mark.parametrize("words", ["mood:5", "has:mood", "-has:mood", "-mood:5 before:2026-06", "mood:5 -tag:t"])
def test_a_mood_is_looked_for_in_the_index_and_no_entry_is_read_for_it(filled: Bare, words: str) -> None:
    query = parse(words)
    walks = [
        search.rows(query, limit=50),
        search.rows(query, low=5, high=2**50),
        search.positions(query, limit=50),
        search.positions(query, limit=None),
    ]
    for steps in (plan(filled, walk) for walk in walks):
        # One by one by its row id only what is shown; never a stretch of entries.
        reads = [step for step in steps if step.startswith(("SCAN entry", "SEARCH entry ")) and "_tag" not in step]
        assert any("COVERING INDEX entry_by_instant" in step for step in reads)
        assert [step for step in reads if "COVERING INDEX" not in step and not step.endswith("(rowid=?)")] == []


@settings(max_examples=60, deadline=None)
@given(st.data())
def test_a_stretch_of_what_a_mood_narrows_is_that_stretch(filled: Bare, data: st.DataObject) -> None:
    query = parse(
        data.draw(st.sampled_from(["mood:4", "has:mood", "-has:mood", "mood:<1", "has:mood after:2026-03-02"]))
    )
    listed = filled.journal.newest(query, limit=9)
    everywhere = [row.position for row in filled.journal.newest(Query(), limit=9)]
    near = st.sampled_from([0, *everywhere]).flatmap(lambda place: st.integers(place - 1, place + 1))
    low, high = data.draw(near), data.draw(near | st.just(2**62))
    with filled.database.read() as connection:
        found = [row.position for row in connection.execute(*search.rows(query, low=low, high=high))]
    assert found == [row.position for row in listed if low <= row.position <= high]
