"""What a person does with moments, chapters and their birth date, each as an `Edit`.

Every function takes the lifeline as it is and gives the edit that makes the next one. What is not there any more is
passed over, and what is already so is no change: the edit then has none, and carrying it out does nothing.
"""

from collections.abc import Iterable
from dataclasses import fields, replace
from typing import TypeVar

from allydesk.errors import StoryError
from allydesk.mood import MOOD_RANGE
from allydesk.story.dates.ages import with_birth
from allydesk.story.ids import ChapterId, MomentId
from allydesk.story.lifeline import Birth, Change, Chapter, Edit, Lifeline, Moment, Record, Theme
from allydesk.story.vague_date import Precision, VagueDate
from allydesk.text import clean

LONGEST_LINE = 200
"""Characters in a title, a place or a name, at most."""

_LABELS = {
    "title": "Change the title",
    "date": "Change when it was",
    "height": "Change how it felt",
    "now": "Change how it feels now",
    "note": "Change the note",
    "place": "Change the place",
    "people": "Change the people",
    "photos": "Change the photos",
    "entries": "Change the links",
}
_MOVED = {"date", "height"}

Dated = TypeVar("Dated", Moment, Chapter)


def tidy_line(text: str) -> str:
    """A title, a place or a name as it is kept: one line, each run of white space one space, not too long."""
    return " ".join(clean(text)[0].split())[:LONGEST_LINE].rstrip()


# Moments


def add_moment(lifeline: Lifeline, moment: Moment, *, run: str = "") -> Edit:
    """A new moment, as empty as it may be."""
    there = moment.id in lifeline.moments
    return Edit("Add a moment", () if there else (Change(None, _tidied(moment)),), run)


def change_moment(lifeline: Lifeline, moment: Moment, *, label: str = "", run: str = "") -> Edit:
    """The moment with this id as it is given. Without a `label` it is named by what has changed."""
    return change_moments(lifeline, (moment,), label=label, run=run)


def change_moments(lifeline: Lifeline, moments: Iterable[Moment], *, label: str = "", run: str = "") -> Edit:
    """All of these as they are given, in one go."""
    changes = []
    for moment in moments:
        before, after = lifeline.moments.get(moment.id), _tidied(moment)
        if before is not None and before != after:
            changes.append(Change(before, after))
    return Edit(label or _named(changes), tuple(changes), run)


def step_heights(lifeline: Lifeline, ids: Iterable[MomentId], step: int, *, run: str = "") -> Edit:
    """These moments so many steps higher, or lower; none leaves the scale."""
    low, high = MOOD_RANGE[0], MOOD_RANGE[-1]
    found = [lifeline.moments[one] for one in dict.fromkeys(ids) if one in lifeline.moments]
    stepped = [replace(one, height=min(max(one.height + step, low), high)) for one in found]
    return change_moments(lifeline, stepped, run=run)


def remove_moments(lifeline: Lifeline, ids: Iterable[MomentId]) -> Edit:
    """Take them off the lifeline, and off their themes."""
    gone = {one: lifeline.moments[one] for one in ids if one in lifeline.moments}
    themes = (theme for theme in lifeline.themes.values() if not gone.keys().isdisjoint(theme.moments))
    untied = [(theme, replace(theme, moments=tuple(m for m in theme.moments if m not in gone))) for theme in themes]
    label = "Remove the moment" if len(gone) == 1 else f"Remove {len(gone):,} moments"
    changes = (*(Change(one, other) for one, other in untied), *(Change(moment, None) for moment in gone.values()))
    return Edit(label, changes)


def bring_back(lifeline: Lifeline, record: Record) -> Edit:
    """Put back a record that was removed, or an earlier version of one that is there.

    A theme comes back without the moments that are gone; a date that is an age follows the birth date there is now.
    """
    if isinstance(record, Birth):
        return set_birth(lifeline, record.date)
    before, after = _pair(lifeline, record)
    if before == after:
        return Edit("Put back an earlier version", ())
    label = "Bring it back" if before is None else "Put back an earlier version"
    return Edit(label, (Change(before, after),), keep_present=True)


# Birth


def set_birth(lifeline: Lifeline, date: VagueDate, *, run: str = "") -> Edit:
    """Say when the person was born. Every date that is an age finds its place anew, or waits for one."""
    birth = Birth(date)
    if birth == lifeline.birth:
        return Edit("Change when you were born", (), run)
    aged = [one for one in lifeline.moments.values() if one.date.age is not None]
    chapters = [one for one in lifeline.chapters.values() if one.date.age is not None]
    changes = [Change(one, _with_birth(one, birth)) for one in aged]
    changes += [Change(one, _with_birth(one, birth)) for one in chapters]
    moved = tuple(one for one in changes if one.before != one.after)
    return Edit("Change when you were born", (Change(lifeline.birth, birth), *moved), run)


def before_birth(lifeline: Lifeline) -> list[Moment]:
    """The moments that were certainly over before the person was born; none while that is not known."""
    born = lifeline.birth.date.earliest
    if born is None:
        return []
    return [one for one in lifeline.dated() if one.date.latest is not None and one.date.latest < born]


# Chapters


def add_chapter(lifeline: Lifeline, chapter: Chapter, *, run: str = "") -> Edit:
    """A new chapter."""
    there = chapter.id in lifeline.chapters
    return Edit("Add a chapter", () if there else (Change(None, _tidied_chapter(chapter)),), run)


def change_chapter(lifeline: Lifeline, chapter: Chapter, *, run: str = "") -> Edit:
    """The chapter with this id as it is given."""
    before, after = lifeline.chapters.get(chapter.id), _tidied_chapter(chapter)
    return Edit("Change the chapter", () if before in (None, after) else (Change(before, after),), run)


def remove_chapter(lifeline: Lifeline, chapter_id: ChapterId) -> Edit:
    """Take the chapter away; its moments stay where they are."""
    before = lifeline.chapters.get(chapter_id)
    return Edit("Remove the chapter", () if before is None else (Change(before, None),))


# Inside


def _tidied(moment: Moment) -> Moment:
    people = tuple(dict.fromkeys(name for name in map(tidy_line, moment.people) if name))
    return replace(
        moment,
        title=tidy_line(moment.title),
        note=clean(moment.note)[0],
        place=tidy_line(moment.place),
        people=people,
        entries=tuple(dict.fromkeys(moment.entries)),
    )


def _tidied_chapter(chapter: Chapter) -> Chapter:
    return replace(chapter, title=tidy_line(chapter.title))


def _named(changes: Iterable[Change]) -> str:
    """What changed, where it is the same for all of them."""
    pairs = [(one.before, one.after) for one in changes]
    changed = {
        field.name
        for before, after in pairs
        for field in fields(Moment)
        if getattr(before, field.name) != getattr(after, field.name)
    }
    if len(pairs) > 1:
        return f"Move {len(pairs):,} moments" if changed <= _MOVED else f"Change {len(pairs):,} moments"
    if changed == _MOVED:
        return "Move the moment"
    return _LABELS[changed.pop()] if len(changed) == 1 else "Change the moment"


def _pair(lifeline: Lifeline, record: Moment | Chapter | Theme) -> tuple[Record | None, Record]:
    """What is there now, and the record as it can be put back."""
    if isinstance(record, Moment):
        return lifeline.moments.get(record.id), _with_birth(record, lifeline.birth)
    if isinstance(record, Chapter):
        return lifeline.chapters.get(record.id), _with_birth(record, lifeline.birth)
    kept = tuple(one for one in record.moments if one in lifeline.moments)
    return lifeline.themes.get(record.id), replace(record, moments=kept)


def _with_birth(record: Dated, birth: Birth) -> Dated:
    date = record.date
    if date.age is None:
        return record
    try:
        return replace(record, date=with_birth(date, birth.date))
    except StoryError:  # beyond the calendar: the words stay, and it waits with those that have no date
        undated = replace(date, earliest=None, latest=None, precision=Precision.NONE)
        return replace(record, date=undated)
