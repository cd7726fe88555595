"""When Allydesk locks the vault by itself."""

from PySide6.QtCore import Signal

from allydesk.settings import Settings
from allydesk.ui.settings.card import Row, SettingsCard
from allydesk.ui.settings.choice import Choice, Switch
from allydesk.ui.settings.saying import counted
from allydesk.ui.theme import Look

MINUTES = (1, 5, 10, 30, 60)
"""The waiting times that are offered."""
_NEVER = 0
_AN_HOUR = 60

_DEAF = "Allydesk cannot hear of this on your computer. Lock it by hand with Ctrl+L, or let it lock after a while."


class LockingCard(SettingsCard):
    """The waiting time, and the two occasions. What is typed is saved before it locks, whatever the reason."""

    minutes_chosen = Signal(int)
    screen_lock_switched = Signal(bool)
    sleep_switched = Signal(bool)

    def __init__(self, *, look: Look, settings: Settings, hears_screen_lock: bool, hears_sleep: bool) -> None:
        """`hears_…` tell whether this computer says when that happens; the switch is of no use where it does not."""
        super().__init__("Locking", look=look)
        self._settings = settings
        self.minutes = Choice("Lock after", _options(settings.auto_lock_minutes), value=str(settings.auto_lock_minutes))
        self.on_screen_lock = Switch("Lock when the screen locks", look=look, on=settings.lock_on_screen_lock)
        self.on_sleep = Switch("Lock when the computer sleeps", look=look, on=settings.lock_on_suspend)
        self.add_row(
            "Lock when nobody is there", "After so long without a key or the mouse. What you type is saved first."
        ).add_below(self.minutes)
        _deaf_unless(hears_screen_lock, self.add_row("Lock when the screen locks", "", self.on_screen_lock))
        _deaf_unless(hears_sleep, self.add_row("Lock when the computer sleeps", "", self.on_sleep))
        self.minutes.chosen.connect(lambda key: self.minutes_chosen.emit(int(key)))
        self.on_screen_lock.switched.connect(self.screen_lock_switched)
        self.on_sleep.switched.connect(self.sleep_switched)

    def show_settings(self, settings: Settings) -> None:
        """Show these choices."""
        minutes = str(settings.auto_lock_minutes)
        if minutes in dict(_options(self._settings.auto_lock_minutes)):
            self.minutes.show_value(minutes)
        self.on_screen_lock.setChecked(settings.lock_on_screen_lock)
        self.on_sleep.setChecked(settings.lock_on_suspend)


def _options(kept: int) -> list[tuple[str, str]]:
    """The usual times, and the one that is kept if somebody wrote another into the file."""
    times = sorted({*MINUTES, kept} - {_NEVER})
    return [*((str(each), said_minutes(each)) for each in times), (str(_NEVER), "Never")]


def said_minutes(minutes: int) -> str:
    """ "10 min", "1 hour"."""
    if minutes % _AN_HOUR == 0:
        return counted(minutes // _AN_HOUR, "hour", "hours")
    return f"{minutes} min"


def _deaf_unless(hears: bool, row: Row) -> None:
    if not hears:
        row.say(_DEAF)
        row.controls.setEnabled(False)
