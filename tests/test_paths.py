"""Where things lie, as the system and the environment say."""

from pathlib import Path

import pytest

from allydesk.paths import Paths


@pytest.fixture
def home(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A home folder of its own, and nothing else set."""
    monkeypatch.setenv("HOME", str(tmp_path))
    for name in ("XDG_CONFIG_HOME", "XDG_STATE_HOME", "XDG_DATA_HOME", "XDG_DOCUMENTS_DIR"):
        monkeypatch.delenv(name, raising=False)
    return tmp_path


def test_everything_lies_in_the_home_and_nothing_is_made(home: Path) -> None:
    paths = Paths.of_this_person()
    places = (paths.settings_file, paths.device_state_file, paths.log_file)
    assert all(place.is_relative_to(home) for place in places)
    assert len(set(places)) == 3
    assert list(home.iterdir()) == []


def test_vaults_are_offered_a_place_among_the_documents(home: Path) -> None:
    (home / "Documents").mkdir()
    assert Paths.of_this_person().vaults_folder == home / "Documents"


def test_without_a_folder_for_documents_vaults_go_to_the_home(home: Path) -> None:
    assert Paths.of_this_person().vaults_folder == home
    (home / "Documents").write_text("a file of that name is no folder")
    assert Paths.of_this_person().vaults_folder == home


def test_the_environment_decides_where_settings_and_state_go(home: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("XDG_CONFIG_HOME", str(home / "elsewhere"))
    monkeypatch.setenv("XDG_STATE_HOME", str(home / "kept"))
    paths = Paths.of_this_person()
    assert paths.settings_file == home / "elsewhere" / "allydesk" / "settings.json"
    assert paths.state_folder == home / "kept" / "allydesk"


def test_a_root_holds_everything(tmp_path: Path) -> None:
    paths = Paths.under(tmp_path)
    places = (paths.settings_file, paths.device_state_file, paths.log_file, paths.vaults_folder)
    assert all(place.is_relative_to(tmp_path) for place in places)
