"""Lines: narration, what somebody says, and what somebody does."""

from allydesk.practice.format.conditions import read_when
from allydesk.practice.format.fields import Fields
from allydesk.practice.format.names import Kind, Names
from allydesk.practice.format.tree import MapNode, Node, TextNode
from allydesk.practice.scenario import Line, LineKind

MOST_LINES = 100
"""In one list."""
_DOES = " does"
_OPENING = ("“", '"', "«", "„", "‘")


def read_lines(fields: Fields, key: str, names: Names, *, required: bool = False) -> tuple[Line, ...]:
    """The lines of that entry. Where they are `required`, the list may be empty and has to be there."""
    if key not in fields and not required:
        return ()
    return tuple(_line(node, names) for node in fields.nodes(key, 0 if required else 1, MOST_LINES))


def _line(node: Node, names: Names) -> Line:
    told = [key for key in node.entries if key != "when"] if isinstance(node, MapNode) else []
    if not isinstance(node, MapNode) or len(told) != 1:
        names.remarks.error(
            node.line,
            node.column,
            "A line has to say who speaks, or that it is told.",
            "Write “tell: …”, “ROLE: …” or “ROLE does: …” with the id of a role.",
        )
        return Line(LineKind.NARRATION, "")
    key = told[0]
    fields = Fields(node, "this line", node.entries.keys(), names.remarks)
    text = fields.text(key)
    when = read_when(fields, names) if len(node.entries) > 1 else ()
    if key == "tell":
        return Line(LineKind.NARRATION, text, "", when)
    does = key.endswith(_DOES)
    role = key.removesuffix(_DOES)
    if role not in names.given[Kind.ROLE]:
        names.call(Kind.ROLE, TextNode(role, *node.place_of(key)))
    if does:
        return Line(LineKind.ACTION, text, role, when)
    check_speech(fields, key, text)
    return Line(LineKind.SPEECH, text, role, when)


def check_speech(fields: Fields, key: str, text: str) -> None:
    """Warn of quotation marks around a whole speech; the window sets them."""
    if text.startswith(_OPENING) and text[-1] in '”"»“’':
        node = fields.node(key)
        if node is not None:
            fields.remarks.warn(
                node.line, node.column, "The window sets quotation marks around speech.", "Take these away."
            )
