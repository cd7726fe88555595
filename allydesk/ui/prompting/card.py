"""The prompt that is chosen, large, and what can be done with it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QVBoxLayout

from allydesk.journal.prompt import Prompt
from allydesk.ui.prompting.stock import GROUP_NAMES
from allydesk.ui.settings.choice import Flow
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, label

_PADDING = 22
_READING = 20


class ChosenCard(QFrame):
    """Shows one prompt, or says that none is chosen."""

    write_asked = Signal()
    another_asked = Signal()
    star_asked = Signal()
    hide_asked = Signal()
    change_asked = Signal()
    delete_asked = Signal()

    def __init__(self, *, look: Look) -> None:
        super().__init__()
        self._look = look
        set_role(self, "card")
        self.group = label("", "small")
        self.text = label("", wrap=True)
        self.text.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        self.write = button("Write", "primary")
        self.another = button("Another prompt")
        self.star = button("Add to favourites", "text")
        self.hide_button = button("Hide", "text")
        self.change = button("Change", "text")
        self.delete = button("Delete", "text")
        self._lay_out()
        self._connect()
        self.take_look()
        self.show_prompt(None, several=False)

    def show_prompt(self, prompt: Prompt | None, *, several: bool, otherwise: str = "") -> None:
        """Show this one; `several` says whether there is another. Without one, say `otherwise`."""
        self.text.setText(prompt.text if prompt is not None else otherwise)
        set_role(self.text, "" if prompt is not None else "muted")
        self.group.setVisible(prompt is not None)
        for each in (self.write, self.star, self.hide_button):
            each.setVisible(prompt is not None)
        self.another.setVisible(several)
        self.change.setVisible(prompt is not None and prompt.own)
        self.delete.setVisible(prompt is not None and prompt.own)
        if prompt is not None:
            self.group.setText(f"{GROUP_NAMES[prompt.group]} · your own" if prompt.own else GROUP_NAMES[prompt.group])
            self.star.setText("Take out of favourites" if prompt.favourite else "Add to favourites")
            self.hide_button.setText("Show again" if prompt.hidden else "Hide")
        self.setAccessibleName(prompt.text if prompt is not None else otherwise)

    def take_look(self) -> None:
        """Take the look's present type and colours."""
        self.text.setFont(self._look.reading_font(size=_READING))

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, 14)
        column.setSpacing(8)
        column.addWidget(self.group)
        column.addWidget(self.text)
        column.addSpacing(14)
        first, second = Flow(spacing=10), Flow(spacing=18)
        for each in (self.write, self.another):
            first.add(each)
        for each in (self.star, self.hide_button, self.change, self.delete):
            second.add(each)
        column.addWidget(first)
        column.addWidget(second)
        column.addStretch(1)

    def _connect(self) -> None:
        self.write.clicked.connect(lambda _checked: self.write_asked.emit())
        self.another.clicked.connect(lambda _checked: self.another_asked.emit())
        self.star.clicked.connect(lambda _checked: self.star_asked.emit())
        self.hide_button.clicked.connect(lambda _checked: self.hide_asked.emit())
        self.change.clicked.connect(lambda _checked: self.change_asked.emit())
        self.delete.clicked.connect(lambda _checked: self.delete_asked.emit())
