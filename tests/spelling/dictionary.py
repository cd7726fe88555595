"""A small dictionary, made for a test, and the library that reads it."""

import ctypes
from pathlib import Path

import pytest

from allydesk.spelling.dictionaries import Dictionary
from allydesk.spelling.hunspell import load_library

_AFF = """SET UTF-8
TRY esianrtolcdugmphbyfvkwzESIANRTOLCDUGMPHBYFVKWZ'
SFX S Y 2
SFX S y ies [^aeiou]y
SFX S 0 s [^sxzhy]
"""


def make_dictionary(folder: Path, name: str, *words: str, aff: str = _AFF, encoding: str = "utf-8") -> Dictionary:
    """Two files of these words; "tree/S" has a plural."""
    folder.mkdir(parents=True, exist_ok=True)
    made = Dictionary(name, folder / f"{name}.aff", folder / f"{name}.dic")
    made.aff.write_text(aff, encoding=encoding)
    made.dic.write_text("\n".join([str(len(words)), *words, ""]), encoding=encoding)
    return made


def hunspell() -> ctypes.CDLL:
    """The library; a test that needs it is skipped where there is none."""
    library = load_library()
    if library is None:
        pytest.skip("this computer has no libhunspell")
    return library
