"""A whole figure: what is in it, and that nothing a person can write or date breaks it."""

from dataclasses import replace
from datetime import date
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.story.chart.figure import Figure, Span, figure_of, figure_of_plot
from allydesk.story.chart.hits import between, in_order, moment_at, moments_within, stepped
from allydesk.story.chart.labels import Box
from allydesk.story.chart.plot import plot_of
from allydesk.story.chart.primitives import ChartChoices, Tint
from allydesk.story.chart.setting import Setting
from allydesk.story.chart.writing import box_of
from allydesk.story.dates.habits import DateHabits
from allydesk.story.ids import FileId, MomentId
from allydesk.story.lifeline import KeptFile, Lifeline, Moment, lifeline_of
from allydesk.story.vague_date import Precision, VagueDate
from tests.story.chart.lives import chapters, in_year, many, moment, on, ten

PHOTO = KeptFile(FileId("f"), "ruth.jpg", "image/jpeg", 10, "")


def measured(words: str, size: float) -> float:
    return 0.5 * size * len(words)


def drawn(
    lifeline: Lifeline,
    *,
    width: float = 1084,
    height: float = 437,
    span: Span | None = None,
    choices: ChartChoices | None = None,
    text_scale: float = 1.0,
    selected: tuple[str, ...] = (),
) -> Figure:
    return figure_of(
        lifeline,
        width=width,
        height=height,
        span=span,
        choices=choices or ChartChoices(),
        measure=measured,
        habits=DateHabits(),
        text_scale=text_scale,
        selected=[MomentId(one) for one in selected],
    )


def titles(figure: Figure) -> list[str]:
    return [words.text for words in figure.words if words.moment is not None]


def with_chapters() -> Lifeline:
    return lifeline_of([*ten().moments.values(), *chapters()])


def test_the_life_of_the_design_is_all_there() -> None:
    figure = drawn(ten(), selected=("m00007",))
    full = [dot for dot in figure.dots if not dot.hollow]
    assert len(full) == 10
    assert figure.hidden_labels == 0
    assert len(titles(figure)) == 10
    assert {dot.tint for dot in full} == {Tint.HIGH, Tint.LOW}
    (chosen,) = [dot for dot in full if dot.selected]
    assert chosen.moment == "m00007"
    assert chosen.radius > max(dot.radius for dot in full if not dot.selected)
    assert [stroke.curved for stroke in figure.strokes if stroke.tint is Tint.ACCENT] == [True] * 9


def test_high_and_low_are_told_by_place_and_words_too() -> None:
    figure = drawn(ten())
    scale = figure.scale
    assert scale is not None
    said = {words.text: words.y for words in figure.words}
    assert said["high"] < scale.middle < said["low"]
    by_id = {words.moment: words for words in figure.words if words.moment}
    for dot in figure.dots:
        if not dot.hollow and dot.moment is not None:
            assert (by_id[dot.moment].y < dot.y) == (dot.y < scale.middle)


def test_time_is_to_scale_and_years_with_nothing_are_empty() -> None:
    figure = drawn(lifeline_of([moment(0, in_year(1990), 1), moment(1, in_year(1991), 1), moment(2, in_year(2011), 1)]))
    first, second, third = sorted(dot.x for dot in figure.dots)
    assert (third - second) / (second - first) == pytest.approx(20, rel=0.01)
    without = drawn(ten(), choices=ChartChoices(line=False))
    assert not any(stroke.tint is Tint.ACCENT for stroke in without.strokes)
    assert len(without.dots) == len(drawn(ten()).dots)


def test_how_it_feels_now_is_a_ring_with_a_dotted_stem() -> None:
    figure = drawn(ten())
    rings = [dot for dot in figure.dots if dot.hollow]
    assert {ring.moment for ring in rings} == {"m00003", "m00004", "m00006"}
    assert [ring.tint for ring in rings] == [Tint.LOW, Tint.HIGH, Tint.HIGH]
    assert any(stroke.dotted and stroke.pieces for stroke in figure.strokes)
    without = drawn(ten(), choices=ChartChoices(now=False))
    assert not any(dot.hollow for dot in without.dots)
    assert not any(stroke.dotted for stroke in without.strokes)


def test_spans_are_whiskers_estimates_dotted_and_open_dates_fade() -> None:
    whiskers = {each.moment: each for each in drawn(ten()).whiskers}
    scale = drawn(ten()).scale
    assert scale is not None
    illness = whiskers[MomentId("m00004")]
    assert illness.left == pytest.approx(scale.x(date(2013, 6, 1).toordinal()))
    assert illness.right == pytest.approx(scale.x(date(2015, 4, 1).toordinal()))
    assert whiskers[MomentId("m00006")].dotted
    assert not illness.dotted
    since = whiskers[MomentId("m00009")]
    assert (since.fades_left, since.fades_right) == (False, True)
    assert not drawn(ten(), choices=ChartChoices(whiskers=False)).whiskers


def test_a_whisker_is_seen_when_its_dot_is_not() -> None:
    span = Span(date(2014, 8, 1).toordinal(), date(2015, 3, 1).toordinal())
    figure = drawn(ten(), span=span)
    assert not figure.dots
    assert [each.moment for each in figure.whiskers] == ["m00004"]


def test_chapters_are_named_bands_and_an_open_one_fades() -> None:
    figure = drawn(with_chapters())
    assert [(band.fades_left, band.fades_right) for band in figure.bands] == [(False, False), (False, True)]
    assert {"Leeds", "Work"} <= {words.text for words in figure.words}
    assert not drawn(with_chapters(), choices=ChartChoices(chapters=False)).bands


def test_what_has_no_room_is_counted_and_said() -> None:
    figure = drawn(many(400))
    assert figure.hidden_labels == 400 - len(titles(figure)) > 0
    assert f"{figure.hidden_labels} titles have no room" in [words.text for words in figure.words]
    assert not titles(drawn(many(60), choices=ChartChoices(labels=False)))
    assert drawn(many(60), choices=ChartChoices(labels=False)).hidden_labels == 0


def test_photos_come_when_they_are_asked_for() -> None:
    shown = lifeline_of(
        replace(each, photos=(PHOTO,)) if number % 2 else each for number, each in enumerate(ten().moments.values())
    )
    assert not drawn(shown).photos
    figure = drawn(shown, choices=ChartChoices(photos=True))
    assert len(figure.photos) + figure.hidden_photos == 5
    boxes = [Box(one.x, one.y, one.x + one.width, one.y + one.height) for one in figure.photos]
    boxes += [box_of(words) for words in figure.words if words.moment]
    assert figure.photos
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))


@settings(max_examples=30, deadline=None)
@given(
    st.integers(0, 300),
    st.floats(120, 1600),
    st.floats(100, 900),
    st.sampled_from([1.0, 1.5, 2.0]),
    st.integers(1, 80),
)
def test_no_words_of_a_figure_overlap(count: int, width: float, height: float, text_scale: float, years: int) -> None:
    figure = drawn(many(count, years=years), width=width, height=height, text_scale=text_scale)
    boxes = [box_of(words) for words in figure.words]
    assert not any(one.meets(other) for one, other in combinations(boxes, 2))
    named = [box_of(words) for words in figure.words if words.moment]
    dots = [Box(dot.x - 2, dot.y - 2, dot.x + 2, dot.y + 2) for dot in figure.dots]
    assert not any(box.meets(dot) for box in named for dot in dots)


@settings(deadline=None)
@given(
    st.lists(
        st.builds(
            Moment,
            id=st.uuids().map(lambda one: MomentId(str(one))),
            title=st.text(max_size=60),
            date=st.one_of(
                st.dates().map(on),
                st.integers(1, 9999).map(in_year),
                st.dates().map(lambda day: VagueDate("before", None, day, Precision.OPEN)),
                st.dates().map(lambda day: VagueDate("since", day, None, Precision.OPEN)),
                st.just(VagueDate("once")),
            ),
            height=st.integers(-5, 5),
            now=st.none() | st.integers(-5, 5),
        ),
        max_size=12,
    ),
    st.floats(1, 1200),
    st.floats(1, 800),
)
def test_any_life_can_be_drawn_at_any_size(moments: list[Moment], width: float, height: float) -> None:
    figure = drawn(lifeline_of(moments), width=width, height=height)
    dated = sum(each.date.is_dated for each in moments)
    if figure.scale is not None:
        assert sum(dot.count for dot in figure.dots if not dot.hollow) == dated
    assert all(-1 <= dot.x <= width + 1 for dot in figure.dots)


@pytest.mark.parametrize("title", ["", "   ", "🎓" * 50, "مرحبا بالعالم " * 30, "<b>&amp;</b>", "x" * 100_000, "a\nb"])
def test_any_title_is_one_line_within_the_chart(title: str) -> None:
    figure = drawn(lifeline_of([moment(0, in_year(2000), 3, title=title)]))
    for words in figure.words:
        box = box_of(words)
        assert "\n" not in words.text
        assert box.left >= 0
        assert box.right <= 1084


def test_the_first_and_the_last_year_there_are_stand_together() -> None:
    figure = drawn(lifeline_of([moment(0, on(date.min), 5), moment(1, on(date.max), -5)]))
    assert len(figure.dots) == 2
    assert [words.text for words in figure.words if words.text.isdigit()][:2] == ["1000", "2000"]


def test_five_thousand_moments_on_one_day_are_eleven_dots() -> None:
    life = lifeline_of(moment(number, on(date(2000, 1, 1)), number % 11 - 5, title="So") for number in range(5_000))
    figure = drawn(life)
    assert len(figure.dots) == 11
    assert sum(dot.count for dot in figure.dots) == 5_000


def test_many_moments_take_no_more_drawing_than_there_are_pixels() -> None:
    figure = drawn(many(3_000))
    assert sum(len(stroke.points) for stroke in figure.strokes if stroke.tint is Tint.ACCENT) <= 4 * 1084
    assert len(figure.dots) < 1_800
    assert not any(stroke.curved for stroke in figure.strokes)


def test_an_empty_life_is_a_quiet_ground() -> None:
    figure = drawn(Lifeline(), span=Span(date(2000, 1, 1).toordinal(), date(2020, 1, 1).toordinal()))
    assert not figure.dots
    assert {"high", "low", "2000"} <= {words.text for words in figure.words}


def test_titles_stay_while_something_is_moved() -> None:
    plot, setting = plot_of(many(120)), Setting(1084, 437, measured, DateHabits())
    span = Span(date(1960, 1, 1).toordinal(), date(2020, 1, 1).toordinal())
    still = figure_of_plot(plot, setting, span)
    moved = many(120).moments[MomentId("m00003")]
    other = plot.with_moments([replace(moved, date=on(date(2001, 2, 3)), height=5)])
    holding = replace(setting, selected=frozenset({moved.id}))
    again = figure_of_plot(other, holding, span, titles_as=still)
    assert titles(again) == [words.text for words in still.words if words.moment not in (None, moved.id)]


def test_a_plot_with_moments_moved_is_the_plot_of_the_life_with_them() -> None:
    life = many(200)
    moved = [replace(each, date=on(date(1999, 5, number + 1))) for number, each in enumerate(life.dated()[:20])]
    whole = lifeline_of([*life.moments.values(), *moved])
    assert list(plot_of(life).with_moments(moved).spots) == list(plot_of(whole).spots)
    assert plot_of(life).with_moments([moment(9_999, in_year(2000))]).spots == plot_of(life).spots


def test_a_dot_can_be_met_without_a_steady_hand() -> None:
    figure = drawn(ten())
    choir = next(dot for dot in figure.dots if dot.moment == "m00002")
    assert moment_at(figure, (choir.x + 9, choir.y - 5)) == "m00002"
    assert moment_at(figure, (choir.x + 14, choir.y)) is None
    title = next(words for words in figure.words if words.moment == "m00002")
    assert moment_at(figure, (title.x + 3, title.y - 3)) == "m00002"
    ring = next(dot for dot in figure.dots if dot.hollow)
    assert moment_at(figure, (ring.x, ring.y)) == ring.moment


def test_a_band_holds_the_moments_whose_dots_are_in_it() -> None:
    figure, plot = drawn(ten()), plot_of(ten())
    assert figure.scale is not None
    everything = moments_within(plot, figure.scale, Box(0, 0, 1084, 437))
    assert len(everything) == 10
    highs = moments_within(plot, figure.scale, Box(0, 0, 1084, figure.scale.middle - 2))
    assert set(highs) == {each.id for each in ten().moments.values() if each.height > 0}


def test_keys_go_from_moment_to_moment_and_stay_at_the_ends() -> None:
    plot, span = plot_of(ten()), Span(date(2010, 1, 1).toordinal(), date(2020, 1, 1).toordinal())
    assert stepped(plot, None, 1, span=span) == "m00003"
    assert stepped(plot, None, -1, span=span) == "m00006"
    assert stepped(plot, None, -(1 << 30), span=span) == "m00000"
    assert stepped(plot, MomentId("m00003"), 1, span=span) == "m00004"
    assert stepped(plot, MomentId("m00009"), 1, span=span) == "m00009"
    assert stepped(plot, MomentId("m00004"), -(1 << 30), span=span) == "m00000"
    assert stepped(plot_of(Lifeline()), None, 1, span=span) is None
    assert between(plot, MomentId("m00004"), MomentId("m00002")) == ["m00002", "m00003", "m00004"]
    assert in_order(plot, [MomentId("m00004"), MomentId("gone"), MomentId("m00001")]) == ("m00001", "m00004")
