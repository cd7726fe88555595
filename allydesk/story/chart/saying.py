"""A moment and a chart in words: for a screen reader, a tip, and whoever does not see the picture."""

from allydesk.mood import mood_words
from allydesk.story.chart.plot import Plot
from allydesk.story.dates.habits import DateHabits
from allydesk.story.dates.saying import age_in_words, date_in_words
from allydesk.story.lifeline import Lifeline, Moment

UNTITLED = "Untitled"


def moment_in_words(moment: Moment, lifeline: Lifeline, *, habits: DateHabits) -> str:
    """Such as "Choir, March 2008, age 12, +3 good, now −1 uneasy", with what is not known left out."""
    when = date_in_words(moment.date, habits=habits)
    age = age_in_words(moment.date, lifeline.birth.date)
    parts = [moment.title.strip() or UNTITLED, when, "" if age.casefold() in when.casefold() else age]
    parts.append(mood_words(moment.height))
    if moment.now is not None and moment.now != moment.height:
        parts.append(f"now {mood_words(moment.now)}")
    return ", ".join(part for part in parts if part)


def place_in_words(moment: Moment, *, habits: DateHabits) -> str:
    """When and how high: "March 2008, +3 good"."""
    return ", ".join(part for part in (date_in_words(moment.date, habits=habits), mood_words(moment.height)) if part)


def chart_in_words(plot: Plot) -> str:
    """How many moments there are, between which years, and how many are high and low."""
    count = len(plot.spots)
    if not count:
        return "No moments yet"
    first, last = plot.spots[0].moment.date.middle, plot.spots[-1].moment.date.middle
    years = [day.year for day in (first, last) if day is not None]
    when = f"in {years[0]}" if years[0] == years[-1] else f"from {years[0]} to {years[-1]}"
    high = sum(spot.height > 0 for spot in plot.spots)
    low = sum(spot.height < 0 for spot in plot.spots)
    return f"{count:,} {'moment' if count == 1 else 'moments'} {when}, {high:,} high and {low:,} low"
