"""Two people swap their roles at one keyboard, and then a look into the vault."""

from pathlib import Path

from allydesk.storage.secrets import Passphrase
from tests.end_to_end import practice_partner_journey as journey
from tests.end_to_end.conftest import live, somebody
from tests.end_to_end.xvfb import needs_xvfb, xvfb
from tests.vaults import vault_at

pytestmark = needs_xvfb


def test_two_people_play_swap_look_back_and_save(tmp_path: Path) -> None:
    with xvfb() as display:
        day = live(somebody(tmp_path), "practice-partner", display=display)
    assert day.complaint == ""
    assert sorted(day.told["responders"]) == [0, 1]
    vault = vault_at(day.vault, state=tmp_path / "state.json")
    vault.unlock(Passphrase(journey.PASSPHRASE))
    try:
        assert vault.verify() == []
        (summary,) = vault.practice.runs()
        run = vault.practice.run(summary.id)
        assert run.finished is not None
        assert run.partnered is not None
        assert run.partnered.people == journey.NAMES
        first, second = run.partnered.rounds
        assert [first.player, second.player] == day.told["responders"]
        assert (first.said, second.said) == (journey.SAID, "")
        assert first.note == journey.NOTE
        assert journey.SEEN in [seen.behaviour for seen in first.observed]
        assert len(first.observed) == 2
        assert second.observed == ()
        assert journey.TOGETHER in run.partnered.together
        # What was seen of somebody here says nothing of when to practise again.
        assert vault.practice.cards() == []
        (plan,) = vault.practice.commitments()
        assert (plan.cue, plan.response, plan.run) == (journey.CUE, journey.RESPONSE, run.id)
    finally:
        vault.lock()
