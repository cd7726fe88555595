"""The schema that editors use agrees with what is read: on what is sound, and on what is written wrongly."""

import json
import re
from functools import cache
from typing import Any

import jsonschema
import pytest
from hypothesis import given

from allydesk.practice.format import examine
from allydesk.practice.format.remarks import Remarks
from allydesk.practice.format.tree import ListNode, MapNode, Node, tree_of
from allydesk.practice.intents import Intent
from allydesk.practice.skills import Skill
from tests.practice.format.made import SCENARIOS, SMALL
from tests.practice.format.test_faults import FAULTS
from tests.practice.format.test_properties import scenarios

SCHEMA = SCENARIOS.parent / "scenario-schema.json"

NOT_FOR_A_SCHEMA = "|".join(
    [
        "“skills”",
        "shows “",
        "is shown in line",
        "There is no (role|scene|number|option)",
        "There is another",
        "between “least”",
        "“limits” is missing",
        "no turn for one’s own",
        "greater than",
        "The last ",
        "Nothing after",
        "no turn to do over",
        "fewer than",
        "direction",
    ]
)
"""What hangs on something elsewhere in the file: only `scenario check` sees that."""


@cache
def validator() -> jsonschema.Draft202012Validator:
    schema = json.loads(SCHEMA.read_text("utf-8"))
    jsonschema.Draft202012Validator.check_schema(schema)
    return jsonschema.Draft202012Validator(schema)


def as_editors_see_it(node: Node) -> Any:
    """YAML 1.2 with its whole numbers, as an editor gives it to a schema."""
    if isinstance(node, MapNode):
        return {key: as_editors_see_it(value) for key, value in node.entries.items()}
    if isinstance(node, ListNode):
        return [as_editors_see_it(each) for each in node.nodes]
    return int(node.text) if re.fullmatch("[+-]?[0-9]{1,400}", node.text) else node.text


def sound(text: str) -> bool:
    tree = tree_of(text, Remarks())
    assert tree is not None
    return validator().is_valid(as_editors_see_it(tree))


@pytest.mark.parametrize("text", [SMALL, *(path.read_text("utf-8") for path in sorted(SCENARIOS.glob("*.yaml")))])
def test_what_ships_is_sound(text: str) -> None:
    tree = tree_of(text, Remarks())
    assert tree is not None
    validator().validate(as_editors_see_it(tree))


@given(scenarios())
def test_whatever_is_read_is_sound(made: tuple[dict[str, object], int]) -> None:
    validator().validate(made[0])


STRUCTURE = [each for each in FAULTS if tree_of(SMALL.replace(each[0], each[1], 1), Remarks()) is not None]


@pytest.mark.parametrize(("old", "new", "place", "message", "fix"), STRUCTURE)
def test_what_is_written_wrongly_is_refused_by_both(old: str, new: str, place: object, message: str, fix: str) -> None:
    del place, message, fix  # the table has them for another test
    text = SMALL.replace(old, new, 1)
    examined = examine(text.encode(), name="")
    assert examined.scenario is None
    elsewhere = all(re.search(NOT_FOR_A_SCHEMA, remark.message) for remark in examined.remarks)
    assert sound(text) is elsewhere, examined.remarks


def test_the_words_it_knows_are_ours() -> None:
    from allydesk.practice.format import conditions, debriefs, heads, people, scenes, turns  # noqa: PLC0415 - only here

    schema = json.loads(SCHEMA.read_text("utf-8"))
    parts = schema["$defs"]
    assert parts["skill"]["enum"] == list(Skill)
    assert parts["intent"]["enum"] == list(Intent)
    assert set(parts["option"]["properties"]) == turns._OPTION
    assert set(parts["own-words"]["properties"]) == turns._OWN_WORDS
    assert set(parts["choice"]["properties"]) == turns._CHOICE
    assert set(parts["scene"]["properties"]) == scenes._SCENE
    assert set(parts["card"]["properties"]) == people._CARD
    assert set(parts["debrief"]["properties"]) == debriefs._DEBRIEF
    assert set(schema["properties"]) >= heads.HEAD_KEYS
    bounds = [
        (schema["properties"]["roles"], "Properties", people.LEAST_ROLES, people.MOST_ROLES),
        (parts["choice"]["properties"]["options"], "Items", turns.LEAST_OPTIONS, turns.MOST_OPTIONS),
        (parts["own-words"]["properties"]["look-for"], "Items", 1, turns.MOST_LOOK_FOR),
        (parts["scene"]["properties"]["then"], "Items", 1, scenes.MOST_BRANCHES),
        (parts["when"], "Items", 1, conditions.MOST_CONDITIONS),
        (schema["properties"]["scenes"], "Properties", 1, scenes.MOST_SCENES),
    ]
    for part, what, least, most in bounds:
        assert (part[f"min{what}"], part[f"max{what}"]) == (least, most)


def test_the_reference_names_every_part_and_limit() -> None:
    page = (SCENARIOS.parents[1] / "docs" / "scenario-format.md").read_text("utf-8")
    schema = json.loads(SCHEMA.read_text("utf-8"))
    objects = [schema, *(part for part in schema["$defs"].values() if part.get("type") == "object")]
    names = {name for part in objects for name in part.get("properties", {})}
    assert len(names) > 50
    assert [name for name in sorted(names) if not re.search(rf"\b{name}\b", page)] == []
    for word in (*schema["$defs"]["skill"]["enum"], *schema["$defs"]["intent"]["enum"]):
        assert f"`{word}`" in page
