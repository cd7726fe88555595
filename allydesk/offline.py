"""What keeps this process off the network, its memory out of reach, and Qt away from platforms that listen.

Two guards, both for as long as the process lives and for every process it starts:

- On Linux the kernel refuses every socket that is not a Unix one (X11, Wayland and D-Bus are), and io_uring, which
  could open one by another way. The filter is ten instructions, loaded directly: through libseccomp it would need that
  library, and three helper processes and 35 ms only to find it.
- Everywhere an audit hook refuses the same to Python code. It does not see what Qt or another library does by itself;
  those are not imported (see the contract "Nothing talks to a network" in pyproject.toml).

Nothing here imports `socket`, so that the rest of the code needs no exception from that contract either.
"""

import ctypes
import errno
import os
import struct
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from pathlib import Path

from allydesk.errors import AllydeskError, Code

if sys.platform != "win32":
    import resource

AF_UNIX = 1
"""The one address family that stays on this machine; the same number on every system that has it."""


class GuardKind(StrEnum):
    """What refuses."""

    SECCOMP = "seccomp"
    AUDIT = "audit"


@dataclass(frozen=True, slots=True)
class Guard:
    """The strongest guard that is in force, for Settings to show."""

    kind: GuardKind


def install(*, seccomp: bool = True) -> Guard:
    """Keep this process and its children off the network from now on; say which guard holds.

    To be called before Qt is imported; once more does no harm. `seccomp=False` leaves the kernel's guard out, for
    a test of the other one.
    """
    _install_audit_hook()
    refused_by_kernel = seccomp and _load_filter() and _kernel_refuses()
    return Guard(GuardKind.SECCOMP if refused_by_kernel else GuardKind.AUDIT)


# The audit hook

_LOOK_UPS = frozenset({"socket.getaddrinfo", "socket.gethostbyname", "socket.gethostbyaddr", "socket.getnameinfo"})
_WITH_ADDRESS = frozenset({"socket.connect", "socket.bind", "socket.sendto", "socket.sendmsg"})
_ADOPTED = -1
"""The family the hook sees when a socket is made of an open descriptor; its address is looked at when it is used."""
_NO_FAMILY = 255
"""No address family has this number, so that asking for it shows who refuses and opens nothing."""


def _refuse_network(event: str, arguments: tuple[object, ...]) -> None:
    if not event.startswith("socket."):
        return
    refused = event in _LOOK_UPS
    if event == "socket.__new__":
        refused = arguments[1] not in (AF_UNIX, _ADOPTED)
    elif event in _WITH_ADDRESS:
        # A Unix address is a path; every other family's is a tuple.
        refused = isinstance(arguments[1], tuple)
    if refused:
        raise PermissionError(errno.EPERM, os.strerror(errno.EPERM))


def _install_audit_hook() -> None:
    try:
        sys.audit("socket.__new__", None, _NO_FAMILY, 0, 0)
    except PermissionError:
        return  # already there: a hook cannot be taken out again, and need not be put in twice
    sys.addaudithook(_refuse_network)


# The kernel's filter


@dataclass(frozen=True, slots=True)
class _Machine:
    """The kernel's numbers on one kind of machine: its audit name, and two system calls."""

    audit: int
    socket: int
    seccomp: int


_MACHINES = {
    "x86_64": _Machine(audit=0xC000003E, socket=41, seccomp=317),
    "aarch64": _Machine(audit=0xC00000B7, socket=198, seccomp=277),
    "riscv64": _Machine(audit=0xC00000F3, socket=198, seccomp=277),
}
_IO_URING_SETUP = 425  # on every machine: calls this young have one number
_X32 = 0x4000_0000  # from here on: the same calls again for programs of a smaller word, on x86_64 alone

_PR_SET_DUMPABLE, _PR_SET_NO_NEW_PRIVS = 4, 38
_SET_MODE_FILTER, _ALL_THREADS = 1, 1

# Instructions of the kernel's packet filter, and where `struct seccomp_data` holds what they load (linux/seccomp.h)
_LOAD, _IF_EQUAL, _IF_AT_LEAST, _RETURN = 0x20, 0x15, 0x35, 0x06
_CALL, _ARCHITECTURE, _FIRST_ARGUMENT = 0, 4, 16
_ALLOW, _REFUSE = 0x7FFF_0000, 0x0005_0000 | errno.EPERM


def _filter(machine: _Machine) -> bytes:
    """The program: each line is an instruction, the lines to skip if true and if false, and its operand."""
    return b"".join(
        struct.pack("HBBI", *instruction)
        for instruction in (
            (_LOAD, 0, 0, _ARCHITECTURE),
            (_IF_EQUAL, 0, 7, machine.audit),  # another word size has other numbers: nothing of it is allowed
            (_LOAD, 0, 0, _CALL),
            (_IF_AT_LEAST, 5, 0, _X32),
            (_IF_EQUAL, 4, 0, _IO_URING_SETUP),
            (_IF_EQUAL, 0, 2, machine.socket),
            (_LOAD, 0, 0, _FIRST_ARGUMENT),  # its lower half, which is all that the kernel looks at too
            (_IF_EQUAL, 0, 1, AF_UNIX),
            (_RETURN, 0, 0, _ALLOW),
            (_RETURN, 0, 0, _REFUSE),
        )
    )


class _Program(ctypes.Structure):
    """`struct sock_fprog` of linux/filter.h."""

    _fields_ = (("length", ctypes.c_ushort), ("instructions", ctypes.c_void_p))


def _load_filter() -> bool:
    """Give the kernel the filter, for every thread; False where it has no such thing or will not take it."""
    if sys.platform != "linux":
        return False
    machine = _MACHINES.get(os.uname().machine)
    if machine is None or sys.maxsize < 2**32:
        return False
    library = ctypes.CDLL(None)
    code = _filter(machine)
    kept = ctypes.create_string_buffer(code, len(code))
    program = _Program(len(code) // 8, ctypes.addressof(kept))
    if _prctl(library, _PR_SET_NO_NEW_PRIVS, 1) != 0:
        return False
    answer: int = library.syscall(
        ctypes.c_long(machine.seccomp),
        ctypes.c_long(_SET_MODE_FILTER),
        ctypes.c_long(_ALL_THREADS),
        ctypes.byref(program),
    )
    return answer == 0


def _kernel_refuses() -> bool:
    """Whether the filter does what it is for; a guard that has not been seen to hold is not called one."""
    library = ctypes.CDLL(None, use_errno=True)
    return library.socket(_NO_FAMILY, 1, 0) == -1 and ctypes.get_errno() == errno.EPERM


def _prctl(library: ctypes.CDLL, option: int, value: int) -> int:
    answer: int = library.prctl(option, *(ctypes.c_ulong(each) for each in (value, 0, 0, 0)))
    return answer


# Memory


def harden() -> None:
    """No core dumps, and on Linux no other process of this person may read this one's memory.

    To be called when the window is up and before a vault is opened. Not before the window: the desktop's settings
    portal answers no process whose memory is closed, and Qt asks it for light or dark and for the window's buttons. In
    Flatpak and Snap the portals are needed all along, and the sandbox closes the memory itself.
    """
    if sys.platform != "win32":
        resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    if sys.platform == "linux" and not (Path("/.flatpak-info").exists() or "SNAP" in os.environ):
        _prctl(ctypes.CDLL(None), _PR_SET_DUMPABLE, 0)


# Qt's platforms

PLATFORMS = frozenset({"xcb", "wayland", "wayland-egl", "offscreen", "minimal", "windows", "cocoa"})
"""Where Qt may show windows. Others serve them to a network: "vnc" listens on TCP port 5900 without a word."""


def allow_platform(arguments: Sequence[str], environment: Mapping[str, str]) -> None:
    """Look at what Qt would be told, as `sys.argv` and `os.environ` have it, before it is.

    Raises `AllydeskError` with `Code.REFUSED_PLATFORM` and `platform` for anything outside `PLATFORMS`.
    """
    named = [environment.get("QT_QPA_PLATFORM", "")]
    for position, argument in enumerate(arguments[:-1]):
        if argument in ("-platform", "--platform"):
            named.append(arguments[position + 1])
    # Several may be named, to be tried in turn, each with settings: "wayland;xcb:fontengine=none"
    for choice in ";".join(named).split(";"):
        platform = choice.partition(":")[0].strip()
        if platform and platform not in PLATFORMS:
            raise AllydeskError(Code.REFUSED_PLATFORM, platform=platform)
