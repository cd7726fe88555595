"""The questions to the person: real dialogs, answered by mouse and keyboard, and file dialogs that remember nothing."""

import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest
from PySide6.QtCore import QSettings, Qt
from PySide6.QtWidgets import QApplication, QDialog, QDialogButtonBox, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot
from shiboken6 import isValid

from allydesk.ui.files import FileDialog
from allydesk.ui.prompts import Answer, Prompts, Question, WindowPrompts
from allydesk.ui.theme import Look
from tests.ui.hands import button, click, press, type_into
from tests.ui.scripted import ScriptedPrompts

QUESTION = Question(
    "Move this entry to the trash?",
    "It stays there until you empty the trash.",
    (Answer("keep", "Keep it", "text"), Answer("trash", "Move to trash", "primary")),
    dismiss="keep",
)


@pytest.fixture
def window(qtbot: QtBot, look: Look) -> QWidget:
    assert look is not None
    window = QWidget()
    qtbot.addWidget(window)
    window.resize(800, 600)
    window.show()
    return window


@pytest.fixture
def asking(window: QWidget, look: Look) -> Iterator[WindowPrompts]:
    prompts = WindowPrompts(window=window, look=look)
    yield prompts
    prompts.withdraw()


def open_dialog(window: QWidget) -> QDialog:
    dialogs = [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert len(dialogs) == 1
    return dialogs[0]


def field_of(dialog: QDialog) -> QLineEdit:
    field = dialog.findChild(QLineEdit)
    assert isinstance(field, QLineEdit)
    return field


def test_a_question_is_answered_with_the_button_that_was_clicked(
    window: QWidget, asking: WindowPrompts, qtbot: QtBot
) -> None:
    with qtbot.waitCallback() as answered:
        asking.choose(QUESTION, answered)
        click(button(open_dialog(window), "Move to trash"))
    answered.assert_called_with("trash")


@pytest.mark.parametrize(("key", "answer"), [(Qt.Key.Key_Return, "trash"), (Qt.Key.Key_Escape, "keep")])
def test_enter_takes_the_primary_answer_and_escape_dismisses(
    window: QWidget, asking: WindowPrompts, qtbot: QtBot, key: Qt.Key, answer: str
) -> None:
    with qtbot.waitCallback() as answered:
        asking.choose(QUESTION, answered)
        press(open_dialog(window), key)
    answered.assert_called_with(answer)


def test_asking_does_not_wait_for_the_answer(window: QWidget, asking: WindowPrompts) -> None:
    answers: list[str] = []
    asking.choose(QUESTION, answers.append)
    assert answers == []
    open_dialog(window).close()
    assert answers == ["keep"]


def test_the_words_of_a_question_are_shown_as_they_are(window: QWidget, asking: WindowPrompts) -> None:
    markup = '<b>bold</b> <img src="file:///etc/hostname">'
    asking.tell("Told & shown", markup)
    labels = open_dialog(window).findChildren(QLabel)
    assert {label.text() for label in labels} >= {"Told & shown", markup}
    assert {label.textFormat() for label in labels} == {Qt.TextFormat.PlainText}


def test_what_was_told_says_when_it_is_closed(window: QWidget, asking: WindowPrompts, qtbot: QtBot) -> None:
    with qtbot.waitCallback() as closed:
        asking.tell("Done", "The backup is written.", closed)
        press(open_dialog(window), Qt.Key.Key_Return)


def test_a_dialog_is_gone_once_answered(window: QWidget, asking: WindowPrompts, qtbot: QtBot) -> None:
    asking.choose(QUESTION, lambda _key: None)
    dialog = open_dialog(window)
    dialog.reject()
    qtbot.waitUntil(lambda: not isValid(dialog))


def test_a_question_that_is_withdrawn_is_never_answered(window: QWidget, asking: WindowPrompts) -> None:
    answers: list[object] = []
    asking.choose(QUESTION, answers.append)
    asking.passphrase("Your passphrase", "To change it.", answers.append)
    asking.withdraw()
    assert not [dialog for dialog in window.findChildren(QDialog) if dialog.isVisible()]
    assert answers == []


def test_a_question_has_its_dismissal_among_the_answers() -> None:
    with pytest.raises(ValueError, match="dismissed"):
        Question("Sure?", "", (Answer("yes", "Yes"),), dismiss="no")


def test_a_passphrase_is_typed_and_leaves_the_field(window: QWidget, asking: WindowPrompts, qtbot: QtBot) -> None:
    with qtbot.waitCallback() as answered:
        asking.passphrase("Your passphrase", "To change it.", answered)
        dialog = open_dialog(window)
        field = field_of(dialog)
        assert not button(dialog, "Go on").isEnabled()
        type_into(field, "correct horse")
        assert field.displayText() != "correct horse"
        press(field, Qt.Key.Key_Return)
    answered.assert_called_with("correct horse")


def test_a_passphrase_can_be_declined(window: QWidget, asking: WindowPrompts, qtbot: QtBot) -> None:
    with qtbot.waitCallback() as answered:
        asking.passphrase("Your passphrase", "To change it.", answered)
        dialog = open_dialog(window)
        type_into(field_of(dialog), "half")
        click(button(dialog, "Cancel"))
    answered.assert_called_with(None)


def choose_in(dialog: QDialog, name: str) -> None:
    field = dialog.findChild(QLineEdit, "fileNameEdit")
    box = dialog.findChild(QDialogButtonBox)
    assert isinstance(field, QLineEdit)
    assert isinstance(box, QDialogButtonBox)
    field.setText(name)
    way_on = next(b for b in box.buttons() if box.buttonRole(b) == QDialogButtonBox.ButtonRole.AcceptRole)
    click(way_on)


def test_a_file_is_chosen_in_qts_own_dialog(
    window: QWidget, asking: WindowPrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "journal.json").touch()
    with qtbot.waitCallback() as answered:
        asking.choose_file("Choose a journal", tmp_path, answered)
        choose_in(open_dialog(window), "journal.json")
    answered.assert_called_with(tmp_path / "journal.json")


def test_a_folder_is_chosen_in_qts_own_dialog(
    window: QWidget, asking: WindowPrompts, qtbot: QtBot, tmp_path: Path
) -> None:
    (tmp_path / "Journal.allydesk").mkdir()
    with qtbot.waitCallback() as answered:
        asking.choose_folder("Choose a vault", tmp_path, answered)
        choose_in(open_dialog(window), "Journal.allydesk")
    answered.assert_called_with(tmp_path / "Journal.allydesk")


def test_a_new_file_is_proposed_by_name(window: QWidget, asking: WindowPrompts, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitCallback() as answered:
        asking.choose_new_file("Save the recovery key", tmp_path / "Recovery key.txt", answered)
        dialog = open_dialog(window)
        field = dialog.findChild(QLineEdit, "fileNameEdit")
        assert isinstance(field, QLineEdit)
        assert field.text() == "Recovery key.txt"
        choose_in(dialog, "Kept.txt")
    answered.assert_called_with(tmp_path / "Kept.txt")


def test_a_file_dialog_can_be_dismissed(window: QWidget, asking: WindowPrompts, qtbot: QtBot, tmp_path: Path) -> None:
    with qtbot.waitCallback() as answered:
        asking.choose_file("Choose a journal", tmp_path, answered)
        press(open_dialog(window), Qt.Key.Key_Escape)
    answered.assert_called_with(None)


VISIT = """
import sys
from pathlib import Path
from PySide6.QtCore import QCoreApplication, QEvent
from PySide6.QtWidgets import QApplication, QWidget
from allydesk.assets import resources
from allydesk.ui.files import FileDialog, keep_no_history
from allydesk.ui.theme import Look
if sys.argv[1] == "nothing-kept":
    keep_no_history()
app = QApplication([])
window = QWidget()
answers = []
look = Look(resources=resources())
dialog = FileDialog("Choose", Path(sys.argv[2]), answered=answers.append, look=look, parent=window)
dialog.setFileMode(FileDialog.FileMode.Directory)
dialog.open()
dialog.accept()
QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
assert answers == [Path(sys.argv[2])], answers
"""


@pytest.mark.skipif(sys.platform != "linux", reason="elsewhere Qt keeps this in the registry or a property list")
@pytest.mark.parametrize(("how", "traces"), [("as-qt-does", 1), ("nothing-kept", 0)])
def test_qt_keeps_no_trace_of_the_folders_visited(tmp_path: Path, how: str, traces: int) -> None:
    """The first case shows that there is something to prevent, and that this test would see it."""
    home, visited = tmp_path / "home", tmp_path / "A place of mine"
    home.mkdir()
    visited.mkdir()
    environment = {
        "PATH": os.environ["PATH"],
        "PYTHONPATH": os.pathsep.join(path for path in sys.path if path),
        "HOME": str(home),
        "XDG_CONFIG_HOME": str(home / "config"),
        "QT_QPA_PLATFORM": "offscreen",
    }
    subprocess.run([sys.executable, "-c", VISIT, how, str(visited)], env=environment, check=True, timeout=60)
    written = [path for path in home.rglob("*") if path.is_file() and b"A%20place" in path.read_bytes()]
    assert len(written) == traces, written
    assert len(list(home.rglob("QtProject.conf"))) == traces


def test_the_prompts_send_qts_settings_nowhere(asking: WindowPrompts) -> None:
    assert asking is not None
    settings = QSettings(QSettings.Scope.UserScope, "QtProject")
    assert settings.fileName().startswith(os.devnull)


def test_the_file_dialog_is_not_the_desktops(window: QWidget, look: Look, qtbot: QtBot, tmp_path: Path) -> None:
    dialog = FileDialog("Choose", tmp_path, answered=lambda _path: None, look=look, parent=window)
    qtbot.addWidget(dialog)
    assert dialog.testOption(FileDialog.Option.DontUseNativeDialog)


def test_scripted_prompts_stand_in_for_the_real_ones(
    asking: WindowPrompts, prompts: ScriptedPrompts, qapp: QApplication
) -> None:
    assert qapp is not None
    both: list[Prompts] = [asking, prompts]
    assert len(both) == 2
    answers: list[str] = []
    prompts.will_choose("trash")
    prompts.choose(QUESTION, answers.append)
    assert answers == ["trash"]
    with pytest.raises(AssertionError, match="unexpected"):
        prompts.choose(QUESTION, answers.append)
    prompts.will_choose("shred")
    with pytest.raises(AssertionError, match="no answer"):
        prompts.choose(QUESTION, answers.append)
