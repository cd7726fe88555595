"""What the window makes of a settings file that is damaged, or of another version: real processes."""

import json
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from tests.persons import PATIENCE, Person, person


@pytest.fixture
def someone(tmp_path: Path) -> Person:
    return person(tmp_path / "home")


@pytest.fixture
def settings(someone: Person) -> Path:
    """Where their settings lie; nothing so far."""
    file = someone.config / "allydesk" / "settings.json"
    file.parent.mkdir(parents=True)
    return file


def first_sight(someone: Person) -> dict[str, Any]:
    """What they see when the window opens."""
    ran = subprocess.run(
        [sys.executable, "-m", "tests.ui.first_sight"],
        env={**someone.environment, "QT_QPA_PLATFORM": "offscreen"},
        capture_output=True,
        text=True,
        timeout=PATIENCE,
        check=False,
    )
    assert ran.returncode == 0, ran.stderr
    told: dict[str, Any] = json.loads(ran.stdout)
    return told


def test_settings_that_cannot_be_read_are_put_aside_with_a_word_once(someone: Person, settings: Path) -> None:
    settings.write_text('{"theme": "da')
    words = first_sight(someone)["words"]
    assert "Your settings could not be read" in words
    (said,) = (each for each in words if "The old file is kept at" in each)
    assert said.endswith("The old file is kept at .config/allydesk/settings.json.damaged.")
    assert settings.with_name("settings.json.damaged").read_text() == '{"theme": "da'
    assert "Your settings could not be read" not in first_sight(someone)["words"]


def test_choices_nobody_knows_are_the_usual_ones(someone: Person, settings: Path) -> None:
    settings.write_text('{"theme": "sepia", "reading_font": "comic", "languages": ["qq_QQ"], "text_scale": 9}')
    told = first_sight(someone)
    assert (told["theme"], told["font"]) == ("system", "serif")
    assert "Your settings could not be read" not in told["words"]


def test_choices_that_are_known_hold_from_the_first_sight_on(someone: Person, settings: Path) -> None:
    settings.write_text('{"theme": "contrast", "reading_font": "sans"}')
    told = first_sight(someone)
    assert (told["theme"], told["font"]) == ("contrast", "sans")
