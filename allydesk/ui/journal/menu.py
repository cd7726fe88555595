"""The menu of the text."""

from collections.abc import Callable, Sequence

from PySide6.QtCore import Qt
from PySide6.QtGui import QAction, QContextMenuEvent, QGuiApplication, QTextCursor
from PySide6.QtWidgets import QTextEdit

from allydesk.ui.clipboard import private_mime
from allydesk.ui.journal.commands import Commands

MenuMaker = Callable[[QTextCursor], Sequence[QAction]]
"""Makes actions for a place in the text."""


def show_menu(field: QTextEdit, event: QContextMenuEvent, makers: Sequence[MenuMaker], commands: Commands) -> None:
    """Show Qt's own menu for a field, with the makers' actions and what concerns a link above it."""
    menu = field.createStandardContextMenu()
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    first = menu.actions()[0] if menu.actions() else None
    here = field.cursorForPosition(event.pos())
    found = [list(maker(here)) for maker in makers]
    for actions in (*found, link_actions(here, commands)):
        for action in actions:
            if action.parent() is None:
                action.setParent(menu)
            menu.insertAction(first, action) if first is not None else menu.addAction(action)
        if actions and first is not None:
            menu.insertSeparator(first)
    menu.popup(event.globalPos())


def link_actions(cursor: QTextCursor, commands: Commands) -> list[QAction]:
    """Copy the address of a link; nothing here opens one."""
    link = commands.link_under(cursor)
    if link is None or not link.target or link.picture:
        return []
    copy = QAction("Copy link")
    copy.triggered.connect(lambda: QGuiApplication.clipboard().setMimeData(private_mime(link.target)))
    return [copy]
