"""The network guard, in processes of its own: what it refuses, and what it has to leave alone."""

import json
import os
import platform
import shutil
import socket
import subprocess
import sys
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pytest

from allydesk import offline
from allydesk.errors import AllydeskError, Code
from tests.end_to_end.xvfb import needs_xvfb, xvfb

ROOT = Path(__file__).parents[1]

PREAMBLE = """
import ctypes, errno, json, os, socket, subprocess, sys, threading
from allydesk import offline

LIBRARY = ctypes.CDLL(None, use_errno=True)

def attempt(work):
    try:
        work()
    except OSError as problem:
        return errno.errorcode[problem.errno]
    return "allowed"

def in_c(*call):
    made = LIBRARY.syscall(*call) if len(call) != 3 else LIBRARY.socket(*call)
    return "allowed" if made >= 0 else errno.errorcode[ctypes.get_errno()]

def tell(**facts):
    print(json.dumps(facts))
"""

needs_seccomp = pytest.mark.skipif(
    sys.platform != "linux" or platform.machine() not in {"x86_64", "aarch64", "riscv64"},
    reason="the kernel's guard is for Linux on 64-bit Intel, ARM and RISC-V",
)


def in_child(code: str, *, within: Sequence[str] = (), environment: Mapping[str, str] | None = None) -> Any:
    """Run code after the preamble in a new process; what it told on its last line."""
    ran = subprocess.run(
        [*within, sys.executable, "-c", PREAMBLE + code],
        cwd=ROOT,
        env={**os.environ, "PYTHONPATH": str(ROOT), **(environment or {})},
        capture_output=True,
        text=True,
        check=False,
        timeout=120,
    )
    assert ran.returncode == 0, ran.stderr
    return json.loads(ran.stdout.splitlines()[-1])


@contextmanager
def listener() -> Iterator[int]:
    """A port of this machine on which something takes every connection."""
    with socket.create_server(("127.0.0.1", 0)) as server:
        yield server.getsockname()[1]


@pytest.mark.parametrize("seccomp", [pytest.param(True, marks=needs_seccomp), False], ids=["seccomp", "audit"])
def test_python_is_refused_every_socket_but_unix_ones(seccomp: bool) -> None:
    told = in_child(f"""
guard = offline.install(seccomp={seccomp})
families = {{"INET": socket.AF_INET, "INET6": socket.AF_INET6, "NETLINK": socket.AF_NETLINK, "UNIX": socket.AF_UNIX}}
tell(guard=guard.kind, **{{name: attempt(lambda: socket.socket(family)) for name, family in families.items()}})
""")
    kind = "seccomp" if seccomp else "audit"
    assert told == {"guard": kind, "INET": "EPERM", "INET6": "EPERM", "NETLINK": "EPERM", "UNIX": "allowed"}


def test_the_audit_hook_alone_refuses_look_ups_and_adopted_sockets() -> None:
    told = in_child("""
adopted = socket.socket(fileno=LIBRARY.socket(socket.AF_INET, socket.SOCK_DGRAM, 0))
guard = offline.install(seccomp=False)
again = socket.socket(fileno=adopted.fileno())
there = ("127.0.0.1", 9)
tell(
    guard=guard.kind,
    connect=attempt(lambda: again.connect(there)),
    bind=attempt(lambda: again.bind(("127.0.0.1", 0))),
    sendto=attempt(lambda: again.sendto(b"", there)),
    sendmsg=attempt(lambda: again.sendmsg([b""], [], 0, there)),
    getaddrinfo=attempt(lambda: socket.getaddrinfo("localhost", 9)),
    gethostbyname=attempt(lambda: socket.gethostbyname("localhost")),
    gethostbyaddr=attempt(lambda: socket.gethostbyaddr("127.0.0.1")),
    getnameinfo=attempt(lambda: socket.getnameinfo(there, 0)),
)
again.detach()
""")
    assert told.pop("guard") == "audit"
    assert told == dict.fromkeys(told, "EPERM")
    assert len(told) == 8


@pytest.mark.parametrize("seccomp", [pytest.param(True, marks=needs_seccomp), False], ids=["seccomp", "audit"])
def test_unix_sockets_talk_under_the_guard(seccomp: bool, tmp_path: Path) -> None:
    told = in_child(f"""
offline.install(seccomp={seccomp})
place = {str(tmp_path / "s")!r}
server = socket.socket(socket.AF_UNIX)
server.bind(place)
server.listen()
client = socket.socket(socket.AF_UNIX)
client.connect(place)
peer, _ = server.accept()
client.sendall(b"over a path")
one, other = socket.socketpair()
one.sendall(b"over a pair")
tell(heard=[peer.recv(99).decode(), other.recv(99).decode()])
for each in (server, client, peer, one, other):
    each.close()
""")
    assert told == {"heard": ["over a path", "over a pair"]}


@needs_seccomp
def test_the_kernel_refuses_c_code_and_the_ways_around() -> None:
    told = in_child("""
before = [in_c(2, 1, 0), in_c(1, 1, 0)]
offline.install()
wide = (0xFFFF_FFFF << 32) | socket.AF_INET
number = {"x86_64": 41}.get(os.uname().machine, 198)
tell(
    before=before,
    inet=in_c(2, 1, 0),
    inet6=in_c(10, 2, 0),
    unix=in_c(1, 1, 0),
    wide=in_c(*map(ctypes.c_long, (number, wide, 1, 0))),
    io_uring=in_c(*map(ctypes.c_long, (425, 8, 0, 0))),
)
""")
    assert told.pop("before") == ["allowed", "allowed"]
    assert told.pop("unix") == "allowed"
    assert told == dict.fromkeys(("inet", "inet6", "wide", "io_uring"), "EPERM")


@needs_seccomp
@pytest.mark.skipif(platform.machine() != "x86_64", reason="only x86_64 has a second set of numbers")
def test_the_second_set_of_numbers_is_no_way_around() -> None:
    told = in_child("""
offline.install()
tell(x32=in_c(*map(ctypes.c_long, (0x4000_0000 | 41, 2, 1, 0))))
""")
    assert told == {"x32": "EPERM"}


@needs_seccomp
def test_threads_that_were_there_before_are_guarded_too() -> None:
    told = in_child("""
may_try, heard = threading.Event(), []
early = threading.Thread(target=lambda: (may_try.wait(), heard.append(in_c(2, 1, 0))))
early.start()
offline.install()
may_try.set()
early.join()
tell(heard=heard)
""")
    assert told == {"heard": ["EPERM"]}


@needs_seccomp
def test_a_process_that_the_guarded_one_starts_is_refused_too() -> None:
    told = in_child("""
offline.install()
code = "import socket\\ntry: socket.socket()\\nexcept PermissionError: print('refused')\\nelse: print('allowed')"
tell(child=subprocess.run([sys.executable, "-c", code], capture_output=True, text=True).stdout.strip())
""")
    assert told == {"child": "refused"}


@needs_seccomp
@pytest.mark.parametrize("guarded", [True, False], ids=["guarded", "control"])
def test_qt_cannot_connect(guarded: bool) -> None:
    with listener() as port:
        told = in_child(f"""
{"offline.install()" if guarded else ""}
from PySide6.QtCore import QCoreApplication
from PySide6.QtNetwork import QHostAddress, QTcpServer, QTcpSocket, QUdpSocket
application = QCoreApplication([])
client = QTcpSocket()
client.connectToHost("127.0.0.1", {port})
here = QHostAddress(QHostAddress.SpecialAddress.LocalHost)
tell(tcp=client.waitForConnected(30_000), listens=QTcpServer().listen(here), udp=QUdpSocket().bind(here))
""")
    assert told == dict.fromkeys(("tcp", "listens", "udp"), not guarded)


def test_the_guard_can_be_asked_for_twice() -> None:
    told = in_child("""
kinds = [offline.install().kind, offline.install().kind]
tell(kinds=kinds, heard=[attempt(lambda: socket.socket(family)) for family in (socket.AF_INET, socket.AF_UNIX)])
""")
    first, second = told["kinds"]
    assert first == second
    assert told["heard"] == ["EPERM", "allowed"]


@needs_xvfb
def test_a_real_window_opens_under_the_guard() -> None:
    with xvfb() as display:
        told = in_child(
            """
offline.install()
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication, QLabel
application = QApplication([])
label = QLabel("here")
label.show()
tell(platform=application.platformName(), shown=QTest.qWaitForWindowExposed(label, 30_000))
""",
            environment=display,
        )
    assert told == {"platform": "xcb", "shown": True}


@pytest.mark.skipif(
    not all(map(shutil.which, ("dbus-run-session", "gnome-keyring-daemon"))),
    reason="needs dbus-run-session and gnome-keyring-daemon",
)
def test_the_system_keyring_answers_under_the_guard(tmp_path: Path) -> None:
    told = in_child(
        """
daemon = subprocess.Popen(
    ["gnome-keyring-daemon", "--foreground", "--unlock", "--components=secrets"],
    stdin=subprocess.PIPE, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL,
)
daemon.stdin.write(b"a login")
daemon.stdin.close()
offline.install()
from keyring.backends.SecretService import Keyring
keyring = Keyring()
keyring.set_password("allydesk-test", "someone", "kept")
tell(read=keyring.get_password("allydesk-test", "someone"))
daemon.terminate()
daemon.wait()
""",
        within=("dbus-run-session", "--"),
        environment={name: str(tmp_path) for name in ("HOME", "XDG_RUNTIME_DIR", "XDG_DATA_HOME")},
    )
    assert told == {"read": "kept"}


def traced(code: str, trace: Path) -> list[str]:
    """The network calls of a process that runs this code, and of those it starts, one a line."""
    strace = ("strace", "-f", "-qq", "-o", str(trace), "-e", "trace=%network")
    in_child(code, within=strace, environment={"QT_QPA_PLATFORM": "offscreen"})
    return trace.read_text().splitlines()


def can_trace() -> bool:
    strace = shutil.which("strace")
    return strace is not None and subprocess.run([strace, "-o", "/dev/null", "true"], check=False).returncode == 0


@needs_seccomp
@pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace here")
def test_a_trace_of_the_guarded_process_shows_no_network(tmp_path: Path) -> None:
    window = """
from PySide6.QtWidgets import QApplication, QTextEdit
application = QApplication([])
page = QTextEdit("a page")
page.show()
application.processEvents()
subprocess.run([sys.executable, "-c", "import keyring, sqlalchemy"], check=True)
"""
    unix, inet = (f"tell(heard=attempt(lambda: socket.socket(socket.{family})))" for family in ("AF_UNIX", "AF_INET"))
    guarded = traced(f"offline.install()\n{window}\n{unix}", tmp_path / "guarded")
    assert any("AF_UNIX" in line for line in guarded)
    assert [line for line in guarded if "AF_INET" in line] == []

    control = traced(f"{window}\n{inet}", tmp_path / "control")
    assert any("AF_INET" in line and "= -1" not in line for line in control)


@needs_seccomp
@pytest.mark.parametrize(("environment", "closed"), [({}, True), ({"SNAP": "/snap/allydesk/1"}, False)])
def test_hardening_keeps_memory_from_others(environment: dict[str, str], closed: bool) -> None:
    told = in_child(
        """
import resource
offline.harden()
tell(core=resource.getrlimit(resource.RLIMIT_CORE), dumpable=LIBRARY.prctl(3, 0, 0, 0, 0))
""",
        environment=environment,
    )
    assert told == {"core": [0, 0], "dumpable": 0 if closed else 1}


@pytest.mark.parametrize(
    ("arguments", "variable"),
    [
        (["allydesk"], ""),
        (["allydesk"], "offscreen"),
        (["allydesk"], "wayland;xcb:fontengine=freetype"),
        (["allydesk", "-platform", "xcb"], "wayland"),
        (["allydesk", "add", "-platform"], ""),
    ],
)
def test_platforms_that_stay_on_this_machine_are_allowed(arguments: list[str], variable: str) -> None:
    offline.allow_platform(arguments, {"QT_QPA_PLATFORM": variable})


@pytest.mark.parametrize(
    ("arguments", "variable"),
    [
        (["allydesk"], "vnc"),
        (["allydesk"], "vnc:size=800x600"),
        (["allydesk"], "xcb; vnc"),
        (["allydesk", "-platform", "vnc:port=1"], "xcb"),
        (["allydesk", "--platform", "wayland;vnc"], ""),
    ],
)
def test_platforms_that_serve_a_network_are_refused(arguments: list[str], variable: str) -> None:
    with pytest.raises(AllydeskError) as raised:
        offline.allow_platform(arguments, {"QT_QPA_PLATFORM": variable})
    assert raised.value.code is Code.REFUSED_PLATFORM
    assert raised.value.facts == {"platform": "vnc"}
