"""The sheets that lie ready: the few entries one moves between, each with its undo."""

from collections import OrderedDict
from collections.abc import Callable

from allydesk.ids import EntryId
from allydesk.ui.journal.sheet import Sheet

ROOM = 8
"""Sheets kept ready; a sheet that must not go stays beyond that."""


class Desk:
    """A small cache of sheets, the longest unused going first. `may_go` says which of them may."""

    def __init__(self, *, may_go: Callable[[Sheet], bool], room: int = ROOM) -> None:
        self._may_go = may_go
        self._room = room
        self._sheets: OrderedDict[EntryId, Sheet] = OrderedDict()

    def __len__(self) -> int:
        return len(self._sheets)

    def find(self, entry_id: EntryId) -> Sheet | None:
        """The entry's sheet, if it lies here; it counts as used."""
        sheet = self._sheets.get(entry_id)
        if sheet is not None:
            self._sheets.move_to_end(entry_id)
        return sheet

    def put(self, sheet: Sheet) -> None:
        """Lay a sheet down, and clear away what has not been used for longest."""
        self._sheets[sheet.entry_id] = sheet
        self._sheets.move_to_end(sheet.entry_id)
        for entry_id in [key for key, each in self._sheets.items() if each is not sheet and self._may_go(each)]:
            if len(self._sheets) <= self._room:
                break
            self._sheets.pop(entry_id).wipe()

    def remove(self, entry_id: EntryId) -> None:
        """Clear a sheet away, whatever it holds."""
        sheet = self._sheets.pop(entry_id, None)
        if sheet is not None:
            sheet.wipe()

    def trashed(self) -> list[EntryId]:
        """The entries among them that are in the trash."""
        return [entry_id for entry_id, sheet in self._sheets.items() if sheet.trashed is not None]

    def take_look(self) -> None:
        """Give every sheet the look's present type and colours."""
        for sheet in self._sheets.values():
            sheet.take_look()

    def clear(self) -> None:
        """Clear everything away."""
        for sheet in self._sheets.values():
            sheet.wipe()
        self._sheets.clear()
