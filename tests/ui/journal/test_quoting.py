import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.ui.journal.quoting import replaced


def typed(text: str) -> str:
    """A text as it comes out when it is typed letter by letter."""
    line = ""
    for letter in text:
        found = replaced(line, letter)
        line = line + letter if found is None else line[: len(line) - found.back] + found.text
    return line


@pytest.mark.parametrize(
    ("plain", "typographic"),
    [
        ('"I was there," she said.', "“I was there,” she said."),
        ("'so' and don't", "‘so’ and don’t"),
        ('("why?")', "(“why?”)"),
        ('*"I\'ll take that one."*', "*“I’ll take that one.”*"),
        ("\"'nested' quote\"", "“‘nested’ quote”"),
        ("wait...", "wait…"),
        ("1990--1995", "1990–1995"),
        ("She was --- alone", "She was — alone"),
        ("---", "---"),
        ("- item", "- item"),
        ('`x = "a"...`', '`x = "a"...`'),
        ('[a](b--c) "d"', "[a](b--c) “d”"),
        ("[[It's]]", "[[It's]]"),
        ("https://a.org/b--c", "https://a.org/b--c"),
    ],
)
def test_plain_signs_become_typographic(plain: str, typographic: str) -> None:
    assert typed(plain) == typographic


@given(st.text(alphabet=st.sampled_from(list("ab \"'.-`[]()")), max_size=60))
def test_nothing_but_quotes_dots_and_dashes_changes(text: str) -> None:
    signs = "\"'“”‘’.…-–—"
    assert [each for each in typed(text) if each not in signs] == [each for each in text if each not in signs]


@given(st.text(max_size=40))
def test_code_is_left_alone(text: str) -> None:
    code = "`" + text.replace("`", "")
    assert typed(code) == code
