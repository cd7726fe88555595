"""Whatever bytes come: remarks, or a scenario; and what is written as a valid scenario reads back as it was."""

import json
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.errors import PracticeError
from allydesk.practice.checking import check
from allydesk.practice.format import Severity, examine, read_head, read_scenario
from allydesk.practice.scenario import Choice, Ending, StateIs
from tests.practice.format.made import SMALL

LETTERS = st.characters(min_codepoint=32, max_codepoint=0x2FFF, exclude_categories=("C", "Z"))
WORDS = st.text(LETTERS, min_size=1, max_size=40)
SIGNS = st.sampled_from(
    [
        *"\n []{}'\"|>#?,a\t\0\u202e%!",
        "  ",
        ": ",
        "- ",
        "&a ",
        "*a",
        "---\n",
        "<<",
        "scenes",
        "choice",
        "when",
        "next: ",
    ]
)


def told_or_read(data: bytes) -> None:
    examined = examine(data, name="")
    errors = [remark for remark in examined.remarks if remark.severity is Severity.ERROR]
    assert (examined.scenario is None) is bool(errors)
    for read in (read_scenario, read_head):
        try:
            read(data, name="")
        except PracticeError:
            assert errors
    if examined.scenario is not None:
        check(examined.scenario, examined.root)


@given(st.binary(max_size=200))
def test_any_bytes(data: bytes) -> None:
    told_or_read(data)


@given(st.lists(SIGNS, max_size=60).map("".join))
def test_anything_that_looks_like_yaml(text: str) -> None:
    told_or_read(text.encode())


@given(st.integers(0, len(SMALL)), st.integers(0, 40), st.lists(SIGNS, max_size=4).map("".join))
def test_a_scenario_with_something_in_the_wrong_place(place: int, taken: int, put: str) -> None:
    told_or_read((SMALL[:place] + put + SMALL[place + taken :]).encode())


@given(st.integers(0, len(SMALL.splitlines())), st.integers(0, len(SMALL.splitlines())))
def test_a_scenario_with_a_line_elsewhere(first: int, second: int) -> None:
    lines = SMALL.splitlines(keepends=True)
    lines.insert(second, lines.pop(first) if first < len(lines) else "")
    told_or_read("".join(lines).encode())


@st.composite
def scenarios(draw: Callable[..., object]) -> tuple[dict[str, object], int]:
    """What a scenario file says, as JSON (which is YAML), and how many choices it has."""
    count = draw(st.integers(1, 6))
    assert isinstance(count, int)

    def text() -> object:
        return draw(WORDS)

    scenes: dict[str, object] = {}
    for here in range(count):
        following = f"s{here + 1}" if here + 1 < count else "end"
        scenes[f"s{here}"] = {
            "lines": [
                {"tell": text()},
                {"other does": text(), "when": [{"state": "n", "at-most": draw(st.integers(0, 9))}]},
            ],
            "choice": {
                "ask": text(),
                "options": [
                    {
                        "id": f"o{here}-{number}",
                        "does": text(),
                        "coach": text(),
                        "next": following,
                        "effects": {"n": draw(st.integers(-9, 9))},
                        "seen": [{"skill": "naming", "level": draw(st.integers(0, 3)), "behaviour": text()}],
                    }
                    for number in range(3)
                ],
            },
        }
    scenes["end"] = {
        "lines": [],
        "then": [{"next": "good", "when": [{"state": "n", "at-least": 5}]}, {"next": "other"}],
    }
    for end in ("good", "other"):
        scenes[end] = {"lines": [], "ending": {"title": text(), "text": text()}}
    card = {"knows": text(), "wants": text(), "limits": [text()]}
    whole = {
        "allydesk-scenario": 1,
        **{key: text() for key in ("title", "family", "summary", "setting")},
        "variant": "b",
        "language": "de",
        "minutes": draw(st.integers(1, 60)),
        "content-notes": [text()],
        "skills": ["naming"],
        "player": "you",
        "start": "s0",
        "scenes": scenes,
        "roles": {role: {"name": text(), "part": text(), "card": card} for role in ("you", "other")},
        "state": {"n": {"label": text(), "start": 4, "least": 0, "most": 9}},
        "debrief": {key: text() for key in ("situation", "done", "hurt", "unseen", "dealt", "outcome")},
    }
    return whole, count


@given(scenarios(), st.booleans())
def test_a_valid_scenario_reads_back(made: tuple[dict[str, object], int], ascii_only: bool) -> None:
    says, count = made
    data = json.dumps(says, ensure_ascii=ascii_only, indent=1).encode()
    examined = examine(data, name="")
    assert [remark for remark in examined.remarks if remark.severity is Severity.ERROR] == []
    scenario = examined.scenario
    assert scenario is not None
    assert (scenario.head.title, scenario.head.minutes) == (says["title"], says["minutes"])
    assert scenario.setting == says["setting"]
    assert read_head(data, name="") == scenario.head
    scenes = says["scenes"]
    assert isinstance(scenes, dict)
    assert list(scenario.scenes) == list(scenes)
    for name, scene in scenario.scenes.items():
        if isinstance(scene.turn, Choice):
            told = scenes[name]["choice"]["options"]
            assert [(one.id, one.text, one.coach, one.next) for one in scene.turn.options] == [
                (one["id"], one["does"], one["coach"], one["next"]) for one in told
            ]
            assert [one.effects[0].by for one in scene.turn.options] == [one["effects"]["n"] for one in told]
            assert [one.seen[0].level for one in scene.turn.options] == [one["seen"][0]["level"] for one in told]
            assert scene.lines[1].when == (StateIs("n", None, scenes[name]["lines"][1]["when"][0]["at-most"]),)
        elif isinstance(scene.turn, Ending):
            assert scene.turn.title == scenes[name]["ending"]["title"]
    assert count == sum(isinstance(scene.turn, Choice) for scene in scenario.scenes.values())


@pytest.mark.parametrize("cut", range(0, len(SMALL.encode()), 97))
def test_a_file_that_breaks_off_is_told(cut: int) -> None:
    told_or_read(SMALL.encode()[:cut])
