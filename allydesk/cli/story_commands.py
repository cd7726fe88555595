"""moment, lifeline, story."""

import argparse
from collections.abc import Container
from pathlib import Path
from typing import Any

from allydesk.cli.services import Services
from allydesk.cli.terminal import Terminal
from allydesk.errors import Code, StoryError, TransferError
from allydesk.mood import mood_number
from allydesk.story.dates.habits import habits_of_locale
from allydesk.story.dates.reading import read_date
from allydesk.story.dates.saying import date_in_words
from allydesk.story.edits import add_moment
from allydesk.story.ids import new_moment_id
from allydesk.story.lifeline import Lifeline, Moment
from allydesk.story.telling import Story
from allydesk.text import clean
from allydesk.transfer.story import exporting

_NOT_ENCRYPTED = "This file is not encrypted: whoever can read the folder can read it."


def moment(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Add a moment to the lifeline, or list those that are on it."""
    return (_add if arguments.action == "add" else _list)(arguments, terminal, services)


def lifeline(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Draw the lifeline into a file; its ending says as what."""
    path = Path(arguments.file)
    _check_ending(path, exporting.CHART_FORMATS)
    with services.opened(arguments, terminal) as vault:
        whole = vault.lifeline.whole()
    exporting.export_lifeline(whole, path, drawing=services.drawing(), habits=habits_of_locale(services.locale))
    return _written(terminal, path)


def story(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    """Write a story with its chart into a file; its ending says as what."""
    path = Path(arguments.file)
    _check_ending(path, exporting.STORY_FORMATS)
    with services.opened(arguments, terminal) as vault:
        told, whole = _chosen(vault.stories.all(), arguments.title), vault.lifeline.whole()
    exporting.export_story(
        told,
        whole,
        path,
        drawing=services.drawing(),
        with_chart=not arguments.without_chart,
        habits=habits_of_locale(services.locale),
    )
    return _written(terminal, path)


def _add(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    habits, today = habits_of_locale(services.locale), services.clock().date()
    with services.opened(arguments, terminal) as vault:
        whole = vault.lifeline.whole()
        when = read_date(clean(arguments.date)[0], habits=habits, birth=whole.birth.date, today=today)
        made = Moment(
            id=new_moment_id(),
            title=arguments.title,
            date=when,
            height=arguments.height,
            now=arguments.now,
            note=arguments.note,
            place=arguments.place,
            people=tuple(arguments.person),
        )
        vault.lifeline.apply(add_moment(whole, made))
    terminal.say(made.id)
    if arguments.date and not when.is_dated:
        terminal.note("When that was, is not known yet. The moment waits beside the chart, with your words.")
    return 0


def _list(arguments: argparse.Namespace, terminal: Terminal, services: Services) -> int:
    with services.opened(arguments, terminal) as vault:
        whole = vault.lifeline.whole()
    listed = [*whole.dated(), *whole.undated()]
    if arguments.json:
        terminal.say_json([_item(one, whole) for one in listed])
        return 0
    habits = habits_of_locale(services.locale)
    for one in listed:
        when = date_in_words(one.date, habits=habits) or "(not dated)"
        terminal.say(f"{one.id}  {mood_number(one.height):>2}  {when}  {one.title or '(no title)'}")
    return 0


def _item(one: Moment, whole: Lifeline) -> dict[str, Any]:
    when = one.date
    return {
        "id": one.id,
        "title": one.title,
        "date": when.words,
        "earliest": when.earliest and when.earliest.isoformat(),
        "latest": when.latest and when.latest.isoformat(),
        "precision": when.precision.value,
        "approximate": when.approximate,
        "height": one.height,
        "now": one.now,
        "note": one.note,
        "place": one.place,
        "people": list(one.people),
        "themes": [theme.name for theme in whole.themes_of(one.id)],
        "entries": list(one.entries),
        "photos": [file.name for file in one.photos],
    }


def _chosen(stories: list[Story], title: str | None) -> Story:
    """The story of that title, or the one changed last. Raises `StoryError(NO_SUCH_STORY)`."""
    wanted = None if title is None else title.casefold().strip()
    for one in stories:
        if wanted is None or one.telling.title.casefold().strip() == wanted:
            return one
    raise StoryError(Code.NO_SUCH_STORY)


def _check_ending(path: Path, known: Container[str]) -> None:
    """Before a passphrase is asked for. Raises `TransferError(UNKNOWN_FORMAT)`."""
    if path.suffix.lower() not in known:
        raise TransferError(Code.UNKNOWN_FORMAT)


def _written(terminal: Terminal, path: Path) -> int:
    terminal.say(f"Written to {path}.")
    terminal.note(_NOT_ENCRYPTED)
    return 0
