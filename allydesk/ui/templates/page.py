"""The page where templates are made one's own. Everything is kept by itself."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QBoxLayout, QHBoxLayout, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError
from allydesk.journal.template import FREE_PAGE, LONGEST_NAME, Part, Template, moved, one_line, unused_key
from allydesk.ui.actions import Action
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.settings.step import scrolling
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.templates.form import PAUSE, TemplateForm
from allydesk.ui.templates.ground import BackPage
from allydesk.ui.templates.list import FEW_ROWS, MANY_ROWS, TemplateList
from allydesk.ui.templates.stock import Templates
from allydesk.ui.theme import Look
from allydesk.ui.widgets.words import button

if TYPE_CHECKING:
    from allydesk.storage.vault import Vault

_LIST = 250
_NARROW = 640
"""Pixels at a text scale of 1: below this the list stands above the form."""
_WIDEST = 1040

_DELETE = Question(
    "Delete this template?",
    "Entries that began with it stay as they are. The template itself cannot be brought back.",
    (Answer("keep", "Keep it"), Answer("delete", "Delete", "danger")),
    dismiss="keep",
)
_RESTORE = Question(
    "Put this template back as it came?",
    "What you changed in it is lost. Entries that began with it stay as they are.",
    (Answer("keep", "Keep my changes"), Answer("restore", "Put it back", "danger")),
    dismiss="keep",
)


class TemplatesPage(BackPage):
    """The list of templates, and beside it the one that is chosen. `flush` and `close_all` before locking."""

    changed = Signal()
    """A template has been kept, moved or deleted: whoever shows templates reads them anew."""
    failed = Signal(object)

    def __init__(
        self,
        *,
        vault: "Vault",
        tasks: TaskRunner,
        prompts: Prompts,
        look: Look,
        resources: Path,
        back: str = "Settings",
        pause: int = PAUSE,
    ) -> None:
        """`back` says where the way back leads; `pause` in milliseconds as in `form`."""
        why = "A template gives a page its headings. Change these to suit you; what you wrote before stays as it is."
        super().__init__(look=look, title="Templates", why=why, back=back)
        self._tasks = tasks
        self._prompts = prompts
        self._stock = Templates(vault=vault, tasks=tasks, resources=resources, parent=self)
        self._wanted: str | None = None
        self._is_new = False
        self.list = TemplateList(look=look)
        self.form = TemplateForm(look=look, pause=pause)
        self.new = button("New template", "primary")
        self.up = button("Up", "outlined", name="Move the template up")
        self.down = button("Down", "outlined", name="Move the template down")
        self._body = QBoxLayout(QBoxLayout.Direction.LeftToRight)
        self._side = QWidget()
        self._lay_out()
        self._connect()
        self.take_look()

    def reload(self) -> None:
        """Show what is in the vault now."""
        self._stock.reload()

    def flush(self, then: Callable[[], object]) -> None:
        """Keep what is typed, then do `then`."""
        self.form.commit()
        self._tasks.run(lambda: None, done=lambda _none: then())

    def offered(self) -> tuple[Action, ...]:
        """What can be done here, for the command palette."""
        return (
            Action("New template", "Templates", self._add_new),
            Action("Move the template up", "Templates", lambda: self._move(-1)),
            Action("Move the template down", "Templates", lambda: self._move(1)),
        )

    def close_all(self) -> None:
        """Drop what came from the vault. Call `flush` first."""
        self._stock.close_all()
        self.form.clear()
        self.list.show_templates((), choose=None)

    def go_back(self) -> None:
        """Keep what is typed, and leave."""
        self.form.commit()
        self.left.emit()

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        super().take_look()
        self.list.take_look()
        self.form.parts.take_look()

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front with what is so now."""
        super().showEvent(event)
        self.reload()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list beside the form, or above it where it is narrow."""
        super().resizeEvent(event)
        self._turn()

    # What is done to templates

    def _add_new(self) -> None:
        self.form.commit()
        name = self._free_name("New template")
        self._make(Template(unused_key(name, self._keys()), name, "", own=True))

    def _duplicate(self) -> None:
        self.form.commit()
        source = self.form.template
        if source is not None:
            name = self._free_name(source.name)
            key = unused_key(name, self._keys())
            self._make(replace(source, key=key, name=name, own=True, changed=False, hidden=False))

    def _make(self, template: Template) -> None:
        self._wanted, self._is_new = template.key, True
        self._stock.keep(template)

    def _hide(self) -> None:
        self.form.commit()
        template = self.form.template
        if template is not None:
            self._stock.keep(replace(template, hidden=not template.hidden))

    def _move(self, step: int) -> None:
        key = self.list.key
        if key is None:
            return
        order = moved(self._keys(), key, step)
        if order != self._keys():
            self.form.commit()
            self._stock.arrange(order)

    def _delete(self) -> None:
        self._ask(_DELETE, "delete")

    def _restore(self) -> None:
        self._ask(_RESTORE, "restore")

    def _ask(self, question: Question, yes: str) -> None:
        template = self.form.template

        def answered(key: str) -> None:
            if key == yes and template is not None:
                self.form.clear()
                self._wanted = self._after(template.key) if template.own else template.key
                self._stock.remove(template.key)

        self._prompts.choose(question, answered)

    def _undo_removal(self, part: Part, at: int) -> None:
        form, key = self.form, self.list.key

        def put_back() -> None:
            if self.list.key == key:
                form.parts.add(part, at)

        self.notice.tell("A prompt was taken out of the template.", action="Undo", act=put_back)

    # What is shown

    def _show(self) -> None:
        templates = self._stock.all
        key = self._wanted if self._wanted is not None else self.list.key
        self.list.show_templates(templates, choose=key)
        shown, chosen = self.form.template, self._stock.find(self.list.key or FREE_PAGE)
        if shown is not None and chosen is not None and shown.key == chosen.key and self._wanted is None:
            self.form.know(replace(shown, hidden=chosen.hidden, changed=chosen.changed), names=self._names(chosen))
        else:
            self._show_chosen()
            if self._is_new:
                self.form.name.setFocus()
                self.form.name.selectAll()
                QTimer.singleShot(0, self.form.name, lambda: self._scrolled.ensureWidgetVisible(self.form.name))
        self._wanted, self._is_new = None, False
        self._can_move()
        self.changed.emit()

    def _choose(self) -> None:
        self.form.commit()
        self.notice.dismiss()
        self._show_chosen()
        self._can_move()

    def _show_chosen(self) -> None:
        chosen = self._stock.find(self.list.key) if self.list.key is not None else None
        self.form.show_template(chosen, names=self._names(chosen))

    def _can_move(self) -> None:
        self.up.setEnabled(self.list.currentRow() > 0)
        self.down.setEnabled(0 <= self.list.currentRow() < self.list.count() - 1)

    def _keys(self) -> list[str]:
        return [template.key for template in self._stock.all]

    def _after(self, key: str) -> str:
        keys = self._keys()
        at = keys.index(key)
        return keys[at + 1] if at + 1 < len(keys) else keys[at - 1]

    def _names(self, but: Template | None) -> frozenset[str]:
        return frozenset(
            one_line(each.name).casefold() for each in self._stock.all if but is None or each.key != but.key
        )

    def _free_name(self, name: str) -> str:
        taken = self._names(None)
        stem = one_line(name)[: LONGEST_NAME - 5] or "Template"
        wanted, number = stem, 2
        while wanted.casefold() in taken:
            wanted, number = f"{stem} {number}", number + 1
        return wanted

    def _tell(self, error: AllydeskError) -> None:
        self.tell(error)
        self.failed.emit(error)

    # Inside

    def _lay_out(self) -> None:
        side = QVBoxLayout(self._side)
        side.setContentsMargins(0, 0, 0, 0)
        side.setSpacing(12)
        side.addWidget(self.list)
        moves = QHBoxLayout()
        moves.setSpacing(8)
        moves.addWidget(self.up, 1)
        moves.addWidget(self.down, 1)
        side.addLayout(moves)
        side.addWidget(self.new)
        side.addStretch(1)
        inner = QWidget()
        inner.setLayout(self._body)
        self._body.setContentsMargins(0, 0, 8, 16)
        self._body.setSpacing(24)
        self._body.addWidget(self._side)
        self._body.addWidget(self.form, 1000)
        self._body.addStretch(1)
        self._scrolled = scrolling(inner)
        self.add(self._scrolled, 1)
        self.setFocusProxy(self.list)

    def _turn(self) -> None:
        down = self.width() < self.look.scaled(_NARROW)
        self._body.setDirection(QBoxLayout.Direction.TopToBottom if down else QBoxLayout.Direction.LeftToRight)
        self._side.setMaximumWidth(16_777_215 if down else self.look.scaled(_LIST))
        self._side.setMinimumWidth(0 if down else self.look.scaled(_LIST))
        self.list.set_most(FEW_ROWS if down else MANY_ROWS)
        self.form.setMaximumWidth(self.look.scaled(_WIDEST))

    def _connect(self) -> None:
        self.look.changed.connect(self.take_look)
        self._stock.changed.connect(self._show)
        self._stock.failed.connect(self._tell)
        self.list.chosen.connect(lambda _key: self._choose())
        self.list.move_asked.connect(self._move)
        self.new.clicked.connect(lambda _checked: self._add_new())
        self.up.clicked.connect(lambda _checked: self._move(-1))
        self.down.clicked.connect(lambda _checked: self._move(1))
        self.form.kept.connect(self._stock.keep)
        self.form.duplicate_asked.connect(self._duplicate)
        self.form.hide_asked.connect(self._hide)
        self.form.restore_asked.connect(self._restore)
        self.form.delete_asked.connect(self._delete)
        self.form.part_removed.connect(self._undo_removal)
