"""The whole story room by nothing but the keyboard, and then a look into the vault."""

import zipfile
from pathlib import Path

import pytest

from allydesk.storage.secrets import Passphrase
from tests.end_to_end import keyboard
from tests.end_to_end import story_keyboard_journey as journey
from tests.end_to_end.conftest import live, somebody
from tests.end_to_end.xvfb import needs_xvfb, xvfb
from tests.vaults import vault_at

pytestmark = [needs_xvfb, pytest.mark.skipif(bool(keyboard.needs), reason="xdotool or openbox is not installed")]


def test_everything_is_done_by_keyboard_and_is_in_the_vault(tmp_path: Path) -> None:
    with xvfb() as display, keyboard.window_manager(display):
        day = live(somebody(tmp_path), "story-keyboard", display=display)
    assert day.complaint == ""
    vault = vault_at(day.vault, state=tmp_path / "state.json")
    vault.unlock(Passphrase(journey.PASSPHRASE))
    try:
        assert vault.verify() == []
        lifeline = vault.lifeline.whole()
        titles = {one.id: one.title for one in lifeline.moments.values()}
        kept = {one.title: (one.date.words.casefold(), one.height) for one in lifeline.moments.values()}
        assert kept == journey.KEPT
        assert lifeline.birth.date.words == journey.BIRTH
        assert {(one.title, one.date.words) for one in lifeline.chapters.values()} == set(journey.CHAPTERS)
        tied = {theme.name: {titles[one] for one in theme.moments} for theme in lifeline.themes.values()}
        assert tied == journey.TIED
        assert {theme.name: theme.memo for theme in lifeline.themes.values()} == {
            journey.WATER: journey.MEMO,
            journey.LENT: "",
        }
        (story,) = vault.stories.all()
        telling = story.telling
        assert (telling.title, telling.listener, telling.text) == (journey.STORY, journey.LISTENER, day.told["text"])
        assert telling.text.startswith(journey.TEXT)
        assert telling.text.endswith(journey.MORE)
        assert "Gone." in [version.telling.text for version in vault.stories.versions(story.id)]
        (take,) = vault.stories.takes(story.id)
        assert (take.rating, take.notes) == (journey.RATING, journey.NOTES)
        assert take.seconds >= 1
    finally:
        vault.lock()
    with zipfile.ZipFile(day.someone.home / journey.DOCX) as made:
        assert journey.TEXT in made.read("word/document.xml").decode()
