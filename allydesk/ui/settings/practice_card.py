"""How scenes go: when the coach speaks, and how lines arrive."""

from PySide6.QtCore import Signal

from allydesk.settings import Settings
from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.settings.choice import Choice
from allydesk.ui.theme import Look

_FEEDBACK = (("at-choice", "After each turn"), ("debrief", "In the debrief"))
_PACE = (("one-by-one", "One by one"), ("at-once", "At once"))


class PracticeCard(SettingsCard):
    """Choices named after their fields in `Settings`. `chosen` carries such a name and the value that was taken."""

    chosen = Signal(str, str)

    def __init__(self, *, look: Look, settings: Settings) -> None:
        super().__init__("Practice", look=look)
        self.choices: dict[str, Choice] = {}
        self._add(
            "practice_feedback",
            "When the coach speaks",
            "After each turn while scenes are new to you; in the debrief once you would rather play through.",
            _FEEDBACK,
        )
        self._add("practice_pace", "How lines arrive", "With less movement they are always there at once.", _PACE)
        self.show_settings(settings)

    def show_settings(self, settings: Settings) -> None:
        """Show these choices. A value that a newer version knows is shown as the first."""
        for (name, each), options in zip(self.choices.items(), (_FEEDBACK, _PACE), strict=True):
            value = getattr(settings, name)
            each.show_value(value if value in dict(options) else options[0][0])

    def _add(self, name: str, title: str, words: str, options: tuple[tuple[str, str], ...]) -> None:
        made = self.choices[name] = Choice(title, options, value=options[0][0])
        made.chosen.connect(lambda key: self.chosen.emit(name, key))
        self.add_row(title, words, made)
