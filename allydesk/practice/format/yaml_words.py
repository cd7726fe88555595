"""What the YAML parser complains of, in words for somebody who writes scenes."""

from typing import NamedTuple

from yaml.error import MarkedYAMLError, YAMLError


class YamlFault(NamedTuple):
    """A file that is not YAML: where, counted from 1, what is the matter, and what to do."""

    line: int
    column: int
    message: str
    fix: str


_INDENTED = (
    "This line does not fit under the ones before it: its indentation differs, or a quotation mark closes too early.",
    "Give the entries of one list or mapping the same indentation, and quote a text as a whole or not at all.",
)
_WORDS: tuple[tuple[str, str, str], ...] = (
    (
        "mapping values are not allowed",
        "A colon followed by a space begins a value, and this line has one too many.",
        "Put the whole text in quotation marks, or on the next line after “>-”.",
    ),
    (
        "cannot start any token",
        "A text cannot begin with this character.",
        "Put the whole text in quotation marks.",
    ),
    (
        "unexpected end of stream",
        "A quotation mark is opened here and not closed.",
        "Close it, or put the text after “>-” on the next line, where quotation marks mean nothing.",
    ),
    (
        "unexpected document indicator",
        "A quotation mark is opened here and not closed.",
        "Close it, or put the text after “>-” on the next line, where quotation marks mean nothing.",
    ),
    (
        "expected ':'",
        "There is a name here without a colon after it, or a text that is not indented enough.",
        "Write “name: value”, and indent every line of a text further than its name.",
    ),
    (
        "expected ',' or ']'",
        "A “[” is opened here, and what follows is not separated by commas or never closed.",
        "Close it with “]”, and quote a text that has commas or brackets in it.",
    ),
    (
        "expected ',' or '}'",
        "A “{” is opened here, and what follows is not separated by commas or never closed.",
        "Close it with “}”, and quote a text that has commas, colons or brackets in it.",
    ),
    (
        "escape",
        "A backslash between double quotation marks means something else in YAML.",
        "Use single quotation marks, or write the backslash twice.",
    ),
    (
        "hexdecimal",
        "A backslash between double quotation marks means something else in YAML.",
        "Use single quotation marks, or write the backslash twice.",
    ),
    (
        "tag",
        "“!” at the beginning of a text gives it a type in YAML, which is not read here.",
        "Put the text in quotation marks, or take the sign and its word away.",
    ),
    (
        "alphabetic or numeric character",
        "“*” and “&” at the beginning of a text mean something else in YAML.",
        "Put the text in quotation marks.",
    ),
    (
        "block scalar",
        "After “>” or “|” nothing may stand on the same line but “-”, “+” or a digit.",
        "Begin the text on the next line, or put it in quotation marks.",
    ),
    (
        "chomping or indentation",
        "After “>” or “|” nothing may stand on the same line but “-”, “+” or a digit.",
        "Begin the text on the next line, or put it in quotation marks.",
    ),
    (
        "did not find expected comment or line break",
        "After “>” or “|” nothing may stand on the same line but “-”, “+” or a digit.",
        "Begin the text on the next line, or put it in quotation marks.",
    ),
    ("directive", "A line that begins with “%” tells YAML to read differently.", "Delete that line."),
    ("YAML document", "A line that begins with “%” tells YAML to read differently.", "Delete that line."),
    ("document start", "Another document begins here.", "Put each scenario into a file of its own."),
    ("max depth", "There are too many lists and mappings within each other.", "Take some of them away."),
    ("expected key", *_INDENTED),
    ("block end", *_INDENTED),
    ("'-' indicator", *_INDENTED),
    ("block sequence entries are not allowed", *_INDENTED),
)
"""By what is in the parser's own words, the first that fits."""

_POINTS_BACK = ("unexpected end of stream", "unexpected document indicator", "expected ',' or")
"""Where what is the matter began earlier than where it was noticed."""


def fault_of(error: YAMLError) -> YamlFault:
    """The words for what the parser raised."""
    problem, line, column = str(getattr(error, "problem", None) or ""), 0, 0
    if isinstance(error, MarkedYAMLError):
        back = any(sign in problem for sign in _POINTS_BACK)
        mark = (error.context_mark if back else None) or error.problem_mark or error.context_mark
        if mark is not None:
            line, column = mark.line + 1, mark.column + 1
    for sign, message, fix in _WORDS:
        if sign in problem:
            return YamlFault(line, column, message, fix)
    return YamlFault(
        line,
        column,
        "This is not YAML that can be read.",
        "Look at this line and the one before it: indentation, colons and quotation marks.",
    )
