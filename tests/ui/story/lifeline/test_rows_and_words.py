"""The rows of the table under every edit, and how moments are said."""

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st
from PySide6.QtCore import QPersistentModelIndex, Qt
from PySide6.QtTest import QAbstractItemModelTester

from allydesk.story.dates.habits import habits_of_locale
from allydesk.story.edits import add_moment, change_moments, remove_moments, step_heights
from allydesk.story.ids import MomentId
from allydesk.story.lifeline import Edit, Lifeline, Moment, lifeline_of
from allydesk.story.theming import tie
from allydesk.ui.story.lifeline.model import Column, MomentsModel
from allydesk.ui.story.lifeline.words import height_on_chip, understood, when_and_age
from tests.ui.story.lifeline.samples import BORN, CHOIR, LEEDS, LIFE, QUEUE, QUIET, RUTH, SCHOOL, SOMEONE, many, said

HABITS = habits_of_locale("en_GB")
WHOLE = lifeline_of(LIFE)


def model_of(lifeline: Lifeline) -> MomentsModel:
    model = MomentsModel(habits=HABITS)
    model.show_lifeline(lifeline)
    return model


def titles(model: MomentsModel) -> list[str]:
    return [str(model.index(row, Column.WHAT).data()) for row in range(model.rowCount())]


def fresh(lifeline: Lifeline, column: Column, order: Qt.SortOrder) -> list[str]:
    model = model_of(lifeline)
    model.sort(column, order)
    return titles(model)


def test_rows_go_by_time_and_what_has_none_comes_last() -> None:
    assert titles(model_of(WHOLE)) == [
        "Born in Leeds",
        "New school",
        "Choir",
        "Mum’s illness",
        "Mentored by Ruth",
        "The queue",
        "Someone I met",
    ]


@pytest.mark.parametrize("order", [Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder])
def test_empty_cells_come_last_in_either_order(order: Qt.SortOrder) -> None:
    model = model_of(WHOLE)
    model.sort(Column.PLACE, order)
    assert titles(model)[0] == "Born in Leeds"
    model.sort(Column.WHEN, order)
    assert titles(model)[-1] == "Someone I met"


def test_titles_sort_backwards_too() -> None:
    names = ["ab", "abc", "b", "B2", "z"]
    life = lifeline_of([Moment(MomentId(name), name) for name in names])
    assert fresh(life, Column.WHAT, Qt.SortOrder.DescendingOrder) == ["z", "B2", "b", "abc", "ab"]


EDITS = st.lists(
    st.one_of(
        st.tuples(st.just("step"), st.integers(0, 6), st.integers(-9, 9)),
        st.tuples(st.just("title"), st.integers(0, 6), st.integers(0, 30)),
        st.tuples(st.just("date"), st.integers(0, 6), st.integers(1950, 2020)),
        st.tuples(st.just("remove"), st.integers(0, 6), st.just(0)),
        st.tuples(st.just("add"), st.integers(0, 30), st.integers(-5, 5)),
        st.tuples(st.just("tie"), st.integers(0, 6), st.just(0)),
    ),
    max_size=12,
)


def edit_of(life: Lifeline, kind: str, which: int, number: int) -> Edit:
    ids = sorted(life.moments)
    if kind == "add":
        return add_moment(life, Moment(MomentId(f"n{which}"), f"New {which}", height=number))
    if not ids:
        return Edit("", ())
    one = life.moments[ids[which % len(ids)]]
    if kind == "step":
        return step_heights(life, (one.id,), number)
    if kind == "remove":
        return remove_moments(life, (one.id,))
    if kind == "tie":
        return tie(life, QUIET.id, (one.id,))
    after = replace(one, title=f"T {number}") if kind == "title" else replace(one, date=said(str(number)))
    return change_moments(life, (after,))


@given(
    edits=EDITS,
    column=st.sampled_from(list(Column)),
    order=st.sampled_from([Qt.SortOrder.AscendingOrder, Qt.SortOrder.DescendingOrder]),
)
def test_following_edits_comes_to_the_same_rows_as_sorting_anew(
    edits: list[tuple[str, int, int]], column: Column, order: Qt.SortOrder
) -> None:
    model = model_of(WHOLE)
    model.sort(column, order)
    tester = QAbstractItemModelTester(model, QAbstractItemModelTester.FailureReportingMode.Fatal)
    life = WHOLE
    for kind, which, number in edits:
        edit = edit_of(life, kind, which, number)
        life = life.after(edit)
        model.follow(edit, life)
    assert titles(model) == fresh(life, column, order)
    assert [model.row_of(one) for one in model.ids_at(range(model.rowCount()))] == list(range(model.rowCount()))
    del tester


def test_a_moved_row_takes_what_points_at_it_along() -> None:
    model = model_of(WHOLE)
    pointer = QPersistentModelIndex(model.index(model.row_of(CHOIR.id), Column.WHAT))
    edit = change_moments(WHOLE, (replace(CHOIR, date=said("2025")),))
    assert model.follow(edit, WHOLE.after(edit))
    assert pointer.data() == "Choir"
    assert pointer.row() == 5
    model.sort(Column.WHAT, Qt.SortOrder.DescendingOrder)
    assert pointer.data() == "Choir"


def test_one_change_among_thousands_is_one_row() -> None:
    life = lifeline_of(many(2_000))
    model = model_of(life)
    told: list[int] = []
    model.dataChanged.connect(lambda first, last: told.append(last.row() - first.row() + 1))
    model.modelReset.connect(lambda: told.append(-1))
    edit = step_heights(life, (next(iter(life.moments)),), 1)
    model.follow(edit, life.after(edit))
    assert told == [1]


@pytest.mark.parametrize(
    ("words", "meant"),
    [
        ("summer 1999", "Between 1 June and 31 August 1999."),
        ("14 March 2009", "On 14 March 2009."),
        ("March 2009", "Between 1 and 31 March 2009."),
        ("1980 to 1985", "Between 1 January 1980 and 31 December 1985."),
        ("before 2001", "Up to 31 December 2000."),
        ("between school and university", "Not dated yet: it waits beside the chart."),
        ("", "Not dated yet: it waits beside the chart."),
        ("age 7", "It finds its place once you say when you were born."),
    ],
)
def test_what_was_understood_is_said(words: str, meant: str) -> None:
    assert understood(said(words)) == meant


def test_an_estimate_is_said_to_be_one() -> None:
    assert understood(said("about 2003")).startswith("About between ")


def test_the_line_above_a_title_says_when_and_how_old() -> None:
    assert when_and_age(RUTH, habits=HABITS, birth=BORN).startswith("Spring 2021 · ")
    assert when_and_age(SOMEONE, habits=HABITS, birth=BORN) == "Not dated yet · between school and university"
    assert when_and_age(Moment(MomentId("n")), habits=HABITS, birth=BORN) == "Not dated yet"
    seven = Moment(MomentId("n"), date=said("age 7", BORN))
    assert " · " not in when_and_age(seven, habits=HABITS, birth=BORN)


def test_high_and_low_are_said_in_words() -> None:
    assert [height_on_chip(one) for one in (LEEDS, QUEUE, SCHOOL)] == ["+1 high", "−3 low", "then −3 · now +2"]
    assert height_on_chip(Moment(MomentId("n"))) == "0 even"
    assert height_on_chip(replace(QUEUE, now=-3)) == "−3 low"
