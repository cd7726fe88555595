"""What the window itself offers: to go from room to room, to lock, and to leave."""

from functools import partial

from allydesk.ui.actions import Action
from allydesk.ui.window import MainWindow

_NAMES = {"today": "Today", "journal": "Journal", "settings": "Settings"}
_SETTINGS_KEY = "Ctrl+,"


def window_actions(window: MainWindow) -> tuple[Action, ...]:
    """Alt and a number leads to each room, in the rail's order."""
    rooms = [key for key in window.rooms() if key != "settings"]
    made = [
        Action(f"Go to {_NAMES.get(key, key.title())}", "Allydesk", partial(window.show_room, key), f"Alt+{number}")
        for number, key in enumerate(rooms, 1)
    ]
    return (
        *made,
        Action("Go to Settings", "Allydesk", partial(window.show_room, "settings"), _SETTINGS_KEY),
        Action("Lock", "Allydesk", window.lock_requested.emit, "Ctrl+L"),
        Action("Close Allydesk", "Allydesk", window.close, "Ctrl+Q"),
    )
