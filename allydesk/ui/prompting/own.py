"""Writing a prompt of one's own, or wording it anew."""

from dataclasses import replace

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.ids import new_uuid7
from allydesk.journal.prompt import LONGEST_PROMPT, Prompt, PromptGroup
from allydesk.journal.template import one_line
from allydesk.ui.journal.plain import PlainDocument, PlainEdit
from allydesk.ui.looking_back.fields import DropDown
from allydesk.ui.prompting.stock import GROUP_NAMES
from allydesk.ui.settings.choice import Flow
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, field_label, label

_PADDING = 22
_HEIGHT = 130
"""Of the field, in pixels at a text scale of 1."""

_EMPTY = "Write the prompt first: a question, or something to try."
_THERE = "There is a prompt with these words already."


class OwnForm(QFrame):
    """A field, a group, and two ways out. Wrong input is told in its place."""

    kept = Signal(object)
    """A `Prompt` of the person's own, new or with other words."""
    dropped = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        self._prompt: Prompt | None = None
        self._texts: frozenset[str] = frozenset()
        set_role(self, "card")
        self.text = PlainEdit(look=look, size=18.5)
        self._words = PlainDocument()
        self._words.load("")
        self._words.setParent(self.text)
        self.text.show_document(self._words)
        self.group = DropDown(look=look)
        for group in PromptGroup:
            self.group.addItem(GROUP_NAMES[group], group.value)
        self.problem = label("", "warning", wrap=True)
        self.keep = button("Keep it", "primary")
        self.drop = button("Cancel")
        self._lay_out()
        self.keep.clicked.connect(lambda _checked: self.offer())
        self.drop.clicked.connect(lambda _checked: self.dropped.emit())
        self._words.contentsChanged.connect(lambda: self._tell(""))
        self.take_look()

    @property
    def is_open(self) -> bool:
        """Whether something in it would be lost."""
        return not self.isHidden() and bool(one_line(self._words.text()))

    def begin(self, prompt: Prompt | None, *, group: PromptGroup, texts: frozenset[str]) -> None:
        """Change this prompt, or write a new one; `texts` are those of the others."""
        self._prompt, self._texts = prompt, texts
        self._words.load(prompt.text if prompt is not None else "")
        self.group.setCurrentIndex(list(PromptGroup).index(prompt.group if prompt is not None else group))
        self.setAccessibleName("Change your prompt" if prompt is not None else "A prompt of your own")
        self._tell("")
        self.show()
        self.text.setFocus()

    def offer(self) -> None:
        """Offer what is typed for keeping. Where something is the matter with it, tell that instead."""
        text = one_line(self._words.text())
        problem = ""
        if not text:
            problem = _EMPTY
        elif len(text) > LONGEST_PROMPT:
            problem = f"A prompt has at most {LONGEST_PROMPT} characters. This one has {len(text):,}."
        elif text in self._texts:
            problem = _THERE
        self._tell(problem)
        if problem:
            self.text.setFocus()
        else:
            self._keep(text)

    def rescue(self) -> None:
        """Offer it however long it is, because nobody may be there to shorten it. Nothing and a double are no loss."""
        text = one_line(self._words.text())
        if text and text not in self._texts:
            self._keep(text)

    def clear(self) -> None:
        """Drop what is typed."""
        self._prompt = None
        self._words.load("")
        self._tell("")
        self.hide()

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.text.take_look()
        self.text.setFixedHeight(self._look.scaled(_HEIGHT))

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves it, and Control with Return keeps it."""
        if event.key() == Qt.Key.Key_Escape:
            self.dropped.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.offer()
        else:
            super().keyPressEvent(event)

    def _keep(self, text: str) -> None:
        group = PromptGroup(self.group.currentData())
        before = self._prompt or Prompt(id=f"own-{new_uuid7()}", group=group, text=text, own=True)
        self.kept.emit(replace(before, group=group, text=text))

    def _tell(self, problem: str) -> None:
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.text.setAccessibleDescription(problem)

    def _lay_out(self) -> None:
        set_role(self.text, "input")
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, _PADDING)
        column.setSpacing(6)
        column.addWidget(field_label("Your prompt", self.text))
        column.addWidget(self.text)
        column.addWidget(self.problem)
        column.addSpacing(8)
        column.addWidget(field_label("Group", self.group))
        column.addWidget(self.group)
        column.addSpacing(14)
        ways = Flow(spacing=10)
        for each in (self.keep, self.drop):
            ways.add(each)
        column.addWidget(ways)
        column.addStretch(1)
