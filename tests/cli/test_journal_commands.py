"""add, list, show and search: what they print, and in what shape."""

import re
from datetime import datetime
from pathlib import Path

import pytest

from allydesk.journal.entry import MATCH_END, MATCH_START
from tests.cli.line import CommandLine

ID = r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}"


def test_list_as_json_is_an_array_of_entries_newest_first(line: CommandLine, reading: Path) -> None:
    said = line.good("list", reading, "--json")
    assert said.err == ""
    listed = said.json
    assert [set(item) for item in listed] == [{"id", "title", "created", "tags", "mood", "pinned"}] * 3
    assert [item["title"] for item in listed] == ["Ein Wort: Übung", "", "A bus in the rain"]
    assert [item["created"] for item in listed] == [
        "2026-11-20T23:59:00-08:00",
        "2026-02-14T21:14:00+01:00",
        "2025-03-01T08:00:00+01:00",
    ]
    assert all(datetime.fromisoformat(item["created"]).utcoffset() is not None for item in listed)
    assert listed[2]["tags"] == ["rain", "travel"]
    assert all(re.fullmatch(ID, item["id"]) for item in listed)


def test_list_for_people_has_a_row_for_each_entry(line: CommandLine, reading: Path) -> None:
    rows = line.good("list", reading).out.splitlines()
    assert len(rows) == 3
    assert re.fullmatch(rf"{ID}  2026-11-20 23:59  Ein Wort: Übung", rows[0])
    assert rows[1].endswith("2026-02-14 21:14  (no title)")


def test_list_can_be_limited(line: CommandLine, reading: Path) -> None:
    assert len(line.good("list", reading, "--limit", "2", "--json").json) == 2
    assert len(line.good("list", reading, "--limit", str(10**40), "--json").json) == 3


def test_an_empty_vault_has_an_empty_list(line: CommandLine, empty: Path) -> None:
    assert line.good("list", empty, "--json").json == []
    assert line.good("list", empty).out == ""
    assert line.good("search", empty, "rain", "--json").json == []


def test_search_as_json_has_snippets_without_marks(line: CommandLine, reading: Path) -> None:
    found = line.good("search", reading, "rain", "--json").json
    assert [set(item) for item in found] == [{"id", "title", "created", "tags", "mood", "pinned", "snippet"}] * 2
    assert "rain" in found[0]["snippet"]
    assert not any(mark in item["snippet"] for item in found for mark in (MATCH_START, MATCH_END))


def test_search_for_people_shows_where_it_matches_on_a_line_of_its_own(line: CommandLine, reading: Path) -> None:
    rows = line.good("search", reading, "flooded").out.splitlines()
    assert rows[0].endswith("A bus in the rain")
    assert rows[1].startswith("    ")
    assert "flooded" in rows[1]
    assert len(rows) == 2


@pytest.mark.parametrize(
    ("query", "titles"),
    [
        ('"second stop"', ["A bus in the rain"]),
        ("tag:rain -bus", [""]),
        ("before:2026 rain", ["A bus in the rain"]),
        ("on:2026-11-20", ["Ein Wort: Übung"]),
        ("ubung", ["Ein Wort: Übung"]),
        ("floo*", ["A bus in the rain"]),
        ("nowhere", []),
    ],
)
def test_search_understands_the_query(line: CommandLine, reading: Path, query: str, titles: list[str]) -> None:
    assert [item["title"] for item in line.good("search", reading, query, "--json").json] == titles


def test_a_query_may_begin_with_a_minus_sign_after_two(line: CommandLine, reading: Path) -> None:
    found = line.good("search", reading, "--json", "--", "-bus").json
    assert [item["title"] for item in found] == ["Ein Wort: Übung", ""]


def test_search_is_limited(line: CommandLine, reading: Path) -> None:
    assert len(line.good("search", reading, "rain", "--limit", "1", "--json").json) == 1


def test_what_is_odd_about_a_query_is_said_and_the_rest_is_searched_for(line: CommandLine, reading: Path) -> None:
    said = line.good("search", reading, 'rain before:2026-13-01 "open', "--json")
    assert said.json == []
    assert "2026-13-01" in said.err
    assert "open" in said.err
    assert "Traceback" not in said.err


def test_show_prints_the_entry_and_as_json_all_of_it(line: CommandLine, reading: Path) -> None:
    entry = line.good("search", reading, "bus", "--json").json[0]["id"]
    plain = line.good("show", reading, entry).out
    assert plain == ("A bus in the rain\n2025-03-01T08:00:00+01:00  rain, travel\n\nThe *second* stop was flooded.\n")
    whole = line.good("show", reading, entry, "--json").json
    assert whole["id"] == entry
    assert whole["text"] == "The *second* stop was flooded."
    assert whole["tags"] == ["rain", "travel"]
    assert whole["trashed"] is None
    assert whole["attachments"] == []
    assert datetime.fromisoformat(whole["modified"]).utcoffset() is not None


@pytest.mark.parametrize("entry", ["", "no-such-entry", "00000000-0000-7000-8000-000000000000", "é\0"])
def test_an_entry_that_is_not_there_is_no_crash(line: CommandLine, reading: Path, entry: str) -> None:
    line("show", reading, entry, "--json").refused(1, "not there")


def test_add_prints_the_id_of_what_is_then_found(line: CommandLine, vault: Path) -> None:
    said = line.good("add", vault, "--title", "A title", "--tag", "one", "--tag", "two words", then="Some text.")
    assert re.fullmatch(ID + "\n", said.out)
    assert said.err == ""
    shown = line.good("show", vault, said.out.strip(), "--json").json
    assert (shown["title"], shown["text"], shown["tags"]) == ("A title", "Some text.", ["one", "two words"])
    assert shown["created"] == "2026-11-21T21:14:00+00:00"


def test_add_takes_people_and_a_mood_and_search_finds_them(line: CommandLine, vault: Path) -> None:
    line.good("add", vault, "--person", "Makena", "--person", "makena", "--mood", "-3", "--title", "Hard")
    line.good("add", vault, "--mood", "+4", "--title", "Glad")
    line.good("add", vault, "--title", "Neither")
    [found] = line.good("search", vault, "person:makena mood:<0", "--json").json
    assert (found["title"], found["mood"]) == ("Hard", -3)
    shown = line.good("show", vault, found["id"])
    assert "Makena, −3" in shown.out
    assert line.good("show", vault, found["id"], "--json").json["people"] == ["Makena"]
    with pytest.raises(SystemExit):
        line("add", vault, "--mood", "6", "--title", "x")


@pytest.mark.parametrize(
    ("query", "words"), [("mood:9", "no such mood"), ("has:wings", "no such thing"), ("x" * 3000, "1,000 characters")]
)
def test_what_a_query_cannot_mean_is_said(line: CommandLine, vault: Path, query: str, words: str) -> None:
    assert words in line.good("search", vault, query).err


def test_add_takes_a_title_alone_and_refuses_nothing_at_all(line: CommandLine, vault: Path) -> None:
    line.good("add", vault, "--title", "Only a title")
    line("add", vault, "--tag", "one", then=" \n\t\n").refused(1, "nothing in the entry")
    assert len(line.good("list", vault, "--json").json) == 1


@pytest.mark.parametrize(
    ("date", "created"),
    [
        ("0001-01-01", "0001-01-01T00:00:00+00:34:08"),
        ("0001-01-01T00:00:00+14:00", "0001-01-01T00:00:00+14:00"),
        ("9999-12-31T23:59:59", "9999-12-31T23:59:59+01:00"),
        ("9999-12-31T23:59:59.999999-23:59", "9999-12-31T23:59:59.999999-23:59"),
        ("2026-07-01", "2026-07-01T00:00:00+02:00"),
        ("2026-07-01T12:00Z", "2026-07-01T12:00:00+00:00"),
        ("2026-03-29T02:30", "2026-03-29T02:30:00+01:00"),
        ("2026-10-25T02:30", "2026-10-25T02:30:00+02:00"),
        ("1893-06-01T12:00+00:29:46", "1893-06-01T12:00:00+00:29:46"),
    ],
)
def test_a_date_may_lie_anywhere_in_the_calendar(line: CommandLine, vault: Path, date: str, created: str) -> None:
    entry = line.good("add", vault, "--date", date, then="text").out.strip()
    (listed,) = line.good("list", vault, "--json").json
    assert listed == {"id": entry, "title": "", "created": created, "tags": [], "mood": None, "pinned": False}


@pytest.mark.parametrize(
    "date",
    [
        "",
        "yesterday",
        "2026-02-30",
        "2026-13-01",
        "0000-01-01",
        "10000-01-01",
        "2026-01-01T25:00",
        "2026-01-01T00:00+24:00",
    ],
)
def test_what_is_no_date_is_refused_before_anything_is_asked(line: CommandLine, empty: Path, date: str) -> None:
    line("add", empty, "--date", date, then="text").refused(2, "not a date")


def test_ten_thousand_tags_are_kept(line: CommandLine, vault: Path) -> None:
    tags = [f"tag number {number}" for number in range(10_000)]
    flags = [part for tag in tags for part in ("--tag", tag)]
    entry = line.good("add", vault, *flags, "--tag", "Tag  Number 7", then="text").out.strip()
    assert line.good("show", vault, entry, "--json").json["tags"] == tags
    assert len(line.good("search", vault, 'tag:"tag number 9999"', "--json").json) == 1
