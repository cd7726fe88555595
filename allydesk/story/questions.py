"""Questions for a first telling, by what they are about."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Final

import yaml

_FILE: Final = Path("story", "questions.yaml")


@dataclass(frozen=True, slots=True)
class QuestionGroup:
    """`key` is for good; `title` says what its questions are about."""

    key: str
    title: str
    questions: tuple[str, ...]


def read_questions(resources: Path) -> tuple[QuestionGroup, ...]:
    """The guided questions that come with Allydesk, in their order.

    Raises OSError when they cannot be read, and ValueError when they are not of the expected form.
    """
    return questions_in((resources / _FILE).read_text(encoding="utf-8"))


def questions_in(text: str) -> tuple[QuestionGroup, ...]:
    """The groups in a YAML text. Raises ValueError when it is not of the expected form."""
    try:
        groups = tuple(_group(one) for one in yaml.safe_load(text)["groups"])
    except (yaml.YAMLError, KeyError, TypeError) as error:
        raise ValueError("the questions are not of the expected form") from error
    if len({group.key for group in groups}) != len(groups):
        raise ValueError("two groups of questions have the same key")
    return groups


def _group(one: Mapping[str, Any]) -> QuestionGroup:
    asked = tuple(_words(question) for question in one["questions"])
    return QuestionGroup(_words(one["key"]), _words(one["title"]), asked)


def _words(value: object) -> str:
    if not isinstance(value, str) or not value.strip():
        raise TypeError("a question has words")
    return value
