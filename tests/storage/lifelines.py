"""Lifelines of every kind, and an open story room without a vault's header around it."""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date
from io import BytesIO
from pathlib import Path

from hypothesis import strategies as st

from allydesk.ids import EntryId
from allydesk.storage.lifeline_shelf import LifelineShelf
from allydesk.storage.opened import Contents, contents_of
from allydesk.storage.practice_shelf import PracticeShelf
from allydesk.storage.story_files import StoryFiles
from allydesk.storage.story_shelf import StoryShelf
from allydesk.story.ids import ChapterId, MomentId, ThemeId, new_moment_id
from allydesk.story.lifeline import Birth, Change, Chapter, Edit, KeptFile, Lifeline, Moment, Record, Theme
from allydesk.story.vague_date import Precision, VagueDate
from tests.storage.bare import Bare, new_bare
from tests.vaults import TestClock

# Texts as they are kept, so that what comes back is what was given.
sign = st.characters(exclude_categories=["Cs"], exclude_characters="\0\r\ufdd0\ufdd1\ue000\ue001")
texts = st.text(sign, max_size=40)
lines = texts.map(lambda text: text.replace("\n", " "))
ages = st.none() | st.integers(0, 150)


@st.composite
def vague_dates(draw: st.DrawFn) -> VagueDate:
    """Every date there can be, from the first day of the calendar to its last."""
    precision = draw(st.sampled_from(Precision))
    one, other = sorted((draw(st.dates()), draw(st.dates())))
    days: tuple[date | None, date | None] = (one, other)
    if precision is Precision.NONE:
        days = (None, None)
    elif precision is Precision.OPEN:
        days = draw(st.sampled_from([(one, None), (None, other)]))
    return VagueDate(draw(lines), *days, precision, draw(st.booleans()), draw(ages))


MOMENT_IDS = [MomentId(f"00000000-0000-7000-8000-00000000000{number}") for number in range(4)]
CHAPTER_IDS = [ChapterId(f"00000000-0000-7000-8000-00000000001{number}") for number in range(2)]
THEME_IDS = [ThemeId(f"00000000-0000-7000-8000-00000000002{number}") for number in range(3)]
ENTRY_IDS = [EntryId(f"00000000-0000-7000-8000-00000000003{number}") for number in range(3)]

heights = st.integers(-5, 5)
moments = st.builds(
    Moment,
    st.sampled_from(MOMENT_IDS),
    lines,
    vague_dates(),
    heights,
    st.none() | heights,
    texts,
    lines,
    st.lists(lines, max_size=3).map(tuple),
    st.just(()),
    st.lists(st.sampled_from(ENTRY_IDS), max_size=3, unique=True).map(tuple),
)
chapters = st.builds(Chapter, st.sampled_from(CHAPTER_IDS), lines, vague_dates())
themes = st.builds(
    Theme,
    st.sampled_from(THEME_IDS),
    lines,
    texts,
    st.lists(st.sampled_from(MOMENT_IDS), max_size=4, unique=True).map(tuple),
    st.integers(0, 9),
    st.integers(0, 7),
)
births = st.builds(Birth, vague_dates())
records: st.SearchStrategy[Record] = st.one_of(moments, chapters, themes, births)
wishes = st.lists(st.lists(st.tuples(records, st.booleans()), min_size=1, max_size=5), max_size=8)
"""What to do, edit by edit: records to be there so, or, where it says so, to be gone."""


def standing(lifeline: Lifeline, record: Record) -> Record | None:
    """The record with the same id on the lifeline."""
    match record:
        case Moment():
            return lifeline.moments.get(record.id)
        case Chapter():
            return lifeline.chapters.get(record.id)
        case Theme():
            return lifeline.themes.get(record.id)
        case Birth():
            return lifeline.birth


def edit_of(lifeline: Lifeline, wished: list[tuple[Record, bool]]) -> Edit:
    """The edit that makes it so, from the lifeline as it is."""
    changes: list[Change] = []
    for record, gone in wished:
        before = standing(lifeline, record)
        if gone and before is not None:
            changes.append(Change(before, Birth() if isinstance(record, Birth) else None))
        elif not gone:
            changes.append(Change(before, record))
        lifeline = lifeline.after(Edit("Change", tuple(changes[-1:])))
    # Some of what stays as it is is named as well.
    changes += [Change(one, one) for one in list(lifeline.moments.values())[:2]]
    return Edit("Change", tuple(changes))


@dataclass(frozen=True)
class Room:
    """An open story room."""

    bare: Bare
    clock: TestClock
    contents: Contents

    @property
    def lifeline(self) -> LifelineShelf:
        """Its lifeline."""
        return self.contents.lifeline

    @property
    def stories(self) -> StoryShelf:
        """Its stories."""
        return self.contents.stories

    @property
    def practice(self) -> PracticeShelf:
        """What is practised in it."""
        return self.contents.practice

    @property
    def files(self) -> StoryFiles:
        """Its files."""
        return self.contents.story_files

    def do(self, *changes: Change) -> None:
        """Carry out changes."""
        self.lifeline.apply(Edit("Change", changes))

    def keep(self, *new: Record) -> None:
        """Put records there, in the place of those with their ids."""
        whole = self.lifeline.whole()
        self.do(*(Change(standing(whole, record), record) for record in new))

    def remove(self, *gone: Record) -> None:
        """Take records away."""
        self.do(*(Change(record, None) for record in gone))

    def file(self, name: str = "a.png", data: bytes = b"some bytes") -> KeptFile:
        """Keep a file."""
        return self.files.add(name=name, media_type="image/png", source=BytesIO(data), size=len(data))

    def file_ids(self) -> set[str]:
        """The ids of all files there are, whether anything points to them or not."""
        with self.bare.database.read() as connection:
            return set(connection.exec_driver_sql("SELECT id FROM story_file").scalars())


@contextmanager
def open_room(folder: Path) -> Iterator[Room]:
    """An empty one, in a new database in that folder."""
    clock = TestClock()
    bare = new_bare(folder / "v.db", clock=clock, durable=False)
    try:
        yield Room(bare, clock, contents_of(bare.database, clock))
    finally:
        bare.close()


def moment(title: str = "", **fields: object) -> Moment:
    """A new moment."""
    return replace(Moment(new_moment_id(), title), **fields)  # type: ignore[arg-type]  # the field's own types hold


def changes_to(room: Room, attempt: Callable[[], object]) -> int:
    """How many rows an attempt changed."""
    raw = room.bare.database._raw
    before = raw.total_changes
    attempt()
    return int(raw.total_changes - before)
