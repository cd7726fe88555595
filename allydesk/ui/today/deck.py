"""The prompts of the day, and which of them is in front."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from allydesk.journal.prompt import Prompt, prompts_for


@dataclass
class Deck:
    """Holds on to what was dealt: on the same day only a prompt that was hidden or deleted gives way to another."""

    day: date | None = None
    cards: list[Prompt] = field(default_factory=list)
    place: int = 0

    @property
    def front(self) -> Prompt | None:
        """The prompt to show, if there is any."""
        return self.cards[self.place] if self.cards else None

    def deal(self, day: date, prompts: Sequence[Prompt]) -> None:
        """The prompts of that day, out of these; another day begins with its first."""
        fresh = prompts_for(day, prompts)
        shown = {prompt.id: prompt for prompt in prompts if not prompt.hidden}
        if day != self.day:
            self.day, self.cards, self.place = day, fresh, 0
            return
        kept = {card.id for card in self.cards if card.id in shown}
        spare = [prompt for prompt in fresh if prompt.id not in kept]
        cards = [
            shown[card.id] if card.id in shown else spare.pop(0) for card in self.cards if card.id in shown or spare
        ]
        self.cards = cards + spare[: len(fresh) - len(cards)]
        self.place = min(self.place, max(len(self.cards) - 1, 0))

    def turn(self) -> None:
        """Put the next one in front, and after the last the first."""
        self.place = (self.place + 1) % max(len(self.cards), 1)

    def clear(self) -> None:
        """Forget them."""
        self.day, self.cards, self.place = None, [], 0
