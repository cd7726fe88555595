"""What holds for every date: any words give a date or a clear refusal; said and read again it is the same; moved there
and back it is as it was."""

import calendar
from datetime import date, timedelta

from hypothesis import HealthCheck, assume, given, settings
from hypothesis import strategies as st

from allydesk.errors import StoryError
from allydesk.story.dates.ages import with_birth
from allydesk.story.dates.habits import DateHabits, DayOrder
from allydesk.story.dates.moving import moved_to
from allydesk.story.dates.reading import read_date
from allydesk.story.dates.saying import age_in_words, date_in_words
from allydesk.story.dates.wording import tidy
from allydesk.story.vague_date import Precision, VagueDate

unhurried = settings(deadline=None, suppress_health_check=[HealthCheck.too_slow], max_examples=60)

TODAY = date(2026, 11, 22)
BORN = VagueDate("14 March 1975", date(1975, 3, 14), date(1975, 3, 14), Precision.DAY)

habits_ = st.builds(DateHabits, st.sampled_from(DayOrder), st.booleans())
years = st.integers(1000, 9000)
months = st.sampled_from(calendar.month_name[1:])
seasons = st.sampled_from(["spring", "summer", "autumn", "winter"])
parts = st.sampled_from(["", "early ", "mid ", "late "])
days = st.dates(date(1000, 1, 1), date(9000, 12, 31))


def _joined(*pieces: st.SearchStrategy[object]) -> st.SearchStrategy[str]:
    return st.tuples(*pieces).map(lambda parts: "".join(str(part) for part in parts))


points = st.one_of(
    years.map(str),
    _joined(parts, seasons, st.just(" "), years),
    _joined(parts, months, st.just(" "), years),
    _joined(parts, years.map(lambda year: year // 10 * 10), st.just("s")),
    days.map(lambda day: f"{day.day} {calendar.month_name[day.month]} {day.year}"),
    days.map(date.isoformat),
)
ages = st.one_of(
    _joined(st.sampled_from(["age ", "when I was ", "at "]), st.integers(0, 90)),
    _joined(st.just("age "), st.integers(0, 40), st.just(" to "), st.integers(41, 90)),
    st.sampled_from(["in my twenties", "in my early thirties", "as a teenager"]),
)
singles = st.one_of(_joined(st.sampled_from(["", "about ", "in "]), points), ages)
opens = _joined(st.sampled_from(["before ", "after ", "since ", "until "]), points)
spans = st.one_of(
    _joined(points, st.just(" to "), points),
    _joined(st.just("between "), points, st.just(" and "), points),
    _joined(years, st.just("–"), years),
)
pieces_of_dates = st.lists(
    st.sampled_from(
        [*"0123456789/-–.~?X'", " ", " to ", "age ", "the ", "late ", "summer ", "March ", "s", "before ", "about "]
    ),
    max_size=12,
).map("".join)


def _read(words: str, habits: DateHabits) -> VagueDate:
    try:
        return read_date(words, habits=habits, birth=BORN, today=TODAY)
    except StoryError:
        assume(False)
        raise


@unhurried
@given(st.one_of(st.text(max_size=60), pieces_of_dates, singles, opens, spans), habits_, st.dates())
def test_any_words_give_a_date_with_its_words_or_a_clear_refusal(words: str, habits: DateHabits, today: date) -> None:
    found = _date_or_refusal(words, habits, today)
    if isinstance(found, StoryError):
        assert all(isinstance(fact, int) for fact in found.facts.values())
        return
    assert found.words == tidy(words)
    assert found.earliest is None or found.latest is None or found.earliest <= found.latest
    assert with_birth(found, BORN) == found
    assert date_in_words(found, habits=habits) or not found.words
    assert age_in_words(found, BORN) is not None


@unhurried
@given(st.one_of(singles, opens, spans), habits_)
def test_a_date_said_and_read_again_is_the_same(words: str, habits: DateHabits) -> None:
    found = _read(words, habits)
    said = date_in_words(found, habits=habits)
    again = _read(said, habits)
    assert again.words == said
    assert again.words.casefold() == found.words.casefold()
    assert _days(again) == _days(found)
    assert found.is_dated


@unhurried
@given(st.one_of(points, opens, spans), habits_)
def test_a_date_without_its_words_is_said_so_that_it_reads_the_same(words: str, habits: DateHabits) -> None:
    found = _read(words, habits)
    wordless = VagueDate("", found.earliest, found.latest, found.precision, found.approximate)
    assert _days(_read(date_in_words(wordless, habits=habits), habits)) == _days(found)


@unhurried
@given(singles, habits_, days)
def test_moved_it_stays_as_vague_and_its_new_words_mean_its_new_days(words: str, habits: DateHabits, day: date) -> None:
    found = _read(words, habits)
    moved = moved_to(found, day, habits=habits, birth=BORN)
    assert (moved.precision, moved.approximate) == (found.precision, found.approximate)
    assert moved == _read(moved.words, habits)
    if found.age is None:
        earliest, latest = _ends(moved)
        assert earliest <= day <= latest


@unhurried
@given(st.one_of(points, opens), habits_, days)
def test_moved_there_and_back_it_is_as_it_was(words: str, habits: DateHabits, day: date) -> None:
    found = _read(words, habits)
    back = moved_to(moved_to(found, day, habits=habits), _middle(found), habits=habits)
    assert _days(back) == _days(found)


@unhurried
@given(years, st.integers(0, 40), years, habits_, st.sampled_from([" to ", "–", "/"]))
def test_a_span_of_years_keeps_its_length(year: int, length: int, to: int, habits: DateHabits, joint: str) -> None:
    found = _read(f"{year}{joint}{year + length}", habits)
    moved = moved_to(found, date(to, 7, 1), habits=habits)
    assert _years(moved) == length
    assert _days(moved_to(moved, _middle(found), habits=habits)) == _days(found)


@unhurried
@given(days, st.integers(0, 400), days, habits_)
def test_a_span_of_days_keeps_its_length(first: date, length: int, to: date, habits: DateHabits) -> None:
    found = _read(f"{first} to {first + timedelta(days=length)}", habits)
    moved = moved_to(found, to, habits=habits)
    earliest, latest = _ends(moved)
    assert (latest - earliest).days == length
    assert _days(moved_to(moved, _middle(found), habits=habits)) == _days(found)


@unhurried
@given(st.one_of(singles, opens, spans), st.dates(), st.dates(), habits_)
def test_moved_anywhere_at_all_it_is_still_a_date(words: str, day: date, other: date, habits: DateHabits) -> None:
    moved = moved_to(_read(words, habits), day, habits=habits, birth=BORN)
    assert moved_to(moved, other, habits=habits).is_dated


def _date_or_refusal(words: str, habits: DateHabits, today: date) -> VagueDate | StoryError:
    try:
        return read_date(words, habits=habits, birth=BORN, today=today)
    except StoryError as error:
        return error


def _ends(found: VagueDate) -> tuple[date, date]:
    assert found.earliest is not None
    assert found.latest is not None
    return found.earliest, found.latest


def _middle(found: VagueDate) -> date:
    assert found.middle is not None
    return found.middle


def _years(found: VagueDate) -> int:
    earliest, latest = _ends(found)
    return latest.year - earliest.year


def _days(found: VagueDate) -> tuple[object, ...]:
    return found.earliest, found.latest, found.precision, found.approximate, found.age
