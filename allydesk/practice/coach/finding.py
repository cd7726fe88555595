"""What the coach has to say about a place in a text."""

from dataclasses import dataclass
from enum import StrEnum


class FindingKind(StrEnum):
    """Whether words may land badly, or help. The values are what rules and the command line say."""

    CONCERN = "concern"
    CREDIT = "credit"


@dataclass(frozen=True, slots=True)
class Finding:
    """One place. `start` and `end` count characters of the text as it was given, and `quote` is what stands there.

    `name` is the rule in plain words, `why` what these words may do here, `question` one open question.
    """

    rule: str
    kind: FindingKind
    start: int
    end: int
    quote: str
    name: str
    why: str
    question: str
