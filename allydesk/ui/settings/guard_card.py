"""What keeps Allydesk off the network, in words."""

from allydesk.offline import Guard, GuardKind
from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.theme import Look

_GUARDS = {
    GuardKind.SECCOMP: "Allydesk cannot reach a network: the system of this computer refuses it every connection.",
    GuardKind.AUDIT: "Allydesk has no use for a network and refuses itself every connection. The system of this "
    "computer does not enforce that as well.",
}


class GuardCard(SettingsCard):
    """One sentence; there is nothing to choose."""

    def __init__(self, *, look: Look, guard: Guard) -> None:
        super().__init__("Off the network", look=look)
        self.add_row("Nothing leaves this computer", _GUARDS[guard.kind])
