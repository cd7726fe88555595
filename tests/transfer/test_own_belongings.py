"""What lies beside the entries comes along in our own JSON, and nothing of one's own is overwritten by it."""

import hashlib
import json
import shutil
import tempfile
import tracemalloc
from collections.abc import Callable, Iterator
from dataclasses import replace
from io import BytesIO
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.errors import Cancelled, Code, TransferError
from allydesk.ids import new_uuid7
from allydesk.journal.belongings import NOTHING, Belongings, Kept, PromptMark, missing
from allydesk.journal.entry import Content, NewEntry
from allydesk.journal.prompt import Prompt, PromptGroup
from allydesk.journal.saved_filter import SavedFilter
from allydesk.journal.template import Part, Template
from allydesk.storage.vault import Vault
from allydesk.transfer import own_belongings
from allydesk.transfer.exporting import export_json
from allydesk.transfer.importing import run
from allydesk.transfer.notes import NoteKind
from tests.transfer.makers import CancelAt, all_of, code_of, everything, file_in, read, untimed
from tests.transfer.strategies import texts
from tests.vaults import Prototype, TestClock, at, written

MB = 1024 * 1024
keys = st.sampled_from(["", "mine", "case-study", "日記", "x"])
templates = st.builds(
    Template, keys, texts, texts, st.lists(st.builds(Part, texts, texts), max_size=3).map(tuple), *[st.booleans()] * 3
)
prompts = st.builds(Prompt, keys, st.sampled_from(PromptGroup), texts, st.just(True))
filter_ids = st.sampled_from([new_uuid7() for _ in range(3)])
belongings = st.builds(
    Belongings,
    st.lists(templates, max_size=3, unique_by=lambda one: one.key).map(tuple),
    st.lists(keys, max_size=4, unique=True).map(tuple),
    st.lists(prompts, max_size=3, unique_by=lambda one: one.id).map(tuple),
    st.lists(st.builds(PromptMark, keys, st.booleans(), st.booleans()), max_size=3, unique_by=lambda one: one.id).map(
        tuple
    ),
    st.lists(st.builds(SavedFilter, filter_ids, texts, texts), max_size=3, unique_by=lambda one: one.id).map(tuple),
    st.lists(texts, max_size=3, unique=True).map(tuple),
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


def furnish(vault: Vault) -> None:
    vault.templates.save(Template("mine", "My way", "It is mine.", (Part("What", "a hint"), Part("日記")), own=True))
    vault.templates.save(Template("case-study", "Fall", "Why.", (Part("Was war"),), hidden=True, changed=True))
    vault.templates.set_order(["mine", "gratitude", "case-study"])
    vault.prompts.keep_own(Prompt("own-2", PromptGroup.REST, "What is quiet?", own=True, favourite=True))
    vault.prompts.keep_own(Prompt("own-1", PromptGroup.COURAGE, "Was nun?", own=True))
    vault.prompts.set_favourite("shipped-1", True)
    vault.prompts.set_hidden("shipped-2", True)
    first, second = vault.filters.keep("Sea", "tag:sea mood:>0"), vault.filters.keep("日記", '"amber light"')
    vault.filters.set_order([second.id, first.id])
    for word in ("Allydesk", "Łódź"):
        vault.own_words.add(word)


class TestJoining:
    @untimed
    @given(belongings, belongings)
    def test_nothing_is_lost_and_all_that_is_new_comes(self, mine: Belongings, theirs: Belongings) -> None:
        added, kept = missing(mine, theirs)
        for field, key in (("templates", "key"), ("prompts", "id"), ("marks", "id")):
            there, coming, new = (
                {getattr(one, key): one for one in getattr(which, field)} for which in (mine, theirs, added)
            )
            assert new.keys() == coming.keys() - there.keys()
            assert all(new[each] == coming[each] for each in new)
            differ = [each for each in coming.keys() & there.keys() if coming[each] != there[each]]
            assert getattr(kept, field) == len(differ)
        assert set(added.own_words) == set(theirs.own_words) - set(mine.own_words)
        assert {one.id for one in added.filters}.isdisjoint(one.id for one in mine.filters)

    @untimed
    @given(belongings)
    def test_what_is_there_does_not_come_again(self, mine: Belongings) -> None:
        assert missing(mine, mine) == (NOTHING, Kept())
        assert missing(NOTHING, mine) == (mine, Kept())

    def test_a_filter_that_is_there_under_another_id_is_there(self) -> None:
        mine, theirs = (SavedFilter(new_uuid7(), "Sea", "tag:sea") for _ in range(2))
        assert missing(Belongings(filters=(mine,)), Belongings(filters=(theirs,))) == (NOTHING, Kept())


@untimed
@given(belongings)
def test_round_trip(kept: Belongings) -> None:
    document = json.loads('{"entries": []' + "".join(own_belongings.lines(kept)) + "}")
    gathered = own_belongings.Gathered()
    for name, value in document.items():
        gathered.take(name, value)
    assert gathered.belongings() == kept


def test_everything_there_is_comes_back(tmp_path: Path, make_vault: Callable[..., Vault]) -> None:
    clock = TestClock()
    first, second = make_vault(clock), make_vault()
    furnish(first)
    sea = first.journal.add(
        NewEntry(Content(at("2026-07-01"), "The sea", "[[x]]", ("sea",), 4, ("Ada",), "mine"), pinned=True, seconds=9)
    )
    first.journal.save(sea.id, replace(sea.content, text="y", people=("Grace",)), keep_present=True, seconds=5)
    for name, data in (("a.png", bytes(300_000)), ("b.png", b"gone"), ("c.png", b"")):
        clock.advance(hours=1)
        file = first.files.add(sea.id, name=name, media_type="image/png", source=BytesIO(data), size=len(data))
        if name == "b.png":
            first.files.remove(file.id)
    brought = file_in(tmp_path, "old.md", "---\ndate: 2020-08-29\n---\nFrom elsewhere\n")
    run(read(brought), first.journal)
    first.journal.trash(first.journal.add(written("2026-01-01", "thrown away")).id)
    export_json(first.journal, tmp_path / "out")
    source = read(tmp_path / "out")
    for added in (3, 0):
        report = run(source, second.journal)
        assert (report.added, report.notes) == (added, ())
        assert everything(second.journal) == everything(first.journal)
    # The file from elsewhere is known to the second vault as well, and b.png can be put back there.
    assert run(read(brought), second.journal).added == 0
    [removed] = second.files.removed(sea.id)
    assert second.files.read(second.files.restore(removed.id).id) == b"gone"
    assert [prompt.favourite for prompt in second.prompts.own()] == [True, False]


def test_what_a_person_has_stays_as_it_is_and_is_told(tmp_path: Path, make_vault: Callable[..., Vault]) -> None:
    first, second = make_vault(), make_vault()
    first.journal.add(written("2026-01-01", "one"))
    furnish(first)
    export_json(first.journal, tmp_path / "out")
    run(read(tmp_path / "out"), second.journal)
    second.templates.save(Template("mine", "Another", "", own=True))
    second.templates.set_order(["gratitude", "mine"])
    second.prompts.keep_own(Prompt("own-1", PromptGroup.REST, "Another?", own=True))
    second.prompts.set_hidden("shipped-1", True)
    second.filters.rename(second.filters.all()[0].id, "Another")
    second.own_words.remove("Allydesk")
    before = second.journal.belongings()
    report = run(read(tmp_path / "out"), second.journal)
    assert {note.kind: note.count for note in report.notes} == {
        NoteKind.TEMPLATE_KEPT: 1,
        NoteKind.TEMPLATE_ORDER_KEPT: 1,
        NoteKind.PROMPT_KEPT: 1,
        NoteKind.PROMPT_MARK_KEPT: 1,
        NoteKind.FILTER_KEPT: 1,
    }
    assert second.journal.belongings() == replace(before, own_words=("Allydesk", "Łódź"))
    assert report.added == 0


def test_where_it_is_stopped_nothing_of_it_is_there(tmp_path: Path, make_vault: Callable[..., Vault]) -> None:
    first, second = make_vault(), make_vault()
    first.journal.add(written("2026-01-01", "one"))
    furnish(first)
    export_json(first.journal, tmp_path / "out")
    with pytest.raises(Cancelled):
        run(read(tmp_path / "out"), second.journal, progress=CancelAt(0))
    assert everything(second.journal) == [NOTHING]


@pytest.mark.parametrize(
    "change",
    [
        {"templates": 5},
        {"templates": [{"key": "x"}]},
        {"templates": ["x"]},
        {"templateOrder": [1]},
        {"prompts": [{"id": "x", "group": ["rest"], "text": 5}]},
        {"promptMarks": [[]]},
        {"filters": [{"id": "mine", "name": "x", "query": "y"}]},
        {"ownWords": "word"},
    ],
)
def test_what_is_not_ours_is_refused(tmp_path: Path, change: dict[str, Any]) -> None:
    item = {"created": "2026-11-21T21:14:00+01:00", "text": "x"}
    file_in(
        tmp_path, "journal.json", json.dumps({"format": "allydesk-journal", "version": 2, "entries": [item], **change})
    )
    with pytest.raises(TransferError) as raised:
        read(tmp_path)
    assert code_of(raised) is Code.UNREADABLE_SOURCE


def test_what_a_later_allydesk_adds_is_passed_over(tmp_path: Path) -> None:
    item = {"created": "2026-11-21T21:14:00+01:00", "text": "x"}
    later = {"prompts": [{"id": "x", "group": "a later one", "text": "y\0"}], "whatever": {"a": 1}}
    file_in(
        tmp_path, "journal.json", json.dumps({"format": "allydesk-journal", "version": 2, "entries": [item], **later})
    )
    assert read(tmp_path).belongings.prompts == (Prompt("x", PromptGroup.NOTICE, "y\ufffd", own=True),)


def test_a_large_file_passes_through_in_pieces(tmp_path: Path, make_vault: Callable[..., Vault]) -> None:
    first, second = make_vault(), make_vault()
    entry = first.journal.add(written("2026-01-01", "film"))
    film = tmp_path / "film"
    with film.open("wb") as file:
        for number in range(32):
            file.write(bytes([number]) * MB)
    with film.open("rb") as file:
        first.files.add(entry.id, name="film", media_type="video/mp4", source=file, size=32 * MB)
    tracemalloc.start()
    try:
        export_json(first.journal, tmp_path / "out")
        run(read(tmp_path / "out"), second.journal)
        _, peak = tracemalloc.get_traced_memory()
    finally:
        tracemalloc.stop()
    [found] = all_of(second.journal)
    assert found.attachments[0].digest == hashlib.sha256(film.read_bytes()).hexdigest()
    assert peak < 12 * MB
