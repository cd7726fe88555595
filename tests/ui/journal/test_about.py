"""What is about an entry, on the page: when it was, who and what it is about, how it felt, and from which template."""

from collections.abc import Iterator

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractItemView, QLineEdit
from pytestqt.qtbot import QtBot

from allydesk.ids import AttachmentId, new_entry_id
from allydesk.journal.entry import Attachment, Content, Entry
from allydesk.journal.template import Part, Template
from allydesk.ui.journal.about.chipfield import ChipField
from allydesk.ui.journal.about.dating import NO_DAY, NO_TIME, NO_ZONE, DateDialog
from allydesk.ui.journal.editor import Editor
from allydesk.ui.journal.saving import Kept
from allydesk.ui.journal.sheet import Sheet
from allydesk.ui.journal.style import journal_style
from allydesk.ui.theme import Look
from tests.ui.hands import button, click, press, type_into
from tests.ui.journal.steps import focused
from tests.vaults import TestClock, at

TEMPLATES = (
    Template("", "Free page", ""),
    Template("experience", "Experience", "", (Part("What happened", "As plainly as you can."),)),
    Template("case-study", "Case study", ""),
)


class Ticks:
    """A clock in seconds that a test moves."""

    def __init__(self) -> None:
        self.now = 100.0

    def __call__(self) -> float:
        return self.now


@pytest.fixture
def ticks() -> Ticks:
    return Ticks()


@pytest.fixture
def editor(look: Look, clock: TestClock, ticks: Ticks, qtbot: QtBot) -> Iterator[Editor]:
    made = Editor(look=look, clock=clock, monotonic=ticks)
    qtbot.addWidget(made)
    made.setStyleSheet(journal_style(look))
    made.take_look()
    made.resize(812, 860)
    made.know_templates(TEMPLATES)
    made.know_tags(("friendship", "work", "Makena's party"))
    made.know_people(("Makena", "Priya"))
    with qtbot.waitActive(made):
        made.show()
    yield made
    made.show_sheet(None)


@pytest.fixture
def sheet(editor: Editor, look: Look) -> Sheet:
    content = Content(
        at("2026-11-21T21:14"),
        "The queue",
        "## What happened\n\nWe waited.",
        ("bystander", "friendship"),
        -3,
        ("Makena",),
        "experience",
    )
    made = Sheet.of(Entry(new_entry_id(), content, at("2026-11-21").local, seconds=725), look=look)
    editor.show_sheet(made)
    editor.show_state(Kept.SAVED, None)
    return made


def chip_words(editor: Editor) -> list[str]:
    return [chip.text() for chip in editor.tags._chips]


def dialog_of(editor: Editor) -> DateDialog:
    assert editor.about._dialog is not None
    return editor.about._dialog


def popup_of(field: QLineEdit) -> QAbstractItemView:
    popup = field.completer().popup()
    assert popup is not None
    return popup


def replace_text(field: QLineEdit, text: str) -> None:
    field.selectAll()
    type_into(field, text)


# The line above the title


def test_the_head_says_when_and_from_which_template(editor: Editor, sheet: Sheet) -> None:
    assert editor.date.whole_text() == "Saturday 21 November 2026, 21:14"
    assert editor.head.template.whole_text() == "Experience"
    assert editor.state.whole_text() == "Saved"
    assert editor.date.accessibleName() == "Date: Saturday 21 November 2026, 21:14"
    sheet.template = "long-gone"
    editor.show_about()
    assert editor.head.template.whole_text() == "Long gone"
    sheet.template = ""
    editor.show_about()
    assert not editor.head.template.isVisible()


def test_a_narrow_head_says_the_date_shorter(editor: Editor, sheet: Sheet) -> None:
    assert sheet is editor.sheet
    editor.date.setFixedWidth(editor.date.fontMetrics().horizontalAdvance("21 Nov 2026") + 16)
    editor.date._elide()
    assert editor.date.text() == "21 Nov 2026"
    assert editor.date.toolTip() == editor.date.whole_text() == "Saturday 21 November 2026, 21:14"


def test_another_template_or_none_leaves_the_text(editor: Editor, sheet: Sheet, qtbot: QtBot) -> None:
    before = sheet.text.text()
    editor.head._fill_templates()
    names = [action.text() for action in editor.head.templates.actions()]
    assert names == ["Free page", "Experience", "Case study"]
    assert [action.isChecked() for action in editor.head.templates.actions()] == [False, True, False]
    with qtbot.waitSignal(editor.edited):
        editor.head.templates.actions()[2].trigger()
    assert (sheet.template, sheet.text.text()) == ("case-study", before)
    editor.head._fill_templates()
    editor.head.templates.actions()[0].trigger()
    assert (sheet.template, sheet.text.text()) == ("", before)


# The date


def test_the_date_is_changed_in_a_panel_and_can_be_put_back(editor: Editor, sheet: Sheet, qtbot: QtBot) -> None:
    was = sheet.created
    click(editor.date)
    dialog = dialog_of(editor)
    assert (dialog.day.text(), dialog.time.text(), dialog.zone.text()) == ("21 November 2026", "21:14", "UTC")
    replace_text(dialog.day, "20.11.2026")
    replace_text(dialog.time, "9")
    with qtbot.waitSignal(editor.edited):
        press(dialog.time, Qt.Key.Key_Return)
    assert editor.date.whole_text() == "Friday 20 November 2026, 09:00"
    assert sheet.content().created.isoformat() == "2026-11-20T09:00:00+00:00"
    with qtbot.waitSignal(editor.edited):
        click(button(editor, "Put it back"))
    assert sheet.created == was
    assert not editor.offer.isVisible()


def test_what_is_wrong_is_said_where_it_is_wrong_and_nothing_is_taken(editor: Editor, sheet: Sheet) -> None:
    was = sheet.created
    editor.about.ask_date()
    dialog = dialog_of(editor)
    for field, text in ((dialog.day, "31 Feb"), (dialog.time, "25:00"), (dialog.zone, "Nowhere/Else")):
        replace_text(field, text)
    popup_of(dialog.zone).hide()
    click(button(dialog, "Set date"))
    assert dialog.isVisible()
    said = [dialog._problems[field].text() for field in (dialog.day, dialog.time, dialog.zone)]
    assert said == [NO_DAY, NO_TIME, NO_ZONE]
    assert dialog.day.accessibleDescription() == NO_DAY
    replace_text(dialog.day, "1 Feb")
    assert not dialog._problems[dialog.day].isVisible()
    press(dialog, Qt.Key.Key_Escape)
    assert sheet.created == was
    assert editor.about._dialog is None


def test_zones_are_found_by_name_the_own_ones_first(editor: Editor, look: Look) -> None:
    moment = at("1999-07-01T12:00+05:30")
    dialog = DateDialog(moment, here=at("2026-11-21T21:14"), look=look, parent=editor)
    dialog.zone._search("")
    assert dialog.zone._found.stringList()[:2] == ["UTC", "UTC+05:30"]
    dialog.zone._search("kyiv")
    assert dialog.zone._found.stringList()[0] == "Europe/Kyiv"
    dialog.close()
    dialog.deleteLater()


def test_another_entry_takes_the_panel_away(editor: Editor, sheet: Sheet, look: Look) -> None:
    editor.about.ask_date()
    other = Sheet(new_entry_id(), created=at("2026-11-22"), look=look)
    editor.show_sheet(other)
    assert editor.about._dialog is None
    assert sheet.created == at("2026-11-21T21:14")
    editor.show_sheet(None)
    other.wipe()


# The chips


def test_chips_are_tags_people_mood_and_pin_and_each_says_what_it_is(editor: Editor, sheet: Sheet) -> None:
    sheet.pinned = True
    editor.show_about()
    items = editor.tags._items()
    names = [item.accessibleName() for item in items[:-1]]
    assert names[:4] == ["Tag bystander", "Tag friendship", "Person Makena", "Mood −3 hard"]
    assert names[4].startswith("Pinned")
    person = editor.tags._chips[2]
    assert not person.icon().isNull()
    assert editor.tags._chips[0].icon().isNull()


def test_a_name_after_the_sign_is_a_person_and_the_same_one_comes_once(editor: Editor, sheet: Sheet) -> None:
    field = editor.tags.field
    field.setFocus()
    for typed in ("@Priya", "@MAKENA", "Bystander", "cafe\u0301", "café"):
        field.setText(typed)
        press(field, Qt.Key.Key_Return)
    assert sheet.people == ("Makena", "Priya")
    assert sheet.tags == ("bystander", "friendship", "café")


def test_known_tags_and_people_are_proposed_as_one_types(editor: Editor, sheet: Sheet, qtbot: QtBot) -> None:
    def proposed(field: ChipField) -> list[str]:
        return [field._proposed.item(row).text() for row in range(field._proposed.rowCount())]

    field = editor.tags.field
    field.setFocus()
    type_into(field, "ma")
    assert proposed(field) == ["Makena's party", "Makena"]
    popup_of(field).hide()
    field.clear()
    type_into(field, "@p")
    assert proposed(field) == ["Priya"]
    popup = popup_of(field)
    press(popup, Qt.Key.Key_Down)
    press(popup, Qt.Key.Key_Return)
    qtbot.waitUntil(lambda: sheet.people == ("Makena", "Priya") and field.text() == "")


def test_the_keys_walk_along_the_chips_take_off_and_leave(editor: Editor, sheet: Sheet) -> None:
    editor.tags.field.setFocus()
    press(editor.tags.field, Qt.Key.Key_Left)
    assert focused() is editor.tags.mood
    press(editor.tags.mood, Qt.Key.Key_Left)
    person = editor.tags._chips[2]
    assert focused() is person
    press(person, Qt.Key.Key_Delete)
    assert sheet.people == ()
    press(editor.tags.field, Qt.Key.Key_Backspace)
    assert focused() is editor.tags._chips[1]
    press(editor.tags._chips[1], Qt.Key.Key_Escape)
    assert focused() is editor.text
    assert sheet.tags == ("bystander", "friendship")


def test_in_the_trash_chips_can_be_reached_and_not_changed(editor: Editor, sheet: Sheet) -> None:
    sheet.trashed = at("2026-11-21").local
    editor.show_sheet(sheet)
    chip = editor.tags._chips[0]
    editor.title.setFocus()
    press(editor.title, Qt.Key.Key_Tab)
    press(chip, Qt.Key.Key_Delete)
    press(editor.tags.mood, Qt.Key.Key_Delete)
    assert (sheet.tags, sheet.mood) == (("bystander", "friendship"), -3)
    assert not editor.tags.field.isVisible()
    assert not editor.date.isEnabled()


def test_following_a_person_says_whom(editor: Editor, sheet: Sheet, qtbot: QtBot) -> None:
    assert sheet.people == ("Makena",)
    editor.tags._open_menu(editor.tags._chips[2], "Makena", person=True)
    with qtbot.waitSignal(editor.person_followed) as heard:
        editor.tags._menu.actions()[0].trigger()
    assert heard.args == ["Makena"]
    editor.tags._menu.close()


# The mood


def test_the_mood_is_chosen_by_keyboard_among_eleven_words(editor: Editor, sheet: Sheet, qtbot: QtBot) -> None:
    editor.about.ask_mood()
    panel = editor.about._mood
    assert len({step.accessibleName() for step in panel.steps}) == 11
    assert panel.words.text() == "−3 hard"
    step = panel.steps[2]
    press(step, Qt.Key.Key_End)
    press(panel.steps[-1], Qt.Key.Key_Left)
    assert panel.words.text() == "+4 glad"
    with qtbot.waitSignal(editor.edited):
        press(panel.steps[-2], Qt.Key.Key_Return)
    assert sheet.mood == 4
    assert editor.tags.mood.text() == "+4 glad"
    assert focused() is editor.tags.mood
    press(editor.tags.mood, Qt.Key.Key_Delete)
    assert sheet.content().mood is None
    assert editor.tags.mood.accessibleName() == "Say how it felt"


def test_escape_leaves_the_mood_and_no_mood_takes_it_away(editor: Editor, sheet: Sheet) -> None:
    editor.about.ask_mood()
    panel = editor.about._mood
    press(panel.steps[2], Qt.Key.Key_Right)
    press(panel.steps[3], Qt.Key.Key_Escape)
    assert (sheet.mood, panel.isVisible()) == (-3, False)
    click(editor.tags.mood)
    click(panel.none)
    assert sheet.mood is None


# The foot


def test_the_foot_counts_words_minutes_and_the_selection(editor: Editor, sheet: Sheet, qtbot: QtBot) -> None:
    qtbot.waitUntil(lambda: editor.words.text() == "4 words · 12 min")
    editor.text.setFocus()
    press(editor.text, Qt.Key.Key_A, Qt.KeyboardModifier.ControlModifier)
    qtbot.waitUntil(lambda: editor.words.text() == "4 of 4 words")
    assert sheet.written_for == 725


def test_only_the_time_of_writing_is_counted(editor: Editor, sheet: Sheet, ticks: Ticks) -> None:
    editor.text.setFocus()
    for gap in (0, 10, 20.5, 61, 5, 4000):
        ticks.now += gap
        type_into(editor.text, "x")
    assert sheet.writing.seconds == 35
    assert sheet.snapshot().seconds == 35
    sheet.settle(sheet.snapshot(), seconds=30)
    assert (sheet.seconds, sheet.writing.seconds) == (755, 5)


def test_files_alone_make_an_entry_more_than_blank(sheet: Sheet) -> None:
    sheet.title.replace("")
    sheet.text.replace("")
    blank_before = sheet.is_blank
    sheet.attachments = (Attachment(AttachmentId("a"), "photo.jpg", "image/jpeg", 1, ""),)
    assert (blank_before, sheet.is_blank) == (True, False)
    assert sheet.attachment_count == 1


# Everything


def test_every_control_has_a_name(editor: Editor, sheet: Sheet) -> None:
    assert sheet is editor.sheet
    editor.title.setFocus()
    reached = []
    for _ in range(20):
        widget = focused()
        assert widget is not None
        if widget in reached:
            break
        reached.append(widget)
        press(widget, Qt.Key.Key_Tab)
    nameless = [each for each in reached if not (each.accessibleName() or getattr(each, "text", str)())]
    assert nameless == []
    for wanted in (editor.tags.field, editor.text, editor.date, editor.head.template, editor.history, editor.more):
        assert wanted in reached


def test_the_menu_shows_each_deed_with_its_key(editor: Editor, sheet: Sheet) -> None:
    editor._menu._fill()
    lines = {action.text().split("\t")[0]: action for action in editor._menu.actions() if action.text()}
    assert lines["Move to trash"].text().endswith("\tCtrl+Shift+Del")
    assert next(iter(lines)) == "Reading view"
    assert {"Change date…", "Pin to the top", "Print…", "Export this entry…", "Copy link", "Find in page"} <= set(lines)
    keys = [action.shortcut for action in editor.offered()]
    assert len(set(keys)) == len(keys)
    sheet.trashed = at("2026-11-21").local
    ready = {action.label: action.ready() for action in editor.offered()}
    assert not ready["Change date…"]
    assert ready["Reading view"]


def test_focus_lost_in_the_field_adds_what_was_typed(editor: Editor, sheet: Sheet) -> None:
    editor.tags.field.setFocus()
    type_into(editor.tags.field, "courage")
    editor.text.setFocus()
    assert sheet.tags[-1] == "courage"
