"""The guided questions that come with Allydesk."""

import re
from pathlib import Path

import pytest

from allydesk import assets
from allydesk.story.questions import QuestionGroup, questions_in, read_questions

GROUPS = read_questions(assets.resources())
QUESTIONS = [question for group in GROUPS for question in group.questions]


def test_they_cover_what_a_first_telling_can_begin_from() -> None:
    assert [group.key for group in GROUPS] == [
        *("place", "home", "school", "faith", "money", "politics", "difference", "high", "low", "turning")
    ]
    assert 36 <= len(QUESTIONS) <= 45
    assert all(len(group.questions) >= 3 for group in GROUPS)


def test_each_is_asked_once_and_is_a_question_or_a_wish() -> None:
    assert len(set(QUESTIONS)) == len(QUESTIONS)
    for question in QUESTIONS:
        assert question[0].isupper()
        assert question.endswith(("?", "."))
        assert len(question) <= 120


@pytest.mark.parametrize("question", QUESTIONS)
def test_none_asks_for_a_date_or_takes_a_person_for_granted(question: str) -> None:
    assert not re.match(r"(what year|when|in which year|how old)\b", question, re.IGNORECASE)
    assert not re.search(
        r"\b(your (husband|wife|mother|father|parents|god|church|country|career|children))\b|!", question
    )


@pytest.mark.parametrize(
    "text",
    [
        "",
        "- 1",
        "groups: 3",
        "groups: [{key: a, title: b}]",
        "groups: [{key: a, title: b, questions: [1]}]",
        "groups: [{key: a, title: '', questions: [c]}]",
        "groups: [{key: a, title: b, questions: [c]}, {key: a, title: b, questions: [c]}]",
        "groups: [",
        "groups: !!python/object:os.system x",
    ],
)
def test_what_is_not_of_the_form_is_refused(text: str) -> None:
    with pytest.raises(ValueError, match="questions"):
        questions_in(text)


def test_a_group_is_read_as_it_stands() -> None:
    read = questions_in("groups: [{key: a, title: b, questions: ['Who?', 'Why?']}]")
    assert read == (QuestionGroup("a", "b", ("Who?", "Why?")),)


def test_missing_questions_are_an_error_of_the_copy(tmp_path: Path) -> None:
    with pytest.raises(FileNotFoundError):
        read_questions(tmp_path)
