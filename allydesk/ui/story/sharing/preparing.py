"""From the choices to what the preview sets: done away from the window, for it takes its time with a long life."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from allydesk.story.chart.primitives import Figure
from allydesk.story.lifeline import Lifeline
from allydesk.story.telling import MentorProfile, Story
from allydesk.transfer.story.composing import Wishes, chart_of, profile_document, story_document
from allydesk.transfer.story.document import StoryDocument
from allydesk.transfer.story.markdown_writing import markdown_file
from allydesk.ui.paper.view import Pages
from allydesk.ui.story.documents import QtDrawing
from allydesk.ui.story.sharing.words import What

_ENDLESS = (".html", ".epub")
"""Formats without pages."""


@dataclass(frozen=True, slots=True)
class Given:
    """What is to be exported, and everything it is made of."""

    what: What
    ending: str
    story: Story | None
    profile: MentorProfile
    lifeline: Lifeline
    wishes: Wishes


@dataclass(frozen=True, slots=True)
class Prepared:
    """What has been made ready. `pages` is called on the GUI thread, once."""

    pages: Callable[[QtDrawing], Pages]


def prepare(given: Given, *, drawing: QtDrawing) -> Prepared | None:
    """Make it ready; None where there is nothing to export yet. Raises `StoryError(CHART_TOO_LARGE)`."""
    if given.what is What.CHART:
        return _chart(given, drawing)
    if given.what is What.PROFILE:
        profile = given.profile
        if profile == replace(MentorProfile(), name=profile.name):
            return None
        return _document(profile_document(profile, wishes=given.wishes), given.ending)
    if given.story is None:
        return None
    wishes = replace(given.wishes, chart=given.wishes.chart and given.ending != ".md")
    return _document(story_document(given.story, given.lifeline, wishes=wishes, measure=drawing.measure), given.ending)


def _chart(given: Given, drawing: QtDrawing) -> Prepared | None:
    if not given.lifeline.dated():
        return None
    figure: Figure = chart_of(given.lifeline, wishes=given.wishes, measure=drawing.measure)
    paper = given.wishes.page_size if given.ending == ".pdf" else None
    return Prepared(lambda drawing: drawing.chart_page(figure, paper, keeps=True))


def _document(document: StoryDocument, ending: str) -> Prepared:
    if ending == ".md":
        text = markdown_file(document).decode("utf-8")
        return Prepared(lambda drawing: drawing.text_page(text, document))
    return Prepared(lambda drawing: drawing.pages_of(document, endless=ending in _ENDLESS, keeps=True))
