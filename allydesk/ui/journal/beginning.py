"""New entries: free, from a template, or from a text that somebody offers."""

from datetime import date
from pathlib import Path

from PySide6.QtCore import QObject, QPoint, QSize, Signal

from allydesk.journal.template import FREE_PAGE, first_page
from allydesk.storage.vault import Vault
from allydesk.ui.actions import Action
from allydesk.ui.journal.column import ListColumn
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.opening import Opening
from allydesk.ui.journal.saving import Autosave
from allydesk.ui.journal.units import utf16_length
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.templates.menu import TemplateMenu
from allydesk.ui.templates.stock import Templates
from allydesk.ui.theme import Look

_ARROW = 26
"""Pixels; the button that opens the menu is narrower than the one it stands beside."""


class Beginning(QObject):
    """Begins entries, and keeps the parts of the page informed of the templates there are."""

    templates_asked = Signal()
    """The page where templates are changed is wanted."""
    failed = Signal(object)

    def __init__(
        self,
        *,
        vault: Vault,
        tasks: TaskRunner,
        look: Look,
        resources: Path,
        column: ListColumn,
        editor: Editor,
        opening: Opening,
        autosave: Autosave,
        parent: QObject | None = None,
    ) -> None:
        super().__init__(parent)
        self._autosave = autosave
        self._look = look
        self._column = column
        self._editor = editor
        self._opening = opening
        self.templates = Templates(vault=vault, tasks=tasks, resources=resources, parent=self)
        self.menu = TemplateMenu(templates=self.templates, look=look, parent=column)
        self.menu.chosen.connect(self.begin)
        self.menu.edit_asked.connect(self.templates_asked)
        self.templates.changed.connect(self._known)
        self.templates.failed.connect(self.failed)
        column.new.clicked.connect(self._begin_free)
        column.new_asked.connect(self._begin_free)
        column.more_new.clicked.connect(self._open_menu)
        self.take_look()

    def begin(self, template: str = FREE_PAGE, text: str = "", *, title: str = "", on: date | None = None) -> None:
        """Begin an entry. It is kept from the first character on that is typed in it; at once, where the text it
        begins with has words of the person's own beside a quoted prompt."""
        found = self.templates.find(template) if template else None
        page = text or (first_page(found) if found is not None else "")
        caret = utf16_length(page) if text else page.find("\n") + 1
        self._opening.begin(title=title, text=page, template=template, caret=caret, on=on)
        sheet = self._opening.sheet
        if sheet is not None and sheet.kept is None:
            if self._column.in_trash or self._column.search.text():
                self._column.show_everything()
            (self._editor.text if text or title else self._editor.title).setFocus()
            if _has_own_words(text):
                self._autosave.touch(sheet)

    def offered(self) -> tuple[Action, ...]:
        """Each template by name."""
        return self.menu.for_palette()

    def reload(self) -> None:
        """Read the templates anew."""
        self.templates.reload()

    def take_look(self) -> None:
        """Take the look's present colours and sizes."""
        side = self._look.scaled(14)
        self._column.more_new.setIcon(self._look.icon_on_accent("down"))
        self._column.more_new.setIconSize(QSize(side, side))
        self._column.more_new.setStyleSheet("padding-left: 0px; padding-right: 0px;")
        self._column.more_new.setFixedWidth(self._look.scaled(_ARROW))

    def close_all(self) -> None:
        """Drop what came from the vault."""
        self.templates.close_all()

    def _begin_free(self) -> None:
        self.begin()

    def _known(self) -> None:
        every = self.templates.all
        self._editor.know_templates(every)
        self._column.know_templates([(template.key, template.name) for template in every])

    def _open_menu(self) -> None:
        button = self._column.more_new
        self.menu.popup(button.mapToGlobal(QPoint(0, button.height() + 4)))


def _has_own_words(text: str) -> bool:
    return any(line.strip() and not line.startswith(">") for line in text.split("\n"))
