"""What was found when a vault was looked through, in words, and what to do about it."""

from collections.abc import Mapping, Sequence

from allydesk.problems import Problem
from allydesk.storage.verify import Finding, Trouble

_FOUND: Mapping[Trouble, tuple[str, str]] = {
    Trouble.HEADER_TWIN: ("One of the two copies of the vault’s lock is damaged or missing.",) * 2,
    Trouble.PAGES: (
        "One page of the vault is not what was written.",
        "{places} pages of the vault are not what was written.",
    ),
    Trouble.STRUCTURE: ("The vault’s inner order has a fault.", "The vault’s inner order has {places} faults."),
    Trouble.REFERENCES: (
        "Something in the vault refers to what is not there.",
        "{places} things in the vault refer to what is not there.",
    ),
    Trouble.SEARCH_INDEX: ("The index for searching does not agree with the entries.",) * 2,
    Trouble.ENTRIES: (
        "One entry or earlier version cannot be read.",
        "{places} entries or earlier versions cannot be read.",
    ),
    Trouble.STORY: (
        "One thing in the story room cannot be read.",
        "{places} things in the story room cannot be read.",
    ),
    Trouble.PRACTICE: (
        "One thing in the practice room cannot be read.",
        "{places} things in the practice room cannot be read.",
    ),
    Trouble.ATTACHMENTS: ("One attached file is not what was kept.", "{places} attached files are not what was kept."),
}

SOUND = "No damage was found. Every page, every entry and every attached file is as it was written."


def problem_in(findings: Sequence[Finding], *, has_backup: bool) -> Problem:
    """The words for what was found, which must be something. `has_backup`: there is one that could be restored.

    Raises ValueError when nothing was found.
    """
    if not findings:
        raise ValueError("there is no problem")
    said = " ".join(_FOUND[each.trouble][each.places != 1].format(places=f"{each.places:,}") for each in findings)
    troubles = {each.trouble for each in findings}
    if troubles == {Trouble.HEADER_TWIN}:
        return Problem(
            said,
            "The other copy is whole, and so is everything you wrote.",
            "Lock the vault and unlock it again: that mends it. If it comes back, have the disk checked.",
        )
    if troubles <= {Trouble.HEADER_TWIN, Trouble.SEARCH_INDEX}:
        return Problem(
            said,
            "Every entry is whole. Only a search may leave something out.",
            "Bring back what can be read into a new vault: its index is made anew.",
        )
    return Problem(
        said,
        "Looking has changed nothing. What is not damaged can be read as before.",
        _NEXT_WITH_BACKUP if has_backup else _NEXT_WITHOUT,
    )


_NEXT_WITH_BACKUP = (
    "Copy the vault’s folder to another disk as it is. Then restore the newest backup beside it, or bring back what "
    "can be read here, and have the disk checked."
)
_NEXT_WITHOUT = (
    "Copy the vault’s folder to another disk as it is. Then bring back what can be read into a new vault, and have the "
    "disk checked."
)
