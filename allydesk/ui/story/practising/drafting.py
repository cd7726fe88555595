"""A telling that is over and not kept yet, and the one that was discarded last, which can be brought back."""

from dataclasses import dataclass, replace

from allydesk.story.ids import StoryId, new_take_id
from allydesk.story.telling import Take
from allydesk.ui.story.practising.stage import Told
from allydesk.ui.story.practising.wav import Samples


@dataclass(frozen=True, slots=True)
class Draft:
    """`take` has what was measured, and what the person said of it; `samples` is what was recorded."""

    take: Take
    told: Told
    samples: Samples | None


class Drafts:
    """Holds them in memory. What was recorded is overwritten when nobody can ask for it any more."""

    def __init__(self) -> None:
        self.present: Draft | None = None
        self._discarded: Draft | None = None

    def begin(self, told: Told, story_id: StoryId, samples: Samples | None) -> None:
        """A telling is over."""
        self.present = Draft(Take(new_take_id(), story_id, told.begun, told.seconds, told.words), told, samples)

    def say(self, *, words: int, rating: int | None, notes: str) -> None:
        """What the person says of the present one."""
        if self.present is not None:
            take = replace(self.present.take, words=words, rating=rating, notes=notes)
            self.present = replace(self.present, take=take)

    def drop_samples(self) -> None:
        """Leave the recording of the present one out."""
        if self.present is not None:
            _wipe(self.present)
            self.present = replace(self.present, samples=None)

    def hand_over(self) -> Draft | None:
        """The present one, which is the asker's from now on."""
        present, self.present = self.present, None
        return present

    def discard(self) -> None:
        """Put the present one aside, in the place of the one before."""
        self.forget_discarded()
        self._discarded, self.present = self.present, None

    def bring_back(self) -> bool:
        """Take up the one that was put aside; False where there is none."""
        if self._discarded is None:
            return False
        self.present, self._discarded = self._discarded, None
        return True

    def forget_discarded(self) -> None:
        """It cannot be brought back any more."""
        discarded, self._discarded = self._discarded, None
        if discarded is not None:
            _wipe(discarded)

    def clear(self) -> None:
        """Drop both."""
        self.forget_discarded()
        present, self.present = self.present, None
        if present is not None:
            _wipe(present)


def _wipe(draft: Draft) -> None:
    if draft.samples is not None:
        draft.samples.clear()
