"""The Markdown of stories, read into blocks and written again."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.transfer.story.blocks import (
    Block,
    Code,
    Heading,
    Items,
    Paragraph,
    Quote,
    Rule,
    Run,
    paragraphs,
    text_of,
    writable,
)
from allydesk.transfer.story.inline import read_runs
from allydesk.transfer.story.markdown_reading import DEEPEST, read_blocks
from allydesk.transfer.story.markdown_writing import markdown_of


def said(text: str) -> Paragraph:
    return Paragraph((Run(text),))


@pytest.mark.parametrize(
    ("text", "runs"),
    [
        ("*was* born", (Run("was", emphasis=True), Run(" born"))),
        ("**was** born", (Run("was", strong=True), Run(" born"))),
        ("***both* one**", (Run("both", strong=True, emphasis=True), Run(" one", strong=True))),
        ("*a _b* c_", (Run("a _b", emphasis=True), Run(" c_"))),
        ("**a*", (Run("*"), Run("a", emphasis=True))),
        ("**a **b c**", (Run("**a "), Run("b c", strong=True))),
        ("2 * 3 * 4", (Run("2 * 3 * 4"),)),
        ("snake_case_name", (Run("snake_case_name"),)),
        ("_a_ and un*frigging*believable", None),
        ("~~gone~~", (Run("gone", struck=True),)),
        ("`a * b`", (Run("a * b", code=True),)),
        ("``a ` b``", (Run("a ` b", code=True),)),
        ("`open", (Run("`open"),)),
        (r"\*as it is\*", (Run("*as it is*"),)),
        ("&amp; &copy; &nosuch; &#39;", (Run("& © &nosuch; '"),)),
        ("<b>x</b>", (Run("<b>x</b>"),)),
        ("[a *b*](https://x.y/z)", (Run("a ", link="https://x.y/z"), Run("b", emphasis=True, link="https://x.y/z"))),
        ('[a](<https://x.y/a b> "t")', (Run("a"),)),
        ("[a](javascript:alert(1))", (Run("a"),)),
        ("[a](file:///etc/passwd)", (Run("a"),)),
        ("[a [b](https://x.y) c](https://z.y)", None),
        ("[[By the river]]", (Run("By the river"),)),
        ("![a heron](photo.jpg)", (Run("[Picture: a heron]", emphasis=True),)),
        ("<https://x.y>", (Run("https://x.y", link="https://x.y"),)),
        ("see https://x.y/a_b.", (Run("see "), Run("https://x.y/a_b", link="https://x.y/a_b"), Run("."))),
        ("one\\\ntwo\nthree", (Run("one\ntwo\nthree"),)),
    ],
)
def test_what_stands_in_a_paragraph(text: str, runs: tuple[Run, ...] | None) -> None:
    read = read_runs(text)
    if runs is not None:
        assert read == runs
    elif "frigging" in text:
        assert [run.text for run in read if run.emphasis] == ["a", "frigging"]
    else:
        assert text_of(read) == "[a b c](https://z.y)"
        assert [run.text for run in read if run.link == "https://x.y"] == ["b"]


@pytest.mark.parametrize(
    ("text", "blocks"),
    [
        ("", ()),
        ("# Leeds ##", (Heading(1, (Run("Leeds"),)),)),
        ("#hashtag", (said("#hashtag"),)),
        ("A\n===\nB\n---", (Heading(1, (Run("A"),)), Heading(2, (Run("B"),)))),
        ("one\ntwo\n\nthree", (said("one\ntwo"), said("three"))),
        ("    indented", (said("indented"),)),
        ("> a\nlazy\n> > b", (Quote((said("a\nlazy"), Quote((said("b"),)))),)),
        ("- a\n- b\n  - c\n\n* d", None),
        ("3. a\n4. b", (Items(((said("a"),), (said("b"),)), 3),)),
        ("A year: 1996. Then\n1996. not a list", (said("A year: 1996. Then\n1996. not a list"),)),
        ("- a\n\n  more\n- b", (Items(((said("a"), said("more")), (said("b"),))),)),
        ("***", (Rule(),)),
        ("```py\n*a*\n\n# b\n```\nc", (Code("*a*\n\n# b"), said("c"))),
        ("```\nopen", (Code("open"),)),
        ("| a | b |\n|---|---|", (said("| a | b |\n|---|---|"),)),
        ("a\r\nb\x0bc\u2028d", (said("a\nb\nc\nd"),)),
    ],
)
def test_what_a_text_is_made_of(text: str, blocks: tuple[Block, ...] | None) -> None:
    wanted = blocks
    if wanted is None:
        inner = Items(((said("c"),),))
        wanted = (Items(((said("a"),), (said("b"), inner))), Items(((said("d"),),)))
    assert read_blocks(text) == wanted


def test_what_is_nested_too_deeply_is_text() -> None:
    blocks = read_blocks(">" * (DEEPEST + 3) + " deep")
    for _ in range(DEEPEST):
        assert isinstance(blocks[0], Quote)
        blocks = blocks[0].blocks
    assert blocks == (said(">>> deep"),)


def test_every_character_left_can_stand_in_xml() -> None:
    assert writable("a\x00b\x1fc\x7f\x85d\ufffee\udc00") == "a\ufffdb\ufffdc\ufffd\nd\ufffde\ufffd"


def test_plain_text_has_no_markup() -> None:
    assert paragraphs("# a\n- b\n\n\n*c*") == (said("# a\n- b"), said("*c*"))


signs = st.text(alphabet="ab *_`~[]()<>#\\\n-1.!&;:/ht\"'|", max_size=60)


@given(signs)
def test_any_text_can_be_read(text: str) -> None:
    for block in read_blocks(text):
        if isinstance(block, Paragraph | Heading):
            assert all(run.text for run in block.runs)


words = st.text(alphabet="abc *_`~[]<>#\\-1.!&;'", min_size=1, max_size=20).map(str.strip).filter(bool)
plain_blocks = st.recursive(
    st.one_of(
        words.map(said),
        st.tuples(st.integers(1, 6), words).map(lambda pair: Heading(pair[0], (Run(pair[1]),))),
        st.just(Rule()),
    ),
    lambda inner: st.one_of(
        st.lists(inner, min_size=1, max_size=3).map(lambda many: Quote(tuple(many))),
        st.lists(words.map(lambda one: (said(one),)), min_size=1, max_size=3).map(lambda many: Items(tuple(many))),
        st.lists(words.map(lambda one: (said(one),)), min_size=1, max_size=3).map(lambda many: Items(tuple(many), 1)),
    ),
    max_leaves=4,
)


@given(st.lists(plain_blocks, max_size=4))
def test_what_is_written_reads_back(blocks: list[Block]) -> None:
    assert read_blocks(markdown_of(blocks)) == tuple(blocks)


def test_type_is_written_too() -> None:
    text = "A *b* **c** ~~d~~ `e` [f](<https://x.y/>)\nand\n\n- g\n\n  h"
    assert read_blocks(markdown_of(read_blocks(text))) == read_blocks(text)


@pytest.mark.parametrize(
    "text",
    [
        "*a " * 10_000,
        "*a " * 5_000 + "b**c " * 5_000,
        "[" * 10_000 + "[a](https://x.y)" * 2_000,
        "".join("`" * count + " " for count in range(300)),
        "- a\n" + "\n" * 20_000 + "- b",
        "# a" + " " * 50_000 + "b",
        ">" * 20_000,
        "~a ~~b" * 4_000,
    ],
    ids=["stars", "unlike stars", "brackets", "ticks", "empty lines", "space", "quotes", "tildes"],
)
def test_no_text_takes_long(text: str) -> None:
    """Each of these would take minutes with a reader that looks back over everything."""
    assert read_blocks(text)
