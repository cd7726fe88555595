"""Turns of the player: choices, and their own words."""

from allydesk.practice.format.conditions import read_effects, read_when
from allydesk.practice.format.fields import Fields, valid_id
from allydesk.practice.format.lines import check_speech, read_lines
from allydesk.practice.format.names import Kind, Names
from allydesk.practice.format.tree import Node
from allydesk.practice.intents import Intent
from allydesk.practice.scenario import Choice, LookFor, Model, Option, OwnWords, Seen
from allydesk.practice.skills import LEVELS, Skill

LEAST_OPTIONS, MOST_OPTIONS = 3, 5
ALWAYS_ON_OFFER = 2
MOST_LOOK_FOR = 6
MOST_SEEN = 6

_CHOICE = frozenset({"ask", "why", "options", "own-words"})
_OPTION = frozenset({"id", "says", "does", "then-lines", "effects", "seen", "coach", "when", "next"})
_OWN_WORDS = frozenset(
    {"ask", "to", "intent", "look-for", "good", "poor", "then-lines", "effects", "coach", "why", "next"}
)
_LOOK_FOR = frozenset({"text", "seen", "effects"})
_MODEL = frozenset({"text", "note"})
_SEEN = frozenset({"skill", "level", "behaviour"})


def read_choice(node: Node | None, names: Names) -> Choice:
    """A choice of three to five options."""
    fields = Fields(node, "this choice", _CHOICE, names.remarks)
    ask, why = fields.text("ask"), fields.text_or_none("why")
    options = tuple(_option(each, names) for each in fields.nodes("options", LEAST_OPTIONS, MOST_OPTIONS))
    always = sum(not option.when for option in options)
    if len(options) >= LEAST_OPTIONS and always < ALWAYS_ON_OFFER:
        fields.wrong(
            "options",
            f"This choice can leave fewer than {ALWAYS_ON_OFFER} options: all but {always} of them have a “when”.",
            f"Leave at least {ALWAYS_ON_OFFER} of them without one.",
        )
    own = fields.id("own-words") if "own-words" in fields else None
    if own is not None:
        names.spoken_in.append(own)
    return Choice(ask, options, own.text if own else "", why)


def read_own_words(node: Node | None, names: Names) -> OwnWords:
    """A turn for the player's own words."""
    fields = Fields(node, "this turn", _OWN_WORDS, names.remarks)
    return OwnWords(
        ask=fields.text("ask"),
        to=names.call(Kind.ROLE, fields.id("to")),
        intent=fields.word("intent", Intent) or Intent.ASKING,
        good=_model(fields, "good", names),
        poor=_model(fields, "poor", names),
        next=names.call(Kind.SCENE, fields.id("next")),
        look_for=tuple(_look_for(each, names) for each in fields.nodes("look-for", 1, MOST_LOOK_FOR)),
        lines=read_lines(fields, "then-lines", names),
        effects=read_effects(fields, names),
        coach=fields.text_or_none("coach"),
        why=fields.text_or_none("why"),
    )


def _option(node: Node, names: Names) -> Option:
    fields = Fields(node, "this option", _OPTION, names.remarks)
    own = fields.id("id")
    if own is not None and valid_id(own, "an option", names.remarks):
        names.give(Kind.OPTION, own)
    text, spoken = _said_or_done(fields)
    return Option(
        id=own.text if own else "",
        text=text,
        next=names.call(Kind.SCENE, fields.id("next")),
        spoken=spoken,
        lines=read_lines(fields, "then-lines", names),
        effects=read_effects(fields, names),
        seen=tuple(_seen(each, names) for each in fields.nodes_or_none("seen", MOST_SEEN)),
        coach=fields.text("coach"),
        when=read_when(fields, names),
    )


def _said_or_done(fields: Fields) -> tuple[str, bool]:
    says = "says" in fields
    if says and "does" in fields:
        fields.wrong(
            "does", "This option has both “says” and “does”.", "Keep one; the other can be a line that follows."
        )
    elif not says and "does" not in fields:
        fields.wrong("says", "This option has neither “says” nor “does”.", "Say what the player says or does.")
        return "", False
    text = fields.text("says" if says else "does")
    if says:
        check_speech(fields, "says", text)
    return text, says


def _look_for(node: Node, names: Names) -> LookFor:
    fields = Fields(node, "this look-for", _LOOK_FOR, names.remarks)
    seen = fields.node("seen")
    return LookFor(fields.text("text"), None if seen is None else _seen(seen, names), read_effects(fields, names))


def _model(fields: Fields, key: str, names: Names) -> Model:
    node = fields.node(key)
    if node is None:
        fields.missing(key, f"Add “{key}:” with “text” and “note” under it.")
        return Model("", "")
    model = Fields(node, f"the {key} answer", _MODEL, names.remarks)
    return Model(model.text("text"), model.text("note"))


def _seen(node: Node, names: Names) -> Seen:
    fields = Fields(node, "what is seen", _SEEN, names.remarks)
    skill = fields.word("skill", Skill)
    if skill is not None:
        names.show(skill, node)
    return Seen(skill or Skill.NOTICING, fields.number("level", LEVELS[0], LEVELS[-1]), fields.text("behaviour"))
