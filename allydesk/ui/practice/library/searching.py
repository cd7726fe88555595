"""What is looked for among the scenarios: words, a skill, a language where there is more than one."""

from collections.abc import Iterable

from PySide6.QtCore import QLocale, QSignalBlocker, QSize, Qt, Signal
from PySide6.QtGui import QAction, QKeyEvent
from PySide6.QtWidgets import QLineEdit, QWidget

from allydesk.practice.skills import SKILLS, Skill
from allydesk.ui.looking_back.fields import DropDown
from allydesk.ui.practice.library.rows import Wanted
from allydesk.ui.practice.library.words import found_in_words
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import label

_SEARCH = "Search scenarios"
_LONGEST = 200
_FIELD = 280
_ANY_SKILL, _ANY_LANGUAGE = "Any skill", "Any language"


class SearchField(QLineEdit):
    """As wide as a few words; Down goes on to what was found."""

    went_down = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look

    def sizeHint(self) -> QSize:
        """Wide enough for a few words."""
        return QSize(self._look.scaled(_FIELD), super().sizeHint().height())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Go on to what was found, or clear what is looked for."""
        if event.key() == Qt.Key.Key_Down:
            self.went_down.emit()
        elif event.key() == Qt.Key.Key_Escape and self.text():
            self.clear()
        else:
            super().keyPressEvent(event)


class _Chooser(DropDown):
    """As high as the field beside it."""

    def sizeHint(self) -> QSize:
        """Room for the longest of what can be chosen."""
        bar = self.parentWidget()
        field = bar.findChild(SearchField) if bar is not None else None
        return super().sizeHint().expandedTo(QSize(0, field.sizeHint().height() if field is not None else 0))


class SearchBar(Flow):
    """`changed` when something else is looked for."""

    changed = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__(spacing=10)
        self._look = look
        self.field = SearchField(look=look)
        self.field.setPlaceholderText(_SEARCH)
        self.field.setAccessibleName(_SEARCH)
        self.field.setMaxLength(_LONGEST)
        self._clear = QAction("Clear the search", self.field)
        self._clear.setVisible(False)
        self.field.addAction(self._clear, QLineEdit.ActionPosition.TrailingPosition)
        self.skill = _Chooser(look=look)
        self.skill.setAccessibleName("Skill")
        self.skill.addItem(_ANY_SKILL, None)
        for skill, words in SKILLS.items():
            self.skill.addItem(words.name, skill.value)
        self.language = _Chooser(look=look)
        self.language.setAccessibleName("Language")
        self.count = label("", "small")
        parts: tuple[QWidget, ...] = (self.field, self.skill, self.language, self.count)
        for part in parts:
            self.add(part)
        self.language.hide()
        self._connect()

    @property
    def wanted(self) -> Wanted:
        """What is looked for."""
        skill = self.skill.currentData()
        language = self.language.currentData() or ""
        return Wanted(self.field.text(), Skill(skill) if skill else None, str(language))

    def offer_languages(self, languages: Iterable[str]) -> None:
        """Let one choose among these; one alone is no choice."""
        tags = sorted(set(languages))
        if tags == [self.language.itemData(place) for place in range(1, self.language.count())]:
            return
        chosen = self.language.currentData()
        with QSignalBlocker(self.language):
            self.language.clear()
            self.language.addItem(_ANY_LANGUAGE, "")
            for tag in tags:
                self.language.addItem(_language_in_words(tag), tag)
            self.language.setCurrentIndex(max(self.language.findData(chosen), 0))
        self.language.setVisible(len(tags) > 1)

    def say_found(self, shown: int, of: int) -> None:
        """Say how many scenarios are left."""
        self.count.setText(found_in_words(shown, of))

    def look_for_all(self) -> None:
        """Look for everything again."""
        for chooser in (self.skill, self.language):
            chooser.setCurrentIndex(0)
        self.field.clear()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self._clear.setIcon(self._look.icon("close"))
        self.updateGeometry()

    def _connect(self) -> None:
        self.field.textChanged.connect(lambda text: self._clear.setVisible(bool(text)))
        self.field.textChanged.connect(lambda _text: self.changed.emit())
        self._clear.triggered.connect(self.field.clear)
        for chooser in (self.skill, self.language):
            chooser.currentIndexChanged.connect(lambda _place: self.changed.emit())


def _language_in_words(tag: str) -> str:
    """ "English (United Kingdom)" for "en-GB"; the tag itself where nobody knows it."""
    locale = QLocale(tag)
    if locale.language() == QLocale.Language.C:
        return tag
    name = QLocale.languageToString(locale.language())
    return f"{name} ({QLocale.territoryToString(locale.territory())})" if "-" in tag else name
