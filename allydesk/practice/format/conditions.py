"""Conditions and effects: values that are compared, never anything that is run."""

from allydesk.practice.format.fields import Fields
from allydesk.practice.format.names import Kind, Names
from allydesk.practice.format.tree import MapNode, Node
from allydesk.practice.scenario import AnyOf, Chosen, Condition, Effect, StateIs, When

LEAST_STATE, MOST_STATE = -100, 100
MOST_CONDITIONS = 20
"""In one list."""

_STATE = frozenset({"state", "at-least", "at-most", "is"})
_CHOSEN = frozenset({"chosen"})
_NOT_CHOSEN = frozenset({"not-chosen"})
_ANY = frozenset({"any"})
_KINDS = _STATE | _CHOSEN | _NOT_CHOSEN | _ANY
_HOW = "Write {state: NAME, at-least: 2}, {chosen: OPTION}, {not-chosen: OPTION} or {any: [ … ]}."


def read_when(around: Fields, names: Names) -> When:
    """The conditions of something; () where there are none."""
    node = around.node("when")
    return () if node is None else _all(around, node, "“when”", names)


def read_effects(around: Fields, names: Names) -> tuple[Effect, ...]:
    """What something does to the state."""
    effects = []
    for name, node in around.pairs("effects"):
        names.call(Kind.STATE, name)
        by = around.number_in(node, f"The effect on “{name.text}”", LEAST_STATE, MOST_STATE)
        effects.append(Effect(name.text, by))
    return tuple(effects)


def _all(around: Fields, node: Node, what: str, names: Names) -> When:
    if isinstance(node, MapNode):
        around.error(node, f"{what} has to be a list.", "Put the condition between “[” and “]”.")
        return ()
    conditions = (_one(around, each, names) for each in around.nodes_in(node, what, 1, MOST_CONDITIONS))
    return tuple(each for each in conditions if each is not None)


def _one(around: Fields, node: Node, names: Names) -> Condition | None:
    keys = node.entries.keys() if isinstance(node, MapNode) else frozenset()
    remarks = around.remarks
    if "state" in keys:
        return _state(Fields(node, "this condition", _STATE, remarks), names)
    if "chosen" in keys:
        fields = Fields(node, "this condition", _CHOSEN, remarks)
        return Chosen(names.call(Kind.OPTION, fields.id("chosen")))
    if "not-chosen" in keys:
        fields = Fields(node, "this condition", _NOT_CHOSEN, remarks)
        return Chosen(names.call(Kind.OPTION, fields.id("not-chosen")), wanted=False)
    if "any" in keys:
        fields = Fields(node, "this condition", _ANY, remarks)
        inner = fields.node("any")
        return AnyOf(_all(fields, inner, "“any”", names)) if inner is not None else None
    Fields(node, "a condition", _KINDS, remarks)
    around.error(node, "This is not a condition.", _HOW)
    return None


def _state(fields: Fields, names: Names) -> StateIs:
    state = names.call(Kind.STATE, fields.id("state"))
    if "is" in fields:
        value = fields.number("is", LEAST_STATE, MOST_STATE)
        if "at-least" in fields or "at-most" in fields:
            fields.wrong("is", "“is” cannot stand beside “at-least” or “at-most”.", "Keep one of them.")
        return StateIs(state, value, value)
    least = fields.number("at-least", LEAST_STATE, MOST_STATE) if "at-least" in fields else None
    most = fields.number("at-most", LEAST_STATE, MOST_STATE) if "at-most" in fields else None
    if least is None and most is None:
        fields.wrong(
            "state", "This condition does not say what the number has to be.", "Add “at-least”, “at-most” or “is”."
        )
    elif least is not None and most is not None and least > most:
        fields.wrong("at-least", "“at-least” is greater than “at-most”, which nothing can be.", "Turn them round.")
    return StateIs(state, least, most)
