import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.ui.journal.continuing import Edit, continued, headed, indented, linked, tasked, ticked, wrapped

LINES = st.text(alphabet=st.sampled_from(list("ab -*+>[]x1.#)👩\t")), max_size=30)


def after(line: str, *edits: Edit | None) -> str:
    for edit in edits:
        if edit is not None:
            line = line[: edit.start] + edit.text + line[edit.end :]
    return line


@pytest.mark.parametrize(
    ("line", "result"),
    [
        ("- one", "- one\n- "),
        ("  * one", "  * one\n  * "),
        ("9. nine", "9. nine\n10. "),
        ("3) three", "3) three\n4) "),
        ("- [x] done", "- [x] done\n- [ ] "),
        ("> said", "> said\n> "),
        ("> - in it", "> - in it\n> - "),
        ("- ", ""),
        ("- [ ] ", ""),
        ("> ", ""),
        ("words", None),
        ("- - -", None),
        ("# heading", None),
        ("", None),
    ],
)
def test_return_goes_on_and_a_second_one_ends(line: str, result: str | None) -> None:
    edit = continued(line, len(line))
    assert (after(line, edit) if edit else None) == result


def test_return_before_the_words_of_an_item_is_an_ordinary_one() -> None:
    assert continued("- one", 1) is None


def test_return_in_the_middle_of_an_item_makes_two() -> None:
    assert after("- one two", continued("- one two", 5)) == "- one\n-  two"


@given(LINES)
def test_return_at_the_end_never_loses_what_was_written(line: str) -> None:
    edit = continued(line, len(line))
    if edit is not None and edit.text:
        assert after(line, edit).startswith(line)


@pytest.mark.parametrize(("line", "deep"), [("- a", "  - a"), ("1. a", "   1. a"), ("words", "words")])
def test_items_are_indented_and_come_back(line: str, deep: str) -> None:
    assert after(line, indented(line, deeper=True)) == deep
    assert after(deep, indented(deep, deeper=False)) == line


@pytest.mark.parametrize(
    ("line", "ticks"), [("- [ ] a", "- [x] a"), ("- [X] a", "- [ ] a"), ("1. [ ] a", "1. [x] a"), ("- a", "- a")]
)
def test_a_task_is_ticked_and_unticked(line: str, ticks: str) -> None:
    assert after(line, ticked(line)) == ticks


@pytest.mark.parametrize(
    ("line", "task"), [("a", "- [ ] a"), ("- a", "- [ ] a"), ("- [x] a", "- a"), ("  a", "  - [ ] a")]
)
def test_a_line_becomes_a_task(line: str, task: str) -> None:
    assert after(line, tasked(line)) == task


def test_a_heading_changes_its_level_and_goes_again() -> None:
    assert after("a", headed("a", 2)) == "## a"
    assert after("## a", headed("## a", 1)) == "# a"
    assert after("# a", headed("# a", 1)) == "a"


@pytest.mark.parametrize(
    ("line", "start", "end", "sign", "result"),
    [
        ("a word here", 2, 6, "**", "a **word** here"),
        ("a word here", 4, 4, "**", "a **word** here"),
        ("a **word** here", 4, 8, "**", "a word here"),
        ("a **word** here", 2, 10, "**", "a word here"),
        ("a **word** here", 4, 8, "*", "a ***word*** here"),
        ("a ***word*** here", 5, 9, "*", "a **word** here"),
        ("a  word", 2, 7, "*", "a  *word*"),
        ("a ", 2, 2, "**", "a ****"),
    ],
)
def test_signs_go_around_words_and_away_again(line: str, start: int, end: int, sign: str, result: str) -> None:
    assert after(line, *wrapped(line, start, end, sign)) == result


@given(st.text(alphabet=st.sampled_from(list("ab c")), min_size=1), st.data())
def test_bold_twice_is_as_before(line: str, data: st.DataObject) -> None:
    start = data.draw(st.integers(0, len(line)))
    end = data.draw(st.integers(start, len(line)))
    once = wrapped(line, start, end, "**")
    if line[start:end].strip() and len(once) == 2:
        first, last = once[1].start + 2, once[0].start + 2
        assert after(after(line, *once), *wrapped(after(line, *once), first, last, "**")) == line


def test_a_link_of_words_and_of_an_address() -> None:
    edit = linked("see this", 4, 8)
    assert after("see this", edit) == "see [this]()"
    assert edit.select == (11, 11)
    edit = linked("https://example.org", 0, 19)
    assert after("https://example.org", edit) == "[](https://example.org)"
    assert edit.select == (1, 1)
