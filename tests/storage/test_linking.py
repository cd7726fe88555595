"""Finding entries by their titles and the links between them."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from allydesk.errors import Code, JournalError
from allydesk.ids import EntryId
from allydesk.journal.entry import EntrySummary
from allydesk.journal.search import parse
from tests.storage.bare import Bare, new_bare
from tests.vaults import TestClock, written


@pytest.fixture
def bare(tmp_path: Path) -> Iterator[Bare]:
    made = new_bare(tmp_path / "v.db", clock=TestClock(), durable=False)
    yield made
    made.close()


def days(rows: list[EntrySummary]) -> list[int]:
    return [row.created.day.day for row in rows]


def add(bare: Bare, day: int, title: str, text: str = "") -> EntryId:
    return bare.journal.add(written(f"2026-03-{day:02}", title, text)).id


def test_titles_are_found_by_the_beginnings_of_their_words(bare: Bare) -> None:
    for day, title in enumerate(("Amber light", "A lamp, (amber)", "Chamber", "", "AMBER at sea", "Über-Amt"), 1):
        add(bare, day, title, "amber in every text")
    journal = bare.journal
    assert days(journal.title_matches("amb")) == [5, 2, 1]
    assert days(journal.title_matches("l amb")) == [2, 1]
    assert days(journal.title_matches("  AMBER  sea ")) == [5]
    assert days(journal.title_matches("über")) == [6]
    assert days(journal.title_matches("amt")) == [6]
    assert days(journal.title_matches("%")) == []
    assert days(journal.title_matches("amb", limit=2)) == [5, 2]
    assert days(journal.title_matches("")) == [6, 5, 3, 2, 1], "any that has a title"
    assert days(journal.title_matches(" ", limit=1)) == [6]


def test_titles_in_the_trash_are_not_found(bare: Bare) -> None:
    gone, stays = add(bare, 1, "Amber"), add(bare, 2, "Amber")
    bare.journal.trash(gone)
    assert days(bare.journal.title_matches("amber")) == [2]
    assert days(bare.journal.title_matches("")) == [2]
    assert [row.id for row in bare.journal.titled("amber")] == [stays]


def test_a_title_leads_to_every_entry_that_has_it(bare: Bare) -> None:
    for day, title in enumerate(("The sea", "the  SEA", "The sea again", ""), 1):
        add(bare, day, title)
    assert days(bare.journal.titled("THE SEA ")) == [2, 1]
    assert bare.journal.titled("") == []
    entry = bare.journal.titled("The sea again")[0].id
    bare.journal.save(entry, replace(bare.journal.entry(entry).content, title="The sea"))
    assert days(bare.journal.titled("the sea")) == [3, 2, 1]
    assert bare.journal.titled("the sea again") == []


def test_an_entry_knows_what_leads_to_it(bare: Bare) -> None:
    journal = bare.journal
    sea = add(bare, 1, "The sea", "[[The sea]] is myself")
    one = add(bare, 2, "", "see [[the SEA]] and [[elsewhere]]")
    bare.journal.add_all([written("2026-03-03", "", "also [[The sea]]"), written("2026-03-04", "", "`[[The sea]]`")])
    assert days(journal.linked_from(sea)) == [3, 2]
    journal.save(one, replace(journal.entry(one).content, text="no longer"))
    assert days(journal.linked_from(sea)) == [3]
    journal.save(one, replace(journal.entry(one).content, text="again [[The sea]]"))
    assert days(journal.linked_from(sea)) == [3, 2]
    journal.trash(one)
    assert days(journal.linked_from(sea)) == [3]
    assert journal.linked_from(add(bare, 5, "", "[[]]")) == []
    with pytest.raises(JournalError) as caught:
        journal.linked_from(EntryId("nobody"))
    assert caught.value.code is Code.NO_SUCH_ENTRY


def test_links_move_with_their_entry(bare: Bare) -> None:
    sea = add(bare, 1, "The sea")
    crowd = [written("2026-03-05T10:00:00", f"{number}", "[[The sea]]") for number in range(5)]
    bare.journal.add_all(crowd)
    first = bare.journal.add(written("2026-03-05T09:59:59.5", "before all", "[[elsewhere]]"))
    bare.journal.save(first.id, replace(first.content, created=crowd[0].content.created))
    assert {row.title for row in bare.journal.linked_from(sea)} == {"0", "1", "2", "3", "4"}


def test_links_follow_a_new_title(bare: Bare) -> None:
    journal = bare.journal
    sea = add(bare, 1, "The sea")
    texts = ("[[The sea]]s, `[[The sea]]`", "[[the  sea]] twice [[THE SEA]]", "[[The sea again]]", "The sea")
    kept = [add(bare, day, "", text) for day, text in enumerate(texts, 2)]
    journal.trash(kept[1])
    journal.save(sea, replace(journal.entry(sea).content, title="The ocean"))
    assert journal.retitle_links("The sea", "The ocean") == 2
    found = [journal.entry(entry).content.text for entry in kept]
    assert found == ["[[The ocean]]s, `[[The sea]]`", "[[The ocean]] twice [[The ocean]]", texts[2], texts[3]]
    assert [[version.content.text for version in journal.versions(entry)] for entry in kept] == [
        [texts[0]],
        [texts[1]],
        [],
        [],
    ]
    assert days(journal.linked_from(sea)) == [2]
    assert len(journal.newest(parse("ocean"), limit=9)) == 2
    assert journal.retitle_links("The sea", "The ocean") == 0
    assert journal.retitle_links("The ocean", "no [[link]]") == 0
    assert journal.retitle_links("The ocean", "The ocean") == 0
