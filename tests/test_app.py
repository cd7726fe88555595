"""The composition root as a person starts it who has no screen: real processes."""

import re
import struct
import zlib
from pathlib import Path

import pytest

from allydesk.storage.secrets import Passphrase
from tests.persons import Person, person
from tests.vaults import vault_at

_SIZES = {(1360, 860), (1024, 640)}
_THEMES = {"light", "dark"}
_CHIEF = {"today", "journal", "command-palette", "calendar", "looking-back"} | {
    *("lifeline", "themes", "story", "practise", "share"),
    *("practice", "scene", "debrief", "skills"),
}
"""The pages that are drawn in high contrast as well."""


@pytest.fixture
def someone(tmp_path: Path) -> Person:
    return person(tmp_path / "home")


def grey_values(picture: Path) -> tuple[tuple[int, int], set[bytes]]:
    """A PNG's size, and the different rows of it as they are stored: a blank picture has one or two."""
    data = picture.read_bytes()
    assert data[:8] == b"\x89PNG\r\n\x1a\n"
    width, height = struct.unpack(">II", data[16:24])
    place, packed = 8, b""
    while place < len(data):
        (length,) = struct.unpack(">I", data[place : place + 4])
        if data[place + 4 : place + 8] == b"IDAT":
            packed += data[place + 8 : place + 8 + length]
        place += 12 + length
    raw = zlib.decompress(packed)
    stride = len(raw) // height
    return (width, height), {raw[at : at + stride] for at in range(0, len(raw), stride)}


def test_without_a_screen_the_main_job_is_done_all_the_same(someone: Person) -> None:
    ran = someone.run()
    assert ran.status == 0, ran.complaint
    assert ran.complaint.splitlines() == [
        "allydesk: There is no display, so there is no window. The main job without one:",
        "Every page as a picture takes a little while.",
    ]
    (place,) = (someone.home / "tmp").iterdir()
    assert place.stat().st_mode & 0o077 == 0
    demo = place / "demo" / "Demo.allydesk"
    said = ran.text.splitlines()
    assert said[0] == f"The demo vault is {demo}. Its passphrase is: demo"
    (entry,) = re.findall(r"^Wrote the entry (\S+)\.$", ran.text, flags=re.MULTILINE)
    assert re.search(r'^Found it by "the name" -rain: True, among [1-9]\d*\.$', ran.text, flags=re.MULTILINE)
    assert "\nA name, said right\n" in ran.text
    pictures = place / "pages"
    (count,) = re.findall(rf"^(\d+) pictures in {re.escape(str(pictures))}\.$", ran.text, flags=re.MULTILINE)
    look_at_pictures(pictures, int(count))
    vault = vault_at(demo)
    vault.unlock(Passphrase("demo"))
    try:
        assert vault.journal.entry(entry).content.title == "A name, said right"
    finally:
        vault.lock()


def look_at_pictures(folder: Path, count: int) -> None:
    """Every page in every theme and size, none of them blank, none like another."""
    files = sorted(folder.glob("*.png"))
    assert len(files) == count
    kinds: dict[str, set[tuple[str, tuple[int, int]]]] = {}
    for file in files:
        page, theme, size = file.stem.rsplit("-", 2)
        (width, height), rows = grey_values(file)
        assert size == f"{width}x{height}"
        assert len(rows) > 40, f"{file.name} is blank"
        kinds.setdefault(page, set()).add((theme, (width, height)))
    for page, seen in kinds.items():
        themes = {*_THEMES, "contrast"} if page in _CHIEF else _THEMES
        assert seen == {(theme, size) for theme in themes for size in _SIZES}, page
    outside = {"welcome", "recovery-offer", "recovery-sheet", "unlock", "unlock-wrong"}
    assert kinds.keys() >= {*outside, *_CHIEF}
    assert len({file.read_bytes() for file in files}) == count


def test_the_demo_without_a_screen_is_a_vault_to_use(someone: Person) -> None:
    ran = someone.run("demo")
    assert ran.status == 0, ran.complaint
    demo = someone.state / "allydesk" / "demo" / "Demo.allydesk"
    assert ran.text == f"The demo vault is {demo}. Its passphrase is: demo\n"
    assert ran.complaint == "There is no display, so no window is opened on it.\n"
    found = someone.run("search", demo, "bus", "--limit", "3", typed="demo\n")
    assert found.status == 0, found.complaint
    assert found.text.count("\n") == 6


def test_a_log_or_state_that_cannot_be_written_is_no_obstacle(someone: Person) -> None:
    someone.state.parent.mkdir(parents=True)
    someone.state.write_text("in the way")
    ran = someone.run("create", "Mine.allydesk", typed="four words of mine\n")
    assert ran.status == 0, ran.complaint
    assert (someone.home / "Mine.allydesk" / "vault.db").exists()
