"""The keyring's switch, over a real keyring in a D-Bus session of its own."""

import json
import os
import shutil
import subprocess
import sys
import textwrap
from pathlib import Path
from typing import Any

import pytest

ROOT = Path(__file__).parents[3]

needs_gnome_keyring = pytest.mark.skipif(
    shutil.which("dbus-run-session") is None or shutil.which("gnome-keyring-daemon") is None,
    reason="dbus-run-session and gnome-keyring-daemon are not both here",
)

SCRIPT = """
    import json, sys
    from pathlib import Path
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtWidgets import QApplication
    from allydesk.assets import resources
    from allydesk.errors import VaultError
    from allydesk.storage.secrets import DeviceKey
    from allydesk.ui.settings.opening import OpeningCard
    from allydesk.ui.settings.ways import sort_ways, this_computer
    from allydesk.ui.tasks import TaskRunner
    from allydesk.ui.theme import Look, Theme
    from tests.ui.scripted import ScriptedPrompts
    from tests.vaults import new_vault

    app = QApplication([])
    look = Look(resources=resources(), theme=Theme.LIGHT)
    vault = new_vault(Path(sys.argv[1]) / "Journal.allydesk")
    tasks = TaskRunner()
    prompts = ScriptedPrompts()
    card = OpeningCard(vault=vault, tasks=tasks, prompts=prompts, look=look)

    def show():
        card.show_ways(sort_ways(vault.slots(), computer=this_computer(), zone=None))

    def turn():
        done = []
        card.changed.connect(lambda: done.append(True))
        card.keyring.click()
        deadline = QTimer(singleShot=True)
        deadline.start(60_000)
        while not done:
            assert deadline.isActive()
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 100)
        show()

    def opens():
        try:
            vault.check_secret(DeviceKey())
        except VaultError as error:
            return error.code
        return "yes"

    show()
    before = card.keyring.isChecked(), opens()
    turn()
    on = card.keyring.isChecked(), opens()
    turn()
    off = card.keyring.isChecked(), opens()
    tasks.close()
    vault.lock()
    print(json.dumps({"before": before, "on": on, "off": off, "told": prompts.told}))
"""


@pytest.fixture
def section() -> str:
    return "Security"


def in_a_session(folder: Path, *, before: str) -> Any:
    """What the script says in a session with a home of its own."""
    for name in ("home", "runtime", "data", "config", "cache"):
        (folder / name).mkdir(mode=0o700)
    path = folder / "script.py"
    path.write_text(textwrap.dedent(SCRIPT))
    done = subprocess.run(
        ["dbus-run-session", "--", "sh", "-c", f"{before}exec {sys.executable} {path} {folder}"],
        env={
            "PATH": os.environ["PATH"],
            "PYTHONPATH": str(ROOT),
            "QT_QPA_PLATFORM": "offscreen",
            "HOME": str(folder / "home"),
            "XDG_RUNTIME_DIR": str(folder / "runtime"),
            "XDG_DATA_HOME": str(folder / "data"),
            "XDG_CONFIG_HOME": str(folder / "config"),
            "XDG_CACHE_HOME": str(folder / "cache"),
        },
        capture_output=True,
        text=True,
        timeout=120,
        check=False,
    )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@needs_gnome_keyring
def test_the_switch_lets_the_keyring_open_the_vault_and_takes_that_back(tmp_path: Path) -> None:
    # `--unlock` reads the keyring's password from standard input and makes the login keyring when there is none.
    unlock = "printf 'keyring password' | gnome-keyring-daemon --unlock --components=secrets >/dev/null 2>&1; "
    answer = in_a_session(tmp_path, before=unlock)
    assert answer == {
        "before": [False, "keyring-key-missing"],
        "on": [True, "yes"],
        "off": [False, "keyring-key-missing"],
        "told": [],
    }
