"""Right in any language, or one's own; and what may have been meant."""

from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.spelling.dictionaries import find_dictionaries, usual_folders
from allydesk.spelling.hunspell import Hunspell, load_library
from allydesk.spelling.speller import Speller
from tests.spelling.dictionary import hunspell, make_dictionary


@pytest.fixture
def speller(tmp_path: Path) -> Iterator[Speller]:
    """English of a few words, and French of fewer."""
    library = hunspell()
    english = make_dictionary(tmp_path, "en_GB", "tree/S", "river", "don't", "the", "known", "well", "I", "London")
    french = make_dictionary(tmp_path, "fr_FR", "arbre/S", "été")
    made = Speller([Hunspell(each, library=library) for each in (english, french)])
    yield made
    made.close()


def wrong(speller: Speller, line: str) -> list[str]:
    return [word.text for word in speller.misspelt(line)]


def test_a_word_is_right_that_any_language_knows(speller: Speller) -> None:
    assert wrong(speller, "The trees, rivre, ARBRES, été, ete: london London") == ["rivre", "ete", "london"]


def test_apostrophes_and_hyphens(speller: Speller) -> None:
    assert wrong(speller, "don't don’t well-known well-knwon dont") == ["knwon", "dont"]
    assert [word.start for word in speller.misspelt("well-knwon")] == [5]


def test_letters_that_are_composed_are_those_of_the_dictionary(speller: Speller) -> None:
    assert wrong(speller, "e\u0301te\u0301") == []


def test_a_script_that_no_language_is_written_in_is_let_pass(speller: Speller) -> None:
    assert wrong(speller, "дерево 樹木 δέντρο treee") == ["treee"]


def test_suggestions_of_all_languages_take_turns(speller: Speller) -> None:
    assert "river" in speller.suggest("rivre")
    assert speller.suggest("dont")[0] == "don’t"
    assert "don't" in speller.suggest("do'nt")
    assert len(speller.suggest("tre", most=1)) == 1
    assert speller.suggest("x" * 300) == ()


def test_own_words_are_right_at_once_and_until_they_are_forgotten(speller: Speller) -> None:
    line = "Zorblax zorblax ZORBLAXES Zorblax’s wibble Wibble WIBBLE wibble-tree"
    assert len(wrong(speller, line)) == 8
    speller.take_own({"Zorblax", "wibble"})
    assert wrong(speller, line) == ["zorblax", "ZORBLAXES"]
    speller.ignore("zorblax")
    assert wrong(speller, line) == ["ZORBLAXES"]
    speller.forget()
    assert len(wrong(speller, line)) == 8


def test_a_speller_without_languages_finds_nothing_wrong() -> None:
    assert wrong(Speller(), "wrod") == []


def test_nothing_is_asked_of_a_dictionary_that_is_closed(tmp_path: Path) -> None:
    engine = Hunspell(make_dictionary(tmp_path, "en", "tree"), library=hunspell())
    assert engine.knows("tree")
    engine.close()
    engine.close()
    assert not engine.knows("tree")
    assert engine.suggest("tre") == []


def test_a_dictionary_in_an_older_encoding(tmp_path: Path) -> None:
    aff = "SET ISO8859-1\nTRY abcdefghijklmnopqrstuvwxyzéü\n"
    engine = Hunspell(make_dictionary(tmp_path, "de", "größe", aff=aff, encoding="latin-1"), library=hunspell())
    assert engine.knows("größe")
    assert not engine.knows("gröse")
    assert not engine.knows("őrült")
    assert "größe" in engine.suggest("größee")
    engine.close()


def test_an_encoding_that_nobody_knows_is_refused(tmp_path: Path) -> None:
    library = hunspell()
    odd = make_dictionary(tmp_path, "xx", "a", aff="SET ISCII-DEVANAGARI\n")
    with pytest.raises(ValueError, match="encoding"):
        Hunspell(odd, library=library)


def test_a_platform_without_the_library() -> None:
    assert load_library(platform="win32") is None


@pytest.mark.parametrize(
    ("name", "right", "misspelt", "meant"),
    [
        ("en_GB", "It’s the neighbour’s colour, isn't it?", "definately", "definitely"),
        ("en_US", "It’s the neighbor’s color, isn't it?", "recieve", "receive"),
        ("fr", "L’été, c’est aujourd’hui qu’il commence.", "acceuil", "accueil"),
        ("de_DE", "Die Größe der Straßenbahn", "Strase", "Straße"),
    ],
)
def test_the_systems_own_dictionaries(tmp_path: Path, name: str, right: str, misspelt: str, meant: str) -> None:
    found = find_dictionaries(usual_folders(tmp_path))
    if name not in found:
        pytest.skip(f"the dictionary {name} is not installed here")
    speller = Speller([Hunspell(found[name], library=hunspell())])
    assert wrong(speller, right) == []
    assert wrong(speller, misspelt) == [misspelt]
    assert meant in speller.suggest(misspelt)
    speller.close()
