"""The dictionaries on this computer: pairs of an .aff and a .dic file, named after their language."""

import os
import sys
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path

_SPECIAL = ("hyph_", "th_")
"""How the names of hyphenation patterns and thesauri begin, which lie in the same folders."""

_WRITTEN_IN: Mapping[str, str] = {
    **dict.fromkeys(("be", "bg", "kk", "ky", "mk", "mn", "ru", "sr", "tg", "uk"), "CYRILLIC"),
    **dict.fromkeys(("ar", "fa", "ps", "ug", "ur"), "ARABIC"),
    **dict.fromkeys(("he", "yi"), "HEBREW"),
    **dict.fromkeys(("hi", "mr", "ne"), "DEVANAGARI"),
    "am": "ETHIOPIC",
    "bn": "BENGALI",
    "el": "GREEK",
    "gu": "GUJARATI",
    "hy": "ARMENIAN",
    "ka": "GEORGIAN",
    "km": "KHMER",
    "kn": "KANNADA",
    "ko": "HANGUL",
    "lo": "LAO",
    "ml": "MALAYALAM",
    "pa": "GURMUKHI",
    "si": "SINHALA",
    "ta": "TAMIL",
    "te": "TELUGU",
    "th": "THAI",
}
"""The script of a language as Unicode's names of letters begin; Latin where nothing is said."""


@dataclass(frozen=True, slots=True)
class Dictionary:
    """A dictionary. `name` is that of its files, as "en_GB"; two files alone, nothing has been read yet."""

    name: str
    aff: Path
    dic: Path

    @property
    def script(self) -> str:
        """What its language is written in, as Unicode's names of letters begin: "LATIN", "CYRILLIC"."""
        return _WRITTEN_IN.get(language_of(self.name), "LATIN")


def language_of(name: str) -> str:
    """ "en" of "en_GB" and of "en-GB"."""
    return name.replace("-", "_").partition("_")[0].lower()


def usual_folders(home: Path, *, platform: str = sys.platform) -> tuple[Path, ...]:
    """Where dictionaries lie on such a system; most of these folders are not there."""
    if platform == "win32":
        programs = Path(os.environ.get("PROGRAMFILES", r"C:\Program Files"))
        return tuple(sorted((programs / "LibreOffice" / "share" / "extensions").glob("dict-*")))
    if platform == "darwin":
        office = Path("/Applications/LibreOffice.app/Contents/Resources/extensions")
        own = (home / "Library" / "Spelling", Path("/Library/Spelling"))
        brewed = (Path("/opt/homebrew/share/hunspell"), Path("/usr/local/share/hunspell"))
        return (*own, *brewed, *sorted(office.glob("dict-*")))
    shared = (Path("/usr/local/share"), Path("/usr/share"))
    places = [home / ".local" / "share" / "hunspell"]
    for each in shared:
        places += [each / "hunspell", each / "myspell", each / "myspell" / "dicts"]
    return tuple(places)


def find_dictionaries(folders: Iterable[Path]) -> dict[str, Dictionary]:
    """What is there, by name and in order of the names; of two of one name the one in the earlier folder."""
    found: dict[str, Dictionary] = {}
    for folder in folders:
        for dic in _files_in(folder):
            name, aff = dic.stem, dic.with_suffix(".aff")
            if not name.startswith(_SPECIAL) and aff.is_file():
                found.setdefault(name, Dictionary(name, aff, dic))
    return dict(sorted(found.items()))


def choose(found: Mapping[str, Dictionary], wanted: Sequence[str], *, system: Sequence[str]) -> tuple[Dictionary, ...]:
    """The dictionaries to check with: those wanted that are there, or with none wanted, the one for the system.

    `system` are the names of the system's languages, the first one first. Where none of them has a dictionary it is
    British English, any other English, or none.
    """
    if wanted:
        return tuple(found[name] for name in dict.fromkeys(wanted) if name in found)
    for name in (*(each.replace("-", "_") for each in system), "en_GB"):
        if name in found:
            return (found[name],)
        same = [each for each in found.values() if language_of(each.name) == language_of(name)]
        if same:
            return (same[0],)
    return ()


def distinct(found: Mapping[str, Dictionary]) -> list[Dictionary]:
    """One of those that are the same file under several names: the one named as the file itself, or the first."""
    by_file: dict[Path, Dictionary] = {}
    for each in found.values():
        real = each.dic.resolve()
        if real not in by_file or real.stem == each.name:
            by_file[real] = each
    return sorted(by_file.values(), key=lambda each: each.name)


def _files_in(folder: Path) -> list[Path]:
    try:
        return sorted(each for each in folder.glob("*.dic") if each.is_file())
    except OSError:
        return []
