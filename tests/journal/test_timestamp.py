from datetime import UTC, datetime, timedelta, timezone
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.errors import Code, JournalError
from allydesk.journal.timestamp import Timestamp, find_zone, format_offset

offsets = st.integers(min_value=-86399, max_value=86399)


@given(st.datetimes(), offsets)
def test_iso_text_reads_back_as_the_same_moment(local: datetime, offset: int) -> None:
    stamp = Timestamp(local, offset)
    assert Timestamp.parse(stamp.isoformat(), zone=UTC) == stamp


@given(st.datetimes(), st.datetimes(), offsets)
def test_instants_sort_as_wall_clocks_of_one_place(first: datetime, second: datetime, offset: int) -> None:
    assert (Timestamp(first, offset).instant < Timestamp(second, offset).instant) == (first < second)


def test_an_instant_is_the_same_wherever_it_is_written() -> None:
    here = Timestamp.parse("2026-11-21T21:14:00+01:00", zone=UTC)
    there = Timestamp.parse("2026-11-21T20:14:00+00:00", zone=UTC)
    assert here.instant == there.instant
    assert here.day == there.day


@pytest.mark.parametrize("year", [1, 9999])
def test_the_ends_of_the_calendar_hold_in_every_zone(year: int) -> None:
    for hours in (-14, 0, 14):
        zone = timezone(timedelta(hours=hours))
        for local in (datetime(year, 1, 1), datetime(year, 12, 31, 23, 59, 59, 999999)):
            stamp = Timestamp.at(local, zone)
            assert stamp.local == local
            assert stamp.offset == hours * 3600
    for name in ("Europe/London", "Pacific/Kiritimati", "America/St_Johns"):
        assert Timestamp.at(datetime(year, 1, 1), ZoneInfo(name)).local.year == year


def test_a_skipped_and_a_repeated_hour_take_an_offset() -> None:
    berlin = ZoneInfo("Europe/Berlin")
    assert Timestamp.at(datetime(2026, 3, 29, 2, 30), berlin).offset == 3600
    assert Timestamp.at(datetime(2026, 10, 25, 2, 30), berlin).offset == 7200
    assert Timestamp.at(datetime(2026, 10, 25, 2, 30, fold=1), berlin).offset == 3600


def test_old_local_time_keeps_its_seconds() -> None:
    stamp = Timestamp.at(datetime(1800, 1, 1), ZoneInfo("Europe/Amsterdam"))
    assert Timestamp.parse(stamp.isoformat(), zone=UTC) == Timestamp(stamp.local, stamp.offset)


@pytest.mark.parametrize("text", ["", "yesterday", "2026-13-01", "2026-11-21T25:00", "21/11/2026"])
def test_what_is_not_a_date_is_refused(text: str) -> None:
    with pytest.raises(JournalError) as caught:
        Timestamp.parse(text, zone=UTC)
    assert caught.value.code is Code.NOT_A_DATE


def test_zones_that_are_gone_are_not_found() -> None:
    for name in ("Mars/Olympus", "", "../etc/passwd", "Europe", "+30:00", "\0"):
        assert find_zone(name) is None, name


def test_zones_that_are_there_are_found() -> None:
    noon = datetime(2026, 7, 1, 12)
    for name, hours in (("UTC", 0), ("+05:30", 5.5), ("-0330", -3.5), ("Europe/London", 1)):
        zone = find_zone(name)
        assert zone is not None
        assert zone.utcoffset(noon.replace(tzinfo=zone)) == timedelta(hours=hours)


@given(offsets)
def test_offsets_are_written_as_iso_does(offset: int) -> None:
    assert datetime.fromisoformat("2026-01-01T00:00" + format_offset(offset)).utcoffset() == timedelta(seconds=offset)
