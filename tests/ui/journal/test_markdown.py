import sys
from types import FrameType
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.ui.journal.markdown import LONGEST_STYLED, Fence, Span, Style, styled


def shown(line: str, style: Style) -> list[str]:
    """The pieces of a line that carry a style."""
    return [line[span.start : span.end] for span in styled(line)[0] if span.style & style]


@pytest.mark.parametrize(
    ("line", "style", "pieces"),
    [
        ("**strong** words", Style.STRONG, ["**", "strong", "**"]),
        ("*emphasis* and _another_", Style.EMPHASIS, ["*", "emphasis", "*", "_", "another", "_"]),
        ("***both***", Style.STRONG | Style.EMPHASIS, ["*", "**", "both", "**", "*"]),
        ("a `code **not strong**` b", Style.STRONG, []),
        ("a ``code with ` inside`` b", Style.CODE, ["``", "code with ` inside", "``"]),
        ("5 * 3 * 2", Style.EMPHASIS, []),
        ("snake_case_name", Style.EMPHASIS, []),
        ("un*frigging*believable", Style.EMPHASIS, ["*", "frigging", "*"]),
        (r"\*not\*", Style.EMPHASIS, []),
        ("**open", Style.STRONG, []),
        ("## Heading", Style.HEADING_2, ["## ", "Heading"]),
        ("#nothing", Style.HEADING_1, []),
        ("> said", Style.QUOTE, ["> ", "said"]),
        ("- item", Style.BULLET, ["- "]),
        ("  - nested", Style.INDENT, ["  "]),
        ("12. item", Style.NUMBER, ["12. "]),
        ("- [x] done", Style.MARK, ["- "]),
        ("- [x] done", Style.BOX, ["[x]"]),
        ("- [x] done", Style.DONE, ["done"]),
        ("- [ ] to do", Style.DONE, []),
        ("> - in a quote", Style.BULLET, ["- "]),
        ("~~gone~~ here", Style.STRIKE, ["~~", "gone", "~~"]),
        ("a ~ b ~~ c", Style.STRIKE, []),
        ("a [link](https://a.org/b_c_d) b_c_", Style.LINK, ["link"]),
        ("a [link](https://a.org/b_c_d) b_c_", Style.EMPHASIS, []),
        ("a [link](https://a.org/(b)) b", Style.MARK, ["[", "](https://a.org/(b))"]),
        ("[**bold** link](x)", Style.STRONG, ["**", "bold", "**"]),
        ("see [[First week]].", Style.LINK, ["First week"]),
        ("see [[First week]].", Style.MARK, ["[[", "]]"]),
        ("`[no](link)`", Style.LINK, []),
        ("[not a link] (x)", Style.MARK, []),
        ("![A hill](hill%202.jpg)", Style.PICTURE, ["![A hill](hill%202.jpg)"]),
        ("look: ![A hill](hill.jpg)", Style.PICTURE, []),
        ("---", Style.RULE, ["---"]),
        ("* * *", Style.MARK, ["* * *"]),
    ],
)
def test_styles_of_a_line(line: str, style: Style, pieces: list[str]) -> None:
    assert shown(line, style) == pieces


def test_strong_inside_a_heading_is_both() -> None:
    spans, _ = styled("# a **b**")
    assert Span(6, 7, Style.HEADING_1 | Style.STRONG) in spans


def test_a_fence_goes_on_until_its_own_end() -> None:
    _, fence = styled("```python")
    assert fence is Fence.BACKTICKS
    inside, fence = styled("x = **not strong**", fence)
    assert inside == [Span(0, 18, Style.CODE | Style.FENCED)]
    _, fence = styled("~~~", fence)
    assert fence is Fence.BACKTICKS
    _, fence = styled("```", fence)
    assert fence is Fence.NONE


def test_nothing_is_looked_for_beyond_the_cap() -> None:
    line = "x " * LONGEST_STYLED + "**strong**"
    assert styled(line)[0] == []


@given(
    st.text(alphabet=st.sampled_from(list("ab *_#>`-~\\.1[]()!x👩\u2028")), max_size=80), st.sampled_from(list(Fence))
)
def test_spans_are_in_order_within_the_line_and_never_overlap(line: str, fence: Fence) -> None:
    spans, _ = styled(line, fence)
    ends = [0]
    for span in spans:
        assert ends[-1] <= span.start < span.end <= len(line)
        ends.append(span.end)


def steps(line: str) -> int:
    """How many lines of Python it takes to style a line of text."""
    count = 0

    def note(_frame: FrameType, _event: str, _argument: Any) -> Any:
        nonlocal count
        count += 1
        return note

    sys.settrace(note)
    try:
        styled(line)
    finally:
        sys.settrace(None)
    return count


PATTERNS = ["*a _b ", "**", "`a``b", "*a", "a*", "_(", "***a_", "> ", "- ", "# ", "a* _b"]
LINKS = ["[a](b", "[[a", "![", "~~a ", "[a]("]


@pytest.mark.parametrize("pattern", [*PATTERNS, *LINKS])
def test_the_work_grows_with_the_line_and_no_faster(pattern: str) -> None:
    assert steps((pattern * 2000)[:2000]) <= 2.5 * steps((pattern * 1000)[:1000])
