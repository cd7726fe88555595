"""One template, to be changed. What is typed is offered for keeping by itself, a moment after the last key."""

from dataclasses import replace

from PySide6.QtCore import QTimer, Signal
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from allydesk.journal.template import FREE_PAGE, LONGEST_NAME, LONGEST_WHY, Template, one_line
from allydesk.ui.settings.choice import Flow
from allydesk.ui.style import set_role
from allydesk.ui.templates.parts import PartsList
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button, field_label, label

PAUSE = 600
"""Milliseconds without a key before what was typed is kept."""

_NAMELESS = "A template needs a name. Until you type one, it goes by the name it had."
_SAME_NAME = "Another template has this name. You can keep both, but the menu shows the same words twice."
_FREE = "A free page is always there, and always empty. You can move it to another place in the list."
_EMPTY = "Without prompts, a page from this template begins empty."
_PADDING = 22


class TemplateForm(QFrame):
    """Name, what it is good for, and prompts. Names of other templates are known by `names`."""

    kept = Signal(object)
    """A `Template` that can be kept, other than the last one."""
    duplicate_asked = Signal()
    hide_asked = Signal()
    restore_asked = Signal()
    delete_asked = Signal()
    part_removed = Signal(object, int)

    def __init__(self, *, look: Look, pause: int = PAUSE) -> None:
        super().__init__()
        self._template: Template | None = None
        self._names: frozenset[str] = frozenset()
        set_role(self, "card")
        self._wait = QTimer(self)
        self._wait.setSingleShot(True)
        self._wait.setInterval(pause)
        self.name = QLineEdit()
        self.why = QLineEdit()
        self.problem = label("", "warning", wrap=True)
        self.note = label("", "muted", wrap=True)
        self.parts = PartsList(look=look)
        self.add = button("Add a prompt")
        self.duplicate = button("Duplicate", "text")
        self.hide_button = button("Hide", "text")
        self.restore = button("Put back as it came", "text")
        self.delete = button("Delete", "text")
        self._lay_out()
        self._connect()

    @property
    def template(self) -> Template | None:
        """The template as it was kept last."""
        return self._template

    def show_template(self, template: Template | None, *, names: frozenset[str] = frozenset()) -> None:
        """Show another one, and forget what is typed; call `commit` before. None shows an empty form."""
        self._wait.stop()
        self._template, self._names = template, names
        fixed = template is None or template.key == FREE_PAGE
        for field, text, longest in (
            (self.name, template.name if template else "", LONGEST_NAME),
            (self.why, template.why if template else "", LONGEST_WHY),
        ):
            field.setMaxLength(max(longest, len(one_line(text))))
            field.setText(one_line(text))
            field.setCursorPosition(0)
            field.setReadOnly(fixed)
        self.parts.show_parts(template.parts if template else ())
        self.add.setVisible(not fixed)
        self.parts.setVisible(not fixed)
        self._check()
        self._show_ways()

    def know(self, template: Template, *, names: frozenset[str]) -> None:
        """The same template has been kept; what is being typed stays."""
        self._template, self._names = template, names
        self._check()
        self._show_ways()

    def commit(self) -> None:
        """Offer what is typed for keeping now."""
        self._wait.stop()
        before = self._template
        if before is None or before.key == FREE_PAGE:
            return
        name = before.name if self.name.text() == one_line(before.name) else one_line(self.name.text())
        why = before.why if self.why.text() == one_line(before.why) else one_line(self.why.text())
        after = replace(before, name=name or before.name, why=why, parts=self.parts.parts)
        if after != before:
            self._template = replace(after, changed=not before.own)
            self.kept.emit(self._template)

    def clear(self) -> None:
        """Drop what came from the vault."""
        self.show_template(None)

    def _check(self) -> None:
        name = one_line(self.name.text())
        problem = ""
        if self._template is not None and not name:
            problem = _NAMELESS
        elif name.casefold() in self._names:
            problem = _SAME_NAME
        self.problem.setText(problem)
        self.problem.setVisible(bool(problem))
        self.name.setAccessibleDescription(problem)
        self.parts.check()
        note = ""
        if self._template is not None and self._template.key == FREE_PAGE:
            note = _FREE
        elif self._template is not None and not self.parts.rows:
            note = _EMPTY
        self.note.setText(note)
        self.note.setVisible(bool(note))

    def _show_ways(self) -> None:
        template = self._template
        changeable = template is not None and template.key != FREE_PAGE
        self.duplicate.setVisible(template is not None)
        self.hide_button.setVisible(changeable)
        self.restore.setVisible(template is not None and template.changed)
        self.delete.setVisible(template is not None and template.own)
        if template is not None:
            self.hide_button.setText("Show in the menu" if template.hidden else "Hide from the menu")
            self.setAccessibleName(f"Template {one_line(template.name)}")

    def _edited(self) -> None:
        self._check()
        self._wait.start()

    def _add(self) -> None:
        self.parts.add().heading.setFocus()
        self._check()

    def _lay_out(self) -> None:
        column = QVBoxLayout(self)
        column.setContentsMargins(_PADDING, _PADDING, _PADDING, 14)
        column.setSpacing(6)
        column.addWidget(field_label("Name", self.name))
        column.addWidget(self.name)
        column.addWidget(self.problem)
        column.addSpacing(8)
        column.addWidget(field_label("What it is good for", self.why))
        column.addWidget(self.why)
        column.addSpacing(14)
        column.addWidget(self.note)
        column.addWidget(self.parts)
        column.addSpacing(6)
        ways = Flow(spacing=20)
        for each in (self.add, self.duplicate, self.hide_button, self.restore, self.delete):
            ways.add(each)
        column.addWidget(ways)
        column.addStretch(1)

    def _connect(self) -> None:
        for field in (self.name, self.why):
            field.textEdited.connect(lambda _text: self._edited())
        self.parts.edited.connect(self._edited)
        self.parts.removed.connect(self.part_removed)
        self._wait.timeout.connect(self.commit)
        self.add.clicked.connect(lambda _checked: self._add())
        self.duplicate.clicked.connect(lambda _checked: self.duplicate_asked.emit())
        self.hide_button.clicked.connect(lambda _checked: self.hide_asked.emit())
        self.restore.clicked.connect(lambda _checked: self.restore_asked.emit())
        self.delete.clicked.connect(lambda _checked: self.delete_asked.emit())
