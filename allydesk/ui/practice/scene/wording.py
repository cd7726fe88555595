"""A scene in words: who speaks, what is quoted, and how far one is."""

from allydesk.practice.playing import Play
from allydesk.practice.run import Told, ToldKind
from allydesk.practice.scenario import Option, Role, Scenario
from allydesk.practice.speech import quoted

SPOKEN = frozenset({ToldKind.SPEECH, ToldKind.WORDS})
"""What stands between quotation marks."""


def option_words(option: Option) -> str:
    """What one would say or do, as it stands on its card."""
    return quoted(option.text) if option.spoken else option.text


def told_words(told: Told) -> str:
    """What stands in a line of the transcript."""
    return quoted(told.text) if told.kind in SPOKEN else told.text


def who(role: Role) -> str:
    """A person of the scene, and who they are to the player: "Dan, your manager"."""
    return f"{role.name}, {role.part}" if role.part else role.name


def who_you_are(scenario: Scenario) -> str:
    """Whose place the player takes, in a sentence; "" where there is nothing to say."""
    role = scenario.roles[scenario.player]
    if role.name.casefold() == "you":
        return f"You are {role.part}." if role.part else ""
    return f"You are {who(role)}."


def initial(role: Role) -> str:
    """The letter that stands for somebody."""
    return role.name.strip()[:1].upper()


def announced(told: Told, scenario: Scenario) -> str:
    """A line as it is read out, with who it is by."""
    words = told_words(told)
    if told.kind is ToldKind.NARRATION:
        return words
    if told.kind is ToldKind.REASON:
        return f"Your reason: {words}"
    if told.role == scenario.player:
        return f"You: {words}"
    role = scenario.roles.get(told.role)
    return words if role is None else f"{who(role)}: {words}"


def progress_words(play: Play) -> str:
    """How far one is: "step 3 of 6"; without the end where the way may go in a circle."""
    expected = play.turns_expected
    if play.is_over:
        return "the end"
    number = max(play.turn_number, 1)
    return f"step {number}" if expected is None else f"step {number} of {max(expected, number)}"
