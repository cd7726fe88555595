"""The mentor profile, written where it is shared. It is kept by itself, a moment after the last key."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QLineEdit, QPlainTextEdit, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.story.telling import MentorProfile
from allydesk.text import clean
from allydesk.ui.story.desk import FIRST_RETRY
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.flow import Flow
from allydesk.ui.widgets.words import button, field_label, label

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

PAUSE = 700
"""Milliseconds from the last key to the vault."""
_LINES = 4
_LONGEST_NAME = 200


class ProfileForm(QWidget):
    """`changed` with every key. `failed` carries the error when it could not be kept; it is tried again, and `kept`
    tells when it is."""

    changed = Signal()
    kept = Signal()
    failed = Signal(object)

    def __init__(
        self, *, vault: "Vault", tasks: TaskRunner, look: Look, pause: int = PAUSE, retry: int = FIRST_RETRY
    ) -> None:
        """`pause` from the last key to the vault and `retry` from a failure to the next try, in milliseconds."""
        super().__init__()
        self._vault, self._tasks, self._look = vault, tasks, look
        self._profile = MentorProfile()
        self._is_dirty = self._is_showing = False
        self._themes: tuple[str, ...] = ()
        self._waiting = QTimer(self)
        self._waiting.setSingleShot(True)
        self._pause, self._retry = pause, retry
        self._waiting.timeout.connect(self._save)
        self.name = QLineEdit()
        self.name.setMaxLength(_LONGEST_NAME)
        self.name.setPlaceholderText("As you like to be called, or nothing")
        self.lived_through = self._text()
        self.can_listen_to = self._text()
        self.offers = self._text()
        self.chips = Flow(spacing=6)
        self._no_themes = label("Themes that you name will be offered here.", "small", wrap=True)
        self._lay_out()
        self.name.textEdited.connect(lambda _text: self._edited())
        look.changed.connect(self.take_look)
        self.take_look()

    @property
    def profile(self) -> MentorProfile:
        """The profile as it stands, kept or not."""
        return self._profile

    @property
    def is_kept(self) -> bool:
        """Whether the vault has it all."""
        return not self._is_dirty

    def show_profile(self, profile: MentorProfile) -> None:
        """Show what the vault has. Nothing happens while something is still to be kept."""
        if self._is_dirty or profile == self._profile:
            return
        self._is_showing = True
        self._profile = profile
        self.name.setText(profile.name)
        for field, text in (
            (self.lived_through, profile.lived_through),
            (self.can_listen_to, profile.can_listen_to),
            (self.offers, profile.offers),
        ):
            field.setPlainText(text)
        self._is_showing = False
        self._show_themes()

    def offer_themes(self, names: Sequence[str]) -> None:
        """These are the themes of the lifeline now, in their order."""
        if tuple(names) != self._themes:
            self._themes = tuple(names)
            self._show_themes()

    def flush(self, then: Callable[[], object]) -> None:
        """Keep it, then do `then`, whether it could be kept or not (see `is_kept`)."""
        self._waiting.stop()
        if not self._is_dirty:
            then()
            return
        self._keep(then)

    def close_all(self) -> None:
        """Drop everything. Call `flush` first."""
        self._waiting.stop()
        self._is_dirty = False
        self._themes = ()
        self.show_profile(MentorProfile())
        self._show_themes()

    def take_look(self) -> None:
        """Take the look's present type."""
        font = self._look.reading_font(size=16)
        for field in (self.lived_through, self.can_listen_to, self.offers):
            field.setFont(font)
            # Qt's own hint is of a fixed height, whatever the type.
            field.setFixedHeight(round(field.fontMetrics().lineSpacing() * _LINES + 28))

    def _edited(self) -> None:
        if self._is_showing:
            return
        self._take(
            replace(
                self._profile,
                name=clean(self.name.text())[0],
                lived_through=_written(self.lived_through),
                can_listen_to=_written(self.can_listen_to),
                offers=_written(self.offers),
            )
        )

    def _take(self, profile: MentorProfile) -> None:
        if profile == self._profile:
            return
        self._profile = profile
        self._is_dirty = True
        self._waiting.start(self._pause)
        self.changed.emit()

    def _save(self) -> None:
        self._keep(lambda: None)

    def _keep(self, then: Callable[[], object]) -> None:
        profile = self._profile

        def kept(_nothing: object) -> None:
            if self._profile == profile:
                self._is_dirty = False
                self.kept.emit()
            then()

        def failed(error: AllydeskError) -> None:
            self._waiting.start(self._retry)
            self.failed.emit(error)
            then()

        self._tasks.run(lambda: self._vault.stories.save_profile(profile), done=kept, failed=failed)

    def _tick(self, theme: str, *, on: bool) -> None:
        ticked = {*self._profile.themes, theme} if on else {*self._profile.themes} - {theme}
        self._take(replace(self._profile, themes=tuple(one for one in self._offered() if one in ticked)))

    def _offered(self) -> tuple[str, ...]:
        """The lifeline's themes, and those in the profile that have another name by now."""
        return tuple(dict.fromkeys((*self._themes, *self._profile.themes)))

    def _show_themes(self) -> None:
        self.chips.clear()
        for theme in self._offered():
            if theme.strip():
                self.chips.add(self._chip(theme))
        self.chips.setVisible(bool(self._offered()))
        self._no_themes.setVisible(not self._offered())

    def _chip(self, theme: str) -> QWidget:
        made = button(theme.replace("&", "&&"), "chip", name=f"Show the theme {theme}")
        made.setCheckable(True)
        made.setChecked(theme in self._profile.themes)
        made.toggled.connect(lambda on: self._tick(theme, on=on))
        return made

    def _text(self) -> QPlainTextEdit:
        made = QPlainTextEdit()
        set_role(made, "input")
        made.setTabChangesFocus(True)
        made.textChanged.connect(self._edited)
        return made

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(6)
        for words, field in (
            ("Name", self.name),
            ("What I have lived through", self.lived_through),
            ("What I can listen to", self.can_listen_to),
            ("What I offer", self.offers),
        ):
            column.addWidget(field_label(words, field))
            column.addWidget(field)
            column.addSpacing(6)
        column.addWidget(label("Themes to show", "field"))
        column.addWidget(self.chips)
        column.addWidget(self._no_themes)


def _written(field: QPlainTextEdit) -> str:
    """What was typed; `toRawText`, because Qt's plain text makes ordinary spaces of those that do not break."""
    return clean(field.document().toRawText().replace("\u2029", "\n").replace("\u2028", "\n"))[0]
