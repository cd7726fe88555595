"""What somebody means to do with their own words. The same words can be right for one and wrong for another."""

from enum import StrEnum


class Intent(StrEnum):
    """The values are what scenario files, the coach's rules and the command line say."""

    INTERRUPTING = "interrupting"
    ASKING = "asking"
    NAMING = "naming"
    RECEIVING = "receiving"
    APOLOGISING = "apologising"
    ACKNOWLEDGING = "acknowledging"
    CORRECTING = "correcting"
    AMPLIFYING = "amplifying"
    CHECKING_IN = "checking-in"


INTENT_WORDS: dict[Intent, str] = {
    Intent.INTERRUPTING: "You are interrupting.",
    Intent.ASKING: "You are asking.",
    Intent.NAMING: "You are naming what was done.",
    Intent.RECEIVING: "You are receiving feedback.",
    Intent.APOLOGISING: "You are apologising.",
    Intent.ACKNOWLEDGING: "You are acknowledging, without apologising.",
    Intent.CORRECTING: "You are putting something right.",
    Intent.AMPLIFYING: "You are amplifying somebody else’s words.",
    Intent.CHECKING_IN: "You are checking in.",
}
"""One short sentence each, to be shown beside the field."""
