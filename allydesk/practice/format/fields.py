"""Taking the entries of a mapping one by one, and saying of each what is the matter with it.

What is missing or wrong is remarked on, and something empty is given back for it: reading goes on, so that one look at
a file finds all that is to be mended.
"""

import re
from collections.abc import Iterable
from collections.abc import Set as AbstractSet
from enum import StrEnum
from typing import TypeVar

from allydesk.practice.format.remarks import Remarks, listed, quoted, suggestion
from allydesk.practice.format.tree import ListNode, MapNode, Node, TextNode

MOST_TEXT = 5_000
"""Characters in a text."""
MOST_TITLE = 200
"""Characters in what has to fit on a line."""
MOST_ID = 60

ID = re.compile("[a-z][a-z0-9-]*")
_WHOLE = re.compile("[+-]?[0-9]{1,6}")

_Word = TypeVar("_Word", bound=StrEnum)


class Fields:
    """The entries of one mapping. `what` names it in a sentence ("this option").

    A node that is no mapping, or not there, has no entries, and whoever asks for one is given something empty.
    """

    def __init__(self, node: Node | None, what: str, known: AbstractSet[str], remarks: Remarks) -> None:
        """`known` are the names it may have; the others are remarked on."""
        self.remarks = remarks
        self.what = what
        self._node = node if isinstance(node, MapNode) else None
        if self._node is not None:
            if not self._node.entries.keys() <= known:
                self._tell_unknown(self._node, known)
        elif node is not None:
            self.error(node, f"{what.capitalize()} has to be a mapping.", "Write “name: value” lines under it.")

    def __contains__(self, key: str) -> bool:
        return self._node is not None and key in self._node.entries

    def node(self, key: str) -> Node | None:
        """What stands there, if anything."""
        return self._node.entries.get(key) if self._node else None

    def error(self, node: Node, message: str, fix: str) -> None:
        """Remark on that place."""
        self.remarks.error(node.line, node.column, message, fix)

    def wrong(self, key: str, message: str, fix: str) -> None:
        """Remark on an entry, or on the whole where there is no such entry."""
        node = self.node(key) or self._node
        if node is not None:
            self.error(node, message, fix)

    def missing(self, key: str, fix: str = "") -> None:
        """Remark that this has to be there."""
        self.wrong(key, f"“{key}” is missing from {self.what}.", fix or f"Add “{key}:” with its value.")

    def text(self, key: str, *, most: int = MOST_TEXT) -> str:
        """The text that has to be there; at most `MOST_TITLE` characters have to fit on one line."""
        node = self.node(key)
        if node is None:
            self.missing(key)
            return ""
        return self.text_in(node, f"“{key}”", most=most)

    def text_or_none(self, key: str, *, most: int = MOST_TEXT) -> str:
        """The text, or "" where there is no such entry."""
        node = self.node(key)
        return "" if node is None else self.text_in(node, f"“{key}”", most=most)

    def text_in(self, node: Node, what: str, *, most: int = MOST_TEXT) -> str:
        """The text of a node."""
        if type(node) is not TextNode:
            self.error(node, f"{what} has to be a text.", "Write it after the colon, or after “>-” on the next lines.")
            return ""
        text = node.text.strip()
        if not text:
            self.error(node, f"{what} is empty.", "Write something, or take the line away.")
        elif len(text) > most:
            self.error(
                node, f"{what} has {len(text):,} characters, and there is room for {most:,}.", "Say it in fewer words."
            )
        elif most <= MOST_TITLE and "\n" in text:
            self.error(node, f"{what} has to be on one line.", "Write “>-” instead of “|”, or no line breaks.")
        return text

    def number(self, key: str, least: int, most: int) -> int:
        """The whole number that has to be there, within these bounds."""
        node = self.node(key)
        if node is None:
            self.missing(key, f"Add “{key}:” with a whole number from {least} to {most}.")
            return least
        return self.number_in(node, f"“{key}”", least, most)

    def number_in(self, node: Node, what: str, least: int, most: int) -> int:
        """The whole number of a node."""
        if isinstance(node, TextNode) and _WHOLE.fullmatch(node.text) and least <= int(node.text) <= most:
            return int(node.text)
        self.error(node, f"{what} has to be a whole number from {least} to {most}.", "Write one in digits.")
        return least

    def word(self, key: str, words: type[_Word]) -> _Word | None:
        """The word that has to be there, one of these; None where it is not."""
        node = self.node(key)
        if node is None:
            self.missing(key, f"Add “{key}:” with one of {listed(words)}.")
            return None
        return self.word_in(node, key, words)

    def word_in(self, node: Node, kind: str, words: type[_Word]) -> _Word | None:
        """The word of a node."""
        try:
            return words(node.text if isinstance(node, TextNode) else "")
        except ValueError:
            text = node.text if isinstance(node, TextNode) else ""
            told = f"There is no {kind} {quoted(text)}." if text else f"Here one word has to stand, the {kind}."
            self.error(node, told, suggestion(text, words, otherwise=f"It is one of {listed(words)}."))
            return None

    def id(self, key: str) -> TextNode | None:
        """The id that has to be there; whether there is such a thing is found out later."""
        node = self.node(key)
        if node is None:
            self.missing(key)
        elif not isinstance(node, TextNode) or not node.text:
            self.error(node, f"“{key}” has to be an id.", "Write the id of what is meant after the colon.")
        else:
            return node
        return None

    def nodes(self, key: str, least: int, most: int) -> list[Node]:
        """The list that has to be there, of so many."""
        node = self.node(key)
        if node is None:
            self.missing(key)
            return []
        return self.nodes_in(node, f"“{key}”", least, most)

    def nodes_or_none(self, key: str, most: int) -> list[Node]:
        """The list, or an empty one where there is no such entry."""
        node = self.node(key)
        return [] if node is None else self.nodes_in(node, f"“{key}”", 1, most)

    def nodes_in(self, node: Node, what: str, least: int, most: int) -> list[Node]:
        """The list of a node."""
        if not isinstance(node, ListNode):
            self.error(node, f"{what} has to be a list.", "Write its items one a line, each after “- ”.")
            return []
        count = len(node.nodes)
        if not least <= count <= most:
            bounds = f"{least}" if least == most else f"{least} to {most}"
            fix = f"Add {least - count}." if count < least else f"Take {count - most} away."
            self.error(node, f"{what} has {count} items, and has to have {bounds}.", fix)
        return node.nodes[:most]

    def texts(self, key: str, most: int) -> tuple[str, ...]:
        """The list of texts that has to be there; it may be empty."""
        return tuple(self.text_in(node, f"An item of “{key}”") for node in self.nodes(key, 0, most))

    def texts_or_none(self, key: str, most: int) -> tuple[str, ...]:
        """The list of texts, or an empty one where there is no such entry."""
        return tuple(self.text_in(node, f"An item of “{key}”") for node in self.nodes_or_none(key, most))

    def pairs(self, key: str) -> list[tuple[TextNode, Node]]:
        """The entries of a mapping: their names, with their places, and what they say."""
        node = self.node(key)
        if node is None:
            return []
        if not isinstance(node, MapNode):
            self.error(node, f"“{key}” has to be a mapping.", "Write “name: value” lines under it.")
            return []
        return [
            (TextNode(name, *place), value)
            for (name, value), place in zip(node.entries.items(), node.places, strict=True)
        ]

    def _tell_unknown(self, node: MapNode, known: Iterable[str]) -> None:
        for name in node.entries:
            if name in known:
                continue
            if name == "<<":
                message, fix = "“<<” takes entries from elsewhere in YAML, which is not read here.", "Write them out."
            else:
                message = f"{quoted(name)} does not belong in {self.what}."
                unused = [one for one in known if one not in node.entries]
                fix = suggestion(name, sorted(unused), otherwise=f"It may have {listed(sorted(known))}.")
            self.remarks.error(*node.place_of(name), message, fix)


def valid_id(node: TextNode, what: str, remarks: Remarks) -> bool:
    """Whether a name that is given to something can be its id; else that is remarked on."""
    if ID.fullmatch(node.text) and len(node.text) <= MOST_ID:
        return True
    remarks.error(
        node.line,
        node.column,
        f"{quoted(node.text)} cannot be the id of {what}.",
        f"Use small letters from a to z, digits and hyphens, a letter first, {MOST_ID} at most.",
    )
    return False
