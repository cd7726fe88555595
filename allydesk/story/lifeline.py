"""A lifeline: moments high and low, the chapters they fall into, and the themes that run through them.

All of it is one value that is never changed: an `Edit` makes the next one from it. An edit knows what was before, so
that undoing is the same edit the other way round, and the store keeps exactly what an edit says.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field, replace
from datetime import date
from types import MappingProxyType
from typing import TypeVar

from allydesk.ids import EntryId
from allydesk.mood import MOOD_RANGE
from allydesk.story.ids import ChapterId, FileId, MomentId, ThemeId
from allydesk.story.vague_date import UNDATED, VagueDate

SHADES = 8
"""How many pairs of colour and pattern themes are told apart by."""


@dataclass(frozen=True, slots=True)
class KeptFile:
    """A photo or a recording kept in the vault; its bytes are read through the store. `size` is in bytes, `digest`
    SHA-256 in hex."""

    id: FileId
    name: str
    media_type: str
    size: int
    digest: str


@dataclass(frozen=True, slots=True)
class Moment:
    """Something that happened. `height` is how it felt then, -5 to +5, `now` how it feels today where that differs;
    both are true. `note` is plain text. `entries` are the journal's entries it is linked with.

    Raises ValueError for a height off the scale.
    """

    id: MomentId
    title: str = ""
    date: VagueDate = UNDATED
    height: int = 0
    now: int | None = None
    note: str = ""
    place: str = ""
    people: tuple[str, ...] = ()
    photos: tuple[KeptFile, ...] = ()
    entries: tuple[EntryId, ...] = ()

    def __post_init__(self) -> None:
        if self.height not in MOOD_RANGE or (self.now is not None and self.now not in MOOD_RANGE):
            raise ValueError("a height is a whole number from -5 to +5")


@dataclass(frozen=True, slots=True)
class Chapter:
    """A stretch of life with a name of its own ("Leeds"); drawn as a band behind the moments."""

    id: ChapterId
    title: str = ""
    date: VagueDate = UNDATED


@dataclass(frozen=True, slots=True)
class Theme:
    """What runs through several moments, in the person's own word. `moments` in the order they were tied.

    `place` orders the themes; `shade`, 0 to 7, is the pair of colour and pattern it is shown in.
    """

    id: ThemeId
    name: str = ""
    memo: str = ""
    moments: tuple[MomentId, ...] = ()
    place: int = 0
    shade: int = 0


@dataclass(frozen=True, slots=True)
class Birth:
    """When the person was born, as they say it; `UNDATED` when they have not. There is one on each lifeline."""

    date: VagueDate = UNDATED


Record = Moment | Chapter | Theme | Birth
"""What an edit changes."""


@dataclass(frozen=True, slots=True)
class Change:
    """One record before and after; None where it was not there. Never both, and never of two different ones."""

    before: Record | None
    after: Record | None

    def __post_init__(self) -> None:
        one, other = self.before, self.after
        if one is None and other is None:
            raise ValueError("nothing has no change")
        if one is not None and other is not None and (type(one) is not type(other) or _id_of(one) != _id_of(other)):
            raise ValueError("a change is of one and the same record")

    def then(self, later: "Change") -> "Change | None":
        """Both as one; None when the record is in the end as it was in the beginning."""
        return None if self.before == later.after else Change(self.before, later.after)

    @property
    def record(self) -> Record:
        """What it is about, as it is afterwards, or was when it is gone."""
        found = self.after if self.after is not None else self.before
        assert found is not None  # noqa: S101 - see __post_init__
        return found


@dataclass(frozen=True, slots=True)
class Edit:
    """What a person did in one go. `label` names it for undo and redo, in words that hold nothing they wrote ("Move
    the moment"). Two edits with the same `run`, not "", one right after the other, are undone together. With
    `keep_present` what is there becomes a version, however young it is: something older takes its place.
    """

    label: str
    changes: tuple[Change, ...]
    run: str = ""
    keep_present: bool = False

    def reversed(self) -> "Edit":
        """The edit that takes this one back."""
        return replace(self, changes=tuple(Change(one.after, one.before) for one in reversed(self.changes)))

    def then(self, other: "Edit") -> "Edit":
        """Both as one, under this one's label: one change a record, and none of what is in the end as it was."""
        joined: dict[tuple[type[Record], str], Change | None] = {}
        for change in (*self.changes, *other.changes):
            key = (type(change.record), _id_of(change.record))
            earlier = joined.get(key)
            joined[key] = change if earlier is None else earlier.then(change)
        changes = tuple(one for one in joined.values() if one is not None)
        return replace(self, changes=changes, keep_present=self.keep_present or other.keep_present)


@dataclass(frozen=True, slots=True)
class Lifeline:
    """All that is on it. Mappings are by id; themes and chapters in their order are `ordered_themes` and so on."""

    moments: Mapping[MomentId, Moment] = field(default_factory=lambda: MappingProxyType({}))
    chapters: Mapping[ChapterId, Chapter] = field(default_factory=lambda: MappingProxyType({}))
    themes: Mapping[ThemeId, Theme] = field(default_factory=lambda: MappingProxyType({}))
    birth: Birth = field(default_factory=Birth)

    def after(self, edit: Edit) -> "Lifeline":
        """The lifeline with the edit carried out."""
        moments, chapters, themes, birth = dict(self.moments), dict(self.chapters), dict(self.themes), self.birth
        for change in edit.changes:
            match change.record:
                case Moment() as moment:
                    _put(moments, moment.id, moment, gone=change.after is None)
                case Chapter() as chapter:
                    _put(chapters, chapter.id, chapter, gone=change.after is None)
                case Theme() as theme:
                    _put(themes, theme.id, theme, gone=change.after is None)
                case Birth() as said:
                    birth = Birth() if change.after is None else said
        return Lifeline(MappingProxyType(moments), MappingProxyType(chapters), MappingProxyType(themes), birth)

    def dated(self) -> list[Moment]:
        """The moments that have a place on the chart, oldest first."""
        return sorted((one for one in self.moments.values() if one.date.is_dated), key=_by_day)

    def undated(self) -> list[Moment]:
        """Those in the tray, in the order they were made."""
        return sorted((one for one in self.moments.values() if not one.date.is_dated), key=lambda one: one.id)

    def ordered_themes(self) -> list[Theme]:
        """The themes as the person ordered them."""
        return sorted(self.themes.values(), key=lambda one: (one.place, one.id))

    def ordered_chapters(self) -> list[Chapter]:
        """The chapters by when they begin; those without a date last."""
        return sorted(self.chapters.values(), key=lambda one: (one.date.middle or date.max, one.id))

    def themes_of(self, moment_id: MomentId) -> list[Theme]:
        """The themes a moment is tied to, in their order."""
        return [one for one in self.ordered_themes() if moment_id in one.moments]


def lifeline_of(records: Iterable[Record], birth: Birth | None = None) -> Lifeline:
    """A lifeline of these records; the last of several with one id counts."""
    moments: dict[MomentId, Moment] = {}
    chapters: dict[ChapterId, Chapter] = {}
    themes: dict[ThemeId, Theme] = {}
    for record in records:
        match record:
            case Moment():
                moments[record.id] = record
            case Chapter():
                chapters[record.id] = record
            case Theme():
                themes[record.id] = record
            case Birth():
                birth = record
    return Lifeline(
        MappingProxyType(moments), MappingProxyType(chapters), MappingProxyType(themes), birth if birth else Birth()
    )


_Id = TypeVar("_Id")
_Kept = TypeVar("_Kept")


def _put(records: dict[_Id, _Kept], record_id: _Id, record: _Kept, *, gone: bool) -> None:
    if gone:
        records.pop(record_id, None)
    else:
        records[record_id] = record


def _by_day(moment: Moment) -> tuple[date, MomentId]:
    return moment.date.middle or date.max, moment.id


def _id_of(record: Record) -> str:
    return "" if isinstance(record, Birth) else record.id
