"""Rule packs: read as data, with the line and the fix where one cannot be; and what each kind of check does."""

from pathlib import Path

import pytest

from allydesk.practice.coach.coach import Coach
from allydesk.practice.coach.pack import PackFault, read_lists, read_pack, read_packs
from allydesk.practice.intents import Intent

PACK = """\
allydesk-coach: 1
rules:
  one:
    kind: concern
    name: A name
    why: Because.
    why-in: {{naming: Because you name it.}}
    question: What now?
    {where}
    checks:
      - {check}
    found-in: [{{intent: naming, text: x}}]
    not-found-in: [{{intent: naming, text: y}}]
"""


def coach(check: str, where: str = "in: [naming, asking]") -> Coach:
    data = PACK.format(check=check, where=where).encode()
    return Coach(read_pack(data, name="pack.yaml", lists={}))


def quotes(check: str, text: str, intent: Intent = Intent.NAMING) -> list[str]:
    return [one.quote for one in coach(check).read(text, intent)]


def fault(text: str) -> str:
    with pytest.raises(PackFault) as refused:
        read_pack(text.encode(), name="pack.yaml", lists={})
    return str(refused.value)


def test_existence() -> None:
    assert quotes("{kind: existence, any: red fox}", "A red fox. A red, fox. A fox.") == ["red fox", "red, fox"]


@pytest.mark.parametrize(
    ("check", "text", "found"),
    [
        ("more-than: 2", "fox fox", []), ("more-than: 2", "fox fox a fox", ["fox"]),
        ("fewer-than: 1, least-words: 3", "a b c", ["a b c"]), ("fewer-than: 1, least-words: 3", "a b", []),
        ("fewer-than: 1", "a fox", []), ("fewer-than: 1", "", []),
        ("more-than: 10, per: hundred-words", "fox " * 3 + "a " * 7, ["fox"]),
        ("more-than: 10, per: hundred-words", "fox " * 3 + "a " * 27, []),
    ],
)  # fmt: skip
def test_occurrence(check: str, text: str, found: list[str]) -> None:
    assert quotes(f"{{kind: occurrence, any: fox, {check}}}", text) == found


@pytest.mark.parametrize(
    ("near", "text", "found"),
    [
        ("sentence", "A fox ran. Grass.", True), ("sentence", "A fox in grass.", False),
        ("neighbours", "Grass. A fox.", False), ("neighbours", "Grass. Tree. A fox.", True),
        ("text", "Grass. Tree. A fox.", False), ("before", "A fox. Grass.", True), ("before", "Grass. A fox.", False),
        ("after", "A fox. Tree. Grass.", False), ("after", "Grass. A fox.", True),
    ],
)  # fmt: skip
def test_conditional(near: str, text: str, found: bool) -> None:
    assert bool(quotes(f"{{kind: conditional, any: fox, unless: grass, near: {near}}}", text)) is found
    assert bool(quotes(f"{{kind: conditional, any: fox, only-with: grass, near: {near}}}", text)) is not found
    assert bool(quotes(f"{{kind: existence, any: fox, unless: grass, near: {near}}}", text)) is found


@pytest.mark.parametrize(
    ("more", "text", "found"),
    [
        ("", "fox a b hare", ["fox a b hare"]), ("", "fox a b c hare", []), ("", "hare fox", []),
        ("", "fox. Hare", []), (", across-sentences: yes", "fox. Hare", ["fox. Hare"]),
        ("", "fox fox hare", ["fox fox hare"]),
    ],
)  # fmt: skip
def test_sequence(more: str, text: str, found: list[str]) -> None:
    assert quotes(f"{{kind: sequence, first: fox, then: hare, within: 2{more}}}", text) == found


def test_intents_narrow() -> None:
    check = "{kind: existence, any: fox, not-in: [asking]}"
    assert quotes(check, "fox") == ["fox"]
    assert quotes(check, "fox", Intent.ASKING) == []
    assert quotes(check, "fox", Intent.RECEIVING) == []


def test_a_denial_takes_it_back_unless_the_rule_says_otherwise() -> None:
    assert quotes("{kind: existence, any: fox}", "That is not a fox. Don’t you see the fox?") == ["fox"]
    assert quotes("{kind: existence, any: fox, even-negated: yes}", "That is not a fox.") == ["fox"]


def test_the_words_are_those_of_the_intent() -> None:
    (naming,) = coach("{kind: existence, any: fox}").read("fox", Intent.NAMING)
    (asking,) = coach("{kind: existence, any: fox}").read("fox", Intent.ASKING)
    assert (naming.why, asking.why) == ("Because you name it.", "Because.")


def test_phrases_stand_one_a_line_and_faults_have_their_line() -> None:
    check = "kind: existence\n        any: |\n          red fox\n          # a note\n          (grey\n"
    assert fault(PACK.format(check=check, where="in: [naming]")).startswith("pack.yaml, line 15: A “(” is not closed.")


@pytest.mark.parametrize(
    ("text", "says"),
    [
        ("", "empty"), ("rules: {}\n", "allydesk-coach"), ("allydesk-coach: 2\nrules: {}\n", "another version"),
        ("allydesk-coach: 1\nrule: {}\n", "“rules” is missing"), ("a: &x 1\nb: *x\n", "names it in YAML"),
        ("a: !!python/object:os.system x\n", "type in YAML"), ("- a\n", "mapping"), ("a: 1\na: 2\n", "twice"),
        ("[" * 60, "deep"), ("a: \x00", "not a text"),
        (PACK.format(check="{kind: regex, any: a}", where="in: [naming]"), "no kind “regex”"),
        (PACK.format(check="{kind: existence}", where="in: [naming]"), "“any” is missing"),
        (PACK.format(check="{kind: existence, any: a, within: 3}", where="in: [naming]"), "“within” does not belong"),
        (PACK.format(check="{kind: occurrence, any: a}", where="in: [naming]"), "either “more-than”"),
        (PACK.format(check="{kind: conditional, any: a}", where="in: [naming]"), "either “unless”"),
        (PACK.format(check="{kind: existence, any: a, in: [asking]}", where="in: [naming]"), "no intent left"),
        (PACK.format(check="{kind: existence, any: a}", where="in: [naming, scolding]"), "no intent “scolding”"),
        (PACK.format(check="{kind: existence, any: [a]}", where="in: [naming]"), "has to be a text"),
        (PACK.format(check="{kind: sequence, first: a, then: b, within: 900}", where="in: [naming]"), "from 0 to 60"),
    ],
)  # fmt: skip
def test_what_is_no_pack_is_refused(text: str, says: str) -> None:
    assert says in fault(text)


def test_lists_know_those_above_them() -> None:
    lists = read_lists(b"allydesk-coach: 1\nlists:\n  a: red/blue\n  b: <a> fox\n", name="lists.yaml")
    assert list(lists) == ["a", "b"]
    with pytest.raises(PackFault, match="no list “b” above"):
        read_lists(b"allydesk-coach: 1\nlists:\n  a: <b>\n  b: fox\n", name="lists.yaml")


def test_two_packs_do_not_share_a_rule(tmp_path: Path) -> None:
    pack = PACK.format(check="{kind: existence, any: fox}", where="in: [naming]")
    for name in ("a.yaml", "b.yaml"):
        (tmp_path / name).write_text(pack, encoding="utf-8")
    with pytest.raises(PackFault, match="in another pack"):
        read_packs(tmp_path)


def test_a_folder_without_packs_is_refused(tmp_path: Path) -> None:
    with pytest.raises(PackFault, match="no rules"):
        read_packs(tmp_path)
