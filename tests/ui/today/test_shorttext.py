"""A few lines of someone's own words."""

import pytest
from pytestqt.qtbot import QtBot

from allydesk.ui.theme import Look, Tone
from allydesk.ui.today.shorttext import ShortText


@pytest.mark.parametrize(
    ("words", "lines"),
    [("", 1), ("Short.", 1), ("A sentence that goes on and on. " * 30, 3), ("x" * 3_000, 3), ("🙂 " * 500, 3)],
)
def test_it_is_as_high_as_its_lines_and_no_higher(qtbot: QtBot, look: Look, words: str, lines: int) -> None:
    text = ShortText(lines=3)
    qtbot.addWidget(text)
    text.dress(look.reading_font(), look.palette.colour(Tone.INK))
    text.say(words)
    layout, _seen = text._laid(300)
    assert layout.lineCount() == lines
    assert text.heightForWidth(300) == pytest.approx(lines * text._step(), abs=1)
    assert layout.text().endswith("…") is (lines == 3)
    text.resize(300, 200)
    assert not text.grab().isNull()


def test_words_are_left_out_whole(qtbot: QtBot, look: Look) -> None:
    text = ShortText(lines=1)
    qtbot.addWidget(text)
    text.dress(look.ui_font(), look.palette.colour(Tone.INK))
    whole = "One two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen"
    text.say(whole)
    shown = text._laid(260)[0].text().removesuffix("…")
    assert whole.startswith(shown + " ")
