"""Templates, prompts, saved filters and own words: they come back as they were kept."""

from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path

import pytest

from allydesk.journal.prompt import Prompt, PromptGroup
from allydesk.journal.template import Part, Template
from allydesk.storage.vault import Vault
from tests.storage.made import Made
from tests.vaults import TestClock

OWN = Template("my-way", "My way", "It is mine.", (Part("What", "a hint"), Part("日記")), own=True)
CHANGED = Template("gratitude", "Gratitude", "Why.", (Part("Three things"),), hidden=True, changed=True)


@pytest.fixture
def opened(made: Made, tmp_path: Path) -> Iterator[Vault]:
    vault = made.opened_in(tmp_path, clock=TestClock())
    yield vault
    vault.lock()


def reopened(vault: Vault, made: Made) -> Vault:
    vault.lock()
    vault.unlock(made.recovery)
    return vault


def test_templates(opened: Vault, made: Made) -> None:
    assert (opened.templates.kept(), opened.templates.order()) == ([], [])
    for kept in (OWN, CHANGED):
        opened.templates.save(kept)
    opened.templates.set_order(["my-way", "shipped", "gratitude", "my-way"])
    vault = reopened(opened, made)
    assert vault.templates.kept() == [CHANGED, OWN]
    assert vault.templates.order() == ["my-way", "shipped", "gratitude"]
    vault.templates.save(replace(OWN, name="Other\0", parts=()))
    vault.templates.remove("gratitude")
    vault.templates.remove("nothing")
    assert vault.templates.kept() == [replace(OWN, name="Other\ufffd", parts=())]
    vault.templates.set_order([])
    assert vault.templates.order() == []


def test_prompts(opened: Vault, made: Made) -> None:
    shelf = opened.prompts
    assert (shelf.favourites(), shelf.hidden(), shelf.own()) == (set(), set(), [])
    shelf.set_favourite("a", True)
    shelf.set_favourite("b", True)
    shelf.set_hidden("b", True)
    shelf.set_favourite("a", False)
    mine = Prompt("mine", PromptGroup.REST, "What is quiet?", own=True, favourite=True)
    other = Prompt("other", PromptGroup.COURAGE, "What next?", own=True)
    shelf.keep_own(mine)
    shelf.keep_own(other)
    shelf = reopened(opened, made).prompts
    assert (shelf.favourites(), shelf.hidden(), shelf.own()) == ({"b", "mine"}, {"b"}, [mine, other])
    shelf.set_hidden("other", True)
    shelf.keep_own(replace(mine, text="Where?", favourite=False))
    assert shelf.own() == [replace(mine, text="Where?", favourite=False), replace(other, hidden=True)]
    shelf.remove_own("other")
    shelf.set_hidden("b", False)
    assert (shelf.favourites(), shelf.hidden(), len(shelf.own())) == ({"b"}, set(), 1)


def test_a_group_that_is_no_longer_known_is_a_notice(opened: Vault) -> None:
    opened.prompts.keep_own(Prompt("mine", PromptGroup.REST, "?", own=True))
    with opened._opened().database.write() as connection:
        connection.exec_driver_sql("UPDATE own_prompt SET kind = 'no longer known'")
    assert opened.prompts.own() == [Prompt("mine", PromptGroup.NOTICE, "?", own=True)]


def test_saved_filters(opened: Vault, made: Made) -> None:
    first, second, third = (opened.filters.keep(name, f"tag:{name}") for name in ("one", "two", "three"))
    shelf = reopened(opened, made).filters
    assert shelf.all() == [first, second, third]
    shelf.set_order([third.id, first.id, "gone", third.id])
    assert shelf.all() == [third, first, second]
    shelf.rename(first.id, "renamed")
    shelf.rename("gone", "nothing")
    shelf.remove(third.id)
    fourth = shelf.keep("four", "")
    assert shelf.all() == [replace(first, name="renamed"), second, fourth]
    for kept in shelf.all():
        shelf.remove(kept.id)
    shelf.set_order([])
    assert shelf.all() == []


def test_own_words(opened: Vault, made: Made) -> None:
    for word in ("Allydesk", "allydesk", "Łódź", "Allydesk"):
        opened.own_words.add(word)
    words = reopened(opened, made).own_words
    assert words.all() == {"Allydesk", "allydesk", "Łódź"}
    words.remove("allydesk")
    words.remove("nothing")
    assert words.all() == {"Allydesk", "Łódź"}
