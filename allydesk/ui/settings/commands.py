"""What Settings offers to the palette."""

from collections.abc import Callable, Sequence
from functools import partial

from allydesk.settings import LARGEST_TEXT, SMALLEST_TEXT
from allydesk.ui.actions import Action
from allydesk.ui.settings.choices import Choices
from allydesk.ui.settings.locking import MINUTES, said_minutes
from allydesk.ui.theme import Theme

_THEMES = {
    Theme.LIGHT: "Light theme",
    Theme.DARK: "Dark theme",
    Theme.CONTRAST: "High contrast theme",
    Theme.SYSTEM: "Theme as the system",
}
_SWITCHES = {
    "hide_marks": ("Hide Markdown’s signs", "Show Markdown’s signs"),
    "smart_quotes": ("Type typographic quotation marks", "Type plain quotation marks"),
    "typewriter": ("Typewriter scrolling", "No typewriter scrolling"),
    "spelling": ("Check spelling", "Do not check spelling"),
}
_GROUP = "Settings"


def section_actions(titles: Sequence[str], *, go_to: Callable[[str], object]) -> list[Action]:
    """One for each section."""
    return [Action(f"Settings: {title}", _GROUP, partial(go_to, title)) for title in titles]


def switch_actions(choices: Choices, *, show: Callable[[], object]) -> list[Action]:
    """The choices one makes often. `show` is called after one was made, for the cards to show it."""

    def choice(words: str, choose: Callable[[], object], ready: Callable[[], bool]) -> Action:
        def run() -> None:
            choose()
            show()

        return Action(words, _GROUP, run, ready=ready)

    def switch(words: str, name: str, value: object) -> Action:
        return choice(words, partial(choices.keep, **{name: value}), partial(_differs, choices, name, value))

    made = [
        choice(words, partial(choices.choose_theme, theme.value), partial(_differs, choices, "theme", theme.value))
        for theme, words in _THEMES.items()
    ]
    made.append(
        choice("Larger text", partial(choices.step_text, 1), lambda: choices.settings.text_scale < LARGEST_TEXT)
    )
    made.append(
        choice("Smaller text", partial(choices.step_text, -1), lambda: choices.settings.text_scale > SMALLEST_TEXT)
    )
    for name, (on, off) in _SWITCHES.items():
        made += [switch(on, name, True), switch(off, name, False)]
    made += [switch(f"Lock after {said_minutes(minutes)}", "auto_lock_minutes", minutes) for minutes in MINUTES]
    return made


def _differs(choices: Choices, name: str, value: object) -> bool:
    return bool(getattr(choices.settings, name) != value)
