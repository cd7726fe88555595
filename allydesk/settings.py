"""What a person has chosen for this machine. Nothing here is secret, and nothing here was written in a vault."""

import json
from collections.abc import Callable, Mapping
from contextlib import suppress
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, Self

from allydesk.storage.files import write_durably

SMALLEST_TEXT, LARGEST_TEXT = 0.8, 2.0
"""The range of `Settings.text_scale`."""
LONGEST_WAIT = 24 * 60
"""Minutes; the most `Settings.auto_lock_minutes` can be."""


@dataclass(frozen=True, slots=True)
class KnownVault:
    """A vault that has been open on this machine. `other` is what a newer version keeps about it."""

    path: Path
    other: Mapping[str, Any] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Settings:
    """The choices, each with its default.

    `auto_lock_minutes` of 0 never locks by itself. `window_width` and `window_height` are in device-independent pixels.
    `reading_font` is "serif", "sans" or "system". `languages` are names of dictionaries such as "en_GB"; none means
    that of the system. The teleprompter goes by `prompter_minutes` for the whole story, or by `prompter_pace` in words
    a minute, 0 for the person's usual one; `prompter_size` is a place in its list of sizes. `practice_feedback`
    is "at-choice" or "debrief", `practice_pace` of lines "one-by-one" or "at-once". `vaults` are in the order
    they were last open, newest first. `other` holds the keys of a newer version.
    """

    theme: str = "system"
    text_scale: float = 1.0
    auto_lock_minutes: int = 10
    lock_on_screen_lock: bool = True
    lock_on_suspend: bool = True
    vaults: tuple[KnownVault, ...] = ()
    last_vault: Path | None = None
    window_width: int = 1360
    window_height: int = 860
    reduced_motion: bool = False
    reading_font: str = "serif"
    hide_marks: bool = True
    smart_quotes: bool = False
    typewriter: bool = False
    spelling: bool = True
    languages: tuple[str, ...] = ()
    strip_position: bool = True
    prompter_by_length: bool = False
    prompter_minutes: int = 7
    prompter_pace: int = 0
    prompter_size: int = 3
    prompter_mirrored: bool = False
    prompter_lead_in: bool = True
    practice_feedback: str = "at-choice"
    practice_pace: str = "one-by-one"
    read_aloud: bool = False
    other: Mapping[str, Any] = field(default_factory=dict)

    def opened(self, path: Path) -> Self:
        """With this vault as the one that was open last."""
        known = next((vault for vault in self.vaults if vault.path == path), KnownVault(path))
        rest = tuple(vault for vault in self.vaults if vault.path != path)
        return replace(self, vaults=(known, *rest), last_vault=path)

    def forgotten(self, path: Path) -> Self:
        """Without this vault. The vault itself stays where it is."""
        rest = tuple(vault for vault in self.vaults if vault.path != path)
        return replace(self, vaults=rest, last_vault=None if self.last_vault == path else self.last_vault)


@dataclass(frozen=True, slots=True)
class LoadedSettings:
    """What was found. `damaged` when there was a file that could not be used; then `settings` are the defaults, and
    the file is kept at `put_aside`, or None where it could not be moved."""

    settings: Settings
    damaged: bool = False
    put_aside: Path | None = None


class SettingsFile:
    """Where the choices are kept: JSON, readable by its owner alone."""

    def __init__(self, path: Path) -> None:
        self._path = path

    def load(self) -> LoadedSettings:
        """The choices as they are kept. A value that cannot be used takes its default; the others are kept."""
        try:
            found = json.loads(self._path.read_bytes())
        except FileNotFoundError:
            return LoadedSettings(Settings())
        except (OSError, ValueError, RecursionError):
            return self._put_aside()
        return LoadedSettings(_from_json(found)) if isinstance(found, dict) else self._put_aside()

    def save(self, settings: Settings) -> None:
        """Keep the choices; on the disk when this returns. Raises `VaultError` as `write_durably` does."""
        with suppress(OSError):  # then writing says why
            self._path.parent.mkdir(parents=True, exist_ok=True, mode=0o700)
        write_durably(self._path, json.dumps(_to_json(settings), indent=2).encode("ascii"))

    def _put_aside(self) -> LoadedSettings:
        aside = self._path.with_name(f"{self._path.name}.damaged")
        try:
            self._path.replace(aside)
        except OSError:
            return LoadedSettings(Settings(), damaged=True)
        return LoadedSettings(Settings(), damaged=True, put_aside=aside)


def _to_json(settings: Settings) -> dict[str, Any]:
    values = {name: getattr(settings, name) for name in _READERS}
    vaults = [{**vault.other, "path": str(vault.path)} for vault in settings.vaults]
    last = None if settings.last_vault is None else str(settings.last_vault)
    return {**settings.other, **values, "vaults": vaults, "last_vault": last}


def _from_json(found: dict[str, Any]) -> Settings:
    values: dict[str, Any] = {}
    for name, read in _READERS.items():
        if name in found:
            with suppress(ValueError, TypeError):
                values[name] = read(found[name])
    return Settings(**values, other={name: value for name, value in found.items() if name not in _READERS})


def _flag(value: object) -> bool:
    if isinstance(value, bool):
        return value
    raise TypeError("neither true nor false")


def _name(value: object) -> str:
    if isinstance(value, str):
        return value
    raise TypeError("no text")


def _names(value: object) -> tuple[str, ...]:
    """The names in a list, each once; what is no name among them is left out."""
    if isinstance(value, (list, tuple)):
        return tuple(dict.fromkeys(each for each in value if isinstance(each, str) and each))
    raise TypeError("no list")


def _number(least: int, most: int) -> Callable[[object], int]:
    def read(value: object) -> int:
        if isinstance(value, int) and not isinstance(value, bool) and least <= value <= most:
            return value
        raise ValueError("no whole number in range")

    return read


def _scale(value: object) -> float:
    if isinstance(value, (int, float)) and SMALLEST_TEXT <= value <= LARGEST_TEXT:
        return float(value)
    raise ValueError("no scale in range")


def _path(value: object) -> Path:
    text = _name(value)
    if not text or "\0" in text:
        raise ValueError("no path")
    return Path(text)


def _last(value: object) -> Path | None:
    return None if value is None else _path(value)


def _vaults(value: object) -> tuple[KnownVault, ...]:
    found: dict[Path, KnownVault] = {}
    for item in value if isinstance(value, list) else ():
        with suppress(ValueError, TypeError, KeyError):
            path = _path(item["path"])
            found.setdefault(path, KnownVault(path, {name: each for name, each in item.items() if name != "path"}))
    return tuple(found.values())


_READERS: Mapping[str, Callable[[object], object]] = {
    "theme": _name,
    "text_scale": _scale,
    "auto_lock_minutes": _number(0, LONGEST_WAIT),
    "lock_on_screen_lock": _flag,
    "lock_on_suspend": _flag,
    "vaults": _vaults,
    "last_vault": _last,
    "window_width": _number(200, 20_000),
    "window_height": _number(200, 20_000),
    "reduced_motion": _flag,
    "reading_font": _name,
    "hide_marks": _flag,
    "smart_quotes": _flag,
    "typewriter": _flag,
    "spelling": _flag,
    "languages": _names,
    "strip_position": _flag,
    "prompter_by_length": _flag,
    "prompter_minutes": _number(1, 60),
    "prompter_pace": _number(0, 400),
    "prompter_size": _number(0, 20),
    "prompter_mirrored": _flag,
    "prompter_lead_in": _flag,
    "practice_feedback": _name,
    "practice_pace": _name,
    "read_aloud": _flag,
}
"""How each key is read. A reader raises ValueError or TypeError for what it cannot use."""
