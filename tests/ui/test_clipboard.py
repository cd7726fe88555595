"""The clipboard: hints on what we copy, and only our own content taken off; with two programs on a real display."""

import gc
import json
import os
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest
from PySide6.QtGui import QClipboard
from PySide6.QtWidgets import QApplication

from allydesk.ui.clipboard import ClipboardKeeper, private_mime
from tests.end_to_end.xvfb import needs_xvfb, xvfb

ROOT = Path(__file__).parents[2]


@pytest.fixture
def clipboard(qapp: QApplication) -> Iterator[QClipboard]:
    clipboard = qapp.clipboard()
    clipboard.clear()
    yield clipboard
    clipboard.clear()


@pytest.fixture
def keeper(clipboard: QClipboard) -> ClipboardKeeper:
    return ClipboardKeeper(clipboard=clipboard)


def test_a_secret_is_copied_as_plain_text_and_cleared(keeper: ClipboardKeeper, clipboard: QClipboard) -> None:
    keeper.copy("AAAA BBBB")
    assert clipboard.text() == "AAAA BBBB"
    keeper.clear_ours()
    assert clipboard.text() == ""


def test_what_an_editor_copied_as_private_is_cleared(keeper: ClipboardKeeper, clipboard: QClipboard) -> None:
    clipboard.setMimeData(private_mime("what I wrote\non two lines"))
    keeper.clear_ours()
    assert clipboard.text() == ""


def test_what_was_there_before_stays(keeper: ClipboardKeeper, clipboard: QClipboard) -> None:
    clipboard.setText("from elsewhere")
    clipboard.setText("and again")
    if clipboard.ownsClipboard():
        pytest.skip("this platform knows that the test itself owns it")
    keeper.clear_ours()
    assert clipboard.text() == "and again"


def test_an_emptied_clipboard_is_left_alone(keeper: ClipboardKeeper, clipboard: QClipboard) -> None:
    keeper.copy("mine")
    clipboard.clear()
    keeper.clear_ours()
    assert clipboard.text() == ""


def test_a_digest_is_kept_and_no_text(keeper: ClipboardKeeper, clipboard: QClipboard) -> None:
    secret = "a line that is in nothing else than this clipboard"
    keeper.copy(secret)
    kept = [thing for thing in gc.get_referents(vars(keeper)) if isinstance(thing, str | bytes)]
    assert len(keeper._digest) == 32
    assert not any(secret in str(thing) for thing in kept)
    other = ClipboardKeeper(clipboard=clipboard)
    other.copy(secret)
    assert other._digest != keeper._digest  # for each has a key of its own


@pytest.mark.parametrize(
    ("system", "hints"),
    [
        ("linux", {"x-kde-passwordManagerHint": b"secret"}),
        (
            "win32",
            {
                f'application/x-qt-windows-mime;value="{name}"': b"\0\0\0\0"
                for name in (
                    "ExcludeClipboardContentFromMonitorProcessing",
                    "CanIncludeInClipboardHistory",
                    "CanUploadToCloudClipboard",
                )
            },
        ),
        ("darwin", {"org.nspasteboard.ConcealedType": b"", "application/x-nspasteboard-concealed-type": b""}),
    ],
)
def test_each_system_is_told_to_keep_no_history(system: str, hints: dict[str, bytes]) -> None:
    data = private_mime("mine", system=system)
    assert data.text() == "mine"
    assert not data.hasHtml()
    assert {kind: data.data(kind).data() for kind in data.formats() if kind in hints} == hints


# Two programs on one display

OURS = """
    import json, subprocess, sys
    from PySide6.QtCore import QEventLoop, QTimer
    from PySide6.QtGui import QClipboard
    from PySide6.QtWidgets import QApplication, QLineEdit
    from allydesk.ui.clipboard import ClipboardKeeper
    app = QApplication([])
    clipboard = app.clipboard()
    keeper = ClipboardKeeper(clipboard=clipboard)
    field = QLineEdit("a title of mine")
    field.show()
    PRIMARY = QClipboard.Mode.Selection

    def until(true):
        deadline = QTimer(singleShot=True)
        deadline.start(20_000)
        while not true():
            assert deadline.isActive()
            app.processEvents(QEventLoop.ProcessEventsFlag.WaitForMoreEvents, 50)

    def copy():
        field.selectAll()
        field.copy()
        until(clipboard.ownsClipboard)

    class Another:
        def __init__(self, text):
            # Another program that copies this text and then waits.
            code = (
                "import sys; from PySide6.QtCore import QSocketNotifier, QTimer;"
                "from PySide6.QtGui import QGuiApplication; app = QGuiApplication([]);"
                "app.clipboard().setText(sys.argv[1]);"
                "QTimer.singleShot(0, lambda: print('copied', flush=True));"
                "ended = QSocketNotifier(0, QSocketNotifier.Type.Read); ended.activated.connect(app.quit); app.exec()"
            )
            self.process = subprocess.Popen(
                [sys.executable, "-c", code, text], stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True
            )
            assert self.process.stdout.readline() == "copied\\n"
            until(lambda: not clipboard.ownsClipboard())

        def close(self):
            self.process.stdin.close()
            self.process.wait()

    def say(**facts):
        print(json.dumps(facts))
"""


def on_a_display(folder: Path, script: str) -> Any:
    """What a script says that runs beside `Another` program on a display of their own."""
    path = folder / "script.py"
    path.write_text(textwrap.dedent(OURS) + textwrap.dedent(script))
    with xvfb() as display:
        done = subprocess.run(
            [sys.executable, str(path)],
            env={"PATH": os.environ["PATH"], "PYTHONPATH": str(ROOT), "HOME": str(folder), **display},
            capture_output=True,
            text=True,
            timeout=120,
            check=False,
        )
    assert done.returncode == 0, done.stderr
    return json.loads(done.stdout.splitlines()[-1])


@needs_xvfb
def test_whatever_field_it_was_copied_from_and_whatever_is_selected_is_taken_off(tmp_path: Path) -> None:
    answer = on_a_display(
        tmp_path,
        """
        copy()
        before = clipboard.text()
        clipboard.setText("title", PRIMARY)  # as Qt's fields do when a mouse selects in them
        until(clipboard.ownsSelection)
        selected = clipboard.text(PRIMARY)
        keeper.clear_ours()
        say(before=before, selected=selected, after=clipboard.text(), primary=clipboard.text(PRIMARY))
        """,
    )
    assert answer == {"before": "a title of mine", "selected": "title", "after": "", "primary": ""}


@needs_xvfb
def test_what_another_program_copied_stays(tmp_path: Path) -> None:
    answer = on_a_display(
        tmp_path,
        """
        copy()
        another = Another("theirs")
        keeper.clear_ours()
        say(after=clipboard.text(), ours=clipboard.ownsClipboard())
        another.close()
        """,
    )
    assert answer == {"after": "theirs", "ours": False}


@needs_xvfb
def test_our_text_in_the_hands_of_a_clipboard_manager_is_taken_off(tmp_path: Path) -> None:
    answer = on_a_display(
        tmp_path,
        """
        copy()
        another = Another("a title of mine")
        there = clipboard.text()
        keeper.clear_ours()
        say(there=there, after=clipboard.text())
        another.close()
        """,
    )
    assert answer == {"there": "a title of mine", "after": ""}
