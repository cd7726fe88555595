"""A journey through the real window, watched by the kernel: no network, and no file where none belongs."""

import re
import shutil
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path

import pytest

from allydesk.ui.story.sharing.words import FORMATS, What
from tests.end_to_end.conftest import Day, live, somebody
from tests.end_to_end.strange_journey import PDF, SECRET, STORY_FILES
from tests.end_to_end.xvfb import needs_xvfb, xvfb

_CALLS = "%network,open,openat,openat2,creat,rename,renameat,renameat2,mkdir,mkdirat,link,linkat,symlink,symlinkat"
_WRITING = re.compile(r"O_WRONLY|O_RDWR|O_CREAT|O_TMPFILE")
_FETCHING = (
    re.compile(r"""<(?!a[\s>]|text:a\s)[\w:]+\s[^<>]*?(?:src|href)=["'](?!data:)(?:\w+:|//|\\\\)[^<>]*>"""),
    re.compile(r"""<Relationship\s[^<>]*/image"[^<>]*External[^<>]*>"""),
    re.compile(r"<(?:script|iframe|object|embed)[\s>]"),
    re.compile(r"""<style[^>]*>[^<]*(?:@import|url\()[^<]*"""),
    re.compile(r"""<[^<>]*\sstyle=["'][^<>]*url\([^<>]*>"""),
)
"""How a file names what is to be fetched as soon as it is opened."""
_DEVICES = ("/dev/", "/proc/", "/memfd:")


def can_trace() -> bool:
    strace = shutil.which("strace")
    return strace is not None and subprocess.run([strace, "-o", "/dev/null", "true"], check=False).returncode == 0


pytestmark = [needs_xvfb, pytest.mark.skipif(not can_trace(), reason="strace is not installed, or may not trace here")]


def strace(trace: Path) -> list[str]:
    """What to put before a command for its calls to be noted, and those of the processes it starts."""
    return ["strace", "-f", "-qq", "-y", "-o", str(trace), "-e", f"trace={_CALLS}"]


def sockets_in(trace: Path) -> list[str]:
    """The calls that have to do with the internet, refused or not."""
    return [line for line in trace.read_text().splitlines() if "AF_INET" in line or "IPPROTO_" in line]


def places_written_in(trace: Path) -> set[str]:
    """The paths that were opened for writing, made, or given another name, unless that is known to have failed."""
    found: set[str] = set()
    for line in trace.read_text().splitlines():
        if " = -1 " in line:
            continue
        opened = re.search(r"\bopen\w*\(", line)
        if not opened or _WRITING.search(line):
            found |= {path for path in re.findall(r'"([^"]+)"', line) if _is_path(line, path)}
    return found


def _is_path(line: str, path: str) -> bool:
    return bool(re.search(r"\b(open|creat|rename|mkdir|link|symlink)\w*\(", line)) and not path.startswith(_DEVICES)


@dataclass(frozen=True)
class Traced:
    """A day, and what the kernel saw of it."""

    day: Day
    trace: Path


@pytest.fixture(scope="module")
def traced(tmp_path_factory: pytest.TempPathFactory) -> Traced:
    """Make a vault, write, search, lock, unlock, leave."""
    folder = tmp_path_factory.mktemp("traced")
    with xvfb() as display:
        day = live(somebody(folder), "short", display=display, within=strace(folder / "trace"))
    return Traced(day, folder / "trace")


def test_the_journey_opens_no_network(traced: Traced) -> None:
    assert "AF_UNIX" in traced.trace.read_text(), "the display was reached"
    assert sockets_in(traced.trace) == []


def test_what_texts_and_files_of_strangers_name_is_neither_fetched_nor_opened(tmp_path: Path) -> None:
    with xvfb() as display:
        day = live(somebody(tmp_path), "strange", display=display, within=strace(tmp_path / "trace"))
    assert (day.someone.home / PDF).read_bytes().startswith(b"%PDF-")
    assert sockets_in(tmp_path / "trace") == []
    opened = [line for line in (tmp_path / "trace").read_text().splitlines() if SECRET in line]
    # The journey itself writes it, and nobody reads it.
    assert len(opened) == 1
    assert _WRITING.search(opened[0])
    assert "tracked" not in (tmp_path / "trace").read_text()
    exports = exports_in(day.someone.home)
    assert {name for name, _ in exports} == {
        f"{STORY_FILES}-{what.value}{ending}" for what in What for ending, _ in FORMATS[what]
    }
    # Markdown is the text as it was written; what somebody makes of that is not in it.
    made = [(name, text) for name, text in exports if not name.endswith(".md")]
    assert {name: found for name, text in made if (found := fetched_by(text))} == {}


def exports_in(home: Path) -> list[tuple[str, str]]:
    """The files of the story room, as text; of those that are archives, every text inside."""
    found = []
    for file in sorted(home.glob(f"{STORY_FILES}*")):
        if zipfile.is_zipfile(file):
            with zipfile.ZipFile(file) as archive:
                inside = [archive.read(name) for name in archive.namelist()]
            found.append((file.name, b"\n".join(inside).decode(errors="replace")))
        else:
            found.append((file.name, file.read_bytes().decode(errors="replace")))
    return found


def fetched_by(text: str) -> list[str]:
    """What somebody who opens this file would have fetched from elsewhere, as the file itself says. A link that waits
    to be followed is none."""
    return [tag for pattern in _FETCHING for tag in pattern.findall(text)]


@pytest.mark.parametrize(
    "text",
    [
        '<img alt="" src="https://example.org/a.png"/>',
        "<image width='9' xlink:href='file:///home/a.png'/>",
        '<link rel="stylesheet" href="//example.org/a.css">',
        '<Relationship Id="r" Type="http://schemas/relationships/image" Target="https://e.org" TargetMode="External"/>',
        '<draw:image xlink:type="simple" xlink:href="file:///home/a.png"/>',
        "<script>",
        "<style>p { background: url(https://example.org/a.png) }</style>",
        '<p style="background: url(a.png)">',
    ],
)
def test_what_fetches_would_have_been_seen(text: str) -> None:
    assert fetched_by(f"<p>before</p>{text}<p>after</p>")


def test_a_link_and_a_picture_inside_fetch_nothing() -> None:
    assert fetched_by('<a href="https://example.org">x</a><img src="data:image/png;base64,AA"><image href="#a"/>') == []


def test_a_network_would_have_been_seen(tmp_path: Path) -> None:
    attempt = "import socket; socket.socket(socket.AF_INET6 if socket.has_ipv6 else socket.AF_INET).close()"
    subprocess.run([*strace(tmp_path / "trace"), sys.executable, "-c", attempt], check=True)
    assert sockets_in(tmp_path / "trace")


def test_the_journey_writes_nowhere_but_where_it_should(traced: Traced) -> None:
    someone = traced.day.someone
    fonts = someone.home / ".cache" / "fontconfig"
    allowed = (traced.day.vault, someone.config / "allydesk", someone.state / "allydesk", fonts)
    # A path that is not absolute begins where the process was started.
    written = {someone.home / path for path in places_written_in(traced.trace)}
    assert traced.day.vault / "vault.db" in written
    # Folders on the way to those are made where they are not there.
    on_the_way = {parent for place in allowed for parent in place.parents}
    astray = {path for path in written - on_the_way if not any(path.is_relative_to(place) for place in allowed)}
    assert {path for path in astray if "__pycache__" not in path.parts} == set()


def test_a_file_gone_astray_would_have_been_seen(tmp_path: Path) -> None:
    astray = tmp_path / "astray"
    attempt = (
        f"import tempfile; open({str(astray)!r}, 'w').close(); tempfile.TemporaryFile(dir={str(tmp_path)!r}).close()"
    )
    subprocess.run([*strace(tmp_path / "trace"), sys.executable, "-c", attempt], check=True)
    assert {str(astray), str(tmp_path)} <= places_written_in(tmp_path / "trace")
