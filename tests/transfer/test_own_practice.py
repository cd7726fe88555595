"""The practice room comes along in our own JSON, whole, once, and without changing anything that is there."""

import json
import random
import shutil
import tempfile
from collections.abc import Callable, Iterator
from dataclasses import dataclass, replace
from datetime import timedelta
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.errors import AllydeskError, Cancelled, Code, TransferError, VaultError
from allydesk.practice.ids import new_commitment_id, new_own_scenario_id
from allydesk.practice.run import Commitment, OwnScenario, Reflection
from allydesk.practice.skills import Skill
from allydesk.progress import unreported
from allydesk.storage.practice_room import (
    NO_PRACTICE,
    KeptCommitment,
    KeptInPractice,
    PracticeRoom,
    WholeRun,
    missing,
)
from allydesk.storage.practice_values import RunVersion
from allydesk.storage.vault import Vault
from allydesk.storage.verify import verify_database
from allydesk.story.telling import Telling
from allydesk.transfer import own_practice
from allydesk.transfer.exporting import export_json
from allydesk.transfer.importing import Preview, Report, preview, run
from allydesk.transfer.notes import Note, NoteBook, NoteKind
from allydesk.transfer.own_practice import GatheredPractice
from tests.fixtures.practice_room import bare_run, card_of, full_run, practise, practised
from tests.storage.lifelines import Room, open_room
from tests.storage.practice_values import cards, commitments, runs, scenarios, times
from tests.transfer.makers import CancelAt, code_of, file_in, read, untimed
from tests.vaults import Prototype, TestClock, written

some = settings(untimed, max_examples=30)


@st.composite
def wholes(draw: st.DrawFn) -> WholeRun:
    """A run with versions of its own."""
    present = draw(runs)
    old = draw(st.lists(st.tuples(times, runs), max_size=2))
    versions = (RunVersion(number, saved, replace(one, id=present.id)) for number, (saved, one) in enumerate(old, 1))
    return WholeRun(present, tuple(versions))


rooms = st.builds(
    PracticeRoom,
    st.lists(wholes(), max_size=3, unique_by=lambda one: one.run.id).map(tuple),
    st.lists(
        st.builds(KeptCommitment, commitments, st.none() | times), max_size=3, unique_by=lambda one: one.commitment.id
    ).map(tuple),
    st.lists(cards, max_size=3, unique_by=lambda one: (one.skill, one.family)).map(tuple),
    st.lists(scenarios, max_size=3, unique_by=lambda one: one.id).map(tuple),
)


@pytest.fixture
def make_vault(prototype: Prototype, quick_place: Path) -> Iterator[Callable[..., Vault]]:
    made: list[Vault] = []

    def make(clock: TestClock | None = None) -> Vault:
        made.append(prototype.open_copy(Path(tempfile.mkdtemp(dir=quick_place)) / "Mine.allydesk", clock=clock))
        return made[-1]

    yield make
    for vault in made:
        vault.lock()
        shutil.rmtree(vault.folder.parent)


@pytest.fixture
def first(make_vault: Callable[..., Vault]) -> Vault:
    """A vault with something of everything in its practice room, and an entry."""
    clock = TestClock()
    vault = make_vault(clock)
    vault.journal.add(written("2026-01-01", "a day"))
    practise(vault, clock)
    return vault


def document_of(room: PracticeRoom) -> dict[str, Any]:
    found: dict[str, Any] = json.loads('{"entries": []' + "".join(own_practice.lines(room)) + "}")
    return found


def gathered(document: dict[str, Any]) -> PracticeRoom:
    taken = GatheredPractice()
    for name, value in document.items():
        taken.take(name, value)
    return taken.room()


class TestDocument:
    @some
    @given(rooms)
    def test_round_trip(self, room: PracticeRoom) -> None:
        found = gathered(document_of(room))
        assert found == room
        assert [one.run.begun.utcoffset() for one in found.runs] == [one.run.begun.utcoffset() for one in room.runs]


class TestJoining:
    @some
    @given(rooms, rooms)
    def test_nothing_is_lost_and_all_that_is_new_comes(self, mine: PracticeRoom, theirs: PracticeRoom) -> None:
        added, kept = missing(mine, theirs)
        my_runs = {one.run.id: one.run for one in mine.runs}
        my_promises = {one.commitment.id: one.commitment for one in mine.commitments}
        my_scenarios = {one.id: one for one in mine.scenarios}
        my_cards = {(one.skill, one.family) for one in mine.cards}
        assert added.runs == tuple(one for one in theirs.runs if one.run.id not in my_runs)
        assert added.commitments == tuple(one for one in theirs.commitments if one.commitment.id not in my_promises)
        assert added.cards == tuple(one for one in theirs.cards if (one.skill, one.family) not in my_cards)
        assert added.scenarios == tuple(one for one in theirs.scenarios if one.id not in my_scenarios)
        others = [one.commitment for one in theirs.commitments]
        assert kept.commitments == sum(my_promises.get(one.id, one) != one for one in others)
        sources = {key: (one.name, one.source) for key, one in my_scenarios.items()}
        assert kept.scenarios == sum(
            one.id in sources and sources[one.id] != (one.name, one.source) for one in theirs.scenarios
        )
        assert kept.runs <= sum(one.run.id in my_runs for one in theirs.runs)

    def test_a_run_that_only_its_time_tells_apart_is_the_same(self) -> None:
        mine = full_run()
        moved = replace(mine, modified=mine.modified + timedelta(days=1), removed=mine.modified)
        for other, kept in ((moved, 0), (replace(moved, ending="other"), 1)):
            coming = PracticeRoom(runs=(WholeRun(other),))
            assert missing(PracticeRoom(runs=(WholeRun(mine),)), coming) == (NO_PRACTICE, KeptInPractice(runs=kept))

    @some
    @given(rooms)
    def test_what_is_there_does_not_come_again(self, mine: PracticeRoom) -> None:
        assert missing(mine, mine) == (NO_PRACTICE, KeptInPractice())

    def test_of_what_comes_in_twice_the_first_is_taken(self) -> None:
        one = bare_run(ending="first")
        coming = PracticeRoom(runs=(WholeRun(one), WholeRun(replace(one, ending="second"))))
        assert missing(NO_PRACTICE, coming)[0].runs == (WholeRun(one),)


def test_everything_there_is_comes_back_once(tmp_path: Path, first: Vault, make_vault: Callable[..., Vault]) -> None:
    second = make_vault()
    export_json(first.journal, tmp_path / "out")
    source = read(tmp_path / "out")
    # Three runs, three commitments and two scenarios, one of each in the trash.
    assert preview(source, second.journal).practice == 8
    for added, things in ((1, 8), (0, 0)):
        report = run(source, second.journal)
        assert (report.added, report.practice, report.notes) == (added, things, ())
        assert practised(second) == practised(first)
        assert second.journal.practice_room() == first.journal.practice_room()
    assert preview(source, second.journal).practice == 0
    assert second.verify() == []


def test_practice_comes_without_any_entry_and_even_a_card_alone(
    tmp_path: Path, make_vault: Callable[..., Vault]
) -> None:
    first, second = make_vault(), make_vault()
    card = card_of(full_run(), Skill.NAMING)
    first.practice.keep_cards([card])
    export_json(first.journal, tmp_path / "out")
    source = read(tmp_path / "out")
    shown = preview(source, second.journal)
    assert isinstance(shown, Preview)
    assert (shown.found, shown.story, shown.practice) == (0, 0, 0)
    run(source, second.journal)
    assert second.practice.cards() == [card]


def test_what_a_person_has_stays_as_it_is_and_is_counted(
    tmp_path: Path, first: Vault, make_vault: Callable[..., Vault]
) -> None:
    second = make_vault()
    export_json(first.journal, tmp_path / "out")
    run(read(tmp_path / "out"), second.journal)
    shelf = second.practice
    whole, _ = (shelf.run(one.id) for one in reversed(shelf.runs()) if one.people or not one.finished)
    shelf.keep_run(replace(whole, ending="mine"))
    promise = shelf.commitments()[0]
    shelf.keep_commitment(replace(promise, cue="mine"))
    shelf.remove_commitment(promise.id)
    shelf.keep_cards([replace(shelf.cards()[0], stability=99.0)])
    shelf.remove_scenario(shelf.own_scenarios()[0].id)
    before = practised(second)
    report = run(read(tmp_path / "out"), second.journal)
    assert report == Report(0, 1, (Note(NoteKind.RUN_KEPT, 1), Note(NoteKind.COMMITMENT_KEPT, 1)))
    assert practised(second) == before


def test_what_cannot_be_read_is_left_out_and_told_where_somebody_listens(
    tmp_path: Path, first: Vault, make_vault: Callable[..., Vault]
) -> None:
    export_json(first.journal, tmp_path / "before", notes=(silent := NoteBook()))
    story = first.stories.add(Telling("Mine"))
    with first._opened().database.write() as connection:
        connection.exec_driver_sql("UPDATE run SET moves = '[{}]' WHERE people <> '[]'")
        connection.exec_driver_sql("UPDATE story SET created = 1 << 62")
    with pytest.raises(VaultError) as raised:
        export_json(first.journal, tmp_path / "out")
    assert code_of(raised) is Code.DAMAGED_VAULT
    assert not (tmp_path / "out").exists()
    notes = NoteBook()
    assert export_json(first.journal, tmp_path / "out", notes=notes) == 1
    assert (silent.notes(), notes.notes()) == (
        (),
        (Note(NoteKind.STORY_UNREADABLE, 1), Note(NoteKind.PRACTICE_UNREADABLE, 1)),
    )
    second = make_vault()
    report = run(read(tmp_path / "out"), second.journal)
    assert (report.added, report.story, report.practice) == (1, 0, 7)
    assert second.verify() == []
    assert story.id not in {one.id for one in second.stories.all()}
    # What has neither a story nor practice in it still comes into the damaged vault.
    day = file_in(tmp_path, "days/2026-03-04.md", "A walk.\n")
    source = read(day.parent)
    assert preview(source, first.journal).new == 1
    assert run(source, first.journal).added == 1


def test_where_it_is_stopped_nothing_of_it_is_there(
    tmp_path: Path, first: Vault, make_vault: Callable[..., Vault]
) -> None:
    second = make_vault()
    export_json(first.journal, tmp_path / "out")
    with pytest.raises(Cancelled):
        run(read(tmp_path / "out"), second.journal, progress=CancelAt(2))
    assert second.journal.practice_room() == NO_PRACTICE


@pytest.mark.parametrize("version", [1, 2, 3])
def test_documents_of_earlier_versions_are_still_read(
    tmp_path: Path, version: int, make_vault: Callable[..., Vault]
) -> None:
    item = {"created": "2026-11-21T21:14:00+01:00", "text": "x"}
    document = {"format": "allydesk-journal", "version": version, "entries": [item]}
    vault = make_vault()
    run(read(file_in(tmp_path, "journal.json", json.dumps(document))), vault.journal)
    assert vault.journal.count() == 1
    assert vault.journal.practice_room() == NO_PRACTICE


# What is not as we write it

WHOLE = PracticeRoom(
    runs=(WholeRun(one := full_run(), (RunVersion(1, one.modified, replace(one, reflection=Reflection("x"))),)),),
    commitments=(KeptCommitment(Commitment(new_commitment_id(), "c", "r", one.modified, run=one.id)),),
    cards=(card_of(one, Skill.NAMING),),
    scenarios=(OwnScenario(new_own_scenario_id(), "a.yaml", "title: x\n", one.modified),),
)


@pytest.mark.parametrize(
    ("place", "value"),
    [
        (("runs",), {}),
        (("runs", 0), "x"),
        (("runs", 0, "id"), "mine"),
        (("runs", 0, "entry"), "../x"),
        (("runs", 0, "scenario", "own"), "x"),
        (("runs", 0, "versions"), None),
        (("runs", 0, "versions", 0, "saved"), "2026-11-21T21:14:00"),
        (("runs", 0, "versions", 0, "run", "id"), "0198c0de-0000-7000-8000-000000000000"),
        (("runs", 0, "observed", 0, "skill"), "charm"),
        (("commitments", 0, "id"), 5),
        (("commitments", 0, "due"), "tomorrow"),
        (("commitments", 0, "status"), "broken"),
        (("commitments", 0, "rehearsed"), "x"),
        (("commitments", 0, "run"), "x"),
        (("commitments", 0, "closed"), "0001-01-01T00:00:00+14:00"),
        (("practiceCards", 0, "skill"), "charm"),
        (("practiceCards", 0, "stability"), True),
        (("practiceCards", 0, "stability"), float("inf")),
        (("practiceCards", 0, "stability"), float("nan")),
        (("practiceCards", 0, "difficulty"), 0.5),
        (("ownScenarios", 0, "id"), ""),
        (("ownScenarios", 0, "source"), 5),
    ],
)
def test_what_is_not_ours_is_refused(tmp_path: Path, place: tuple[Any, ...], value: object) -> None:
    document = {"format": "allydesk-journal", "version": 4, **document_of(WHOLE)}
    read(file_in(tmp_path, "journal.json", json.dumps(document)))
    inside: Any = document
    for key in place[:-1]:
        inside = inside[key]
    inside[place[-1]] = value
    with pytest.raises(TransferError) as raised:
        read(file_in(tmp_path, "journal.json", json.dumps(document)))
    assert code_of(raised) is Code.UNREADABLE_SOURCE


def test_texts_are_made_ready_to_be_kept_and_what_is_the_same_then_comes_once(tmp_path: Path) -> None:
    document = {"format": "allydesk-journal", "version": 4, **document_of(WHOLE)}
    document["practiceCards"] = [{**document["practiceCards"][0], "family": family} for family in ("a\r\nb", "a\nb")]
    document["commitments"] = [{**document["commitments"][0], "cue": "a\0\ud800"}] * 2
    path = file_in(tmp_path, "journal.json", json.dumps(document))
    with open_room(tmp_path) as room:
        for _ in range(2):
            run(read(path), room.bare.journal)
            assert [card.family for card in room.practice.cards()] == ["a\nb"]
            assert [promise.cue for promise in room.practice.commitments()] == ["a\ufffd\ufffd"]


def test_a_scenario_that_is_too_large_is_refused(tmp_path: Path) -> None:
    document = {"format": "allydesk-journal", "version": 4, **document_of(WHOLE)}
    document["ownScenarios"][0]["source"] = "é" * 600_000
    with pytest.raises(AllydeskError) as raised:
        read(file_in(tmp_path, "journal.json", json.dumps(document)))
    assert code_of(raised) is Code.SCENARIO_TOO_LARGE


@dataclass(frozen=True)
class Export:
    """An export with something of everything, and every place in its practice that can be written over."""

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
        practise(made.contents, made.clock)
        export_json(made.bare.journal, folder / "out")
    document = json.loads((folder / "out" / "journal.json").read_text("utf-8"))
    members = ("runs", "commitments", "practiceCards", "ownScenarios")
    return Export(folder / "out", document, [place for name in members for place in places_in(document[name], (name,))])


JUNK: list[object] = [
    *(None, True, 0, -1, (1 << 63) - 1, -(1 << 63), 1 << 64, 1.5, float("inf"), float("nan"), 1e400),
    *("", "x", "\0\r", "\ud800", [], {}, [{}], [[]], [["x", 0]], {"chose": ""}, {"chose": 1}, {"wrote": ""}),
    *("9999-12-31", "10000-01-01", "0001-01-01T00:00:00-23:59", "9999-12-31T23:59:59-12:00", "open", "naming"),
    *("0198c0de-0000-7000-8000-000000000000", "0198c0de-0000-7000-8000-00000000000g"),
]


def changed(export: Export, chance: random.Random) -> dict[str, Any]:
    """The document with one place written over by something of another kind, or of the same from elsewhere."""
    document: dict[str, Any] = json.loads(json.dumps(export.document))
    *way, last = chance.choice(export.places)
    inside: Any = document
    for key in way:
        inside = inside[key]
    if chance.random() < 0.3:
        other = chance.choice([place for place in export.places if place[-1] == last])
        coming: Any = export.document
        for key in other:
            coming = coming[key]
        inside[last] = coming
    elif chance.random() < 0.1 and isinstance(inside, list):
        inside.append(inside[last])
    else:
        inside[last] = chance.choice(JUNK)
    return document


def use(room: Room) -> None:
    """Do with all there is what a person can."""
    before = practised(room.contents)
    shelf = room.practice
    room.clock.advance(hours=1)
    for one in shelf.runs():
        shelf.keep_run(replace(shelf.run(one.id), reflection=Reflection("mine")))
        shelf.remove_run(one.id)
        shelf.restore_run(one.id)
    for promise in shelf.commitments():
        shelf.keep_commitment(promise)
    shelf.keep_cards(shelf.cards())
    assert practised(room.contents).keys() == before.keys()


@settings(untimed, max_examples=30)
@given(st.integers(0, 1 << 32))
def test_whatever_a_document_says_it_comes_whole_or_not_at_all_and_can_be_read(export: Export, seed: int) -> None:
    document = changed(export, random.Random(seed))  # noqa: S311 - the same for the same example is what is wanted
    (export.folder / "journal.json").write_text(json.dumps(document), "utf-8")
    place = Path(tempfile.mkdtemp(dir=export.folder.parent))
    with open_room(place) as room:
        journal = room.bare.journal
        try:
            source = read(export.folder)
            preview(source, journal)
            run(source, journal)
        except AllydeskError:
            assert journal.practice_room() == NO_PRACTICE
        else:
            use(room)
            assert verify_database(room.bare.database, progress=unreported) == []
    shutil.rmtree(place)
