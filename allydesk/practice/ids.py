"""What things in the practice room are known by."""

from typing import NewType

from allydesk.ids import new_uuid7

RunId = NewType("RunId", str)
CommitmentId = NewType("CommitmentId", str)
OwnScenarioId = NewType("OwnScenarioId", str)


def new_run_id() -> RunId:
    """An id no run has had."""
    return RunId(new_uuid7())


def new_commitment_id() -> CommitmentId:
    """An id no commitment has had."""
    return CommitmentId(new_uuid7())


def new_own_scenario_id() -> OwnScenarioId:
    """An id no scenario file in a vault has had."""
    return OwnScenarioId(new_uuid7())
