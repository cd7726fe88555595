"""Hearing of the screen's lock and of sleep: over a real D-Bus, in a process and a session of its own."""

import importlib.util
import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest
from pytestqt.qtbot import QtBot

from allydesk.ui.session_watch import SessionWatch

ROOT = Path(__file__).parents[2]

needs_bus = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None or shutil.which("dbus-send") is None,
    reason="dbus-run-session and dbus-send are not both here",
)
needs_jeepney = pytest.mark.skipif(
    importlib.util.find_spec("jeepney") is None, reason="jeepney, which comes with keyring on Linux, is not here"
)

PRELUDE = """
    import json, os, subprocess, sys
    from PySide6.QtCore import QCoreApplication, QEventLoop, QTimer
    os.environ["DBUS_SYSTEM_BUS_ADDRESS"] = os.environ["DBUS_SESSION_BUS_ADDRESS"]
    app = QCoreApplication([])
    from allydesk.ui.session_watch import SessionWatch
    loaded_at_import = "PySide6.QtDBus" in sys.modules
    watch = SessionWatch()
    heard = []
    watch.screen_locked.connect(lambda: heard.append("screen"))
    watch.sleep_near.connect(lambda: heard.append("sleep"))

    def until(true):
        deadline = QTimer(singleShot=True)
        deadline.start(20_000)
        while not true():
            assert deadline.isActive(), heard
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)

    def listens():
        # The bus answers in order: when this is answered, it knows all that we want to hear of.
        for bus in (watch._session, watch._system):
            if bus is not None:
                bus.interface().isServiceRegistered("org.freedesktop.DBus")

    def send(path, member, *arguments):
        subprocess.run(["dbus-send", "--session", "--type=signal", path, member, *arguments], check=True)

    class Logind:
        def __init__(self):
            self.said = []
            self.process = subprocess.Popen(
                [sys.executable, "-m", "tests.ui.logind"], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            self.until("ready")

        def until(self, line):
            # What it says is read by this thread; what we say is sent by Qt's own.
            while line not in self.said:
                said = self.process.stdout.readline().strip()
                assert said, self.said
                self.said.append(said)

        def order(self, line):
            self.process.stdin.write(line + "\\n")
            self.process.stdin.flush()

        def close(self):
            self.process.stdin.close()
            self.process.wait()

    def say(**facts):
        print(json.dumps(facts))
"""


def on_a_bus(folder: Path, script: str, **variables: str) -> Any:
    """What a script says that runs in a D-Bus session of its own."""
    path = folder / "script.py"
    path.write_text(textwrap.dedent(PRELUDE) + textwrap.dedent(script))
    environment = {"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), **variables}
    done = subprocess.run(
        ["dbus-run-session", "--", sys.executable, "-W", "error", str(path)],
        env=environment,
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@needs_bus
@pytest.mark.parametrize(
    ("path", "interface"),
    [
        ("/org/freedesktop/ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("/ScreenSaver", "org.freedesktop.ScreenSaver"),
        ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver"),
        ("/org/cinnamon/ScreenSaver", "org.cinnamon.ScreenSaver"),
        ("/org/mate/ScreenSaver", "org.mate.ScreenSaver"),
        ("/org/xfce/ScreenSaver", "org.xfce.ScreenSaver"),
    ],
)
def test_the_screen_is_heard_to_be_covered_and_not_to_be_uncovered(tmp_path: Path, path: str, interface: str) -> None:
    answer = on_a_bus(
        tmp_path,
        f"""
        watch.start()
        listens()
        send({path!r}, "{interface}.ActiveChanged", "boolean:false")
        send({path!r}, "{interface}.WakeUpScreen")
        send({path!r}, "{interface}.ActiveChanged", "boolean:true")
        until(lambda: heard)
        say(heard=heard, available=watch.available, late=not loaded_at_import)
        """,
    )
    assert answer == {"heard": ["screen"], "available": True, "late": True}


@needs_bus
@needs_jeepney
def test_the_computer_waits_before_it_sleeps_until_it_is_let(tmp_path: Path) -> None:
    answer = on_a_bus(
        tmp_path,
        """
        logind = Logind()
        watch.start()
        until(lambda: watch.holds_sleep)
        listens()
        logind.order("sleep")
        until(lambda: heard)
        before = "released" in logind.said
        watch.let_sleep()
        logind.until("released")
        logind.order("wake")
        until(lambda: watch.holds_sleep)
        watch.stop()
        logind.said.clear()
        logind.until("released")
        say(heard=heard, before=before, held=watch.holds_sleep)
        logind.close()
        """,
    )
    assert answer == {"heard": ["sleep"], "before": False, "held": False}


@needs_bus
@needs_jeepney
@pytest.mark.parametrize("session", ["", "7"])
def test_our_own_session_is_heard_to_be_locked_and_no_other(tmp_path: Path, session: str) -> None:
    answer = on_a_bus(
        tmp_path,
        """
        logind = Logind()
        watch.start()
        until(lambda: watch.holds_sleep and not watch._asked)
        listens()
        logind.order("lock another")
        logind.order("lock")
        until(lambda: heard)
        logind.order("sleep")
        until(lambda: "sleep" in heard)
        say(heard=heard)
        watch.stop()
        logind.close()
        """,
        XDG_SESSION_ID=session,
    )
    assert answer == {"heard": ["screen", "sleep"]}


@needs_bus
@needs_jeepney
def test_nobody_but_the_login_manager_is_believed_on_the_system_bus(tmp_path: Path) -> None:
    answer = on_a_bus(
        tmp_path,
        """
        logind = Logind()
        watch.start()
        until(lambda: watch.holds_sleep)
        listens()
        send("/org/freedesktop/login1", "org.freedesktop.login1.Manager.PrepareForSleep", "boolean:true")
        send("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "boolean:true")
        until(lambda: heard)
        say(heard=heard)
        watch.stop()
        logind.close()
        """,
    )
    assert answer == {"heard": ["screen"]}


@needs_bus
def test_nothing_is_heard_after_stopping_and_all_again_after_starting_anew(tmp_path: Path) -> None:
    answer = on_a_bus(
        tmp_path,
        """
        signal = ("/org/gnome/ScreenSaver", "org.gnome.ScreenSaver.ActiveChanged", "boolean:true")
        watch.start()
        watch.start()
        watch.stop()
        watch.stop()
        send(*signal)
        watch.start()
        listens()
        send(*signal)
        until(lambda: heard)
        app.processEvents()
        say(heard=heard)
        """,
    )
    assert answer == {"heard": ["screen"]}


@needs_bus
def test_a_bus_that_does_not_answer_is_no_bus(tmp_path: Path) -> None:
    answer = on_a_bus(
        tmp_path,
        """
        gone = f"unix:path={os.environ['HOME']}/nothing"
        watch = SessionWatch(environment={"DBUS_SESSION_BUS_ADDRESS": gone, "DBUS_SYSTEM_BUS_ADDRESS": gone})
        hoped = watch.available
        watch.start()
        say(hoped=hoped, available=watch.available)
        watch.stop()
        """,
    )
    assert answer == {"hoped": True, "available": False}


@pytest.mark.parametrize(
    "address", ["tcp:host=example.org,port=1", "unixexec:path=/bin/sh", "autolaunch:", "unix:path=/x;tcp:host=y,port=1"]
)
def test_an_address_that_may_lead_off_this_computer_is_not_used(qtbot: QtBot, address: str) -> None:
    assert qtbot is not None
    watch = SessionWatch(environment={"DBUS_SESSION_BUS_ADDRESS": address, "DBUS_SYSTEM_BUS_ADDRESS": address})
    assert not watch.available
    watch.start()
    watch.stop()
    assert not watch.holds_sleep


def test_a_socket_in_the_runtime_folder_is_a_bus_and_nothing_is_started_for_want_of_one(tmp_path: Path) -> None:
    nowhere = {"XDG_RUNTIME_DIR": str(tmp_path), "DBUS_SYSTEM_BUS_ADDRESS": "tcp:"}
    assert not SessionWatch(environment=nowhere).available
    (tmp_path / "bus").touch()
    found = SessionWatch(environment=nowhere)
    assert found.hears_screen_lock
    assert not found.hears_sleep
