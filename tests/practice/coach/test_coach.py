"""The coach with the rules that come along: places, intents, whose words they are, and that any text can be read."""

from itertools import pairwise

import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from allydesk.assets import resources
from allydesk.practice.coach.coach import Coach
from allydesk.practice.coach.finding import Finding, FindingKind
from allydesk.practice.coach.rule import Rule
from allydesk.practice.intents import Intent

COACH = Coach.from_folder(resources() / "coach")
PIECES = (
    "I’m sorry", "but", "if", "you feel", "mistakes were made", "“", "”", '"', "'", "…", ".\n\n", ",", "--", "?",
    "thank you", "I’ll tell Ana on Monday", "I didn't mean it", "😀", "e\u0301", "İ", "\u202e", "ß", "\x00",
)  # fmt: skip
CONCERNS = {
    "but-apology", "if-apology", "you-feel", "passive-apology", "intent-over-impact", "minimising",
    "defending-by-credentials", "tone", "centring-oneself", "asking-absolution", "demanding-teaching",
    "speaking-for-others", "savouring-guilt", "threatening-to-leave", "asking-harmed-to-speak", "labelling-character",
    "comparing-harms",
}  # fmt: skip


def rules_in(text: str, intent: Intent = Intent.APOLOGISING) -> list[str]:
    return [one.rule for one in COACH.read(text, intent)]


def concerns_in(text: str, intent: Intent = Intent.APOLOGISING) -> list[Finding]:
    return [one for one in COACH.read(text, intent) if one.kind is FindingKind.CONCERN]


def test_every_concern_is_covered_and_there_are_credits() -> None:
    kinds = {rule.id: rule.kind for rule in COACH.rules}
    assert {rule for rule, kind in kinds.items() if kind is FindingKind.CONCERN} == CONCERNS
    assert sum(kind is FindingKind.CREDIT for kind in kinds.values()) >= 8


def test_two_concerns_are_never_about_the_same_words() -> None:
    text = "I’m sorry if anyone was offended, but mistakes were made. I never meant it so. it was only a joke."
    found = concerns_in(text)
    assert len(found) >= 2
    assert all(one.end <= other.start for one, other in pairwise(found))


@pytest.mark.parametrize("rule", COACH.rules, ids=lambda rule: rule.id)
def test_a_rule_finds_its_own_examples_and_leaves_the_others(rule: Rule) -> None:
    assert [one.text for one in rule.found_in if rule.id not in rules_in(one.text, one.intent)] == []
    assert [one.text for one in rule.not_found_in if rule.id in rules_in(one.text, one.intent)] == []
    assert len(rule.found_in) >= 2
    assert len(rule.not_found_in) >= 2


@pytest.mark.parametrize("rule", COACH.rules, ids=lambda rule: rule.id)
def test_what_a_rule_says_is_plain_and_asks_one_question(rule: Rule) -> None:
    said = " ".join([rule.name, rule.why, rule.question, *rule.why_in.values()])
    assert rule.question.count("?") == 1
    assert "!" not in said
    assert "'" not in said
    assert not {"tone policing", "performative", "problematic", "wrong", "bad"} & {*said.lower().split()}


@given(text=st.one_of(st.text(), st.lists(st.sampled_from(PIECES)).map(" ".join)), intent=st.sampled_from(Intent))
@example(text="", intent=Intent.NAMING)
@example(text="’ ’ “", intent=Intent.APOLOGISING)
def test_any_text_is_read_and_quotes_are_what_stands_there(text: str, intent: Intent) -> None:
    found = COACH.read(text, intent)
    for one in found:
        assert 0 <= one.start < one.end <= len(text)
        assert one.quote == text[one.start : one.end]
        assert one.why
    assert [one.start for one in found] == sorted(one.start for one in found)
    assert COACH.read(text, intent) == found


def test_the_place_is_of_the_text_as_given() -> None:
    text = "  😀 Well…\n\nI’m sorry you feel that way."
    (found,) = concerns_in(text)
    assert found.rule == "you-feel"
    assert found.quote == "sorry you feel"
    assert found.start == text.index("sorry")


def test_the_same_words_are_right_in_another_intent() -> None:
    text = "I’m sorry, but that is not funny."
    assert rules_in(text, Intent.APOLOGISING) == ["but-apology"]
    assert concerns_in(text, Intent.INTERRUPTING) == []


@pytest.mark.parametrize(
    "text",
    [
        "I’m not going to say “I’m sorry, but”.",
        "You told me “mistakes were made” and I want to hear more.",
        "She said 'sorry you feel that way' to you.",
        "I’m not asking you to forgive me.",
        "I said it was only a joke.",
    ],
)
def test_words_of_others_and_words_denied_are_not_held_against_one(text: str) -> None:
    assert concerns_in(text) == []


@pytest.mark.parametrize(
    "text",
    [
        "“I’m sorry you feel that way.”",
        "I’d say: “I’m sorry you feel that way.”",
        'I would tell her, "I\'m sorry you feel that way."',
    ],
)
def test_one_s_own_words_in_quotation_marks_are_one_s_own(text: str) -> None:
    assert [one.rule for one in concerns_in(text)] == ["you-feel"]


@pytest.mark.parametrize("text", ["I apologize if my behavior hurt you.", "I apologise if my behaviour hurt you."])
def test_both_spellings_are_found(text: str) -> None:
    assert "if-apology" in rules_in(text)


def test_acknowledging_without_an_apology_is_let_be() -> None:
    text = "I’ve listened. I still think the decision was right, and I can see that it hurt you."
    assert concerns_in(text, Intent.ACKNOWLEDGING) == []


def test_a_good_answer_is_credited() -> None:
    text = "Thank you for telling me. I interrupted you, and that was wrong. I’ll tell the team on Monday."
    assert {"thanking", "owning-it", "dated-step"} <= set(rules_in(text, Intent.RECEIVING))
    assert concerns_in(text, Intent.RECEIVING) == []


def test_why_it_may_land_badly_goes_by_the_intent() -> None:
    text = "I didn’t mean it like that."
    whys = {COACH.read(text, intent)[0].why for intent in (Intent.RECEIVING, Intent.APOLOGISING)}
    assert len(whys) == 2
