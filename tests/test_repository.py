"""Rules of the repository that no tool checks."""

import re
import subprocess
import sys
import tomllib
from pathlib import Path

import PySide6
import pytest

ROOT = Path(__file__).parents[1]

# Written so that this file does not hold what it looks for.
PLACES_OF_ONE_MACHINE = re.compile(rb"(?<![\w.])/(?:root|work)/")
REGISTRY_HOSTS = re.compile(
    rb"py[p]i\.org|python[h]osted\.|registry\.np[m]js|deb\.debia[n]\.|--(?:extra-)?index-ur[l] "
)


def files() -> list[Path]:
    """What is in the repository, or would be."""
    listing = ("git", "ls-files", "-z", "--cached", "--others", "--exclude-standard")
    listed = subprocess.run(listing, cwd=ROOT, capture_output=True, check=False)
    if listed.returncode:
        pytest.skip("not a git checkout")
    return [ROOT / name for name in listed.stdout.decode().split("\0") if name and (ROOT / name).is_file()]


def pins(kind: str) -> dict[str, str]:
    """The versions that a list of requirements fixes, by name."""
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    return dict(re.findall(r"^([\w.-]+)==(\S+)", text, flags=re.MULTILINE))


def plain(requirement: str) -> str:
    """A requirement's name, as the lists write it."""
    return re.sub(r"[-_.]+", "-", re.split(r"[^\w.-]", requirement, maxsplit=1)[0]).lower()


def in_new_process(code: str) -> str:
    """Run code in a fresh interpreter where a warning is an error; what it printed."""
    ran = subprocess.run(
        [sys.executable, "-W", "error", "-c", code], cwd=ROOT, capture_output=True, text=True, check=False
    )
    assert ran.returncode == 0, ran.stderr
    return ran.stdout


@pytest.mark.parametrize("forbidden", [PLACES_OF_ONE_MACHINE, REGISTRY_HOSTS], ids=["places", "hosts"])
def test_no_file_names_a_place_on_one_machine_or_a_registry_host(forbidden: re.Pattern[bytes]) -> None:
    found = {
        str(path.relative_to(ROOT)): match[0] for path in files() if (match := forbidden.search(path.read_bytes()))
    }
    assert found == {}


def test_no_source_file_is_two() -> None:
    sources = [path for path in files() if path.suffix == ".py" and path.is_relative_to(ROOT / "allydesk")]
    assert {path.name for path in sources} >= {"errors.py", "offline.py"}
    lengths = {str(path.relative_to(ROOT)): len(path.read_text().splitlines()) for path in sources}
    assert {name: length for name, length in lengths.items() if length > 500} == {}


def test_the_locked_versions_are_of_one_piece() -> None:
    app, dev = pins("app"), pins("dev")
    assert app.items() <= dev.items()
    with (ROOT / "pyproject.toml").open("rb") as file:
        project = tomllib.load(file)
    asked = {"app": project["project"]["dependencies"] + project["build-system"]["requires"]}
    asked["dev"] = asked["app"] + project["project"]["optional-dependencies"]["dev"]
    assert {plain(each) for each in asked["app"]} <= app.keys()
    assert {plain(each) for each in asked["dev"]} <= dev.keys()


@pytest.mark.parametrize("kind", ["app", "dev"])
def test_every_locked_version_has_its_hashes(kind: str) -> None:
    text = (ROOT / "requirements" / f"{kind}.txt").read_text()
    blocks = re.split(r"^(?=[\w.-]+==)", text, flags=re.MULTILINE)[1:]
    assert len(blocks) == len(pins(kind)) > 0
    assert [block.splitlines()[0] for block in blocks if "--hash=sha256:" not in block] == []


def test_every_module_can_be_imported() -> None:
    names = in_new_process("""
import importlib, pkgutil, allydesk
names = [module.name for module in pkgutil.walk_packages(allydesk.__path__, "allydesk.")]
for name in names:
    importlib.import_module(name)
print(*names)
""").split()
    assert {"allydesk.errors", "allydesk.offline", "allydesk.journal.entry"} <= set(names)


def test_importing_the_entry_point_imports_no_network_client() -> None:
    """The values and services alone; Qt and the keyring's own libraries are watched in a trace (test_offline)."""
    loaded = in_new_process("import sys, allydesk.offline, allydesk.journal.entry; print(*sys.modules)").split()
    assert not {"socket", "ssl", "http", "urllib.request", "asyncio"} & set(loaded)


def test_pyside_is_a_version_we_know() -> None:
    assert (6, 11, 3) <= PySide6.__version_info__[:3] < (6, 12)


@pytest.mark.skipif(sys.version_info >= (3, 12), reason="None is immortal from Python 3.12 on: its count stands still")
def test_calls_into_qt_keep_their_references_to_none() -> None:
    """PySide6 6.12.0 loses one a call, and aborts the process once they are used up."""
    lost = in_new_process("""
import sys
from PySide6.QtCore import QObject
thing = QObject()
before = sys.getrefcount(None)
for turn in range(5_000):
    thing.setObjectName("name")
    thing.blockSignals(False)
print(before - sys.getrefcount(None))
""")
    assert abs(int(lost)) < 100
