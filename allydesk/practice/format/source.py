"""From the bytes of a file to text that is safe to read: its size, its encoding, and what may not be in it."""

import re
from typing import NamedTuple

from allydesk.errors import Code
from allydesk.practice.format.remarks import Remarks

MOST_BYTES = 1024 * 1024
"""A scenario file is at most so large. A long one of ours is 40 kB."""

_BOM = b"\xef\xbb\xbf"
_OTHER_BOMS = (b"\xff\xfe", b"\xfe\xff", b"\x00\x00\xfe\xff")
_LINE_END = re.compile("\r\n?")


class _Refused(NamedTuple):
    signs: re.Pattern[str]
    message: str
    fix: str


_REFUSED = (
    _Refused(re.compile("\t"), "There is a tab here.", "Write spaces in its place."),
    _Refused(
        re.compile("[\u202a-\u202e\u2066-\u2069]"),
        "An invisible character here turns the direction of the text round, so that it would read other than it is.",
        "Delete the line around it and type it anew.",
    ),
    _Refused(
        re.compile("[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ud800-\udfff\ufdd0-\ufdef\ue000\ue001\ufffe\uffff]"),
        "There is a control character here, which is not text.",
        "Delete the line around it and type it anew.",
    ),
)
_REFUSED_SIGNS = re.compile("|".join(one.signs.pattern for one in _REFUSED))


def text_of(data: bytes, remarks: Remarks) -> str | None:
    """The text of a file, its lines ending in "\\n"; None where it is none, and then a remark says why."""
    if not _looks_like_text(data, remarks):
        return None
    try:
        text = data.removeprefix(_BOM).decode("utf-8")
    except UnicodeDecodeError as problem:
        line = data.count(b"\n", 0, problem.start) + 1
        column = problem.start - (data.rfind(b"\n", 0, problem.start) + 1) + 1
        _not_one(remarks, line, column, "This file is not written in UTF-8.", "Save it as UTF-8 in your text editor.")
        return None
    if "\r" in text:
        text = _LINE_END.sub("\n", text)
    for found in _REFUSED_SIGNS.finditer(text):
        if remarks.full:
            break
        refuse(found[0], *_place(text, found.start()), remarks)
    return None if remarks.errors else text


def refused_in(text: str) -> str:
    """The first character in it that may not be in a text, or ""."""
    found = _REFUSED_SIGNS.search(text)
    return found[0] if found else ""


def refuse(sign: str, line: int, column: int, remarks: Remarks) -> None:
    """Say what is the matter with a character that `refused_in` found."""
    kind = next(one for one in _REFUSED if one.signs.match(sign))
    code = Code.NOT_A_SCENARIO if sign == "\x00" else Code.SCENARIO_FAULTY
    remarks.error(line, column, kind.message, kind.fix, code=code)


def _looks_like_text(data: bytes, remarks: Remarks) -> bool:
    if len(data) > MOST_BYTES:
        remarks.error(0, 0, "This file is larger than 1 MB.", "Divide it into several.", code=Code.SCENARIO_TOO_LARGE)
    elif not data.removeprefix(_BOM).strip():
        _not_one(remarks, 0, 0, "This file is empty.", "A scenario begins with “allydesk-scenario: 1”.")
    elif data.startswith(_OTHER_BOMS):
        _not_one(remarks, 0, 0, "This file is written in UTF-16 or UTF-32.", "Save it as UTF-8 in your text editor.")
    elif b"\x00" in data:
        _not_one(remarks, 0, 0, "This file is not a text.", "A scenario is a text file that ends in .yaml.")
    else:
        return True
    return False


def _not_one(remarks: Remarks, line: int, column: int, message: str, fix: str) -> None:
    remarks.error(line, column, message, fix, code=Code.NOT_A_SCENARIO)


def _place(text: str, offset: int) -> tuple[int, int]:
    """Line and column of a character, from 1."""
    return text.count("\n", 0, offset) + 1, offset - text.rfind("\n", 0, offset)
