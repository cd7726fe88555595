"""Today: the day, the prompt and its field, the cards that lead back, and what happens at midnight and at locking."""

from dataclasses import replace
from datetime import datetime, timedelta

import pytest
from PySide6.QtCore import QCoreApplication, QEvent, Qt
from PySide6.QtGui import QAccessible
from PySide6.QtWidgets import QAbstractButton, QLabel
from pytestqt.qtbot import QtBot

from allydesk.assets import resources
from allydesk.errors import Code, VaultError
from allydesk.ids import EntryId
from allydesk.journal.prompt import prompts_for
from allydesk.storage.vault import Vault
from allydesk.ui.tasks import TaskRunner
from allydesk.ui.theme import Look, Theme
from allydesk.ui.today.page import TodayPage
from allydesk.ui.today.words import date_line, question_of, read_questions, years_ago
from allydesk.ui.widgets.words import label
from tests.ui.hands import click, press, type_into
from tests.ui.scripted import ScriptedPrompts
from tests.ui.today.conftest import MakePage, settle
from tests.vaults import TestClock, written

CTRL = Qt.KeyboardModifier.ControlModifier


def dealt(page: TodayPage) -> list[str]:
    return [prompt.text for prompt in prompts_for(page._clock().date(), page._prompts.all)]


def test_the_day_and_its_question_stand_at_the_top(page: TodayPage, clock: TestClock) -> None:
    assert page.date.text() == "Saturday 21 November"
    assert page.title.text() == question_of(clock().date(), read_questions(resources()))


def test_a_prompt_of_the_day_is_shown_and_another_follows_round_and_round(page: TodayPage) -> None:
    shown = []
    for number in (1, 2, 3, 1):
        shown.append(page.prompt.prompt.text())
        assert page.prompt.where.text().endswith(f" · {number} of 3 today")
        click(page.prompt.another)
    assert shown == [*dealt(page), dealt(page)[0]]


def test_writing_hands_over_the_prompt_as_a_quotation(page: TodayPage, qtbot: QtBot) -> None:
    with qtbot.waitSignal(page.write_asked) as asked:
        click(page.prompt.write)
    assert asked.args == [f"> {dealt(page)[0]}\n\n", ""]


def test_what_was_typed_goes_along_and_undo_brings_it_back(page: TodayPage, qtbot: QtBot) -> None:
    page.setFocus()
    assert page.prompt.field.hasFocus()
    type_into(page.prompt.field, "I laughed")
    press(page.prompt.field, Qt.Key.Key_Return)
    type_into(page.prompt.field, "along.")
    click(page.prompt.another)
    with qtbot.waitSignal(page.write_asked) as asked:
        press(page.prompt.field, Qt.Key.Key_Return, CTRL)
    assert asked.args == [f"> {dealt(page)[1]}\n\nI laughed\nalong.", ""]
    assert not page.prompt.field.text()
    press(page.prompt.field, Qt.Key.Key_Z, CTRL)
    assert page.prompt.field.text() == "I laughed\nalong."


def test_a_star_is_kept_and_the_prompt_stays(page: TodayPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot) -> None:
    before = page.prompt.prompt.text()
    press(page.prompt.star, Qt.Key.Key_Space)
    settle(tasks, qtbot)
    first = prompts_for(page._clock().date(), page._prompts.shipped)[0]
    assert vault.prompts.favourites() == {first.id}
    assert page.prompt.prompt.text() == before
    assert page.prompt.star.accessibleName() == "Take out of your favourites"
    click(page.prompt.star)
    settle(tasks, qtbot)
    assert vault.prompts.favourites() == set()


def test_a_prompt_hidden_elsewhere_gives_way_and_the_others_stay(
    page: TodayPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    before = [card.id for card in page._deck.cards]
    vault.prompts.set_hidden(before[1], True)
    page.reload()
    settle(tasks, qtbot)
    after = [card.id for card in page._deck.cards]
    assert (after[0], after[2]) == (before[0], before[2])
    assert after[1] not in before


def test_with_every_prompt_hidden_one_can_still_write(page: TodayPage, qtbot: QtBot) -> None:
    page._prompts._take(tuple(replace(prompt, hidden=True) for prompt in page._prompts.all))
    assert page.prompt.prompt.isHidden()
    assert page.prompt.another.isHidden()
    type_into(page.prompt.field, "All the same")
    with qtbot.waitSignal(page.write_asked) as asked:
        click(page.prompt.write)
    assert asked.args == ["All the same", ""]


def test_an_empty_vault_offers_ways_to_begin(page: TodayPage, vault: Vault, tasks: TaskRunner, qtbot: QtBot) -> None:
    assert [card.isVisible() for card in (page.begin, page.writing, page.on_this_day, page.pinned)] == [
        *(True, False),
        *(False, False),
    ]
    assert [link.entry_id for link in page.begin.links] == ["", "experience", "past-action", "reading"]
    with qtbot.waitSignal(page.write_asked) as asked:
        press(page.begin.links[1], Qt.Key.Key_Return)
    assert asked.args == ["", "experience"]
    vault.journal.add(written("2026-11-20T10:00", "Something"))
    page.reload()
    settle(tasks, qtbot)
    assert page.begin.isHidden()


def test_what_was_written_on_this_day_leads_to_its_entry(vault: Vault, make_page: MakePage, qtbot: QtBot) -> None:
    older = vault.journal.add(written("2024-11-21T09:00", "The queue", "I kept *explaining* what I had meant."))
    vault.journal.add(written("2025-11-22T09:00", "Another day", "Not today."))
    page = make_page()
    (link,) = page.on_this_day.links
    assert link.accessibleName() == "2 years ago, I kept explaining what I had meant."
    with qtbot.waitSignal(page.entry_asked) as asked:
        click(link)
    assert asked.args == [older.id]
    assert page.pinned.isHidden()


def test_the_entry_left_open_is_offered_until_one_goes_on(
    vault: Vault, make_page: MakePage, tasks: TaskRunner, qtbot: QtBot
) -> None:
    entry = vault.journal.add(written("2026-11-20T09:00", "Credit", "I passed on her plan."))
    vault.journal.remember_open(entry.id)
    page = make_page()
    assert page.writing.isVisible()
    assert page.writing.go_on.accessibleName() == "Go on writing “Credit”"
    with qtbot.waitSignal(page.entry_asked) as asked:
        press(page.writing.go_on, Qt.Key.Key_Space)
    assert asked.args == [entry.id]
    page.reload()
    settle(tasks, qtbot)
    assert page.writing.isHidden()


def test_pinned_entries_are_there_by_title(vault: Vault, make_page: MakePage, qtbot: QtBot) -> None:
    entry = vault.journal.add(written("2026-03-02T09:00", "What I promised"))
    vault.journal.set_pinned(entry.id, True)
    page = make_page()
    (link,) = page.pinned.links
    assert link.accessibleName() == "2 Mar, What I promised"
    with qtbot.waitSignal(page.entry_asked) as asked:
        click(link)
    assert asked.args == [entry.id]


# The day goes on


def test_midnight_brings_another_day(
    page: TodayPage, clock: TestClock, vault: Vault, tasks: TaskRunner, qtbot: QtBot
) -> None:
    vault.journal.add(written("2020-11-22T09:00", "", "Six years before the twenty-second."))
    click(page.prompt.another)
    type_into(page.prompt.field, "half a sentence")
    before = [page.title.text(), page.prompt.prompt.text()]
    assert page._midnight.isActive()
    assert 0 < page._midnight.interval() <= 15 * 60 * 1000
    clock.advance(hours=3)
    page._midnight.timeout.emit()
    settle(tasks, qtbot)
    assert page.date.text() == "Sunday 22 November"
    assert [page.title.text(), page.prompt.prompt.text()] != before
    assert page.prompt.where.text().endswith("1 of 3 today")
    assert page.prompt.field.text() == "half a sentence"
    assert [link.above.text() for link in page.on_this_day.links] == ["6 years ago"]
    assert page._midnight.isActive()


def test_before_midnight_nothing_changes(page: TodayPage, clock: TestClock, tasks: TaskRunner, qtbot: QtBot) -> None:
    click(page.prompt.another)
    clock.advance(minutes=15)
    page._midnight.timeout.emit()
    settle(tasks, qtbot)
    assert page.prompt.where.text().endswith("2 of 3 today")


def test_the_last_minute_is_waited_for_to_its_end(make_page: MakePage, clock: TestClock) -> None:
    clock.now = datetime(2026, 11, 21, 23, 59, 30, tzinfo=clock.now.tzinfo)
    page = make_page()
    assert page._midnight.interval() == 30_500


def test_coming_back_to_the_page_brings_it_up_to_date(
    page: TodayPage, clock: TestClock, tasks: TaskRunner, qtbot: QtBot
) -> None:
    page.hide()
    assert not page._midnight.isActive()
    clock.advance(days=1)
    page.show()
    settle(tasks, qtbot)
    assert page.date.text() == "Sunday 22 November"


# Before locking


def test_what_was_begun_becomes_an_entry_before_locking(page: TodayPage, vault: Vault, qtbot: QtBot) -> None:
    type_into(page.prompt.field, "Half a thought")
    done: list[bool] = []
    kept: list[str] = []
    page.entry_kept.connect(kept.append)
    page.flush(lambda: done.append(True))
    page.flush(lambda: done.append(True))
    qtbot.waitUntil(lambda: len(done) == 2)
    (entry,) = vault.journal.newest(limit=5)
    assert kept == [entry.id]
    assert vault.journal.entry(EntryId(entry.id)).content.text == f"> {dealt(page)[0]}\n\nHalf a thought"
    assert not page.prompt.field.text()
    assert not page.prompt.field.document().isUndoAvailable()


def test_with_nothing_begun_there_is_nothing_to_keep(page: TodayPage, vault: Vault) -> None:
    type_into(page.prompt.field, "  ")
    done: list[bool] = []
    page.flush(lambda: done.append(True))
    assert done == [True]
    assert vault.journal.newest(limit=1) == []


@pytest.mark.parametrize(("answer", "goes"), [("stay", False), ("lose", True)])
def test_what_cannot_be_kept_is_asked_about(  # noqa: PLR0917 - fixtures come by name
    page: TodayPage, vault: Vault, prompts: ScriptedPrompts, qtbot: QtBot, answer: str, goes: bool
) -> None:
    type_into(page.prompt.field, "Half a thought")
    vault.lock()  # the plainest way to have a vault refuse
    prompts.will_choose(answer)
    done: list[bool] = []
    page.flush(lambda: done.append(True))
    qtbot.waitUntil(lambda: bool(prompts.asked))
    assert bool(done) is goes
    assert page.prompt.field.text() == "Half a thought"


def test_trying_again_keeps_it(page: TodayPage, vault: Vault, prompts: ScriptedPrompts, qtbot: QtBot) -> None:
    type_into(page.prompt.field, "Half a thought")
    add, refused = vault.journal.add, VaultError(Code.DISK_FULL)
    tries: list[object] = []

    def full_once(new: object) -> object:
        tries.append(new)
        if len(tries) == 1:
            raise refused
        return add(new)  # type: ignore[arg-type]  # handed through as it came

    with pytest.MonkeyPatch.context() as patch:  # a disk cannot be filled for a test
        patch.setattr(type(vault.journal), "add", lambda _self, new: full_once(new))
        prompts.will_choose("again")
        done: list[bool] = []
        page.flush(lambda: done.append(True))
        qtbot.waitUntil(lambda: bool(done))
    assert len(vault.journal.newest(limit=5)) == 1


def test_closing_drops_all_that_came_from_the_vault(vault: Vault, make_page: MakePage) -> None:
    for when, title in (("2024-11-21T09:00", "Secretly old"), ("2026-11-20T09:00", "Secretly pinned")):
        entry = vault.journal.add(written(when, title, f"{title} text"))
        vault.journal.set_pinned(entry.id, True)
        vault.journal.remember_open(entry.id)
    page = make_page()
    type_into(page.prompt.field, "Secretly typed")
    page.close_all()
    QCoreApplication.sendPostedEvents(None, QEvent.Type.DeferredDelete)
    said = [each.text() for each in page.findChildren(QLabel)]
    said += [f"{each.accessibleName()} {each.accessibleDescription()}" for each in page.findChildren(QAbstractButton)]
    said += [page.prompt.field.text(), page.writing.accessibleDescription()]
    assert [each for each in said if "Secretly" in each] == []
    assert [card.isHidden() for card in (page.writing, page.on_this_day, page.pinned)] == [True] * 3
    assert not page.prompt.field.document().isUndoAvailable()


# The page itself


def test_a_failure_is_told_and_can_be_tried_again(page: TodayPage, vault: Vault, qtbot: QtBot) -> None:
    vault.lock()
    with qtbot.waitSignal(page.failed):
        page.reload()
    assert page.notice.isVisible()
    assert page.notice.action.text() == "Try again"


def test_two_columns_where_there_is_room_and_one_where_there_is_not(
    vault: Vault, make_page: MakePage, qtbot: QtBot
) -> None:
    entry = vault.journal.add(written("2024-11-21T09:00", "", "Long ago."))
    vault.journal.set_pinned(entry.id, True)
    page = make_page()
    extra = label("From another room")
    page.add_card(extra)
    qtbot.waitUntil(lambda: page.on_this_day.y() == page.prompt.y())
    assert page.on_this_day.x() > page.prompt.geometry().right()
    assert page.pinned.y() > page.prompt.geometry().bottom()
    qtbot.waitUntil(lambda: extra.y() == page.pinned.y())
    page.resize(600, 860)
    qtbot.waitUntil(lambda: page.on_this_day.x() == page.prompt.x())
    tops = [card.y() for card in (page.prompt, page.on_this_day, page.pinned, extra)]
    assert tops == sorted(set(tops))


@pytest.mark.parametrize("scale", [1.0, 2.0])
@pytest.mark.parametrize("width", [828, 1164])
def test_nothing_is_wider_than_the_page(  # noqa: PLR0917 - fixtures come by name
    vault: Vault, make_page: MakePage, look: Look, qtbot: QtBot, scale: float, width: int
) -> None:
    vault.journal.add(written("2024-11-21T09:00", "Donaudampfschifffahrtsgesellschaft" * 4, "long " * 200))
    look.choose(Theme.DARK)
    look.scale_text(scale)
    page = make_page()
    page.resize(width, 640)
    qtbot.waitUntil(lambda: page.grid.width() <= width)
    assert page.grid.minimumSizeHint().width() <= width - 48


def test_every_control_has_a_name(vault: Vault, make_page: MakePage) -> None:
    entry = vault.journal.add(written("2024-11-21T09:00", "", "Long ago."))
    vault.journal.remember_open(entry.id)
    page = make_page()
    controls = [each for each in page.findChildren(QAbstractButton) if each.isVisible()]
    assert len(controls) >= 6
    for each in controls:
        assert QAccessible.queryAccessibleInterface(each).text(QAccessible.Text.Name), each


def test_the_tab_key_goes_through_the_cards_in_order(vault: Vault, make_page: MakePage) -> None:
    entry = vault.journal.add(written("2024-11-21T09:00", "", "Long ago."))
    vault.journal.remember_open(entry.id)
    page = make_page()
    page.setFocus()
    reached = []
    for _step in range(5):
        press(page.focusWidget(), Qt.Key.Key_Tab)
        reached.append(page.focusWidget())
    link = page.on_this_day.links[0]
    assert reached == [page.prompt.write, page.prompt.another, page.prompt.all, page.writing.go_on, link]


def test_the_palette_knows_what_can_be_done(page: TodayPage, qtbot: QtBot) -> None:
    actions = {action.label: action for action in page.offered()}
    assert actions["Another prompt"].ready()
    assert not actions["Go on writing"].ready()
    with qtbot.waitSignal(page.prompts_asked):
        actions["All prompts"].run()


def test_words() -> None:
    day = datetime(2026, 11, 21).date()
    assert years_ago(day.replace(year=2025), day) == "1 year ago"
    assert years_ago(day.replace(year=2016), day) == "10 years ago"
    assert years_ago(day.replace(year=2028), day) == "in 2 years"
    assert date_line(day + timedelta(days=10)) == "Tuesday 1 December"
    questions = read_questions(resources())
    month = {question_of(day + timedelta(days=number), questions) for number in range(len(questions))}
    assert month == set(questions)
