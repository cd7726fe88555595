"""The words that ship: prompts, templates and the titles of Today. They are read here as an editor would."""

import re
import tomllib
from collections import Counter

import pytest

from allydesk.assets import resources
from allydesk.journal.prompt import Prompt, PromptGroup, shipped_prompts
from allydesk.journal.template import (
    FREE_PAGE,
    LONGEST_HEADING,
    LONGEST_HINT,
    Template,
    first_page,
    hints,
    shipped_templates,
)

PROMPTS = {
    group: shipped_prompts((resources() / "prompts" / f"{group.value}.toml").read_text(encoding="utf-8"))
    for group in PromptGroup
}
EVERY: list[Prompt] = [prompt for prompts in PROMPTS.values() for prompt in prompts]
TEMPLATES = shipped_templates((resources() / "templates" / "templates.toml").read_text(encoding="utf-8"))
QUESTIONS: list[str] = tomllib.loads((resources() / "today" / "questions.toml").read_text(encoding="utf-8"))[
    "questions"
]
WORDS = [
    *(prompt.text for prompt in EVERY),
    *(template.why for template in TEMPLATES),
    *(part.hint for template in TEMPLATES for part in template.parts),
    *QUESTIONS,
]

AMERICAN = re.compile(
    r"\b(?:\w*(?:olor|avor|onor|umor|ehavior|eighbor)s?|\w+(?<!s)(?<!pr)(?<!s)ize[ds]?|\w+izing|\w+ization|learned|"
    r"center|theater|gray|program|jewelry|mom|fall semester|gotten|traveled|canceled|judgment|skeptical)\b",
    re.IGNORECASE,
)
RIGHT_ALL_THE_SAME = {"size", "prize", "seize"}
FORBIDDEN = re.compile(
    r"!|\b(?:journey|amazing|awesome|well done|great job|congratulations|proud of|brave of you|empower\w*|leverag\w*|"
    r"toxic|trauma\w*|triggered|safe space|woke|virtue|privileged?|minorit\w+|normal people|intersection\w*|"
    r"self-care|mindful\w*|growth|authentic\w*|resilien\w+|holistic|utili[sz]e\w*|impactful|score|streak|badge)\b",
    re.IGNORECASE,
)
ORDINARY = frozenset(
    re.findall(
        r"\w+",
        """a about an and are as at be been but by can could did do does down else even for from had has have here
        how if in is it last leave like me name no not of on one or out recall s say so someone somebody tell
        than that the their them then they thing think this time to up was were what when where which who whom
        with would write you your might way describe""",
    )
)
OUR_KEYS = [
    FREE_PAGE,
    *("experience", "case-study", "feedback-received", "repair", "reading", "past-action"),
    *("opposing-view", "partner-session", "cultural-difference"),
]


def sentences(text: str) -> int:
    return len(re.findall(r"[.?…](?=\s|$|”)", text))


def test_there_are_prompts_enough_in_every_group() -> None:
    assert len(EVERY) >= 160
    assert {group: len(prompts) for group, prompts in PROMPTS.items() if len(prompts) < 20} == {}


def test_no_id_and_no_text_comes_twice() -> None:
    for kind in ([prompt.id for prompt in EVERY], [prompt.text.casefold() for prompt in EVERY], QUESTIONS):
        assert [each for each, number in Counter(kind).items() if number > 1] == []


def test_an_id_says_its_group() -> None:
    assert [prompt.id for prompt in EVERY if not re.fullmatch(rf"{prompt.group.value}-\d\d", prompt.id)] == []


def test_no_two_prompts_share_most_of_their_words() -> None:
    """The same idea in other words is for an editor to see; the same words in another order can be seen here."""
    kept = [(p.id, set(re.findall(r"\w+", p.text.casefold())) - ORDINARY) for p in EVERY]
    near = [
        (one, other)
        for at, (one, words) in enumerate(kept)
        for other, others in kept[at + 1 :]
        if len(words & others) > 2 and len(words & others) > 0.5 * min(len(words), len(others))
    ]
    assert near == []


@pytest.mark.parametrize("prompt", EVERY, ids=lambda prompt: prompt.id)
def test_a_prompt_is_one_or_two_sentences_to_be_read_aloud(prompt: Prompt) -> None:
    assert 20 <= len(prompt.text) <= 150
    assert 1 <= sentences(prompt.text) <= 2
    assert prompt.text.endswith((".", "?", "…"))
    assert prompt.text[0].isupper()
    assert prompt.text == " ".join(prompt.text.split())
    assert re.search(r"['\"]|--|\.\.\.|;", prompt.text) is None
    assert re.search(r"\b(?:I|my|me|we|our)\b", re.sub("“[^”]*”|: when it happens.*", "", prompt.text)) is None


def test_the_prompts_have_several_forms() -> None:
    asked = sum(prompt.text.endswith("?") for prompt in EVERY)
    assert 0.2 < asked / len(EVERY) < 0.8
    first = Counter(prompt.text.split()[0] for prompt in EVERY)
    assert first.most_common(1)[0][1] < len(EVERY) / 5
    assert len(first) > 30


@pytest.mark.parametrize("rule", [AMERICAN, FORBIDDEN], ids=["spelling", "words"])
def test_the_words_are_british_and_plain(rule: re.Pattern[str]) -> None:
    found = {match for text in WORDS for match in rule.findall(text) if match.casefold() not in RIGHT_ALL_THE_SAME}
    assert found == set()


def test_the_rules_can_see_what_they_look_for() -> None:
    for wrong in ("color", "behaviors", "recognize", "organization", "learned", "gray"):
        assert AMERICAN.search(wrong), wrong
    for right in ("colour", "recognise", "learnt", "prise", "honour"):
        assert not AMERICAN.search(right), right
    assert FORBIDDEN.search("Your journey")
    assert FORBIDDEN.search("Yes!")


def test_the_ten_templates_are_there_in_their_order() -> None:
    assert [template.key for template in TEMPLATES] == OUR_KEYS
    assert TEMPLATES[0].parts == ()
    assert len({template.name for template in TEMPLATES}) == 10
    assert not any(template.own or template.hidden or template.changed for template in TEMPLATES)


@pytest.mark.parametrize("found", TEMPLATES, ids=lambda template: template.key or "free-page")
def test_a_template_says_why_in_a_sentence_and_gives_a_hint_for_each_heading(found: Template) -> None:
    assert sentences(found.why) == 1
    assert found.why.endswith(".")
    assert len(found.why) <= 110
    headings = [part.heading for part in found.parts]
    assert len(set(headings)) == len(headings)
    assert first_page(found).count("## ") == len(headings) == len(hints(found))
    for part in found.parts:
        assert len(part.heading) <= min(60, LONGEST_HEADING)
        assert not part.heading.endswith((".", "?", ":"))
        assert len(part.hint) <= min(140, LONGEST_HINT)
        assert part.hint.endswith((".", "?"))


def test_the_titles_of_today_are_short_questions() -> None:
    assert len(QUESTIONS) >= 14
    assert all(title.endswith("?") and len(title) <= 44 and sentences(title) == 1 for title in QUESTIONS)
    assert not any(re.search(r"morning|evening|tonight|today", title) for title in QUESTIONS)
