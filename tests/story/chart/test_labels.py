"""Titles never overlap, whatever is asked for."""

from itertools import combinations

from hypothesis import given
from hypothesis import strategies as st

from allydesk.story.chart.labels import Box, Page, Taken, Type, Wanted, elided
from allydesk.story.chart.trace import Trace

INSIDE = Box(0, 0, 600, 300)
_TITLES = st.text(alphabet=st.characters(codec="utf-8"), max_size=40)
_WANTED = st.builds(
    Wanted,
    text=_TITLES,
    x=st.floats(0, 600),
    y=st.floats(0, 300),
    radius=st.floats(2, 9),
    sides=st.sampled_from([(1,), (-1,), (1, -1)]),
)


def measured(words: str) -> float:
    return 7.0 * len(words)


def page_of(*, dots: list[Wanted] | None = None) -> Page:
    taken = Taken()
    for dot in dots or []:
        taken.add(Box(dot.x - dot.radius, dot.y - dot.radius, dot.x + dot.radius, dot.y + dot.radius))
    return Page(INSIDE, taken, Taken(), Trace(), Type(13, measured, 230))


@given(st.lists(_WANTED, max_size=40))
def test_no_title_meets_another_or_a_dot_or_leaves_the_page(wanted: list[Wanted]) -> None:
    page = page_of(dots=wanted)
    placed = [found for found in map(page.place, wanted) if found is not None]
    assert not any(one.box.meets(other.box) for one, other in combinations(placed, 2))
    assert all(INSIDE.holds(each.box) for each in placed)
    dots = [Box(dot.x - 2, dot.y - 2, dot.x + 2, dot.y + 2) for dot in wanted]
    assert not any(each.box.meets(dot) for each in placed for dot in dots)


@given(st.lists(_WANTED, max_size=30))
def test_photos_and_titles_do_not_meet(wanted: list[Wanted]) -> None:
    page = page_of()
    boxes = []
    for each in wanted:
        boxes.append(page.take(each, 44))
        placed = page.place(each)
        boxes.append(placed.box if placed else None)
    found = [box for box in boxes if box is not None]
    assert not any(one.meets(other) for one, other in combinations(found, 2))


def test_a_title_stands_above_a_high_and_below_a_low() -> None:
    high = page_of().place(Wanted("Choir", 300, 150, 6, (1,)))
    low = page_of().place(Wanted("Choir", 300, 150, 6, (-1,)))
    assert high is not None
    assert low is not None
    assert high.box.bottom < 144
    assert low.box.top > 156
    assert high.x + high.width / 2 == 300


def test_the_line_is_kept_off_where_there_is_another_place() -> None:
    page = page_of()
    free = page.place(Wanted("Choir", 300, 150, 6, (1,)))
    assert free is not None
    crossed = page_of()
    crossed.line.add([(free.box.left + 1, free.box.top - 9), (free.box.left + 2, free.box.bottom + 9)])
    other = crossed.place(Wanted("Choir", 300, 150, 6, (1,)))
    assert other is not None
    assert crossed.line.crossed(*other.box) == 0
    assert not other.crossed


def test_on_a_slope_a_title_goes_to_the_side_that_the_line_is_not_on() -> None:
    rising = [(200.0 + step, 250.0 - step) for step in range(200)]
    for sides in ((1, -1), (-1, 1)):
        page = page_of()
        page.line.add(rising)
        placed = page.place(Wanted("The queue outside", 300, 150, 6, sides))
        assert placed is not None
        assert not placed.crossed
        middle, above = placed.x + placed.width / 2, placed.box.bottom < 150
        # Above it is to the left that there is room, below to the right.
        assert above == (sides[0] > 0)
        assert (middle < 300) == above


@given(st.lists(st.tuples(st.floats(0, 600), st.floats(0, 300)), min_size=2, max_size=30).map(sorted), _WANTED)
def test_what_is_to_keep_off_the_line_does_and_otherwise_says_where_it_is_not(
    line: list[tuple[float, float]], wanted: Wanted
) -> None:
    strict, lax = page_of(), page_of()
    for page in (strict, lax):
        page.line.add(line)
    off = strict.place(wanted, crossing=0)
    anywhere = lax.place(wanted)
    assert off is None or not strict.line.crossed(*off.box)
    if anywhere is not None and not anywhere.crossed:
        assert not lax.line.crossed(*anywhere.box)
    # Who may cross finds a place at least where another does.
    assert off is None or anywhere is not None


@given(
    st.lists(st.tuples(st.floats(0, 100), st.floats(0, 100)), min_size=2, max_size=20).map(sorted),
    st.integers(0, 98),
    st.floats(0, 1),
)
def test_a_trace_is_met_wherever_its_line_is(line: list[tuple[float, float]], at: int, share: float) -> None:
    trace = Trace()
    trace.add(line)
    one, other = line[at % (len(line) - 1)], line[at % (len(line) - 1) + 1]
    x, y = (a + (b - a) * share for a, b in zip(one, other, strict=True))
    assert trace.crossed(x - 1, y - 1, x + 1, y + 1) > 0
    low, high = min(y for _, y in line), max(y for _, y in line)
    assert trace.crossed(0, low - 9, 100, low) == trace.crossed(0, high, 100, high + 9) == 0


@given(_TITLES, st.floats(0, 200))
def test_what_is_too_long_is_cut_short_and_fits(title: str, room: float) -> None:
    shown = elided(title, measured, room)
    assert measured(shown) <= room or not shown
    assert shown == " ".join(title.split()) or shown.endswith("…") or not shown


def test_a_picture_of_several_signs_is_not_cut_apart() -> None:
    family = "👩‍👩‍👧"
    for room in range(0, 70, 7):
        shown = elided(f"A{family}B and more to read here", measured, room)
        assert not shown.removesuffix("…").endswith("‍")
        assert family in shown or not set(shown) & set(family)


def test_a_huge_title_is_one_line() -> None:
    assert elided("x" * 100_000, measured, 70) == "xxxxxxxxx…"
    assert elided("a\nb\tc", measured, 100) == "a b c"
