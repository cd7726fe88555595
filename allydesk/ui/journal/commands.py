"""What the keys do while one writes, beyond putting letters down."""

from collections.abc import Callable
from functools import partial

from PySide6.QtGui import QTextBlock, QTextCursor
from PySide6.QtWidgets import QTextEdit

from allydesk.ui.actions import Action
from allydesk.ui.journal import continuing, quoting
from allydesk.ui.journal.continuing import Edit
from allydesk.ui.journal.editing import before_caret, column_of, make, selected_blocks
from allydesk.ui.journal.ornaments import is_fenced
from allydesk.ui.journal.paragraph import Link, link_at
from allydesk.ui.journal.parts import Parts

_GROUP = "Writing"


class Commands:
    """The commands of one field. Each is one step that can be undone; none acts on a text that is only read."""

    def __init__(self, field: QTextEdit, *, parts: Parts, follow: Callable[[str], object]) -> None:
        self._field = field
        self._parts = parts
        self._follow = follow

    def offered(self) -> tuple[Action, ...]:
        """All of them, with their keys."""

        def action(label: str, run: Callable[[], object], shortcut: str) -> Action:
            return Action(label, _GROUP, run, shortcut, ready=lambda: not self._field.isReadOnly())

        headings = [action(f"Heading {level}", partial(self.heading, level), f"Ctrl+{level}") for level in (1, 2, 3)]
        return (
            action("Bold", lambda: self.wrap("**"), "Ctrl+B"),
            action("Italic", lambda: self.wrap("*"), "Ctrl+I"),
            action("Link", self.link, "Ctrl+Shift+K"),
            *headings,
            action("Task", self.task, "Ctrl+Shift+T"),
            action("Indent the list", lambda: self.indent(deeper=True), "Ctrl+]"),
            action("Indent the list less", lambda: self.indent(deeper=False), "Ctrl+["),
            Action("Follow the link, or tick the task", _GROUP, self.follow_or_tick, "Ctrl+Return"),
            Action("Next part of the page", _GROUP, lambda: self._parts.go(forward=True), "Alt+Down"),
            Action("Previous part of the page", _GROUP, lambda: self._parts.go(forward=False), "Alt+Up"),
            action("Leave this part out", self._parts.skip, ""),
        )

    def wrap(self, sign: str) -> None:
        """Put the selection, or the word at the caret, between two signs; or take them away."""
        cursor = self._field.textCursor()
        changes: list[tuple[QTextBlock, Edit]] = []
        several = cursor.document().findBlock(cursor.anchor()) != cursor.block()
        for block in reversed(list(selected_blocks(cursor))):
            if block.text().strip() or not several:
                start, end = self._selected(block, cursor)
                changes += [(block, edit) for edit in continuing.wrapped(block.text(), start, end, sign)]
        self._make(changes)

    def heading(self, level: int) -> None:
        """Make a heading of each paragraph of the selection."""
        self._each(lambda line: continuing.headed(line, level))

    def task(self) -> None:
        """Make a task of each paragraph of the selection."""
        self._each(continuing.tasked)

    def indent(self, *, deeper: bool) -> None:
        """Move the items of the selection a level deeper, or less deep."""
        self._each(lambda line: continuing.indented(line, deeper=deeper))

    def link(self) -> None:
        """Make a link of the selection."""
        cursor = self._field.textCursor()
        block = cursor.block()
        start, end = self._selected(block, cursor)
        self._make([(block, continuing.linked(block.text(), start, end))])

    def tick(self, block: QTextBlock) -> bool:
        """Change the box of a task; False where there is none."""
        edit = None if is_fenced(block) else continuing.ticked(block.text())
        if edit is None or self._field.isReadOnly():
            return False
        make(self._field, [(block, edit)], show=False)
        return True

    def follow_or_tick(self) -> bool:
        """Follow the link the caret is in, or else tick the task it is in."""
        cursor = self._field.textCursor()
        link = self.link_under(cursor)
        if link is not None and link.title:
            self._follow(link.title)
            return True
        return self.tick(cursor.block())

    def link_under(self, cursor: QTextCursor) -> Link | None:
        """The link at a place."""
        block = cursor.block()
        return None if is_fenced(block) else link_at(block.text(), column_of(block, cursor.position()))

    def continue_line(self) -> bool:
        """Return: go on with a list, a task or a quote, or end it. False where it is an ordinary Return."""
        cursor = self._field.textCursor()
        block = cursor.block()
        if cursor.hasSelection() or is_fenced(block):
            return False
        edit = continuing.continued(block.text(), len(before_caret(cursor)))
        if edit is not None:
            make(self._field, [(block, edit)])
        return edit is not None

    def smarten(self, typed: str) -> None:
        """Put the typographic sign in the place of the plain one just typed; undoing brings that back."""
        cursor = self._field.textCursor()
        before = before_caret(cursor)
        if not before.endswith(typed) or is_fenced(cursor.block()):
            return
        found = quoting.replaced(before[: -len(typed)], typed)
        if found is not None:
            edit = Edit(len(before) - len(typed) - found.back, len(before), found.text)
            make(self._field, [(cursor.block(), edit)])

    def _each(self, change: Callable[[str], Edit | None]) -> None:
        blocks = [block for block in selected_blocks(self._field.textCursor()) if not is_fenced(block)]
        edits = [(block, change(block.text())) for block in blocks if block.text().strip() or len(blocks) == 1]
        self._make([(block, edit) for block, edit in edits if edit is not None])

    def _make(self, changes: list[tuple[QTextBlock, Edit]]) -> None:
        if changes and not self._field.isReadOnly():
            make(self._field, changes)

    def _selected(self, block: QTextBlock, cursor: QTextCursor) -> tuple[int, int]:
        """The part of the selection in one paragraph, in code points."""
        first, last = block.position(), block.position() + block.length() - 1
        start = min(max(cursor.selectionStart(), first), last)
        end = min(max(cursor.selectionEnd(), first), last)
        return column_of(block, start), column_of(block, end)
