"""A small life, a story with everything Markdown that stories use, and a profile."""

from collections.abc import Callable
from datetime import UTC, date, datetime

from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.reading import read_date
from allydesk.story.ids import ChapterId, MomentId, StoryId
from allydesk.story.lifeline import Chapter, Lifeline, Moment, lifeline_of
from allydesk.story.telling import MentorProfile, Story, Telling
from allydesk.story.vague_date import VagueDate

HABITS = DateHabits()
TODAY = date(2026, 11, 21)
TITLE = "Ruth & <i>me</i>"


def on(words: str) -> VagueDate:
    return read_date(words, habits=HABITS, today=TODAY)


def life() -> Lifeline:
    """Ten moments, of which one has no date, and a chapter; titles with markup and names in them."""
    moments = (
        ("Born in Leeds", "1996", 1),
        ("New school, new country", "2003", -2),
        ('Choir & <b>"friends"</b>', "2008", 3),
        ("First in the family at university", "2012 to 2015", 4),
        ("Mum’s illness", "about 2014", -4),
        ("First job", "2017", 2),
        ("Passed over", "before 2020", -3),
        ("Mentored by Ruth", "spring 2021", 5),
        ("The queue outside the hall", "March 2023", -2),
        ("", "between school and university", 0),
    )
    made = [
        Moment(MomentId(f"m{number}"), title, on(words), height, people=("Ruth",) if "Ruth" in title else ())
        for number, (title, words, height) in enumerate(moments)
    ]
    made[4] = Moment(made[4].id, made[4].title, made[4].date, -4, now=-1, people=("Makena Obi",))
    return lifeline_of([*made, Chapter(ChapterId("c1"), "Leeds with Ruth", on("1996 to 2012"))])


TEXT = """I was born above a shop. *Nobody* had been to a **university** & <script>alert(1)</script>.

## What Ruth said

> Finish the thought,
> she said.

1. a coat
2. three words
   - please

---

Makena Obi and *Ruth*. See [her page](https://example.org/?a=1&b=2) or [this](javascript:alert(1)), `x < y`.
"""


def story(text: str = TEXT, *, title: str = TITLE, listener: str = "Ruth’s team") -> Story:
    when = datetime(2026, 11, 20, 9, 30, tzinfo=UTC)
    return Story(StoryId("0199aaaa-0000-7000-8000-000000000000"), Telling(title, listener, text), when, when)


PROFILE = MentorProfile(
    "Amina Khan",
    "Two countries & one family.\n\nMum’s illness.",
    "Being passed over. # not a heading",
    "An hour with Ruth every second week.",
    ("being heard", "starting <again>"),
)


def measure(text: str, size: float) -> float:
    """As wide as letters are on the average."""
    return len(text) * size * 0.5


Measure = Callable[[str, float], float]
