"""Names, links, templates, prompts, filters and own words that are taken away are in no page any longer."""

from collections.abc import Callable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.prompt import Prompt, PromptGroup
from allydesk.journal.template import Part, Template
from allydesk.storage.opened import Contents, contents_of
from tests.storage.bare import Bare, decrypted_pages, new_bare
from tests.vaults import TestClock, at, written

PERSON, TITLE, LINK, BEFORE, SHELVED = "quincunx", "sassafras", "zwieback", "oubliette", "hullabaloo"
WORDS = (PERSON, TITLE, LINK, BEFORE, SHELVED)


@pytest.fixture
def clock() -> TestClock:
    return TestClock()


@pytest.fixture
def bare(tmp_path: Path, clock: TestClock) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", clock=clock, durable=False)
    made.journal.add_all([written("2026-01-01", "other", f"other words {number} " * 50) for number in range(40)])
    yield made
    made.close()


@pytest.fixture
def contents(bare: Bare, clock: TestClock) -> Contents:
    return contents_of(bare.database, clock)


def words_in(bare: Bare) -> set[str]:
    content = b"".join(decrypted_pages(bare.path).values())
    return {word for word in WORDS if word.encode() in content}


def test_a_purged_entry_takes_its_people_its_title_and_its_links_with_it(bare: Bare) -> None:
    content = Content(at("2026-03-01"), TITLE, f"to [[{LINK}]] {BEFORE}", (), 1, (PERSON,), "t")
    entry = bare.journal.add(NewEntry(content, pinned=True, seconds=5))
    bare.journal.save(entry.id, replace(content, text="short", people=("someone",)), keep_present=True)
    assert words_in(bare) >= {PERSON, TITLE, LINK, BEFORE}
    bare.journal.purge(entry.id)
    assert words_in(bare) == set()


def test_a_person_whom_nobody_has_any_longer_is_gone(bare: Bare) -> None:
    entry = bare.journal.add(NewEntry(Content(at("2026-03-01"), people=(PERSON,))))
    bare.journal.save(entry.id, replace(entry.content, people=()))
    assert words_in(bare) == set()
    assert bare.journal.people_counts() == []


def test_thinned_versions_are_gone(bare: Bare, clock: TestClock) -> None:
    entry = bare.journal.add(written("2026-03-01", "", f"{BEFORE} here"))
    for text in ("second", "third"):
        clock.advance(minutes=1)
        entry = bare.journal.save(entry.id, replace(entry.content, text=text), keep_present=True)
    bare.journal.purge(bare.journal.add(written("2026-03-02")).id)  # so that the index is written anew without it
    assert words_in(bare) == {BEFORE}
    clock.advance(days=366)
    assert bare.journal.thin_versions() == 1
    assert words_in(bare) == set()


def test_what_is_taken_from_the_shelves_is_gone(bare: Bare, contents: Contents) -> None:
    shelved: list[Callable[[], object]] = [
        lambda: contents.templates.save(Template("k", SHELVED, "", (Part("h", ""),), own=True)),
        lambda: contents.prompts.keep_own(Prompt("p", PromptGroup.REST, SHELVED, own=True)),
        lambda: contents.filters.keep("a name", SHELVED),
        lambda: contents.own_words.add(SHELVED),
        lambda: contents.templates.set_order([SHELVED]),
        lambda: contents.prompts.set_hidden(SHELVED, True),
    ]
    taken: list[Callable[[], object]] = [
        lambda: contents.templates.remove("k"),
        lambda: contents.prompts.remove_own("p"),
        lambda: contents.filters.remove(contents.filters.all()[0].id),
        lambda: contents.own_words.remove(SHELVED),
        lambda: contents.templates.set_order([]),
        lambda: contents.prompts.set_hidden(SHELVED, False),
    ]
    for keep, take in zip(shelved, taken, strict=True):
        keep()
        assert words_in(bare) == {SHELVED}
        take()
        assert words_in(bare) == set()
