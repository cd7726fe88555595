"""The page's own menu: going back, how lines arrive and when the coach speaks."""

from collections.abc import Callable
from dataclasses import replace

from PySide6.QtCore import QObject, Signal
from PySide6.QtGui import QActionGroup
from PySide6.QtWidgets import QMenu, QWidget

from allydesk.settings import Settings
from allydesk.ui.actions import Action
from allydesk.ui.practice.scene.aloud import NO_VOICE, Aloud

AT_CHOICE, IN_DEBRIEF = "at-choice", "debrief"
ONE_BY_ONE, AT_ONCE = "one-by-one", "at-once"
_FEEDBACK = ((AT_CHOICE, "The coach speaks after each turn"), (IN_DEBRIEF, "The coach waits for the debrief"))
_PACE = ((ONE_BY_ONE, "Lines arrive one by one"), (AT_ONCE, "Lines are there at once"))
_ALOUD = "Read lines aloud"


class SceneMenu(QObject):
    """Made anew each time it is opened."""

    settings_chosen = Signal(object)
    """Other `Settings`, worth keeping."""

    def __init__(
        self,
        *,
        deeds: Callable[[], tuple[Action, ...]],
        settings: Callable[[], Settings],
        aloud: Aloud,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._deeds = deeds
        self._settings = settings
        self._aloud = aloud
        self._menu: QMenu | None = None

    @property
    def menu(self) -> QMenu | None:
        """The one that is open; None when none is."""
        return self._menu

    def open(self, below: QWidget) -> None:
        """Open it below this."""
        self.close_all()
        menu = QMenu(below)
        menu.setToolTipsVisible(True)
        for deed in self._deeds():
            made = menu.addAction(deed.label, deed.run)
            made.setEnabled(deed.ready())
        settings = self._settings()
        menu.addSeparator()
        self._add_choices(menu, "practice_feedback", settings.practice_feedback, _FEEDBACK)
        menu.addSeparator()
        self._add_choices(menu, "practice_pace", settings.practice_pace, _PACE)
        menu.addSeparator()
        self._add_voice(menu, settings)
        self._menu = menu
        menu.popup(below.mapToGlobal(below.rect().bottomLeft()))

    def close_all(self) -> None:
        """Close it."""
        menu, self._menu = self._menu, None
        if menu is not None:
            menu.close()
            menu.deleteLater()

    def _add_choices(self, menu: QMenu, name: str, value: str, choices: tuple[tuple[str, str], ...]) -> None:
        group = QActionGroup(menu)
        for key, words in choices:
            made = menu.addAction(words)
            made.setCheckable(True)
            made.setChecked(key == value)
            made.setActionGroup(group)
            made.triggered.connect(lambda _checked, key=key: self._choose(**{name: key}))

    def _add_voice(self, menu: QMenu, settings: Settings) -> None:
        made = menu.addAction(_ALOUD)
        made.setCheckable(True)
        made.setChecked(settings.read_aloud and self._aloud.is_possible)
        made.setEnabled(self._aloud.is_possible)
        if not self._aloud.is_possible:
            made.setText(NO_VOICE)
        made.triggered.connect(lambda checked: self._choose(read_aloud=checked))

    def _choose(self, **changed: str | bool) -> None:
        self.settings_chosen.emit(replace(self._settings(), **changed))  # type: ignore[arg-type]  # names of its fields
