"""Whether there is a screen to draw on, and what to install where a system library is missing. Knows no Qt."""

import re
from collections.abc import Mapping

from allydesk.errors import AllydeskError, Code

_PACKAGES = {
    "libEGL.so.1": "libegl1",
    "libGL.so.1": "libgl1",
    "libOpenGL.so.0": "libopengl0",
    "libdbus-1.so.3": "libdbus-1-3",
    "libfontconfig.so.1": "libfontconfig1",
    "libfreetype.so.6": "libfreetype6",
    "libglib-2.0.so.0": "libglib2.0-0",
    "libgthread-2.0.so.0": "libglib2.0-0",
    "libwayland-client.so.0": "libwayland-client0",
    "libwayland-cursor.so.0": "libwayland-cursor0",
    "libxkbcommon.so.0": "libxkbcommon0",
    "libxkbcommon-x11.so.0": "libxkbcommon-x11-0",
    "libX11.so.6": "libx11-6",
    "libX11-xcb.so.1": "libx11-xcb1",
    "libxcb.so.1": "libxcb1",
    "libxcb-cursor.so.0": "libxcb-cursor0",
    "libxcb-icccm.so.4": "libxcb-icccm4",
    "libxcb-image.so.0": "libxcb-image0",
    "libxcb-keysyms.so.1": "libxcb-keysyms1",
    "libxcb-randr.so.0": "libxcb-randr0",
    "libxcb-render.so.0": "libxcb-render0",
    "libxcb-render-util.so.0": "libxcb-render-util0",
    "libxcb-shape.so.0": "libxcb-shape0",
    "libxcb-shm.so.0": "libxcb-shm0",
    "libxcb-sync.so.1": "libxcb-sync1",
    "libxcb-util.so.1": "libxcb-util1",
    "libxcb-xfixes.so.0": "libxcb-xfixes0",
    "libxcb-xkb.so.1": "libxcb-xkb1",
    "libz.so.1": "zlib1g",
    "libzstd.so.1": "libzstd1",
    "libstdc++.so.6": "libstdc++6",
}
"""Debian's and Ubuntu's package of each library that Qt's own packages expect of the system."""

_LIBRARY = re.compile(r"\b(lib[\w+.-]+?\.so(?:\.\d+)*)\b")
_CURSOR_HINT = "xcb-cursor0"
_NO_SERVER = ("could not connect to display", "Failed to create wl_display")


def has_display(environment: Mapping[str, str], platform: str) -> bool:
    """Whether a window can be shown: always where the system has no notion of a missing screen."""
    if platform in ("win32", "darwin") or environment.get("QT_QPA_PLATFORM"):
        return True
    return bool(environment.get("DISPLAY") or environment.get("WAYLAND_DISPLAY"))


def missing_library(said: str) -> AllydeskError:
    """The error for what the loader or Qt said of a library that is not there: which, and the package it comes in.

    `package` is left out where we do not know it. Where no library is missing there is no screen: `Code.NO_DISPLAY`.
    """
    found = _LIBRARY.search(said)
    if found:
        library = found[1]
    elif _CURSOR_HINT in said and not any(words in said for words in _NO_SERVER):
        # Qt says so whenever its plugin did not start, and means it only when there was a server to reach.
        library = "libxcb-cursor.so.0"
    else:
        return AllydeskError(Code.NO_DISPLAY)
    package = {"package": _PACKAGES[library]} if library in _PACKAGES else {}
    return AllydeskError(Code.MISSING_LIBRARY, library=library, **package)
