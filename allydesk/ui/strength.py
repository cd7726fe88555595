"""How long a passphrase would keep someone out, in words and not in points.

The numbers come from zxcvbn (D. Wheeler, USENIX Security 2016), which counts the guesses that someone needs who knows
the common words, names, dates and patterns.
"""

from collections.abc import Sequence

GUESSES_A_SECOND = 10_000
"""What zxcvbn takes for an attacker with the file in hand and a slow hash. Argon2id with 256 MiB is slower than the
hashes it was measured on, so the truth is kinder than the words."""

_LONGEST = 72
"""zxcvbn refuses more characters than this; by then the beginning alone takes centuries."""

_MINUTE, _HOUR, _DAY, _YEAR = 60, 3600, 86400, 31_557_600
_SPANS = (
    (_MINUTE, "Could be guessed within seconds."),
    (_HOUR, "Could be guessed within minutes."),
    (_DAY, "Could be guessed within hours."),
    (31 * _DAY, "Could be guessed within days."),
    (_YEAR, "Could be guessed within months."),
    (100 * _YEAR, "Could be guessed within years."),
)


def strength_in_words(passphrase: str, *, known: Sequence[str] = ()) -> str:
    """A sentence on a passphrase; `known` are words an attacker would try first, such as the vault's own name.

    Takes some milliseconds, and a third of a second the first time, so it belongs on the worker's thread.
    """
    # Imported here and not above: the word lists are large, and only a person who makes a vault needs them.
    from zxcvbn import zxcvbn  # noqa: PLC0415 - late, see above

    if not passphrase:
        return ""
    return said(float(zxcvbn(passphrase[:_LONGEST], user_inputs=list(known))["guesses"]) / GUESSES_A_SECOND)


def said(seconds: float) -> str:
    """The sentence for a number of seconds."""
    return next((words for limit, words in _SPANS if seconds < limit), "Would take centuries to guess.")
