"""The lifeline is kept as the edits say, and how it was before stays: versions, what was removed, links to entries."""

from collections.abc import Iterator
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings

from allydesk.errors import AllydeskError, Code
from allydesk.ids import EntryId, new_entry_id
from allydesk.storage.lifeline_shelf import RecordVersion
from allydesk.story.ids import FileId, new_chapter_id, new_theme_id
from allydesk.story.lifeline import Birth, Change, Chapter, Edit, KeptFile, Lifeline, Moment, Record, Theme, lifeline_of
from allydesk.story.vague_date import Precision, VagueDate
from tests.storage.lifelines import Room, changes_to, edit_of, moment, open_room, wishes
from tests.vaults import written

YEAR = VagueDate("1985", date(1985, 1, 1), date(1985, 12, 31), Precision.YEAR)
LONG = "It was a long evening. " * 20


@pytest.fixture
def room(tmp_path: Path) -> Iterator[Room]:
    with open_room(tmp_path) as made:
        yield made


@pytest.fixture(scope="module")
def shared(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Room]:
    """One for all examples of a property, which leave it as empty as it was."""
    with open_room(tmp_path_factory.mktemp("shared")) as made:
        yield made


def empty(room: Room) -> None:
    whole = room.lifeline.whole()
    room.remove(*whole.moments.values(), *whole.chapters.values(), *whole.themes.values(), whole.birth)


# Edits


@settings(max_examples=50, deadline=None, suppress_health_check=[HealthCheck.function_scoped_fixture])
@given(wishes)
def test_edits_and_taking_them_back_leave_what_the_pure_lifeline_has(
    shared: Room, wished: list[list[tuple[Record, bool]]]
) -> None:
    pure, done = Lifeline(), []
    try:
        for some in wished:
            edit = edit_of(pure, some)
            pure = pure.after(edit)
            shared.lifeline.apply(edit)
            assert shared.lifeline.whole() == pure
            done.append(edit)
            shared.clock.advance(minutes=7)
        for edit in reversed(done):
            pure = pure.after(edit.reversed())
            shared.lifeline.apply(edit.reversed())
            assert shared.lifeline.whole() == pure
        assert pure == Lifeline()
    finally:
        empty(shared)


def test_of_several_changes_to_one_record_the_last_counts(room: Room) -> None:
    first = moment("first")
    second = replace(first, title="second")
    other = moment("never there")
    room.do(Change(None, first), Change(first, second), Change(None, other), Change(other, None))
    assert room.lifeline.whole() == lifeline_of([second])
    assert room.lifeline.versions(first.id) == []
    assert room.lifeline.removed() == []


def test_an_edit_that_changes_nothing_writes_nothing(room: Room) -> None:
    kept = moment("here", people=("Ruth",), date=YEAR)
    room.keep(kept, Birth(YEAR))
    assert changes_to(room, lambda: room.keep(kept, Birth(YEAR))) == 0
    assert changes_to(room, lambda: room.remove(moment("never there"))) == 0
    assert changes_to(room, lambda: room.lifeline.apply(Edit("Nothing", ()))) == 0
    assert changes_to(room, lambda: room.keep(replace(kept, place="Leeds"))) > 0


def test_what_an_edit_names_and_does_not_change_stays_as_it_is(room: Room) -> None:
    one, other = moment("one", people=("Ruth",)), moment("other", photos=(room.file(),))
    room.keep(one, other)
    room.clock.advance(hours=1)
    changed = replace(one, title="changed")
    room.keep(changed, other)
    assert room.lifeline.whole() == lifeline_of([changed, other])
    assert (len(room.lifeline.versions(one.id)), room.lifeline.versions(other.id)) == (1, [])


def test_a_part_that_cannot_be_kept_keeps_the_rest_from_being_there(room: Room) -> None:
    too_large = Theme(new_theme_id(), "name", place=1 << 70)
    with pytest.raises(OverflowError):
        room.keep(moment("whole"), too_large)
    assert room.lifeline.whole() == Lifeline()


def test_texts_are_kept_in_the_form_that_can_be(room: Room) -> None:
    wild = Moment(moment().id, "a\nb\0", VagueDate("in\r\n1985\ud800"), note="x\r\ny\0", place="p\nq", people=("R\n",))
    tidy = Moment(wild.id, "a b\ufffd", VagueDate("in 1985\ufffd"), note="x\ny\ufffd", place="p q", people=("R ",))
    theme = Theme(new_theme_id(), "a\nb", "m\r\0", (wild.id, wild.id))
    room.keep(wild, theme, Chapter(chapter := new_chapter_id(), "c\nd", VagueDate("\n")), Birth(VagueDate("b\0")))
    whole = room.lifeline.whole()
    assert whole.moments == {wild.id: tidy}
    assert whole.themes == {theme.id: replace(theme, name="a b", memo="m\n\ufffd", moments=(wild.id,))}
    assert whole.chapters == {chapter: Chapter(chapter, "c d", VagueDate(" "))}
    assert whole.birth == Birth(VagueDate("b\ufffd"))


def test_a_text_that_is_too_large_is_refused(room: Room, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("allydesk.storage.story_records.LONGEST_TEXT", 10)
    with pytest.raises(AllydeskError) as caught:
        room.keep(moment("a", note="x" * 11))
    assert caught.value.code is Code.TOO_LARGE
    room.keep(moment("a", note="x" * 10))


def test_all_is_read_in_the_same_few_statements_whatever_its_size(room: Room) -> None:
    said: list[str] = []
    counts = []
    for number in (3, 700):
        many = [moment(f"{one}", people=("Ruth", "Tom"), entries=(new_entry_id(),), date=YEAR) for one in range(number)]
        room.keep(*many, Theme(new_theme_id(), "all", moments=tuple(one.id for one in many)))
        room.bare.database._raw.set_trace_callback(said.append)
        whole = room.lifeline.whole()
        room.bare.database._raw.set_trace_callback(None)
        assert {*many} <= {*whole.moments.values()}
        counts.append(len(said))
        said.clear()
    assert counts[0] == counts[1] < 14


# Versions


def states(versions: list[RecordVersion]) -> list[Record]:
    return [version.record for version in versions]


def test_one_sitting_leaves_one_version(room: Room) -> None:
    turns = [moment("0")]
    turns += [replace(turns[0], title=f"{number}") for number in range(1, 8)]
    begun = room.clock.now
    for turn in turns:
        room.keep(turn)
        room.clock.advance(minutes=4)
    # At 12 and at 24 minutes a sitting had passed: what stood there then is kept, with when it had come to stand there.
    assert room.lifeline.versions(turns[0].id) == [
        RecordVersion(1, begun + timedelta(minutes=8), turns[2]),
        RecordVersion(2, begun + timedelta(minutes=20), turns[5]),
    ]
    assert room.lifeline.removed() == []


def test_what_an_earlier_version_replaces_becomes_one_in_the_same_sitting(room: Room) -> None:
    first = moment("Choir", height=1)
    room.keep(first)
    second = replace(first, height=4)
    room.lifeline.apply(Edit("Put back", (Change(first, second),), keep_present=True))
    third = replace(first, height=-2)
    joined = Edit("", (Change(second, second),)).then(Edit("Put back", (Change(second, third),), keep_present=True))
    room.lifeline.apply(joined)
    assert [one.record for one in room.lifeline.versions(first.id)] == [first, second]
    assert room.lifeline.whole().moments[first.id] == third


def test_every_kind_of_record_has_versions(room: Room) -> None:
    before: list[Record] = [
        moment("m", date=YEAR, height=-5, now=5, note="n", place="p", people=("Ruth",), entries=(new_entry_id(),)),
        Chapter(new_chapter_id(), "c", YEAR),
        Theme(new_theme_id(), "t", "memo", (moment().id,), 3, 7),
        Birth(YEAR),
    ]
    room.keep(*before)
    room.clock.advance(minutes=10)
    after = [replace(record, date=VagueDate("later")) for record in before if not isinstance(record, Theme)]
    room.keep(*after, Theme(before[2].id, "other"))  # type: ignore[union-attr, arg-type]  # the third is the theme
    for record in before:
        assert states(room.lifeline.versions("" if isinstance(record, Birth) else record.id)) == [record]


def test_much_that_is_taken_away_is_kept_at_once(room: Room) -> None:
    long, theme = moment("a", note=LONG), Theme(new_theme_id(), "t", LONG)
    room.keep(long, theme)
    room.keep(replace(long, note=LONG[:-50]))
    assert room.lifeline.versions(long.id) == []
    room.keep(replace(long, note=""), replace(theme, memo="short"))
    assert states(room.lifeline.versions(long.id)) == [replace(long, note=LONG[:-50])]
    assert states(room.lifeline.versions(theme.id)) == [theme]


# What was removed


def test_what_was_removed_can_be_brought_back_as_it_was(room: Room) -> None:
    kept, chapter = moment("m", people=("Ruth",)), Chapter(new_chapter_id(), "c")
    theme = Theme(new_theme_id(), "t", moments=(kept.id,))
    room.keep(kept, chapter, theme, Birth(YEAR))
    room.clock.advance(days=1)
    room.remove(kept)
    room.clock.advance(days=1)
    room.remove(chapter, theme, Birth(YEAR))
    assert room.lifeline.whole() == Lifeline()
    removed = room.lifeline.removed()
    assert states(removed) == [theme, chapter, kept]
    assert [room.clock.now - version.saved for version in removed] == [timedelta(), timedelta(), timedelta(days=1)]
    room.keep(*states(removed))
    assert room.lifeline.whole() == lifeline_of([kept, chapter, theme])
    assert room.lifeline.removed() == []
    assert room.lifeline.versions(kept.id) == [], "what came back as it was is not an earlier state"


def test_what_comes_back_another_way_leaves_the_last_state_as_a_version(room: Room) -> None:
    kept = moment("m")
    room.keep(kept)
    room.remove(kept)
    room.keep(replace(kept, title="other"))
    assert room.lifeline.removed() == []
    assert states(room.lifeline.versions(kept.id)) == [kept]
    room.remove(replace(kept, title="other"))
    assert [(one.number, one.record) for one in room.lifeline.versions(kept.id)] == [
        (1, kept),
        (2, replace(kept, title="other")),
    ]
    assert states(room.lifeline.removed()) == [replace(kept, title="other")]


# Photos


def test_photos_come_back_in_their_order_with_what_is_known_of_them(room: Room) -> None:
    one, two = room.file("a.png"), room.file("b/c\n.png")
    assert two.name == "b-c .png"
    kept = moment("m", photos=(two, one, two))
    room.keep(kept)
    assert room.lifeline.whole() == lifeline_of([kept])
    # What an edit says of a file beside its id does not count: the file is kept once.
    room.keep(replace(kept, title="n", photos=(replace(one, name="x", size=0),)))
    assert room.lifeline.whole() == lifeline_of([replace(kept, title="n", photos=(one,))])


def test_a_photo_whose_file_is_not_kept_is_left_out(room: Room) -> None:
    one = room.file()
    stray = KeptFile(FileId(moment().id), "a", "b", 1, "c")
    kept = moment("m", photos=(stray, one))
    room.keep(kept)
    assert room.lifeline.whole() == lifeline_of([replace(kept, photos=(one,))])


# Links to entries


def test_links_lead_both_ways_and_outlive_the_entry(room: Room) -> None:
    journal = room.bare.journal
    first, second, third = (journal.add(written(f"2026-01-0{day}", f"day {day}")) for day in (1, 2, 3))
    later = moment("later", date=YEAR, entries=(second.id, first.id))
    earlier = moment("earlier", date=replace(YEAR, earliest=date(1980, 1, 1)), entries=(first.id, third.id))
    tray = moment("tray", entries=(first.id,))
    room.keep(tray, later, earlier)
    shelf = room.lifeline
    assert shelf.moments_of(first.id) == [earlier, later, tray]
    assert shelf.moments_of(second.id) == [later]
    assert shelf.moments_of(new_entry_id()) == []
    journal.trash(third.id)
    nobody = EntryId("nobody")
    titles = shelf.entry_titles([second.id, nobody, third.id, first.id, first.id])
    assert {entry_id: row.title for entry_id, row in titles.items()} == {first.id: "day 1", second.id: "day 2"}
    whole = shelf.whole()
    journal.purge(first.id)
    assert shelf.whole() == whole
    assert shelf.entry_titles([first.id]) == {}
    assert shelf.moments_of(first.id) == [earlier, later, tray], "it may come back in an import"
    room.keep(replace(tray, title="still there"))
    assert shelf.whole().moments[tray.id].entries == (first.id,)
