"""The cards of Today side by side, each as high as what is in it."""

from PySide6.QtWidgets import QFrame, QVBoxLayout
from pytestqt.qtbot import QtBot

from allydesk.ui.theme import Look
from allydesk.ui.today.grid import CardGrid
from allydesk.ui.widgets.words import label


def test_a_card_that_was_moved_grows_with_its_words(look: Look, qtbot: QtBot) -> None:
    grid = CardGrid(look=look)
    qtbot.addWidget(grid)
    card, other = QFrame(), QFrame()
    words = label("Short", wrap=True)
    QVBoxLayout(card).addWidget(words)
    grid.add_card(card, place=1)
    grid.add_card(other, place=0)
    grid.resize(800, 600)
    grid.show()
    other.hide()
    before = grid.heightForWidth(800)
    words.setText("Many more words than before. " * 20)
    qtbot.waitUntil(lambda: grid.heightForWidth(800) > 2 * before)
