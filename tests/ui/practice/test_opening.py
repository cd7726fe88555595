"""Finding what is to be shown: what there is, what is gone, and what nobody waits for any more."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

import pytest

from allydesk.assets import resources
from allydesk.practice.ids import OwnScenarioId, new_own_scenario_id, new_run_id
from allydesk.practice.library import Listed, listed_own
from allydesk.practice.run import OwnScenario, Partnered, Round, Run, ScenarioRef
from allydesk.practice.scenario import Scenario
from allydesk.storage.vault import Vault
from allydesk.ui.practice.opening import Opening
from allydesk.ui.practice.tools import PlayAsked, PracticeTools
from tests.ui.practice.conftest import Settle
from tests.ui.practice.runs import NOW
from tests.ui.scripted import ScriptedPrompts

FAMILY = "A remark from above"
FILE = "the-joke-before-the-meeting.yaml"


@dataclass
class Told:
    """What an opening has told."""

    found: list[tuple[Listed, Scenario, Run | None, bool]] = field(default_factory=list)
    runs: list[tuple[Run, Scenario | None, bool]] = field(default_factory=list)


@pytest.fixture
def opening(tools: PracticeTools) -> Opening:
    return Opening(tools=tools)


@pytest.fixture
def told(opening: Opening) -> Told:
    heard = Told()
    opening.found.connect(lambda *found: heard.found.append(found))
    opening.run_found.connect(lambda *found: heard.runs.append(found))
    return heard


def shipped(tools: PracticeTools, variant: str = "a") -> Listed:
    return next(each for each in tools.library.variants(FAMILY) if each.head.variant == variant)


def own_one(vault: Vault, *, family: str = "Ours") -> OwnScenario:
    """A file of one's own, kept in the vault."""
    source = (
        (resources() / "scenarios" / FILE).read_text(encoding="utf-8").replace(f"family: {FAMILY}", f"family: {family}")
    )
    own = OwnScenario(new_own_scenario_id(), FILE, source, NOW)
    vault.practice.add_scenario(own)
    return own


def a_run_of(listed: Listed, **changes: object) -> Run:
    """A run that was left open, and is kept."""
    head = listed.head
    own: OwnScenarioId | None = None if listed.own is None else listed.own.id
    run = Run(new_run_id(), ScenarioRef(head.title, head.family, head.variant, "", own), NOW, NOW)
    return replace(run, **changes)  # type: ignore[arg-type]  # the field's own types hold


def kept(vault: Vault, run: Run) -> Run:
    vault.practice.keep_run(run)
    return run


def test_a_row_of_the_list_is_played(opening: Opening, told: Told, tools: PracticeTools, settle: Settle) -> None:
    listed = shipped(tools)
    opening.play(PlayAsked(listed))
    settle()
    ((found, scenario, run, with_partner),) = told.found
    assert (found, scenario.head, run, with_partner) == (listed, listed.head, None, False)


def test_a_run_is_gone_on_with(
    opening: Opening, told: Told, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    run = kept(vault, a_run_of(shipped(tools)))
    opening.go_on(run.id)
    opening.play(PlayAsked(shipped(tools), run.id))
    settle()
    assert [(each[2], each[3]) for each in told.found] == [(run, False), (run, False)]


def test_a_run_of_two_is_gone_on_with_by_two(
    opening: Opening, told: Told, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    run = kept(vault, a_run_of(shipped(tools), partnered=Partnered(("Ruth", "Sam"), (Round(0, said="Stop."),))))
    opening.go_on(run.id)
    opening.play(PlayAsked(shipped(tools), run.id))
    settle()
    assert [(each[2], each[3]) for each in told.found] == [(run, True), (run, True)]


def test_with_a_partner_it_is_with_a_partner(
    opening: Opening, told: Told, tools: PracticeTools, settle: Settle
) -> None:
    opening.play(PlayAsked(shipped(tools)), with_partner=True)
    settle()
    assert [each[3] for each in told.found] == [True]


def test_of_a_family_the_variant_comes_that_was_not_played(
    opening: Opening, told: Told, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    opening.play_family(FAMILY)
    settle()
    kept(vault, a_run_of(shipped(tools), finished=NOW))
    opening.play_family(FAMILY)
    settle()
    assert [each[1].head.variant for each in told.found] == ["a", "b"]


def test_a_family_of_ones_own_is_found(opening: Opening, told: Told, vault: Vault, settle: Settle) -> None:
    own = own_one(vault)
    opening.play_family("Ours")
    settle()
    assert [each[0].own for each in told.found] == [own]


def test_a_family_that_is_gone_is_said_in_words(
    opening: Opening, told: Told, prompts: ScriptedPrompts, settle: Settle
) -> None:
    opening.play_family("Nobody’s")
    settle()
    assert told.found == []
    ((title, text),) = prompts.told
    assert title
    assert text
    assert "Nobody" not in title + text


@pytest.mark.parametrize("debrief", [False, True])
def test_a_run_is_found_with_its_scenario(
    *, debrief: bool, opening: Opening, told: Told, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    run = kept(vault, a_run_of(shipped(tools)))
    opening.open_run(run.id, debrief=debrief)
    settle()
    ((found, scenario, for_debrief),) = told.runs
    assert (found, for_debrief) == (run, debrief)
    assert scenario is not None
    assert scenario.head == shipped(tools).head


def test_a_run_whose_scenario_is_gone_can_be_read(
    opening: Opening, told: Told, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    gone = replace(a_run_of(shipped(tools)).scenario, variant="z")
    run = kept(vault, a_run_of(shipped(tools), scenario=gone))
    opening.go_on(run.id)
    opening.open_run(run.id, debrief=False)
    settle()
    assert told.found == []
    assert told.runs == [(run, None, False), (run, None, False)]


def test_a_run_of_a_scenario_that_left_the_vault_can_be_read(
    opening: Opening, told: Told, vault: Vault, settle: Settle
) -> None:
    own = own_one(vault)
    run = kept(vault, a_run_of(listed_own(own)))
    opening.go_on(run.id)
    settle()
    assert [(each[0].own, each[2]) for each in told.found] == [(own, run)]
    vault.practice.remove_scenario(own.id)
    opening.go_on(run.id)
    settle()
    assert told.runs == [(run, None, False)]


def test_a_file_that_is_in_no_list_is_there_for_its_debrief(
    opening: Opening, told: Told, tools: PracticeTools, vault: Vault, settle: Settle
) -> None:
    path = tools.home / "opened.yaml"
    # Of the same family and variant as one that came along, and not the same.
    source = (resources() / "scenarios" / FILE).read_text(encoding="utf-8").replace("minutes: ", "minutes: 1")
    path.write_text(source, encoding="utf-8")
    opening.play(PlayAsked(Listed(shipped(tools).head, path)))
    settle()
    ((listed, scenario, _run, _with_partner),) = told.found
    ref = replace(a_run_of(listed).scenario, digest=scenario.digest)
    run = kept(vault, a_run_of(listed, scenario=ref))
    opening.open_run(run.id, debrief=True)
    settle()
    assert told.runs == [(run, scenario, True)]


def test_a_run_of_a_scenario_that_cannot_be_read_any_more_can_be_read(
    opening: Opening, told: Told, vault: Vault, settle: Settle
) -> None:
    own = OwnScenario(new_own_scenario_id(), FILE, "allydesk-scenario: 7\n", NOW)
    vault.practice.add_scenario(own)
    ref = ScenarioRef("Ours", "Ours", "a", "", own.id)
    run = kept(vault, Run(new_run_id(), ref, NOW, NOW))
    opening.open_run(run.id, debrief=True)
    opening.go_on(run.id)
    settle()
    assert told.runs == [(run, None, True), (run, None, False)]


def test_a_run_that_is_gone_is_said_in_words(
    opening: Opening, told: Told, prompts: ScriptedPrompts, settle: Settle
) -> None:
    opening.open_run(new_run_id(), debrief=False)
    opening.go_on(new_run_id())
    settle()
    assert (told.runs, told.found) == ([], [])
    assert len(prompts.told) == 2


def test_a_file_that_went_meanwhile_is_said_in_words(
    opening: Opening, told: Told, tools: PracticeTools, prompts: ScriptedPrompts, settle: Settle
) -> None:
    opening.play(PlayAsked(replace(shipped(tools), path=tools.home / "nothing.yaml")))
    settle()
    assert told.found == []
    assert len(prompts.told) == 1


Ask = Callable[[Opening, PracticeTools], object]


@pytest.mark.parametrize(
    "ask",
    [
        lambda opening, tools: opening.play(PlayAsked(shipped(tools))),
        lambda opening, _tools: opening.play_family(FAMILY),
        lambda opening, _tools: opening.play_family("Nobody’s"),
        lambda opening, _tools: opening.open_run(new_run_id(), debrief=True),
        lambda opening, _tools: opening.go_on(new_run_id()),
    ],
)
def test_nothing_is_told_once_the_vault_locks(
    *, ask: Ask, opening: Opening, told: Told, tools: PracticeTools, prompts: ScriptedPrompts, settle: Settle
) -> None:
    ask(opening, tools)
    opening.close_all()
    settle()
    assert (told.found, told.runs, prompts.told) == ([], [], [])
