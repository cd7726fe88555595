"""What a person has chosen about how the page behaves while they write."""

from dataclasses import dataclass
from typing import Protocol, Self


class Chosen(Protocol):
    """Where the choices come from: the settings."""

    @property
    def hide_marks(self) -> bool:
        """See `WritingChoices`."""

    @property
    def smart_quotes(self) -> bool:
        """See `WritingChoices`."""

    @property
    def typewriter(self) -> bool:
        """See `WritingChoices`."""


@dataclass(frozen=True, slots=True)
class WritingChoices:
    """`hide_marks`: Markdown's signs take no room except where the caret is. `smart_quotes`: plain quotes and dashes
    become typographic ones as they are typed. `typewriter`: the line that is written stays near the middle."""

    hide_marks: bool = True
    smart_quotes: bool = False
    typewriter: bool = False

    @classmethod
    def of(cls, settings: Chosen) -> Self:
        """The choices as the settings have them."""
        return cls(hide_marks=settings.hide_marks, smart_quotes=settings.smart_quotes, typewriter=settings.typewriter)
