"""How the page of stories says counts, times and names. Pure Python; it observes, and never alarms or praises."""

from collections.abc import Collection
from datetime import date, datetime, timedelta

from allydesk.story.telling import STORY_WORDS, Telling
from allydesk.ui.journal.words import counted
from allydesk.ui.looking_back.words import short_day

UNTITLED = "Untitled story"
KEPT_FOR = timedelta(days=30)
"""How long what was removed can be brought back."""

LONGEST_NAME = 60
"""Characters of a title or a listener in a menu; more would make it as wide as the screen."""


def length_in_words(words: int, *, limit: int = STORY_WORDS) -> str:
    """ "640 of 1,000 words", and past the limit "1,080 words: 80 over"."""
    if words <= limit:
        return f"{words:,} of {limit:,} words"
    return f"{words:,} words: {words - limit:,} over"


def time_in_words(seconds: int) -> str:
    """How long it takes to tell, to the nearest half minute: "about 4½ minutes to tell"; "" for no time at all."""
    if seconds <= 0:
        return ""
    halves = round(seconds / 30)
    if halves <= 1:
        return "about half a minute to tell" if halves else "a few seconds to tell"
    minutes, half = divmod(halves, 2)
    return f"about {minutes:,}{'½' if half else ''} {'minute' if halves == 2 else 'minutes'} to tell"


def foot_in_words(words: int, seconds: int) -> str:
    """Both in one line; of an empty page only that it is."""
    return " · ".join(part for part in (length_in_words(words), time_in_words(seconds)) if part)


def touched_in_words(touched: Collection[object], themes: int, moments: Collection[object], of_moments: int) -> str:
    """ "Touches 3 of 5 themes"; of the moments where there is no theme yet; "" where there is neither."""
    if themes:
        return f"Touches {len(touched)} of {counted(themes, 'theme', 'themes')}"
    if of_moments:
        return f"Touches {len(moments)} of {counted(of_moments, 'moment', 'moments')}"
    return ""


def name_of(telling: Telling) -> str:
    """Its title, or that it has none."""
    return " ".join(telling.title.split()) or UNTITLED


def listener_of(telling: Telling) -> str:
    """ "for a new colleague", "" when nobody is named."""
    listener = " ".join(telling.listener.split())
    if not listener:
        return ""
    return listener if listener.casefold().startswith("for ") else f"for {listener}"


def story_in_words(telling: Telling) -> str:
    """A line of the menu: "My way here · for a new colleague"."""
    parts = (_short(part) for part in (name_of(telling), listener_of(telling)) if part)
    return " · ".join(parts)


def removed_in_words(telling: Telling, removed: datetime, *, now: datetime) -> str:
    """A line of the removed ones: what it is called, and until when it can be brought back."""
    local = removed.astimezone(now.tzinfo)
    return f"{story_in_words(telling)} · until {_day(local + KEPT_FOR, today=now.date())}"


def _day(moment: datetime, *, today: date) -> str:
    day = moment.date()
    if day == today:
        return "today"
    return "tomorrow" if day == today + timedelta(days=1) else short_day(day)


def _short(words: str) -> str:
    return words if len(words) <= LONGEST_NAME else f"{words[: LONGEST_NAME - 1].rstrip()}…"
