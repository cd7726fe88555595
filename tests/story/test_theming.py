"""What is done with themes, as values; and the themes by their moments."""

from collections.abc import Callable
from dataclasses import dataclass, replace
from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.story.ids import MomentId, ThemeId
from allydesk.story.lifeline import SHADES, Edit, Lifeline, Moment, Theme, lifeline_of
from allydesk.story.theming import (
    LONGEST_NAME,
    add_theme,
    free_shade,
    in_time,
    matrix,
    merge_themes,
    moments_of,
    move_theme,
    named,
    recolour,
    remove_theme,
    rename_theme,
    set_memo,
    split_theme,
    tidy_name,
    tie,
    tie_by_name,
    turn,
    untie,
)
from allydesk.story.vague_date import Precision, VagueDate

MOMENTS = tuple(MomentId(f"m{number}") for number in range(6))
THEMES = tuple(ThemeId(f"t{number}") for number in range(4))
GONE = MomentId("gone")
HEARD, AGAIN, QUIET, NOBODY = THEMES


def year(number: int) -> VagueDate:
    return VagueDate(str(number), date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


def a_lifeline() -> Lifeline:
    """Six moments, the last without a date and the first the latest; three themes in the order of their ids."""
    dates = [year(2020), *(year(1990 + place) for place in range(4)), VagueDate("one day")]
    moments = [Moment(one, title=f"Moment {one}", date=when) for one, when in zip(MOMENTS, dates, strict=True)]
    themes = [
        Theme(HEARD, "being heard", "A memo.", MOMENTS[:3], place=0, shade=0),
        Theme(AGAIN, "starting again", "", (MOMENTS[3], MOMENTS[1]), place=1, shade=1),
        Theme(QUIET, "staying quiet", "Mostly at work.\n", (), place=2, shade=0),
    ]
    return lifeline_of([*moments, *themes])


@pytest.fixture
def line() -> Lifeline:
    return a_lifeline()


@st.composite
def lifelines(draw: st.DrawFn) -> Lifeline:
    """Lifelines with any themes over them, some tied to a moment that is gone, places as they come."""
    themes = [
        Theme(
            theme_id,
            draw(st.sampled_from(("", "Choir", "choir ", "home"))),
            draw(st.sampled_from(("", " ", "one", "two\n\nthree"))),
            tuple(draw(st.lists(st.sampled_from((*MOMENTS, GONE)), unique=True))),
            place=draw(st.integers(0, 5)),
            shade=draw(st.integers(0, SHADES - 1)),
        )
        for theme_id in draw(st.lists(st.sampled_from(THEMES), unique=True))
    ]
    return lifeline_of([*(Moment(one) for one in MOMENTS), *themes])


theme_ids = st.sampled_from(THEMES)
some_moments = st.lists(st.sampled_from((*MOMENTS, GONE)))


@dataclass(frozen=True)
class Given:
    """What a deed is done with."""

    line: Lifeline
    one: ThemeId
    other: ThemeId
    moments: list[MomentId]

    @property
    def moment(self) -> MomentId:
        return self.moments[0] if self.moments else GONE


givens = st.builds(Given, lifelines(), theme_ids, theme_ids, some_moments)

DEEDS: tuple[Callable[[Given], Edit], ...] = (
    lambda it: add_theme(it.line, "new", moments=it.moments),
    lambda it: tie_by_name(it.line, it.moment, "CHOIR"),
    lambda it: rename_theme(it.line, it.one, "other"),
    lambda it: set_memo(it.line, it.one, "words"),
    lambda it: recolour(it.line, it.one, 5),
    lambda it: tie(it.line, it.one, it.moments),
    lambda it: untie(it.line, it.one, it.moments),
    lambda it: turn(it.line, it.one, it.moment),
    lambda it: merge_themes(it.line, it.one, it.other),
    lambda it: split_theme(it.line, it.one, it.moments, "part"),
    lambda it: move_theme(it.line, it.one, len(it.moments)),
    lambda it: remove_theme(it.line, it.one),
)


def theme(line: Lifeline, theme_id: ThemeId) -> Theme:
    return line.themes[theme_id]


def order(line: Lifeline) -> list[ThemeId]:
    return [one.id for one in line.ordered_themes()]


# For every deed


@given(givens, st.sampled_from(DEEDS))
def test_undone_it_is_as_before(it: Given, deed: Callable[[Given], Edit]) -> None:
    edit = deed(it)
    assert it.line.after(edit).after(edit.reversed()) == it.line


@given(givens, st.sampled_from(DEEDS))
def test_no_deed_ties_to_a_moment_that_is_not_there(it: Given, deed: Callable[[Given], Edit]) -> None:
    had = {theme_id for theme_id, before in it.line.themes.items() if GONE in before.moments}
    for after in it.line.after(deed(it)).themes.values():
        assert GONE not in after.moments or after.id in had
        assert len(set(after.moments)) == len(after.moments)


@given(givens, st.sampled_from(DEEDS))
def test_a_label_holds_nothing_that_was_written(it: Given, deed: Callable[[Given], Edit]) -> None:
    assert deed(it).label in {
        *("Add a theme", "Rename the theme", "Change the memo", "Change colour and pattern", "Tie to the theme"),
        *("Untie from the theme", "Merge the themes", "Split the theme", "Move the theme", "Remove the theme"),
    }


@pytest.mark.parametrize("deed", DEEDS[2:])
def test_a_theme_that_is_gone_is_passed_over(line: Lifeline, deed: Callable[[Given], Edit]) -> None:
    assert deed(Given(line, NOBODY, HEARD, list(MOMENTS))).changes == ()


# Adding and naming


def test_a_new_theme_comes_last_in_a_shade_of_its_own(line: Lifeline) -> None:
    edit = add_theme(line, "  Family \n ties ", moments=(MOMENTS[4], GONE, MOMENTS[4]), theme_id=NOBODY)
    made = theme(line.after(edit), NOBODY)
    assert (made.name, made.moments, made.shade) == ("Family ties", (MOMENTS[4],), 2)
    assert order(line.after(edit))[-1] == NOBODY
    assert add_theme(line, "x").changes[0].record != add_theme(line, "x").changes[0].record


def test_shades_are_used_evenly() -> None:
    line = Lifeline()
    for _ in range(2 * SHADES):
        line = line.after(add_theme(line, "one more"))
    assert sorted(one.shade for one in line.themes.values()) == sorted([*range(SHADES), *range(SHADES)])
    assert free_shade(line) == 0


@given(st.text())
def test_a_name_is_one_tidy_line(name: str) -> None:
    tidy = tidy_name(name)
    assert len(tidy) <= LONGEST_NAME
    assert tidy == " ".join(tidy.split()) == tidy_name(tidy)
    assert tidy.encode().decode() == tidy


def test_a_theme_is_found_by_its_name_whatever_the_capitals(line: Lifeline) -> None:
    found = named(line, " Being  HEARD ")
    assert found is not None
    assert found.id == HEARD
    assert named(line, "being heard", but=HEARD) is None
    assert named(line, "being") is None


def test_an_edit_without_a_change_is_none(line: Lifeline) -> None:
    for edit in (
        rename_theme(line, HEARD, "being heard "),
        set_memo(line, HEARD, "A memo."),
        recolour(line, HEARD, 0),
        tie(line, HEARD, (MOMENTS[0], GONE)),
        untie(line, HEARD, (MOMENTS[5],)),
        move_theme(line, HEARD, 0),
        move_theme(line, QUIET, 9),
    ):
        assert edit.changes == ()


def test_there_are_so_many_shades(line: Lifeline) -> None:
    assert theme(line.after(recolour(line, QUIET, SHADES - 1)), QUIET).shade == SHADES - 1
    with pytest.raises(ValueError, match="shade"):
        recolour(line, QUIET, SHADES)


def test_what_is_typed_in_one_sitting_is_one_run(line: Lifeline) -> None:
    edit = set_memo(line, QUIET, "New\r\nwords\x00", run="memo 1")
    assert (edit.run, theme(line.after(edit), QUIET).memo) == ("memo 1", "New\nwords\ufffd")


# Tying


def test_moments_are_tied_in_the_order_they_come(line: Lifeline) -> None:
    after = line.after(tie(line, AGAIN, (MOMENTS[5], MOMENTS[3], MOMENTS[0])))
    assert theme(after, AGAIN).moments == (MOMENTS[3], MOMENTS[1], MOMENTS[5], MOMENTS[0])
    after = after.after(untie(after, AGAIN, (MOMENTS[1], GONE)))
    assert theme(after, AGAIN).moments == (MOMENTS[3], MOMENTS[5], MOMENTS[0])
    assert set(after.moments) == set(MOMENTS)


@given(lifelines(), theme_ids, st.sampled_from(MOMENTS))
def test_turning_twice_leaves_it_as_it_was(line: Lifeline, theme_id: ThemeId, moment: MomentId) -> None:
    once = line.after(turn(line, theme_id, moment))
    if theme_id in line.themes:
        assert (moment in once.themes[theme_id].moments) != (moment in line.themes[theme_id].moments)
    twice = once.after(turn(once, theme_id, moment))
    assert matrix(twice).ties == matrix(line).ties


def test_a_moment_is_tied_by_a_name_known_or_new(line: Lifeline) -> None:
    known = line.after(tie_by_name(line, MOMENTS[5], "Staying Quiet"))
    assert theme(known, QUIET).moments == (MOMENTS[5],)
    assert len(known.themes) == 3
    (made,) = tie_by_name(line, MOMENTS[5], "courage").changes
    assert isinstance(made.after, Theme)
    assert (made.before, made.after.name, made.after.moments) == (None, "courage", (MOMENTS[5],))
    assert tie_by_name(line, MOMENTS[5], "  ").changes == ()
    assert tie_by_name(line, GONE, "courage").changes == ()


# Merging and splitting


def test_merged_the_first_stays_with_all_moments_and_both_memos(line: Lifeline) -> None:
    for pair in ((HEARD, AGAIN), (AGAIN, HEARD)):
        after = line.after(merge_themes(line, *pair))
        assert order(after) == [HEARD, QUIET]
        kept = theme(after, HEARD)
        assert kept.moments == (*MOMENTS[:3], MOMENTS[3])
        assert (kept.name, kept.memo, kept.shade) == ("being heard", "A memo.", 0)
    assert theme(line.after(merge_themes(line, QUIET, HEARD)), HEARD).memo == "A memo.\n\nMostly at work."
    assert merge_themes(line, HEARD, HEARD).changes == ()


@given(lifelines(), theme_ids, theme_ids)
def test_merging_loses_no_tie_and_no_word(line: Lifeline, one: ThemeId, other: ThemeId) -> None:
    edit = merge_themes(line, one, other)
    after = line.after(edit)
    if one == other or not {one, other} <= set(line.themes):
        assert edit.changes == ()
        return
    (stays,) = {one, other} & set(after.themes)
    united = {moment.id for each in (one, other) for moment in moments_of(line, line.themes[each])}
    assert {moment.id for moment in moments_of(after, after.themes[stays])} == united
    for each in (one, other):
        assert line.themes[each].memo.strip() in after.themes[stays].memo


def test_split_the_new_one_stands_right_after(line: Lifeline) -> None:
    edit = split_theme(line, HEARD, (MOMENTS[2], MOMENTS[0], MOMENTS[5]), "being  asked", new_id=NOBODY)
    after = line.after(edit)
    assert order(after) == [HEARD, NOBODY, AGAIN, QUIET]
    assert theme(after, HEARD).moments == (MOMENTS[1],)
    made = theme(after, NOBODY)
    assert (made.name, made.memo, made.moments, made.shade) == ("being asked", "", (MOMENTS[0], MOMENTS[2]), 2)
    assert theme(after, HEARD).memo == "A memo."
    assert split_theme(line, HEARD, (MOMENTS[5],), "none of them").changes == ()


@given(lifelines(), theme_ids, some_moments)
def test_split_and_merged_it_has_the_same_moments(line: Lifeline, theme_id: ThemeId, moments: list[MomentId]) -> None:
    new = ThemeId("new")
    after = line.after(split_theme(line, theme_id, moments, "part", new_id=new))
    if new in after.themes:
        assert not set(after.themes[new].moments) & set(after.themes[theme_id].moments)
    again = after.after(merge_themes(after, theme_id, new))
    assert {one: set(each.moments) for one, each in again.themes.items()} == {
        one: set(each.moments) for one, each in line.themes.items()
    }
    assert order(again) == order(line)


# Order


@given(lifelines(), theme_ids, st.integers(-2, 6))
def test_a_theme_is_moved_and_the_others_keep_their_order(line: Lifeline, theme_id: ThemeId, to: int) -> None:
    after = order(line.after(move_theme(line, theme_id, to)))
    others = [one for one in order(line) if one != theme_id]
    assert [one for one in after if one != theme_id] == others
    if theme_id in line.themes:
        assert after.index(theme_id) == max(0, min(to, len(others)))


# The matrix


def test_the_matrix_has_moments_in_time_and_themes_in_order(line: Lifeline) -> None:
    table = matrix(line)
    assert [one.id for one in table.themes] == [HEARD, AGAIN, QUIET]
    assert [one.id for one in table.moments] == [*MOMENTS[1:5], MOMENTS[0], MOMENTS[5]]
    assert table.is_tied(AGAIN, MOMENTS[3])
    assert not table.is_tied(QUIET, MOMENTS[3])


@given(lifelines())
def test_the_matrix_knows_only_what_is_there(line: Lifeline) -> None:
    table = matrix(line)
    assert {one.id for one in in_time(line)} == set(line.moments) == {one.id for one in table.moments}
    for each in line.themes.values():
        assert [one.id for one in moments_of(line, each)] == [one for one in each.moments if one in line.moments]
        for moment in (*MOMENTS, GONE):
            assert table.is_tied(each.id, moment) == (moment in each.moments and moment in line.moments)


def test_removed_its_moments_stay(line: Lifeline) -> None:
    after = line.after(remove_theme(line, HEARD))
    assert order(after) == [AGAIN, QUIET]
    assert after.moments == line.moments
    assert replace(line, themes=after.themes) == after
