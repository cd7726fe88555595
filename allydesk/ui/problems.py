"""Problems in the window: a known one told in three parts, and a bug with a report that holds nothing private."""

import platform
import sys
import threading
from collections.abc import Iterator
from types import TracebackType

from PySide6.QtCore import QObject, Qt, QThread, Signal, qVersion
from PySide6.QtGui import QGuiApplication
from PySide6.QtWidgets import QPlainTextEdit, QWidget

from allydesk import __version__
from allydesk.errors import AllydeskError
from allydesk.problems import problem_of
from allydesk.ui.dialogs import TEXT_WIDTH, Answer, PlainDialog
from allydesk.ui.prompts import Prompts
from allydesk.ui.style import set_role
from allydesk.ui.theme import Look

_OURS = "allydesk"

_BUG_TITLE = "Something in Allydesk went wrong"
_BUG_TEXT = (
    "What was saved before is safe. You can go on; if anything looks odd, close Allydesk and open it again.\n\n"
    "The report below names versions, kinds of error and places in the program, and nothing that you wrote. "
    "It stays here unless you copy it."
)


def bug_report(error: BaseException) -> str:
    """What a developer needs to know of a bug: versions, types of exception, and where in our own modules.

    Neither the message of an exception nor any value goes in, because either may hold what a person wrote.
    """
    system = f"{platform.system()} {platform.release()} {platform.machine()}"
    lines = [f"Allydesk {__version__}, Python {platform.python_version()}, Qt {qVersion()}, {system}"]
    for number, link in enumerate(_chain(error)):
        kind = type(link)
        lines.append(("after " if number else "") + f"{kind.__module__}.{kind.__qualname__}")
        lines.extend(f"  {place}" for place in _places(link.__traceback__))
    return "\n".join(lines) + "\n"


class BugDialog(PlainDialog):
    """Says that there is a bug, shows the report, and copies it when asked to."""

    def __init__(self, report: str, *, look: Look, parent: QWidget | None) -> None:
        super().__init__(_BUG_TITLE, _BUG_TEXT, look=look, parent=parent)
        self._report = report
        shown = QPlainTextEdit(report)
        set_role(shown, "input")
        shown.setReadOnly(True)
        shown.setTabChangesFocus(True)
        shown.setAccessibleName("Report")
        shown.setFont(look.fixed_font(size=13))
        shown.setFixedSize(look.scaled(TEXT_WIDTH), look.scaled(132))
        self.body.addWidget(shown)
        buttons = self.add_buttons((Answer("copy", "Copy report"), Answer("close", "Close", "primary")))
        buttons["close"].setFocus()
        self._copy = buttons["copy"]
        self._copy.clicked.disconnect()
        self._copy.clicked.connect(self._copy_report)

    def _copy_report(self) -> None:
        QGuiApplication.clipboard().setText(self._report)
        self._copy.setText("Copied")


class ProblemDesk(QObject):
    """Where every problem ends that nobody else could deal with. Made once, beside the window.

    `install` puts it in the place of Python's own handlers for what was not caught; `remove` takes it away again.
    """

    _arrived = Signal(object)

    def __init__(self, *, window: QWidget, look: Look, prompts: Prompts) -> None:
        super().__init__()
        self._window = window
        self._look = look
        self._prompts = prompts
        self._dialog: BugDialog | None = None
        self._arrived.connect(self.show, Qt.ConnectionType.QueuedConnection)

    def install(self) -> None:
        """Hear of every exception that nothing catches, on any thread."""
        sys.excepthook = self._uncaught
        threading.excepthook = self._uncaught_in_thread

    def remove(self) -> None:
        """Give Python its own handlers back."""
        sys.excepthook = sys.__excepthook__
        threading.excepthook = threading.__excepthook__

    def show(self, error: BaseException) -> None:
        """Show what happened: a known problem in words, anything else as a bug. Call it on the GUI thread."""
        if isinstance(error, AllydeskError):
            self.explain(error)
        else:
            self.confess(error)

    def explain(self, error: AllydeskError) -> None:
        """Say what happened, what is safe, and what to do next."""
        problem = problem_of(error)
        self._prompts.tell(problem.happened.removesuffix("."), f"{problem.safe}\n\n{problem.next}")

    def confess(self, error: BaseException) -> None:
        """Say that there is a bug. While one is being shown, another one is not: it most likely follows from it."""
        if self._dialog is not None:
            return
        self._dialog = BugDialog(bug_report(error), look=self._look, parent=self._window)
        self._dialog.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
        self._dialog.finished.connect(self._closed)
        self._dialog.open()

    def _closed(self) -> None:
        self._dialog = None

    def _uncaught(self, kind: type[BaseException], error: BaseException, trace: TracebackType | None) -> None:
        if issubclass(kind, KeyboardInterrupt):
            QGuiApplication.quit()
        elif QThread.isMainThread():
            self.show(error.with_traceback(trace))
        else:
            self._arrived.emit(error)

    def _uncaught_in_thread(self, args: threading.ExceptHookArgs) -> None:
        if args.exc_value is not None:
            self._uncaught(args.exc_type, args.exc_value, args.exc_traceback)


def _chain(error: BaseException) -> Iterator[BaseException]:
    seen: set[int] = set()
    link: BaseException | None = error
    while link is not None and id(link) not in seen:
        seen.add(id(link))
        yield link
        link = link.__cause__ or (None if link.__suppress_context__ else link.__context__)


def _places(trace: TracebackType | None) -> Iterator[str]:
    while trace is not None:
        module = str(trace.tb_frame.f_globals.get("__name__", ""))
        if module == _OURS or module.startswith(f"{_OURS}."):
            yield f"{module}, line {trace.tb_lineno}, in {trace.tb_frame.f_code.co_name}"
        trace = trace.tb_next
