"""The ways into a vault as a person thinks of them: the passphrase, the sheet of paper, this computer, and the rest."""

import platform
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, tzinfo

from allydesk.storage.slots import Slot, SlotId, SlotKind
from allydesk.ui.wording import said_day

_LABEL = 100
"""Letters of a computer's name that a vault keeps in the slot of its keyring."""


def this_computer() -> str:
    """The name under which a vault keeps this computer's keyring."""
    return platform.node()[:_LABEL]


@dataclass(frozen=True, slots=True)
class Way:
    """One way in: what it is in a few words, and since when it has opened the vault."""

    slot: SlotId
    title: str
    since: date


@dataclass(frozen=True, slots=True)
class Ways:
    """All of them. `passphrase` is the first one; `others` are a second person's, and other computers' keyrings."""

    passphrase: Way | None
    recovery: Way | None
    keyring: Way | None
    others: tuple[Way, ...]


def sort_ways(slots: Iterable[Slot], *, computer: str, zone: tzinfo | None) -> Ways:
    """Sort the slots; `computer` is this one's name, and `zone` where the person is."""
    found: dict[str, Way] = {}
    others: list[Way] = []
    for slot in slots:
        way = Way(slot.id, _title(slot), datetime.fromisoformat(slot.created).astimezone(zone).date())
        place = _place(slot, computer)
        if place and place not in found:
            found[place] = way
        else:
            others.append(way)
    return Ways(
        passphrase=found.get(SlotKind.PASSPHRASE),
        recovery=found.get(SlotKind.RECOVERY),
        keyring=found.get(SlotKind.DEVICE),
        others=tuple(others),
    )


def said_since(way: Way) -> str:
    """ "Since 21 November 2026." """
    return f"Since {said_day(way.since)}."


def _place(slot: Slot, computer: str) -> str:
    if slot.kind is SlotKind.MEMBER or (slot.kind is SlotKind.DEVICE and slot.label != computer):
        return ""
    return slot.kind.value


def _title(slot: Slot) -> str:
    named = f" “{slot.label}”" if slot.label else ""
    match slot.kind:
        case SlotKind.PASSPHRASE:
            return f"Another passphrase{named}"
        case SlotKind.RECOVERY:
            return "Another recovery key"
        case SlotKind.DEVICE:
            return f"The keyring of the computer{named}" if named else "The keyring of another computer"
        case SlotKind.MEMBER:
            return f"The passphrase of{named}" if named else "A second person’s passphrase"
