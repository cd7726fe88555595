"""The head of a scenario: what a list shows of it."""

import re

from allydesk.errors import Code
from allydesk.practice.format.fields import MOST_TITLE, Fields
from allydesk.practice.format.tree import TextNode
from allydesk.practice.scenario import Head
from allydesk.practice.skills import SKILLS, Skill

VERSION = 1
"""Of the format. Another number is another format."""
MARK = "allydesk-scenario"
HEAD_KEYS = frozenset({MARK, "title", "family", "variant", "language", "summary", "minutes", "content-notes", "skills"})
MOST_MINUTES = 60
MOST_NOTES = 20
_LANGUAGE = re.compile("[a-z]{2,3}(-[A-Za-z0-9]{2,8})*")
_NUMBER = re.compile("[1-9][0-9]{0,5}")
_VARIANT = re.compile("[a-z]")
_MOST_SUMMARY = 400


def read_version(fields: Fields) -> bool:
    """Whether it is a scenario of the format we read; else a remark says why not."""
    node = fields.node(MARK)
    if isinstance(node, TextNode) and node.text == str(VERSION):
        return True
    if node is None:
        fields.remarks.error(
            1,
            1,
            f"This file does not say that it is a scenario: “{MARK}: {VERSION}” is missing.",
            "Put it in the first line, if it is one.",
            code=Code.NOT_A_SCENARIO,
        )
    else:
        newer = isinstance(node, TextNode) and _NUMBER.fullmatch(node.text) is not None
        fields.remarks.error(
            node.line,
            node.column,
            f"Allydesk reads format {VERSION} of scenarios, and this says another.",
            "Update Allydesk." if newer else f"Write “{MARK}: {VERSION}”.",
            code=Code.NEWER_VERSION if newer else Code.NOT_A_SCENARIO,
        )
    return False


def read_head_fields(fields: Fields) -> tuple[Head, dict[Skill, TextNode]]:
    """The head, and where it declares each skill."""
    declared = _skills(fields)
    head = Head(
        title=fields.text("title", most=MOST_TITLE),
        family=fields.text("family", most=MOST_TITLE),
        variant=_fitting(fields, "variant", _VARIANT, "Write one small letter: a for the first, b for the next."),
        summary=fields.text("summary", most=_MOST_SUMMARY),
        language=_fitting(fields, "language", _LANGUAGE, "Write its tag, such as en-GB or de."),
        minutes=fields.number("minutes", 1, MOST_MINUTES),
        content_notes=fields.texts("content-notes", MOST_NOTES),
        skills=tuple(skill for skill in SKILLS if skill in declared),
    )
    return head, declared


def _fitting(fields: Fields, key: str, pattern: re.Pattern[str], fix: str) -> str:
    text = fields.text(key, most=MOST_TITLE)
    if text and not pattern.fullmatch(text):
        fields.wrong(key, f"“{key}” is not written as it has to be.", fix)
    return text


def _skills(fields: Fields) -> dict[Skill, TextNode]:
    declared: dict[Skill, TextNode] = {}
    for node in fields.nodes("skills", 1, len(Skill)):
        skill = fields.word_in(node, "skill", Skill)
        if skill is None or not isinstance(node, TextNode):
            continue
        if skill in declared:
            fields.error(node, f"“{skill}” is here twice.", "Keep one.")
        declared[skill] = node
    return declared
