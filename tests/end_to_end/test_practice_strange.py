"""What nobody would write, in every field and every text of the practice room; and then a look into the vault."""

from pathlib import Path

from allydesk.storage.secrets import Passphrase
from tests.end_to_end import practice_strange as journey
from tests.end_to_end.conftest import live, somebody
from tests.end_to_end.practice_files import own_scenario
from tests.end_to_end.xvfb import needs_xvfb, xvfb
from tests.vaults import vault_at

pytestmark = needs_xvfb


def test_nothing_strange_breaks_anything_or_is_markup(tmp_path: Path) -> None:
    someone = somebody(tmp_path)
    strange = own_scenario(lambda plain: plain + journey.IN_FILE)
    (someone.home / journey.FILE).write_text(strange, encoding="utf-8")
    with xvfb() as display:
        day = live(someone, "practice-strange", display=display)
    assert day.complaint == ""
    assert day.told["found"] == []
    vault = vault_at(day.vault, state=tmp_path / "state.json")
    vault.unlock(Passphrase(journey.PASSPHRASE))
    try:
        assert vault.verify() == []
        alone, together = sorted(
            (vault.practice.run(each.id) for each in vault.practice.runs()), key=lambda run: run.begun
        )
        assert alone.finished is not None
        assert together.finished is not None
        assert alone.scenario.title.endswith(journey.IN_FILE)
        assert journey.LETTERS in alone.reflection.answers[0]
        for written in (alone.reflection.felt, alone.reflection.answers[0]):
            assert written.startswith("<b>bold</b> %n %1 \u202eback\u2066")
        assert together.partnered is not None
        assert journey.LETTERS in together.partnered.together
        assert len(vault.practice.commitments()) == 4
        (own,) = vault.practice.own_scenarios()
        assert own.source == strange
        (entry,) = vault.journal.each()
        assert journey.LETTERS in entry.content.text
    finally:
        vault.lock()
