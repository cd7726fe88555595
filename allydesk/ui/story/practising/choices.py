"""How a person likes to practise."""

from dataclasses import dataclass, replace
from typing import Self

from allydesk.settings import Settings
from allydesk.story.telling import WORDS_A_MINUTE
from allydesk.ui.story.practising.rehearsal import LEAD_IN, pace_for, within

SIZES = (24, 28, 32, 38, 44, 52, 62, 74, 88)
"""Pixels of the teleprompter's type at a text scale of 1."""
_SIZE = 3
MINUTES = range(1, 61)
PACES = range(40, 401)
PACE_STEP = 5
_MINUTES = 7
"""What a story is kept under; see `telling.STORY_WORDS`."""


@dataclass(frozen=True, slots=True)
class Choices:
    """`by_length`: the speed follows from `minutes` for the whole story, and not from `pace` in words a minute.

    `size` is a place in `SIZES`. `pace` of None is the person's usual one.
    """

    by_length: bool = False
    minutes: int = _MINUTES
    pace: int | None = None
    size: int = _SIZE
    mirrored: bool = False
    lead_in: bool = True

    @classmethod
    def of(cls, settings: Settings) -> Self:
        """As they were kept; a size that this version does not have is the nearest."""
        return cls(
            by_length=settings.prompter_by_length,
            minutes=settings.prompter_minutes,
            pace=round(within(settings.prompter_pace)) if settings.prompter_pace else None,
            size=settings.prompter_size,
            mirrored=settings.prompter_mirrored,
            lead_in=settings.prompter_lead_in,
        ).stepped(0)

    def kept_in(self, settings: Settings) -> Settings:
        """The settings with these choices."""
        return replace(
            settings,
            prompter_by_length=self.by_length,
            prompter_minutes=self.minutes,
            prompter_pace=self.pace or 0,
            prompter_size=self.size,
            prompter_mirrored=self.mirrored,
            prompter_lead_in=self.lead_in,
        )

    @property
    def pixels(self) -> int:
        """The size of the type."""
        return SIZES[min(max(self.size, 0), len(SIZES) - 1)]

    @property
    def lead_seconds(self) -> float:
        """How long the quiet before the first word is."""
        return LEAD_IN if self.lead_in else 0.0

    def stepped(self, steps: int) -> Self:
        """With a larger or smaller type."""
        return replace(self, size=min(max(self.size + steps, 0), len(SIZES) - 1))

    def pace_of(self, words: int, *, usual: int = WORDS_A_MINUTE) -> float:
        """Words a minute for a story of so many."""
        if self.by_length:
            return pace_for(words, self.minutes * 60)
        return within(usual if self.pace is None else self.pace)
