"""What a session in the practice room leaves on the disk and in memory: the vault, and not one word of it."""

import pytest

from tests.end_to_end import practice_traces as journey
from tests.end_to_end.conftest import Day, live, somebody
from tests.end_to_end.practice_files import own_scenario
from tests.end_to_end.test_no_traces import OUTSIDE, readable
from tests.end_to_end.xvfb import needs_xvfb, xvfb

pytestmark = needs_xvfb


@pytest.fixture(scope="module")
def day(tmp_path_factory: pytest.TempPathFactory) -> Day:
    """A scenario from a file, played alone and looked back at, and begun again with a partner."""
    someone = somebody(tmp_path_factory.mktemp("practice"))
    (someone.home / journey.FILE).write_text(own_scenario(lambda plain: f"{plain} {journey.MARK}."), encoding="utf-8")
    with xvfb() as display:
        return live(someone, "practice-traces", display=display)


def test_no_file_holds_a_word_of_it(day: Day) -> None:
    home = day.someone.home
    found = {str(file): readable(journey.PLANTED, (home / file).read_bytes()) for file in day.written()}
    assert {file: words for file, words in found.items() if words} == {}
    assert list((home / "tmp").iterdir()) == []


def test_nothing_is_written_but_the_vault_and_three_dull_files(day: Day) -> None:
    vault = day.vault.relative_to(day.someone.home)
    outside = {file for file in day.written() if not file.is_relative_to(vault)}
    assert {str(file) for file in outside if not file.is_relative_to(".cache/fontconfig")} == OUTSIDE


def test_no_setting_and_no_log_names_the_file(day: Day) -> None:
    home = day.someone.home
    assert {name: readable([journey.FILE], (home / name).read_bytes()) for name in OUTSIDE} == {
        name: [] for name in OUTSIDE
    }
    assert "Traceback" not in (home / ".local/state/allydesk/log/allydesk.log").read_text(encoding="utf-8")
    assert day.complaint == ""


def test_no_widget_and_no_clipboard_holds_a_word_of_it_once_it_is_locked(day: Day) -> None:
    assert "\n".join(day.told["left"]) == ""


@pytest.mark.parametrize("sign", journey.SIGNS)
def test_while_it_was_open_the_widgets_held_each_of_them(day: Day, sign: str) -> None:
    assert any(each.startswith(sign) for each in day.told["seen"])
