"""From what is in the vault to what is exported: stories, profiles and charts as documents, with names masked."""

from collections.abc import Callable
from dataclasses import dataclass
from datetime import date

from allydesk.mood import mood_words
from allydesk.story.chart.figure import figure_of
from allydesk.story.chart.primitives import ChartChoices, Figure
from allydesk.story.chart.scale import Span
from allydesk.story.dates.habits import DateHabits, DayOrder
from allydesk.story.dates.saying import date_in_words
from allydesk.story.lifeline import Lifeline, Moment
from allydesk.story.telling import MentorProfile, Story
from allydesk.transfer.story.blocks import Block, Heading, Items, Paragraph, one_line, paragraphs, plain
from allydesk.transfer.story.document import LANGUAGE, MomentLine, PageSize, StoryDocument
from allydesk.transfer.story.markdown_reading import read_blocks
from allydesk.transfer.story.masks import UNMASKED, Mask

Measure = Callable[[str, float], float]
"""How wide a text is at a size, in pixels."""

CHART_SIZE = (1240.0, 800.0)
"""Logical pixels of a chart alone: the shape of a sheet on its side, with titles of 8 points when it is printed."""
PLACED_SIZE = (820.0, 470.0)
"""Of a chart in a story: a third of an upright page."""
UNTITLED_MOMENT = "A moment without a title"
PROFILE_TITLE = "Mentor profile"
USUAL_HABITS = DateHabits()
_EXPORTED = ChartChoices(photos=False)
"""Photos stay in the vault: a face is a name as well."""


@dataclass(frozen=True, slots=True)
class Wishes:
    """What is to be in an export. Without a `span` it is the whole life."""

    chart: bool = True
    moments: bool = False
    span: Span | None = None
    mask: Mask = UNMASKED
    habits: DateHabits = USUAL_HABITS
    language: str = LANGUAGE

    @property
    def page_size(self) -> PageSize:
        """The paper that goes with how dates are written: Letter where the month comes first, A4 elsewhere."""
        return PageSize.LETTER if self.habits.order is DayOrder.MONTH_FIRST else PageSize.A4


def story_document(story: Story, lifeline: Lifeline, *, wishes: Wishes, measure: Measure) -> StoryDocument:
    """A story as it is exported. A chart without a moment on it is left out."""
    mask = wishes.mask
    telling = mask.telling(story.telling)
    shown = mask.lifeline(lifeline)
    has_chart = wishes.chart and bool(_on_chart(shown, wishes.span))
    return StoryDocument(
        title=one_line(telling.title),
        listener=one_line(telling.listener),
        blocks=mask.blocks(read_blocks(story.telling.text)),
        markdown=None if mask.hides else story.telling.text,
        chart=chart_of(lifeline, wishes=wishes, measure=measure, size=PLACED_SIZE) if has_chart else None,
        chart_words=chart_words(lifeline, wishes=wishes) if has_chart else "",
        moments=_moment_lines(shown, wishes) if wishes.moments else (),
        language=wishes.language,
        page_size=wishes.page_size,
        modified=story.modified.replace(hour=0, minute=0, second=0, microsecond=0),
    )


def profile_document(profile: MentorProfile, *, wishes: Wishes) -> StoryDocument:
    """A mentor profile as a page: only the parts that something was written in."""
    shown = wishes.mask.profile(profile)
    blocks: list[Block] = []
    for title, text in (
        ("What I have lived through", shown.lived_through),
        ("What I can listen to", shown.can_listen_to),
        ("What I offer", shown.offers),
    ):
        if text.strip():
            blocks += [Heading(1, plain(title)), *paragraphs(text)]
    if themes := [one_line(theme) for theme in shown.themes if theme.strip()]:
        blocks.append(Heading(1, plain("Themes of my story")))
        blocks.append(Items(tuple((Paragraph(plain(theme)),) for theme in themes)))
    name = one_line(shown.name)
    return StoryDocument(
        title=name or PROFILE_TITLE,
        kind=PROFILE_TITLE if name else "",
        blocks=tuple(blocks),
        author=name,
        language=wishes.language,
        page_size=wishes.page_size,
    )


def chart_of(lifeline: Lifeline, *, wishes: Wishes, measure: Measure, size: tuple[float, float] = CHART_SIZE) -> Figure:
    """The chart of a life, or of the part that is wished for."""
    return figure_of(
        wishes.mask.lifeline(lifeline),
        width=size[0],
        height=size[1],
        span=wishes.span,
        choices=_EXPORTED,
        measure=measure,
        habits=wishes.habits,
    )


def chart_words(lifeline: Lifeline, *, wishes: Wishes) -> str:
    """What the chart shows, for those who do not see it: "12 moments from 1996 to 2026: 7 high, 5 low."."""
    found = _on_chart(lifeline, wishes.span)
    if not found:
        return "A lifeline without moments."
    days = [one.date.middle for one in found if one.date.middle is not None]
    first, last = min(days).year, max(days).year
    when = f"in {first}" if first == last else f"from {first} to {last}"
    high, low = sum(one.height > 0 for one in found), sum(one.height < 0 for one in found)
    kinds = [f"{number} {words}" for number, words in ((high, "high"), (low, "low")) if number]
    if even := len(found) - high - low:
        kinds.append(f"{even} in between")
    return f"{len(found)} {'moment' if len(found) == 1 else 'moments'} {when}: {', '.join(kinds)}."


def _moment_lines(lifeline: Lifeline, wishes: Wishes) -> tuple[MomentLine, ...]:
    undated = lifeline.undated() if wishes.span is None else []
    return tuple(_line(one, wishes.habits) for one in (*_on_chart(lifeline, wishes.span), *undated))


def _line(moment: Moment, habits: DateHabits) -> MomentLine:
    felt = mood_words(moment.height)
    if moment.now is not None:
        felt = f"{felt}; today {mood_words(moment.now)}"
    when = one_line(date_in_words(moment.date, habits=habits)) or "no date yet"
    return MomentLine(when=when, title=one_line(moment.title) or UNTITLED_MOMENT, felt=felt)


def _on_chart(lifeline: Lifeline, span: Span | None) -> list[Moment]:
    return [one for one in lifeline.dated() if span is None or _within(one.date.middle, span)]


def _within(day: date | None, span: Span) -> bool:
    return day is not None and span.first <= day.toordinal() + 0.5 <= span.last
