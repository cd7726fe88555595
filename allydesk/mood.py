"""A mood in words: the lifeline's eleven steps, each with a word of its own. Nothing here judges."""

MOOD_RANGE = range(-5, 6)
"""The lifeline's own scale, -5 to +5."""

_WORDS = (
    *("overwhelming", "heavy", "hard", "low", "uneasy"),
    "even",
    *("all right", "light", "good", "glad", "joyful"),
)
"""From -5 to +5."""


def mood_words(mood: int) -> str:
    """The step with its word: "−3 hard", "0 even", "+4 glad". Raises ValueError outside -5 to +5."""
    return f"{mood_number(mood)} {mood_word(mood)}"


def mood_number(mood: int) -> str:
    """The step as a number with its sign, a true minus: "−3", "0", "+4"."""
    return str(mood) if not mood else f"{'+' if mood > 0 else '−'}{abs(mood)}"


def mood_word(mood: int) -> str:
    """The word alone: "hard". Raises ValueError outside -5 to +5."""
    if mood not in MOOD_RANGE:
        raise ValueError("a mood is a whole number from -5 to +5")
    return _WORDS[mood - MOOD_RANGE.start]
