"""From nothing to a story told, in one sitting at the real window; and then a look into the vault."""

from pathlib import Path

from allydesk.storage.secrets import Passphrase
from tests.end_to_end import story_journey as journey
from tests.end_to_end.conftest import live, somebody
from tests.end_to_end.xvfb import needs_xvfb, xvfb
from tests.vaults import vault_at

pytestmark = needs_xvfb


def test_ten_moments_three_themes_a_story_a_take_and_a_pdf(tmp_path: Path) -> None:
    with xvfb() as display:
        day = live(somebody(tmp_path), "story", display=display)
    assert day.complaint == ""
    vault = vault_at(day.vault, state=tmp_path / "state.json")
    vault.unlock(Passphrase(journey.PASSPHRASE))
    try:
        assert vault.verify() == []
        lifeline = vault.lifeline.whole()
        titles = {one.id: one.title for one in lifeline.moments.values()}
        assert sorted(titles.values()) == sorted([journey.ENTRY, *(title for title, _, _ in journey.MOMENTS)])
        heights = {one.title: one.height for one in lifeline.moments.values()}
        assert {title: heights[title] for title, _, _ in journey.MOMENTS} == {
            title: height for title, _, height in journey.MOMENTS
        }
        assert [one.title for one in lifeline.undated()] == ["Between two jobs"]
        bicycle = next(one for one in lifeline.moments.values() if one.title == "A borrowed bicycle")
        assert (str(bicycle.date.earliest), str(bicycle.date.latest)) == ("1990-05-03", "1991-05-02")
        tied = {theme.name: {titles[one] for one in theme.moments} for theme in lifeline.themes.values()}
        assert tied == {name: set(moments) for name, moments in journey.THEMES.items()}
        (story,) = vault.stories.all()
        assert (story.telling.title, story.telling.text.strip()) == (journey.STORY, journey.TEXT)
        (take,) = vault.stories.takes(story.id)
        assert take.notes == journey.NOTES
        (entry,) = vault.journal.each()
        (moment,) = vault.lifeline.moments_of(entry.id)
        assert moment.title == journey.ENTRY
    finally:
        vault.lock()
    assert (day.someone.home / journey.PDF).read_bytes().startswith(b"%PDF-")
