import codecs
import json
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.errors import Code, TransferError
from allydesk.progress import unreported
from allydesk.transfer import jrnl_json
from allydesk.transfer.notes import NoteBook, NoteKind
from allydesk.transfer.source import Draft
from tests.transfer.makers import BERLIN, UNDATED, code_of, contents, file_in, noted, read, sample, untimed

ENTRY = {"title": "T.", "body": "Text", "date": "2020-08-29", "time": "11:11", "tags": ["@a"], "starred": False}


def export(folder: Path, *entries: Any, **others: Any) -> Path:
    return file_in(folder, "export.json", json.dumps({"tags": {}, "entries": list(entries), **others}))


def test_an_entry(tmp_path: Path) -> None:
    source = read(export(tmp_path, ENTRY))
    [entry] = contents(source)
    assert (entry.title, entry.text, entry.tags) == ("T.", "Text", ("a",))
    assert entry.created.isoformat() == "2020-08-29T11:11:00+02:00"
    assert source.notes == ()


def test_tags_are_spelt_as_in_the_text(tmp_path: Path) -> None:
    item = {**ENTRY, "body": "@Zoë and @OS/2", "tags": ["@os/2", "@zoë", "+other"]}
    assert contents(read(export(tmp_path, item)))[0].tags == ("Zoë", "OS/2", "other")


def test_the_star(tmp_path: Path) -> None:
    source = read(export(tmp_path, {**ENTRY, "starred": True}))
    assert contents(source)[0].tags == ("a", "starred")
    assert noted(source) == {NoteKind.STARRED: 1}


def test_a_date_that_cannot_be_read_is_kept(tmp_path: Path) -> None:
    source = read(export(tmp_path, {**ENTRY, "date": "2020-13-45"}))
    [entry] = contents(source)
    assert entry.text == "[2020-13-45 11:11]\n\nText"
    assert entry.created.isoformat() == UNDATED
    assert noted(source) == {NoteKind.DATE_KEPT_AS_TEXT: 1}


def test_other_details_are_kept(tmp_path: Path) -> None:
    source = read(export(tmp_path, {**ENTRY, "uuid": "X", "creator": {"host_name": "h"}, "tags": "a b"}))
    [entry] = contents(source)
    text, _, block = entry.text.partition("\n\n```json\n")
    assert text == "Text"
    assert json.loads(block.removesuffix("\n```")) == {"uuid": "X", "creator": {"host_name": "h"}, "tags": "a b"}
    assert noted(source) == {NoteKind.DETAILS_KEPT_AS_TEXT: 3}


def test_details_do_not_make_it_another_entry(tmp_path: Path) -> None:
    plain, detailed = read(export(tmp_path, ENTRY)), read(export(tmp_path, {**ENTRY, "uuid": "X"}))
    assert plain.fingerprints == detailed.fingerprints


def test_characters_no_text_holds(tmp_path: Path) -> None:
    source = read(export(tmp_path, {**ENTRY, "body": "a\0b\ud800c"}))
    assert contents(source)[0].text == "a\ufffdb\ufffdc"
    assert noted(source) == {NoteKind.CHARACTERS_REPLACED: 2}


@pytest.mark.parametrize("encoding", ["utf-8-sig", "utf-16"])
def test_with_a_byte_order_mark(tmp_path: Path, encoding: str) -> None:
    data = json.dumps({"entries": [{**ENTRY, "body": "é日🙂"}]}, ensure_ascii=False).encode(encoding)
    assert data.startswith((codecs.BOM_UTF8, codecs.BOM_UTF16))
    assert contents(read(file_in(tmp_path, "x.json", data)))[0].text == "é日🙂"


@pytest.mark.parametrize("entry", ["text", 5, None, {**ENTRY, "body": 5}, {**ENTRY, "title": ["a"]}])
def test_what_is_no_entry_is_refused_by_number(tmp_path: Path, entry: Any) -> None:
    with pytest.raises(TransferError) as raised:
        read(export(tmp_path, ENTRY, entry), "jrnl-json")
    assert code_of(raised) is Code.UNREADABLE_SOURCE
    assert raised.value.facts == {"entry": 2}


@pytest.mark.parametrize("depth", [100, 900, 960, 980, 5000, 200_000])
def test_a_detail_nested_beyond_all_measure(tmp_path: Path, depth: int) -> None:
    nested = "[" * depth + "]" * depth
    path = file_in(tmp_path, "x.json", f'{{"entries": [{{"date": "2020-08-29", "title": "x", "more": {nested}}}]}}')
    refused: Code | None = None
    try:
        [entry] = contents(read(path, "jrnl-json"))
    except TransferError as problem:
        refused = problem.code
    else:
        assert entry.text.count("[") == depth
    # How deep Python itself goes depends on its version; what counts is that it ends in one of these two ways.
    allowed: dict[int, set[Code | None]] = {100: {None}, 200_000: {Code.UNREADABLE_SOURCE}}
    assert refused in allowed.get(depth, {None, Code.UNREADABLE_SOURCE})


def test_another_programs_shape_of_it() -> None:
    source = read(sample("minidiary/jsonJrnl.json"))
    assert source.format == "jrnl-json"
    found = contents(source)
    assert [item.title for item in found] == ["Diary Entry 1", "Diary Entry 2"]
    assert found[1].text.startswith("Here's a bulleted list:\n\n- One")
    assert found[1].text.endswith("3. Three")


texts = st.text(max_size=20)


@untimed
@given(
    st.lists(
        st.fixed_dictionaries(
            {"title": texts, "body": texts, "date": texts, "time": texts},
            optional={"tags": st.lists(texts, max_size=3), "starred": st.booleans(), "more": texts},
        ),
        max_size=4,
    )
)
def test_any_text_comes_along(tmp_path_factory: pytest.TempPathFactory, items: list[dict[str, Any]]) -> None:
    path = export(tmp_path_factory.mktemp("any"), *items)
    found: list[Draft] = list(jrnl_json.read(path, zone=BERLIN, notes=NoteBook(), progress=unreported))
    assert len(found) == len(items)
    for draft, item in zip(found, items, strict=True):
        kept = "".join(draft.read_as) + draft.entry.content.text
        assert all(sign in kept for sign in item["title"] + item["body"] if sign.isalnum())
