from hypothesis import given
from hypothesis import strategies as st

from allydesk.journal.timestamp import SECOND
from allydesk.storage.positions import Ranks, natural_position, place

instants = st.one_of(
    st.integers(min_value=-86400 * SECOND, max_value=315_537_897_599 * SECOND),
    # Crowded: many at one second and around it, where neighbours have to step aside.
    st.integers(min_value=0, max_value=6 * SECOND),
)


@given(st.lists(instants, max_size=80))
def test_positions_sort_as_instants_do_whatever_comes_when(arriving: list[int]) -> None:
    ranks = Ranks([])
    standing: dict[int, tuple[int, int]] = {}
    for name, instant in enumerate(arriving):
        placed = ranks.add(instant)
        for old, new in placed.moves:
            assert new not in standing, "somebody was stepped on"
            standing[new] = standing.pop(old)
        assert placed.position not in standing
        standing[placed.position] = (instant, name)
    in_order = [standing[position] for position in sorted(standing)]
    assert [instant for instant, _ in in_order] == sorted(arriving)
    assert all(position > 0 for position in standing)


@given(st.lists(instants, max_size=40))
def test_entries_of_one_instant_keep_the_order_they_came_in(arriving: list[int]) -> None:
    ranks = Ranks([])
    standing: dict[int, tuple[int, int]] = {}
    for name, instant in enumerate(arriving):
        placed = ranks.add(instant)
        for old, new in placed.moves:
            standing[new] = standing.pop(old)
        standing[placed.position] = (instant, name)
    in_order = [standing[position] for position in sorted(standing)]
    assert in_order == sorted(in_order)


def test_a_free_second_is_taken_as_it_is() -> None:
    ranks = Ranks([])
    instant = 63_900_000_000 * SECOND
    assert ranks.add(instant) == (natural_position(instant), ())


def test_a_run_without_a_gap_moves_up_by_one() -> None:
    first = natural_position(0)
    ranks = Ranks([(0, first), (1, first + 1), (2, first + 2), (9 * SECOND, first + 9)])
    placed = place(0, ranks)
    assert placed.position == first + 1
    assert placed.moves == ((first + 2, first + 3), (first + 1, first + 2))


def test_one_that_comes_before_all_others_goes_below_them() -> None:
    ranks = Ranks([(5, 1_000_000)])
    assert place(3, ranks).position < 1_000_000
