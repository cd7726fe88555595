"""What one might do: cards with a number each, to be taken by hand, by number, or from one to the next."""

from collections.abc import Callable

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QHBoxLayout, QSizePolicy, QVBoxLayout, QWidget

from allydesk.practice.playing import ChoiceAsked
from allydesk.practice.run import OWN_WORDS
from allydesk.ui.practice.scene.passage import Passage
from allydesk.ui.practice.scene.wording import option_words
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look, Tone
from allydesk.ui.widgets.words import PushButton, label

OWN_WORDS_LABEL = "Say it in your own words…"
GRACE = 0.35
"""Seconds after the cards have come in which a click or Space meant for the line before takes none of them."""
_SIDE, _ABOVE, _NUMBER = 16, 11, 22


class OptionCard(PushButton):
    """One of them."""

    def __init__(self, number: int, words: str, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "option")
        self.setAutoDefault(False)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        self.setAccessibleName(f"{number}. {words}")
        self.number = Passage(str(number))
        self.words = Passage(words)
        self._row = QHBoxLayout(self)
        self._row.setContentsMargins(_SIDE, _ABOVE, _SIDE, _ABOVE)
        self._row.setSpacing(0)
        self._row.addWidget(self.number, 0, Qt.AlignmentFlag.AlignTop)
        self._row.addWidget(self.words, 1)
        policy = QSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        policy.setHeightForWidth(True)
        self.setSizePolicy(policy)
        self.take_look()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        palette = self._look.palette
        self.number.dress(self._look.ui_font(semibold=True), palette.readable(Tone.MUTED, Tone.SURFACE))
        self.number.setFixedWidth(self._look.scaled(_NUMBER))
        self.words.dress(self._look.ui_font(), palette.colour(Tone.INK))

    def hasHeightForWidth(self) -> bool:
        """As its words have."""
        return True

    def heightForWidth(self, width: int) -> int:
        """The height of its words."""
        return self._row.totalHeightForWidth(width)

    def sizeHint(self) -> QSize:
        """As its words need; a push button would ask for its own text, which is none."""
        return self._row.totalSizeHint()

    def minimumSizeHint(self) -> QSize:
        """As its words need at the least."""
        return self._row.totalMinimumSize()


class Options(QWidget):
    """The question, and the cards in the order of the run; one's own words last."""

    chosen = Signal(str)
    """The id of an option; `OWN_WORDS` for one's own."""

    walked = Signal(object)
    """The keyboard went to this card."""

    def __init__(self, *, look: Look, steady: Callable[[], float]) -> None:
        """`steady` counts seconds and is never set back."""
        super().__init__()
        self._look = look
        self._steady = steady
        self._keys: list[str] = []
        self._since = 0.0
        self.ask = label("", "heading", wrap=True)
        self.cards: list[OptionCard] = []
        self._column = QVBoxLayout(self)
        self._column.setContentsMargins(0, 0, 0, 0)
        self._column.setSpacing(9)
        self._column.addWidget(self.ask)

    def show_choice(self, asked: ChoiceAsked) -> None:
        """Show these."""
        self.clear()
        self._since = self._steady()
        self.ask.setText(asked.choice.ask)
        for option in asked.options:
            self._add(option.id, option_words(option))
        if asked.choice.own_words:
            self._add(OWN_WORDS, OWN_WORDS_LABEL)

    def clear(self) -> None:
        """None."""
        for card in self.cards:
            self._column.removeWidget(card)
            card.hide()
            card.deleteLater()
        self.cards, self._keys = [], []
        self.ask.clear()

    def take_keyboard(self) -> None:
        """The keyboard goes to the first."""
        if self.cards:
            self.cards[0].setFocus(Qt.FocusReason.OtherFocusReason)

    def take(self, number: int) -> bool:
        """Take the one with that number, from 1. False where there is none."""
        if not 1 <= number <= len(self.cards):
            return False
        self.chosen.emit(self._keys[number - 1])
        return True

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        for card in self.cards:
            card.take_look()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Up and Down go from card to card."""
        steps = {Qt.Key.Key_Up: -1, Qt.Key.Key_Down: 1}
        key = Qt.Key(event.key())
        focused = next((place for place, card in enumerate(self.cards) if card.hasFocus()), None)
        if key in steps and focused is not None:
            to = max(0, min(len(self.cards) - 1, focused + steps[key]))
            self.cards[to].setFocus(Qt.FocusReason.TabFocusReason)
            self.walked.emit(self.cards[to])
        else:
            super().keyPressEvent(event)

    def _add(self, key: str, words: str) -> None:
        card = OptionCard(len(self.cards) + 1, words, look=self._look)
        card.clicked.connect(lambda _checked: self._clicked(key))
        self._column.addWidget(card)
        card.show()
        self.cards.append(card)
        self._keys.append(key)

    def _clicked(self, key: str) -> None:
        if self._steady() - self._since >= GRACE:
            self.chosen.emit(key)
