"""Files that are none, too large, or made to do harm: one sentence each, and nothing hangs and nothing runs."""

import sys
from collections.abc import Callable
from itertools import pairwise

import pytest

from allydesk.errors import Code, PracticeError
from allydesk.practice.format import examine, read_head, read_scenario
from allydesk.practice.format.parser import Events, events_of, slow_events_of
from allydesk.practice.format.remarks import Remarks
from allydesk.practice.format.source import MOST_BYTES
from allydesk.practice.format.tree import MOST_DEPTH, MOST_NODES, ListNode, MapNode, Node, TextNode, tree_of
from tests.practice.format.made import EXAMPLE, SMALL

BOMB = "a: &a [x, x]\n" + "".join(f"{two}: &{two} [{f'*{one}, ' * 9}]\n" for one, two in pairwise("abcdefghi"))

REFUSED = {
    "empty": (b"", Code.NOT_A_SCENARIO, "empty"),
    "only a mark": (b"\xef\xbb\xbf", Code.NOT_A_SCENARIO, "empty"),
    "only spaces": (b" \n\n  \n", Code.NOT_A_SCENARIO, "empty"),
    "only comments": (b"# nothing\n", Code.SCENARIO_FAULTY, "comments"),
    "NULs": (b"title: \x00", Code.NOT_A_SCENARIO, "not a text"),
    "UTF-16": ("title: a".encode("utf-16"), Code.NOT_A_SCENARIO, "UTF-16"),
    "UTF-16 without a mark": ("title: a".encode("utf-16-le"), Code.NOT_A_SCENARIO, "not a text"),
    "UTF-32": ("title: a".encode("utf-32"), Code.NOT_A_SCENARIO, "UTF-16 or UTF-32"),
    "Latin-1": ("title: caf\xe9".encode("latin-1"), Code.NOT_A_SCENARIO, "not written in UTF-8"),
    "surrogates": (b"title: \xed\xa0\x80", Code.NOT_A_SCENARIO, "not written in UTF-8"),
    "a picture": (b"\x89PNG\r\n\x1a\n\x00\x00\x00\rIHDR", Code.NOT_A_SCENARIO, "not a text"),
    "too large": (b"a" * (MOST_BYTES + 1), Code.SCENARIO_TOO_LARGE, "larger than 1 MB"),
    "a long line": (b"title: " + b"a" * (MOST_BYTES - 7), Code.NOT_A_SCENARIO, "does not say"),
    "a long name": (b"a" * (MOST_BYTES - 3) + b": b", Code.SCENARIO_FAULTY, ""),
    "a list": (b"- a\n- b\n", Code.NOT_A_SCENARIO, "a list or a text"),
    "a text": (b"Once upon a time", Code.NOT_A_SCENARIO, "a list or a text"),
    "another file": (b"title: a\n", Code.NOT_A_SCENARIO, "does not say that it is a scenario"),
    "a bomb": (BOMB.encode(), Code.SCENARIO_FAULTY, "“&”"),
    "a tag that runs": (b"a: !!python/object/apply:os.system [exit]", Code.SCENARIO_FAULTY, "“!”"),
    "a tag of its own": (b"%TAG ! tag:x,2000:\n---\n!a b: c", Code.SCENARIO_FAULTY, "“%”"),
    "open brackets": (b"[" * 200_000, Code.SCENARIO_FAULTY, f"more than {MOST_DEPTH}"),
    "open braces": (b"{a: " * 100_000, Code.SCENARIO_FAULTY, f"more than {MOST_DEPTH}"),
    "deep lists": (b"- " * 200_000, Code.SCENARIO_FAULTY, f"more than {MOST_DEPTH}"),
    "questions": (b"? " * 200_000, Code.SCENARIO_FAULTY, ""),
    "deep mappings": ("".join(f"{' ' * n}a:\n" for n in range(900)).encode(), Code.SCENARIO_FAULTY, f"{MOST_DEPTH}"),
    "many things": (b"a: [" + b"b," * 400_000 + b"]", Code.SCENARIO_FAULTY, "too much"),
    "many names": ("".join(f"{n:x}:\n" for n in range(MOST_NODES + 1)).encode(), Code.SCENARIO_FAULTY, "too much"),
    "a huge number": (f"allydesk-scenario: {'1' * 100_000}".encode(), Code.NOT_A_SCENARIO, "another"),
    "two documents": (b"a: b\n---\nc: d\n", Code.SCENARIO_FAULTY, "second document"),
    "no such character": (b'a: "\\U7fffffff"', Code.SCENARIO_FAULTY, ""),
    "half a character": (b'a: "\\ud800"', Code.SCENARIO_FAULTY, ""),
    "a quotation mark": (b"a: '" + b"b" * 500_000, Code.SCENARIO_FAULTY, "not closed"),
}


CASES = [
    *((name, events_of) for name in REFUSED),
    # The parser in Python takes its time; what is large is refused by the same lines of ours.
    *((name, slow_events_of) for name, (data, _code, _words) in REFUSED.items() if len(data) < 250_000),
]


@pytest.mark.parametrize(("name", "parser"), CASES)
def test_bad_input_is_refused_in_a_sentence(
    name: str, parser: Callable[[str], Events], monkeypatch: pytest.MonkeyPatch
) -> None:
    data, code, words = REFUSED[name]
    monkeypatch.setattr(
        "allydesk.practice.format.tree.tree_of.__kwdefaults__", {"enough": frozenset(), "parser": parser}
    )
    examined = examine(data, name="")
    assert examined.scenario is None
    first = examined.first_error
    assert first is not None
    assert first.code is code
    assert words in first.message
    assert first.message.count(".") == 1
    assert first.message.endswith(".")
    for read in (read_scenario, read_head):
        with pytest.raises(PracticeError) as raised:
            read(data, name="")
        assert raised.value.code is code


def test_the_largest_file_there_may_be_is_looked_at() -> None:
    data = SMALL.encode()
    padded = data + b"#" + b" " * (MOST_BYTES - len(data) - 1)
    assert len(padded) == MOST_BYTES
    assert examine(padded, name="").scenario is not None
    assert examine(padded + b" ", name="").scenario is None


def test_depth_is_allowed_up_to_its_limit() -> None:
    def nested(depth: int) -> Node | None:
        return tree_of("[" * depth + "]" * depth, Remarks())

    assert isinstance(nested(MOST_DEPTH), ListNode)
    assert nested(MOST_DEPTH + 1) is None


def test_the_number_of_things_is_allowed_up_to_its_limit() -> None:
    """The list, and its items."""
    assert tree_of("[" + "a," * (MOST_NODES - 1) + "]", Remarks()) is not None
    assert tree_of("[" + "a," * MOST_NODES + "]", Remarks()) is None


def test_both_parsers_make_the_same_of_a_file() -> None:
    # Between brackets the parser in Python ends a text without quotation marks at a question mark.
    for text in (SMALL.replace("?", "."), EXAMPLE.read_text("utf-8")):
        assert tree_of(text, Remarks()) == tree_of(text, Remarks(), parser=slow_events_of)


def test_a_tree_has_texts_with_their_places() -> None:
    tree = tree_of("a: b\nlist:\n  - {c: 'd'}\n", Remarks())
    assert isinstance(tree, MapNode)
    assert tree.entries["a"] == TextNode("b", 1, 4)
    assert tree.place_of("list") == (2, 1)
    inner = tree.entries["list"]
    assert isinstance(inner, ListNode)
    assert inner.nodes == [MapNode({"c": TextNode("d", 3, 9)}, [(3, 6)], 3, 5)]


def test_conditions_within_conditions_end_before_python_does() -> None:
    """The depth of a file is bounded well below what Python's own stack bears."""
    inner = "{chosen: ask}"
    for _ in range(8):
        inner = f"{{any: [{inner}]}}"
    text = SMALL.replace("when: [{chosen: ask}]", f"when: [{inner}]")
    assert sys.getrecursionlimit() > MOST_DEPTH * 10
    examined = examine(text.encode(), name="")
    assert examined.remarks
    assert "deep" in examined.remarks[0].message


def test_collecting_goes_on_as_before_whatever_happens() -> None:
    import gc  # noqa: PLC0415 - only here

    assert gc.isenabled()
    examine(b"[" * 100, name="")
    assert gc.isenabled()
    gc.disable()
    try:
        examine(SMALL.encode(), name="")
        assert not gc.isenabled()
    finally:
        gc.enable()
