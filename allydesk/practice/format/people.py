"""Roles with their cue cards, and the numbers that are carried through."""

from allydesk.practice.format.conditions import LEAST_STATE, MOST_STATE
from allydesk.practice.format.fields import MOST_TITLE, Fields, valid_id
from allydesk.practice.format.names import Kind, Names
from allydesk.practice.format.tree import Node, TextNode
from allydesk.practice.scenario import CueCard, Role, State

LEAST_ROLES, MOST_ROLES = 2, 5
MOST_LIMITS = 10
MOST_STATES = 20
RESERVED = frozenset({"tell", "when"})
"""What a line of a scene has beside its role, so that no role can be called so."""

_ROLE = frozenset({"name", "part", "card"})
_CARD = frozenset({"knows", "wants", "begins", "if-pressed", "if-heard", "limits"})
_STATE = frozenset({"label", "start", "least", "most"})


def read_roles(whole: Fields, names: Names) -> dict[str, Role]:
    """Everybody in it, by id."""
    roles: dict[str, Role] = {}
    pairs = whole.pairs("roles")
    if "roles" not in whole:
        whole.missing("roles")
    elif pairs and not LEAST_ROLES <= len(pairs) <= MOST_ROLES:
        whole.wrong(
            "roles",
            f"There are {len(pairs)} roles, and there have to be {LEAST_ROLES} to {MOST_ROLES}.",
            "Add somebody." if len(pairs) < LEAST_ROLES else "Leave somebody out, or only tell of them.",
        )
    player = whole.node("player")
    for name, node in pairs:
        _check_name(name, whole)
        names.give(Kind.ROLE, name)
        is_player = isinstance(player, TextNode) and player.text == name.text
        roles[name.text] = _role(name, node, names, needs_limit=not is_player)
    return roles


def read_states(whole: Fields, names: Names) -> dict[str, State]:
    """The numbers of the state, by name."""
    states: dict[str, State] = {}
    pairs = whole.pairs("state")
    if len(pairs) > MOST_STATES:
        whole.wrong("state", f"There are {len(pairs)} numbers, and there is room for {MOST_STATES}.", "Merge some.")
    for name, node in pairs:
        valid_id(name, "a number of the state", whole.remarks)
        names.give(Kind.STATE, name)
        states[name.text] = _state(name, node, names)
    return states


def _check_name(name: TextNode, whole: Fields) -> None:
    if valid_id(name, "a role", whole.remarks) and name.text in RESERVED:
        whole.error(name, f"A role cannot be called “{name.text}”: it means something else in a line.", "Rename it.")


def _role(name: TextNode, node: Node, names: Names, *, needs_limit: bool) -> Role:
    fields = Fields(node, f"the role “{name.text}”", _ROLE, names.remarks)
    card = fields.node("card")
    if card is None:
        fields.missing("card", "Add “card:” with “knows”, “wants” and “limits” under it.")
    return Role(
        id=name.text,
        name=fields.text("name", most=MOST_TITLE),
        part=fields.text("part", most=MOST_TITLE),
        card=_card(Fields(card, f"the card of “{name.text}”", _CARD, names.remarks), needs_limit=needs_limit),
    )


def _card(fields: Fields, *, needs_limit: bool) -> CueCard:
    if needs_limit and "limits" not in fields:
        fields.missing("limits", "Say at least one thing that nobody who plays it is to act.")
    return CueCard(
        knows=fields.text("knows"),
        wants=fields.text("wants"),
        begins=fields.text_or_none("begins"),
        if_pressed=fields.text_or_none("if-pressed"),
        if_heard=fields.text_or_none("if-heard"),
        limits=fields.texts_or_none("limits", MOST_LIMITS),
    )


def _state(name: TextNode, node: Node, names: Names) -> State:
    fields = Fields(node, f"the number “{name.text}”", _STATE, names.remarks)
    label = fields.text("label", most=MOST_TITLE)
    least = fields.number("least", LEAST_STATE, MOST_STATE)
    most = fields.number("most", LEAST_STATE, MOST_STATE)
    start = fields.number("start", LEAST_STATE, MOST_STATE)
    if not least <= start <= most and all(key in fields for key in ("least", "most", "start")):
        fields.wrong(
            "start", f"“start” has to lie between “least” and “most”, {least} and {most}.", "Change one of them."
        )
    return State(name.text, label, start, least, most)
