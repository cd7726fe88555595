"""Screens that are not there, and libraries that are not: what Qt and the loader say, and what we make of it."""

import re
import shutil
import subprocess
from pathlib import Path

import PySide6
import pytest

from allydesk import display
from allydesk.display import has_display, missing_library
from allydesk.errors import Code
from allydesk.problems import problem_of
from tests.end_to_end.xvfb import needs_xvfb, xvfb
from tests.persons import Person, Ran, person
from tests.processes import in_own_mounts

CURSOR_HINT = (
    "qt.qpa.plugin: From 6.5.0, xcb-cursor0 or libxcb-cursor0 is needed to load the Qt xcb platform plugin.\n"
    'qt.qpa.plugin: Could not load the Qt platform plugin "xcb" in "" even though it was found.'
)
NO_SCREEN = "allydesk: There is no screen for a window. Start Allydesk from a desktop session, or use its commands.\n"


@pytest.mark.parametrize(
    ("environment", "platform", "there"),
    [
        ({}, "linux", False),
        ({"DISPLAY": ""}, "linux", False),
        ({"DISPLAY": ":0"}, "linux", True),
        ({"WAYLAND_DISPLAY": "wayland-0"}, "linux", True),
        ({"QT_QPA_PLATFORM": "offscreen"}, "linux", True),
        ({}, "darwin", True),
        ({}, "win32", True),
    ],
)
def test_a_screen_is_known_by_its_variables(environment: dict[str, str], platform: str, there: bool) -> None:
    assert has_display(environment, platform) is there


@pytest.mark.parametrize(
    ("said", "library", "package"),
    [
        ("libEGL.so.1: cannot open shared object file: No such file or directory", "libEGL.so.1", "libegl1"),
        (
            "/usr/lib/x86_64-linux-gnu/libxkbcommon-x11.so.0: file too short",
            "libxkbcommon-x11.so.0",
            "libxkbcommon-x11-0",
        ),
        (CURSOR_HINT, "libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libglib-2.0.so.0: cannot open shared object file", "libglib-2.0.so.0", "libglib2.0-0"),
    ],
)
def test_a_missing_library_is_named_with_its_package(said: str, library: str, package: str) -> None:
    error = missing_library(said)
    assert (error.code, error.facts) == (Code.MISSING_LIBRARY, {"library": library, "package": package})
    assert problem_of(error).next == f"Install it, on Debian or Ubuntu with: sudo apt install {package}."


def test_of_a_library_that_nobody_knows_no_package_is_named() -> None:
    error = missing_library("libunheard-of.so.7: cannot open shared object file: No such file or directory")
    assert error.facts == {"library": "libunheard-of.so.7"}
    assert "libunheard-of.so.7" in problem_of(error).happened
    assert "apt" not in problem_of(error).next


@pytest.mark.parametrize(
    "said",
    [
        "",
        "qt.qpa.xcb: could not connect to display :4711\n" + CURSOR_HINT,
        "Failed to create wl_display (No such file or directory)\n" + CURSOR_HINT,
    ],
)
def test_where_no_library_is_missing_there_is_no_screen(said: str) -> None:
    assert missing_library(said).code is Code.NO_DISPLAY


def test_every_library_that_our_parts_of_qt_ask_the_system_for_has_a_package() -> None:
    folder = Path(PySide6.__file__).parent
    parts = ("Core", "Gui", "Widgets", "DBus", "PrintSupport", "Svg")
    asking = [
        *(folder / "Qt" / "lib" / f"libQt6{part}.so.6" for part in (*parts, "XcbQpa", "WaylandClient")),
        *(folder / "Qt" / "plugins" / "platforms" / f"libq{name}.so" for name in ("xcb", "wayland", "offscreen")),
    ]
    if not all(file.is_file() for file in asking):
        pytest.skip("this is not Qt for Linux as its packages bring it")
    named: set[str] = set()
    for file in asking:
        named |= {name.decode() for name in re.findall(rb"\0(lib[\w+.-]+\.so\.[\d.]+)(?=\0)", file.read_bytes())}
    of_the_system = {name for name in named if not name.startswith(("libQt6", "libicu"))}
    always_there = {"libc.so.6", "libm.so.6", "libgcc_s.so.1", "libpthread.so.0", "libdl.so.2", "librt.so.1"}
    assert len(of_the_system) > 20
    assert of_the_system - always_there - set(display._PACKAGES) == set()


# Real processes


@pytest.fixture
def someone(tmp_path: Path) -> Person:
    return person(tmp_path / "home")


def one_sentence(ran: Ran, words: str) -> None:
    """It ended with status 1, and said this on one line and nothing else."""
    assert ran.status == 1, ran.complaint
    assert ran.complaint.count("\n") == 1
    assert words in ran.complaint
    assert ran.out == b""


@pytest.mark.parametrize(
    "variables",
    [
        {"DISPLAY": ":4711"},
        {"DISPLAY": "no such thing"},
        {"WAYLAND_DISPLAY": "wayland-4711"},
        {"QT_QPA_PLATFORM": "wayland"},
    ],
    ids=lambda variables: " ".join(variables.values()),
)
def test_a_screen_that_cannot_be_reached_is_told_without_a_crash(tmp_path: Path, variables: dict[str, str]) -> None:
    one_sentence(person(tmp_path / "home", **variables).run(), NO_SCREEN)


def test_a_platform_that_others_could_look_through_is_refused(tmp_path: Path) -> None:
    ran = person(tmp_path / "home", QT_QPA_PLATFORM="vnc:size=800x600").run()
    one_sentence(ran, "allydesk: Allydesk does not show its window through “vnc”.")


def hidden(library: str) -> list[str]:
    """What to put before a command that is not to find this library."""
    known = subprocess.run(["ldconfig", "-p"], capture_output=True, text=True, check=False).stdout
    found = re.search(rf"^\s+{re.escape(library)} .*=> (\S+)$", known, flags=re.MULTILINE)
    if found is None:
        pytest.skip(f"{library} is not installed here")
    return in_own_mounts(f"mount --bind /dev/null '{Path(found[1]).resolve()}'")


needs_ldconfig = pytest.mark.skipif(shutil.which("ldconfig") is None, reason="ldconfig is not here")


@needs_ldconfig
@needs_xvfb
@pytest.mark.parametrize(
    ("library", "package"),
    [
        ("libxcb-cursor.so.0", "libxcb-cursor0"),
        ("libxcb-icccm.so.4", "libxcb-icccm4"),
        ("libxkbcommon-x11.so.0", "libxkbcommon-x11-0"),
        ("libEGL.so.1", "libegl1"),
    ],
)
def test_with_a_library_missing_it_is_said_what_to_install(tmp_path: Path, library: str, package: str) -> None:
    within = hidden(library)
    with xvfb() as screen:
        ran = person(tmp_path / "home", **screen).run(within=within)
    one_sentence(ran, f"{library}. Install it, on Debian or Ubuntu with: sudo apt install {package}.\n")


@needs_ldconfig
def test_pictures_that_cannot_be_drawn_for_want_of_a_library_are_told(someone: Person) -> None:
    ran = someone.run("shots", "pictures", within=hidden("libEGL.so.1"))
    one_sentence(ran, "sudo apt install libegl1.")
    assert not (someone.home / "pictures").exists()
