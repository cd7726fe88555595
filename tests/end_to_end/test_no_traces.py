"""What a day at the window leaves on the disk: the vault, three dull files, and not one word of what was written."""

import json
import re
from collections.abc import Iterable
from pathlib import Path

import pytest

from tests.end_to_end import journeys, leaving_traces
from tests.end_to_end.conftest import Day, live, somebody
from tests.end_to_end.xvfb import needs_xvfb, xvfb

pytestmark = needs_xvfb

OUTSIDE = {
    ".config/allydesk/settings.json",
    ".local/state/allydesk/vaults.json",
    ".local/state/allydesk/log/allydesk.log",
}


def secrets_of(day: Day) -> list[str]:
    """All that was typed or shown, the words of it too, and the recovery key."""
    words = {word for text in journeys.PLANTED for word in re.findall(r"\w{5,}", text)}
    return [*journeys.PLANTED, *words, *day.told["key"]]


def forms_of(text: str) -> set[bytes]:
    """How a text could stand in a file: in any case, with or without its hyphens, as UTF-8, UTF-16 or in JSON."""
    spelled = {text, text.lower(), text.upper(), text.replace("-", ""), text.replace("-", " ")}
    return {form for each in spelled for form in (each.encode(), each.encode("utf-16-le"), json.dumps(each).encode())}


def readable(secrets: Iterable[str], content: bytes) -> list[str]:
    """Which of these can be read in this."""
    low = content.lower()
    return [text for text in secrets if any(form.lower() in low for form in forms_of(text))]


def traces(day: Day, content: bytes) -> list[str]:
    """What of the day can be read in this."""
    return readable(secrets_of(day), content)


def test_only_the_vault_and_three_dull_files_are_written(first_day: Day) -> None:
    vault = first_day.vault.relative_to(first_day.someone.home)
    outside = {file for file in first_day.written() if not file.is_relative_to(vault)}
    # Where the system's own list of typefaces is out of date, each program keeps one: typefaces and nothing else.
    assert {str(file) for file in outside if not file.is_relative_to(".cache/fontconfig")} == OUTSIDE
    inside = {file.relative_to(vault) for file in first_day.written() if file.is_relative_to(vault)}
    kept = {Path("header.json"), Path("header.bak"), Path("vault.db")}
    assert {file for file in inside if file.parts[0] != "backups"} == kept
    assert {file.name for file in inside - kept} <= {"header.json", "header.bak", "vault.db", "backup.json"}


def test_no_file_holds_a_word_of_what_was_written(first_day: Day) -> None:
    home = first_day.someone.home
    found = {str(file): traces(first_day, (home / file).read_bytes()) for file in first_day.written()}
    assert {file: words for file, words in found.items() if words} == {}


@pytest.mark.parametrize("word", ["narwhal", "WOMBATISH", "quokkas"])
def test_a_word_would_have_been_found(first_day: Day, word: str) -> None:
    assert traces(first_day, b"\0\xff " + word.encode() + b" \0")
    assert traces(first_day, word.encode("utf-16-le"))


def test_a_line_of_the_key_would_have_been_found(first_day: Day) -> None:
    for line in first_day.told["key"]:
        assert traces(first_day, line.replace("-", "").lower().encode())


def test_the_files_outside_the_vault_are_their_owners_alone(first_day: Day) -> None:
    for name in OUTSIDE:
        assert (first_day.someone.home / name).stat().st_mode & 0o077 == 0


def test_no_file_of_the_desktops_remembers_anything(first_day: Day) -> None:
    names = {file.name for file in first_day.written()}
    assert not names & {"QtProject.conf", "recently-used.xbel", "user-places.xbel"}
    assert list((first_day.someone.home / "tmp").iterdir()) == []


def test_the_log_says_nothing_but_facts(first_day: Day) -> None:
    log = (first_day.someone.state / "allydesk" / "log" / "allydesk.log").read_text()
    assert "Traceback" not in log
    assert "Journal" not in log
    assert "ERROR" not in log


def test_nothing_came_to_the_terminal(first_day: Day) -> None:
    assert first_day.complaint == ""


# A story, and all that goes with one


@pytest.fixture(scope="module")
def story_told(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A session with moments, themes, a photo, a story, a take, a profile and a file that was exported."""
    with xvfb() as display:
        return live(somebody(tmp_path_factory.mktemp("story")), "traces", display=display)


def test_no_file_but_the_export_holds_a_word_of_a_story(story_told: Day) -> None:
    home = story_told.someone.home
    words = {*leaving_traces.PLANTED, *leaving_traces.SIGNS}
    found = {str(file): readable(words, (home / file).read_bytes()) for file in story_told.written()}
    assert "Numbats" in found.pop(leaving_traces.EXPORT)
    assert {file: words for file, words in found.items() if words} == {}
    assert list((home / "tmp").iterdir()) == []


def test_the_log_of_a_story_says_nothing_but_facts(story_told: Day) -> None:
    log = (story_told.someone.state / "allydesk" / "log" / "allydesk.log").read_text()
    assert "Traceback" not in log
    assert "ERROR" not in log
    assert story_told.complaint == ""


def test_no_widget_and_no_clipboard_holds_a_word_of_a_story_once_it_is_locked(story_told: Day) -> None:
    assert "\n".join(story_told.told["left"]) == ""


@pytest.mark.parametrize("sign", leaving_traces.SIGNS)
def test_while_it_was_open_the_widgets_held_each_of_them(story_told: Day, sign: str) -> None:
    assert any(each.startswith(sign) for each in story_told.told["seen"])
