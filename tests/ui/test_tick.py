"""A box to tick is to be seen in every theme, ticked or not."""

import pytest
from pytestqt.qtbot import QtBot

from allydesk.ui.palette import contrast
from allydesk.ui.theme import Look, Theme, Tone
from allydesk.ui.widgets.tick import TickBox
from tests.ui.hands import click

_VISIBLE = 3.0
"""The contrast of what is no text, after the Web Content Accessibility Guidelines 2.2."""


def seen(box: TickBox) -> set[str]:
    """The colours at the left, where the box is and no words are."""
    image = box.grab().toImage()
    return {image.pixelColor(x, y).name() for x in range(24) for y in range(image.height())}


@pytest.mark.parametrize("theme", [Theme.LIGHT, Theme.DARK, Theme.CONTRAST])
def test_the_box_and_its_tick_stand_out_from_the_ground(look: Look, qtbot: QtBot, theme: Theme) -> None:
    look.choose(theme)
    box = TickBox("English", look=look)
    qtbot.addWidget(box)
    box.show()
    surface, accent, muted = (look.palette.colour(tone) for tone in (Tone.SURFACE, Tone.ACCENT, Tone.MUTED))
    assert contrast(muted, surface) >= _VISIBLE
    assert contrast(accent, surface) >= _VISIBLE
    assert contrast(accent, look.palette.on_accent) >= _VISIBLE
    empty = seen(box)
    assert surface.name() in empty
    assert accent.name() not in empty
    click(box)
    assert box.isChecked()
    ticked = seen(box)
    assert {accent.name(), look.palette.on_accent.name()} <= ticked
    box.setEnabled(False)
    assert accent.name() not in seen(box)
