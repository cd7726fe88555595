"""What a vault can be called, so that every system can keep a folder of that name."""

import unicodedata

from allydesk.ui.vaults import SUFFIX

_NEVER = '/\\:*?"<>|'
_RESERVED = {"con", "prn", "aux", "nul", *(f"{port}{n}" for port in ("com", "lpt") for n in range(1, 10))}
"""Names that Windows keeps for devices, with any ending."""

_LONGEST = 255 - len(SUFFIX)
"""In bytes: the longest name that the usual file systems keep, less the ending."""


def name_trouble(name: str) -> str:
    """What is wrong with a name, in a sentence; "" when nothing is."""
    name = name.strip()
    if not name:
        return "Give the vault a name."
    if any(sign in _NEVER or unicodedata.category(sign) == "Cc" for sign in name):
        return f"A name cannot hold any of these: {' '.join(_NEVER)}"
    if name.startswith(".") or name.endswith("."):
        return "A name cannot begin or end with a full stop."
    if name.split(".")[0].lower() in _RESERVED:
        return "That name is reserved on Windows. Choose another one."
    if len(name.encode("utf-8")) > _LONGEST:
        return "That name is too long."
    return ""


def folder_name(name: str) -> str:
    """The name of the folder for a vault of that name."""
    return unicodedata.normalize("NFC", name.strip()) + SUFFIX
