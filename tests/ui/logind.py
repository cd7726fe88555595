"""A login manager that owns its name on a bus and says what it is told to; run as a program by the tests.

Each line it reads is an order (lock, sleep, wake, drop); each line it writes tells what happened.
"""

import os
import select
import sys
from collections.abc import Iterator
from typing import Any

from jeepney import (  # type: ignore[import-untyped]  # it comes without types
    DBusAddress,
    HeaderFields,
    MessageType,
    message_bus,
    new_error,
    new_method_return,
    new_signal,
)
from jeepney.io.blocking import open_dbus_connection  # type: ignore[import-untyped]  # it comes without types

SESSION = "/org/freedesktop/login1/session/_37"
_MANAGER = DBusAddress("/org/freedesktop/login1", interface="org.freedesktop.login1.Manager")


def main() -> None:
    bus = open_dbus_connection("SESSION", enable_fds=True)
    bus.send_and_get_reply(message_bus.RequestName("org.freedesktop.login1"))
    held: list[int] = []
    _say("ready")
    while True:
        ready = select.select([bus.sock, sys.stdin, *held], [], [])[0]
        for end in [each for each in held if each in ready]:
            os.close(end)
            held.remove(end)
            _say("released")
        if bus.sock in ready:
            for call in _calls(bus):
                _answer(bus, call, held)
        if sys.stdin in ready:
            # Not by lines: the file would keep the second of two, and `select` would never tell of it.
            orders = os.read(sys.stdin.fileno(), 4096).decode("ascii")
            if not orders:
                return
            for order in orders.splitlines():
                _obey(bus, order)


def _calls(bus: Any) -> Iterator[Any]:
    """All that has arrived; the connection may have read more than one at once."""
    while True:
        try:
            yield bus.receive(timeout=0)
        except TimeoutError:
            return


def _answer(bus: Any, call: Any, held: list[int]) -> None:
    if call.header.message_type is not MessageType.method_call:
        return
    member = call.header.fields.get(HeaderFields.member)
    if member == "GetSession" and call.body in {("auto",), ("7",)}:
        bus.send(new_method_return(call, "o", (SESSION,)))
    elif member == "Inhibit":
        ours, theirs = os.pipe()
        bus.send(new_method_return(call, "h", (theirs,)))
        os.close(theirs)
        held.append(ours)
    else:
        bus.send(new_error(call, "org.freedesktop.DBus.Error.UnknownMethod"))
    _say(" ".join((str(member), *map(str, call.body))))


def _obey(bus: Any, order: str) -> None:
    if order == "lock":
        bus.send(new_signal(DBusAddress(SESSION, interface="org.freedesktop.login1.Session"), "Lock"))
    elif order == "lock another":
        other = DBusAddress(SESSION.replace("_37", "_38"), interface="org.freedesktop.login1.Session")
        bus.send(new_signal(other, "Lock"))
    elif order in {"sleep", "wake"}:
        bus.send(new_signal(_MANAGER, "PrepareForSleep", "b", (order == "sleep",)))


def _say(what: str) -> None:
    sys.stdout.write(what + "\n")
    sys.stdout.flush()


if __name__ == "__main__":
    main()
