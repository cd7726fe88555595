"""A day in the practice room at the real window, another one after sixty days, and then a look into the vault."""

from pathlib import Path

from allydesk.practice.run import Chose, CommitmentStatus, Reasoned, Wrote
from allydesk.storage.secrets import Passphrase
from tests.end_to_end import practice_journey as journey
from tests.end_to_end.conftest import live, somebody
from tests.end_to_end.xvfb import needs_xvfb, xvfb
from tests.vaults import vault_at

pytestmark = needs_xvfb


def test_a_scene_is_played_looked_back_at_and_comes_again(tmp_path: Path) -> None:
    someone = somebody(tmp_path)
    with xvfb() as display:
        day = live(someone, "practice", display=display)
        later = live(someone, "practice-later", display=display)
    assert (day.complaint, later.complaint) == ("", "")
    assert later.told == {"family": journey.FAMILY, "variant": journey.NEXT}
    vault = vault_at(day.vault, state=tmp_path / "state.json")
    vault.unlock(Passphrase(journey.PASSPHRASE))
    try:
        assert vault.verify() == []
        # What was looked at, and not played, is nowhere.
        (summary,) = vault.practice.runs()
        run = vault.practice.run(summary.id)
        assert (run.scenario.family, run.scenario.variant) == (journey.FAMILY, journey.VARIANT)
        assert [move.option for move in run.moves if isinstance(move, Chose)] == day.told["chosen"]
        assert [move for move in run.moves if isinstance(move, Reasoned)] == [Reasoned(journey.REASON)]
        assert Wrote(journey.BETTER, (0, 1)) in run.moves
        assert Wrote(journey.BAD + journey.MORE, (0,)) in [tried.move for tried in run.tried]
        assert (run.ending, run.finished is not None) == (day.told["ending"], True)
        assert run.reflection.felt == journey.FELT
        assert run.do_over is not None
        assert run.do_over.move == Chose(day.told["over"])
        cards = vault.practice.cards()
        assert {card.skill for card in cards} == {seen.skill for seen in run.observed}
        assert {card.family for card in cards} == {journey.FAMILY}
        (plan,) = vault.practice.commitments()
        assert (plan.cue, plan.response, plan.run) == (journey.CUE, journey.RESPONSE, run.id)
        assert plan.status is CommitmentStatus.DONE
        (entry,) = vault.journal.each()
        assert entry.id == run.entry
        assert entry.content.title == f"Practised: {run.scenario.title}"
        assert journey.REASON in entry.content.text
        assert journey.BAD not in entry.content.text
    finally:
        vault.lock()
