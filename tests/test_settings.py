"""Settings: kept whole, read forgivingly, and never a reason not to start."""

import json
import stat
import sys
from pathlib import Path
from typing import Any

import pytest
from hypothesis import HealthCheck, given
from hypothesis import settings as examples
from hypothesis import strategies as st

from allydesk.errors import Code, VaultError
from allydesk.settings import KnownVault, LoadedSettings, Settings, SettingsFile

texts = st.text(st.characters(exclude_characters="\0"), min_size=1)
paths = texts.map(Path)
json_values: st.SearchStrategy[Any] = st.recursive(
    st.none() | st.booleans() | st.integers() | st.floats(allow_nan=False) | st.text(),
    lambda inner: st.lists(inner) | st.dictionaries(st.text(), inner),
    max_leaves=8,
)
_BUSY = (HealthCheck.too_slow,)
"""To think of JSON of any shape takes a while where the machine is busy, and that is no fault of the settings."""
unknown = st.dictionaries(st.text(min_size=1).map(lambda name: f"newer {name}"), json_values, max_size=3)
known_vaults = st.builds(KnownVault, path=paths, other=unknown)
settings = st.builds(
    Settings,
    theme=st.text(),
    text_scale=st.floats(0.8, 2.0),
    auto_lock_minutes=st.integers(0, 24 * 60),
    lock_on_screen_lock=st.booleans(),
    lock_on_suspend=st.booleans(),
    vaults=st.lists(known_vaults, max_size=3, unique_by=lambda vault: vault.path).map(tuple),
    last_vault=st.none() | paths,
    window_width=st.integers(200, 20_000),
    window_height=st.integers(200, 20_000),
    reduced_motion=st.booleans(),
    reading_font=st.text(),
    hide_marks=st.booleans(),
    smart_quotes=st.booleans(),
    typewriter=st.booleans(),
    spelling=st.booleans(),
    languages=st.lists(st.text(min_size=1), max_size=3, unique=True).map(tuple),
    strip_position=st.booleans(),
    prompter_by_length=st.booleans(),
    prompter_minutes=st.integers(1, 60),
    prompter_pace=st.integers(0, 400),
    prompter_size=st.integers(0, 20),
    prompter_mirrored=st.booleans(),
    prompter_lead_in=st.booleans(),
    other=unknown,
)


@pytest.fixture(scope="module")
def place(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A file for settings, in a folder that is not there yet."""
    return tmp_path_factory.mktemp("settings") / "allydesk" / "settings.json"


@examples(max_examples=25, suppress_health_check=_BUSY, deadline=None)  # each waits for the disk
@given(kept=settings)
def test_what_is_saved_is_loaded(place: Path, kept: Settings) -> None:
    SettingsFile(place).save(kept)
    assert SettingsFile(place).load() == LoadedSettings(kept)


@examples(max_examples=50, suppress_health_check=_BUSY, deadline=None)
@given(found=st.dictionaries(st.sampled_from(sorted(Settings.__dataclass_fields__)), json_values) | json_values)
def test_any_json_gives_settings_that_can_be_used(place: Path, found: Any) -> None:
    place.parent.mkdir(exist_ok=True)
    place.write_text(json.dumps(found))
    loaded = SettingsFile(place).load()
    assert loaded.damaged is not isinstance(found, dict)
    assert 0.8 <= loaded.settings.text_scale <= 2.0
    assert loaded.settings.auto_lock_minutes >= 0


@given(data=st.binary())
def test_a_damaged_file_is_put_aside_and_said_to_be(place: Path, data: bytes) -> None:
    place.parent.mkdir(exist_ok=True)
    place.write_bytes(b"{" + data)
    loaded = SettingsFile(place).load()
    if loaded.damaged:
        assert loaded == LoadedSettings(Settings(), damaged=True, put_aside=place.with_name("settings.json.damaged"))
        assert place.with_name("settings.json.damaged").read_bytes() == b"{" + data
        assert not place.exists()


def test_a_cut_file_is_damaged(tmp_path: Path) -> None:
    place = tmp_path / "settings.json"
    SettingsFile(place).save(Settings(theme="dark"))
    place.write_bytes(place.read_bytes()[:-10])
    assert SettingsFile(place).load().damaged


def test_deep_nesting_is_damage_and_no_crash(tmp_path: Path) -> None:
    place = tmp_path / "settings.json"
    place.write_text("[" * 200_000)
    assert SettingsFile(place).load().damaged


def test_without_a_file_there_are_the_defaults(tmp_path: Path) -> None:
    assert SettingsFile(tmp_path / "none" / "settings.json").load() == LoadedSettings(Settings())


def test_a_folder_in_the_way_is_damage_that_is_put_aside(tmp_path: Path) -> None:
    (tmp_path / "settings.json").mkdir()
    loaded = SettingsFile(tmp_path / "settings.json").load()
    assert (loaded.damaged, loaded.put_aside) == (True, tmp_path / "settings.json.damaged")


def test_one_bad_value_takes_its_default_and_leaves_the_rest(tmp_path: Path) -> None:
    place = tmp_path / "settings.json"
    place.write_text('{"theme": "dark", "text_scale": NaN, "auto_lock_minutes": true, "lock_on_suspend": "no"}')
    assert SettingsFile(place).load() == LoadedSettings(Settings(theme="dark"))


def test_languages_are_names_each_once(tmp_path: Path) -> None:
    place = tmp_path / "settings.json"
    place.write_text('{"languages": ["en_GB", 4, "", "fr", "en_GB", ["de"]], "spelling": "yes"}')
    assert SettingsFile(place).load() == LoadedSettings(Settings(languages=("en_GB", "fr")))
    place.write_text('{"languages": "en_GB"}')
    assert SettingsFile(place).load() == LoadedSettings(Settings())


def test_keys_of_a_newer_version_survive(tmp_path: Path) -> None:
    place = tmp_path / "settings.json"
    place.write_text('{"coach": ["en", "de"], "vaults": [{"path": "a", "colour": 3}, {"name": "no path"}]}')
    loaded = SettingsFile(place).load().settings
    SettingsFile(place).save(loaded.opened(Path("b")))
    written = json.loads(place.read_bytes())
    assert written["coach"] == ["en", "de"]
    assert written["vaults"] == [{"path": "b"}, {"path": "a", "colour": 3}]


@pytest.mark.skipif(sys.platform == "win32", reason="Windows has no file modes")
def test_only_the_owner_may_read_them(tmp_path: Path) -> None:
    place = tmp_path / "new" / "settings.json"
    SettingsFile(place).save(Settings())
    assert stat.S_IMODE(place.stat().st_mode) == 0o600
    assert stat.S_IMODE(place.parent.stat().st_mode) == 0o700
    assert [each.name for each in place.parent.iterdir()] == ["settings.json"]


def test_saving_where_a_file_is_in_the_way_says_so(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("")
    with pytest.raises(VaultError) as raised:
        SettingsFile(tmp_path / "file" / "settings.json").save(Settings())
    assert raised.value.code is Code.FOLDER_GONE


def test_the_vault_that_was_opened_comes_first_and_once() -> None:
    here, there = Path("here"), Path("there")
    chosen = Settings().opened(here).opened(there).opened(here)
    assert [vault.path for vault in chosen.vaults] == [here, there]
    assert chosen.last_vault == here
    left = chosen.forgotten(here)
    assert ([vault.path for vault in left.vaults], left.last_vault) == ([there], None)
    assert chosen.forgotten(there).last_vault == here
