"""What is the matter with a scenario that can be read; and that what is thought impossible never comes about."""

from hypothesis import given
from hypothesis import strategies as st

from allydesk.practice.checking import check, compare, place
from allydesk.practice.format import Remark, Severity, examine, read_scenario
from allydesk.practice.playing import ChoiceAsked, Ended, Play, WhyAsked, WordsAsked
from allydesk.practice.reaching import reached
from allydesk.practice.run import OWN_WORDS, Chose, Move, Reasoned, Wrote
from allydesk.practice.scenario import Scenario
from tests.practice.format.made import SCENARIOS, SMALL, large


def remarks(text: str) -> list[Remark]:
    examined = examine(text.encode(), name="")
    assert examined.scenario is not None, examined.remarks
    return list(check(examined.scenario, examined.root))


def only(text: str, severity: Severity) -> Remark:
    """The one remark of that kind; no other error."""
    found = [remark for remark in remarks(text) if remark.severity is severity]
    assert len(found) == 1, found
    return found[0]


def line_of(text: str, sign: str) -> int:
    return next(number for number, line in enumerate(text.splitlines(), 1) if sign in line)


def test_nothing_is_the_matter_with_ours() -> None:
    assert remarks(SMALL) == []
    for path in SCENARIOS.glob("*.yaml"):
        assert [one for one in remarks(path.read_text("utf-8")) if one.severity is Severity.ERROR] == [], path


def test_a_scene_that_nothing_leads_to() -> None:
    text = SMALL.replace("debrief:\n", "  attic:\n    lines: []\n    then: [{next: known}]\ndebrief:\n")
    found = only(text, Severity.ERROR)
    assert "Nothing leads to the scene “attic”" in found.message
    assert (found.line, found.column) == (line_of(text, "attic:"), 3)


def test_a_scene_behind_conditions_that_never_hold() -> None:
    text = SMALL.replace("{state: ease, at-least: 2}", "{state: ease, at-least: 4}")
    found = remarks(text)
    assert [one.severity for one in found] == [Severity.WARNING, Severity.ERROR]
    assert "never taken" in found[0].message
    assert found[0].line == line_of(text, "- next: known")
    assert "way to the scene “known” never hold" in found[1].message


def test_a_way_that_an_earlier_one_always_takes() -> None:
    always = "      - next: known\n        when: [{any: [{chosen: ask}, {not-chosen: ask}]}]\n"
    text = SMALL.replace("      - next: unknown\n", f"{always}      - next: unknown\n")
    found = remarks(text)
    assert [(one.severity, one.line) for one in found] == [
        (Severity.WARNING, line_of(text, "- next: unknown")),
        (Severity.ERROR, line_of(text, "  unknown:")),
    ]


def test_scenes_without_a_way_to_an_ending() -> None:
    text = SMALL.replace("debrief:\n", "  attic: {lines: [], then: [{next: attic}]}\ndebrief:\n")
    text = text.replace("          next: inside\n        - id: ask", "          next: attic\n        - id: ask")
    found = [one.message for one in remarks(text) if one.severity is Severity.ERROR]
    assert len(found) == 2
    assert any("From the scene “attic” there is no way to an ending" in one for one in found)
    assert any("come back to it for ever" in one for one in found)


def circle(back: str) -> str:
    """After the door one comes to a hall, and from there back inside on a condition."""
    text = SMALL.replace("      - next: known\n", "      - next: hall\n")
    hall = f"  hall:\n    lines: []\n    then: [{{next: inside{back}}}, {{next: known}}]\n"
    return text.replace("debrief:\n", f"{hall}debrief:\n")


def test_a_circle_whose_conditions_can_all_hold_never_ends() -> None:
    """Nothing changes on the way round, so what held once holds again."""
    text = circle(", when: [{state: ease, at-least: 3}]").replace("{ease: +1}", "{ease: +2}")
    found = only(text, Severity.ERROR)
    assert "for ever without a turn" in found.message


def test_a_circle_whose_conditions_exclude_each_other_ends() -> None:
    found = remarks(circle(", when: [{state: ease, at-most: 1}]"))
    assert [one.severity for one in found] == [Severity.WARNING]
    assert "never taken" in found[0].message


def test_a_circle_with_a_turn_in_it_is_none() -> None:
    text = SMALL.replace("          next: inside\n        - id: wave", "          next: door\n        - id: wave")
    assert remarks(text) == []


def test_an_option_that_is_never_on_offer() -> None:
    text = SMALL.replace("coach: She is in,", "when: [{chosen: ask}]\n          coach: She is in,")
    found = only(text, Severity.WARNING)
    assert "“wave” is never on offer" in found.message
    assert found.line == line_of(text, "when: [{chosen: ask}]")


def test_lines_and_passages_that_are_never_shown() -> None:
    text = SMALL.replace("- ngozi: Ngozi Okafor.\n", "- ngozi: Ngozi Okafor.\n        when: [{state: ease, is: 3}]\n")
    assert "line is never told" in only(text, Severity.WARNING).message
    text = SMALL.replace("when: [{chosen: ask}]}", "when: [{state: ease, is: 3}]}")
    found = only(text, Severity.WARNING)
    assert "passage is never shown" in found.message
    assert found.line == line_of(text, "You asked.,")


def test_numbers_and_roles_without_use() -> None:
    text = SMALL.replace("state:\n", "state:\n  rain: {label: Rain, start: 0, least: 0, most: 1}\n")
    ada = "  ada:\n    name: Ada\n    part: a guest\n    card: {knows: a, wants: b, limits: [c]}\n"
    text = text.replace("  ngozi:\n", f"{ada}  ngozi:\n", 1)
    found = remarks(text)
    assert {one.severity for one in found} == {Severity.WARNING}
    assert [one.message for one in found] == [
        "The role “ada” never says or does anything.",
        "Nothing ever changes “rain”.",
        "Nothing depends on “rain”.",
    ]
    assert [one.line for one in found] == [line_of(text, "  ada:"), *[line_of(text, "  rain:")] * 2]


def test_without_a_file_remarks_have_no_line() -> None:
    text = SMALL.replace("debrief:\n", "  attic:\n    lines: []\n    then: [{next: known}]\ndebrief:\n")
    found = check(read_scenario(text.encode(), name=""))
    assert [(one.line, one.column) for one in found] == [(0, 0)]
    assert place(None, ("scenes",)) == (0, 0)


def test_a_large_scenario_is_gone_through() -> None:
    examined = examine(large(), name="")
    assert examined.scenario is not None
    assert check(examined.scenario, examined.root) == ()


def test_a_maze_of_conditions_is_gone_through_to_its_end() -> None:
    """Twenty scenes lead to each other, each way on its own value, and in each one stays for one value."""
    scenes = ""
    for here in range(20):
        branches = "".join(f"      - {{next: h{there}, when: [{{state: ease, is: {there}}}]}}\n" for there in range(19))
        scenes += f"  h{here}:\n    lines: []\n    then:\n{branches}      - next: known\n"
    text = SMALL.replace("most: 3}", "most: 100}").replace("debrief:\n", f"{scenes}debrief:\n")
    text = text.replace("          next: inside\n        - id: wave", "          next: door\n        - id: wave")
    maze = "      - next: h0\n        when: [{state: ease, at-least: 3}]\n"
    text = text.replace("      - next: unknown\n", f"{maze}      - next: unknown\n").replace("at-least: 2}", "is: 2}")
    assert any("for ever" in one.message for one in remarks(text))


def test_a_long_way_that_parts_and_joins_again_and_again_is_no_circle() -> None:
    """There are thousands of ways through it, and all of them come out."""
    states = "".join(f"  s{each}: {{label: Sign {each}, start: 0, least: 0, most: 1}}\n" for each in range(12))
    scenes = ""
    for here in range(300):
        onward = f"r{here + 1}" if here < 299 else "known"
        when = f"[{{state: s{here % 12}, at-least: 1}}]"
        scenes += f"  r{here}:\n    lines: []\n    then: [{{next: {onward}, when: {when}}}, {{next: {onward}}}]\n"
    effects = "{ease: +1, " + ", ".join(f"s{each}: +1" for each in range(12)) + "}"
    text = SMALL.replace("state:\n", f"state:\n{states}", 1).replace("{ease: +1}", effects)
    text = text.replace("      - next: known\n", "      - next: r0\n").replace("debrief:\n", f"{scenes}debrief:\n")
    assert remarks(text) == []


def test_a_circle_at_the_end_of_a_long_way_is_told_once_and_the_way_to_it_is_not() -> None:
    scenes = "".join(f"  r{here}:\n    lines: []\n    then: [{{next: r{here + 1}}}]\n" for here in range(1_500))
    scenes += "  r1500:\n    lines: []\n    then: [{next: r1501}]\n"
    scenes += "  r1501:\n    lines: []\n    then: [{next: r1500}]\n"
    text = SMALL.replace("          next: inside\n        - id: ask", "          next: r0\n        - id: ask")
    found = remarks(text.replace("debrief:\n", f"{scenes}debrief:\n"))
    assert [one.message for one in found if "for ever" in one.message] == [
        "From the scene “r1500” one can come back to it for ever without a turn."
    ]


def test_files_are_compared() -> None:
    def head(**changes: str) -> object:
        text = SMALL
        for key, value in changes.items():
            old = next(line for line in SMALL.splitlines() if line.startswith(f"{key}:"))
            text = text.replace(old, f"{key}: {value}", 1)
        return read_scenario(text.encode(), name="").head

    one, two, alone = head(), head(variant="b"), head(family="Doors")
    told = compare([("1", one), ("2", two), ("3", alone)])  # type: ignore[list-item]  # heads, by another name
    assert [(name, remark.severity) for name, remark in told] == [("3", Severity.WARNING)]
    assert "this variant only" in told[0][1].message
    told = compare([("1", one), ("2", two), ("3", head(variant="b", language="de"))])  # type: ignore[list-item]  # as above
    assert [(name, remark.severity) for name, remark in told] == [("3", Severity.ERROR), ("3", Severity.WARNING)]
    assert "2 is variant “b”" in told[0][1].message
    assert "“de”" in told[1][1].message
    assert compare([]) == []


FILES = [SMALL.encode(), *(path.read_bytes() for path in sorted(SCENARIOS.glob("*.yaml")))]
PLAYED = [read_scenario(data, name="") for data in FILES]


def next_move(play: Play, chance: int) -> Move | None:
    match play.asks:
        case ChoiceAsked(choice, options):
            offered = [each.id for each in options] + ([OWN_WORDS] if choice.own_words else [])
            return Chose(offered[chance % len(offered)])
        case WordsAsked(turn):
            return Wrote("x", tuple(n for n in range(len(turn.look_for)) if chance >> n & 1))
        case WhyAsked():
            return Reasoned()
        case Ended():
            return None


@given(st.sampled_from(PLAYED), st.lists(st.integers(0, 999), max_size=30))
def test_wherever_one_can_come_to_was_thought_possible(scenario: Scenario, chances: list[int]) -> None:
    """What is called unreachable, or a value that cannot be, never comes about in play."""
    found = reached(scenario)
    play = Play(scenario)
    for chance in chances:
        if not isinstance(play.asks, WhyAsked):
            possible = found[play.scene.id]
            for values, (name, state) in zip(possible.values, scenario.states.items(), strict=True):
                assert values >> (play.states[name] - state.least) & 1, (play.scene.id, name)
        move = next_move(play, chance)
        if move is None:
            break
        play = play.after(move)
