"""Lifelines to be drawn."""

import random
from datetime import date, timedelta

from allydesk.story.ids import ChapterId, MomentId
from allydesk.story.lifeline import Chapter, Lifeline, Moment, lifeline_of
from allydesk.story.vague_date import Precision, VagueDate

_WORDS = (
    *("choir", "school", "Ruth", "moved", "home", "first", "last", "long", "walk"),
    *("job", "illness", "garden", "kitchen", "letter", "exam", "friend", "winter"),
)


def on(day: date) -> VagueDate:
    return VagueDate(f"{day.day} {day:%B} {day.year}", day, day, Precision.DAY)


def in_month(year: int, month: int) -> VagueDate:
    last = date(year + month // 12, month % 12 + 1, 1) - timedelta(1)
    return VagueDate(f"{last:%B} {year}", date(year, month, 1), last, Precision.MONTH)


def in_year(year: int, *, about: bool = False) -> VagueDate:
    words = f"about {year}" if about else str(year)
    return VagueDate(words, date(year, 1, 1), date(year, 12, 31), Precision.YEAR, approximate=about)


def moment(number: int, when: VagueDate, height: int = 0, *, title: str = "", now: int | None = None) -> Moment:
    return Moment(MomentId(f"m{number:05}"), title, when, height, now)


def ten() -> Lifeline:
    """The life in the design, with dates of every kind."""
    illness = VagueDate("June 2013 to March 2015", date(2013, 6, 1), date(2015, 3, 31), Precision.SPAN)
    spring = VagueDate("Spring 2021", date(2021, 3, 1), date(2021, 5, 31), Precision.SEASON)
    since = VagueDate("since 2025", date(2025, 1, 1), None, Precision.OPEN)
    return lifeline_of(
        [
            moment(0, on(date(1996, 3, 4)), 1, title="Born in Leeds"),
            moment(1, in_year(2003), -2, title="New school, new country"),
            moment(2, in_month(2008, 3), 3, title="Choir"),
            moment(3, in_year(2012), 4, title="First in the family at university", now=2),
            moment(4, illness, -4, title="Mum’s illness", now=-2),
            moment(5, in_month(2017, 9), 2, title="First job"),
            moment(6, in_year(2019, about=True), -3, title="Passed over", now=1),
            moment(7, spring, 4, title="Mentored by Ruth"),
            moment(8, on(date(2023, 10, 3)), -2, title="The queue outside the hall"),
            moment(9, since, 4, title="Mentoring"),
        ]
    )


def chapters() -> list[Chapter]:
    """One that is closed, and one that goes on."""
    leeds = VagueDate("1996 to 2003", date(1996, 1, 1), date(2003, 12, 31), Precision.SPAN)
    work = VagueDate("since 2016", date(2016, 1, 1), None, Precision.OPEN)
    return [Chapter(ChapterId("c1"), "Leeds", leeds), Chapter(ChapterId("c2"), "Work", work)]


def many(count: int, *, years: int = 60) -> Lifeline:
    """So many moments of every kind, the same ones each time."""
    chance = random.Random(1)  # noqa: S311 - the same life each time
    begin = date(1960, 1, 1).toordinal()
    made = []
    for number in range(count):
        day = date.fromordinal(chance.randint(begin, begin + years * 365))
        kind = chance.random()
        when = on(day) if kind < 0.5 else in_month(day.year, day.month) if kind < 0.8 else in_year(day.year)
        height = max(-5, min(5, round(chance.gauss(0, 2.5))))
        now = -height if chance.random() < 0.2 else None
        title = " ".join(chance.sample(_WORDS, chance.randint(1, 4))).capitalize()
        made.append(moment(number, when, height, title=title, now=now))
    return lifeline_of(made)
