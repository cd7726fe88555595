"""The demo vault's lifeline, its themes, a story told from them, takes of it, and the mentor profile."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime, tzinfo
from pathlib import Path
from typing import Any

import yaml

from allydesk.ids import EntryId
from allydesk.storage.vault import Vault
from allydesk.story.counting import story_words
from allydesk.story.dates.habits import habits_of_locale
from allydesk.story.dates.reading import read_date
from allydesk.story.ids import new_chapter_id, new_moment_id, new_take_id, new_theme_id
from allydesk.story.lifeline import SHADES, Birth, Change, Chapter, Edit, Moment, Record, Theme
from allydesk.story.telling import MentorProfile, Story, Take, Telling
from allydesk.story.vague_date import UNDATED, Precision, VagueDate

_HABITS = habits_of_locale("en_GB")
_PLACES = (
    "A house by the line",
    "Someone new",
    "The long winter",
    "A letter",
    "What was said",
    "The allotment",
    "Work",
)


def fill_life(vault: Vault, *, resources: Path, zone: tzinfo) -> None:
    """Bring it into an open vault that has the demo's entries already."""
    said = yaml.safe_load((resources / "demo" / "life.yaml").read_text(encoding="utf-8"))
    today = datetime.now(zone).date()
    birth = read_date(said["born"], habits=_HABITS, today=today)
    moments = {one["key"]: _moment(vault, one, birth=birth, today=today) for one in said["moments"]}
    records: list[Record] = [Birth(birth), *moments.values(), *_chapters(said["chapters"], today)]
    records += _themes(said["themes"], moments)
    vault.lifeline.apply(Edit("The demo", tuple(Change(None, record) for record in records)))
    stories = {one["title"]: _story(vault, one) for one in reversed(said["stories"])}
    for one in said["takes"]:
        vault.stories.keep_take(_take(one, stories[one["story"]], zone))
    shown = said["profile"]
    vault.stories.save_profile(MentorProfile(**{**shown, "themes": tuple(shown["themes"])}))


def _moment(vault: Vault, said: Mapping[str, Any], *, birth: VagueDate, today: date) -> Moment:
    return Moment(
        id=new_moment_id(),
        title=said["title"],
        date=read_date(said["when"], habits=_HABITS, birth=birth, today=today),
        height=said["height"],
        now=said.get("now"),
        note=said.get("note", ""),
        place=said.get("place", ""),
        people=tuple(said.get("people", ())),
        entries=tuple(_entries(vault, said.get("entries", ()))),
    )


def _entries(vault: Vault, titles: list[str]) -> Iterator[EntryId]:
    for title in titles:
        yield from (one.id for one in vault.journal.titled(title)[:1])


def _chapters(said: list[Mapping[str, str]], today: date) -> Iterator[Chapter]:
    for one in said:
        when = read_date(one["when"], habits=_HABITS, birth=UNDATED, today=today)
        yield Chapter(new_chapter_id(), one["title"], when)


def _themes(said: list[Mapping[str, Any]], moments: Mapping[str, Moment]) -> Iterator[Theme]:
    for place, one in enumerate(said):
        tied = tuple(moments[key].id for key in one["moments"])
        yield Theme(new_theme_id(), one["name"], one["memo"], tied, place=place, shade=place % SHADES)


def _story(vault: Vault, said: Mapping[str, str]) -> Story:
    whole = Telling(said["title"], said["listener"], said["text"].strip() + "\n")
    paragraphs = whole.text.split("\n\n")
    # As if it had been left half told, so that there is a version to compare with.
    half = replace(whole, text="\n\n".join(paragraphs[: len(paragraphs) // 2 + 1]))
    begun = vault.stories.add(half)
    return vault.stories.save(begun.id, whole, keep_present=True)


def _take(said: Mapping[str, Any], story: Story, zone: tzinfo) -> Take:
    begun = said["begun"] if isinstance(said["begun"], datetime) else datetime.fromisoformat(said["begun"])
    return Take(
        id=new_take_id(),
        story_id=story.id,
        begun=begun.replace(tzinfo=zone),
        seconds=said["seconds"],
        words=story_words(story.telling.text),
        rating=said["rating"],
        notes=said["notes"],
    )


def made_up_moments(count: int, *, first: int = 1950, last: int = 2026) -> Iterator[Moment]:
    """So many moments of nobody's life, spread over these years; the same at every call but for their ids.

    For pictures and measurements of what a full chart looks like.
    """
    for number in range(count):
        # A walk that never repeats itself soon, by steps of the golden ratio.
        turn = (number * 0.6180339887) % 1.0
        day = date.fromordinal(
            round(date(first, 1, 1).toordinal() + (number + turn) / max(count, 1) * 365.2425 * (last - first + 0.9))
        )
        precision = (Precision.DAY, Precision.MONTH, Precision.YEAR)[number % 3]
        words = (day.isoformat(), f"{day:%B} {day.year}", f"{'about ' if number % 2 else ''}{day.year}")[number % 3]
        when = read_date(words, habits=_HABITS, today=day)
        assert when.precision is precision  # noqa: S101 - they are the words for it
        yield Moment(new_moment_id(), f"{_PLACES[number % len(_PLACES)]} {number + 1}", when, round(turn * 10) - 5)
