"""The words for languages and dictionaries, and for why there are none."""

import sys
from pathlib import Path

from PySide6.QtCore import QLocale

from allydesk.ui.spelling.checker import Standing, Trouble
from allydesk.ui.wording import short_path

_GET_BOTH = {
    "linux": "Install Hunspell and a dictionary, on Debian or Ubuntu with: "
    "sudo apt install libhunspell-1.7-0 hunspell-en-gb.",
    "darwin": "Install Hunspell, with Homebrew: brew install hunspell.",
}
_GET_LIBRARY = "Install Hunspell 1.7 on this computer."
_GET_DICTIONARY = {"linux": "Install one, on Debian or Ubuntu with: sudo apt install hunspell-en-gb."}


def language_name(name: str) -> str:
    """ "English (United Kingdom)" for "en_GB", "French" for "fr"; the name itself for what nobody knows."""
    locale = QLocale(name.replace("-", "_"))
    if locale.language() == QLocale.Language.C:
        return name
    said = QLocale.languageToString(locale.language())
    land = QLocale.territoryToString(locale.territory()) if "_" in name.replace("-", "_") else ""
    return f"{said} ({land})" if land else said


def why_not(standing: Standing, *, platform: str = sys.platform) -> str:
    """Why nothing is checked and what to do, or which dictionary is missing; "" where all is well."""
    if standing.trouble is Trouble.NO_LIBRARY:
        return f"Spelling is not checked: this computer lacks Hunspell. {_GET_BOTH.get(platform, _GET_LIBRARY)}"
    if standing.trouble is Trouble.NO_DICTIONARY:
        how = _GET_DICTIONARY.get(platform, "")
        return " ".join(filter(None, ("Spelling is not checked: there is no dictionary to check with.", how)))
    if standing.missing:
        names = ", ".join(language_name(each) for each in standing.missing)
        return f"Chosen, but not on this computer, or not to be read: {names}."
    return ""


def where_from(folder: Path, *, home: Path) -> str:
    """Where dictionaries are looked for, and where the person can put one."""
    return (
        "Allydesk uses the Hunspell dictionaries of your system. You can also put an .aff and a .dic file of one name "
        f"into {short_path(folder, home=home)}."
    )
