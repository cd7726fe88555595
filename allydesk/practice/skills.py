"""The twelve skills, and the four levels something that was done can show of one.

A level belongs to what was seen in a scene, never to a person.
"""

from dataclasses import dataclass
from enum import StrEnum

LEVELS = range(4)
"""0 absent or harmful, 1 partial, 2 clear, 3 clear under pressure and followed up."""


class Skill(StrEnum):
    """What a scene can rehearse. The values are what scenario files say."""

    NOTICING = "noticing"
    INTERRUPTING = "interrupting"
    NAMING = "naming"
    FOLLOWING_WISHES = "following-wishes"
    CALLING_IN = "calling-in"
    LISTENING = "listening"
    NOT_DEFENDING = "not-defending"
    OWNING = "owning"
    CORRECTING = "correcting"
    RECOMMITTING = "recommitting"
    AMPLIFYING = "amplifying"
    GIVING_SPACE = "giving-space"


@dataclass(frozen=True, slots=True)
class SkillWords:
    """A skill in words: its short name, and what somebody who shows it does."""

    name: str
    does: str


SKILLS: dict[Skill, SkillWords] = {
    Skill.NOTICING: SkillWords("Noticing", "Sees what was said or done, and whom it touches."),
    Skill.INTERRUPTING: SkillWords(
        "Interrupting safely", "Stops it in a way that fits: distract, delegate, document, delay or direct."
    ),
    Skill.NAMING: SkillWords("Naming what was done", "Says what was done and what it does, not what somebody is."),
    Skill.FOLLOWING_WISHES: SkillWords(
        "Centring the person harmed", "Asks what the person harmed wishes, and goes by it."
    ),
    Skill.CALLING_IN: SkillWords("Calling in", "Takes it up with a peer or somebody senior, leaving them a way back."),
    Skill.LISTENING: SkillWords("Listening and reflecting", "Listens to the end, and says back what was heard."),
    Skill.NOT_DEFENDING: SkillWords("Not defending", "Lets anger be there, and does not argue with it."),
    Skill.OWNING: SkillWords(
        "Owning it", "Apologises without “but” or “if”; or acknowledges honestly, without a false apology."
    ),
    Skill.CORRECTING: SkillWords("Correcting and learning", "Puts right what can be put right, and learns unasked."),
    Skill.RECOMMITTING: SkillWords("Following up", "Stays, and says what will be done by when."),
    Skill.AMPLIFYING: SkillWords("Amplifying with credit", "Repeats the idea, says whose it is, hands the floor back."),
    Skill.GIVING_SPACE: SkillWords(
        "Giving back the space", "Knows to whom one answers when words are disputed, and leaves the floor."
    ),
}
"""In the order they are shown."""

LEVEL_WORDS = ("not there yet", "partly", "clearly", "clearly, under pressure")
"""By level."""
