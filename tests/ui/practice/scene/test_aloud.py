"""Lines read aloud: by a voice of the tests' own, because no test may depend on what speaks on this computer."""

from dataclasses import replace

import pytest
from PySide6.QtCore import QObject, Qt, Signal
from pytestqt.qtbot import QtBot

from allydesk.ui.practice.scene.page import ScenePage
from allydesk.ui.practice.scene.voice import find_voice
from allydesk.ui.practice.tools import PracticeTools
from tests.ui.practice.scene.conftest import Begin
from tests.ui.practice.scene.hands import key, lines

FIRST = "Eight people, two minutes early. Dan is telling a story about the new supplier."
SETTING = "A small office on a Tuesday. The weekly meeting is about to begin. You are a member of the team."
SECOND = "Dan, your manager: “…and you know how they are with deadlines. Oh come on, I’m allowed one.”"


class PaperVoice(QObject):
    """Writes down what it is to say."""

    ended = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.said: list[str] = []

    def say(self, words: str) -> None:
        self.said.append(words)

    def stop(self) -> None:
        self.said.append("")


@pytest.fixture
def voice() -> PaperVoice:
    return PaperVoice()


@pytest.fixture
def page(begin: Begin, tools: PracticeTools, voice: PaperVoice) -> ScenePage:
    """One on which lines are read, and hardly wait for one another otherwise."""
    tools.settings = replace(tools.settings, read_aloud=True)
    return begin(find=lambda: voice, wait=lambda _item, _play: 1)


def test_a_line_is_read_as_it_arrives_and_the_next_one_waits(page: ScenePage, voice: PaperVoice, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: voice.said == [SETTING])
    assert lines(page) == []
    voice.ended.emit()
    qtbot.waitUntil(lambda: voice.said == [SETTING, FIRST])


def test_going_on_before_its_end_cuts_it_short(page: ScenePage, voice: PaperVoice, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: voice.said == [SETTING])
    key(Qt.Key.Key_Space)
    assert voice.said == [SETTING, "", FIRST]
    assert len(lines(page)) == 1


def test_somebody_is_there_while_it_speaks(page: ScenePage, voice: PaperVoice, qtbot: QtBot) -> None:
    heard: list[bool] = []
    page.somebody_there.connect(heard.append)
    qtbot.waitUntil(lambda: bool(voice.said))
    voice.ended.emit()
    assert heard[-2:] in ([True, False], [False])


def test_it_is_quiet_in_a_pause_and_after_leaving(page: ScenePage, voice: PaperVoice, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: voice.said == [SETTING])
    page.offered()[0].run()
    assert voice.said == [SETTING, ""]
    page.close_all()
    assert voice.said == [SETTING, ""]


def test_turned_off_nothing_is_read(page: ScenePage, voice: PaperVoice, tools: PracticeTools, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: voice.said == [SETTING])
    page.show_settings(replace(tools.settings, read_aloud=False))
    qtbot.waitUntil(lambda: len(lines(page)) == 3)
    assert voice.said == [SETTING, ""]


def test_one_line_can_be_read_again(page: ScenePage, voice: PaperVoice) -> None:
    page.stage.show_all()
    row = page.stage.transcript.lines[0]
    row._open_menu(row.mapToGlobal(row.rect().center()))
    assert row.menu is not None
    [read] = [action for action in row.menu.actions() if action.text() == "Read this line aloud"]
    before = len(voice.said)
    read.trigger()
    row.menu.close()
    assert voice.said[before:] == [FIRST]


def test_lines_that_are_there_at_once_are_read_one_after_the_other(
    page: ScenePage, voice: PaperVoice, qtbot: QtBot
) -> None:
    qtbot.waitUntil(lambda: voice.said == [SETTING])
    page.stage.show_all()
    for _ in range(3):
        voice.ended.emit()
    assert voice.said == [SETTING, "", FIRST, SECOND, lines(page)[2]]


def test_looking_for_a_voice_finds_one_or_none_and_raises_nothing() -> None:
    voice = find_voice()
    assert voice is None or callable(voice.say)
