from datetime import UTC, datetime, timedelta
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.transfer.dates import HomeZone, Order, WrittenDate, day_first_by, read_date
from tests.transfer.makers import BERLIN, untimed

DAY = datetime(2020, 8, 29)
MORNING = datetime(2020, 8, 29, 11, 11)
AFTERNOON = datetime(2020, 8, 29, 14, 32, 5)


@pytest.mark.parametrize(
    ("text", "local"),
    [
        ("2020-08-29", DAY),
        ("20200829", DAY),
        ("2020/8/29", DAY),
        ("29 August 2020", DAY),
        ("29th Aug 2020", DAY),
        ("29. August 2020", DAY),
        ("August 29, 2020", DAY),
        ("Sat, Aug 29 2020", DAY),
        ("29.8.2020", DAY),
        ("8/29/2020", DAY),
        ("29/08/20", DAY),
        ("2020-08-29 11:11", MORNING),
        ("2020-08-29T11:11", MORNING),
        ("2020-08-29 11:11:00 AM", MORNING),
        ("2020-08-29 02:32:05 PM", AFTERNOON),
        ("2020-08-29 14:32:05 PM", AFTERNOON),
        ("2020-08-29 2:32:05pm", AFTERNOON),
        ("2020-08-29 2:32:05 p.m.", AFTERNOON),
        ("29.08.2020 14:32:05", AFTERNOON),
        ("29.08.2020, 14.32.05", AFTERNOON),
        ("August 29, 2020 at 2:32:05 PM", AFTERNOON),
        ("Saturday, 29 August 2020 14:32:05", AFTERNOON),
        ("Sat Aug 29 14:32:05 2020", AFTERNOON),
        ("2020-08-29 12:00 AM", DAY),
        ("2020-08-29 12:30 PM", datetime(2020, 8, 29, 12, 30)),
        ("0001-01-01", datetime(1, 1, 1)),
        ("9999-12-31 23:59", datetime(9999, 12, 31, 23, 59)),
        ("  2020-08-29 11:11  ", MORNING),
        ("2020-08-29 11:11 CEST", MORNING),
    ],
)
def test_times_without_an_offset(text: str, local: datetime) -> None:
    found = read_date(text)
    assert found is not None
    assert (found.local, found.offset) == (local, None)


@pytest.mark.parametrize(
    ("text", "offset"),
    [
        ("2020-08-29T14:32:05Z", 0),
        ("2020-08-29T14:32:05+02:00", 7200),
        ("2020-08-29 14:32:05 -5", -18000),
        ("2020-08-29 14:32:05.0 +0530", 19800),
        ("Sat, 29 Aug 2020 14:32:05 +0200", 7200),
        ("Sat, 29 Aug 2020 14:32:05 GMT", 0),
        ("29 August 2020 14:32:05 UTC+1", 3600),
        ("2020-08-29T14:32:05+00:19:32", 1172),
    ],
)
def test_times_with_an_offset(text: str, offset: int) -> None:
    found = read_date(text)
    assert found is not None
    assert (found.local, found.offset) == (AFTERNOON, offset)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "x",
        "ashasd7zdskhz7asdkjasd",
        "yesterday",
        "next week",
        "2020",
        "2020-W35-6",
        "2020-13-01",
        "2020-02-30",
        "2020-08-29 25:00",
        "31/31/2020",
        "29 Brumaire 2020",
        "Blahday, 29 August 2020",
        "2020-08-29 and more",
        "2020-08-29T14:32+99:00",
        "1" * 100_000,
    ],
)
def test_what_is_no_date(text: str) -> None:
    assert read_date(text) is None


def test_day_or_month_first() -> None:
    assert read_date("3/4/2020") == WrittenDate(datetime(2020, 3, 4), None, Order.EITHER, day_first=False)
    assert read_date("3.4.2020") == WrittenDate(datetime(2020, 4, 3), None, Order.EITHER, day_first=True)
    assert read_date("3/4/2020", day_first=True) == WrittenDate(datetime(2020, 4, 3), None, Order.EITHER, True)
    assert read_date("13/4/2020") == WrittenDate(datetime(2020, 4, 13), None, Order.DAY_FIRST, day_first=True)
    assert read_date("4/13/2020") == WrittenDate(datetime(2020, 4, 13), None, Order.MONTH_FIRST, day_first=False)
    # The same either way.
    assert read_date("4/4/2020") == WrittenDate(datetime(2020, 4, 4))


def test_certain_dates_speak_for_the_others() -> None:
    assert day_first_by([Order.EITHER, Order.CERTAIN]) is None
    assert day_first_by([Order.EITHER, Order.DAY_FIRST]) is True
    assert day_first_by([Order.EITHER, Order.MONTH_FIRST]) is False


@untimed
@given(st.datetimes(timezones=st.none() | st.timezones() | st.just(UTC)))
def test_reads_what_isoformat_writes(moment: datetime) -> None:
    found = read_date(moment.isoformat())
    assert found is not None
    assert found.local == moment.replace(tzinfo=None, fold=0)
    span = moment.utcoffset()
    assert found.offset == (None if span is None else span // timedelta(seconds=1))


@untimed
@given(st.text(max_size=80))
def test_never_fails(text: str) -> None:
    found = read_date(text)
    assert found is None or found.local.tzinfo is None


def test_a_time_without_a_zone_is_taken_at_home() -> None:
    found = read_date("2020-08-29 11:11")
    assert found is not None
    assert BERLIN.at(found).isoformat() == "2020-08-29T11:11:00+02:00"
    assert BERLIN.at(found).zone == "Europe/Berlin"


def test_a_time_with_an_offset_keeps_it() -> None:
    found = read_date("2020-08-29T11:11:00-03:00")
    assert found is not None
    assert (BERLIN.at(found).isoformat(), BERLIN.at(found).zone) == ("2020-08-29T11:11:00-03:00", "")


def test_a_files_date_beyond_the_calendar() -> None:
    zone = HomeZone(ZoneInfo("Pacific/Kiritimati"), "Pacific/Kiritimati")
    assert zone.at_seconds(1e18).local.year == 9999
    assert zone.at_seconds(-1e18).local.year == 1
