"""An X server that draws nowhere, for tests that need a real window."""

import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

needs_xvfb = pytest.mark.skipif(shutil.which("Xvfb") is None, reason="Xvfb is not installed")


@contextmanager
def xvfb(*, width: int = 1360, height: int = 860, frames: Path | None = None) -> Iterator[dict[str, str]]:
    """A display of this size in pixels for as long as the block runs; gives what to add to a client's environment.

    With `frames`, what is on the display lies in a file in that folder at any time; see `pixels.Picture`.

    `DISPLAY` names it, as in ":4". The D-Bus address is none: without one, Qt's D-Bus library would start a daemon for
    the display and leave it behind.
    """
    told, to_tell = os.pipe()
    screen = ["-screen", "0", f"{width}x{height}x24", *(["-fbdir", str(frames)] if frames else [])]
    server = subprocess.Popen(
        ["Xvfb", "-displayfd", str(to_tell), *screen, "-nolisten", "tcp", "-noreset"],
        pass_fds=[to_tell],
        stderr=subprocess.DEVNULL,
    )
    os.close(to_tell)
    try:
        # The server writes its number once clients may connect, and the pipe ends if it does not come so far.
        with open(told) as number:  # noqa: PTH123 - a descriptor, not a path
            display = number.readline().strip()
        if not display:
            raise RuntimeError("Xvfb did not start")
        yield {"DISPLAY": f":{display}", "QT_QPA_PLATFORM": "xcb", "DBUS_SESSION_BUS_ADDRESS": "disabled:"}
    finally:
        server.terminate()
        server.wait(timeout=30)
