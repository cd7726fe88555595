"""What other steps show of themes: the chips of a moment, and the card of the themes so far."""

from collections.abc import Iterator
from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QApplication, QMenu
from pytestqt.qtbot import QtBot

from allydesk.storage.vault import Vault
from allydesk.story.edits import remove_moments
from allydesk.story.ids import MomentId, new_theme_id
from allydesk.story.lifeline import Change, Edit, Theme
from allydesk.story.theming import recolour
from allydesk.ui.story.themes.chips import ThemeChips
from allydesk.ui.story.themes.sofar import ThemesSoFar
from allydesk.ui.story.tools import StoryTools
from tests.ui.hands import click, press, type_into
from tests.ui.story.conftest import Settle, added
from tests.ui.story.themes.conftest import CHOIR, FAMILY, HEARD, LEEDS, QUIET, RUTH, a_life, some_themes


@pytest.fixture
def loaded(tools: StoryTools, settle: Settle) -> StoryTools:
    """Three themes over five moments, loaded."""
    tools.vault.lifeline.apply(added(*a_life(), *some_themes()))
    tools.desk.load()
    settle()
    return tools


@pytest.fixture
def chips(loaded: StoryTools, qtbot: QtBot) -> Iterator[ThemeChips]:
    made = ThemeChips(tools=loaded)
    qtbot.addWidget(made)
    made.resize(420, 60)
    made.show_moment(CHOIR)
    with qtbot.waitActive(made):
        made.activateWindow()
    yield made
    made.close_all()


@pytest.fixture
def card(loaded: StoryTools, qtbot: QtBot) -> Iterator[ThemesSoFar]:
    made = ThemesSoFar(tools=loaded)
    qtbot.addWidget(made)
    made.resize(480, 220)
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.close_all()


def said(chips: ThemeChips) -> list[str]:
    return [chip.text() for chip in chips.chips]


# The chips


def test_the_themes_of_a_moment_are_shown_and_followed(chips: ThemeChips, loaded: StoryTools) -> None:
    assert said(chips) == ["being heard"]
    assert chips.chips[0].accessibleName() == "Theme being heard, green, plain"
    assert not chips.chips[0].icon().isNull()
    chips.show_moment(LEEDS)
    assert said(chips) == ["family && home"]
    loaded.desk.do(remove_moments(loaded.desk.lifeline, (LEEDS,)))
    assert chips.isHidden()
    loaded.desk.undo()
    assert not chips.isHidden()
    chips.show_moment(None)
    assert chips.isHidden()
    chips.show_moment(MomentId("gone"))
    assert chips.isHidden()


def test_a_theme_there_is_is_tied_by_its_name(
    chips: ThemeChips, loaded: StoryTools, vault: Vault, settle: Settle
) -> None:
    click(chips.add)
    assert chips.field.hasFocus()
    assert not chips.add.isVisible()
    type_into(chips.field, "Staying quiet")
    press(chips.field, Qt.Key.Key_Return)
    assert said(chips) == ["being heard", "staying quiet"]
    assert chips.add.isVisible()
    settle()
    assert CHOIR in vault.lifeline.whole().themes[QUIET].moments
    assert len(loaded.desk.lifeline.themes) == 3


def test_a_new_name_makes_a_theme_in_one_step(chips: ThemeChips, loaded: StoryTools) -> None:
    click(chips.add)
    type_into(chips.field, "Courage")
    press(chips.field, Qt.Key.Key_Return)
    assert said(chips) == ["being heard", "Courage"]
    loaded.desk.undo()
    assert said(chips) == ["being heard"]
    assert len(loaded.desk.lifeline.themes) == 3


def test_themes_that_are_not_tied_yet_are_proposed(chips: ThemeChips) -> None:
    click(chips.add)
    press(chips.field, Qt.Key.Key_Down)
    model = chips.field.completer().completionModel()
    assert [model.index(row, 0).data() for row in range(model.rowCount())] == ["family & home", "staying quiet"]
    popup = chips.field.completer().popup()
    assert popup is not None
    popup.hide()


def test_escape_ties_nothing(chips: ThemeChips) -> None:
    click(chips.add)
    type_into(chips.field, "Cour")
    press(chips.field, Qt.Key.Key_Escape)
    assert said(chips) == ["being heard"]
    assert chips.add.hasFocus()


def test_arrows_walk_and_delete_unties(chips: ThemeChips, loaded: StoryTools) -> None:
    chips.add.setFocus()
    press(chips.add, Qt.Key.Key_Left)
    assert chips.chips[0].hasFocus()
    press(chips.chips[0], Qt.Key.Key_Delete)
    assert said(chips) == []
    assert chips.add.hasFocus()
    assert loaded.desk.lifeline.themes[HEARD].moments == (RUTH,)


def test_a_chip_leads_to_its_theme(chips: ThemeChips, qtbot: QtBot) -> None:
    click(chips.chips[0])
    menu = QApplication.activePopupWidget()
    assert isinstance(menu, QMenu)
    menu.close()
    with qtbot.waitSignal(chips.theme_asked) as asked:
        menu.actions()[0].trigger()
    assert asked.args == [HEARD]


def test_half_typed_it_stays_through_a_change_and_is_tied_to_its_own_moment(
    chips: ThemeChips, loaded: StoryTools
) -> None:
    click(chips.add)
    type_into(chips.field, "Cour")
    before = loaded.desk.lifeline.themes[HEARD]
    loaded.desk.do(Edit("Rename", (Change(before, replace(before, name="heard")),)))
    assert (chips.field.text(), said(chips)) == ("Cour", ["heard"])
    assert chips.field.isVisible()
    chips.show_moment(LEEDS)
    assert said(chips) == ["family && home"]
    (made,) = [one for one in loaded.desk.lifeline.themes.values() if one.name == "Cour"]
    assert made.moments == (CHOIR,)


def test_closed_the_chips_hold_nothing(chips: ThemeChips) -> None:
    chips.close_all()
    assert (said(chips), chips.moment_id) == ([], None)


# The card


def test_the_card_counts_moments_in_the_persons_order(card: ThemesSoFar) -> None:
    assert [row.accessibleName() for row in card.rows] == [
        "being heard: 2 moments, green, plain",
        "family & home: 2 moments, ochre, upright stripes",
        "staying quiet: 1 moment, rust, slanted stripes",
    ]
    assert card.nothing.isHidden()
    assert card.more.isHidden()


def test_a_row_leads_to_its_theme(card: ThemesSoFar, qtbot: QtBot) -> None:
    with qtbot.waitSignal(card.theme_asked) as asked:
        press(card.rows[1], Qt.Key.Key_Return)
    assert asked.args == [FAMILY]


def test_a_longer_bar_is_for_more_moments(card: ThemesSoFar, loaded: StoryTools) -> None:
    loaded.desk.do(recolour(loaded.desk.lifeline, QUIET, 0))
    rows = [card.rows[place].grab().toImage() for place in (0, 2)]
    inside = range(20, rows[0].width() - 20)  # within the focus ring, which has the same colour
    plain = [sum(row.pixelColor(x, row.height() // 2).name() == "#2f6b5e" for x in inside) for row in rows]
    assert plain[0] == pytest.approx(2 * plain[1], abs=4)
    assert plain[1] > 20


def test_the_others_are_one_step_away(card: ThemesSoFar, loaded: StoryTools, qtbot: QtBot) -> None:
    loaded.desk.do(added(*(Theme(new_theme_id(), f"theme {place}", place=9 + place) for place in range(4))))
    assert len(card.rows) == 5
    assert card.more.text() == "Show 2 more"
    with qtbot.waitSignal(card.theme_asked) as asked:
        click(card.more)
    assert asked.args == [""]


def test_without_themes_it_says_what_one_is(card: ThemesSoFar, loaded: StoryTools) -> None:
    for theme in tuple(loaded.desk.lifeline.themes.values()):
        loaded.desk.do(Edit("Remove", (Change(theme, None),)))
    assert card.nothing.isVisible()
    assert card.rows == ()
    assert card.more.text() == "Go to themes"
