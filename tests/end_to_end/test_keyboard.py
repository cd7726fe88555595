"""The whole journal room by nothing but the keyboard, and then a look into the vault."""

from pathlib import Path

import pytest

from allydesk.storage.secrets import Passphrase
from tests.end_to_end import keyboard, keyboard_journey
from tests.end_to_end.conftest import live, somebody
from tests.end_to_end.keyboard_journey import HEADING, KEPT_FILTER, LONG, PDF, PICTURE, TEMPLATE, TEXT, TITLE
from tests.end_to_end.xvfb import needs_xvfb, xvfb
from tests.vaults import vault_at

pytestmark = [needs_xvfb, pytest.mark.skipif(bool(keyboard.needs), reason="xdotool or openbox is not installed")]


def test_everything_is_done_by_keyboard_and_is_in_the_vault(tmp_path: Path) -> None:
    with xvfb() as display, keyboard.window_manager(display):
        day = live(somebody(tmp_path), "keyboard", display=display)
    assert day.complaint == ""
    vault = vault_at(day.vault, state=tmp_path / "state.json")
    vault.unlock(Passphrase(keyboard_journey.PASSPHRASE))
    try:
        assert vault.verify() == []
        assert vault.journal.count(trash=True) == 0
        entries = {entry.content.title: entry for entry in vault.journal.each()}
        assert entries.keys() == {TITLE, "Kettle"}
        assert entries["Kettle"].content.text == f"> {day.told['asked']}\n\n{keyboard_journey.FIRST_WORDS}"
        rain = entries[TITLE]
        assert rain.content.text == TEXT + LONG
        assert (rain.content.tags, rain.content.people, rain.content.mood) == (("weather",), ("Ada",), 3)
        assert (str(rain.content.created.day), rain.pinned) == ("2026-03-05", True)
        (picture,) = rain.attachments
        assert picture.name == PICTURE
        assert vault.files.read(picture.id) == (day.someone.home / PICTURE).read_bytes()
        assert [saved.name for saved in vault.filters.all()] == [KEPT_FILTER]
        assert [(made.name, [part.heading for part in made.parts]) for made in vault.templates.kept()] == [
            (TEMPLATE, [HEADING])
        ]
        assert len(vault.prompts.favourites()) == 1
    finally:
        vault.lock()
    assert (day.someone.home / PDF).read_bytes().startswith(b"%PDF-")
