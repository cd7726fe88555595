"""The first card of a new vault: its name, its place, and its passphrase twice."""

from pathlib import Path

from PySide6.QtCore import QTimer, Signal
from PySide6.QtGui import QHideEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout

from allydesk.errors import AllydeskError, Code
from allydesk.problems import problem_of
from allydesk.ui.naming import folder_name, name_trouble
from allydesk.ui.outside import CARD_PADDING
from allydesk.ui.strength import strength_in_words
from allydesk.ui.style import set_role
from allydesk.ui.tasks import Task, TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.faces import row
from allydesk.ui.widgets.passphrase import PassphraseEdit
from allydesk.ui.widgets.problem import Action, ProblemBox
from allydesk.ui.widgets.words import ElidedLabel, button, field_label, label
from allydesk.ui.wording import short_path

_PAUSE = 250
"""In milliseconds: how long a person stops typing before the passphrase is weighed."""

_NOBODY_CAN = (
    "Nobody can reset this passphrase, and Allydesk keeps no copy of it. Four or more words that have nothing to do "
    "with each other are easy to remember and hard to guess."
)


class CreateForm(QFrame):
    """Asks for what a vault needs. `submitted` is emitted when all of it will do."""

    submitted = Signal()
    folder_wanted = Signal()
    open_wanted = Signal(object)
    """The vault whose name was given is there already, and the person would rather open that one."""

    def __init__(self, *, look: Look, tasks: TaskRunner, home: Path, folder: Path) -> None:
        super().__init__()
        self._tasks = tasks
        self._home = home
        self._folder = folder
        self._weighing: Task | None = None
        self._pause = QTimer(self)
        self._pause.setSingleShot(True)
        self._pause.setInterval(_PAUSE)
        self.name = QLineEdit("Journal")
        self.place = ElidedLabel()
        self.change = button("Change…", "text", name="Choose another folder")
        self.first = PassphraseEdit(look=look)
        self.second = PassphraseEdit(look=look, name="The passphrase again")
        self.strength = label(role="small", wrap=True)
        self.caps_lock = label("Caps Lock is on.", "warning")
        self.trouble = label(role="warning", wrap=True)
        self.problem = ProblemBox()
        self.cancel = button("Back", "text")
        self.make = button("Create the vault", "primary")
        self._lay_out()
        self._connect()
        self._say_place()

    @property
    def target(self) -> Path:
        """The folder that the vault will be."""
        return self._folder / folder_name(self.name.text())

    @property
    def passphrase(self) -> str:
        """What was typed in the first field."""
        return self.first.text()

    def use_folder(self, folder: Path) -> None:
        """Put the vault into another folder."""
        self._folder = folder
        self._say_place()

    def set_working(self, *, working: bool) -> None:
        """While the vault is being made nothing can be typed, and the button says so."""
        self.first.conceal()
        self.second.conceal()
        for each in (self.name, self.change, self.first, self.second, self.cancel, self.make):
            each.setEnabled(not working)
        self.make.setText("Creating…" if working else "Create the vault")

    def explain(self, error: AllydeskError) -> None:
        """Say why the vault could not be made, and put the caret where it can be mended."""
        actions: list[Action] = []
        if error.code is Code.ALREADY_EXISTS and self.target.is_dir():
            actions.append(("Open the vault that is there", lambda: self.open_wanted.emit(self.target)))
        self.problem.tell(problem_of(error), actions)
        wrong = self.first if error.code in (Code.PASSPHRASE_EMPTY, Code.PASSPHRASE_CHARACTER) else self.name
        wrong.setFocus()
        wrong.selectAll()

    def wipe(self) -> None:
        """Empty the passphrases."""
        self._pause.stop()
        self.first.wipe()
        self.second.wipe()

    def hideEvent(self, event: QHideEvent) -> None:
        """Leave nothing running behind a page that nobody sees."""
        self._pause.stop()
        super().hideEvent(event)

    def _lay_out(self) -> None:
        set_role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        column.setSpacing(5)
        set_role(self.place, "small")
        column.addWidget(field_label("Name", self.name))
        column.addWidget(self.name)
        column.addWidget(row(self.place, None, self.change))
        column.addSpacing(8)
        column.addWidget(field_label("Passphrase", self.first))
        column.addWidget(self.first)
        column.addWidget(self.strength)
        column.addSpacing(8)
        column.addWidget(field_label("The passphrase again", self.second))
        column.addWidget(self.second)
        for hidden in (self.caps_lock, self.trouble, self.problem):
            column.addWidget(hidden)
            hidden.hide()
        column.addSpacing(8)
        column.addWidget(label(_NOBODY_CAN, "small", wrap=True))
        column.addSpacing(12)
        column.addWidget(row(self.cancel, None, self.make))

    def _connect(self) -> None:
        self.name.textChanged.connect(self._say_place)
        self.change.clicked.connect(self.folder_wanted)
        self.first.textChanged.connect(self._pause.start)
        self._pause.timeout.connect(self._weigh)
        for field in (self.first, self.second):
            field.caps_lock_changed.connect(self.caps_lock.setVisible)
            field.textEdited.connect(self.trouble.hide)
        self.name.textEdited.connect(self.trouble.hide)
        self.name.returnPressed.connect(self.first.setFocus)
        self.first.returnPressed.connect(self.second.setFocus)
        self.second.returnPressed.connect(self._submit)
        self.make.clicked.connect(self._submit)

    def _say_place(self) -> None:
        self.place.setText(f"It will be kept at {short_path(self.target, home=self._home)}")

    def _weigh(self) -> None:
        if self._weighing is not None:
            self._weighing.forget()
        passphrase, known = self.first.text(), [self.name.text(), "allydesk"]
        self._weighing = self._tasks.run(lambda: strength_in_words(passphrase, known=known), done=self.strength.setText)

    def _submit(self) -> None:
        self.problem.clear()
        trouble = name_trouble(self.name.text())
        if trouble:
            self._refuse(trouble, self.name)
        elif not self.first.text():
            self._refuse("Give the vault a passphrase.", self.first)
        elif self.first.text() != self.second.text():
            self._refuse("The two passphrases are not the same.", self.second)
        else:
            self.trouble.hide()
            self.submitted.emit()

    def _refuse(self, why: str, field: QLineEdit) -> None:
        self.trouble.setText(why)
        self.trouble.show()
        field.setFocus()
        field.selectAll()
