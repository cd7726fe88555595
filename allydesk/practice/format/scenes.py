"""Scenes: their lines, and which turn each of them ends in."""

from allydesk.practice.format.conditions import read_when
from allydesk.practice.format.fields import MOST_TITLE, Fields, valid_id
from allydesk.practice.format.lines import read_lines
from allydesk.practice.format.names import Kind, Names
from allydesk.practice.format.remarks import listed, quoted
from allydesk.practice.format.tree import MapNode, Node, TextNode
from allydesk.practice.format.turns import read_choice, read_own_words
from allydesk.practice.scenario import Branch, Ending, Onward, OwnWords, Scene, Turn

MOST_SCENES = 2_000
LEAST_ENDINGS = 2
MOST_BRANCHES = 20

TURNS = ("choice", "own-words", "then", "ending")
_SCENE = frozenset({"lines", "keep-in-mind", *TURNS})
_BRANCH = frozenset({"next", "when"})
_ENDING = frozenset({"title", "text"})


def read_scenes(whole: Fields, names: Names) -> dict[str, Scene]:
    """All scenes, by id. One whose turn cannot be made out is left out, and remarked on."""
    pairs = whole.pairs("scenes")
    if "scenes" not in whole:
        whole.missing("scenes")
    elif len(pairs) > MOST_SCENES:
        whole.wrong(
            "scenes", f"There are {len(pairs):,} scenes, and there is room for {MOST_SCENES:,}.", "Divide the file."
        )
    scenes: dict[str, Scene] = {}
    for name, node in pairs[:MOST_SCENES]:
        if names.remarks.full:
            break
        valid_id(name, "a scene", names.remarks)
        names.give(Kind.SCENE, name)
        scene = _scene(name, node, names)
        if scene is not None:
            scenes[name.text] = scene
    _check_own_words(scenes, names)
    _check_endings(scenes, whole)
    return scenes


def _scene(name: TextNode, node: Node, names: Names) -> Scene | None:
    fields = Fields(node, f"the scene “{name.text}”", _SCENE, names.remarks)
    lines = read_lines(fields, "lines", names, required=True)
    keep = fields.text_or_none("keep-in-mind")
    turn = _turn(name, fields, names)
    return None if turn is None else Scene(name.text, lines, turn, keep)


def _turn(name: TextNode, fields: Fields, names: Names) -> Turn | None:
    found = [turn for turn in TURNS if turn in fields]
    if len(found) != 1:
        count = len(found) or "no"
        fields.wrong(
            found[1] if found else "",
            f"The scene “{name.text}” ends in {count} turns, and has to end in one.",
            f"Give it one of {listed(TURNS)}.",
        )
        return None
    node = fields.node(found[0])
    match found[0]:
        case "choice":
            return read_choice(node, names)
        case "own-words":
            return read_own_words(node, names)
        case "then":
            return _onward(fields, names)
        case _:
            return _ending(name, node, names)


def _onward(fields: Fields, names: Names) -> Onward:
    branches = []
    nodes = fields.nodes("then", 1, MOST_BRANCHES)
    for place, node in enumerate(nodes):
        each = Fields(node, "this way on", _BRANCH, names.remarks)
        branch = Branch(names.call(Kind.SCENE, each.id("next")), read_when(each, names))
        last = place == len(nodes) - 1
        if last and branch.when:
            each.wrong("when", "The last way on has a condition, so that there may be none.", "Add one without “when”.")
        elif not last and "when" not in each and isinstance(node, MapNode):
            each.error(node, "Nothing after this way on is ever taken, as it has no “when”.", "Put it last.")
        branches.append(branch)
    return Onward(tuple(branches))


def _ending(name: TextNode, node: Node | None, names: Names) -> Ending:
    fields = Fields(node, "this ending", _ENDING, names.remarks)
    return Ending(name.text, fields.text("title", most=MOST_TITLE), fields.text("text"))


def _check_own_words(scenes: dict[str, Scene], names: Names) -> None:
    """A choice leads to one's own words only where they can be said."""
    for node in names.spoken_in:
        scene = scenes.get(names.call(Kind.SCENE, node))
        if scene is not None and not isinstance(scene.turn, OwnWords):
            names.remarks.error(
                node.line,
                node.column,
                f"The scene {quoted(node.text)} has no turn for one’s own words.",
                "Name a scene with “own-words”.",
            )


def _check_endings(scenes: dict[str, Scene], whole: Fields) -> None:
    endings = sum(isinstance(scene.turn, Ending) for scene in scenes.values())
    if scenes and endings < LEAST_ENDINGS:
        told = "is only one ending" if endings else "is no ending"
        whole.wrong("scenes", f"There {told}, and there have to be at least two.", "Add a scene with “ending”.")
