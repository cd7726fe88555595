"""What this machine remembers of vaults: counters, by hashes that tell nobody which vault they are of."""

import json
import os
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from allydesk.errors import Code, VaultError
from allydesk.storage.state import DeviceState, Seen

VAULT = bytes(range(16))
OTHER = bytes(range(1, 17))


@pytest.fixture
def file(tmp_path: Path) -> Path:
    return tmp_path / "of this machine" / "state.json"


def test_each_vault_in_each_folder_has_its_own_memory(file: Path, tmp_path: Path) -> None:
    state = DeviceState(file)
    assert state.seen(VAULT, tmp_path / "a") is None
    state.remember(VAULT, tmp_path / "a", Seen(1, 2))
    state.remember(VAULT, tmp_path / "b", Seen(3, 4))
    state.remember(OTHER, tmp_path / "a", Seen(5, 6))
    state.remember(VAULT, tmp_path / "a", Seen(7, 8))
    again = DeviceState(file)
    assert again.seen(VAULT, tmp_path / "a") == Seen(7, 8)
    assert again.seen(VAULT, tmp_path / "b") == Seen(3, 4)
    assert again.seen(OTHER, tmp_path / "a") == Seen(5, 6)
    assert again.seen(OTHER, tmp_path / "b") is None


def test_one_folder_is_the_same_however_it_is_named(
    file: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    state = DeviceState(file)
    (tmp_path / "folder").mkdir()
    (tmp_path / "link").symlink_to(tmp_path / "folder")
    state.remember(VAULT, tmp_path / "folder", Seen(1, 1))
    monkeypatch.chdir(tmp_path)
    for name in (Path("folder"), Path("folder/../folder"), tmp_path / "link"):
        assert state.seen(VAULT, name) == Seen(1, 1)


def test_it_holds_no_name_no_path_and_no_id(file: Path, tmp_path: Path) -> None:
    DeviceState(file).remember(VAULT, tmp_path / "Secret diary", Seen(1, 1))
    text = file.read_text("ascii")
    assert "Secret" not in text
    assert str(tmp_path) not in text
    assert VAULT.hex() not in text
    assert file.stat().st_mode & 0o777 == 0o600
    assert os.listdir(file.parent) == ["state.json"]  # noqa: PTH208 - names are all that is asked


@pytest.mark.parametrize(
    "content",
    [
        b"",
        b"not json",
        b"\xff\xfe\x00",
        b"[]",
        b"null",
        b"7",
        b'{"a": 1}',
        b'{"%s": null}',
        b'{"%s": {"header": "1", "database": 2}}',
        b'{"%s": {"header": 1}}',
        b'{"%s": {"header": 1.5, "database": 2}}',
        b'{"%s": [1, 2]}',
    ],
)
def test_a_damaged_memory_is_none_and_is_written_anew(file: Path, tmp_path: Path, content: bytes) -> None:
    state = DeviceState(file)
    state.remember(VAULT, tmp_path, Seen(1, 1))
    (key,) = json.loads(file.read_bytes())
    file.write_bytes(content.replace(b"%s", key.encode()))
    assert state.seen(VAULT, tmp_path) is None
    state.remember(VAULT, tmp_path, Seen(2, 3))
    assert state.seen(VAULT, tmp_path) == Seen(2, 3)


def test_what_cannot_be_written_says_so(tmp_path: Path) -> None:
    (tmp_path / "state.json").mkdir()
    (tmp_path / "state.json" / "in the way").touch()
    state = DeviceState(tmp_path / "state.json")
    assert state.seen(VAULT, tmp_path) is None
    with pytest.raises(VaultError) as caught:
        state.remember(VAULT, tmp_path, Seen(1, 1))
    assert caught.value.code is Code.DISK_ERROR


@given(
    st.dictionaries(
        st.tuples(st.binary(min_size=16, max_size=16), st.sampled_from("abc")),
        st.tuples(*[st.integers(0, 2**63)] * 2),
        max_size=6,
    )
)
@settings(deadline=None, max_examples=25)
def test_whatever_is_remembered_is_seen_again(
    tmp_path_factory: pytest.TempPathFactory, kept: dict[tuple[bytes, str], tuple[int, int]]
) -> None:
    place = tmp_path_factory.mktemp("state")
    for (vault_id, folder), (header, database) in kept.items():
        DeviceState(place / "state.json").remember(vault_id, place / folder, Seen(header, database))
    state = DeviceState(place / "state.json")
    assert {key: state.seen(key[0], place / key[1]) for key in kept} == {
        key: Seen(*value) for key, value in kept.items()
    }
