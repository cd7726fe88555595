"""What is said about numbers of entries, one or many."""

from dataclasses import replace
from datetime import datetime

import pytest

from allydesk.journal.timestamp import Timestamp
from allydesk.transfer.importing import Preview, Report
from allydesk.transfer.source import Format
from allydesk.ui.moving.words import (
    FORMATS,
    bring_in,
    brought_in,
    done,
    extent,
    news,
    of_practice,
    of_the_story,
    recognised,
    written,
)


def preview(found: int, there: int, *, last: str = "2026-11-21", form: Format = Format.JRNL) -> Preview:
    day = [Timestamp(datetime.fromisoformat(each), 0) for each in ("2020-01-02", last)]
    return Preview(form, found, found - there, there, day[0], day[1], (), ())


@pytest.mark.parametrize(
    ("found", "there", "said"),
    [
        (1, 0, "It is new."),
        (2, 0, "All of them are new."),
        (1, 1, "It is in your vault already."),
        (9, 9, "All of them are in your vault already."),
        (9, 1, "8 are new. 1 is in your vault already, and is left as it is."),
        (9, 8, "1 is new. 8 are in your vault already, and are left as they are."),
        (3000, 1500, "1,500 are new. 1,500 are in your vault already, and are left as they are."),
    ],
)
def test_how_many_are_new(found: int, there: int, said: str) -> None:
    assert news(preview(found, there)) == said


def test_how_many_from_when_to_when() -> None:
    assert extent(preview(412, 0)) == "412 entries, from 2 January 2020 to 21 November 2026"
    assert extent(preview(1, 0, last="2020-01-02")) == "1 entry, of 2 January 2020"
    assert bring_in(preview(1, 0)) == "Bring in 1 entry"
    assert bring_in(preview(1500, 0)) == "Bring in 1,500 entries"


def test_what_was_there_already() -> None:
    assert brought_in(Report(3, 0, ())) == ""
    assert brought_in(Report(3, 1, ())) == "1 was there already, and stayed as it was."
    assert brought_in(Report(3, 1200, ())) == "1,200 were there already, and stayed as they were."


@pytest.mark.parametrize("form", Format)
def test_every_format_has_a_name(form: Format) -> None:
    assert FORMATS[form]
    assert recognised(preview(1, 0, form=form))


def test_what_comes_of_the_story_is_told() -> None:
    assert of_the_story(0, there=True) == ""
    assert of_the_story(1, there=False) == "1 new piece of your story comes with it."
    assert of_the_story(19, there=False) == "19 new pieces of your story come with it."
    alone = replace(preview(0, 0), first=None, last=None, story=3)
    assert extent(alone) == "No entries, but what goes with them"
    assert news(alone) == ""
    assert bring_in(alone) == "Bring in the story"
    assert of_the_story(2, there=True).startswith("2 pieces of your story are there too")


def test_what_comes_of_practice_is_told() -> None:
    assert of_practice(0, there=True) == ""
    assert of_practice(1, there=False) == "1 new piece of your practice comes with it."
    assert of_practice(19, there=False) == "19 new pieces of your practice come with it."
    assert of_practice(2, there=True) == "2 pieces of your practice came in: runs, commitments, scenarios of your own."
    assert done(Report(0, 0, (), practice=2)) == "It is in your vault now"
    assert (done(Report(0, 1, ())), done(Report(1, 0, (), practice=2))) == (
        "0 entries are in your vault now",
        "1 entry is in your vault now",
    )
    assert (written(0), written(1), written(2)) == (
        "Your export is written",
        "1 entry is written",
        "2 entries are written",
    )
    alone = replace(preview(0, 0), first=None, last=None, practice=3)
    assert bring_in(alone) == "Bring in the practice"
    assert bring_in(replace(alone, story=1)) == "Bring in the story and the practice"
    assert bring_in(replace(preview(2, 0), practice=3)) == "Bring in 2 entries"
