"""Days, times and zones as people type them."""

from datetime import date, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as some

from allydesk.journal.timestamp import Timestamp
from allydesk.ui.journal.about.when import day_words, find_zones, moved, read_day, read_time, zone_words
from tests.vaults import at

TODAY = date(2026, 11, 21)


@given(some.dates(min_value=date(1000, 1, 1)))
def test_a_day_as_it_is_shown_is_read_as_itself(day: date) -> None:
    for text in (day_words(day), day.isoformat(), f"{day.day}.{day.month}.{day.year}", f"{day:%A} {day_words(day)}"):
        assert read_day(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("3 nov", date(2026, 11, 3)),
        ("3rd November", date(2026, 11, 3)),
        ("Sat 21 Nov 26", date(2026, 11, 21)),
        ("21/11/99", date(1999, 11, 21)),
        ("1.2.", date(2026, 2, 1)),
        ("29 Feb 2024", date(2024, 2, 29)),
        ("29 Feb 2026", None),
        ("31.4.2026", None),
        ("21 N 2026", None),
        ("yesterdayish", None),
        ("", None),
        ("0.0.0", None),
        ("٣ nov", None),
    ],
)
def test_days(text: str, day: date | None) -> None:
    assert read_day(text, today=TODAY) == day


@pytest.mark.parametrize(
    ("text", "wanted"),
    [
        ("21:14", time(21, 14)),
        ("21.14", time(21, 14)),
        ("7", time(7)),
        ("9 pm", time(21)),
        ("12 am", time(0)),
        ("12:30pm", time(12, 30)),
        ("13 pm", None),
        ("24:00", None),
        ("noon", None),
        ("", None),
    ],
)
def test_times(text: str, wanted: time | None) -> None:
    assert read_time(text) == wanted


@given(some.text())
def test_anything_can_be_typed(text: str) -> None:
    read_day(text, today=TODAY)
    read_time(text)
    find_zones(text, ("Europe/Kyiv", "UTC"))


def test_what_was_not_changed_stays_to_the_second() -> None:
    old = at("2026-11-21T21:14:33.5")
    assert moved(old, day=old.day, at=time(21, 14), zone="UTC") == old
    later = moved(old, day=date(2026, 11, 22), at=time(21, 14), zone="UTC")
    assert later is not None
    assert later.local == datetime(2026, 11, 22, 21, 14, 33, 500_000)


def test_a_named_zone_has_its_own_offset_on_each_day() -> None:
    old = Timestamp(datetime(2026, 11, 21, 12), 3600, "Europe/Berlin")
    summer = moved(old, day=date(2026, 7, 1), at=time(12), zone="Europe/Berlin")
    assert summer == Timestamp(datetime(2026, 7, 1, 12), 7200, "Europe/Berlin")


def test_an_old_offset_is_kept_where_nobody_knows_its_zone() -> None:
    for zone in ("", "Mars/Olympus"):
        old = Timestamp(datetime(1999, 7, 1, 12), 19_800, zone)
        changed = moved(old, day=date(1999, 7, 2), at=time(13), zone=zone_words(old))
        assert changed == Timestamp(datetime(1999, 7, 2, 13), 19_800, zone)


def test_another_zone_keeps_the_clock_on_the_wall() -> None:
    changed = moved(at("2026-11-21T21:14"), day=TODAY, at=time(21, 14), zone="Asia/Kolkata")
    assert changed == Timestamp(datetime(2026, 11, 21, 21, 14), 19_800, "Asia/Kolkata")
    assert moved(at("2026-11-21T21:14"), day=TODAY, at=time(21, 14), zone="UTC+02:00") == at("2026-11-21T21:14+02:00")
    assert moved(at("2026-11-21T21:14"), day=TODAY, at=time(21, 14), zone="nowhere") is None


def test_zones_that_begin_so_come_first() -> None:
    names = ["America/New_York", "Europe/Kyiv", "Europe/York_on_Sea", "Asia/Yakutsk"]
    assert find_zones("new york", names) == ["America/New_York"]
    assert find_zones("york", names) == ["Europe/York_on_Sea", "America/New_York"]
    assert find_zones("EUROPE", names) == ["Europe/Kyiv", "Europe/York_on_Sea"]
