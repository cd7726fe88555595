"""Looking back over many entries, none of which is decrypted to be counted."""

from collections import Counter
from collections.abc import Iterable
from datetime import date, datetime, timedelta
from typing import Any

from sqlalchemy import ColumnElement, Connection, Integer, Row, Select, and_, cast, func, literal, or_, select

from allydesk.ids import EntryId
from allydesk.journal.entry import Content, EntrySummary
from allydesk.journal.looking_back import Change, DayWritten, Statistics, TagMood
from allydesk.journal.tags import tag_key
from allydesk.storage import records, search
from allydesk.storage.database import Database
from allydesk.storage.prepared import Prepared
from allydesk.storage.reading import entry_at, summaries_of
from allydesk.storage.schema import entry, entry_tag, tag
from allydesk.storage.versions import versions_at

_A_WEEK = timedelta(days=7)
_YEAR: ColumnElement[str] = func.substr(entry.c.local, 1, 4)
_MONTH_AND_DAY: ColumnElement[str] = func.substr(entry.c.local, 6, 5)
_HOUR = cast(func.substr(entry.c.local, 12, 2), Integer)


_DAYS = (
    select(
        search.DAY,
        func.count().label("entries"),
        func.sum(entry.c.words).label("words"),
        func.avg(entry.c.mood).label("mood"),
    )
    .where(*search.ON_DAYS)
    .group_by(search.DAY)
    .order_by(search.DAY)
)
_PREPARED_DAYS = Prepared(_DAYS)
_HOURS = select(_HOUR, func.count()).where(*search.ON_DAYS).group_by(_HOUR)


def _tag_moods() -> Select[Any]:
    """The tags that have moods in a period, the commonest first; the moods are read from the entries' index."""
    standing = select(entry.c.position, entry.c.mood).where(*search.ON_DAYS)
    chosen = standing.cte("chosen").prefix_with("MATERIALIZED")
    return (
        select(
            tag.c.name,
            func.count().label("entries"),
            func.count(chosen.c.mood).label("with_mood"),
            func.avg(chosen.c.mood).label("mean"),
        )
        .join_from(entry_tag, chosen, chosen.c.position == entry_tag.c.position)
        .join(tag, tag.c.tag_id == entry_tag.c.tag_id)
        .group_by(entry_tag.c.tag_id)
        .having(func.count(chosen.c.mood) > 0)
        .order_by(func.count().desc(), tag.c.key)
    )


_TAG_MOODS = _tag_moods()


class LookingBack:
    """What an open vault shows from afar."""

    def __init__(self, *, database: Database) -> None:
        self._database = database

    def days(self, first: date, last: date) -> list[DayWritten]:
        """The days from `first` to `last`, both included, that have entries outside the trash; in order."""
        with self._database.read() as connection:
            rows = _PREPARED_DAYS.rows(connection, search.within(first, last))
        return [DayWritten(date.fromisoformat(day), entries, words, mood) for day, entries, words, mood in rows]

    def statistics(self, first: date, last: date) -> Statistics:
        """The period from `first` to `last`, both included, from afar. Its first and last week may reach beyond it."""
        period = search.within(first, last)
        with self._database.read() as connection:
            days = connection.execute(_DAYS, period).all()
            hours = {hour: entries for hour, entries in connection.execute(_HOURS, period)}  # noqa: C416 - loses types
            moods = connection.execute(_TAG_MOODS, period).all()
        return Statistics(
            entries=sum(day.entries for day in days),
            words=sum(day.words for day in days),
            weeks=tuple(_weeks(days, first, last)),
            hours=tuple(hours.get(hour, 0) for hour in range(24)),
            tags=tuple(TagMood(row.name, row.entries, row.with_mood, row.mean) for row in moods),
        )

    def on_this_day(self, day: date, *, limit: int = 20) -> list[EntrySummary]:
        """Entries of the same month and day in other years, newest first, outside the trash."""
        year, month_and_day = day.isoformat()[:4], day.isoformat()[5:]
        chosen = (
            select(entry.c.position)
            .where(literal(year) != _YEAR, literal(month_and_day) == _MONTH_AND_DAY, entry.c.trashed.is_(None))
            .order_by(entry.c.instant.desc(), entry.c.position.desc())
            .limit(limit)
        )
        with self._database.read() as connection:
            found = connection.execute(chosen).scalars().all()
            return summaries_of(connection.execute(*search.rows_at(found)))

    def changes_since(self, tag_name: str, since: datetime) -> list[Change]:
        """What became of the entries with that tag since then, the newest change first.

        `before` is the last state that was kept of what was there then; a state that lasted for less than a sitting
        leaves none. Entries that came and went since then are left out, and so are those that lost the tag.
        """
        moment = records.stored_moment(since)
        with self._database.read() as connection:
            rows = connection.execute(
                select(entry)
                .join_from(entry_tag, entry, entry.c.position == entry_tag.c.position)
                .join(tag, tag.c.tag_id == entry_tag.c.tag_id)
                .where(tag.c.key == tag_key(tag_name), _changed_since(moment))
            ).all()
            found = [change for row in rows if (change := _change(connection, row, moment)) is not None]
        return sorted(found, key=lambda change: change.changed, reverse=True)


def _weeks(rows: Iterable[Row[Any]], first: date, last: date) -> Iterable[tuple[date, int, int]]:
    entries, words = Counter[date](), Counter[date]()
    for row in rows:
        monday = _monday(date.fromisoformat(row.day))
        entries[monday] += row.entries
        words[monday] += row.words
    for number in range((last - _monday(first)).days // 7 + 1):
        monday = _monday(first) + number * _A_WEEK
        yield monday, entries[monday], words[monday]


def _monday(day: date) -> date:
    # 0001-01-01 was a Monday, so that no day has a Monday before the calendar's beginning.
    return day - timedelta(days=day.weekday())


def _changed_since(moment: int) -> ColumnElement[bool]:
    standing = and_(entry.c.trashed.is_(None), entry.c.modified > moment)
    return or_(standing, entry.c.trashed > moment)


def _change(connection: Connection, row: Row[Any], moment: int) -> Change | None:
    before = _state_at(connection, row, moment)
    found = EntryId(row.id)
    if row.trashed is not None:
        return None if before is None else Change(found, records.moment_of(row.trashed), before, None)
    return Change(found, records.moment_of(row.modified), before, entry_at(connection, row).content)


def _state_at(connection: Connection, row: Row[Any], moment: int) -> Content | None:
    if row.modified <= moment:
        return entry_at(connection, row).content
    stored = versions_at(connection, [row.position]).get(row.position, [])
    kept = [version for version in stored if records.stored_moment(version.saved) <= moment]
    return kept[-1].content if kept else None
