"""The debrief: six parts, questions, and a plan that is offered."""

from allydesk.practice.format.conditions import read_when
from allydesk.practice.format.fields import Fields
from allydesk.practice.format.names import Kind, Names
from allydesk.practice.format.tree import ListNode, Node, TextNode
from allydesk.practice.scenario import Choice, Debrief, IfThen, OwnWords, Part, Passage, Scene

PARTS = ("situation", "done", "hurt", "unseen", "dealt", "outcome")
MOST_QUESTIONS = 10
MOST_PASSAGES = 20
_DEBRIEF = frozenset({*PARTS, "questions", "plan", "do-over"})
_PASSAGE = frozenset({"text", "when"})
_PLAN = frozenset({"cue", "response"})


def read_debrief(whole: Fields, names: Names, scenes: dict[str, Scene]) -> Debrief:
    """The debrief that has to be there."""
    node = whole.node("debrief")
    if node is None:
        whole.missing("debrief", "Add “debrief:” with its six parts under it.")
    fields = Fields(node, "the debrief", _DEBRIEF, names.remarks)
    situation, done, hurt, unseen, dealt, outcome = (_part(fields, key, names) for key in PARTS)
    return Debrief(
        situation=situation,
        done=done,
        hurt=hurt,
        unseen=unseen,
        dealt=dealt,
        outcome=outcome,
        questions=fields.texts_or_none("questions", MOST_QUESTIONS),
        plan=_plan(fields, names),
        do_over=_do_over(fields, names, scenes),
    )


def _part(fields: Fields, key: str, names: Names) -> Part:
    node = fields.node(key)
    if not isinstance(node, ListNode):
        return (Passage(fields.text(key)),)
    passages = []
    nodes = fields.nodes_in(node, f"“{key}”", 1, MOST_PASSAGES)
    for place, each in enumerate(nodes):
        passage = Fields(each, "this passage", _PASSAGE, names.remarks)
        when = read_when(passage, names)
        if place == len(nodes) - 1 and when:
            passage.wrong("when", f"The last passage of “{key}” has a condition.", "Add one without “when” after it.")
        elif place < len(nodes) - 1 and "when" not in passage:
            passage.error(each, "Nothing after this passage is ever shown, as it has no “when”.", "Put it last.")
        passages.append(Passage(passage.text("text"), when))
    return tuple(passages)


def _plan(fields: Fields, names: Names) -> IfThen | None:
    node: Node | None = fields.node("plan")
    if node is None:
        return None
    plan = Fields(node, "the plan", _PLAN, names.remarks)
    return IfThen(plan.text("cue"), plan.text("response"))


def _do_over(fields: Fields, names: Names, scenes: dict[str, Scene]) -> str:
    node = fields.id("do-over") if "do-over" in fields else None
    if not isinstance(node, TextNode):
        return ""
    scene = scenes.get(names.call(Kind.SCENE, node))
    if scene is not None and not isinstance(scene.turn, Choice | OwnWords):
        fields.error(node, f"The scene “{node.text}” has no turn to do over.", "Name one with “choice” or “own-words”.")
    return node.text
