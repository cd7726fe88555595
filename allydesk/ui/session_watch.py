"""What the desktop says of itself over D-Bus, on Linux: the screen is being locked, the computer goes to sleep.

D-Bus is a local socket; an address that leads anywhere else is not used. The system bus carries the words of every
program on the computer, so there only the login manager itself is believed; on the person's own bus anyone is, since
whoever can speak there could do worse than lock a vault.
"""

import os
from collections.abc import Callable, Mapping
from pathlib import Path
from typing import TYPE_CHECKING, Any, cast

from PySide6.QtCore import SLOT, QObject, Signal, Slot

if TYPE_CHECKING:
    from PySide6.QtDBus import QDBusConnection, QDBusObjectPath, QDBusPendingCallWatcher

_SCREEN_SAVERS = (
    "org.freedesktop.ScreenSaver",
    "org.gnome.ScreenSaver",
    "org.cinnamon.ScreenSaver",
    "org.mate.ScreenSaver",
    "org.xfce.ScreenSaver",
    "org.kde.screensaver",
)
"""The interfaces whose ActiveChanged(true) means that the screen has been covered."""

_LOGIN, _LOGIN_PATH = "org.freedesktop.login1", "/org/freedesktop/login1"
_MANAGER, _SESSION = "org.freedesktop.login1.Manager", "org.freedesktop.login1.Session"
_SYSTEM_SOCKET = Path("/run/dbus/system_bus_socket")


class SessionWatch(QObject):
    """Listens between `start` and `stop`. Where there is no bus it hears nothing, and `available` says so.

    On other systems than those with D-Bus it hears nothing either.
    """

    screen_locked = Signal()

    sleep_near = Signal()
    """The computer waits for us before it sleeps, until `let_sleep` or `stop`, or as long as it cares to (5 s)."""

    def __init__(self, *, environment: Mapping[str, str] = os.environ, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._session_address = _session_address(environment)
        self._system_address = _system_address(environment)
        self._session_name = environment.get("XDG_SESSION_ID", "") or "auto"
        self._session: QDBusConnection | None = None
        self._system: QDBusConnection | None = None
        self._asked: list[QDBusPendingCallWatcher] = []
        self._brake: object = None

    @property
    def available(self) -> bool:
        """Whether there is a bus to listen to."""
        return self.hears_screen_lock or self.hears_sleep

    @property
    def hears_screen_lock(self) -> bool:
        """Whether the desktop could say that the screen is locked."""
        return bool(self._session_address or self._system_address)

    @property
    def hears_sleep(self) -> bool:
        """Whether the login manager could say that the computer goes to sleep."""
        return bool(self._system_address)

    @property
    def holds_sleep(self) -> bool:
        """Whether the computer would wait for us before it sleeps."""
        return self._brake is not None

    def start(self) -> None:
        """Begin to listen. A bus that was named and does not answer counts as none."""
        if self._session is not None or self._system is not None:
            return
        self._session = _connect(self._session_address, name=f"allydesk-session-{id(self)}")
        self._system = _connect(self._system_address, name=f"allydesk-system-{id(self)}")
        if self._session is None:
            self._session_address = ""
        else:
            for interface in _SCREEN_SAVERS:
                self._session.connect("", "", interface, "ActiveChanged", self, _slot("_hear_screen(bool)"))
        if self._system is None:
            self._system_address = ""
        else:
            slot = _slot("_hear_sleep(bool)")
            self._system.connect(_LOGIN, _LOGIN_PATH, _MANAGER, "PrepareForSleep", self, slot)
            self._ask(self._system, "GetSession", self._session_name, then=self._learn_session)
            self._hold_sleep()

    def stop(self) -> None:
        """Listen no more, and hold nothing up."""
        self.let_sleep()
        for waiting in self._asked:
            waiting.finished.disconnect()
            waiting.deleteLater()
        self._asked.clear()
        for bus in (self._session, self._system):
            if bus is not None:
                bus.disconnectFromBus(bus.name())
        self._session = self._system = None

    def let_sleep(self) -> None:
        """What had to be done before sleeping is done."""
        self._brake = None  # it closes its file when nothing refers to it, and that is what the login manager sees

    def _ask(self, bus: "QDBusConnection", method: str, *arguments: str, then: Callable[[Any], object]) -> None:
        """Ask the login manager; `then` is called with its answer's first value, unless it refuses."""
        from PySide6.QtDBus import QDBusMessage, QDBusPendingCallWatcher  # noqa: PLC0415 - late, see `_connect`

        call = QDBusMessage.createMethodCall(_LOGIN, _LOGIN_PATH, _MANAGER, method)
        call.setArguments(list(arguments))
        call.setAutoStartService(False)
        waiting = QDBusPendingCallWatcher(bus.asyncCall(call), self)
        self._asked.append(waiting)

        def answered() -> None:
            self._asked.remove(waiting)
            if not waiting.isError() and (values := waiting.reply().arguments()):
                then(values[0])
            waiting.deleteLater()

        waiting.finished.connect(answered)

    def _learn_session(self, path: "QDBusObjectPath") -> None:
        if self._system is not None:
            self._system.connect(_LOGIN, path.path(), _SESSION, "Lock", self, _slot("_hear_lock()"))

    def _hold_sleep(self) -> None:
        if self._system is not None:
            what = ("sleep", "Allydesk", "Saving and locking the vault", "delay")
            self._ask(self._system, "Inhibit", *what, then=self._keep_brake)

    def _keep_brake(self, descriptor: object) -> None:
        self._brake = descriptor

    @Slot(bool)
    def _hear_screen(self, covered: bool) -> None:
        if covered:
            self.screen_locked.emit()

    @Slot()
    def _hear_lock(self) -> None:
        self.screen_locked.emit()

    @Slot(bool)
    def _hear_sleep(self, near: bool) -> None:
        if near:
            self.sleep_near.emit()
        else:
            self._hold_sleep()  # awake again: the next time, too


def _connect(address: str, *, name: str) -> "QDBusConnection | None":
    """A connection of our own to the bus at that address; None where there is none or it does not answer."""
    if not address:
        return None
    # Imported here and not above: the first page does not wait for a library that matters once a vault is open.
    from PySide6.QtDBus import QDBusConnection  # noqa: PLC0415 - late, see above

    bus = QDBusConnection.connectToBus(address, name)
    if bus.isConnected():
        return bus
    QDBusConnection.disconnectFromBus(name)
    return None


def _slot(signature: str) -> bytes:
    """A slot by its signature, as Qt names it where types do not help. It is a string; the stubs call it bytes."""
    return cast("bytes", SLOT(signature))


def _session_address(environment: Mapping[str, str]) -> str:
    """Where this person's bus is, or "". Never asks for one to be started, as the library would."""
    if named := environment.get("DBUS_SESSION_BUS_ADDRESS"):
        return _local(named)
    runtime = environment.get("XDG_RUNTIME_DIR", "")
    return f"unix:path={runtime}/bus" if runtime and Path(runtime, "bus").exists() else ""


def _system_address(environment: Mapping[str, str]) -> str:
    if named := environment.get("DBUS_SYSTEM_BUS_ADDRESS"):
        return _local(named)
    return f"unix:path={_SYSTEM_SOCKET}" if _SYSTEM_SOCKET.exists() else ""


def _local(address: str) -> str:
    """The address where all it names are sockets of this computer; "" otherwise."""
    return address if all(each.startswith("unix:") for each in address.split(";") if each) else ""
