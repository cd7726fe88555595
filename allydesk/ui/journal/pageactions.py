"""What a person can do on the journal's page, by name and key."""

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication

from allydesk.ui.actions import Action, install
from allydesk.ui.journal.narrowing import TRASH

if TYPE_CHECKING:
    from allydesk.ui.journal.beginning import Beginning
    from allydesk.ui.journal.page import JournalPage
    from allydesk.ui.journal.rowmenu import RowMenu
    from allydesk.ui.journal.several import Several
    from allydesk.ui.spelling.spelling import Spelling

_GROUP = "Journal"


class PageActions:
    """The page's own actions, and those of its parts."""

    def __init__(
        self,
        *,
        page: "JournalPage",
        beginning: "Beginning",
        several: "Several",
        row_menu: "RowMenu",
        spelling: "Spelling",
    ) -> None:
        self._page = page
        self._beginning = beginning
        self._several = several
        self._row_menu = row_menu
        self._spelling = spelling

    def install(self) -> None:
        """Let the keys act on the page."""
        install(self.everything(), on=self._page)

    def everything(self) -> tuple[Action, ...]:
        """All of them. Where two have one key, it is the page's."""
        own = self._own()
        taken = {action.shortcut for action in own}
        parts = (*self._beginning.offered(), *self._page.editor.offered(), *self._spelling.offered())
        others = (replace(each, shortcut="") if each.shortcut in taken else each for each in parts)
        return (*own, *others)

    def _own(self) -> tuple[Action, ...]:
        page, column = self._page, self._page.column
        listed = column.list
        return (
            Action("New entry", _GROUP, page.new_entry, "Ctrl+N"),
            Action("Search entries", _GROUP, self._search, "Ctrl+Shift+F"),
            Action("Find", _GROUP, self._find, "Ctrl+F"),
            Action("What can be searched for", _GROUP, self._show_help),
            Action("Next match", _GROUP, self._next, "F3", ready=self._has_matches),
            Action("Match before", _GROUP, self._previous, "Shift+F3", ready=self._has_matches),
            Action("Next entry", _GROUP, lambda: listed.go(1), "Ctrl+Down"),
            Action("Entry before", _GROUP, lambda: listed.go(-1), "Ctrl+Up"),
            Action("Go to the title", _GROUP, page.editor.title.setFocus, "F2", ready=self._is_open),
            Action("Show all entries", _GROUP, column.show_everything),
            Action("Show the trash", _GROUP, lambda: column.filters.choose(TRASH)),
            Action("Empty the trash", _GROUP, self._several.empty_trash),
        )

    def _has_matches(self) -> bool:
        return self._page.editor.find_bar.isVisible() or self._page.stepping.ready

    def _next(self) -> None:
        """Of what one looks for in the page, and otherwise of the search."""
        bar = self._page.editor.find_bar
        (bar if bar.isVisible() else self._page.stepping).next()

    def _previous(self) -> None:
        bar = self._page.editor.find_bar
        (bar if bar.isVisible() else self._page.stepping).previous()

    def _is_open(self) -> bool:
        return self._page.editor.sheet is not None

    def _find(self) -> None:
        """In the text while one is in it, and otherwise among the entries."""
        focused = QApplication.focusWidget()
        if self._is_open() and focused is not None and self._page.editor.isAncestorOf(focused):
            self._page.editor.find_in_page()
        else:
            self._search()

    def _search(self) -> None:
        search = self._page.column.search
        search.setFocus(Qt.FocusReason.ShortcutFocusReason)
        search.selectAll()

    def _show_help(self) -> None:
        self._search()
        self._page.column.search.show_help()
