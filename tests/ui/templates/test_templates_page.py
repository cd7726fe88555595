"""The page of templates, by keyboard and mouse: all of it is kept by itself."""

from dataclasses import replace

import pytest
from PySide6.QtCore import Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLineEdit
from pytestqt.qtbot import QtBot

from allydesk.journal.template import FREE_PAGE, Part, Template
from allydesk.storage.vault import Vault
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.templates.page import TemplatesPage
from allydesk.ui.templates.parts import MOST_SHOWN
from allydesk.ui.theme import Look
from tests.ui.hands import button, click, press, type_into
from tests.ui.scripted import ScriptedPrompts
from tests.ui.templates.conftest import MakePage, settle

ALT = Qt.KeyboardModifier.AltModifier
OWN = Template("supper", "Supper", "For the evening.", (Part("Who came", "Names."), Part("What we said")), own=True)


def choose(page: TemplatesPage, key: str) -> None:
    page.list.setCurrentRow([template.key for template in page._stock.all].index(key))
    assert page.list.key == key


def kept(page: TemplatesPage, tasks: TaskRunner, qtbot: QtBot, key: str) -> Template:
    """The template as the page knows it once everything has been kept."""
    page.form.commit()
    settle(tasks, qtbot)
    found = page._stock.find(key)
    assert found is not None
    return found


def retype(field: QLineEdit, text: str) -> None:
    field.setFocus()
    field.selectAll()
    press(field, Qt.Key.Key_Delete)
    type_into(field, text)


def test_the_shipped_ones_are_listed_and_the_first_is_open(page: TemplatesPage) -> None:
    assert page.list.count() == 10
    assert page.form.name.text() == "Free page"
    assert page.form.name.isReadOnly()
    assert "always there" in page.form.note.text()
    assert page.form.hide_button.isHidden()


def test_what_is_typed_is_kept_by_itself(page: TemplatesPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot) -> None:
    choose(page, "experience")
    retype(page.form.name, "Small moments")
    retype(page.form.parts.rows[0].hint, "Slowly.")
    with qtbot.waitSignal(page.changed):
        pass  # the pause after the last key goes by
    settle(tasks, qtbot)
    (template,) = vault.templates.kept()
    assert (template.key, template.name, template.changed) == ("experience", "Small moments", True)
    assert template.parts[0] == Part("What happened", "Slowly.")
    assert page.list.currentItem().text() == "Small moments · changed"
    assert page.form.parts.rows[0].hint.hasFocus()


def test_going_to_another_one_keeps_what_was_typed(page: TemplatesPage, tasks: TaskRunner, qtbot: QtBot) -> None:
    choose(page, "reading")
    retype(page.form.why, "For books.")
    choose(page, "repair")
    settle(tasks, qtbot)
    found = page._stock.find("reading")
    assert found is not None
    assert found.why == "For books."
    assert page.form.name.text() == "Repair after a mistake"


def test_a_new_one_is_made_named_and_given_prompts(
    page: TemplatesPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    press(page.new, Qt.Key.Key_Return)
    settle(tasks, qtbot)
    assert page.form.name.hasFocus()
    assert page.form.name.selectedText() == "New template"
    assert "begins empty" in page.form.note.text()
    type_into(page.form.name, "Supper")
    click(page.form.add)
    row = page.form.parts.rows[0]
    assert row.heading.hasFocus()
    type_into(row.heading, "Who came")
    press(row.heading, Qt.Key.Key_Tab)
    assert row.hint.hasFocus(), page.focusWidget().accessibleName()
    type_into(row.hint, "Names.")
    made = kept(page, tasks, qtbot, "new-template")
    assert made == Template("new-template", "Supper", "", (Part("Who came", "Names."),), own=True)
    assert vault.templates.kept() == [made]
    click(page.new)
    settle(tasks, qtbot)
    assert page.list.key == "new-template-2"


def test_a_template_needs_no_prompts(page: TemplatesPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot) -> None:
    vault.templates.save(replace(OWN, parts=()))
    page.reload()
    settle(tasks, qtbot)
    choose(page, "supper")
    retype(page.form.why, "Any evening.")
    assert kept(page, tasks, qtbot, "supper").parts == ()


def test_a_name_left_empty_is_told_and_the_rest_is_kept(page: TemplatesPage, tasks: TaskRunner, qtbot: QtBot) -> None:
    choose(page, "experience")
    retype(page.form.name, "")
    retype(page.form.why, "Something.")
    assert "needs a name" in page.form.problem.text()
    assert page.form.problem.isVisible()
    found = kept(page, tasks, qtbot, "experience")
    assert (found.name, found.why) == ("Experience", "Something.")
    retype(page.form.name, "Reading REFLECTION")
    assert "Another template has this name" in page.form.problem.text()
    retype(page.form.name, "Mine")
    assert page.form.problem.isHidden()


def test_a_heading_left_empty_is_told_and_nothing_is_lost(page: TemplatesPage, tasks: TaskRunner, qtbot: QtBot) -> None:
    choose(page, "experience")
    first = page.form.parts.rows[0]
    retype(first.heading, "")
    assert "keeps the one it had" in first.problem.text()
    assert kept(page, tasks, qtbot, "experience").parts == _shipped(page, "experience").parts
    click(page.form.add)
    last = page.form.parts.rows[-1]
    type_into(last.hint, "Nowhere to stand.")
    assert "are not kept" in last.problem.text()
    assert len(kept(page, tasks, qtbot, "experience").parts) == 3
    retype(first.heading, "What I did")
    assert "Another prompt has this heading" in page.form.parts.rows[1].problem.text()
    assert [part.heading for part in kept(page, tasks, qtbot, "experience").parts][:2] == ["What I did"] * 2


def test_a_pasted_heading_becomes_one_tidy_line(page: TemplatesPage, tasks: TaskRunner, qtbot: QtBot) -> None:
    choose(page, "reading")
    row = page.form.parts.rows[0]
    row.heading.selectAll()
    row.heading.insert("## Two\nlines  ##")
    row.edited.emit()
    assert kept(page, tasks, qtbot, "reading").parts[0].heading == "Two lines"


def test_prompts_move_by_keys_and_by_buttons(page: TemplatesPage, tasks: TaskRunner, qtbot: QtBot) -> None:
    choose(page, "reading")
    row = page.form.parts.rows[0]
    row.hint.setFocus()
    press(row.hint, Qt.Key.Key_Down, ALT)
    assert page.form.parts.rows[1] is row
    assert row.hint.hasFocus()
    click(row.down)
    headings = [part.heading for part in kept(page, tasks, qtbot, "reading").parts]
    assert headings == ["What I already knew", "How I will use it", "What was new"]
    assert not row.down.isEnabled()
    press(row.hint, Qt.Key.Key_Down, ALT)
    assert page.form.parts.rows[2] is row


def test_a_prompt_taken_out_can_be_put_back(page: TemplatesPage, tasks: TaskRunner, qtbot: QtBot) -> None:
    choose(page, "reading")
    click(page.form.parts.rows[1].remove)
    assert len(kept(page, tasks, qtbot, "reading").parts) == 2
    click(page.notice.action)
    assert kept(page, tasks, qtbot, "reading") == _shipped(page, "reading")


def test_templates_move_by_keys_and_by_buttons(
    page: TemplatesPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    assert not page.up.isEnabled()
    page.list.setFocus()
    press(page.list, Qt.Key.Key_Down, ALT)
    settle(tasks, qtbot)
    assert vault.templates.order()[:2] == ["experience", FREE_PAGE]
    assert page.list.key == FREE_PAGE
    click(page.up)
    settle(tasks, qtbot)
    assert vault.templates.order()[:2] == [FREE_PAGE, "experience"]
    press(page.list, Qt.Key.Key_Up, ALT)
    settle(tasks, qtbot)
    assert page.list.currentRow() == 0


def test_hiding_keeps_it_in_the_list_and_out_of_the_menu(page: TemplatesPage, tasks: TaskRunner, qtbot: QtBot) -> None:
    choose(page, "repair")
    click(button(page, "Hide from the menu"))
    settle(tasks, qtbot)
    assert page.list.currentItem().text() == "Repair after a mistake · hidden"
    assert "repair" not in {template.key for template in page._stock.visible()}
    assert page.form.restore.isHidden()
    click(button(page, "Show in the menu"))
    settle(tasks, qtbot)
    assert "repair" in {template.key for template in page._stock.visible()}


def test_a_copy_is_ones_own(page: TemplatesPage, tasks: TaskRunner, qtbot: QtBot) -> None:
    choose(page, "case-study")
    click(page.form.duplicate)
    settle(tasks, qtbot)
    copy = page._stock.find("case-study-2")
    assert copy is not None
    assert (copy.name, copy.own, copy.parts) == ("Case study 2", True, _shipped(page, "case-study").parts)
    assert page.list.key == "case-study-2"


@pytest.mark.parametrize("answer", ["keep", "restore"])
def test_a_changed_one_is_put_back_after_a_question(
    page: TemplatesPage, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot, answer: str
) -> None:
    choose(page, "reading")
    assert page.form.restore.isHidden()
    retype(page.form.name, "Books")
    kept(page, tasks, qtbot, "reading")
    prompts.will_choose(answer)
    click(page.form.restore)
    settle(tasks, qtbot)
    name = "Books" if answer == "keep" else "Reading reflection"
    assert kept(page, tasks, qtbot, "reading").name == name
    assert page.form.name.text() == name
    assert page.list.key == "reading"


@pytest.mark.parametrize("answer", ["keep", "delete"])
def test_ones_own_is_deleted_after_a_question(  # noqa: PLR0917 - fixtures come by name
    page: TemplatesPage, vault: Vault, tasks: TaskRunner, prompts: ScriptedPrompts, qtbot: QtBot, answer: str
) -> None:
    vault.templates.save(OWN)
    page.reload()
    settle(tasks, qtbot)
    choose(page, "reading")
    assert page.form.delete.isHidden()
    choose(page, "supper")
    prompts.will_choose(answer)
    click(page.form.delete)
    settle(tasks, qtbot)
    there = answer == "keep"
    assert bool(vault.templates.kept()) is there
    assert page.list.key == ("supper" if there else "cultural-difference")
    assert page.form.name.text() == ("Supper" if there else "Cultural difference")


def test_ten_thousand_prompts_are_kept_and_some_are_shown(
    page: TemplatesPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    many = replace(OWN, parts=tuple(Part(f"Heading {number}") for number in range(10_000)))
    vault.templates.save(many)
    page.reload()
    settle(tasks, qtbot)
    choose(page, "supper")
    assert len(page.form.parts.rows) == MOST_SHOWN
    retype(page.form.parts.rows[0].hint, "First.")
    found = kept(page, tasks, qtbot, "supper")
    assert len(found.parts) == 10_000
    assert found.parts[0] == Part("Heading 0", "First.")


def test_leaving_keeps_what_is_typed(page: TemplatesPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot) -> None:
    choose(page, "reading")
    retype(page.form.name, "Books")
    with qtbot.waitSignal(page.left):
        press(page.form.name, Qt.Key.Key_Escape)
    settle(tasks, qtbot)
    assert [template.name for template in vault.templates.kept()] == ["Books"]


def test_flushing_keeps_it_before_what_follows(page: TemplatesPage, vault: Vault, qtbot: QtBot) -> None:
    choose(page, "reading")
    retype(page.form.name, "Books")
    names: list[list[str]] = []
    page.flush(lambda: names.append([template.name for template in vault.templates.kept()]))
    qtbot.waitUntil(lambda: bool(names))
    assert names == [["Books"]]


def test_closing_drops_what_came_from_the_vault(vault: Vault, make_page: MakePage) -> None:
    vault.templates.save(replace(OWN, key="a"))
    page = make_page()
    choose(page, "a")
    page.close_all()
    assert page.list.count() == 0
    assert page.form.name.text() == page.form.why.text() == ""
    assert page.form.parts.rows == []


def test_a_failure_is_told(page: TemplatesPage, vault: Vault, qtbot: QtBot) -> None:
    vault.lock()
    with qtbot.waitSignal(page.failed):
        page.reload()
    assert "locked" in page.notice.text.text()


def test_every_control_has_a_name(page: TemplatesPage) -> None:
    choose(page, "case-study")
    controls = [e for e in page.findChildren(QAbstractButton) + page.findChildren(QLineEdit) if e.isVisible()]
    assert len(controls) > 30
    names = [QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name) for each in controls]
    assert all(names)
    fields = [name for each, name in zip(controls, names, strict=True) if isinstance(each, QLineEdit)]
    assert len(set(fields)) == len(fields)


@pytest.mark.parametrize("scale", [1.0, 2.0])
def test_nothing_is_wider_than_the_page(make_page: MakePage, look: Look, qtbot: QtBot, scale: float) -> None:
    look.scale_text(scale)
    page = make_page()
    page.resize(828, 640)
    choose(page, "repair")
    qtbot.waitUntil(lambda: page.form.width() <= 828 - 48)
    assert page._scrolled.horizontalScrollBar().maximum() == 0


def _shipped(page: TemplatesPage, key: str) -> Template:
    return next(template for template in page._stock.shipped if template.key == key)
