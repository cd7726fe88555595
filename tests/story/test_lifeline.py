"""The lifeline as one value, and the edits that make the next one."""

from dataclasses import replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.story.ids import MomentId, ThemeId, new_chapter_id, new_moment_id, new_theme_id
from allydesk.story.lifeline import Birth, Change, Chapter, Edit, Lifeline, Moment, Record, Theme, lifeline_of
from allydesk.story.vague_date import Precision, VagueDate


def on(year: int, month: int = 1, day: int = 1) -> VagueDate:
    known = date(year, month, day)
    return VagueDate(known.isoformat(), known, known, Precision.DAY)


MOMENTS = [Moment(MomentId(f"m{number}"), f"Moment {number}") for number in range(3)]
THEME = Theme(ThemeId("m0"), "of the same id as a moment")
RECORDS: list[Moment | Theme] = [*MOMENTS, THEME]


@st.composite
def edits(draw: st.DrawFn) -> list[Edit]:
    """Edits one after the other, each true to what was before it."""
    there: dict[tuple[type, str], Record] = {}
    made = []
    for _ in range(draw(st.integers(1, 8))):
        changes: dict[tuple[type, str], Change] = {}
        for record in draw(st.lists(st.sampled_from(RECORDS), min_size=1, max_size=3)):
            key = (type(record), record.id)
            if key in changes:
                continue
            before = there.get(key)
            wish = draw(st.sampled_from(["gone", "one", "other"]))
            after = None if wish == "gone" else _named(record, wish)
            if before is None and after is None:
                continue
            changes[key] = Change(before, after)
            there.pop(key, None)
            if after is not None:
                there[key] = after
        made.append(Edit("Something", tuple(changes.values())))
    return made


def _named(record: Moment | Theme, name: str) -> Moment | Theme:
    return replace(record, name=name) if isinstance(record, Theme) else replace(record, title=name)


def carried_out(line: Lifeline, done: list[Edit]) -> Lifeline:
    for edit in done:
        line = line.after(edit)
    return line


@given(edits())
def test_edits_as_one_leave_what_they_leave_one_by_one(made: list[Edit]) -> None:
    whole = made[0]
    for edit in made[1:]:
        whole = whole.then(edit)
    assert Lifeline().after(whole) == carried_out(Lifeline(), made)
    assert Lifeline().after(whole).after(whole.reversed()) == Lifeline()


@given(edits())
def test_every_edit_is_taken_back_by_its_reverse(made: list[Edit]) -> None:
    line = Lifeline()
    for edit in made:
        after = line.after(edit)
        assert after.after(edit.reversed()) == line
        line = after


def test_what_ends_as_it_began_is_no_change() -> None:
    add, take = Edit("Add", (Change(None, THEME),)), Edit("Remove", (Change(THEME, None),))
    assert add.then(take).changes == ()
    assert take.then(add).changes == ()


def test_a_change_is_of_one_record() -> None:
    with pytest.raises(ValueError, match="no change"):
        Change(None, None)
    with pytest.raises(ValueError, match="one and the same"):
        Change(MOMENTS[0], MOMENTS[1])
    with pytest.raises(ValueError, match="one and the same"):
        Change(MOMENTS[0], THEME)


def test_a_height_is_on_the_scale() -> None:
    with pytest.raises(ValueError, match="-5 to"):
        Moment(new_moment_id(), height=6)
    with pytest.raises(ValueError, match="-5 to"):
        Moment(new_moment_id(), now=-6)


def test_moments_stand_in_time_and_those_without_a_date_wait() -> None:
    late, early, span = (
        Moment(new_moment_id(), "late", on(2020)),
        Moment(new_moment_id(), "early", on(1990)),
        Moment(
            new_moment_id(), "span", VagueDate("the nineties", date(1990, 1, 1), date(1999, 12, 31), Precision.DECADE)
        ),
    )
    waiting = Moment(new_moment_id(), "waiting", VagueDate("when we had the dog"))
    line = lifeline_of([late, waiting, span, early])
    assert [one.title for one in line.dated()] == ["early", "span", "late"]
    assert [one.title for one in line.undated()] == ["waiting"]


def test_themes_stand_as_they_were_ordered_and_chapters_in_time() -> None:
    moment = Moment(new_moment_id())
    second = Theme(new_theme_id(), "second", moments=(moment.id,), place=1)
    first = Theme(new_theme_id(), "first", place=0)
    chapters = [
        Chapter(new_chapter_id(), "later", on(2001)),
        Chapter(new_chapter_id(), "sometime"),
        Chapter(new_chapter_id(), "before", on(1981)),
    ]
    line = lifeline_of([moment, second, first, *chapters, Birth(on(1980))])
    assert [one.name for one in line.ordered_themes()] == ["first", "second"]
    assert [one.name for one in line.themes_of(moment.id)] == ["second"]
    assert [one.title for one in line.ordered_chapters()] == ["before", "later", "sometime"]
    assert line.birth.date.earliest == date(1980, 1, 1)
    assert line.after(Edit("Forget", (Change(Birth(on(1980)), None),))).birth == Birth()


@pytest.mark.parametrize(
    ("earliest", "latest", "precision"),
    [
        (date(2000, 1, 2), date(2000, 1, 1), Precision.SPAN),
        (date(2000, 1, 1), None, Precision.DAY),
        (date(2000, 1, 1), date(2000, 1, 1), Precision.OPEN),
        (date(2000, 1, 1), None, Precision.NONE),
    ],
)
def test_a_date_has_the_days_that_its_precision_says(
    earliest: date | None, latest: date | None, precision: Precision
) -> None:
    with pytest.raises(ValueError, match="date"):
        VagueDate("", earliest, latest, precision)


def test_a_date_is_drawn_at_its_middle() -> None:
    assert VagueDate("1999", date(1999, 1, 1), date(1999, 12, 31), Precision.YEAR).middle == date(1999, 7, 2)
    assert VagueDate("before 2001", None, date(2000, 12, 31), Precision.OPEN).middle == date(2000, 12, 31)
    assert VagueDate("since 2001", date(2001, 1, 1), None, Precision.OPEN).middle == date(2001, 1, 1)
    assert VagueDate("once").middle is None
