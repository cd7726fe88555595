"""Names hidden in what is exported: in every text of a story, a profile and a lifeline."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from enum import StrEnum
from types import MappingProxyType

from allydesk.story.lifeline import Chapter, Lifeline, Moment
from allydesk.story.masking import MaskStyle, mask_names
from allydesk.story.telling import MentorProfile, Telling
from allydesk.story.vague_date import VagueDate
from allydesk.transfer.story.blocks import Block, Run, Runs, joined, reworded, text_of

_TOKEN = re.compile(r"\w+|\s+|[^\w\s]")
_MOST_TOKENS = 20_000
"""Words in one paragraph whose type is carried over."""


class Masking(StrEnum):
    """What stands in the place of a name."""

    NONE = "none"
    INITIALS = "initials"
    SOMEONE = "someone"


@dataclass(frozen=True, slots=True)
class Mask:
    """Which names are hidden, and how."""

    how: Masking = Masking.NONE
    names: tuple[str, ...] = ()

    @property
    def hides(self) -> bool:
        """Whether there is anything to hide."""
        return self.how is not Masking.NONE and bool(self.names)

    def text(self, text: str) -> str:
        """The text without the names."""
        if not self.hides:
            return text
        style = MaskStyle.SOMEONE if self.how is Masking.SOMEONE else MaskStyle.INITIAL
        return mask_names(text, self.names, style=style)

    def runs(self, runs: Runs) -> Runs:
        """The runs without the names, even where a name goes over from one into the next. Addresses are left out, for
        they tell who is meant in ways of their own."""
        if not self.hides:
            return runs
        whole = self.text(text_of(runs))
        return joined(list(_set_like(whole, [replace(run, link="") for run in runs])))

    def blocks(self, blocks: Iterable[Block]) -> tuple[Block, ...]:
        """The blocks without the names."""
        return tuple(reworded(block, self.runs, self.text) for block in blocks)

    def telling(self, telling: Telling) -> Telling:
        """A story without the names in its title and in whom it is for; its text is masked as blocks."""
        return replace(telling, title=self.text(telling.title), listener=self.text(telling.listener))

    def profile(self, profile: MentorProfile) -> MentorProfile:
        """A profile without the names in it, but for the person's own."""
        return MentorProfile(
            name=profile.name,
            lived_through=self.text(profile.lived_through),
            can_listen_to=self.text(profile.can_listen_to),
            offers=self.text(profile.offers),
            themes=tuple(map(self.text, profile.themes)),
        )

    def lifeline(self, lifeline: Lifeline) -> Lifeline:
        """A lifeline as far as it is drawn or listed, without the names; notes, places and people are not in it."""
        if not self.hides:
            return lifeline
        moments = {one.id: self._moment(one) for one in lifeline.moments.values()}
        chapters = {one.id: self._chapter(one) for one in lifeline.chapters.values()}
        return Lifeline(MappingProxyType(moments), MappingProxyType(chapters), MappingProxyType({}), lifeline.birth)

    def _moment(self, moment: Moment) -> Moment:
        shown = Moment(id=moment.id, height=moment.height, now=moment.now)
        return replace(shown, title=self.text(moment.title), date=self._date(moment.date))

    def _chapter(self, chapter: Chapter) -> Chapter:
        return replace(chapter, title=self.text(chapter.title), date=self._date(chapter.date))

    def _date(self, date: VagueDate) -> VagueDate:
        return replace(date, words=self.text(date.words))


UNMASKED = Mask()


def names_in(lifeline: Lifeline) -> tuple[str, ...]:
    """The people of all moments, each once, in the alphabet's order."""
    found: dict[str, str] = {}
    for moment in lifeline.moments.values():
        for name in moment.people:
            found.setdefault(name.casefold(), name)
    return tuple(found[key] for key in sorted(found))


def _set_like(text: str, runs: list[Run]) -> Iterator[Run]:
    """The text, set as the runs are, of whose words it has most. What it says comes from the text alone."""
    before = _TOKEN.findall("".join(run.text for run in runs))
    after = _TOKEN.findall(text)
    if len(before) + len(after) > _MOST_TOKENS or not runs:
        yield Run(text)
        return
    places = [0]
    for token in before:
        places.append(places[-1] + len(token))
    for kind, first, last, start, end in SequenceMatcher(None, before, after).get_opcodes():
        if kind == "equal":
            yield from _part(runs, places[first], places[last])
        else:
            yield replace(_run_at(runs, places[first]), text="".join(after[start:end]))


def _part(runs: list[Run], first: int, last: int) -> Iterator[Run]:
    """What stands from one place to another, in characters."""
    at = 0
    for run in runs:
        begin, end = max(first - at, 0), min(last - at, len(run.text))
        if begin < end:
            yield replace(run, text=run.text[begin:end])
        at += len(run.text)


def _run_at(runs: list[Run], place: int) -> Run:
    """The run in which a character stands; the last one beyond the end."""
    for run in runs:
        if place < len(run.text):
            return run
        place -= len(run.text)
    return runs[-1]
