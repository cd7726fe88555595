"""The first day at the real window, by mouse and keyboard: once from the inside, once by nothing but the keyboard."""

import json
import shutil
import signal
import subprocess
from collections.abc import Iterator
from pathlib import Path

import pytest

from allydesk.storage.secrets import Passphrase, RecoveryKey, Secret
from tests.end_to_end import journeys
from tests.end_to_end.conftest import Day, live, somebody
from tests.end_to_end.pixels import Area, Picture, theme_colours
from tests.end_to_end.xvfb import needs_xvfb, xvfb
from tests.persons import PATIENCE, Person, stop, wait_until
from tests.vaults import vault_at

pytestmark = needs_xvfb


def written_in(folder: Path, secret: Secret, state: Path) -> dict[str, tuple[str, tuple[str, ...]]]:
    """Text and tags by title, of all entries outside the trash, in a vault without a flaw."""
    vault = vault_at(folder, state=state)
    vault.unlock(secret)
    try:
        assert vault.verify() == []
        assert vault.journal.count(trash=True) == 0
        return {entry.content.title: (entry.content.text, entry.content.tags) for entry in vault.journal.each()}
    finally:
        vault.lock()


def test_a_first_day_by_mouse_and_keyboard(first_day: Day, tmp_path: Path) -> None:
    assert first_day.complaint == ""
    expected = {
        journeys.TITLE: (journeys.TEXT + journeys.HALF, (journeys.TAG,)),
        journeys.SECOND_TITLE: (journeys.LONG, ()),
    }
    for secret in (Passphrase(journeys.PASSPHRASE), RecoveryKey("\n".join(first_day.told["key"]))):
        assert written_in(first_day.vault, secret, tmp_path / "state.json") == expected
    at_rest = {file.name for file in first_day.vault.iterdir()}
    assert at_rest == {"header.json", "header.bak", "vault.db", "backups"}


def test_the_window_opens_again_on_what_was_written(first_day: Day, tmp_path: Path) -> None:
    home = Path(shutil.copytree(first_day.someone.home, tmp_path / "home", symlinks=True))
    settings = home / ".config" / "allydesk" / "settings.json"
    settings.write_text(settings.read_text().replace(str(first_day.someone.home), str(home)))
    with xvfb() as display:
        day = live(Person(home), "second", display=display, typed=" ".join(first_day.told["key"]) + "\n")
    assert day.complaint == ""
    assert day.told["titles"] == [journeys.SECOND_TITLE, journeys.TITLE]
    # Whichever was open when the window was left: it is whole.
    assert day.told["text"] in {journeys.TEXT + journeys.HALF, journeys.LONG}


# By the keyboard alone


class Keyboard:
    """Keys for whoever has the focus on a display, from outside the process."""

    def __init__(self, display: dict[str, str]) -> None:
        self._display = {"DISPLAY": display["DISPLAY"]}

    def sit_down(self) -> None:
        """Wait for the window and give it the keyboard, as a window manager would."""
        self._do("search", "--sync", "--onlyvisible", "--name", "^Allydesk$", "windowfocus", "--sync")

    def press(self, *keys: str) -> None:
        self._do("key", "--delay", "5", *keys)

    def write(self, text: str) -> None:
        self._do("type", "--delay", "5", text)

    def _do(self, *words: str) -> None:
        subprocess.run(["xdotool", *words], env=self._display, check=True, capture_output=True, timeout=2 * PATIENCE)


class Watched:
    """What can be told from the outside of how far the program is: its colours, and where there is writing."""

    _MIDDLE = (1200, 500)
    _FIRST_ROW = (450, 190)
    _TEXT = Area(560, 145, 1300, 700)

    def __init__(self, picture: Picture) -> None:
        self._picture = picture
        self._colours = theme_colours("light")

    def is_outside(self) -> bool:
        return self._picture.at(*self._MIDDLE) == self._colours["rail"]

    def is_inside(self) -> bool:
        return self._picture.at(*self._MIDDLE) == self._colours["paper"]

    def lists_what_is_open(self) -> bool:
        return self._picture.at(*self._FIRST_ROW) == self._colours["selection"]

    def lines_of_text(self) -> int:
        return self._picture.lines_of(self._colours["ink"], self._TEXT)


@pytest.fixture
def frames(tmp_path: Path) -> Iterator[tuple[dict[str, str], Watched]]:
    """A display, and somebody who watches it."""
    folder = tmp_path / "frames"
    folder.mkdir()
    with xvfb(frames=folder) as display:
        yield display, Watched(Picture(folder))


@pytest.mark.skipif(shutil.which("xdotool") is None, reason="xdotool is not installed")
def test_a_first_day_by_the_keyboard_alone(frames: tuple[dict[str, str], Watched], tmp_path: Path) -> None:
    display, seen = frames
    someone = somebody(tmp_path)
    process = subprocess.Popen(
        someone.command(),
        env={**someone.environment, **display},
        stdin=subprocess.DEVNULL, stdout=subprocess.PIPE, stderr=subprocess.PIPE,
    )  # fmt: skip
    try:
        hands = Keyboard(display)
        hands.sit_down()
        wait_until(seen.is_outside, "the first page")
        make_a_vault(hands, someone)
        wait_until(seen.is_inside, "the journal")
        hands.write("Pangolins")
        hands.press("Tab")
        hands.write("armoured")
        hands.press("Return", "Tab")
        hands.write("They roll up")
        wait_until(seen.lists_what_is_open, "the entry in the list, which shows what is saved")
        hands.press("ctrl+l")
        wait_until(seen.is_outside, "the unlock page")
        hands.write(journeys.PASSPHRASE)
        hands.press("Return")
        wait_until(seen.is_inside, "Today")
        hands.press("ctrl+n")
        wait_until(lambda: seen.lines_of_text() == 0, "an empty page")
        hands.write("Axolotls")
        hands.press("Return")
        hands.write("They never grow")
        hands.press("Return")
        wait_until(lambda: seen.lines_of_text() > 0, "the text")
        lines = seen.lines_of_text()
        hands.write("u")
        wait_until(lambda: seen.lines_of_text() > lines, "the beginning of a word on a line of its own")
        process.send_signal(signal.SIGTERM)
        out, err = process.communicate(timeout=PATIENCE)
    finally:
        stop(process)
    assert (process.returncode, out, err) == (0, b"", b"")
    found_by_the_command_line(someone)


def make_a_vault(hands: Keyboard, someone: Person) -> None:
    hands.press("Return")
    hands.write(journeys.PASSPHRASE)
    hands.press("Return")
    hands.write(journeys.PASSPHRASE)
    hands.press("Return")
    settings = someone.config / "allydesk" / "settings.json"
    wait_until(lambda: settings.exists() and "Journal.allydesk" in settings.read_text(), "the vault is made")
    # Past the recovery key, and on to an empty page.
    hands.press("shift+Tab", "Return")
    hands.press("Return")


def found_by_the_command_line(someone: Person) -> None:
    vault = someone.home / "Documents" / "Journal.allydesk"
    assert sorted(file.name for file in vault.iterdir() if file.is_file()) == ["header.bak", "header.json", "vault.db"]
    found = json.loads(someone.run("search", vault, "they", "--json", typed=journeys.PASSPHRASE).out)
    assert [(item["title"], item["tags"], item["snippet"]) for item in found] == [
        ("Axolotls", [], "They never grow\nu"),
        ("Pangolins", ["armoured"], "They roll up"),
    ]
