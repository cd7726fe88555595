"""Which dictionaries there are, and which are used."""

from pathlib import Path

import pytest

from allydesk.spelling.dictionaries import Dictionary, choose, distinct, find_dictionaries, usual_folders
from tests.spelling.dictionary import make_dictionary


def test_pairs_are_found_and_the_earlier_folder_wins(tmp_path: Path) -> None:
    own, system = tmp_path / "own", tmp_path / "system"
    mine = make_dictionary(own, "en_GB", "a")
    make_dictionary(system, "en_GB", "b")
    french = make_dictionary(system, "fr", "c")
    make_dictionary(system, "hyph_en", "d")
    (system / "alone.dic").write_text("0\n")
    (system / "folder.dic").mkdir()
    found = find_dictionaries([own, tmp_path / "none", system])
    assert found == {"en_GB": mine, "fr": french}


def test_names_of_one_file_are_one_dictionary(tmp_path: Path) -> None:
    make_dictionary(tmp_path, "fr", "a")
    for name in ("fr_BE", "fr_FR"):
        (tmp_path / f"{name}.dic").symlink_to("fr.dic")
        (tmp_path / f"{name}.aff").symlink_to("fr.aff")
    found = find_dictionaries([tmp_path])
    assert list(found) == ["fr", "fr_BE", "fr_FR"]
    assert [each.name for each in distinct(found)] == ["fr"]


@pytest.mark.parametrize(
    ("wanted", "system", "used"),
    [
        ((), ("en-GB",), ["en_GB"]),
        ((), ("en-AU", "fr"), ["en_GB"]),
        ((), ("fr-CH",), ["fr"]),
        ((), ("C",), ["en_GB"]),
        ((), (), ["en_GB"]),
        (("fr", "en_US"), ("en-GB",), ["fr", "en_US"]),
        (("fr", "tlh", "fr"), ("en-GB",), ["fr"]),
        (("tlh",), ("en-GB",), []),
    ],
)
def test_which_are_used(wanted: tuple[str, ...], system: tuple[str, ...], used: list[str]) -> None:
    names = ("en_GB", "en_US", "fr")
    found = {name: Dictionary(name, Path(f"{name}.aff"), Path(f"{name}.dic")) for name in names}
    assert [each.name for each in choose(found, wanted, system=system)] == used


def test_no_dictionary_is_none() -> None:
    assert choose({}, (), system=("en-GB",)) == ()


@pytest.mark.parametrize(("name", "script"), [("en_GB", "LATIN"), ("ru-RU", "CYRILLIC"), ("el", "GREEK")])
def test_what_a_language_is_written_in(name: str, script: str) -> None:
    assert Dictionary(name, Path(), Path()).script == script


@pytest.mark.parametrize("platform", ["linux", "darwin", "win32"])
def test_every_system_has_its_places(tmp_path: Path, platform: str) -> None:
    places = usual_folders(tmp_path, platform=platform)
    assert all(isinstance(each, Path) for each in places)
    assert any(each.is_relative_to(tmp_path) for each in places) is (platform != "win32")
