"""How the page behaves while one writes, and the ways to templates and prompts."""

from PySide6.QtCore import Signal

from allydesk.settings import Settings
from allydesk.ui.settings.card import SettingsCard
from allydesk.ui.settings.choice import Switch
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button

_SWITCHES = (
    ("hide_marks", "Hide Markdown’s signs", "Stars, hashes and the like show only in the line you are writing."),
    ("smart_quotes", "Typographic quotation marks", "What you type as \" and ' becomes “ ” and ‘ ’, and -- a dash."),
    ("typewriter", "Typewriter scrolling", "The line you write stays near the middle of the page."),
)
_STRIP = "Photographs often say where they were taken. A picture you add keeps its image, not its place."


class WritingCard(SettingsCard):
    """Switches named after their fields in `Settings`. `switched` carries such a name and what was made of it."""

    switched = Signal(str, bool)

    def __init__(self, *, look: Look, settings: Settings) -> None:
        super().__init__("Writing", look=look)
        self.switches: dict[str, Switch] = {}
        for name, title, words in (*_SWITCHES, ("strip_position", "Leave out where pictures were taken", _STRIP)):
            self._add_switch(name, title, words, on=getattr(settings, name))

    def show_settings(self, settings: Settings) -> None:
        """Show these choices."""
        for name, each in self.switches.items():
            each.setChecked(getattr(settings, name))

    def _add_switch(self, name: str, title: str, words: str, *, on: bool) -> None:
        made = self.switches[name] = Switch(title, look=self.look, on=on)
        made.switched.connect(lambda on: self.switched.emit(name, on))
        self.add_row(title, words, made)


class StartingPointsCard(SettingsCard):
    """The ways to templates and prompts, which have pages of their own."""

    templates_wanted = Signal()
    prompts_wanted = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__("Templates and prompts", look=look)
        self.templates = button("Templates…")
        self.prompts = button("Prompts…")
        self.add_row(
            "Templates", "Headings to begin an entry with. Change them, hide them, add your own.", self.templates
        )
        self.add_row("Prompts", "Questions to begin from. Keep the ones you like, hide the others.", self.prompts)
        self.templates.clicked.connect(self.templates_wanted)
        self.prompts.clicked.connect(self.prompts_wanted)
