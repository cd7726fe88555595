"""How dates are put together: one point or age, a range of two, or an open end."""

import re
from itertools import islice
from typing import Final

from allydesk.story.dates.agewords import find_ages
from allydesk.story.dates.forms import Setting, find_point
from allydesk.story.dates.lately import find_passing
from allydesk.story.dates.points import Point, year_point
from allydesk.story.dates.said import Ages, Piece, Said, Shape, Slot
from allydesk.story.dates.wording import folded, pattern
from allydesk.story.vague_date import Precision

LONGEST: Final = 120
"""Characters. What is longer is a sentence, and not looked at."""

_MOST_JOINTS: Final = 8
"""Of one kind; two dates in numbers have five strokes with the one between them."""

_LEADER: Final = pattern(
    r"(?P<about>(?:about|around|circa|approximately|approx\.?|roughly|perhaps|maybe|probably|possibly|near) "
    r"|(?:ca?\.|~) ?|ca? (?=\d)|ca?(?=\d{4}))"
    r"|(?:back |it was |some ?time |in |on |at |over |during |the |year )"
)
_TRAILER: Final = pattern(
    r"(?:(?P<about> ?[?~%]| ?\(\?\)| or so| or thereabouts|[ -]?ish| approx(?:imately)?\.?)|[.,;])$"
)
_OPENERS: Final = (
    (Shape.BEFORE, pattern(r"(?:before|prior to|earlier than) ")),
    (Shape.AFTER, pattern(r"(?:after|later than) ")),
    (Shape.SINCE, pattern(r"(?:(?:ever )?since|from) ")),
    (Shape.UNTIL, pattern(r"(?:until|till?|up to|by|not later than|no later than) |\.\. ?/ ?|/ ?")),
)
_CLOSERS: Final = (
    (Shape.SINCE, pattern(r" (?:on(?:wards?)?|to (?:now|date|today|the present(?: day)?))$")),
    (Shape.SINCE, pattern(r" ?(?:/ ?(?:\.\.)?|[–-])$")),
    (Shape.SINCE, pattern(r" ?[–-] ?(?:now|today|present)$")),
)
_OR: Final = pattern(" or ")
_AND: Final = pattern(" and ")
_JOINTS: Final = tuple(
    pattern(one) for one in (" (?:to|until|till?|through|up to) ", "-to-", " [–-] ", r" ?\.\. ?", " ?/ ?", "–", "-")
)
_FROM: Final = pattern(r"(?:from|since) ")
_BETWEEN: Final = pattern(r"(?:some ?time )?between ")
_CENTURY: Final = pattern(r"(?:(?:in )?the )?(?P<which>\d\d?)(?:st|nd|rd|th)[ -]century|(?P<hundreds>\d\d)xx")
_BREAK: Final = pattern(r"[ -]")
_DIGITS: Final = pattern(r"\d\d")
_FOUR: Final = pattern(r"\d{4}")


def parse(words: str, setting: Setting) -> Said | None:
    """What tidy words say about a date; None for words that say none. The slots count characters of the words.

    Raises StoryError(DATE_IMPOSSIBLE) and StoryError(DATE_OUT_OF_RANGE).
    """
    if not words or len(words) > LONGEST:
        return None
    text = _View(folded(words))
    return (
        _one(text, setting)
        or find_passing(text.text, setting)
        or _century(text)
        or _open(text, setting)
        or _range(text, setting)
    )


class _View:
    """A stretch of the text that remembers where in it each character stood; -1 for what was put in."""

    __slots__ = ("at", "text")

    def __init__(self, text: str, at: tuple[int, ...] | None = None) -> None:
        self.text = text
        self.at = tuple(range(len(text))) if at is None else at

    def cut(self, start: int, end: int | None = None) -> "_View":
        return _View(self.text[start:end], self.at[start:end])

    def without_origin(self) -> "_View":
        return _View(self.text, (-1,) * len(self.text))

    def and_then(self, other: "_View") -> "_View":
        return _View(f"{self.text} {other.text}", (*self.at, -1, *other.at))

    def slots(self, match: re.Match[str]) -> tuple[Slot, ...]:
        found = []
        for kind in match.re.groupindex:
            start, end = match.span(kind)
            if start < end and self.at[start] >= 0 and self.at[end - 1] >= 0:
                found.append(Slot(kind, self.at[start], self.at[end - 1] + 1))
        return tuple(sorted(found, key=lambda one: one.start))


def _one(text: _View, setting: Setting) -> Said | None:
    piece = _piece(text, setting)
    return None if piece is None else Said(Shape.ONE, (piece,))


def _piece(text: _View, setting: Setting) -> Piece | None:
    """All of the text as one point or age, whatever small words stand around it."""
    about = False
    while text.text:
        if (ages := find_ages(text.text)) is not None:
            return Piece(ages[0], about or ages[1], text.slots(ages[2]))
        if (point := find_point(text.text, setting)) is not None:
            return Piece(point[0], about or point[1], text.slots(point[2]))
        if (leader := _LEADER.match(text.text)) is not None:
            text = text.cut(leader.end())
            about = about or leader["about"] is not None
        elif (trailer := _TRAILER.search(text.text)) is not None:
            text = text.cut(0, trailer.start())
            about = about or trailer["about"] is not None
        else:
            break
    return None


def _century(text: _View) -> Said | None:
    match = _CENTURY.fullmatch(text.text)
    if match is None:
        return None
    # Counted centuries begin with the year 1, EDTF's with 0.
    first = (int(match["which"]) - 1) * 100 + 1 if match["which"] else int(match["hundreds"]) * 100
    if first < 1:
        return None
    return Said(Shape.SPAN, (Piece(year_point(first)), Piece(year_point(first + 99))))


def _open(text: _View, setting: Setting) -> Said | None:
    for shape, opener in _OPENERS:
        if (match := opener.match(text.text)) is not None:
            rest = text.cut(match.end())
            if shape is Shape.SINCE and (closed := _closed(rest, setting)) is not None:
                return closed
            piece = _piece(rest, setting)
            if piece is not None:
                return Said(shape, (piece,))
    return _closed(text, setting)


def _closed(text: _View, setting: Setting) -> Said | None:
    for shape, closer in _CLOSERS:
        if (match := closer.search(text.text)) is not None:
            piece = _piece(text.cut(0, match.start()), setting)
            if piece is not None:
                return Said(shape, (piece,))
    return None


def _range(text: _View, setting: Setting) -> Said | None:
    if (between := _BETWEEN.match(text.text)) is not None:
        return _joined(text.cut(between.end()), (_AND,), Shape.EITHER, setting)
    if (lead := _FROM.match(text.text)) is not None:
        text = text.cut(lead.end())
    return _joined(text, _JOINTS, Shape.SPAN, setting) or _joined(text, (_OR,), Shape.EITHER, setting)


def _joined(text: _View, joints: tuple[re.Pattern[str], ...], shape: Shape, setting: Setting) -> Said | None:
    for joint in joints:
        for match in islice(joint.finditer(text.text), _MOST_JOINTS):
            ends = _ends(text.cut(0, match.start()), text.cut(match.end()), setting)
            if ends is not None:
                return Said(shape, ends)
    return None


def _ends(left: _View, right: _View, setting: Setting) -> tuple[Piece, Piece] | None:
    """Both ends of a range, each of which may leave unsaid what the other says: "1980–85", "March to June 2009",
    "14–16 March 2009", "age 7 to 9"."""
    if not left.text or not right.text:
        return None
    last = _piece(right, setting) or _short_year(left, right, setting) or _helped_from_left(left, right, setting)
    if last is None:
        return None
    first = _piece(left, setting) or _helped_from_right(left, right, last, setting)
    if first is None or isinstance(first.value, Ages) is not isinstance(last.value, Ages):
        return None
    return first, last


def _short_year(left: _View, right: _View, setting: Setting) -> Piece | None:
    """The next year with these last two digits; not one of a later century that is still to come."""
    year = left.text[-4:]
    if not _DIGITS.fullmatch(right.text) or not _FOUR.fullmatch(year):
        return None
    first = int(year)
    last = first - first % 100 + int(right.text)
    if last <= first:
        last += 100
        if last > setting.today.year:
            return None
    return Piece(year_point(last), slots=(Slot("shortyear", right.at[0], right.at[-1] + 1),))


def _helped_from_left(left: _View, right: _View, setting: Setting) -> Piece | None:
    """What is right of the joint, with the first words of what is left of it: "age 7 to 9"."""
    for match in _BREAK.finditer(left.text):
        piece = _piece(left.cut(0, match.start()).without_origin().and_then(right), setting)
        if piece is not None:
            return piece
    return None


def _helped_from_right(left: _View, right: _View, last: Piece, setting: Setting) -> Piece | None:
    """What is left of the joint, with the last words of what is right of it: "March to June 2009"."""
    for match in _BREAK.finditer(right.text):
        piece = _piece(left.and_then(right.cut(match.end()).without_origin()), setting)
        if piece is not None:
            return _year_before(piece, last)
    return None


def _year_before(first: Piece, last: Piece) -> Piece:
    """ "November to February 2010" begins in the year before."""
    one, other = first.value, last.value
    if not isinstance(one, Point) or not isinstance(other, Point) or one.days()[0] <= other.days()[1]:
        return first
    kinds = {slot.kind for slot in first.slots}
    earlier = one.shifted(-12) if kinds & {"month", "season"} and one.unit is not Precision.YEAR else None
    return first if earlier is None else Piece(earlier, first.about, first.slots)
