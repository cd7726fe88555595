"""The choices themselves: each holds at once, is told once, and stays within what there is."""

import pytest

from allydesk.settings import Settings
from allydesk.ui.settings.choices import Choices
from allydesk.ui.theme import Look, ReadingFont, Theme


@pytest.fixture
def choices(look: Look) -> Choices:
    return Choices(look=look, settings=Settings())


@pytest.fixture
def told(choices: Choices) -> list[Settings]:
    told: list[Settings] = []
    choices.changed.connect(told.append)
    return told


def test_each_choice_holds_at_once_and_is_told(choices: Choices, told: list[Settings], look: Look) -> None:
    choices.choose_theme("contrast")
    choices.read_in("sans")
    choices.reduce_motion(True)
    choices.scale_text(1.4)
    assert (look.theme, look.reading) == (Theme.CONTRAST, ReadingFont.SANS)
    assert look.reduced_motion
    assert look.text_scale == 1.4
    assert told[-1] == Settings(theme="contrast", reading_font="sans", reduced_motion=True, text_scale=1.4)
    assert len(told) == 4
    assert choices.settings is told[-1]


def test_what_is_so_already_is_not_told(choices: Choices, told: list[Settings]) -> None:
    choices.choose_theme("system")
    choices.keep(spelling=True, languages=())
    assert told == []


@pytest.mark.parametrize(("scale", "kept"), [(0.1, 0.8), (9.0, 2.0), (1.234, 1.23)])
def test_a_size_out_of_range_is_brought_into_it(choices: Choices, look: Look, scale: float, kept: float) -> None:
    choices.scale_text(scale)
    assert choices.settings.text_scale == look.text_scale == kept


def test_steps_end_where_the_range_does(choices: Choices, told: list[Settings]) -> None:
    for _ in range(20):
        choices.step_text(1)
    assert choices.settings.text_scale == 2.0
    assert len(told) == 10
    choices.step_text(-1)
    assert choices.settings.text_scale == 1.9


@pytest.mark.parametrize("choose", ["choose_theme", "read_in"])
def test_what_does_not_exist_cannot_be_chosen(choices: Choices, told: list[Settings], choose: str) -> None:
    with pytest.raises(ValueError, match="sepia"):
        getattr(choices, choose)("sepia")
    assert told == []


def test_what_was_changed_elsewhere_is_built_on_without_a_word(choices: Choices, told: list[Settings]) -> None:
    choices.take(Settings(typewriter=True, other={"newer": 1}))
    assert told == []
    choices.keep(spelling=False)
    assert told == [Settings(typewriter=True, spelling=False, other={"newer": 1})]
