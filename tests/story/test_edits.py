"""What a person does with moments, chapters and their birth date."""

from dataclasses import replace
from datetime import date

from hypothesis import given
from hypothesis import strategies as st

from allydesk.story.edits import (
    LONGEST_LINE,
    add_chapter,
    add_moment,
    before_birth,
    bring_back,
    change_chapter,
    change_moment,
    change_moments,
    remove_chapter,
    remove_moments,
    set_birth,
    step_heights,
    tidy_line,
)
from allydesk.story.ids import ChapterId, MomentId, ThemeId
from allydesk.story.lifeline import Birth, Chapter, Edit, Lifeline, Moment, Theme, lifeline_of
from allydesk.story.vague_date import UNDATED, Precision, VagueDate

A, B, C = MomentId("a"), MomentId("b"), MomentId("c")
BORN = VagueDate("17 May 1996", date(1996, 5, 17), date(1996, 5, 17), Precision.DAY)
SEVEN = VagueDate("age 7", age=7)


def year(number: int) -> VagueDate:
    return VagueDate(str(number), date(number, 1, 1), date(number, 12, 31), Precision.YEAR)


LIFE = lifeline_of(
    [
        Moment(A, "Choir", year(2008), 3),
        Moment(B, "Passed over", year(2019), -5),
        Moment(C, "Someone I met", VagueDate("between school and university"), 2),
        Theme(ThemeId("t"), "being heard", moments=(B, A)),
        Theme(ThemeId("u"), "family", moments=(C,)),
    ]
)


def undone(life: Lifeline, edit: Edit) -> Lifeline:
    return life.after(edit).after(edit.reversed())


def test_a_moment_may_be_as_empty_as_one_likes() -> None:
    empty = Moment(MomentId("new"))
    assert LIFE.after(add_moment(LIFE, empty)).moments[MomentId("new")] == empty


def test_a_moment_that_is_there_is_not_added_again() -> None:
    assert add_moment(LIFE, Moment(A, "Other")).changes == ()


def test_lines_are_tidied_and_people_named_once() -> None:
    odd = Moment(MomentId("n"), "  Two \n words ", note="a\r\nb", place=" Leeds\t", people=(" Ruth ", "", "Ruth"))
    made = LIFE.after(add_moment(LIFE, odd)).moments[MomentId("n")]
    assert (made.title, made.note, made.place, made.people) == ("Two words", "a\nb", "Leeds", ("Ruth",))


def test_a_title_has_an_end() -> None:
    assert len(tidy_line("word " * 1000)) <= LONGEST_LINE


def test_an_edit_is_named_by_what_changed() -> None:
    moment = LIFE.moments[A]
    assert change_moment(LIFE, replace(moment, title="Song")).label == "Change the title"
    assert change_moment(LIFE, replace(moment, height=1)).label == "Change how it felt"
    assert change_moment(LIFE, replace(moment, height=1, date=year(2009))).label == "Move the moment"
    assert change_moment(LIFE, replace(moment, height=1, note="x")).label == "Change the moment"
    both = [replace(LIFE.moments[one], height=0) for one in (A, B)]
    assert change_moments(LIFE, both).label == "Move 2 moments"


def test_what_is_so_already_and_what_is_gone_are_no_change() -> None:
    assert change_moment(LIFE, LIFE.moments[A]).changes == ()
    assert change_moment(LIFE, Moment(MomentId("gone"), "x")).changes == ()


def test_steps_stay_on_the_scale() -> None:
    after = LIFE.after(step_heights(LIFE, (A, B, B, MomentId("gone")), -1))
    assert (after.moments[A].height, after.moments[B].height) == (2, -5)


def test_a_removed_moment_is_off_its_themes_and_one_undo_brings_both_back() -> None:
    edit = remove_moments(LIFE, (A,))
    after = LIFE.after(edit)
    assert A not in after.moments
    assert after.themes[ThemeId("t")].moments == (B,)
    assert after.themes[ThemeId("u")] == LIFE.themes[ThemeId("u")]
    assert undone(LIFE, edit) == LIFE


def test_several_are_removed_in_one_go_and_said_so() -> None:
    edit = remove_moments(LIFE, (A, B, MomentId("gone")))
    assert edit.label == "Remove 2 moments"
    assert set(LIFE.after(edit).moments) == {C}


def test_a_removed_moment_comes_back_as_it_was() -> None:
    gone = LIFE.after(remove_moments(LIFE, (A,)))
    edit = bring_back(gone, LIFE.moments[A])
    assert edit.label == "Bring it back"
    assert gone.after(edit).moments[A] == LIFE.moments[A]


def test_an_earlier_version_takes_the_place_of_the_present_one() -> None:
    now = LIFE.after(change_moment(LIFE, replace(LIFE.moments[A], title="Song")))
    edit = bring_back(now, LIFE.moments[A])
    assert edit.label == "Put back an earlier version"
    assert now.after(edit) == LIFE
    assert bring_back(now, now.moments[A]).changes == ()


def test_a_theme_comes_back_without_the_moments_that_are_gone() -> None:
    theme = LIFE.themes[ThemeId("t")]
    gone = lifeline_of([LIFE.moments[A]])
    assert gone.after(bring_back(gone, theme)).themes[ThemeId("t")].moments == (A,)


def test_ages_find_their_place_with_the_birth_date_and_lose_it_again() -> None:
    life = lifeline_of([Moment(A, "Bicycle", SEVEN), Chapter(ChapterId("c"), "Small", SEVEN)])
    born = life.after(set_birth(life, BORN))
    assert born.birth == Birth(BORN)
    for dated in (born.moments[A].date, born.chapters[ChapterId("c")].date):
        assert (dated.earliest, dated.latest) == (date(2003, 5, 17), date(2004, 5, 16))
        assert dated.words == "age 7"
    assert not born.after(set_birth(born, UNDATED)).moments[A].date.is_dated
    assert undone(life, set_birth(life, BORN)) == life


def test_an_age_beyond_the_calendar_waits_without_a_date() -> None:
    late = VagueDate("9998", date(9998, 1, 1), date(9998, 12, 31), Precision.YEAR)
    life = lifeline_of([Moment(A, "Bicycle", SEVEN)])
    after = life.after(set_birth(life, late)).moments[A]
    assert (after.date.words, after.date.is_dated) == ("age 7", False)


def test_a_brought_back_age_follows_the_birth_date_of_now() -> None:
    life = lifeline_of([], Birth(BORN))
    back = life.after(bring_back(life, Moment(A, "Bicycle", SEVEN))).moments[A]
    assert back.date.earliest == date(2003, 5, 17)


def test_moments_before_the_birth_are_found_and_nothing_is_refused() -> None:
    life = LIFE.after(set_birth(LIFE, year(2010)))
    assert [one.id for one in before_birth(life)] == [A]
    assert before_birth(LIFE) == []


def test_the_same_birth_date_is_no_change() -> None:
    assert set_birth(lifeline_of([], Birth(BORN)), BORN).changes == ()


def test_chapters_come_change_and_go() -> None:
    chapter = Chapter(ChapterId("c"), " Leeds ", year(2001))
    life = LIFE.after(add_chapter(LIFE, chapter))
    assert life.chapters[ChapterId("c")].title == "Leeds"
    assert add_chapter(life, chapter).changes == ()
    renamed = life.after(change_chapter(life, replace(chapter, title="Home")))
    assert renamed.chapters[ChapterId("c")].title == "Home"
    assert change_chapter(renamed, renamed.chapters[ChapterId("c")]).changes == ()
    assert renamed.after(remove_chapter(renamed, ChapterId("c"))) == LIFE
    assert remove_chapter(LIFE, ChapterId("gone")).changes == ()


@given(ids=st.lists(st.sampled_from([A, B, C, MomentId("gone")])), step=st.integers(-12, 12))
def test_everything_can_be_undone(ids: list[MomentId], step: int) -> None:
    for edit in (step_heights(LIFE, ids, step), remove_moments(LIFE, ids)):
        assert undone(LIFE, edit) == LIFE
    assert all(one not in LIFE.after(remove_moments(LIFE, ids)).moments for one in ids)
