"""A document of the story room that is not as we write it: refused as a whole, or read as well as it can be."""

import json
import random
import shutil
import tempfile
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.errors import AllydeskError, Code, TransferError
from allydesk.progress import unreported
from allydesk.storage.story_room import EMPTY_ROOM
from allydesk.storage.verify import verify_database
from allydesk.story.lifeline import Change, Edit
from allydesk.story.theming import add_theme
from allydesk.transfer.exporting import export_json
from allydesk.transfer.importing import preview, run
from tests.fixtures.story_room import live
from tests.storage.lifelines import Room, open_room
from tests.transfer.makers import code_of, file_in, read, untimed
from tests.vaults import written

ID = "00000000-0000-7000-8000-000000000001"
OTHER = "00000000-0000-7000-8000-000000000009"
WHEN = "2026-11-21T21:14:00+00:00"
DATE = {"words": "", "earliest": None, "latest": None, "precision": "none", "approximate": False, "age": None}
MOMENT: dict[str, Any] = {
    "id": ID,
    "title": "",
    "date": DATE,
    "height": 0,
    "now": None,
    "note": "",
    "place": "",
    "people": [],
    "photos": [],
    "entries": [],
    "modified": WHEN,
}
STORY: dict[str, Any] = {
    "id": ID,
    "created": WHEN,
    "modified": WHEN,
    "removed": None,
    "title": "",
    "listener": "",
    "text": "",
    "versions": [],
}
TAKE = {"id": ID, "story": ID, "begun": WHEN, "seconds": 1, "words": 1, "rating": None, "notes": "", "audio": None}
FILE = {"id": ID, "name": "", "type": "", "size": 1, "sha256": "", "file": "files/x", "since": WHEN}


def with_members(folder: Path, **members: object) -> Path:
    item = {"created": "2026-11-21T21:14:00+01:00", "text": "x"}
    document = {"format": "allydesk-journal", "version": 3, "entries": [item], **members}
    return file_in(folder, "journal.json", json.dumps(document))


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as made:
        yield made


def test_the_samples_themselves_are_ours(tmp_path: Path, room: Room) -> None:
    document = with_members(tmp_path, moments=[MOMENT], stories=[STORY], takes=[TAKE], mentorProfile=None)
    run(read(document), room.bare.journal)
    assert room.bare.journal.story_room().things == 3


@pytest.mark.parametrize(
    "members",
    [
        {"moments": {}},
        {"moments": ["x"]},
        {"moments": [{}]},
        {"moments": [{**MOMENT, "id": "mine"}]},
        {"moments": [{**MOMENT, "height": 6}]},
        {"moments": [{**MOMENT, "height": True}]},
        {"moments": [{**MOMENT, "entries": ["../x"]}]},
        {"moments": [{**MOMENT, "photos": [{**FILE, "id": "x"}]}]},
        {"moments": [{**MOMENT, "modified": "2026-11-21T21:14:00"}]},
        {"moments": [{**MOMENT, "date": {**DATE, "earliest": "12000-01-01"}}]},
        {"moments": [{**MOMENT, "date": {**DATE, "precision": "day"}}]},
        {"moments": [{**MOMENT, "date": {**DATE, "precision": "span", "earliest": WHEN[:10], "latest": "1999-01-01"}}]},
        {"moments": [{**MOMENT, "date": {**DATE, "age": 1 << 64}}]},
        {"themes": [{"id": ID, "name": "", "memo": "", "moments": ["x"], "place": 0, "shade": 0, "modified": WHEN}]},
        {"chapters": [{"id": ID, "title": 5, "date": DATE, "modified": WHEN}]},
        {"birth": [{"date": None, "modified": WHEN}]},
        {"recordVersions": [{"kind": "wish", "saved": WHEN, "gone": False, "record": MOMENT}]},
        {"stories": [{**STORY, "versions": [{"saved": None}]}]},
        {"takes": [{**TAKE, "rating": 6}]},
        {"takes": [{**TAKE, "begun": "0001-01-01T00:00:00+14:00"}]},
        {"takes": [{**TAKE, "begun": "0001-01-01T00:00:00-00:00:01.5"}]},
        {"moments": [MOMENT], "chapters": [{"id": ID, "title": "", "date": DATE, "modified": WHEN}]},
        {"mentorProfile": []},
        {"storyFiles": [{**FILE, "size": "x"}]},
    ],
)
def test_what_is_not_ours_is_refused(tmp_path: Path, members: dict[str, Any]) -> None:
    with pytest.raises(TransferError) as raised:
        read(with_members(tmp_path, **members))
    assert code_of(raised) is Code.UNREADABLE_SOURCE


THEME: dict[str, Any] = {"id": ID, "name": "", "memo": "", "moments": [], "place": 0, "shade": 0, "modified": WHEN}


def test_what_says_too_much_or_points_nowhere_is_read_as_well_as_it_can_be(tmp_path: Path, room: Room) -> None:
    other = ID[:-1] + "2"
    theme = {**THEME, "id": other, "moments": [ID, OTHER, ID], "place": (1 << 63) - 1, "name": "a\nb\0"}
    takes = [{**TAKE, "seconds": 1 << 62, "words": -5, "audio": FILE}, {**TAKE, "id": other, "story": other}]
    moments = [{**MOMENT, "entries": [OTHER, OTHER], "photos": [FILE, FILE]}, {**MOMENT, "title": "again"}]
    run(read(with_members(tmp_path, moments=moments, themes=[theme], takes=takes, stories=[STORY])), room.bare.journal)
    whole = room.lifeline.whole()
    [moment], [theme_there], [taken] = whole.moments.values(), whole.themes.values(), room.stories.all_takes()
    assert (moment.title, [*moment.entries], moment.photos) == ("", [OTHER], ())
    assert (theme_there.name, [*theme_there.moments]) == ("a b\ufffd", [ID, OTHER])
    assert (taken.seconds, taken.words, taken.audio) == (2**31 - 1, 0, None)
    room.lifeline.apply(add_theme(whole, "one more"))
    assert len(room.lifeline.whole().themes) == 2, "there is a place behind the last one"
    assert verify_database(room.bare.database, progress=unreported) == []


@dataclass(frozen=True)
class Export:
    """An export with something of everything, and every place in its story that can be written over."""

    folder: Path
    document: dict[str, Any]
    places: list[tuple[Any, ...]]


def places_in(value: object, so_far: tuple[Any, ...]) -> Iterator[tuple[Any, ...]]:
    yield so_far
    items = value.items() if isinstance(value, dict) else enumerate(value) if isinstance(value, list) else ()
    for key, item in items:
        yield from places_in(item, (*so_far, key))


@pytest.fixture(scope="module")
def export(tmp_path_factory: pytest.TempPathFactory) -> Export:
    folder = tmp_path_factory.mktemp("export")
    with open_room(folder) as made:
        made.bare.journal.add_all(written(f"2026-01-0{day}", f"day {day}") for day in range(1, 6))
        live(made.contents, made.clock)
        export_json(made.bare.journal, folder / "out")
    document = json.loads((folder / "out" / "journal.json").read_text("utf-8"))
    story = [name for name in document if name not in ("format", "version", "exported", "entries")]
    return Export(folder / "out", document, [place for name in story for place in places_in(document[name], (name,))])


JUNK: list[object] = [
    *(
        None,
        True,
        0,
        -1,
        (1 << 63) - 1,
        -(1 << 63),
        1 << 64,
        1.5,
        float("inf"),
        "",
        "x",
        "\0\r",
        "\ud800",
        [],
        {},
        [{}],
    ),
    *("9999-12-31", "0001-01-01", "10000-01-01", "0001-01-01T00:00:00-23:59", "9999-12-31T23:59:59-12:00", WHEN, ID),
    *("none", "span", "open", "moment", "birth", "../x", "files/x", "files/\0"),
]


def changed(export: Export, chance: random.Random) -> dict[str, Any]:
    """The document with one place written over by something of another kind, or of the same from elsewhere."""
    document: Any = json.loads(json.dumps(export.document))
    *way, last = chance.choice(export.places)
    inside: Any = document
    for key in way:
        inside = inside[key]
    if chance.random() < 0.3:
        [other] = chance.sample([place for place in export.places if place[-1] == last], 1)
        coming: Any = export.document
        for key in other:
            coming = coming[key]
        inside[last] = coming
    elif chance.random() < 0.1 and isinstance(inside, list):
        inside.append(inside[last])
    else:
        inside[last] = chance.choice(JUNK)
    found: dict[str, Any] = document
    return found


@settings(untimed, max_examples=15)
@given(st.integers(0, 1 << 32))
def test_whatever_a_document_says_it_comes_whole_or_not_at_all_and_can_be_read(export: Export, seed: int) -> None:
    chance = random.Random(seed)  # noqa: S311 - the same for the same example is what is wanted
    document = changed(export, chance)
    (export.folder / "journal.json").write_text(json.dumps(document), "utf-8")
    place = Path(tempfile.mkdtemp(dir=export.folder.parent))
    with open_room(place) as room:
        journal = room.bare.journal
        try:
            source = read(export.folder)
            preview(source, journal)
            run(source, journal)
        except AllydeskError:
            assert (journal.count(), journal.story_room()) == (0, EMPTY_ROOM)
        else:
            whole = room.lifeline.whole()
            for one in (*whole.moments, *whole.chapters, *whole.themes, ""):
                room.lifeline.versions(one)
            everything = Edit("All", tuple(Change(moment, None) for moment in whole.moments.values()))
            room.lifeline.apply(everything)
            room.lifeline.apply(everything.reversed())
            assert room.lifeline.whole() == whole
            assert verify_database(room.bare.database, progress=unreported) == []
    shutil.rmtree(place)
