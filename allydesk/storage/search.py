"""A query as SQL: the words through the full-text index, everything else as plain conditions."""

from collections.abc import Callable, Sequence
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
    false,
    func,
    literal,
    literal_column,
    not_,
    or_,
    select,
    table,
    text,
)

from allydesk.journal.entry import MATCH_END, MATCH_START
from allydesk.journal.search import (
    MoodFilter,
    Period,
    PersonFilter,
    Query,
    State,
    StateFilter,
    TagFilter,
    TemplateFilter,
    Term,
)
from allydesk.journal.timestamp import SECOND, Timestamp
from allydesk.storage import labels
from allydesk.storage.prepared import Prepared
from allydesk.storage.schema import attachment, entry, entry_tag, tag, template

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
_MERGED_AT_ONCE = 256
"""Pages of the index."""
_CHANGES = "SELECT total_changes()"
_DID_NOTHING = 2
"""Rows. A merge that has nothing left to do changes fewer, as FTS5's documentation says."""

DAY = func.substr(entry.c.local, literal_column("1"), literal_column("10")).label("day")
"""An entry's day on the wall, "2026-11-21"."""

ON_DAYS: tuple[ColumnElement[bool], ...] = (
    entry.c.instant.between(bindparam("earliest", type_=Integer), bindparam("latest", type_=Integer)),
    entry.c.local >= bindparam("first_day", type_=Text),
    entry.c.local < bindparam("behind_last_day", type_=Text),
    entry.c.trashed.is_(None),
)
"""What holds of the entries outside the trash in a period, see `within`; the index on instants has all of it."""
DAYS = Prepared(select(DAY, func.count().label("entries")).where(*ON_DAYS).group_by(DAY).order_by(DAY))
"""(day as "2026-11-21", entries on it) for each day that has any, in order; takes what `within` gives."""

_index = table("entry_search", column("rowid"), column("entry_search"))
_other = entry.alias("other")
_PINNED = select(_other.c.position).where(_other.c.pinned.is_not(None))
_FILED = select(attachment.c.position).where(attachment.c.removed.is_(None))
_HAS_TEMPLATE = _other.c.template != literal_column("''")
"""As the index on templates has it; SQLite does not use the index for a value that is bound."""
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
_file_count = (
    select(func.count())
    .where(attachment.c.position == entry.c.position, attachment.c.removed.is_(None))
    .correlate(entry)
    .scalar_subquery()
)
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
_marked_title = case(
    (func.octet_length(entry.c.text) > _LONGEST_MARKED, ""),
    else_=func.highlight(text("entry_search"), 0, MATCH_START, MATCH_END),
)


def _shown(*, matching: bool = False) -> Select[Any]:
    """What a row of a list shows, in the order in which `records.summary_of` reads it."""
    return select(
        entry.c.position,
        entry.c.id,
        entry.c.local,
        entry.c.utc_offset,
        entry.c.zone,
        entry.c.title,
        entry.c.mood,
        entry.c.pinned,
        _tag_names.label("tags"),
        _file_count.label("files"),
        (_excerpt if matching else _beginning).label("excerpt"),
        (_marked_title if matching else literal("")).label("marked"),
    )


def _rows(*, matching: bool, trash: bool) -> Select[Any]:
    position = _index.c.rowid if matching else entry.c.position
    chosen = _shown(matching=matching)
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
PINNED_ROWS = _shown().where(entry.c.position.in_(_PINNED), entry.c.trashed.is_(None)).order_by(entry.c.position.desc())
"""The list's rows of the pinned entries, newest first."""
_ROWS_AT = (
    _shown()
    .where(entry.c.position.in_(bindparam("positions", expanding=True, type_=Integer)))
    .order_by(entry.c.position.desc())
)
_ALL_POSITIONS = select(entry.c.position).order_by(entry.c.instant.desc(), entry.c.position.desc())
_INDEXED_POSITIONS = _ALL_POSITIONS.limit(_limit)
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


_low, _high = bindparam("low", type_=Integer), bindparam("high", type_=Integer)
_lowest = select(_other.c.instant).where(_other.c.position >= _low).order_by(_other.c.position).limit(1)
_highest = select(_other.c.instant).where(_other.c.position <= _high).order_by(_other.c.position.desc()).limit(1)
_BETWEEN = (
    # The order of positions is the order of instants, by which the index can go.
    entry.c.instant.between(_lowest.scalar_subquery(), _highest.scalar_subquery()),
    (entry.c.position + 0).between(_low, _high),
)
"""What holds of the entries between two positions, both included."""


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
    if _by_mood_alone(query):
        return _INDEXED_POSITIONS.where(_in_trash(query), *others), parameters
    if limit is None and not query.terms:
        # The index on instants holds all that is asked for; the entries themselves need not be decrypted.
        return _ALL_POSITIONS.where(_in_trash(query), *others), {}
    return _POSITIONS.where(_in_trash(query), *others), parameters


def rows(query: Query, *, low: int = _LOWEST, high: int = _HIGHEST, limit: int | None = None) -> Statement:
    """Everything a list shows of the entries that match, newest first, between two positions (both included).

    One statement for the rows, their tags (a JSON array), the number of their files and their excerpts: at fifty
    rows, what each further statement costs is as much as the rows themselves.
    """
    wanted = fts_expression(query.terms)
    parameters: Parameters = {"low": low, "high": high, "limit": -1 if limit is None else limit}
    if _by_mood_alone(query):
        return _rows_by_mood(query), parameters
    others = _conditions(query, in_index=bool(wanted), by_lists=True)
    if wanted:
        parameters["wanted"] = wanted
        parameters["first"] = next(term.text for term in query.terms if term.indexed and not term.exclude)
    chosen = _ROWS[bool(wanted), query.trash]
    return chosen.where(*others) if others else chosen, parameters


def _by_mood_alone(query: Query) -> bool:
    """Whether nothing narrows the entries but moods and what the index on instants has besides them.

    A mood that hardly any entry has would be looked for in all of them; the index has it without decrypting one.
    """
    states = [item for item in query.states if item.state is not State.MOOD]
    lists: list[TagFilter | PersonFilter | TemplateFilter | StateFilter]
    lists = [*query.tags, *query.people, *query.templates, *states]
    if query.terms or not all(item.exclude for item in lists):
        return False
    return bool(query.moods) or len(states) < len(query.states)


def _rows_by_mood(query: Query) -> Select[Any]:
    chosen = _INDEXED_POSITIONS.where(_in_trash(query), *_BETWEEN, *_conditions(query, in_index=False))
    return _shown().where(entry.c.position.in_(chosen.correlate(None))).order_by(entry.c.position.desc())


def rows_at(positions: Sequence[int]) -> tuple[Select[Any], dict[str, list[int]]]:
    """The list's rows of the entries at these positions, few enough to be named one by one; newest first."""
    return _ROWS_AT, {"positions": list(positions)}


def within(first: date, last: date) -> Parameters:
    """The parameters of `ON_DAYS` for the days from one to another, both included."""
    return {
        "earliest": _instant(first) - _A_DAY,
        "latest": _instant(last) + 2 * _A_DAY,
        "first_day": first.isoformat(),
        # Behind every time of that day, which begins with "T"; the last day of all has none after it.
        "behind_last_day": f"{last.isoformat()}U",
    }


def fts_expression(terms: Sequence[Term]) -> str:
    """The terms in the language of FTS5, or "" when the index has nothing to look for."""
    wanted = [_fts_phrase(term) for term in terms if term.indexed and not term.exclude]
    if not wanted:
        return ""
    unwanted = "".join(f" NOT {_fts_phrase(term)}" for term in terms if term.indexed and term.exclude)
    return f"({' AND '.join(wanted)}){unwanted}"


def forget_deleted(connection: Connection, *, heard: Callable[[int], object] = lambda _: None) -> None:
    """Write the index anew without the words of entries that are gone; until then it only knows not to show them.
    `heard` is told of so many more pages written, now and then.

    Not FTS5's secure-delete, which does it at once and loses words of other entries on the way (SQLite 3.53).
    """
    # The first step takes all there is as one task, which the others finish.
    step, before = -_MERGED_AT_ONCE, -_DID_NOTHING
    while (changes := connection.exec_driver_sql(_CHANGES).scalar_one()) - before >= _DID_NOTHING:
        before = changes
        connection.exec_driver_sql("INSERT INTO entry_search (entry_search, rank) VALUES ('merge', ?)", (step,))
        step = _MERGED_AT_ONCE
        heard(_MERGED_AT_ONCE)
    # Whatever a merge has left; nothing to do as a rule.
    connection.exec_driver_sql("INSERT INTO entry_search (entry_search) VALUES ('optimize')")


def index_pages(connection: Connection) -> int:
    """About how many pages the search index has."""
    return int(connection.exec_driver_sql("SELECT count(*) FROM entry_search_idx").scalar_one())


def _in_trash(query: Query) -> ColumnElement[bool]:
    return entry.c.trashed.is_not(None) if query.trash else entry.c.trashed.is_(None)


def _fts_phrase(term: Term) -> str:
    quoted = term.text.replace('"', '""')
    return f'"{quoted}" *' if term.prefix else f'"{quoted}"'


def _conditions(query: Query, *, in_index: bool, by_lists: bool = False) -> list[ColumnElement[bool]]:
    """`by_lists`: come to the entries through the list of those that have a name or a file, when one is asked for."""
    # Anything but the position itself is compared with the list; the position would be looked up, one after another.
    place = entry.c.position if by_lists and not in_index else entry.c.position + 0
    conditions: list[ColumnElement[bool]] = [_has_name(labels.TAGS, item, place) for item in query.tags]
    conditions += [_has_name(labels.PEOPLE, item, place) for item in query.people]
    conditions += [_begun_with(item, place) for item in query.templates]
    conditions += [_feels(item) for item in query.moods]
    conditions += [_is(item, place) for item in query.states]
    position = None if _by_mood_alone(query) else _index.c.rowid if in_index else entry.c.position
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


def _has_name(kind: labels.Kind, item: TagFilter | PersonFilter, place: ColumnElement[int]) -> ColumnElement[bool]:
    name = select(kind.name_id).where(kind.names.c.key == item.key).scalar_subquery()
    if item.exclude:
        mine = kind.uses.c.position == entry.c.position
        return not_(exists(select(literal(1)).select_from(kind.uses).where(kind.used_id == name, mine)))
    return place.in_(select(kind.uses.c.position).where(kind.used_id == name))


def _begun_with(item: TemplateFilter, place: ColumnElement[int]) -> ColumnElement[bool]:
    keys = select(literal(item.key)).union_all(select(template.c.key).where(template.c.name_key == item.key))
    begun = place.in_(select(_other.c.position).where(_HAS_TEMPLATE, _other.c.template.in_(keys)))
    return not_(begun) if item.exclude else begun


def _feels(item: MoodFilter) -> ColumnElement[bool]:
    # An entry without a mood lies between no two moods, so it is among the others.
    felt = func.coalesce(entry.c.mood.between(item.least, item.most), false())
    return not_(felt) if item.exclude else felt


def _is(item: StateFilter, place: ColumnElement[int]) -> ColumnElement[bool]:
    holds: dict[State, ColumnElement[bool]] = {
        State.ATTACHMENT: place.in_(_FILED),
        State.MOOD: entry.c.mood.is_not(None),
        State.PINNED: place.in_(_PINNED),
        # This version of the format shares nothing, so no entry is shared.
        State.SHARED: false(),
    }
    return not_(holds[item.state]) if item.exclude else holds[item.state]


def _within(period: Period, position: ColumnElement[int] | None) -> ColumnElement[bool]:
    """The wall-clock date decides; the instants, a day wider, keep the search to a stretch of positions, or, without
    one, to a stretch of the index on instants."""
    exact, reach = [], []
    if period.first is not None:
        exact.append(entry.c.local >= period.first.isoformat())
        reach.append(_not_before(_instant(period.first) - _A_DAY, position))
    if period.end is not None:
        exact.append(entry.c.local < period.end.isoformat())
        reach.append(_not_after(_instant(period.end) + _A_DAY, position))
    # Without an entry so early or so late the bound is NULL, and a comparison with it keeps nothing, rightly.
    return not_(and_(*exact)) if period.exclude else and_(*exact, *reach)


def _not_before(instant: int, position: ColumnElement[int] | None) -> ColumnElement[bool]:
    if position is None:
        return entry.c.instant >= instant
    return position >= _nearest(_other.c.instant >= instant, _other.c.instant.asc(), _other.c.position.asc())


def _not_after(instant: int, position: ColumnElement[int] | None) -> ColumnElement[bool]:
    if position is None:
        return entry.c.instant <= instant
    return position <= _nearest(_other.c.instant <= instant, _other.c.instant.desc(), _other.c.position.desc())


def _nearest(bound: ColumnElement[bool], *order: UnaryExpression[int]) -> ScalarSelect[int]:
    return select(_other.c.position).where(bound).order_by(*order).limit(1).scalar_subquery()


def _instant(day: date) -> int:
    return Timestamp(datetime.combine(day, datetime.min.time()), 0).instant
