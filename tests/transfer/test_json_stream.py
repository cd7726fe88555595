import io
import json
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from allydesk.errors import Code, TransferError
from allydesk.transfer import json_stream
from allydesk.transfer.json_stream import Member, members
from tests.transfer.makers import untimed

values = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner, max_size=4) | st.dictionaries(st.text(max_size=5), inner, max_size=4),
    max_leaves=10,
)


class Trickle(io.RawIOBase):
    """A file that gives a few bytes at a time, whatever is asked for."""

    def __init__(self, data: bytes, step: int) -> None:
        self._data = io.BytesIO(data)
        self._step = step

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        data = self._data.read(min(self._step, len(buffer)))
        buffer[: len(data)] = data
        return len(data)


def read_slowly(data: bytes, step: int) -> list[Member]:
    return list(members(Trickle(data, step)))  # type: ignore[arg-type]  # it has all that is used of a BinaryIO


def rebuilt(found: list[Member]) -> dict[str, Any]:
    document: dict[str, Any] = {}
    for member in found:
        if member.number:
            document.setdefault(member.name, []).append(member.value)
        else:
            document[member.name] = member.value
    return document


@untimed
@given(
    before=st.dictionaries(st.text(max_size=5), values, max_size=3),
    items=st.lists(values, max_size=5),
    after=st.dictionaries(st.text(max_size=5), values, max_size=3),
    step=st.integers(min_value=1, max_value=50),
    written=st.fixed_dictionaries({"indent": st.none() | st.integers(0, 2), "ensure_ascii": st.booleans()}),
)
def test_the_same_as_all_at_once(
    before: dict[str, Any], items: list[Any], after: dict[str, Any], step: int, written: dict[str, Any]
) -> None:
    document = {**before, "entries": items, **{name: value for name, value in after.items() if name != "entries"}}
    data = json.dumps(document, **written).encode("utf-8")
    assert rebuilt(read_slowly(data, step)) == document


@untimed
@given(values, st.integers(min_value=1, max_value=50), st.data())
def test_every_cut_is_noticed(value: Any, step: int, chosen: st.DataObject) -> None:
    data = json.dumps({"version": 12, "entries": [value, value], "z": 123}).encode()
    end = chosen.draw(st.integers(min_value=0, max_value=len(data) - 1))
    with pytest.raises(TransferError) as raised:
        read_slowly(data[:end], step)
    assert raised.value.code is Code.UNREADABLE_SOURCE


@pytest.mark.parametrize(
    "text",
    [
        "",
        "[]",
        "{} {}",
        '{"a": 1}x',
        "{1: 2}",
        '{"a" 1}',
        '{"a": 1,}',
        '{"entries": [1,]}',
        '{"entries": [1 2]}',
        '{"entries": [' + "[" * 200_000 + "]" * 200_000 + "]}",
        '{"a": ' + "1" * 5000 + "}",
    ],
)
def test_what_is_not_json(text: str) -> None:
    with pytest.raises(TransferError) as raised:
        read_slowly(text.encode(), 1000)
    assert raised.value.code is Code.UNREADABLE_SOURCE


def test_bytes_that_are_no_text() -> None:
    with pytest.raises(TransferError):
        read_slowly(b'{"a": "\xff\xfe"}', 3)


def test_the_item_at_fault_is_told() -> None:
    with pytest.raises(TransferError) as raised:
        read_slowly(b'{"entries": [{"a": 1}, {"a": }]}', 5)
    assert raised.value.facts == {"entry": 2}


def test_entries_that_are_no_list() -> None:
    assert read_slowly(b'{"entries": {"2020": 1}}', 5) == [Member("entries", {"2020": 1})]
    assert read_slowly(b'{"entries": []}', 5) == [Member("entries", [])]


def test_one_long_item_is_tried_a_few_times_only(monkeypatch: pytest.MonkeyPatch) -> None:
    # Reading on by what is already there keeps the work linear: 20 MB in pieces of 1 kB would else be 20,000 tries.
    monkeypatch.setattr(json_stream, "_PIECE", 1024)
    asked: list[int] = []

    class Counting(io.BytesIO):
        def read(self, size: int | None = -1, /) -> bytes:
            asked.append(size or 0)
            return super().read(size)

    text = "x" * 20_000_000
    [found] = members(Counting(json.dumps({"entries": [text]}).encode()))
    assert found.value == text
    assert len(asked) < 25


def test_memory_holds_one_item_at_a_time() -> None:
    item = json.dumps("y" * 1000)
    document = f'{{"entries": [{", ".join([item] * 20_000)}]}}'.encode()
    reading = members(io.BytesIO(document))
    heard: list[int] = []
    list(members(io.BytesIO(document), heard=heard.append))
    assert heard[-1] == len(document)
    assert next(reading).value == "y" * 1000
