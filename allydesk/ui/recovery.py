"""The recovery key: offered, shown once, put on paper, and typed back to prove that it is there."""

import os
import secrets
from collections.abc import Callable
from datetime import date
from pathlib import Path
from typing import Protocol

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from allydesk.errors import AllydeskError, Code, TransferError
from allydesk.problems import problem_of
from allydesk.ui.outside import CARD_PADDING
from allydesk.ui.printing import Send, recovery_document
from allydesk.ui.prompts import Answer, Prompts, Question
from allydesk.ui.style import set_role
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.widgets.faces import face, row
from allydesk.ui.widgets.key_block import KeyBlock
from allydesk.ui.widgets.problem import ProblemBox
from allydesk.ui.widgets.words import button, field_label, label


class KeyMaker(Protocol):
    """The part of an open vault that makes recovery keys. Called on the vault's thread."""

    def add_recovery_key(self) -> tuple[str, ...]:
        """A new key's lines, which cannot be shown again."""


class RecoverySheet(QFrame):
    """A card with three faces: the offer, the sheet, and the check. `finished(made)` is emitted at its end."""

    finished = Signal(bool)

    def __init__(
        self,
        *,
        look: Look,
        tasks: TaskRunner,
        prompts: Prompts,
        vault: KeyMaker,
        name: str,
        folder: Path,
        today: date,
        send: Send,
        pick: Callable[[int], int] = secrets.randbelow,
    ) -> None:
        """`name` is the vault's; `folder` is where a text file is proposed; `pick(n)` chooses a line from 0 to n-1."""
        super().__init__()
        self._look = look
        self._tasks = tasks
        self._prompts = prompts
        self._vault = vault
        self._name = name
        self._folder = folder
        self._today = today
        self._send = send
        self._pick = pick
        self._lines: tuple[str, ...] = ()
        self._asked = 0
        self._face = 0
        self.problem = ProblemBox()
        self._faces: tuple[QWidget, ...] = ()
        self._key = KeyBlock(look=look)
        self.answer = QLineEdit()
        self._answer_label = field_label("", self.answer)
        self._wrong = label("That is not the line on the sheet.", "warning", wrap=True)
        self._lay_out()

    @property
    def asked_line(self) -> int:
        """Which line is asked for, from 1; 0 before the check."""
        return self._asked

    # The three faces

    def _lay_out(self) -> None:
        set_role(self, "card")
        column = QVBoxLayout(self)
        column.setContentsMargins(CARD_PADDING, CARD_PADDING, CARD_PADDING, CARD_PADDING)
        column.setSpacing(0)
        self._faces = (self._offer(), self._sheet(), self._check())
        for each in self._faces:
            column.addWidget(each)
        column.addWidget(self.problem)
        self._turn(0)

    def _offer(self) -> QWidget:
        self._make = button("Make a recovery key", "primary")
        self._make.clicked.connect(self._make_key)
        skip = button("Skip for now", "text")
        skip.clicked.connect(lambda: self._end(made=False))
        return face(
            "A key for the day you forget",
            "If the passphrase is lost, nobody can open the vault, and Allydesk keeps no copy. A recovery key on paper "
            "is a second way in: four lines that you print or write down once.",
            "You can make one later in Settings, too.",
            buttons=(skip, self._make),
        )

    def _sheet(self) -> QWidget:
        printed = button("Print…")
        printed.clicked.connect(self._print)
        saved = button("Save as text file…")
        saved.clicked.connect(self._ask_to_save)
        self._go_on = button("I have it on paper", "primary")
        self._go_on.clicked.connect(self._ask_for_line)
        return face(
            "Your recovery key",
            "Print it or write it down now. It is not shown again.",
            self._key,
            row(printed, saved),
            buttons=(self._go_on,),
        )

    def _check(self) -> QWidget:
        back = button("Show the sheet again", "text")
        back.clicked.connect(lambda: self._turn(1))
        skip = button("Skip the check", "text")
        skip.clicked.connect(lambda: self._end(made=True))
        done = button("Check", "primary")
        done.clicked.connect(self._compare)
        self.answer.returnPressed.connect(self._compare)
        self.answer.textEdited.connect(self._wrong.hide)
        self._wrong.hide()
        return face(
            "One line, to be sure",
            "Type it from your paper. A mistake found today costs nothing.",
            self._answer_label,
            self.answer,
            self._wrong,
            buttons=(back, skip, done),
        )

    def _turn(self, number: int) -> None:
        for index, each in enumerate(self._faces):
            each.setVisible(index == number)
        self._face = number
        self._focus_first()

    def showEvent(self, event: QShowEvent) -> None:
        """Come to the front with the keyboard on what one would do next."""
        super().showEvent(event)
        self._focus_first()

    def _focus_first(self) -> None:
        (self._make, self._go_on, self.answer)[self._face].setFocus(Qt.FocusReason.OtherFocusReason)

    # What happens

    def _make_key(self) -> None:
        self.problem.clear()
        self._make.setEnabled(False)
        self._tasks.run(self._vault.add_recovery_key, done=self._show_key, failed=self._explain)

    def _show_key(self, lines: tuple[str, ...]) -> None:
        self._make.setEnabled(True)
        self._lines = lines
        self._key.show_lines(lines)
        self._turn(1)

    def _print(self) -> None:
        self._send(recovery_document(self._lines, vault=self._name, made=self._today, look=self._look))

    def _ask_to_save(self) -> None:
        question = Question(
            "Save the key as a file?",
            "Whoever can read the file can open the vault. Put it on a stick or a disk that you keep elsewhere, "
            "and not beside the vault.",
            (Answer("cancel", "Cancel", "text"), Answer("save", "Choose where…", "primary")),
            dismiss="cancel",
        )
        self._prompts.choose(question, lambda key: self._ask_where() if key == "save" else None)

    def _ask_where(self) -> None:
        start = self._folder / f"Recovery key for {self._name}.txt"
        self._prompts.choose_new_file("Save the recovery key", start, self._save)

    def _save(self, path: Path | None) -> None:
        if path is not None:
            text = "".join(f"{number}  {line}\n" for number, line in enumerate(self._lines, start=1))
            self._tasks.run(lambda: _write_private(path, text), failed=self._explain)

    def _ask_for_line(self) -> None:
        self._asked = self._pick(len(self._lines)) + 1
        self._answer_label.setText(f"Line {self._asked} of the key")
        self.answer.setAccessibleName(f"Line {self._asked} of the key")
        self.answer.setText("")
        self._turn(2)
        self.answer.setFocus()

    def _compare(self) -> None:
        if _plain(self.answer.text()) == _plain(self._lines[self._asked - 1]):
            self._end(made=True)
        else:
            self._wrong.show()
            self.answer.setFocus()
            self.answer.selectAll()

    def _end(self, *, made: bool) -> None:
        """Forget the key: it is on paper, or nowhere."""
        self._lines = ()
        self._key.show_lines(())
        self.answer.setText("")
        self.finished.emit(made)

    def _explain(self, error: AllydeskError) -> None:
        self._make.setEnabled(True)
        self.problem.tell(problem_of(error))


def _plain(line: str) -> str:
    """A line without what does not matter: case, spaces, hyphens, and letters that are read as digits."""
    kept = "".join(sign for sign in line.upper() if sign.isalnum())
    return kept.translate(str.maketrans("OIL", "011"))


def _write_private(path: Path, text: str) -> None:
    """Write a file that only its owner can read. Raises TransferError(DESTINATION_UNWRITABLE)."""
    try:
        path.unlink(missing_ok=True)  # the dialog has asked; a file that is made anew gets these rights
        with os.fdopen(os.open(path, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w", encoding="utf-8") as file:
            file.write(text)
    except OSError:
        raise TransferError(Code.DESTINATION_UNWRITABLE) from None
