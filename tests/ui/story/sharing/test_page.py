"""The step of sharing over a real vault: what is chosen, what is seen, and what is on the disk afterwards."""

from collections.abc import Callable
from dataclasses import replace
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QTimer
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QLabel
from pytestqt.qtbot import QtBot

from allydesk.errors import Code, VaultError
from allydesk.storage.vault import Vault
from allydesk.story.chart.scale import Span
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Change, Edit
from allydesk.story.telling import MentorProfile, Telling
from allydesk.ui.story.document_pages import StoryPages, TextPage
from allydesk.ui.story.documents import ChartPage
from allydesk.ui.story.sharing.words import NO_NAMES, ORDINARY, What
from allydesk.ui.story.tools import StoryTools
from tests.transfer.story.samples import PROFILE, TITLE, on
from tests.ui.scripted import ScriptedPrompts
from tests.ui.story.sharing.conftest import MakeSharing, Sharing


def shown_text(sharing: Sharing) -> str:
    """What the preview says."""
    pages = sharing.page.preview.pages
    assert isinstance(pages, StoryPages)
    return pages._document.toPlainText()


def saved(sharing: Sharing, prompts: ScriptedPrompts, path: Path) -> bytes:
    """Export to there, and what is there then."""
    prompts.will_choose_file(path)
    assert sharing.page.primary is not None
    sharing.page.primary.click()
    sharing.qtbot.waitUntil(lambda: sharing.page._writing is None)
    return path.read_bytes()


def test_the_newest_story_is_shown_as_its_pages(sharing: Sharing) -> None:
    pages = sharing.page.preview.pages
    assert isinstance(pages, StoryPages)
    assert shown_text(sharing).startswith(f"{TITLE}\nTold for Ruth’s team")
    assert sharing.page.note.text() == f"{pages.page_count} pages." if pages.page_count > 1 else "1 page."
    assert pages._source.chart is not None
    assert sharing.page.primary is not None
    assert sharing.page.primary.isEnabled()


@pytest.mark.parametrize("ending", [".pdf", ".docx", ".odt", ".html", ".epub", ".md"])
def test_each_format_is_written(sharing: Sharing, prompts: ScriptedPrompts, tmp_path: Path, ending: str) -> None:
    if ending != ".pdf":
        sharing.choose(ending)
    begins = {".pdf": b"%PDF-", ".html": b"<!DOCTYPE html>", ".md": b"---\n"}
    (tmp_path / "Documents").mkdir()
    assert saved(sharing, prompts, tmp_path / "Documents" / f"a{ending}").startswith(begins.get(ending, b"PK"))
    assert sharing.page.news.text.text() == f"“a{ending}” is in Documents now."
    saved(sharing, prompts, tmp_path / f"b{ending}")
    assert sharing.page.news.text.text() == f"“b{ending}” is in your own folder now."


def test_it_is_said_once_that_an_export_leaves_the_vault(
    sharing: Sharing, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    page = sharing.page
    assert page.ordinary.isVisibleTo(page)
    assert ORDINARY in [one.text() for one in page.ordinary.findChildren(QLabel)]
    saved(sharing, prompts, tmp_path / "a.pdf")
    assert not page.ordinary.isVisibleTo(page)
    assert not prompts.told, "and nobody has to close a box for it"


def test_the_file_proposed_is_free_and_has_no_hidden_name(
    sharing: Sharing, tools: StoryTools, prompts: ScriptedPrompts, monkeypatch: pytest.MonkeyPatch
) -> None:
    asked: list[Path] = []

    def choose(_title: str, start: Path, _answered: Callable[[Path | None], object]) -> None:
        asked.append(start)

    monkeypatch.setattr(prompts, "choose_new_file", choose)
    sharing.page.export()
    asked[0].touch()
    sharing.page.export()
    sharing.choose("initials")
    sharing.page.export()
    assert [path.parent for path in asked] == [tools.home] * 3
    assert [path.name for path in asked] == [
        "Ruth & _i_me__i_.pdf",
        "Ruth & _i_me__i_ (2).pdf",
        "R. & _i_me__i_.pdf",
    ]


def test_an_ending_is_put_to_a_name_without_one(sharing: Sharing, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    prompts.will_choose_file(tmp_path / "My story. v2")
    sharing.page.export()
    sharing.qtbot.waitUntil(lambda: sharing.page._writing is None)
    assert (tmp_path / "My story. v2.pdf").exists()
    (tmp_path / "My story. v2.pdf").write_text("mine")
    prompts.will_choose_file(tmp_path / "My story. v2")
    prompts.will_choose("keep")
    sharing.page.export()
    assert (tmp_path / "My story. v2.pdf").read_text() == "mine"


def test_another_ending_is_another_format(sharing: Sharing, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    assert saved(sharing, prompts, tmp_path / "a.HTML").startswith(b"<!DOCTYPE html>")


def test_names_are_hidden_in_the_preview_and_in_the_file(
    sharing: Sharing, prompts: ScriptedPrompts, tmp_path: Path
) -> None:
    names = sharing.page.choices.names
    assert names.names == ("Makena Obi", "Ruth")
    sharing.choose("initials", ".html")
    assert "Ruth" not in shown_text(sharing)
    names.new.setText("  Finish ")
    QTest.keyClick(names.new, Qt.Key.Key_Return)
    sharing.ready()
    assert "Finish" not in shown_text(sharing)
    made = saved(sharing, prompts, tmp_path / "a.html").decode()
    assert "Ruth" not in made
    assert "Finish" not in made
    chips = [chip for chip in names.chips._parts if chip.text() == "Ruth"]  # type: ignore[attr-defined]  # buttons
    chips[0].click()  # type: ignore[attr-defined]  # see above
    sharing.ready()
    assert "Ruth" in shown_text(sharing)
    assert "Makena" not in shown_text(sharing)


def test_without_a_chart_and_with_the_moments(sharing: Sharing) -> None:
    sharing.page.choices.chart.click()
    sharing.page.choices.moments.click()
    sharing.ready()
    pages = sharing.page.preview.pages
    assert isinstance(pages, StoryPages)
    assert pages._source.chart is None
    assert "Mentored by Ruth   Spring 2021 · +5 joyful" in shown_text(sharing)


def test_the_chart_as_a_whole_and_as_the_view(sharing: Sharing, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    page = sharing.page
    sharing.choose("chart")
    assert isinstance(page.preview.pages, ChartPage)
    assert not page.choices.extent.isVisibleTo(page), "there is no view yet"
    assert b"Choir" in saved(sharing, prompts, tmp_path / "whole.svg")
    first, last = on("2016").earliest, on("2018").latest
    assert first is not None
    assert last is not None
    page.set_view(Span(first.toordinal(), last.toordinal()))
    sharing.choose("view")
    made = saved(sharing, prompts, tmp_path / "view.svg")
    assert b"First job" in made
    assert b"Choir" not in made
    page.set_view(None)
    assert not page.choices.extent.isVisibleTo(page)
    assert b"Choir" in saved(sharing, prompts, tmp_path / "again.svg")


def test_markdown_is_shown_as_it_is_written(sharing: Sharing, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    sharing.choose(".md")
    assert isinstance(sharing.page.preview.pages, TextPage)
    made = saved(sharing, prompts, tmp_path / "a.md").decode()
    assert shown_text(sharing).rstrip("\n") == made.rstrip("\n")
    assert not sharing.page.choices.chart.isVisibleTo(sharing.page)


def test_the_other_story_can_be_chosen(sharing: Sharing) -> None:
    sharing.page.choices.story.setCurrentIndex(1)
    sharing.ready()
    assert shown_text(sharing).startswith("Another\n")
    sharing.page.shown()
    sharing.settle()
    sharing.ready()
    assert shown_text(sharing).startswith("Another\n"), "it stays chosen"


def test_a_change_of_the_lifeline_is_seen(sharing: Sharing, tools: StoryTools) -> None:
    sharing.page.choices.moments.click()
    before = tools.desk.lifeline.moments[MomentId("m7")]
    after = replace(before, title="Walks with Sana", people=("Sana",))
    tools.desk.do(Edit("Change", (Change(before, after),)))
    sharing.ready()
    assert "Walks with Sana" in shown_text(sharing)
    assert "Sana" in sharing.page.choices.names.names


# What cannot be


@pytest.mark.parametrize(("what", "step"), [("story", "story"), ("chart", "lifeline"), ("profile", "")])
def test_an_empty_room_says_what_belongs_here(make: MakeSharing, qtbot: QtBot, what: str, step: str) -> None:
    sharing = make()
    if what != "story":
        sharing.choose(what)
    page = sharing.page
    assert page.empty.isVisible()
    assert page.primary is not None
    assert not page.primary.isEnabled()
    assert not page.offered()[0].ready()
    page.export()
    assert page.empty.way.isVisible() is bool(step)
    if step:
        with qtbot.waitSignal(page.step_asked) as asked:
            page.empty.way.click()
        assert asked.args == [step]


def test_a_place_that_cannot_be_written_to_is_told(sharing: Sharing, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    prompts.will_choose_file(tmp_path / "gone" / "a.pdf")
    sharing.page.export()
    sharing.qtbot.waitUntil(sharing.page.problem.isVisible)
    assert not sharing.page.news.isVisible()
    assert sharing.page.ordinary.isVisibleTo(sharing.page), "nothing has left the vault"
    assert saved(sharing, prompts, tmp_path / "a.pdf")
    assert not sharing.page.problem.isVisible()


def test_stopping_leaves_nothing(sharing: Sharing, tools: StoryTools, prompts: ScriptedPrompts, tmp_path: Path) -> None:
    tools.tasks.long_started.connect(lambda task: task.cancel())
    prompts.will_choose_file(tmp_path / "a.pdf")
    sharing.page.export()
    sharing.qtbot.waitUntil(lambda: sharing.page._writing is None)
    assert not (tmp_path / "a.pdf").exists()
    assert not sharing.page.problem.isVisible()


# The profile


def test_the_profile_is_kept_by_itself(sharing: Sharing, vault: Vault) -> None:
    sharing.choose("profile")
    form = sharing.page.form
    assert form.profile == PROFILE
    form.offers.setPlainText("A walk,\u00a0once a week")
    sharing.qtbot.waitUntil(lambda: form.is_kept)
    sharing.ready()
    assert vault.stories.profile().offers == "A walk,\u00a0once a week"
    assert "A walk,\u00a0once a week".replace("\u00a0", " ") in shown_text(sharing).replace("\u00a0", " ")
    form.name.selectAll()
    QTest.keyClicks(form.name, "Amina")
    done: list[bool] = []
    sharing.page.flush(lambda: done.append(True))
    sharing.qtbot.waitUntil(lambda: bool(done))
    assert vault.stories.profile().name == "Amina"
    assert vault.stories.profile() == MentorProfile(
        "Amina", PROFILE.lived_through, PROFILE.can_listen_to, "A walk,\u00a0once a week", PROFILE.themes
    )


def test_themes_are_offered_and_stay_when_they_are_gone(sharing: Sharing, vault: Vault) -> None:
    sharing.choose("profile")
    form = sharing.page.form
    labels = [chip.text() for chip in form.chips._parts]  # type: ignore[attr-defined]  # they are buttons
    assert labels == ["being heard", "R && D", "starting <again>"]
    form.chips._parts[1].click()  # type: ignore[attr-defined]  # see above
    sharing.qtbot.waitUntil(lambda: form.is_kept)
    assert vault.stories.profile().themes == ("being heard", "R & D", "starting <again>")
    sharing.ready()
    assert "R & D" in shown_text(sharing)


def test_a_profile_that_could_not_be_kept_is_tried_again(
    sharing: Sharing, vault: Vault, monkeypatch: pytest.MonkeyPatch
) -> None:
    keep, tries = vault.stories.save_profile, []

    def refuse_once(profile: MentorProfile) -> None:
        tries.append(profile)
        if len(tries) == 1:
            raise VaultError(Code.DISK_FULL)
        keep(profile)

    monkeypatch.setattr(type(vault.stories), "save_profile", lambda _self, profile: refuse_once(profile))
    sharing.choose("profile")
    sharing.page.form.offers.setPlainText("Time")
    sharing.qtbot.waitUntil(sharing.page.problem.isVisible)
    sharing.ready()
    assert sharing.page.problem.isVisible(), "another preview does not make it good"
    sharing.qtbot.waitUntil(lambda: sharing.page.form.is_kept)
    assert vault.stories.profile().offers == "Time"
    assert not sharing.page.problem.isVisible()


def test_closing_drops_everything(sharing: Sharing) -> None:
    sharing.choose("profile", "initials")
    sharing.page.close_all()
    assert sharing.page.preview.pages is None
    assert sharing.page.form.profile == MentorProfile()
    assert not sharing.page.form.lived_through.document().toPlainText()
    assert sharing.page.choices.names.names == ()
    assert sharing.page.choices.story.count() == 0


def test_no_names_say_so(make: MakeSharing) -> None:
    sharing = make()
    sharing.choose("initials")
    assert NO_NAMES in [one.text() for one in sharing.page.choices.names.findChildren(QLabel) if one.isVisible()]


@pytest.mark.parametrize("what", list(What))
def test_every_control_can_be_reached_and_has_a_name(sharing: Sharing, what: What) -> None:
    if what is not What.STORY:
        sharing.choose(what.value)
    sharing.choose("initials")
    page = sharing.page
    reached, seen = page.choices.what.option(what.value), []
    reached.setFocus()
    for _ in range(40):
        seen.append(page.focusWidget())
        page.focusNextChild()
        if page.focusWidget() in seen:
            break
    wanted = {page.choices.names.new, page.preview, page.choices.formats[what].option(page.choices.chosen.ending)}
    assert wanted <= set(seen)
    assert all(one.accessibleName() or getattr(one, "text", str)() for one in seen)


def test_a_long_story_does_not_hold_up_the_window(make: MakeSharing, vault: Vault) -> None:
    """It is set in pieces: events are handled in between."""
    vault.stories.add(Telling("Long", "", "Some words that fill a line, and then some more of them.\n\n" * 1_200))
    beats: list[bool] = []
    sharing = make()
    timer = QTimer()
    timer.timeout.connect(lambda: beats.append(sharing.page.preview.is_setting))
    timer.start(0)
    sharing.page.choices.changed.emit()
    sharing.qtbot.waitUntil(lambda: sharing.page.preview.is_setting)
    sharing.ready()
    timer.stop()
    assert sum(beats) >= 3
