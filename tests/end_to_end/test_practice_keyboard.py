"""The practice room by nothing but the keyboard, and then a look into the vault."""

from pathlib import Path

import pytest

from allydesk.practice.run import Chose, Wrote
from allydesk.storage.secrets import Passphrase
from tests.end_to_end import keyboard
from tests.end_to_end import practice_keyboard_journey as journey
from tests.end_to_end.conftest import live, somebody
from tests.end_to_end.xvfb import needs_xvfb, xvfb
from tests.vaults import vault_at

pytestmark = [needs_xvfb, pytest.mark.skipif(bool(keyboard.needs), reason="xdotool or openbox is not installed")]


def test_a_scene_is_played_and_looked_back_at_by_keyboard(tmp_path: Path) -> None:
    with xvfb() as display, keyboard.window_manager(display):
        day = live(somebody(tmp_path), "practice-keyboard", display=display)
    assert day.complaint == ""
    vault = vault_at(day.vault, state=tmp_path / "state.json")
    vault.unlock(Passphrase(journey.PASSPHRASE))
    try:
        assert vault.verify() == []
        (summary,) = vault.practice.runs()
        run = vault.practice.run(summary.id)
        assert [move.option for move in run.moves if isinstance(move, Chose)] == day.told["chosen"]
        assert Wrote(journey.BETTER) in run.moves
        assert Wrote(journey.BAD, (0,)) in [tried.move for tried in run.tried]
        assert run.finished is not None
        assert run.reflection.felt == journey.FELT
        assert run.do_over is not None
        (plan,) = vault.practice.commitments()
        # The sentence brings "then I" itself; the "I" of the moment is the person's.
        assert (plan.cue, plan.response) == ("I am told", "listen")
        assert [entry.id for entry in vault.journal.each()] == [run.entry]
    finally:
        vault.lock()
