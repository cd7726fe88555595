"""The dialogs that ask and tell: a title, a few lines, what belongs to the question, and a row of buttons."""

from dataclasses import dataclass

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QDialog, QHBoxLayout, QPushButton, QVBoxLayout, QWidget

from allydesk.ui.theme import Look
from allydesk.ui.widgets.passphrase import PassphraseEdit
from allydesk.ui.widgets.words import button, field_label, label

TEXT_WIDTH = 400
"""The width of the words in a dialog, in pixels at a text scale of 1: about sixty letters."""


@dataclass(frozen=True, slots=True)
class Answer:
    """A button under a question. `role` is "primary", "outlined", "danger" or "text"."""

    key: str
    label: str
    role: str = "outlined"


@dataclass(frozen=True, slots=True)
class Question:
    """Something to be chosen. `dismiss` is the key that Escape, or closing the dialog, stands for.

    Raises ValueError when `dismiss` is none of the answers.
    """

    title: str
    text: str
    answers: tuple[Answer, ...]
    dismiss: str

    def __post_init__(self) -> None:
        if self.dismiss not in {answer.key for answer in self.answers}:
            raise ValueError("a question is dismissed with one of its own answers")


class PlainDialog(QDialog):
    """The frame of every dialog. Shown with `open`; `chosen` holds the key of the button that closed it."""

    def __init__(self, title: str, text: str, *, look: Look, parent: QWidget | None) -> None:
        super().__init__(parent)
        self.chosen = ""
        self.setWindowTitle("Allydesk")
        self.setAccessibleName(title)
        self.setAccessibleDescription(text)
        self._look = look
        self.body = QVBoxLayout(self)
        self.body.setContentsMargins(28, 24, 28, 24)
        self.body.setSpacing(12)
        self.body.setSizeConstraint(QVBoxLayout.SizeConstraint.SetFixedSize)
        self.body.addWidget(self._words(title, "dialog-title"))
        if text:
            self.body.addWidget(self._words(text, ""))

    def add_buttons(self, answers: tuple[Answer, ...]) -> dict[str, QPushButton]:
        """Put the row of buttons at the foot. A primary one answers to Enter and has the focus."""
        row = QHBoxLayout()
        row.setSpacing(12)
        row.addStretch(1)
        made: dict[str, QPushButton] = {}
        for answer in sorted(answers, key=lambda each: each.role == "primary"):  # the way on stands last
            made[answer.key] = self._button(answer)
            row.addWidget(made[answer.key])
        primary = [made[each.key] for each in answers if each.role == "primary"]
        for each in primary:
            each.setDefault(True)
        (primary or list(made.values()))[0].setFocus()
        self.body.addSpacing(12)
        self.body.addLayout(row)
        return made

    def _button(self, answer: Answer) -> QPushButton:
        made = button(answer.label, answer.role)
        made.clicked.connect(lambda: self._choose(answer.key))
        return made

    def _choose(self, key: str) -> None:
        self.chosen = key
        self.accept()

    def _words(self, text: str, role: str) -> QWidget:
        made = label(text, role, wrap=True, parent=self)
        made.setFixedWidth(self._look.scaled(TEXT_WIDTH))
        made.setTextInteractionFlags(Qt.TextInteractionFlag.NoTextInteraction)
        return made


class PassphraseDialog(PlainDialog):
    """Asks for a passphrase. `typed` is what was typed when it was accepted."""

    def __init__(self, title: str, text: str, *, look: Look, parent: QWidget | None) -> None:
        super().__init__(title, text, look=look, parent=parent)
        self.typed = ""
        self.field = PassphraseEdit(look=look)
        self.hint = label("Caps Lock is on.", "small")
        self.hint.setVisible(False)
        self.field.caps_lock_changed.connect(self.hint.setVisible)
        self.body.addWidget(field_label("Passphrase", self.field))
        self.body.addWidget(self.field)
        self.body.addWidget(self.hint)
        buttons = self.add_buttons((Answer("cancel", "Cancel", "text"), Answer("go-on", "Go on", "primary")))
        buttons["go-on"].setEnabled(False)
        self.field.textChanged.connect(lambda typed: buttons["go-on"].setEnabled(bool(typed)))
        self.field.setFocus()

    def done(self, result: int) -> None:
        """Close, and leave nothing typed behind in the field."""
        self.typed = self.field.text() if self.chosen == "go-on" else ""
        self.field.wipe()
        super().done(result)
