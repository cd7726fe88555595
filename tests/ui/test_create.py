"""Making a vault: the form, the recovery sheet, and what comes first. The vaults are real."""

import stat
from collections.abc import Callable, Iterator
from datetime import date
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QByteArray, Qt, QUrl
from PySide6.QtGui import QPageSize, QPdfWriter, QTextDocument
from PySide6.QtPrintSupport import QPrintDialog
from PySide6.QtWidgets import QApplication, QLabel, QLineEdit, QWidget
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, VaultError
from allydesk.problems import problem_of
from allydesk.storage.keys import FLOOR
from allydesk.storage.vault import Vault
from allydesk.ui.create import CreatePage
from allydesk.ui.naming import folder_name, name_trouble
from allydesk.ui.printing import ClosedDocument, WindowPrinter, recovery_document
from allydesk.ui.recovery import RecoverySheet
from allydesk.ui.strength import said, strength_in_words
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look
from allydesk.ui.vaults import Vaults, Way
from tests.ui.hands import button, click, press, type_into
from tests.ui.scripted import ScriptedPrompts
from tests.vaults import vault_at

WORDS = "copper lantern orbit moss"
TODAY = date(2026, 11, 21)
Make = Callable[..., CreatePage]


@pytest.fixture
def vaults() -> Vaults:
    return Vaults(make=vault_at, kdf=FLOOR)


@pytest.fixture
def printed() -> list[QTextDocument]:
    """What was sent to the printer."""
    return []


@pytest.fixture
def make_page(  # noqa: PLR0917 - fixtures come by name
    look: Look,
    tasks: TaskRunner,
    prompts: ScriptedPrompts,
    vaults: Vaults,
    tmp_path: Path,
    printed: list[QTextDocument],
    qtbot: QtBot,
) -> Iterator[Make]:
    made: list[Vault] = []
    (tmp_path / "Documents").mkdir()

    def make(*, first_run: bool = True) -> CreatePage:
        page = CreatePage(
            look=look,
            tasks=tasks,
            prompts=prompts,
            vaults=vaults,
            folder=tmp_path / "Documents",
            home=tmp_path,
            today=TODAY,
            send=printed.append,
            first_run=first_run,
        )
        qtbot.addWidget(page)
        page.vault_made.connect(made.append)
        page.resize(1024, 800)
        with qtbot.waitActive(page):
            page.show()
            page.activateWindow()
        return page

    yield make
    for vault in made:
        vault.lock()


def settle(tasks: TaskRunner, qtbot: QtBot) -> None:
    for _round in range(2):
        with qtbot.waitCallback() as done:
            tasks.run(lambda: None, done=lambda _none: done())


def words_of(page: QWidget) -> str:
    return "\n".join(label.text() for label in page.findChildren(QLabel) if label.isVisible())


def fill_in(page: CreatePage, *, name: str = "Journal", first: str = WORDS, second: str = WORDS) -> None:
    for field, text in ((page.form.name, name), (page.form.first, first), (page.form.second, second)):
        field.selectAll()
        press(field, Qt.Key.Key_Delete)
        type_into(field, text)


def create(page: CreatePage, qtbot: QtBot) -> Vault:
    """Fill in the form and make the vault."""
    fill_in(page)
    with qtbot.waitSignal(page.vault_made) as made:
        press(page.form.second, Qt.Key.Key_Return)
    assert made.args is not None
    vault = made.args[0]
    assert isinstance(vault, Vault)
    return vault


def sheet_of(page: CreatePage) -> RecoverySheet:
    sheet = page.findChild(RecoverySheet)
    assert isinstance(sheet, RecoverySheet)
    return sheet


def key_on(page: QWidget) -> list[str]:
    return [line for line in words_of(page).split("\n") if line.count("-") == 3]


# The form


def test_it_proposes_a_journal_in_documents(make_page: Make) -> None:
    page = make_page()
    assert page.form.name.hasFocus()
    assert page.form.name.selectedText() == "Journal"
    assert "Welcome to Allydesk" in words_of(page)
    assert f"It will be kept at {Path('Documents', 'Journal.allydesk')}" in words_of(page)
    assert "Nobody can reset this passphrase" in words_of(page)


def test_a_vault_is_made_and_opens_with_its_passphrase(make_page: Make, vaults: Vaults, qtbot: QtBot) -> None:
    vault = create(make_page(), qtbot)
    assert vault.is_open
    assert vault.name == "Journal"
    vault.lock()
    again = vaults.unlock(vault.folder, Way.PASSPHRASE, WORDS)
    assert again.is_open
    again.lock()


def test_while_it_is_made_nothing_can_be_typed(make_page: Make, qtbot: QtBot) -> None:
    page = make_page()
    fill_in(page)
    with qtbot.waitSignal(page.vault_made):
        click(button(page, "Create the vault"))
        assert not page.form.first.isEnabled()
        assert not button(page, "Creating…").isEnabled()


@pytest.mark.parametrize(
    ("name", "first", "second", "trouble", "field"),
    [
        ("", WORDS, WORDS, "Give the vault a name.", "name"),
        ("a/b", WORDS, WORDS, "A name cannot hold any of these", "name"),
        ("Journal", "", "", "Give the vault a passphrase.", "first"),
        ("Journal", WORDS, WORDS[:-1], "The two passphrases are not the same.", "second"),
    ],
)
def test_what_will_not_do_is_told_kindly(  # noqa: PLR0917 - parameters come by name
    make_page: Make, name: str, first: str, second: str, trouble: str, field: str, qtbot: QtBot
) -> None:
    page = make_page()
    fill_in(page, name=name, first=first, second=second)
    with qtbot.assertNotEmitted(page.vault_made):
        click(button(page, "Create the vault"))
    assert trouble in words_of(page)
    wrong: QLineEdit = getattr(page.form, field)
    assert wrong.hasFocus()
    type_into(wrong, "x")
    assert trouble not in words_of(page)


def test_a_weak_passphrase_is_not_refused(make_page: Make, qtbot: QtBot) -> None:
    page = make_page()
    fill_in(page, first="a", second="a")
    with qtbot.waitSignal(page.vault_made):
        click(button(page, "Create the vault"))


def test_a_passphrase_that_cannot_be_typed_again_is_explained(make_page: Make, qtbot: QtBot) -> None:
    page = make_page()
    fill_in(page)
    for field in (page.form.first, page.form.second):
        field.setText("tab\x07bell")
    click(button(page, "Create the vault"))
    happened = problem_of(VaultError(Code.PASSPHRASE_CHARACTER)).happened
    qtbot.waitUntil(page.form.problem.isVisible)
    assert page.form.problem.happened.text() == happened
    assert page.form.first.hasFocus()


def test_a_name_that_is_taken_is_told_and_the_vault_there_can_be_opened(
    make_page: Make, tmp_path: Path, qtbot: QtBot
) -> None:
    taken = tmp_path / "Documents" / "Journal.allydesk"
    taken.mkdir()
    (taken / "vault.db").write_bytes(b"something")
    page = make_page()
    fill_in(page)
    click(button(page, "Create the vault"))
    qtbot.waitUntil(page.form.problem.isVisible)
    assert "already something at" in page.form.problem.happened.text()
    assert (taken / "vault.db").read_bytes() == b"something"
    with qtbot.waitSignal(page.open_requested) as wanted:
        click(button(page, "Open the vault that is there"))
    assert wanted.args == [taken]


def test_another_folder_can_be_chosen(make_page: Make, prompts: ScriptedPrompts, tmp_path: Path, qtbot: QtBot) -> None:
    page = make_page()
    elsewhere = tmp_path / "Elsewhere"
    elsewhere.mkdir()
    prompts.will_choose_folder(None)
    click(button(page, "Change…"))
    prompts.will_choose_folder(elsewhere)
    click(button(page, "Change…"))
    assert str(Path("Elsewhere", "Journal.allydesk")) in words_of(page)
    assert create(page, qtbot).folder == elsewhere / "Journal.allydesk"


def test_the_strength_is_said_once_typing_pauses(make_page: Make, qtbot: QtBot) -> None:
    page = make_page()
    type_into(page.form.first, "journal")
    qtbot.waitUntil(lambda: page.form.strength.text() == "Could be guessed within seconds.")
    type_into(page.form.first, " copper lantern orbit")
    qtbot.waitUntil(lambda: page.form.strength.text() == "Would take centuries to guess.")


def test_at_the_first_run_a_vault_that_is_there_already_can_be_opened(
    make_page: Make, prompts: ScriptedPrompts, tmp_path: Path, qtbot: QtBot
) -> None:
    page = make_page()
    prompts.will_choose_folder(tmp_path / "stick" / "Old.allydesk")
    with qtbot.waitSignal(page.open_requested) as wanted:
        click(button(page, "Open a vault you already have"))
    assert wanted.args == [tmp_path / "stick" / "Old.allydesk"]


def test_there_is_a_way_back_except_at_the_first_run(make_page: Make, qtbot: QtBot) -> None:
    page = make_page(first_run=False)
    assert "A new vault" in words_of(page)
    with qtbot.waitSignal(page.back_requested):
        click(button(page, "Back"))
    assert not make_page().form.cancel.isVisible()


# The recovery sheet


@pytest.fixture
def page(make_page: Make, qtbot: QtBot) -> CreatePage:
    """The page with its vault made, offering a recovery key."""
    page = make_page()
    create(page, qtbot)
    return page


@pytest.fixture
def with_key(page: CreatePage, qtbot: QtBot) -> CreatePage:
    """The page with the recovery key on it."""
    click(button(page, "Make a recovery key"))
    qtbot.waitUntil(lambda: len(key_on(page)) == 4)
    return page


def test_no_key_is_made_when_it_is_skipped(page: CreatePage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(sheet_of(page).finished) as finished:
        click(button(page, "Skip for now"))
    assert finished.args == [False]
    assert "Your vault is ready" in words_of(page)


def test_the_key_that_is_shown_opens_the_vault(with_key: CreatePage, vaults: Vaults, tmp_path: Path) -> None:
    lines = key_on(with_key)
    vault = with_key._vault
    assert vault is not None
    vault.lock()
    again = vaults.unlock(tmp_path / "Documents" / "Journal.allydesk", Way.RECOVERY_KEY, "\n".join(lines))
    assert again.is_open
    again.lock()


def test_a_line_is_asked_for_and_compared(with_key: CreatePage, qtbot: QtBot) -> None:
    sheet, lines = sheet_of(with_key), key_on(with_key)
    click(button(with_key, "I have it on paper"))
    assert key_on(with_key) == [], "the key is not on the screen while it is asked for"
    assert f"Line {sheet.asked_line} of the key" in words_of(with_key)
    assert sheet.answer.hasFocus()
    type_into(sheet.answer, "AAAA-AAAA-AAAA-AAAA")
    click(button(with_key, "Check"))
    assert "That is not the line on the sheet." in words_of(with_key)
    assert sheet.answer.selectedText()
    typed = lines[sheet.asked_line - 1].lower().replace("-", " ").replace("0", "o").replace("1", "l")
    type_into(sheet.answer, typed)
    with qtbot.waitSignal(sheet.finished) as finished:
        press(sheet.answer, Qt.Key.Key_Return)
    assert finished.args == [True]


def test_the_sheet_can_be_looked_at_again_and_the_check_skipped(with_key: CreatePage, qtbot: QtBot) -> None:
    lines = key_on(with_key)
    click(button(with_key, "I have it on paper"))
    click(button(with_key, "Show the sheet again"))
    assert key_on(with_key) == lines
    click(button(with_key, "I have it on paper"))
    with qtbot.waitSignal(sheet_of(with_key).finished):
        click(button(with_key, "Skip the check"))


def test_the_whole_way_can_be_gone_by_keyboard(page: CreatePage, qtbot: QtBot, qapp: QApplication) -> None:
    def press_focused() -> None:
        focused = qapp.focusWidget()
        assert focused is not None, "the keyboard went nowhere"
        press(focused, Qt.Key.Key_Return)

    press_focused()
    qtbot.waitUntil(lambda: len(key_on(page)) == 4)
    lines = key_on(page)
    press_focused()
    sheet = sheet_of(page)
    focused = qapp.focusWidget()
    assert focused is sheet.answer
    type_into(sheet.answer, lines[sheet.asked_line - 1])
    press_focused()
    assert "Your vault is ready" in words_of(page)
    with qtbot.waitSignal(page.finished) as finished:
        press_focused()
    assert finished.args is not None
    assert finished.args[1] == "write"


def test_the_key_is_forgotten_at_the_end(with_key: CreatePage, qtbot: QtBot) -> None:
    sheet = sheet_of(with_key)
    click(button(with_key, "I have it on paper"))
    with qtbot.waitSignal(sheet.finished):
        click(button(with_key, "Skip the check"))
    assert sheet._lines == ()
    assert not any(label.text().count("-") == 3 for label in sheet.findChildren(QLabel) if label.isVisibleTo(sheet))


def test_the_key_is_saved_for_its_owner_alone_after_a_warning(
    with_key: CreatePage, prompts: ScriptedPrompts, tmp_path: Path, tasks: TaskRunner, qtbot: QtBot
) -> None:
    target = tmp_path / "stick.txt"
    target.write_text("older", encoding="utf-8")
    target.chmod(0o644)
    lines = key_on(with_key)
    prompts.will_choose("save")
    prompts.will_choose_file(target)
    click(button(with_key, "Save as text file…"))
    settle(tasks, qtbot)
    assert "Whoever can read the file" in prompts.questions[0].text
    saved = target.read_text(encoding="utf-8")
    assert all(line in saved for line in lines)
    assert "older" not in saved
    assert stat.S_IMODE(target.stat().st_mode) == 0o600


def test_a_place_that_cannot_be_written_is_told(
    with_key: CreatePage, prompts: ScriptedPrompts, tmp_path: Path, qtbot: QtBot
) -> None:
    prompts.will_choose("save")
    prompts.will_choose_file(tmp_path / "no such folder" / "key.txt")
    click(button(with_key, "Save as text file…"))
    qtbot.waitUntil(sheet_of(with_key).problem.isVisible)


@pytest.mark.parametrize("declined", ["warning", "place"])
def test_saving_can_be_thought_better_of(
    with_key: CreatePage, prompts: ScriptedPrompts, tmp_path: Path, declined: str
) -> None:
    before = sorted(tmp_path.rglob("*.txt"))
    prompts.will_choose("cancel" if declined == "warning" else "save")
    if declined == "place":
        prompts.will_choose_file(None)
    click(button(with_key, "Save as text file…"))
    assert sorted(tmp_path.rglob("*.txt")) == before


def test_the_sheet_is_printed_with_every_line(with_key: CreatePage, printed: list[QTextDocument]) -> None:
    lines = key_on(with_key)
    click(button(with_key, "Print…"))
    (document,) = printed
    text = document.toPlainText()
    for number, line in enumerate(lines, start=1):
        assert f"{number}   {line}" in text
    assert "21 November 2026" in text
    assert "“Journal”" in text


@pytest.mark.parametrize(("words", "what"), [("Start writing", "write"), ("Bring in an existing journal", "import")])
def test_at_the_end_the_person_says_what_comes_first(page: CreatePage, words: str, what: str, qtbot: QtBot) -> None:
    click(button(page, "Skip for now"))
    with qtbot.waitSignal(page.finished) as finished:
        click(button(page, words))
    assert finished.args == [page._vault, what]


# On paper


def test_a_document_on_its_way_to_paper_loads_nothing(qapp: QApplication, tmp_path: Path) -> None:
    assert qapp is not None
    picture = tmp_path / "picture.png"
    picture.write_bytes(b"not to be read")
    document = ClosedDocument()
    for url in (QUrl.fromLocalFile(str(picture)), QUrl("https://example.org/a.png"), QUrl("qrc:/a.css")):
        found = document.resource(QTextDocument.ResourceType.ImageResource, url)
        assert found in (b"", QByteArray())


def test_the_sheet_fits_on_one_page_of_either_size(look: Look, tmp_path: Path) -> None:
    for size in (QPageSize.PageSizeId.A4, QPageSize.PageSizeId.Letter):
        document = recovery_document(["AAAA-BBBB-CCCC-DDDD"] * 4, vault="Journal", made=TODAY, look=look)
        paper = QPdfWriter(str(tmp_path / "sheet.pdf"))
        paper.setPageSize(QPageSize(size))
        document.print_(paper)
        pdf = (tmp_path / "sheet.pdf").read_bytes()
        assert pdf.startswith(b"%PDF")
        assert pdf.count(b"/Type /Page\n") == 1


def test_the_printer_is_asked_for_in_a_dialog_that_does_not_block(look: Look, qtbot: QtBot, qapp: QApplication) -> None:
    window = QWidget()
    qtbot.addWidget(window)
    window.show()
    WindowPrinter(window=window).send(recovery_document(["A"], vault="Journal", made=TODAY, look=look))
    dialog = window.findChild(QPrintDialog)
    assert isinstance(dialog, QPrintDialog)
    assert dialog.isVisible()
    assert dialog.printer().docName() == "Allydesk"
    dialog.reject()
    qapp.processEvents()


# Names and strength


@pytest.mark.parametrize("name", ["Journal", "Jo’s book", "日記", "2026", "a.b"])
def test_ordinary_names_will_do(name: str) -> None:
    assert name_trouble(name) == ""


@pytest.mark.parametrize(
    "name", ["", "  ", "a/b", "a\\b", "a:b", ".hidden", "ends.", "con", "NUL.txt", "x" * 300, "a\nb"]
)
def test_names_that_some_system_cannot_keep_are_refused(name: str) -> None:
    assert name_trouble(name)


@given(st.text(max_size=300))
def test_a_name_that_will_do_is_a_folder_of_its_parent(name: str) -> None:
    if not name_trouble(name):
        path = Path("parent") / folder_name(name)
        assert path.parent == Path("parent")
        assert path.suffix == ".allydesk"


@pytest.mark.parametrize(
    ("passphrase", "words"),
    [("", ""), ("password", "Could be guessed within seconds."), (WORDS, "Would take centuries to guess.")],
)
def test_strength_is_said_in_words(passphrase: str, words: str) -> None:
    assert strength_in_words(passphrase) == words


def test_a_passphrase_of_any_length_can_be_weighed() -> None:
    assert strength_in_words("lantern moss " * 100)


@given(st.floats(min_value=0, max_value=1e12), st.floats(min_value=0, max_value=1e12))
def test_longer_is_never_said_to_be_weaker(one: float, other: float) -> None:
    order = [said(seconds) for seconds in (1, 100, 10_000, 1e6, 1e7, 1e8, 1e11)]
    assert len(set(order)) == 7
    assert (order.index(said(one)) <= order.index(said(other))) or one > other
