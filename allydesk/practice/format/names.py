"""What is named in a scenario, and where it is called: scenes, roles, numbers of the state, options and skills.

A name may be called before it is given, so all calls wait until the whole file has been read.
"""

from collections.abc import Collection, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from allydesk.practice.format.remarks import Remarks, quoted, suggestion
from allydesk.practice.format.tree import Node, TextNode
from allydesk.practice.skills import Skill


class Kind(StrEnum):
    """What a name can belong to; the value says it in a sentence."""

    SCENE = "scene"
    ROLE = "role"
    STATE = "number of the state"
    OPTION = "option"


@dataclass(slots=True)
class Names:
    """Names as they are given and called while a file is read."""

    remarks: Remarks
    given: dict[Kind, dict[str, int]] = field(default_factory=lambda: {kind: {} for kind in Kind})
    """The line of each."""
    shown: dict[Skill, TextNode] = field(default_factory=dict)
    """Where each skill is shown first."""
    spoken_in: list[TextNode] = field(default_factory=list)
    """What choices name as the scene for one's own words."""
    _called: list[tuple[Kind, TextNode]] = field(default_factory=list)

    def give(self, kind: Kind, node: TextNode) -> None:
        """This is the name of something; nothing else of its kind may have it."""
        known = self.given[kind]
        if node.text in known:
            self.remarks.error(
                node.line,
                node.column,
                f"There is another {kind} {quoted(node.text)} in line {known[node.text]}.",
                "Give each a name of its own.",
            )
        else:
            known[node.text] = node.line

    def call(self, kind: Kind, node: TextNode | None) -> str:
        """Something of that name has to be there. The name, or "" without one."""
        if node is None:
            return ""
        self._called.append((kind, node))
        return node.text

    def show(self, skill: Skill, node: Node) -> None:
        """This skill can be shown here."""
        if skill not in self.shown:
            self.shown[skill] = TextNode(skill.value, node.line, node.column)

    def resolve(self) -> None:
        """Remark on every call that nothing answers to."""
        for kind, node in self._called:
            known = self.given[kind]
            if node.text not in known:
                self._tell(kind, node, known)

    def declare(self, declared: Mapping[Skill, TextNode], place: tuple[int, int]) -> None:
        """Hold the skills at the head against those that are shown. `place` is where the head lists them."""
        for skill, node in declared.items():
            if skill not in self.shown:
                self.remarks.error(
                    node.line,
                    node.column,
                    f"No option and nothing to look for shows “{skill}”.",
                    "Take it out of “skills”, or say in “seen” where it shows.",
                )
        for skill, node in self.shown.items():
            if skill not in declared:
                self.remarks.error(
                    *place, f"“{skill}” is shown in line {node.line} and is not among the skills.", "Add it here."
                )

    def _tell(self, kind: Kind, node: TextNode, known: Collection[str]) -> None:
        fix = suggestion(node.text, known, otherwise="Look how its name is written, or add it.")
        self.remarks.error(node.line, node.column, f"There is no {kind} {quoted(node.text)}.", fix)
