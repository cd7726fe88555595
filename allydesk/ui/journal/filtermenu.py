"""What hangs under the last chip: saved filters, tags, people, templates, the calendar and the trash."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from PySide6.QtWidgets import QMenu

from allydesk.journal.saved_filter import SavedFilter
from allydesk.ui.journal.narrowing import TRASH, Choice, of_person, of_saved, of_tag, of_template
from allydesk.ui.journal.proposing import Known

_IN_MENU = 40
"""Names in one menu. Search finds the others with tag:name."""


@dataclass(frozen=True, slots=True)
class Offer:
    """What there is to choose from, and what is chosen."""

    saved: Sequence[SavedFilter]
    known: Known
    trashed: int
    choice: Choice


def fill_filter_menu(
    menu: QMenu,
    offer: Offer,
    *,
    choose: Callable[[Choice], object],
    calendar: Callable[[], object],
    change: Callable[[QMenu, SavedFilter], object],
) -> None:
    """Fill the menu anew. `change` fills the menu of one saved filter."""
    _empty(menu)
    for saved in offer.saved:
        _add(menu, of_saved(saved), saved.name, offer.choice, choose)
    if offer.saved:
        changes = menu.addMenu("Change saved filters")
        for saved in offer.saved:
            change(changes.addMenu(_plain(saved.name)), saved)
        menu.addSeparator()
    known = offer.known
    counted = [("Tags", of_tag, known.tags), ("People", of_person, known.people)]
    for title, make, names in counted:
        if names:
            part = menu.addMenu(title)
            for name, count in names[:_IN_MENU]:
                _add(part, make(name), f"{name}  ({count:,})", offer.choice, choose)
    if known.templates:
        part = menu.addMenu("Templates")
        for key, name in known.templates:
            _add(part, of_template(key, name), name, offer.choice, choose)
    menu.addAction("Calendar").triggered.connect(lambda _checked=False: calendar())
    menu.addSeparator()
    _add(menu, TRASH, f"Trash  ({offer.trashed:,})", offer.choice, choose)


def fill_saved_menu(
    menu: QMenu,
    ids: Sequence[str],
    place: int,
    *,
    rename: Callable[[], object],
    remove: Callable[[], object],
    reorder: Callable[[list[str]], object],
) -> None:
    """What can be done with the saved filter at that place among the others."""
    menu.addAction("Rename").triggered.connect(lambda _checked=False: rename())
    for words, other in (("Move before", place - 1), ("Move after", place + 1)):
        action = menu.addAction(words)
        action.setEnabled(0 <= other < len(ids))
        action.triggered.connect(lambda _checked=False, other=other: reorder(_swapped(ids, place, other)))
    menu.addSeparator()
    menu.addAction("Delete filter").triggered.connect(lambda _checked=False: remove())


def _add(menu: QMenu, choice: Choice, words: str, chosen: Choice, choose: Callable[[Choice], object]) -> None:
    action = menu.addAction(_plain(words))
    action.setCheckable(True)
    action.setChecked(choice == chosen)
    action.triggered.connect(lambda: choose(choice))


def _empty(menu: QMenu) -> None:
    for action in menu.actions():
        part = action.menu()
        if isinstance(part, QMenu):
            part.deleteLater()
    menu.clear()


def _swapped(ids: Sequence[str], one: int, other: int) -> list[str]:
    order = list(ids)
    order[one], order[other] = order[other], order[one]
    return order


def _plain(name: str) -> str:
    return name.replace("&", "&&")
