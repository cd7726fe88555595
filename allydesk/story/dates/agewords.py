"""The ways an age is written: "age 7", "when I was seven", "in my early twenties"."""

import re
from typing import Final

from allydesk.story.dates.points import Part
from allydesk.story.dates.said import Ages
from allydesk.story.dates.wording import ANY_PART, DECADES, NUMBER_WORD, PARTS_IN_WORDS, number_of, pattern

OLDEST: Final = 125
"""Years. No one is known to have lived longer than 122; a larger number is no age."""
_ABOUT: Final = r"(?P<about>about |around |roughly |maybe |perhaps |circa |c\. ?|~ ?)?"
_NUMBER: Final = rf"(?P<age>\d{{1,3}}|{NUMBER_WORD})"
_YEARS_OLD: Final = r"(?:[ -]years?[ -]old| years? of age)"
_PART: Final = rf"(?:(?P<part>{ANY_PART})(?: of)?(?: my)?[ –-]*)?"
_STAGES: Final = "|".join(name for name, first in DECADES.items() if first)
_AT_AGE: Final = (
    pattern(rf"(?:at |from )?(?:the )?age[ds]?:?(?: of)? {_ABOUT}{_NUMBER}{_YEARS_OLD}?"),
    pattern(rf"at {_ABOUT}{_NUMBER}"),
    pattern(rf"(?:when |while |as )?(?:i was|i am|i'm|i turned) (?:aged? )?{_ABOUT}{_NUMBER}{_YEARS_OLD}?"),
    pattern(rf"(?:at )?{_ABOUT}{_NUMBER}{_YEARS_OLD}"),
    pattern(rf"(?:as |when i was )an? {_ABOUT}{_NUMBER}[ -]year[ -]old"),
)
_STAGE: Final = pattern(
    rf"(?:when )?(?:i was )?(?:in )?(?:my )?{_PART}(?:my )?(?P<stage>teens|{_STAGES}|[2-9]0(?='?s))(?:'?s)?"
)
_TEENAGER: Final = pattern(r"(?:as |when i was )an? teen(?:ager)?")
_TENTHS: Final = {Part.WHOLE: (0, 9), Part.EARLY: (0, 3), Part.MID: (4, 6), Part.LATE: (7, 9)}
_TEENS: Final = {Part.WHOLE: (13, 19), Part.EARLY: (13, 14), Part.MID: (15, 16), Part.LATE: (17, 19)}


def find_ages(text: str) -> tuple[Ages, bool, re.Match[str]] | None:
    """The age that all of a folded text says, whether it is only about that, and where it stands; None for any other
    text. "As a child" says none."""
    for known in _AT_AGE:
        match = known.fullmatch(text)
        if match is not None and (age := number_of(match["age"])) <= OLDEST:
            return Ages(age, age), match["about"] is not None, match
    if (match := _TEENAGER.fullmatch(text)) is not None:
        return Ages(*_TEENS[Part.WHOLE], stage=True), False, match
    match = _STAGE.fullmatch(text)
    if match is None or "my " not in text:
        return None
    part = PARTS_IN_WORDS[match["part"]] if match["part"] else Part.WHOLE
    return _stage(match["stage"], part), False, match


def _stage(word: str, part: Part) -> Ages:
    if word == "teens":
        return Ages(*_TEENS[part], stage=True)
    tens = DECADES[word] if word in DECADES else int(word[:2])
    first, last = _TENTHS[part]
    return Ages(tens + first, tens + last, stage=True)
