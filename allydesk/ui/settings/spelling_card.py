"""Language and spelling: on or off, in which languages, and where dictionaries come from."""

from pathlib import Path

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QVBoxLayout, QWidget

from allydesk.settings import Settings
from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.settings.choice import Switch
from allydesk.ui.settings.spelling_words import language_name, where_from, why_not
from allydesk.ui.spelling.checker import SpellChecker, Standing
from allydesk.ui.theme import Look
from allydesk.ui.widgets.tick import TickBox
from allydesk.ui.widgets.words import button, label


class SpellingCard(SettingsCard):
    """Shows what the checker has found."""

    switched = Signal(bool)

    languages_chosen = Signal(object)
    """The names of dictionaries, a tuple; never none of them."""

    def __init__(self, *, look: Look, settings: Settings, checker: SpellChecker, home: Path) -> None:
        super().__init__("Spelling", look=look)
        self._checker = checker
        self.on = Switch("Check spelling", look=look, on=settings.spelling)
        self.trouble = label(role="warning", wrap=True)
        self.trouble.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.again = button("Look again", name="Look for dictionaries again")
        self.boxes: dict[str, TickBox] = {}
        self._holder = QWidget()
        self._box_column = QVBoxLayout(self._holder)
        self._box_column.setContentsMargins(0, 0, 0, 0)
        self._box_column.setSpacing(4)
        self.add_row(
            "Check spelling", "Words that none of the languages knows get a wavy line as you write.", self.on
        ).add_below(self.trouble)
        self._languages = self.add_row("Languages", "A word is right when one of these knows it.")
        self._languages.add_below(self._holder)
        place = self.add_row("Where dictionaries come from", where_from(checker.folder, home=home), self.again)
        place.words.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.on.switched.connect(self.switched)
        self.again.clicked.connect(checker.look_again)
        checker.standing_changed.connect(self._show_standing)
        self._show_standing(checker.standing)

    def show_settings(self, settings: Settings) -> None:
        """Show these choices; which languages are in force the checker tells by itself."""
        self.on.setChecked(settings.spelling)

    def _show_standing(self, standing: Standing) -> None:
        said = why_not(standing)
        self.trouble.setText(said)
        self.trouble.setVisible(bool(said))
        names = [each.name for each in standing.found]
        if names != list(self.boxes):
            self._make_boxes(names)
        for name, box in self.boxes.items():
            box.setChecked(name in standing.used)
            box.setEnabled(self.on.isChecked())
        self._languages.setVisible(bool(names))

    def _make_boxes(self, names: list[str]) -> None:
        for old in self.boxes.values():
            old.hide()
            old.deleteLater()
        self.boxes = {name: TickBox(language_name(name).replace("&", "&&"), look=self.look) for name in names}
        for box in self.boxes.values():
            box.setFocusPolicy(Qt.FocusPolicy.TabFocus)
            self._box_column.addWidget(box, 0, Qt.AlignmentFlag.AlignLeft)
            box.clicked.connect(self._choose)

    def _choose(self) -> None:
        """The last one stays: to check in no language at all there is the switch."""
        chosen = tuple(name for name, box in self.boxes.items() if box.isChecked())
        if chosen:
            self.languages_chosen.emit(chosen)
        else:
            self._show_standing(self._checker.standing)
