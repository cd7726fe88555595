"""What a person is told about a piece of a search that cannot be meant: what it is, and what would work."""

from allydesk.journal.search import LONGEST_QUERY, Flaw, Mistake

_LONGEST_PIECE = 40
"""Characters of a piece that are quoted."""


def flaw_in_words(flaw: Flaw) -> str:
    """One or two plain sentences."""
    key, colon, value = flaw.piece.lstrip("-").partition(":")
    said = _short(value.strip('"') if colon else flaw.piece)
    if flaw.mistake is Mistake.NO_SUCH_DATE:
        return f"There is no date {said}. Write a year, a year and month, or a day: 2020, 2020-03, 2020-03-14."
    if flaw.mistake is Mistake.NO_SUCH_MOOD:
        return f"There is no mood {said}. Moods go from -5 to +5. Write mood:-3, mood:>2 or mood:-5..-2."
    if flaw.mistake is Mistake.NO_SUCH_STATE:
        return _no_such_state(key.lower(), said)
    if flaw.mistake is Mistake.TOO_LONG:
        return f"A search holds {LONGEST_QUERY:,} characters. What came after them was left out."
    return f"The quotation in {_short(flaw.piece)} has no end yet."


def _no_such_state(key: str, said: str) -> str:
    if key == "has":
        return f"“{said}” is nothing an entry can have. Write has:attachment or has:mood."
    return f"“{said}” is nothing an entry can be. Write is:pinned or is:shared."


def _short(piece: str) -> str:
    return piece if len(piece) <= _LONGEST_PIECE else piece[:_LONGEST_PIECE] + "…"
