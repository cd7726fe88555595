"""A query as SQL: the words through the full-text index, everything else as plain conditions."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from sqlalchemy import (
    ColumnElement,
    Connection,
    Integer,
    ScalarSelect,
    Select,
    Text,
    UnaryExpression,
    and_,
    bindparam,
    case,
    column,
    exists,
    func,
    literal,
    not_,
    or_,
    select,
    table,
    text,
)

from allydesk.journal.entry import MATCH_END, MATCH_START
from allydesk.journal.search import Period, Query, TagFilter, Term
from allydesk.journal.timestamp import SECOND, Timestamp
from allydesk.storage.schema import attachment, entry, entry_tag, tag

Parameters = dict[str, int | str]
Statement = tuple[Select[Any], Parameters]
"""A statement with its parameters. Those below are built once: building one takes longer than running it."""

_A_DAY = 86400 * SECOND
_LOWEST, _HIGHEST = 0, 2**62
_SNIPPET_WORDS = 24
_EXCERPT_CHARACTERS = 280
_LONGEST_MARKED = 256 * 1024
"""Bytes. FTS5 weighs every match against every other to find the best place: minutes in a text of 20 MB."""
_BEFORE_MATCH = 60

_index = table("entry_search", column("rowid"), column("entry_search"))
_other = entry.alias("other")
_matches = _index.c.entry_search.op("MATCH")(bindparam("wanted", type_=Text))
_limit = bindparam("limit", type_=Integer)

_tagged = (
    select(tag.c.name)
    .join_from(entry_tag, tag, tag.c.tag_id == entry_tag.c.tag_id)
    .where(entry_tag.c.position == entry.c.position)
    .order_by(entry_tag.c.place)
    .correlate(entry)
    .subquery()
)
_tag_names = select(func.json_group_array(_tagged.c.name)).correlate(entry).scalar_subquery()
_file_count = select(func.count()).where(attachment.c.position == entry.c.position).correlate(entry).scalar_subquery()
_beginning = func.substr(entry.c.text, 1, _EXCERPT_CHARACTERS)
_first_place = func.instr(func.lower(entry.c.text), func.lower(bindparam("first", type_=Text))) - _BEFORE_MATCH
_excerpt = case(
    (
        func.octet_length(entry.c.text) > _LONGEST_MARKED,
        func.substr(entry.c.text, func.max(1, _first_place), _EXCERPT_CHARACTERS),
    ),
    else_=func.snippet(text("entry_search"), 1, MATCH_START, MATCH_END, "…", _SNIPPET_WORDS),
)
"""The best places with their matches marked; in a very long text, where the first word stands, unmarked."""


def _rows(*, matching: bool, trash: bool) -> Select[Any]:
    position = _index.c.rowid if matching else entry.c.position
    chosen = select(
        entry.c.position,
        entry.c.id,
        entry.c.local,
        entry.c.utc_offset,
        entry.c.zone,
        entry.c.title,
        _tag_names.label("tags"),
        _file_count.label("files"),
        (_excerpt if matching else _beginning).label("excerpt"),
    )
    if matching:
        chosen = chosen.select_from(_index.join(entry, entry.c.position == _index.c.rowid)).where(_matches)
    return (
        chosen.where(position >= bindparam("low", type_=Integer), position <= bindparam("high", type_=Integer))
        .where(entry.c.trashed.is_not(None) if trash else entry.c.trashed.is_(None))
        .order_by(position.desc())
        .limit(_limit)
    )


_ROWS = {
    (matching, trash): _rows(matching=matching, trash=trash) for matching in (False, True) for trash in (False, True)
}
_ALL_POSITIONS = select(entry.c.position).order_by(entry.c.instant.desc(), entry.c.position.desc())
_POSITIONS = select(entry.c.position).order_by(entry.c.position.desc()).limit(_limit)
_MATCHING_POSITIONS = (
    select(_index.c.rowid)
    .join_from(_index, entry, entry.c.position == _index.c.rowid)
    .where(_matches)
    .order_by(_index.c.rowid.desc())
    .limit(_limit)
)
_POSITIONS_OF_WORDS = (
    # Without a look at each entry: those in the trash are few, and an index of their own has them.
    select(_index.c.rowid)
    .where(_matches, _index.c.rowid.not_in(select(entry.c.position).where(entry.c.trashed.is_not(None))))
    .order_by(_index.c.rowid.desc())
    .limit(_limit)
)


def positions(query: Query, *, limit: int | None) -> Statement:
    """The positions of the entries that match, newest first."""
    wanted = fts_expression(query.terms)
    others = _conditions(query, in_index=bool(wanted))
    parameters: Parameters = {"limit": -1 if limit is None else limit}
    if wanted:
        parameters["wanted"] = wanted
        if not (others or query.trash):
            return _POSITIONS_OF_WORDS, parameters
        return _MATCHING_POSITIONS.where(_in_trash(query), *others), parameters
    if query.everything and limit is None:
        # The index on instants holds all that is asked for; the entries themselves need not be decrypted.
        return _ALL_POSITIONS.where(_in_trash(query)), {}
    return _POSITIONS.where(_in_trash(query), *others), parameters


def rows(query: Query, *, low: int = _LOWEST, high: int = _HIGHEST, limit: int | None = None) -> Statement:
    """Everything a list shows of the entries that match, newest first, between two positions (both included).

    One statement for the rows, their tags (a JSON array), the number of their files and their excerpts: at fifty
    rows, what each further statement costs is as much as the rows themselves.
    """
    wanted = fts_expression(query.terms)
    others = _conditions(query, in_index=bool(wanted))
    parameters: Parameters = {"low": low, "high": high, "limit": -1 if limit is None else limit}
    if wanted:
        parameters["wanted"] = wanted
        parameters["first"] = next(term.text for term in query.terms if term.indexed and not term.exclude)
    chosen = _ROWS[bool(wanted), query.trash]
    return chosen.where(*others) if others else chosen, parameters


def days(year: int) -> Select[tuple[str, int]]:
    """(day as "2026-11-21", entries on it) for each day of the year that has any, in order."""
    day = func.substr(entry.c.local, 1, 10).label("day")
    first, last = date(year, 1, 1), date(year, 12, 31)
    return (
        select(day, func.count().label("entries"))
        .where(entry.c.instant.between(_instant(first) - _A_DAY, _instant(last) + 2 * _A_DAY))
        .where(day.between(first.isoformat(), last.isoformat()), entry.c.trashed.is_(None))
        .group_by(day)
        .order_by(day)
    )


def fts_expression(terms: Sequence[Term]) -> str:
    """The terms in the language of FTS5, or "" when the index has nothing to look for."""
    wanted = [_fts_phrase(term) for term in terms if term.indexed and not term.exclude]
    if not wanted:
        return ""
    unwanted = "".join(f" NOT {_fts_phrase(term)}" for term in terms if term.indexed and term.exclude)
    return f"({' AND '.join(wanted)}){unwanted}"


def forget_deleted(connection: Connection) -> None:
    """Write the index anew without the words of entries that are gone; until then it only knows not to show them.

    Not FTS5's secure-delete, which does it at once and loses words of other entries on the way (SQLite 3.53).
    """
    connection.exec_driver_sql("INSERT INTO entry_search (entry_search) VALUES ('optimize')")


def _in_trash(query: Query) -> ColumnElement[bool]:
    return entry.c.trashed.is_not(None) if query.trash else entry.c.trashed.is_(None)


def _fts_phrase(term: Term) -> str:
    quoted = term.text.replace('"', '""')
    return f'"{quoted}" *' if term.prefix else f'"{quoted}"'


def _conditions(query: Query, *, in_index: bool) -> list[ColumnElement[bool]]:
    conditions: list[ColumnElement[bool]] = [_has_tag(item) for item in query.tags]
    position = _index.c.rowid if in_index else entry.c.position
    conditions += [_within(item, position) for item in query.periods]
    for term in query.terms:
        if not term.indexed:
            conditions.append(_contains(term))
        elif term.exclude and not in_index:
            matching = select(_index.c.rowid).where(_index.c.entry_search.op("MATCH")(_fts_phrase(term)))
            conditions.append(entry.c.position.not_in(matching))
    return conditions


def _contains(term: Term) -> ColumnElement[bool]:
    found = or_(func.instr(entry.c.text, term.text) > 0, func.instr(entry.c.title, term.text) > 0)
    return not_(found) if term.exclude else found


def _has_tag(item: TagFilter) -> ColumnElement[bool]:
    tagged = exists(
        select(literal(1))
        .select_from(entry_tag.join(tag, tag.c.tag_id == entry_tag.c.tag_id))
        .where(entry_tag.c.position == entry.c.position, tag.c.key == item.key)
    )
    return not_(tagged) if item.exclude else tagged


def _within(period: Period, position: ColumnElement[int]) -> ColumnElement[bool]:
    """The wall-clock date decides; the instants, a day wider, keep the search to a stretch of positions."""
    exact, reach = [], []
    if period.first is not None:
        exact.append(entry.c.local >= period.first.isoformat())
        earliest = _other.c.instant >= _instant(period.first) - _A_DAY
        reach.append(position >= _nearest(earliest, _other.c.instant.asc(), _other.c.position.asc()))
    if period.end is not None:
        exact.append(entry.c.local < period.end.isoformat())
        latest = _other.c.instant <= _instant(period.end) + _A_DAY
        reach.append(position <= _nearest(latest, _other.c.instant.desc(), _other.c.position.desc()))
    # Without an entry so early or so late the bound is NULL, and a comparison with it keeps nothing, rightly.
    return not_(and_(*exact)) if period.exclude else and_(*exact, *reach)


def _nearest(bound: ColumnElement[bool], *order: UnaryExpression[int]) -> ScalarSelect[int]:
    return select(_other.c.position).where(bound).order_by(*order).limit(1).scalar_subquery()


def _instant(day: date) -> int:
    return Timestamp(datetime.combine(day, datetime.min.time()), 0).instant
